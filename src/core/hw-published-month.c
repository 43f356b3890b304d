/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <string.h>

#include "hw-answered-by.h"
#include "hw-published-month.h"

/* What was done about the reports of a month: people who report go on doing so when they see it (NESTA, in DOMAIN.md). */

/**
 * hw_published_month_parse:
 * @text: "2026-10"
 * @month: (out caller-allocates): that month, without a report yet
 *
 * Returns: whether it is a month
 */
gboolean
hw_published_month_parse (const char       *text,
                          HwPublishedMonth *month)
{
  g_auto (GStrv) parts = g_strsplit (text, "-", 3);
  guint64 year, number;

  if (g_strv_length (parts) != 2 || strlen (parts[0]) != 4 || strlen (parts[1]) != 2 ||
      !g_ascii_string_to_unsigned (parts[0], 10, 1990, 2999, &year, NULL) || !g_ascii_string_to_unsigned (parts[1], 10, 1, 12, &number, NULL))
    return FALSE;
  memset (month, 0, sizeof *month);
  month->year = (guint) year;
  month->month = (guint) number;
  return TRUE;
}

static gint64
get_first_moment (guint      year,
                  guint      month,
                  GTimeZone *zone)
{
  g_autoptr (GDateTime) first = g_date_time_new (zone, (int) year, (int) month, 1, 0, 0, 0);

  return g_date_time_to_unix (first) * G_USEC_PER_SEC;
}

/**
 * hw_published_month_get_range:
 * @self: a month
 * @zone: where the team is
 * @since: (out): its first moment, µs UTC
 * @until: (out): the first moment after it
 */
void
hw_published_month_get_range (const HwPublishedMonth *self,
                              GTimeZone              *zone,
                              gint64                 *since,
                              gint64                 *until)
{
  *since = get_first_moment (self->year, self->month, zone);
  *until = self->month == 12 ? get_first_moment (self->year + 1, 1, zone) : get_first_moment (self->year, self->month + 1, zone);
}

static HwTold
get_told (const HwReport *report,
          gint64          answered_at,
          gint64          now,
          GTimeZone      *zone)
{
  gint64 due = hw_add_working_days (report->received_at, HW_ANSWER_WORKING_DAYS, zone);

  if (answered_at != 0)
    return answered_at <= due ? HW_TOLD_IN_TIME : HW_TOLD_LATE;
  return now <= due ? HW_TOLD_NOT_YET : HW_TOLD_OVERDUE;
}

/**
 * hw_published_month_add:
 * @self: a month
 * @report: a report
 * @answered_at: when its caller was answered, µs UTC; 0: not yet
 * @now: µs UTC
 * @zone: where the team is
 *
 * Counts a report that was received in the month; others, and those that count nowhere, are left out.
 */
void
hw_published_month_add (HwPublishedMonth *self,
                        const HwReport   *report,
                        gint64            answered_at,
                        gint64            now,
                        GTimeZone        *zone)
{
  gint64 since, until;

  hw_published_month_get_range (self, zone, &since, &until);
  if (report->received_at < since || report->received_at >= until || !hw_report_status_counts (report->status))
    return;
  self->by_channel[report->channel]++;
  self->by_answer[hw_caller_answer_of (report->status, report->outcome)]++;
  if (hw_caller_wants_answer (report))
    self->told[get_told (report, answered_at, now, zone)]++;
}
