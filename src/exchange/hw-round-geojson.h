/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-shift.h"

G_BEGIN_DECLS

char    *hw_round_geojson_dup   (const HwShift  *shift);
gboolean hw_round_geojson_write (const HwShift  *shift,
                                 const char     *path,
                                 GError        **error);

G_END_DECLS
