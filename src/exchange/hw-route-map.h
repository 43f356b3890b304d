/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "hw-shift.h"

G_BEGIN_DECLS

/**
 * HwRouteFrame:
 * @x: of the left edge, in widths of the world, Mercator, from 0 at 180° west
 * @y: of the upper edge, likewise from the north
 * @scale: points of the picture to one width of the world
 * @width: of the picture, in points
 * @height: of the picture, in points
 *
 * Which part of the world a picture shows.
 */
typedef struct
{
  double x;
  double y;
  double scale;
  double width;
  double height;
} HwRouteFrame;

/**
 * HwRouteGround:
 * @draw: draws the ground of a frame, from the origin on; what it draws is clipped to the frame
 * @user_data: for @draw
 * @attribution: (nullable): whose map it is
 *
 * What lies under the round.
 */
typedef struct
{
  void      (*draw) (cairo_t *cr, const HwRouteFrame *frame, gpointer user_data);
  gpointer    user_data;
  const char *attribution;
} HwRouteGround;

void hw_route_frame_init  (HwRouteFrame        *frame,
                           const HwShift       *shift,
                           double               width,
                           double               height);
void hw_route_frame_init_box (HwRouteFrame     *frame,
                           const HwBox         *box,
                           double               width,
                           double               height);
void hw_route_frame_draw_scale (const HwRouteFrame *frame,
                           cairo_t             *cr);
void hw_route_frame_draw_attribution (const HwRouteFrame *frame,
                           cairo_t             *cr,
                           const char          *attribution);
void hw_route_frame_place (const HwRouteFrame  *frame,
                           const HwPoint       *point,
                           double              *x,
                           double              *y);
void hw_route_map_draw    (cairo_t             *cr,
                           const HwShift       *shift,
                           const HwRouteFrame  *frame,
                           const HwRouteGround *ground);

G_END_DECLS
