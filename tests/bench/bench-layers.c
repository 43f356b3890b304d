/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-bench.h"
#include "hw-bench-city.h"
#include "hw-density.h"
#include "hw-gi-star.h"

/* How long the layers for coordinators take, a line of JSON each, for layers-against-r.py, which runs the peers on the same
 * numbers: "bench-layers DIRECTORY [SEED|FILE.csv]" writes to DIRECTORY, as doubles: cells (side by side), queen and near
 * (their scores), points (x and y in metres, pairs) and density. */

#define N_ROUNDS    5
#define N_POINTS    1000000
#define SIDE_M      200.0
#define NEAR_M      450.0
#define HALF_M      20000.0
#define N_GRID      400
#define BANDWIDTH_M 300.0

typedef struct
{
  HwSquareCells *cells;
  double         distance_m;
  double        *scores;        /* (owned) */
  double        *p_values;      /* (owned) (nullable) where they are asked for */
  HwDensityGrid  grid;
  HwPoint       *places;
  gsize          n_places;
  double        *density;       /* (owned) */
} Layers;

static void
run_gi_star (gpointer data)
{
  Layers *layers = data;
  gsize n = (gsize) layers->cells->n_columns * layers->cells->n_rows;

  g_free (layers->scores);
  layers->scores = hw_gi_star (layers->cells, layers->distance_m);
  for (gsize i = 0; layers->p_values != NULL && i < n; i++)
    layers->p_values[i] = hw_gi_star_get_p_value (layers->scores[i]);
}

static void
run_density (gpointer data)
{
  Layers *layers = data;

  g_free (layers->density);
  layers->density = hw_density (&layers->grid, layers->places, NULL, layers->n_places, BANDWIDTH_M);
}

static void
write_doubles (const char   *directory,
               const char   *name,
               const double *values,
               gsize         n)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);
  g_autoptr (GError) error = NULL;

  if (!g_file_set_contents (path, (const char *) values, (gssize) (n * sizeof *values), &error))
    g_error ("%s", error->message);
}

static void
measure_gi_star (Layers     *layers,
                 const char *directory,
                 const char *name,
                 double      distance_m)
{
  gsize n = (gsize) layers->cells->n_columns * layers->cells->n_rows;
  double ms, with_p_ms;

  layers->distance_m = distance_m;
  ms = hw_bench_measure (N_ROUNDS, NULL, run_gi_star, layers);
  layers->p_values = g_new (double, n);
  with_p_ms = hw_bench_measure (N_ROUNDS, NULL, run_gi_star, layers);
  g_clear_pointer (&layers->p_values, g_free);
  write_doubles (directory, name, layers->scores, n);
  g_print ("{\"work\":\"gi-star %s\",\"ours_ms\":%.4f,\"with_p_ms\":%.4f,\"columns\":%u,\"rows\":%u,\"n\":%" G_GSIZE_FORMAT ",\"distance_m\":%g,\"side_m\":%g}\n",
           name, ms, with_p_ms, layers->cells->n_columns, layers->cells->n_rows, n, distance_m, SIDE_M);
}

static void
write_points (const Layers *layers,
              const char   *directory)
{
  g_autofree double *metres = g_new (double, 2 * layers->n_places);

  for (gsize i = 0; i < layers->n_places; i++)
    hw_local_frame_to_xy (&layers->grid.frame, &layers->places[i], &metres[2 * i], &metres[2 * i + 1]);
  write_doubles (directory, "points", metres, 2 * layers->n_places);
}

int
main (int   argc,
      char *argv[])
{
  char *city_args[] = { argv[0], argc > 2 ? argv[2] : NULL, NULL };
  g_autoptr (HwBenchCity) city = hw_bench_city_from_args (argc > 2 ? 2 : 1, city_args, N_POINTS, HW_BENCH_CITY_SPOTS);
  Layers layers = { .n_places = city->points->len };
  HwBox box = HW_BOX_EMPTY;
  HwPoint centre;
  double ms;

  g_assert (argc > 1);
  layers.places = g_new (HwPoint, layers.n_places);
  for (gsize i = 0; i < layers.n_places; i++)
    {
      layers.places[i] = g_array_index (city->points, HwIndexPoint, i).point;
      hw_box_extend (&box, &layers.places[i]);
    }
  centre = (HwPoint) { (box.south + box.north) / 2.0, (box.west + box.east) / 2.0 };
  layers.cells = hw_square_cells_new (&centre, layers.places, NULL, layers.n_places, SIDE_M);
  g_assert_nonnull (layers.cells);
  write_doubles (argv[1], "cells", layers.cells->values, (gsize) layers.cells->n_columns * layers.cells->n_rows);
  measure_gi_star (&layers, argv[1], "queen", HW_GI_STAR_QUEEN);
  measure_gi_star (&layers, argv[1], "near", NEAR_M);

  layers.grid = (HwDensityGrid) { .west = -HALF_M, .south = -HALF_M, .east = HALF_M, .north = HALF_M, .n_columns = N_GRID, .n_rows = N_GRID };
  hw_local_frame_init (&layers.grid.frame, &centre);
  ms = hw_bench_measure (N_ROUNDS, NULL, run_density, &layers);
  write_points (&layers, argv[1]);
  write_doubles (argv[1], "density", layers.density, N_GRID * N_GRID);
  g_print ("{\"work\":\"density\",\"ours_ms\":%.3f,\"half_m\":%g,\"grid\":%d,\"bandwidth_m\":%g,\"n\":%" G_GSIZE_FORMAT "}\n",
           ms, HALF_M, N_GRID, BANDWIDTH_M, layers.n_places);
  hw_square_cells_free (layers.cells);
  g_free (layers.scores);
  g_free (layers.density);
  g_free (layers.places);
  return 0;
}
