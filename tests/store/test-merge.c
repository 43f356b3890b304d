/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "team-fixture.h"

/*
 * Three laptops record without knowing of each other and then exchange what
 * they have, in different orders: in the end all hold the same.
 */

static void
test_facts (Team         *team,
            gconstpointer data)
{
  HwReport same = fixture_report ();

  memset (same.id.bytes, 9, HW_ID_LENGTH);
  for (int i = 0; i < N_LAPTOPS; i++)
    {
      HwReport report = same;

      fixture_record (team->stores[i], "seen by one", NULL);
      /* The same report of another file: each says it a little differently. */
      report.place = i == 0 ? "a" : i == 1 ? "b" : "c";
      g_assert_true (hw_store_record_report (team->stores[i], &report, NULL, NULL, NULL));
    }
  send_all (team);
  for (int i = 0; i < N_LAPTOPS; i++)
    g_assert_cmpuint (hw_store_count_reports (team->stores[i], NULL), ==, 4);
  assert_same (team);
}

static void
share_case (Team *team,
            HwId *case_id)
{
  fixture_record_case (team->stores[0], case_id);
  send_own (team->stores[0], team->stores[1]);
  send_own (team->stores[0], team->stores[2]);
}

static void
test_fields (Team         *team,
             gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GPtrArray) settled = NULL;
  g_autoptr (HwCase) shown = NULL;
  HwId case_id;

  share_case (team, &case_id);
  /* Different fields merge, equal values are no conflict. */
  fixture_set_field (team->stores[0], &case_id, HW_FIELD_NEEDS, "a doctor", NULL);
  fixture_set_field (team->stores[1], &case_id, HW_FIELD_RISK, "cold", NULL);
  fixture_set_field (team->stores[1], &case_id, HW_FIELD_KEY_WORKER, "Ada", NULL);
  fixture_set_field (team->stores[2], &case_id, HW_FIELD_KEY_WORKER, "Ada", NULL);
  send_all (team);
  conflicts = hw_store_list_conflicts (team->stores[1], &case_id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (conflicts->len, ==, 0);
  g_clear_pointer (&conflicts, g_ptr_array_unref);

  /* Different values of one field are seen. */
  fixture_set_field (team->stores[0], &case_id, HW_FIELD_GOALS, "a job", NULL);
  fixture_set_field (team->stores[2], &case_id, HW_FIELD_GOALS, "see the children", NULL);
  send_all (team);
  assert_same (team);
  conflicts = hw_store_list_conflicts (team->stores[1], &case_id, &error);
  g_assert_cmpuint (conflicts->len, ==, 2);
  g_assert_cmpstr (((HwConflict *) conflicts->pdata[0])->field, ==, HW_FIELD_GOALS);
  shown = hw_store_get_case (team->stores[1], &case_id, &error);
  g_assert_cmpstr (hw_case_get (shown, HW_FIELD_GOALS), ==, ((HwConflict *) conflicts->pdata[1])->value);
  g_assert_cmpstr (hw_case_get (shown, HW_FIELD_NEEDS), ==, "a doctor");
  g_assert_cmpstr (hw_case_get (shown, HW_FIELD_RISK), ==, "cold");

  /* Setting it once more settles it, everywhere. */
  fixture_set_field (team->stores[1], &case_id, HW_FIELD_GOALS, "both", NULL);
  send_all (team);
  assert_same (team);
  settled = hw_store_list_conflicts (team->stores[2], &case_id, &error);
  g_assert_cmpuint (settled->len, ==, 0);
}

/* -- what is known of people and partners ------------------------------------------------------------------------------- */

static void
share_person (Team     *team,
              HwPerson *person)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (hw_store_record_person (team->stores[0], person, NULL, &person->id, &error));
  g_assert_no_error (error);
  send_own (team->stores[0], team->stores[1]);
  send_own (team->stores[0], team->stores[2]);
}

static void
note_person (HwStore        *store,
             const HwPerson *person)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (hw_store_record_person (store, person, NULL, NULL, &error));
  g_assert_no_error (error);
}

static GPtrArray *
list_conflicts (HwStore    *store,
                const HwId *id)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *conflicts = hw_store_list_conflicts (store, id, &error);

  g_assert_no_error (error);
  return conflicts;
}

