/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "hw-point-index.h"

G_BEGIN_DECLS

/**
 * HwMapFilter:
 *
 * What the map shows: a row per status with its shape, its number and a check
 * button, one for contacts, and a switch for what is verified only. There is no
 * other filter, and never one of who somebody is.
 */
#define HW_TYPE_MAP_FILTER (hw_map_filter_get_type ())
G_DECLARE_FINAL_TYPE (HwMapFilter, hw_map_filter, HW, MAP_FILTER, GtkBox)

GtkWidget *hw_map_filter_new          (void);
void       hw_map_filter_set_points   (HwMapFilter    *self,
                                       HwPointIndex   *points);
guint      hw_map_filter_get_count    (HwMapFilter    *self,
                                       HwReportStatus  status);
void       hw_map_filter_set_shown    (HwMapFilter    *self,
                                       HwReportStatus  status,
                                       gboolean        shown);
gboolean   hw_map_filter_get_verified (HwMapFilter    *self);
void       hw_map_filter_set_verified (HwMapFilter    *self,
                                       gboolean        verified);

G_END_DECLS
