/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-coarse-map.h"

#define DAY ((gint64) 86400 * G_USEC_PER_SEC)
#define NOW (G_GINT64_CONSTANT (1795305600) * G_USEC_PER_SEC)   /* 2026-11-22 00:00 UTC */
#define OLD 40

static const HwPoint here = { 51.5155, -0.1 };

static void
add (GArray      *points,
     HwPointKind  kind,
     double       days_ago,
     guint        people)
{
  HwIndexPoint point = { .row = points->len + 1, .time = NOW - (gint64) (days_ago * DAY), .point = here, .kind = (guint8) kind, .people = (guint16) people };

  g_array_append_val (points, point);
}

static GArray *
new_points (void)
{
  return g_array_new (FALSE, FALSE, sizeof (HwIndexPoint));
}

static GArray *
draw (GArray *points)
{
  const HwCoarseRules rules = HW_COARSE_RULES_INIT;
  g_autoptr (GError) error = NULL;
  GArray *cells = hw_coarse_map_new ((const HwIndexPoint *) points->data, points->len, &rules, NULL, NOW, &error);

  g_assert_no_error (error);
  return cells;
}

static guint
count_cells (GArray *points)
{
  g_autoptr (GArray) cells = draw (points);

  return cells->len;
}

static void
test_five_people (void)
{
  g_autoptr (GArray) points = new_points ();

  for (guint i = 0; i < 3; i++)
    add (points, HW_KIND_REPORT, OLD + i, 4);
  g_assert_cmpuint (count_cells (points), ==, 0);
  add (points, HW_KIND_REPORT, OLD, 5);
  g_assert_cmpuint (count_cells (points), ==, 1);
}

static void
test_three_nights (void)
{
  g_autoptr (GArray) points = new_points ();

  add (points, HW_KIND_REPORT, OLD, 9);
  add (points, HW_KIND_REPORT, OLD + 1, 9);
  /* After midnight of the same night. */
  add (points, HW_KIND_REPORT, OLD - 0.1, 9);
  g_assert_cmpuint (count_cells (points), ==, 0);
  add (points, HW_KIND_REPORT, OLD + 2, 1);
  g_assert_cmpuint (count_cells (points), ==, 1);
}

static void
test_thirty_days (void)
{
  g_autoptr (GArray) points = new_points ();

  for (guint i = 0; i < 3; i++)
    add (points, HW_KIND_REPORT, 27.9 + i, 9);
  g_assert_cmpuint (count_cells (points), ==, 0);
  for (guint i = 0; i < 3; i++)
    add (points, HW_KIND_REPORT, 30 + i, 9);
  g_assert_cmpuint (count_cells (points), ==, 1);
}

static void
test_one_person_on_many_nights (void)
{
  g_autoptr (GArray) points = new_points ();

  /* Two callers who saw the same two people are two people; those whom the team met one by one are added up. */
  for (guint i = 0; i < 100; i++)
    {
      add (points, HW_KIND_REPORT, OLD + i, 2);
      add (points, HW_KIND_REPORT, OLD + i, 2);
      add (points, HW_KIND_REPORT, OLD + i, 2);
    }
  g_assert_cmpuint (count_cells (points), ==, 0);
  for (guint i = 0; i < 5; i++)
    add (points, HW_KIND_CONTACT, OLD, 1);
  g_assert_cmpuint (count_cells (points), ==, 1);
}

static void
test_numbers_are_rounded (void)
{
  static const struct { guint people, shown; } cases[] = { { 5, 5 }, { 7, 5 }, { 8, 10 }, { 12, 10 }, { 13, 15 }, { 1000, 1000 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) points = new_points (), cells = NULL;

      for (guint night = 0; night < 3; night++)
        add (points, HW_KIND_REPORT, OLD + night, cases[i].people);
      cells = draw (points);
      g_assert_cmpuint (g_array_index (cells, HwCoarseCell, 0).people, ==, cases[i].shown);
    }
}

static void
test_refuses_finer (void)
{
  const HwCoarseRules wrong[] = { { 999, 5, 3, 30 }, { 1000, 4, 3, 30 }, { 1000, 5, 2, 30 }, { 1000, 5, 3, 29 }, { 0, 5, 3, 30 }, { -1000, 5, 3, 30 },
                                  { 0.0 / 0.0, 5, 3, 30 }, { 1.0 / 0.0, 5, 3, 30 }, { 0 } };
  const HwCoarseRules right[] = { HW_COARSE_RULES_INIT, { 2000, 10, 7, 365 } };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (hw_coarse_map_new (NULL, 0, &wrong[i], NULL, NOW, &error));
      g_assert_error (error, HW_COARSE_ERROR, HW_COARSE_ERROR_TOO_FINE);
    }
  for (guint i = 0; i < G_N_ELEMENTS (right); i++)
    g_assert_true (hw_coarse_rules_check (&right[i], NULL));
}

/* Everywhere on the earth: a cell holds the point that it is of, is nowhere narrower than asked for, and its own middle is in it. */
static void
test_cells_are_fixed (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (79);

  for (guint i = 0; i < 20000; i++)
    {
      HwPoint point = { g_rand_double_range (random, -89.9, 89.9), g_rand_double_range (random, -180, 180) }, middle;
      double cell_m = g_rand_double_range (random, 1000, 20000);
      HwBox box = hw_coarse_cell_box (&point, cell_m), again;
      HwPoint west_south = { box.south, box.west }, east_south = { box.south, box.east }, west_north = { box.north, box.west }, east_north = { box.north, box.east };

      g_assert_true (hw_box_contains (&box, &point));
      g_assert_cmpfloat (box.north - box.south, >, 0);
      middle = (HwPoint) { (box.south + box.north) / 2, (box.west + box.east) / 2 };
      again = hw_coarse_cell_box (&middle, cell_m);
      g_assert_cmpfloat (again.west, ==, box.west);
      g_assert_cmpfloat (again.south, ==, box.south);
      /* Near a pole the straight way is much shorter than the one along the parallel. */
      if (box.north < 75 && box.south > -75)
        {
          g_assert_cmpfloat (hw_point_distance (&west_south, &west_north), >=, cell_m * 0.999);
          g_assert_cmpfloat (MIN (hw_point_distance (&west_south, &east_south), hw_point_distance (&west_north, &east_north)), >=, cell_m * 0.99);
        }
    }
}

static void
test_nothing_for_nobody (void)
{
  g_autoptr (GArray) points = new_points ();

  g_assert_cmpuint (count_cells (points), ==, 0);
  for (guint i = 0; i < 9; i++)
    add (points, HW_KIND_REPORT, OLD + i, 0);
  g_assert_cmpuint (count_cells (points), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/coarse-map/a-cell-has-at-least-five-people", test_five_people);
  g_test_add_func ("/coarse-map/a-cell-has-at-least-three-nights", test_three_nights);
  g_test_add_func ("/coarse-map/nothing-is-younger-than-thirty-days", test_thirty_days);
  g_test_add_func ("/coarse-map/one-person-on-many-nights-is-one", test_one_person_on_many_nights);
  g_test_add_func ("/coarse-map/numbers-are-rounded-to-five", test_numbers_are_rounded);
  g_test_add_func ("/coarse-map/refuses-anything-finer", test_refuses_finer);
  g_test_add_func ("/coarse-map/cells-do-not-follow-the-data", test_cells_are_fixed);
  g_test_add_func ("/coarse-map/nobody-is-no-cell", test_nothing_for_nobody);
  return g_test_run ();
}
