/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-mbtiles-writer.h"
#include "tiles-fixture.h"

/* Decoding, overzoom and the dark palette. */

static const guint32 four_colours[] = { 0xff0000, 0x00ff00, 0x0000ff, 0xffffff };

static HwTileArchive *
open_map (Fixture *fixture)
{
  g_autofree char *path = in_folder (fixture, "map.mbtiles");
  g_autoptr (GError) error = NULL;
  g_autoptr (HwMbtilesWriter) writer = hw_mbtiles_writer_new (path, &error);
  g_autoptr (GBytes) picture = make_picture (four_colours);
  g_autoptr (GBytes) broken = g_bytes_new_from_bytes (picture, 0, 60);
  HwTileArchive *map;

  hw_mbtiles_writer_add (writer, 2, 1, 1, picture, &error);
  hw_mbtiles_writer_add (writer, 3, 6, 6, picture, &error);
  hw_mbtiles_writer_add (writer, 3, 7, 7, broken, &error);
  hw_mbtiles_writer_finish (writer, &error);
  g_assert_no_error (error);
  map = hw_tile_archive_open (path, &error);
  g_assert_no_error (error);
  return map;
}

static void
test_missing (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (HwTileArchive) map = open_map (fixture);
  g_autoptr (GError) error = NULL;
  g_auto (HwTile) tile = HW_TILE_INIT;

  /* no tile here, none above, none in the part of the map that this shows, none so far below */
  g_assert_true (hw_tile_decode (map, 2, 0, 0, &tile, &error));
  g_assert_cmpint (tile.state, ==, HW_TILE_MISSING);
  g_assert_null (tile.pixels);
  g_assert_true (hw_tile_decode (map, 5, 31, 0, &tile, &error));
  g_assert_cmpint (tile.state, ==, HW_TILE_MISSING);
  g_assert_true (hw_tile_decode (map, 1, 1, 0, &tile, &error));
  g_assert_cmpint (tile.state, ==, HW_TILE_MISSING);
  g_assert_true (hw_tile_decode (map, 12, 1 << 10, 1 << 10, &tile, &error));
  g_assert_cmpint (tile.state, ==, HW_TILE_MISSING);
  g_assert_no_error (error);
  g_assert_null (hw_tile_steal_bytes (&tile));
}

static void
test_broken (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (HwTileArchive) map = open_map (fixture);
  g_autoptr (GError) error = NULL;
  g_auto (HwTile) tile = HW_TILE_INIT;

  g_assert_false (hw_tile_decode (map, 3, 7, 7, &tile, &error));
  g_assert_error (error, HW_TILES_ERROR, HW_TILES_ERROR_DAMAGED);
  g_assert_cmpint (tile.state, ==, HW_TILE_MISSING);
}

static void
test_exact (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (HwTileArchive) map = open_map (fixture);
  g_autoptr (GError) error = NULL;
  g_auto (HwTile) tile = HW_TILE_INIT;
  g_autoptr (GBytes) bytes = NULL;

  g_assert_true (hw_tile_decode (map, 3, 6, 6, &tile, &error));
  g_assert_cmpint (tile.state, ==, HW_TILE_EXACT);
  g_assert_cmpuint (tile.zoom, ==, 3);
  g_assert_cmphex (get_pixel (&tile, 10, 10), ==, 0xffff0000);
  g_assert_cmphex (get_pixel (&tile, 200, 10), ==, 0xff00ff00);
  g_assert_cmphex (get_pixel (&tile, 10, 200), ==, 0xff0000ff);
  bytes = hw_tile_steal_bytes (&tile);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 256 * 256 * 4);
  g_assert_null (tile.pixels);
}

static void
test_overzoom (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr (HwTileArchive) map = open_map (fixture);
  g_autoptr (GError) error = NULL;

  for (guint quarter = 0; quarter < 4; quarter++)
    {
      g_auto (HwTile) tile = HW_TILE_INIT;
      g_auto (HwTile) deep = HW_TILE_INIT;

      /* the zoom exists, the tile does not: a quarter of the one above */
      g_assert_true (hw_tile_decode (map, 3, 2 + quarter % 2, 2 + quarter / 2, &tile, &error));
      g_assert_cmpint (tile.state, ==, HW_TILE_SCALED);
      g_assert_cmpuint (tile.zoom, ==, 2);
      g_assert_cmpuint (tile.width, ==, 256);
      assert_near (get_pixel (&tile, 128, 128), four_colours[quarter], 2);
      /* four levels down */
      g_assert_true (hw_tile_decode (map, 6, 16 + (quarter % 2) * 15, 16 + (quarter / 2) * 15, &deep, &error));
      g_assert_cmpint (deep.state, ==, HW_TILE_SCALED);
      assert_near (get_pixel (&deep, 128, 128), four_colours[quarter], 2);
    }
}

