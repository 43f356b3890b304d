/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libsoup/soup.h>
#include <string.h>

#include "hw-place-service.h"
#include "hw-test-wait.h"

/* A service that finds places, on the loopback: what it is asked, and what is made of its answers in the documented form of Nominatim. */

typedef struct
{
  SoupServer *server;
  char       *address;
  const char *answer;
  guint       status;
  GString    *asked;      /* path, query and headers of every request */
  guint       n_asked;
  gboolean    done;
  GPtrArray  *places;
  GError     *error;
} Fixture;

static const char answer[] =
  "[{\"place_id\":12,\"licence\":\"ODbL\",\"lat\":\"51.5266\",\"lon\":\"-0.1378\",\"category\":\"highway\",\"type\":\"residential\","
  "\"display_name\":\"Drummond Street, Euston, London Borough of Camden, London, England\",\"boundingbox\":[\"51.5256\",\"51.5276\",\"-0.1390\",\"-0.1366\"]},"
  "{\"lat\":\"51.9\",\"lon\":\"200\",\"display_name\":\"Nowhere\"},"
  "{\"lat\":51.5,\"lon\":-0.1,\"category\":\"amenity\",\"display_name\":\"Old Library\"},"
  "{\"lat\":\"51.5\",\"lon\":\"-0.1\"}]";

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

  fixture->n_asked++;
  g_string_append_printf (fixture->asked, "%s?%s\n", path, g_uri_get_query (soup_server_message_get_uri (message)));
  soup_message_headers_foreach (soup_server_message_get_request_headers (message), note_header_cb, fixture->asked);
  if (fixture->status == SOUP_STATUS_FOUND)
    soup_message_headers_replace (soup_server_message_get_response_headers (message), "Location", "/elsewhere");
  soup_server_message_set_status (message, fixture->status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, fixture->answer, strlen (fixture->answer));
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  GSList *uris;

  fixture->asked = g_string_new (NULL);
  fixture->status = SOUP_STATUS_OK;
  fixture->answer = answer;
  fixture->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (fixture->server, NULL, answer_cb, fixture, NULL);
  g_assert_true (soup_server_listen_local (fixture->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error));
  g_assert_no_error (error);
  uris = soup_server_get_uris (fixture->server);
  fixture->address = g_strdup_printf ("http://127.0.0.1:%d/names/", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_clear_object (&fixture->server);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_string_free (fixture->asked, TRUE);
  g_clear_error (&fixture->error);
  g_clear_pointer (&fixture->places, g_ptr_array_unref);
  g_free (fixture->address);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Fixture *fixture = user_data;

  fixture->places = hw_place_service_find_finish (result, &fixture->error);
  fixture->done = TRUE;
}

static void
ask (Fixture    *fixture,
     const char *words)
{
  const HwPoint near = { 51.52345, -0.12345 };

  g_clear_pointer (&fixture->places, g_ptr_array_unref);
  g_clear_error (&fixture->error);
  fixture->done = FALSE;
  hw_place_service_find_async (fixture->address, words, &near, NULL, found_cb, fixture);
  hw_test_wait_for (fixture->done);
}

static void
test_addresses (void)
{
  static const char * const bad[] = {
    "", "places.example.org", "http://places.example.org", "ftp://places.example.org", "https:///search", "https://places.example.org/?key=a",
    "https://me:secret@places.example.org/", "https://places.example.org/#a", "file:///search",
  };
  static const char * const good[] = { "https://places.example.org", "https://places.example.org/nominatim/", "http://127.0.0.1:8080", "http://localhost:8080" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (hw_place_service_check_address (bad[i], &error));
      g_assert_error (error, HW_PLACE_SERVICE_ERROR, HW_PLACE_SERVICE_ERROR_ADDRESS);
    }
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (hw_place_service_check_address (good[i], NULL));
}

