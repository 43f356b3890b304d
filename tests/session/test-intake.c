/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "hw-collect-door.h"
#include "hw-intake-server.h"
#include "hw-submission.h"
#include "session-fixture.h"

/* What waits at the intake service comes into the workspace, and how far it has come goes back. The service runs in the test. */

typedef struct
{
  HwIntakeSettings *settings;   /* (owned) */
  HwIntakeSpool    *spool;      /* (owned) */
  HwIntakeServer   *server;     /* (owned) */
} Service;

static void
service_clear (Service *service)
{
  hw_intake_server_free (service->server);
  hw_intake_spool_close (service->spool);
  hw_intake_settings_free (service->settings);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Service, service_clear)

/* Returns the lines for the settings of the service, where keys were made. */
static char *
set_up_intake (Fixture    *fixture,
               const char *server,
               gboolean    makes_keys)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *lines = NULL;

  hw_session_set_up_intake_async (fixture->session, server, makes_keys, answered_cb, fixture);
  result = wait_for (fixture);
  g_assert_true (hw_session_set_up_intake_finish (fixture->session, result, &lines, &error));
  g_assert_no_error (error);
  return lines;
}

static void
start_service (Fixture *fixture,
               Service *service)
{
  g_autofree char *path = g_build_filename (fixture->directory, "intake.conf", NULL);
  g_autofree char *lines = set_up_intake (fixture, "https://reports.example.org", TRUE);
  g_autofree char *settings = g_strdup_printf ("%sspool=%s/spool.db\nlisten=127.0.0.1:0\nbase-url=http://127.0.0.1\n", lines, fixture->directory);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, settings, -1, &error));
  service->settings = hw_intake_settings_load (path, &error);
  g_assert_no_error (error);
  service->spool = hw_intake_spool_open (service->settings->spool, &error);
  g_assert_no_error (error);
  service->server = hw_intake_server_new (service->settings, service->spool, &error);
  g_assert_no_error (error);
}

static void
know_service (Fixture *fixture,
              Service *service)
{
  const char *address = hw_intake_server_get_address (service->server);
  g_autofree char *server = g_str_has_prefix (address, "http://") ? g_strdup (address) : g_strconcat ("http://", address, NULL);
  g_autofree char *lines = set_up_intake (fixture, server, FALSE);

  g_assert_null (lines);
}

static void
send_in (Fixture    *fixture,
         Service    *service,
         const char *place,
         HwId       *id)
{
  HwReport said = make_report (51.5, -0.1, place);
  g_autoptr (HwReport) report = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (HwSubmission) submission = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) sealed = NULL;

  said.channel = HW_CHANNEL_WEB;
  report = hw_report_new (&said);
  submission = hw_submission_new (report, "en", NULL);
  sealed = hw_submission_seal (submission, hw_intake_key_get_public (service->settings->public_key), &error);
  g_assert_no_error (error);
  hw_intake_spool_add_async (service->spool, &submission->id, sealed, sealed, g_get_real_time (), answered_cb, fixture);
  result = wait_for (fixture);
  g_assert_true (hw_intake_spool_add_finish (service->spool, result, id, &error));
  g_assert_no_error (error);
}

static HwCollected
collect (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  HwCollected collected;

  hw_session_collect_async (fixture->session, NULL, answered_cb, fixture);
  result = wait_for (fixture);
  hw_session_collect_finish (fixture->session, result, &collected, &error);
  g_assert_no_error (error);
  return collected;
}

static HwReport *
get_first (Fixture *fixture)
{
  g_autoptr (HwReportItem) item = g_list_model_get_item (hw_session_get_queue (fixture->session), 0);

  g_assert_nonnull (item);
  return hw_report_item_get_report (item);
}

static void
move (Fixture        *fixture,
      HwReportStatus  status)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  hw_session_set_status_async (fixture->session, get_first (fixture)->row, status, NULL, NULL, answered_cb, fixture);
  result = wait_for (fixture);
  hw_session_set_status_finish (fixture->session, result, &error);
  g_assert_no_error (error);
}

static void
assert_answer (Service        *service,
               const HwId     *id,
               HwCallerAnswer  expected)
{
  HwCallerAnswer answer;
  gint64 day;

  g_assert_true (hw_intake_spool_get_status (service->spool, id, &answer, &day));
  g_assert_cmpint (answer, ==, expected);
}

