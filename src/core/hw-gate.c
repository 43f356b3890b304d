/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-date.h"
#include "hw-gate.h"

/* The gates of DESIGN section 7: what a case must hold before its next stage.
 * The table below reads like the table there, a row for each thing asked for;
 * the store and the window both ask hw_gate_check() and nobody else decides. */

#define ONE_DAY (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)

typedef gboolean (*Condition) (const HwCase *self);
typedef gboolean (*Test)      (const HwCase *self,
                               const char   *field,
                               gint64        now);
typedef char *   (*Explain)   (const HwCase *self,
                               const char   *field);

typedef struct
{
  HwStage     stage;
  const char *code;
  const char *field;
  Condition   applies;  /* (nullable): always */
  Test        met;
  const char *words;    /* {name} stands for the alias */
  const char *hint;
  Explain     explain;  /* (nullable): a hint that knows the dates; may return NULL */
} Rule;

static gboolean
equals (const HwCase *self,
        const char   *field,
        const char   *value)
{
  return g_strcmp0 (hw_case_get (self, field), value) == 0;
}

/* -- when a row applies ------------------------------------------------------ */

static gboolean
has_indicators (const HwCase *self)
{
  return equals (self, HW_FIELD_EXPLOITATION, "indicators");
}

static gboolean
citizenship_is_known (const HwCase *self)
{
  return hw_case_get (self, HW_FIELD_EU_CITIZEN) != NULL;
}

static gboolean
decision_is_no (const HwCase *self)
{
  return equals (self, HW_FIELD_DECISION, "no");
}

static gboolean
decision_is_not_no (const HwCase *self)
{
  return !decision_is_no (self);
}

static gboolean
capacity_is_considered (const HwCase *self)
{
  return hw_case_get (self, HW_FIELD_CAPACITY) != NULL;
}

static gboolean
receiver_is_named (const HwCase *self)
{
  return hw_case_get (self, HW_FIELD_RECEIVER) != NULL;
}

