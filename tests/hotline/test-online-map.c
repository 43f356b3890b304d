/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <string.h>

#include "hw-online-map.h"
#include "hw-png.h"

/* A map service, on this laptop: what is asked of it, and what happens to what it answers. */

typedef struct
{
  char        *folder;
  SoupServer  *server;
  char        *address;
  HwTileCache *cache;
  HwOnlineMap *map;
  GBytes      *picture;
  GString     *asked;        /* the paths, one a line */
  char        *user_agent;
  char        *referrer;
  guint        status;
  gboolean     is_text;
  gboolean     is_huge;
  gboolean     done;
  gboolean     well;
  GError      *error;
} Fixture;

static void
answer_cb (SoupServer        *server,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  Fixture *fixture = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  g_autofree char *huge = NULL;

  g_string_append_printf (fixture->asked, "%s\n", path);
  g_free (fixture->user_agent);
  fixture->user_agent = g_strdup (soup_message_headers_get_one (headers, "User-Agent"));
  g_free (fixture->referrer);
  fixture->referrer = g_strdup (soup_message_headers_get_one (headers, "Referer"));
  soup_server_message_set_status (message, fixture->status, NULL);
  if (fixture->status == SOUP_STATUS_FOUND)
    soup_message_headers_replace (soup_server_message_get_response_headers (message), "Location", "/elsewhere");
  if (fixture->is_text)
    soup_server_message_set_response (message, "text/html", SOUP_MEMORY_STATIC, "<p>Pay first", 12);
  else if (fixture->is_huge)
    {
      huge = g_malloc0 (5000000);
      memcpy (huge, g_bytes_get_data (fixture->picture, NULL), g_bytes_get_size (fixture->picture));
      soup_server_message_set_response (message, "image/png", SOUP_MEMORY_COPY, huge, 5000000);
    }
  else
    soup_server_message_set_response (message, "image/png", SOUP_MEMORY_COPY, g_bytes_get_data (fixture->picture, NULL), g_bytes_get_size (fixture->picture));
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  static const guint8 key[HW_TILE_CACHE_KEY_LENGTH] = { 1 };
  g_autofree guint32 *pixels = g_new0 (guint32, 256 * 256);
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  GSList *uris;

  fixture->folder = g_dir_make_tmp ("homeward-online-XXXXXX", &error);
  fixture->picture = hw_png_encode ((const guchar *) pixels, 256, 256, 1024);
  fixture->asked = g_string_new (NULL);
  fixture->status = SOUP_STATUS_OK;
  fixture->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (fixture->server, NULL, answer_cb, fixture, NULL);
  g_assert_true (soup_server_listen_local (fixture->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error));
  g_assert_no_error (error);
  uris = soup_server_get_uris (fixture->server);
  fixture->address = g_strdup_printf ("http://127.0.0.1:%d/tiles/{z}/{x}/{y}.png?key=a", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  path = g_build_filename (fixture->folder, "online.tiles", NULL);
  fixture->cache = hw_tile_cache_open (path, key, fixture->address, 10000000, &error);
  g_assert_no_error (error);
  fixture->map = hw_online_map_new (fixture->address, "<a>&copy; Example</a>", fixture->cache, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "online.tiles", NULL);

  g_clear_object (&fixture->map);
  g_clear_object (&fixture->cache);
  g_clear_object (&fixture->server);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_true (hw_tile_cache_remove (path, NULL));
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_bytes_unref (fixture->picture);
  g_string_free (fixture->asked, TRUE);
  g_clear_error (&fixture->error);
  g_free (fixture->folder);
  g_free (fixture->address);
  g_free (fixture->user_agent);
  g_free (fixture->referrer);
}

static void
fetched_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Fixture *fixture = user_data;

  g_clear_error (&fixture->error);
  fixture->well = hw_online_map_fetch_finish (HW_ONLINE_MAP (source), result, &fixture->error);
  fixture->done = TRUE;
}

