/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-case-rules.h"
#include "hw-cost.h"
#include "hw-date.h"
#include "hw-follow-up.h"
#include "hw-gate.h"
#include "hw-journey.h"

/* What may be recorded in a case as it stands: nothing is told to anyone and
 * nothing is booked without a live consent. The store asks before it records. */

G_DEFINE_QUARK (hw-case-error-quark, hw_case_error)

static gboolean
refuse (GError      **error,
        HwCaseError   code,
        const char   *words)
{
  g_set_error_literal (error, HW_CASE_ERROR, code, words);
  return FALSE;
}

/* Whoever withdrew a consent has stopped everything, until they have been asked again. */
static gboolean
check_not_stopped (const HwCase *self,
                   gint64        now,
                   GError      **error)
{
  if (self->stage == HW_STAGE_WITHDRAWN || hw_case_has_consent (self, HW_CONSENT_WITHDRAWN, now))
    return refuse (error, HW_CASE_ERROR_WITHDRAWN,
                   _("A consent was withdrawn. Nothing was recorded and nothing may be passed on: ask what they want now."));
  return TRUE;
}

/**
 * hw_case_may_disclose:
 * @self: a case
 * @purpose: (nullable): what for
 * @recipient: (nullable): to whom
 * @now: the time that counts as now, µs UTC
 * @error: (nullable): return location for an error of %HW_CASE_ERROR
 *
 * Returns: whether anything may be told to @recipient for @purpose: there is a
 *   live consent to just that, and none was withdrawn
 */
gboolean
hw_case_may_disclose (const HwCase *self,
                      const char   *purpose,
                      const char   *recipient,
                      gint64        now,
                      GError      **error)
{
  if (!check_not_stopped (self, now, error))
    return FALSE;
  if (purpose == NULL || recipient == NULL || hw_case_consent_state (self, purpose, recipient, now) != HW_CONSENT_LIVE)
    return refuse (error, HW_CASE_ERROR_NO_CONSENT,
                   _("There is no live consent to tell this recipient for this purpose. Nothing was recorded: ask for one first."));
  return TRUE;
}

static gboolean
may_disclose_this (const HwCase    *self,
                   const HwConsent *consent,
                   gint64           now)
{
  return !consent->superseded && hw_case_may_disclose (self, consent->purpose, consent->recipient, now, NULL);
}

/**
 * hw_case_may_disclose_something:
 * @self: a case
 * @now: the time that counts as now, µs UTC
 * @error: (nullable): return location for an error of %HW_CASE_ERROR
 *
 * For what goes to several at once, as a journey sheet: hw_case_may_disclose()
 * for some purpose and recipient.
 *
 * Returns: whether anything may be told to anybody
 */
gboolean
hw_case_may_disclose_something (const HwCase  *self,
                                gint64         now,
                                GError       **error)
{
  if (!check_not_stopped (self, now, error))
    return FALSE;
  /* What only somebody linked said yes to is no yes of theirs: the intersection counts, and hw_case_may_disclose() asks for it. */
  for (guint i = 0; i < self->consents->len; i++)
    if (may_disclose_this (self, self->consents->pdata[i], now))
      return TRUE;
  return refuse (error, HW_CASE_ERROR_NO_CONSENT, _("No consent is live. Nothing was recorded: ask for one first."));
}

/**
 * hw_case_may_book:
 * @self: a case
 * @day: (nullable): the day of the booking, YYYY-MM-DD
 * @error: (nullable): return location for an error of %HW_CASE_ERROR
 *
 * Returns: whether a journey may be booked on @day: they want to go, a consent
 *   was live on that day, and none was withdrawn
 */
gboolean
hw_case_may_book (const HwCase *self,
                  const char   *day,
                  GError      **error)
{
  gint64 end;

  if (!hw_date_parse_in (day, self->zone, NULL, &end))
    return refuse (error, HW_CASE_ERROR_NO_CONSENT, _("The day of the booking is no date. Nothing was recorded: write it as 2026-12-19."));
  if (!check_not_stopped (self, end, error))
    return FALSE;
  if (g_strcmp0 (hw_case_get (self, HW_FIELD_DECISION), "yes") != 0)
    return refuse (error, HW_CASE_ERROR_NOT_VOLUNTARY,
                   _("They have not said yes to going home. Nothing was recorded: nothing is booked before."));
  if (!hw_case_had_consent (self, end))
    return refuse (error, HW_CASE_ERROR_NO_CONSENT,
                   _("No consent was live on the day of the booking. Nothing was recorded: ask for one before anything is booked."));
  return TRUE;
}

static gboolean
check_names (const HwCase       *self,
             const HwCaseRecord *record,
             HwCaseRecordKind    kind,
             GError            **error)
{
  const char *of = hw_case_record_get (record, HW_RECORD_OF);

  return of == NULL || hw_case_find_record (self, kind, of) != NULL ||
         refuse (error, HW_CASE_ERROR_NOT_HERE, _("What it belongs to is not recorded for this person. Nothing was recorded: choose it from the list."));
}

