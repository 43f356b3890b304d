/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-session-hot-spots.h"
#include "session-fixture.h"

/* Hot-spots follow the points and their time filter; and the demo has some. */

static GListModel *
get_hot_spots (Fixture *fixture)
{
  return hw_session_get_hot_spots (fixture->session);
}

static void
take_seen_at (Fixture *fixture,
              double   latitude,
              gint64   seen_at)
{
  HwReport report = make_report (latitude, -0.1, "12 Station Road");
  g_autoptr (GError) error = NULL;

  report.seen_at = report.received_at = seen_at;
  take (fixture, &report, &error);
  g_assert_no_error (error);
}

static HwHotSpotItem *
get_first (Fixture *fixture)
{
  g_autoptr (HwHotSpotItem) item = g_list_model_get_item (get_hot_spots (fixture), 0);

  return item;
}

static void
test_appear_and_follow (Fixture       *fixture,
                        gconstpointer  data)
{
  gint64 now = g_get_real_time ();

  for (guint i = 0; i < 4; i++)
    take_seen_at (fixture, 51.5 + i * 1e-5, now - HW_DAY_US);
  wait_until (fixture->session->hot_spots != NULL && hw_hot_spot_model_get_until (fixture->session->hot_spots) != 0);
  g_assert_cmpuint (count (get_hot_spots (fixture)), ==, 0);

  take_seen_at (fixture, 51.5, now - HW_DAY_US);
  wait_until (count (get_hot_spots (fixture)) == 1);
  g_assert_cmpuint (hw_hot_spot_item_get_hot_spot (get_first (fixture))->reports, ==, 5);
  g_assert_cmpstr (hw_hot_spot_item_get_name (get_first (fixture)), ==, "Station Road");

  take_seen_at (fixture, 51.5, now - HW_DAY_US);
  wait_until (count (get_hot_spots (fixture)) == 1 && hw_hot_spot_item_get_hot_spot (get_first (fixture))->reports == 6);

  /* Another place. */
  for (guint i = 0; i < 5; i++)
    take_seen_at (fixture, 51.6, now - HW_DAY_US);
  wait_until (count (get_hot_spots (fixture)) == 2);
}

static void
test_follow_the_time_filter (Fixture       *fixture,
                             gconstpointer  data)
{
  HwPointIndex *points = hw_session_get_points (fixture->session);
  HwPointFilter filter = HW_POINT_FILTER_ALL;
  gint64 now = g_get_real_time ();
  gint64 since, until;

  for (guint i = 0; i < 6; i++)
    take_seen_at (fixture, 51.5, now - HW_DAY_US);
  wait_until (count (get_hot_spots (fixture)) == 1);
  g_object_get (fixture->session, "hot-spot-since", &since, "hot-spot-until", &until, NULL);
  g_assert_cmpint (until - since, ==, 28 * HW_DAY_US);

  filter.since = now - 100 * HW_DAY_US;
  filter.until = now - 50 * HW_DAY_US;
  hw_point_index_set_filter (points, &filter);
  wait_until (count (get_hot_spots (fixture)) == 0);
  g_object_get (fixture->session, "hot-spot-since", &since, "hot-spot-until", &until, NULL);
  g_assert_cmpint (since, ==, filter.since);
  g_assert_cmpint (until, ==, filter.until);

  /* Too wide to mean anything: back to 28 days. */
  filter.since = now - 400 * HW_DAY_US;
  hw_point_index_set_filter (points, &filter);
  wait_until (count (get_hot_spots (fixture)) == 1);
  g_object_get (fixture->session, "hot-spot-since", &since, "hot-spot-until", &until, NULL);
  g_assert_cmpint (until - since, ==, 28 * HW_DAY_US);
}

static void
test_old_reports_have_some (Fixture       *fixture,
                            gconstpointer  data)
{
  gint64 then = g_get_real_time () - 1000 * HW_DAY_US;
  gint64 until;

  for (guint i = 0; i < 6; i++)
    take_seen_at (fixture, 51.5, then - i * HW_DAY_US);
  wait_until (count (get_hot_spots (fixture)) == 1);
  g_object_get (fixture->session, "hot-spot-until", &until, NULL);
  g_assert_cmpint (until, ==, then + 1);
}

