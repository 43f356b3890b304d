/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "case-fixture.h"
#include "orders-fixture.h"

/*
 * Casework that several laptops recorded at the same time, in every order that
 * there is: each ends in the same tables, in review where people must look, and
 * with the less exposing stage.
 */

/* A case with one consent, on all three laptops, in three batches. */
static void
share_case (Team *team,
            HwId *case_id,
            HwId *consent_id)
{
  fixture_record_case (team->stores[0], case_id);
  fixture_grant (team->stores[0], case_id, consent_id);
  share (team);
}

static HwCase *
get_case (HwStore      *store,
          gconstpointer case_id)
{
  g_autoptr (GError) error = NULL;
  HwCase *found = hw_store_get_case (store, case_id, &error);

  g_assert_no_error (error);
  return found;
}

static gboolean
is_in_review (HwStore      *store,
              gconstpointer case_id)
{
  gboolean in_review;

  g_assert_true (hw_store_case_in_review (store, case_id, &in_review, NULL));
  return in_review;
}

/* -- stages ---------------------------------------------------------------------------------------------------------- */

static void
check_moves (HwStore      *store,
             gconstpointer data)
{
  g_autoptr (HwCase) found = get_case (store, data);

  g_assert_true (is_in_review (store, data));
  g_assert_cmpint (found->stage, ==, HW_STAGE_WITHDRAWN);
}

static void
test_moves (Team         *team,
            gconstpointer data)
{
  HwId case_id;

  fixture_record_case (team->stores[0], &case_id);
  share (team);
  fixture_move (team->stores[0], &case_id, HW_STAGE_PAUSED);
  fixture_move (team->stores[1], &case_id, HW_STAGE_WITHDRAWN);
  fixture_move (team->stores[2], &case_id, HW_STAGE_PAUSED);
  assert_every_order (team, 20, check_moves, &case_id);
}

static void
check_settled (HwStore      *store,
               gconstpointer data)
{
  g_autoptr (HwCase) found = get_case (store, data);

  g_assert_false (is_in_review (store, data));
  g_assert_cmpint (found->stage, ==, HW_STAGE_WISH);
}

static void
test_settled (Team         *team,
              gconstpointer data)
{
  HwId case_id;

  fixture_record_case (team->stores[0], &case_id);
  share (team);
  fixture_move (team->stores[0], &case_id, HW_STAGE_PAUSED);
  fixture_set_evidence (team->stores[1], &case_id);
  fixture_move (team->stores[1], &case_id, HW_STAGE_ASSESSED);
  send_own (team->stores[0], team->stores[2]);
  send_own (team->stores[1], team->stores[2]);
  g_assert_true (is_in_review (team->stores[2], &case_id));
  /* Somebody looked: from the pause, which held, back to where it was. */
  fixture_move (team->stores[2], &case_id, HW_STAGE_WISH);
  assert_every_order (team, 60, check_settled, &case_id);
}

/* -- consent --------------------------------------------------------------------------------------------------------- */

static void
check_withdrawn (HwStore      *store,
                 gconstpointer data)
{
  g_autoptr (HwCase) found = get_case (store, data);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (hw_case_consent_state (found, "identity-document", "consulate", g_get_real_time ()), ==, HW_CONSENT_WITHDRAWN);
  g_assert_cmpint (found->stage, ==, HW_STAGE_PAUSED);
  assert_refused (fixture_add_record (store, data, HW_CASE_RECORD_DISCLOSURE, "purpose=identity-document;recipient=consulate;what=name", NULL, &error),
                  error, HW_STORE_ERROR_GATE);
}

static void
test_withdrawal_and_grant (Team         *team,
                           gconstpointer data)
{
  HwId case_id, consent_id;

  share_case (team, &case_id, &consent_id);
  g_assert_true (hw_store_record_withdrawal (team->stores[1], &case_id, &consent_id, "no", 0, NULL));
  fixture_grant (team->stores[2], &case_id, NULL);
  assert_every_order (team, 20, check_withdrawn, &case_id);
}

