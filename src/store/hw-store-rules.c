/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-date.h"
#include "hw-store-private.h"
#include "hw-store-rules.h"

/*
 * The rules that stand between casework and the journal and need the whole case:
 * a live consent before anything is passed on or booked, a second person before
 * a gate is passed over, the gate before a stage. What a record must hold in
 * itself is asked by core. They hold here, where something is recorded; what
 * other laptops recorded is taken as it is and comes out in the review.
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

/* The moment of a day that counts: the end of it, or now where it is today. */
static gint64
get_moment (const char *day,
            gint64      otherwise)
{
  gint64 now = g_get_real_time ();
  gint64 end;

  return hw_date_parse (day, NULL, &end) ? MIN (end - 1, now) : otherwise;
}

static gboolean
check_booking (const HwCase *about,
               gint64        then,
               GError      **error)
{
  if (hw_case_has_consent (about, HW_CONSENT_WITHDRAWN, g_get_real_time ()))
    return hw_store_refuse (error, HW_STORE_ERROR_GATE,
                            _("A consent was taken back, so nothing can be booked. Nothing was recorded. Ask what they want now, and record the answer first."));
  return hw_case_had_consent (about, then) ||
         hw_store_refuse (error, HW_STORE_ERROR_GATE,
                          _("No consent was live on the day of the booking. Nothing was recorded. Ask for a consent before anything is booked."));
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

  if (is_empty (booked_on) && is_empty (ticket))
    return TRUE;
  if (is_empty (booked_on))
    booked_on = hw_case_get (about, HW_FIELD_BOOKED_ON);
  return check_booking (about, get_moment (booked_on, happened_at), error);
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

static gboolean
check_disclosure (const HwCase       *about,
                  const HwCaseRecord *record,
                  GError            **error)
{
  return hw_case_consent_state (about, hw_case_record_get (record, HW_RECORD_PURPOSE), hw_case_record_get (record, HW_RECORD_RECIPIENT),
                                record->happened_at) == HW_CONSENT_LIVE ||
         hw_store_refuse (error, HW_STORE_ERROR_GATE,
                          _("There is no live consent to tell this recipient for this purpose, so nothing may be passed on. Nothing was recorded. Ask the person first, and record the answer."));
}

static gboolean
check_leg (const HwCase       *about,
           const HwCaseRecord *record,
           GError            **error)
{
  const char *booked_on = hw_case_record_get (record, HW_RECORD_BOOKED_ON);

  if (booked_on == NULL && hw_case_record_get (record, HW_RECORD_TICKET) == NULL)
    return TRUE;
  return check_booking (about, get_moment (booked_on, record->happened_at), error);
}

/* Only what a gate asks for now, and says that somebody may pass over. */
static gboolean
check_override (const HwCase       *about,
                const HwCaseRecord *record,
                GError            **error)
{
  const char *code = hw_case_record_get (record, HW_RECORD_CODE);
  g_autoptr (GPtrArray) open = NULL;
  HwStage stage;

  if (!hw_stage_from_string (hw_case_record_get (record, HW_RECORD_STAGE), &stage))
    return hw_store_refuse (error, HW_STORE_ERROR_RULE, _("There is no gate of this name. Nothing was recorded. Choose what to pass over from the list."));
  open = hw_gate_check (about, stage, g_get_real_time (), NULL);
  for (guint i = 0; i < open->len; i++)
    {
      const HwRequirement *requirement = open->pdata[i];

      if (g_strcmp0 (requirement->code, code) == 0)
        return requirement->overridable ||
               hw_store_refuse (error, HW_STORE_ERROR_RULE,
                                _("Nobody can pass over this, not two people either. Nothing was recorded. Mend what is missing."));
    }
  return hw_store_refuse (error, HW_STORE_ERROR_RULE,
                          _("The gate does not ask for this. Nothing was recorded. Choose what to pass over from the list."));
}

static gboolean
check_reversal (const HwCase       *about,
                const HwCaseRecord *record,
                GError            **error)
{
  const char *reversed = hw_case_record_get (record, HW_RECORD_REVERSES);
  const HwCaseRecord *cost;

  if (reversed == NULL)
    return TRUE;
  if (hw_case_find_record (about, HW_CASE_RECORD_COST, reversed) == NULL)
    return hw_store_refuse (error, HW_STORE_ERROR_RULE, _("The cost to take back is not there. Nothing was recorded. Choose it from the list."));
  for (guint at = 0; (cost = hw_case_next_record (about, HW_CASE_RECORD_COST, &at)) != NULL;)
    if (g_strcmp0 (hw_case_record_get (cost, HW_RECORD_REVERSES), reversed) == 0)
      return hw_store_refuse (error, HW_STORE_ERROR_RULE, _("This cost was taken back already. Nothing was recorded. Look at the list of costs."));
  return TRUE;
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
 * @record: what would be recorded, complete in itself
 * @error: return location
 *
 * What the record needs of the rest of the case.
 *
 * Returns: whether it may be recorded
 */
gboolean
hw_store_rule_record (const HwCase       *about,
                      const HwCaseRecord *record,
                      GError            **error)
{
  if (!check_correction (about, record, error))
    return FALSE;
  if (record->kind == HW_CASE_RECORD_DISCLOSURE)
    return check_disclosure (about, record, error);
  if (record->kind == HW_CASE_RECORD_LEG)
    return check_leg (about, record, error);
  if (record->kind == HW_CASE_RECORD_OVERRIDE)
    return check_override (about, record, error);
  if (record->kind == HW_CASE_RECORD_COST)
    return check_reversal (about, record, error);
  return TRUE;
}
