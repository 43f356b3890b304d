/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <math.h>
#include "hw-density.h"
#include "hw-gi-star.h"

/* The layers for coordinators, against the formulas written down plainly. */

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

/* -- cells -- */

static void
test_every_point_is_in_a_cell (void)
{
  for (guint round = 0; round < 2; round++)
    {
      const HwPoint *middle = round == 0 ? &town : &far_east;
      g_autofree HwPoint *points = scatter (middle, 500, 6000, 3 + round);
      g_autoptr (HwSquareCells) cells = hw_square_cells_new (middle, points, NULL, 500, 200);
      double sum = 0.0;

      g_assert_cmpuint (cells->n_columns, <=, 31);
      g_assert_cmpuint (cells->n_rows, <=, 31);
      for (guint i = 0; i < cells->n_columns * cells->n_rows; i++)
        sum += cells->values[i];
      g_assert_cmpfloat (sum, ==, 500.0);
    }
}

static void
test_too_wide_an_area_is_refused (void)
{
  const HwPoint points[] = { town, far_east };

  g_assert_null (hw_square_cells_new (&town, NULL, NULL, 0, 200));
  g_assert_null (hw_square_cells_new (&town, points, NULL, 2, 200));
}

/* -- Gi* -- */

static gboolean
are_neighbours (int    across,
                int    along,
                double side_m,
                double distance_m)
{
  if (distance_m == HW_GI_STAR_QUEEN)
    return ABS (across) <= 1 && ABS (along) <= 1;
  return hypot (across * side_m, along * side_m) <= distance_m;
}

/* Ord and Getis (1995), equation 14, word by word. */
static double
get_score (const HwSquareCells *cells,
           int                  column,
           int                  row,
           double               distance_m)
{
  double n = cells->n_columns * cells->n_rows, sum = 0.0, squares = 0.0, near = 0.0, weight = 0.0, mean, deviation, spread;

  for (guint i = 0; i < n; i++)
    sum += cells->values[i];
  mean = sum / n;
  for (guint i = 0; i < n; i++)
    {
      int across = (int) (i % cells->n_columns) - column, along = (int) (i / cells->n_columns) - row;

      squares += (cells->values[i] - mean) * (cells->values[i] - mean);
      if (are_neighbours (across, along, cells->side_m, distance_m))
        {
          near += cells->values[i];
          weight += 1.0;
        }
    }
  deviation = sqrt (squares / n);
  spread = n > 1.0 ? deviation * sqrt ((n * weight - weight * weight) / (n - 1.0)) : 0.0;
  return spread > 0.0 ? (near - mean * weight) / spread : 0.0;
}

static void
test_gi_star_is_that_of_the_formula (void)
{
  static const double distances[] = { HW_GI_STAR_QUEEN, 100, 200, 450, 1000, 50000 };

  for (guint round = 0; round < 60; round++)
    {
      guint n = 1 + round * 7;
      double distance = distances[round % G_N_ELEMENTS (distances)];
      g_autofree HwPoint *points = scatter (&town, n, 100 + 60 * round, round);
      g_autoptr (HwSquareCells) cells = hw_square_cells_new (&town, points, NULL, n, 200);
      g_autofree double *scores = hw_gi_star (cells, distance);

      for (guint row = 0; row < cells->n_rows; row++)
        for (guint column = 0; column < cells->n_columns; column++)
          g_assert_cmpfloat_with_epsilon (scores[row * cells->n_columns + column], get_score (cells, (int) column, (int) row, distance), 1e-9);
    }
}

static void
test_gi_star_of_equal_cells_is_zero (void)
{
  double values[12] = { 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3 };
  HwSquareCells cells = { .side_m = 200, .n_columns = 4, .n_rows = 3, .values = values };
  g_autofree double *scores = hw_gi_star (&cells, HW_GI_STAR_QUEEN);

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    g_assert_cmpfloat (scores[i], ==, 0.0);
}

static void
test_p_values_of_scores (void)
{
  /* 2 * pnorm (-abs (z)), R 4.2 */
  g_assert_cmpfloat (hw_gi_star_get_p_value (0), ==, 1.0);
  g_assert_cmpfloat_with_epsilon (hw_gi_star_get_p_value (1.96), 0.04999579029644087, 1e-15);
  g_assert_cmpfloat_with_epsilon (hw_gi_star_get_p_value (-2.5), 0.012419330651552265, 1e-15);
  g_assert_cmpfloat (hw_gi_star_get_p_value (8), <, 2e-15);
}

/* -- density -- */

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
  g_test_add_func ("/cells/every-point-is-in-one", test_every_point_is_in_a_cell);
  g_test_add_func ("/cells/too-wide-an-area-is-refused", test_too_wide_an_area_is_refused);
  g_test_add_func ("/gi-star/is-that-of-the-formula", test_gi_star_is_that_of_the_formula);
  g_test_add_func ("/gi-star/of-equal-cells-is-zero", test_gi_star_of_equal_cells_is_zero);
  g_test_add_func ("/gi-star/p-values", test_p_values_of_scores);
  g_test_add_func ("/density/holds-what-was-there", test_density_holds_what_was_there);
  g_test_add_func ("/density/is-near-that-of-the-formula", test_density_is_near_that_of_the_formula);
  g_test_add_func ("/density/weights-count", test_weights_count);
  return g_test_run ();
}
