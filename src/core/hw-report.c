/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "hw-names.h"
#include "hw-record.h"
#include "hw-report.h"
#include "hw-report-private.h"

/* The report record, its stable words and the rules that every report is held
 * to, wherever it comes from: the call desk, a file, another laptop. */

#define STRING(member) G_STRUCT_OFFSET (HwReport, member)
static const guint16 strings[] = {
  STRING (usual_time), STRING (place), STRING (gender), STRING (appearance), STRING (language),
  STRING (worries), STRING (caller_name), STRING (caller_contact), STRING (outcome), STRING (source_id),
};

static const char * const channel_names[] = {
  "phone", "web", "sms", "email", "other-system", "own-observation", "self-referral",
};
static const char * const status_names[] = {
  "new", "needs-information", "sent-out", "to-be-answered", "closed", "to-be-checked", "dismissed",
};
static const char * const age_names[] = {
  "unknown", "under-18", "18-25", "26-49", "50-plus",
};
G_STATIC_ASSERT (G_N_ELEMENTS (channel_names) == HW_N_CHANNELS);
G_STATIC_ASSERT (G_N_ELEMENTS (status_names) == HW_N_REPORT_STATUSES);
G_STATIC_ASSERT (G_N_ELEMENTS (age_names) == HW_N_AGES);

G_DEFINE_BOXED_TYPE (HwReport, hw_report, hw_report_ref, hw_report_unref)
G_DEFINE_QUARK (hw-report-error-quark, hw_report_error)

gboolean
hw_check_time (gint64   time,
               gint64   now,
               GError **error)
{
  g_autoptr (GDateTime) moment = NULL;
  g_autofree char *date = NULL;

  if (time >= HW_REPORT_EARLIEST && time <= now + HW_REPORT_CLOCK_TOLERANCE)
    return TRUE;

  moment = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  date = moment != NULL ? g_date_time_format (moment, "%Y-%m-%d") : g_strdup ("?");
  if (time < HW_REPORT_EARLIEST)
    g_set_error (error, HW_REPORT_ERROR, HW_REPORT_ERROR_TIME_RANGE,
                 _("The time is %s. Times before 1990 are not taken: correct the date."), date);
  else
    g_set_error (error, HW_REPORT_ERROR, HW_REPORT_ERROR_TIME_RANGE,
                 _("The time is %s, which has not come yet: correct the date."), date);
  return FALSE;
}

gboolean
hw_check_point (const HwPoint *point,
                const char    *place,
                GError       **error)
{
  if (HW_POINT_IS_UNKNOWN (point))
    {
      if (!hw_check_is_blank (place))
        return TRUE;
      g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_NO_PLACE,
                           _("There is no place. Give a point on the map or say in words where it is."));
      return FALSE;
    }

  /* Written so that a coordinate that is not a number is refused as well. */
  if (!(point->latitude >= -90 && point->latitude <= 90))
    {
      g_set_error (error, HW_REPORT_ERROR, HW_REPORT_ERROR_POINT_RANGE,
                   _("The latitude is %g. It lies between -90 and 90 degrees: perhaps latitude and longitude changed places."),
                   point->latitude);
      return FALSE;
    }
  if (!(point->longitude >= -180 && point->longitude <= 180))
    {
      g_set_error (error, HW_REPORT_ERROR, HW_REPORT_ERROR_POINT_RANGE,
                   _("The longitude is %g. It lies between -180 and 180 degrees."), point->longitude);
      return FALSE;
    }
  return TRUE;
}

gboolean
hw_check_people (guint    people,
                 GError **error)
{
  if (people <= HW_REPORT_MAX_PEOPLE)
    return TRUE;
  g_set_error (error, HW_REPORT_ERROR, HW_REPORT_ERROR_PEOPLE,
               _("%u people in one place are more than %u: correct the number."), people, HW_REPORT_MAX_PEOPLE);
  return FALSE;
}

