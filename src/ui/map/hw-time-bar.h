/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-histogram.h"
#include "hw-hour-brush.h"

G_BEGIN_DECLS

/**
 * HwTimeBar:
 *
 * What lies under the map: the histogram with its brush, what it says in words,
 * and buttons for the last 7, 28, 60 and 180 days.
 */
#define HW_TYPE_TIME_BAR (hw_time_bar_get_type ())
G_DECLARE_FINAL_TYPE (HwTimeBar, hw_time_bar, HW, TIME_BAR, GtkBox)

GtkWidget   *hw_time_bar_new           (void);
void         hw_time_bar_set_points    (HwTimeBar    *self,
                                        HwPointIndex *points);
HwHistogram *hw_time_bar_get_histogram (HwTimeBar    *self);
HwHourBrush *hw_time_bar_get_hours     (HwTimeBar    *self);

G_END_DECLS
