/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "case-fixture.h"
#include "hw-store-private.h"

/* What the store takes of casework and what it refuses: one test a rule. */

static guint
count_events (HwStore    *store,
              const HwId *subject,
              const char *kind)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events = hw_store_list_events (store, subject, &error);
  guint count = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < events->len; i++)
    count += g_str_equal (((HwEvent *) events->pdata[i])->kind, kind);
  return count;
}

static guint
count_records (HwStore         *store,
               const HwId      *case_id,
               HwCaseRecordKind kind)
{
  g_autofree char *name = g_strconcat ("case.", hw_case_record_kind_to_string (kind), NULL);

  return count_events (store, case_id, name);
}

/* -- records --------------------------------------------------------------------------------------------------------- */

static void
test_record (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwCase) found = NULL;
  HwId case_id, id;
  HwCaseRecord *record;

  fixture_record_case (fixture->store, &case_id);
  assert_refused (fixture_add_record (fixture->store, &case_id, HW_CASE_RECORD_INTERVIEW, "language=pl", NULL, &error), error, HW_STORE_ERROR_RULE);
  assert_refused (fixture_add_record (fixture->store, &(HwId) { { 7 } }, HW_CASE_RECORD_NOTE, "words=x", NULL, &error), error, HW_STORE_ERROR_NOT_FOUND);
  assert_done (fixture_add_record (fixture->store, &case_id, HW_CASE_RECORD_INTERVIEW,
                                   "language=pl;interpreter=Jan;words=“Home,\nbefore \"winter\" \\ ł”", &id, &error), error);
  fixture_reopen (fixture);
  found = hw_store_get_case (fixture->store, &case_id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->records->len, ==, 1);
  record = found->records->pdata[0];
  g_assert_true (hw_id_equal (&record->id, &id));
  g_assert_cmpint (record->kind, ==, HW_CASE_RECORD_INTERVIEW);
  g_assert_cmpstr (record->author, ==, "Ada");
  g_assert_cmpint (record->recorded_at, >, record->happened_at);
  g_assert_cmpuint (g_hash_table_size (record->fields), ==, 3);
  g_assert_cmpstr (hw_case_record_get (record, HW_RECORD_WORDS), ==, "“Home,\nbefore \"winter\" \\ ł”");
  g_assert_cmpuint (count_records (fixture->store, &case_id, HW_CASE_RECORD_INTERVIEW), ==, 1);
}

