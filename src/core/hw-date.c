/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <string.h>

#include "hw-date.h"

/* Reads the dates of evidence. Nothing is guessed: "19/12" is no date. */

static gboolean
parse_digits (const char *text,
              guint       n_digits,
              guint      *number)
{
  *number = 0;
  for (guint i = 0; i < n_digits; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      *number = *number * 10 + (text[i] - '0');
    }
  return TRUE;
}

/**
 * hw_date_parse:
 * @text: (nullable): a date as YYYY-MM-DD
 * @start: (out) (optional): its first microsecond, UTC
 * @end: (out) (optional): its last microsecond, UTC
 *
 * Returns: whether @text is a date of the calendar
 */
gboolean
hw_date_parse (const char *text,
               gint64     *start,
               gint64     *end)
{
  g_autoptr (GDateTime) midnight = NULL;
  guint year, month, day;
  gint64 first;

  if (text == NULL || strlen (text) != 10 || text[4] != '-' || text[7] != '-' ||
      !parse_digits (text, 4, &year) || !parse_digits (text + 5, 2, &month) || !parse_digits (text + 8, 2, &day) ||
      year < 1900 || !g_date_valid_dmy (day, month, year))
    return FALSE;

  midnight = g_date_time_new_utc (year, month, day, 0, 0, 0);
  first = g_date_time_to_unix (midnight) * G_USEC_PER_SEC;
  if (start != NULL)
    *start = first;
  if (end != NULL)
    *end = first + G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC - 1;
  return TRUE;
}

/**
 * hw_date_parse_in:
 * @text: (nullable): a date as YYYY-MM-DD
 * @zone: (nullable): where; %NULL is UTC
 * @start: (out) (optional): its first microsecond there, µs UTC
 * @end: (out) (optional): its last one
 *
 * A day on which the clocks are changed is an hour longer or shorter.
 *
 * Returns: whether @text is a day of the calendar
 */
gboolean
hw_date_parse_in (const char *text,
                  GTimeZone  *zone,
                  gint64     *start,
                  gint64     *end)
{
  g_autoptr (GDateTime) day = NULL;
  g_autoptr (GDateTime) midnight = NULL;
  g_autoptr (GDateTime) next = NULL;
  gint64 first;

  if (zone == NULL || !hw_date_parse (text, &first, NULL))
    return hw_date_parse (text, start, end);

  day = g_date_time_new_from_unix_utc (first / G_USEC_PER_SEC);
  midnight = g_date_time_new (zone, g_date_time_get_year (day), g_date_time_get_month (day), g_date_time_get_day_of_month (day), 0, 0, 0);
  next = g_date_time_add_days (midnight, 1);
  if (start != NULL)
    *start = g_date_time_to_unix (midnight) * G_USEC_PER_SEC;
  if (end != NULL)
    *end = g_date_time_to_unix (next) * G_USEC_PER_SEC - 1;
  return TRUE;
}

/**
 * hw_date_dup_night:
 * @time: µs UTC
 * @zone: where
 *
 * Returns: (transfer full): the day of whose evening the night is that @time is
 *   in, or that comes next, ISO 8601: until six in the morning it is the day before
 */
char *
hw_date_dup_night (gint64     time,
                   GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);
  g_autoptr (GDateTime) evening = g_date_time_add_days (local, g_date_time_get_hour (local) < HW_NIGHT_ENDS ? -1 : 0);

  return g_date_time_format (evening, "%Y-%m-%d");
}

/**
 * hw_date_dup_after:
 * @date: ISO 8601
 * @days: how many days later; less than 0: earlier
 *
 * Returns: (transfer full): that day, ISO 8601; @date itself where it is no day of the calendar
 */
char *
hw_date_dup_after (const char *date,
                   int         days)
{
  g_autoptr (GDateTime) day = NULL;
  g_autoptr (GDateTime) after = NULL;
  gint64 start;

  if (!hw_date_parse (date, &start, NULL))
    return g_strdup (date);
  day = g_date_time_new_from_unix_utc (start / G_USEC_PER_SEC);
  after = g_date_time_add_days (day, days);
  return after != NULL ? g_date_time_format (after, "%Y-%m-%d") : g_strdup (date);
}

/**
 * hw_date_parse_time:
 * @text: (nullable): a local time as YYYY-MM-DDTHH:MM
 * @minutes: (out) (optional): minutes since the midnight before it
 *
 * Returns: whether @text is a time of a day of the calendar
 */
gboolean
hw_date_parse_time (const char *text,
                    guint      *minutes)
{
  g_autofree char *day = NULL;
  guint hour, minute;

  if (text == NULL || strlen (text) != 16 || text[10] != 'T' || text[13] != ':' ||
      !parse_digits (text + 11, 2, &hour) || !parse_digits (text + 14, 2, &minute) || hour > 23 || minute > 59)
    return FALSE;
  day = g_strndup (text, 10);
  if (!hw_date_parse (day, NULL, NULL))
    return FALSE;
  if (minutes != NULL)
    *minutes = hour * 60 + minute;
  return TRUE;
}

/**
 * hw_date_has_come:
 * @text: (nullable): a date as YYYY-MM-DD
 * @now: the time that counts as now, µs UTC
 *
 * A day of UTC may have begun here before it began there: one day is forgiven.
 *
 * Returns: whether @text is a date and not in the future of @now
 */
gboolean
hw_date_has_come (const char *text,
                  gint64      now)
{
  gint64 start;

  return hw_date_parse (text, &start, NULL) && start <= now + HW_ONE_DAY;
}

/**
 * hw_date_is_over:
 * @text: (nullable): a date as YYYY-MM-DD
 * @now: the time that counts as now, µs UTC
 *
 * Returns: whether @text is a date and its last moment is past
 */
gboolean
hw_date_is_over (const char *text,
                 gint64      now)
{
  gint64 end;

  return hw_date_parse (text, NULL, &end) && end < now;
}
