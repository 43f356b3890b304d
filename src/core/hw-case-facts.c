/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-case-facts.h"
#include "hw-cost.h"
#include "hw-date.h"

/* What the records of a case and its fields say together; read by the gates, the
 * checklist and the rules of hw-case-rules.c. */

static gboolean
has_value (const HwCaseRecord *record,
           const char         *field,
           const char         *value)
{
  return g_strcmp0 (hw_case_record_get (record, field), value) == 0;
}

static gboolean
equals (const HwCase *self,
        const char   *field,
        const char   *value)
{
  return g_strcmp0 (hw_case_get (self, field), value) == 0;
}

gboolean
hw_facts_has_record (const HwCase     *self,
                     HwCaseRecordKind  kind)
{
  guint at = 0;

  return hw_case_next_record (self, kind, &at) != NULL;
}

/* What the last record that says anything about @field says. */
const char *
hw_facts_get_last (const HwCase     *self,
                   HwCaseRecordKind  kind,
                   const char       *field)
{
  const HwCaseRecord *record;
  const char *last = NULL;

  for (guint at = 0; (record = hw_case_next_record (self, kind, &at)) != NULL;)
    if (hw_case_record_get (record, field) != NULL)
      last = hw_case_record_get (record, field);
  return last;
}

/* -- documents ------------------------------------------------------------------ */

static gboolean
lasts_until_travel (const HwCase *self,
                    const char   *date)
{
  gint64 until, travel;

  if (!hw_date_parse (date, &until, NULL))
    return FALSE;
  /* Without a day of travel there is another row that asks for it. */
  return !hw_date_parse (hw_case_get (self, HW_FIELD_TRAVEL_DATE), &travel, NULL) || until >= travel;
}

static gboolean
record_is_good (const HwCase       *self,
                const HwCaseRecord *document)
{
  if (has_value (document, HW_RECORD_DOCUMENT_KIND, "emergency-document") && !has_value (document, HW_RECORD_STEP, "in-hand"))
    return FALSE;
  return lasts_until_travel (self, hw_case_record_get (document, HW_RECORD_VALID_UNTIL));
}

gboolean
hw_facts_has_document (const HwCase *self)
{
  const HwCaseRecord *document;

  if (!hw_facts_has_record (self, HW_CASE_RECORD_DOCUMENT))
    return lasts_until_travel (self, hw_case_get (self, HW_FIELD_DOCUMENT_UNTIL)) ||
           lasts_until_travel (self, hw_case_get (self, HW_FIELD_EMERGENCY_DOCUMENT));

  for (guint at = 0; (document = hw_case_next_record (self, HW_CASE_RECORD_DOCUMENT, &at)) != NULL;)
    if (record_is_good (self, document))
      return TRUE;
  return FALSE;
}

/* -- the embassy ------------------------------------------------------------------ */

const HwCaseRecord *
hw_facts_find_embassy_contact (const HwCase *self,
                               gboolean      answered)
{
  const HwCaseRecord *contact;

  for (guint at = 0; (contact = hw_case_next_record (self, HW_CASE_RECORD_PARTNER_CONTACT, &at)) != NULL;)
    if (has_value (contact, HW_RECORD_PARTNER_KIND, "embassy") &&
        (!answered || hw_case_record_get (contact, HW_RECORD_ANSWER) != NULL))
      return contact;
  return NULL;
}

gboolean
hw_facts_embassy_was_contacted (const HwCase *self,
                                gint64        now)
{
  return hw_date_has_come (hw_case_get (self, HW_FIELD_EMBASSY_CONTACTED), now) ||
         hw_facts_find_embassy_contact (self, FALSE) != NULL;
}

gboolean
hw_facts_promise_is_overdue (const HwCaseRecord *contact,
                             gint64              now)
{
  return contact->kind == HW_CASE_RECORD_PARTNER_CONTACT && hw_case_record_get (contact, HW_RECORD_ANSWERED_ON) == NULL &&
         hw_date_is_over (hw_case_record_get (contact, HW_RECORD_PROMISED_BY), now);
}