static gboolean
check_item (const HwCaseRecord *record,
            GError            **error)
{
  guint n_items;
  const HwChecklistItem *items = hw_journey_checklist (&n_items);

  for (guint i = 0; i < n_items; i++)
    if (g_strcmp0 (items[i].code, hw_case_record_get (record, HW_RECORD_ITEM)) == 0)
      return TRUE;
  return refuse (error, HW_CASE_ERROR_NOT_HERE, _("This is no line of the checklist. Nothing was recorded: choose one from the list."));
}

static gboolean
check_override (const HwCaseRecord *record,
                gint64              now,
                GError            **error)
{
  HwStage stage;

  if (!hw_stage_from_string (hw_case_record_get (record, HW_RECORD_STAGE), &stage) ||
      !hw_gate_may_override (stage, hw_case_record_get (record, HW_RECORD_CODE)))
    return refuse (error, HW_CASE_ERROR_NOT_VOLUNTARY,
                   _("Nobody may let this pass: it is about consent, their own decision, citizenship, a child or a hand-over. Nothing was recorded."));
  if (hw_date_is_over (hw_case_record_get (record, HW_RECORD_EXPIRES_ON), now))
    return refuse (error, HW_CASE_ERROR_NOT_HERE, _("Its last day is past. Nothing was recorded: choose a later one."));
  return TRUE;
}

static gboolean
check_arrived (const HwCase *self,
               GError      **error)
{
  return hw_date_parse (hw_case_get (self, HW_FIELD_ARRIVED_ON), NULL, NULL) ||
         refuse (error, HW_CASE_ERROR_NOT_HERE, _("The day of the arrival is not known. Nothing was recorded: write it first, the follow-ups are counted from it."));
}

/* A correction of a cost, which keeps its identity, would be an edit. */
static gboolean
check_cost (const HwCase       *self,
            const HwCaseRecord *record,
            GError            **error)
{
  return hw_case_record_get (record, HW_RECORD_REVERSES) == NULL || hw_cost_check_reversal (self, record, error);
}

/**
 * hw_case_check_record:
 * @self: a case as it stands
 * @record: what is to be recorded in it
 * @now: the time that counts as now, µs UTC
 * @error: (nullable): return location for an error of hw_case_record_check(), or of %HW_CASE_ERROR
 *
 * The rules of hw_case_record_check(), and those that need the rest of the case:
 * a disclosure and a booked leg need a live consent on that day, a reversal a
 * cost of which as much is left, an override something that may be let pass.
 *
 * Returns: whether @record may be recorded
 */
gboolean
hw_case_check_record (const HwCase       *self,
                      const HwCaseRecord *record,
                      gint64              now,
                      GError            **error)
{
  if (!hw_case_record_check (record, now, error))
    return FALSE;

  switch (record->kind)
    {
    case HW_CASE_RECORD_DISCLOSURE:
      return hw_case_may_disclose (self, hw_case_record_get (record, HW_RECORD_PURPOSE), hw_case_record_get (record, HW_RECORD_RECIPIENT),
                                   record->happened_at, error);
    case HW_CASE_RECORD_LEG:
      return hw_case_record_get (record, HW_RECORD_BOOKED_ON) == NULL ||
             hw_case_may_book (self, hw_case_record_get (record, HW_RECORD_BOOKED_ON), error);
    case HW_CASE_RECORD_COST:
      return check_cost (self, record, error);
    case HW_CASE_RECORD_OVERRIDE:
      return check_override (record, now, error);
    case HW_CASE_RECORD_NUMBER_SHOWN:
      return check_names (self, record, HW_CASE_RECORD_DOCUMENT, error);
    case HW_CASE_RECORD_APPOINTMENT:
      return check_names (self, record, HW_CASE_RECORD_PRECONDITION, error);
    case HW_CASE_RECORD_CHECK:
      return check_item (record, error);
    case HW_CASE_RECORD_FOLLOW_UP:
    case HW_CASE_RECORD_FOLLOW_UP_DATE:
    case HW_CASE_RECORD_PLAN_REVIEW:
      return check_arrived (self, error);
    case HW_CASE_RECORD_INTERVIEW:
    case HW_CASE_RECORD_PARTNER_CONTACT:
    case HW_CASE_RECORD_DOCUMENT:
    case HW_CASE_RECORD_PRECONDITION:
    case HW_CASE_RECORD_RECEPTION:
    case HW_CASE_RECORD_RECALL:
    case HW_CASE_RECORD_HAND_OVER:
    case HW_CASE_RECORD_NOTE:
    case HW_N_CASE_RECORD_KINDS:
    default:
      return TRUE;
    }
}

/**
 * hw_case_check_evidence:
 * @self: a case as it stands
 * @fields: (element-type utf8 utf8): evidence that is to be recorded
 * @error: (nullable): return location for an error of %HW_CASE_ERROR
 *
 * Returns: whether @fields may be recorded: a day of booking only with a live
 *   consent on that day
 */
gboolean
hw_case_check_evidence (const HwCase *self,
                        GHashTable   *fields,
                        GError      **error)
{
  const char *booked = g_hash_table_lookup (fields, HW_FIELD_BOOKED_ON);
  const char *before = hw_case_get (self, HW_FIELD_BOOKED_ON);

  if (booked == NULL || *booked == '\0' || g_strcmp0 (booked, before) == 0)
    return TRUE;
  return hw_case_may_book (self, booked, error);
}
