/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <math.h>
#include <stdlib.h>
#include "hw-bench.h"
#include "hw-hot-spots.h"
#include "hw-point-index.h"

/* How long core takes for what the map and the panel ask of it, beside the
 * limits that are named for it. Ends with 1 if one is over. */

#define SECOND ((gint64) G_USEC_PER_SEC)
#define NOW (G_GINT64_CONSTANT (1795305600) * G_USEC_PER_SEC)
#define N_ROUNDS 11

static const HwBox world = { .west = -180, .south = -90, .east = 180, .north = 90 };

typedef struct
{
  HwPointIndex *index;
  GArray       *points;
  GTimeZone    *zone;
  HwPointFilter filter;
  guint         round;
} Bench;

/* What a window of 1280 x 800 shows of the city's middle at @zoom. */
static HwBox
get_window (double zoom)
{
  double width = 1280.0 / (256.0 * exp2 (zoom)), height = 800.0 / (256.0 * exp2 (zoom));
  double x = hw_mercator_x (-0.1), y = hw_mercator_y (51.5);

  return (HwBox) {
    .west = hw_mercator_longitude (MAX (x - width / 2, 0)), .east = hw_mercator_longitude (MIN (x + width / 2, 1)),
    .south = hw_mercator_latitude (MIN (y + height / 2, 1)), .north = hw_mercator_latitude (MAX (y - height / 2, 0)),
  };
}

static void
draw (HwPointIndex *index,
      double        zoom)
{
  HwBox window = get_window (zoom);

  g_array_unref (hw_point_index_get_clusters (index, &window, zoom));
}

/* A city of corners: half of what happens is at a few hundred places, the rest is anywhere. */
static GArray *
make_points (guint n_points)
{
  GArray *points = g_array_sized_new (FALSE, TRUE, sizeof (HwIndexPoint), n_points);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  for (guint i = 0; i < n_points; i++)
    {
      HwIndexPoint point = { .row = i + 1, .kind = (guint8) (i % 5 == 0 ? HW_KIND_CONTACT : HW_KIND_REPORT) };

      if (i % 2 == 0)
        {
          guint corner = (guint) g_rand_int_range (random, 0, 400);

          point.point.latitude = 51.4 + (corner * 7919 % 400) / 2000.0 + g_rand_double_range (random, -4e-4, 4e-4);
          point.point.longitude = -0.3 + (corner * 104729 % 400) / 1000.0 + g_rand_double_range (random, -6e-4, 6e-4);
        }
      else
        {
          point.point.latitude = g_rand_double_range (random, 51.3, 51.7);
          point.point.longitude = g_rand_double_range (random, -0.5, 0.3);
        }
      point.point = hw_point_round (&point.point);
      point.time = NOW - (gint64) (g_rand_double (random) * 730 * 86400) * SECOND;
      point.status = (guint8) g_rand_int_range (random, 0, HW_N_COUNTED_STATUSES);
      g_array_append_val (points, point);
    }
  return points;
}

static void
bench_init (Bench *bench,
            guint  n_points)
{
  bench->points = make_points (n_points);
  bench->index = hw_point_index_new ();
  bench->zone = g_time_zone_new_identifier ("Europe/London");
  bench->filter = HW_POINT_FILTER_ALL;
  bench->round = 0;
  hw_point_index_append (bench->index, (const HwIndexPoint *) bench->points->data, n_points);
  draw (bench->index, 12);
}

static void
bench_clear (Bench *bench)
{
  g_object_unref (bench->index);
  g_array_unref (bench->points);
  g_time_zone_unref (bench->zone);
}

/* Each round another filter, as the brush goes over the histogram: a day more each time. */
static void
change_filter (Bench *bench)
{
  bench->filter.since = NOW - (600 + (gint64) bench->round++) * 86400 * SECOND;
  hw_point_index_set_filter (bench->index, &bench->filter);
}

static void
change_filter_and_draw (gpointer data)
{
  Bench *bench = data;

  change_filter (bench);
  draw (bench->index, 12);
}

static void
change_filter_and_draw_close (gpointer data)
{
  Bench *bench = data;

  change_filter (bench);
  draw (bench->index, 16);
}

static void
prepare_filter (gpointer data)
{
  change_filter (data);
}

static void
draw_all_zooms (gpointer data)
{
  Bench *bench = data;

  for (int zoom = 16; zoom >= 0; zoom--)
    draw (bench->index, zoom);
}

