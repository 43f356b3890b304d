/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-point-index.h"
#include "hw-radius-grid.h"

G_BEGIN_DECLS

#define HW_RADIUS_PYRAMID_ZOOMS 17   /* 0 to 16 */

typedef struct _HwRadiusPyramid HwRadiusPyramid;

HwRadiusPyramid *hw_radius_pyramid_new          (const HwIndexPoint    *points,
                                                 gsize                  n_points,
                                                 double                 radius);
void             hw_radius_pyramid_free         (HwRadiusPyramid       *self);
gsize            hw_radius_pyramid_count        (const HwRadiusPyramid *self,
                                                 guint                  zoom);
gsize            hw_radius_pyramid_get_memory   (const HwRadiusPyramid *self);
void             hw_radius_pyramid_query        (const HwRadiusPyramid *self,
                                                 const HwBox           *box,
                                                 guint                  zoom,
                                                 GArray                *clusters);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwRadiusPyramid, hw_radius_pyramid_free)

G_END_DECLS