static void
test_different_fields (Team         *team,
                       gconstpointer data)
{
  HwPerson person = { .alias = "Marek", .language = "pl", .known_since = TEST_TIME };
  HwPerson named = { .alias = "Marek", .other_names = "Mały", .language = "pl", .known_since = TEST_TIME };
  HwPerson born = { .alias = "Marek", .language = "pl", .born = "1984", .known_since = TEST_TIME };
  HwPerson silent = { .alias = "Marek", .known_since = TEST_TIME };
  g_autoptr (GPtrArray) found = NULL;

  share_person (team, &person);
  named.id = born.id = silent.id = person.id;
  note_person (team->stores[0], &named);
  note_person (team->stores[1], &born);
  note_person (team->stores[2], &silent);
  send_all (team);
  assert_same (team);
  for (int i = 0; i < N_LAPTOPS; i++)
    {
      g_autoptr (HwPerson) shown = hw_store_get_person (team->stores[i], &person.id, NULL);
      g_autoptr (GPtrArray) conflicts = list_conflicts (team->stores[i], &person.id);

      g_assert_cmpstr (shown->other_names, ==, "Mały");
      g_assert_cmpstr (shown->born, ==, "1984");
      g_assert_null (shown->language);
      g_assert_cmpuint (conflicts->len, ==, 0);
    }
  found = hw_store_search_people (team->stores[2], "maly", 5, NULL);
  g_assert_cmpuint (found->len, ==, 1);
}

static void
test_different_values (Team         *team,
                       gconstpointer data)
{
  HwPerson person = { .alias = "Marek", .language = "pl", .known_since = TEST_TIME };
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GPtrArray) later = NULL;
  g_autoptr (GPtrArray) settled = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HwPerson) shown = NULL;

  share_person (team, &person);
  person.language = "lt";
  note_person (team->stores[0], &person);
  person.language = "lv";
  note_person (team->stores[1], &person);
  send_all (team);
  assert_same (team);
  conflicts = list_conflicts (team->stores[2], &person.id);
  g_assert_cmpuint (conflicts->len, ==, 2);
  g_assert_cmpstr (((HwConflict *) conflicts->pdata[0])->field, ==, "language");
  g_assert_cmpstr (((HwConflict *) conflicts->pdata[0])->value, !=, ((HwConflict *) conflicts->pdata[1])->value);
  shown = hw_store_get_person (team->stores[2], &person.id, NULL);
  g_assert_cmpstr (shown->language, ==, ((HwConflict *) conflicts->pdata[1])->value);

  /* Who writes down something else has not chosen between the two. */
  person.language = shown->language;
  person.born = "1984";
  note_person (team->stores[2], &person);
  send_all (team);
  later = list_conflicts (team->stores[0], &person.id);
  g_assert_cmpuint (later->len, ==, 2);

  /* The one that was not shown holds. */
  g_assert_false (hw_store_settle (team->stores[2], &person.id, "language", "et", &error));
  g_assert_error (error, HW_STORE_ERROR, HW_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (hw_store_settle (team->stores[2], &person.id, "language", ((HwConflict *) later->pdata[0])->value, &error));
  g_assert_no_error (error);
  send_all (team);
  assert_same (team);
  settled = list_conflicts (team->stores[1], &person.id);
  g_assert_cmpuint (settled->len, ==, 0);
  g_clear_pointer (&shown, hw_person_unref);
  shown = hw_store_get_person (team->stores[1], &person.id, NULL);
  g_assert_cmpstr (shown->language, ==, ((HwConflict *) later->pdata[0])->value);
  g_assert_cmpstr (shown->born, ==, "1984");
}

static void
test_partner_fields (Team         *team,
                     gconstpointer data)
{
  HwPartner partner = { .kind = HW_PARTNER_EMBASSY, .name = "Embassy", .country = "PL", .phones = "1" };
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HwPartner) shown = NULL;

  g_assert_true (hw_store_record_partner (team->stores[0], &partner, NULL, &partner.id, &error));
  send_own (team->stores[0], team->stores[1]);
  send_own (team->stores[0], team->stores[2]);
  partner.phones = "1, 2";
  g_assert_true (hw_store_record_partner (team->stores[0], &partner, NULL, NULL, &error));
  partner.phones = "1";
  partner.hours = "10 to 12";
  g_assert_true (hw_store_record_partner (team->stores[1], &partner, NULL, NULL, &error));
  partner.hours = "9 to 11";
  g_assert_true (hw_store_record_partner (team->stores[2], &partner, NULL, NULL, &error));
  send_all (team);
  assert_same (team);
  conflicts = list_conflicts (team->stores[1], &partner.id);
  g_assert_cmpuint (conflicts->len, ==, 2);
  g_assert_cmpstr (((HwConflict *) conflicts->pdata[0])->field, ==, "hours");
  g_assert_true (hw_store_settle (team->stores[1], &partner.id, "hours", "10 to 12", &error));
  g_assert_no_error (error);
  shown = hw_store_get_partner (team->stores[1], &partner.id, NULL);
  g_assert_cmpstr (shown->phones, ==, "1, 2");
  g_assert_cmpstr (shown->hours, ==, "10 to 12");
}