/* Every kind goes the whole way: recorded, read again, replayed. */
static void
test_every_kind (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (HwCase) found = NULL;
  HwId case_id, consent_id, document, cost, treatment;
  g_autofree char *document_text = NULL;
  g_autofree char *cost_text = NULL;
  g_autofree char *treatment_text = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *reversal = NULL;
  g_autofree char *appointment = NULL;
  g_autofree char *override = NULL;
  g_autofree char *moved = NULL;

  fixture_record_way (fixture->store, HW_STAGE_TRAVELLED, &case_id, &consent_id);
  assert_done (fixture_set_field (fixture->store, &case_id, HW_FIELD_ARRIVED_ON, fixture_day (-4), &error), error);
  assert_done (fixture_add_record (fixture->store, &case_id, HW_CASE_RECORD_DOCUMENT, "document=passport;number=AB123", &document, &error), error);
  assert_done (fixture_add_record (fixture->store, &case_id, HW_CASE_RECORD_COST, "what=journey;amount=12950 EUR;payer=project", &cost, &error), error);
  assert_done (fixture_add_record (fixture->store, &case_id, HW_CASE_RECORD_PRECONDITION, "treatment=medical;state=open", &treatment, &error), error);
  document_text = hw_id_to_string (&document);
  cost_text = hw_id_to_string (&cost);
  treatment_text = hw_id_to_string (&treatment);
  shown = g_strdup_printf ("of=%s", document_text);
  reversal = g_strdup_printf ("what=journey;amount=12950 EUR;payer=project;reverses=%s;reason=refunded", cost_text);
  appointment = g_strdup_printf ("of=%s;at=2026-01-02T10:00;attendance=kept", treatment_text);
  override = g_strdup_printf ("stage=received;code=arrival-not-confirmed;second-person=Grace;reason=the phone is dead;expires-on=%s", fixture_day (3));
  moved = g_strdup_printf ("days=30;due-on=%s;reason=holiday", fixture_day (40));
  {
    const struct { HwCaseRecordKind kind; const char *fields; } rest[] = {
      { HW_CASE_RECORD_INTERVIEW, "language=pl;interpreter=Jan" }, { HW_CASE_RECORD_PARTNER_CONTACT, "partner=Consulate;asked=a passport" },
      { HW_CASE_RECORD_NUMBER_SHOWN, shown }, { HW_CASE_RECORD_APPOINTMENT, appointment },
      { HW_CASE_RECORD_RECEPTION, "receiver=cousin;state=asked" },
      { HW_CASE_RECORD_LEG, "by=bus;from=Riverton;to=Kraków;at=2026-12-19T07:12" },
      { HW_CASE_RECORD_COST, reversal }, { HW_CASE_RECORD_FOLLOW_UP, "days=7;outcome=reached" }, { HW_CASE_RECORD_FOLLOW_UP_DATE, moved },
      { HW_CASE_RECORD_PLAN_REVIEW, "words=all holds" },
      { HW_CASE_RECORD_DISCLOSURE, "purpose=identity-document;recipient=consulate;what=name and birth" },
      { HW_CASE_RECORD_RECALL, "recipient=consulate" }, { HW_CASE_RECORD_OVERRIDE, override },
      { HW_CASE_RECORD_HAND_OVER, "about=exploitation;handed-to=the police" }, { HW_CASE_RECORD_NOTE, "words=tea" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS (rest); i++)
      assert_done (fixture_add_record (fixture->store, &case_id, rest[i].kind, rest[i].fields, NULL, &error), error);
  }
  found = hw_store_get_case (fixture->store, &case_id, &error);
  g_assert_cmpuint (found->records->len, ==, 18);
  before = hw_store_dup_digest (fixture->store, &error);
  assert_done (hw_store_rebuild (fixture->store, NULL, NULL, NULL, &error), error);
  after = hw_store_dup_digest (fixture->store, &error);
  g_assert_cmpstr (before, ==, after);
}

static void
test_correction (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwCaseRecord) right = fixture_make_record (HW_CASE_RECORD_NOTE, "words=on Tuesday");
  g_autoptr (HwCaseRecord) other = fixture_make_record (HW_CASE_RECORD_RECALL, "recipient=clinic");
  g_autoptr (HwCase) found = NULL;
  HwId case_id;

  fixture_record_case (fixture->store, &case_id);
  assert_done (fixture_add_record (fixture->store, &case_id, HW_CASE_RECORD_NOTE, "words=on Monday", &right->id, &error), error);
  other->id = right->id;
  assert_refused (hw_store_record_case_record (fixture->store, &case_id, other, NULL, &error), error, HW_STORE_ERROR_RULE);
  assert_done (hw_store_record_case_record (fixture->store, &case_id, right, NULL, &error), error);
  found = hw_store_get_case (fixture->store, &case_id, &error);
  g_assert_cmpuint (found->records->len, ==, 1);
  g_assert_cmpstr (hw_case_record_get (found->records->pdata[0], HW_RECORD_WORDS), ==, "on Tuesday");
  /* What was wrong is still in the history. */
  g_assert_cmpuint (count_records (fixture->store, &case_id, HW_CASE_RECORD_NOTE), ==, 2);
}

