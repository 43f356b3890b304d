/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-answered-by.h"

/* How callers are answered, which of them wait for an answer, and how long they have waited. */

static const char * const ways[] = { "sms", "call", "email", "status-page" };
G_STATIC_ASSERT (G_N_ELEMENTS (ways) == HW_N_ANSWERED_BY);

/**
 * hw_answered_by_to_string:
 * @how: how a caller was answered
 *
 * Returns: its stable name, "status-page" for instance; never translated
 */
const char *
hw_answered_by_to_string (HwAnsweredBy how)
{
  g_return_val_if_fail ((guint) how < HW_N_ANSWERED_BY, NULL);
  return ways[how];
}

/**
 * hw_answered_by_from_string:
 * @name: (nullable): a stable name
 * @how: (out): the way; untouched where the name is unknown
 *
 * Returns: whether @name is the name of a way
 */
gboolean
hw_answered_by_from_string (const char   *name,
                            HwAnsweredBy *how)
{
  for (guint i = 0; name != NULL && i < HW_N_ANSWERED_BY; i++)
    if (g_str_equal (name, ways[i]))
      {
        *how = (HwAnsweredBy) i;
        return TRUE;
      }
  return FALSE;
}

/**
 * hw_answered_by_of:
 * @report: a report
 *
 * Returns: how its caller asked to be answered; a call where they did not say
 */
HwAnsweredBy
hw_answered_by_of (const HwReport *report)
{
  switch (report->reply_wish)
    {
    case HW_REPLY_SMS: return HW_ANSWERED_BY_SMS;
    case HW_REPLY_EMAIL: return HW_ANSWERED_BY_EMAIL;
    case HW_REPLY_CALL:
    case HW_REPLY_NO:
    case HW_N_REPLIES:
    default: return HW_ANSWERED_BY_CALL;
    }
}

/**
 * hw_caller_wants_answer:
 * @report: a report
 *
 * Returns: whether its caller asked to hear what came of it
 */
gboolean
hw_caller_wants_answer (const HwReport *report)
{
  return report->reply_wish != HW_REPLY_NO;
}

/**
 * hw_report_status_after_visit:
 * @report: a report of which is known what came of it
 *
 * A report whose caller wants no answer closes without one.
 *
 * Returns: where the report goes
 */
HwReportStatus
hw_report_status_after_visit (const HwReport *report)
{
  return hw_caller_wants_answer (report) ? HW_REPORT_TO_BE_ANSWERED : HW_REPORT_CLOSED;
}

/**
 * hw_outcome_goes_on:
 * @code: (nullable): what came of looking for the people of a report, a code of DOMAIN.md's list
 *
 * Who was not seen on one night may be there on the next. Who was found, has
 * moved on, is known already, or is not this team's to look for is not looked for again.
 *
 * Returns: whether the team goes on looking, so that the report stays open
 */
gboolean
hw_outcome_goes_on (const char *code)
{
  static const char * const going_on[] = { "not-found-looked", "not-found-no-site", "not-found-no-access", NULL };

  return code != NULL && g_strv_contains (going_on, code);
}

/**
 * hw_add_working_days:
 * @from: µs UTC
 * @days: how many
 * @zone: whose days count
 *
 * Goes on from the day of @from to the @days-th day after it that is one from
 * Monday to Friday: what came in on a Friday is one working day old on Monday.
 * Public holidays count as any other day.
 *
 * Returns: that day at the hour of @from, µs UTC
 */
gint64
hw_add_working_days (gint64     from,
                     guint      days,
                     GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (from / G_USEC_PER_SEC);
  g_autoptr (GDateTime) start = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
  g_autoptr (GDateTime) end = NULL;
  int weekday, passed = 0;

  if (start == NULL)
    return from;
  weekday = g_date_time_get_day_of_week (start);
  while (days > 0)
    {
      passed++;
      weekday = weekday % 7 + 1;
      if (weekday < 6)
        days--;
    }
  end = g_date_time_add_days (start, passed);
  return end != NULL ? g_date_time_to_unix (end) * G_USEC_PER_SEC + from % G_USEC_PER_SEC : from;
}
