/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <math.h>
#include <string.h>
#include "hw-dbscan-few.h"
#include "hw-dbscan-time.h"
#include "hw-hot-spot-reasons.h"
#include "hw-hot-spots.h"
#include "hw-hull.h"

#define SECOND ((gint64) G_USEC_PER_SEC)
#define HOUR (3600 * SECOND)
#define NOW (G_GINT64_CONSTANT (1795305600) * G_USEC_PER_SEC)   /* Sunday 22 November 2026, 0:00 UTC */

static const HwPoint station = { 51.5281, -0.1337 };

static HwPoint
move (HwPoint point,
      double  east_m,
      double  north_m)
{
  HwLocalFrame frame;
  HwPoint moved;

  hw_local_frame_init (&frame, &point);
  moved = hw_local_frame_to_point (&frame, east_m, north_m);
  return hw_point_round (&moved);
}

static void
add (GArray      *points,
     HwPoint      point,
     gint64       time,
     HwPointKind  kind)
{
  HwIndexPoint event = { .row = points->len + 1, .time = time, .point = point, .kind = (guint8) kind, .people = 2 };

  g_array_append_val (points, event);
}

static GArray *
new_points (void)
{
  return g_array_new (FALSE, TRUE, sizeof (HwIndexPoint));
}

static GPtrArray *
find (const GArray *points)
{
  g_autoptr (GError) error = NULL;
  HwHotSpotParams params;
  GPtrArray *hot_spots;

  hw_hot_spot_params_init (&params, NOW);
  hot_spots = hw_hot_spots_find ((const HwIndexPoint *) points->data, points->len, &params, NULL, NOW, NULL, &error);
  g_assert_no_error (error);
  return hot_spots;
}

static const HwHotSpot *
get (const GPtrArray *hot_spots,
     guint            i)
{
  return g_ptr_array_index (hot_spots, i);
}

/* -- DBSCAN, as the paper says it: every pair of points is looked at -- */

static guint32
find_parent (guint32 *parents,
             guint32  at)
{
  while (parents[at] != at)
    at = parents[at];
  return at;
}

/* @times may be NULL. */
static gboolean
are_near (const HwPoint *points,
          const gint64  *times,
          guint32        i,
          guint32        j,
          double         radius,
          gint64         time_radius)
{
  return hw_point_distance (&points[i], &points[j]) <= radius && (times == NULL || ABS (times[i] - times[j]) <= time_radius);
}

static guint32 *
scan_naively (const HwPoint *points,
              const gint64  *times,
              const double  *weights,
              guint32        n,
              double         radius,
              gint64         time_radius,
              double         weight)
{
  g_autofree guint32 *parents = g_new (guint32, n);
  g_autofree gboolean *is_core = g_new (gboolean, n);
  g_autofree guint32 *numbers = g_new (guint32, n);
  guint32 *labels = g_new (guint32, n);
  guint32 n_clusters = 0;

  for (guint32 i = 0; i < n; i++)
    {
      double sum = 0;

      for (guint32 j = 0; j < n; j++)
        if (are_near (points, times, i, j, radius, time_radius))
          sum += weights[j];
      is_core[i] = sum >= weight;
      parents[i] = i;
      numbers[i] = HW_DBSCAN_NOISE;
    }
  for (guint32 i = 0; i < n; i++)
    for (guint32 j = 0; j < i; j++)
      if (is_core[i] && is_core[j] && are_near (points, times, i, j, radius, time_radius))
        parents[find_parent (parents, i)] = find_parent (parents, j);
  for (guint32 i = 0; i < n; i++)
    {
      double nearest = radius;
      guint32 core = is_core[i] ? i : HW_DBSCAN_NOISE;

      for (guint32 j = 0; j < n && !is_core[i]; j++)
        {
          double distance = hw_point_distance (&points[i], &points[j]);

          if (is_core[j] && are_near (points, times, i, j, radius, time_radius) && (distance < nearest || (distance == nearest && core == HW_DBSCAN_NOISE)))
            {
              nearest = distance;
              core = j;
            }
        }
      labels[i] = core;
    }
  for (guint32 i = 0; i < n; i++)
    {
      guint32 root;

      if (labels[i] == HW_DBSCAN_NOISE)
        continue;
      root = find_parent (parents, labels[i]);
      if (numbers[root] == HW_DBSCAN_NOISE)
        numbers[root] = n_clusters++;
      labels[i] = numbers[root];
    }
  return labels;
}

typedef struct
{
  HwPoint middle;
  double  spread_m;
  double  radius_m;
  double  weight;
} Field;

