/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "hw-map-thing.h"

G_BEGIN_DECLS

/**
 * HwSiteList:
 *
 * The sites beside the map, by name, in step with the selection.
 *
 * Signals: "selected" (pointer to #HwMapThing).
 */
#define HW_TYPE_SITE_LIST (hw_site_list_get_type ())
G_DECLARE_FINAL_TYPE (HwSiteList, hw_site_list, HW, SITE_LIST, GtkWidget)

GtkWidget *hw_site_list_new       (void);
void       hw_site_list_set_model (HwSiteList       *self,
                                   GListModel       *sites);
void       hw_site_list_select    (HwSiteList       *self,
                                   const HwMapThing *thing);

G_END_DECLS
