/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-web-time.h"

#include "hw-report.h"
#include "hw-time-words.h"
#include "hw-web-form.h"

/*
 * The time of a report from the web form: one of four choices, perhaps with a
 * day and a time. It is put into words and read by the same reader as those at
 * the call desk, so that "last night" means one thing everywhere.
 */

#define HOUR ((gint64) 3600 * G_USEC_PER_SEC)

/* In words that hw_time_words_parse() reads whatever the language of the page. */
static char *
say_time (const HwWebTime *time)
{
  const char *clock = time->clock != NULL ? time->clock : "";

  switch (time->when)
    {
    case HW_WEB_WHEN_NOW:
      return g_strdup (time->clock != NULL ? clock : "now");
    case HW_WEB_WHEN_TONIGHT:
      return g_strconcat ("tonight ", clock, NULL);
    case HW_WEB_WHEN_LAST_NIGHT:
      return g_strconcat ("last night ", clock, NULL);
    case HW_WEB_WHEN_ANOTHER:
    default:
      return g_strconcat (time->date != NULL ? time->date : "", " ", clock, NULL);
    }
}

/**
 * hw_web_time_read:
 * @time: what was chosen and written; a day counts for another time only
 * @now: when it was sent, µs UTC
 * @zone: where the team works
 * @at: (out): when somebody was seen, µs UTC
 * @precision: (out): µs either way
 * @field: (out): the field that has to be looked at again
 *
 * Returns: (nullable): what to say there, a name in data/intake/words; %NULL where @at is set
 */
const char *
hw_web_time_read (const HwWebTime *time,
                  gint64           now,
                  GTimeZone       *zone,
                  gint64          *at,
                  gint64          *precision,
                  const char     **field)
{
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;
  HwReport report = { .received_at = now, .place = "-", .point = HW_POINT_UNKNOWN };

  *field = time->clock != NULL && time->date == NULL ? HW_WEB_TIME : HW_WEB_DATE;
  if (time->when == HW_WEB_WHEN_ANOTHER && time->date == NULL && time->clock == NULL)
    return "error-date";
  words = say_time (time);
  if (hw_time_words_parse (words, now, zone, at, precision, &error))
    {
      report.seen_at = *at;
      return hw_report_check (&report, now, NULL) ? NULL : "error-past";
    }
  if (!g_error_matches (error, HW_TIME_WORDS_ERROR, HW_TIME_WORDS_ERROR_FUTURE))
    return "error-time";
  /* Said at eight in the evening, before what the words take for night. */
  if (time->when != HW_WEB_WHEN_TONIGHT || time->clock != NULL)
    return "error-future";
  *at = now - HOUR;
  *precision = HOUR;
  return NULL;
}
