/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-bed-down.h"

/* From which hour of the evening people lie down at a place: as the team wrote
 * it down, or as reports and contacts tell. */

#define EVENING      18u   /* a night is counted from here to the next evening */
#define LEAST_EVENTS 10u   /* fewer tell nothing */
#define TENTH        10u   /* one in ten may be there before the hour */

/* Hours as people say them, in English and in Danish. */
static const struct { const char *words; guint hour; } hours[] = {
  { "midnight", 0 }, { "midnat", 0 }, { "eight", 8 }, { "otte", 8 }, { "nine", 9 }, { "ni", 9 }, { "ten", 10 }, { "ti", 10 },
  { "eleven", 11 }, { "elleve", 11 }, { "twelve", 12 }, { "tolv", 12 }, { "one", 1 }, { "et", 1 }, { "two", 2 }, { "to", 2 },
};

/* Nobody lies down at ten in the morning. */
static guint
to_night (guint hour)
{
  if (hour == 12 || hour == 24)
    return 0;
  return hour >= 6 && hour < 12 ? hour + 12 : hour;
}

/* "23:30", "23.30", "23", "11 pm". */
static gboolean
read_figures (const char *text,
              guint      *minute)
{
  char *end;
  guint64 hour = g_ascii_strtoull (text, &end, 10), minutes = 0;

  if (end == text || hour > 24)
    return FALSE;
  if ((*end == ':' || *end == '.') && g_ascii_isdigit (end[1]))
    minutes = g_ascii_strtoull (end + 1, NULL, 10);
  if (minutes > 59)
    return FALSE;
  *minute = to_night ((guint) hour) * 60 + (guint) minutes;
  return TRUE;
}

static gboolean
read_word (const char *word,
           guint      *minute)
{
  if (g_ascii_isdigit (word[0]))
    return read_figures (word, minute);
  for (gsize i = 0; i < G_N_ELEMENTS (hours); i++)
    if (g_str_equal (word, hours[i].words))
      {
        *minute = to_night (hours[i].hour) * 60;
        return TRUE;
      }
  return FALSE;
}

/**
 * hw_bed_down_parse:
 * @words: (nullable): when people lie down, as somebody wrote it: "after eleven", "fra 23.30"
 * @minute: (out): of the local day, 0 to 1439
 *
 * Reads the first hour that the words name.
 *
 * Returns: whether they name one
 */
gboolean
hw_bed_down_parse (const char *words,
                   guint      *minute)
{
  g_autofree char *folded = words != NULL ? g_utf8_strdown (words, -1) : NULL;
  g_auto (GStrv) parts = folded != NULL ? g_strsplit_set (folded, " ,;()–-/", -1) : NULL;

  for (guint i = 0; parts != NULL && parts[i] != NULL; i++)
    if (read_word (parts[i], minute))
      return TRUE;
  return FALSE;
}

/**
 * hw_bed_down_of_rhythm:
 * @rhythm: reports and contacts by weekday and local hour, as in #HwHotSpot
 * @minute: (out): of the local day
 *
 * The hour of the evening before which fewer than one in ten of a night's
 * reports and contacts came.
 *
 * Returns: whether there are at least ten to tell from, and not as many by day
 */
gboolean
hw_bed_down_of_rhythm (const guint  rhythm[7][24],
                       guint       *minute)
{
  guint by_hour[24] = { 0 }, night = 0, all = 0, before = 0, hour;

  for (guint day = 0; day < 7; day++)
    for (guint i = 0; i < 24; i++)
      {
        by_hour[i] += rhythm[day][i];
        all += rhythm[day][i];
        if (i >= EVENING || i < 6)
          night += rhythm[day][i];
      }
  if (night < LEAST_EVENTS || night * 2 < all)
    return FALSE;
  for (guint i = 0; i < 12; i++)
    {
      hour = (EVENING + i) % 24;
      before += by_hour[hour];
      if (before * TENTH >= night)
        {
          *minute = hour * 60;
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * hw_bed_down_within:
 * @minute: of the local day
 * @starts_at: µs UTC
 * @ends_at: µs UTC, at most a day later
 * @zone: of the team's place
 *
 * Returns: when that minute comes after @starts_at and before @ends_at, µs UTC; 0 where it does not
 */
gint64
hw_bed_down_within (guint      minute,
                    gint64     starts_at,
                    gint64     ends_at,
                    GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (starts_at / G_USEC_PER_SEC);
  g_autoptr (GDateTime) start = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

  for (int day = 0; start != NULL && day < 2; day++)
    {
      g_autoptr (GDateTime) on = g_date_time_add_days (start, day);
      g_autoptr (GDateTime) then = g_date_time_new (zone, g_date_time_get_year (on), g_date_time_get_month (on), g_date_time_get_day_of_month (on),
                                                    (int) minute / 60, (int) minute % 60, 0);
      gint64 at = then != NULL ? g_date_time_to_unix (then) * G_USEC_PER_SEC : 0;

      if (at > starts_at && at < ends_at)
        return at;
    }
  return 0;
}
