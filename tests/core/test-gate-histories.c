/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "case-fixture.h"

/* Random histories of cases against a reference model. The model below knows the
 * same rules and shares no code with them: it counts in half days, reads the
 * dates itself and has no tables. Every move, disclosure and booking that is
 * tried must be allowed by both or by neither.
 *
 * HW_HISTORIES says how many histories (20,000); a million take some minutes. */

#define N_EVENTS 24

/* -- the model: days ------------------------------------------------------------------ */

#define NO_DAY G_MININT

/* Days since 1970, after the calendar's own rules; the month ends are not looked at, only days that exist are made here. */
static int
day_of (const char *text)
{
  int year, month, day;

  if (text == NULL || strlen (text) != 10 || !g_ascii_isdigit (text[0]))
    return NO_DAY;
  year = (int) g_ascii_strtoll (text, NULL, 10);
  month = (int) g_ascii_strtoll (text + 5, NULL, 10);
  day = (int) g_ascii_strtoll (text + 8, NULL, 10);
  if (month < 3)
    {
      year--;
      month += 12;
    }
  return 365 * year + year / 4 - year / 100 + year / 400 + (153 * (month - 3) + 2) / 5 + day - 1 - 719468;
}

static int
day_of_time (gint64 time)
{
  return (int) (time / DAY);
}

/* Time in half days: everything happens at noon; a day ends after its noon and before the next. */
#define NOON_OF(day) (2 * (day) + 1)
#define END_OF(day)  (2 * (day) + 2)

static gboolean
has_come (const char *text,
          int         today)
{
  return day_of (text) != NO_DAY && day_of (text) <= today + 1;
}

/* -- the model: consents ------------------------------------------------------------------ */

static const char * const purposes[] = { "identity-document", "family" };
static const char * const recipients[] = { "consulate", "sister" };

static gboolean
is_pair (const HwConsent *consent,
         guint            pair)
{
  return g_str_equal (consent->purpose, purposes[pair % 2]) && g_str_equal (consent->recipient, recipients[pair / 2]);
}

static gboolean
is_yes_at (const HwConsent *consent,
           int              t)
{
  return consent->withdrawn_at == 0 && !consent->refused && NOON_OF (day_of_time (consent->granted_at)) <= t &&
         NOON_OF (day_of_time (consent->expires_at)) > t;
}

static gboolean
somebody_was_live (GPtrArray *consents,
                   guint      pair,
                   int        t,
                   gboolean   past)
{
  const HwConsent *before = NULL;
  guint heads = 0, yes = 0, later = 0;

  for (guint i = 0; i < consents->len; i++)
    {
      const HwConsent *consent = consents->pdata[i];
      gboolean is_later = consent->withdrawn_at == 0 && !consent->refused && NOON_OF (day_of_time (consent->granted_at)) > t;

      if (!is_pair (consent, pair))
        continue;
      if (!consent->superseded)
        {
          heads++;
          yes += is_yes_at (consent, t);
          later += is_later;
        }
      else if (!is_later && (before == NULL || before->granted_at < consent->granted_at))
        before = consent;
    }
  if (heads > 0 && yes == heads)
    return TRUE;
  return past && later == heads && before != NULL && is_yes_at (before, t);
}

static gboolean
pair_is_live (const HwCase *self,
              guint         pair,
              int           t,
              gboolean      past)
{
  if (!somebody_was_live (self->consents, pair, t, past))
    return FALSE;
  for (guint i = 0; i < self->linked_consents->len; i++)
    {
      GPtrArray *consents = self->linked_consents->pdata[i];

      if (consents->len > 0 && !somebody_was_live (consents, pair, t, past))
        return FALSE;
    }
  return TRUE;
}

static gboolean
any_is_live (const HwCase *self,
             int           t,
             gboolean      past)
{
  for (guint pair = 0; pair < 4; pair++)
    if (pair_is_live (self, pair, t, past))
      return TRUE;
  return FALSE;
}

