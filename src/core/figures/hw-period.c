/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "figures/hw-period.h"

/* Months, quarters, years and other whole days, where the team is. */

static gint64
get_moment (GDateTime *time)
{
  return g_date_time_to_unix (time) * G_USEC_PER_SEC;
}

static GDateTime *
open_moment (gint64     at,
             GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC);

  return g_date_time_to_timezone (utc, zone);
}

/* Midnight; where the clocks go forward then, the day begins an hour later. */
static gint64
get_midnight (int        year,
              guint      month,
              guint      day,
              GTimeZone *zone)
{
  g_autoptr (GDateTime) midnight = g_date_time_new (zone, year, (int) month, (int) day, 0, 0, 0);

  return midnight != NULL ? get_moment (midnight) : 0;
}

/**
 * hw_period_days:
 * @year: of its first day
 * @month: 1 to 12
 * @day: from 1
 * @n_days: how many
 * @zone: where the team is
 *
 * Returns: @n_days whole days
 */
HwPeriod
hw_period_days (int        year,
                guint      month,
                guint      day,
                guint      n_days,
                GTimeZone *zone)
{
  g_autoptr (GDateTime) first = g_date_time_new (zone, year, (int) month, (int) day, 12, 0, 0);
  g_autoptr (GDateTime) after = first != NULL ? g_date_time_add_days (first, (int) n_days) : NULL;

  g_return_val_if_fail (after != NULL, ((HwPeriod) { 0, 0 }));
  return (HwPeriod) {
    get_midnight (year, month, day, zone),
    get_midnight (g_date_time_get_year (after), (guint) g_date_time_get_month (after), (guint) g_date_time_get_day_of_month (after), zone),
  };
}

/**
 * hw_period_months:
 * @year: of its first month
 * @month: 1 to 12
 * @n_months: how many
 * @zone: where the team is
 *
 * Returns: @n_months whole months
 */
HwPeriod
hw_period_months (int        year,
                  guint      month,
                  guint      n_months,
                  GTimeZone *zone)
{
  guint after = month - 1 + n_months;

  return (HwPeriod) { get_midnight (year, month, 1, zone), get_midnight (year + (int) (after / 12), after % 12 + 1, 1, zone) };
}

/**
 * hw_period_quarter:
 * @year: a year
 * @quarter: 1 to 4
 * @zone: where the team is
 *
 * Returns: that quarter of the calendar
 */
HwPeriod
hw_period_quarter (int        year,
                   guint      quarter,
                   GTimeZone *zone)
{
  return hw_period_months (year, (quarter - 1) * 3 + 1, 3, zone);
}

/**
 * hw_period_quarter_at:
 * @time: µs UTC
 * @zone: where the team is
 *
 * Returns: the quarter in which @time lies
 */
HwPeriod
hw_period_quarter_at (gint64     time,
                      GTimeZone *zone)
{
  g_autoptr (GDateTime) local = open_moment (time, zone);

  return hw_period_quarter (g_date_time_get_year (local), (guint) (g_date_time_get_month (local) + 2) / 3, zone);
}

static gboolean
parse_number (const char *text,
              gsize       length,
              guint64     least,
              guint64     most,
              guint      *number)
{
  guint64 found;

  if (strlen (text) != length || !g_ascii_string_to_unsigned (text, 10, least, most, &found, NULL))
    return FALSE;
  *number = (guint) found;
  return TRUE;
}

