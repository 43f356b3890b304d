/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "hw-heat.h"
#include "hw-mercator.h"

/* Density painted into tiles. */

#define ZOOM 12

static const HwPoint middle = { 51.5, -0.1 };

/* @n points around a place, within a few pixels at ZOOM. */
static void
add_around (GArray        *points,
            const HwPoint *place,
            guint          n,
            double         spread,
            GRand         *random)
{
  for (guint i = 0; i < n; i++)
    {
      HwPoint point = { place->latitude + spread * (g_rand_double (random) - 0.5), place->longitude + spread * (g_rand_double (random) - 0.5) };

      g_array_append_val (points, point);
    }
}

static HwHeat *
make_heat (GArray *points)
{
  return hw_heat_new ((const HwPoint *) (gconstpointer) points->data, points->len);
}

static void
find_tile (const HwPoint *place,
           guint          zoom,
           guint         *x,
           guint         *y)
{
  *x = (guint) (hw_mercator_x (place->longitude) * (1 << zoom));
  *y = (guint) (hw_mercator_y (place->latitude) * (1 << zoom));
}

static void
paint (HwHeat  *heat,
       guint    zoom,
       guint    x,
       guint    y,
       HwTile  *tile)
{
  hw_tile_allocate (tile, 256, 256);
  hw_heat_paint (heat, zoom, x, y, FALSE, tile);
}

static guint32
get_pixel (const HwTile *tile,
           guint         x,
           guint         y)
{
  return ((const guint32 *) (gconstpointer) (tile->pixels + y * tile->stride))[x];
}

static void
test_empty (void)
{
  g_autoptr (HwHeat) heat = hw_heat_new (NULL, 0);
  g_auto (HwTile) tile = HW_TILE_INIT;

  g_assert_cmpuint (hw_heat_get_size (heat), ==, 0);
  g_assert_false (hw_heat_has_any (heat, 0, 0, 0));
  paint (heat, 3, 1, 1, &tile);
  for (guint i = 0; i < 256; i++)
    g_assert_cmphex (get_pixel (&tile, i, i), ==, 0);
}

static void
test_denser_is_more (void)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (HwPoint));
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  HwPoint other = { 51.52, -0.08 }, far = { 51.9, 0.5 };
  g_autoptr (HwHeat) heat = NULL;
  guint x, y;

  add_around (points, &middle, 1000, 0.002, random);
  add_around (points, &other, 20, 0.002, random);
  heat = make_heat (points);
  g_assert_cmpfloat (hw_heat_get_at (heat, ZOOM, &far), ==, 0);
  g_assert_cmpfloat (hw_heat_get_at (heat, ZOOM, &other), >, 0);
  g_assert_cmpfloat (hw_heat_get_at (heat, ZOOM, &middle), >, hw_heat_get_at (heat, ZOOM, &other));
  g_assert_cmpfloat (hw_heat_get_at (heat, ZOOM, &middle), <=, 1);
  find_tile (&far, ZOOM, &x, &y);
  g_assert_false (hw_heat_has_any (heat, ZOOM, x, y));
  find_tile (&middle, ZOOM, &x, &y);
  g_assert_true (hw_heat_has_any (heat, ZOOM, x, y));
}

/* Cells are 64 a tile. */
static double
get_cells (guint zoom)
{
  return 64.0 * (1 << zoom);
}

/* A cell's density by the formula: a Gaussian of 1.7 cells around every point. */
static double
sum_plainly (const GArray *points,
             guint         zoom,
             double        column,
             double        row)
{
  double sum = 0;

  for (guint i = 0; i < points->len; i++)
    {
      const HwPoint *point = &g_array_index (points, HwPoint, i);
      double x = hw_mercator_x (point->longitude) * get_cells (zoom) - column - 0.5, y = hw_mercator_y (point->latitude) * get_cells (zoom) - row - 0.5;

      sum += exp (-(x * x + y * y) / (2 * 1.7 * 1.7)) / (2 * G_PI * 1.7 * 1.7);
    }
  return sum;
}

/* Rectangles that are no whole tiles, at zooms whose cells are from 600 m down to 10 m. */
static void
test_formula (void)
{
  for (guint zoom = 10; zoom <= 16; zoom += 2)
    {
      g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (HwPoint));
      g_autoptr (GRand) random = g_rand_new_with_seed (zoom);
      const guint n_columns = 27, n_rows = 21;
      double most = 0, cell = 360 / get_cells (zoom);
      gint64 left = (gint64) (hw_mercator_x (middle.longitude) * get_cells (zoom)) - 13, top = (gint64) (hw_mercator_y (middle.latitude) * get_cells (zoom)) - 10;
      g_autoptr (HwHeat) heat = NULL;
      g_autofree float *smoothed = NULL;

      add_around (points, &middle, 400, 12 * cell, random);
      add_around (points, &middle, 100, 40 * cell, random);
      heat = make_heat (points);
      smoothed = hw_heat_smooth (heat, zoom, left, top, n_columns, n_rows);
      for (guint i = 0; i < n_columns * n_rows; i++)
        most = MAX (most, smoothed[i]);
      for (guint i = 0; i < n_columns * n_rows; i++)
        g_assert_cmpfloat_with_epsilon (smoothed[i] / most, sum_plainly (points, zoom, left + i % n_columns, top + i / n_columns) / most, 0.1);
    }
}

