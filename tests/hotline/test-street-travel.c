/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>
#include <string.h>

#include "hw-street-travel.h"
#include "hw-test-wait.h"

/* A server that knows the streets, on this laptop: what it is sent, and what becomes of what it answers. What it answers
 * has the form that OSRM and Valhalla describe. */

#define MAX_POINTS 120

typedef struct
{
  SoupServer     *server;
  char           *address;
  HwStreetTravel *travel;
  const char     *answer;       /* (nullable): instead of a table of as many rows and columns as were asked for */
  guint           status;
  gboolean        is_valhalla;
  gboolean        is_huge;
  guint           n_answered;   /* rows of Valhalla's tables so far */
  GPtrArray      *asked;        /* path and query, or path and body */
  GString        *headers;      /* of the last request */
  gboolean        done;
  double         *ways;
  guint           n_straight;
  GError         *error;
} Fixture;

static const HwPoint points[] = { { 52.517037, 13.388860 }, { 52.529407, 13.397634 }, { 52.523219, 13.428555 } };

/* -- the server -- */

/* 10 seconds for each row, 1 for each column. */
static void
write_table (GString  *json,
             guint     first,
             guint     n_rows,
             guint     n_columns,
             gboolean  is_valhalla)
{
  for (guint i = first; i < first + n_rows; i++)
    {
      g_string_append (json, i > first ? ",[" : "[");
      for (guint j = 0; j < n_columns; j++)
        g_string_append_printf (json, is_valhalla ? "%s{\"distance\":1.5,\"time\":%u,\"to_index\":%u,\"from_index\":%u}" : "%s%u.5",
                                j > 0 ? "," : "", i * 10 + j, j, i - first);
      g_string_append_c (json, ']');
    }
}

static void
answer_osrm (Fixture    *fixture,
             GString    *json,
             const char *path,
             GHashTable *query)
{
  const char *sources = query != NULL ? g_hash_table_lookup (query, "sources") : NULL;
  g_auto (GStrv) places = g_strsplit (path, ";", -1);
  g_auto (GStrv) rows = g_strsplit (sources != NULL ? sources : "", ";", -1);
  guint n = g_strv_length (places);

  g_string_append (json, "{\"code\":\"Ok\",\"sources\":[],\"destinations\":[],\"durations\":[");
  if (sources != NULL)
    write_table (json, (guint) atoi (rows[0]), g_strv_length (rows), n, FALSE);
  else
    write_table (json, 0, n, n, FALSE);
  g_string_append (json, "]}");
}

static void
answer_valhalla (Fixture    *fixture,
                 GString    *json,
                 const char *body,
                 gsize       length)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *request;
  guint n_rows, n_columns;

  g_assert_true (json_parser_load_from_data (parser, body, (gssize) length, NULL));
  request = json_node_get_object (json_parser_get_root (parser));
  n_rows = json_array_get_length (json_object_get_array_member (request, "sources"));
  n_columns = json_array_get_length (json_object_get_array_member (request, "targets"));
  g_string_append (json, "{\"algorithm\":\"costmatrix\",\"units\":\"kilometers\",\"sources_to_targets\":[");
  write_table (json, fixture->n_answered, n_rows, n_columns, TRUE);
  fixture->n_answered += n_rows;
  g_string_append (json, "]}");
}

static void
note_header_cb (const char *name,
                const char *value,
                gpointer    user_data)
{
  g_string_append_printf (user_data, "%s: %s\n", name, value);
}

