/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <glib/gstdio.h>
#include <math.h>
#include <stdlib.h>
#include "hw-bench.h"
#include "hw-bench-city.h"
#include "hw-radius-pyramid.h"

/* The engine of the map against its peers, npm supercluster and flatbush, on one
 * city: `bench-pyramid [FILE.csv | SEED]`. The peers are where HW_BENCH_PEERS
 * says, which `./dev bench` sees to. Ends with 1 if a limit is missed; the ratios
 * are those for a million reports, and only told where there are far fewer. */

#define N_ROUNDS 5
#define N_POINTS 1000000
#define N_WINDOWS 60          /* per zoom */
#define N_BOXES 60            /* per size */
#define FIRST_ZOOM 10
#define LAST_ZOOM 16
#define RADIUS 40.0           /* px */
#define SECOND ((gint64) G_USEC_PER_SEC)
#define DAYS_30 (30 * 86400 * SECOND)
#define METRES_PER_DEGREE 111195.0
#define SKIPPED 77            /* what meson takes for it */

static const double halves[] = { 500, 2000, 10000 };

typedef struct
{
  double half;
  HwBox  box;
  gint64 since;
} BenchBox;

typedef struct
{
  HwBenchCity     *city;
  const char      *name;
  GArray          *windows[LAST_ZOOM + 1];      /* (element-type HwBox) */
  GArray          *boxes[G_N_ELEMENTS (halves)];/* (element-type BenchBox) */
  HwPointIndex    *index;
  HwRadiusPyramid *pyramid;
  GHashTable      *peer;                        /* (owned) what the peers said: name to double* */
  gboolean         is_within;
} Bench;

static double
get_microseconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return (double) now.tv_sec * 1e6 + (double) now.tv_nsec / 1e3;
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  return (*(const double *) a > *(const double *) b) - (*(const double *) a < *(const double *) b);
}

static double
take_part (GArray *times,
           double  part)
{
  g_array_sort (times, compare_doubles);
  return g_array_index (times, double, (guint) (part * (times->len - 1)));
}

static const HwIndexPoint *
get_points (Bench *bench)
{
  return (const HwIndexPoint *) (gconstpointer) bench->city->points->data;
}

/* -- what is asked -- */

static const HwPoint *
choose_place (Bench *bench,
              GRand *random)
{
  return &get_points (bench)[g_rand_int_range (random, 0, (gint32) bench->city->points->len)].point;
}

static HwBox
make_window (const HwPoint *middle,
             guint          zoom)
{
  double width = 1600.0 / 256.0 / exp2 (zoom), height = 1000.0 / 256.0 / exp2 (zoom);
  double x = hw_mercator_x (middle->longitude), y = hw_mercator_y (middle->latitude);

  return (HwBox) {
    hw_mercator_longitude (x - width / 2), hw_mercator_latitude (y + height / 2),
    hw_mercator_longitude (x + width / 2), hw_mercator_latitude (y - height / 2),
  };
}

static BenchBox
make_box (const HwPoint *middle,
          double         half,
          gint64         since)
{
  double down = half / METRES_PER_DEGREE, across = down / cos (middle->latitude * G_PI / 180.0);

  return (BenchBox) {
    half, { middle->longitude - across, middle->latitude - down, middle->longitude + across, middle->latitude + down }, since,
  };
}

/* Around random reports, hence where there are many. */
static void
make_questions (Bench *bench)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint zoom = FIRST_ZOOM; zoom <= LAST_ZOOM; zoom++)
    {
      bench->windows[zoom] = g_array_new (FALSE, FALSE, sizeof (HwBox));
      for (guint i = 0; i < N_WINDOWS; i++)
        {
          HwBox window = make_window (choose_place (bench, random), zoom);

          g_array_append_val (bench->windows[zoom], window);
        }
    }
  for (guint h = 0; h < G_N_ELEMENTS (halves); h++)
    {
      bench->boxes[h] = g_array_new (FALSE, FALSE, sizeof (BenchBox));
      for (guint i = 0; i < N_BOXES; i++)
        {
          gint64 since = get_points (bench)[g_rand_int_range (random, 0, (gint32) bench->city->points->len)].time - DAYS_30 / 2;
          BenchBox box = make_box (choose_place (bench, random), halves[h], since);

          g_array_append_val (bench->boxes[h], box);
        }
    }
}

/* -- the peers -- */

static void
write_doubles (const char *folder,
               const char *name,
               GArray     *numbers)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, numbers->data, (gssize) (numbers->len * sizeof (double)), &error);
  g_assert_no_error (error);
}

