/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-hot-spot-words.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/*
 * The reasons of a hot-spot in words: what the small pictures show, for those
 * who read and for those who listen.
 */

#define HOURS_IN_WINDOW 4

/**
 * hw_words_weekday:
 * @day: 0 is Monday
 *
 * Returns: (transfer none): its short name
 */
const char *
hw_words_weekday (guint day)
{
  switch (day)
    {
    case 0: return _("Mon");
    case 1: return _("Tue");
    case 2: return _("Wed");
    case 3: return _("Thu");
    case 4: return _("Fri");
    case 5: return _("Sat");
    default: return _("Sun");
    }
}

/**
 * hw_words_trend:
 * @hot_spot: a hot-spot
 *
 * Returns: (transfer none): "rising", "steady" or "falling"
 */
const char *
hw_words_trend (const HwHotSpot *hot_spot)
{
  if (hot_spot->trend > 0)
    return _("rising");
  return hot_spot->trend < 0 ? _("falling") : _("steady");
}

/**
 * hw_words_dup_trend:
 * @hot_spot: a hot-spot
 *
 * Returns: (transfer full): "18 in the last 14 days, 6 in the 14 before."
 */
char *
hw_words_dup_trend (const HwHotSpot *hot_spot)
{
  return g_strdup_printf (_("%u in the last 14 days, %u in the 14 before."), hot_spot->recent, hot_spot->before);
}

/**
 * hw_words_dup_chance:
 * @p: a p-value
 *
 * Returns: (transfer full): how often chance alone would give such a change, with the p-value
 */
char *
hw_words_dup_chance (double p)
{
  if (!(p > 0) || p >= 0.5)
    return g_strdup (_("Chance alone often brings such a change."));
  if (p < 0.001)
    return g_strdup (_("By chance alone, such a change comes less than 1 time in 1000 (p < 0.001)."));
  return g_strdup_printf (_("By chance alone, such a change comes 1 time in %d (p = %.*f)."), (int) round (1 / p), p < 0.01 ? 3 : 2, p);
}

guint
hw_hot_spot_events (const HwHotSpot *hot_spot)
{
  return hot_spot->reports + hot_spot->contacts;
}

static guint
count_hours (const HwHotSpot *hot_spot,
             guint            hour,
             guint            n_hours)
{
  guint total = 0;

  for (guint day = 0; day < 7; day++)
    for (guint i = 0; i < n_hours; i++)
      total += hot_spot->rhythm[day][(hour + i) % 24];
  return total;
}

static guint
count_day (const HwHotSpot *hot_spot,
           guint            day)
{
  guint total = 0;

  for (guint hour = 0; hour < 24; hour++)
    total += hot_spot->rhythm[day][hour];
  return total;
}

/**
 * hw_words_dup_rhythm:
 * @hot_spot: a hot-spot
 *
 * Returns: (transfer full): the busiest day and hours: "most on Fri, 00–04"
 */
char *
hw_words_dup_rhythm (const HwHotSpot *hot_spot)
{
  guint busiest_hour = 0, busiest_day = 0;

  for (guint hour = 1; hour < 24; hour++)
    if (count_hours (hot_spot, hour, HOURS_IN_WINDOW) > count_hours (hot_spot, busiest_hour, HOURS_IN_WINDOW))
      busiest_hour = hour;
  for (guint day = 1; day < 7; day++)
    if (count_day (hot_spot, day) > count_day (hot_spot, busiest_day))
      busiest_day = day;
  if (count_day (hot_spot, busiest_day) == 0)
    return g_strdup (_("no hours known"));
  /* TRANSLATORS: day of the week, and from which hour to which */
  return g_strdup_printf (_("most on %s, %02u–%02u"), hw_words_weekday (busiest_day), busiest_hour, (busiest_hour + HOURS_IN_WINDOW) % 24);
}

/**
 * hw_words_dup_since:
 * @first: µs UTC
 * @now: µs UTC
 *
 * Returns: (transfer full): "21 September", with the year when it is another one
 */
char *
hw_words_dup_since (gint64 first,
                    gint64 now)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (first / G_USEC_PER_SEC);
  g_autoptr (GDateTime) today = g_date_time_new_from_unix_local (now / G_USEC_PER_SEC);

  if (time == NULL || today == NULL)
    return g_strdup (_("an unknown day"));
  if (g_date_time_get_year (time) != g_date_time_get_year (today))
    /* TRANSLATORS: a day of another year, written out */
    return g_date_time_format (time, _("%-e %B %Y"));
  /* TRANSLATORS: a day of this year, written out */
  return g_date_time_format (time, _("%-e %B"));
}
