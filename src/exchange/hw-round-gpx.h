/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-shift.h"

G_BEGIN_DECLS

char    *hw_round_gpx_dup   (const HwShift  *shift,
                             GTimeZone      *zone);
gboolean hw_round_gpx_write (const HwShift  *shift,
                             GTimeZone      *zone,
                             const char     *path,
                             GError        **error);

G_END_DECLS