static void
test_never_changed (Fixture      *fixture,
                    gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwCaseRecord) cost = fixture_make_record (HW_CASE_RECORD_COST, "what=journey;amount=5000 EUR;payer=project");
  g_autoptr (HwCaseRecord) told = fixture_make_record (HW_CASE_RECORD_DISCLOSURE, "purpose=identity-document;recipient=consulate;what=name");
  HwId case_id, consent_id;

  fixture_record_way (fixture->store, HW_STAGE_PLANNED, &case_id, &consent_id);
  assert_done (hw_store_record_case_record (fixture->store, &case_id, cost, &cost->id, &error), error);
  assert_done (hw_store_record_case_record (fixture->store, &case_id, told, &told->id, &error), error);
  hw_case_record_set (cost, HW_RECORD_AMOUNT, "1 EUR");
  assert_refused (hw_store_record_case_record (fixture->store, &case_id, cost, NULL, &error), error, HW_STORE_ERROR_RULE);
  hw_case_record_set (told, HW_RECORD_WHAT, "nothing");
  assert_refused (hw_store_record_case_record (fixture->store, &case_id, told, NULL, &error), error, HW_STORE_ERROR_RULE);
}

/* -- consent --------------------------------------------------------------------------------------------------------- */

static void
test_consent_is_whole (Fixture      *fixture,
                       gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  HwConsent consent = { .purpose = "family", .recipient = "sister", .granted_at = fixture_time (-1), .expires_at = fixture_time (1) };
  HwId case_id;

  fixture_record_case (fixture->store, &case_id);
  assert_refused (hw_store_record_consent (fixture->store, &case_id, &consent, NULL, &error), error, HW_STORE_ERROR_RULE);
  consent.wording = "family-1";
  consent.expires_at = 0;
  assert_refused (hw_store_record_consent (fixture->store, &case_id, &consent, NULL, &error), error, HW_STORE_ERROR_RULE);
  consent.expires_at = fixture_time (-2);
  assert_refused (hw_store_record_consent (fixture->store, &case_id, &consent, NULL, &error), error, HW_STORE_ERROR_RULE);
  consent.expires_at = fixture_time (2);
  consent.granted_at = fixture_time (1);
  assert_refused (hw_store_record_consent (fixture->store, &case_id, &consent, NULL, &error), error, HW_STORE_ERROR_RULE);
  consent.granted_at = 0;
  consent.recipient = "";
  assert_refused (hw_store_record_consent (fixture->store, &case_id, &consent, NULL, &error), error, HW_STORE_ERROR_RULE);
  consent.recipient = "sister";
  assert_done (hw_store_record_consent (fixture->store, &case_id, &consent, NULL, &error), error);
  /* A no needs neither words nor an end. */
  consent = (HwConsent) { .purpose = "treatment", .recipient = "clinic", .refused = TRUE };
  assert_done (hw_store_record_consent (fixture->store, &case_id, &consent, NULL, &error), error);
}

static void
test_disclosure (Fixture      *fixture,
                 gconstpointer data)
{
  const char *told = "purpose=identity-document;recipient=consulate;what=name and birth";
  g_autoptr (GError) error = NULL;
  HwId case_id, consent_id;

  fixture_record_case (fixture->store, &case_id);
  assert_refused (fixture_add_record (fixture->store, &case_id, HW_CASE_RECORD_DISCLOSURE, told, NULL, &error), error, HW_STORE_ERROR_GATE);
  fixture_grant (fixture->store, &case_id, &consent_id);
  assert_refused (fixture_add_record (fixture->store, &case_id, HW_CASE_RECORD_DISCLOSURE,
                                      "purpose=identity-document;recipient=sister;what=name", NULL, &error), error, HW_STORE_ERROR_GATE);
  assert_refused (fixture_add_record (fixture->store, &case_id, HW_CASE_RECORD_DISCLOSURE,
                                      "purpose=family;recipient=consulate;what=name", NULL, &error), error, HW_STORE_ERROR_GATE);
  assert_done (fixture_add_record (fixture->store, &case_id, HW_CASE_RECORD_DISCLOSURE, told, NULL, &error), error);
  assert_done (hw_store_record_withdrawal (fixture->store, &case_id, &consent_id, "no more", 0, &error), error);
  assert_refused (fixture_add_record (fixture->store, &case_id, HW_CASE_RECORD_DISCLOSURE, told, NULL, &error), error, HW_STORE_ERROR_GATE);
}

