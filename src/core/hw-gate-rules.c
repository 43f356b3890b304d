/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-case-facts.h"
#include "hw-date.h"
#include "hw-follow-up.h"
#include "hw-gate-private.h"
#include "hw-journey.h"

/* The gates of DESIGN section 7: what a case must hold before its next stage.
 * The table below reads like the table there, a row for each thing asked for.
 * What a row needs of the records is in hw-case-facts.c; who asks the table and
 * who may let a row pass is in hw-gate.c. */

#define HW_MEND_HAND_OVER "record:handed-over"
#define HW_MEND_CHECK     "record:item-checked"

static gboolean
equals (const HwCase *self,
        const char   *field,
        const char   *value)
{
  return g_strcmp0 (hw_case_get (self, field), value) == 0;
}

/* -- when a row applies ------------------------------------------------------ */

static gboolean
has_indicators (const HwCase *self,
                gint64        now)
{
  return equals (self, HW_FIELD_EXPLOITATION, "indicators");
}

static gboolean
is_child (const HwCase *self,
          gint64        now)
{
  return hw_person_may_be_under (self->person, HW_AGE_OF_MAJORITY, now);
}

static gboolean
needs_guardian (const HwCase *self,
                gint64        now)
{
  return hw_person_may_be_under (self->person, HW_AGE_OF_GUARDIAN, now);
}

static gboolean
citizenship_is_known (const HwCase *self,
                      gint64        now)
{
  return hw_case_get (self, HW_FIELD_EU_CITIZEN) != NULL;
}

static gboolean
decision_is_no (const HwCase *self,
                gint64        now)
{
  return equals (self, HW_FIELD_DECISION, "no");
}

static gboolean
decision_is_not_no (const HwCase *self,
                    gint64        now)
{
  return !decision_is_no (self, now);
}

static const char *
get_capacity_in_talk (const HwCase *self)
{
  return hw_facts_get_last (self, HW_CASE_RECORD_INTERVIEW, HW_RECORD_CAPACITY);
}

static gboolean
capacity_is_considered (const HwCase *self,
                        gint64        now)
{
  return hw_case_get (self, HW_FIELD_CAPACITY) != NULL || get_capacity_in_talk (self) != NULL;
}

static gboolean
receiver_is_named (const HwCase *self,
                   gint64        now)
{
  return hw_facts_receiver_is_named (self);
}

static gboolean
escort_is_planned (const HwCase *self,
                   gint64        now)
{
  return equals (self, HW_FIELD_ESCORTS, "1") || equals (self, HW_FIELD_ESCORTS, "2");
}

static gboolean
month_is_over (const HwCase *self,
               gint64        now)
{
  gint64 arrival;

  return hw_date_parse (hw_case_get (self, HW_FIELD_ARRIVED_ON), NULL, &arrival) && now > arrival + 30 * HW_ONE_DAY;
}

/* -- what meets a row --------------------------------------------------------- */

static gboolean
is_written (const HwCase *self,
            const char   *field,
            gint64        now)
{
  return hw_case_get (self, field) != NULL;
}

static gboolean
is_yes (const HwCase *self,
        const char   *field,
        gint64        now)
{
  return equals (self, field, "yes");
}

static gboolean
is_yes_or_no (const HwCase *self,
              const char   *field,
              gint64        now)
{
  return equals (self, field, "yes") || equals (self, field, "no");
}

static gboolean
is_date (const HwCase *self,
         const char   *field,
         gint64        now)
{
  return hw_date_parse (hw_case_get (self, field), NULL, NULL);
}

static gboolean
is_date_of_the_past (const HwCase *self,
                     const char   *field,
                     gint64        now)
{
  return hw_date_has_come (hw_case_get (self, field), now);
}

/* DOMAIN: a child is always handed over. So the age is asked for before anything else can be decided. */
static gboolean
age_is_known (const HwCase *self,
              const char   *field,
              gint64        now)
{
  guint youngest, oldest;

  return hw_person_get_age (self->person, now, &youngest, &oldest);
}