static gboolean
list_has_withdrawal (GPtrArray *consents)
{
  for (guint i = 0; i < consents->len; i++)
    {
      const HwConsent *consent = consents->pdata[i];

      if (!consent->superseded && consent->withdrawn_at != 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
any_is_withdrawn (const HwCase *self)
{
  if (list_has_withdrawal (self->consents))
    return TRUE;
  for (guint i = 0; i < self->linked_consents->len; i++)
    if (list_has_withdrawal (self->linked_consents->pdata[i]))
      return TRUE;
  return FALSE;
}

/* -- the model: records ---------------------------------------------------------------------- */

static gboolean
is (const HwCase *self,
    const char   *field,
    const char   *value)
{
  return g_strcmp0 (hw_case_get (self, field), value) == 0;
}

static gboolean
has (const HwCase *self,
     const char   *field)
{
  return hw_case_get (self, field) != NULL;
}

static gboolean
says (const HwCaseRecord *record,
      const char         *field,
      const char         *value)
{
  return g_strcmp0 (hw_case_record_get (record, field), value) == 0;
}

#define FOR_EACH(self, wanted, record) \
  for (guint record ## _i = 0; record ## _i < (self)->records->len; record ## _i++) \
    for (const HwCaseRecord *record = (self)->records->pdata[record ## _i]; record != NULL && record->kind == (wanted); record = NULL)

static guint
count (const HwCase     *self,
       HwCaseRecordKind  kind)
{
  guint n = 0;

  FOR_EACH (self, kind, record)
    n += record != NULL;
  return n;
}

static const char *
last_said (const HwCase *self,
           const char   *field)
{
  const char *last = NULL;

  FOR_EACH (self, HW_CASE_RECORD_INTERVIEW, talk)
    if (hw_case_record_get (talk, field) != NULL)
      last = hw_case_record_get (talk, field);
  return last;
}

static gboolean
is_let_pass (const HwCase *self,
             const char   *stage,
             const char   *code,
             int           today)
{
  FOR_EACH (self, HW_CASE_RECORD_OVERRIDE, record)
    if (says (record, "stage", stage) && says (record, "code", code) && day_of (hw_case_record_get (record, "expires-on")) >= today &&
        !says (record, "second-person", record->author))
      return TRUE;
  return FALSE;
}

/* -- the model: gates --------------------------------------------------------------------------- */

/* The youngest that they can be. */
static int
youngest (const HwCase *self,
          int           today)
{
  const char *born = self->person->born;
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc ((gint64) today * 86400);
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%d");
  int years;

  if (born == NULL)
    return self->person->age == HW_AGE_UNDER_18 ? 0 : 99;
  years = (int) g_ascii_strtoll (date, NULL, 10) - (int) g_ascii_strtoll (born, NULL, 10);
  return strlen (born) == 4 || strcmp (date + 4, born + 4) < 0 ? years - 1 : years;
}

static gboolean
child_is_safe (const HwCase *self,
               int           today)
{
  gboolean told = FALSE, guarded = FALSE;

  FOR_EACH (self, HW_CASE_RECORD_HAND_OVER, record)
    if (says (record, "about", "child"))
      {
        told = TRUE;
        guarded |= says (record, "handed-kind", "social-services") && hw_case_record_get (record, "guardian") != NULL;
      }
  return (told || youngest (self, today) >= 18) && (guarded || youngest (self, today) >= 16);
}

static gboolean
exploitation_is_safe (const HwCase *self)
{
  if (!is (self, "exploitation-screen", "indicators") || has (self, "handed-over-to"))
    return TRUE;
  FOR_EACH (self, HW_CASE_RECORD_HAND_OVER, record)
    if (says (record, "about", "exploitation"))
      return TRUE;
  return FALSE;
}

static gboolean
model_assessed (const HwCase *self,
                int           today)
{
  return has (self, "assessed-by") && has_come (hw_case_get (self, "assessed-at"), today) && has (self, "risk") && has (self, "needs") &&
         has (self, "entitlements-here") && has (self, "options-offered") &&
         (is (self, "exploitation-screen", "none") || is (self, "exploitation-screen", "indicators")) && exploitation_is_safe (self) &&
         is (self, "eu-citizen", "yes") && (self->person->born != NULL || self->person->age != HW_AGE_UNKNOWN) && child_is_safe (self, today);
}

static gboolean
is_fine (const char *capacity)
{
  return capacity == NULL || strcmp (capacity, "concern") != 0;
}

static gboolean
thinking_is_over (const HwCase *self,
                  int           today)
{
  const char *field = hw_case_get (self, "cooling-off"), *talk = last_said (self, "cooling-off");

  if (field == NULL && talk == NULL)
    return FALSE;
  if (field != NULL && strcmp (field, "not wanted") != 0 && day_of (field) >= today)
    return FALSE;
  return talk == NULL || day_of (talk) < today;
}

static gboolean
model_decided (const HwCase *self,
               int           today)
{
  const char *capacity = last_said (self, "capacity");

  if (!child_is_safe (self, today) || (!has (self, "decision-language") && last_said (self, "language") == NULL))
    return FALSE;
  if (!has (self, "interpreter") && last_said (self, "interpreter") == NULL)
    return FALSE;
  if ((capacity == NULL && !has (self, "capacity")) || !is_fine (capacity) || !is_fine (hw_case_get (self, "capacity")))
    return FALSE;
  if (is (self, "decision", "no"))
    return is (self, "home-contacts-given", "yes");
  return is (self, "decision", "yes") && thinking_is_over (self, today);
}

static gboolean
is_voluntary (const HwCase *self,
              int           today)
{
  return is (self, "decision", "yes") && is (self, "eu-citizen", "yes") && !any_is_withdrawn (self) && exploitation_is_safe (self) && child_is_safe (self, today);
}

static gboolean
model_planned (const HwCase *self,
               int           today)
{
  return is_voluntary (self, today) && any_is_live (self, NOON_OF (today), FALSE) && has (self, "family-may-know") && has (self, "key-worker") &&
         is (self, "key-worker-chosen", "yes") && has (self, "goals");
}

static gboolean
papers_are_good (const HwCase *self)
{
  int travel = day_of (hw_case_get (self, "travel-date"));

  if (count (self, HW_CASE_RECORD_DOCUMENT) == 0)
    return MAX (day_of (hw_case_get (self, "document-valid-until")), day_of (hw_case_get (self, "emergency-document"))) >= MAX (travel, NO_DAY + 1);
  FOR_EACH (self, HW_CASE_RECORD_DOCUMENT, paper)
    if (day_of (hw_case_record_get (paper, "valid-until")) >= travel && (says (paper, "step", "in-hand") || !says (paper, "document", "emergency-document")))
      return TRUE;
  return FALSE;
}

static gboolean
embassy_knows (const HwCase *self,
               int           today)
{
  gboolean contacted = has_come (hw_case_get (self, "embassy-contacted"), today), agreed = has (self, "embassy-agreed");

  FOR_EACH (self, HW_CASE_RECORD_PARTNER_CONTACT, contact)
    if (says (contact, "partner-kind", "embassy"))
      {
        contacted = TRUE;
        agreed |= hw_case_record_get (contact, "answer") != NULL;
      }
  return contacted && agreed;
}

static gboolean
treatment_is_done (const HwCase *self)
{
  if (count (self, HW_CASE_RECORD_PRECONDITION) == 0)
    return is (self, "preconditions", "none") || is (self, "preconditions", "met") ||
           (is (self, "preconditions", "open") && has (self, "preconditions-waived-by"));
  FOR_EACH (self, HW_CASE_RECORD_PRECONDITION, treatment)
    if (says (treatment, "state", "open"))
      return FALSE;
  return TRUE;
}

static gboolean
somebody_waits (const HwCase *self,
                int           today)
{
  if (count (self, HW_CASE_RECORD_RECEPTION) == 0)
    return has (self, "receiver") && has_come (hw_case_get (self, "receiver-accepted"), today);
  FOR_EACH (self, HW_CASE_RECORD_RECEPTION, reception)
    if (says (reception, "state", "accepted") && has_come (hw_case_record_get (reception, "accepted-on"), today))
      return TRUE;
  return FALSE;
}

/* Nothing is taken back in these histories: test-case-rules.c holds that. */
static gboolean
money_is_there (const HwCase *self,
                int           today)
{
  if (count (self, HW_CASE_RECORD_COST) == 0)
    return has (self, "payer") && has_come (hw_case_get (self, "payer-approved"), today);
  FOR_EACH (self, HW_CASE_RECORD_COST, cost)
    if (!has_come (hw_case_record_get (cost, "approved-on"), today))
      return FALSE;
  return TRUE;
}

static gboolean
model_ready (const HwCase *self,
             int           today)
{
  return is_voluntary (self, today) && day_of (hw_case_get (self, "travel-date")) != NO_DAY && papers_are_good (self) && embassy_knows (self, today) &&
         treatment_is_done (self) && is (self, "fit-to-travel", "yes") && has (self, "medication") &&
         (is (self, "medication-letter", "ready") || is (self, "medication-letter", "not-needed")) && somebody_waits (self, today) &&
         money_is_there (self, today) && (has (self, "journey-risk") || is_let_pass (self, "ready", "journey-risk-missing", today)) &&
         (is (self, "escorts", "0") || is (self, "escorts", "1"));
}

/* Whatever was booked was booked with a yes. */
static gboolean
booked_with_a_yes (const HwCase *self)
{
  gboolean any = has (self, "booked-on");

  if (any && (day_of (hw_case_get (self, "booked-on")) == NO_DAY || !any_is_live (self, END_OF (day_of (hw_case_get (self, "booked-on"))), TRUE)))
    return FALSE;
  FOR_EACH (self, HW_CASE_RECORD_LEG, leg)
    {
      any = TRUE;
      if (!any_is_live (self, END_OF (day_of (hw_case_record_get (leg, "booked-on"))), TRUE))
        return FALSE;
    }
  return any;
}

static gboolean
bag_is_packed (const HwCase *self)
{
  const HwCaseRecord *last = NULL;

  FOR_EACH (self, HW_CASE_RECORD_CHECK, check)
    last = check;
  return last == NULL || !says (last, "state", "not-done");
}

static gboolean
model_travelled (const HwCase *self,
                 int           today)
{
  const char *travel = hw_case_get (self, "travel-date");
  gboolean booked = has_come (hw_case_get (self, "booked-on"), today), ticket = has (self, "ticket");

  FOR_EACH (self, HW_CASE_RECORD_LEG, leg)
    {
      booked |= has_come (hw_case_record_get (leg, "booked-on"), today);
      ticket = TRUE;
    }
  return is_voluntary (self, today) && booked && booked_with_a_yes (self) && day_of (travel) != NO_DAY && any_is_live (self, END_OF (day_of (travel)), FALSE) &&
         has_come (travel, today) && (ticket || is_let_pass (self, "travelled", "ticket-missing", today)) &&
         (has (self, "companion") || !is (self, "escorts", "1")) && bag_is_packed (self);
}

static gboolean
model_received (const HwCase *self,
                int           today)
{
  return has (self, "arrival-confirmed-by") && has_come (hw_case_get (self, "arrived-on"), today);
}

static gboolean
was_followed_up (const HwCase *self,
                 const char   *days)
{
  g_autofree char *field = g_strconcat ("follow-up-", days, NULL);
  int arrived = day_of (hw_case_get (self, "arrived-on")), n = (int) g_ascii_strtoll (days, NULL, 10), due = arrived + n;
  gboolean tried = FALSE, given_up = FALSE, learnt = FALSE;

  if (arrived == NO_DAY)
    return has (self, field);
  FOR_EACH (self, HW_CASE_RECORD_FOLLOW_UP_DATE, move)
    if (says (move, "days", days))
      due = day_of (hw_case_record_get (move, "due-on"));
  FOR_EACH (self, HW_CASE_RECORD_FOLLOW_UP, attempt)
    if (says (attempt, "days", days) && 4 * day_of_time (attempt->happened_at) + 2 >= 4 * due - n)
      {
        tried = TRUE;
        learnt |= says (attempt, "outcome", "reached") || says (attempt, "outcome", "receiver-says");
        given_up = hw_case_record_get (attempt, "reason") != NULL;
      }
  return tried ? learnt || given_up : has (self, field);
}

static gboolean
plan_is_reviewed (const HwCase *self)
{
  return count (self, HW_CASE_RECORD_PLAN_REVIEW) > 0 || (has (self, "follow-up-30") && count (self, HW_CASE_RECORD_FOLLOW_UP) == 0);
}

static gboolean
model_followed_up (const HwCase *self,
                   int           today)
{
  int arrived = day_of (hw_case_get (self, "arrived-on"));

  return was_followed_up (self, "7") && (plan_is_reviewed (self) || arrived == NO_DAY || today <= arrived + 30);
}

static gboolean
model_closed (const HwCase *self)
{
  return was_followed_up (self, "7") && was_followed_up (self, "30") && was_followed_up (self, "90") && was_followed_up (self, "180") &&
         was_followed_up (self, "365") && plan_is_reviewed (self);
}

static gboolean
model_gate (const HwCase *self,
            HwStage       stage,
            int           today)
{
  switch (stage)
    {
    case HW_STAGE_ASSESSED:
      return model_assessed (self, today);
    case HW_STAGE_DECIDED:
      return model_decided (self, today);
    case HW_STAGE_PLANNED:
      return model_planned (self, today);
    case HW_STAGE_READY:
      return model_ready (self, today);
    case HW_STAGE_TRAVELLED:
      return model_travelled (self, today);
    case HW_STAGE_RECEIVED:
      return model_received (self, today);
    case HW_STAGE_FOLLOWED_UP:
      return model_followed_up (self, today);
    case HW_STAGE_CLOSED:
      return model_closed (self);
    case HW_STAGE_DECLINED:
      return child_is_safe (self, today) && (!is (self, "decision", "no") || is (self, "home-contacts-given", "yes"));
    case HW_STAGE_REFERRED_ON:
      return child_is_safe (self, today);
    case HW_STAGE_WISH:
    case HW_STAGE_PAUSED:
    case HW_STAGE_WITHDRAWN:
    case HW_N_STAGES:
    default:
      return TRUE;
    }
}

static gboolean
model_may_move (const HwCase *self,
                HwStage       stage,
                int           today)
{
  if (self->stage == stage || self->stage == HW_STAGE_CLOSED || self->stage > HW_STAGE_PAUSED)
    return FALSE;
  if (self->stage == HW_STAGE_PAUSED && stage < HW_STAGE_PAUSED)
    return stage == self->stage_before && !any_is_withdrawn (self);
  if (stage < HW_STAGE_PAUSED && stage != self->stage + 1)
    return FALSE;
  return model_gate (self, stage, today);
}

static gboolean
model_may_book (const HwCase *self,
                const char   *date)
{
  return self->stage != HW_STAGE_WITHDRAWN && !any_is_withdrawn (self) && is (self, "decision", "yes") && any_is_live (self, END_OF (day_of (date)), TRUE);
}

/* -- histories -------------------------------------------------------------------------------------- */

typedef struct
{
  GRand  *random;
  HwCase *case_;
  int     today;
  guint   n_moves[HW_N_STAGES], n_tried, n_told, n_not_told, n_booked, n_not_booked;
} History;

/* Day 0 of the histories. */
#define FIRST_DAY "2026-11-01"

/* "@-3" is a day relative to today; the first value is the one that does. */
static const struct { HwStage stage; const char *field, *values[4]; } fields[] = {
  { HW_STAGE_ASSESSED, HW_FIELD_ASSESSED_BY, { "Sofie" } }, { HW_STAGE_ASSESSED, HW_FIELD_ASSESSED_AT, { "@-2", "@1", "@2" } },
  { HW_STAGE_ASSESSED, HW_FIELD_NEEDS, { "rest" } }, { HW_STAGE_ASSESSED, HW_FIELD_RISK, { "none" } },
  { HW_STAGE_ASSESSED, HW_FIELD_ENTITLEMENTS, { "care" } }, { HW_STAGE_ASSESSED, HW_FIELD_OPTIONS_OFFERED, { "hostel" } },
  { HW_STAGE_ASSESSED, HW_FIELD_EXPLOITATION, { "none", "indicators", "?" } }, { HW_STAGE_ASSESSED, HW_FIELD_HANDED_OVER_TO, { "Helpline" } },
  { HW_STAGE_ASSESSED, HW_FIELD_EU_CITIZEN, { "yes", "no", "?" } },
  { HW_STAGE_DECIDED, HW_FIELD_DECISION, { "yes", "no", "?" } }, { HW_STAGE_DECIDED, HW_FIELD_DECISION_LANGUAGE, { "pl" } },
  { HW_STAGE_DECIDED, HW_FIELD_INTERPRETER, { "Jan" } }, { HW_STAGE_DECIDED, HW_FIELD_CAPACITY, { "no-concern", "concern", "advice-taken" } },
  { HW_STAGE_DECIDED, HW_FIELD_COOLING_OFF, { "@-1", "@0", "@1", "not wanted" } }, { HW_STAGE_DECIDED, HW_FIELD_HOME_CONTACTS, { "yes", "no" } },
  { HW_STAGE_PLANNED, HW_FIELD_FAMILY_MAY_KNOW, { "nothing" } }, { HW_STAGE_PLANNED, HW_FIELD_KEY_WORKER, { "Sofie" } },
  { HW_STAGE_PLANNED, HW_FIELD_KEY_WORKER_CHOSEN, { "yes", "no" } }, { HW_STAGE_PLANNED, HW_FIELD_GOALS, { "work" } },
  { HW_STAGE_READY, HW_FIELD_TRAVEL_DATE, { "@1", "@0", "@30", "@2" } }, { HW_STAGE_READY, HW_FIELD_DOCUMENT_UNTIL, { "@400", "@0", "@1", "@-1" } },
  { HW_STAGE_READY, HW_FIELD_EMERGENCY_DOCUMENT, { "@30", "@1" } }, { HW_STAGE_READY, HW_FIELD_EMBASSY_CONTACTED, { "@-1", "@1", "@2" } },
  { HW_STAGE_READY, HW_FIELD_EMBASSY_AGREED, { "papers" } }, { HW_STAGE_READY, HW_FIELD_PRECONDITIONS, { "none", "met", "open", "?" } },
  { HW_STAGE_READY, HW_FIELD_PRECONDITIONS_WAIVED_BY, { "Dr Olsen" } }, { HW_STAGE_READY, HW_FIELD_FIT_TO_TRAVEL, { "yes", "no" } },
  { HW_STAGE_READY, HW_FIELD_MEDICATION, { "none" } }, { HW_STAGE_READY, HW_FIELD_MEDICATION_LETTER, { "ready", "not-needed", "?" } },
  { HW_STAGE_READY, HW_FIELD_RECEIVER, { "Ms Pop" } }, { HW_STAGE_READY, HW_FIELD_RECEIVER_ACCEPTED, { "@-1", "@1", "@2" } },
  { HW_STAGE_READY, HW_FIELD_PAYER, { "project" } }, { HW_STAGE_READY, HW_FIELD_PAYER_APPROVED, { "@-1", "@1", "@2" } },
  { HW_STAGE_READY, HW_FIELD_JOURNEY_RISK, { "low" } }, { HW_STAGE_READY, HW_FIELD_ESCORTS, { "0", "1", "?" } },
  { HW_STAGE_TRAVELLED, HW_FIELD_BOOKED_ON, { "@0", "@-1", "@-20", "@2" } }, { HW_STAGE_TRAVELLED, HW_FIELD_TICKET, { "bus" } },
  { HW_STAGE_TRAVELLED, HW_FIELD_COMPANION, { "Ola" } },
  { HW_STAGE_RECEIVED, HW_FIELD_ARRIVAL_CONFIRMED_BY, { "Ms Pop" } }, { HW_STAGE_RECEIVED, HW_FIELD_ARRIVED_ON, { "@0", "@-30", "@-31", "@2" } },
  { HW_STAGE_FOLLOWED_UP, HW_FIELD_FOLLOW_UP_7, { "well" } }, { HW_STAGE_CLOSED, HW_FIELD_FOLLOW_UP_30, { "well" } },
  { HW_STAGE_CLOSED, HW_FIELD_FOLLOW_UP_90, { "well" } }, { HW_STAGE_CLOSED, HW_FIELD_FOLLOW_UP_180, { "well" } },
  { HW_STAGE_CLOSED, HW_FIELD_FOLLOW_UP_365, { "well" } },
};

static const struct { HwCaseRecordKind kind; const char *fields; } records[] = {
  { HW_CASE_RECORD_INTERVIEW, "language=pl;interpreter=Jan" }, { HW_CASE_RECORD_INTERVIEW, "language=pl;interpreter=Jan;capacity=concern" },
  { HW_CASE_RECORD_INTERVIEW, "language=pl;interpreter=Jan;capacity=advice-taken;advice=x;cooling-off=@0" },
  { HW_CASE_RECORD_INTERVIEW, "language=pl;interpreter=Jan;capacity=no-concern;cooling-off=@-1" },
  { HW_CASE_RECORD_PARTNER_CONTACT, "partner=Consulate;partner-kind=embassy" },
  { HW_CASE_RECORD_PARTNER_CONTACT, "partner=Consulate;partner-kind=embassy;answer=yes" },
  { HW_CASE_RECORD_PARTNER_CONTACT, "partner=Clinic;partner-kind=treatment;answer=yes" },
  { HW_CASE_RECORD_DOCUMENT, "document=passport;valid-until=@1" }, { HW_CASE_RECORD_DOCUMENT, "document=passport;valid-until=@400" },
  { HW_CASE_RECORD_DOCUMENT, "document=emergency-document;step=applied;valid-until=@90" },
  { HW_CASE_RECORD_DOCUMENT, "document=emergency-document;step=in-hand;valid-until=@2" },
  { HW_CASE_RECORD_PRECONDITION, "treatment=medical;state=met" }, { HW_CASE_RECORD_PRECONDITION, "treatment=medical;state=open" },
  { HW_CASE_RECORD_PRECONDITION, "treatment=medical;state=waived;waived-by=Dr Olsen;reason=x" },
  { HW_CASE_RECORD_RECEPTION, "receiver=Ms Pop;state=accepted;accepted-on=@1" }, { HW_CASE_RECORD_RECEPTION, "receiver=Ms Pop;state=accepted;accepted-on=@2" },
  { HW_CASE_RECORD_RECEPTION, "receiver=Ms Pop;state=declined" },
  { HW_CASE_RECORD_COST, "what=journey;amount=100 EUR;payer=project" },
  { HW_CASE_RECORD_COST, "what=journey;amount=100 EUR;payer=project;approved-by=Hanne;approved-on=@0" },
  { HW_CASE_RECORD_CHECK, "item=clothes;state=done" }, { HW_CASE_RECORD_CHECK, "item=clothes;state=not-done" },
  { HW_CASE_RECORD_HAND_OVER, "about=child;handed-to=City;handed-kind=social-services;guardian=his mother" },
  { HW_CASE_RECORD_HAND_OVER, "about=child;handed-to=City" }, { HW_CASE_RECORD_HAND_OVER, "about=exploitation;handed-to=Helpline" },
  { HW_CASE_RECORD_PLAN_REVIEW, "words=holds" },
  { HW_CASE_RECORD_FOLLOW_UP, "days=7;outcome=reached" }, { HW_CASE_RECORD_FOLLOW_UP, "days=7;outcome=no-answer" },
  { HW_CASE_RECORD_FOLLOW_UP, "days=30;outcome=receiver-says" }, { HW_CASE_RECORD_FOLLOW_UP, "days=90;outcome=no-answer;reason=x" },
  { HW_CASE_RECORD_FOLLOW_UP, "days=365;outcome=moved-on" }, { HW_CASE_RECORD_FOLLOW_UP_DATE, "days=7;due-on=@3;reason=x" },
  { HW_CASE_RECORD_FOLLOW_UP_DATE, "days=90;due-on=@20;reason=x" },
  { HW_CASE_RECORD_OVERRIDE, "stage=ready;code=journey-risk-missing;second-person=Hanne;reason=x;expires-on=@2" },
  { HW_CASE_RECORD_OVERRIDE, "stage=travelled;code=ticket-missing;second-person=Hanne;reason=x;expires-on=@0" },
  { HW_CASE_RECORD_OVERRIDE, "stage=planned;code=consent-missing;second-person=Hanne;reason=x;expires-on=@9" },
  { HW_CASE_RECORD_OVERRIDE, "stage=travelled;code=consent-missing-on-travel-day;second-person=Hanne;reason=x;expires-on=@9" },
  { HW_CASE_RECORD_OVERRIDE, "stage=planned;code=decision-is-no;second-person=Hanne;reason=x;expires-on=@9" },
};

static gboolean
one_in (History *self,
        guint    n)
{
  return g_rand_int_range (self->random, 0, (gint32) n) == 0;
}

static guint
pick (History *self,
      guint    n)
{
  return (guint) g_rand_int_range (self->random, 0, (gint32) n);
}

static char *
write_day (int day)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc ((gint64) day * 86400);

  return g_date_time_format (date, "%Y-%m-%d");
}

static char *
write_value (History    *self,
             const char *value)
{
  return value[0] == '@' ? write_day (self->today + (int) g_ascii_strtoll (value + 1, NULL, 10)) : g_strdup (value);
}

static gint64
get_now (History *self)
{
  return self->today * DAY + NOON;
}

static void
set_field (History *self,
           guint    i,
           guint    which)
{
  const char *value = which < 4 ? fields[i].values[which] : NULL;
  g_autofree char *text = value != NULL ? write_value (self, value) : NULL;
  g_autoptr (GHashTable) changes = NULL;

  if (g_str_equal (fields[i].field, HW_FIELD_BOOKED_ON) && text != NULL && !is (self->case_, HW_FIELD_BOOKED_ON, text))
    {
      gboolean may = model_may_book (self->case_, text);

      changes = g_hash_table_new (g_str_hash, g_str_equal);
      g_hash_table_insert (changes, (gpointer) fields[i].field, text);
      g_assert_cmpint (hw_case_check_evidence (self->case_, changes, NULL), ==, may);
      self->n_booked += may;
      self->n_not_booked += !may;
      /* Sometimes it comes from a laptop that had not heard of it: the gate must see it all the same. */
      if (!may && !one_in (self, 4))
        return;
    }
  hw_case_set (self->case_, fields[i].field, text);
}

static HwCaseRecord *
make_record (History          *self,
             HwCaseRecordKind  kind,
             const char       *words)
{
  HwCaseRecord *record = hw_case_record_new (kind, get_now (self));
  g_auto (GStrv) parts = g_strsplit (words, ";", -1);

  record->author = g_strdup (one_in (self, 10) ? "Hanne" : "Sofie");
  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *value = strchr (parts[i], '=');
      g_autofree char *text = write_value (self, value + 1);

      *value = '\0';
      hw_case_record_set (record, parts[i], text);
    }
  return record;
}

static void
add_random_record (History *self)
{
  guint i = pick (self, G_N_ELEMENTS (records));
  g_autoptr (HwCaseRecord) record = make_record (self, records[i].kind, records[i].fields);

  /* An override that is refused here may still arrive from elsewhere. */
  if (hw_case_check_record (self->case_, record, get_now (self), NULL) || record->kind == HW_CASE_RECORD_OVERRIDE)
    hw_case_add_record (self->case_, record);
}

static void
try_to_tell (History *self)
{
  guint pair = pick (self, 4);
  g_autofree char *words = g_strdup_printf ("purpose=%s;recipient=%s;what=name", purposes[pair % 2], recipients[pair / 2]);
  g_autoptr (HwCaseRecord) record = make_record (self, HW_CASE_RECORD_DISCLOSURE, words);
  gboolean may = self->case_->stage != HW_STAGE_WITHDRAWN && !any_is_withdrawn (self->case_) && pair_is_live (self->case_, pair, NOON_OF (self->today), FALSE);

  g_assert_cmpint (hw_case_check_record (self->case_, record, get_now (self), NULL), ==, may);
  self->n_told += may;
  self->n_not_told += !may;
}

static void
try_to_book (History *self)
{
  g_autofree char *day = write_day (self->today - (int) pick (self, 8) + 2);
  g_autofree char *words = g_strdup_printf ("by=bus;from=here;to=there;at=2026-12-19T07:12;ticket=seat 4;booked-on=%s", day);
  g_autoptr (HwCaseRecord) record = make_record (self, HW_CASE_RECORD_LEG, words);
  gboolean may = model_may_book (self->case_, day);

  g_assert_cmpint (hw_case_check_record (self->case_, record, get_now (self), NULL), ==, may);
  self->n_booked += may;
  self->n_not_booked += !may;
  if (may || one_in (self, 6))
    hw_case_add_record (self->case_, record);
}

static void
ask_consent (History *self)
{
  guint pair = pick (self, 8) == 0 ? pick (self, 4) : 0;
  GPtrArray *consents = self->case_->consents;
  HwConsent consent = { .purpose = purposes[pair % 2], .recipient = recipients[pair / 2], .wording = "x", .language = "pl" };

  if (self->case_->linked_consents->len > 0 && one_in (self, 3))
    consents = self->case_->linked_consents->pdata[0];
  consent.granted_at = get_now (self) - pick (self, 3) * DAY;
  consent.expires_at = consent.granted_at + (one_in (self, 3) ? pick (self, 40) : 400) * DAY;
  consent.refused = one_in (self, 12);
  consent.withdrawn_at = one_in (self, 12) ? get_now (self) : 0;
  /* A later answer names the one before; a concurrent one does not. */
  if (!one_in (self, 4))
    for (guint i = 0; i < consents->len; i++)
      {
        HwConsent before = *(const HwConsent *) consents->pdata[i];
        HwConsent *last;

        if (!is_pair (&before, pair) || before.superseded)
          continue;
        before.superseded = TRUE;
        /* The copy takes its words from the one that goes. */
        last = consents->pdata[i];
        consents->pdata[i] = hw_consent_new (&before);
        hw_consent_unref (last);
      }
  g_ptr_array_add (consents, hw_consent_new (&consent));
}

static void
link_somebody (History *self)
{
  HwConsent undated = { .purpose = "family", .recipient = "sister" };

  if (self->case_->linked_consents->len > 0)
    g_ptr_array_set_size (self->case_->linked_consents, 0);
  else
    {
      GPtrArray *consents = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_consent_unref);

      g_ptr_array_add (self->case_->linked_consents, consents);
      if (one_in (self, 2) && self->case_->consents->len > 0)
        g_ptr_array_add (consents, hw_consent_ref (self->case_->consents->pdata[0]));
      else if (one_in (self, 2))
        g_ptr_array_add (consents, hw_consent_new (&undated));
    }
}

static void
work_on (History *self,
         HwStage  stage)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i].stage == stage && !one_in (self, 30))
      set_field (self, i, 0);
}