static void
answer_cb (SoupServer        *server,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  Fixture *fixture = user_data;
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) sent = soup_message_body_flatten (body);
  const char *text = g_uri_get_query (soup_server_message_get_uri (message));
  g_autoptr (GString) json = g_string_new (NULL);

  if (g_bytes_get_size (sent) > 0)
    g_ptr_array_add (fixture->asked, g_strdup_printf ("%s %.*s", path, (int) g_bytes_get_size (sent), (const char *) g_bytes_get_data (sent, NULL)));
  else
    g_ptr_array_add (fixture->asked, g_strdup_printf ("%s?%s", path, text));
  g_string_truncate (fixture->headers, 0);
  soup_message_headers_foreach (soup_server_message_get_request_headers (message), note_header_cb, fixture->headers);
  if (fixture->answer != NULL)
    g_string_append (json, fixture->answer);
  else if (fixture->is_valhalla)
    answer_valhalla (fixture, json, g_bytes_get_data (sent, NULL), g_bytes_get_size (sent));
  else
    answer_osrm (fixture, json, path, query);
  if (fixture->is_huge)
    g_string_append_printf (json, "%*s", 6000000, "");
  if (fixture->status == SOUP_STATUS_FOUND)
    soup_message_headers_replace (soup_server_message_get_response_headers (message), "Location", "/elsewhere");
  soup_server_message_set_status (message, fixture->status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, json->str, json->len);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  HwStreetServer kind = HW_N_STREET_SERVERS;
  GSList *uris;

  g_assert_true (hw_street_server_from_string (data, &kind));
  g_assert_cmpstr (hw_street_server_to_string (kind), ==, data);
  fixture->is_valhalla = kind == HW_STREET_SERVER_VALHALLA;
  fixture->asked = g_ptr_array_new_with_free_func (g_free);
  fixture->headers = g_string_new (NULL);
  fixture->status = SOUP_STATUS_OK;
  fixture->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (fixture->server, NULL, answer_cb, fixture, NULL);
  g_assert_true (soup_server_listen_local (fixture->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error));
  g_assert_no_error (error);
  uris = soup_server_get_uris (fixture->server);
  fixture->address = g_strdup_printf ("http://127.0.0.1:%d/%s/", g_uri_get_port (uris->data), fixture->is_valhalla ? "streets" : "routed-{profile}");
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  fixture->travel = hw_street_travel_new (kind, fixture->address, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_clear_object (&fixture->travel);
  g_clear_object (&fixture->server);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_ptr_array_unref (fixture->asked);
  g_string_free (fixture->headers, TRUE);
  g_clear_error (&fixture->error);
  g_free (fixture->ways);
  g_free (fixture->address);
}

static void
ways_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Fixture *fixture = user_data;

  fixture->ways = hw_street_travel_matrix_finish (HW_STREET_TRAVEL (source), result, &fixture->n_straight, &fixture->error);
  fixture->done = TRUE;
}

static void
ask (Fixture       *fixture,
     const HwPoint *places,
     guint          n,
     HwTransport    transport,
     GCancellable  *cancellable)
{
  g_clear_pointer (&fixture->ways, g_free);
  g_clear_error (&fixture->error);
  fixture->done = FALSE;
  hw_street_travel_matrix_async (fixture->travel, places, n, transport, cancellable, ways_cb, fixture);
  if (cancellable != NULL)
    g_cancellable_cancel (cancellable);
  hw_test_wait_for (fixture->done);
}

static const char *
get_asked (Fixture *fixture,
           guint    i)
{
  g_assert_cmpuint (i, <, fixture->asked->len);
  return g_ptr_array_index (fixture->asked, i);
}

/* -- what is asked, and what becomes of it -- */

static void
test_addresses (void)
{
  static const char * const bad[] = {
    "", "streets.example.org", "http://streets.example.org", "ftp://streets.example.org", "https:///table", "https://streets.example.org/?key=a",
    "https://me:secret@streets.example.org/", "https://streets.example.org/#a", "file:///table",
  };
  static const char * const good[] = { "https://streets.example.org", "https://streets.example.org/routed-{profile}/", "http://127.0.0.1:5000", "http://localhost:8002", "http://[::1]:5000" };
  HwStreetServer kind = HW_STREET_SERVER_VALHALLA;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (hw_street_travel_new (HW_STREET_SERVER_OSRM, bad[i], &error));
      g_assert_error (error, HW_STREET_TRAVEL_ERROR, HW_STREET_TRAVEL_ERROR_ADDRESS);
    }
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (hw_street_travel_check_address (good[i], NULL));
  g_assert_false (hw_street_server_from_string ("mapquest", &kind));
  g_assert_false (hw_street_server_from_string (NULL, &kind));
  g_assert_cmpint (kind, ==, HW_STREET_SERVER_VALHALLA);
}