static void
check_two_withdrawals (HwStore      *store,
                       gconstpointer data)
{
  /* Both laptops paused it: that is one wish, and no review. */
  g_assert_false (is_in_review (store, data));
  check_withdrawn (store, data);
}

static void
test_two_withdrawals (Team         *team,
                      gconstpointer data)
{
  HwId case_id, consent_id;

  share_case (team, &case_id, &consent_id);
  g_assert_true (hw_store_record_withdrawal (team->stores[1], &case_id, &consent_id, "no", 0, NULL));
  g_assert_true (hw_store_record_withdrawal (team->stores[2], &case_id, &consent_id, "never", 0, NULL));
  assert_every_order (team, 20, check_two_withdrawals, &case_id);
}

static void
check_stopped (HwStore      *store,
               gconstpointer data)
{
  g_assert_true (is_in_review (store, data));
  check_withdrawn (store, data);
}

/* Here the case goes on its journey while there the consent is taken back: it stops, and people look. */
static void
test_withdrawal_and_move (Team         *team,
                          gconstpointer data)
{
  HwId case_id, consent_id;

  fixture_record_way (team->stores[0], HW_STAGE_READY, &case_id, &consent_id);
  fixture_book (team->stores[0], &case_id);
  share (team);
  fixture_move (team->stores[0], &case_id, HW_STAGE_TRAVELLED);
  g_assert_true (hw_store_record_withdrawal (team->stores[1], &case_id, &consent_id, "I stay", 0, NULL));
  assert_every_order (team, 11, check_stopped, &case_id);
}

static void
check_expired (HwStore      *store,
               gconstpointer data)
{
  gint64 traces;

  g_assert_true (hw_connection_get_int (store->connection, "SELECT count (*) FROM consent_expiry", &traces, NULL));
  g_assert_cmpint (traces, ==, 1);
}

static void
test_expiries (Team         *team,
               gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  HwId case_id, consent_id;

  share_case (team, &case_id, &consent_id);
  for (int i = 0; i < N_LAPTOPS; i++)
    {
      /* The trace tells the consent's own end, not when a laptop noticed. */
      hw_store_note_expiries (team->stores[i], fixture_time (41 + i), &error);
      g_assert_no_error (error);
    }
  assert_every_order (team, 30, check_expired, &case_id);
}

/* -- facts ----------------------------------------------------------------------------------------------------------- */

static void
check_correction (HwStore      *store,
                  gconstpointer data)
{
  g_autoptr (HwCase) found = get_case (store, data);
  g_autoptr (GPtrArray) conflicts = NULL;
  const char *words;

  g_assert_cmpuint (found->records->len, ==, 2);
  words = hw_case_record_get (found->records->pdata[0], HW_RECORD_WORDS);
  g_assert_true (g_str_equal (words, "Tuesday") || g_str_equal (words, "Wednesday"));
  /* The one that is not shown is not hidden. */
  conflicts = hw_store_list_conflicts (store, data, NULL);
  g_assert_cmpuint (conflicts->len, ==, 2);
  g_assert_nonnull (strstr (((HwConflict *) conflicts->pdata[1])->value, words));
}

static void
test_corrections (Team         *team,
                  gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwCaseRecord) note = fixture_make_record (HW_CASE_RECORD_NOTE, "words=Monday");
  HwId case_id;

  fixture_record_case (team->stores[0], &case_id);
  assert_done (hw_store_record_case_record (team->stores[0], &case_id, note, &note->id, &error), error);
  share (team);
  hw_case_record_set (note, HW_RECORD_WORDS, "Tuesday");
  assert_done (hw_store_record_case_record (team->stores[1], &case_id, note, NULL, &error), error);
  hw_case_record_set (note, HW_RECORD_WORDS, "Wednesday");
  assert_done (hw_store_record_case_record (team->stores[2], &case_id, note, NULL, &error), error);
  assert_done (fixture_add_record (team->stores[2], &case_id, HW_CASE_RECORD_NOTE, "words=another", NULL, &error), error);
  assert_every_order (team, 60, check_correction, &case_id);
}

