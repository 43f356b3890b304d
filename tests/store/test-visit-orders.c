/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "case-fixture.h"
#include "orders-fixture.h"
#include "shift-fixture.h"

/*
 * Shifts that several laptops planned, walked and wrote up at the same time, in
 * every order that there is: each ends in the same tables, and what is not
 * shown is a conflict that people see.
 */

static const HwShift *
get_first (gconstpointer data)
{
  return data;
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
assert_conflict (HwStore    *store,
                 const HwId *id,
                 const char *field,
                 guint       n_answers)
{
  g_autoptr (GPtrArray) conflicts = list_conflicts (store, id);
  guint found = 0;

  for (guint i = 0; i < conflicts->len; i++)
    found += g_str_equal (((HwConflict *) conflicts->pdata[i])->field, field);
  g_assert_cmpuint (found, ==, n_answers);
}

static HwShift *
read_shift (HwStore       *store,
            gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  HwShift *shift = hw_store_get_shift (store, &get_first (data)->id, &error);

  g_assert_no_error (error);
  return shift;
}

/* -- planning -------------------------------------------------------------------------------------------------------- */

static void
check_plan (HwStore      *store,
            gconstpointer data)
{
  g_autoptr (HwShift) shift = read_shift (store, data);
  g_autoptr (GPtrArray) conflicts = list_conflicts (store, &shift->id);

  /* A note, a round and a state are fields of their own. */
  g_assert_cmpstr (shift->note, ==, "two torches");
  g_assert_cmpuint (shift->stops->len, ==, 2);
  g_assert_cmpint (shift->state, ==, HW_SHIFT_STARTED);
  g_assert_cmpuint (conflicts->len, ==, 0);
}

static void
test_plan (Team         *team,
           gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwShift) shift = fixture_plan_shift (team->stores[0], NULL);

  share (team);
  fixture_set_state (team->stores[0], &shift->id, HW_SHIFT_STARTED, TEST_TIME);
  g_ptr_array_remove_index (shift->stops, 2);
  assert_done (hw_store_record_round (team->stores[2], &shift->id, shift->stops, &error), error);
  g_free (shift->note);
  shift->note = g_strdup ("two torches");
  assert_done (hw_store_record_shift (team->stores[1], shift, NULL, &error), error);
  assert_every_order (team, 20, check_plan, shift);
}

static void
check_rounds (HwStore      *store,
              gconstpointer data)
{
  g_autoptr (HwShift) shift = read_shift (store, data);
  gint64 n_stops;

  g_assert_true (shift->stops->len == 1 || shift->stops->len == 2);
  assert_conflict (store, &shift->id, "round", 2);
  assert_conflict (store, &shift->id, "transport", 2);
  g_assert_true (hw_connection_get_int (store->connection, "SELECT count (*) FROM stop", &n_stops, NULL));
  g_assert_cmpint (n_stops, ==, shift->stops->len);
}

static void
test_rounds (Team         *team,
             gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwShift) shift = fixture_plan_shift (team->stores[0], NULL);

  share (team);
  for (guint i = 1; i < N_LAPTOPS; i++)
    {
      g_ptr_array_remove_index (shift->stops, shift->stops->len - 1);
      assert_done (hw_store_record_round (team->stores[i], &shift->id, shift->stops, &error), error);
      shift->transport = (HwTransport) i;
      assert_done (hw_store_record_shift (team->stores[i], shift, NULL, &error), error);
    }
  assert_every_order (team, 90, check_rounds, shift);
}

static void
check_settled_round (HwStore      *store,
                     gconstpointer data)
{
  g_autoptr (HwShift) shift = read_shift (store, data);
  g_autoptr (GPtrArray) conflicts = list_conflicts (store, &shift->id);

  g_assert_cmpuint (shift->stops->len, ==, 3);
  g_assert_cmpuint (conflicts->len, ==, 0);
}

static void
test_settled_round (Team         *team,
                    gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwShift) shift = fixture_plan_shift (team->stores[0], NULL);
  g_autoptr (HwShift) less = hw_shift_copy (shift);

  share (team);
  g_ptr_array_remove_index (less->stops, 0);
  assert_done (hw_store_record_round (team->stores[1], &shift->id, less->stops, &error), error);
  g_ptr_array_remove_index (less->stops, 0);
  assert_done (hw_store_record_round (team->stores[2], &shift->id, less->stops, &error), error);
  send_own (team->stores[1], team->stores[2]);
  assert_done (hw_store_record_round (team->stores[2], &shift->id, shift->stops, &error), error);
  assert_every_order (team, 30, check_settled_round, shift);
}

static void
check_states (HwStore      *store,
              gconstpointer data)
{
  g_autoptr (HwShift) shift = read_shift (store, data);

  g_assert_true (shift->state == HW_SHIFT_FINISHED || shift->state == HW_SHIFT_CALLED_OFF);
  g_assert_cmpint (shift->started_at, ==, TEST_TIME);
  assert_conflict (store, &shift->id, "state", 2);
}