/* The map begins at zoom 2: what is above is put together from it. */
static void
test_underzoom (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr (HwTileArchive) map = open_map (fixture);
  g_autoptr (GError) error = NULL;
  g_auto (HwTile) tile = HW_TILE_INIT;

  g_assert_true (hw_tile_decode (map, 1, 0, 0, &tile, &error));
  g_assert_no_error (error);
  g_assert_cmpint (tile.state, ==, HW_TILE_SHRUNK);
  g_assert_cmpuint (tile.zoom, ==, 2);
  g_assert_cmpuint (tile.width, ==, 256);
  for (guint quarter = 0; quarter < 4; quarter++)
    assert_near (get_pixel (&tile, 160 + 64 * (quarter % 2), 160 + 64 * (quarter / 2)), four_colours[quarter], 2);
  g_assert_cmphex (get_pixel (&tile, 60, 60), ==, 0);
  g_assert_true (hw_tile_decode (map, 0, 0, 0, &tile, &error));
  g_assert_cmpint (tile.state, ==, HW_TILE_SHRUNK);
  assert_near (get_pixel (&tile, 80, 80), four_colours[0], 2);
}

static guint32
make_dark (guint32 colour)
{
  g_auto (HwTile) tile = { HW_TILE_EXACT, 0, 1, 1, 4, NULL };
  guint32 pixel = 0xff000000 | colour;

  tile.pixels = g_memdup2 (&pixel, 4);
  hw_tile_make_dark (&tile);
  return get_pixel (&tile, 0, 0);
}

/* The colours of the two pictures of the design, one pale and one dark. */
static void
test_dark (void)
{
  assert_near (make_dark (0xefece6), 0x2a2d32, 4);   /* ground */
  assert_near (make_dark (0xe6e2da), 0x26292e, 4);   /* blocks */
  assert_near (make_dark (0xffffff), 0x3a3d43, 4);   /* streets */
  assert_near (make_dark (0xfffdf6), 0x4a4e56, 6);   /* broad streets */
  assert_near (make_dark (0xc3d8e8), 0x1c3349, 8);   /* water */
  assert_near (make_dark (0xd5e3ca), 0x26382b, 12);  /* parks */
  /* words are light */
  g_assert_cmpuint (make_dark (0x5a575f) & 255, >, 190);
}

static void
test_png_few_colours (void)
{
  g_autoptr (GBytes) picture = make_picture (four_colours);
  g_autoptr (GBytes) again = make_picture (four_colours);

  g_assert_true (g_bytes_equal (picture, again));
  g_assert_cmpuint (g_bytes_get_size (picture), <, 2000);
}

/* More colours than a palette holds: each pixel has a near one. */
static void
test_png_many_colours (Fixture      *fixture,
                       gconstpointer data)
{
  g_autofree guint32 *pixels = g_new (guint32, 256 * 256);
  g_autofree char *path = in_folder (fixture, "many.mbtiles");
  g_autoptr (GBytes) picture = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HwMbtilesWriter) writer = hw_mbtiles_writer_new (path, &error);
  g_autoptr (HwTileArchive) map = NULL;
  g_auto (HwTile) tile = HW_TILE_INIT;

  for (guint i = 0; i < 256 * 256; i++)
    pixels[i] = i % 3 == 0 ? 0xefece6 : (i % 256) << 16 | (i / 256) << 8 | (255 - i % 256);
  picture = hw_png_encode ((const guchar *) pixels, 256, 256, 1024);
  hw_mbtiles_writer_add (writer, 0, 0, 0, picture, &error);
  hw_mbtiles_writer_finish (writer, &error);
  map = hw_tile_archive_open (path, &error);
  g_assert_true (hw_tile_decode (map, 0, 0, 0, &tile, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < 256 * 256; i++)
    assert_near (get_pixel (&tile, i % 256, i / 256), pixels[i], i % 3 == 0 ? 0 : 32);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/tile/missing-is-said-and-no-error", test_missing);
  ADD ("/tile/refuses-a-picture-that-is-cut", test_broken);
  ADD ("/tile/exact-is-the-picture-in-the-file", test_exact);
  ADD ("/tile/overzoom-enlarges-the-part-above", test_overzoom);
  ADD ("/tile/underzoom-puts-the-parts-below-together", test_underzoom);
  g_test_add_func ("/tile/dark/keeps-hue-and-turns-lightness-round", test_dark);
  g_test_add_func ("/tile/png/same-pixels-same-bytes", test_png_few_colours);
  ADD ("/tile/png/gives-every-shade-a-near-one", test_png_many_colours);
  return g_test_run ();
}
