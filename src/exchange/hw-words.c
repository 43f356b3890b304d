/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-words.h"

#include <glib/gi18n-lib.h>

/*
 * The words in which pages say what a record holds: translated, short, local
 * times, the day named when it is not today.
 */

#define MINUTE_US ((gint64) 60 * G_USEC_PER_SEC)
#define HOUR_US   (60 * MINUTE_US)
#define DAY_US    (24 * HOUR_US)

/**
 * hw_words_status:
 * @status: a status
 *
 * Returns: (transfer none): its name as lists show it
 */
const char *
hw_words_status (HwReportStatus status)
{
  switch (status)
    {
    case HW_REPORT_NEW: return _("New");
    case HW_REPORT_NEEDS_INFORMATION: return _("Needs information");
    case HW_REPORT_SENT_OUT: return _("Sent out");
    case HW_REPORT_TO_BE_ANSWERED: return _("To be answered");
    case HW_REPORT_CLOSED: return _("Closed");
    case HW_REPORT_TO_BE_CHECKED: return _("To be checked");
    case HW_REPORT_DISMISSED: return _("Was no report");
    case HW_N_REPORT_STATUSES:
    default: g_return_val_if_reached ("");
    }
}

/**
 * hw_words_channel:
 * @channel: how the report came
 *
 * Returns: (transfer none): its name inside a sentence
 */
const char *
hw_words_channel (HwChannel channel)
{
  switch (channel)
    {
    case HW_CHANNEL_PHONE: return _("phone");
    case HW_CHANNEL_WEB: return _("web");
    case HW_CHANNEL_SMS: return _("SMS");
    case HW_CHANNEL_EMAIL: return _("e-mail");
    case HW_CHANNEL_OTHER_SYSTEM: return _("another system");
    case HW_CHANNEL_OWN_OBSERVATION: return _("seen by the team");
    case HW_CHANNEL_SELF_REFERRAL: return _("asked for themselves");
    case HW_N_CHANNELS:
    default: g_return_val_if_reached ("");
    }
}

/**
 * hw_words_age:
 * @age: an age group
 *
 * Returns: (transfer none): its name
 */
const char *
hw_words_age (HwAgeGroup age)
{
  switch (age)
    {
    case HW_AGE_UNKNOWN: return _("age not known");
    case HW_AGE_UNDER_18: return _("under 18");
    case HW_AGE_18_25: return _("18–25");
    case HW_AGE_26_49: return _("26–49");
    case HW_AGE_50_PLUS: return _("50+");
    case HW_N_AGES:
    default: g_return_val_if_reached ("");
    }
}

/**
 * hw_words_usually:
 * @usually: whether the person is usually there
 *
 * Returns: (transfer none): its name
 */
const char *
hw_words_usually (HwUsually usually)
{
  switch (usually)
    {
    case HW_USUALLY_UNKNOWN: return _("not known");
    case HW_USUALLY_TONIGHT_ONLY: return _("tonight only");
    case HW_USUALLY_MOST_NIGHTS: return _("most nights");
    case HW_N_USUALLY:
    default: g_return_val_if_reached ("");
    }
}

/**
 * hw_words_answer:
 * @answer: yes, no or not known
 *
 * Returns: (transfer none): its name
 */
const char *
hw_words_answer (HwTriState answer)
{
  switch (answer)
    {
    case HW_ANSWER_UNKNOWN: return _("not known");
    case HW_ANSWER_NO: return _("no");
    case HW_ANSWER_YES: return _("yes");
    default: g_return_val_if_reached ("");
    }
}

/**
 * hw_words_reply:
 * @reply: how the caller wants to hear what came of it
 *
 * Returns: (transfer none): its name
 */
const char *
hw_words_reply (HwReplyWish reply)
{
  switch (reply)
    {
    case HW_REPLY_NO: return _("no answer wanted");
    case HW_REPLY_SMS: return _("SMS");
    case HW_REPLY_CALL: return _("call");
    case HW_REPLY_EMAIL: return _("e-mail");
    case HW_N_REPLIES:
    default: g_return_val_if_reached ("");
    }
}

/**
 * hw_words_concern:
 * @concern: one worry
 *
 * Returns: (transfer none): its name
 */
const char *
hw_words_concern (HwConcerns concern)
{
  switch (concern)
    {
    case HW_CONCERN_HEALTH: return _("health");
    case HW_CONCERN_COLD: return _("cold");
    case HW_CONCERN_VIOLENCE: return _("violence");
    case HW_CONCERN_EXPLOITATION: return _("exploitation");
    case HW_CONCERN_ANIMAL: return _("animal");
    case HW_CONCERN_DANGER_NOW: return _("danger now");
    default: g_return_val_if_reached ("");
    }
}

