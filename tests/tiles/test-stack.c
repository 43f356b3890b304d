/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-mbtiles-writer.h"
#include "hw-tile-stack.h"
#include "tiles-fixture.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>

/* Several maps over each other. */

static const guint32 red[] = { 0xff0000, 0xff0000, 0xff0000, 0xff0000 };
static const guint32 blue[] = { 0x0000ff, 0x0000ff, 0x0000ff, 0x0000ff };

typedef struct { guint zoom, x, y; GBytes *picture; } Place;

static HwTileArchive *
make_map (Fixture     *fixture,
          const char  *name,
          const Place *places,
          guint        n_places)
{
  g_autofree char *path = in_folder (fixture, name);
  g_autoptr (GError) error = NULL;
  g_autoptr (HwMbtilesWriter) writer = hw_mbtiles_writer_new (path, &error);
  HwTileArchive *map;

  for (guint i = 0; i < n_places; i++)
    hw_mbtiles_writer_add (writer, places[i].zoom, places[i].x, places[i].y, places[i].picture, &error);
  hw_mbtiles_writer_finish (writer, &error);
  g_assert_no_error (error);
  map = hw_tile_archive_open (path, &error);
  g_assert_no_error (error);
  return map;
}

/* Red in its western half, nothing in its eastern. */
static GBytes *
make_half (void)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, TRUE, 8, 256, 256);
  char *bytes;
  gsize length;

  gdk_pixbuf_fill (pixbuf, 0);
  for (int y = 0; y < 256; y++)
    for (int x = 0; x < 128; x++)
      memcpy (gdk_pixbuf_get_pixels (pixbuf) + y * gdk_pixbuf_get_rowstride (pixbuf) + 4 * x, "\xff\0\0\xff", 4);
  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &bytes, &length, "png", NULL, NULL));
  return g_bytes_new_take (bytes, length);
}

static HwTileStack *
make_stack (HwTileArchive *top,
            HwTileArchive *bottom)
{
  g_autoptr (GPtrArray) maps = g_ptr_array_new ();

  g_ptr_array_add (maps, top);
  if (bottom != NULL)
    g_ptr_array_add (maps, bottom);
  return hw_tile_stack_new (maps);
}

static void
assert_shows (HwTileStack *stack,
              guint        zoom,
              guint        x,
              guint        y,
              guint32      west,
              guint32      east)
{
  g_auto (HwTile) tile = HW_TILE_INIT;
  g_autoptr (GError) damage = NULL;

  hw_tile_stack_decode (stack, zoom, x, y, &tile, &damage);
  g_assert_no_error (damage);
  g_assert_cmpint (tile.state, !=, HW_TILE_MISSING);
  assert_near (get_pixel (&tile, tile.width / 4, tile.height / 2), west, 2);
  assert_near (get_pixel (&tile, 3 * tile.width / 4, tile.height / 2), east, 2);
}

static void
test_order (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (GBytes) red_picture = make_picture (red);
  g_autoptr (GBytes) blue_picture = make_picture (blue);
  g_autoptr (GBytes) half = make_half ();
  g_autoptr (HwTileArchive) top = make_map (fixture, "top.mbtiles", (Place[]) { { 3, 1, 1, red_picture }, { 3, 2, 1, half } }, 2);
  g_autoptr (HwTileArchive) bottom = make_map (fixture, "bottom.mbtiles", (Place[]) { { 3, 1, 1, blue_picture }, { 3, 2, 1, blue_picture }, { 3, 3, 1, blue_picture } }, 3);
  g_autoptr (HwTileStack) stack = make_stack (top, bottom);
  g_autoptr (HwTileStack) other = make_stack (bottom, top);
  g_auto (HwTile) tile = HW_TILE_INIT;
  g_autoptr (GError) damage = NULL;

  hw_tile_stack_decode (stack, 3, 7, 7, &tile, &damage);
  g_assert_cmpint (tile.state, ==, HW_TILE_MISSING);
  g_assert_no_error (damage);
  /* the upper one, the lower one through its holes, and the lower one alone */
  assert_shows (stack, 3, 1, 1, 0xff0000, 0xff0000);
  assert_shows (stack, 3, 2, 1, 0xff0000, 0x0000ff);
  assert_shows (stack, 3, 3, 1, 0x0000ff, 0x0000ff);
  assert_shows (other, 3, 1, 1, 0x0000ff, 0x0000ff);
}

static void
test_sharper (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (GBytes) red_picture = make_picture (red);
  g_autoptr (GBytes) blue_picture = make_picture (blue);
  g_autoptr (HwTileArchive) country = make_map (fixture, "country.mbtiles", (Place[]) { { 2, 1, 1, red_picture } }, 1);
  g_autoptr (HwTileArchive) town = make_map (fixture, "town.mbtiles", (Place[]) { { 4, 4, 4, blue_picture } }, 1);
  g_autoptr (HwTileStack) stack = make_stack (country, town);

  /* where only the country is, at its own zoom and enlarged; where the town has the tile itself, or a nearer one */
  assert_shows (stack, 2, 1, 1, 0xff0000, 0xff0000);
  assert_shows (stack, 4, 5, 5, 0xff0000, 0xff0000);
  assert_shows (stack, 4, 4, 4, 0x0000ff, 0x0000ff);
  assert_shows (stack, 6, 17, 17, 0x0000ff, 0x0000ff);
}

static void
test_damage (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GBytes) red_picture = make_picture (red);
  g_autoptr (GBytes) blue_picture = make_picture (blue);
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (red_picture, 0, 60);
  g_autoptr (HwTileArchive) top = make_map (fixture, "top.mbtiles", (Place[]) { { 3, 1, 1, cut } }, 1);
  g_autoptr (HwTileArchive) bottom = make_map (fixture, "bottom.mbtiles", (Place[]) { { 3, 1, 1, blue_picture } }, 1);
  g_autoptr (HwTileStack) alone = make_stack (top, NULL);
  g_autoptr (HwTileStack) stack = make_stack (top, bottom);
  g_auto (HwTile) tile = HW_TILE_INIT;
  g_autoptr (GError) damage = NULL;

  hw_tile_stack_decode (alone, 3, 1, 1, &tile, &damage);
  g_assert_cmpint (tile.state, ==, HW_TILE_MISSING);
  g_assert_error (damage, HW_TILES_ERROR, HW_TILES_ERROR_DAMAGED);
  g_clear_error (&damage);
  /* the map below is still shown, and the damage still said */
  hw_tile_stack_decode (stack, 3, 1, 1, &tile, &damage);
  g_assert_error (damage, HW_TILES_ERROR, HW_TILES_ERROR_DAMAGED);
  g_assert_nonnull (strstr (damage->message, "top.mbtiles"));
  assert_near (get_pixel (&tile, 9, 9), 0x0000ff, 2);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/stack/upper-maps-fill-where-they-have-tiles", test_order);
  ADD ("/stack/a-tile-of-this-zoom-beats-an-enlarged-one", test_sharper);
  ADD ("/stack/damage-above-does-not-hide-the-map-below", test_damage);
  return g_test_run ();
}
