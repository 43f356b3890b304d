/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-morton.h"
#include "made-up-town.h"

/* What is drawn of many points, and the curve along which they are kept. */

static void
test_clusters_hold_every_point_once (void)
{
  g_autoptr (GArray) points = make_town (5000, 8);
  g_autoptr (HwPointIndex) index = make_index (points);
  const HwPointFilter filters[] = {
    HW_POINT_FILTER_ALL, { NOW - 28 * 86400 * SECOND, NOW, ~0u, ~0u, 0 }, { G_MININT64, G_MAXINT64, 1 << HW_REPORT_NEW, 1 << HW_KIND_REPORT, 0 },
    { 0, 0, 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    for (double zoom = -1; zoom < 24; zoom += 0.75)
      {
        g_autoptr (GArray) clusters = NULL;

        hw_point_index_set_filter (index, &filters[i]);
        clusters = hw_point_index_get_clusters (index, &world, zoom);
        g_assert_cmpuint (count_in_clusters (clusters), ==, count_passing (points, &filters[i], &world));
      }
}

static void
test_clusters_do_not_depend_on_the_order_of_zooms (void)
{
  g_autoptr (GArray) points = make_town (3000, 9);
  g_autoptr (HwPointIndex) up = make_index (points), down = make_index (points);

  for (int zoom = 0; zoom <= 18; zoom++)
    g_array_unref (hw_point_index_get_clusters (up, &world, zoom));
  for (int zoom = 18; zoom >= 0; zoom--)
    g_array_unref (hw_point_index_get_clusters (down, &world, zoom));
  assert_same_drawing (up, down);
}

static void
test_panning_changes_no_cluster (void)
{
  g_autoptr (GArray) points = make_town (5000, 10);
  g_autoptr (HwPointIndex) index = make_index (points);
  g_autoptr (GRand) random = g_rand_new_with_seed (11);

  for (int zoom = 8; zoom <= 18; zoom++)
    {
      g_autoptr (GArray) whole = hw_point_index_get_clusters (index, &world, zoom);

      for (guint round = 0; round < 20; round++)
        {
          double west = g_rand_double_range (random, -0.11, 0.1), south = g_rand_double_range (random, 51.49, 51.6);
          HwBox box = { west, south, west + 0.05, south + 0.03 };
          g_autoptr (GArray) part = hw_point_index_get_clusters (index, &box, zoom);
          guint n = 0;

          for (guint i = 0; i < whole->len; i++)
            {
              const HwCluster *cluster = &g_array_index (whole, HwCluster, i);
              HwPoint centre = { hw_mercator_latitude (cluster->y), hw_mercator_longitude (cluster->x) };

              if (!hw_box_contains (&box, &centre))
                continue;
              g_assert_cmpuint (n, <, part->len);
              g_assert_cmpmem (cluster, sizeof *cluster, &g_array_index (part, HwCluster, n), sizeof *cluster);
              n++;
            }
          g_assert_cmpuint (n, ==, part->len);
        }
    }
}

static void
test_neighbours_across_a_cell_border_are_one (void)
{
  /* 2 px apart at zoom 10, on both sides of the prime meridian, where cells of every zoom end */
  double step = 360.0 / 1024 / 256;
  const HwIndexPoint points[] = { { 1, 0, { 51.5, -step } }, { 2, 0, { 51.5, step } } };
  g_autoptr (HwPointIndex) index = hw_point_index_new ();
  g_autoptr (GArray) far = NULL;
  g_autoptr (GArray) close = NULL;
  g_autoptr (GArray) members = NULL;

  hw_point_index_append (index, points, G_N_ELEMENTS (points));
  close = hw_point_index_get_clusters (index, &world, 17);
  g_assert_cmpuint (close->len, ==, 2);
  far = hw_point_index_get_clusters (index, &world, 10);
  g_assert_cmpuint (far->len, ==, 1);
  g_assert_cmpfloat_with_epsilon (g_array_index (far, HwCluster, 0).x, 0.5, 1e-9);
  members = hw_point_index_get_members (index, &g_array_index (far, HwCluster, 0), 10, 10);
  g_assert_cmpuint (members->len, ==, 2);
}

static void
test_from_zoom_17_only_the_same_place_is_one (void)
{
  const HwIndexPoint points[] = {
    { 1, 3 * SECOND, { 51.5, -0.1 } }, { 2, 1 * SECOND, { 51.5, -0.1 } }, { 3, 2 * SECOND, { 51.5, -0.099999 } },
  };
  g_autoptr (HwPointIndex) index = hw_point_index_new ();
  g_autoptr (GArray) at_16 = NULL;
  g_autoptr (GArray) at_17 = NULL;

  hw_point_index_append (index, points, G_N_ELEMENTS (points));
  at_16 = hw_point_index_get_clusters (index, &world, 16.99);
  g_assert_cmpuint (at_16->len, ==, 1);
  at_17 = hw_point_index_get_clusters (index, &world, 17);
  g_assert_cmpuint (at_17->len, ==, 2);
  for (guint i = 0; i < at_17->len; i++)
    {
      const HwCluster *cluster = &g_array_index (at_17, HwCluster, i);
      g_autoptr (GArray) members = hw_point_index_get_members (index, cluster, 17, 10);

      g_assert_cmpuint (members->len, ==, cluster->count);
      if (cluster->count == 2)
        g_assert_cmpint (g_array_index (members, HwIndexPoint, 0).row, ==, 1);
      else
        g_assert_cmpint (cluster->row, ==, 3);
    }
}

static void
test_members_are_what_the_cluster_counts (void)
{
  g_autoptr (GArray) points = make_town (3000, 12);
  g_autoptr (HwPointIndex) index = make_index (points);
  HwPointFilter filter = { NOW - 365 * 86400 * SECOND, NOW, ~0u, ~0u, 0 };

  hw_point_index_set_filter (index, &filter);
  for (int zoom = 0; zoom <= 18; zoom += 2)
    {
      g_autoptr (GArray) clusters = hw_point_index_get_clusters (index, &world, zoom);

      for (guint i = 0; i < clusters->len; i++)
        {
          const HwCluster *cluster = &g_array_index (clusters, HwCluster, i);
          g_autoptr (GArray) members = hw_point_index_get_members (index, cluster, zoom, G_MAXUINT);
          g_autoptr (GArray) one = hw_point_index_get_members (index, cluster, zoom, 1);
          guint contacts = 0;

          g_assert_cmpuint (members->len, ==, cluster->count);
          g_assert_cmpuint (one->len, ==, 1);
          for (guint n = 0; n < members->len; n++)
            {
              g_assert_true (passes (&g_array_index (members, HwIndexPoint, n), &filter));
              contacts += g_array_index (members, HwIndexPoint, n).kind == HW_KIND_CONTACT;
            }
          g_assert_cmpuint (contacts, ==, cluster->contacts);
        }
    }
}

static void
test_members_of_what_is_gone_are_none (void)
{
  g_autoptr (HwPointIndex) index = hw_point_index_new ();
  HwCluster cluster = { .row = 77, .kind = HW_KIND_REPORT, .count = 3 };
  g_autoptr (GArray) members = hw_point_index_get_members (index, &cluster, 12, 10);

  g_assert_cmpuint (members->len, ==, 0);
}

/* -- the curve -- */

static void
test_keys_split_into_what_they_were_made_of (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (15);

  for (guint i = 0; i < 1000; i++)
    {
      guint32 x = g_rand_int (random), y = g_rand_int (random), back_x, back_y;

      hw_morton_split (hw_morton_key (x, y), &back_x, &back_y);
      g_assert_cmpuint (back_x, ==, x);
      g_assert_cmpuint (back_y, ==, y);
    }
}

static void
test_a_cover_holds_its_box (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (16);

  for (guint round = 0; round < 200; round++)
    {
      guint bits = (guint) g_rand_int_range (random, 0, 32);
      guint32 x0 = g_rand_int (random), y0 = g_rand_int (random);
      guint32 width = g_rand_int (random) >> bits, height = g_rand_int (random) >> bits;
      guint32 x1 = x0 + MIN (width, G_MAXUINT32 - x0), y1 = y0 + MIN (height, G_MAXUINT32 - y0);
      g_autoptr (GArray) ranges = hw_morton_cover (x0, y0, x1, y1);

      g_assert_cmpuint (ranges->len, <, 200);
      for (guint i = 0; i < 100; i++)
        {
          guint32 x = (guint32) (x0 + g_rand_double (random) * (x1 - x0)), y = (guint32) (y0 + g_rand_double (random) * (y1 - y0));
          guint64 key = hw_morton_key (x, y);
          guint n = 0;

          for (guint r = 0; r < ranges->len; r++)
            n += key >= g_array_index (ranges, HwMortonRange, r).first && key <= g_array_index (ranges, HwMortonRange, r).last;
          g_assert_cmpuint (n, ==, 1);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/point-index/clusters/hold-every-point-once", test_clusters_hold_every_point_once);
  g_test_add_func ("/point-index/clusters/do-not-depend-on-the-order-of-zooms", test_clusters_do_not_depend_on_the_order_of_zooms);
  g_test_add_func ("/point-index/clusters/panning-changes-none", test_panning_changes_no_cluster);
  g_test_add_func ("/point-index/clusters/neighbours-across-a-border-are-one", test_neighbours_across_a_cell_border_are_one);
  g_test_add_func ("/point-index/clusters/from-zoom-17-only-the-same-place-is-one", test_from_zoom_17_only_the_same_place_is_one);
  g_test_add_func ("/point-index/members/are-what-the-cluster-counts", test_members_are_what_the_cluster_counts);
  g_test_add_func ("/point-index/members/of-what-is-gone-are-none", test_members_of_what_is_gone_are_none);
  g_test_add_func ("/point-index/curve/keys-split-again", test_keys_split_into_what_they_were_made_of);
  g_test_add_func ("/point-index/curve/a-cover-holds-its-box", test_a_cover_holds_its_box);
  return g_test_run ();
}
