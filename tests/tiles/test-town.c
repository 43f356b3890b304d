/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "hw-point-index.h"
#include "hw-town.h"
#include "tiles-fixture.h"

/* The made-up town: the same seed gives the same town, and its map can be opened and is not blank. */

static const HwTownStreet *
find_street (HwTown     *town,
             const char *name)
{
  guint n_streets;
  const HwTownStreet *streets = hw_town_get_streets (town, &n_streets);

  for (guint i = 0; i < n_streets; i++)
    if (g_str_equal (streets[i].name, name))
      return &streets[i];
  return NULL;
}

static char *
describe (HwTown *town)
{
  GString *words = g_string_new (NULL);
  guint n;
  const HwTownStreet *streets = hw_town_get_streets (town, &n);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (words, "%s %u %.7f %.7f\n", streets[i].name, streets[i].n_points, streets[i].points[0].latitude, streets[i].points[0].longitude);
  for (const HwTownShelter *shelter = hw_town_get_shelters (town, &n), *end = shelter + n; shelter < end; shelter++)
    g_string_append_printf (words, "%s %.7f %.7f\n", shelter->words, shelter->point.latitude, shelter->point.longitude);
  return g_string_free (words, FALSE);
}

static void
test_seed (void)
{
  g_autoptr (HwTown) town = hw_town_new (7), same = hw_town_new (7), other = hw_town_new (8);
  g_autofree char *words = describe (town), *same_words = describe (same), *other_words = describe (other);

  g_assert_cmpstr (words, !=, other_words);
  g_assert_cmpstr (words, ==, same_words);
  g_assert_cmpuint (hw_town_get_seed (town), ==, 7);
  g_assert_cmpstr (hw_town_get_name (town), ==, "Riverton");
}

static void
test_names (void)
{
  static const char * const names[] = { "High Street", "Station Road", "Quay Street", "Castlegate", "Bridge Street", "Mill Lane", "Northgate", "Abbey Road" };
  g_autoptr (HwTown) town = hw_town_new (1);
  guint n_streets;

  g_assert_null (find_street (town, "Nowhere Street"));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_nonnull (find_street (town, names[i]));
  hw_town_get_streets (town, &n_streets);
  g_assert_cmpuint (n_streets, >, 100);
  g_assert_null (hw_town_find_place (town, "Nowhere"));
  g_assert_nonnull (hw_town_find_place (town, "Riverton Station"));
  g_assert_nonnull (hw_town_find_place (town, "Abbey Park"));
}

static void
test_shelters (void)
{
  g_autoptr (HwTown) town = hw_town_new (1);
  HwBox box = hw_town_get_box (town);
  HwPoint centre = hw_town_get_centre (town);
  guint n_shelters;
  const HwTownShelter *shelters = hw_town_get_shelters (town, &n_shelters);

  g_assert_true (hw_box_contains (&box, &centre));
  g_assert_cmpuint (n_shelters, >, 200);
  for (guint i = 0; i < n_shelters; i++)
    {
      g_assert_true (hw_box_contains (&box, &shelters[i].point));
      g_assert_null (strstr (shelters[i].words, "%"));
    }
}

static void
test_boundaries (void)
{
  g_autoptr (HwTown) town = hw_town_new (1);
  g_autofree char *json = hw_town_dup_boundaries (town);
  g_auto (GStrv) features = g_strsplit (json, "\"Feature\"", -1);

  g_assert_true (g_str_has_prefix (json, "{\"type\":\"FeatureCollection\""));
  g_assert_cmpuint (g_strv_length (features), ==, 12);
  for (guint i = 1; i < 12; i++)
    {
      const char *ring = strstr (features[i], "[[["), *end = strstr (features[i], "]]]");
      g_auto (GStrv) first = NULL;

      /* closed, as GeoJSON wants it: it ends where it began */
      g_assert_nonnull (ring);
      g_assert_nonnull (end);
      first = g_strsplit (ring + 3, "]", 2);
      g_assert_cmpint (strncmp (end - strlen (first[0]), first[0], strlen (first[0])), ==, 0);
    }
}