static void
check_evidence (HwStore      *store,
                gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) conflicts = hw_store_list_conflicts (store, data, &error);
  g_autoptr (HwCase) found = get_case (store, data);

  g_assert_cmpuint (conflicts->len, ==, 2);
  g_assert_cmpstr (((HwConflict *) conflicts->pdata[0])->field, ==, HW_FIELD_GOALS);
  g_assert_cmpstr (hw_case_get (found, HW_FIELD_NEEDS), ==, "a doctor");
}

static void
test_evidence (Team         *team,
               gconstpointer data)
{
  HwId case_id;

  fixture_record_case (team->stores[0], &case_id);
  share (team);
  fixture_set_field (team->stores[0], &case_id, HW_FIELD_GOALS, "a job", NULL);
  fixture_set_field (team->stores[1], &case_id, HW_FIELD_GOALS, "see the children", NULL);
  fixture_set_field (team->stores[2], &case_id, HW_FIELD_NEEDS, "a dentist", NULL);
  fixture_set_field (team->stores[2], &case_id, HW_FIELD_NEEDS, "a doctor", NULL);
  assert_every_order (team, 60, check_evidence, &case_id);
}

/* -- people ---------------------------------------------------------------------------------------------------------- */

static void
add_person (HwStore *store,
            HwId    *id)
{
  HwPerson person = { .alias = "Marek", .age = HW_AGE_26_49, .known_since = TEST_TIME };
  g_autoptr (GError) error = NULL;

  assert_done (hw_store_record_person (store, &person, NULL, id, &error), error);
}

static void
check_link (HwStore      *store,
            gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) same = hw_store_list_same_people (store, data, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (same->len, ==, 1);
}

/* One says the same, one says not: until it is settled they count as the same. */
static void
test_links (Team         *team,
            gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  HwId people[2];

  add_person (team->stores[0], &people[0]);
  add_person (team->stores[0], &people[1]);
  share (team);
  assert_done (hw_store_record_link (team->stores[0], &people[0], &people[1], TRUE, NULL, &error), error);
  assert_done (hw_store_record_link (team->stores[1], &people[0], &people[1], TRUE, "same dog", &error), error);
  assert_done (hw_store_record_link (team->stores[2], &people[1], &people[0], FALSE, "two dogs", &error), error);
  assert_every_order (team, 20, check_link, &people[0]);
}

static void
check_match (HwStore      *store,
             gconstpointer data)
{
  const HwId *people = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) first = hw_store_list_contacts (store, &people[0], 10, &error);
  g_autoptr (GPtrArray) second = hw_store_list_contacts (store, &people[1], 10, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (first->len + second->len, ==, 1);
}

static void
test_matches (Team         *team,
              gconstpointer data)
{
  HwContact contact = { .met_at = TEST_TIME, .place = "arches", .people = 1 };
  g_autoptr (GError) error = NULL;
  HwId people[2];
  gint64 row;

  add_person (team->stores[0], &people[0]);
  add_person (team->stores[0], &people[1]);
  contact.person = people[0];
  assert_done (hw_store_record_contact (team->stores[0], &contact, &row, NULL, &error), error);
  share (team);
  assert_done (hw_store_record_match (team->stores[1], row, &people[0], &error), error);
  assert_done (hw_store_record_match (team->stores[2], row, &people[1], &error), error);
  assert_every_order (team, 20, check_match, people);
}

static void
check_partner (HwStore      *store,
               gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwPartner) partner = hw_store_get_partner (store, data, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (partner->phones, !=, "0");
}

static void
test_partners (Team         *team,
               gconstpointer data)
{
  HwPartner partner = { .kind = HW_PARTNER_SERVICE, .name = "Shelter", .phones = "0" };
  g_autoptr (GError) error = NULL;

  assert_done (hw_store_record_partner (team->stores[0], &partner, NULL, &partner.id, &error), error);
  share (team);
  partner.phones = "1";
  assert_done (hw_store_record_partner (team->stores[1], &partner, NULL, NULL, &error), error);
  partner.phones = "2";
  assert_done (hw_store_record_partner (team->stores[2], &partner, NULL, NULL, &error), error);
  assert_every_order (team, 6, check_partner, &partner.id);
}

