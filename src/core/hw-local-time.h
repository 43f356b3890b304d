/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HwLocalTime:
 *
 * Local days and hours of many times: asks the time zone once per day rather
 * than once per time.
 */
typedef struct _HwLocalTime HwLocalTime;

HwLocalTime *hw_local_time_new         (GTimeZone   *zone);
void         hw_local_time_free        (HwLocalTime *self);
gint64       hw_local_time_get_seconds (HwLocalTime *self,
                                        gint64       time);
gint64       hw_local_time_get_day     (HwLocalTime *self,
                                        gint64       time);
void         hw_local_time_get_rhythm  (HwLocalTime *self,
                                        gint64       time,
                                        guint       *weekday,
                                        guint       *hour);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwLocalTime, hw_local_time_free)

G_END_DECLS
