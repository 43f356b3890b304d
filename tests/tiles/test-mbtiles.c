/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hw-mbtiles-writer.h"
#include "tiles-fixture.h"

/* Reading and writing of MBTiles: every reason to refuse one, then what a good one gives. */

#define TABLES "CREATE TABLE metadata (name TEXT, value TEXT); CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB);"

static const guint32 four_colours[] = { 0xff0000, 0x00ff00, 0x0000ff, 0xffffff };

static void
assert_refused (const char *path,
                int         code,
                const char *reason)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwTileArchive) map = hw_tile_archive_open (path, &error);
  g_autofree char *name = g_path_get_basename (path);

  g_assert_error (error, HW_TILES_ERROR, code);
  g_assert_null (map);
  /* it names itself and its reason */
  g_assert_nonnull (strstr (error->message, name));
  g_assert_nonnull (strstr (error->message, reason));
}

static char *
write_map (Fixture *fixture)
{
  char *path = in_folder (fixture, "good.mbtiles");
  g_autoptr (GError) error = NULL;
  g_autoptr (HwMbtilesWriter) writer = hw_mbtiles_writer_new (path, &error);
  g_autoptr (GBytes) picture = make_picture (four_colours);

  g_assert_no_error (error);
  hw_mbtiles_writer_set (writer, "name", "Four & more", &error);
  hw_mbtiles_writer_set (writer, "attribution", "<a href=\"https://example.org\">&copy; Somebody</a>", &error);
  hw_mbtiles_writer_set (writer, "bounds", "-3.5,53.0,-1.25,54.5", &error);
  hw_mbtiles_writer_set (writer, "format", "png", &error);
  hw_mbtiles_writer_add (writer, 2, 1, 0, picture, &error);
  hw_mbtiles_writer_add (writer, 3, 2, 1, picture, &error);
  g_assert_no_error (error);
  hw_mbtiles_writer_finish (writer, &error);
  g_assert_no_error (error);
  return path;
}

static void
test_refuses_files (Fixture      *fixture,
                    gconstpointer data)
{
  g_autofree char *missing = in_folder (fixture, "missing.mbtiles");
  g_autofree char *empty = in_folder (fixture, "empty.mbtiles");
  g_autofree char *words = in_folder (fixture, "words.mbtiles");
  g_autofree char *short_words = in_folder (fixture, "short.mbtiles");

  g_file_set_contents (empty, "", 0, NULL);
  g_file_set_contents (words, "This is no map, but it is long enough to be one.", -1, NULL);
  g_file_set_contents (short_words, "SQLite", -1, NULL);
  assert_refused (missing, HW_TILES_ERROR_NOT_A_MAP, "no such file");
  assert_refused (fixture->folder, HW_TILES_ERROR_NOT_A_MAP, "folder");
  assert_refused (empty, HW_TILES_ERROR_NOT_A_MAP, "empty");
  assert_refused (words, HW_TILES_ERROR_NOT_A_MAP, "no MBTiles");
  assert_refused (short_words, HW_TILES_ERROR_NOT_A_MAP, "no MBTiles");
}

static void
test_refuses_tables (Fixture      *fixture,
                     gconstpointer data)
{
  g_autofree char *path = in_folder (fixture, "tables.mbtiles");
  g_autofree char *half = in_folder (fixture, "half.mbtiles");
  g_autofree char *nothing = in_folder (fixture, "nothing.mbtiles");

  make_file (path, "CREATE TABLE notes (words TEXT);");
  assert_refused (path, HW_TILES_ERROR_TABLES, "without the tables");
  make_file (half, "CREATE TABLE metadata (name TEXT, value TEXT);");
  assert_refused (half, HW_TILES_ERROR_TABLES, "without the tables");
  make_file (nothing, TABLES);
  assert_refused (nothing, HW_TILES_ERROR_EMPTY, "no tile at all");
}

#define ENDLESS "AS WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n) "

static void
test_refuses_endless (Fixture      *fixture,
                      gconstpointer data)
{
  g_autofree char *tiles = in_folder (fixture, "tiles.mbtiles");
  g_autofree char *metadata = in_folder (fixture, "metadata.mbtiles");

  make_file (tiles, "CREATE TABLE metadata (name TEXT, value TEXT);"
             "CREATE VIEW tiles " ENDLESS "SELECT i % 2 AS zoom_level, 0 AS tile_column, 0 AS tile_row, x'' AS tile_data FROM n WHERE abs (i) % 2 = 2;");
  assert_refused (tiles, HW_TILES_ERROR_DAMAGED, "takes too long");
  make_file (metadata, "CREATE VIEW metadata " ENDLESS "SELECT 'name' AS name, 'x' AS value FROM n WHERE abs (i) % 2 = 2;"
             "CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB);");
  assert_refused (metadata, HW_TILES_ERROR_DAMAGED, "takes too long");
}

