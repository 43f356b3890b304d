/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>
#include "hw-point.h"

G_BEGIN_DECLS

/**
 * HwMapFrame:
 * @zoom: of the viewport
 * @world: pixels across the whole world at this zoom
 * @x: of the widget's left edge, in pixels of the world
 * @y: of the widget's top edge
 * @width: of the widget
 * @height: of the widget
 *
 * How normalised Mercator (0..1, y down) becomes pixels of a widget on the map.
 */
typedef struct
{
  double zoom;
  double world;
  double x;
  double y;
  int    width;
  int    height;
} HwMapFrame;

gboolean hw_map_frame_init     (HwMapFrame       *frame,
                                ShumateViewport  *viewport,
                                GtkWidget        *widget);
void     hw_map_frame_get_box  (const HwMapFrame *frame,
                                double            margin,
                                HwBox            *box);
void     hw_map_frame_place    (const HwMapFrame *frame,
                                const HwPoint    *point,
                                double           *x,
                                double           *y);
double   hw_map_frame_metres   (const HwMapFrame *frame);

G_END_DECLS