/* Nothing is lost or counted twice, wherever the rectangle lies: also where it goes beyond the edge of the world. */
static void
test_holds_all (void)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (HwPoint));
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  HwPoint edge = { 0, -179.5 };
  g_autoptr (HwHeat) heat = NULL;

  add_around (points, &middle, 3000, 0.1, random);
  add_around (points, &edge, 500, 0.1, random);
  heat = make_heat (points);
  for (guint zoom = 0; zoom <= 18; zoom++)
    {
      double cells = get_cells (zoom), sum = 0;
      guint side = (guint) (0.4 / 360 * cells) + 40;
      gint64 left = (gint64) (hw_mercator_x (middle.longitude) * cells) - side / 2, top = (gint64) (hw_mercator_y (middle.latitude) * cells) - side / 2;
      g_autofree float *smoothed = side < 2000 ? hw_heat_smooth (heat, zoom, left, top, side, side) : NULL;

      if (smoothed == NULL)
        continue;
      for (guint i = 0; i < side * side; i++)
        sum += smoothed[i];
      /* At the first zooms the rectangle holds the other points too, or a part of them. */
      if (zoom >= 4)
        g_assert_cmpfloat_with_epsilon (sum, 3000, 0.5);
      else
        g_assert_cmpfloat (sum, >=, 2999.5);
    }
}

/* Points at the corner of four tiles: what each paints along its edges goes on in the next. */
static void
test_edges_meet (void)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (HwPoint));
  g_autoptr (GRand) random = g_rand_new_with_seed (2);
  guint x = 2046, y = 1362;
  HwPoint corner = { hw_mercator_latitude ((y + 1) / 4096.0), hw_mercator_longitude ((x + 1) / 4096.0) };
  g_autoptr (HwHeat) heat = NULL;
  g_auto (HwTile) left = HW_TILE_INIT;
  g_auto (HwTile) right = HW_TILE_INIT;
  g_auto (HwTile) below = HW_TILE_INIT;
  guint n_painted = 0;

  add_around (points, &corner, 500, 0.004, random);
  heat = make_heat (points);
  paint (heat, ZOOM, x, y, &left);
  paint (heat, ZOOM, x + 1, y, &right);
  paint (heat, ZOOM, x, y + 1, &below);
  for (guint i = 0; i < 256; i++)
    for (guint shift = 0; shift < 32; shift += 8)
      {
        n_painted += get_pixel (&left, 255, i) != 0;
        g_assert_cmpint (ABS ((int) (get_pixel (&left, 255, i) >> shift & 255) - (int) (get_pixel (&right, 0, i) >> shift & 255)), <=, 24);
        g_assert_cmpint (ABS ((int) (get_pixel (&left, i, 255) >> shift & 255) - (int) (get_pixel (&below, i, 0) >> shift & 255)), <=, 24);
      }
  g_assert_cmpuint (n_painted, >, 0);
}

/* The sum over the cells of a tile is what lies in it, counted one by one. */
static void
test_against_counting (void)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (HwPoint));
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  g_autoptr (HwHeat) heat = NULL;

  add_around (points, &middle, 3000, 0.5, random);
  add_around (points, &(HwPoint) { -85, 179.99 }, 10, 0.01, random);
  heat = make_heat (points);
  g_assert_cmpuint (hw_heat_get_size (heat), ==, points->len);
  for (guint zoom = 0; zoom <= 20; zoom += 2)
    for (guint i = 0; i < points->len; i += 100)
      {
        const HwPoint *point = &g_array_index (points, HwPoint, i);
        guint x, y;

        find_tile (point, zoom, &x, &y);
        g_assert_true (hw_heat_has_any (heat, zoom, x, y));
        g_assert_cmpfloat (hw_heat_get_at (heat, zoom, point), >, 0);
      }
}

/* Darker on paper and lighter in the dark, without turning back: told apart also without colour. */
static void
test_ramp (void)
{
  double before[2] = { 300, 0 };

  g_assert_cmphex (hw_heat_get_colour (0, FALSE), ==, 0);
  for (double share = 0.05; share <= 1; share += 0.05)
    for (guint dark = 0; dark < 2; dark++)
      {
        guint32 colour = hw_heat_get_colour (share, dark);
        /* over white paper, or over the dark map */
        double light = 0.2126 * (colour >> 16 & 255) + 0.7152 * (colour >> 8 & 255) + 0.0722 * (colour & 255) + (dark ? 0x28 : 255) * (1 - (colour >> 24) / 255.0);

        if (dark)
          g_assert_cmpfloat (light, >, before[dark]);
        else
          g_assert_cmpfloat (light, <, before[dark]);
        before[dark] = light;
      }
}

/* Deeper than the cells go, a tile shows a part of the one above. */
static void
test_deep (void)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (HwPoint));
  g_autoptr (GRand) random = g_rand_new_with_seed (4);
  g_autoptr (HwHeat) heat = NULL;
  g_auto (HwTile) tile = HW_TILE_INIT;
  guint x, y, n_painted = 0;

  add_around (points, &middle, 200, 0.0001, random);
  heat = make_heat (points);
  find_tile (&middle, 19, &x, &y);
  paint (heat, 19, x, y, &tile);
  for (guint i = 0; i < 256 * 256; i++)
    n_painted += get_pixel (&tile, i % 256, i / 256) != 0;
  g_assert_cmpuint (n_painted, >, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/heat/nothing-paints-nothing", test_empty);
  g_test_add_func ("/heat/denser-is-more", test_denser_is_more);
  g_test_add_func ("/heat/is-near-that-of-the-formula", test_formula);
  g_test_add_func ("/heat/holds-what-was-there", test_holds_all);
  g_test_add_func ("/heat/edges-of-tiles-meet", test_edges_meet);
  g_test_add_func ("/heat/finds-every-point-at-every-zoom", test_against_counting);
  g_test_add_func ("/heat/colours-go-one-way-in-lightness", test_ramp);
  g_test_add_func ("/heat/goes-deeper-than-its-cells", test_deep);
  return g_test_run ();
}
