/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "hw-map-thing.h"
#include "hw-session.h"

G_BEGIN_DECLS

/**
 * HwMapPanel:
 *
 * Right of the map: what is selected, and what can be done about it.
 *
 * Signals: "selected" (pointer to #HwMapThing, from the list of a cluster),
 * "zoom" (pointer to #HwMapThing, to look closer), "closed".
 */
#define HW_TYPE_MAP_PANEL (hw_map_panel_get_type ())
G_DECLARE_FINAL_TYPE (HwMapPanel, hw_map_panel, HW, MAP_PANEL, GtkBox)

GtkWidget *hw_map_panel_new  (HwSession        *session);
void       hw_map_panel_show (HwMapPanel       *self,
                              const HwMapThing *thing,
                              HwHotSpot        *hot_spot,
                              const char       *name);

G_END_DECLS