static void
test_disclosure_before_and_after (Fixture      *fixture,
                                  gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwCaseRecord) told = fixture_make_record (HW_CASE_RECORD_DISCLOSURE, "purpose=family;recipient=sister;what=well");
  HwConsent consent = { .purpose = "family", .recipient = "sister", .wording = "family-1", .granted_at = fixture_time (-20), .expires_at = fixture_time (-10) };
  HwId case_id;

  fixture_record_case (fixture->store, &case_id);
  assert_done (hw_store_record_consent (fixture->store, &case_id, &consent, NULL, &error), error);
  told->happened_at = fixture_time (-21);
  assert_refused (hw_store_record_case_record (fixture->store, &case_id, told, NULL, &error), error, HW_STORE_ERROR_GATE);
  told->happened_at = fixture_time (-9);
  assert_refused (hw_store_record_case_record (fixture->store, &case_id, told, NULL, &error), error, HW_STORE_ERROR_GATE);
  told->happened_at = fixture_time (-15);
  assert_done (hw_store_record_case_record (fixture->store, &case_id, told, NULL, &error), error);
}

static gboolean
has_disclosure (HwStore    *store,
                const HwId *case_id)
{
  g_autoptr (HwCase) case_ = hw_store_get_case (store, case_id, NULL);
  guint at = 0;

  return hw_case_next_record (case_, HW_CASE_RECORD_DISCLOSURE, &at) != NULL;
}

static void
test_disclosure_of_several (Fixture      *fixture,
                            gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwCaseRecord) told = fixture_make_record (HW_CASE_RECORD_DISCLOSURE, "purpose=identity-document;recipient=consulate;what=name;file=00ff");
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_case_unref);
  HwId ids[3], consents[3];

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      fixture_record_case (fixture->store, &ids[i]);
      fixture_grant (fixture->store, &ids[i], &consents[i]);
      g_ptr_array_add (cases, hw_store_get_case (fixture->store, &ids[i], NULL));
    }
  /* The last took it back after the list was made. */
  assert_done (hw_store_record_withdrawal (fixture->store, &ids[2], &consents[2], "no more", 0, &error), error);
  assert_refused (hw_store_record_in_cases (fixture->store, cases, told, &error), error, HW_STORE_ERROR_GATE);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_assert_false (has_disclosure (fixture->store, &ids[i]));

  g_ptr_array_set_size (cases, 2);
  hw_case_record_set (told, HW_RECORD_SECOND_PERSON, " ada ");
  assert_refused (hw_store_record_in_cases (fixture->store, cases, told, &error), error, HW_STORE_ERROR_RULE);
  hw_case_record_set (told, HW_RECORD_SECOND_PERSON, "Grace");
  assert_done (hw_store_record_in_cases (fixture->store, cases, told, &error), error);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_assert_cmpint (has_disclosure (fixture->store, &ids[i]), ==, i < 2);
}