const HwCaseRecord *
hw_facts_find_overdue_promise (const HwCase *self,
                               gint64        now)
{
  const HwCaseRecord *contact;

  for (guint at = 0; (contact = hw_case_next_record (self, HW_CASE_RECORD_PARTNER_CONTACT, &at)) != NULL;)
    if (hw_facts_promise_is_overdue (contact, now))
      return contact;
  return NULL;
}

/* -- treatment --------------------------------------------------------------------- */

static gboolean
is_met_or_waived (const HwCaseRecord *precondition)
{
  return has_value (precondition, HW_RECORD_STATE, "met") ||
         (has_value (precondition, HW_RECORD_STATE, "waived") && hw_case_record_get (precondition, HW_RECORD_WAIVED_BY) != NULL &&
          hw_case_record_get (precondition, HW_RECORD_REASON) != NULL);
}

gboolean
hw_facts_preconditions_are_met (const HwCase *self)
{
  const HwCaseRecord *precondition;

  if (!hw_facts_has_record (self, HW_CASE_RECORD_PRECONDITION))
    return equals (self, HW_FIELD_PRECONDITIONS, "none") || equals (self, HW_FIELD_PRECONDITIONS, "met") ||
           (equals (self, HW_FIELD_PRECONDITIONS, "open") && hw_case_get (self, HW_FIELD_PRECONDITIONS_WAIVED_BY) != NULL);

  for (guint at = 0; (precondition = hw_case_next_record (self, HW_CASE_RECORD_PRECONDITION, &at)) != NULL;)
    if (!is_met_or_waived (precondition))
      return FALSE;
  return TRUE;
}

/* -- the receiver -------------------------------------------------------------------- */

static gboolean
has_accepted (const HwCaseRecord *reception,
              gint64              now)
{
  return has_value (reception, HW_RECORD_STATE, "accepted") && hw_date_has_come (hw_case_record_get (reception, HW_RECORD_ACCEPTED_ON), now);
}

/* Who said no receives nobody. */
static gboolean
is_receiver (const HwCaseRecord *reception)
{
  return hw_case_record_get (reception, HW_RECORD_RECEIVER) != NULL && !has_value (reception, HW_RECORD_STATE, "declined");
}

gboolean
hw_facts_receiver_is_named (const HwCase *self)
{
  const HwCaseRecord *reception;

  if (!hw_facts_has_record (self, HW_CASE_RECORD_RECEPTION))
    return hw_case_get (self, HW_FIELD_RECEIVER) != NULL;
  for (guint at = 0; (reception = hw_case_next_record (self, HW_CASE_RECORD_RECEPTION, &at)) != NULL;)
    if (is_receiver (reception))
      return TRUE;
  return FALSE;
}

gboolean
hw_facts_receiver_has_accepted (const HwCase *self,
                                gint64        now)
{
  const HwCaseRecord *reception;

  if (!hw_facts_has_record (self, HW_CASE_RECORD_RECEPTION))
    return hw_date_has_come (hw_case_get (self, HW_FIELD_RECEIVER_ACCEPTED), now);
  for (guint at = 0; (reception = hw_case_next_record (self, HW_CASE_RECORD_RECEPTION, &at)) != NULL;)
    if (is_receiver (reception) && has_accepted (reception, now))
      return TRUE;
  return FALSE;
}

/* -- money ------------------------------------------------------------------------------ */

static gboolean
has_standing_cost (const HwCase *self)
{
  const HwCaseRecord *cost;

  for (guint at = 0; (cost = hw_case_next_record (self, HW_CASE_RECORD_COST, &at)) != NULL;)
    if (hw_cost_is_standing (self, cost))
      return TRUE;
  return FALSE;
}