static void
append_box (GArray      *numbers,
            double       first,
            const HwBox *box)
{
  const double values[] = { first, box->west, box->south, box->east, box->north };

  g_array_append_vals (numbers, values, G_N_ELEMENTS (values));
}

static void
write_questions (Bench      *bench,
                 const char *folder)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) windows = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < bench->city->points->len; i++)
    {
      const HwIndexPoint *point = &get_points (bench)[i];
      const double values[] = { point->point.longitude, point->point.latitude, (double) (point->time / SECOND) };

      g_array_append_vals (points, values, G_N_ELEMENTS (values));
    }
  for (guint zoom = FIRST_ZOOM; zoom <= LAST_ZOOM; zoom++)
    for (guint i = 0; i < bench->windows[zoom]->len; i++)
      append_box (windows, zoom, &g_array_index (bench->windows[zoom], HwBox, i));
  for (guint h = 0; h < G_N_ELEMENTS (halves); h++)
    for (guint i = 0; i < bench->boxes[h]->len; i++)
      {
        const BenchBox *box = &g_array_index (bench->boxes[h], BenchBox, i);
        const double times[] = { (double) (box->since / SECOND), (double) ((box->since + DAYS_30) / SECOND) };

        append_box (boxes, box->half, &box->box);
        g_array_append_vals (boxes, times, G_N_ELEMENTS (times));
      }
  write_doubles (folder, "points", points);
  write_doubles (folder, "windows", windows);
  write_doubles (folder, "boxes", boxes);
}

static GHashTable *
parse_answers (const char *said)
{
  GHashTable *answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_auto (GStrv) lines = g_strsplit (said, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *space = strchr (lines[i], ' ');
      double number;

      if (space == NULL)
        continue;
      number = g_ascii_strtod (space + 1, NULL);
      g_hash_table_insert (answers, g_strndup (lines[i], (gsize) (space - lines[i])), g_memdup2 (&number, sizeof number));
    }
  return answers;
}

static void
remove_questions (const char *folder)
{
  static const char *const names[] = { "points", "windows", "boxes" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

static void
ask_peers (Bench      *bench,
           const char *peers,
           const char *script)
{
  g_autofree char *folder = g_dir_make_tmp ("hw-bench-XXXXXX", NULL);
  const char *argv[] = { "node", "--expose-gc", "--max-old-space-size=4096", script, peers, folder, NULL };
  g_autofree char *said = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  write_questions (bench, folder);
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &said, NULL, &status, &error);
  if (error == NULL)
    g_spawn_check_wait_status (status, &error);
  remove_questions (folder);
  g_assert_no_error (error);
  bench->peer = parse_answers (said);
}

static double
get_answer (Bench      *bench,
            const char *name,
            guint       number)
{
  g_autofree char *numbered = number != G_MAXUINT ? g_strdup_printf ("%s%u", name, number) : g_strdup (name);
  const double *answer = g_hash_table_lookup (bench->peer, numbered);

  g_assert_nonnull (answer);
  return *answer;
}

/* -- rows -- */

static void
tell (Bench      *bench,
      const char *work,
      const char *unit,
      double      ours,
      double      peer,
      double      least)
{
  g_autofree char *whole = g_strdup_printf ("%s, %s", work, bench->name);

  if (bench->city->points->len < N_POINTS / 2)
    least = 0;
  bench->is_within &= hw_bench_row (whole, unit, ours, peer, least, bench->city->points->len);
}

static void
bench_build (Bench *bench)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint round = 0; round < N_ROUNDS; round++)
    {
      double start, elapsed;

      g_clear_pointer (&bench->pyramid, hw_radius_pyramid_free);
      start = get_microseconds ();
      bench->pyramid = hw_radius_pyramid_new (get_points (bench), bench->city->points->len, RADIUS);
      elapsed = (get_microseconds () - start) / 1e3;
      g_array_append_val (times, elapsed);
    }
  tell (bench, "pyramid, zooms 0-16, radius 40 px: build", "ms", take_part (times, 0.5), get_answer (bench, "load", G_MAXUINT), 4);
  tell (bench, "pyramid: memory", "MB", (double) hw_radius_pyramid_get_memory (bench->pyramid) / 1e6,
        get_answer (bench, "memory", G_MAXUINT) / 1e6, 3);
}

/* The farthest that a zoom's number of clusters is from the peer's: at most a thousandth, or one cluster. */
static void
bench_counts (Bench *bench)
{
  double worst = 0;

  for (guint zoom = 0; zoom <= LAST_ZOOM; zoom++)
    {
      double peer = get_answer (bench, "count", zoom);
      double off = fabs ((double) hw_radius_pyramid_count (bench->pyramid, zoom) - peer);

      worst = MAX (worst, off <= 1 ? 0 : off / peer);
    }
  bench->is_within &= hw_bench_limit_row ("pyramid: clusters of a zoom, farthest from supercluster's", "%", 100 * worst, 0.1,
                                          bench->city->points->len);
}

