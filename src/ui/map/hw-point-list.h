/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "hw-map-thing.h"
#include "hw-session.h"

G_BEGIN_DECLS

/**
 * HwPointList:
 *
 * Reports and contacts as a list: what is in view, or what a cluster stands for.
 * The words of a place are loaded only for rows that are seen.
 *
 * Signals: "selected" (pointer to #HwMapThing).
 */
#define HW_TYPE_POINT_LIST (hw_point_list_get_type ())
G_DECLARE_FINAL_TYPE (HwPointList, hw_point_list, HW, POINT_LIST, GtkWidget)

GtkWidget *hw_point_list_new        (HwSession        *session,
                                     const char       *label);
void       hw_point_list_set_points (HwPointList      *self,
                                     GArray           *points);
guint      hw_point_list_get_n_points (HwPointList    *self);
void       hw_point_list_select     (HwPointList      *self,
                                     const HwMapThing *thing);

G_END_DECLS