static void
test_found (Fixture      *fixture,
            gconstpointer data)
{
  const HwGazetteerEntry *place;

  ask (fixture, "drummond & co/étage");
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (fixture->places->len, ==, 2);
  place = fixture->places->pdata[0];
  g_assert_cmpstr (place->name, ==, "Drummond Street, Euston, London Borough of Camden");
  g_assert_cmpint (place->kind, ==, HW_GAZETTEER_STREET);
  g_assert_cmpfloat (place->point.latitude, ==, 51.5266);
  g_assert_cmpfloat (place->precision_m, >, 100);
  g_assert_cmpfloat (place->precision_m, <, 200);
  place = fixture->places->pdata[1];
  g_assert_cmpstr (place->name, ==, "Old Library");
  g_assert_cmpint (place->kind, ==, HW_GAZETTEER_LANDMARK);
  g_assert_cmpfloat (place->point.longitude, ==, -0.1);
  g_assert_true (g_str_has_prefix (fixture->asked->str,
                                   "/names/search?format=jsonv2&limit=5&q=drummond%20%26%20co%2F%C3%A9tage&viewbox=-0.4,51.8,0.2,51.2\n"));
}

/* The words, around which town, and the name of the program; nothing else of us. */
static void
test_sends_little (Fixture      *fixture,
                   gconstpointer data)
{
  g_auto (GStrv) lines = NULL;

  ask (fixture, "library");
  lines = g_strsplit (fixture->asked->str, "\n", -1);
  for (guint i = 1; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      static const char * const known[] = { "Host: ", "User-Agent: Homeward/", "Accept-Encoding: ", "Connection: ", NULL };
      guint k = 0;

      while (known[k] != NULL && !g_str_has_prefix (lines[i], known[k]))
        k++;
      if (known[k] == NULL)
        g_error ("sends %s", lines[i]);
    }
  g_assert_null (strstr (fixture->asked->str, "51.52"));
}

static void
assert_failed (Fixture            *fixture,
               HwPlaceServiceError code)
{
  ask (fixture, "library");
  g_assert_null (fixture->places);
  g_assert_error (fixture->error, HW_PLACE_SERVICE_ERROR, (int) code);
}

static void
test_refused (Fixture      *fixture,
              gconstpointer data)
{
  fixture->status = SOUP_STATUS_FORBIDDEN;
  assert_failed (fixture, HW_PLACE_SERVICE_ERROR_REFUSED);
  /* Led elsewhere, nobody else is asked. */
  fixture->status = SOUP_STATUS_FOUND;
  assert_failed (fixture, HW_PLACE_SERVICE_ERROR_REFUSED);
  g_assert_cmpuint (fixture->n_asked, ==, 2);
  fixture->status = SOUP_STATUS_OK;
  ask (fixture, "library");
  g_assert_no_error (fixture->error);
}

static void
test_nonsense (Fixture      *fixture,
               gconstpointer data)
{
  static const char * const answers[] = { "", "{}", "\"x\"", "<html></html>", "[1,2", "\xff\xfe" };
  g_autofree char *deep = g_strnfill (900000, '[');
  g_autofree char *huge = g_strnfill (2000000, ' ');

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      fixture->answer = answers[i];
      assert_failed (fixture, HW_PLACE_SERVICE_ERROR_ANSWER);
    }
  fixture->answer = deep;
  assert_failed (fixture, HW_PLACE_SERVICE_ERROR_ANSWER);
  fixture->answer = huge;
  assert_failed (fixture, HW_PLACE_SERVICE_ERROR_UNREACHABLE);
  fixture->answer = "[null,1,[],{\"lat\":\"x\",\"lon\":\"1\",\"display_name\":\"a\"},{\"lat\":\"nan\",\"lon\":\"1\",\"display_name\":\"a\"}]";
  ask (fixture, "library");
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (fixture->places->len, ==, 0);
}

static void
test_away (Fixture      *fixture,
           gconstpointer data)
{
  soup_server_disconnect (fixture->server);
  assert_failed (fixture, HW_PLACE_SERVICE_ERROR_UNREACHABLE);
}

#define SERVICE_TEST(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/place-service/address/encrypted-or-on-this-laptop", test_addresses);
  SERVICE_TEST ("/place-service/places-with-kind-and-how-far-they-reach", test_found);
  SERVICE_TEST ("/place-service/sends-the-words-and-the-town-and-nothing-else", test_sends_little);
  SERVICE_TEST ("/place-service/refused-or-led-elsewhere", test_refused);
  SERVICE_TEST ("/place-service/nonsense-is-no-list-of-places", test_nonsense);
  SERVICE_TEST ("/place-service/not-there", test_away);
  return g_test_run ();
}