static void
test_booking (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *leg = g_strdup_printf ("by=bus;from=A;to=B;at=2026-12-19T07:12;booked-on=%s", fixture_day (-2));
  const char *ticket = "by=bus;from=A;to=B;at=2026-12-19T07:12;ticket=X1";
  HwId case_id, consent_id;

  fixture_record_case (fixture->store, &case_id);
  assert_done (fixture_set_field (fixture->store, &case_id, HW_FIELD_DECISION, "yes", &error), error);
  assert_refused (fixture_set_field (fixture->store, &case_id, HW_FIELD_BOOKED_ON, fixture_day (-2), &error), error, HW_STORE_ERROR_GATE);
  assert_refused (fixture_set_field (fixture->store, &case_id, HW_FIELD_TICKET, "X1", &error), error, HW_STORE_ERROR_GATE);
  assert_refused (fixture_add_record (fixture->store, &case_id, HW_CASE_RECORD_LEG, leg, NULL, &error), error, HW_STORE_ERROR_GATE);
  assert_refused (fixture_add_record (fixture->store, &case_id, HW_CASE_RECORD_LEG, ticket, NULL, &error), error, HW_STORE_ERROR_GATE);
  /* What is only planned is no booking. */
  assert_done (fixture_add_record (fixture->store, &case_id, HW_CASE_RECORD_LEG, "by=bus;from=A;to=B;at=2026-12-19T07:12", NULL, &error), error);
  fixture_grant (fixture->store, &case_id, &consent_id);
  assert_refused (fixture_set_field (fixture->store, &case_id, HW_FIELD_BOOKED_ON, fixture_day (-45), &error), error, HW_STORE_ERROR_GATE);
  assert_done (fixture_set_field (fixture->store, &case_id, HW_FIELD_BOOKED_ON, fixture_day (-2), &error), error);
  assert_done (fixture_set_field (fixture->store, &case_id, HW_FIELD_TICKET, "X1", &error), error);
  assert_done (fixture_add_record (fixture->store, &case_id, HW_CASE_RECORD_LEG, leg, NULL, &error), error);
  assert_done (fixture_add_record (fixture->store, &case_id, HW_CASE_RECORD_LEG, ticket, NULL, &error), error);
  assert_done (hw_store_record_withdrawal (fixture->store, &case_id, &consent_id, NULL, 0, &error), error);
  assert_refused (fixture_set_field (fixture->store, &case_id, HW_FIELD_TICKET, "X2", &error), error, HW_STORE_ERROR_GATE);
  assert_refused (fixture_add_record (fixture->store, &case_id, HW_CASE_RECORD_LEG, ticket, NULL, &error), error, HW_STORE_ERROR_GATE);
  /* A booking can always be taken out. */
  assert_done (fixture_set_field (fixture->store, &case_id, HW_FIELD_TICKET, "", &error), error);
}

static void
test_withdrawal_pauses (Fixture      *fixture,
                        gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwCase) stopped = NULL;
  HwId case_id, consent_id;
  gint64 before, after;

  fixture_record_way (fixture->store, HW_STAGE_READY, &case_id, &consent_id);
  assert_refused (hw_store_record_withdrawal (fixture->store, &case_id, &consent_id, NULL, fixture_time (1), &error), error, HW_STORE_ERROR_RULE);
  hw_connection_get_int (fixture->store->connection, "SELECT count (*) FROM batch", &before, &error);
  assert_done (hw_store_record_withdrawal (fixture->store, &case_id, &consent_id, "I stay", fixture_time (-3), &error), error);
  hw_connection_get_int (fixture->store->connection, "SELECT count (*) FROM batch", &after, &error);
  g_assert_cmpint (after, ==, before + 1);
  stopped = hw_store_get_case (fixture->store, &case_id, &error);
  g_assert_cmpint (stopped->stage, ==, HW_STAGE_PAUSED);
  g_assert_cmpint (stopped->stage_before, ==, HW_STAGE_READY);
  /* It goes on only with a new answer. */
  assert_refused (hw_store_record_stage (fixture->store, &case_id, HW_STAGE_READY, 0, &error), error, HW_STORE_ERROR_GATE);
  fixture_grant (fixture->store, &case_id, NULL);
  fixture_move (fixture->store, &case_id, HW_STAGE_READY);
}

static void
test_withdrawal_after_journey (Fixture      *fixture,
                               gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwCase) found = NULL;
  HwId case_id, consent_id;

  fixture_record_way (fixture->store, HW_STAGE_TRAVELLED, &case_id, &consent_id);
  assert_done (hw_store_record_withdrawal (fixture->store, &case_id, &consent_id, NULL, 0, &error), error);
  found = hw_store_get_case (fixture->store, &case_id, &error);
  g_assert_cmpint (found->stage, ==, HW_STAGE_TRAVELLED);
}

