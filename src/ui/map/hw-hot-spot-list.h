/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "hw-map-thing.h"
#include "hw-session.h"

G_BEGIN_DECLS

/**
 * HwHotSpotList:
 *
 * The hot-spots by rank, with name, weight, trend and the line of their weeks.
 *
 * Signals: "selected" (pointer to #HwMapThing).
 */
#define HW_TYPE_HOT_SPOT_LIST (hw_hot_spot_list_get_type ())
G_DECLARE_FINAL_TYPE (HwHotSpotList, hw_hot_spot_list, HW, HOT_SPOT_LIST, GtkWidget)

GtkWidget *hw_hot_spot_list_new       (void);
void       hw_hot_spot_list_set_model (HwHotSpotList    *self,
                                       GListModel       *hot_spots);
void       hw_hot_spot_list_set_days  (HwHotSpotList    *self,
                                       guint             days);
void       hw_hot_spot_list_select    (HwHotSpotList    *self,
                                       const HwMapThing *thing);

G_END_DECLS
