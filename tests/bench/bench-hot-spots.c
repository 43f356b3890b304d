/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include "hw-bench.h"
#include "hw-bench-city.h"
#include "hw-dbscan.h"

/* How long it takes to find what lies close together, as a line of JSON for bench-hot-spots.py, which runs the peers on the
 * same points: "bench-hot-spots city|dense [SEED|FILE.csv [POINTS]]" writes them to the file POINTS as doubles, x, y and z in
 * metres from the middle of the earth. */

#define RADIUS_M 50.0
#define WEIGHT   5.0
#define N_ROUNDS 5
#define N_POINTS 1000000

typedef struct
{
  HwPoint *places;
  double  *weights;
  guint32  n_points, n_clusters, n_noise;
} Scan;

static void
run_dbscan (gpointer data)
{
  Scan *scan = data;
  g_autofree guint32 *labels = hw_dbscan (scan->places, scan->weights, scan->n_points, RADIUS_M, WEIGHT, &scan->n_clusters, NULL, NULL);

  scan->n_noise = 0;
  for (guint32 i = 0; i < scan->n_points; i++)
    scan->n_noise += labels[i] == HW_DBSCAN_NOISE;
}

static void
write_points (const Scan *scan,
              const char *path)
{
  FILE *file = fopen (path, "wb");

  g_assert_nonnull (file);
  for (guint32 i = 0; i < scan->n_points; i++)
    {
      double latitude = scan->places[i].latitude * G_PI / 180.0, longitude = scan->places[i].longitude * G_PI / 180.0;
      double at[3] = { HW_EARTH_RADIUS_M * cos (latitude) * cos (longitude), HW_EARTH_RADIUS_M * cos (latitude) * sin (longitude),
                       HW_EARTH_RADIUS_M * sin (latitude) };

      fwrite (at, sizeof at, 1, file);
    }
  fclose (file);
}

static glong
get_memory_kib (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

int
main (int   argc,
      char *argv[])
{
  gboolean dense = argc > 1 && g_str_equal (argv[1], "dense");
  char *city_args[] = { argv[0], argc > 2 ? argv[2] : NULL, NULL };
  g_autoptr (HwBenchCity) city = hw_bench_city_from_args (argc > 2 ? 2 : 1, city_args, N_POINTS, dense ? HW_BENCH_CITY_DENSE_SPOTS : HW_BENCH_CITY_SPOTS);
  Scan scan = { .n_points = city->points->len };
  glong before;
  double ms;

  scan.places = g_new (HwPoint, scan.n_points);
  scan.weights = g_new (double, scan.n_points);
  for (guint32 i = 0; i < scan.n_points; i++)
    {
      scan.places[i] = g_array_index (city->points, HwIndexPoint, i).point;
      scan.weights[i] = 1.0;
    }
  if (argc > 3)
    write_points (&scan, argv[3]);
  before = get_memory_kib ();
  ms = hw_bench_measure (N_ROUNDS, NULL, run_dbscan, &scan);
  g_print ("{\"work\":\"dbscan%s\",\"ours_ms\":%.1f,\"ours_kib\":%ld,\"clusters\":%u,\"noise\":%u,\"n\":%u}\n", dense ? " dense" : "",
           ms, get_memory_kib () - before, scan.n_clusters, scan.n_noise, scan.n_points);
  g_free (scan.places);
  g_free (scan.weights);
  return 0;
}