static void
test_states (Team         *team,
             gconstpointer data)
{
  g_autoptr (HwShift) shift = fixture_start_shift (team->stores[0], NULL);

  share (team);
  fixture_set_state (team->stores[1], &shift->id, HW_SHIFT_FINISHED, TEST_TIME + SHIFT_HOUR);
  fixture_set_state (team->stores[2], &shift->id, HW_SHIFT_CALLED_OFF, TEST_TIME + SHIFT_HOUR);
  assert_every_order (team, 20, check_states, shift);
}

/* -- the field ------------------------------------------------------------------------------------------------------- */

static void
check_taps (HwStore      *store,
            gconstpointer data)
{
  g_autoptr (GPtrArray) taps = fixture_list_taps (store, get_first (data));

  g_autoptr (GPtrArray) conflicts = list_conflicts (store, &get_first (data)->id);

  g_assert_cmpuint (taps->len, ==, 2);
  /* What was counted twice has a greater stamp than what was counted once. */
  g_assert_cmpuint (((HwTap *) taps->pdata[1])->count, ==, 3);
  /* And the other count is not hidden. */
  g_assert_cmpuint (conflicts->len, ==, 2);
  g_assert_true (g_str_has_suffix (((HwConflict *) conflicts->pdata[0])->field, ":bedded-down"));
  g_assert_cmpstr (((HwConflict *) conflicts->pdata[0])->value, ==, "4");
  g_assert_cmpstr (((HwConflict *) conflicts->pdata[1])->value, ==, "3");
}

/* Two laptops on one shift count the same people; each of what was met stays. */
static void
test_taps (Team         *team,
           gconstpointer data)
{
  g_autoptr (HwShift) shift = fixture_start_shift (team->stores[0], NULL);

  share (team);
  fixture_tap (team->stores[1], shift, 0, HW_TAP_BEDDED_DOWN, 2, NULL);
  fixture_tap (team->stores[1], shift, 0, HW_TAP_BEDDED_DOWN, 3, NULL);
  fixture_tap (team->stores[2], shift, 0, HW_TAP_BEDDED_DOWN, 4, NULL);
  fixture_tap (team->stores[0], shift, 0, HW_TAP_GIVEN, 1, "tea");
  assert_every_order (team, 105, check_taps, shift);
}

static void
check_taken_back (HwStore      *store,
                  gconstpointer data)
{
  g_autoptr (GPtrArray) taps = fixture_list_taps (store, get_first (data));

  g_assert_cmpuint (taps->len, ==, 0);
}

static void
test_taken_back (Team         *team,
                 gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwShift) shift = fixture_start_shift (team->stores[0], NULL);
  HwTap back = fixture_make_tap (shift, 0, HW_TAP_DANGER);

  share (team);
  fixture_tap (team->stores[1], shift, 0, HW_TAP_DANGER, 0, NULL);
  send_own (team->stores[1], team->stores[2]);
  back.taken_back = TRUE;
  assert_done (hw_store_record_tap (team->stores[2], &back, &error), error);
  assert_every_order (team, 20, check_taken_back, shift);
}

static void
save (HwStore       *store,
      const HwShift *shift,
      guint          people,
      const HwId    *person)
{
  HwContact contact = { .met_at = TEST_TIME + SHIFT_HOUR, .point = shift_points[0], .bedded_down = TRUE, .people = people };

  if (person != NULL)
    contact.person = *person;
  fixture_save_visit (store, shift, 0, &contact, 1);
}

static guint
count_people (HwStore       *store,
              const HwShift *shift)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) contacts = hw_store_list_visit_contacts (store, &((const HwStop *) shift->stops->pdata[0])->id, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (contacts->len, ==, 1);
  return ((HwContact *) contacts->pdata[0])->people;
}

static void
check_saved (HwStore      *store,
             gconstpointer data)
{
  const HwShift *shift = get_first (data);
  g_autoptr (GPtrArray) contacts = hw_store_list_visit_contacts (store, &((const HwStop *) shift->stops->pdata[0])->id, NULL);
  const HwContact *contact = contacts->pdata[0];
  g_autoptr (GPtrArray) conflicts = list_conflicts (store, &contact->id);

  g_assert_cmpuint (contacts->len, ==, 1);
  g_assert_true (contact->people == 2 || contact->people == 3);
  /* The count that is not shown is not hidden; the one that is stands last. */
  assert_conflict (store, &contact->id, "people", 2);
  g_assert_cmpuint (conflicts->len, ==, 2);
  g_assert_cmpint (g_ascii_strtoll (((HwConflict *) conflicts->pdata[1])->value, NULL, 10), ==, contact->people);
}

