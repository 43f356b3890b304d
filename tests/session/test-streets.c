/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session-fixture.h"

#include <libsoup/soup.h>
#include <string.h>

#include "hw-session-plan.h"
#include "hw-session-streets.h"

/* A plan and the team's server of the streets, which listens on the loopback. */

#define STATION ((HwPoint) { 51.5, -0.1 })
#define WAY_S   120

typedef struct
{
  Fixture     session;
  SoupServer *server;     /* (owned) */
  char       *address;    /* (owned) */
  guint       n_asked;
  guint       status;
  gboolean    has_gap;    /* it knows no way from the first place to the second */
} Streets;

/* As many places as it was asked for, two minutes from each other. */
static void
answer_request_cb (SoupServer        *server,
                   SoupServerMessage *message,
                   const char        *path,
                   GHashTable        *query,
                   gpointer           user_data)
{
  Streets *streets = user_data;
  g_auto (GStrv) places = g_strsplit (path, ";", -1);
  guint n = g_strv_length (places);
  g_autoptr (GString) json = g_string_new ("{\"code\":\"Ok\",\"durations\":[");

  streets->n_asked++;
  for (guint i = 0; i < n * n; i++)
    {
      gboolean is_gap = streets->has_gap && i == 1;

      g_string_append (json, i == 0 ? "[" : i % n == 0 ? "],[" : ",");
      g_string_append (json, is_gap ? "null" : i % (n + 1) == 0 ? "0" : G_STRINGIFY (WAY_S));
    }
  g_string_append (json, "]]}");
  soup_server_message_set_status (message, streets->status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, json->str, json->len);
}

static void
set_up_streets (Streets       *streets,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  GSList *uris;

  set_up_open (&streets->session, NULL);
  streets->status = SOUP_STATUS_OK;
  streets->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (streets->server, NULL, answer_request_cb, streets, NULL);
  g_assert_true (soup_server_listen_local (streets->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error));
  g_assert_no_error (error);
  uris = soup_server_get_uris (streets->server);
  streets->address = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
}

static void
tear_down_streets (Streets       *streets,
                   gconstpointer  data)
{
  tear_down (&streets->session, NULL);
  g_clear_object (&streets->server);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_free (streets->address);
}

static void
take_report (Streets *streets,
             double   north_m)
{
  HwReport said = make_report (STATION.latitude + north_m / 111195.0, STATION.longitude, "a doorway");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  hw_session_take_report_async (streets->session.session, &said, answered_cb, &streets->session);
  result = wait_for (&streets->session);
  g_assert_cmpint (hw_session_take_report_finish (streets->session.session, result, &error), >, 0);
  g_assert_no_error (error);
}

/* Two reports, one kilometre and two on the way of the team, which starts in an hour and ends after three. */
static HwPlan *
plan (Streets      *streets,
      GCancellable *cancellable,
      GError      **error)
{
  g_autoptr (HwShift) shift = hw_shift_new ();
  g_autoptr (GAsyncResult) result = NULL;

  shift->starts_at = g_get_real_time () + G_TIME_SPAN_HOUR;
  shift->ends_at = shift->starts_at + 5 * G_TIME_SPAN_HOUR;
  shift->start = STATION;
  shift->end = (HwPoint) { STATION.latitude + 3000.0 / 111195.0, STATION.longitude };
  g_ptr_array_add (shift->team, hw_team_member_new ("Amir", NULL, TRUE));
  hw_session_plan_async (streets->session.session, shift, cancellable, answered_cb, &streets->session);
  result = wait_for (&streets->session);
  return hw_session_plan_finish (streets->session.session, result, error);
}

static HwPlan *
plan_two (Streets *streets)
{
  g_autoptr (GError) error = NULL;
  HwPlan *made;

  if (g_list_model_get_n_items (hw_session_get_queue (streets->session.session)) == 0)
    {
      take_report (streets, 1000.0);
      take_report (streets, 2000.0);
    }
  made = plan (streets, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (hw_plan_get_round (made)), ==, 2);
  return made;
}

/* When the first visit begins, in seconds since the start. */
static double
get_first_arrival (HwPlan *made)
{
  g_autoptr (HwPlanStop) stop = g_list_model_get_item (hw_plan_get_round (made), 0);

  return (double) (hw_plan_stop_get_arrives_at (stop) - hw_plan_get_shift (made)->starts_at) / G_USEC_PER_SEC;
}