static void
check_notes (HwStore      *store,
             gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwPerson) person = hw_store_get_person (store, data, &error);
  g_autoptr (GPtrArray) conflicts = hw_store_list_conflicts (store, data, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (person->other_names, ==, "Marku");
  g_assert_cmpstr (person->nationality, ==, "PL");
  g_assert_cmpuint (conflicts->len, ==, 2);
}

static void
test_notes (Team         *team,
            gconstpointer data)
{
  HwPerson person = { .alias = "Marek", .age = HW_AGE_26_49, .known_since = TEST_TIME };
  g_autoptr (GError) error = NULL;

  add_person (team->stores[0], &person.id);
  share (team);
  person.other_names = "Marku";
  assert_done (hw_store_record_person (team->stores[0], &person, NULL, NULL, &error), error);
  person.other_names = NULL;
  person.language = "lt";
  assert_done (hw_store_record_person (team->stores[1], &person, NULL, NULL, &error), error);
  person.nationality = "PL";
  assert_done (hw_store_record_person (team->stores[1], &person, NULL, NULL, &error), error);
  person.nationality = NULL;
  person.language = "lv";
  assert_done (hw_store_record_person (team->stores[2], &person, NULL, NULL, &error), error);
  assert_every_order (team, 30, check_notes, &person.id);
}

/* -- the map --------------------------------------------------------------------------------------------------------- */

static gboolean
is_said (GPtrArray  *conflicts,
         const char *field,
         const char *value)
{
  for (guint i = 0; i < conflicts->len; i++)
    {
      const HwConflict *conflict = conflicts->pdata[i];

      if (g_str_equal (conflict->field, field) && g_str_equal (conflict->value, value))
        return TRUE;
    }
  return FALSE;
}

static void
check_site (HwStore      *store,
            gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwSite) site = hw_store_get_site (store, data, &error);
  g_autoptr (GPtrArray) conflicts = hw_store_list_conflicts (store, data, &error);
  g_autoptr (GPtrArray) found = hw_store_search_sites (store, "needles", 10, &error);

  g_assert_no_error (error);
  g_assert_true (site->closes_by_authorities);
  /* The hazard that is not shown is not hidden. */
  g_assert_true (is_said (conflicts, "hazards", "needles"));
  g_assert_true (is_said (conflicts, "hazards", "a dog"));
  g_assert_cmpuint (conflicts->len, ==, 2);
  g_assert_cmpuint (found->len, ==, g_str_equal (site->hazards, "needles"));
}

static void
test_sites (Team         *team,
            gconstpointer data)
{
  HwSite site = { .name = (char *) "Steps", .point = { 51.5, -0.1 }, .radius_m = 75 };
  g_autoptr (GError) error = NULL;

  assert_done (hw_store_record_site (team->stores[0], &site, &site.id, &error), error);
  share (team);
  site.hazards = (char *) "needles";
  assert_done (hw_store_record_site (team->stores[1], &site, NULL, &error), error);
  site.hazards = (char *) "a dog";
  assert_done (hw_store_record_site (team->stores[2], &site, NULL, &error), error);
  assert_done (hw_store_record_closure (team->stores[2], &site.id, TEST_TIME, TRUE, NULL, &error), error);
  assert_every_order (team, 12, check_site, &site.id);
}

static void
check_settled_site (HwStore      *store,
                    gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwSite) site = hw_store_get_site (store, data, &error);
  g_autoptr (GPtrArray) conflicts = hw_store_list_conflicts (store, data, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (site->hazards, ==, "needles; a dog");
  g_assert_cmpint (site->closes_at, ==, 0);
  g_assert_cmpuint (conflicts->len, ==, 0);
}