static gboolean
is_screened (const HwCase *self,
             const char   *field,
             gint64        now)
{
  return equals (self, field, "none") || has_indicators (self, now);
}

static gboolean
exploitation_is_handed_over (const HwCase *self,
                             const char   *field,
                             gint64        now)
{
  return hw_case_get (self, field) != NULL || hw_facts_was_handed_over (self, "exploitation");
}

static gboolean
child_is_handed_over (const HwCase *self,
                      const char   *field,
                      gint64        now)
{
  return hw_facts_was_handed_over (self, "child");
}

static gboolean
has_guardian (const HwCase *self,
              const char   *field,
              gint64        now)
{
  return hw_facts_has_guardian (self);
}

static gboolean
language_is_known (const HwCase *self,
                   const char   *field,
                   gint64        now)
{
  return hw_case_get (self, field) != NULL || hw_facts_get_last (self, HW_CASE_RECORD_INTERVIEW, HW_RECORD_LANGUAGE) != NULL;
}

static gboolean
interpreter_is_known (const HwCase *self,
                      const char   *field,
                      gint64        now)
{
  return hw_case_get (self, field) != NULL || hw_facts_get_last (self, HW_CASE_RECORD_INTERVIEW, HW_RECORD_INTERPRETER) != NULL;
}

static gboolean
capacity_is_written (const HwCase *self,
                     const char   *field,
                     gint64        now)
{
  return capacity_is_considered (self, now);
}

static gboolean
is_no_concern (const char *capacity)
{
  return capacity == NULL || g_str_equal (capacity, "no-concern") || g_str_equal (capacity, "advice-taken");
}

/* Neither what is written nor the last talk leaves a concern open. */
static gboolean
has_no_open_concern (const HwCase *self,
                     const char   *field,
                     gint64        now)
{
  return is_no_concern (hw_case_get (self, field)) && is_no_concern (get_capacity_in_talk (self));
}

/* The time to think that was agreed on last, and that which is written down: both are over. */
static gboolean
cooling_off_is_honoured (const HwCase *self,
                         const char   *field,
                         gint64        now)
{
  const char *written = hw_case_get (self, field);
  const char *agreed = hw_facts_get_last (self, HW_CASE_RECORD_INTERVIEW, HW_RECORD_COOLING_OFF);

  if (written == NULL && agreed == NULL)
    return FALSE;
  return (written == NULL || g_str_equal (written, "not wanted") || hw_date_is_over (written, now)) &&
         (agreed == NULL || hw_date_is_over (agreed, now));
}

static gboolean
has_live_consent (const HwCase *self,
                  const char   *field,
                  gint64        now)
{
  return hw_case_has_consent (self, HW_CONSENT_LIVE, now);
}

static gboolean
has_no_withdrawn_consent (const HwCase *self,
                          const char   *field,
                          gint64        now)
{
  return !hw_case_has_consent (self, HW_CONSENT_WITHDRAWN, now);
}

static gboolean
had_consent_on_booking_day (const HwCase *self,
                            const char   *field,
                            gint64        now)
{
  return hw_facts_consent_on_booking (self);
}

static gboolean
has_live_consent_on_travel_day (const HwCase *self,
                                const char   *field,
                                gint64        now)
{
  gint64 end;

  return hw_date_parse_in (hw_case_get (self, HW_FIELD_TRAVEL_DATE), self->zone, NULL, &end) &&
         hw_case_has_consent (self, HW_CONSENT_LIVE, end);
}

static gboolean
has_document (const HwCase *self,
              const char   *field,
              gint64        now)
{
  return hw_facts_has_document (self);
}

static gboolean
embassy_was_contacted (const HwCase *self,
                       const char   *field,
                       gint64        now)
{
  return hw_facts_embassy_was_contacted (self, now);
}

static gboolean
embassy_agreed (const HwCase *self,
                const char   *field,
                gint64        now)
{
  return hw_case_get (self, field) != NULL || hw_facts_find_embassy_contact (self, TRUE) != NULL;
}

static gboolean
preconditions_are_met (const HwCase *self,
                       const char   *field,
                       gint64        now)
{
  return hw_facts_preconditions_are_met (self);
}

