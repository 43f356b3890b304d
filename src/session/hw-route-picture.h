/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-route-map.h"
#include "hw-tile-stack.h"

G_BEGIN_DECLS

/**
 * HwRoutePicture:
 *
 * The map under a round, put together from tiles: for the overview of a route
 * sheet. May be made on any thread.
 */
typedef struct _HwRoutePicture HwRoutePicture;

HwRoutePicture *hw_route_picture_new  (HwTileStack        *maps,
                                       const HwShift      *shift);
HwRoutePicture *hw_route_picture_new_box (HwTileStack     *maps,
                                       const HwBox        *box);
void            hw_route_picture_free (HwRoutePicture     *self);
/* As #HwRouteGround.draw wants it; @self is a #HwRoutePicture. */
void            hw_route_picture_draw (cairo_t            *cr,
                                       const HwRouteFrame *frame,
                                       gpointer            self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwRoutePicture, hw_route_picture_free)

G_END_DECLS
