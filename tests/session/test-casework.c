/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "session-fixture.h"

/* A case through the session: opened, filled, refused by its gate, let through, and found again. */

#define YEAR (365 * HW_DAY_US)

static void
open_case (Fixture        *fixture,
           const HwPerson *person,
           HwId           *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  hw_session_open_case_async (fixture->session, person, "Home before Christmas", answered_cb, fixture);
  result = wait_for (fixture);
  hw_session_open_case_finish (fixture->session, result, id, &error);
  g_assert_no_error (error);
}

static void
open_mareks_case (Fixture *fixture,
                  HwId    *id)
{
  HwPerson marek = { .alias = "Marek", .age = HW_AGE_26_49 };

  open_case (fixture, &marek, id);
}

static void
set_evidence (Fixture    *fixture,
              const HwId *id,
              const char *first_field,
              ...) G_GNUC_NULL_TERMINATED;

static void
set_evidence (Fixture    *fixture,
              const HwId *id,
              const char *first_field,
              ...)
{
  g_autoptr (GHashTable) fields = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  va_list rest;

  va_start (rest, first_field);
  for (const char *field = first_field; field != NULL; field = va_arg (rest, const char *))
    g_hash_table_insert (fields, (gpointer) field, va_arg (rest, char *));
  va_end (rest);
  hw_session_set_evidence_async (fixture->session, id, fields, answered_cb, fixture);
  result = wait_for (fixture);
  hw_session_set_evidence_finish (fixture->session, result, &error);
  g_assert_no_error (error);
}

static gboolean
move (Fixture     *fixture,
      const HwId  *id,
      HwStage      stage,
      GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  hw_session_move_case_async (fixture->session, id, stage, answered_cb, fixture);
  result = wait_for (fixture);
  return hw_session_move_case_finish (fixture->session, result, error);
}

static void
move_on (Fixture    *fixture,
         const HwId *id,
         HwStage     stage)
{
  g_autoptr (GError) error = NULL;

  move (fixture, id, stage, &error);
  g_assert_no_error (error);
}

static HwCaseItem *
get_item (Fixture *fixture,
          guint    position)
{
  g_autoptr (HwCaseItem) item = g_list_model_get_item (hw_session_get_cases (fixture->session), position);

  return item;
}

static HwCase *
get_case (Fixture *fixture,
          guint    position)
{
  return hw_case_item_get_case (get_item (fixture, position));
}

static void
fill_assessment (Fixture    *fixture,
                 const HwId *id)
{
  set_evidence (fixture, id, HW_FIELD_ASSESSED_BY, "Sofie", HW_FIELD_ASSESSED_AT, "2026-10-21", HW_FIELD_NEEDS, "a dentist",
                HW_FIELD_RISK, "none seen", HW_FIELD_ENTITLEMENTS, "emergency care", HW_FIELD_OPTIONS_OFFERED, "hostel, said no",
                HW_FIELD_EXPLOITATION, "none", HW_FIELD_EU_CITIZEN, "yes", NULL);
}

static void
fill_decision (Fixture    *fixture,
               const HwId *id)
{
  set_evidence (fixture, id, HW_FIELD_DECISION, "yes", HW_FIELD_DECISION_LANGUAGE, "pl", HW_FIELD_INTERPRETER, "Jan",
                HW_FIELD_CAPACITY, "no-concern", HW_FIELD_COOLING_OFF, "not wanted", NULL);
}

static void
fill_plan (Fixture    *fixture,
           const HwId *id)
{
  set_evidence (fixture, id, HW_FIELD_FAMILY_MAY_KNOW, "nothing", HW_FIELD_KEY_WORKER, "Sofie", HW_FIELD_KEY_WORKER_CHOSEN, "yes",
                HW_FIELD_GOALS, "Work at my cousin's garage", NULL);
}

static void
record_consent (Fixture         *fixture,
                const HwId      *id,
                const HwConsent *consent)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  hw_session_record_consent_async (fixture->session, id, consent, answered_cb, fixture);
  result = wait_for (fixture);
  hw_session_record_consent_finish (fixture->session, result, &error);
  g_assert_no_error (error);
}

static void
grant (Fixture    *fixture,
       const HwId *id)
{
  gint64 now = g_get_real_time ();
  HwConsent yes = { .purpose = "identity-document", .recipient = "consulate", .wording = "identity-2026-1", .language = "pl",
                    .form = HW_CONSENT_WRITTEN, .granted_at = now - G_USEC_PER_SEC, .expires_at = now + YEAR / 4 };

  record_consent (fixture, id, &yes);
}