static gboolean
escort_is_planned (const HwCase *self)
{
  return equals (self, HW_FIELD_ESCORTS, "1") || equals (self, HW_FIELD_ESCORTS, "2");
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

/* A day of UTC may have begun here before it began there: one day is forgiven. */
static gboolean
is_date_of_the_past (const HwCase *self,
                     const char   *field,
                     gint64        now)
{
  gint64 start;

  return hw_date_parse (hw_case_get (self, field), &start, NULL) && start <= now + ONE_DAY;
}

static gboolean
is_screened (const HwCase *self,
             const char   *field,
             gint64        now)
{
  return equals (self, field, "none") || has_indicators (self);
}

static gboolean
has_no_open_concern (const HwCase *self,
                     const char   *field,
                     gint64        now)
{
  return equals (self, field, "no-concern") || equals (self, field, "advice-taken");
}

static gboolean
cooling_off_is_honoured (const HwCase *self,
                         const char   *field,
                         gint64        now)
{
  gint64 last;

  return equals (self, field, "not wanted") ||
         (hw_date_parse (hw_case_get (self, field), NULL, &last) && last < now);
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
has_live_consent_on_day (const HwCase *self,
                         const char   *field,
                         gint64        now)
{
  gint64 end;

  return hw_date_parse (hw_case_get (self, field), NULL, &end) &&
         hw_case_has_consent (self, HW_CONSENT_LIVE, end);
}

static gboolean
has_live_consent_on_travel_day (const HwCase *self,
                                const char   *field,
                                gint64        now)
{
  return has_live_consent_on_day (self, HW_FIELD_TRAVEL_DATE, now);
}

static gboolean
document_lasts_until_travel (const HwCase *self,
                             const char   *field)
{
  gint64 until, travel;

  if (!hw_date_parse (hw_case_get (self, field), NULL, &until))
    return FALSE;
  /* Without a day of travel there is another row that asks for it. */
  return !hw_date_parse (hw_case_get (self, HW_FIELD_TRAVEL_DATE), &travel, NULL) || until > travel;
}

static gboolean
has_document (const HwCase *self,
              const char   *field,
              gint64        now)
{
  return document_lasts_until_travel (self, HW_FIELD_DOCUMENT_UNTIL) ||
         document_lasts_until_travel (self, HW_FIELD_EMERGENCY_DOCUMENT);
}

static gboolean
preconditions_are_met (const HwCase *self,
                       const char   *field,
                       gint64        now)
{
  return equals (self, field, "none") || equals (self, field, "met") ||
         (equals (self, field, "open") && hw_case_get (self, HW_FIELD_PRECONDITIONS_WAIVED_BY) != NULL);
}

static gboolean
letter_is_ready (const HwCase *self,
                 const char   *field,
                 gint64        now)
{
  return equals (self, field, "ready") || equals (self, field, "not-needed");
}

static gboolean
escorts_are_counted (const HwCase *self,
                     const char   *field,
                     gint64        now)
{
  return equals (self, field, "0") || escort_is_planned (self);
}

/* -- hints that know the dates ---------------------------------------------------- */

static char *
format_date (const char *date)
{
  g_autoptr (GDateTime) day = NULL;
  gint64 start;

  if (!hw_date_parse (date, &start, NULL))
    return NULL;
  day = g_date_time_new_from_unix_utc (start / G_USEC_PER_SEC);
  /* Translators: a day within a sentence, see strftime(3) */
  return g_date_time_format (day, _("%-d %B %Y"));
}

static char *
explain_cooling_off (const HwCase *self,
                     const char   *field)
{
  g_autofree char *last = format_date (hw_case_get (self, HW_FIELD_COOLING_OFF));

  return last != NULL ? g_strdup_printf (_("Time to think until %s, that day included."), last) : NULL;
}

static char *
explain_document (const HwCase *self,
                  const char   *field)
{
  const char *emergency = hw_case_get (self, HW_FIELD_EMERGENCY_DOCUMENT);
  g_autofree char *until = format_date (emergency != NULL ? emergency : hw_case_get (self, HW_FIELD_DOCUMENT_UNTIL));
  g_autofree char *travel = format_date (hw_case_get (self, HW_FIELD_TRAVEL_DATE));

  if (until == NULL || travel == NULL)
    return NULL;
  return g_strdup_printf (_("Valid until %s, the journey is on %s. Ask the embassy for an emergency document."), until, travel);
}

static char *
explain_receiver (const HwCase *self,
                  const char   *field)
{
  return g_strdup_printf (_("%s has been asked: write the day of the yes."), hw_case_get (self, HW_FIELD_RECEIVER));
}

static char *
explain_travel_day (const HwCase *self,
                    const char   *field)
{
  g_autofree char *travel = format_date (hw_case_get (self, HW_FIELD_TRAVEL_DATE));

  return travel != NULL ? g_strdup_printf (_("The journey is on %s."), travel) : NULL;
}

static char *
explain_follow_up (const HwCase *self,
                   const char   *field)
{
  g_autoptr (GDateTime) day = NULL;
  g_autofree char *date = NULL;
  gint64 due;

  if (!hw_gate_follow_up_due (self, field, &due))
    return NULL;
  day = g_date_time_new_from_unix_utc (due / G_USEC_PER_SEC);
  date = g_date_time_format (day, _("%-d %B %Y"));
  return g_strdup_printf (_("Due on %s. What was learnt, or each attempt and why nothing came of it."), date);
}

/* -- the table ---------------------------------------------------------------------- */

/* Asked for again at every gate up to the journey: what was a yes may have become a no. */
#define STILL_VOLUNTARY(stage) \
  { stage, "decision-is-no", HW_FIELD_DECISION, NULL, is_yes, \
    N_("{name} has not said yes to going home"), N_("Going home is always their own choice. After a no, move on to Declined."), NULL }, \
  { stage, "not-eu-citizen", HW_FIELD_EU_CITIZEN, NULL, is_yes, \
    N_("{name} is not an EU citizen"), N_("Refer them on to an advice organisation: choose Refer on."), NULL }, \
  { stage, "consent-withdrawn", HW_FIELD_CONSENT, NULL, has_no_withdrawn_consent, \
    N_("{name} has withdrawn a consent"), N_("Stop passing anything on. Ask what they want now and record the answer, a new yes or a no."), NULL }

static const Rule rules[] = {
  { HW_STAGE_ASSESSED, "assessor-missing", HW_FIELD_ASSESSED_BY, NULL, is_written,
    N_("Nobody is named who assessed {name}"), N_("Write the name of the worker who did the assessment."), NULL },
  { HW_STAGE_ASSESSED, "assessment-date-missing", HW_FIELD_ASSESSED_AT, NULL, is_date_of_the_past,
    N_("The day of the assessment is missing"), N_("Write the day on which it was done."), NULL },
  { HW_STAGE_ASSESSED, "needs-missing", HW_FIELD_NEEDS, NULL, is_written,
    N_("What {name} needs is not written down"), N_("Health, treatment, money, somebody to talk to: in a few words."), NULL },
  { HW_STAGE_ASSESSED, "risk-missing", HW_FIELD_RISK, NULL, is_written,
    N_("The risk for {name} is not written down"), N_("Risk to themselves, from others, to others: or that there is none."), NULL },
  { HW_STAGE_ASSESSED, "entitlements-missing", HW_FIELD_ENTITLEMENTS, NULL, is_written,
    N_("What {name} is entitled to here is not written down"), N_("First the options here, then the country of origin."), NULL },
  { HW_STAGE_ASSESSED, "options-missing", HW_FIELD_OPTIONS_OFFERED, NULL, is_written,
    N_("No options here have been offered to {name}"), N_("Say which were offered and what the answer was."), NULL },
  { HW_STAGE_ASSESSED, "exploitation-screen-missing", HW_FIELD_EXPLOITATION, NULL, is_screened,
    N_("Nobody has asked {name} about forced work"), N_("Record whether there are signs of exploitation."), NULL },
  { HW_STAGE_ASSESSED, "hand-over-missing", HW_FIELD_HANDED_OVER_TO, has_indicators, is_written,
    N_("There are signs that {name} is exploited"), N_("Hand over to a first responder and write down to whom."), NULL },
  { HW_STAGE_ASSESSED, "eu-citizen-missing", HW_FIELD_EU_CITIZEN, NULL, is_yes_or_no,
    N_("Whether {name} is an EU citizen is not known"), N_("Ask. Who is not is referred on to an advice organisation."), NULL },
  { HW_STAGE_ASSESSED, "not-eu-citizen", HW_FIELD_EU_CITIZEN, citizenship_is_known, is_yes,
    N_("{name} is not an EU citizen"), N_("Refer them on to an advice organisation: choose Refer on."), NULL },

  { HW_STAGE_DECIDED, "decision-missing", HW_FIELD_DECISION, NULL, is_yes_or_no,
    N_("{name} has not decided yet"), N_("Record their own decision: yes or no."), NULL },
  { HW_STAGE_DECIDED, "decision-language-missing", HW_FIELD_DECISION_LANGUAGE, NULL, is_written,
    N_("The language of {name}’s decision is missing"), N_("It must be one that they understand."), NULL },
  { HW_STAGE_DECIDED, "interpreter-missing", HW_FIELD_INTERPRETER, NULL, is_written,
    N_("The interpreter is not named"), N_("Write the name, or “not needed”."), NULL },
  { HW_STAGE_DECIDED, "capacity-missing", HW_FIELD_CAPACITY, NULL, is_written,
    N_("Whether {name} can decide freely has not been considered"), N_("Say whether there is a concern about drink, illness or pressure."), NULL },
  { HW_STAGE_DECIDED, "capacity-concern-open", HW_FIELD_CAPACITY, capacity_is_considered, has_no_open_concern,
    N_("There is a concern whether {name} can decide freely"), N_("Take advice and record that it was taken."), NULL },
  { HW_STAGE_DECIDED, "cooling-off-open", HW_FIELD_COOLING_OFF, decision_is_not_no, cooling_off_is_honoured,
    N_("{name}’s time to think is not over"), N_("Agree on a last day, or record that it is not wanted."), explain_cooling_off },
  { HW_STAGE_DECIDED, "home-contacts-missing", HW_FIELD_HOME_CONTACTS, decision_is_no, is_yes,
    N_("{name} has no contact details of the authorities at home"), N_("Give them, so that they can choose for themselves, and record it."), NULL },

  STILL_VOLUNTARY (HW_STAGE_PLANNED),
  { HW_STAGE_PLANNED, "consent-missing", HW_FIELD_CONSENT, NULL, has_live_consent,
    N_("{name} has not agreed that we tell anyone anything"), N_("Ask for a consent to each recipient and purpose, with a day on which it ends."), NULL },
  { HW_STAGE_PLANNED, "family-may-know-missing", HW_FIELD_FAMILY_MAY_KNOW, NULL, is_written,
    N_("What {name}’s family may know is not written down"), N_("Ask. “Nothing” is an answer."), NULL },
  { HW_STAGE_PLANNED, "key-worker-missing", HW_FIELD_KEY_WORKER, NULL, is_written,
    N_("{name} has no key worker"), N_("Write the name of the worker."), NULL },
  { HW_STAGE_PLANNED, "key-worker-not-chosen", HW_FIELD_KEY_WORKER_CHOSEN, NULL, is_yes,
    N_("{name} has not chosen the key worker"), N_("Ask whom they want, and record that it was their choice."), NULL },
  { HW_STAGE_PLANNED, "goals-missing", HW_FIELD_GOALS, NULL, is_written,
    N_("{name}’s own goals are not written down"), N_("In their own words."), NULL },

  STILL_VOLUNTARY (HW_STAGE_READY),
  { HW_STAGE_READY, "travel-date-missing", HW_FIELD_TRAVEL_DATE, NULL, is_date,
    N_("The day of the journey is not set"), N_("Agree on it with {name} and with whoever receives them."), NULL },
  { HW_STAGE_READY, "document-not-valid", HW_FIELD_DOCUMENT_UNTIL, NULL, has_document,
    N_("{name} has no document for the journey"), N_("An identity document valid on the day, or an emergency document."), explain_document },
  { HW_STAGE_READY, "embassy-not-contacted", HW_FIELD_EMBASSY_CONTACTED, NULL, is_date_of_the_past,
    N_("The embassy has not been contacted"), N_("Write the day of the call."), NULL },
  { HW_STAGE_READY, "embassy-agreement-missing", HW_FIELD_EMBASSY_AGREED, NULL, is_written,
    N_("What was agreed with the embassy is not written down"), N_("What they do and what they do not do, and until when."), NULL },
  { HW_STAGE_READY, "preconditions-open", HW_FIELD_PRECONDITIONS, NULL, preconditions_are_met,
    N_("Treatment before the journey is not finished"), N_("Finish it, or have a clinician waive it by name."), NULL },
  { HW_STAGE_READY, "not-fit-to-travel", HW_FIELD_FIT_TO_TRAVEL, NULL, is_yes,
    N_("Nobody has said that {name} is fit to travel"), N_("Ask a nurse or doctor."), NULL },
  { HW_STAGE_READY, "medication-missing", HW_FIELD_MEDICATION, NULL, is_written,
    N_("{name}’s medication is not arranged"), N_("What lasts until they are registered there, or “none”."), NULL },
  { HW_STAGE_READY, "medication-letter-missing", HW_FIELD_MEDICATION_LETTER, NULL, letter_is_ready,
    N_("The letter for controlled drugs is missing"), N_("Methadone and the like need one at the border; or record that none is needed."), NULL },
  { HW_STAGE_READY, "receiver-missing", HW_FIELD_RECEIVER, NULL, is_written,
    N_("Nobody has promised to receive {name}"), N_("A named person or service at home must have accepted, with the date."), NULL },
  { HW_STAGE_READY, "receiver-not-accepted", HW_FIELD_RECEIVER_ACCEPTED, receiver_is_named, is_date_of_the_past,
    N_("The receiver has not accepted {name} yet"), N_("Write the day of the yes."), explain_receiver },
  { HW_STAGE_READY, "payer-missing", HW_FIELD_PAYER, NULL, is_written,
    N_("Who pays what is not settled"), N_("Treatment here, journey, care there: name the payer of each."), NULL },
  { HW_STAGE_READY, "payer-not-approved", HW_FIELD_PAYER_APPROVED, NULL, is_date_of_the_past,
    N_("The costs are not approved"), N_("Write the day on which the payers said yes."), NULL },
  { HW_STAGE_READY, "journey-risk-missing", HW_FIELD_JOURNEY_RISK, NULL, is_written,
    N_("The risk of the journey has not been assessed"), N_("What may go wrong on the way, and what then."), NULL },
  { HW_STAGE_READY, "escorts-missing", HW_FIELD_ESCORTS, NULL, escorts_are_counted,
    N_("Nobody has decided how many go with {name}"), N_("None, one or two escorts."), NULL },

  STILL_VOLUNTARY (HW_STAGE_TRAVELLED),
  { HW_STAGE_TRAVELLED, "booking-date-missing", HW_FIELD_BOOKED_ON, NULL, is_date_of_the_past,
    N_("The day of the booking is missing"), N_("Write the day on which the ticket was booked."), NULL },
  { HW_STAGE_TRAVELLED, "consent-missing-on-booking-day", HW_FIELD_BOOKED_ON, NULL, has_live_consent_on_day,
    N_("No consent of {name} was live on the day of booking"), N_("A consent must be given by then and not have ended."), NULL },
  { HW_STAGE_TRAVELLED, "consent-missing-on-travel-day", HW_FIELD_CONSENT, NULL, has_live_consent_on_travel_day,
    N_("No consent of {name} is live on the day of the journey"), N_("Ask again before the journey: a consent must last until that day."), NULL },
  { HW_STAGE_TRAVELLED, "travel-day-not-come", HW_FIELD_TRAVEL_DATE, NULL, is_date_of_the_past,
    N_("The day of the journey has not come"), N_("Correct the day if {name} left earlier."), explain_travel_day },
  { HW_STAGE_TRAVELLED, "ticket-missing", HW_FIELD_TICKET, NULL, is_written,
    N_("There is no ticket"), N_("Write what was booked."), NULL },
  { HW_STAGE_TRAVELLED, "companion-missing", HW_FIELD_COMPANION, escort_is_planned, is_written,
    N_("An escort is planned, but nobody is named"), N_("Write who goes with {name}."), NULL },

  { HW_STAGE_RECEIVED, "arrival-not-confirmed", HW_FIELD_ARRIVAL_CONFIRMED_BY, NULL, is_written,
    N_("Nobody has confirmed that {name} arrived"), N_("The receiver or the family, by name."), NULL },
  { HW_STAGE_RECEIVED, "arrival-date-missing", HW_FIELD_ARRIVED_ON, NULL, is_date_of_the_past,
    N_("The day of the arrival is missing"), N_("The follow-ups are counted from it."), NULL },

  { HW_STAGE_FOLLOWED_UP, "follow-up-7-open", HW_FIELD_FOLLOW_UP_7, NULL, is_written,
    N_("Nobody has asked how {name} is after a week"), N_("What was learnt, or each attempt and why nothing came of it."), explain_follow_up },
  { HW_STAGE_CLOSED, "follow-up-7-open", HW_FIELD_FOLLOW_UP_7, NULL, is_written,
    N_("Nobody has asked how {name} is after a week"), N_("What was learnt, or each attempt and why nothing came of it."), explain_follow_up },
  { HW_STAGE_CLOSED, "follow-up-30-open", HW_FIELD_FOLLOW_UP_30, NULL, is_written,
    N_("Nobody has asked how {name} is after 30 days"), N_("What was learnt, or each attempt and why nothing came of it."), explain_follow_up },
  { HW_STAGE_CLOSED, "follow-up-90-open", HW_FIELD_FOLLOW_UP_90, NULL, is_written,
    N_("Nobody has asked how {name} is after 90 days"), N_("What was learnt, or each attempt and why nothing came of it."), explain_follow_up },
  { HW_STAGE_CLOSED, "follow-up-180-open", HW_FIELD_FOLLOW_UP_180, NULL, is_written,
    N_("Nobody has asked how {name} is after 180 days"), N_("What was learnt, or each attempt and why nothing came of it."), explain_follow_up },
  { HW_STAGE_CLOSED, "follow-up-365-open", HW_FIELD_FOLLOW_UP_365, NULL, is_written,
    N_("Nobody has asked how {name} is after a year"), N_("What was learnt, or each attempt and why nothing came of it."), explain_follow_up },

  { HW_STAGE_DECLINED, "home-contacts-missing", HW_FIELD_HOME_CONTACTS, decision_is_no, is_yes,
    N_("{name} has no contact details of the authorities at home"), N_("Give them, so that they can choose for themselves, and record it."), NULL },
};

static char *
put_name (const char *text,
          const char *name)
{
  g_auto (GStrv) parts = g_strsplit (text, "{name}", -1);

  return g_strjoinv (name, parts);
}

static HwRequirement *
make_requirement (const Rule   *rule,
                  const HwCase *self)
{
  HwRequirement *requirement = g_new0 (HwRequirement, 1);

  requirement->code = rule->code;
  requirement->field = rule->field;
  requirement->words = put_name (_(rule->words), self->person->alias);
  if (rule->explain != NULL)
    requirement->hint = rule->explain (self, rule->field);
  if (requirement->hint == NULL)
    requirement->hint = put_name (_(rule->hint), self->person->alias);
  return requirement;
}

/* Going back to where a paused case stood asks for nothing new: the next gate will. */
static gboolean
is_return_from_pause (const HwCase *self,
                      HwStage       stage)
{
  return self->stage == HW_STAGE_PAUSED && stage == self->stage_before;
}

/**
 * hw_requirement_free:
 * @requirement: (transfer full) (nullable): a requirement
 */
void
hw_requirement_free (HwRequirement *requirement)
{
  if (requirement == NULL)
    return;
  g_free (requirement->words);
  g_free (requirement->hint);
  g_free (requirement);
}

/**
 * hw_gate_follow_up_due:
 * @self: a case
 * @field: HW_FIELD_FOLLOW_UP_7 or another of them
 * @due: (out): the start of the day on which it is due, µs UTC
 *
 * Follow-ups are counted in days from the arrival.
 *
 * Returns: whether @field is a follow-up and the day of the arrival is known
 */
gboolean
hw_gate_follow_up_due (const HwCase *self,
                       const char   *field,
                       gint64       *due)
{
  static const struct { const char *field; guint days; } follow_ups[] = {
    { HW_FIELD_FOLLOW_UP_7, 7 }, { HW_FIELD_FOLLOW_UP_30, 30 }, { HW_FIELD_FOLLOW_UP_90, 90 },
    { HW_FIELD_FOLLOW_UP_180, 180 }, { HW_FIELD_FOLLOW_UP_365, 365 },
  };
  gint64 arrival;

  if (!hw_date_parse (hw_case_get (self, HW_FIELD_ARRIVED_ON), &arrival, NULL))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (follow_ups); i++)
    if (g_str_equal (field, follow_ups[i].field))
      {
        *due = arrival + follow_ups[i].days * ONE_DAY;
        return TRUE;
      }
  return FALSE;
}

/**
 * hw_gate_check:
 * @self: a case
 * @stage: where it would go
 * @now: the time that counts as now, µs UTC
 * @total: (out) (optional): how many requirements the gate has for this case
 *
 * Everything that is still open for a move of @self to @stage, in words, in the
 * order in which the work is done; nothing when the gate is open. Whether there
 * is such a move at all is hw_stage_may_move()'s to say. Days of the evidence
 * are whole days of UTC, and a cooling-off includes its last day.
 *
 * Returns: (transfer container) (element-type HwRequirement): what is open
 */
GPtrArray *
hw_gate_check (const HwCase *self,
               HwStage       stage,
               gint64        now,
               guint        *total)
{
  GPtrArray *open = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_requirement_free);
  guint asked = 0;

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      const Rule *rule = &rules[i];

      if (rule->stage != stage || is_return_from_pause (self, stage) ||
          (rule->applies != NULL && !rule->applies (self)))
        continue;
      asked++;
      if (!rule->met (self, rule->field, now))
        g_ptr_array_add (open, make_requirement (rule, self));
    }

  if (total != NULL)
    *total = asked;
  return open;
}