static void
happen (History *self)
{
  HwStage next = hw_stage_next (self->case_->stage == HW_STAGE_PAUSED ? self->case_->stage_before : self->case_->stage);

  switch (pick (self, 16))
    {
    case 0: case 1: case 2: case 3: case 4:
      work_on (self, next);
      break;
    case 5: case 6:
      set_field (self, pick (self, G_N_ELEMENTS (fields)), pick (self, 5));
      break;
    case 7: case 8:
      ask_consent (self);
      break;
    case 9: case 10:
      add_random_record (self);
      break;
    case 11:
      try_to_tell (self);
      break;
    case 12:
      try_to_book (self);
      break;
    case 13:
      if (one_in (self, 4))
        link_somebody (self);
      break;
    default:
      self->today += (int) pick (self, one_in (self, 4) ? 60 : 3);
      break;
    }
}

static void
move (History *self,
      HwStage  stage)
{
  if (stage == HW_STAGE_PAUSED)
    self->case_->stage_before = self->case_->stage;
  self->case_->stage = stage;
  self->n_moves[stage]++;
}

static void
try_to_move (History *self)
{
  HwCase *case_ = self->case_;
  HwStage stage = one_in (self, 6) ? pick (self, one_in (self, 4) ? HW_N_STAGES : HW_STAGE_DECLINED)
                  : case_->stage == HW_STAGE_PAUSED ? case_->stage_before : hw_stage_next (case_->stage);
  g_autoptr (GPtrArray) open = NULL;
  gboolean may, model;

  /* Pausing twice forgets nothing. */
  if (case_->stage == HW_STAGE_PAUSED && stage == HW_STAGE_PAUSED)
    return;
  open = hw_gate_check (case_, stage, get_now (self), NULL);
  may = hw_stage_may_move (case_->stage, case_->stage_before, stage) && open->len == 0;
  model = model_may_move (case_, stage, self->today);
  if (may != model)
    g_test_message ("from %s to %s: Homeward says %d (%s), the model %d", hw_stage_to_string (case_->stage), hw_stage_to_string (stage), may,
                    open->len > 0 ? ((HwRequirement *) open->pdata[0])->code : "nothing open", model);
  g_assert_cmpint (may, ==, model);
  self->n_tried++;
  if (may)
    move (self, stage);
}

