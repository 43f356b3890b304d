/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "../support/send-own.h"
#include "hw-session-shifts.h"
#include "hw-session-taps.h"
#include "hw-visit.h"
#include "session-fixture.h"

/* Taps and visits through the session: each is kept when it answers, and what a
 * saved visit made is in the models. */

#define STEPS { 51.5, -0.1 }

typedef struct
{
  HwId shift;
  HwId stop;
  HwId other;
  gint64 report;   /* row */
} Night;

static void
save_shift (Fixture *fixture,
            HwShift *shift)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  hw_session_save_shift_async (fixture->session, shift, answered_cb, fixture);
  result = wait_for (fixture);
  g_assert_true (hw_session_save_shift_finish (fixture->session, result, &shift->id, &error));
  g_assert_no_error (error);
}

static void
save_round (Fixture *fixture,
            HwShift *shift)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  hw_session_save_round_async (fixture->session, &shift->id, shift->stops, answered_cb, fixture);
  result = wait_for (fixture);
  g_assert_true (hw_session_save_round_finish (fixture->session, result, &error));
  g_assert_no_error (error);
}

static void
start_shift (Fixture    *fixture,
             const HwId *shift)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  hw_session_move_shift_async (fixture->session, shift, HW_SHIFT_STARTED, 0, answered_cb, fixture);
  result = wait_for (fixture);
  g_assert_true (hw_session_move_shift_finish (fixture->session, result, &error));
  g_assert_no_error (error);
}

static HwStop *
make_stop (const char *name)
{
  HwStop *stop = hw_stop_new ();

  stop->kind = HW_STOP_PLACE;
  stop->point = (HwPoint) STEPS;
  stop->name = g_strdup (name);
  stop->visit_minutes = 10;
  return stop;
}

/* Two stops; a report is looked for at the first. */
static Night
plan (Fixture *fixture)
{
  g_autoptr (HwShift) shift = hw_shift_new ();
  HwReport report = make_report (51.5, -0.1, "steps");
  g_autoptr (GError) error = NULL;
  g_autoptr (HwReportItem) item = NULL;
  HwStop *stop = make_stop ("Old Bridge");
  const HwShift *saved;
  Night night = { .report = take (fixture, &report, &error) };

  g_assert_no_error (error);
  item = g_list_model_get_item (hw_session_get_queue (fixture->session), 0);
  g_array_append_val (stop->reports, hw_report_item_get_report (item)->id);
  shift->name = g_strdup ("North");
  shift->starts_at = g_get_real_time ();
  shift->ends_at = shift->starts_at + 3 * G_TIME_SPAN_HOUR;
  shift->start = shift->end = (HwPoint) STEPS;
  shift->start_place = g_strdup ("Market Square");
  g_ptr_array_add (shift->team, hw_team_member_new ("Sofie", NULL, TRUE));
  g_ptr_array_add (shift->team, hw_team_member_new ("Imran", NULL, FALSE));
  g_ptr_array_add (shift->stops, stop);
  g_ptr_array_add (shift->stops, make_stop ("Arcade"));
  save_shift (fixture, shift);
  save_round (fixture, shift);
  saved = hw_shift_item_get_shift (hw_session_find_shift (fixture->session, &shift->id));
  night.shift = saved->id;
  night.stop = ((const HwStop *) saved->stops->pdata[0])->id;
  night.other = ((const HwStop *) saved->stops->pdata[1])->id;
  return night;
}

static GPtrArray *
tap (Fixture      *fixture,
     const Night  *night,
     HwTap         what,
     GError      **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  what.shift = night->shift;
  what.stop = night->stop;
  what.at = g_get_real_time ();
  what.point = HW_POINT_UNKNOWN;
  hw_session_tap_async (fixture->session, &what, answered_cb, fixture);
  result = wait_for (fixture);
  return hw_session_tap_finish (fixture->session, result, error);
}

static void
tap_well (Fixture     *fixture,
          const Night *night,
          HwTap        what)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) taps = tap (fixture, night, what, &error);

  g_assert_no_error (error);
  g_assert_nonnull (taps);
}

static GPtrArray *
list_taps (Fixture     *fixture,
           const Night *night)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *taps;

  hw_session_list_taps_async (fixture->session, &night->shift, NULL, answered_cb, fixture);
  result = wait_for (fixture);
  taps = hw_session_list_taps_finish (fixture->session, result, &error);
  g_assert_no_error (error);
  return taps;
}

static GPtrArray *
save_visit (Fixture     *fixture,
            const Night *night,
            const HwId  *stop,
            GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  hw_session_save_visit_async (fixture->session, &night->shift, stop, answered_cb, fixture);
  result = wait_for (fixture);
  return hw_session_save_visit_finish (fixture->session, result, error);
}

static void
save_visit_well (Fixture     *fixture,
                 const Night *night)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) taps = save_visit (fixture, night, &night->stop, &error);

  g_assert_no_error (error);
  g_assert_nonnull (hw_taps_find (taps, &night->stop, HW_TAP_LEFT));
}

/* Contacts on the map. */
static guint
count_contacts (Fixture *fixture,
                guint   *people)
{
  HwPointIndex *points = hw_session_get_points (fixture->session);
  guint n = 0;

  *people = 0;
  for (gsize i = 0; i < hw_point_index_get_size (points); i++)
    {
      HwIndexPoint point;

      g_assert_true (hw_point_index_get_point (points, i, &point));
      if (point.kind != HW_KIND_CONTACT)
        continue;
      *people += point.people;
      n++;
    }
  return n;
}

