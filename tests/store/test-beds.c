/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "bed-fixture.h"
#include "orders-fixture.h"

/* Beds in the workspace: what the rules refuse, what came of an offer, and two laptops that say different things of one. */

static void
assert_rule (gboolean    done,
                GError    **error,
                const char *words)
{
  g_assert_false (done);
  g_assert_error (*error, HW_STORE_ERROR, HW_STORE_ERROR_RULE);
  g_assert_nonnull (strstr ((*error)->message, words));
  g_clear_error (error);
}

static HwBed *
read_bed (HwStore    *store,
          const HwId *id)
{
  g_autoptr (GError) error = NULL;
  HwBed *bed = hw_store_get_bed (store, id, &error);

  g_assert_no_error (error);
  return bed;
}

static void
test_reads_back (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr (BedTown) town = fixture_make_bed_town (fixture->store);
  g_autoptr (GError) error = NULL;
  g_autoptr (HwBed) found = NULL;
  g_autoptr (GPtrArray) listed = NULL;
  g_autoptr (GPtrArray) before = NULL;
  HwBed bed = fixture_make_bed (town);

  found = hw_store_get_bed (fixture->store, &bed.partner, &error);
  g_assert_null (found);
  g_assert_error (error, HW_STORE_ERROR, HW_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  bed.age = 19;
  bed.shift = (HwId) { { 3 } };
  bed.stop = (HwId) { { 4 } };
  bed.guardian = (char *) "größer \"aunt\"";
  bed.social_services = (char *) "Ms Lund";
  bed.checked_on = (char *) "2026-01-31";
  assert_done (hw_store_record_bed (fixture->store, &bed, &bed.id, &error), error);
  assert_done (hw_store_answer_bed (fixture->store, &bed.id, HW_BED_REFUSED, "animal", "a dog", &error), error);
  fixture_reopen (fixture);
  found = read_bed (fixture->store, &bed.id);
  g_assert_true (hw_id_equal (&found->partner, &town->host) && hw_id_equal (&found->person, &town->person));
  g_assert_true (hw_id_equal (&found->shift, &bed.shift) && hw_id_equal (&found->stop, &bed.stop));
  g_assert_cmpstr (found->night, ==, town->night);
  g_assert_cmpint (found->offered_at, ==, bed.offered_at);
  g_assert_cmpuint (found->age, ==, 19);
  g_assert_cmpstr (found->guardian, ==, bed.guardian);
  g_assert_cmpstr (found->social_services, ==, "Ms Lund");
  g_assert_cmpstr (found->checked_on, ==, "2026-01-31");
  g_assert_cmpint (found->state, ==, HW_BED_REFUSED);
  g_assert_cmpstr (found->reason, ==, "animal");
  g_assert_cmpstr (found->words, ==, "a dog");
  listed = hw_store_list_beds (fixture->store, town->night, town->night, &error);
  g_assert_cmpuint (listed->len, ==, 1);
  before = hw_store_list_beds (fixture->store, "2000-01-01", "2026-01-01", &error);
  g_assert_cmpuint (before->len, ==, 0);
}

static void
test_refused (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (BedTown) town = fixture_make_bed_town (fixture->store);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) listed = NULL;
  HwPartner plain = { .kind = HW_PARTNER_SERVICE, .name = "Soup kitchen" };
  HwPerson old = { .alias = "Old Tom", .age = HW_AGE_50_PLUS, .known_since = TEST_TIME };
  HwBed bed = fixture_make_bed (town);

  assert_done (hw_store_record_partner (fixture->store, &plain, NULL, &plain.id, &error), error);
  assert_done (hw_store_record_person (fixture->store, &old, NULL, &old.id, &error), error);
  bed.partner = plain.id;
  assert_rule (hw_store_record_bed (fixture->store, &bed, NULL, &error), &error, "no beds");
  bed.partner = town->host;
  bed.person = old.id;
  assert_rule (hw_store_record_bed (fixture->store, &bed, NULL, &error), &error, "Old Tom is over 25");
  bed.person = town->person;
  bed.night = (char *) "soon";
  assert_rule (hw_store_record_bed (fixture->store, &bed, NULL, &error), &error, "no date");
  listed = hw_store_list_beds (fixture->store, "0", "9", &error);
  g_assert_cmpuint (listed->len, ==, 0);
}

