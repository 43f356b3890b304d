/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <math.h>
#include "hw-dbscan-few.h"

/* DBSCAN of a handful of points, as for the streets around one hot-spot on one
 * of a thousand days: every pair is looked at, and a set of points is one word.
 * A grid would take longer to lay out than all of this. */

typedef struct
{
  guint32 n_points;
  double  chords_squared[HW_DBSCAN_FEW][HW_DBSCAN_FEW];
  guint64 near[HW_DBSCAN_FEW];   /* sets: bit i is point i */
  guint64 core;
} Few;

static void
measure (Few               *few,
         const HwNearPoint *points,
         double             radius_m)
{
  double limit = hw_near_chord_squared (radius_m);

  for (guint32 i = 0; i < few->n_points; i++)
    {
      few->near[i] |= G_GUINT64_CONSTANT (1) << i;
      for (guint32 j = 0; j < i; j++)
        {
          double chord_squared = hw_near_point_get_chord_squared (&points[i], &points[j]);

          few->chords_squared[i][j] = few->chords_squared[j][i] = chord_squared;
          if (chord_squared > limit)
            continue;
          few->near[i] |= G_GUINT64_CONSTANT (1) << j;
          few->near[j] |= G_GUINT64_CONSTANT (1) << i;
        }
    }
}

static void
mark_core (Few          *few,
           const double *weights,
           double        weight)
{
  for (guint32 i = 0; i < few->n_points; i++)
    {
      double sum = 0.0;

      for (guint32 j = 0; j < few->n_points; j++)
        if ((few->near[i] >> j & 1) != 0)
          sum += weights[j];
      if (sum >= weight)
        few->core |= G_GUINT64_CONSTANT (1) << i;
    }
}

/* The core points that core points lead to from @first. */
static guint64
spread (const Few *few,
        guint32    first)
{
  guint64 reached = G_GUINT64_CONSTANT (1) << first, before;

  do
    {
      before = reached;
      for (guint32 i = 0; i < few->n_points; i++)
        if ((before >> i & 1) != 0)
          reached |= few->near[i] & few->core;
    }
  while (reached != before);
  return reached;
}

static void
number_cluster (const Few *few,
                guint32    core,
                guint32   *clusters,
                guint32    number)
{
  guint64 reached = spread (few, core);

  for (guint32 i = 0; i < few->n_points; i++)
    if ((reached >> i & 1) != 0)
      clusters[i] = number;
}

/* Of a core point itself, else the nearest, and of equally near ones the first. */
static guint32
find_core (const Few *few,
           guint32    point)
{
  guint32 nearest = HW_DBSCAN_NOISE;

  if ((few->core >> point & 1) != 0)
    return point;
  for (guint32 i = 0; i < few->n_points; i++)
    if ((few->near[point] & few->core) >> i & 1)
      if (nearest == HW_DBSCAN_NOISE || few->chords_squared[point][i] < few->chords_squared[point][nearest])
        nearest = i;
  return nearest;
}

/**
 * hw_dbscan_few:
 * @points: (array length=n_points): points, see hw_near_point_init()
 * @weights: (array length=n_points): the weight of each, not below zero
 * @n_points: how many, at most %HW_DBSCAN_FEW
 * @radius_m: metres, above zero
 * @weight: what must lie within the radius of a core point, itself included
 * @n_clusters: (out): how many clusters there are
 *
 * As hw_dbscan(), for few points.
 *
 * Returns: (transfer full) (array length=n_points): the cluster of each point, or %HW_DBSCAN_NOISE
 */
guint32 *
hw_dbscan_few (const HwNearPoint *points,
               const double      *weights,
               guint32            n_points,
               double             radius_m,
               double             weight,
               guint32           *n_clusters)
{
  guint32 *labels = g_new (guint32, n_points + 1);
  guint32 clusters[HW_DBSCAN_FEW];
  Few few;

  g_return_val_if_fail (n_points <= HW_DBSCAN_FEW, labels);

  few.n_points = n_points;
  few.core = 0;
  for (guint32 i = 0; i < n_points; i++)
    {
      few.near[i] = 0;
      clusters[i] = HW_DBSCAN_NOISE;
    }
  measure (&few, points, radius_m);
  mark_core (&few, weights, weight);
  *n_clusters = 0;
  for (guint32 i = 0; i < n_points; i++)
    {
      guint32 core = find_core (&few, i);

      if (core != HW_DBSCAN_NOISE && clusters[core] == HW_DBSCAN_NOISE)
        number_cluster (&few, core, clusters, (*n_clusters)++);
      labels[i] = core != HW_DBSCAN_NOISE ? clusters[core] : HW_DBSCAN_NOISE;
    }
  return labels;
}