static gboolean
parse_day (const char *text,
           GTimeZone  *zone,
           HwPeriod   *day)
{
  g_auto (GStrv) parts = g_strsplit (text, "-", 4);
  guint year, month, number;

  if (g_strv_length (parts) != 3 || !parse_number (parts[0], 4, 1990, 2999, &year) || !parse_number (parts[1], 2, 1, 12, &month) ||
      !parse_number (parts[2], 2, 1, 31, &number) || !g_date_valid_dmy ((GDateDay) number, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  *day = hw_period_days ((int) year, month, number, 1, zone);
  return TRUE;
}

static gboolean
parse_part_of_year (const char *text,
                    GTimeZone  *zone,
                    HwPeriod   *period)
{
  g_auto (GStrv) parts = g_strsplit (text, "-", 3);
  guint year, number;

  if (parts[0] == NULL || !parse_number (parts[0], 4, 1990, 2999, &year))
    return FALSE;
  if (parts[1] == NULL)
    *period = hw_period_months ((int) year, 1, 12, zone);
  else if (parts[2] != NULL)
    return FALSE;
  else if (g_ascii_toupper (parts[1][0]) == 'Q' && parse_number (parts[1] + 1, 1, 1, 4, &number))
    *period = hw_period_quarter ((int) year, number, zone);
  else if (parse_number (parts[1], 2, 1, 12, &number))
    *period = hw_period_months ((int) year, number, 1, zone);
  else
    return FALSE;
  return TRUE;
}

/**
 * hw_period_parse:
 * @text: "2026", "2026-Q3", "2026-10", or "2026-10-05..2026-10-11", both days included
 * @zone: where the team is
 * @period: (out caller-allocates): the period
 *
 * Returns: whether @text is one
 */
gboolean
hw_period_parse (const char *text,
                 GTimeZone  *zone,
                 HwPeriod   *period)
{
  g_auto (GStrv) ends = g_strsplit (text, "..", 3);
  HwPeriod last;

  if (g_strv_length (ends) == 1)
    return parse_part_of_year (text, zone, period);
  if (g_strv_length (ends) != 2 || !parse_day (ends[0], zone, period) || !parse_day (ends[1], zone, &last) || last.from < period->from)
    return FALSE;
  period->until = last.until;
  return TRUE;
}

/* How many whole months; 0 where it begins or ends within one. */
static guint
count_months (GDateTime *first,
              GDateTime *after)
{
  if (g_date_time_get_day_of_month (first) != 1 || g_date_time_get_day_of_month (after) != 1)
    return 0;
  return (guint) ((g_date_time_get_year (after) - g_date_time_get_year (first)) * 12 + g_date_time_get_month (after) - g_date_time_get_month (first));
}

/**
 * hw_period_before:
 * @self: a period
 * @zone: where the team is
 *
 * Returns: as many months, or days where it is no whole months, that end where @self begins
 */
HwPeriod
hw_period_before (const HwPeriod *self,
                  GTimeZone      *zone)
{
  g_autoptr (GDateTime) first = open_moment (self->from, zone), after = open_moment (self->until, zone);
  guint n_months = count_months (first, after);
  g_autoptr (GDateTime) before = NULL;

  if (n_months > 0)
    before = g_date_time_add_months (first, -(int) n_months);
  else
    before = g_date_time_add_days (first, -(int) ((self->until - self->from + G_TIME_SPAN_DAY / 2) / G_TIME_SPAN_DAY));
  return (HwPeriod) {
    get_midnight (g_date_time_get_year (before), (guint) g_date_time_get_month (before), (guint) g_date_time_get_day_of_month (before), zone), self->from,
  };
}

/**
 * hw_period_months_before:
 * @self: a period
 * @n_months: how many
 * @zone: where the team is
 *
 * Returns: the moment @n_months before @self begins, µs UTC; of a month that is shorter, its last day
 */
gint64
hw_period_months_before (const HwPeriod *self,
                         guint           n_months,
                         GTimeZone      *zone)
{
  g_autoptr (GDateTime) first = open_moment (self->from, zone);
  g_autoptr (GDateTime) before = g_date_time_add_months (first, -(int) n_months);

  return get_moment (before);
}

/**
 * hw_period_has:
 * @self: a period
 * @time: µs UTC
 *
 * Returns: whether @time lies in it
 */
gboolean
hw_period_has (const HwPeriod *self,
               gint64          time)
{
  return time >= self->from && time < self->until;
}

/**
 * hw_period_dup_words:
 * @self: a period
 * @zone: where the team is
 *
 * Returns: (transfer full): "Q3 2026", "October 2026", "2026", "5 Oct 2026 – 11 Oct 2026"
 */
char *
hw_period_dup_words (const HwPeriod *self,
                     GTimeZone      *zone)
{
  g_autoptr (GDateTime) first = open_moment (self->from, zone), after = open_moment (self->until, zone);
  g_autoptr (GDateTime) last = open_moment (self->until - 1, zone);
  guint n_months = count_months (first, after), month = (guint) g_date_time_get_month (first);
  g_autofree char *begins = NULL, *ends = NULL;

  if (n_months == 12 && month == 1)
    return g_date_time_format (first, "%Y");
  if (n_months == 3 && month % 3 == 1)
    /* TRANSLATORS: a quarter of a year: "Q3 2026" */
    return g_strdup_printf (_("Q%u %d"), (month + 2) / 3, g_date_time_get_year (first));
  if (n_months == 1)
    return g_date_time_format (first, "%B %Y");
  begins = g_date_time_format (first, "%-d %b %Y");
  ends = g_date_time_format (last, "%-d %b %Y");
  return g_strdup_printf ("%s – %s", begins, ends);
}