static HwConsentState
get_state (HwStore    *store,
           const HwId *case_id)
{
  g_autoptr (HwCase) found = hw_store_get_case (store, case_id, NULL);

  return hw_case_consent_state (found, "family", "sister", TEST_TIME + 50);
}

static void
test_consent (Team         *team,
              gconstpointer data)
{
  HwConsent consent = { .purpose = "family", .recipient = "sister", .wording = "family-1", .granted_at = TEST_TIME, .expires_at = TEST_TIME + 100 };
  HwId case_id, consent_id;

  share_case (team, &case_id);
  g_assert_true (hw_store_record_consent (team->stores[0], &case_id, &consent, &consent_id, NULL));
  send_own (team->stores[0], team->stores[1]);
  send_own (team->stores[0], team->stores[2]);
  g_assert_cmpint (get_state (team->stores[1], &case_id), ==, HW_CONSENT_LIVE);
  /* At the same time: withdrawn here, asked for and granted once more there. */
  g_assert_true (hw_store_record_withdrawal (team->stores[1], &case_id, &consent_id, NULL, 0, NULL));
  g_assert_true (hw_store_record_consent (team->stores[2], &case_id, &consent, NULL, NULL));
  g_assert_cmpint (get_state (team->stores[2], &case_id), ==, HW_CONSENT_LIVE);
  send_all (team);
  for (int i = 0; i < N_LAPTOPS; i++)
    g_assert_cmpint (get_state (team->stores[i], &case_id), ==, HW_CONSENT_WITHDRAWN);
  assert_same (team);
  /* A grant that knows of the withdrawal holds. */
  g_assert_true (hw_store_record_consent (team->stores[0], &case_id, &consent, NULL, NULL));
  send_all (team);
  for (int i = 0; i < N_LAPTOPS; i++)
    g_assert_cmpint (get_state (team->stores[i], &case_id), ==, HW_CONSENT_LIVE);
  assert_same (team);
}

static void
test_stages (Team         *team,
             gconstpointer data)
{
  gboolean in_review;
  HwId case_id;

  share_case (team, &case_id);
  g_assert_true (hw_store_record_stage (team->stores[1], &case_id, HW_STAGE_PAUSED, TEST_TIME, NULL));
  g_assert_true (hw_store_record_stage (team->stores[2], &case_id, HW_STAGE_DECLINED, TEST_TIME, NULL) ||
                 hw_store_record_stage (team->stores[2], &case_id, HW_STAGE_WITHDRAWN, TEST_TIME, NULL));
  send_all (team);
  for (int i = 0; i < N_LAPTOPS; i++)
    {
      g_autoptr (HwCase) found = hw_store_get_case (team->stores[i], &case_id, NULL);

      g_assert_true (hw_store_case_in_review (team->stores[i], &case_id, &in_review, NULL));
      g_assert_true (in_review);
      g_assert_cmpint (found->stage, !=, HW_STAGE_PAUSED);
    }
  assert_same (team);
}

