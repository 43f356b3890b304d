/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-point-index.h"

G_BEGIN_DECLS

/**
 * HwDayCounts:
 * @first: the day of the first count, local, as the Julian day of #GDate
 * @counts: (owned) (element-type guint): how many on each day, empty for none at all
 *
 * How many reports, or contacts, there are per day.
 */
typedef struct
{
  guint32 first;
  GArray *counts;
} HwDayCounts;

HwDayCounts *hw_day_counts_new  (HwPointIndex *points,
                                 HwPointKind   kind,
                                 guint32       today);
void         hw_day_counts_free (HwDayCounts  *self);
guint        hw_day_counts_sum  (HwDayCounts  *self,
                                 guint32       first,
                                 guint32       last,
                                 guint32      *busiest);
guint32      hw_day_now         (void);
gint64       hw_day_start       (guint32       day);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwDayCounts, hw_day_counts_free)

G_END_DECLS
