/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <math.h>
#include "hw-area-index.h"

typedef HwPoint Corner;

static void
add_ring (GPtrArray    *rings,
          const Corner *corners,
          guint         n_corners)
{
  GArray *ring = g_array_new (FALSE, FALSE, sizeof (HwPoint));

  g_array_append_vals (ring, corners, n_corners);
  g_ptr_array_add (rings, ring);
}

static GPtrArray *
new_rings (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
}

static guint
add_box (HwAreaIndex *index,
         double       west,
         double       south,
         double       east,
         double       north)
{
  const Corner corners[] = { { south, west }, { south, east }, { north, east }, { north, west } };
  g_autoptr (GPtrArray) rings = new_rings ();

  add_ring (rings, corners, G_N_ELEMENTS (corners));
  return hw_area_index_add (index, rings);
}

static void
test_hole_is_outside (void)
{
  const Corner outer[] = { { 0, 0 }, { 0, 10 }, { 10, 10 }, { 10, 0 } }, hole[] = { { 4, 4 }, { 4, 6 }, { 6, 6 }, { 6, 4 } };
  g_autoptr (HwAreaIndex) index = hw_area_index_new ();
  g_autoptr (GPtrArray) rings = new_rings ();
  guint found = 99;

  add_ring (rings, outer, 4);
  add_ring (rings, hole, 4);
  g_assert_cmpuint (hw_area_index_add (index, rings), ==, 0);

  g_assert_true (hw_area_index_contains (index, 0, &(HwPoint) { 1, 1 }));
  g_assert_false (hw_area_index_contains (index, 0, &(HwPoint) { 5, 5 }));
  g_assert_false (hw_area_index_contains (index, 0, &(HwPoint) { 5, 11 }));
  g_assert_cmpuint (hw_area_index_find (index, &(HwPoint) { 5, 5 }, &found, 1), ==, 0);
  g_assert_cmpuint (hw_area_index_find (index, &(HwPoint) { 5, 7 }, &found, 1), ==, 1);
  g_assert_cmpuint (found, ==, 0);
}

static void
test_overlapping_areas_are_all_told (void)
{
  g_autoptr (HwAreaIndex) index = hw_area_index_new ();
  guint found[4];

  add_box (index, 0, 0, 10, 10);
  add_box (index, 20, 0, 30, 10);
  add_box (index, 5, 5, 15, 15);
  g_assert_cmpuint (hw_area_index_get_size (index), ==, 3);
  g_assert_cmpuint (hw_area_index_find (index, &(HwPoint) { 7, 7 }, found, 4), ==, 2);
  g_assert_cmpuint (found[0], ==, 0);
  g_assert_cmpuint (found[1], ==, 2);
  g_assert_cmpuint (hw_area_index_find (index, &(HwPoint) { 7, 7 }, found, 1), ==, 1);
  /* One added after the first question counts as well. */
  g_assert_cmpuint (hw_area_index_find (index, &(HwPoint) { 50, 50 }, found, 4), ==, 0);
  add_box (index, 40, 40, 60, 60);
  g_assert_cmpuint (hw_area_index_find (index, &(HwPoint) { 50, 50 }, found, 4), ==, 1);
  g_assert_cmpuint (found[0], ==, 3);
}

static void
test_empty_and_flat_areas_hold_nothing (void)
{
  const Corner line[] = { { 1, 0 }, { 1, 5 }, { 1, 9 } };
  g_autoptr (HwAreaIndex) index = hw_area_index_new ();
  g_autoptr (GPtrArray) none = new_rings (), flat = new_rings ();
  guint found;

  g_assert_cmpuint (hw_area_index_find (index, &(HwPoint) { 1, 3 }, &found, 1), ==, 0);
  hw_area_index_add (index, none);
  add_ring (flat, line, 3);
  hw_area_index_add (index, flat);
  g_assert_cmpuint (hw_area_index_find (index, &(HwPoint) { 1, 3 }, &found, 1), ==, 0);
  g_assert_false (hw_area_index_contains (index, 1, &(HwPoint) { 1, 3 }));
  add_box (index, 0, 0, 9, 9);
  g_assert_cmpuint (hw_area_index_find (index, &(HwPoint) { 1, 3 }, &found, 1), ==, 1);
  g_assert_cmpuint (found, ==, 2);
}