static gboolean
letter_is_ready (const HwCase *self,
                 const char   *field,
                 gint64        now)
{
  return equals (self, field, "ready") || equals (self, field, "not-needed");
}

static gboolean
has_receiver (const HwCase *self,
              const char   *field,
              gint64        now)
{
  return hw_facts_receiver_is_named (self);
}

static gboolean
receiver_has_accepted (const HwCase *self,
                       const char   *field,
                       gint64        now)
{
  return hw_facts_receiver_has_accepted (self, now);
}

static gboolean
has_payer (const HwCase *self,
           const char   *field,
           gint64        now)
{
  return hw_facts_payer_is_named (self);
}

static gboolean
costs_are_approved (const HwCase *self,
                    const char   *field,
                    gint64        now)
{
  return hw_facts_costs_are_approved (self, now);
}

static gboolean
escorts_are_counted (const HwCase *self,
                     const char   *field,
                     gint64        now)
{
  return equals (self, field, "0") || escort_is_planned (self, now);
}

static gboolean
is_booked (const HwCase *self,
           const char   *field,
           gint64        now)
{
  return hw_facts_is_booked (self, now);
}

static gboolean
has_ticket (const HwCase *self,
            const char   *field,
            gint64        now)
{
  return hw_facts_has_ticket (self);
}

static gboolean
nothing_was_found_undone (const HwCase *self,
                          const char   *field,
                          gint64        now)
{
  return hw_journey_find_undone (self, now) == NULL;
}

/* Before the arrival is known there is nothing to count attempts by, only what is written. */
static gboolean
follow_up_is_closed (const HwCase *self,
                     const char   *field,
                     gint64        now)
{
  HwFollowUp follow_up;

  return hw_follow_up_find (self, field, now, &follow_up) ? hw_follow_up_is_closed (&follow_up) : hw_case_get (self, field) != NULL;
}

/* What was written after 30 days, where no attempt was recorded, looked at the plan too. */
static gboolean
plan_was_reviewed (const HwCase *self,
                   const char   *field,
                   gint64        now)
{
  return hw_facts_has_record (self, HW_CASE_RECORD_PLAN_REVIEW) ||
         (hw_case_get (self, field) != NULL && !hw_facts_has_record (self, HW_CASE_RECORD_FOLLOW_UP));
}

/* -- the table ---------------------------------------------------------------------- */

/* A child is handed over, whatever the stage. */
#define CHILD(stage) \
  { stage, "child-not-handed-over", HW_GATE_FIXED, HW_MEND_HAND_OVER, HW_CASE_RECORD_HAND_OVER, is_child, child_is_handed_over, \
    N_("{name} is under 18"), N_("Hand over to social services or a first responder, and record to whom."), NULL }, \
  { stage, "guardian-missing", HW_GATE_FIXED, HW_MEND_HAND_OVER, HW_CASE_RECORD_HAND_OVER, needs_guardian, has_guardian, \
    N_("{name} is under 16"), N_("Social services take over, and the guardian agrees: record both in a hand-over."), NULL }

/* Asked for again at every gate up to the journey: what was a yes may have become a no. */
#define STILL_VOLUNTARY(stage) \
  { stage, "decision-is-no", HW_GATE_FIXED, HW_FIELD_DECISION, HW_GATE_NO_RECORD, NULL, is_yes, \
    N_("{name} has not said yes to going home"), N_("Going home is always their own choice. After a no, move on to Declined."), NULL }, \
  { stage, "not-eu-citizen", HW_GATE_FIXED, HW_FIELD_EU_CITIZEN, HW_GATE_NO_RECORD, NULL, is_yes, \
    N_("{name} is not an EU citizen"), N_("Refer them on to an advice organisation: choose Refer on."), NULL }, \
  { stage, "consent-withdrawn", HW_GATE_FIXED, HW_FIELD_CONSENT, HW_GATE_NO_RECORD, NULL, has_no_withdrawn_consent, \
    N_("{name} has withdrawn a consent"), N_("Stop passing anything on. Ask what they want now and record the answer, a new yes or a no."), hw_gate_explain_withdrawn }, \
  { stage, "hand-over-missing", HW_GATE_FIXED, HW_FIELD_HANDED_OVER_TO, HW_CASE_RECORD_HAND_OVER, has_indicators, exploitation_is_handed_over, \
    N_("There are signs that {name} is exploited"), N_("Hand over to a first responder and write down to whom."), NULL }, \
  CHILD (stage)