static void
test_to_be_checked (Fixture       *fixture,
                    gconstpointer  data)
{
  g_auto (Service) service = { NULL };
  HwCollected collected;
  HwId id;

  start_service (fixture, &service);
  know_service (fixture, &service);
  g_assert_true (hw_session_can_collect (fixture->session));
  send_in (fixture, &service, "by the web form", &id);
  collected = collect (fixture);
  g_assert_cmpuint (collected.taken, ==, 1);
  g_assert_cmpint (get_first (fixture)->status, ==, HW_REPORT_TO_BE_CHECKED);
  g_assert_cmpuint (hw_point_index_get_size (hw_session_get_points (fixture->session)), ==, 0);

  /* It is forgotten there, and not taken twice. */
  collected = collect (fixture);
  g_assert_cmpuint (collected.taken + collected.duplicates, ==, 0);
  g_assert_cmpint (hw_intake_spool_count (service.spool), ==, 0);

  move (fixture, HW_REPORT_NEW);
  g_assert_cmpuint (hw_point_index_get_size (hw_session_get_points (fixture->session)), ==, 1);
}

static void
test_status (Fixture       *fixture,
             gconstpointer  data)
{
  g_auto (Service) service = { NULL };
  HwId id;

  start_service (fixture, &service);
  know_service (fixture, &service);
  send_in (fixture, &service, "by the web form", &id);
  assert_answer (&service, &id, HW_CALLER_ANSWER_RECEIVED);
  g_assert_cmpuint (collect (fixture).told, ==, 0);
  move (fixture, HW_REPORT_NEW);
  move (fixture, HW_REPORT_SENT_OUT);
  g_assert_cmpuint (collect (fixture).told, ==, 1);
  assert_answer (&service, &id, HW_CALLER_ANSWER_TEAM_WENT_OUT);
  /* Once is enough. */
  g_assert_cmpuint (collect (fixture).told, ==, 0);
}

static void
test_dismissed (Fixture       *fixture,
                gconstpointer  data)
{
  g_auto (Service) service = { NULL };
  HwId id;

  start_service (fixture, &service);
  know_service (fixture, &service);
  send_in (fixture, &service, "nonsense", &id);
  collect (fixture);
  move (fixture, HW_REPORT_DISMISSED);
  g_assert_cmpuint (collect (fixture).told, ==, 1);
  assert_answer (&service, &id, HW_CALLER_ANSWER_LOOKED_AT);
}

static void
test_not_set_up (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  HwCollected collected;

  g_assert_false (hw_session_can_collect (fixture->session));
  hw_session_collect_async (fixture->session, NULL, answered_cb, fixture);
  result = wait_for (fixture);
  g_assert_false (hw_session_collect_finish (fixture->session, result, &collected, &error));
  g_assert_error (error, HW_COLLECT_ERROR, HW_COLLECT_ERROR_NOT_SET_UP);
}

static void
test_address (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *lines = NULL;
  gboolean has_keys = TRUE;

  hw_session_set_up_intake_async (fixture->session, "http://reports.example.org", TRUE, answered_cb, fixture);
  result = wait_for (fixture);
  g_assert_false (hw_session_set_up_intake_finish (fixture->session, result, &lines, &error));
  g_assert_error (error, HW_COLLECT_ERROR, HW_COLLECT_ERROR_ADDRESS);
  g_assert_null (lines);
  g_assert_null (hw_session_get_intake_server (fixture->session, &has_keys));
  g_assert_false (has_keys);

  lines = set_up_intake (fixture, "https://reports.example.org", FALSE);
  g_assert_null (lines);
  g_assert_cmpstr (hw_session_get_intake_server (fixture->session, &has_keys), ==, "https://reports.example.org");
  g_assert_false (has_keys);
  g_assert_false (hw_session_can_collect (fixture->session));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/intake/what-came-in-is-to-be-checked-before-it-counts", Fixture, NULL, set_up_open, test_to_be_checked, tear_down);
  g_test_add ("/intake/the-service-hears-how-far-it-has-come", Fixture, NULL, set_up_open, test_status, tear_down);
  g_test_add ("/intake/the-service-hears-that-somebody-looked-at-what-was-no-report", Fixture, NULL, set_up_open, test_dismissed, tear_down);
  g_test_add ("/intake/without-a-service-says-so", Fixture, NULL, set_up_open, test_not_set_up, tear_down);
  g_test_add ("/intake/an-address-that-may-not-be-asked-changes-nothing", Fixture, NULL, set_up_open, test_address, tear_down);
  return g_test_run ();
}
