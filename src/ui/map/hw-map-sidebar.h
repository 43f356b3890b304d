/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-map-filter.h"
#include "hw-map-thing.h"
#include "hw-session.h"

G_BEGIN_DECLS

/**
 * HwMapSidebar:
 *
 * Left of the map: what is shown, and the same things as lists: hot-spots, and
 * what is in view. This is how a screen reader reads the map.
 *
 * Signals: "selected" (pointer to #HwMapThing).
 */
#define HW_TYPE_MAP_SIDEBAR (hw_map_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (HwMapSidebar, hw_map_sidebar, HW, MAP_SIDEBAR, GtkBox)

GtkWidget   *hw_map_sidebar_new           (HwSession        *session);
void         hw_map_sidebar_set_points    (HwMapSidebar     *self,
                                           HwPointIndex     *points);
void         hw_map_sidebar_set_hot_spots (HwMapSidebar     *self,
                                           GListModel       *hot_spots);
void         hw_map_sidebar_set_sites     (HwMapSidebar     *self,
                                           GListModel       *sites);
void         hw_map_sidebar_set_view      (HwMapSidebar     *self,
                                           const HwBox      *box);
void         hw_map_sidebar_select        (HwMapSidebar     *self,
                                           const HwMapThing *thing);
HwMapFilter *hw_map_sidebar_get_filter    (HwMapSidebar     *self);
guint        hw_map_sidebar_get_n_in_view (HwMapSidebar     *self);

G_END_DECLS
