/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libglib-testing/signal-logger.h>

#include "session-fixture.h"

/* Opening, locking, taking reports and finding them again. */

/* -- opening and locking -- */

static void
test_create_opens (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *code = NULL;

  g_assert_cmpint (hw_session_get_state (fixture->session), ==, HW_SESSION_NO_WORKSPACE);
  code = create (fixture);
  g_assert_cmpint (hw_session_get_state (fixture->session), ==, HW_SESSION_OPEN);
  g_assert_cmpstr (hw_session_get_team_name (fixture->session), ==, "Riverton");
  g_assert_cmpstr (hw_session_get_path (fixture->session), ==, fixture->path);
  g_assert_cmpuint (strlen (code), >, 10);
}

static void
test_create_refuses_what_is_there (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *code = NULL;

  g_assert_true (g_file_set_contents (fixture->path, "mine", -1, NULL));
  hw_session_create_async (fixture->session, fixture->path, "Riverton", "Sofie", PASSPHRASE, NULL, answered_cb, fixture);
  result = wait_for (fixture);
  code = hw_session_create_finish (fixture->session, result, &error);
  g_assert_error (error, HW_STORE_ERROR, HW_STORE_ERROR_EXISTS);
  g_assert_null (code);
  g_assert_cmpint (hw_session_get_state (fixture->session), ==, HW_SESSION_NO_WORKSPACE);

  g_unlink (fixture->path);
  g_free (create (fixture));
}

static void
test_wrong_passphrase (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  lock (fixture);
  g_assert_false (unlock (fixture, HW_SECRET_PASSPHRASE, "not these words at all", &error));
  g_assert_true (hw_error_is_wrong_secret (error));
  g_assert_cmpint (hw_session_get_state (fixture->session), ==, HW_SESSION_LOCKED);
  g_clear_error (&error);

  g_assert_true (unlock (fixture, HW_SECRET_PASSPHRASE, PASSPHRASE, &error));
  g_assert_no_error (error);
  g_assert_cmpint (hw_session_get_state (fixture->session), ==, HW_SESSION_OPEN);
}

static void
test_recovery_code_opens (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autofree char *code = create (fixture);
  g_autoptr (GError) error = NULL;

  lock (fixture);
  g_assert_false (unlock (fixture, HW_SECRET_RECOVERY_CODE, "nonsense", &error));
  g_clear_error (&error);
  g_assert_true (unlock (fixture, HW_SECRET_RECOVERY_CODE, code, &error));
  g_assert_no_error (error);
}

