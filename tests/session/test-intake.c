/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "city.h"
#include "hw-collect-door.h"
#include "hw-intake-collector.h"
#include "hw-open311-node.h"
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

/* -- the servers of others -- */

static void
know_servers (Fixture            *fixture,
              const char *const  *addresses)
{
  g_autoptr (GPtrArray) servers = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_other_server_free);

  for (guint i = 0; addresses[i] != NULL; i++)
    {
      HwOtherServer *server = hw_other_server_new (addresses[i], "");

      hw_other_server_add_service (server, "00b", "Asleep outside");
      g_ptr_array_add (servers, server);
    }
  hw_session_set_other_servers (fixture->session, servers);
}

static void
open_city (City *city)
{
  city_open (city);
  city->manners.n_requests = 3;
  city->manners.end = g_get_real_time () / G_USEC_PER_SEC - 3600;
}

static void
test_other_server (Fixture       *fixture,
                   gconstpointer  data)
{
  City city;
  HwCollected collected;

  open_city (&city);
  know_servers (fixture, (const char *const[]) { city.address, NULL });
  g_assert_true (hw_session_can_collect (fixture->session));
  collected = collect (fixture);
  g_assert_cmpuint (collected.taken, ==, 3);
  g_assert_cmpint (get_first (fixture)->status, ==, HW_REPORT_TO_BE_CHECKED);
  g_assert_cmpuint (hw_point_index_get_size (hw_session_get_points (fixture->session)), ==, 0);
  g_assert_nonnull (strstr (city.last_query, "service_code=00b"));

  collected = collect (fixture);
  g_assert_cmpuint (collected.taken, ==, 0);
  g_assert_cmpuint (collected.duplicates, ==, 3);
  city_close (&city);
}

static void
test_outcome (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GPtrArray) servers = NULL;
  City city;

  open_city (&city);
  know_servers (fixture, (const char *const[]) { city.address, NULL });
  servers = hw_session_list_other_servers (fixture->session);
  ((HwOtherServer *) g_ptr_array_index (servers, 0))->is_told = TRUE;
  hw_session_set_other_servers (fixture->session, servers);
  g_assert_cmpuint (collect (fixture).told, ==, 0);
  move (fixture, HW_REPORT_DISMISSED);
  g_assert_cmpuint (collect (fixture).told, ==, 1);
  g_assert_nonnull (strstr (city.last_path, "servicerequestupdates"));
  g_assert_nonnull (strstr (city.last_body, "status=CLOSED"));
  /* Once is enough. */
  g_assert_cmpuint (collect (fixture).told, ==, 0);
  city_close (&city);
}

static void
test_unreachable (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  HwCollected collected;
  City city, gone;

  city_open (&gone);
  open_city (&city);
  know_servers (fixture, (const char *const[]) { gone.address, city.address, NULL });
  city_close (&gone);
  hw_session_collect_async (fixture->session, NULL, answered_cb, fixture);
  result = wait_for (fixture);
  g_assert_false (hw_session_collect_finish (fixture->session, result, &collected, &error));
  g_assert_error (error, HW_OPEN311_ERROR, HW_OPEN311_ERROR_UNREACHABLE);
  g_assert_true (g_str_has_prefix (error->message, "127.0.0.1:"));
  g_assert_cmpuint (collected.taken, ==, 3);
  city_close (&city);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  HwCollected collected;
  City city;

  open_city (&city);
  know_servers (fixture, (const char *const[]) { city.address, city.address, NULL });
  g_cancellable_cancel (cancellable);
  hw_session_collect_async (fixture->session, cancellable, answered_cb, fixture);
  result = wait_for (fixture);
  g_assert_false (hw_session_collect_finish (fixture->session, result, &collected, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (city.n_asked, ==, 0);
  city_close (&city);
}

static void
test_services (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (HwOtherServer) server = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) services = NULL;
  g_autoptr (GError) error = NULL;
  const HwOtherService *first;
  City city;

  city_open (&city);
  city.manners.text = "<services><service><service_code>00b</service_code><service_name>Asleep outside</service_name></service>"
                      "<service><service_code>7</service_code></service></services>";
  server = hw_other_server_new (city.address, "city.example.org");
  hw_session_list_services_async (fixture->session, server, NULL, answered_cb, fixture);
  result = wait_for (fixture);
  services = hw_session_list_services_finish (fixture->session, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (services->len, ==, 2);
  first = g_ptr_array_index (services, 0);
  g_assert_cmpstr (first->code, ==, "00b");
  g_assert_cmpstr (first->name, ==, "Asleep outside");
  g_assert_null (((const HwOtherService *) g_ptr_array_index (services, 1))->name);
  g_assert_nonnull (strstr (city.last_query, "jurisdiction_id=city.example.org"));
  city_close (&city);
}

static void
test_remembered (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (GPtrArray) servers = NULL, none = g_ptr_array_new ();
  HwOtherServer *server;

  know_servers (fixture, (const char *const[]) { "https://a.example.org/v2", "https://b.example.org/v2", NULL });
  servers = hw_session_list_other_servers (fixture->session);
  server = g_ptr_array_index (servers, 1);
  server->jurisdiction = g_strdup ("b \"quoted\"");
  server->api_key = g_strdup ("secret");
  server->is_told = TRUE;
  hw_session_set_other_servers (fixture->session, servers);
  g_clear_pointer (&servers, g_ptr_array_unref);

  servers = hw_session_list_other_servers (fixture->session);
  g_assert_cmpuint (servers->len, ==, 2);
  server = g_ptr_array_index (servers, 0);
  g_assert_cmpstr (server->address, ==, "https://a.example.org/v2");
  g_assert_null (server->jurisdiction);
  g_assert_null (server->api_key);
  g_assert_false (server->is_told);
  server = g_ptr_array_index (servers, 1);
  g_assert_cmpstr (server->jurisdiction, ==, "b \"quoted\"");
  g_assert_cmpstr (server->api_key, ==, "secret");
  g_assert_true (server->is_told);
  g_assert_cmpuint (server->services->len, ==, 1);
  g_assert_cmpstr (((const HwOtherService *) g_ptr_array_index (server->services, 0))->name, ==, "Asleep outside");

  hw_session_set_other_servers (fixture->session, none);
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
  g_test_add ("/intake/requests-of-another-server-are-collected-too-and-are-to-be-checked", Fixture, NULL, set_up_open, test_other_server, tear_down);
  g_test_add ("/intake/another-server-hears-once-what-came-of-its-request", Fixture, NULL, set_up_open, test_outcome, tear_down);
  g_test_add ("/intake/a-server-that-does-not-answer-keeps-nobody-from-the-next", Fixture, NULL, set_up_open, test_unreachable, tear_down);
  g_test_add ("/intake/collecting-that-is-stopped-asks-no-further-server", Fixture, NULL, set_up_open, test_cancelled, tear_down);
  g_test_add ("/intake/another-server-says-what-it-takes-requests-for", Fixture, NULL, set_up_open, test_services, tear_down);
  g_test_add ("/intake/other-servers-are-remembered-as-they-were-set", Fixture, NULL, set_up_open, test_remembered, tear_down);
  return g_test_run ();
}
