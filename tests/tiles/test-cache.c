/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-tile-cache.h"
#include "tiles-fixture.h"

#include <string.h>

/* What was fetched from a map service, kept on the disk. */

static const guint8 key[HW_TILE_CACHE_KEY_LENGTH] = { 1, 2, 3 };
static const guint8 other_key[HW_TILE_CACHE_KEY_LENGTH] = { 9 };

#define SOURCE "https://tile.example.org/{z}/{x}/{y}.png"

static HwTileCache *
open_cache (Fixture      *fixture,
            const guint8 *with,
            const char   *source,
            gint64        limit)
{
  g_autofree char *path = in_folder (fixture, "online.tiles");
  g_autoptr (GError) error = NULL;
  HwTileCache *cache = hw_tile_cache_open (path, with, source, limit, &error);

  g_assert_no_error (error);
  return cache;
}

static void
put (HwTileCache *cache,
     guint        x,
     gsize        length)
{
  g_autofree guint8 *bytes = g_malloc0 (length);
  g_autoptr (GBytes) picture = NULL;
  g_autoptr (GError) error = NULL;

  memset (bytes, (int) x, length);
  memcpy (bytes, "PICTURE", MIN (length, 7));
  picture = g_bytes_new (bytes, length);
  g_assert_true (hw_tile_cache_put (cache, 10, x, 5, picture, &error));
  g_assert_no_error (error);
}

static gboolean
has (HwTileCache *cache,
     guint        x)
{
  g_autoptr (GBytes) picture = hw_tile_cache_get (cache, 10, x, 5);

  return picture != NULL;
}

static void
test_keeps (Fixture      *fixture,
            gconstpointer data)
{
  g_autofree char *path = in_folder (fixture, "online.tiles");
  g_autoptr (HwTileCache) cache = open_cache (fixture, key, SOURCE, 1000000);
  g_autofree char *contents = NULL;
  gsize length;
  GStatBuf buffer;

  g_assert_false (has (cache, 1));
  put (cache, 1, 1000);
  put (cache, 2, 500);
  g_assert_true (has (cache, 1));
  g_assert_cmpint (hw_tile_cache_get_size (cache), ==, 1500);
  g_clear_object (&cache);
  /* closed and opened again; nothing in the file can be read, nor by others */
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  g_assert_null (g_strstr_len (contents, (gssize) length, "PICTURE"));
  g_assert_null (g_strstr_len (contents, (gssize) length, "example"));
  g_assert_cmpint (g_stat (path, &buffer), ==, 0);
  g_assert_cmpint (buffer.st_mode & 077, ==, 0);
  cache = open_cache (fixture, key, SOURCE, 1000000);
  g_assert_cmpuint (hw_tile_cache_get_count (cache), ==, 2);
  g_assert_true (has (cache, 2));
}

static void
test_forgets (Fixture      *fixture,
              gconstpointer data)
{
  g_autofree char *path = in_folder (fixture, "online.tiles");
  g_autoptr (HwTileCache) cache = open_cache (fixture, key, SOURCE, 1000000);

  put (cache, 1, 1000);
  g_clear_object (&cache);
  /* another service */
  cache = open_cache (fixture, key, "https://other.example.org/{z}/{x}/{y}.png", 1000000);
  g_assert_false (has (cache, 1));
  put (cache, 1, 1000);
  g_clear_object (&cache);
  /* another workspace */
  cache = open_cache (fixture, other_key, SOURCE, 1000000);
  g_assert_false (has (cache, 1));
  put (cache, 1, 1000);
  g_clear_object (&cache);
  /* a damaged file */
  g_assert_true (g_file_set_contents (path, "no database", -1, NULL));
  cache = open_cache (fixture, other_key, SOURCE, 1000000);
  g_assert_false (has (cache, 1));
}

static void
test_limit (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (HwTileCache) cache = open_cache (fixture, key, SOURCE, 10000);

  for (guint x = 0; x < 10; x++)
    put (cache, x, 1000);
  g_assert_cmpuint (hw_tile_cache_get_count (cache), ==, 10);
  /* the first was used again: the second and third are those not used for longest */
  g_assert_true (has (cache, 0));
  put (cache, 10, 1000);
  g_assert_cmpint (hw_tile_cache_get_size (cache), <=, 9000);
  g_assert_true (has (cache, 0));
  g_assert_false (has (cache, 1));
  g_assert_true (has (cache, 10));
  hw_tile_cache_set_limit (cache, 2000);
  g_assert_cmpint (hw_tile_cache_get_size (cache), <=, 2000);
  g_assert_true (has (cache, 10));
}

static void
test_clear (Fixture      *fixture,
            gconstpointer data)
{
  g_autofree char *path = in_folder (fixture, "online.tiles");
  g_autoptr (HwTileCache) cache = open_cache (fixture, key, SOURCE, 10000000);
  g_autoptr (GError) error = NULL;
  gint64 full;

  for (guint x = 0; x < 50; x++)
    put (cache, x, 20000);
  full = hw_tile_cache_measure (path);
  g_assert_cmpint (full, >, 500000);
  g_assert_true (hw_tile_cache_clear (cache, &error));
  g_assert_no_error (error);
  g_assert_cmpint (hw_tile_cache_get_size (cache), ==, 0);
  g_assert_cmpint (hw_tile_cache_measure (path), <, full / 4);
  g_assert_false (has (cache, 1));
  /* it goes on working */
  put (cache, 1, 100);
  g_assert_true (has (cache, 1));
  g_clear_object (&cache);
  g_assert_true (hw_tile_cache_remove (path, &error));
  g_assert_cmpint (hw_tile_cache_measure (path), ==, 0);
  g_assert_true (hw_tile_cache_remove (path, &error));
}

static void
test_nowhere (Fixture      *fixture,
              gconstpointer data)
{
  g_autofree char *blocked = in_folder (fixture, "blocked");
  g_autofree char *path = g_build_filename (blocked, "online.tiles", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (blocked, "a file where the folder should be", -1, NULL));
  g_assert_null (hw_tile_cache_open (path, key, SOURCE, 1000, &error));
  g_assert_error (error, HW_TILES_ERROR, HW_TILES_ERROR_WRITE);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/tile-cache/keeps-pictures-that-nobody-else-can-read", test_keeps);
  ADD ("/tile-cache/forgets-other-services-workspaces-and-damaged-files", test_forgets);
  ADD ("/tile-cache/full-lets-go-of-what-was-not-used-for-longest", test_limit);
  ADD ("/tile-cache/cleared-gives-its-room-back", test_clear);
  ADD ("/tile-cache/says-when-it-cannot-be-kept", test_nowhere);
  return g_test_run ();
}
