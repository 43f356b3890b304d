/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-case-rules.h"
#include "hw-fold.h"
#include "hw-store-private.h"
#include "hw-store-rules.h"

/*
 * The rules that stand between casework and the journal: a live consent before
 * anything is passed on or booked, a second person before something is let pass,
 * the gate before a stage. Core says most of them (hw-case-rules.h, hw-gate.h);
 * here are those that need the workspace, and the errors. They hold where
 * something is recorded; what other laptops recorded is taken as it is and
 * comes out in the review.
 */

/**
 * hw_store_rule_time:
 * @happened_at: (inout): µs UTC; 0 becomes now
 * @error: return location
 *
 * Nothing that is recorded as done is still to come.
 *
 * Returns: whether it may be recorded
 */
gboolean
hw_store_rule_time (gint64  *happened_at,
                    GError **error)
{
  gint64 now = g_get_real_time ();

  if (*happened_at == 0)
    *happened_at = now;
  return *happened_at <= now ||
         hw_store_refuse (error, HW_STORE_ERROR_RULE, _("This lies in the future. Nothing was recorded. Correct the day, or record it when it has happened."));
}

static gboolean
is_empty (const char *text)
{
  return text == NULL || text[0] == '\0';
}

/**
 * hw_store_rule_consent:
 * @consent: what the person said, with its time
 * @error: return location
 *
 * A consent is for one purpose and one recipient. A yes names the words that
 * were read and comes to an end.
 *
 * Returns: whether it may be recorded
 */
gboolean
hw_store_rule_consent (const HwConsent *consent,
                       GError         **error)
{
  if (is_empty (consent->purpose) || is_empty (consent->recipient))
    return hw_store_refuse (error, HW_STORE_ERROR_RULE,
                            _("A consent is for one purpose and one recipient. Nothing was recorded. Say both."));
  if ((guint) consent->form >= HW_N_CONSENT_FORMS)
    return hw_store_refuse (error, HW_STORE_ERROR_RULE, _("How the person said it is not known. Nothing was recorded. Choose it from the list."));
  if (consent->refused)
    return TRUE;
  if (is_empty (consent->wording))
    return hw_store_refuse (error, HW_STORE_ERROR_RULE,
                            _("A consent is to words that were read out. Nothing was recorded. Choose the words, read them, and ask."));
  return consent->expires_at > consent->granted_at ||
         hw_store_refuse (error, HW_STORE_ERROR_RULE,
                          _("A consent comes to an end. Nothing was recorded. Agree on its last day, which must lie after the day it was given."));
}

/* -- booking --------------------------------------------------------------------------------------------------------- */

/* What a rule of the case said: those that are about the case say themselves that nothing was recorded. */
static gboolean
refuse_by_case (GError **rule,
                GError **error)
{
  gboolean is_consent = g_error_matches (*rule, HW_CASE_ERROR, HW_CASE_ERROR_NO_CONSENT) ||
                        g_error_matches (*rule, HW_CASE_ERROR, HW_CASE_ERROR_WITHDRAWN) ||
                        g_error_matches (*rule, HW_CASE_ERROR, HW_CASE_ERROR_NOT_VOLUNTARY);

  if ((*rule)->domain != HW_CASE_ERROR)
    return hw_store_refuse_by_rule (rule, error);
  hw_store_refuse (error, is_consent ? HW_STORE_ERROR_GATE : HW_STORE_ERROR_RULE, (*rule)->message);
  g_clear_error (rule);
  return FALSE;
}

/* A ticket without a day was booked on the day on which it became known. */
static gboolean
check_ticket (const HwCase *about,
              const char   *booked_on,
              gint64        happened_at,
              GError      **error)
{
  g_autoptr (GDateTime) then = g_date_time_new_from_unix_utc (happened_at / G_USEC_PER_SEC);
  g_autofree char *day = booked_on != NULL ? g_strdup (booked_on) : g_date_time_format (then, "%Y-%m-%d");
  g_autoptr (GError) rule = NULL;

  return hw_case_may_book (about, day, &rule) || refuse_by_case (&rule, error);
}

/**
 * hw_store_rule_evidence:
 * @about: a case
 * @fields: (element-type utf8 utf8): what would be set
 * @happened_at: when it became known, µs UTC
 * @error: return location
 *
 * A ticket is booked only with a consent that is live on that day. To clear a
 * field is always allowed.
 *
 * Returns: whether it may be recorded
 */
gboolean
hw_store_rule_evidence (const HwCase *about,
                        GHashTable   *fields,
                        gint64        happened_at,
                        GError      **error)
{
  const char *booked_on = g_hash_table_lookup (fields, HW_FIELD_BOOKED_ON);
  const char *ticket = g_hash_table_lookup (fields, HW_FIELD_TICKET);
  g_autoptr (GError) rule = NULL;

  if (!hw_case_check_evidence (about, fields, &rule))
    return refuse_by_case (&rule, error);
  if (is_empty (ticket) || g_strcmp0 (ticket, hw_case_get (about, HW_FIELD_TICKET)) == 0)
    return TRUE;
  return check_ticket (about, is_empty (booked_on) ? hw_case_get (about, HW_FIELD_BOOKED_ON) : booked_on, happened_at, error);
}

/* -- gates ----------------------------------------------------------------------------------------------------------- */

/**
 * hw_store_rule_gate:
 * @about: a case
 * @stage: where it would go
 * @error: return location
 *
 * The gate of the stage, at this moment, and everything that it still asks for in words.
 *
 * Returns: whether it is open
 */