static const HwGateRule rules[] = {
  { HW_STAGE_ASSESSED, "assessor-missing", HW_GATE_PASSABLE, HW_FIELD_ASSESSED_BY, HW_GATE_NO_RECORD, NULL, is_written,
    N_("Nobody is named who assessed {name}"), N_("Write the name of the worker who did the assessment."), NULL },
  { HW_STAGE_ASSESSED, "assessment-date-missing", HW_GATE_PASSABLE, HW_FIELD_ASSESSED_AT, HW_GATE_NO_RECORD, NULL, is_date_of_the_past,
    N_("The day of the assessment is missing"), N_("Write the day on which it was done."), NULL },
  { HW_STAGE_ASSESSED, "needs-missing", HW_GATE_PASSABLE, HW_FIELD_NEEDS, HW_GATE_NO_RECORD, NULL, is_written,
    N_("What {name} needs is not written down"), N_("Health, treatment, money, somebody to talk to: in a few words."), NULL },
  { HW_STAGE_ASSESSED, "risk-missing", HW_GATE_PASSABLE, HW_FIELD_RISK, HW_GATE_NO_RECORD, NULL, is_written,
    N_("The risk for {name} is not written down"), N_("Risk to themselves, from others, to others: or that there is none."), NULL },
  { HW_STAGE_ASSESSED, "entitlements-missing", HW_GATE_PASSABLE, HW_FIELD_ENTITLEMENTS, HW_GATE_NO_RECORD, NULL, is_written,
    N_("What {name} is entitled to here is not written down"), N_("First the options here, then the country of origin."), NULL },
  { HW_STAGE_ASSESSED, "options-missing", HW_GATE_PASSABLE, HW_FIELD_OPTIONS_OFFERED, HW_GATE_NO_RECORD, NULL, is_written,
    N_("No options here have been offered to {name}"), N_("Say which were offered and what the answer was."), NULL },
  { HW_STAGE_ASSESSED, "exploitation-screen-missing", HW_GATE_FIXED, HW_FIELD_EXPLOITATION, HW_GATE_NO_RECORD, NULL, is_screened,
    N_("Nobody has asked {name} about forced work"), N_("Record whether there are signs of exploitation."), NULL },
  { HW_STAGE_ASSESSED, "hand-over-missing", HW_GATE_FIXED, HW_FIELD_HANDED_OVER_TO, HW_CASE_RECORD_HAND_OVER, has_indicators, exploitation_is_handed_over,
    N_("There are signs that {name} is exploited"), N_("Hand over to a first responder and write down to whom."), NULL },
  { HW_STAGE_ASSESSED, "eu-citizen-missing", HW_GATE_FIXED, HW_FIELD_EU_CITIZEN, HW_GATE_NO_RECORD, NULL, is_yes_or_no,
    N_("Whether {name} is an EU citizen is not known"), N_("Ask. Who is not is referred on to an advice organisation."), NULL },
  { HW_STAGE_ASSESSED, "not-eu-citizen", HW_GATE_FIXED, HW_FIELD_EU_CITIZEN, HW_GATE_NO_RECORD, citizenship_is_known, is_yes,
    N_("{name} is not an EU citizen"), N_("Refer them on to an advice organisation: choose Refer on."), NULL },

  { HW_STAGE_ASSESSED, "age-missing", HW_GATE_FIXED, HW_FIELD_PERSON, HW_GATE_NO_RECORD, NULL, age_is_known,
    N_("Nobody has asked how old {name} is"), N_("Ask, and record the year of birth or an age group: a child is handed over."), NULL },
  CHILD (HW_STAGE_ASSESSED),

  CHILD (HW_STAGE_DECIDED),
  { HW_STAGE_DECIDED, "decision-missing", HW_GATE_FIXED, HW_FIELD_DECISION, HW_GATE_NO_RECORD, NULL, is_yes_or_no,
    N_("{name} has not decided yet"), N_("Record their own decision: yes or no."), NULL },
  { HW_STAGE_DECIDED, "decision-language-missing", HW_GATE_FIXED, HW_FIELD_DECISION_LANGUAGE, HW_CASE_RECORD_INTERVIEW, NULL, language_is_known,
    N_("The language of {name}’s decision is missing"), N_("It must be one that they understand."), NULL },
  { HW_STAGE_DECIDED, "interpreter-missing", HW_GATE_PASSABLE, HW_FIELD_INTERPRETER, HW_CASE_RECORD_INTERVIEW, NULL, interpreter_is_known,
    N_("The interpreter is not named"), N_("Write the name, or “not needed”."), NULL },
  { HW_STAGE_DECIDED, "capacity-missing", HW_GATE_FIXED, HW_FIELD_CAPACITY, HW_CASE_RECORD_INTERVIEW, NULL, capacity_is_written,
    N_("Whether {name} can decide freely has not been considered"), N_("Say whether there is a concern about drink, illness or pressure."), NULL },
  { HW_STAGE_DECIDED, "capacity-concern-open", HW_GATE_FIXED, HW_FIELD_CAPACITY, HW_CASE_RECORD_INTERVIEW, capacity_is_considered, has_no_open_concern,
    N_("There is a concern whether {name} can decide freely"), N_("Take advice and record that it was taken."), NULL },
  { HW_STAGE_DECIDED, "cooling-off-open", HW_GATE_FIXED, HW_FIELD_COOLING_OFF, HW_CASE_RECORD_INTERVIEW, decision_is_not_no, cooling_off_is_honoured,
    N_("{name}’s time to think is not over"), N_("Agree on a last day, or record that it is not wanted."), hw_gate_explain_cooling_off },
  { HW_STAGE_DECIDED, "home-contacts-missing", HW_GATE_PASSABLE, HW_FIELD_HOME_CONTACTS, HW_GATE_NO_RECORD, decision_is_no, is_yes,
    N_("{name} has no contact details of the authorities at home"), N_("Give them, so that they can choose for themselves, and record it."), NULL },

  STILL_VOLUNTARY (HW_STAGE_PLANNED),
  { HW_STAGE_PLANNED, "consent-missing", HW_GATE_FIXED, HW_FIELD_CONSENT, HW_GATE_NO_RECORD, NULL, has_live_consent,
    N_("{name} has not agreed that we tell anyone anything"), N_("Ask for a consent to each recipient and purpose, with a day on which it ends."), NULL },
  { HW_STAGE_PLANNED, "family-may-know-missing", HW_GATE_PASSABLE, HW_FIELD_FAMILY_MAY_KNOW, HW_GATE_NO_RECORD, NULL, is_written,
    N_("What {name}’s family may know is not written down"), N_("Ask. “Nothing” is an answer."), NULL },
  { HW_STAGE_PLANNED, "key-worker-missing", HW_GATE_PASSABLE, HW_FIELD_KEY_WORKER, HW_GATE_NO_RECORD, NULL, is_written,
    N_("{name} has no key worker"), N_("Write the name of the worker."), NULL },
  { HW_STAGE_PLANNED, "key-worker-not-chosen", HW_GATE_PASSABLE, HW_FIELD_KEY_WORKER_CHOSEN, HW_GATE_NO_RECORD, NULL, is_yes,
    N_("{name} has not chosen the key worker"), N_("Ask whom they want, and record that it was their choice."), NULL },
  { HW_STAGE_PLANNED, "goals-missing", HW_GATE_PASSABLE, HW_FIELD_GOALS, HW_GATE_NO_RECORD, NULL, is_written,
    N_("{name}’s own goals are not written down"), N_("In their own words."), NULL },

  STILL_VOLUNTARY (HW_STAGE_READY),
  { HW_STAGE_READY, "travel-date-missing", HW_GATE_PASSABLE, HW_FIELD_TRAVEL_DATE, HW_GATE_NO_RECORD, NULL, is_date,
    N_("The day of the journey is not set"), N_("Agree on it with {name} and with whoever receives them."), NULL },
  { HW_STAGE_READY, "document-not-valid", HW_GATE_PASSABLE, HW_FIELD_DOCUMENT_UNTIL, HW_CASE_RECORD_DOCUMENT, NULL, has_document,
    N_("{name} has no document for the journey"), N_("An identity document valid on the day, or an emergency document."), hw_gate_explain_document },
  { HW_STAGE_READY, "embassy-not-contacted", HW_GATE_PASSABLE, HW_FIELD_EMBASSY_CONTACTED, HW_CASE_RECORD_PARTNER_CONTACT, NULL, embassy_was_contacted,
    N_("The embassy has not been contacted"), N_("Write the day of the call."), NULL },
  { HW_STAGE_READY, "embassy-agreement-missing", HW_GATE_PASSABLE, HW_FIELD_EMBASSY_AGREED, HW_CASE_RECORD_PARTNER_CONTACT, NULL, embassy_agreed,
    N_("What was agreed with the embassy is not written down"), N_("What they do and what they do not do, and until when."), hw_gate_explain_promise },
  { HW_STAGE_READY, "preconditions-open", HW_GATE_PASSABLE, HW_FIELD_PRECONDITIONS, HW_CASE_RECORD_PRECONDITION, NULL, preconditions_are_met,
    N_("Treatment before the journey is not finished"), N_("Finish it, or have a clinician waive it by name."), NULL },
  { HW_STAGE_READY, "not-fit-to-travel", HW_GATE_PASSABLE, HW_FIELD_FIT_TO_TRAVEL, HW_GATE_NO_RECORD, NULL, is_yes,
    N_("Nobody has said that {name} is fit to travel"), N_("Ask a nurse or doctor."), NULL },
  { HW_STAGE_READY, "medication-missing", HW_GATE_PASSABLE, HW_FIELD_MEDICATION, HW_GATE_NO_RECORD, NULL, is_written,
    N_("{name}’s medication is not arranged"), N_("What lasts until they are registered there, or “none”."), NULL },
  { HW_STAGE_READY, "medication-letter-missing", HW_GATE_PASSABLE, HW_FIELD_MEDICATION_LETTER, HW_GATE_NO_RECORD, NULL, letter_is_ready,
    N_("The letter for controlled drugs is missing"), N_("Methadone and the like need one at the border; or record that none is needed."), NULL },
  { HW_STAGE_READY, "receiver-missing", HW_GATE_PASSABLE, HW_FIELD_RECEIVER, HW_CASE_RECORD_RECEPTION, NULL, has_receiver,
    N_("Nobody has promised to receive {name}"), N_("A named person or service at home must have accepted, with the date."), NULL },
  { HW_STAGE_READY, "receiver-not-accepted", HW_GATE_PASSABLE, HW_FIELD_RECEIVER_ACCEPTED, HW_CASE_RECORD_RECEPTION, receiver_is_named, receiver_has_accepted,
    N_("The receiver has not accepted {name} yet"), N_("Write the day of the yes."), hw_gate_explain_receiver },
  { HW_STAGE_READY, "payer-missing", HW_GATE_PASSABLE, HW_FIELD_PAYER, HW_CASE_RECORD_COST, NULL, has_payer,
    N_("Who pays what is not settled"), N_("Treatment here, journey, care there: name the payer of each."), NULL },
  { HW_STAGE_READY, "payer-not-approved", HW_GATE_PASSABLE, HW_FIELD_PAYER_APPROVED, HW_CASE_RECORD_COST, NULL, costs_are_approved,
    N_("The costs are not approved"), N_("Write the day on which the payers said yes."), NULL },
  { HW_STAGE_READY, "journey-risk-missing", HW_GATE_PASSABLE, HW_FIELD_JOURNEY_RISK, HW_GATE_NO_RECORD, NULL, is_written,
    N_("The risk of the journey has not been assessed"), N_("What may go wrong on the way, and what then."), NULL },
  { HW_STAGE_READY, "escorts-missing", HW_GATE_PASSABLE, HW_FIELD_ESCORTS, HW_GATE_NO_RECORD, NULL, escorts_are_counted,
    N_("Nobody has decided how many go with {name}"), N_("None, one or two escorts."), NULL },

  STILL_VOLUNTARY (HW_STAGE_TRAVELLED),
  { HW_STAGE_TRAVELLED, "booking-date-missing", HW_GATE_PASSABLE, HW_FIELD_BOOKED_ON, HW_CASE_RECORD_LEG, NULL, is_booked,
    N_("The day of the booking is missing"), N_("Write the day on which the ticket was booked."), NULL },
  { HW_STAGE_TRAVELLED, "consent-missing-on-booking-day", HW_GATE_FIXED, HW_FIELD_BOOKED_ON, HW_CASE_RECORD_LEG, NULL, had_consent_on_booking_day,
    N_("No consent of {name} was live on the day of booking"), N_("A consent must be given by then and not have ended."), NULL },
  { HW_STAGE_TRAVELLED, "consent-missing-on-travel-day", HW_GATE_FIXED, HW_FIELD_CONSENT, HW_GATE_NO_RECORD, NULL, has_live_consent_on_travel_day,
    N_("No consent of {name} is live on the day of the journey"), N_("Ask again before the journey: a consent must last until that day."), NULL },
  { HW_STAGE_TRAVELLED, "travel-day-not-come", HW_GATE_PASSABLE, HW_FIELD_TRAVEL_DATE, HW_GATE_NO_RECORD, NULL, is_date_of_the_past,
    N_("The day of the journey has not come"), N_("Correct the day if {name} left earlier."), hw_gate_explain_travel_day },
  { HW_STAGE_TRAVELLED, "ticket-missing", HW_GATE_PASSABLE, HW_FIELD_TICKET, HW_CASE_RECORD_LEG, NULL, has_ticket,
    N_("There is no ticket"), N_("Write what was booked."), NULL },
  { HW_STAGE_TRAVELLED, "companion-missing", HW_GATE_PASSABLE, HW_FIELD_COMPANION, HW_GATE_NO_RECORD, escort_is_planned, is_written,
    N_("An escort is planned, but nobody is named"), N_("Write who goes with {name}."), NULL },
  { HW_STAGE_TRAVELLED, "checklist-open", HW_GATE_PASSABLE, HW_MEND_CHECK, HW_CASE_RECORD_CHECK, NULL, nothing_was_found_undone,
    N_("A line of the journey checklist is not done"), N_("Do it, or record that it is not needed."), hw_gate_explain_checklist },

  { HW_STAGE_RECEIVED, "arrival-not-confirmed", HW_GATE_PASSABLE, HW_FIELD_ARRIVAL_CONFIRMED_BY, HW_GATE_NO_RECORD, NULL, is_written,
    N_("Nobody has confirmed that {name} arrived"), N_("The receiver or the family, by name."), NULL },
  { HW_STAGE_RECEIVED, "arrival-date-missing", HW_GATE_PASSABLE, HW_FIELD_ARRIVED_ON, HW_GATE_NO_RECORD, NULL, is_date_of_the_past,
    N_("The day of the arrival is missing"), N_("The follow-ups are counted from it."), NULL },

  { HW_STAGE_FOLLOWED_UP, "follow-up-7-open", HW_GATE_PASSABLE, HW_FIELD_FOLLOW_UP_7, HW_CASE_RECORD_FOLLOW_UP, NULL, follow_up_is_closed,
    N_("Nobody has asked how {name} is after a week"), N_("What was learnt, or each attempt and why nothing came of it."), hw_gate_explain_follow_up },
  { HW_STAGE_FOLLOWED_UP, "plan-review-missing", HW_GATE_PASSABLE, HW_FIELD_FOLLOW_UP_30, HW_CASE_RECORD_PLAN_REVIEW, month_is_over, plan_was_reviewed,
    N_("Nobody has looked at {name}’s plan again"), N_("Within a month of the return: what holds, what changes."), NULL },
  { HW_STAGE_CLOSED, "follow-up-7-open", HW_GATE_PASSABLE, HW_FIELD_FOLLOW_UP_7, HW_CASE_RECORD_FOLLOW_UP, NULL, follow_up_is_closed,
    N_("Nobody has asked how {name} is after a week"), N_("What was learnt, or each attempt and why nothing came of it."), hw_gate_explain_follow_up },
  { HW_STAGE_CLOSED, "follow-up-30-open", HW_GATE_PASSABLE, HW_FIELD_FOLLOW_UP_30, HW_CASE_RECORD_FOLLOW_UP, NULL, follow_up_is_closed,
    N_("Nobody has asked how {name} is after 30 days"), N_("What was learnt, or each attempt and why nothing came of it."), hw_gate_explain_follow_up },
  { HW_STAGE_CLOSED, "follow-up-90-open", HW_GATE_PASSABLE, HW_FIELD_FOLLOW_UP_90, HW_CASE_RECORD_FOLLOW_UP, NULL, follow_up_is_closed,
    N_("Nobody has asked how {name} is after 90 days"), N_("What was learnt, or each attempt and why nothing came of it."), hw_gate_explain_follow_up },
  { HW_STAGE_CLOSED, "follow-up-180-open", HW_GATE_PASSABLE, HW_FIELD_FOLLOW_UP_180, HW_CASE_RECORD_FOLLOW_UP, NULL, follow_up_is_closed,
    N_("Nobody has asked how {name} is after 180 days"), N_("What was learnt, or each attempt and why nothing came of it."), hw_gate_explain_follow_up },
  { HW_STAGE_CLOSED, "follow-up-365-open", HW_GATE_PASSABLE, HW_FIELD_FOLLOW_UP_365, HW_CASE_RECORD_FOLLOW_UP, NULL, follow_up_is_closed,
    N_("Nobody has asked how {name} is after a year"), N_("What was learnt, or each attempt and why nothing came of it."), hw_gate_explain_follow_up },
  { HW_STAGE_CLOSED, "plan-review-missing", HW_GATE_PASSABLE, HW_FIELD_FOLLOW_UP_30, HW_CASE_RECORD_PLAN_REVIEW, NULL, plan_was_reviewed,
    N_("Nobody has looked at {name}’s plan again"), N_("Within a month of the return: what holds, what changes."), NULL },

  CHILD (HW_STAGE_REFERRED_ON),
  CHILD (HW_STAGE_DECLINED),
  { HW_STAGE_DECLINED, "home-contacts-missing", HW_GATE_PASSABLE, HW_FIELD_HOME_CONTACTS, HW_GATE_NO_RECORD, decision_is_no, is_yes,
    N_("{name} has no contact details of the authorities at home"), N_("Give them, so that they can choose for themselves, and record it."), NULL },
};

/* Back to where a paused case stood: nothing new, the next gate will ask; but not against a withdrawal. */
static const HwGateRule rules_of_return[] = {
  { HW_STAGE_PAUSED, "consent-withdrawn", HW_GATE_FIXED, HW_FIELD_CONSENT, HW_GATE_NO_RECORD, NULL, has_no_withdrawn_consent,
    N_("{name} has withdrawn a consent"), N_("Stop passing anything on. Ask what they want now and record the answer, a new yes or a no."), hw_gate_explain_withdrawn },
};

const HwGateRule *
hw_gate_rules (guint *n_rules)
{
  *n_rules = G_N_ELEMENTS (rules);
  return rules;
}

const HwGateRule *
hw_gate_rules_of_return (guint *n_rules)
{
  *n_rules = G_N_ELEMENTS (rules_of_return);
  return rules_of_return;
}

const HwGateRule *
hw_gate_find_rule (HwStage     stage,
                   const char *code)
{
  for (guint i = 0; code != NULL && i < G_N_ELEMENTS (rules); i++)
    if (rules[i].stage == stage && g_str_equal (rules[i].code, code))
      return &rules[i];
  return NULL;
}
