/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <math.h>
#include "hw-dbscan-time.h"
#include "hw-near-grid.h"

/* Exact DBSCAN where neighbours are near both in place and in time (D. Birant
 * and A. Kut, "ST-DBSCAN: an algorithm for clustering spatial-temporal data",
 * 2007, without its third measure): a place that was busy for a week in spring
 * and for another in autumn is two clusters. The points of a cell lie in order
 * of time, so that only those within the time radius are looked at. */

#define POINTS_BETWEEN_CHECKS 1024

typedef struct
{
  HwNearGrid   *grid;          /* (owned) the points of each cell by time, then by index */
  const gint64 *times;
  const double *weights;
  gint64        time_radius;
  double        weight;
  GArray       *cells;         /* (owned) near the point at hand */
  guint32      *parents;       /* (owned) by index: union-find over core points */
  gboolean     *is_core;       /* (owned) by index */
} Scan;

/* Called with each neighbour; %FALSE ends the walk. */
typedef gboolean (*NeighbourFunc) (Scan              *scan,
                                   const HwNearPoint *neighbour,
                                   double             chord_squared,
                                   gpointer           data);

static int
compare_times (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  const gint64 *times = user_data;
  guint32 first = ((const HwNearPoint *) a)->index, second = ((const HwNearPoint *) b)->index;

  if (times[first] != times[second])
    return times[first] < times[second] ? -1 : 1;
  return (first > second) - (first < second);
}

static void
scan_init (Scan          *scan,
           const HwPoint *points,
           guint32        n_points,
           double         radius_m)
{
  scan->grid = hw_near_grid_new (points, n_points, radius_m, radius_m * (G_SQRT2 / 2.0) * (1.0 - 1e-6));
  scan->cells = g_array_new (FALSE, FALSE, sizeof (guint32));
  scan->parents = g_new (guint32, n_points + 1);
  scan->is_core = g_new0 (gboolean, n_points + 1);
  for (guint32 i = 0; i < n_points; i++)
    scan->parents[i] = i;
  for (guint32 i = 0; i < scan->grid->n_cells; i++)
    {
      const HwNearCell *cell = &scan->grid->cells[i];

      g_qsort_with_data (scan->grid->points + cell->first, (int) (cell->end - cell->first), sizeof (HwNearPoint), compare_times, (gpointer) scan->times);
    }
}

static void
scan_clear (Scan *scan)
{
  hw_near_grid_free (scan->grid);
  g_array_unref (scan->cells);
  g_free (scan->parents);
  g_free (scan->is_core);
}

