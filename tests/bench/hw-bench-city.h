/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "hw-point-index.h"

G_BEGIN_DECLS

/* The made-up city of the benchmarks, from a seed: 40 km across, 70 % of what happens in Gaussian hot-spots of sigma
 * 10 to 80 m, 30 % anywhere, over two years; or a file of "id,lat,lon,time,note" instead. */

#define HW_BENCH_CITY_SIDE_M    40000.0
#define HW_BENCH_CITY_N_SPOTS   4000
#define HW_BENCH_DENSE_N_SPOTS  400
#define HW_BENCH_CITY_DAYS      730
#define HW_BENCH_CITY_NOW       (G_GINT64_CONSTANT (1795305600) * G_USEC_PER_SEC)

/* Box and Muller. */
static inline double
hw_bench_city_gauss (GRand *random)
{
  return sqrt (-2.0 * log (1.0 - g_rand_double (random))) * cos (2.0 * G_PI * g_rand_double (random));
}

/* (transfer full) (element-type HwIndexPoint) */
static inline GArray *
hw_bench_city_new (guint   n_points,
                   guint   n_spots,
                   guint32 seed)
{
  GArray *points = g_array_sized_new (FALSE, TRUE, sizeof (HwIndexPoint), n_points);
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autofree double *spots = g_new (double, 3 * n_spots);
  const HwPoint middle = { 51.5, -0.1 };
  HwLocalFrame frame;

  hw_local_frame_init (&frame, &middle);
  for (guint i = 0; i < n_spots; i++)
    {
      spots[3 * i] = g_rand_double_range (random, -0.5, 0.5) * HW_BENCH_CITY_SIDE_M;
      spots[3 * i + 1] = g_rand_double_range (random, -0.5, 0.5) * HW_BENCH_CITY_SIDE_M;
      spots[3 * i + 2] = g_rand_double_range (random, 10.0, 80.0);
    }
  for (guint i = 0; i < n_points; i++)
    {
      HwIndexPoint point = { .row = i + 1, .people = 1, .kind = (guint8) (i % 5 == 0 ? HW_KIND_CONTACT : HW_KIND_REPORT) };
      double x = g_rand_double_range (random, -0.5, 0.5) * HW_BENCH_CITY_SIDE_M;
      double y = g_rand_double_range (random, -0.5, 0.5) * HW_BENCH_CITY_SIDE_M;

      if (g_rand_double (random) < 0.7)
        {
          const double *spot = &spots[3 * g_rand_int_range (random, 0, (gint32) n_spots)];

          x = spot[0] + spot[2] * hw_bench_city_gauss (random);
          y = spot[1] + spot[2] * hw_bench_city_gauss (random);
        }
      point.point = hw_local_frame_to_point (&frame, x, y);
      point.point = hw_point_round (&point.point);
      point.time = HW_BENCH_CITY_NOW - (gint64) (g_rand_double (random) * HW_BENCH_CITY_DAYS * 86400) * G_USEC_PER_SEC;
      point.status = (guint8) g_rand_int_range (random, 0, HW_N_REPORT_STATUSES);
      g_array_append_val (points, point);
    }
  return points;
}

/* (transfer full) (element-type HwIndexPoint): of a file of "id,lat,lon,time,note"; the time is ISO 8601. */
static inline GArray *
hw_bench_city_read (const char *path)
{
  GArray *points = g_array_new (FALSE, TRUE, sizeof (HwIndexPoint));
  FILE *file = fopen (path, "r");
  char line[4096];

  if (file == NULL)
    g_error ("%s cannot be read", path);
  while (fgets (line, sizeof line, file) != NULL)
    {
      HwIndexPoint point = { .row = points->len + 1, .people = 1 };
      g_auto (GStrv) cells = g_strsplit (line, ",", 5);
      g_autoptr (GDateTime) time = g_strv_length (cells) >= 4 ? g_date_time_new_from_iso8601 (cells[3], NULL) : NULL;

      if (time == NULL)
        continue;
      point.point = (HwPoint) { g_ascii_strtod (cells[1], NULL), g_ascii_strtod (cells[2], NULL) };
      point.time = g_date_time_to_unix (time) * G_USEC_PER_SEC;
      g_array_append_val (points, point);
    }
  fclose (file);
  return points;
}

/* A city from "--csv FILE", else from "--seed N" (1), "--points N" (1,000,000) and @n_spots. */
static inline GArray *
hw_bench_city_from_args (int    argc,
                         char **argv,
                         guint  n_spots)
{
  guint n_points = 1000000;
  guint32 seed = 1;

  for (int i = 1; i + 1 < argc; i++)
    {
      if (g_str_equal (argv[i], "--csv"))
        return hw_bench_city_read (argv[i + 1]);
      if (g_str_equal (argv[i], "--seed"))
        seed = (guint32) strtoul (argv[i + 1], NULL, 10);
      if (g_str_equal (argv[i], "--points"))
        n_points = (guint) strtoul (argv[i + 1], NULL, 10);
    }
  return hw_bench_city_new (n_points, n_spots, seed);
}

G_END_DECLS