static void
test_osrm (Fixture      *fixture,
           gconstpointer data)
{
  fixture->answer = "{\"code\":\"Ok\",\"durations\":[[0,192.6,382.8],[199,0,283.9],[344.7,222.3,0]],"
                    "\"sources\":[{\"hint\":\"KSoKADRYroqUBAEAEAAAABkAAAAGAAAAAAAAABhnCQCLtwAA_0vMAKlYIQM8TMwArVghAwEAAQH1a66g\","
                    "\"distance\":4.152629,\"name\":\"Friedrichstraße\",\"location\":[13.388799,52.517033]}],\"destinations\":[]}";
  ask (fixture, points, 3, HW_TRANSPORT_FOOT, NULL);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (fixture->n_straight, ==, 0);
  g_assert_cmpfloat (fixture->ways[0 * 3 + 1], ==, 192.6);
  g_assert_cmpfloat (fixture->ways[1 * 3 + 0], ==, 199);
  g_assert_cmpfloat (fixture->ways[2 * 3 + 1], ==, 222.3);
  g_assert_cmpuint (fixture->asked->len, ==, 1);
  g_assert_cmpstr (get_asked (fixture, 0), ==,
                   "/routed-foot/table/v1/foot/13.3889,52.5170;13.3976,52.5294;13.4286,52.5232?annotations=duration");
  ask (fixture, points, 3, HW_TRANSPORT_BICYCLE, NULL);
  g_assert_true (g_str_has_prefix (get_asked (fixture, 1), "/routed-bike/table/v1/bike/"));
}

static void
test_valhalla (Fixture      *fixture,
               gconstpointer data)
{
  fixture->answer = "{\"sources\":[],\"targets\":[],\"sources_to_targets\":["
                    "[{\"distance\":0.0,\"time\":0,\"to_index\":0,\"from_index\":0},{\"distance\":1.9,\"time\":1370,\"to_index\":1,\"from_index\":0}],"
                    "[{\"distance\":1.8,\"time\":1290,\"to_index\":0,\"from_index\":1},{\"distance\":0.0,\"time\":0,\"to_index\":1,\"from_index\":1}]],"
                    "\"units\":\"kilometers\"}";
  ask (fixture, points, 2, HW_TRANSPORT_FOOT, NULL);
  g_assert_no_error (fixture->error);
  g_assert_cmpfloat (fixture->ways[0 * 2 + 1], ==, 1370);
  g_assert_cmpfloat (fixture->ways[1 * 2 + 0], ==, 1290);
  g_assert_cmpstr (get_asked (fixture, 0), ==,
                   "/streets/sources_to_targets {\"sources\":[{\"lat\":52.5170,\"lon\":13.3889},{\"lat\":52.5294,\"lon\":13.3976}],"
                   "\"targets\":[{\"lat\":52.5170,\"lon\":13.3889},{\"lat\":52.5294,\"lon\":13.3976}],\"costing\":\"pedestrian\"}");
  /* the short form, which a server may be set to */
  fixture->answer = "{\"sources_to_targets\":{\"durations\":[[0,60],[70,0]],\"distances\":[[0,1],[1,0]]}}";
  ask (fixture, points, 2, HW_TRANSPORT_CAR, NULL);
  g_assert_no_error (fixture->error);
  g_assert_cmpfloat (fixture->ways[1 * 2 + 0], ==, 70);
  g_assert_nonnull (strstr (get_asked (fixture, 1), "\"costing\":\"auto\""));
}

/* Nothing about us but the name of the program, and no place nearer than four decimals. */
static void
test_sends_little (Fixture      *fixture,
                   gconstpointer data)
{
  g_auto (GStrv) lines = NULL;

  ask (fixture, points, 3, HW_TRANSPORT_CAR, NULL);
  g_assert_no_error (fixture->error);
  g_assert_null (strstr (get_asked (fixture, 0), "52.51703"));
  lines = g_strsplit (fixture->headers->str, "\n", -1);
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      static const char * const known[] = { "Host: ", "User-Agent: Homeward/", "Accept-Encoding: ", "Connection: ", "Content-Type: application/json", "Content-Length: ", NULL };
      guint k = 0;

      while (known[k] != NULL && !g_str_has_prefix (lines[i], known[k]))
        k++;
      if (known[k] == NULL)
        g_error ("sends %s", lines[i]);
    }
}