static void
begin (History *self)
{
  static const char * const births[] = { "1984", "1984-05-02", "2008-12-15", "2009", "2011-01-01", "2010-12-20" };
  HwPerson person = { .alias = "Marek", .born = one_in (self, 8) ? births[pick (self, G_N_ELEMENTS (births))] : NULL,
                      .age = one_in (self, 30) ? HW_AGE_UNDER_18 : one_in (self, 20) ? HW_AGE_UNKNOWN : HW_AGE_26_49 };
  g_autoptr (HwPerson) marek = hw_person_new (&person);

  self->today = day_of (FIRST_DAY) + (int) pick (self, 60);
  self->case_ = hw_case_new (NULL, marek, HW_STAGE_WISH, get_now (self));
  /* Half of them begin in the middle, with the work done up to there. */
  if (one_in (self, 2))
    {
      self->case_->stage = pick (self, HW_STAGE_CLOSED);
      ask_consent (self);
      for (HwStage stage = HW_STAGE_ASSESSED; stage <= self->case_->stage; stage++)
        work_on (self, stage);
    }
}

static void
test_histories (void)
{
  const char *wanted = g_getenv ("HW_HISTORIES");
  guint64 n = wanted != NULL ? g_ascii_strtoull (wanted, NULL, 10) : 20000;
  History self = { .random = g_rand_new_with_seed (g_test_rand_int ()) };

  for (guint64 i = 0; i < n; i++)
    {
      begin (&self);
      for (guint event = 0; event < N_EVENTS; event++)
        {
          happen (&self);
          if (!one_in (&self, 3))
            try_to_move (&self);
        }
      g_clear_pointer (&self.case_, hw_case_unref);
    }

  g_test_message ("%" G_GUINT64_FORMAT " histories, %u moves tried; told %u, not told %u; booked %u, not booked %u", n, self.n_tried, self.n_told,
                  self.n_not_told, self.n_booked, self.n_not_booked);
  for (HwStage stage = HW_STAGE_ASSESSED; stage < HW_N_STAGES; stage++)
    {
      g_test_message ("to %s: %u", hw_stage_to_string (stage), self.n_moves[stage]);
      /* A test that never gets there says nothing. */
      if (n >= 10000)
        g_assert_cmpuint (self.n_moves[stage], >, 20);
    }
  if (n >= 10000)
    {
      g_assert_cmpuint (self.n_told, >, 20);
      g_assert_cmpuint (self.n_not_told, >, 20);
      g_assert_cmpuint (self.n_booked, >, 20);
      g_assert_cmpuint (self.n_not_booked, >, 20);
    }
  g_rand_free (self.random);
}

static void
test_model_counts_days (void)
{
  g_assert_cmpint (day_of (NULL), ==, NO_DAY);
  for (int day = 20000; day < 22000; day++)
    {
      g_autofree char *text = write_day (day);

      g_assert_cmpint (day_of (text), ==, day);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/histories/the-model-counts-days", test_model_counts_days);
  g_test_add_func ("/histories/nothing-is-told-booked-or-reached-but-by-the-rules", test_histories);
  return g_test_run ();
}