static void
test_nameless_has_a_number (Fixture       *fixture,
                            gconstpointer  data)
{
  for (guint i = 0; i < 6; i++)
    take_at (fixture, 51.5, -0.1, NULL);
  wait_until (count (get_hot_spots (fixture)) == 1);
  g_assert_cmpstr (hw_hot_spot_item_get_name (get_first (fixture)), ==, "Hot-spot 1");
}

static void
test_locking_stops_the_search (Fixture       *fixture,
                               gconstpointer  data)
{
  for (guint i = 0; i < 6; i++)
    take_at (fixture, 51.5, -0.1, NULL);
  lock (fixture);
  g_assert_cmpuint (count (get_hot_spots (fixture)), ==, 0);
  g_assert_true (unlock (fixture, HW_SECRET_PASSPHRASE, PASSPHRASE, NULL));
  wait_until (count (get_hot_spots (fixture)) == 1);
}

/* -- from day to day -- */

static HwHotSpot *
get_hot_spot (Fixture *fixture)
{
  return hw_hot_spot_item_get_hot_spot (get_first (fixture));
}

static void
test_keep_their_identity (Fixture       *fixture,
                          gconstpointer  data)
{
  gint64 now = g_get_real_time ();
  HwId identity;

  for (guint i = 0; i < 9; i++)
    take_seen_at (fixture, 51.5, now - (20 - i) * HW_DAY_US);
  wait_until (count (get_hot_spots (fixture)) == 1 && get_hot_spot (fixture)->born != 0);
  identity = get_hot_spot (fixture)->identity;
  g_assert_cmpint (get_hot_spot (fixture)->born, ==, (now - 16 * HW_DAY_US) / HW_DAY_US * HW_DAY_US);
  g_assert_cmpuint (get_hot_spot (fixture)->changes->len, >=, 1);

  /* Another one takes the first rank. */
  for (guint i = 0; i < 12; i++)
    take_seen_at (fixture, 51.6, now - 60 * G_USEC_PER_SEC);
  wait_until (count (get_hot_spots (fixture)) == 2);
  g_assert_false (hw_id_equal (&get_hot_spot (fixture)->identity, &identity));
  {
    g_autoptr (HwHotSpotItem) second = g_list_model_get_item (get_hot_spots (fixture), 1);

    g_assert_true (hw_id_equal (&hw_hot_spot_item_get_hot_spot (second)->identity, &identity));
  }

  /* And after the workspace was closed and opened again. */
  lock (fixture);
  g_assert_true (unlock (fixture, HW_SECRET_PASSPHRASE, PASSPHRASE, NULL));
  wait_until (count (get_hot_spots (fixture)) == 2 && get_hot_spot (fixture)->born != 0);
  {
    g_autoptr (HwHotSpotItem) second = g_list_model_get_item (get_hot_spots (fixture), 1);

    g_assert_true (hw_id_equal (&hw_hot_spot_item_get_hot_spot (second)->identity, &identity));
  }
}

/* -- what makes one -- */