/* More than the servers take at once is asked for in several requests. */
static void
test_many (Fixture      *fixture,
           gconstpointer data)
{
  HwPoint many[MAX_POINTS];
  guint n = MAX_POINTS;

  for (guint i = 0; i < n; i++)
    many[i] = (HwPoint) { 52.5 + i * 0.001, 13.4 };
  ask (fixture, many, n, HW_TRANSPORT_FOOT, NULL);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (fixture->asked->len, ==, fixture->is_valhalla ? 6 : 2);
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < n; j++)
      g_assert_cmpfloat (fixture->ways[i * n + j], ==, i == j ? 0.0 : i * 10 + j + (fixture->is_valhalla ? 0.0 : 0.5));
  if (!fixture->is_valhalla)
    g_assert_nonnull (strstr (get_asked (fixture, 1), "&sources=83;84;"));
}

static void
test_one (Fixture      *fixture,
          gconstpointer data)
{
  ask (fixture, points, 1, HW_TRANSPORT_FOOT, NULL);
  g_assert_no_error (fixture->error);
  g_assert_cmpfloat (fixture->ways[0], ==, 0.0);
  g_assert_cmpuint (fixture->asked->len, ==, 0);
}

/* An island: the straight line stands in, and it is said. */
static void
test_no_way (Fixture      *fixture,
             gconstpointer data)
{
  g_autofree char *words = NULL, *word = NULL;

  fixture->answer = fixture->is_valhalla ? "{\"sources_to_targets\":[[{\"time\":0},{\"distance\":null,\"time\":null}],[{},{\"time\":0}]]}"
                                         : "{\"code\":\"Ok\",\"durations\":[[0,null],[-5,null]]}";
  ask (fixture, points, 2, HW_TRANSPORT_FOOT, NULL);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (fixture->n_straight, ==, 2);
  g_assert_cmpfloat (fixture->ways[1], ==, hw_travel_seconds (&points[0], &points[1], HW_TRANSPORT_FOOT));
  g_assert_cmpfloat (fixture->ways[2], ==, hw_travel_seconds (&points[1], &points[0], HW_TRANSPORT_FOOT));
  g_assert_cmpfloat (fixture->ways[3], ==, 0.0);
  words = hw_street_travel_dup_note (2);
  g_assert_nonnull (strstr (words, "2 ways"));
  word = hw_street_travel_dup_note (1);
  g_assert_nonnull (strstr (word, "1 way."));
  g_assert_null (hw_street_travel_dup_note (0));
}

/* -- what may go wrong -- */

static void
expect_error (Fixture             *fixture,
              HwStreetTravelError  code,
              const char          *words)
{
  ask (fixture, points, 2, HW_TRANSPORT_FOOT, NULL);
  g_assert_null (fixture->ways);
  g_assert_error (fixture->error, HW_STREET_TRAVEL_ERROR, code);
  g_assert_nonnull (strstr (fixture->error->message, words));
  /* it says where nobody has to look for their places */
  g_assert_null (strstr (fixture->error->message, "52.5"));
}

static void
test_refusals (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr (GString) long_words = g_string_new ("{\"message\":\"");

  fixture->status = 400;
  fixture->answer = fixture->is_valhalla ? "{\"error_code\":171,\"error\":\"No suitable edges near location\",\"status_code\":400,\"status\":\"Bad Request\"}"
                                         : "{\"code\":\"NoSegment\",\"message\":\"Could not find a matching segment for coordinate 0\"}";
  expect_error (fixture, HW_STREET_TRAVEL_ERROR_REFUSED, fixture->is_valhalla ? "(400): No suitable edges" : "(400): Could not find a matching");
  fixture->answer = "{\"code\":\"TooBig\"}";
  expect_error (fixture, HW_STREET_TRAVEL_ERROR_REFUSED, "TooBig");
  fixture->answer = "<html>502 Bad Gateway</html>";
  fixture->status = 502;
  expect_error (fixture, HW_STREET_TRAVEL_ERROR_REFUSED, "(502)");
  for (guint i = 0; i < 5000; i++)
    g_string_append (long_words, "é");
  g_string_append (long_words, "\"}");
  fixture->answer = long_words->str;
  expect_error (fixture, HW_STREET_TRAVEL_ERROR_REFUSED, "ééé");
  g_assert_cmpuint (g_utf8_strlen (fixture->error->message, -1), <, 400);
}

