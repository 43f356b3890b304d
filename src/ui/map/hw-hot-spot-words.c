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

/**
 * hw_words_dup_in_days:
 * @events: how many reports and contacts
 * @days: in how many days, 0 where that is not known
 *
 * Returns: (transfer full): "24 in 28 days"
 */
char *
hw_words_dup_in_days (guint events,
                      guint days)
{
  if (days == 0)
    return g_strdup_printf (ngettext ("%u in all", "%u in all", events), events);
  return g_strdup_printf (ngettext ("%u in %u day", "%u in %u days", days), events, days);
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

static guint
count_all (const HwHotSpot *hot_spot)
{
  guint total = 0;

  for (guint day = 0; day < 7; day++)
    total += count_day (hot_spot, day);
  return total;
}

/* Days above the average, one after the other around the busiest one; all seven where none stands out. */
static guint
find_days (const HwHotSpot *hot_spot,
           guint           *first)
{
  guint busiest = 0, n_days = 1, total = count_all (hot_spot);

  for (guint day = 1; day < 7; day++)
    if (count_day (hot_spot, day) > count_day (hot_spot, busiest))
      busiest = day;
  *first = busiest;
  if (count_day (hot_spot, busiest) * 7 * 4 < total * 5)
    return 7;
  while (n_days < 7 && count_day (hot_spot, (*first + 6) % 7) * 7 > total)
    {
      *first = (*first + 6) % 7;
      n_days++;
    }
  while (n_days < 7 && count_day (hot_spot, (*first + n_days) % 7) * 7 > total)
    n_days++;
  return n_days;
}

/**
 * hw_words_dup_rhythm:
 * @hot_spot: a hot-spot
 *
 * Returns: (transfer full): the busiest days and hours: "most Thu–Sat, 00–04"
 */
char *
hw_words_dup_rhythm (const HwHotSpot *hot_spot)
{
  guint hour = 0, first_day, n_days = find_days (hot_spot, &first_day), until;

  if (count_all (hot_spot) == 0)
    return g_strdup (_("no hours known"));
  for (guint i = 1; i < 24; i++)
    if (count_hours (hot_spot, i, HOURS_IN_WINDOW) > count_hours (hot_spot, hour, HOURS_IN_WINDOW))
      hour = i;
  until = (hour + HOURS_IN_WINDOW) % 24;
  if (n_days == 7)
    /* TRANSLATORS: no day of the week stands out; from which hour to which */
    return g_strdup_printf (_("any day, most %02u–%02u"), hour, until);
  if (n_days == 1)
    /* TRANSLATORS: day of the week, and from which hour to which */
    return g_strdup_printf (_("most %s, %02u–%02u"), hw_words_weekday (first_day), hour, until);
  /* TRANSLATORS: first and last day of the week, and from which hour to which: "most Thu–Sat, 00–04" */
  return g_strdup_printf (_("most %s–%s, %02u–%02u"), hw_words_weekday (first_day), hw_words_weekday ((first_day + n_days - 1) % 7), hour, until);
}

static char *
dup_times (double times)
{
  guint whole = (guint) MIN (lround (times), 1000000);

  if (times >= 2.5)
    return g_strdup_printf (ngettext ("About %u time as many as chance would give after its own past half-year",
                                      "About %u times as many as chance would give after its own past half-year", whole), whole);
  if (times >= 1.75)
    return g_strdup (_("About twice as many as chance would give after its own past half-year"));
  if (times >= 1.25)
    return g_strdup (_("About one and a half times as many as chance would give after its own past half-year"));
  if (times >= 1)
    return g_strdup (_("A little more than chance would give after its own past half-year"));
  if (times > 0.75)
    return g_strdup (_("A little fewer than chance would give after its own past half-year"));
  if (times > 0.4)
    return g_strdup (_("About half as many as chance would give after its own past half-year"));
  return g_strdup (_("Far fewer than chance would give after its own past half-year"));
}

/**
 * hw_words_dup_past:
 * @hot_spot: a hot-spot
 *
 * Returns: (transfer full) (nullable): its last 14 days against its own past: "About twice as many as chance
 *   would give after its own past half-year (p = 0.003)."; %NULL where there is too little of a past
 */
char *
hw_words_dup_past (const HwHotSpot *hot_spot)
{
  double p = hot_spot->past_p_value;
  g_autofree char *words = NULL;

  if (hot_spot->expected < 0)
    return NULL;
  if (p >= 0.05)
    return g_strdup (_("About as many as chance would give after its own past half-year."));
  if (hot_spot->expected <= 0)
    words = g_strdup (_("Nothing like it in its own past half-year"));
  else
    words = dup_times (hot_spot->recent / hot_spot->expected);
  if (p < 0.001)
    /* TRANSLATORS: "About twice as many as chance would give (p < 0.001)." */
    return g_strdup_printf (_("%s (p < 0.001)."), words);
  /* TRANSLATORS: "About twice as many as chance would give (p = 0.02)." */
  return g_strdup_printf (_("%s (p = %.*f)."), words, p < 0.01 ? 3 : 2, p);
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