/* Everything that is missing is said at once. */
static void
test_all_at_once (Fixture      *fixture,
                  gconstpointer data)
{
  g_autoptr (BedTown) town = fixture_make_bed_town (fixture->store);
  g_autoptr (GError) error = NULL;
  HwBed bed = fixture_make_bed (town);

  bed.age = 15;
  assert_done (hw_store_record_bed (fixture->store, &bed, &bed.id, &error), error);
  g_assert_false (hw_store_answer_bed (fixture->store, &bed.id, HW_BED_ACCEPTED, NULL, NULL, &error));
  g_assert_nonnull (strstr (error->message, "Nobody who cares for Mouse has consented"));
  g_assert_nonnull (strstr (error->message, "Social services do not know of Mouse"));
  assert_rule (FALSE, &error, "The safety check of Mouse is not done");
  bed.guardian = (char *) "her aunt";
  bed.social_services = (char *) "Ms Lund";
  bed.checked_on = (char *) "2026-01-31";
  assert_done (hw_store_record_bed (fixture->store, &bed, NULL, &error), error);
  assert_done (hw_store_answer_bed (fixture->store, &bed.id, HW_BED_ACCEPTED, NULL, NULL, &error), error);
}

/* One night at a time, also for somebody whom two aliases hide. */
static void
test_next_night (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr (BedTown) town = fixture_make_bed_town (fixture->store);
  g_autofree char *next = fixture_dup_night (2);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) beds = NULL;
  HwPerson same = { .alias = "Micky", .age = HW_AGE_18_25, .known_since = TEST_TIME };
  HwBed bed = fixture_make_bed (town);
  HwBed second = bed;

  assert_done (hw_store_record_person (fixture->store, &same, NULL, &same.id, &error), error);
  assert_done (hw_store_record_link (fixture->store, &same.id, &town->person, TRUE, "same scar", &error), error);
  bed.checked_on = (char *) "2026-01-31";
  assert_done (hw_store_record_bed (fixture->store, &bed, &bed.id, &error), error);
  second.person = same.id;
  assert_rule (hw_store_record_bed (fixture->store, &second, NULL, &error), &error, "another bed for that night");
  second.night = next;
  assert_rule (hw_store_record_bed (fixture->store, &second, NULL, &error), &error, "last bed of Micky is not said");
  assert_done (hw_store_answer_bed (fixture->store, &bed.id, HW_BED_ACCEPTED, NULL, NULL, &error), error);
  assert_done (hw_store_answer_bed (fixture->store, &bed.id, HW_BED_STAYED, NULL, NULL, &error), error);
  assert_done (hw_store_record_bed (fixture->store, &second, &second.id, &error), error);
  /* They slept there, so they are known, and need no other check. */
  assert_done (hw_store_answer_bed (fixture->store, &second.id, HW_BED_ACCEPTED, NULL, NULL, &error), error);
  beds = hw_store_list_beds_of (fixture->store, &town->person, &error);
  g_assert_cmpuint (beds->len, ==, 2);
  g_assert_cmpstr (((HwBed *) beds->pdata[0])->night, ==, next);
}