static void
test_other_answers (Fixture      *fixture,
                    gconstpointer data)
{
  static const char * const wrong[] = {
    "", "[]", "{}", "null", "{\"durations\":null}", "{\"durations\":[]}", "{\"durations\":[[0,1]]}", "{\"durations\":[[0,1],[1]]}",
    "{\"durations\":[[0,1],[1,0,2]]}", "{\"durations\":[[0,\"1\"],[1,0]]}", "{\"durations\":[[0,true],[1,0]]}", "{\"durations\":[[0,[1]],[1,0]]}",
    "{\"durations\":[0,1]}", "{\"durations\":{\"0\":1}}", "{\"sources_to_targets\":5}", "{\"sources_to_targets\":{}}",
    "{\"sources_to_targets\":[[{\"time\":\"1\"},{}],[{},{}]]}", "{\"durations\":[[0,1],[1,0]]", "{\"durations\":\"\xff\"}",
  };
  g_autoptr (GString) deep = g_string_new ("{\"durations\":");

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      fixture->answer = wrong[i];
      expect_error (fixture, HW_STREET_TRAVEL_ERROR_ANSWER, "no table");
    }
  for (guint i = 0; i < 1000000; i++)
    g_string_append_c (deep, '[');
  fixture->answer = deep->str;
  expect_error (fixture, HW_STREET_TRAVEL_ERROR_ANSWER, "no table");
  fixture->answer = "{\"code\":\"Ok\",\"durations\":[[0,1],[1,0]]}";
  fixture->is_huge = TRUE;
  expect_error (fixture, HW_STREET_TRAVEL_ERROR_ANSWER, "no table");
  fixture->is_huge = FALSE;
  ask (fixture, points, 2, HW_TRANSPORT_FOOT, NULL);
  g_assert_no_error (fixture->error);
}

/* Whoever is asked was chosen by the team: nobody else is. */
static void
test_no_redirect (Fixture      *fixture,
                  gconstpointer data)
{
  fixture->status = SOUP_STATUS_FOUND;
  expect_error (fixture, HW_STREET_TRAVEL_ERROR_REFUSED, "(302)");
  g_assert_cmpuint (fixture->asked->len, ==, 1);
}

static void
test_unreachable (Fixture      *fixture,
                  gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  ask (fixture, points, 2, HW_TRANSPORT_FOOT, cancellable);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  soup_server_disconnect (fixture->server);
  expect_error (fixture, HW_STREET_TRAVEL_ERROR_UNREACHABLE, "cannot be reached");
}

#define ADD_ONE(name, kind, function) g_test_add ("/street-travel/" name, Fixture, kind, set_up, function, tear_down)
#define ADD(name, function) \
  G_STMT_START { ADD_ONE ("osrm/" name, "osrm", function); ADD_ONE ("valhalla/" name, "valhalla", function); } G_STMT_END

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/street-travel/asks-only-private-addresses", test_addresses);
  ADD_ONE ("osrm/reads-its-table", "osrm", test_osrm);
  ADD_ONE ("valhalla/reads-its-table", "valhalla", test_valhalla);
  ADD ("is-sent-coarse-coordinates-and-nothing-else", test_sends_little);
  ADD ("is-asked-for-no-more-than-it-takes-at-once", test_many);
  ADD ("is-not-asked-for-one-place", test_one);
  ADD ("is-helped-out-by-the-straight-line", test_no_way);
  ADD ("may-refuse-in-its-own-words", test_refusals);
  ADD ("is-not-believed-when-it-answers-something-else", test_other_answers);
  ADD ("leads-nowhere-else", test_no_redirect);
  ADD ("is-not-waited-for-when-it-is-not-there", test_unreachable);
  return g_test_run ();
}
