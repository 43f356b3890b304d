/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-door.h"

G_BEGIN_DECLS

HwDoorAnswer *hw_collect_door        (const HwDoorRequest *request);
char         *hw_collect_token_new   (void);
char         *hw_collect_token_hash  (const char          *token);

G_END_DECLS
