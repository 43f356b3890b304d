/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "hw-day-counts.h"

G_BEGIN_DECLS

/**
 * HwHistogramView:
 * @first: Julian day at the left edge
 * @n_days: how many days are shown
 * @today: the day now
 * @least_bin: days to a bar at least
 *
 * Which days a histogram shows.
 */
typedef struct
{
  guint32 first;
  guint   n_days;
  guint32 today;
  guint   least_bin;
} HwHistogramView;

double  hw_histogram_view_x   (const HwHistogramView *view,
                               guint32                day,
                               double                 width);
guint32 hw_histogram_view_day (const HwHistogramView *view,
                               double                 x,
                               double                 width);
guint   hw_histogram_view_bin (const HwHistogramView *view,
                               double                 width);
char   *hw_histogram_dup_day  (guint32                day,
                               guint32                today,
                               gboolean               weekday);
void    hw_histogram_draw     (GtkWidget             *widget,
                               GtkSnapshot           *snapshot,
                               const HwHistogramView *view,
                               HwDayCounts           *counts,
                               guint32                first,
                               guint32                last,
                               gboolean               comparing);

G_END_DECLS