static void
test_refuses_formats (Fixture      *fixture,
                      gconstpointer data)
{
  g_autofree char *vector = in_folder (fixture, "vector.mbtiles");
  g_autofree char *json = in_folder (fixture, "json.mbtiles");
  g_autofree char *odd = in_folder (fixture, "odd.mbtiles");

  make_file (vector, TABLES "INSERT INTO tiles VALUES (0, 0, 0, x'1F8B080000000000');");
  assert_refused (vector, HW_TILES_ERROR_FORMAT, "vector tiles");
  make_file (json, TABLES "INSERT INTO tiles VALUES (0, 0, 0, CAST ('{\"foo\":\"bar\"}' AS BLOB));");
  assert_refused (json, HW_TILES_ERROR_FORMAT, "JSON");
  make_file (odd, TABLES "INSERT INTO tiles VALUES (0, 0, 0, x'00010203');");
  assert_refused (odd, HW_TILES_ERROR_FORMAT, "no pictures");
}

static void
test_refuses_places (Fixture      *fixture,
                     gconstpointer data)
{
  static const char * const places[] = { "6, 10, 64", "6, 64, 0", "6, -1, 0", "0, 0, 1", "25, 0, 0", "-1, 0, 0", "'six', 0, 0", "6, NULL, 0" };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *name = g_strdup_printf ("place-%u.mbtiles", i);
      g_autofree char *path = in_folder (fixture, name);
      g_autofree char *sql = g_strdup_printf ("%s INSERT INTO tiles VALUES (0, 0, 0, x'89504E470D0A1A0A'); INSERT INTO tiles VALUES (%s, x'89504E470D0A1A0A');", TABLES, places[i]);

      make_file (path, sql);
      assert_refused (path, HW_TILES_ERROR_TILE_INDEX, "tile index is wrong");
    }
}

static void
test_refuses_hash (Fixture      *fixture,
                   gconstpointer data)
{
  g_autofree char *path = write_map (fixture);
  g_autofree char *other = in_folder (fixture, "hash.mbtiles");

  make_file (other, TABLES "INSERT INTO metadata VALUES ('agg_tiles_hash', 'CAFEC0DEDEADBEEFDEADBEEFDEADBEEF');"
                           "INSERT INTO tiles VALUES (0, 0, 0, x'89504E470D0A1A0A');");
  assert_refused (other, HW_TILES_ERROR_HASH, "hash");
  /* one tile fewer than when it was written */
  make_file (path, "DELETE FROM map WHERE zoom_level = 3;");
  assert_refused (path, HW_TILES_ERROR_HASH, "hash");
}

/* Cut anywhere, or with a page overwritten: refused or at worst a map whose tiles say that they are damaged, never a crash. */
static void
test_refuses_damage (Fixture      *fixture,
                     gconstpointer data)
{
  g_autofree char *path = write_map (fixture);
  g_autofree char *cut = in_folder (fixture, "cut.mbtiles");
  g_autofree char *contents = NULL;
  gsize length;
  guint n_refused = 0;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  for (guint i = 0; i < 100; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HwTileArchive) map = NULL;

      g_assert_true (g_file_set_contents (cut, contents, (gssize) (length * i / 100), NULL));
      map = hw_tile_archive_open (cut, &error);
      n_refused += map == NULL;
      g_assert_true ((map == NULL) == (error != NULL && error->domain == HW_TILES_ERROR));
    }
  g_assert_cmpuint (n_refused, ==, 100);
}