static void
test_expiry (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwCase) found = NULL;
  HwConsent ended = { .purpose = "family", .recipient = "sister", .wording = "family-1", .granted_at = fixture_time (-20), .expires_at = fixture_time (-10) };
  HwId case_id, consent_id, withdrawn;

  fixture_record_case (fixture->store, &case_id);
  fixture_grant (fixture->store, &case_id, &consent_id);
  assert_done (hw_store_record_consent (fixture->store, &case_id, &ended, NULL, &error), error);
  ended.recipient = "brother";
  assert_done (hw_store_record_consent (fixture->store, &case_id, &ended, &withdrawn, &error), error);
  assert_done (hw_store_record_withdrawal (fixture->store, &case_id, &withdrawn, NULL, 0, &error), error);
  g_assert_cmpuint (count_events (fixture->store, &case_id, "consent.expired"), ==, 0);
  fixture_reopen (fixture);
  /* One for the one that ended: the other is live, the third was taken back. */
  g_assert_cmpuint (count_events (fixture->store, &case_id, "consent.expired"), ==, 1);
  fixture_reopen (fixture);
  assert_done (hw_store_note_expiries (fixture->store, g_get_real_time (), &error), error);
  g_assert_cmpuint (count_events (fixture->store, &case_id, "consent.expired"), ==, 1);
  assert_done (hw_store_note_expiries (fixture->store, fixture_time (50), &error), error);
  g_assert_cmpuint (count_events (fixture->store, &case_id, "consent.expired"), ==, 2);
  /* The trace decides nothing: what counts is the day that was agreed. */
  found = hw_store_get_case (fixture->store, &case_id, &error);
  g_assert_cmpint (hw_case_consent_state (found, "identity-document", "consulate", fixture_time (1)), !=, HW_CONSENT_EXPIRED);
}

/* -- gates ----------------------------------------------------------------------------------------------------------- */

static gboolean
override (HwStore    *store,
          const HwId *case_id,
          const char *code,
          const char *second,
          GError    **error)
{
  g_autofree char *fields = g_strdup_printf ("stage=assessed;code=%s;second-person=%s;reason=it is minus ten;expires-on=%s", code, second, fixture_day (2));

  return fixture_add_record (store, case_id, HW_CASE_RECORD_OVERRIDE, fields, NULL, error);
}

static void
test_override (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  HwId case_id;

  fixture_record_case (fixture->store, &case_id);
  fixture_set_evidence (fixture->store, &case_id);
  assert_done (fixture_set_field (fixture->store, &case_id, HW_FIELD_NEEDS, "", &error), error);
  assert_refused (hw_store_record_stage (fixture->store, &case_id, HW_STAGE_ASSESSED, 0, &error), error, HW_STORE_ERROR_GATE);
  /* By the one who records it, however they write their name. */
  assert_refused (override (fixture->store, &case_id, "needs-missing", "Ada", &error), error, HW_STORE_ERROR_RULE);
  assert_refused (override (fixture->store, &case_id, "needs-missing", "  ada ", &error), error, HW_STORE_ERROR_RULE);
  assert_refused (override (fixture->store, &case_id, "needs-missing", "Àdá", &error), error, HW_STORE_ERROR_RULE);
  assert_refused (override (fixture->store, &case_id, "needs-missing", "…", &error), error, HW_STORE_ERROR_RULE);
  /* What is met already, and what there is not. */
  assert_refused (override (fixture->store, &case_id, "risk-missing", "Grace", &error), error, HW_STORE_ERROR_RULE);
  g_assert_false (override (fixture->store, &case_id, "no-such-thing", "Grace", &error));
  g_clear_error (&error);
  /* What nobody may let pass. */
  assert_done (fixture_set_field (fixture->store, &case_id, HW_FIELD_EU_CITIZEN, "no", &error), error);
  g_assert_false (override (fixture->store, &case_id, "not-eu-citizen", "Grace", &error));
  g_clear_error (&error);
  assert_done (fixture_set_field (fixture->store, &case_id, HW_FIELD_EU_CITIZEN, "yes", &error), error);
  assert_done (override (fixture->store, &case_id, "needs-missing", "Grace", &error), error);
  fixture_move (fixture->store, &case_id, HW_STAGE_ASSESSED);
}

