/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-hot-spots.h"

G_BEGIN_DECLS

/* What "homewardctl hotspots" can print. */
typedef enum { HW_CTL_SPOTS_TEXT, HW_CTL_SPOTS_JSON, HW_CTL_SPOTS_GEOJSON, HW_CTL_SPOTS_CSV } HwCtlSpotsFormat;

gboolean hw_ctl_spots_format_from_string (const char       *name,
                                          HwCtlSpotsFormat *format);
/* (transfer full): all of the output, with its last line break. */
char    *hw_ctl_spots_write              (HwCtlSpotsFormat  format,
                                          GPtrArray        *spots);

G_END_DECLS