static void
test_settings_are_followed_and_remembered (Fixture       *fixture,
                                           gconstpointer  data)
{
  HwHotSpotSettings settings, usual;

  hw_hot_spot_settings_init (&usual);
  for (guint i = 0; i < 12; i++)
    take_seen_at (fixture, i % 2 == 0 ? 51.5 : 51.502, g_get_real_time () - HW_DAY_US * (i + 1));
  wait_until (count (get_hot_spots (fixture)) == 2);

  hw_session_get_hot_spot_settings (fixture->session, &settings);
  g_assert_true (hw_hot_spot_settings_equal (&settings, &usual));
  settings.radius_m = 300;
  hw_session_set_hot_spot_settings (fixture->session, &settings);
  wait_until (count (get_hot_spots (fixture)) == 1);
  settings.weight = 50;
  hw_session_set_hot_spot_settings (fixture->session, &settings);
  wait_until (count (get_hot_spots (fixture)) == 0);
  settings.weight = 5;
  settings.days = 6;
  hw_session_set_hot_spot_settings (fixture->session, &settings);
  /* What is outdated is stopped: only the last of these is shown. */
  for (guint i = 0; i < 20; i++)
    {
      settings.radius_m = 100 + i * 20;
      hw_session_set_hot_spot_settings (fixture->session, &settings);
    }
  wait_until (count (get_hot_spots (fixture)) == 1);
  g_assert_cmpuint (get_hot_spot (fixture)->reports, ==, 5);
  hw_session_remember_hot_spot_settings (fixture->session);

  lock (fixture);
  g_assert_true (unlock (fixture, HW_SECRET_PASSPHRASE, PASSPHRASE, NULL));
  hw_session_get_hot_spot_settings (fixture->session, &settings);
  g_assert_cmpfloat (settings.radius_m, ==, 480);
  g_assert_cmpuint (settings.days, ==, 6);
  wait_until (count (get_hot_spots (fixture)) == 1);

  hw_session_set_hot_spot_settings (fixture->session, &usual);
  hw_session_remember_hot_spot_settings (fixture->session);
  g_assert_null (hw_session_get_setting (fixture->session, "hot-spots"));
  wait_until (count (get_hot_spots (fixture)) == 2);
}

static void
test_odd_settings_are_as_usual (Fixture       *fixture,
                                gconstpointer  data)
{
  static const char *const odd[] = { NULL, "", "75", "75;5;2;0", "9;5;2;0;0", "75;5;2;0;999", "a;5;2;0;0", "nan;5;2;0;0", "75;5;2;0;0;1", "75;5;2;;0" };
  HwHotSpotSettings settings, usual;
  g_autofree char *text = NULL;

  hw_hot_spot_settings_init (&usual);
  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      hw_hot_spot_settings_from_string (&settings, odd[i]);
      g_assert_true (hw_hot_spot_settings_equal (&settings, &usual));
    }
  usual.radius_m = 120.5;
  usual.days = 60;
  text = hw_hot_spot_settings_to_string (&usual);
  g_assert_cmpstr (text, ==, "120.5;5;2;0;60");
  hw_hot_spot_settings_from_string (&settings, text);
  g_assert_true (hw_hot_spot_settings_equal (&settings, &usual));
}

/* -- what the team did there -- */

static HwHotSpotVisits *
list_visits (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  HwHotSpotVisits *visits;

  hw_session_list_hot_spot_visits_async (fixture->session, get_hot_spot (fixture), NULL, answered_cb, fixture);
  result = wait_for (fixture);
  visits = hw_session_list_hot_spot_visits_finish (fixture->session, result, &error);
  g_assert_no_error (error);
  return visits;
}

static gint64
take_row (Fixture *fixture,
          double   latitude)
{
  HwReport report = make_report (latitude, -0.1, NULL);
  g_autoptr (GError) error = NULL;
  gint64 row;

  report.seen_at = report.received_at = g_get_real_time () - HW_DAY_US;
  report.people = 2;
  row = take (fixture, &report, &error);
  g_assert_no_error (error);
  return row;
}

static void
set_outcome (Fixture    *fixture,
             gint64      row,
             const char *outcome)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  hw_session_set_status_async (fixture->session, row, HW_REPORT_CLOSED, outcome, NULL, answered_cb, fixture);
  result = wait_for (fixture);
  hw_session_set_status_finish (fixture->session, result, &error);
  g_assert_no_error (error);
}