static void
test_settled_site (Team         *team,
                   gconstpointer data)
{
  HwSite site = { .name = (char *) "Steps", .point = { 51.5, -0.1 }, .radius_m = 75 };
  g_autoptr (GError) error = NULL;

  assert_done (hw_store_record_site (team->stores[0], &site, &site.id, &error), error);
  share (team);
  site.hazards = (char *) "needles";
  assert_done (hw_store_record_site (team->stores[1], &site, NULL, &error), error);
  assert_done (hw_store_record_closure (team->stores[1], &site.id, TEST_TIME, TRUE, NULL, &error), error);
  site.hazards = (char *) "a dog";
  assert_done (hw_store_record_site (team->stores[2], &site, NULL, &error), error);
  send_own (team->stores[1], team->stores[2]);
  site.hazards = (char *) "needles; a dog";
  assert_done (hw_store_record_site (team->stores[2], &site, NULL, &error), error);
  assert_done (hw_store_record_closure (team->stores[2], &site.id, 0, FALSE, NULL, &error), error);
  assert_every_order (team, 60, check_settled_site, &site.id);
}

static void
check_area (HwStore      *store,
            gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) areas = hw_store_list_areas (store, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (areas->len, ==, 1);
  g_assert_cmpstr (((HwArea *) areas->pdata[0])->covered_by, ==, "Night team");
}

/* One removes it, another gives it a team: what somebody just said is not lost, and the area that nobody changed is gone. */
static void
test_areas (Team         *team,
            gconstpointer data)
{
  HwPoint corners[] = { { 51, 0 }, { 51, 1 }, { 52, 0 } };
  g_autoptr (GArray) ring = g_array_new (FALSE, FALSE, sizeof (HwPoint));
  g_autoptr (GPtrArray) rings = g_ptr_array_new ();
  g_autoptr (GPtrArray) areas = g_ptr_array_new ();
  HwArea area = { .name = (char *) "Harbour", .rings = rings };
  g_autoptr (GError) error = NULL;
  HwId other;

  g_array_append_vals (ring, corners, G_N_ELEMENTS (corners));
  g_ptr_array_add (rings, ring);
  g_ptr_array_add (areas, &area);
  assert_done (hw_store_record_areas (team->stores[0], areas, &other, &error), error);
  assert_done (hw_store_record_areas (team->stores[0], areas, &area.id, &error), error);
  share (team);
  assert_done (hw_store_record_area_removal (team->stores[1], &area.id, &error), error);
  assert_done (hw_store_record_area_removal (team->stores[1], &other, &error), error);
  area.covered_by = (char *) "Night team";
  assert_done (hw_store_record_areas (team->stores[2], areas, NULL, &error), error);
  assert_every_order (team, 30, check_area, &area.id);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  TEAM_TEST ("/orders/stages/concurrent-moves-end-in-review-with-the-less-exposing-stage", test_moves);
  TEAM_TEST ("/orders/stages/a-move-that-knows-of-all-settles-the-review", test_settled);
  TEAM_TEST ("/orders/consent/a-withdrawal-beats-a-concurrent-grant-and-stops-the-case", test_withdrawal_and_grant);
  TEAM_TEST ("/orders/consent/two-withdrawals-are-one", test_two_withdrawals);
  TEAM_TEST ("/orders/consent/a-withdrawal-stops-a-concurrent-journey-until-people-looked", test_withdrawal_and_move);
  TEAM_TEST ("/orders/consent/its-end-leaves-one-trace-however-many-noticed", test_expiries);
  TEAM_TEST ("/orders/records/concurrent-corrections-show-the-same-one-everywhere", test_corrections);
  TEAM_TEST ("/orders/evidence/conflicts-are-seen-everywhere", test_evidence);
  TEAM_TEST ("/orders/people/are-the-same-while-laptops-differ", test_links);
  TEAM_TEST ("/orders/people/who-was-met-is-the-same-everywhere", test_matches);
  TEAM_TEST ("/orders/people/notes-merge-the-same-everywhere", test_notes);
  TEAM_TEST ("/orders/people/a-partner-reads-the-same-everywhere", test_partners);
  TEAM_TEST ("/orders/sites/two-hazards-noted-at-once-are-both-seen-everywhere", test_sites);
  TEAM_TEST ("/orders/sites/a-note-that-knows-of-both-settles-them", test_settled_site);
  TEAM_TEST ("/orders/areas/a-removal-takes-nothing-that-somebody-changed-meanwhile", test_areas);
  return g_test_run ();
}
