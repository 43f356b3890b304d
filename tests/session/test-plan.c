/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session-fixture.h"

#include "hw-session-plan.h"
#include "hw-session-shifts.h"

/* Planning a round over a workspace: which places there are, what the coordinator does with them, and saving it. */

#define STATION ((HwPoint) { 51.5, -0.1 })

/* Half past ten tonight, for four and a half hours, wherever the test runs. */
static HwShift *
make_shift (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) start = g_date_time_new_local (g_date_time_get_year (now), g_date_time_get_month (now), g_date_time_get_day_of_month (now), 22, 30, 0);
  HwShift *shift = hw_shift_new ();

  shift->name = g_strdup ("Team North");
  shift->kind = HW_SHIFT_NIGHT;
  shift->starts_at = g_date_time_to_unix (start) * G_USEC_PER_SEC;
  shift->ends_at = shift->starts_at + 9 * G_TIME_SPAN_HOUR / 2;
  shift->start = shift->end = STATION;
  shift->start_place = g_strdup ("Riverton Station");
  g_ptr_array_add (shift->team, hw_team_member_new ("Amir", "en pl", TRUE));
  g_ptr_array_add (shift->team, hw_team_member_new ("Lise", "da", FALSE));
  return shift;
}

static void
take_report (Fixture    *fixture,
             double      north_m,
             const char *language)
{
  HwReport said = make_report (STATION.latitude + north_m / 111195.0, STATION.longitude, "a doorway");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  said.language = language;
  hw_session_take_report_async (fixture->session, &said, answered_cb, fixture);
  result = wait_for (fixture);
  g_assert_cmpint (hw_session_take_report_finish (fixture->session, result, &error), >, 0);
  g_assert_no_error (error);
}

static HwPlan *
plan (Fixture       *fixture,
      const HwShift *shift)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  HwPlan *made;

  hw_session_plan_async (fixture->session, shift, NULL, answered_cb, fixture);
  result = wait_for (fixture);
  made = hw_session_plan_finish (fixture->session, result, &error);
  g_assert_no_error (error);
  return made;
}

static HwPlanStop *
get (GListModel *stops,
     guint       i)
{
  g_autoptr (HwPlanStop) stop = g_list_model_get_item (stops, i);

  g_assert_nonnull (stop);
  return stop;
}

/* Every place is in the round or left out, once; the round's times follow each other. */
static void
assert_whole (HwPlan *made,
              guint   n)
{
  GListModel *round = hw_plan_get_round (made), *left_out = hw_plan_get_left_out (made);
  gint64 before = hw_plan_get_shift (made)->starts_at;

  g_assert_cmpuint (g_list_model_get_n_items (round) + g_list_model_get_n_items (left_out), ==, n);
  for (guint i = 0; i < g_list_model_get_n_items (round); i++)
    {
      g_assert_cmpuint (hw_plan_stop_get_number (get (round, i)), ==, i + 1);
      g_assert_cmpint (hw_plan_stop_get_arrives_at (get (round, i)), >=, before);
      before = hw_plan_stop_get_leaves_at (get (round, i));
    }
  g_assert_cmpint (hw_plan_get_ends_at (made), >=, before);
  for (guint i = 0; i < g_list_model_get_n_items (left_out); i++)
    g_assert_cmpuint (hw_plan_stop_get_number (get (left_out, i)), ==, 0);
}

static void
test_propose (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (HwShift) shift = make_shift ();
  g_autoptr (HwPlan) empty = plan (fixture, shift);
  g_autoptr (HwPlan) made = NULL;

  assert_whole (empty, 0);
  g_assert_true (hw_plan_fits (empty));
  for (guint i = 1; i <= 30; i++)
    take_report (fixture, 150.0 * i, NULL);
  made = plan (fixture, shift);
  assert_whole (made, 30);
  g_assert_true (hw_plan_fits (made));
  g_assert_cmpuint (g_list_model_get_n_items (hw_plan_get_round (made)), >, 5);
  g_assert_cmpuint (g_list_model_get_n_items (hw_plan_get_left_out (made)), >, 5);
  g_assert_cmpint (hw_plan_get_ends_at (made), <=, shift->ends_at);
  g_assert_true (hw_plan_keeps_promises (made));
}