/* From an end nothing leads on, so that somebody looked is said by recording the same end again. */
static void
test_end_is_settled (Team         *team,
                     gconstpointer data)
{
  gboolean in_review;
  HwId case_id;

  share_case (team, &case_id);
  g_assert_true (hw_store_record_stage (team->stores[1], &case_id, HW_STAGE_WITHDRAWN, TEST_TIME, NULL));
  g_assert_false (hw_store_record_stage (team->stores[1], &case_id, HW_STAGE_WITHDRAWN, TEST_TIME, NULL));
  g_assert_true (hw_store_record_stage (team->stores[2], &case_id, HW_STAGE_PAUSED, TEST_TIME, NULL));
  send_all (team);
  g_assert_true (hw_store_case_in_review (team->stores[0], &case_id, &in_review, NULL));
  g_assert_true (in_review);

  g_assert_false (hw_store_record_stage (team->stores[0], &case_id, HW_STAGE_PAUSED, TEST_TIME, NULL));
  g_assert_true (hw_store_record_stage (team->stores[0], &case_id, HW_STAGE_WITHDRAWN, TEST_TIME, NULL));
  send_all (team);
  for (int i = 0; i < N_LAPTOPS; i++)
    {
      g_autoptr (HwCase) found = hw_store_get_case (team->stores[i], &case_id, NULL);

      g_assert_false (found->in_review);
      g_assert_cmpint (found->stage, ==, HW_STAGE_WITHDRAWN);
    }
  assert_same (team);
  g_assert_false (hw_store_record_stage (team->stores[0], &case_id, HW_STAGE_WITHDRAWN, TEST_TIME, NULL));
}

static void
test_changed_on_the_way (Team         *team,
                         gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwBatch) first = NULL;
  g_autoptr (HwBatch) second = NULL;

  fixture_record (team->stores[0], "one", NULL);
  fixture_record (team->stores[0], "two", NULL);
  first = hw_store_dup_batch (team->stores[0], 1, 1, &error);
  second = hw_store_dup_batch (team->stores[0], 1, 2, &error);
  /* Out of order. */
  g_assert_false (hw_store_receive_batch (team->stores[1], second, &error));
  g_assert_error (error, HW_STORE_ERROR, HW_STORE_ERROR_RULE);
  g_clear_error (&error);
  /* Another body, another author, another signature. */
  ((char *) g_array_index (first->entries, HwEntry, 0).body)[2] ^= 1;
  g_assert_false (hw_store_receive_batch (team->stores[1], first, &error));
  g_assert_error (error, HW_STORE_ERROR, HW_STORE_ERROR_RULE);
  g_clear_error (&error);
  ((char *) g_array_index (first->entries, HwEntry, 0).body)[2] ^= 1;
  g_array_index (first->entries, HwEntry, 0).author = "Eve";
  g_assert_false (hw_store_receive_batch (team->stores[1], first, &error));
  g_assert_error (error, HW_STORE_ERROR, HW_STORE_ERROR_RULE);
  g_clear_error (&error);
  g_array_index (first->entries, HwEntry, 0).author = "Ada";
  first->signature[5] ^= 1;
  g_assert_false (hw_store_receive_batch (team->stores[1], first, &error));
  g_assert_error (error, HW_STORE_ERROR, HW_STORE_ERROR_RULE);
  g_clear_error (&error);
  g_assert_cmpuint (hw_store_count_reports (team->stores[1], NULL), ==, 0);
  /* And as it was. */
  first->signature[5] ^= 1;
  g_assert_true (hw_store_receive_batch (team->stores[1], first, &error));
  g_assert_no_error (error);
  g_assert_true (hw_store_receive_batch (team->stores[1], second, &error));
  g_assert_cmpuint (hw_store_count_reports (team->stores[1], NULL), ==, 2);
  /* Own entries go on after it, later in the order. */
  fixture_record (team->stores[1], "mine", NULL);
  g_assert_cmpuint (hw_store_count_reports (team->stores[1], NULL), ==, 3);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  TEAM_TEST ("/merge/facts/are-a-set-whatever-the-order", test_facts);
  TEAM_TEST ("/merge/fields/differing-values-stay-visible-until-settled", test_fields);
  TEAM_TEST ("/merge/people/different-fields-merge", test_different_fields);
  TEAM_TEST ("/merge/people/different-values-stay-visible-until-one-is-chosen", test_different_values);
  TEAM_TEST ("/merge/partners/different-fields-merge", test_partner_fields);
  TEAM_TEST ("/merge/consent/a-withdrawal-beats-a-concurrent-grant", test_consent);
  TEAM_TEST ("/merge/stages/concurrent-moves-go-to-review", test_stages);
  TEAM_TEST ("/merge/stages/a-review-at-an-end-is-settled-there", test_end_is_settled);
  TEAM_TEST ("/merge/batch/changed-on-the-way-is-refused", test_changed_on_the_way);
  return g_test_run ();
}
