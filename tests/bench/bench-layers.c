/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-bench.h"
#include "hw-bench-city.h"
#include "hw-gi-star.h"
#include "hw-heat.h"

/* How long the layers for coordinators take, a line of JSON each, for layers-against-r.py, which runs the peers on the same
 * numbers: "bench-layers DIRECTORY [SEED|FILE.csv]" writes to DIRECTORY, as doubles: cells (side by side), queen and near
 * (their scores), points (x and y in cells of the density, pairs) and density. The density is that of the map: of points
 * that were sorted before, as the map keeps them. */

#define N_ROUNDS    5
#define N_POINTS    1000000
#define SIDE_M      200.0
#define NEAR_M      450.0
#define ZOOM        12      /* whose cells are 95 m in the middle of the city */
#define N_GRID      400
#define BANDWIDTH   1.7     /* cells */

typedef struct
{
  HwSquareCells *cells;
  double         distance_m;
  double        *scores;        /* (owned) */
  double        *p_values;      /* (owned) (nullable) where they are asked for */
  HwPoint       *places;
  gsize          n_places;
  HwHeat        *heat;          /* (owned) */
  gint64         left, top;     /* of the density's first cell */
  float         *density;       /* (owned) */
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

static double
get_n_cells (void)
{
  return 64.0 * (1 << ZOOM);
}

static void
run_density (gpointer data)
{
  Layers *layers = data;

  g_free (layers->density);
  layers->density = hw_heat_smooth (layers->heat, ZOOM, layers->left, layers->top, N_GRID, N_GRID);
}

static void
sort_points (gpointer data)
{
  Layers *layers = data;

  g_clear_pointer (&layers->heat, hw_heat_unref);
  layers->heat = hw_heat_new (layers->places, layers->n_places);
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
  g_autofree double *cells = g_new (double, 2 * layers->n_places);

  for (gsize i = 0; i < layers->n_places; i++)
    {
      cells[2 * i] = hw_mercator_x (layers->places[i].longitude) * get_n_cells () - (double) layers->left;
      cells[2 * i + 1] = hw_mercator_y (layers->places[i].latitude) * get_n_cells () - (double) layers->top;
    }
  write_doubles (directory, "points", cells, 2 * layers->n_places);
}

static void
measure_density (Layers        *layers,
                 const char    *directory,
                 const HwPoint *centre)
{
  g_autofree double *density = g_new (double, N_GRID * N_GRID);
  double ms, sort_ms;

  layers->left = (gint64) (hw_mercator_x (centre->longitude) * get_n_cells ()) - N_GRID / 2;
  layers->top = (gint64) (hw_mercator_y (centre->latitude) * get_n_cells ()) - N_GRID / 2;
  sort_ms = hw_bench_measure (N_ROUNDS, NULL, sort_points, layers);
  ms = hw_bench_measure (N_ROUNDS, NULL, run_density, layers);
  for (gsize i = 0; i < N_GRID * N_GRID; i++)
    density[i] = layers->density[i];
  write_points (layers, directory);
  write_doubles (directory, "density", density, N_GRID * N_GRID);
  g_print ("{\"work\":\"density\",\"ours_ms\":%.3f,\"sort_ms\":%.1f,\"grid\":%d,\"bandwidth\":%g,\"n\":%" G_GSIZE_FORMAT "}\n",
           ms, sort_ms, N_GRID, BANDWIDTH, layers->n_places);
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

  measure_density (&layers, argv[1], &centre);
  hw_square_cells_free (layers.cells);
  g_free (layers.scores);
  g_free (layers.density);
  hw_heat_unref (layers.heat);
  g_free (layers.places);
  return 0;
}
