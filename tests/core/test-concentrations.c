/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <math.h>
#include "hw-concentrations.h"
#include "hw-false-discovery.h"
#include "hw-gi-star.h"

/* Which places are unusual, and how many of them may be so by chance. */

static const HwPoint town = { 51.5, -0.1 }, far_east = { -16.8, 179.99 };

/* -- many tests at once -- */

/* R 4.2: of the p-values below, in this order,
 *
 *     q <- p.adjust(p, "BH"); for (rate in c(0.2, 0.1, 0.05)) max(p[q <= rate], -1)
 *
 * They are those of test-gi-star's table. */
static void
test_limit_is_that_of_r (void)
{
  static const double p_values[] = {
    0.614146649471984, 0.727548381095912, 0.594898475377181, 0.840152318794224, 0.256640486348348,
    0.985370616325048, 0.0552345117869029, 0.00952448669663269, 0.283485786601182, 0.349711887213772,
    0.868923385813851, 0.0241440629761834, 0.00338489737936404, 0.214449630669369, 0.349711887213772,
    0.933034796596508, 0.20579942142863, 0.0694796864932781, 0.474538979404155, 0.475084166515423,
  };

  g_assert_cmpfloat (hw_false_discovery_limit (p_values, G_N_ELEMENTS (p_values), 0.2), ==, 0.0241440629761834);
  g_assert_cmpfloat (hw_false_discovery_limit (p_values, G_N_ELEMENTS (p_values), 0.1), ==, 0.00952448669663269);
  g_assert_cmpfloat (hw_false_discovery_limit (p_values, G_N_ELEMENTS (p_values), 0.05), <, 0.0);
}

/* The procedure steps up: what is too large for its own place counts when a larger one is small enough for its own. */
static void
test_limit_steps_up (void)
{
  static const double p_values[] = { 0.049, 0.04, 0.048 };

  g_assert_cmpfloat (hw_false_discovery_limit (p_values, 1, 0.05), ==, 0.049);
  g_assert_cmpfloat (hw_false_discovery_limit (p_values, 2, 0.05), ==, 0.049);
  g_assert_cmpfloat (hw_false_discovery_limit (p_values, 3, 0.05), ==, 0.049);
  g_assert_cmpfloat (hw_false_discovery_limit (p_values + 1, 2, 0.045), <, 0.0);
  g_assert_cmpfloat (hw_false_discovery_limit (NULL, 0, 0.05), <, 0.0);
}

/* Of tests that find nothing, at the rate of 5 % one in twenty tries finds something, not each of them. */
static void
test_limit_holds_its_rate (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  guint n_found = 0;

  for (guint round = 0; round < 400; round++)
    {
      double p_values[500];

      for (guint i = 0; i < G_N_ELEMENTS (p_values); i++)
        p_values[i] = g_rand_double (random);
      if (hw_false_discovery_limit (p_values, G_N_ELEMENTS (p_values), 0.05) >= 0.0)
        n_found++;
    }
  g_assert_cmpuint (n_found, >, 0);
  g_assert_cmpuint (n_found, <, 40);
}

/* -- places -- */

static void
scatter (GArray        *points,
         const HwPoint *middle,
         guint          n,
         double         east_m,
         double         width_m)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (n);
  HwLocalFrame frame;

  hw_local_frame_init (&frame, middle);
  for (guint i = 0; i < n; i++)
    {
      HwPoint point = hw_local_frame_to_point (&frame, east_m + width_m * (g_rand_double (random) - 0.5), width_m * (g_rand_double (random) - 0.5));

      g_array_append_val (points, point);
    }
}

static HwConcentrations *
look (GArray *points)
{
  return hw_concentrations_new ((const HwPoint *) (gconstpointer) points->data, points->len);
}

static GArray *
points_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (HwPoint));
}

static void
test_what_chance_gives_is_not_unusual (void)
{
  g_autoptr (GArray) points = points_new ();
  g_autoptr (HwConcentrations) found = NULL;

  scatter (points, &town, 2000, 0, 6000);
  found = look (points);
  g_assert_cmpuint (found->n_points, ==, 2000);
  g_assert_cmpuint (found->places->len, ==, 0);
  for (guint i = 0; i < found->n_columns * found->n_rows; i++)
    g_assert_cmpuint (found->steps[i], ==, 0);
}

static void
test_what_is_more_is_found (void)
{
  for (guint round = 0; round < 2; round++)
    {
      const HwPoint *middle = round == 0 ? &town : &far_east;
      g_autoptr (GArray) points = points_new ();
      g_autoptr (HwConcentrations) found = NULL;
      const HwConcentration *first, *second;
      HwLocalFrame frame;
      double x, y;

      scatter (points, middle, 500, 0, 6000);
      scatter (points, middle, 60, 1500, 100);
      scatter (points, middle, 30, -1500, 100);
      found = look (points);
      g_assert_cmpuint (found->places->len, ==, 2);
      first = &g_array_index (found->places, HwConcentration, 0);
      second = &g_array_index (found->places, HwConcentration, 1);
      g_assert_cmpfloat (first->z, >, second->z);
      g_assert_cmpuint (first->step, ==, HW_N_UNUSUAL_STEPS);
      g_assert_cmpuint (first->seen, >=, 60);
      g_assert_cmpuint (second->seen, >=, 30);
      g_assert_cmpuint (second->seen, <, 60);
      /* 590 points on nine cells of nine hundred and something */
      g_assert_cmpfloat (first->expected, >, 5.0);
      g_assert_cmpfloat (first->expected, <, 6.0);
      hw_local_frame_init (&frame, middle);
      hw_local_frame_to_xy (&frame, &first->middle, &x, &y);
      g_assert_cmpfloat (hypot (x - 1500, y), <, 450);
      hw_local_frame_to_xy (&frame, &second->middle, &x, &y);
      g_assert_cmpfloat (hypot (x + 1500, y), <, 450);
    }
}