/**
 * hw_words_dup_number:
 * @number: how many
 *
 * Returns: (transfer full): the number as it is written here: "1,204"
 */
char *
hw_words_dup_number (guint64 number)
{
  return g_strdup_printf ("%'" G_GUINT64_FORMAT, number);
}

/**
 * hw_words_dup_concerns:
 * @concerns: a set of worries
 *
 * Returns: (transfer full) (nullable): their names in a row, %NULL for none
 */
char *
hw_words_dup_concerns (HwConcerns concerns)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < HW_N_CONCERNS; i++)
    if (concerns & (1u << i))
      g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", hw_words_concern (1u << i));

  return words->len > 0 ? g_string_free (g_steal_pointer (&words), FALSE) : NULL;
}

/**
 * hw_words_dup_people:
 * @people: how many, 0 when it was not said
 *
 * Returns: (transfer full): "2 people"
 */
char *
hw_words_dup_people (guint people)
{
  if (people == 0)
    return g_strdup (_("how many not said"));
  return g_strdup_printf (ngettext ("%u person", "%u people", people), people);
}

/**
 * hw_words_dup_time:
 * @at: µs UTC
 * @now: µs UTC
 *
 * Returns: (transfer full): the local time, with its day where that is not the day of @now
 */
char *
hw_words_dup_time (gint64 at,
                   gint64 now)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC);
  g_autoptr (GDateTime) utc_now = g_date_time_new_from_unix_utc (now / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc ? g_date_time_to_local (utc) : NULL;
  g_autoptr (GDateTime) local_now = utc_now ? g_date_time_to_local (utc_now) : NULL;

  if (local == NULL || local_now == NULL)
    return g_strdup (_("time not known"));
  if (g_date_time_get_year (local) != g_date_time_get_year (local_now))
    /* TRANSLATORS: a time in another year, as in "3 Nov 2025, 02:10" */
    return g_date_time_format (local, _("%-e %b %Y, %H:%M"));
  if (g_date_time_get_day_of_year (local) != g_date_time_get_day_of_year (local_now))
    /* TRANSLATORS: a time on another day, as in "Thu 13 Nov, 05:20" */
    return g_date_time_format (local, _("%a %-e %b, %H:%M"));
  return g_date_time_format (local, "%H:%M");
}

/**
 * hw_words_dup_span:
 * @span: µs
 *
 * Returns: (transfer full): how long, in the largest unit that says it: "4 min", "3 h", "6 days"
 */
char *
hw_words_dup_span (gint64 span)
{
  span = ABS (span);
  if (span < HOUR_US)
    return g_strdup_printf (_("%d min"), (int) (span / MINUTE_US));
  if (span < 2 * DAY_US)
    return g_strdup_printf (_("%d h"), (int) (span / HOUR_US));
  return g_strdup_printf (ngettext ("%d day", "%d days", (gulong) (span / DAY_US)), (int) (span / DAY_US));
}

/**
 * hw_words_dup_ago:
 * @span: µs, how long ago
 *
 * Returns: (transfer full): "3 h ago"
 */
char *
hw_words_dup_ago (gint64 span)
{
  g_autofree char *words = NULL;

  if (span < MINUTE_US)
    return g_strdup (_("just now"));
  words = hw_words_dup_span (span);
  /* TRANSLATORS: %s is a span such as "3 h" or "6 days" */
  return g_strdup_printf (_("%s ago"), words);
}

/**
 * hw_words_dup_distance:
 * @metres: a distance
 *
 * Returns: (transfer full): "42 m away"
 */
char *
hw_words_dup_distance (double metres)
{
  if (metres < 1000)
    return g_strdup_printf (_("%d m away"), (int) (metres + 0.5));
  return g_strdup_printf (_("%.1f km away"), metres / 1000);
}

/**
 * hw_words_place:
 * @report: a report
 * @storage: (out) (transfer full): holds the words where they had to be made
 *
 * Returns: (transfer none): the place in the caller's words, else its coordinates, else that it is not known
 */
const char *
hw_words_place (const HwReport *report,
                char          **storage)
{
  *storage = NULL;
  if (report->place != NULL && *report->place != '\0')
    return report->place;
  if (!hw_point_is_valid (&report->point))
    return _("Place not known");
  *storage = g_strdup_printf ("%.5f, %.5f", report->point.latitude, report->point.longitude);
  return *storage;
}