gboolean
hw_check_text (const char *text,
               glong       longest,
               const char *what,
               GError    **error)
{
  /* Measured with a bound: a line of a gigabyte is refused after a few kilobytes. */
  gsize bytes = text != NULL ? strnlen (text, longest * 6 + 1) : 0;

  if (bytes > (gsize) longest && (bytes > (gsize) longest * 6 || g_utf8_strlen (text, bytes) > longest))
    {
      g_set_error (error, HW_REPORT_ERROR, HW_REPORT_ERROR_TOO_LONG,
                   _("%s is longer than %ld characters: shorten it."), what, longest);
      return FALSE;
    }
  if (text != NULL && !g_utf8_validate (text, bytes, NULL))
    {
      g_set_error (error, HW_REPORT_ERROR, HW_REPORT_ERROR_NOT_TEXT,
                   _("%s holds bytes that are not text: look at the file's encoding."), what);
      return FALSE;
    }
  return TRUE;
}

gboolean
hw_check_is_blank (const char *text)
{
  while (text != NULL && g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  return text == NULL || *text == '\0';
}

/* ISO 3166 alpha-2, as far as its form goes. */
gboolean
hw_check_is_country (const char *text)
{
  return strlen (text) == 2 && g_ascii_isupper (text[0]) && g_ascii_isupper (text[1]);
}

static gboolean
check_texts (const HwReport *report,
             GError        **error)
{
  const struct { const char *text; glong longest; const char *what; } texts[] = {
    { report->place, HW_REPORT_MAX_TEXT, _("The place") },
    { report->usual_time, HW_REPORT_MAX_LINE, _("The usual time") },
    { report->gender, HW_REPORT_MAX_LINE, _("The gender") },
    { report->appearance, HW_REPORT_MAX_TEXT, _("The appearance") },
    { report->language, HW_REPORT_MAX_LINE, _("The language") },
    { report->worries, HW_REPORT_MAX_TEXT, _("The text of the worries") },
    { report->caller_name, HW_REPORT_MAX_LINE, _("The caller's name") },
    { report->caller_contact, HW_REPORT_MAX_LINE, _("The caller's address") },
    { report->outcome, HW_REPORT_MAX_LINE, _("The outcome") },
    { report->source_id, HW_REPORT_MAX_LINE, _("The number in the other system") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (!hw_check_text (texts[i].text, texts[i].longest, texts[i].what, error))
      return FALSE;
  return TRUE;
}

/**
 * hw_report_new:
 * @template_: what is known; strings may belong to the caller
 *
 * Makes a record that can be kept and shared between threads. It is not
 * checked: see hw_report_check().
 *
 * Returns: (transfer full): a copy of @template_ with its strings
 */
HwReport *
hw_report_new (const HwReport *template_)
{
  return hw_record_new (template_, sizeof (HwReport), strings, G_N_ELEMENTS (strings));
}

/**
 * hw_report_ref:
 * @report: a report
 *
 * Returns: (transfer full): @report, held once more
 */
HwReport *
hw_report_ref (HwReport *report)
{
  return g_atomic_rc_box_acquire (report);
}

/**
 * hw_report_unref:
 * @report: (transfer full): a report
 *
 * Lets go of @report; the last to do so frees it.
 */
void
hw_report_unref (HwReport *report)
{
  g_atomic_rc_box_release (report);
}

/**
 * hw_channel_to_string:
 * @channel: how a report came in
 *
 * Returns: the stable name, "phone" for instance; never translated
 */
const char *
hw_channel_to_string (HwChannel channel)
{
  g_return_val_if_fail ((guint) channel < HW_N_CHANNELS, NULL);
  return channel_names[channel];
}

/**
 * hw_channel_from_string:
 * @name: (nullable): a stable name
 * @channel: (out): the channel; untouched where the name is unknown
 *
 * Returns: whether @name is the name of a channel
 */
gboolean
hw_channel_from_string (const char *name,
                        HwChannel  *channel)
{
  guint found;

  if (!hw_names_find (channel_names, HW_N_CHANNELS, name, &found))
    return FALSE;
  *channel = found;
  return TRUE;
}

/**
 * hw_report_status_to_string:
 * @status: where a report stands
 *
 * Returns: the stable name, "needs-information" for instance; never translated
 */
const char *
hw_report_status_to_string (HwReportStatus status)
{
  g_return_val_if_fail ((guint) status < HW_N_REPORT_STATUSES, NULL);
  return status_names[status];
}

/**
 * hw_report_status_from_string:
 * @name: (nullable): a stable name
 * @status: (out): the status; untouched where the name is unknown
 *
 * Returns: whether @name is the name of a status
 */
gboolean
hw_report_status_from_string (const char     *name,
                              HwReportStatus *status)
{
  guint found;

  if (!hw_names_find (status_names, HW_N_REPORT_STATUSES, name, &found))
    return FALSE;
  *status = found;
  return TRUE;
}

/**
 * hw_age_group_to_string:
 * @age: an age group
 *
 * Returns: the stable name, "26-49" for instance; never translated
 */
const char *
hw_age_group_to_string (HwAgeGroup age)
{
  g_return_val_if_fail ((guint) age < HW_N_AGES, NULL);
  return age_names[age];
}

/**
 * hw_age_group_from_string:
 * @name: (nullable): a stable name
 * @age: (out): the age group; untouched where the name is unknown
 *
 * Returns: whether @name is the name of an age group
 */
gboolean
hw_age_group_from_string (const char *name,
                          HwAgeGroup *age)
{
  guint found;

  if (!hw_names_find (age_names, HW_N_AGES, name, &found))
    return FALSE;
  *age = found;
  return TRUE;
}

/**
 * hw_report_check:
 * @report: a report
 * @now: the time that counts as now, µs UTC
 * @error: (nullable): return location for an error of %HW_REPORT_ERROR
 *
 * The rules for every report: a place (a point on the earth, or words), a time
 * between 1990 and @now (five minutes of a fast clock are forgiven), at most
 * %HW_REPORT_MAX_PEOPLE people, and texts that are text and not endless.
 *
 * Returns: whether @report may be recorded
 */
gboolean
hw_report_check (const HwReport *report,
                 gint64          now,
                 GError        **error)
{
  g_return_val_if_fail (report != NULL, FALSE);

  if (report->seen_at == 0 && report->received_at == 0)
    {
      g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_NO_TIME,
                           _("There is no time. Say when the person was seen, or when the report came in."));
      return FALSE;
    }
  if (report->seen_at != 0 && !hw_check_time (report->seen_at, now, error))
    return FALSE;
  if (report->received_at != 0 && !hw_check_time (report->received_at, now, error))
    return FALSE;

  return hw_check_point (&report->point, report->place, error) &&
         hw_check_people (report->people, error) &&
         check_texts (report, error);
}

/**
 * hw_report_status_counts:
 * @status: where a report stands
 *
 * What came in through the service is a stranger's word until a worker took it in.
 *
 * Returns: whether reports in this status are on the map, in counts and in exports
 */
gboolean
hw_report_status_counts (HwReportStatus status)
{
  return (guint) status < HW_N_COUNTED_STATUSES;
}

/**
 * hw_report_is_urgent:
 * @report: a report
 *
 * Returns: whether it tells of immediate danger or of a child, so that the
 *   emergency services are told before anything else
 */
gboolean
hw_report_is_urgent (const HwReport *report)
{
  return (report->concerns & HW_CONCERN_DANGER_NOW) != 0 || report->age == HW_AGE_UNDER_18;
}

/**
 * hw_report_status_may_follow:
 * @from: where the report stands
 * @to: where it would go
 *
 * An open report moves freely between the desks, because the telephone is not
 * tidy; a closed one is reopened as new, as asking for information, or as
 * waiting for its answer, never straight into a team's round. What came in
 * through the service becomes new or is dismissed, and a dismissed one may be
 * looked at again; nothing else becomes either. Staying is no move.
 *
 * Returns: whether the move makes sense
 */
gboolean
hw_report_status_may_follow (HwReportStatus from,
                             HwReportStatus to)
{
  g_return_val_if_fail ((guint) from < HW_N_REPORT_STATUSES, FALSE);
  g_return_val_if_fail ((guint) to < HW_N_REPORT_STATUSES, FALSE);

  if (from == to)
    return FALSE;
  if (from == HW_REPORT_TO_BE_CHECKED)
    return to == HW_REPORT_NEW || to == HW_REPORT_DISMISSED;
  if (from == HW_REPORT_DISMISSED)
    return to == HW_REPORT_TO_BE_CHECKED;
  if (!hw_report_status_counts (to))
    return FALSE;
  if (from == HW_REPORT_CLOSED)
    return to != HW_REPORT_SENT_OUT;
  /* What came of a visit cannot be unmade by calling the report new. */
  if (from == HW_REPORT_TO_BE_ANSWERED)
    return to != HW_REPORT_NEW;
  return TRUE;
}
