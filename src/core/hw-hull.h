/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-point.h"

G_BEGIN_DECLS

GArray  *hw_hull_around   (const HwPoint *centre,
                           const HwPoint *points,
                           gsize          n_points,
                           double         margin_m);
gboolean hw_hull_contains (GArray        *hull,
                           const HwPoint *point);

G_END_DECLS
