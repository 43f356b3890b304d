/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-map-frame.h"
#include "hw-map-layer.h"
#include "hw-tile-stack.h"

G_BEGIN_DECLS

/**
 * HwMapDensity:
 * @HW_MAP_DENSITY_AUTO: from afar, while there are many reports
 * @HW_MAP_DENSITY_ALWAYS: at every zoom
 * @HW_MAP_DENSITY_NEVER: not at all
 *
 * When the map shows how dense reports lie.
 */
typedef enum { HW_MAP_DENSITY_AUTO, HW_MAP_DENSITY_ALWAYS, HW_MAP_DENSITY_NEVER } HwMapDensity;

#define HW_TYPE_MAP_DENSITY (hw_map_density_get_type ())
GType hw_map_density_get_type (void);

/**
 * HwMapView:
 *
 * The map itself: tiles, boundaries and our layer, with zoom buttons, scale and
 * attribution on it, and everything that keyboard and pointer do.
 *
 * Signals: "selected" (pointer to #HwMapThing, of kind %HW_MAP_NOTHING for a
 * click beside everything), "back" (Esc with nothing to leave), "moved" (the
 * map came to rest somewhere else), "damaged" (string: in words, a map file that
 * turned out to be damaged).
 */
#define HW_TYPE_MAP_VIEW (hw_map_view_get_type ())
G_DECLARE_FINAL_TYPE (HwMapView, hw_map_view, HW, MAP_VIEW, GtkWidget)

GtkWidget       *hw_map_view_new            (void);
HwMapLayer      *hw_map_view_get_layer      (HwMapView     *self);
ShumateViewport *hw_map_view_get_viewport   (HwMapView     *self);
void             hw_map_view_set_points     (HwMapView     *self,
                                             HwPointIndex  *points);
void             hw_map_view_set_maps       (HwMapView     *self,
                                             HwTileStack   *maps);
HwTileStack     *hw_map_view_get_maps       (HwMapView     *self);
void             hw_map_view_set_density    (HwMapView     *self,
                                             HwMapDensity      density);
HwMapDensity        hw_map_view_get_density    (HwMapView     *self);
void             hw_map_view_add_layer      (HwMapView     *self,
                                             ShumateLayer  *layer);
gboolean         hw_map_view_get_box        (HwMapView     *self,
                                             HwBox         *box);
void             hw_map_view_show_box       (HwMapView     *self,
                                             const HwBox   *box);
void             hw_map_view_show_all       (HwMapView     *self);
void             hw_map_view_go_to          (HwMapView     *self,
                                             const HwPoint *point,
                                             double         least_zoom);
const char      *hw_map_view_get_attribution (HwMapView    *self);
void             hw_map_view_pan            (HwMapView     *self,
                                             double         dx,
                                             double         dy);
void             hw_map_view_zoom           (HwMapView     *self,
                                             int            steps);

G_END_DECLS
