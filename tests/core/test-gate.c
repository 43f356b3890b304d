/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "case-fixture.h"

/* DESIGN section 7, row by row: a row is first left out, and the gate names just
 * that; then it is put back, and the gate is open. */

#define AFTER_THE_JOURNEY "2026-12-21"

typedef struct
{
  const char *path;
  HwStage     stage;
  const char *field;    /* what is changed ... */
  const char *value;    /* ... to a value that does not do (NULL: taken away) */
  const char *code;     /* what the gate then asks for */
  const char *mended;   /* a value that does; NULL: that of the full case */
} Row;

static const Row rows[] = {
  { "assessed/names-who-assessed", HW_STAGE_ASSESSED, HW_FIELD_ASSESSED_BY, NULL, "assessor-missing" },
  { "assessed/says-when-it-was-assessed", HW_STAGE_ASSESSED, HW_FIELD_ASSESSED_AT, NULL, "assessment-date-missing" },
  { "assessed/refuses-a-day-that-is-no-date", HW_STAGE_ASSESSED, HW_FIELD_ASSESSED_AT, "21/10", "assessment-date-missing" },
  { "assessed/refuses-an-assessment-in-the-future", HW_STAGE_ASSESSED, HW_FIELD_ASSESSED_AT, "2027-10-21", "assessment-date-missing" },
  { "assessed/holds-needs", HW_STAGE_ASSESSED, HW_FIELD_NEEDS, NULL, "needs-missing" },
  { "assessed/a-space-is-no-evidence", HW_STAGE_ASSESSED, HW_FIELD_NEEDS, " \n ", "needs-missing" },
  { "assessed/holds-risk", HW_STAGE_ASSESSED, HW_FIELD_RISK, NULL, "risk-missing" },
  { "assessed/holds-entitlements-here", HW_STAGE_ASSESSED, HW_FIELD_ENTITLEMENTS, NULL, "entitlements-missing" },
  { "assessed/holds-options-offered-here", HW_STAGE_ASSESSED, HW_FIELD_OPTIONS_OFFERED, NULL, "options-missing" },
  { "assessed/holds-exploitation-screen", HW_STAGE_ASSESSED, HW_FIELD_EXPLOITATION, NULL, "exploitation-screen-missing" },
  { "assessed/indicators-need-a-hand-over", HW_STAGE_ASSESSED, HW_FIELD_EXPLOITATION, "indicators", "hand-over-missing" },
  { "assessed/asks-for-eu-citizenship", HW_STAGE_ASSESSED, HW_FIELD_EU_CITIZEN, NULL, "eu-citizen-missing" },
  { "assessed/non-eu-is-referred-on", HW_STAGE_ASSESSED, HW_FIELD_EU_CITIZEN, "no", "not-eu-citizen" },

  { "decided/holds-the-decision", HW_STAGE_DECIDED, HW_FIELD_DECISION, NULL, "decision-missing" },
  { "decided/holds-the-language", HW_STAGE_DECIDED, HW_FIELD_DECISION_LANGUAGE, NULL, "decision-language-missing" },
  { "decided/names-the-interpreter", HW_STAGE_DECIDED, HW_FIELD_INTERPRETER, NULL, "interpreter-missing", "not needed" },
  { "decided/capacity-is-considered", HW_STAGE_DECIDED, HW_FIELD_CAPACITY, NULL, "capacity-missing" },
  { "decided/a-concern-needs-advice", HW_STAGE_DECIDED, HW_FIELD_CAPACITY, "concern", "capacity-concern-open", "advice-taken" },
  { "decided/cooling-off-is-agreed", HW_STAGE_DECIDED, HW_FIELD_COOLING_OFF, NULL, "cooling-off-open", "not wanted" },
  { "decided/cooling-off-is-honoured", HW_STAGE_DECIDED, HW_FIELD_COOLING_OFF, "2026-12-25", "cooling-off-open" },
  { "decided/cooling-off-includes-its-last-day", HW_STAGE_DECIDED, HW_FIELD_COOLING_OFF, AFTER_THE_JOURNEY, "cooling-off-open", "2026-12-20" },
  { "decided/a-no-needs-the-home-contacts", HW_STAGE_DECIDED, HW_FIELD_DECISION, "no", "home-contacts-missing" },

  { "planned/is-voluntary", HW_STAGE_PLANNED, HW_FIELD_DECISION, "no", "decision-is-no" },
  { "planned/non-eu-is-referred-on", HW_STAGE_PLANNED, HW_FIELD_EU_CITIZEN, "no", "not-eu-citizen" },
  { "planned/says-what-the-family-may-know", HW_STAGE_PLANNED, HW_FIELD_FAMILY_MAY_KNOW, NULL, "family-may-know-missing" },
  { "planned/names-the-key-worker", HW_STAGE_PLANNED, HW_FIELD_KEY_WORKER, NULL, "key-worker-missing" },
  { "planned/the-person-chose-the-key-worker", HW_STAGE_PLANNED, HW_FIELD_KEY_WORKER_CHOSEN, "no", "key-worker-not-chosen" },
  { "planned/holds-the-persons-own-goals", HW_STAGE_PLANNED, HW_FIELD_GOALS, NULL, "goals-missing" },

  { "ready/is-voluntary", HW_STAGE_READY, HW_FIELD_DECISION, "no", "decision-is-no" },
  { "ready/sets-the-travel-date", HW_STAGE_READY, HW_FIELD_TRAVEL_DATE, NULL, "travel-date-missing" },
  { "ready/holds-a-document", HW_STAGE_READY, HW_FIELD_DOCUMENT_UNTIL, NULL, "document-not-valid" },
  { "ready/document-is-valid-on-the-travel-date", HW_STAGE_READY, HW_FIELD_DOCUMENT_UNTIL, "2026-12-18", "document-not-valid", "2026-12-19" },
  { "ready/embassy-was-contacted", HW_STAGE_READY, HW_FIELD_EMBASSY_CONTACTED, NULL, "embassy-not-contacted" },
  { "ready/holds-what-was-agreed-with-the-embassy", HW_STAGE_READY, HW_FIELD_EMBASSY_AGREED, NULL, "embassy-agreement-missing" },
  { "ready/asks-for-preconditions", HW_STAGE_READY, HW_FIELD_PRECONDITIONS, NULL, "preconditions-open", "none" },
  { "ready/every-precondition-is-met", HW_STAGE_READY, HW_FIELD_PRECONDITIONS, "open", "preconditions-open" },
  { "ready/fit-to-travel", HW_STAGE_READY, HW_FIELD_FIT_TO_TRAVEL, "no", "not-fit-to-travel" },
  { "ready/holds-medication", HW_STAGE_READY, HW_FIELD_MEDICATION, NULL, "medication-missing" },
  { "ready/holds-the-controlled-drug-letter", HW_STAGE_READY, HW_FIELD_MEDICATION_LETTER, NULL, "medication-letter-missing", "ready" },
  { "ready/names-the-receiver", HW_STAGE_READY, HW_FIELD_RECEIVER, NULL, "receiver-missing" },
  { "ready/the-receiver-has-accepted", HW_STAGE_READY, HW_FIELD_RECEIVER_ACCEPTED, NULL, "receiver-not-accepted" },
  { "ready/says-who-pays-what", HW_STAGE_READY, HW_FIELD_PAYER, NULL, "payer-missing" },
  { "ready/the-payer-has-approved", HW_STAGE_READY, HW_FIELD_PAYER_APPROVED, NULL, "payer-not-approved" },
  { "ready/holds-the-journey-risk", HW_STAGE_READY, HW_FIELD_JOURNEY_RISK, NULL, "journey-risk-missing" },
  { "ready/holds-the-number-of-escorts", HW_STAGE_READY, HW_FIELD_ESCORTS, "some", "escorts-missing", "2" },

  { "travelled/is-voluntary", HW_STAGE_TRAVELLED, HW_FIELD_DECISION, "no", "decision-is-no" },
  { "travelled/consent-lives-on-the-day-of-booking", HW_STAGE_TRAVELLED, HW_FIELD_BOOKED_ON, "2026-11-02", "consent-missing-on-booking-day" },
  { "travelled/holds-a-ticket", HW_STAGE_TRAVELLED, HW_FIELD_TICKET, NULL, "ticket-missing" },
  { "travelled/a-planned-companion-is-named", HW_STAGE_TRAVELLED, HW_FIELD_ESCORTS, "1", "companion-missing" },
  { "travelled/not-before-the-day", HW_STAGE_TRAVELLED, HW_FIELD_TRAVEL_DATE, "2026-12-30", "travel-day-not-come" },

  { "received/arrival-is-confirmed", HW_STAGE_RECEIVED, HW_FIELD_ARRIVAL_CONFIRMED_BY, NULL, "arrival-not-confirmed" },
  { "received/holds-the-day-of-arrival", HW_STAGE_RECEIVED, HW_FIELD_ARRIVED_ON, NULL, "arrival-date-missing" },

  { "followed-up/somebody-asked-after-a-week", HW_STAGE_FOLLOWED_UP, HW_FIELD_FOLLOW_UP_7, NULL, "follow-up-7-open" },

  { "closed/every-follow-up-is-done/7", HW_STAGE_CLOSED, HW_FIELD_FOLLOW_UP_7, NULL, "follow-up-7-open" },
  { "closed/every-follow-up-is-done/30", HW_STAGE_CLOSED, HW_FIELD_FOLLOW_UP_30, NULL, "follow-up-30-open" },
  { "closed/every-follow-up-is-done/90", HW_STAGE_CLOSED, HW_FIELD_FOLLOW_UP_90, NULL, "follow-up-90-open" },
  { "closed/every-follow-up-is-done/180", HW_STAGE_CLOSED, HW_FIELD_FOLLOW_UP_180, NULL, "follow-up-180-open" },
  { "closed/every-follow-up-is-done/365", HW_STAGE_CLOSED, HW_FIELD_FOLLOW_UP_365, NULL, "follow-up-365-open" },

  { "declined/a-no-needs-the-home-contacts", HW_STAGE_DECLINED, HW_FIELD_DECISION, "no", "home-contacts-missing", "yes" },
};

