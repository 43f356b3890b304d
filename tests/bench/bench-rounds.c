/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <math.h>

#include "hw-bench.h"
#include "hw-round.h"
#include "hw-travel.h"

/* How long rounds take to propose and how good they are, a line of JSON each, for rounds-against-r.py, which runs R on
 * the same ways: "bench-rounds DIRECTORY [SEED]" writes to DIRECTORY, as doubles, tour-N-INSTANCE: the ways between the
 * start, which is the end too, and N stops. */

#define N_ROUNDS    3
#define N_INSTANCES 10
#define MINUTES(n)  (60.0 * (n))
#define HOURS(n)    (3600.0 * (n))

typedef struct
{
  HwRoundProblem  problem;
  HwRoundStop    *stops;    /* (owned) */
  double         *travel;   /* (owned) */
  HwRound        *round;    /* (owned) */
} Bench;

/* A town of 8 km. */
static HwPoint
make_point (GRand *rand)
{
  return (HwPoint) { 51.5 + g_rand_double_range (rand, -0.036, 0.036), -0.1 + g_rand_double_range (rand, -0.058, 0.058) };
}

static Bench *
bench_new (GRand       *rand,
           guint        n,
           HwTransport  transport)
{
  Bench *bench = g_new0 (Bench, 1);
  g_autofree HwPoint *points = g_new (HwPoint, n + 2);

  bench->stops = g_new0 (HwRoundStop, n);
  for (guint i = 0; i <= n; i++)
    points[i] = make_point (rand);
  points[n + 1] = points[n];
  for (guint i = 0; i < n; i++)
    bench->stops[i] = (HwRoundStop) { .priority = g_rand_int_range (rand, 1, 100), .closes_s = INFINITY };
  bench->travel = hw_travel_matrix (points, n + 2, transport);
  bench->problem = (HwRoundProblem) { bench->stops, n, bench->travel, INFINITY };
  return bench;
}

static void
bench_free (Bench *bench)
{
  g_free (bench->stops);
  g_free (bench->travel);
  hw_round_free (bench->round);
  g_free (bench);
}

static void
run (gpointer data)
{
  Bench *bench = data;

  hw_round_free (bench->round);
  bench->round = hw_round_propose (&bench->problem, 1, NULL, NULL);
}

static void
write_ways (const Bench *bench,
            const char  *directory,
            guint        n,
            guint        instance)
{
  g_autofree char *name = g_strdup_printf ("tour-%u-%u", n, instance);
  g_autofree char *path = g_build_filename (directory, name, NULL);
  g_autofree double *ways = g_new (double, (n + 1) * (n + 1));
  g_autoptr (GError) error = NULL;

  for (guint from = 0; from <= n; from++)
    for (guint to = 0; to <= n; to++)
      ways[from * (n + 1) + to] = bench->travel[from * (n + 2) + to];
  if (!g_file_set_contents (path, (const char *) ways, (gssize) ((n + 1) * (n + 1) * sizeof *ways), &error))
    g_error ("%s", error->message);
}

static void
measure_tours (GRand      *rand,
               const char *directory,
               guint       n)
{
  for (guint instance = 0; instance < N_INSTANCES; instance++)
    {
      Bench *bench = bench_new (rand, n, HW_TRANSPORT_FOOT);
      double ms = hw_bench_measure (N_ROUNDS, NULL, run, bench);

      g_assert_cmpuint (bench->round->n, ==, n);
      write_ways (bench, directory, n, instance);
      g_print ("{\"work\":\"tour\",\"n\":%u,\"instance\":%u,\"ours_ms\":%.4f,\"length_s\":%.9g}\n", n, instance, ms, bench->round->travel_s);
      bench_free (bench);
    }
}

/* An evening by car: everybody may be visited, each within three hours. */
static Bench *
make_windows (GRand *rand,
              guint  n)
{
  Bench *bench = bench_new (rand, n, HW_TRANSPORT_CAR);

  for (guint i = 0; i < n; i++)
    {
      bench->stops[i].visit_s = MINUTES (3);
      bench->stops[i].opens_s = g_rand_double_range (rand, 0.0, HOURS (9));
      bench->stops[i].closes_s = bench->stops[i].opens_s + HOURS (3);
    }
  bench->problem.length_s = HOURS (13);
  return bench;
}

/* A night on foot: most of the candidates do not fit, and some bed down late. */
static Bench *
make_candidates (GRand    *rand,
                 guint     n,
                 gboolean  with_windows)
{
  Bench *bench = bench_new (rand, n, HW_TRANSPORT_FOOT);

  for (guint i = 0; i < n; i++)
    {
      bench->stops[i].visit_s = MINUTES (g_rand_int_range (rand, 5, 21));
      if (with_windows && i % 2 == 0)
        {
          bench->stops[i].opens_s = g_rand_double_range (rand, 0.0, HOURS (4));
          bench->stops[i].closes_s = bench->stops[i].opens_s + HOURS (2);
        }
      bench->stops[i].pinned = i % 40 == 1;
    }
  bench->problem.length_s = HOURS (6);
  return bench;
}

static void
measure (const char *work,
         Bench      *bench,
         double      limit_ms)
{
  double ms = hw_bench_measure (N_ROUNDS, NULL, run, bench);

  g_assert_true (bench->round->is_feasible);
  hw_bench_limit_row (work, "ms", ms, limit_ms, bench->problem.n_stops);
  bench_free (bench);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (argc > 2 ? (guint32) g_ascii_strtoull (argv[2], NULL, 10) : 1);

  g_assert (argc > 1);
  measure_tours (rand, argv[1], 50);
  measure_tours (rand, argv[1], 100);
  measure_tours (rand, argv[1], 200);
  measure ("round of 100 with windows", make_windows (rand, 100), 1000.0);
  measure ("proposal from 100 candidates", make_candidates (rand, 100, FALSE), 200.0);
  measure ("proposal from 100 candidates with windows", make_candidates (rand, 100, TRUE), 200.0);
  return 0;
}