static void
test_unlock_needs_a_path (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (unlock (fixture, HW_SECRET_PASSPHRASE, PASSPHRASE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_cmpint (hw_session_get_state (fixture->session), ==, HW_SESSION_NO_WORKSPACE);
}

static void
test_one_at_a_time (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (unlock (fixture, HW_SECRET_PASSPHRASE, PASSPHRASE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  g_assert_cmpint (hw_session_get_state (fixture->session), ==, HW_SESSION_OPEN);
}

static void
test_locked_while_opening (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  lock (fixture);
  hw_session_unlock_async (fixture->session, HW_SECRET_PASSPHRASE, PASSPHRASE, NULL, answered_cb, fixture);
  hw_session_lock_async (fixture->session, NULL, NULL, NULL);
  result = wait_for (fixture);
  g_assert_false (hw_session_unlock_finish (fixture->session, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (hw_session_get_state (fixture->session), ==, HW_SESSION_LOCKED);

  g_clear_error (&error);
  g_assert_true (unlock (fixture, HW_SECRET_PASSPHRASE, PASSPHRASE, &error));
  g_assert_no_error (error);
}

/* A session that goes without locking closes its file on its thread, a moment later. */
static void
test_dropped_without_locking (Fixture       *fixture,
                              gconstpointer  data)
{
  take_at (fixture, 51.5, -0.1, "Station Road");
  g_assert_finalize_object (g_steal_pointer (&fixture->session));
  fixture->session = hw_session_new ();
  hw_session_set_path (fixture->session, fixture->path);
  for (guint i = 0; i < 1000 && hw_session_get_state (fixture->session) == HW_SESSION_LOCKED; i++)
    unlock (fixture, HW_SECRET_PASSPHRASE, PASSPHRASE, NULL);
  g_assert_cmpint (hw_session_get_state (fixture->session), ==, HW_SESSION_OPEN);
  g_assert_cmpuint (count (hw_session_get_queue (fixture->session)), ==, 1);
}

static void
test_path_names_the_team (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr (HwSession) other = hw_session_new ();

  lock (fixture);
  hw_session_set_path (other, fixture->path);
  g_assert_cmpint (hw_session_get_state (other), ==, HW_SESSION_LOCKED);
  g_assert_cmpstr (hw_session_get_team_name (other), ==, "Riverton");
  hw_session_set_path (other, NULL);
  g_assert_cmpint (hw_session_get_state (other), ==, HW_SESSION_NO_WORKSPACE);
  g_assert_null (hw_session_get_team_name (other));
}

/* Whether the last thing that holds what is in a model is gone. */
static void
watch_first (GListModel *model,
             GWeakRef   *watch)
{
  g_autoptr (GObject) item = g_list_model_get_item (model, 0);

  g_assert_nonnull (item);
  g_weak_ref_init (watch, item);
}

static void
assert_gone (GWeakRef *watch)
{
  g_assert_null (g_weak_ref_get (watch));
  g_weak_ref_clear (watch);
}

static void
open_case (Fixture    *fixture,
           const char *alias,
           HwId       *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  HwPerson person = { .alias = alias };

  hw_session_open_case_async (fixture->session, &person, "Home before Christmas", answered_cb, fixture);
  result = wait_for (fixture);
  hw_session_open_case_finish (fixture->session, result, id, &error);
  g_assert_no_error (error);
}

static void
test_lock_empties_every_model (Fixture       *fixture,
                               gconstpointer  data)
{
  HwSession *session = fixture->session;
  HwPointIndex *points = hw_session_get_points (session);
  GListModel *models[] = { hw_session_get_queue (session), hw_session_get_cases (session), hw_session_get_people (session),
                           hw_session_get_hot_spots (session) };
  GWeakRef watches[G_N_ELEMENTS (models)];
  g_autoptr (GtSignalLogger) logger = gt_signal_logger_new ();
  g_autofree char *reason = NULL;
  HwId id;

  for (guint i = 0; i < 8; i++)
    take_at (fixture, 51.5 + i * 1e-5, -0.1, "Station Road");
  open_case (fixture, "Marek", &id);
  hw_session_set_setting (session, "call-drafts", "blue tent");
  wait_until (count (models[3]) == 1);
  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    watch_first (models[i], &watches[i]);

  gt_signal_logger_connect (logger, session, "locked");
  lock (fixture);
  gt_signal_logger_assert_emission_pop (logger, session, "locked", &reason);
  g_assert_cmpstr (reason, ==, "a test");
  gt_signal_logger_assert_no_emissions (logger);
  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    {
      g_assert_cmpuint (count (models[i]), ==, 0);
      assert_gone (&watches[i]);
    }
  g_assert_true (hw_session_get_points (session) == points);
  g_assert_cmpuint (hw_point_index_get_size (points), ==, 0);
  g_assert_null (hw_session_get_setting (session, "call-drafts"));
  g_assert_null (session->workspace);
  g_assert_cmpint (hw_session_get_state (session), ==, HW_SESSION_LOCKED);
}

static void
test_locked_refuses_commands (Fixture       *fixture,
                              gconstpointer  data)
{
  HwReport report = make_report (51.5, -0.1, "Station Road");
  g_autoptr (GError) error = NULL;

  lock (fixture);
  g_assert_cmpint (take (fixture, &report, &error), ==, 0);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

static void
test_lock_finishes_what_was_begun (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  HwReport report = make_report (51.5, -0.1, "Station Road");

  hw_session_take_report_async (fixture->session, &report, answered_cb, fixture);
  hw_session_lock_async (fixture->session, NULL, NULL, NULL);
  result = wait_for (fixture);
  g_assert_cmpint (hw_session_take_report_finish (fixture->session, result, &error), >, 0);
  g_assert_no_error (error);
  g_assert_cmpuint (count (hw_session_get_queue (fixture->session)), ==, 0);
  wait_until (hw_session_get_state (fixture->session) == HW_SESSION_LOCKED);

  g_assert_true (unlock (fixture, HW_SECRET_PASSPHRASE, PASSPHRASE, &error));
  g_assert_cmpuint (count (hw_session_get_queue (fixture->session)), ==, 1);
}

/* -- reports -- */

static void
test_report_appears (Fixture       *fixture,
                     gconstpointer  data)
{
  HwSession *session = fixture->session;
  HwReport nowhere = make_report (51.5, -0.1, NULL);
  g_autoptr (GError) error = NULL;
  gboolean has_reports;
  HwIndexPoint point;
  guint n_new;
  gint64 row;

  nowhere.point = HW_POINT_UNKNOWN;
  g_assert_cmpint (take (fixture, &nowhere, &error), ==, 0);
  g_assert_error (error, HW_STORE_ERROR, HW_STORE_ERROR_RULE);
  g_object_get (session, "has-reports", &has_reports, "n-new", &n_new, NULL);
  g_assert_false (has_reports);
  g_assert_cmpuint (n_new, ==, 0);

  row = take_at (fixture, 51.5, -0.1, "Behind the bins, Drummond Street");
  g_object_get (session, "has-reports", &has_reports, "n-new", &n_new, NULL);
  g_assert_true (has_reports);
  g_assert_cmpuint (n_new, ==, 1);
  g_assert_cmpint (get_queued (fixture, 0)->row, ==, row);
  g_assert_cmpstr (get_queued (fixture, 0)->place, ==, "Behind the bins, Drummond Street");
  g_assert_true (hw_point_index_lookup (hw_session_get_points (session), HW_KIND_REPORT, row, &point));
  g_assert_cmpfloat_with_epsilon (point.point.latitude, 51.5, 1e-6);
}

static void
test_report_is_found_after_unlocking (Fixture       *fixture,
                                      gconstpointer  data)
{
  gint64 row = take_at (fixture, 51.5, -0.1, "Drummond Street");
  HwIndexPoint before, after;

  g_assert_true (hw_point_index_lookup (hw_session_get_points (fixture->session), HW_KIND_REPORT, row, &before));
  lock_and_unlock (fixture);
  g_assert_cmpuint (count (hw_session_get_queue (fixture->session)), ==, 1);
  g_assert_cmpint (get_queued (fixture, 0)->row, ==, row);
  g_assert_true (hw_point_index_lookup (hw_session_get_points (fixture->session), HW_KIND_REPORT, row, &after));
  g_assert_cmpint (before.time, ==, after.time);
  g_assert_cmpint (before.status, ==, after.status);
  g_assert_cmpint (before.people, ==, after.people);
}

static void
set_status (Fixture        *fixture,
            gint64          row,
            HwReportStatus  status,
            const char     *outcome)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  hw_session_set_status_async (fixture->session, row, status, outcome, NULL, answered_cb, fixture);
  result = wait_for (fixture);
  hw_session_set_status_finish (fixture->session, result, &error);
  g_assert_no_error (error);
}

static void
test_newest_first (Fixture       *fixture,
                   gconstpointer  data)
{
  HwReport older = make_report (51.5, -0.1, "older");
  HwReport newer = make_report (51.5, -0.1, "newer");
  g_autoptr (GError) error = NULL;

  older.received_at -= 1000;
  take (fixture, &newer, &error);
  g_assert_no_error (error);
  take (fixture, &older, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (get_queued (fixture, 0)->place, ==, "newer");
  g_assert_cmpstr (get_queued (fixture, 1)->place, ==, "older");
  lock_and_unlock (fixture);
  g_assert_cmpstr (get_queued (fixture, 0)->place, ==, "newer");
  g_assert_cmpstr (get_queued (fixture, 1)->place, ==, "older");
}

static void
test_status_moves_on (Fixture       *fixture,
                      gconstpointer  data)
{
  HwSession *session = fixture->session;
  gint64 row = take_at (fixture, 51.5, -0.1, "Drummond Street");
  HwIndexPoint point;
  guint n_new;

  set_status (fixture, row, HW_REPORT_SENT_OUT, NULL);
  g_object_get (session, "n-new", &n_new, NULL);
  g_assert_cmpuint (n_new, ==, 0);
  g_assert_cmpuint (count (hw_session_get_queue (session)), ==, 1);
  g_assert_cmpint (get_queued (fixture, 0)->status, ==, HW_REPORT_SENT_OUT);

  set_status (fixture, row, HW_REPORT_CLOSED, "found-engaging");
  g_assert_cmpuint (count (hw_session_get_queue (session)), ==, 0);
  g_assert_true (hw_point_index_lookup (hw_session_get_points (session), HW_KIND_REPORT, row, &point));
  g_assert_cmpint (point.status, ==, HW_REPORT_CLOSED);
}

static void
test_one_report_is_loaded (Fixture       *fixture,
                           gconstpointer  data)
{
  gint64 row = take_at (fixture, 51.5, -0.1, "Drummond Street");
  g_autoptr (GAsyncResult) missing = NULL, result = NULL;
  g_autoptr (HwReport) report = NULL;
  g_autoptr (GError) error = NULL;

  hw_session_load_report_async (fixture->session, row + 100, NULL, answered_cb, fixture);
  missing = wait_for (fixture);
  g_assert_null (hw_session_load_report_finish (fixture->session, missing, &error));
  g_assert_error (error, HW_STORE_ERROR, HW_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);

  hw_session_load_report_async (fixture->session, row, NULL, answered_cb, fixture);
  result = wait_for (fixture);
  report = hw_session_load_report_finish (fixture->session, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (report->place, ==, "Drummond Street");
}

static void
test_nothing_read_is_handed_out_after_locking (Fixture       *fixture,
                                               gconstpointer  data)
{
  gint64 row = take_at (fixture, 51.5, -0.1, "Drummond Street");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  hw_session_load_report_async (fixture->session, row, NULL, answered_cb, fixture);
  hw_session_lock_async (fixture->session, NULL, NULL, NULL);
  result = wait_for (fixture);
  g_assert_null (hw_session_load_report_finish (fixture->session, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  wait_until (hw_session_get_state (fixture->session) == HW_SESSION_LOCKED);
}

static void
test_contact_is_on_the_map (Fixture       *fixture,
                            gconstpointer  data)
{
  HwContact met = { .met_at = g_get_real_time () - G_USEC_PER_SEC, .point = { 51.5, -0.1 }, .bedded_down = TRUE, .people = 2 };
  g_autoptr (GAsyncResult) recorded = NULL, loaded = NULL;
  g_autoptr (HwContact) contact = NULL;
  g_autoptr (GError) error = NULL;
  HwIndexPoint point;

  hw_session_record_contact_async (fixture->session, &met, answered_cb, fixture);
  recorded = wait_for (fixture);
  g_assert_true (hw_session_record_contact_finish (fixture->session, recorded, &error));
  g_assert_no_error (error);
  g_assert_true (hw_point_index_get_point (hw_session_get_points (fixture->session), 0, &point));
  g_assert_cmpint (point.kind, ==, HW_KIND_CONTACT);
  g_assert_cmpint (point.people, ==, 2);

  hw_session_load_contact_async (fixture->session, point.row, NULL, answered_cb, fixture);
  loaded = wait_for (fixture);
  contact = hw_session_load_contact_finish (fixture->session, loaded, &error);
  g_assert_no_error (error);
  g_assert_true (contact->bedded_down);
}

/* -- looking things up -- */

static void
test_search (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) reports = NULL, people = NULL;
  g_autoptr (GError) error = NULL;
  HwId id;

  take_at (fixture, 51.5, -0.1, "Drummond Street");
  take_at (fixture, 51.5, -0.1, "Viaduct Arches");
  open_case (fixture, "Marek", &id);
  hw_session_search_async (fixture->session, "arches", NULL, answered_cb, fixture);
  result = wait_for (fixture);
  g_assert_true (hw_session_search_finish (fixture->session, result, &reports, &people, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (reports->len, ==, 1);
  g_assert_cmpuint (people->len, ==, 0);
  g_assert_cmpstr (((HwReport *) g_ptr_array_index (reports, 0))->place, ==, "Viaduct Arches");
}

static void
test_search_finds_people (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (GError) error = NULL;
  HwId id;

  open_case (fixture, "Marek", &id);
  hw_session_search_async (fixture->session, "mar", NULL, answered_cb, fixture);
  result = wait_for (fixture);
  g_assert_true (hw_session_search_finish (fixture->session, result, NULL, &people, &error));
  g_assert_cmpuint (people->len, ==, 1);
}

static void
test_events_tell_what_happened (Fixture       *fixture,
                                gconstpointer  data)
{
  gint64 row = take_at (fixture, 51.5, -0.1, "Drummond Street");
  HwId id = get_queued (fixture, 0)->id;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GError) error = NULL;

  set_status (fixture, row, HW_REPORT_SENT_OUT, NULL);
  hw_session_list_events_async (fixture->session, &id, answered_cb, fixture);
  result = wait_for (fixture);
  events = hw_session_list_events_finish (fixture->session, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (events->len, ==, 2);
  g_assert_cmpstr (((HwEvent *) g_ptr_array_index (events, 0))->kind, ==, "report.received");
}

/* -- what the workspace remembers -- */

static void
test_settings_persist (Fixture       *fixture,
                       gconstpointer  data)
{
  HwSession *session = fixture->session;
  g_autofree char *map_path = NULL;

  g_assert_null (hw_session_get_setting (session, "call-drafts"));
  hw_session_set_setting (session, "call-drafts", "a blue tent");
  hw_session_set_setting (session, "gone", "soon");
  hw_session_set_setting (session, "gone", NULL);
  g_object_set (session, "map-path", "/maps/town.mbtiles", NULL);
  g_assert_cmpstr (hw_session_get_setting (session, "call-drafts"), ==, "a blue tent");

  lock_and_unlock (fixture);
  g_assert_cmpstr (hw_session_get_setting (session, "call-drafts"), ==, "a blue tent");
  g_assert_null (hw_session_get_setting (session, "gone"));
  g_object_get (session, "map-path", &map_path, NULL);
  g_assert_cmpstr (map_path, ==, "/maps/town.mbtiles");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/session/create/opens-and-gives-the-recovery-code", set_up, test_create_opens);
  add ("/session/create/refuses-what-is-there", set_up, test_create_refuses_what_is_there);
  add ("/session/unlock/wrong-passphrase-then-right", set_up_open, test_wrong_passphrase);
  add ("/session/unlock/recovery-code-opens", set_up, test_recovery_code_opens);
  add ("/session/unlock/needs-a-path", set_up, test_unlock_needs_a_path);
  add ("/session/unlock/one-at-a-time", set_up_open, test_one_at_a_time);
  add ("/session/unlock/is-stopped-by-locking", set_up_open, test_locked_while_opening);
  add ("/session/lock/is-not-needed-to-keep-everything", set_up_open, test_dropped_without_locking);
  add ("/session/path/names-the-team-while-locked", set_up_open, test_path_names_the_team);
  add ("/session/lock/empties-every-model", set_up_open, test_lock_empties_every_model);
  add ("/session/lock/refuses-commands", set_up_open, test_locked_refuses_commands);
  add ("/session/lock/finishes-what-was-begun", set_up_open, test_lock_finishes_what_was_begun);
  add ("/session/lock/hands-out-nothing-that-was-read", set_up_open, test_nothing_read_is_handed_out_after_locking);
  add ("/session/report/appears-in-queue-and-on-map", set_up_open, test_report_appears);
  add ("/session/report/is-found-after-unlocking", set_up_open, test_report_is_found_after_unlocking);
  add ("/session/report/newest-first", set_up_open, test_newest_first);
  add ("/session/report/status-moves-on", set_up_open, test_status_moves_on);
  add ("/session/report/is-loaded-by-row", set_up_open, test_one_report_is_loaded);
  add ("/session/contact/is-on-the-map", set_up_open, test_contact_is_on_the_map);
  add ("/session/search/finds-reports-by-words", set_up_open, test_search);
  add ("/session/search/finds-people-by-name", set_up_open, test_search_finds_people);
  add ("/session/events/tell-what-happened", set_up_open, test_events_tell_what_happened);
  add ("/session/settings/persist", set_up_open, test_settings_persist);

  return g_test_run ();
}