static void
test_opened_for_somebody_new (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autoptr (HwPersonItem) person = NULL;
  HwId id;

  g_assert_cmpuint (count (hw_session_get_cases (fixture->session)), ==, 0);
  open_mareks_case (fixture, &id);
  g_assert_cmpuint (count (hw_session_get_cases (fixture->session)), ==, 1);
  g_assert_cmpuint (count (hw_session_get_people (fixture->session)), ==, 1);
  person = g_list_model_get_item (hw_session_get_people (fixture->session), 0);
  g_assert_cmpstr (hw_person_item_get_person (person)->alias, ==, "Marek");
  g_assert_true (hw_id_equal (&get_case (fixture, 0)->id, &id));
  g_assert_cmpstr (hw_case_get (get_case (fixture, 0), HW_FIELD_WISH), ==, "Home before Christmas");
}

static void
test_opened_for_somebody_known (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autoptr (HwPersonItem) person = NULL;
  HwId id, other;

  open_mareks_case (fixture, &id);
  move_on (fixture, &id, HW_STAGE_WITHDRAWN);
  person = g_list_model_get_item (hw_session_get_people (fixture->session), 0);
  open_case (fixture, hw_person_item_get_person (person), &other);
  g_assert_cmpuint (count (hw_session_get_people (fixture->session)), ==, 1);
  g_assert_cmpuint (count (hw_session_get_cases (fixture->session)), ==, 2);
}

static void
test_evidence_closes_requirements (Fixture       *fixture,
                                   gconstpointer  data)
{
  guint before;
  HwId id;

  open_mareks_case (fixture, &id);
  before = hw_case_item_get_n_open (get_item (fixture, 0));
  g_assert_cmpuint (before, >, 0);
  fill_assessment (fixture, &id);
  g_assert_cmpuint (hw_case_item_get_n_open (get_item (fixture, 0)), ==, 0);
  g_assert_cmpstr (hw_case_get (get_case (fixture, 0), HW_FIELD_NEEDS), ==, "a dentist");
  set_evidence (fixture, &id, HW_FIELD_NEEDS, "", NULL);
  g_assert_cmpuint (hw_case_item_get_n_open (get_item (fixture, 0)), ==, 1);
}

static void
test_gate_refuses_until_consent (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  HwId id;

  open_mareks_case (fixture, &id);
  g_assert_false (move (fixture, &id, HW_STAGE_ASSESSED, &error));
  g_assert_true (hw_error_is_gate (error));
  g_clear_error (&error);
  fill_assessment (fixture, &id);
  move_on (fixture, &id, HW_STAGE_ASSESSED);
  fill_decision (fixture, &id);
  move_on (fixture, &id, HW_STAGE_DECIDED);
  fill_plan (fixture, &id);

  g_assert_false (move (fixture, &id, HW_STAGE_PLANNED, &error));
  g_assert_true (hw_error_is_gate (error));
  g_assert_cmpint (get_case (fixture, 0)->stage, ==, HW_STAGE_DECIDED);
  grant (fixture, &id);
  move_on (fixture, &id, HW_STAGE_PLANNED);
  g_assert_cmpint (get_case (fixture, 0)->stage, ==, HW_STAGE_PLANNED);

  lock_and_unlock (fixture);
  g_assert_cmpint (get_case (fixture, 0)->stage, ==, HW_STAGE_PLANNED);
  g_assert_cmpuint (get_case (fixture, 0)->consents->len, ==, 1);
}

static void
test_withdrawal_is_seen (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  HwConsent *consent;
  HwId id;

  open_mareks_case (fixture, &id);
  grant (fixture, &id);
  g_assert_true (hw_case_has_consent (get_case (fixture, 0), HW_CONSENT_LIVE, g_get_real_time ()));
  consent = g_ptr_array_index (get_case (fixture, 0)->consents, 0);
  hw_session_withdraw_consent_async (fixture->session, &id, &consent->id, "changed my mind", answered_cb, fixture);
  result = wait_for (fixture);
  g_assert_true (hw_session_withdraw_consent_finish (fixture->session, result, &error));
  g_assert_no_error (error);
  g_assert_false (hw_case_has_consent (get_case (fixture, 0), HW_CONSENT_LIVE, g_get_real_time ()));
}