static void
test_change (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (HwShift) shift = make_shift ();
  g_autoptr (HwPlan) made = NULL;
  g_autofree char *words = NULL;
  GListModel *round;
  HwPlanStop *first, *second;
  gint64 ends_at;

  for (guint i = 1; i <= 4; i++)
    take_report (fixture, 300.0 * i, NULL);
  made = plan (fixture, shift);
  round = hw_plan_get_round (made);
  g_assert_cmpuint (g_list_model_get_n_items (round), ==, 4);
  first = get (round, 0);
  second = get (round, 1);
  ends_at = hw_plan_get_ends_at (made);

  hw_plan_move (made, 0, 3);
  g_assert_true (get (round, 3) == first);
  g_assert_true (get (round, 0) == second);
  g_assert_true (hw_plan_is_changed (made));
  assert_whole (made, 4);
  hw_plan_move (made, 3, 0);
  g_assert_cmpint (hw_plan_get_ends_at (made), ==, ends_at);

  /* What it is said to cost is what it costs. */
  words = hw_plan_dup_cost_words (made, first);
  g_assert_true (g_str_has_prefix (words, "Leaving out stop 1 would end the round at "));
  {
    guint minutes = hw_plan_get_cost_minutes (made, first);

    hw_plan_leave_out (made, first);
    assert_whole (made, 4);
    g_assert_cmpuint (g_list_model_get_n_items (round), ==, 3);
    g_assert_cmpint (ends_at - hw_plan_get_ends_at (made), <=, minutes * G_TIME_SPAN_MINUTE);
    g_assert_cmpint (ends_at - hw_plan_get_ends_at (made), >, (minutes - 1) * G_TIME_SPAN_MINUTE - 1);
  }
  hw_plan_take_in (made, first);
  g_assert_cmpint (hw_plan_get_ends_at (made), <=, ends_at);
  assert_whole (made, 4);
}

static void
propose_again (Fixture *fixture,
               HwPlan  *made)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  hw_plan_propose_async (made, NULL, answered_cb, fixture);
  result = wait_for (fixture);
  g_assert_true (hw_plan_propose_finish (made, result, &error));
  g_assert_no_error (error);
}

static void
test_propose_again (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (HwShift) shift = make_shift ();
  g_autoptr (HwPlan) made = NULL;
  HwPlanStop *left, *taken;

  for (guint i = 1; i <= 30; i++)
    take_report (fixture, 150.0 * i, NULL);
  made = plan (fixture, shift);
  left = get (hw_plan_get_left_out (made), 0);
  taken = get (hw_plan_get_round (made), 0);
  hw_plan_set_pinned (made, left, TRUE);
  hw_plan_leave_out (made, taken);
  propose_again (fixture, made);
  g_assert_cmpuint (hw_plan_stop_get_number (left), >, 0);
  g_assert_true (hw_plan_stop_is_pinned (left));
  g_assert_cmpuint (hw_plan_stop_get_number (taken), ==, 0);
  assert_whole (made, 30);
}