static void
test_saved_twice (Team         *team,
                  gconstpointer data)
{
  g_autoptr (HwShift) shift = fixture_start_shift (team->stores[0], NULL);

  share (team);
  save (team->stores[1], shift, 2, NULL);
  save (team->stores[2], shift, 3, NULL);
  assert_every_order (team, 20, check_saved, shift);
}

static void
check_corrected (HwStore      *store,
                 gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwReport) report = hw_store_get_report (store, 1, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (count_people (store, data), ==, 5);
  g_assert_cmpint (report->status, ==, HW_REPORT_CLOSED);
  g_assert_cmpstr (report->outcome, ==, "found-sheltered");
}

/* A correction may arrive before what it corrects, and before the contact was made at all. */
static void
test_corrected (Team         *team,
                gconstpointer data)
{
  g_autoptr (HwShift) shift = NULL;
  HwId report;

  fixture_record (team->stores[0], "arches", &report);
  shift = fixture_start_shift (team->stores[0], &report);
  share (team);
  save (team->stores[1], shift, 2, NULL);
  send_own (team->stores[1], team->stores[2]);
  fixture_tap (team->stores[2], shift, 0, HW_TAP_FOUND, 0, "found-sheltered");
  save (team->stores[2], shift, 5, NULL);
  assert_every_order (team, 105, check_corrected, shift);
}

static void
check_withdrawn (HwStore      *store,
                 gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = hw_store_list_people (store, 10, &error);
  g_autoptr (GPtrArray) contacts = hw_store_list_contacts (store, &((HwPerson *) people->pdata[0])->id, 10, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (contacts->len, ==, 0);
  g_assert_cmpuint (count_people (store, data), ==, 1);
}

static void
test_withdrawn (Team         *team,
                gconstpointer data)
{
  g_autoptr (HwShift) shift = fixture_start_shift (team->stores[0], NULL);
  HwPerson person = { .alias = "Nuno", .known_since = TEST_TIME };
  g_autoptr (GError) error = NULL;

  assert_done (hw_store_record_person (team->stores[0], &person, NULL, &person.id, &error), error);
  share (team);
  save (team->stores[1], shift, 1, &person.id);
  send_own (team->stores[1], team->stores[2]);
  save (team->stores[2], shift, 1, NULL);
  assert_every_order (team, 30, check_withdrawn, shift);
}

/* -- promises -------------------------------------------------------------------------------------------------------- */

static void
check_promise (HwStore      *store,
               gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwPromise) promise = hw_store_get_promise (store, data, &error);

  g_assert_no_error (error);
  g_assert_cmpint (promise->kept, !=, HW_PROMISE_OPEN);
  g_assert_cmpstr (promise->words, ==, "boots");
  assert_conflict (store, data, "kept", 2);
}

static void
test_promise (Team         *team,
              gconstpointer data)
{
  HwPromise promise = { .point = HW_POINT_UNKNOWN, .words = (char *) "shoes", .made_at = TEST_TIME, .due_at = TEST_TIME + SHIFT_HOUR };
  g_autoptr (GError) error = NULL;

  assert_done (hw_store_record_promise (team->stores[0], &promise, &promise.id, &error), error);
  share (team);
  assert_done (hw_store_settle_promise (team->stores[1], &promise.id, TRUE, NULL, &error), error);
  assert_done (hw_store_settle_promise (team->stores[2], &promise.id, FALSE, "not there", &error), error);
  promise.words = (char *) "boots";
  assert_done (hw_store_record_promise (team->stores[0], &promise, NULL, &error), error);
  assert_every_order (team, 12, check_promise, &promise.id);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  TEAM_TEST ("/visit-orders/what-is-planned-the-round-and-the-state-do-not-disturb-each-other", test_plan);
  TEAM_TEST ("/visit-orders/two-rounds-are-a-conflict-and-the-stops-are-those-of-the-one-shown", test_rounds);
  TEAM_TEST ("/visit-orders/two-rounds-are-settled-by-a-third", test_settled_round);
  TEAM_TEST ("/visit-orders/finished-here-and-called-off-there-is-a-conflict", test_states);
  TEAM_TEST ("/visit-orders/what-two-laptops-counted-is-counted-once", test_taps);
  TEAM_TEST ("/visit-orders/what-was-taken-back-elsewhere-stays-taken-back", test_taken_back);
  TEAM_TEST ("/visit-orders/a-visit-that-two-saved-is-one-contact", test_saved_twice);
  TEAM_TEST ("/visit-orders/a-correction-holds-also-before-what-it-corrects", test_corrected);
  TEAM_TEST ("/visit-orders/who-was-withdrawn-was-not-met", test_withdrawn);
  TEAM_TEST ("/visit-orders/a-promise-kept-here-and-not-there-is-a-conflict", test_promise);
  return g_test_run ();
}