static guint
find_step (const HwConcentrations *self,
           const HwPoint          *point)
{
  for (guint row = 0; row < self->n_rows; row++)
    for (guint column = 0; column < self->n_columns; column++)
      {
        HwBox box;

        hw_concentrations_get_box (self, column, row, 1, &box);
        if (hw_box_contains (&box, point))
          return hw_concentrations_get_step (self, (gint) column, (gint) row);
      }
  return 0;
}

static void
test_cells_are_where_the_points_are (void)
{
  g_autoptr (GArray) points = points_new ();
  g_autoptr (HwConcentrations) found = NULL;
  HwPoint elsewhere = { 51.51, -0.09 };

  scatter (points, &town, 500, 0, 6000);
  scatter (points, &town, 60, 0, 100);
  found = look (points);
  g_assert_cmpuint (find_step (found, &town), ==, HW_N_UNUSUAL_STEPS);
  g_assert_cmpuint (find_step (found, &elsewhere), ==, 0);
  g_assert_cmpuint (hw_concentrations_get_step (found, -1, 0), ==, 0);
  g_assert_cmpuint (hw_concentrations_get_step (found, 0, (gint) found->n_rows), ==, 0);
}

/* Where next to nothing lies, Gi* calls two reports unusual. Nobody else would. */
static void
test_a_handful_is_not_unusual (void)
{
  g_autoptr (GArray) points = points_new ();
  g_autoptr (HwConcentrations) few = NULL, five = NULL;

  scatter (points, &town, 20, 0, 20000);
  scatter (points, &town, 4, 200, 10);
  few = look (points);
  g_assert_cmpuint (few->places->len, ==, 0);
  scatter (points, &town, 1, 200, 10);
  five = look (points);
  g_assert_cmpuint (five->places->len, ==, 1);
  g_assert_cmpuint (g_array_index (five->places, HwConcentration, 0).seen, ==, 5);
}

/* A report with a mistyped place is left out; were the area as large as the way to it, all of the town would be unusual. */
static void
test_what_is_far_off_is_left_out_and_counted (void)
{
  g_autoptr (GArray) points = points_new ();
  g_autoptr (HwConcentrations) found = NULL;

  scatter (points, &town, 2000, 0, 6000);
  scatter (points, &far_east, 1, 0, 10);
  scatter (points, &town, 1, 60000, 10);
  found = look (points);
  g_assert_cmpuint (found->n_points, ==, 2000);
  g_assert_cmpuint (found->n_far, ==, 2);
  g_assert_cmpuint (found->places->len, ==, 0);
}

static void
test_nothing_is_nowhere (void)
{
  g_autoptr (GArray) points = points_new ();
  g_autoptr (HwConcentrations) none = look (points), one = NULL, same = NULL;

  g_assert_cmpuint (none->n_columns, ==, 0);
  g_assert_cmpuint (none->places->len, ==, 0);
  scatter (points, &town, 1, 0, 10);
  one = look (points);
  g_assert_cmpuint (one->n_columns * one->n_rows, ==, 1);
  g_assert_cmpuint (one->places->len, ==, 0);
  for (guint i = 0; i < 200; i++)
    g_array_append_val (points, town);
  same = look (points);
  g_assert_cmpuint (same->places->len, ==, 0);
}

/* The next report does not shift the cells of all others. */
static void
test_cells_stay_where_they_are (void)
{
  g_autoptr (GArray) points = points_new ();
  g_autoptr (HwConcentrations) before = NULL, after = NULL;

  scatter (points, &town, 300, 0, 4000);
  before = look (points);
  scatter (points, &town, 1, 2500, 10);
  after = look (points);
  g_assert_cmpfloat (remainder (after->west - before->west, before->side_m), ==, 0.0);
  g_assert_cmpfloat (remainder (after->south - before->south, before->side_m), ==, 0.0);
  g_assert_cmpfloat (after->frame.origin.latitude, ==, before->frame.origin.latitude);
  g_assert_cmpfloat (after->frame.origin.longitude, ==, before->frame.origin.longitude);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/false-discovery/limit-is-that-of-r", test_limit_is_that_of_r);
  g_test_add_func ("/false-discovery/limit-steps-up", test_limit_steps_up);
  g_test_add_func ("/false-discovery/limit-holds-its-rate", test_limit_holds_its_rate);
  g_test_add_func ("/concentrations/what-chance-gives-is-not-unusual", test_what_chance_gives_is_not_unusual);
  g_test_add_func ("/concentrations/what-is-more-is-found", test_what_is_more_is_found);
  g_test_add_func ("/concentrations/cells-are-where-the-points-are", test_cells_are_where_the_points_are);
  g_test_add_func ("/concentrations/a-handful-is-not-unusual", test_a_handful_is_not_unusual);
  g_test_add_func ("/concentrations/what-is-far-off-is-left-out-and-counted", test_what_is_far_off_is_left_out_and_counted);
  g_test_add_func ("/concentrations/nothing-is-nowhere", test_nothing_is_nowhere);
  g_test_add_func ("/concentrations/cells-stay-where-they-are", test_cells_stay_where_they_are);
  return g_test_run ();
}