static void
test_asked (Streets       *streets,
            gconstpointer  data)
{
  g_autoptr (HwPlan) straight = plan_two (streets);
  g_autoptr (HwPlan) along = NULL, with_gap = NULL, straight_again = NULL;
  g_autoptr (GError) error = NULL;

  /* nobody is asked before the team sets a server */
  g_assert_cmpuint (streets->n_asked, ==, 0);
  g_assert_cmpfloat_with_epsilon (get_first_arrival (straight), 936.0, 2.0);
  g_assert_null (hw_plan_get_travel_note (straight));
  g_assert_true (hw_session_set_street_server (streets->session.session, HW_STREET_SERVER_OSRM, streets->address, &error));
  g_assert_no_error (error);
  along = plan_two (streets);
  g_assert_cmpuint (streets->n_asked, ==, 1);
  g_assert_cmpfloat_with_epsilon (get_first_arrival (along), WAY_S, 1e-3);
  g_assert_null (hw_plan_get_travel_note (along));
  /* how far it is does not hang on how long it takes */
  g_assert_cmpfloat_with_epsilon (hw_plan_get_travel_m (straight), 1.3 * 3000.0, 10.0);
  g_assert_cmpfloat (hw_plan_get_travel_m (along), >=, hw_plan_get_travel_m (straight) - 1.0);
  streets->has_gap = TRUE;
  with_gap = plan_two (streets);
  g_assert_nonnull (strstr (hw_plan_get_travel_note (with_gap), "1 way"));
  g_assert_true (hw_session_set_street_server (streets->session.session, HW_STREET_SERVER_OSRM, "", &error));
  straight_again = plan_two (streets);
  g_assert_cmpuint (streets->n_asked, ==, 2);
}

static void
test_not_there (Streets       *streets,
                gconstpointer  data)
{
  g_autoptr (HwPlan) refused = NULL, alone = NULL;

  g_assert_true (hw_session_set_street_server (streets->session.session, HW_STREET_SERVER_OSRM, streets->address, NULL));
  streets->status = SOUP_STATUS_SERVICE_UNAVAILABLE;
  refused = plan_two (streets);
  g_assert_nonnull (strstr (hw_plan_get_travel_note (refused), "(503)"));
  g_assert_cmpfloat_with_epsilon (get_first_arrival (refused), 936.0, 2.0);
  soup_server_disconnect (streets->server);
  alone = plan_two (streets);
  g_assert_nonnull (strstr (hw_plan_get_travel_note (alone), "cannot be reached"));
  g_assert_cmpfloat_with_epsilon (get_first_arrival (alone), 936.0, 2.0);
}

static void
test_setting (Streets       *streets,
              gconstpointer  data)
{
  HwSession *session = streets->session.session;
  HwStreetServer server = HW_STREET_SERVER_OSRM;
  g_autoptr (GError) error = NULL;

  g_assert_null (hw_session_get_street_server (session, &server));
  g_assert_true (hw_session_set_street_server (session, HW_STREET_SERVER_VALHALLA, "https://streets.example.org", &error));
  g_assert_no_error (error);
  /* what was set before stays */
  g_assert_false (hw_session_set_street_server (session, HW_STREET_SERVER_OSRM, "http://streets.example.org", &error));
  g_assert_error (error, HW_STREET_TRAVEL_ERROR, HW_STREET_TRAVEL_ERROR_ADDRESS);
  lock_and_unlock (&streets->session);
  g_assert_cmpstr (hw_session_get_street_server (session, &server), ==, "https://streets.example.org");
  g_assert_cmpint (server, ==, HW_STREET_SERVER_VALHALLA);
  g_assert_true (hw_session_set_street_server (session, HW_STREET_SERVER_OSRM, NULL, NULL));
  g_assert_null (hw_session_get_street_server (session, &server));
}

#define ADD(path, function) g_test_add (path, Streets, NULL, set_up_streets, function, tear_down_streets)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/streets/a-server-is-asked-once-the-team-sets-it", test_asked);
  ADD ("/streets/a-plan-does-without-a-server-that-is-not-there", test_not_there);
  ADD ("/streets/the-server-is-kept-in-the-workspace", test_setting);
  return g_test_run ();
}