typedef void (*ViewFunc) (Bench *bench, const HwBox *window, guint zoom, GArray *room);

static void
view_pyramid (Bench       *bench,
              const HwBox *window,
              guint        zoom,
              GArray      *room)
{
  g_array_set_size (room, 0);
  hw_radius_pyramid_query (bench->pyramid, window, zoom, room);
}

static void
view_map (Bench       *bench,
          const HwBox *window,
          guint        zoom,
          GArray      *room)
{
  g_array_unref (hw_point_index_get_clusters (bench->index, window, zoom));
}

/* One more round than the peer's, which is not measured: the map makes a zoom when it is first drawn. */
static void
bench_views (Bench      *bench,
             const char *work,
             ViewFunc    view)
{
  g_autoptr (GArray) room = g_array_new (FALSE, FALSE, sizeof (HwRadiusCluster));

  for (guint zoom = FIRST_ZOOM; zoom <= LAST_ZOOM; zoom++)
    {
      g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
      g_autofree char *at_zoom = g_strdup_printf ("%s, zoom %u", work, zoom);

      for (guint round = 0; round <= N_ROUNDS; round++)
        for (guint i = 0; i < bench->windows[zoom]->len; i++)
          {
            double start = get_microseconds (), elapsed;

            view (bench, &g_array_index (bench->windows[zoom], HwBox, i), zoom, room);
            elapsed = get_microseconds () - start;
            if (round > 0)
              g_array_append_val (times, elapsed);
          }
      tell (bench, at_zoom, "us", take_part (times, 0.5), get_answer (bench, "view", zoom), 30);
    }
}

static void
bench_boxes (Bench *bench)
{
  g_autoptr (GArray) positions = g_array_new (FALSE, FALSE, sizeof (gsize));

  for (guint h = 0; h < G_N_ELEMENTS (halves); h++)
    {
      g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
      g_autofree char *work = g_strdup_printf ("box and 30 days, half side %g m", halves[h]);
      double n_found = 0, of_peer = get_answer (bench, "found", (guint) halves[h]);

      for (guint round = 0; round < N_ROUNDS; round++)
        for (guint i = 0; i < bench->boxes[h]->len; i++)
          {
            const BenchBox *box = &g_array_index (bench->boxes[h], BenchBox, i);
            HwPointFilter filter = { box->since, box->since + DAYS_30, ~0u, ~0u, 0 };
            double start, elapsed;

            g_array_set_size (positions, 0);
            start = get_microseconds ();
            hw_point_index_set_filter (bench->index, &filter);
            hw_point_index_collect (bench->index, &box->box, positions);
            elapsed = get_microseconds () - start;
            g_array_append_val (times, elapsed);
            n_found += round == 0 ? positions->len : 0;
          }
      tell (bench, work, "us", take_part (times, 0.5), get_answer (bench, "box", (guint) halves[h]), 8);
      bench->is_within &= hw_bench_limit_row ("box and 30 days: found, farther from flatbush", "%",
                                              100 * fabs (n_found - of_peer) / MAX (of_peer, 1), 0.1, (guint) n_found);
    }
}

/* Every zoom is made and drawn before, so each has to be kept right. */
static void
bench_changes (Bench *bench)
{
  static const HwPointFilter all = HW_POINT_FILTER_ALL;
  g_autoptr (GArray) inserts = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) removals = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GRand) random = g_rand_new_with_seed (8);
  g_autoptr (GArray) room = g_array_new (FALSE, FALSE, sizeof (HwRadiusCluster));

  hw_point_index_set_filter (bench->index, &all);
  for (guint zoom = LAST_ZOOM + 1; zoom-- > 0;)
    for (guint i = 0; i < N_WINDOWS; i++)
      view_map (bench, &g_array_index (bench->windows[MAX (zoom, FIRST_ZOOM)], HwBox, i), zoom, room);
  for (guint i = 0; i < 10000; i++)
    {
      HwIndexPoint point = { .row = 1000000000 + i, .time = HW_BENCH_CITY_NOW, .point = *choose_place (bench, random) };
      double start = get_microseconds (), inserted, changed, removed;

      point.point.latitude += g_rand_double_range (random, -0.01, 0.01);
      start = get_microseconds ();
      hw_point_index_put (bench->index, &point);
      inserted = get_microseconds () - start;
      g_array_append_val (inserts, inserted);
      point.status = HW_REPORT_SENT_OUT;
      start = get_microseconds ();
      hw_point_index_put (bench->index, &point);
      changed = get_microseconds () - start;
      g_array_append_val (changes, changed);
      if (i % 2 == 0)
        continue;
      start = get_microseconds ();
      hw_point_index_remove (bench->index, point.kind, point.row);
      removed = get_microseconds () - start;
      g_array_append_val (removals, removed);
    }
  bench->is_within &= hw_bench_limit_row ("insert one report, every zoom drawn", "us", take_part (inserts, 0.5), 10, bench->city->points->len);
  bench->is_within &= hw_bench_limit_row ("change one report, every zoom drawn", "us", take_part (changes, 0.5), 20, bench->city->points->len);
  bench->is_within &= hw_bench_limit_row ("remove one report, every zoom drawn", "us", take_part (removals, 0.5), 20, bench->city->points->len);
}