static void
assert_asks_for (const HwCase *self,
                 HwStage       stage,
                 gint64        now,
                 const char   *code)
{
  g_autoptr (GPtrArray) open = hw_gate_check (self, stage, now, NULL);
  HwRequirement *requirement;

  g_assert_cmpuint (open->len, ==, 1);
  requirement = open->pdata[0];
  g_assert_cmpstr (requirement->code, ==, code);
  g_assert_null (strstr (requirement->words, "{name}"));
  g_assert_null (strstr (requirement->hint, "{name}"));
  g_assert_nonnull (requirement->field);
}

static void
assert_open (const HwCase *self,
             HwStage       stage,
             gint64        now)
{
  guint total = 0;
  g_autoptr (GPtrArray) open = hw_gate_check (self, stage, now, &total);

  for (guint i = 0; i < open->len; i++)
    g_test_message ("open: %s", ((HwRequirement *) open->pdata[i])->code);
  g_assert_cmpuint (open->len, ==, 0);
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  gint64 now = noon_of (AFTER_THE_JOURNEY);
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_WISH);
  g_autofree char *full = g_strdup (hw_case_get (self, row->field));

  hw_case_set (self, row->field, row->value);
  assert_asks_for (self, row->stage, now, row->code);

  hw_case_set (self, row->field, row->mended != NULL ? row->mended : full);
  assert_open (self, row->stage, now);
}