static void
test_future (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) fields = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) events = NULL;
  HwId case_id;

  fixture_record_case (fixture->store, &case_id);
  g_hash_table_insert (fields, HW_FIELD_NEEDS, "a doctor");
  assert_refused (hw_store_record_evidence (fixture->store, &case_id, fields, fixture_time (1), &error), error, HW_STORE_ERROR_RULE);
  assert_refused (hw_store_record_stage (fixture->store, &case_id, HW_STAGE_PAUSED, fixture_time (1), &error), error, HW_STORE_ERROR_RULE);
  assert_done (hw_store_record_evidence (fixture->store, &case_id, fields, TEST_TIME + 7, &error), error);
  events = hw_store_list_events (fixture->store, &case_id, &error);
  g_assert_cmpint (((HwEvent *) events->pdata[1])->happened_at, ==, TEST_TIME + 7);
}

/* -- one way home at a time ------------------------------------------------------------------------------------------ */

static void
test_one_open_case (Fixture      *fixture,
                    gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwCase) first = NULL;
  g_autoptr (HwCase) second = NULL;
  HwPerson other = { .alias = "Maras", .age = HW_AGE_26_49, .known_since = TEST_TIME };
  HwId case_id, next_id;

  fixture_record_case (fixture->store, &case_id);
  first = hw_store_get_case (fixture->store, &case_id, &error);
  g_assert_true (hw_id_is_nil (&first->previous));
  assert_done (hw_store_record_person (fixture->store, &other, NULL, &other.id, &error), error);
  assert_done (hw_store_record_link (fixture->store, &other.id, &first->person->id, TRUE, "same scar", &error), error);
  assert_refused (hw_store_record_case (fixture->store, &first->person->id, NULL, 0, NULL, NULL, &error), error, HW_STORE_ERROR_RULE);
  assert_refused (hw_store_record_case (fixture->store, &other.id, NULL, 0, NULL, NULL, &error), error, HW_STORE_ERROR_RULE);
  fixture_move (fixture->store, &case_id, HW_STAGE_PAUSED);
  assert_refused (hw_store_record_case (fixture->store, &other.id, NULL, 0, NULL, NULL, &error), error, HW_STORE_ERROR_RULE);
  fixture_move (fixture->store, &case_id, HW_STAGE_WITHDRAWN);
  assert_done (hw_store_record_case (fixture->store, &other.id, "once more", 0, NULL, &next_id, &error), error);
  second = hw_store_get_case (fixture->store, &next_id, &error);
  g_assert_true (hw_id_equal (&second->previous, &case_id));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/casework/record/comes-back-whole-after-a-restart", test_record);
  FIXTURE_TEST ("/casework/record/of-every-kind-is-replayed-the-same", test_every_kind);
  FIXTURE_TEST ("/casework/record/a-correction-takes-its-place-and-both-stay", test_correction);
  FIXTURE_TEST ("/casework/record/costs-and-disclosures-are-never-changed", test_never_changed);
  FIXTURE_TEST ("/casework/consent/names-the-words-and-its-end", test_consent_is_whole);
  FIXTURE_TEST ("/casework/consent/nothing-is-disclosed-without-one-that-is-live", test_disclosure);
  FIXTURE_TEST ("/casework/consent/what-is-told-of-several-is-recorded-of-all-or-none", test_disclosure_of_several);
  FIXTURE_TEST ("/casework/consent/counts-at-the-time-of-the-disclosure", test_disclosure_before_and_after);
  FIXTURE_TEST ("/casework/consent/nothing-is-booked-without-one-on-that-day", test_booking);
  FIXTURE_TEST ("/casework/consent/withdrawn-before-the-journey-pauses-the-case-at-once", test_withdrawal_pauses);
  FIXTURE_TEST ("/casework/consent/withdrawn-after-the-journey-leaves-the-stage", test_withdrawal_after_journey);
  FIXTURE_TEST ("/casework/consent/leaves-one-trace-when-it-ends", test_expiry);
  FIXTURE_TEST ("/casework/gate/is-let-pass-only-by-a-second-person-and-where-it-may-be", test_override);
  FIXTURE_TEST ("/casework/time/nothing-recorded-lies-in-the-future", test_future);
  FIXTURE_TEST ("/casework/case/one-is-open-at-a-time-and-the-next-follows-it", test_one_open_case);
  return g_test_run ();
}