static void
count_cb (double   fraction,
          gpointer user_data)
{
  double *last = user_data;

  g_assert_cmpfloat (fraction, >=, *last);
  *last = fraction;
}

/* How many colours a tile has, at most 3. */
static guint
count_colours (const HwTile *tile)
{
  guint32 seen[3] = { 0 };
  guint n = 0;

  for (guint i = 0; i < tile->width * tile->height && n < 3; i++)
    {
      guint32 pixel = get_pixel (tile, i % tile->width, i / tile->width);
      gboolean known = FALSE;

      for (guint k = 0; k < n; k++)
        known = known || seen[k] == pixel;
      if (!known)
        seen[n++] = pixel;
    }
  return n;
}

static void
test_map (Fixture      *fixture,
          gconstpointer data)
{
  g_autoptr (HwTown) town = hw_town_new (1);
  g_autofree char *path = in_folder (fixture, "riverton.mbtiles");
  g_autoptr (GError) error = NULL;
  g_autoptr (HwTileArchive) map = NULL;
  HwPoint centre = hw_town_get_centre (town);
  HwBox town_box = hw_town_get_box (town), bounds;
  double last = 0;

  g_assert_true (hw_town_write_mbtiles (town, path, count_cb, &last, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpfloat (last, ==, 1);
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
  map = hw_tile_archive_open (path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (hw_tile_archive_get_name (map), ==, "Riverton");
  g_assert_cmpstr (hw_tile_archive_get_attribution (map), ==, "Riverton, a made-up town");
  g_assert_cmpuint (hw_tile_archive_get_min_zoom (map), ==, 10);
  g_assert_cmpuint (hw_tile_archive_get_max_zoom (map), ==, 17);
  bounds = hw_tile_archive_get_bounds (map);
  g_assert_true (hw_box_contains (&bounds, &(HwPoint) { town_box.south, town_box.west }));

  for (guint zoom = 10; zoom <= 19; zoom++)
    {
      g_auto (HwTile) tile = HW_TILE_INIT;

      g_assert_true (hw_tile_decode (map, zoom, (guint) (hw_mercator_x (centre.longitude) * exp2 (zoom)), (guint) (hw_mercator_y (centre.latitude) * exp2 (zoom)), &tile, &error));
      g_assert_no_error (error);
      g_assert_cmpint (tile.state, ==, zoom <= 17 ? HW_TILE_EXACT : HW_TILE_SCALED);
      g_assert_cmpuint (count_colours (&tile), ==, 3);
    }
}

static void
test_cancel (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (HwTown) town = hw_town_new (1);
  g_autofree char *path = in_folder (fixture, "riverton.mbtiles");
  g_autofree char *nowhere = g_build_filename (fixture->folder, "missing", "riverton.mbtiles", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (hw_town_write_mbtiles (town, nowhere, NULL, NULL, NULL, &error));
  g_assert_error (error, HW_TILES_ERROR, HW_TILES_ERROR_WRITE);
  g_clear_error (&error);

  g_cancellable_cancel (cancellable);
  g_assert_false (hw_town_write_mbtiles (town, path, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_files (fixture->folder), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/town/same-seed-same-town", test_seed);
  g_test_add_func ("/town/has-the-streets-and-places-of-the-demo", test_names);
  g_test_add_func ("/town/shelters-lie-in-the-town", test_shelters);
  g_test_add_func ("/town/boundaries-are-closed-rings", test_boundaries);
  g_test_add ("/town/map/shows-something-at-every-zoom", Fixture, NULL, set_up, test_map, tear_down);
  g_test_add ("/town/map/cancelled-or-refused-leaves-nothing", Fixture, NULL, set_up, test_cancel, tear_down);
  return g_test_run ();
}