static void
test_every_requirement (void)
{
  g_autoptr (HwCase) self = make_empty_case (HW_STAGE_WISH);
  guint total = 0;
  g_autoptr (GPtrArray) open = hw_gate_check (self, HW_STAGE_ASSESSED, noon_of ("2026-11-22"), &total);

  g_assert_cmpuint (open->len, ==, 8);
  g_assert_cmpuint (total, ==, 9);
}

/* How many things each gate asks for: of who has nothing to say yet, and of who has everything. */
static void
test_counts (void)
{
  static const struct { HwStage stage; guint empty, full; } counts[] = {
    { HW_STAGE_WISH, 0, 0 }, { HW_STAGE_ASSESSED, 9, 10 }, { HW_STAGE_DECIDED, 5, 6 }, { HW_STAGE_PLANNED, 8, 8 }, { HW_STAGE_READY, 16, 17 },
    { HW_STAGE_TRAVELLED, 9, 9 }, { HW_STAGE_RECEIVED, 2, 2 }, { HW_STAGE_FOLLOWED_UP, 1, 1 }, { HW_STAGE_CLOSED, 6, 6 },
    { HW_STAGE_PAUSED, 0, 0 }, { HW_STAGE_DECLINED, 0, 0 }, { HW_STAGE_WITHDRAWN, 0, 0 }, { HW_STAGE_REFERRED_ON, 0, 0 },
  };
  g_autoptr (HwCase) empty = make_empty_case (HW_STAGE_WISH);
  g_autoptr (HwCase) full = make_full_case (HW_STAGE_WISH);

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      guint total = 99;
      g_autoptr (GPtrArray) open = hw_gate_check (empty, counts[i].stage, noon_of (AFTER_THE_JOURNEY), &total);
      g_autoptr (GPtrArray) none = NULL;

      g_assert_cmpuint (total, ==, counts[i].empty);
      none = hw_gate_check (full, counts[i].stage, noon_of (AFTER_THE_JOURNEY), &total);
      g_assert_cmpuint (total, ==, counts[i].full);
      g_assert_cmpuint (none->len, ==, 0);
    }
}