static void
test_kept (Fixture      *fixture,
           gconstpointer data)
{
  Night night = plan (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) taps = NULL;

  g_assert_null (tap (fixture, &night, (HwTap) { .kind = HW_TAP_FOUND }, &error));
  g_assert_error (error, HW_STORE_ERROR, HW_STORE_ERROR_RULE);
  start_shift (fixture, &night.shift);
  tap_well (fixture, &night, (HwTap) { .kind = HW_TAP_FOUND });
  tap_well (fixture, &night, (HwTap) { .kind = HW_TAP_BEDDED_DOWN, .count = 1 });
  tap_well (fixture, &night, (HwTap) { .kind = HW_TAP_BEDDED_DOWN, .count = 3 });
  tap_well (fixture, &night, (HwTap) { .kind = HW_TAP_DANGER });
  tap_well (fixture, &night, (HwTap) { .kind = HW_TAP_DANGER, .taken_back = TRUE });
  lock_and_unlock (fixture);
  taps = list_taps (fixture, &night);
  g_assert_cmpuint (taps->len, ==, 2);
  g_assert_cmpuint (hw_taps_find (taps, &night.stop, HW_TAP_BEDDED_DOWN)->count, ==, 3);
  g_assert_null (hw_taps_find (taps, &night.stop, HW_TAP_DANGER));
}

static void
test_visit (Fixture      *fixture,
            gconstpointer data)
{
  Night night = plan (fixture);
  g_autoptr (GError) error = NULL;
  HwId nowhere = { { 9 } };
  guint people;

  start_shift (fixture, &night.shift);
  g_assert_null (save_visit (fixture, &night, &nowhere, &error));
  g_assert_error (error, HW_STORE_ERROR, HW_STORE_ERROR_NOT_FOUND);
  tap_well (fixture, &night, (HwTap) { .kind = HW_TAP_FOUND, .code = (char *) "found-engaging" });
  tap_well (fixture, &night, (HwTap) { .kind = HW_TAP_BEDDED_DOWN, .count = 2 });
  tap_well (fixture, &night, (HwTap) { .kind = HW_TAP_AWAKE, .count = 1 });
  g_assert_cmpuint (count_contacts (fixture, &people), ==, 0);
  save_visit_well (fixture, &night);
  g_assert_cmpuint (count_contacts (fixture, &people), ==, 2);
  g_assert_cmpuint (people, ==, 3);

  /* Once more it corrects, and what is gone is gone from the map. */
  tap_well (fixture, &night, (HwTap) { .kind = HW_TAP_AWAKE, .count = 0 });
  save_visit_well (fixture, &night);
  g_assert_cmpuint (count_contacts (fixture, &people), ==, 1);
  g_assert_cmpuint (people, ==, 2);
  lock_and_unlock (fixture);
  g_assert_cmpuint (count_contacts (fixture, &people), ==, 1);
}

static HwReportStatus
get_status (Fixture     *fixture,
            const Night *night)
{
  HwPointIndex *points = hw_session_get_points (fixture->session);
  HwIndexPoint point;

  g_assert_true (hw_point_index_lookup (points, HW_KIND_REPORT, night->report, &point));
  return point.status;
}

static void
test_reports (Fixture      *fixture,
              gconstpointer data)
{
  Night night = plan (fixture);

  start_shift (fixture, &night.shift);
  g_assert_cmpint (get_status (fixture, &night), ==, HW_REPORT_NEW);
  tap_well (fixture, &night, (HwTap) { .kind = HW_TAP_NOT_FOUND, .code = (char *) "not-found-moved-on" });
  g_assert_cmpint (get_status (fixture, &night), ==, HW_REPORT_NEW);
  save_visit_well (fixture, &night);
  g_assert_cmpint (get_status (fixture, &night), !=, HW_REPORT_NEW);
}

static void
test_goes_on (Fixture      *fixture,
              gconstpointer data)
{
  Night night = plan (fixture);
  const HwShift *shift = hw_shift_item_get_shift (hw_session_find_shift (fixture->session, &night.shift));
  g_autoptr (GPtrArray) stops = g_ptr_array_ref (shift->stops);
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) taps = NULL;

  start_shift (fixture, &night.shift);
  none = list_taps (fixture, &night);
  g_assert_true (hw_id_equal (&hw_visit_find_current (stops, none)->id, &night.stop));
  tap_well (fixture, &night, (HwTap) { .kind = HW_TAP_ARRIVED });
  save_visit_well (fixture, &night);
  taps = list_taps (fixture, &night);
  g_assert_true (hw_id_equal (&hw_visit_find_current (stops, taps)->id, &night.other));
  g_assert_null (hw_visit_find_next (stops, taps, &night.other));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/session/taps/each-is-kept-when-it-answers", Fixture, NULL, set_up_open, test_kept, tear_down);
  g_test_add ("/session/taps/a-saved-visit-puts-its-contacts-on-the-map", Fixture, NULL, set_up_open, test_visit, tear_down);
  g_test_add ("/session/taps/a-saved-visit-answers-the-reports-looked-for", Fixture, NULL, set_up_open, test_reports, tear_down);
  g_test_add ("/session/taps/the-round-goes-on-where-the-last-tap-was", Fixture, NULL, set_up_open, test_goes_on, tear_down);
  return g_test_run ();
}