static void
test_corrected (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr (BedTown) town = fixture_make_bed_town (fixture->store);
  g_autoptr (GError) error = NULL;
  g_autoptr (HwBed) found = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;
  HwPartner closed = { .id = town->host, .kind = HW_PARTNER_SERVICE, .name = "Nightstop" };
  HwBed bed = fixture_make_bed (town);

  bed.checked_on = (char *) "2026-01-31";
  assert_done (hw_store_record_bed (fixture->store, &bed, &bed.id, &error), error);
  assert_done (hw_store_answer_bed (fixture->store, &bed.id, HW_BED_ACCEPTED, NULL, NULL, &error), error);
  assert_done (hw_store_answer_bed (fixture->store, &bed.id, HW_BED_STAYED, NULL, NULL, &error), error);
  assert_done (hw_store_answer_bed (fixture->store, &bed.id, HW_BED_NOT_COME, NULL, NULL, &error), error);
  /* Also where the partner has no beds any more. */
  assert_done (hw_store_record_partner (fixture->store, &closed, NULL, NULL, &error), error);
  assert_done (hw_store_answer_bed (fixture->store, &bed.id, HW_BED_STAYED, NULL, NULL, &error), error);
  found = read_bed (fixture->store, &bed.id);
  g_assert_cmpint (found->state, ==, HW_BED_STAYED);
  conflicts = hw_store_list_conflicts (fixture->store, &bed.id, &error);
  g_assert_cmpuint (conflicts->len, ==, 0);
  g_assert_false (hw_store_answer_bed (fixture->store, &bed.id, HW_BED_TURNED_DOWN, "past-crime", NULL, &error));
  assert_rule (FALSE, &error, "past crime is never a reason");
}

static void
test_rules_asked (Fixture      *fixture,
                  gconstpointer data)
{
  g_autoptr (BedTown) town = fixture_make_bed_town (fixture->store);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) to_offer = NULL;
  g_autoptr (GPtrArray) to_stay = NULL;
  HwBed bed = fixture_make_bed (town);

  bed.person = (HwId) { { 0 } };
  assert_done (hw_store_check_bed (fixture->store, &bed, &to_offer, &to_stay, &error), error);
  g_assert_cmpuint (to_offer->len, ==, 2);   /* who it is for, and how old they are */
  g_assert_cmpuint (to_stay->len, ==, 1);
}

/* -- several laptops ------------------------------------------------------------------------------------------------- */

static void
check_answers (HwStore      *store,
               gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) conflicts = hw_store_list_conflicts (store, data, &error);
  g_autoptr (HwBed) bed = read_bed (store, data);
  guint states = 0;

  g_assert_true (bed->state == HW_BED_REFUSED || bed->state == HW_BED_TURNED_DOWN);
  for (guint i = 0; i < conflicts->len; i++)
    states += g_str_equal (((HwConflict *) conflicts->pdata[i])->field, "state");
  g_assert_cmpuint (states, ==, 2);
}

static void
test_orders (Team         *team,
             gconstpointer data)
{
  g_autoptr (BedTown) town = fixture_make_bed_town (team->stores[0]);
  g_autoptr (GError) error = NULL;
  HwBed bed = fixture_make_bed (town);

  assert_done (hw_store_record_bed (team->stores[0], &bed, &bed.id, &error), error);
  share (team);
  assert_done (hw_store_answer_bed (team->stores[1], &bed.id, HW_BED_REFUSED, "too-far", NULL, &error), error);
  assert_done (hw_store_answer_bed (team->stores[2], &bed.id, HW_BED_TURNED_DOWN, "no-host", NULL, &error), error);
  assert_every_order (team, 30, check_answers, &bed.id);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_TEST ("/beds/an-offer-and-its-answer-read-back", test_reads_back);
  FIXTURE_TEST ("/beds/what-the-rules-do-not-allow-is-not-recorded", test_refused);
  FIXTURE_TEST ("/beds/all-that-is-missing-is-said-at-once", test_all_at_once);
  FIXTURE_TEST ("/beds/one-night-at-a-time-under-any-alias", test_next_night);
  FIXTURE_TEST ("/beds/an-answer-is-corrected-by-another", test_corrected);
  FIXTURE_TEST ("/beds/the-rules-can-be-asked-first", test_rules_asked);
  g_test_add ("/beds/two-answers-at-the-same-time-are-a-conflict-in-every-order", Team, NULL, team_set_up, test_orders, team_tear_down);
  return g_test_run ();
}
