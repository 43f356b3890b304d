/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "hw-point-index.h"

G_BEGIN_DECLS

/**
 * HwHourBrush:
 *
 * How many per hour of the day, from noon to noon so that a night is in one
 * piece, with a brush: dragging it chooses the hours that the map shows.
 *
 * Signals: "selection-changed" after the hours or their counts changed.
 */
#define HW_TYPE_HOUR_BRUSH (hw_hour_brush_get_type ())
G_DECLARE_FINAL_TYPE (HwHourBrush, hw_hour_brush, HW, HOUR_BRUSH, GtkWidget)

GtkWidget *hw_hour_brush_new           (void);
void       hw_hour_brush_set_points    (HwHourBrush  *self,
                                        HwPointIndex *points);
void       hw_hour_brush_select        (HwHourBrush  *self,
                                        guint         from,
                                        guint         n_hours);
gboolean   hw_hour_brush_get_selection (HwHourBrush  *self,
                                        guint        *from,
                                        guint        *n_hours);
char      *hw_hour_brush_dup_words     (HwHourBrush  *self);

G_END_DECLS