/* A town cut into areas along crooked lines; points also on corners and on the lines themselves. */
static void
test_a_shared_line_is_counted_once (void)
{
  enum { N = 12 };
  g_autoptr (HwAreaIndex) index = hw_area_index_new ();
  g_autoptr (GRand) random = g_rand_new_with_seed (4);
  Corner grid[N + 1][N + 1];

  for (guint i = 0; i <= N; i++)
    for (guint j = 0; j <= N; j++)
      grid[i][j] = (Corner) { 50 + i + (i % N == 0 ? 0 : g_rand_double_range (random, -0.3, 0.3)), j + (j % N == 0 ? 0 : g_rand_double_range (random, -0.3, 0.3)) };
  for (guint i = 0; i < N; i++)
    for (guint j = 0; j < N; j++)
      {
        const Corner corners[] = { grid[i][j], grid[i][j + 1], grid[i + 1][j + 1], grid[i + 1][j] };
        g_autoptr (GPtrArray) rings = new_rings ();

        add_ring (rings, corners, 4);
        hw_area_index_add (index, rings);
      }
  for (guint n = 0; n < 20000; n++)
    {
      const Corner *a = &grid[g_rand_int_range (random, 1, N)][g_rand_int_range (random, 1, N)], *b = a + 1;
      double part = n % 3 == 0 ? 0 : g_rand_double (random);
      HwPoint point = { a->latitude + part * (b->latitude - a->latitude), a->longitude + part * (b->longitude - a->longitude) };
      guint found[4];

      g_assert_cmpuint (hw_area_index_find (index, &point, found, 4), ==, 1);
    }
}

/* The text-book version: every edge of every ring. */
static gboolean
is_inside (GPtrArray     *rings,
           const HwPoint *point)
{
  gboolean inside = FALSE;

  for (guint i = 0; i < rings->len; i++)
    {
      GArray *ring = rings->pdata[i];

      for (guint j = 0; j < ring->len; j++)
        {
          const HwPoint *a = &g_array_index (ring, HwPoint, j), *b = &g_array_index (ring, HwPoint, (j + 1) % ring->len);

          if ((a->latitude > point->latitude) != (b->latitude > point->latitude)
              && point->longitude > (b->longitude - a->longitude) * (point->latitude - a->latitude) / (b->latitude - a->latitude) + a->longitude)
            inside = !inside;
        }
    }
  return inside;
}

static GPtrArray *
make_star (GRand *random,
           guint  n_corners)
{
  GArray *ring = g_array_new (FALSE, FALSE, sizeof (HwPoint));
  GPtrArray *rings = new_rings ();
  double latitude = g_rand_double_range (random, -70, 70), longitude = g_rand_double_range (random, -150, 150);

  for (guint i = 0; i < n_corners; i++)
    {
      double angle = 2 * G_PI * i / n_corners, radius = g_rand_double_range (random, 0.01, 12);
      HwPoint corner = { latitude + radius * sin (angle), longitude + radius * cos (angle) };

      g_array_append_val (ring, corner);
    }
  g_ptr_array_add (rings, ring);
  return rings;
}

static void
test_agrees_with_every_edge_of_every_ring (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (2026);

  for (guint round = 0; round < 40; round++)
    {
      g_autoptr (HwAreaIndex) index = hw_area_index_new ();
      g_autoptr (GPtrArray) areas = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

      for (guint i = 0; i < 12; i++)
        {
          g_ptr_array_add (areas, make_star (random, (guint) g_rand_int_range (random, 3, i == 0 ? 3000 : 60)));
          hw_area_index_add (index, areas->pdata[i]);
        }
      for (guint n = 0; n < 500; n++)
        {
          HwPoint point = { g_rand_double_range (random, -85, 85), g_rand_double_range (random, -180, 180) };
          guint found[12], n_found = hw_area_index_find (index, &point, found, 12), at = 0;

          for (guint i = 0; i < 12; i++)
            if (is_inside (areas->pdata[i], &point))
              g_assert_cmpuint (found[at++], ==, i);
          g_assert_cmpuint (at, ==, n_found);
        }
    }
}

/* Each line goes from the south to the north, so that it would stand in every band. */
static void
test_a_comb_stays_small (void)
{
  enum { N = 200000 };
  g_autoptr (HwAreaIndex) index = hw_area_index_new ();
  g_autoptr (GPtrArray) rings = new_rings ();
  GArray *ring = g_array_new (FALSE, FALSE, sizeof (HwPoint));

  for (guint i = 0; i < N; i++)
    {
      HwPoint point = { i % 2 == 0 ? -80 : 80, -170 + 340.0 * i / N };

      g_array_append_val (ring, point);
    }
  g_ptr_array_add (rings, ring);
  hw_area_index_add (index, rings);
  g_assert_true (hw_area_index_contains (index, 0, &(HwPoint) { 79.9, -170 + 340.0 * 1001 / N }));
  g_assert_false (hw_area_index_contains (index, 0, &(HwPoint) { 79.9, -170 + 340.0 * 1000 / N }));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/area-index/a-hole-is-outside", test_hole_is_outside);
  g_test_add_func ("/area-index/overlapping-areas-are-all-told", test_overlapping_areas_are_all_told);
  g_test_add_func ("/area-index/empty-and-flat-areas-hold-nothing", test_empty_and_flat_areas_hold_nothing);
  g_test_add_func ("/area-index/a-shared-line-is-counted-once", test_a_shared_line_is_counted_once);
  g_test_add_func ("/area-index/agrees-with-every-edge-of-every-ring", test_agrees_with_every_edge_of_every_ring);
  g_test_add_func ("/area-index/a-comb-of-lines-stays-small", test_a_comb_stays_small);
  return g_test_run ();
}
