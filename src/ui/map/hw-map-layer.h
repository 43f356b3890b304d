/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>
#include "hw-hot-spots.h"
#include "hw-map-thing.h"

G_BEGIN_DECLS

/**
 * HwMapLayer:
 *
 * The one layer that draws everything that is many: clusters as rings of their
 * statuses with a count, single reports and contacts as shapes, hot-spots as
 * hulls with a badge. What cannot be made accessible in a drawing is said by the
 * lists beside the map.
 */
#define HW_TYPE_MAP_LAYER (hw_map_layer_get_type ())
G_DECLARE_FINAL_TYPE (HwMapLayer, hw_map_layer, HW, MAP_LAYER, ShumateLayer)

HwMapLayer       *hw_map_layer_new             (ShumateViewport  *viewport);
void              hw_map_layer_set_points      (HwMapLayer       *self,
                                                HwPointIndex     *points);
void              hw_map_layer_set_hot_spots   (HwMapLayer       *self,
                                                GPtrArray        *hot_spots);
void              hw_map_layer_set_sites       (HwMapLayer       *self,
                                                GListModel       *sites);
void              hw_map_layer_set_selected    (HwMapLayer       *self,
                                                const HwMapThing *thing,
                                                const char       *name);
void              hw_map_layer_set_focused     (HwMapLayer       *self,
                                                const HwMapThing *thing);
gboolean          hw_map_layer_pick            (HwMapLayer       *self,
                                                double            x,
                                                double            y,
                                                HwMapThing       *thing);
GArray           *hw_map_layer_list_visible    (HwMapLayer       *self);
guint             hw_map_layer_get_n_rebuilds  (HwMapLayer       *self);

G_END_DECLS