static void
draw_again (gpointer data)
{
  draw (((Bench *) data)->index, 14);
}

static void
query_newest (gpointer data)
{
  g_array_unref (hw_point_index_query (((Bench *) data)->index, &world, 200));
}

static void
count_days (gpointer data)
{
  Bench *bench = data;
  guint32 first_day;

  g_array_unref (hw_point_index_count_days (bench->index, bench->zone, &first_day));
}

static void
put_one (gpointer data)
{
  Bench *bench = data;
  HwIndexPoint point = g_array_index (bench->points, HwIndexPoint, bench->round++ * 7919 % bench->points->len);

  point.status = HW_REPORT_SENT_OUT;
  hw_point_index_put (bench->index, &point);
  draw (bench->index, 12);
}

static void
load (gpointer data)
{
  Bench *bench = data;
  g_autoptr (HwPointIndex) index = hw_point_index_new ();

  hw_point_index_append (index, (const HwIndexPoint *) bench->points->data, bench->points->len);
  draw (index, 12);
}

static void
find_hot_spots (gpointer data)
{
  Bench *bench = data;
  HwHotSpotParams params;
  g_autoptr (GPtrArray) hot_spots = NULL;

  hw_hot_spot_params_init (&params, NOW);
  params.since = NOW - 730 * HW_DAY_US;
  params.weight = 40;
  hot_spots = hw_hot_spots_find ((const HwIndexPoint *) bench->points->data, bench->points->len, &params, bench->zone, NOW, NULL, NULL);
  g_assert_nonnull (hot_spots);
}

static gboolean
run_100_000 (void)
{
  gboolean is_within = TRUE;
  Bench bench;

  bench_init (&bench, 100000);
  is_within &= hw_bench_report ("100,000 points: filter change and clusters of zoom 12",
                                hw_bench_measure (N_ROUNDS, NULL, change_filter_and_draw, &bench), 5);
  is_within &= hw_bench_report ("100,000 points: filter change and clusters of zoom 16",
                                hw_bench_measure (N_ROUNDS, NULL, change_filter_and_draw_close, &bench), 5);
  is_within &= hw_bench_report ("100,000 points: clusters of zoom 14 once more, as when panning",
                                hw_bench_measure (N_ROUNDS, NULL, draw_again, &bench), 2);
  is_within &= hw_bench_report ("100,000 points: one report changed and drawn",
                                hw_bench_measure (N_ROUNDS, NULL, put_one, &bench), 5);
  is_within &= hw_bench_report ("100,000 points: days for the histogram",
                                hw_bench_measure (N_ROUNDS, NULL, count_days, &bench), 5);
  is_within &= hw_bench_report ("100,000 points: the newest 200",
                                hw_bench_measure (N_ROUNDS, NULL, query_newest, &bench), 5);
  is_within &= hw_bench_report ("100,000 points: hot-spots of two years, all in time",
                                hw_bench_measure (3, NULL, find_hot_spots, &bench), 1000);
  bench_clear (&bench);
  return is_within;
}

static gboolean
run_1_000_000 (void)
{
  gboolean is_within = TRUE;
  Bench bench;

  bench_init (&bench, 1000000);
  is_within &= hw_bench_report ("1,000,000 points: loaded, sorted and drawn",
                                hw_bench_measure (3, NULL, load, &bench), 600);
  is_within &= hw_bench_report ("1,000,000 points: whole pyramid, zoom 16 to 0, and drawn",
                                hw_bench_measure (5, prepare_filter, draw_all_zooms, &bench), 150);
  is_within &= hw_bench_report ("1,000,000 points: filter change and clusters of zoom 12",
                                hw_bench_measure (N_ROUNDS, NULL, change_filter_and_draw, &bench), 50);
  is_within &= hw_bench_report ("1,000,000 points: clusters of zoom 14 once more, as when panning",
                                hw_bench_measure (N_ROUNDS, NULL, draw_again, &bench), 5);
  is_within &= hw_bench_report ("1,000,000 points: days for the histogram",
                                hw_bench_measure (N_ROUNDS, NULL, count_days, &bench), 50);
  bench_clear (&bench);
  return is_within;
}

int
main (void)
{
  gboolean is_within = run_100_000 ();

  is_within &= run_1_000_000 ();
  return is_within ? EXIT_SUCCESS : EXIT_FAILURE;
}