static void
test_reads (Fixture      *fixture,
            gconstpointer data)
{
  g_autofree char *path = write_map (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (HwTileArchive) map = hw_tile_archive_open (path, &error);
  g_autoptr (GBytes) none = NULL;
  g_autoptr (GBytes) tile = NULL;
  g_autoptr (GBytes) picture = make_picture (four_colours);
  HwBox bounds;

  g_assert_no_error (error);
  g_assert_cmpstr (hw_tile_archive_get_name (map), ==, "Four & more");
  g_assert_cmpstr (hw_tile_archive_get_attribution (map), ==, "© Somebody");
  g_assert_cmpstr (hw_tile_archive_get_format (map), ==, "png");
  g_assert_cmpstr (hw_tile_archive_get_path (map), ==, path);
  g_assert_null (hw_tile_archive_get_warning (map));
  g_assert_cmpuint (hw_tile_archive_get_min_zoom (map), ==, 2);
  g_assert_cmpuint (hw_tile_archive_get_max_zoom (map), ==, 3);
  g_assert_cmpint (hw_tile_archive_get_modified (map), >, 0);
  bounds = hw_tile_archive_get_bounds (map);
  g_assert_cmpfloat (bounds.west, ==, -3.5);
  g_assert_cmpfloat (bounds.north, ==, 54.5);

  /* rows are counted from the north */
  none = hw_tile_archive_get_tile (map, 2, 1, 3, &error);
  g_assert_null (none);
  g_assert_no_error (error);
  tile = hw_tile_archive_get_tile (map, 2, 1, 0, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (tile, picture));
  /* where no zoom has a tile */
  g_assert_null (hw_tile_archive_get_tile (map, 2, 4, 0, &error));
  g_assert_null (hw_tile_archive_get_tile (map, 60, 0, 0, &error));
  g_assert_no_error (error);
}

static void
test_default_bounds (Fixture      *fixture,
                     gconstpointer data)
{
  static const char * const odd[] = { "", "1,2,3", "a,b,c,d", "10,0,-10,5", "nan,0,1,1", "-400,0,1,1", "1,2,3,4,5" };

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autofree char *name = g_strdup_printf ("bounds-%u.mbtiles", i);
      g_autofree char *path = in_folder (fixture, name);
      g_autofree char *sql = g_strdup_printf ("%s INSERT INTO metadata VALUES ('bounds', '%s'); INSERT INTO tiles VALUES (0, 0, 0, x'89504E470D0A1A0A');", TABLES, odd[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (HwTileArchive) map = NULL;

      make_file (path, sql);
      map = hw_tile_archive_open (path, &error);
      g_assert_no_error (error);
      g_assert_cmpfloat (hw_tile_archive_get_bounds (map).west, ==, -180);
      g_assert_cmpfloat (hw_tile_archive_get_bounds (map).east, ==, 180);
      /* it has no name of its own */
      g_assert_cmpstr (hw_tile_archive_get_name (map), ==, name);
    }
}

/* Over 64 MB the tiles are not gone through: zooms are believed, and the user is told that the hash was not compared. */
static void
test_large (Fixture      *fixture,
            gconstpointer data)
{
  g_autofree char *path = in_folder (fixture, "large.mbtiles");
  g_autoptr (GError) error = NULL;
  g_autoptr (HwTileArchive) map = NULL;
  g_auto (HwTile) tile = HW_TILE_INIT;

  make_file (path, TABLES "INSERT INTO metadata VALUES ('agg_tiles_hash', 'CAFE'), ('minzoom', '3'), ('maxzoom', '9');"
                          "INSERT INTO tiles VALUES (3, 0, 0, x'89504E470D0A1A0A'), (4, 0, 0, zeroblob (68000000));");
  map = hw_tile_archive_open (path, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (hw_tile_archive_get_warning (map), "hash"));
  g_assert_cmpuint (hw_tile_archive_get_min_zoom (map), ==, 3);
  g_assert_cmpuint (hw_tile_archive_get_max_zoom (map), ==, 9);
  /* a tile of 68 MB is none */
  g_assert_false (hw_tile_decode (map, 4, 0, 15, &tile, &error));
  g_assert_error (error, HW_TILES_ERROR, HW_TILES_ERROR_DAMAGED);
}

static gpointer
read_often (gpointer data)
{
  for (guint i = 0; i < 300; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) tile = hw_tile_archive_get_tile (data, 2 + i % 2, 1 + i % 2, i % 2, &error);

      g_assert_no_error (error);
      g_assert_nonnull (tile);
    }
  return NULL;
}

static void
test_threads (Fixture      *fixture,
              gconstpointer data)
{
  g_autofree char *path = write_map (fixture);
  g_autoptr (HwTileArchive) map = hw_tile_archive_open (path, NULL);
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("reader", read_often, map);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

static void
test_writer_leaves_nothing (Fixture      *fixture,
                            gconstpointer data)
{
  g_autofree char *nowhere = g_build_filename (fixture->folder, "missing", "map.mbtiles", NULL);
  g_autofree char *path = in_folder (fixture, "map.mbtiles");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) picture = make_picture (four_colours);
  HwMbtilesWriter *writer = hw_mbtiles_writer_new (nowhere, &error);

  g_assert_error (error, HW_TILES_ERROR, HW_TILES_ERROR_WRITE);
  g_assert_null (writer);
  g_clear_error (&error);

  writer = hw_mbtiles_writer_new (path, &error);
  g_assert_no_error (error);
  g_assert_true (hw_mbtiles_writer_add (writer, 1, 0, 0, picture, &error));
  /* the same place twice */
  g_assert_false (hw_mbtiles_writer_add (writer, 1, 0, 0, picture, &error));
  g_assert_error (error, HW_TILES_ERROR, HW_TILES_ERROR_WRITE);
  hw_mbtiles_writer_free (writer);
  g_assert_cmpuint (count_files (fixture->folder), ==, 0);
}

typedef struct { const char *name; int code; const char *reason; } RealFile;

static void
test_real_files (Fixture      *fixture,
                 gconstpointer data)
{
  static const RealFile bad[] = {
    { "martin-bad_hash.mbtiles", HW_TILES_ERROR_HASH, "hash" },
    { "martin-invalid-tile-idx.mbtiles", HW_TILES_ERROR_TILE_INDEX, "tile index" },
    { "martin-json.mbtiles", HW_TILES_ERROR_FORMAT, "JSON" },
  };
  static const char * const good[] = { "london_raster_z0-17.mbtiles", "martin-geography-class-jpg.mbtiles" };
  g_autofree char *folder = g_build_filename (g_getenv ("HW_SHARED_DATA") != NULL ? g_getenv ("HW_SHARED_DATA") : "", "maps", NULL);

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_test_skip ("the real maps are not here");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *path = g_build_filename (folder, bad[i].name, NULL);
      assert_refused (path, bad[i].code, bad[i].reason);
    }
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *path = g_build_filename (folder, good[i], NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (HwTileArchive) map = hw_tile_archive_open (path, &error);
      g_auto (HwTile) tile = HW_TILE_INIT;

      g_assert_no_error (error);
      g_assert_true (hw_tile_decode (map, 0, 0, 0, &tile, &error));
      g_assert_no_error (error);
      g_assert_cmpint (tile.state, ==, HW_TILE_EXACT);
      g_assert_cmpuint (tile.width, ==, 256);
    }
}