static void
test_is_met (void)
{
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_WISH);
  gint64 now = noon_of (AFTER_THE_JOURNEY);

  g_assert_false (hw_gate_is_met (self, HW_STAGE_READY, "no such thing", now));
  g_assert_false (hw_gate_is_met (self, HW_STAGE_PLANNED, "not-fit-to-travel", now));
  g_assert_true (hw_gate_is_met (self, HW_STAGE_READY, "not-fit-to-travel", now));
  hw_case_set (self, HW_FIELD_FIT_TO_TRAVEL, "no");
  g_assert_false (hw_gate_is_met (self, HW_STAGE_READY, "not-fit-to-travel", now));
}

static void
test_words_name_the_person (void)
{
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_PLANNED);
  g_autoptr (GPtrArray) open = NULL;
  guint total = 0;

  hw_case_set (self, HW_FIELD_RECEIVER, NULL);
  open = hw_gate_check (self, HW_STAGE_READY, noon_of ("2026-11-22"), &total);
  g_assert_cmpuint (open->len, ==, 2);  /* and the payer approves only in December */
  g_assert_cmpstr (((HwRequirement *) open->pdata[0])->words, ==, "Nobody has promised to receive Marek");
  g_assert_cmpstr (((HwRequirement *) open->pdata[0])->field, ==, HW_FIELD_RECEIVER);
  g_assert_cmpuint (total, ==, 16);
}

static void
test_alias_is_never_a_pattern (void)
{
  HwPerson template_ = { .alias = "%s {name} & <b>" };
  g_autoptr (HwPerson) person = hw_person_new (&template_);
  g_autoptr (HwCase) self = hw_case_new (NULL, person, HW_STAGE_WISH, 1);
  g_autoptr (GPtrArray) open = hw_gate_check (self, HW_STAGE_ASSESSED, 1, NULL);

  g_assert_cmpstr (((HwRequirement *) open->pdata[0])->words, ==, "Nobody is named who assessed %s {name} & <b>");
}

static void
test_indicators_handed_over (void)
{
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_WISH);
  gint64 now = noon_of ("2026-11-22");

  hw_case_set (self, HW_FIELD_EXPLOITATION, "indicators");
  assert_asks_for (self, HW_STAGE_ASSESSED, now, "hand-over-missing");
  hw_case_set (self, HW_FIELD_HANDED_OVER_TO, "the first responder");
  assert_open (self, HW_STAGE_ASSESSED, now);
}

static void
test_no_ends_as_declined (void)
{
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_ASSESSED);
  gint64 now = noon_of ("2026-11-22");

  hw_case_set (self, HW_FIELD_DECISION, "no");
  hw_case_set (self, HW_FIELD_COOLING_OFF, NULL);
  assert_asks_for (self, HW_STAGE_DECIDED, now, "home-contacts-missing");
  assert_asks_for (self, HW_STAGE_DECLINED, now, "home-contacts-missing");

  hw_case_set (self, HW_FIELD_HOME_CONTACTS, "yes");
  assert_open (self, HW_STAGE_DECIDED, now);
  assert_open (self, HW_STAGE_DECLINED, now);
  assert_asks_for (self, HW_STAGE_PLANNED, now, "decision-is-no");
}

static void
test_declined_without_a_decision (void)
{
  g_autoptr (HwCase) self = make_empty_case (HW_STAGE_WISH);

  assert_open (self, HW_STAGE_DECLINED, 1);
}

static void
test_ways_out_ask_for_nothing (void)
{
  g_autoptr (HwCase) self = make_empty_case (HW_STAGE_PLANNED);

  assert_open (self, HW_STAGE_PAUSED, 1);
  assert_open (self, HW_STAGE_WITHDRAWN, 1);
  assert_open (self, HW_STAGE_REFERRED_ON, 1);
}

