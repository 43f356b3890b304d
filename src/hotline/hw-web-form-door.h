/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-door.h"

G_BEGIN_DECLS

HwDoorAnswer *hw_web_form_door (const HwDoorRequest *request);

G_END_DECLS
