/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-coarse-map.h"
#include "hw-route-map.h"

G_BEGIN_DECLS

HwBox hw_coarse_picture_get_box (GArray              *cells);
void  hw_coarse_picture_draw    (cairo_t             *cr,
                                 GArray              *cells,
                                 double               width,
                                 double               height,
                                 const HwRouteGround *ground);

G_END_DECLS