gboolean
hw_store_rule_gate (const HwCase *about,
                    HwStage       stage,
                    GError      **error)
{
  g_autoptr (GPtrArray) open = hw_gate_check (about, stage, g_get_real_time (), NULL);
  g_autoptr (GString) words = NULL;

  if (open->len == 0)
    return TRUE;
  words = g_string_new (g_dngettext (GETTEXT_PACKAGE, "The case cannot go on yet. One thing is missing:",
                                     "The case cannot go on yet. Some things are missing:", open->len));
  for (guint i = 0; i < open->len; i++)
    {
      const HwRequirement *requirement = g_ptr_array_index (open, i);

      g_string_append_printf (words, "\n• %s", requirement->words);
    }
  return hw_store_refuse (error, HW_STORE_ERROR_GATE, words->str);
}

/* -- records --------------------------------------------------------------------------------------------------------- */

/* A second pair of eyes, however the name is spelt. */
static gboolean
check_second_person (const HwCaseRecord *record,
                     GError            **error)
{
  g_autofree char *author = hw_fold_name (record->author);
  g_autofree char *second = hw_fold_name (hw_case_record_get (record, HW_RECORD_SECOND_PERSON));

  return (second[0] != '\0' && !g_str_equal (author, second)) ||
         hw_store_refuse (error, HW_STORE_ERROR_RULE, _("The second person is the one who records it. Nothing was recorded. Ask somebody else."));
}

/* Only what a gate asks for at this moment: nothing is let pass in advance. */
static gboolean
check_override (const HwCase       *about,
                const HwCaseRecord *record,
                GError            **error)
{
  g_autoptr (GPtrArray) open = NULL;
  HwStage stage = HW_STAGE_WISH;

  if (!check_second_person (record, error))
    return FALSE;
  hw_stage_from_string (hw_case_record_get (record, HW_RECORD_STAGE), &stage);
  open = hw_gate_check (about, stage, g_get_real_time (), NULL);
  for (guint i = 0; i < open->len; i++)
    if (g_strcmp0 (((const HwRequirement *) open->pdata[i])->code, hw_case_record_get (record, HW_RECORD_CODE)) == 0)
      return TRUE;
  return hw_store_refuse (error, HW_STORE_ERROR_RULE,
                          _("The gate does not ask for this. Nothing was recorded. Choose what to let pass from the list."));
}

/* What was said to others, paid, looked at or let pass stays as it was written: whoever was wrong says so beside it. */
static gboolean
check_correction (const HwCase       *about,
                  const HwCaseRecord *record,
                  GError            **error)
{
  const HwCaseRecord *corrected = NULL;

  for (guint i = 0; i < about->records->len && corrected == NULL; i++)
    if (hw_id_equal (&((const HwCaseRecord *) about->records->pdata[i])->id, &record->id))
      corrected = about->records->pdata[i];
  if (corrected == NULL)
    return TRUE;
  if (corrected->kind != record->kind)
    return hw_store_refuse (error, HW_STORE_ERROR_RULE, _("What was recorded was something else. It was left as it is. Record this anew."));
  switch (record->kind)
    {
    case HW_CASE_RECORD_COST:
      return hw_store_refuse (error, HW_STORE_ERROR_RULE, _("A cost is never changed. It was left as it is. Take it back, and record the right one."));
    case HW_CASE_RECORD_DISCLOSURE:
    case HW_CASE_RECORD_OVERRIDE:
    case HW_CASE_RECORD_NUMBER_SHOWN:
      return hw_store_refuse (error, HW_STORE_ERROR_RULE, _("This stays as it was recorded. Nothing was changed. Add a note beside it."));
    case HW_CASE_RECORD_INTERVIEW:
    case HW_CASE_RECORD_PARTNER_CONTACT:
    case HW_CASE_RECORD_DOCUMENT:
    case HW_CASE_RECORD_PRECONDITION:
    case HW_CASE_RECORD_APPOINTMENT:
    case HW_CASE_RECORD_RECEPTION:
    case HW_CASE_RECORD_LEG:
    case HW_CASE_RECORD_CHECK:
    case HW_CASE_RECORD_FOLLOW_UP:
    case HW_CASE_RECORD_FOLLOW_UP_DATE:
    case HW_CASE_RECORD_PLAN_REVIEW:
    case HW_CASE_RECORD_RECALL:
    case HW_CASE_RECORD_HAND_OVER:
    case HW_CASE_RECORD_NOTE:
    case HW_N_CASE_RECORD_KINDS:
    default:
      return TRUE;
    }
}

/**
 * hw_store_rule_record:
 * @about: a case
 * @record: what would be recorded, with its time and author
 * @error: return location
 *
 * What the record must hold, and what it needs of the rest of the case.
 *
 * Returns: whether it may be recorded
 */
gboolean
hw_store_rule_record (const HwCase       *about,
                      const HwCaseRecord *record,
                      GError            **error)
{
  g_autoptr (GError) rule = NULL;

  if (!check_correction (about, record, error))
    return FALSE;
  if (!hw_case_check_record (about, record, g_get_real_time (), &rule))
    return refuse_by_case (&rule, error);
  if (record->kind == HW_CASE_RECORD_OVERRIDE)
    return check_override (about, record, error);
  if (record->kind == HW_CASE_RECORD_DISCLOSURE && hw_case_record_get (record, HW_RECORD_SECOND_PERSON) != NULL)
    return check_second_person (record, error);
  if (record->kind == HW_CASE_RECORD_LEG && hw_case_record_get (record, HW_RECORD_TICKET) != NULL)
    return check_ticket (about, hw_case_record_get (record, HW_RECORD_BOOKED_ON), record->happened_at, error);
  return TRUE;
}