gboolean
hw_facts_payer_is_named (const HwCase *self)
{
  const HwCaseRecord *cost;

  if (!has_standing_cost (self))
    return hw_case_get (self, HW_FIELD_PAYER) != NULL;
  for (guint at = 0; (cost = hw_case_next_record (self, HW_CASE_RECORD_COST, &at)) != NULL;)
    if (hw_cost_is_standing (self, cost) && hw_case_record_get (cost, HW_RECORD_PAYER) == NULL)
      return FALSE;
  return TRUE;
}

gboolean
hw_facts_costs_are_approved (const HwCase *self,
                             gint64        now)
{
  const HwCaseRecord *cost;

  if (!has_standing_cost (self))
    return hw_date_has_come (hw_case_get (self, HW_FIELD_PAYER_APPROVED), now);
  for (guint at = 0; (cost = hw_case_next_record (self, HW_CASE_RECORD_COST, &at)) != NULL;)
    if (hw_cost_is_standing (self, cost) && !hw_cost_is_approved (cost, now))
      return FALSE;
  return TRUE;
}

/* -- hand-overs -------------------------------------------------------------------------- */

gboolean
hw_facts_was_handed_over (const HwCase *self,
                          const char   *about)
{
  const HwCaseRecord *hand_over;

  for (guint at = 0; (hand_over = hw_case_next_record (self, HW_CASE_RECORD_HAND_OVER, &at)) != NULL;)
    if (has_value (hand_over, HW_RECORD_ABOUT, about) && hw_case_record_get (hand_over, HW_RECORD_HANDED_TO) != NULL)
      return TRUE;
  return FALSE;
}

gboolean
hw_facts_has_guardian (const HwCase *self)
{
  const HwCaseRecord *hand_over;

  for (guint at = 0; (hand_over = hw_case_next_record (self, HW_CASE_RECORD_HAND_OVER, &at)) != NULL;)
    if (has_value (hand_over, HW_RECORD_ABOUT, "child") && has_value (hand_over, HW_RECORD_HANDED_KIND, "social-services") &&
        hw_case_record_get (hand_over, HW_RECORD_GUARDIAN) != NULL)
      return TRUE;
  return FALSE;
}

/* -- the booking ---------------------------------------------------------------------------- */

static const HwCaseRecord *
next_booked_leg (const HwCase *self,
                 guint        *at)
{
  const HwCaseRecord *leg;

  while ((leg = hw_case_next_record (self, HW_CASE_RECORD_LEG, at)) != NULL)
    if (hw_case_record_get (leg, HW_RECORD_BOOKED_ON) != NULL)
      return leg;
  return NULL;
}

gboolean
hw_facts_is_booked (const HwCase *self,
                    gint64        now)
{
  const HwCaseRecord *leg;

  for (guint at = 0; (leg = next_booked_leg (self, &at)) != NULL;)
    if (hw_date_has_come (hw_case_record_get (leg, HW_RECORD_BOOKED_ON), now))
      return TRUE;
  return hw_date_has_come (hw_case_get (self, HW_FIELD_BOOKED_ON), now);
}

gboolean
hw_facts_has_ticket (const HwCase *self)
{
  return hw_case_get (self, HW_FIELD_TICKET) != NULL || hw_facts_get_last (self, HW_CASE_RECORD_LEG, HW_RECORD_TICKET) != NULL;
}

static gboolean
had_consent_on (const HwCase *self,
                const char   *date)
{
  gint64 end;

  return hw_date_parse_in (date, self->zone, NULL, &end) && hw_case_had_consent (self, end);
}

/* Whatever was booked, was booked on a day with a live consent; and something was booked. */
gboolean
hw_facts_consent_on_booking (const HwCase *self)
{
  const char *booked = hw_case_get (self, HW_FIELD_BOOKED_ON);
  const HwCaseRecord *leg;
  guint bookings = booked != NULL ? 1 : 0;

  if (booked != NULL && !had_consent_on (self, booked))
    return FALSE;
  for (guint at = 0; (leg = next_booked_leg (self, &at)) != NULL; bookings++)
    if (!had_consent_on (self, hw_case_record_get (leg, HW_RECORD_BOOKED_ON)))
      return FALSE;
  return bookings > 0;
}
