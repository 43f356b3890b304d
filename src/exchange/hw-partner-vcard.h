/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-partner.h"

G_BEGIN_DECLS

GBytes *hw_partners_write_vcard (GPtrArray *partners);

G_END_DECLS
