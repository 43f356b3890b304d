/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "hw-point-index.h"

G_BEGIN_DECLS

/**
 * HwHistogram:
 *
 * How many per day, with a brush: dragging it is the time filter of the point
 * index. Days are local, as the Julian days of #GDate.
 *
 * Signals: "selection-changed" after the days or their counts changed.
 */
#define HW_TYPE_HISTOGRAM (hw_histogram_get_type ())
G_DECLARE_FINAL_TYPE (HwHistogram, hw_histogram, HW, HISTOGRAM, GtkWidget)

GtkWidget *hw_histogram_new           (void);
void       hw_histogram_set_points    (HwHistogram  *self,
                                       HwPointIndex *points);
void       hw_histogram_set_today     (HwHistogram  *self,
                                       guint32       today);
void       hw_histogram_select        (HwHistogram  *self,
                                       guint32       first,
                                       guint32       last);
void       hw_histogram_select_last   (HwHistogram  *self,
                                       guint         n_days);
void       hw_histogram_select_all    (HwHistogram  *self);
gboolean   hw_histogram_move          (HwHistogram  *self,
                                       int           days,
                                       gboolean      moves_first,
                                       gboolean      moves_last);
void       hw_histogram_set_least_bin (HwHistogram  *self,
                                       guint         days);
void       hw_histogram_set_comparing (HwHistogram  *self,
                                       gboolean      comparing);
HwPointKind hw_histogram_get_counted  (HwHistogram  *self,
                                       guint32      *first,
                                       guint32      *last);
guint32    hw_histogram_get_shown     (HwHistogram  *self);
gboolean   hw_histogram_get_selection (HwHistogram  *self,
                                       guint32      *first,
                                       guint32      *last);
guint      hw_histogram_get_last_days (HwHistogram  *self);
guint      hw_histogram_count         (HwHistogram  *self,
                                       guint32       first,
                                       guint32       last,
                                       guint32      *busiest);
guint      hw_histogram_get_bin_days  (HwHistogram  *self);
char      *hw_histogram_dup_words     (HwHistogram  *self);
char      *hw_histogram_dup_comparison (HwHistogram *self);

G_END_DECLS
