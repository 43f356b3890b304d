/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-histogram.h"
#include "hw-day-counts.h"
#include "hw-histogram-draw.h"
#include "hw-hot-spot-reasons.h"
#include "hw-hot-spot-words.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/*
 * What the histogram says in words: how many on the chosen days, and what the
 * days before say about it.
 */

static char *
dup_what (HwPointKind kind,
          guint       total)
{
  if (kind == HW_KIND_CONTACT)
    return g_strdup_printf (ngettext ("%u contact", "%u contacts", total), total);
  return g_strdup_printf (ngettext ("%u report", "%u reports", total), total);
}

/**
 * hw_histogram_dup_words:
 * @self: a histogram
 *
 * Returns: (transfer full): what is chosen, in words: "18 Oct – 15 Nov: 155, most on Fri 14 Nov"
 */
char *
hw_histogram_dup_words (HwHistogram *self)
{
  g_autofree char *first_words = NULL, *last_words = NULL, *most = NULL, *what = NULL;
  guint32 first, last, busiest, earliest, latest, today = hw_day_now ();
  HwPointKind kind;
  guint total;

  g_return_val_if_fail (HW_IS_HISTOGRAM (self), NULL);

  hw_histogram_get_selection (self, &first, &last);
  kind = hw_histogram_get_counted (self, &earliest, &latest);
  total = hw_histogram_count (self, first, last, &busiest);
  first_words = hw_histogram_dup_day (first, today, FALSE);
  last_words = hw_histogram_dup_day (last, today, FALSE);
  if (total == 0)
    /* TRANSLATORS: first and last day */
    return g_strdup_printf (_("%s – %s: none"), first_words, last_words);
  most = hw_histogram_dup_day (busiest, today, TRUE);
  what = dup_what (kind, total);
  /* TRANSLATORS: first and last day, how many of what, the day that had most: "18 Oct – 15 Nov: 155 reports, most on Fri 14 Nov" */
  return g_strdup_printf (_("%s – %s: %s, most on %s"), first_words, last_words, what, most);
}

/* "about twice as many": the ratio as one would say it. */
static char *
dup_ratio (guint now,
           guint before)
{
  double ratio = (double) now / before;
  guint percent = (guint) lround (fabs (ratio - 1) * 100);

  if (ratio >= 1.75)
    /* TRANSLATORS: %u is 2 or more: reports compared with the time before */
    return g_strdup_printf (ngettext ("about %u time as many", "about %u times as many", (gulong) lround (ratio)), (guint) lround (ratio));
  if (now >= before)
    return g_strdup_printf (_("%u %% more"), percent);
  return g_strdup_printf (_("%u %% fewer"), percent);
}

/**
 * hw_histogram_dup_comparison:
 * @self: a histogram
 *
 * Compares the chosen days with as many days before them; what chance would make
 * of it is the exact binomial test of hw_binomial_p_value().
 *
 * Returns: (transfer full): "155 reports, 113 in the 28 days before: 37 % more.
 *   By chance alone, such a change comes 1 time in 90 (p = 0.01)."
 */
char *
hw_histogram_dup_comparison (HwHistogram *self)
{
  g_autofree char *what = NULL, *times = NULL, *ratio = NULL, *chance = NULL;
  guint32 first, last, earliest, latest;
  guint n_days, now, before;
  HwPointKind kind;

  g_return_val_if_fail (HW_IS_HISTOGRAM (self), NULL);

  kind = hw_histogram_get_counted (self, &earliest, &latest);
  if (!hw_histogram_get_selection (self, &first, &last))
    return g_strdup (_("All days are shown: there are none before them"));
  n_days = last - first + 1;
  now = hw_histogram_count (self, first, last, NULL);
  what = dup_what (kind, now);
  if (first < earliest + n_days)
    /* TRANSLATORS: how many of what: "155 reports; of the days before, too little is known" */
    return g_strdup_printf (_("%s; of the days before, too little is known"), what);
  before = hw_histogram_count (self, first - n_days, first - 1, NULL);
  times = g_strdup_printf (ngettext ("%u in the %u day before", "%u in the %u days before", n_days), before, n_days);
  if (now == before || before == 0)
    return g_strdup_printf ("%s, %s", what, times);
  ratio = dup_ratio (now, before);
  chance = hw_words_dup_chance (hw_binomial_p_value (now, before));
  /* TRANSLATORS: "155 reports", "113 in the 28 days before", "37 % more", and a sentence on what chance would give */
  return g_strdup_printf (_("%s, %s: %s. %s"), what, times, ratio, chance);
}