/* The brush over the histogram: another month each time, drawn at zoom 12, and two years but a day. */
static void
bench_brush (Bench *bench)
{
  const gint64 spans[] = { DAYS_30, 700 * 86400 * SECOND };
  const double limits[] = { 15, 40 };
  g_autoptr (GArray) room = g_array_new (FALSE, FALSE, sizeof (HwRadiusCluster));

  for (guint s = 0; s < G_N_ELEMENTS (spans); s++)
    {
      g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

      for (guint i = 0; i < 2 * N_ROUNDS + 1; i++)
        {
          gint64 since = HW_BENCH_CITY_NOW - spans[s] - i * 86400 * SECOND;
          HwPointFilter filter = { since, since + spans[s], ~0u, ~0u, 0 };
          double start = get_microseconds (), elapsed;

          hw_point_index_set_filter (bench->index, &filter);
          view_map (bench, &g_array_index (bench->windows[12], HwBox, 0), 12, room);
          elapsed = (get_microseconds () - start) / 1e3;
          g_array_append_val (times, elapsed);
        }
      bench->is_within &= hw_bench_limit_row (s == 0 ? "brush of 30 days moved and zoom 12 drawn" : "brush of 700 days moved and zoom 12 drawn", "ms",
                                              take_part (times, 0.5), limits[s], bench->city->points->len);
    }
}

static gboolean
run (HwBenchCity *city,
     const char  *name,
     const char  *peers,
     const char  *script)
{
  Bench bench = { .city = city, .name = name, .is_within = TRUE };

  make_questions (&bench);
  ask_peers (&bench, peers, script);
  bench_build (&bench);
  bench_counts (&bench);
  bench_views (&bench, "window of 1600 x 1000, pyramid", view_pyramid);
  bench.index = hw_point_index_new ();
  hw_point_index_append (bench.index, get_points (&bench), city->points->len);
  bench_views (&bench, "window of 1600 x 1000, as the map draws", view_map);
  bench_boxes (&bench);
  bench_changes (&bench);
  bench_brush (&bench);

  g_object_unref (bench.index);
  hw_radius_pyramid_free (bench.pyramid);
  g_hash_table_unref (bench.peer);
  for (guint zoom = FIRST_ZOOM; zoom <= LAST_ZOOM; zoom++)
    g_array_unref (bench.windows[zoom]);
  for (guint h = 0; h < G_N_ELEMENTS (halves); h++)
    g_array_unref (bench.boxes[h]);
  return bench.is_within;
}

int
main (int   argc,
      char *argv[])
{
  const char *peers = g_getenv ("HW_BENCH_PEERS");
  g_autofree char *script = g_build_filename (HW_BENCH_SOURCE, "peers", "pyramid.mjs", NULL);
  g_autoptr (HwBenchCity) city = NULL;
  gboolean is_within;

  if (peers == NULL)
    {
      g_printerr ("HW_BENCH_PEERS does not say where supercluster and flatbush are. Nothing was measured. Run it through ./dev bench.\n");
      return SKIPPED;
    }
  city = hw_bench_city_from_args (argc, argv, N_POINTS, HW_BENCH_CITY_SPOTS);
  is_within = run (city, city->notes != NULL ? "file" : "city", peers, script);
  if (city->notes == NULL)
    {
      g_clear_pointer (&city, hw_bench_city_free);
      city = hw_bench_city_from_args (argc, argv, N_POINTS, HW_BENCH_CITY_DENSE_SPOTS);
      is_within &= run (city, "dense city", peers, script);
    }
  return is_within ? EXIT_SUCCESS : EXIT_FAILURE;
}