static void
fetch (Fixture      *fixture,
       GCancellable *cancellable)
{
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  fixture->done = FALSE;
  hw_online_map_fetch_async (fixture->map, 5, 17, 11, cancellable, fetched_cb, fixture);
  if (cancellable != NULL)
    g_cancellable_cancel (cancellable);
  while (!fixture->done && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (fixture->done);
}

static GBytes *
get_tile (Fixture *fixture)
{
  return hw_tile_archive_get_tile (HW_TILE_ARCHIVE (fixture->map), 5, 17, 11, NULL);
}

static void
test_addresses (void)
{
  static const char * const bad[] = {
    "", "tile.example.org/{z}/{x}/{y}.png", "https://tile.example.org/{z}/{x}.png", "http://tile.example.org/{z}/{x}/{y}.png",
    "ftp://tile.example.org/{z}/{x}/{y}.png", "https:///{z}/{x}/{y}.png", "file:///{z}/{x}/{y}", "https://{z}{x}{y}:x/",
  };
  static const char * const good[] = {
    "https://tile.example.org/{z}/{x}/{y}.png", "https://tile.example.org/wmts?z={z}&x={x}&y={y}", "http://127.0.0.1:8080/{z}/{x}/{y}", "http://localhost/{z}/{x}/{y}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (hw_online_map_check_address (bad[i], &error));
      g_assert_error (error, HW_ONLINE_MAP_ERROR, HW_ONLINE_MAP_ERROR_ADDRESS);
    }
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (hw_online_map_check_address (good[i], NULL));
}

static void
test_fetches (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (GBytes) tile = NULL;

  /* nothing is asked before somebody looks */
  g_assert_null (get_tile (fixture));
  g_assert_cmpstr (fixture->asked->str, ==, "");
  fetch (fixture, NULL);
  g_assert_no_error (fixture->error);
  g_assert_cmpstr (fixture->asked->str, ==, "/tiles/5/17/11.png\n");
  g_assert_true (g_str_has_prefix (fixture->user_agent, "Homeward/"));
  g_assert_null (fixture->referrer);
  /* from now on it comes from the disk */
  tile = get_tile (fixture);
  g_assert_true (g_bytes_equal (tile, fixture->picture));
  g_assert_cmpstr (fixture->asked->str, ==, "/tiles/5/17/11.png\n");
  g_assert_cmpstr (hw_tile_archive_get_attribution (HW_TILE_ARCHIVE (fixture->map)), ==, "© Example");
}

static void
test_refusals (Fixture      *fixture,
               gconstpointer data)
{
  fixture->status = SOUP_STATUS_FORBIDDEN;
  fetch (fixture, NULL);
  g_assert_error (fixture->error, HW_ONLINE_MAP_ERROR, HW_ONLINE_MAP_ERROR_REFUSED);
  g_assert_nonnull (strstr (fixture->error->message, "403"));
  /* a page of terms instead of a picture */
  fixture->status = SOUP_STATUS_OK;
  fixture->is_text = TRUE;
  fetch (fixture, NULL);
  g_assert_error (fixture->error, HW_ONLINE_MAP_ERROR, HW_ONLINE_MAP_ERROR_REFUSED);
  /* more than a tile can be */
  fixture->is_text = FALSE;
  fixture->is_huge = TRUE;
  fetch (fixture, NULL);
  g_assert_error (fixture->error, HW_ONLINE_MAP_ERROR, HW_ONLINE_MAP_ERROR_REFUSED);
  g_assert_null (get_tile (fixture));
  g_assert_cmpuint (hw_tile_cache_get_count (fixture->cache), ==, 0);
}

/* Whoever is asked was chosen by the user: nobody else is. */
static void
test_no_redirect (Fixture      *fixture,
                  gconstpointer data)
{
  fixture->status = SOUP_STATUS_FOUND;
  fetch (fixture, NULL);
  g_assert_error (fixture->error, HW_ONLINE_MAP_ERROR, HW_ONLINE_MAP_ERROR_REFUSED);
  g_assert_null (strstr (fixture->asked->str, "elsewhere"));
}

static void
test_unreachable (Fixture      *fixture,
                  gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  fetch (fixture, cancellable);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  soup_server_disconnect (fixture->server);
  fetch (fixture, NULL);
  g_assert_error (fixture->error, HW_ONLINE_MAP_ERROR, HW_ONLINE_MAP_ERROR_UNREACHABLE);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/online-map/takes-only-encrypted-addresses-with-places-in-them", test_addresses);
  ADD ("/online-map/asks-once-under-our-name-and-keeps-what-comes", test_fetches);
  ADD ("/online-map/keeps-nothing-that-is-no-tile", test_refusals);
  ADD ("/online-map/is-not-led-elsewhere", test_no_redirect);
  ADD ("/online-map/says-when-nobody-answers", test_unreachable);
  return g_test_run ();
}
