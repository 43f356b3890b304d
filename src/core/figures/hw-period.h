/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HwPeriod:
 * @from: the first moment, µs UTC
 * @until: the first moment after it
 *
 * Whole days where the team is.
 */
typedef struct
{
  gint64 from;
  gint64 until;
} HwPeriod;

HwPeriod hw_period_days      (int              year,
                              guint            month,
                              guint            day,
                              guint            n_days,
                              GTimeZone       *zone);
HwPeriod hw_period_months    (int              year,
                              guint            month,
                              guint            n_months,
                              GTimeZone       *zone);
HwPeriod hw_period_quarter   (int              year,
                              guint            quarter,
                              GTimeZone       *zone);
HwPeriod hw_period_quarter_at (gint64          time,
                              GTimeZone       *zone);
gboolean hw_period_parse     (const char      *text,
                              GTimeZone       *zone,
                              HwPeriod        *period);
HwPeriod hw_period_before    (const HwPeriod  *self,
                              GTimeZone       *zone);
gint64   hw_period_months_before (const HwPeriod *self,
                              guint            n_months,
                              GTimeZone       *zone);
gboolean hw_period_has       (const HwPeriod  *self,
                              gint64           time);
char    *hw_period_dup_words (const HwPeriod  *self,
                              GTimeZone       *zone);

G_END_DECLS
