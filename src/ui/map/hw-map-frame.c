/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-map-frame.h"
#include "hw-point-index.h"

#include <math.h>

/*
 * The arithmetic between the viewport and pixels. libshumate stretches tiles
 * between two whole zooms in its own way, so its source is asked for the size
 * of the world and nothing is assumed about it.
 */

/**
 * hw_map_frame_init:
 * @frame: (out caller-allocates): set to what @widget shows
 * @viewport: of the map
 * @widget: a layer, as large as the map
 *
 * Returns: %FALSE as long as the map has no source or no size
 */
gboolean
hw_map_frame_init (HwMapFrame      *frame,
                   ShumateViewport *viewport,
                   GtkWidget       *widget)
{
  ShumateMapSource *source = shumate_viewport_get_reference_map_source (viewport);
  double latitude, longitude;

  *frame = (HwMapFrame) { 0 };
  frame->width = gtk_widget_get_width (widget);
  frame->height = gtk_widget_get_height (widget);
  if (source == NULL || frame->width <= 0 || frame->height <= 0)
    return FALSE;

  frame->zoom = shumate_viewport_get_zoom_level (viewport);
  frame->world = shumate_map_source_get_tile_size_at_zoom (source, frame->zoom) *
                 shumate_map_source_get_column_count (source, (guint) frame->zoom);
  latitude = shumate_location_get_latitude (SHUMATE_LOCATION (viewport));
  longitude = shumate_location_get_longitude (SHUMATE_LOCATION (viewport));
  frame->x = hw_mercator_x (longitude) * frame->world - frame->width / 2.0;
  frame->y = hw_mercator_y (latitude) * frame->world - frame->height / 2.0;
  return TRUE;
}

/**
 * hw_map_frame_get_box:
 * @frame: a frame
 * @margin: pixels to add on every side
 * @box: (out caller-allocates): what is shown, in degrees
 */
void
hw_map_frame_get_box (const HwMapFrame *frame,
                      double            margin,
                      HwBox            *box)
{
  double west = (frame->x - margin) / frame->world;
  double east = (frame->x + frame->width + margin) / frame->world;
  double north = (frame->y - margin) / frame->world;
  double south = (frame->y + frame->height + margin) / frame->world;

  box->west = hw_mercator_longitude (CLAMP (west, 0, 1));
  box->east = hw_mercator_longitude (CLAMP (east, 0, 1));
  box->north = hw_mercator_latitude (CLAMP (north, 0, 1));
  box->south = hw_mercator_latitude (CLAMP (south, 0, 1));
}

/**
 * hw_map_frame_place:
 * @frame: a frame
 * @point: a place
 * @x: (out): pixels from the widget's left
 * @y: (out): pixels from the widget's top
 */
void
hw_map_frame_place (const HwMapFrame *frame,
                    const HwPoint    *point,
                    double           *x,
                    double           *y)
{
  *x = hw_mercator_x (point->longitude) * frame->world - frame->x;
  *y = hw_mercator_y (point->latitude) * frame->world - frame->y;
}

/**
 * hw_map_frame_metres:
 * @frame: a frame
 *
 * Returns: metres that one pixel in the middle stands for
 */
double
hw_map_frame_metres (const HwMapFrame *frame)
{
  double latitude = hw_mercator_latitude ((frame->y + frame->height / 2.0) / frame->world);

  return 2 * G_PI * 6378137.0 * cos (latitude * G_PI / 180) / frame->world;
}
