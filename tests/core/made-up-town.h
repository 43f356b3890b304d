/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>
#include "hw-point-index.h"

/* Points for the tests of the point index, and what they should count. */

#define SECOND ((gint64) G_USEC_PER_SEC)
#define NOW (G_GINT64_CONSTANT (1795305600) * G_USEC_PER_SEC)   /* 22 November 2026, 0:00 UTC */

static const HwBox world = { .west = -180, .south = -90, .east = 180, .north = 90 };

/* A made-up town with some crowded corners, two years long. */
static inline GArray *
make_town (guint n_points,
           guint seed)
{
  GArray *points = g_array_new (FALSE, TRUE, sizeof (HwIndexPoint));
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  for (guint i = 0; i < n_points; i++)
    {
      HwPoint corner = { 51.5 + 0.01 * g_rand_int_range (random, 0, 10), -0.1 + 0.02 * g_rand_int_range (random, 0, 10) };
      HwIndexPoint point = {
        .row = i + 1,
        .time = NOW - (gint64) (g_rand_double (random) * 730 * 86400) * SECOND,
        .kind = (guint8) (g_rand_int_range (random, 0, 4) == 0 ? HW_KIND_CONTACT : HW_KIND_REPORT),
        .status = (guint8) g_rand_int_range (random, 0, HW_N_COUNTED_STATUSES),
        .people = (guint16) g_rand_int_range (random, 0, 4),
      };

      if (point.kind == HW_KIND_CONTACT)
        point.status = HW_REPORT_CLOSED;
      corner.latitude += g_rand_double_range (random, -0.002, 0.002);
      corner.longitude += g_rand_double_range (random, -0.003, 0.003);
      point.point = hw_point_round (&corner);
      g_array_append_val (points, point);
    }
  return points;
}

static inline HwPointIndex *
make_index (const GArray *points)
{
  HwPointIndex *index = hw_point_index_new ();

  hw_point_index_append (index, (const HwIndexPoint *) points->data, points->len);
  return index;
}

static inline gboolean
passes (const HwIndexPoint  *point,
        const HwPointFilter *filter)
{
  return point->time >= filter->since && point->time < filter->until && (filter->kinds & 1u << point->kind) != 0
         && (point->kind == HW_KIND_CONTACT || (filter->statuses & 1u << point->status) != 0);
}

static inline guint
count_passing (const GArray        *points,
               const HwPointFilter *filter,
               const HwBox         *box)
{
  guint n = 0;

  for (guint i = 0; i < points->len; i++)
    {
      const HwIndexPoint *point = &g_array_index (points, HwIndexPoint, i);

      n += passes (point, filter) && hw_box_contains (box, &point->point);
    }
  return n;
}

static inline guint
count_in_clusters (const GArray *clusters)
{
  guint n = 0;

  for (guint i = 0; i < clusters->len; i++)
    {
      const HwCluster *cluster = &g_array_index (clusters, HwCluster, i);
      guint sum = cluster->contacts;

      for (guint status = 0; status < HW_N_COUNTED_STATUSES; status++)
        sum += cluster->counts[status];
      g_assert_cmpuint (sum, ==, cluster->count);
      n += cluster->count;
    }
  return n;
}

static inline int
compare_clusters (gconstpointer a,
                  gconstpointer b)
{
  const HwCluster *first = a, *second = b;

  return first->x != second->x ? (first->x < second->x ? -1 : 1) : (first->y > second->y) - (first->y < second->y);
}

static inline void
assert_same_drawing (HwPointIndex *index,
                     HwPointIndex *other)
{
  for (int zoom = 0; zoom <= 18; zoom += 3)
    {
      g_autoptr (GArray) first = hw_point_index_get_clusters (index, &world, zoom);
      g_autoptr (GArray) second = hw_point_index_get_clusters (other, &world, zoom);

      g_assert_cmpuint (first->len, ==, second->len);
      g_array_sort (first, compare_clusters);
      g_array_sort (second, compare_clusters);
      for (guint i = 0; i < first->len; i++)
        {
          const HwCluster *a = &g_array_index (first, HwCluster, i), *b = &g_array_index (second, HwCluster, i);

          g_assert_true (a->x == b->x && a->y == b->y && a->count == b->count && a->contacts == b->contacts);
          g_assert_cmpmem (a->counts, sizeof a->counts, b->counts, sizeof b->counts);
        }
    }
}