static void
test_return_from_pause (void)
{
  g_autoptr (HwCase) self = make_empty_case (HW_STAGE_PAUSED);
  g_autoptr (GPtrArray) open = NULL;

  self->stage_before = HW_STAGE_PLANNED;
  open = hw_gate_check (self, HW_STAGE_READY, 1, NULL);
  g_assert_cmpuint (open->len, >, 0);
  assert_open (self, HW_STAGE_PLANNED, 1);
}

static void
test_planned_needs_a_live_consent (void)
{
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_DECIDED);

  assert_asks_for (self, HW_STAGE_PLANNED, noon_of ("2027-02-04"), "consent-missing");
  assert_asks_for (self, HW_STAGE_PLANNED, noon_of ("2026-11-02"), "consent-missing");
  assert_open (self, HW_STAGE_PLANNED, noon_of ("2026-11-22"));
}

static void
test_refused_consent_is_no_consent (void)
{
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_DECIDED);
  HwConsent refusal = make_grant ("family", "family");

  refusal.refused = TRUE;
  g_ptr_array_set_size (self->consents, 0);
  hw_case_add_consent (self, &refusal);
  assert_asks_for (self, HW_STAGE_PLANNED, noon_of ("2026-11-22"), "consent-missing");
}

static void
test_withdrawn_consent_stops_the_case (gconstpointer data)
{
  HwStage stage = GPOINTER_TO_UINT (data);
  g_autoptr (HwCase) self = make_full_case (stage - 1);
  HwConsent withdrawn = make_grant ("treatment", "clinic");
  HwConsent refusal = make_grant ("treatment", "clinic");
  gint64 now = noon_of (AFTER_THE_JOURNEY);

  withdrawn.withdrawn_at = noon_of ("2026-11-20");
  hw_case_add_consent (self, &withdrawn);
  assert_asks_for (self, stage, now, "consent-withdrawn");

  /* They have been asked since, and the answer descends from the withdrawal. */
  withdrawn.superseded = TRUE;
  refusal.refused = TRUE;
  g_ptr_array_remove_index (self->consents, 1);
  hw_case_add_consent (self, &withdrawn);
  hw_case_add_consent (self, &refusal);
  assert_open (self, stage, now);
}

static void
test_emergency_document (void)
{
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_PLANNED);
  gint64 now = noon_of (AFTER_THE_JOURNEY);

  hw_case_set (self, HW_FIELD_DOCUMENT_UNTIL, "2026-12-02");
  assert_asks_for (self, HW_STAGE_READY, now, "document-not-valid");
  hw_case_set (self, HW_FIELD_EMERGENCY_DOCUMENT, "2026-12-18");
  assert_asks_for (self, HW_STAGE_READY, now, "document-not-valid");
  hw_case_set (self, HW_FIELD_EMERGENCY_DOCUMENT, "2026-12-31");
  assert_open (self, HW_STAGE_READY, now);
}

static void
test_waived_by_a_named_clinician (void)
{
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_PLANNED);
  gint64 now = noon_of (AFTER_THE_JOURNEY);

  hw_case_set (self, HW_FIELD_PRECONDITIONS, "open");
  assert_asks_for (self, HW_STAGE_READY, now, "preconditions-open");
  hw_case_set (self, HW_FIELD_PRECONDITIONS_WAIVED_BY, "Dr Olsen");
  assert_open (self, HW_STAGE_READY, now);
}

static void
test_consent_on_the_travel_day (void)
{
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_READY);
  HwConsent brief = make_grant ("identity-document", "consulate");
  gint64 now = noon_of (AFTER_THE_JOURNEY);

  brief.expires_at = noon_of ("2026-12-18");
  g_ptr_array_set_size (self->consents, 0);
  hw_case_add_consent (self, &brief);
  assert_asks_for (self, HW_STAGE_TRAVELLED, now, "consent-missing-on-travel-day");

  brief.expires_at = noon_of ("2026-12-20");
  g_ptr_array_set_size (self->consents, 0);
  hw_case_add_consent (self, &brief);
  assert_open (self, HW_STAGE_TRAVELLED, now);
}

static void
test_companion_is_named (void)
{
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_READY);
  gint64 now = noon_of (AFTER_THE_JOURNEY);

  hw_case_set (self, HW_FIELD_ESCORTS, "2");
  assert_asks_for (self, HW_STAGE_TRAVELLED, now, "companion-missing");
  hw_case_set (self, HW_FIELD_COMPANION, "Ola and Jan");
  assert_open (self, HW_STAGE_TRAVELLED, now);
}