static guint
count_events (Fixture    *fixture,
              const HwId *id,
              const char *kind)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  hw_session_list_events_async (fixture->session, id, answered_cb, fixture);
  result = wait_for (fixture);
  events = hw_session_list_events_finish (fixture->session, result, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < events->len; i++)
    n += g_str_equal (((HwEvent *) g_ptr_array_index (events, i))->kind, kind);
  return n;
}

/* Nobody pressed anything when it ran out: unlocking notes it, once. */
static void
test_expiry_is_noted (Fixture       *fixture,
                      gconstpointer  data)
{
  gint64 now = g_get_real_time ();
  HwConsent ended = { .purpose = "family", .recipient = "Sister", .wording = "family-2026-2", .language = "pl", .form = HW_CONSENT_ORAL,
                      .granted_at = now - 20 * HW_DAY_US, .expires_at = now - HW_DAY_US };
  HwId id;

  open_mareks_case (fixture, &id);
  record_consent (fixture, &id, &ended);
  g_assert_cmpuint (count_events (fixture, &id, "consent.expired"), ==, 0);
  lock_and_unlock (fixture);
  g_assert_cmpuint (count_events (fixture, &id, "consent.expired"), ==, 1);
  lock_and_unlock (fixture);
  g_assert_cmpuint (count_events (fixture, &id, "consent.expired"), ==, 1);
}

static gboolean
wake_up_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static void
count_cb (GListModel *model,
          guint       position,
          guint       removed,
          guint       added,
          gpointer    user_data)
{
  *(guint *) user_data += 1;
}

/* Nor did anybody lock in between. */
static void
test_expiry_is_noted_while_open (Fixture       *fixture,
                                 gconstpointer  data)
{
  gint64 now = g_get_real_time ();
  HwConsent ending = { .purpose = "family", .recipient = "Sister", .wording = "family-2026-2", .language = "pl", .form = HW_CONSENT_ORAL,
                       .granted_at = now - HW_DAY_US, .expires_at = now + G_USEC_PER_SEC / 2 };
  guint wake_up_id = g_timeout_add (20, wake_up_cb, NULL);
  guint n_changes = 0;
  HwId id;

  open_mareks_case (fixture, &id);
  record_consent (fixture, &id, &ending);
  g_assert_cmpuint (count_events (fixture, &id, "consent.expired"), ==, 0);

  wait_until (g_get_real_time () > ending.expires_at);
  g_signal_connect (hw_session_get_cases (fixture->session), "items-changed", G_CALLBACK (count_cb), &n_changes);
  hw_session_note_expiries (fixture->session);
  wait_until (n_changes == 1);
  g_assert_cmpuint (count_events (fixture, &id, "consent.expired"), ==, 1);
  g_signal_handlers_disconnect_by_data (hw_session_get_cases (fixture->session), &n_changes);
  g_source_remove (wake_up_id);
}

static void
test_by_stage_then_who_waits (Fixture       *fixture,
                              gconstpointer  data)
{
  HwPerson ana = { .alias = "Ana", .age = HW_AGE_26_49 };
  HwId mareks, anas;

  open_mareks_case (fixture, &mareks);
  open_case (fixture, &ana, &anas);
  g_assert_true (hw_id_equal (&get_case (fixture, 0)->id, &mareks));
  fill_assessment (fixture, &mareks);
  g_assert_true (hw_id_equal (&get_case (fixture, 0)->id, &mareks));
  move_on (fixture, &mareks, HW_STAGE_ASSESSED);
  g_assert_true (hw_id_equal (&get_case (fixture, 0)->id, &anas));
  g_assert_cmpuint (count (hw_session_get_cases (fixture->session)), ==, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/session/case/opened-for-somebody-new", set_up_open, test_opened_for_somebody_new);
  add ("/session/case/opened-for-somebody-known", set_up_open, test_opened_for_somebody_known);
  add ("/session/case/evidence-closes-requirements", set_up_open, test_evidence_closes_requirements);
  add ("/session/case/gate-refuses-until-consent", set_up_open, test_gate_refuses_until_consent);
  add ("/session/case/withdrawal-is-seen", set_up_open, test_withdrawal_is_seen);
  add ("/session/case/expiry-is-noted-at-unlock", set_up_open, test_expiry_is_noted);
  add ("/session/case/expiry-is-noted-while-open", set_up_open, test_expiry_is_noted_while_open);
  add ("/session/case/by-stage-then-who-waits", set_up_open, test_by_stage_then_who_waits);

  return g_test_run ();
}