/* The first point of a cell that is not before @time. */
static guint32
find_first (const Scan       *scan,
            const HwNearCell *cell,
            gint64            time)
{
  guint32 low = cell->first, high = cell->end;

  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;

      if (scan->times[scan->grid->points[middle].index] < time)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* scan->cells are those near the cell of @point. */
static void
foreach_neighbour (Scan              *scan,
                   const HwNearPoint *point,
                   NeighbourFunc      func,
                   gpointer           data)
{
  gint64 time = scan->times[point->index];

  for (guint n = 0; n < scan->cells->len; n++)
    {
      const HwNearCell *cell = &scan->grid->cells[g_array_index (scan->cells, guint32, n)];

      for (guint32 i = find_first (scan, cell, time - scan->time_radius); i < cell->end; i++)
        {
          const HwNearPoint *neighbour = &scan->grid->points[i];
          double chord_squared;

          if (scan->times[neighbour->index] > time + scan->time_radius)
            break;
          chord_squared = hw_near_point_get_chord_squared (point, neighbour);
          if (chord_squared <= scan->grid->chord_squared && !func (scan, neighbour, chord_squared, data))
            return;
        }
    }
}

typedef void (*PointFunc) (Scan              *scan,
                           const HwNearPoint *point,
                           gpointer           data);

static gboolean
foreach_point (Scan          *scan,
               PointFunc      func,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  guint32 n_done = 0;

  for (guint32 number = 0; number < scan->grid->n_cells; number++)
    {
      const HwNearCell *cell = &scan->grid->cells[number];

      hw_near_grid_get_cells (scan->grid, number, scan->cells);
      for (guint32 i = cell->first; i < cell->end; i++)
        {
          if (n_done++ % POINTS_BETWEEN_CHECKS == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
            return FALSE;
          func (scan, &scan->grid->points[i], data);
        }
    }
  return TRUE;
}

/* -- which are core -- */

static gboolean
add_weight (Scan              *scan,
            const HwNearPoint *neighbour,
            double             chord_squared,
            gpointer           data)
{
  double *sum = data;

  *sum += scan->weights[neighbour->index];
  return *sum < scan->weight;
}

static void
mark_core (Scan              *scan,
           const HwNearPoint *point,
           gpointer           data)
{
  double sum = 0.0;

  foreach_neighbour (scan, point, add_weight, &sum);
  scan->is_core[point->index] = sum >= scan->weight;
}

/* -- which belong together -- */

static guint32
find_root (guint32 *parents,
           guint32  at)
{
  while (parents[at] != at)
    at = parents[at] = parents[parents[at]];
  return at;
}

static gboolean
join (Scan              *scan,
      const HwNearPoint *neighbour,
      double             chord_squared,
      gpointer           data)
{
  guint32 *root = data;

  if (scan->is_core[neighbour->index])
    {
      guint32 other = find_root (scan->parents, neighbour->index);

      /* The smallest index is the root, whatever the order. */
      scan->parents[MAX (*root, other)] = MIN (*root, other);
      *root = MIN (*root, other);
    }
  return TRUE;
}

static void
join_core (Scan              *scan,
           const HwNearPoint *point,
           gpointer           data)
{
  guint32 root;

  if (!scan->is_core[point->index])
    return;
  root = find_root (scan->parents, point->index);
  foreach_neighbour (scan, point, join, &root);
}

static gboolean
join_any (Scan              *scan,
          const HwNearPoint *neighbour,
          double             chord_squared,
          gpointer           data)
{
  guint32 *root = data;
  guint32 other = find_root (scan->parents, neighbour->index);

  scan->parents[MAX (*root, other)] = MIN (*root, other);
  *root = MIN (*root, other);
  return TRUE;
}

/* With what lies at its edge, too. */
static void
join_all (Scan              *scan,
          const HwNearPoint *point,
          gpointer           data)
{
  guint32 root;

  if (!scan->is_core[point->index])
    return;
  root = find_root (scan->parents, point->index);
  foreach_neighbour (scan, point, join_any, &root);
}

/* -- and which lie at their edge -- */

typedef struct
{
  double  chord_squared;
  guint32 core;
} Nearest;

static gboolean
find_nearest (Scan              *scan,
              const HwNearPoint *neighbour,
              double             chord_squared,
              gpointer           data)
{
  Nearest *nearest = data;

  if (scan->is_core[neighbour->index]
      && (chord_squared < nearest->chord_squared || (chord_squared == nearest->chord_squared && neighbour->index < nearest->core)))
    *nearest = (Nearest) { chord_squared, neighbour->index };
  return TRUE;
}

static void
label (Scan              *scan,
       const HwNearPoint *point,
       gpointer           data)
{
  guint32 *labels = data;
  Nearest nearest = { INFINITY, HW_DBSCAN_NOISE };

  if (scan->is_core[point->index])
    nearest.core = point->index;
  else
    foreach_neighbour (scan, point, find_nearest, &nearest);
  labels[point->index] = nearest.core != HW_DBSCAN_NOISE ? find_root (scan->parents, nearest.core) : HW_DBSCAN_NOISE;
}

/* From roots to 0, 1, 2 ... in the order of the points. */
static guint32
number_clusters (guint32 *labels,
                 guint32  n_points)
{
  g_autofree guint32 *numbers = g_new (guint32, n_points + 1);
  guint32 n_clusters = 0;

  for (guint32 i = 0; i < n_points; i++)
    numbers[i] = HW_DBSCAN_NOISE;
  for (guint32 i = 0; i < n_points; i++)
    {
      if (labels[i] == HW_DBSCAN_NOISE)
        continue;
      if (numbers[labels[i]] == HW_DBSCAN_NOISE)
        numbers[labels[i]] = n_clusters++;
      labels[i] = numbers[labels[i]];
    }
  return n_clusters;
}

/**
 * hw_dbscan_in_time:
 * @points: (array length=n_points): valid points
 * @times: (array length=n_points): when, in microseconds
 * @weights: (array length=n_points): the weight of each, not below zero
 * @n_points: how many
 * @radius_m: metres, above zero
 * @time_radius: microseconds, not below zero
 * @weight: what must lie within both radii of a core point, itself included
 * @n_clusters: (out): how many clusters there are
 * @cancellable: (nullable): looked at now and then
 * @error: return location for an error
 *
 * As hw_dbscan(), with neighbours that are no further apart in time either. A
 * point at the edge of several clusters belongs to that of the nearest core
 * point, and of equally near ones to that of the first.
 *
 * Returns: (transfer full) (nullable) (array length=n_points): the cluster of
 *   each point, or %HW_DBSCAN_NOISE; %NULL if cancelled
 */
guint32 *
hw_dbscan_in_time (const HwPoint  *points,
                   const gint64   *times,
                   const double   *weights,
                   guint32         n_points,
                   double          radius_m,
                   gint64          time_radius,
                   double          weight,
                   guint32        *n_clusters,
                   GCancellable   *cancellable,
                   GError        **error)
{
  Scan scan = { .times = times, .weights = weights, .time_radius = time_radius, .weight = weight };
  g_autofree guint32 *labels = g_new (guint32, n_points + 1);
  gboolean is_done;

  scan_init (&scan, points, n_points, radius_m);
  is_done = foreach_point (&scan, mark_core, NULL, cancellable, error)
            && foreach_point (&scan, join_core, NULL, cancellable, error)
            && foreach_point (&scan, label, labels, cancellable, error);
  scan_clear (&scan);
  if (!is_done)
    return NULL;
  *n_clusters = number_clusters (labels, n_points);
  return g_steal_pointer (&labels);
}

/* A point that is no core and that no core reached stands alone. */
static void
mark_reached (Scan    *scan,
              guint32 *labels,
              guint32  n_points)
{
  g_autofree gboolean *has_core = g_new0 (gboolean, n_points + 1);

  for (guint32 i = 0; i < n_points; i++)
    {
      labels[i] = find_root (scan->parents, i);
      has_core[labels[i]] |= scan->is_core[i];
    }
  for (guint32 i = 0; i < n_points; i++)
    if (!has_core[labels[i]])
      labels[i] = HW_DBSCAN_NOISE;
}

/**
 * hw_reach_in_time:
 * @points: (array length=n_points): valid points
 * @times: (array length=n_points): when, in microseconds
 * @weights: (array length=n_points): the weight of each, not below zero
 * @n_points: how many
 * @radius_m: metres, above zero
 * @time_radius: microseconds, not below zero
 * @weight: what must lie within both radii of a core point, itself included
 * @n_regions: (out): how many regions there are
 * @cancellable: (nullable): looked at now and then
 * @error: return location for an error
 *
 * Divides points into regions that have nothing to do with each other: whatever
 * part of the points is looked at, of a time no longer than @time_radius, no
 * cluster of hw_dbscan() with the same radius and weight reaches from one region
 * into another, nor does a point at the edge of a cluster in one lie near a core
 * point in another. A region is a cluster of hw_dbscan_in_time() whose edges
 * join clusters, too.
 *
 * Returns: (transfer full) (nullable) (array length=n_points): the region of
 *   each point, or %HW_DBSCAN_NOISE for one that can be in no cluster; %NULL if
 *   cancelled
 */
guint32 *
hw_reach_in_time (const HwPoint  *points,
                  const gint64   *times,
                  const double   *weights,
                  guint32         n_points,
                  double          radius_m,
                  gint64          time_radius,
                  double          weight,
                  guint32        *n_regions,
                  GCancellable   *cancellable,
                  GError        **error)
{
  Scan scan = { .times = times, .weights = weights, .time_radius = time_radius, .weight = weight };
  g_autofree guint32 *labels = g_new (guint32, n_points + 1);
  gboolean is_done;

  scan_init (&scan, points, n_points, radius_m);
  is_done = foreach_point (&scan, mark_core, NULL, cancellable, error)
            && foreach_point (&scan, join_all, NULL, cancellable, error);
  if (is_done)
    mark_reached (&scan, labels, n_points);
  scan_clear (&scan);
  if (!is_done)
    return NULL;
  *n_regions = number_clusters (labels, n_points);
  return g_steal_pointer (&labels);
}
