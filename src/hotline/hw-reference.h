/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-id.h"

G_BEGIN_DECLS

char    *hw_reference_to_string   (const HwId *id);
gboolean hw_reference_from_string (const char *text,
                                   HwId       *id);

G_END_DECLS
