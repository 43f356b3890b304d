/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <math.h>
#include "hw-density.h"

/* How densely points lie, against the formula written down plainly. */

static const HwPoint town = { 51.5, -0.12 }, far_east = { -16.8, 179.99 };

static HwPoint *
scatter (const HwPoint *around,
         guint          n,
         double         width_m,
         guint32        seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  HwPoint *points = g_new (HwPoint, n + 1);
  HwLocalFrame frame;

  hw_local_frame_init (&frame, around);
  for (guint i = 0; i < n; i++)
    points[i] = hw_local_frame_to_point (&frame, width_m * (g_rand_double (random) * g_rand_double (random) - 0.4),
                                         width_m * (g_rand_double (random) - 0.5));
  return points;
}

#define N_GRID 41
#define HALF_M 2000.0

static HwDensityGrid
make_grid (const HwPoint *middle)
{
  HwDensityGrid grid = { .west = -HALF_M, .south = -HALF_M, .east = HALF_M, .north = HALF_M, .n_columns = N_GRID, .n_rows = N_GRID };

  hw_local_frame_init (&grid.frame, middle);
  return grid;
}

static double
add_up (const double *density)
{
  double sum = 0.0;

  for (guint i = 0; i < N_GRID * N_GRID; i++)
    sum += density[i];
  return sum * (2 * HALF_M / (N_GRID - 1)) * (2 * HALF_M / (N_GRID - 1));
}

static void
test_density_holds_what_was_there (void)
{
  for (guint round = 0; round < 2; round++)
    {
      const HwPoint *middle = round == 0 ? &town : &far_east;
      HwDensityGrid grid = make_grid (middle);
      g_autofree HwPoint *points = scatter (middle, 300, 1500, 5 + round);
      g_autofree double *density = hw_density (&grid, points, NULL, 300, 200);

      g_assert_cmpfloat_with_epsilon (add_up (density), 300.0, 1e-9);
    }
}

static void
test_density_is_near_that_of_the_formula (void)
{
  HwDensityGrid grid = make_grid (&town);
  g_autofree HwPoint *points = scatter (&town, 200, 2500, 8);
  g_autofree double *density = hw_density (&grid, points, NULL, 200, 300);
  double most = 0.0;

  for (guint i = 0; i < N_GRID * N_GRID; i++)
    most = MAX (most, density[i]);
  for (guint i = 0; i < N_GRID * N_GRID; i++)
    {
      double x = -HALF_M + (i % N_GRID) * 100.0, y = -HALF_M + (double) (i / N_GRID) * 100.0, sum = 0.0;

      for (guint p = 0; p < 200; p++)
        {
          double east, north;

          hw_local_frame_to_xy (&grid.frame, &points[p], &east, &north);
          sum += exp (-((east - x) * (east - x) + (north - y) * (north - y)) / (2 * 300.0 * 300.0)) / (2 * G_PI * 300.0 * 300.0);
        }
      g_assert_cmpfloat_with_epsilon (density[i] / most, sum / most, 0.02);
    }
}

static void
test_weights_count (void)
{
  HwDensityGrid grid = make_grid (&town);
  const double weights[] = { 2.5 };
  const HwPoint outside = { 52.5, -0.12 };
  g_autofree double *one = hw_density (&grid, &town, NULL, 1, 250);
  g_autofree double *more = hw_density (&grid, &town, weights, 1, 250);
  g_autofree double *none = hw_density (&grid, &outside, NULL, 1, 250);
  guint middle = N_GRID * N_GRID / 2;

  g_assert_cmpfloat_with_epsilon (more[middle] / one[middle], 2.5, 1e-12);
  for (guint i = 0; i < N_GRID * N_GRID; i++)
    g_assert_cmpfloat (none[i], ==, 0.0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/density/holds-what-was-there", test_density_holds_what_was_there);
  g_test_add_func ("/density/is-near-that-of-the-formula", test_density_is_near_that_of_the_formula);
  g_test_add_func ("/density/weights-count", test_weights_count);
  return g_test_run ();
}