static void
test_visits_and_outcomes (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr (HwHotSpotVisits) none = NULL;
  g_autoptr (HwHotSpotVisits) some = NULL;
  gint64 before = g_get_real_time ();
  gint64 rows[6];

  for (guint i = 0; i < 6; i++)
    rows[i] = take_row (fixture, 51.5);
  set_outcome (fixture, take_row (fixture, 51.51), "found-engaging");
  wait_until (count (get_hot_spots (fixture)) == 1);
  none = list_visits (fixture);
  g_assert_cmpint (none->last_visit, ==, 0);
  g_assert_cmpuint (none->looked_for, ==, 0);

  set_outcome (fixture, rows[0], "found-engaging");
  set_outcome (fixture, rows[1], "not-found-looked");
  set_outcome (fixture, rows[2], "not-found-no-access");
  set_outcome (fixture, rows[3], "not-looked-known");
  some = list_visits (fixture);
  g_assert_cmpint (some->last_visit, >=, before);
  g_assert_cmpuint (some->people_looked_for, ==, 6);
  g_assert_cmpuint (some->people_found, ==, 2);
  g_assert_cmpuint (some->looked_for, ==, 3);
  g_assert_cmpuint (some->found, ==, 1);
  g_assert_cmpuint (some->not_found, ==, 2);
}

/* -- the demo -- */

static gboolean
open_demo (Fixture       *fixture,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  hw_session_open_demo_async (fixture->session, fixture->directory, 1, cancellable, answered_cb, fixture);
  result = wait_for (fixture);
  return hw_session_open_demo_finish (fixture->session, result, error);
}

static guint
count_demo_directories (Fixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->directory, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    n += g_str_has_prefix (name, "demo-");
  return n;
}

static void
test_demo_opens (Fixture       *fixture,
                 gconstpointer  data)
{
  HwSession *session = fixture->session;
  g_autoptr (GError) error = NULL;
  g_autofree char *map_path = NULL;
  gboolean demo;

  open_demo (fixture, NULL, &error);
  g_assert_no_error (error);
  g_object_get (session, "demo", &demo, "map-path", &map_path, NULL);
  g_assert_true (demo);
  g_assert_true (g_file_test (map_path, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (hw_point_index_get_size (hw_session_get_points (session)), >, 1000);
  g_assert_cmpuint (count (hw_session_get_queue (session)), >, 0);
  g_assert_cmpuint (count (hw_session_get_cases (session)), ==, 25);
  g_assert_cmpuint (count (hw_session_get_people (session)), ==, 60);
  wait_until (count (get_hot_spots (fixture)) > 0);
  g_assert_cmpuint (count_demo_directories (fixture), ==, 1);

  lock (fixture);
  g_assert_cmpint (hw_session_get_state (session), ==, HW_SESSION_NO_WORKSPACE);
  g_assert_cmpuint (count_demo_directories (fixture), ==, 0);
  g_assert_null (hw_session_get_path (session));
}

static void
test_demo_can_be_stopped (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (open_demo (fixture, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (hw_session_get_state (fixture->session), ==, HW_SESSION_NO_WORKSPACE);
  g_assert_cmpuint (count_demo_directories (fixture), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/session/hot-spots/appear-and-follow-the-reports", set_up_open, test_appear_and_follow);
  add ("/session/hot-spots/follow-the-time-filter", set_up_open, test_follow_the_time_filter);
  add ("/session/hot-spots/old-reports-have-some", set_up_open, test_old_reports_have_some);
  add ("/session/hot-spots/without-a-name-have-a-number", set_up_open, test_nameless_has_a_number);
  add ("/session/hot-spots/locking-stops-the-search", set_up_open, test_locking_stops_the_search);
  add ("/session/hot-spots/keep-their-identity", set_up_open, test_keep_their_identity);
  add ("/session/hot-spots/settings/are-followed-and-remembered", set_up_open, test_settings_are_followed_and_remembered);
  add ("/session/hot-spots/settings/odd-ones-are-as-usual", set_up_open, test_odd_settings_are_as_usual);
  add ("/session/hot-spots/visits/say-what-came-of-the-reports", set_up_open, test_visits_and_outcomes);
  add ("/session/demo/opens-and-is-thrown-away", set_up, test_demo_opens);
  add ("/session/demo/can-be-stopped", set_up, test_demo_can_be_stopped);

  return g_test_run ();
}