static void
test_follow_up_due (void)
{
  g_autoptr (HwCase) self = make_full_case (HW_STAGE_FOLLOWED_UP);
  gint64 due = 0, arrival = noon_of ("2026-12-20") - NOON;

  g_assert_false (hw_gate_follow_up_due (self, HW_FIELD_GOALS, &due));
  g_assert_true (hw_gate_follow_up_due (self, HW_FIELD_FOLLOW_UP_90, &due));
  g_assert_cmpint (due - arrival, ==, 90 * DAY);
  hw_case_set (self, HW_FIELD_ARRIVED_ON, NULL);
  g_assert_false (hw_gate_follow_up_due (self, HW_FIELD_FOLLOW_UP_90, &due));
}

static void
test_dates (void)
{
  gint64 start, end;

  g_assert_false (hw_date_parse (NULL, NULL, NULL));
  g_assert_false (hw_date_parse ("", NULL, NULL));
  g_assert_false (hw_date_parse ("2026-02-29", NULL, NULL));
  g_assert_false (hw_date_parse ("2026-13-01", NULL, NULL));
  g_assert_false (hw_date_parse ("2026-1-1", NULL, NULL));
  g_assert_false (hw_date_parse ("0000-01-01", NULL, NULL));
  g_assert_false (hw_date_parse ("2026-01-01T00:00", NULL, NULL));
  g_assert_true (hw_date_parse ("1970-01-02", NULL, NULL));
  g_assert_true (hw_date_parse ("2024-02-29", &start, &end));
  g_assert_cmpint (start, ==, G_GINT64_CONSTANT (1709164800) * G_USEC_PER_SEC);
  g_assert_cmpint (end - start, ==, DAY - 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/gate/", rows[i].path, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }

  g_test_add_func ("/gate/returns-every-unmet-requirement", test_every_requirement);
  g_test_add_func ("/gate/counts-what-it-asks-for", test_counts);
  g_test_add_func ("/gate/says-of-one-thing-whether-it-is-met", test_is_met);
  g_test_add_func ("/gate/says-it-in-words-with-the-alias", test_words_name_the_person);
  g_test_add_func ("/gate/an-alias-is-never-a-pattern", test_alias_is_never_a_pattern);
  g_test_add_func ("/gate/assessed/indicators-handed-over-open-it", test_indicators_handed_over);
  g_test_add_func ("/gate/decided/a-no-ends-as-declined", test_no_ends_as_declined);
  g_test_add_func ("/gate/declined/asks-for-nothing-before-a-decision", test_declined_without_a_decision);
  g_test_add_func ("/gate/ways-out/ask-for-nothing", test_ways_out_ask_for_nothing);
  g_test_add_func ("/gate/paused/goes-back-without-new-evidence", test_return_from_pause);
  g_test_add_func ("/gate/planned/needs-a-live-consent", test_planned_needs_a_live_consent);
  g_test_add_func ("/gate/planned/a-refused-consent-is-none", test_refused_consent_is_no_consent);
  g_test_add_data_func ("/gate/planned/a-withdrawn-consent-stops-the-case", GUINT_TO_POINTER (HW_STAGE_PLANNED), test_withdrawn_consent_stops_the_case);
  g_test_add_data_func ("/gate/ready/a-withdrawn-consent-stops-the-case", GUINT_TO_POINTER (HW_STAGE_READY), test_withdrawn_consent_stops_the_case);
  g_test_add_data_func ("/gate/travelled/a-withdrawn-consent-stops-the-case", GUINT_TO_POINTER (HW_STAGE_TRAVELLED), test_withdrawn_consent_stops_the_case);
  g_test_add_func ("/gate/ready/an-emergency-document-will-do", test_emergency_document);
  g_test_add_func ("/gate/ready/a-named-clinician-may-waive-a-precondition", test_waived_by_a_named_clinician);
  g_test_add_func ("/gate/travelled/consent-lives-on-the-day-of-travel", test_consent_on_the_travel_day);
  g_test_add_func ("/gate/travelled/the-companion-is-named", test_companion_is_named);
  g_test_add_func ("/gate/closed/follow-ups-are-counted-from-the-arrival", test_follow_up_due);
  g_test_add_func ("/date/is-a-day-of-the-calendar", test_dates);

  return g_test_run ();
}
