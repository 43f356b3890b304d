/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <math.h>
#include "hw-gi-star.h"

/* Gi* of cells, against its formula written down plainly and against R. */

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

/* The values of R 4.2 with spdep 1.2-7:
 *
 *     x <- c(0, 0, 1, 0, 0,  1, 4, 7, 2, 0,  0, 6, 9, 3, 1,  0, 1, 2, 0, 0)
 *     at <- cbind(rep(1:5, 4), rep(1:4, each = 5))
 *     localG(x, nb2listw(include.self(dnearneigh(at, 0, 1.5)), style = "B"))    # queen
 *     localG(x, nb2listw(include.self(dnearneigh(at, 0, 2)), style = "B"))      # near
 */
static double table[] = {
  0, 0, 1, 0, 0,
  1, 4, 7, 2, 0,
  0, 6, 9, 3, 1,
  0, 1, 2, 0, 0,
};
static const double queen[] = {
  -0.504163269196, 0.348388575639, 0.531750983869, -0.201698649054, -1.134367355692,
  -0.018336240823, 1.917026919796, 2.592631120606, 1.072521668785, -0.935148281977,
  0.165026167408, 2.254829020201, 2.930433221010, 1.241422718987, -0.935148281977,
  -0.084027211533, 1.265200616793, 1.815287841485, 0.715113392100, -0.714231298028,
};
static const double near[] = {
  -0.935148281977, 0.720383274674, 1.072521668785, -0.308735689146, -1.301873098439,
  0.548863447371, 1.798796184655, 2.195453789483, 1.123191983845, -0.308735689146,
  1.063422929281, 2.136598285059, 2.366973616787, 1.629895134452, 0.034303965461,
  -0.201698649054, 1.234942756584, 1.917026919796, 0.548863447371, -0.935148281977,
};

static void
test_gi_star_is_that_of_r (void)
{
  HwSquareCells cells = { .side_m = 200, .n_columns = 5, .n_rows = 4, .values = table };
  g_autofree double *of_queen = hw_gi_star (&cells, HW_GI_STAR_QUEEN), *of_near = hw_gi_star (&cells, 400);

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_assert_cmpfloat_with_epsilon (of_queen[i], queen[i], 1e-11);
      g_assert_cmpfloat_with_epsilon (of_near[i], near[i], 1e-11);
    }
}

static void
assert_zero (guint   n_columns,
             guint   n_rows,
             double *values)
{
  static const double distances[] = { HW_GI_STAR_QUEEN, 100, 450, 50000 };
  HwSquareCells cells = { .side_m = 200, .n_columns = n_columns, .n_rows = n_rows, .values = values };

  for (guint round = 0; round < G_N_ELEMENTS (distances); round++)
    {
      g_autofree double *scores = hw_gi_star (&cells, distances[round]);

      /* not NaN either, which is unlike itself */
      for (guint i = 0; i < n_columns * n_rows; i++)
        g_assert_cmpfloat (scores[i], ==, 0.0);
    }
}

static void
test_gi_star_where_nothing_differs_is_zero (void)
{
  double equal[12] = { 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3 }, thirds[12], nothing[12] = { 0 }, one[] = { 7 };

  for (guint i = 0; i < G_N_ELEMENTS (thirds); i++)
    thirds[i] = 0.1 * 3;
  assert_zero (0, 0, NULL);
  assert_zero (1, 1, one);
  assert_zero (1, 1, nothing);
  assert_zero (4, 3, nothing);
  assert_zero (4, 3, equal);
  assert_zero (4, 3, thirds);
}

/* One cell that holds something, wherever it is: a number everywhere, and the largest where it is. */
static void
test_gi_star_is_always_a_number (void)
{
  for (guint full = 0; full < 12; full++)
    {
      double values[12] = { 0 };
      HwSquareCells cells = { .side_m = 200, .n_columns = 4, .n_rows = 3, .values = values };
      g_autofree double *scores = NULL;

      values[full] = 1e9;
      scores = hw_gi_star (&cells, HW_GI_STAR_QUEEN);
      for (guint i = 0; i < G_N_ELEMENTS (values); i++)
        g_assert_true (isfinite (scores[i]));
      g_assert_cmpfloat (scores[full], >, 0.0);
    }
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

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cells/every-point-is-in-one", test_every_point_is_in_a_cell);
  g_test_add_func ("/cells/too-wide-an-area-is-refused", test_too_wide_an_area_is_refused);
  g_test_add_func ("/gi-star/is-that-of-the-formula", test_gi_star_is_that_of_the_formula);
  g_test_add_func ("/gi-star/is-that-of-r", test_gi_star_is_that_of_r);
  g_test_add_func ("/gi-star/where-nothing-differs-is-zero", test_gi_star_where_nothing_differs_is_zero);
  g_test_add_func ("/gi-star/is-always-a-number", test_gi_star_is_always_a_number);
  g_test_add_func ("/gi-star/p-values", test_p_values_of_scores);
  return g_test_run ();
}