static void
assert_same_as_naive (const Field *field,
                      guint32      seed)
{
  enum { N = 500 };
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autofree HwPoint *points = g_new (HwPoint, N);
  g_autofree double *weights = g_new (double, N);
  g_autofree guint32 *naive = NULL;
  g_autofree guint32 *labels = NULL;
  g_autoptr (GError) error = NULL;
  guint32 n_clusters;

  for (guint i = 0; i < N; i++)
    {
      if (i > 0 && g_rand_int_range (random, 0, 4) == 0)
        points[i] = points[g_rand_int_range (random, 0, (gint32) i)];
      else
        points[i] = move (field->middle, g_rand_double_range (random, -1, 1) * field->spread_m,
                          g_rand_double_range (random, -1, 1) * field->spread_m);
      weights[i] = g_rand_int_range (random, 0, 4) * 0.5;
    }
  naive = scan_naively (points, NULL, weights, N, field->radius_m, 0, field->weight);
  labels = hw_dbscan (points, weights, N, field->radius_m, field->weight, &n_clusters, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (labels, N * sizeof *labels, naive, N * sizeof *naive);
}

static void
test_clusters_are_those_of_the_definition (void)
{
  static const Field fields[] = {
    { { 51.5281, -0.1337 }, 1000, 75, 5 }, { { 51.5281, -0.1337 }, 300, 75, 5 }, { { 51.5281, -0.1337 }, 3000, 75, 2 },
    { { 51.5281, -0.1337 }, 500, 20, 3 }, { { 0, 0 }, 800, 75, 5 }, { { 0.0001, 179.9999 }, 800, 75, 5 },
    { { -17, -179.9999 }, 800, 75, 5 }, { { 69.6, 18.9 }, 800, 75, 5 }, { { 89.99, 10 }, 900, 75, 5 }, { { -89.999, 0 }, 100, 75, 5 },
    { { 51.5, 0 }, 40000, 3000, 4 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    for (guint32 seed = 0; seed < 4; seed++)
      assert_same_as_naive (&fields[i], 100 * i + seed);
}

/* Also what no town has: nobody, one, all at one place, all on one street, across the antimeridian and over a pole. */
static void
test_clusters_of_2000_odd_sets (void)
{
  enum { MOST = 60 };
  static const HwPoint middles[] = { { 51.5281, -0.1337 }, { 0, 179.9998 }, { -35, -179.9999 }, { 89.9995, 20 }, { -89.9999, -60 }, { 0, 0 } };
  g_autoptr (GRand) random = g_rand_new_with_seed (1996);

  for (guint set = 0; set < 2000; set++)
    {
      guint32 n = (guint32) g_rand_int_range (random, 0, MOST + 1), n_clusters;
      double spread = pow (10, g_rand_double_range (random, 0, 3.3)), weight = g_rand_int_range (random, 1, 8);
      guint shape = set % 4;
      HwPoint points[MOST];
      double weights[MOST];
      g_autofree guint32 *naive = NULL, *labels = NULL;

      for (guint32 i = 0; i < n; i++)
        {
          double east = shape == 0 || shape == 1 ? 0 : g_rand_double_range (random, -spread, spread);
          double north = shape == 0 || shape == 2 ? 0 : g_rand_double_range (random, -spread, spread);

          points[i] = move (middles[set / 4 % G_N_ELEMENTS (middles)], east, north);
          weights[i] = set % 3 == 0 ? 1 : g_rand_int_range (random, 0, 5) * 0.5;
        }
      naive = scan_naively (points, NULL, weights, n, 75, 0, weight);
      labels = hw_dbscan (points, weights, n, 75, weight, &n_clusters, NULL, NULL);
      g_assert_cmpmem (labels, sizeof naive[0] * n, naive, sizeof naive[0] * n);
    }
}

static void
assert_same_in_time_as_naive (const Field *field,
                              gint64       time_radius,
                              guint32      seed)
{
  enum { N = 400 };
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  HwPoint points[N];
  double weights[N];
  gint64 times[N];
  g_autofree guint32 *naive = NULL;
  g_autofree guint32 *labels = NULL;
  guint32 n_clusters;

  for (guint i = 0; i < N; i++)
    {
      points[i] = move (field->middle, g_rand_double_range (random, -1, 1) * field->spread_m, g_rand_double_range (random, -1, 1) * field->spread_m);
      weights[i] = g_rand_int_range (random, 0, 4) * 0.5;
      times[i] = NOW - g_rand_int_range (random, 0, 100) * HW_DAY_US;
    }
  naive = scan_naively (points, times, weights, N, field->radius_m, time_radius, field->weight);
  labels = hw_dbscan_in_time (points, times, weights, N, field->radius_m, time_radius, field->weight, &n_clusters, NULL, NULL);
  g_assert_cmpmem (labels, sizeof naive[0] * N, naive, sizeof naive[0] * N);
}

static void
test_clusters_in_time_are_those_of_the_definition (void)
{
  static const Field fields[] = {
    { { 51.5281, -0.1337 }, 300, 75, 3 }, { { 51.5281, -0.1337 }, 150, 75, 4 }, { { 0.0001, 179.9999 }, 300, 75, 3 },
    { { 69.6, 18.9 }, 300, 75, 2 }, { { 89.99, 10 }, 300, 75, 2 }, { { 51.5, 0 }, 0, 75, 3 },
  };
  static const gint64 days[] = { 0, 1, 7, 30, 1000 };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    for (guint j = 0; j < G_N_ELEMENTS (days); j++)
      assert_same_in_time_as_naive (&fields[i], days[j] * HW_DAY_US, 10 * i + j);
}

static void
assert_few_same_as_naive (const Field *field,
                          guint32      seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  guint32 n = (guint32) g_rand_int_range (random, 0, HW_DBSCAN_FEW + 1), n_clusters, n_expected = 0;
  HwPoint points[HW_DBSCAN_FEW];
  HwNearPoint near[HW_DBSCAN_FEW];
  double weights[HW_DBSCAN_FEW];
  g_autofree guint32 *naive = NULL;
  g_autofree guint32 *labels = NULL;

  for (guint i = 0; i < n; i++)
    {
      points[i] = move (field->middle, g_rand_double_range (random, -1, 1) * field->spread_m, g_rand_double_range (random, -1, 1) * field->spread_m);
      weights[i] = g_rand_int_range (random, 0, 4) * 0.5;
      hw_near_point_init (&near[i], &points[i]);
    }
  naive = scan_naively (points, NULL, weights, n, field->radius_m, 0, field->weight);
  labels = hw_dbscan_few (near, weights, n, field->radius_m, field->weight, &n_clusters);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpuint (labels[i], ==, naive[i]);
      if (naive[i] != HW_DBSCAN_NOISE)
        n_expected = MAX (n_expected, naive[i] + 1);
    }
  g_assert_cmpuint (n_clusters, ==, n_expected);
}

static void
test_few_clusters_are_those_of_the_definition (void)
{
  static const Field fields[] = {
    { { 51.5281, -0.1337 }, 300, 75, 3 }, { { 51.5281, -0.1337 }, 150, 75, 5 }, { { 0.0001, 179.9999 }, 200, 75, 3 },
    { { 69.6, 18.9 }, 100, 75, 2 }, { { 89.99, 10 }, 200, 75, 2 }, { { 51.5, 0 }, 0, 75, 3 }, { { 51.5, 0 }, 400, 75, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    for (guint seed = 0; seed < 60; seed++)
      assert_few_same_as_naive (&fields[i], 100 * i + seed);
}

static void
test_no_points_are_no_clusters (void)
{
  guint32 n_clusters = 7;
  g_autofree guint32 *labels = hw_dbscan (NULL, NULL, 0, 75, 5, &n_clusters, NULL, NULL);

  g_assert_nonnull (labels);
  g_assert_cmpuint (n_clusters, ==, 0);
}

/* -- hot-spots -- */

static void
test_four_reports_are_none (void)
{
  g_autoptr (GArray) points = new_points ();
  g_autoptr (GPtrArray) four = NULL;
  g_autoptr (GPtrArray) five = NULL;

  for (guint i = 0; i < 4; i++)
    add (points, station, NOW - i * HOUR, HW_KIND_REPORT);
  four = find (points);
  g_assert_cmpuint (four->len, ==, 0);
  add (points, station, NOW - HOUR, HW_KIND_REPORT);
  five = find (points);
  g_assert_cmpuint (five->len, ==, 1);
  g_assert_cmpuint (get (five, 0)->rank, ==, 1);
  g_assert_cmpuint (get (five, 0)->reports, ==, 5);
  g_assert_cmpuint (get (five, 0)->contacts, ==, 0);
  g_assert_cmpfloat (get (five, 0)->weight, ==, 5);
  g_assert_cmpint (get (five, 0)->first, ==, NOW - 3 * HOUR);
  g_assert_cmpint (get (five, 0)->last, ==, NOW);
}

static void
test_a_contact_counts_more_than_a_rumour (void)
{
  g_autoptr (GArray) points = new_points ();
  g_autoptr (GPtrArray) hot_spots = NULL;

  for (guint i = 0; i < 3; i++)
    add (points, station, NOW - i * HOUR, HW_KIND_CONTACT);
  hot_spots = find (points);
  g_assert_cmpuint (hot_spots->len, ==, 1);
  g_assert_cmpuint (get (hot_spots, 0)->contacts, ==, 3);
  g_assert_cmpuint (get (hot_spots, 0)->people_met, ==, 6);
  g_assert_cmpfloat (get (hot_spots, 0)->weight, ==, 6);
}

static void
test_75_metres_and_no_more (void)
{
  g_autoptr (GArray) points = new_points ();
  g_autoptr (GPtrArray) apart = NULL;
  g_autoptr (GPtrArray) together = NULL;

  for (guint i = 0; i < 4; i++)
    add (points, station, NOW - HOUR, HW_KIND_REPORT);
  add (points, move (station, 75.2, 0), NOW - HOUR, HW_KIND_REPORT);
  apart = find (points);
  g_assert_cmpuint (apart->len, ==, 0);
  g_array_index (points, HwIndexPoint, 4).point = move (station, 74.8, 0);
  together = find (points);
  g_assert_cmpuint (together->len, ==, 1);
}

static void
test_only_the_last_28_days_make_one (void)
{
  g_autoptr (GArray) points = new_points ();
  g_autoptr (GPtrArray) old = NULL;
  g_autoptr (GPtrArray) fresh = NULL;

  for (guint i = 0; i < 4; i++)
    add (points, station, NOW - 28 * HW_DAY_US, HW_KIND_REPORT);
  add (points, station, NOW - 28 * HW_DAY_US - 1, HW_KIND_REPORT);
  add (points, station, NOW + 1, HW_KIND_REPORT);
  add (points, HW_POINT_UNKNOWN, NOW, HW_KIND_REPORT);
  old = find (points);
  g_assert_cmpuint (old->len, ==, 0);
  g_array_index (points, HwIndexPoint, 4).time = NOW;
  fresh = find (points);
  g_assert_cmpuint (fresh->len, ==, 1);
}

static GArray *
make_city (guint32 seed)
{
  GArray *points = new_points ();
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  for (guint i = 0; i < 3000; i++)
    {
      HwPoint corner = move (station, 400 * g_rand_int_range (random, 0, 8), 400 * g_rand_int_range (random, 0, 8));

      add (points, move (corner, g_rand_double_range (random, -150, 150), g_rand_double_range (random, -150, 150)),
           NOW - (gint64) (g_rand_double (random) * 200 * 86400) * SECOND,
           g_rand_int_range (random, 0, 4) == 0 ? HW_KIND_CONTACT : HW_KIND_REPORT);
    }
  return points;
}

static void
shuffle (GArray *points,
         GRand  *random)
{
  for (guint i = points->len; i > 1; i--)
    {
      guint other = (guint) g_rand_int_range (random, 0, (gint32) i);
      HwIndexPoint point = g_array_index (points, HwIndexPoint, other);

      g_array_index (points, HwIndexPoint, other) = g_array_index (points, HwIndexPoint, i - 1);
      g_array_index (points, HwIndexPoint, i - 1) = point;
    }
}

static void
assert_equal_hot_spots (const HwHotSpot *a,
                        const HwHotSpot *b)
{
  g_assert_cmpuint (a->rank, ==, b->rank);
  g_assert_true (a->centre.latitude == b->centre.latitude && a->centre.longitude == b->centre.longitude);
  g_assert_cmpmem (a->hull->data, a->hull->len * sizeof (HwPoint), b->hull->data, b->hull->len * sizeof (HwPoint));
  g_assert_true (a->reports == b->reports && a->contacts == b->contacts && a->people_met == b->people_met);
  g_assert_true (a->weight == b->weight && a->first == b->first && a->last == b->last && a->p_value == b->p_value);
  g_assert_true (a->trend == b->trend && a->recent == b->recent && a->before == b->before);
  g_assert_cmpmem (a->counts, sizeof a->counts, b->counts, sizeof b->counts);
  g_assert_cmpmem (a->rhythm, sizeof a->rhythm, b->rhythm, sizeof b->rhythm);
  g_assert_cmpmem (a->weeks, sizeof a->weeks, b->weeks, sizeof b->weeks);
}

static void
test_the_order_of_input_does_not_matter (void)
{
  g_autoptr (GArray) points = make_city (1);
  g_autoptr (GRand) random = g_rand_new_with_seed (2);
  g_autoptr (GPtrArray) expected = find (points);

  g_assert_cmpuint (expected->len, >, 5);
  for (guint round = 0; round < 5; round++)
    {
      g_autoptr (GPtrArray) hot_spots = NULL;

      shuffle (points, random);
      hot_spots = find (points);
      g_assert_cmpuint (hot_spots->len, ==, expected->len);
      for (guint i = 0; i < expected->len; i++)
        assert_equal_hot_spots (get (hot_spots, i), get (expected, i));
    }
}

/* What the documentation of hw_hot_spots_find() says, of the points around a place. */
static double
score_naively (const GArray  *points,
               const HwPoint *place)
{
  double score = 0;

  for (guint i = 0; i < points->len; i++)
    {
      const HwIndexPoint *point = &g_array_index (points, HwIndexPoint, i);
      double people = CLAMP (point->people, 1, 20), weight = point->kind == HW_KIND_CONTACT ? 2 : 1;
      gboolean unmet = point->kind == HW_KIND_REPORT && point->status < HW_REPORT_TO_BE_ANSWERED;

      if (hw_point_distance (&point->point, place) < 75)
        score += people * weight * pow (0.5, (NOW - point->time) / (14.0 * HW_DAY_US)) * (unmet ? 1.5 : 1);
    }
  return score;
}

static void
add_events (GArray         *points,
            HwPoint         place,
            guint           n,
            gint64          time,
            HwPointKind     kind,
            HwReportStatus  status,
            guint16         people)
{
  for (guint i = 0; i < n; i++)
    {
      add (points, place, time, kind);
      g_array_index (points, HwIndexPoint, points->len - 1).status = (guint8) status;
      g_array_index (points, HwIndexPoint, points->len - 1).people = people;
    }
}

static const HwHotSpot *
get_at (const GPtrArray *hot_spots,
        HwPoint          place)
{
  for (guint i = 0; i < hot_spots->len; i++)
    if (hw_point_distance (&get (hot_spots, i)->centre, &place) < 75)
      return get (hot_spots, i);
  g_assert_not_reached ();
}

static void
test_the_highest_score_is_first (void)
{
  g_autoptr (GArray) points = make_city (3);
  g_autoptr (GPtrArray) hot_spots = NULL;

  for (guint i = 0; i < 5; i++)
    {
      add (points, move (station, -3000, 0), NOW - 2 * HOUR, HW_KIND_REPORT);
      add (points, move (station, -5000, 0), NOW - HOUR, HW_KIND_REPORT);
    }
  hot_spots = find (points);
  for (guint i = 0; i < hot_spots->len; i++)
    {
      const HwHotSpot *next = get (hot_spots, MIN (i + 1, hot_spots->len - 1));

      g_assert_cmpuint (get (hot_spots, i)->rank, ==, i + 1);
      g_assert_cmpfloat (get (hot_spots, i)->score, >=, next->score);
      if (get (hot_spots, i)->score == next->score)
        g_assert_cmpint (get (hot_spots, i)->last, >=, next->last);
    }
}

static void
test_people_recency_and_unmet_reports_rank (void)
{
  const HwPoint crowd = move (station, 0, 1000), fresh = move (station, 0, 2000), old = move (station, 0, 3000);
  const HwPoint unmet = move (station, 0, 4000), met = move (station, 0, 5000), huge = move (station, 0, 6000);
  g_autoptr (GArray) points = new_points ();
  g_autoptr (GPtrArray) hot_spots = NULL;

  add_events (points, crowd, 5, NOW - 7 * HW_DAY_US, HW_KIND_REPORT, HW_REPORT_CLOSED, 4);
  add_events (points, fresh, 6, NOW - HW_DAY_US, HW_KIND_REPORT, HW_REPORT_CLOSED, 1);
  add_events (points, old, 7, NOW - 27 * HW_DAY_US, HW_KIND_REPORT, HW_REPORT_CLOSED, 1);
  add_events (points, unmet, 5, NOW - 7 * HW_DAY_US, HW_KIND_REPORT, HW_REPORT_SENT_OUT, 3);
  add_events (points, met, 5, NOW - 7 * HW_DAY_US, HW_KIND_CONTACT, HW_REPORT_CLOSED, 3);
  add_events (points, huge, 5, NOW - 7 * HW_DAY_US, HW_KIND_REPORT, HW_REPORT_TO_BE_ANSWERED, 0);
  add_events (points, huge, 1, NOW - 7 * HW_DAY_US, HW_KIND_REPORT, HW_REPORT_TO_BE_ANSWERED, 500);
  hot_spots = find (points);

  g_assert_cmpuint (hot_spots->len, ==, 6);
  for (guint i = 0; i < hot_spots->len; i++)
    g_assert_cmpfloat_with_epsilon (get (hot_spots, i)->score, score_naively (points, &get (hot_spots, i)->centre), 1e-9);
  g_assert_cmpuint (get_at (hot_spots, met)->rank, ==, 1);
  g_assert_cmpuint (get_at (hot_spots, huge)->rank, ==, 2);
  g_assert_cmpuint (get_at (hot_spots, unmet)->rank, ==, 3);
  g_assert_cmpuint (get_at (hot_spots, crowd)->rank, ==, 4);
  g_assert_cmpuint (get_at (hot_spots, fresh)->rank, ==, 5);
  g_assert_cmpuint (get_at (hot_spots, old)->rank, ==, 6);
  g_assert_cmpuint (get_at (hot_spots, unmet)->unmet, ==, 5);
  g_assert_cmpuint (get_at (hot_spots, met)->unmet, ==, 0);
  g_assert_cmpuint (get_at (hot_spots, huge)->unmet, ==, 0);
}

static void
test_rumour_and_verified_are_apart (void)
{
  g_autoptr (GArray) points = new_points ();
  g_autoptr (GPtrArray) hot_spots = NULL;

  add_events (points, station, 4, NOW - HOUR, HW_KIND_REPORT, HW_REPORT_NEW, 9);
  add_events (points, station, 3, NOW - HOUR, HW_KIND_CONTACT, HW_REPORT_CLOSED, 2);
  hot_spots = find (points);
  g_assert_cmpuint (get (hot_spots, 0)->verified, ==, 3);
  g_assert_cmpuint (get (hot_spots, 0)->rumoured, ==, 4);
  g_assert_cmpuint (get (hot_spots, 0)->people_met, ==, 6);
  g_assert_cmpuint (get (hot_spots, 0)->rows[HW_KIND_REPORT]->len, ==, 4);
  g_assert_cmpuint (get (hot_spots, 0)->rows[HW_KIND_CONTACT]->len, ==, 3);
  g_assert_cmpint (g_array_index (get (hot_spots, 0)->rows[HW_KIND_CONTACT], gint64, 2), ==, 7);
}

static void
test_cancelling_is_an_error (void)
{
  g_autoptr (GArray) points = make_city (4);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  HwHotSpotParams params;

  hw_hot_spot_params_init (&params, NOW);
  g_cancellable_cancel (cancellable);
  g_assert_null (hw_hot_spots_find ((const HwIndexPoint *) points->data, points->len, &params, NULL, NOW, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_a_hot_spot_outlives_its_list (void)
{
  g_autoptr (GArray) points = make_city (5);
  g_autoptr (GPtrArray) hot_spots = find (points);
  g_autoptr (HwHotSpot) kept = hw_hot_spot_ref (g_ptr_array_index (hot_spots, 0));

  g_clear_pointer (&hot_spots, g_ptr_array_unref);
  g_assert_cmpuint (kept->rank, ==, 1);
  g_assert_cmpuint (kept->hull->len, >=, 3);
  g_assert_true (G_TYPE_IS_BOXED (HW_TYPE_HOT_SPOT));
}

static void
test_found_again_by_identity_then_by_events (void)
{
  const HwPoint other = move (station, 1000, 0);
  g_autoptr (GArray) points = new_points ();
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GPtrArray) gone = g_ptr_array_new ();
  const HwHotSpot *selected;

  add_events (points, station, 6, NOW - 20 * HW_DAY_US, HW_KIND_REPORT, HW_REPORT_NEW, 1);
  add_events (points, other, 5, NOW - 10 * HW_DAY_US, HW_KIND_REPORT, HW_REPORT_NEW, 1);
  before = find (points);
  selected = get_at (before, station);
  g_assert_cmpuint (selected->rank, ==, 2);
  g_assert_null (hw_hot_spots_find_same (gone, selected));

  /* An older report comes in late: it is called something else, and is the same. */
  add_events (points, station, 9, NOW - 21 * HW_DAY_US, HW_KIND_REPORT, HW_REPORT_NEW, 9);
  after = find (points);
  g_assert_false (hw_id_equal (&get_at (after, station)->identity, &selected->identity));
  g_assert_true (hw_hot_spots_find_same (after, selected) == get_at (after, station));
  g_assert_true (hw_hot_spots_find_same (after, get_at (before, other)) == get_at (after, other));

  /* The identity counts for more than the events. */
  ((HwHotSpot *) get_at (after, other))->identity = selected->identity;
  g_assert_true (hw_hot_spots_find_same (after, selected) == get_at (after, other));
}

static void
test_two_weeks_apart_are_two_in_time (void)
{
  g_autoptr (GArray) points = new_points ();
  g_autoptr (GPtrArray) one = NULL;
  g_autoptr (GPtrArray) two = NULL;
  HwHotSpotParams params;

  for (guint i = 0; i < 6; i++)
    {
      add (points, station, NOW - (1 + i) * HW_DAY_US, HW_KIND_REPORT);
      add (points, station, NOW - (20 + i) * HW_DAY_US, HW_KIND_REPORT);
    }
  one = find (points);
  g_assert_cmpuint (one->len, ==, 1);
  hw_hot_spot_params_init (&params, NOW);
  params.time_radius_days = 7;
  two = hw_hot_spots_find ((const HwIndexPoint *) (gpointer) points->data, points->len, &params, NULL, NOW, NULL, NULL);
  g_assert_cmpuint (two->len, ==, 2);
  g_assert_cmpint (get (two, 0)->first, ==, NOW - 6 * HW_DAY_US);
  g_assert_cmpint (get (two, 1)->last, ==, NOW - 20 * HW_DAY_US);
}

/* -- hull -- */

/* Above zero where @point lies left of the way from corner @i to the next. */
static double
get_side (const GArray  *hull,
          guint          i,
          const HwPoint *point)
{
  const HwPoint *from = &g_array_index (hull, HwPoint, i), *to = &g_array_index (hull, HwPoint, (i + 1) % hull->len);

  return (to->longitude - from->longitude) * (point->latitude - from->latitude)
         - (to->latitude - from->latitude) * (point->longitude - from->longitude);
}

static gboolean
hull_holds (const GArray  *hull,
            const HwPoint *point)
{
  for (guint i = 0; i < hull->len; i++)
    if (get_side (hull, i, point) < 0.0)
      return FALSE;
  return hull->len >= 3;
}

static void
test_one_place_has_a_round_shape (void)
{
  g_autoptr (GArray) hull = hw_hull_around (&station, &station, 1, 25);

  g_assert_cmpuint (hull->len, ==, 16);
  for (guint i = 0; i < hull->len; i++)
    {
      double distance = hw_point_distance (&station, &g_array_index (hull, HwPoint, i));

      g_assert_cmpfloat (distance, >=, 25.0);
      g_assert_cmpfloat (distance, <, 26.0);
    }
  g_assert_true (hull_holds (hull, &station));
}

static void
test_a_hull_keeps_its_margin (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (6);

  for (guint round = 0; round < 50; round++)
    {
      HwPoint points[40];
      guint n = (guint) g_rand_int_range (random, 1, 40);
      g_autoptr (GArray) hull = NULL;
      HwPoint far = move (station, 2000, 0);

      for (guint i = 0; i < n; i++)
        points[i] = move (station, round % 3 == 0 ? 10.0 * i : g_rand_double_range (random, -200, 200), g_rand_double_range (random, -200, 200));
      hull = hw_hull_around (&station, points, n, 25);
      g_assert_false (hull_holds (hull, &far));
      for (guint i = 0; i < n; i++)
        for (guint corner = 0; corner < 12; corner++)
          {
            HwPoint margin = move (points[i], 24.9 * cos (corner * G_PI / 6), 24.9 * sin (corner * G_PI / 6));

            g_assert_true (hull_holds (hull, &margin));
          }
    }
}

/* -- reasons -- */

static void
test_counts_reach_beyond_the_hot_spot (void)
{
  static const double bands[] = { 50, 250, 1000 };
  static const int windows[] = { 7, 28, 60, 180 };
  g_autoptr (GArray) points = make_city (7);
  g_autoptr (GPtrArray) hot_spots = find (points);

  for (guint h = 0; h < hot_spots->len; h++)
    for (guint band = 0; band < 3; band++)
      for (guint window = 0; window < 4; window++)
        {
          guint n = 0;

          for (guint i = 0; i < points->len; i++)
            {
              const HwIndexPoint *point = &g_array_index (points, HwIndexPoint, i);

              n += hw_point_distance (&get (hot_spots, h)->centre, &point->point) <= bands[band]
                   && point->time <= NOW && NOW - point->time < windows[window] * HW_DAY_US;
            }
          g_assert_cmpuint (get (hot_spots, h)->counts[band][window], ==, n);
        }
}

static void
test_rhythm_is_local (void)
{
  g_autoptr (GArray) points = new_points ();
  g_autoptr (GTimeZone) auckland = g_time_zone_new_identifier ("Pacific/Auckland");
  g_autoptr (GPtrArray) utc = NULL;
  g_autoptr (GPtrArray) local = NULL;
  HwHotSpotParams params;

  if (auckland == NULL)
    {
      g_test_skip ("this system has no time zone Pacific/Auckland");
      return;
    }
  hw_hot_spot_params_init (&params, NOW);
  for (guint i = 0; i < 5; i++)
    add (points, station, NOW - HOUR, HW_KIND_REPORT);
  utc = find (points);
  g_assert_cmpuint (get (utc, 0)->rhythm[5][23], ==, 5);
  local = hw_hot_spots_find ((const HwIndexPoint *) points->data, points->len, &params, auckland, NOW, NULL, NULL);
  g_assert_cmpuint (get (local, 0)->rhythm[5][23], ==, 0);
  g_assert_cmpuint (get (local, 0)->rhythm[6][12], ==, 5);
}

static void
test_weeks_and_trend (void)
{
  g_autoptr (GArray) points = new_points ();
  g_autoptr (GPtrArray) hot_spots = NULL;
  const HwHotSpot *hot_spot;

  for (guint i = 0; i < 12; i++)
    add (points, station, NOW - HOUR, HW_KIND_REPORT);
  add (points, move (station, 200, 0), NOW - 14 * HW_DAY_US, HW_KIND_REPORT);
  add (points, move (station, 200, 0), NOW - 28 * HW_DAY_US + 1, HW_KIND_REPORT);
  add (points, move (station, 300, 0), NOW - 20 * HW_DAY_US, HW_KIND_REPORT);
  add (points, station, NOW - 84 * HW_DAY_US + 1, HW_KIND_REPORT);
  add (points, station, NOW - 84 * HW_DAY_US, HW_KIND_REPORT);
  hot_spots = find (points);
  hot_spot = get (hot_spots, 0);
  g_assert_cmpuint (hot_spot->recent, ==, 12);
  g_assert_cmpuint (hot_spot->before, ==, 2);
  g_assert_cmpint (hot_spot->trend, ==, 1);
  g_assert_cmpfloat_with_epsilon (hot_spot->p_value, 2.0 * (1 + 14 + 91) / 16384, 1e-12);
  g_assert_cmpuint (hot_spot->weeks[11], ==, 12);
  g_assert_cmpuint (hot_spot->weeks[9], ==, 1);
  g_assert_cmpuint (hot_spot->weeks[8], ==, 1);
  g_assert_cmpuint (hot_spot->weeks[0], ==, 1);
}

static void
test_p_values_of_the_binomial_test (void)
{
  g_assert_cmpfloat (hw_binomial_p_value (0, 0), ==, 1.0);
  g_assert_cmpfloat (hw_binomial_p_value (7, 7), ==, 1.0);
  g_assert_cmpfloat (hw_binomial_p_value (1, 0), ==, 1.0);
  /* as R's binom.test (x, n)$p.value has it */
  g_assert_cmpfloat_with_epsilon (hw_binomial_p_value (5, 0), 0.0625, 1e-15);
  g_assert_cmpfloat_with_epsilon (hw_binomial_p_value (0, 6), 0.03125, 1e-15);
  g_assert_cmpfloat_with_epsilon (hw_binomial_p_value (9, 1), 0.021484375, 1e-14);
  g_assert_cmpfloat_with_epsilon (hw_binomial_p_value (3, 5), 0.7265625, 1e-14);
  g_assert_cmpfloat_with_epsilon (hw_binomial_p_value (60, 40), 0.05688793364098078, 1e-12);
  g_assert_cmpfloat (hw_binomial_p_value (100000, 0), <, 1e-300);
  g_assert_cmpfloat (hw_binomial_p_value (50001, 50000), >, 0.99);
}

static void
test_a_small_change_is_no_trend (void)
{
  g_autoptr (GArray) points = new_points ();
  g_autoptr (GPtrArray) hot_spots = NULL;

  for (guint i = 0; i < 12; i++)
    add (points, station, i < 7 ? NOW : NOW - 20 * HW_DAY_US, HW_KIND_REPORT);
  hot_spots = find (points);
  g_assert_cmpint (get (hot_spots, 0)->trend, ==, 0);
  g_assert_cmpfloat (get (hot_spots, 0)->p_value, >, 0.05);
}

static void
test_falling_is_told (void)
{
  g_autoptr (GArray) points = new_points ();
  g_autoptr (GPtrArray) hot_spots = NULL;

  for (guint i = 0; i < 12; i++)
    add (points, station, i < 1 ? NOW : NOW - 20 * HW_DAY_US, HW_KIND_REPORT);
  hot_spots = find (points);
  g_assert_cmpint (get (hot_spots, 0)->trend, ==, -1);
}

static void
test_p_values_of_two_poisson_rates (void)
{
  /* poisson.test (c (18, 40), c (14, 166))$p.value and so on, R 4.2. */
  static const struct { guint count, past; double past_days, p_value; } cases[] = {
    { 18, 40, 166, 2.319999e-07 }, { 2, 60, 166, 0.2367987 }, { 0, 30, 100, 0.0446405 }, { 7, 81, 166, 0.84311 }, { 5, 0, 20, 0.01183711 },
  };

  g_assert_cmpfloat (hw_rate_p_value (0, 14, 0, 166), ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpfloat_with_epsilon (hw_rate_p_value (cases[i].count, 14, cases[i].past, cases[i].past_days) / cases[i].p_value, 1, 1e-6);
}

static void
test_the_own_past_is_what_is_expected (void)
{
  g_autoptr (GArray) points = new_points ();
  g_autoptr (GPtrArray) young = NULL;
  g_autoptr (GPtrArray) grown = NULL;

  add_events (points, station, 10, NOW - HW_DAY_US, HW_KIND_REPORT, HW_REPORT_NEW, 1);
  add_events (points, station, 1, NOW - 20 * HW_DAY_US, HW_KIND_REPORT, HW_REPORT_NEW, 1);
  young = find (points);
  g_assert_cmpfloat (get (young, 0)->expected, <, 0);
  g_assert_cmpfloat (get (young, 0)->past_p_value, ==, 1);

  add_events (points, station, 19, NOW - 50 * HW_DAY_US, HW_KIND_REPORT, HW_REPORT_NEW, 1);
  add_events (points, move (station, 5000, 0), 1, NOW - 154 * HW_DAY_US, HW_KIND_REPORT, HW_REPORT_NEW, 1);
  grown = find (points);
  g_assert_cmpfloat_with_epsilon (get (grown, 0)->expected, 2, 1e-9);
  g_assert_cmpfloat (get (grown, 0)->past_p_value, <, 0.001);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hot-spots/dbscan/is-that-of-the-definition", test_clusters_are_those_of_the_definition);
  g_test_add_func ("/hot-spots/dbscan/is-that-of-the-definition-on-2000-odd-sets", test_clusters_of_2000_odd_sets);
  g_test_add_func ("/hot-spots/dbscan/in-time/is-that-of-the-definition", test_clusters_in_time_are_those_of_the_definition);
  g_test_add_func ("/hot-spots/dbscan/few/is-that-of-the-definition", test_few_clusters_are_those_of_the_definition);
  g_test_add_func ("/hot-spots/two-weeks-apart-are-two-in-time", test_two_weeks_apart_are_two_in_time);
  g_test_add_func ("/hot-spots/dbscan/no-points-are-no-clusters", test_no_points_are_no_clusters);
  g_test_add_func ("/hot-spots/four-reports-are-none", test_four_reports_are_none);
  g_test_add_func ("/hot-spots/a-contact-counts-more-than-a-rumour", test_a_contact_counts_more_than_a_rumour);
  g_test_add_func ("/hot-spots/75-metres-and-no-more", test_75_metres_and_no_more);
  g_test_add_func ("/hot-spots/only-the-last-28-days-make-one", test_only_the_last_28_days_make_one);
  g_test_add_func ("/hot-spots/the-order-of-input-does-not-matter", test_the_order_of_input_does_not_matter);
  g_test_add_func ("/hot-spots/rank/the-highest-score-is-first", test_the_highest_score_is_first);
  g_test_add_func ("/hot-spots/rank/goes-by-people-recency-and-unmet-reports", test_people_recency_and_unmet_reports_rank);
  g_test_add_func ("/hot-spots/rumour-and-verified-are-counted-apart", test_rumour_and_verified_are_apart);
  g_test_add_func ("/hot-spots/cancelling-is-an-error", test_cancelling_is_an_error);
  g_test_add_func ("/hot-spots/outlive-their-list", test_a_hot_spot_outlives_its_list);
  g_test_add_func ("/hot-spots/found-again-by-identity-then-by-events", test_found_again_by_identity_then_by_events);
  g_test_add_func ("/hot-spots/hull/one-place-has-a-round-shape", test_one_place_has_a_round_shape);
  g_test_add_func ("/hot-spots/hull/keeps-its-margin", test_a_hull_keeps_its_margin);
  g_test_add_func ("/hot-spots/reasons/counts-reach-beyond-the-hot-spot", test_counts_reach_beyond_the_hot_spot);
  g_test_add_func ("/hot-spots/reasons/rhythm-is-local", test_rhythm_is_local);
  g_test_add_func ("/hot-spots/reasons/weeks-and-trend", test_weeks_and_trend);
  g_test_add_func ("/hot-spots/reasons/a-small-change-is-no-trend", test_a_small_change_is_no_trend);
  g_test_add_func ("/hot-spots/reasons/falling-is-told", test_falling_is_told);
  g_test_add_func ("/hot-spots/reasons/p-values-of-the-binomial-test", test_p_values_of_the_binomial_test);
  g_test_add_func ("/hot-spots/reasons/p-values-of-two-poisson-rates", test_p_values_of_two_poisson_rates);
  g_test_add_func ("/hot-spots/reasons/the-own-past-is-what-is-expected", test_the_own_past_is_what_is_expected);
  return g_test_run ();
}