static void
test_save (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (HwShift) shift = make_shift ();
  g_autoptr (HwPlan) made = NULL;
  g_autoptr (HwPlan) again = NULL;
  g_autoptr (GPtrArray) stops = NULL;
  g_autoptr (GAsyncResult) saved = NULL;
  g_autoptr (GAsyncResult) kept = NULL;
  g_autoptr (GError) error = NULL;
  GListModel *shifts = hw_session_get_shifts (fixture->session);
  HwId id;

  for (guint i = 1; i <= 3; i++)
    take_report (fixture, 300.0 * i, NULL);
  hw_session_save_shift_async (fixture->session, shift, answered_cb, fixture);
  saved = wait_for (fixture);
  g_assert_true (hw_session_save_shift_finish (fixture->session, saved, &id, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (shifts), ==, 1);

  shift->id = id;
  made = plan (fixture, shift);
  hw_plan_move (made, 0, 2);
  stops = hw_plan_dup_stops (made);
  hw_session_save_round_async (fixture->session, &id, stops, answered_cb, fixture);
  kept = wait_for (fixture);
  g_assert_true (hw_session_save_round_finish (fixture->session, kept, &error));
  g_assert_no_error (error);

  again = plan (fixture, hw_shift_item_get_shift (hw_session_find_shift (fixture->session, &id)));
  g_assert_cmpuint (g_list_model_get_n_items (hw_plan_get_round (again)), ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_true (hw_id_equal (&hw_plan_stop_get_candidate (get (hw_plan_get_round (again), i))->stop->subject, &((HwStop *) stops->pdata[i])->subject));
  g_assert_false (hw_plan_is_changed (again));

  lock (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (shifts), ==, 0);
  g_assert_true (unlock (fixture, HW_SECRET_PASSPHRASE, PASSPHRASE, &error));
  g_assert_cmpuint (g_list_model_get_n_items (shifts), ==, 1);
  g_assert_cmpuint (hw_shift_item_get_shift (hw_session_find_shift (fixture->session, &id))->stops->len, ==, 3);
}

static void
save_round (Fixture *fixture,
            HwShift *shift,
            HwPlan  *made)
{
  g_autoptr (GPtrArray) stops = hw_plan_dup_stops (made);
  g_autoptr (GAsyncResult) saved = NULL;
  g_autoptr (GAsyncResult) kept = NULL;
  g_autoptr (GError) error = NULL;

  hw_session_save_shift_async (fixture->session, shift, answered_cb, fixture);
  saved = wait_for (fixture);
  g_assert_true (hw_session_save_shift_finish (fixture->session, saved, &shift->id, &error));
  g_assert_no_error (error);
  hw_session_save_round_async (fixture->session, &shift->id, stops, answered_cb, fixture);
  kept = wait_for (fixture);
  g_assert_true (hw_session_save_round_finish (fixture->session, kept, &error));
  g_assert_no_error (error);
}

/* Newer reports of the same places make no further stops. */
static void
test_saved_and_told (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (HwShift) shift = make_shift ();
  g_autoptr (HwPlan) made = NULL;
  g_autoptr (HwPlan) again = NULL;

  take_report (fixture, 300, NULL);
  take_report (fixture, 900, NULL);
  made = plan (fixture, shift);
  save_round (fixture, shift, made);
  take_report (fixture, 310, NULL);
  take_report (fixture, 905, NULL);
  again = plan (fixture, hw_shift_item_get_shift (hw_session_find_shift (fixture->session, &shift->id)));
  assert_whole (again, 2);
  g_assert_cmpuint (g_list_model_get_n_items (hw_plan_get_left_out (again)), ==, 0);
  for (guint i = 0; i < 2; i++)
    g_assert_cmpuint (hw_plan_stop_get_candidate (get (hw_plan_get_round (again), i))->stop->reports->len, ==, 2);
}

/* What the hotline took meanwhile is there, and nothing that the coordinator did is lost. */
static void
test_renew (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (HwShift) shift = make_shift ();
  g_autoptr (HwPlan) made = NULL;
  g_autoptr (HwPlan) renewed = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GListModel *round;
  HwId order[3], dropped;

  for (guint i = 1; i <= 4; i++)
    take_report (fixture, 300.0 * i, NULL);
  made = plan (fixture, shift);
  take_report (fixture, 2000, NULL);
  hw_session_renew_plan_async (fixture->session, made, NULL, answered_cb, fixture);
  round = hw_plan_get_round (made);
  dropped = hw_plan_stop_get_candidate (get (round, 1))->stop->subject;
  hw_plan_leave_out (made, get (round, 1));   /* while it is asked for */
  hw_plan_move (made, 0, 2);
  hw_plan_set_pinned (made, get (round, 2), TRUE);
  for (guint i = 0; i < 3; i++)
    order[i] = hw_plan_stop_get_candidate (get (round, i))->stop->subject;
  result = wait_for (fixture);
  renewed = hw_session_renew_plan_finish (fixture->session, result, &error);
  g_assert_no_error (error);

  assert_whole (renewed, 5);
  g_assert_true (hw_plan_is_changed (renewed));
  round = hw_plan_get_round (renewed);
  g_assert_cmpuint (g_list_model_get_n_items (round), ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_true (hw_id_equal (&order[i], &hw_plan_stop_get_candidate (get (round, i))->stop->subject));
  g_assert_true (hw_plan_stop_is_pinned (get (round, 2)));
  propose_again (fixture, renewed);
  g_assert_cmpuint (g_list_model_get_n_items (round), ==, 4);
  g_assert_true (hw_id_equal (&dropped, &hw_plan_stop_get_candidate (get (hw_plan_get_left_out (renewed), 0))->stop->subject));
}

static void
test_revisit_days (Fixture       *fixture,
                   gconstpointer  data)
{
  hw_session_set_setting (fixture->session, "visits-revisit-days", "often");
  g_assert_cmpuint (hw_session_get_revisit_days (fixture->session), ==, 3);
  hw_session_set_revisit_days (fixture->session, 14);
  g_assert_cmpuint (hw_session_get_revisit_days (fixture->session), ==, 14);
  lock_and_unlock (fixture);
  g_assert_cmpuint (hw_session_get_revisit_days (fixture->session), ==, 14);
  hw_session_set_revisit_days (fixture->session, 3);
  g_assert_cmpuint (hw_session_get_revisit_days (fixture->session), ==, 3);
}

static void
test_other_team (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (HwShift) north = make_shift ();
  g_autoptr (HwShift) south = make_shift ();
  g_autoptr (HwPlan) made = NULL;
  g_autoptr (HwPlan) other = NULL;
  g_autofree char *words = NULL;

  take_report (fixture, 300, NULL);
  made = plan (fixture, north);
  save_round (fixture, north, made);
  take_report (fixture, 900, NULL);
  other = plan (fixture, south);
  assert_whole (other, 2);
  g_assert_cmpuint (g_list_model_get_n_items (hw_plan_get_round (other)), ==, 1);
  words = hw_plan_stop_dup_words (get (hw_plan_get_left_out (other), 0));
  g_assert_true (g_str_has_prefix (words, "Team North goes there"));
  hw_plan_take_in (other, get (hw_plan_get_left_out (other), 0));
  g_assert_cmpuint (g_list_model_get_n_items (hw_plan_get_round (other)), ==, 2);
}

/* Whether they can talk is answered; which language was heard stands nowhere. */
static void
test_talk (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (HwShift) shift = make_shift ();
  g_autoptr (HwPlan) made = NULL;
  guint talks[HW_N_TALKS] = { 0 };

  take_report (fixture, 300, "Polish");
  take_report (fixture, 600, "Romanian");
  take_report (fixture, 900, NULL);
  made = plan (fixture, shift);
  for (guint i = 0; i < 3; i++)
    {
      HwPlanStop *stop = get (hw_plan_get_round (made), i);
      g_autofree char *why = hw_plan_dup_why (made, stop);
      g_autofree char *words = hw_plan_stop_dup_words (stop);

      talks[hw_plan_stop_get_candidate (stop)->stop->talk]++;
      g_assert_null (strstr (why, "olish"));
      g_assert_null (strstr (why, "omanian"));
      g_assert_null (strstr (words, "olish"));
    }
  g_assert_cmpuint (talks[HW_TALK_YES], ==, 1);
  g_assert_cmpuint (talks[HW_TALK_NO], ==, 1);
  g_assert_cmpuint (talks[HW_TALK_NOT_ASKED], ==, 1);
  g_assert_cmpuint (hw_plan_count_interpreters (made), ==, 1);
}

/* -- what a coordinator must be able to rely on -- */

static HwCandidate *
make_candidate (const HwShift *shift,
                guint          number,
                double         north_m,
                guint          priority)
{
  HwCandidate *candidate = g_new0 (HwCandidate, 1);

  candidate->stop = hw_stop_new ();
  candidate->stop->kind = HW_STOP_REPORT;
  candidate->stop->subject.bytes[0] = number >> 8;
  candidate->stop->subject.bytes[1] = number & 0xff;
  candidate->stop->point = (HwPoint) { STATION.latitude + north_m / 111195.0, STATION.longitude };
  candidate->stop->name = g_strdup_printf ("Place %u", number);
  candidate->stop->visit_minutes = 15;
  candidate->stop->priority = priority;
  return candidate;
}

static HwCandidate *
make_promised (const HwShift *shift,
               guint          number,
               double         north_m,
               gint64         due_at)
{
  HwCandidate *candidate = make_candidate (shift, number, north_m, 60);
  HwVisitReason promise = { HW_VISIT_PROMISE, 60, due_at, 1, 0 };

  g_array_append_val (candidate->stop->reasons, promise);
  candidate->stop->closes_at = due_at;
  return candidate;
}

static HwPlan *
plan_places (const HwShift *shift,
             GPtrArray     *candidates)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

  return hw_plan_new (shift, candidates, shift->starts_at, zone);
}

static void
test_promises (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (HwShift) shift = make_shift ();
  g_autoptr (GPtrArray) candidates = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_candidate_free);
  g_autoptr (HwPlan) made = NULL;
  HwPlanStop *promised;

  g_ptr_array_add (candidates, make_promised (shift, 1, 500, shift->starts_at + G_TIME_SPAN_HOUR / 2));
  for (guint i = 2; i < 6; i++)
    g_ptr_array_add (candidates, make_candidate (shift, i, 300.0 * i, 100));
  made = plan_places (shift, candidates);
  g_assert_false (hw_plan_keeps_promises (made));   /* nobody goes there yet */
  propose_again (fixture, made);
  g_assert_true (hw_plan_keeps_promises (made));
  g_assert_true (hw_plan_fits (made));
  promised = get (hw_plan_get_round (made), 0);
  g_assert_cmpstr (hw_plan_stop_get_candidate (promised)->stop->name, ==, "Place 1");

  /* There, but after the hour. */
  hw_plan_move (made, 0, 4);
  g_assert_true (hw_plan_stop_is_late (promised));
  g_assert_false (hw_plan_keeps_promises (made));
  hw_plan_move (made, 4, 0);
  g_assert_true (hw_plan_keeps_promises (made));
  hw_plan_leave_out (made, promised);
  g_assert_false (hw_plan_keeps_promises (made));
  {
    g_autofree char *why = hw_plan_dup_why (made, promised);

    g_assert_nonnull (strstr (why, "You left it out."));
  }
}

/* What is worth least is not to choose from, but a promise always is. */
static void
test_many (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (HwShift) shift = make_shift ();
  g_autoptr (GPtrArray) candidates = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_candidate_free);
  g_autoptr (HwPlan) made = NULL;

  for (guint i = 0; i < 1000; i++)
    g_ptr_array_add (candidates, make_candidate (shift, i, i % 40 * 100, 2000 - i));
  g_ptr_array_add (candidates, make_promised (shift, 1001, 100, shift->ends_at));
  made = plan_places (shift, candidates);
  assert_whole (made, 1001 - hw_plan_get_n_more (made));
  g_assert_cmpuint (hw_plan_get_n_more (made), ==, 850);
  g_assert_false (hw_plan_keeps_promises (made));
  propose_again (fixture, made);
  g_assert_true (hw_plan_fits (made));
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (HwShift) shift = make_shift ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  take_report (fixture, 300, NULL);
  hw_session_plan_async (fixture->session, shift, cancellable, answered_cb, fixture);
  g_cancellable_cancel (cancellable);
  result = wait_for (fixture);
  g_assert_null (hw_session_plan_finish (fixture->session, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* -- the demo town -- */

static void
open_demo (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  hw_session_open_demo_async (fixture->session, fixture->directory, 1, NULL, answered_cb, fixture);
  result = wait_for (fixture);
  g_assert_true (hw_session_open_demo_finish (fixture->session, result, &error));
  g_assert_no_error (error);
  wait_until (g_list_model_get_n_items (hw_session_get_hot_spots (fixture->session)) > 0);
}

static const HwShift *
find_planned_shift (Fixture *fixture)
{
  GListModel *shifts = hw_session_get_shifts (fixture->session);

  for (guint i = 0; i < g_list_model_get_n_items (shifts); i++)
    {
      g_autoptr (HwShiftItem) item = g_list_model_get_item (shifts, i);

      if (hw_shift_item_get_shift (item)->state == HW_SHIFT_PLANNED)
        return hw_shift_item_get_shift (item);
    }
  g_error ("No shift is planned");
}

/* One place is one stop: no two stops are of the same thing, and no report is expected at two. */
static void
assert_once (HwPlan *made)
{
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) reports = g_hash_table_new (hw_id_hash, hw_id_equal);
  GListModel *lists[] = { hw_plan_get_round (made), hw_plan_get_left_out (made) };

  for (guint list = 0; list < G_N_ELEMENTS (lists); list++)
    for (guint i = 0; i < g_list_model_get_n_items (lists[list]); i++)
      {
        const HwStop *stop = hw_plan_stop_get_candidate (get (lists[list], i))->stop;

        g_autofree char *subject = hw_id_to_string (&stop->subject);

        g_assert_true (g_hash_table_add (places, g_strconcat (hw_stop_kind_to_string (stop->kind), " ", subject, NULL)));
        for (guint n = 0; n < stop->reports->len; n++)
          g_assert_true (g_hash_table_add (reports, &g_array_index (stop->reports, HwId, n)));
      }
}

static guint
count_reasons (HwPlan            *made,
               HwVisitReasonKind  kind)
{
  GListModel *lists[] = { hw_plan_get_round (made), hw_plan_get_left_out (made) };
  guint count = 0;

  for (guint list = 0; list < G_N_ELEMENTS (lists); list++)
    for (guint i = 0; i < g_list_model_get_n_items (lists[list]); i++)
      {
        GArray *reasons = hw_plan_stop_get_candidate (get (lists[list], i))->stop->reasons;

        for (guint n = 0; n < reasons->len; n++)
          count += g_array_index (reasons, HwVisitReason, n).kind == kind;
      }
  return count;
}

static void
test_demo (Fixture       *fixture,
           gconstpointer  data)
{
  static const HwVisitReasonKind always[] = { HW_VISIT_FRESH_REPORT, HW_VISIT_HOT_SPOT, HW_VISIT_REVISIT_DUE, HW_VISIT_CALLER_WAITS, HW_VISIT_CLOSED_SITE };
  g_autoptr (HwShift) shift = NULL;
  g_autoptr (HwPlan) made = NULL;

  open_demo (fixture);
  shift = hw_shift_copy (find_planned_shift (fixture));
  g_ptr_array_set_size (shift->stops, 0);
  made = plan (fixture, shift);
  assert_whole (made, g_list_model_get_n_items (hw_plan_get_round (made)) + g_list_model_get_n_items (hw_plan_get_left_out (made)));
  assert_once (made);
  g_assert_true (hw_plan_fits (made));
  g_assert_cmpuint (g_list_model_get_n_items (hw_plan_get_round (made)), >, 4);
  for (guint i = 0; i < G_N_ELEMENTS (always); i++)
    g_assert_cmpuint (count_reasons (made, always[i]), >, 0);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up_open, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/plan/proposes-what-fits-the-shift", test_propose);
  ADD ("/plan/moving-and-leaving-out-is-timed-at-once", test_change);
  ADD ("/plan/a-new-proposal-keeps-what-is-pinned-and-left-out", test_propose_again);
  ADD ("/plan/a-saved-round-comes-back-as-it-was", test_save);
  ADD ("/plan/a-saved-stop-is-the-place-of-which-more-is-told", test_saved_and_told);
  ADD ("/plan/is-renewed-with-what-is-known-by-now", test_renew);
  ADD ("/plan/places-are-due-again-after-as-many-days-as-the-team-says", test_revisit_days);
  ADD ("/plan/what-another-team-visits-is-left-to-them", test_other_team);
  ADD ("/plan/whether-they-can-talk-and-never-the-language", test_talk);
  ADD ("/plan/a-promise-is-kept-where-the-team-comes-in-time", test_promises);
  ADD ("/plan/chooses-among-what-is-worth-most", test_many);
  ADD ("/plan/stops-when-it-is-cancelled", test_cancel);
  g_test_add ("/plan/every-place-of-the-demo-town-stands-in-it-once", Fixture, NULL, set_up, test_demo, tear_down);
  return g_test_run ();
}
