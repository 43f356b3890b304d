/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-queue-clock.h"

#include "hw-answered-by.h"
#include "hw-words.h"

#include <glib/gi18n-lib.h>

/*
 * The clock at the end of a row of the queue. A new report counts up; one that
 * needs information counts down a day, so that it is not forgotten; one whose
 * caller waits counts down the 10 working days in which they were promised to
 * hear. Only the report's own times are asked.
 */

#define HOUR_US             ((gint64) 3600 * G_USEC_PER_SEC)
#define DAY_US              (24 * HOUR_US)
#define FRESH_US            (HOUR_US / 2)
#define INFORMATION_US      DAY_US

/**
 * hw_queue_clock_get_due:
 * @report: a report
 *
 * Returns: when something is due for it, µs UTC; 0 where nothing is
 */
gint64
hw_queue_clock_get_due (const HwReport *report)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

  if (report->status == HW_REPORT_NEEDS_INFORMATION)
    return report->received_at + INFORMATION_US;
  if (report->status == HW_REPORT_TO_BE_ANSWERED)
    return hw_add_working_days (report->received_at, HW_ANSWER_WORKING_DAYS, zone);
  return 0;
}

/**
 * hw_queue_clock_dup_words:
 * @report: a report
 * @now: µs UTC
 * @tone: (out): how pressing it is
 *
 * Returns: (transfer full): "4 min", "18 h left", "sent", "2 days over"
 */
char *
hw_queue_clock_dup_words (const HwReport *report,
                          gint64          now,
                          HwClockTone    *tone)
{
  gint64 due = hw_queue_clock_get_due (report);
  gint64 age = MAX (now - report->received_at, 0);
  g_autofree char *span = NULL;

  if (report->status == HW_REPORT_SENT_OUT || report->status == HW_REPORT_CLOSED)
    {
      *tone = HW_CLOCK_QUIET;
      return g_strdup (report->status == HW_REPORT_SENT_OUT ? _("sent") : _("closed"));
    }
  if (due == 0)
    {
      *tone = hw_report_is_urgent (report) ? HW_CLOCK_OVERDUE : age < FRESH_US ? HW_CLOCK_FRESH : HW_CLOCK_QUIET;
      return hw_words_dup_span (age);
    }

  span = hw_words_dup_span (due - now);
  if (due < now)
    {
      *tone = HW_CLOCK_OVERDUE;
      /* TRANSLATORS: %s is a span such as "3 h": that long after the time it was due */
      return g_strdup_printf (_("%s over"), span);
    }
  *tone = due - now < 2 * DAY_US ? HW_CLOCK_SOON : HW_CLOCK_QUIET;
  /* TRANSLATORS: %s is a span such as "18 h": that long until it is due */
  return g_strdup_printf (_("%s left"), span);
}

/**
 * hw_clock_tone_to_class:
 * @tone: a tone
 *
 * Returns: (transfer none): the style class of a pill in that tone
 */
const char *
hw_clock_tone_to_class (HwClockTone tone)
{
  switch (tone)
    {
    case HW_CLOCK_FRESH: return "pill-fresh";
    case HW_CLOCK_SOON: return "pill-waiting";
    case HW_CLOCK_OVERDUE: return "pill-overdue";
    case HW_CLOCK_QUIET:
    default: return "pill-quiet";
    }
}