static void
test_real_webp (Fixture      *fixture,
                gconstpointer data)
{
  g_autofree char *path = g_build_filename (g_getenv ("HW_SHARED_DATA") != NULL ? g_getenv ("HW_SHARED_DATA") : "", "maps", "martin-webp.mbtiles", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (HwTileArchive) map = NULL;
  g_auto (HwTile) tile = HW_TILE_INIT;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("the real maps are not here");
      return;
    }
  map = hw_tile_archive_open (path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (hw_tile_archive_get_format (map), ==, "webp");
  g_assert_true (hw_tile_decode (map, 0, 0, 0, &tile, &error));
  g_assert_no_error (error);
  g_assert_cmpint (tile.state, ==, HW_TILE_EXACT);
  g_assert_cmpuint (tile.width, >=, 256);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/mbtiles/refuses/what-is-no-database", test_refuses_files);
  ADD ("/mbtiles/refuses/a-database-without-its-tables-or-tiles", test_refuses_tables);
  ADD ("/mbtiles/refuses/tables-that-never-come-to-an-end", test_refuses_endless);
  ADD ("/mbtiles/refuses/tiles-that-are-no-pictures", test_refuses_formats);
  ADD ("/mbtiles/refuses/a-tile-that-its-zoom-does-not-have", test_refuses_places);
  ADD ("/mbtiles/refuses/tiles-without-the-hash-it-names", test_refuses_hash);
  ADD ("/mbtiles/refuses/a-file-cut-at-a-hundred-places", test_refuses_damage);
  ADD ("/mbtiles/gives-what-was-written", test_reads);
  ADD ("/mbtiles/covers-the-world-when-its-bounds-make-no-sense", test_default_bounds);
  ADD ("/mbtiles/large-is-opened-with-a-word-of-warning", test_large);
  ADD ("/mbtiles/is-read-on-several-threads", test_threads);
  ADD ("/mbtiles/writer/leaves-nothing-behind-unless-finished", test_writer_leaves_nothing);
  ADD ("/mbtiles/real/each-odd-file-names-its-reason", test_real_files);
  ADD ("/mbtiles/real/webp-is-shown", test_real_webp);
  return g_test_run ();
}
