/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <math.h>
#include <string.h>
#include "hw-dbscan.h"
#include "hw-near-grid.h"

/* Density clustering, exactly: M. Ester, H.-P. Kriegel, J. Sander, X. Xu, "A
 * Density-Based Algorithm for Discovering Clusters", KDD 1996, with weights.
 * Cells are so small that all points of one are within the radius of each other
 * (A. Gunawan, "A Faster Algorithm for DBSCAN", 2013): a cell that is heavy
 * enough has core points only, and the core points of a cell are one cluster
 * from the start, so that cells are joined, not points.
 *
 * What DBSCAN leaves to the order of its input is settled here: a border point
 * belongs to its nearest core point, and to the one that comes first if two are
 * as near. */

#define CELLS_BETWEEN_CHECKS 256

/* The corners of the smallest box around a cell's core points. */
typedef struct
{
  double low[3], high[3];
} CoreBox;

typedef struct
{
  HwNearGrid   *grid;       /* (owned) */
  double       *weights;    /* (owned) by the grid's order */
  double        weight;
  guint8       *is_core;    /* (owned) by the grid's order */
  double       *masses;     /* (owned) per cell: the weight in it */
  guint32      *numbers;    /* (owned) per cell and one more: how many cells before it have core points */
  guint32      *parents;    /* (owned) per cell that has core points, by its number: union-find */
  HwNearWalk    near;       /* cells near the one at hand */
} Scan;

static gboolean
is_cancelled (guint32        cell,
              GCancellable  *cancellable,
              GError       **error)
{
  return cell % CELLS_BETWEEN_CHECKS == 0 && g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* Whether any of the cells from @first up to @end, which is one past the last, has a core point. */
static gboolean
have_core (const Scan *scan,
           guint32     first,
           guint32     end)
{
  return scan->numbers[first] != scan->numbers[end];
}

/* -- core points -- */

static double
get_mass (const Scan *scan,
          guint32     number)
{
  const HwNearCell *cell = &scan->grid->cells[number];
  double sum = 0.0;

  for (guint32 i = cell->first; i < cell->end; i++)
    sum += scan->weights[i];
  return sum;
}

/* Whether the cells near the one at hand are heavy enough, all of each taken. */
static gboolean
may_be_heavy_around (const Scan *scan)
{
  double sum = 0.0;

  for (guint n = 0; n < scan->near.n_runs && sum < scan->weight; n++)
    for (guint32 cell = scan->near.runs[n].first; cell < scan->near.runs[n].end; cell++)
      sum += scan->masses[cell];
  /* rounding may add up otherwise than point by point */
  return sum >= scan->weight * (1.0 - 1e-9);
}

/* Whether what lies within the radius of a point is heavy enough. Looks no further than it must. */
static gboolean
is_heavy_around (const Scan        *scan,
                 const HwNearPoint *point)
{
  const HwNearGrid *grid = scan->grid;
  double sum = 0.0;

  for (guint n = 0; n < scan->near.n_runs; n++)
    {
      guint32 end = grid->cells[scan->near.runs[n].end - 1].end;

      for (guint32 i = grid->cells[scan->near.runs[n].first].first; i < end; i++)
        {
          sum += hw_near_point_get_chord_squared (point, &grid->points[i]) <= grid->chord_squared ? scan->weights[i] : 0.0;
          if (sum >= scan->weight)
            return TRUE;
        }
    }
  return FALSE;
}

/* Returns whether the cell has a core point. */
static gboolean
mark_core_of_cell (Scan    *scan,
                   guint32  number)
{
  const HwNearCell *cell = &scan->grid->cells[number];
  gboolean has_core = FALSE;

  if (scan->masses[number] >= scan->weight)
    {
      memset (scan->is_core + cell->first, TRUE, cell->end - cell->first);
      return TRUE;
    }
  hw_near_walk_find (&scan->near, number);
  if (!may_be_heavy_around (scan))
    return FALSE;
  for (guint32 i = cell->first; i < cell->end; i++)
    {
      scan->is_core[i] = is_heavy_around (scan, &scan->grid->points[i]);
      has_core |= scan->is_core[i];
    }
  return has_core;
}

static gboolean
mark_core (Scan          *scan,
           GCancellable  *cancellable,
           GError       **error)
{
  guint32 n_core_cells = 0;

  for (guint32 cell = 0; cell < scan->grid->n_cells; cell++)
    scan->masses[cell] = get_mass (scan, cell);
  for (guint32 cell = 0; cell < scan->grid->n_cells; cell++)
    {
      if (is_cancelled (cell, cancellable, error))
        return FALSE;
      scan->numbers[cell] = n_core_cells;
      n_core_cells += mark_core_of_cell (scan, cell);
    }
  scan->numbers[scan->grid->n_cells] = n_core_cells;
  return TRUE;
}

/* -- joining cells -- */

static guint32
find_root (Scan    *scan,
           guint32  number)
{
  while (scan->parents[number] != number)
    number = scan->parents[number] = scan->parents[scan->parents[number]];
  return number;
}

static CoreBox
get_box (const Scan *scan,
         guint32     cell)
{
  CoreBox box = { { INFINITY, INFINITY, INFINITY }, { -INFINITY, -INFINITY, -INFINITY } };

  for (guint32 i = scan->grid->cells[cell].first; i < scan->grid->cells[cell].end; i++)
    {
      const HwNearPoint *point = &scan->grid->points[i];
      const double at[3] = { point->x, point->y, point->z };

      for (guint axis = 0; axis < 3 && scan->is_core[i]; axis++)
        {
          box.low[axis] = MIN (box.low[axis], at[axis]);
          box.high[axis] = MAX (box.high[axis], at[axis]);
        }
    }
  return box;
}

static double
get_gap_squared (const CoreBox     *box,
                 const HwNearPoint *point)
{
  const double at[3] = { point->x, point->y, point->z };
  double sum = 0.0;

  for (guint axis = 0; axis < 3; axis++)
    {
      double gap = MAX (MAX (box->low[axis] - at[axis], at[axis] - box->high[axis]), 0.0);

      sum += gap * gap;
    }
  return sum;
}

static gboolean
is_at_same_place (const HwNearPoint *a,
                  const HwNearPoint *b)
{
  return a->x == b->x && a->y == b->y && a->z == b->z;
}

/* Whether a core point of @cell is within the radius of @point. */
static gboolean
has_core_near (const Scan        *scan,
               guint32            cell,
               const HwNearPoint *point)
{
  const HwNearGrid *grid = scan->grid;
  const HwNearPoint *previous = NULL;

  for (guint32 i = grid->cells[cell].first; i < grid->cells[cell].end; i++)
    {
      if (!scan->is_core[i] || (previous != NULL && is_at_same_place (previous, &grid->points[i])))
        continue;
      previous = &grid->points[i];
      if (hw_near_point_get_chord_squared (point, previous) <= grid->chord_squared)
        return TRUE;
    }
  return FALSE;
}

/* Whether a core point of @other is within the radius of one of @cell, whose core points are in @box. */
static gboolean
are_cells_joined (const Scan    *scan,
                  guint32        cell,
                  const CoreBox *box,
                  guint32        other)
{
  const HwNearGrid *grid = scan->grid;
  const HwNearPoint *previous = NULL;

  for (guint32 i = grid->cells[other].first; i < grid->cells[other].end; i++)
    {
      const HwNearPoint *point = &grid->points[i];

      if (!scan->is_core[i] || (previous != NULL && is_at_same_place (previous, point)))
        continue;
      previous = point;
      if (get_gap_squared (box, point) <= grid->chord_squared && has_core_near (scan, cell, point))
        return TRUE;
    }
  return FALSE;
}

/* With those near it that come after it: those before it were joined when it was their turn. */
static void
join_cell (Scan    *scan,
           guint32  cell)
{
  guint32 root = find_root (scan, scan->numbers[cell]);
  gboolean has_box = FALSE;
  CoreBox box;

  for (guint n = 0; n < scan->near.n_runs; n++)
    for (guint32 other = MAX (scan->near.runs[n].first, cell + 1); other < scan->near.runs[n].end; other++)
      {
        guint32 other_root;

        if (!have_core (scan, other, other + 1))
          continue;
        other_root = find_root (scan, scan->numbers[other]);
        if (other_root == root)
          continue;
        if (!has_box)
          box = get_box (scan, cell);
        has_box = TRUE;
        if (are_cells_joined (scan, cell, &box, other))
          scan->parents[other_root] = root;
      }
}

/* -- labels -- */

/* The number of the cell of the core point nearest to a border point; HW_DBSCAN_NOISE if none is within the radius. */
static guint32
find_core (const Scan        *scan,
           const HwNearPoint *point)
{
  const HwNearGrid *grid = scan->grid;
  double nearest = grid->chord_squared;
  const HwNearPoint *core = NULL;

  for (guint n = 0; n < scan->near.n_runs; n++)
    {
      const HwNearRun *run = &scan->near.runs[n];

      if (!have_core (scan, run->first, run->end))
        continue;
      for (guint32 i = grid->cells[run->first].first; i < grid->cells[run->end - 1].end; i++)
        {
          double chord_squared;

          if (!scan->is_core[i])
            continue;
          chord_squared = hw_near_point_get_chord_squared (point, &grid->points[i]);
          if (chord_squared < nearest
              || (chord_squared == nearest && (core == NULL || grid->points[i].index < core->index)))
            {
              nearest = chord_squared;
              core = &grid->points[i];
            }
        }
    }
  return core != NULL ? scan->numbers[core->cell] : HW_DBSCAN_NOISE;
}

static void
label_cell (const Scan *scan,
            guint32     number,
            guint32    *labels)
{
  const HwNearCell *cell = &scan->grid->cells[number];

  for (guint32 i = cell->first; i < cell->end; i++)
    labels[scan->grid->points[i].index] = scan->is_core[i] ? scan->numbers[number] : find_core (scan, &scan->grid->points[i]);
}

/* Gives every point the number of a cell of its cluster, and joins the cells of each cluster. */
static gboolean
join_and_label (Scan          *scan,
                guint32       *labels,
                GCancellable  *cancellable,
                GError       **error)
{
  guint32 n_core_cells = scan->numbers[scan->grid->n_cells];

  scan->parents = g_new (guint32, n_core_cells);
  for (guint32 i = 0; i < n_core_cells; i++)
    scan->parents[i] = i;
  for (guint32 cell = 0; cell < scan->grid->n_cells; cell++)
    {
      if (is_cancelled (cell, cancellable, error))
        return FALSE;
      hw_near_walk_find (&scan->near, cell);
      if (have_core (scan, cell, cell + 1))
        join_cell (scan, cell);
      label_cell (scan, cell, labels);
    }
  return TRUE;
}

/* Cells become cluster numbers, 0 for the cluster of the first point that has one. */
static guint32
number_clusters (Scan    *scan,
                 guint32 *labels)
{
  guint32 n_core_cells = scan->numbers[scan->grid->n_cells], n_clusters = 0;
  g_autofree guint32 *clusters = g_new (guint32, n_core_cells);

  for (guint32 i = 0; i < n_core_cells; i++)
    clusters[i] = HW_DBSCAN_NOISE;
  for (guint32 i = 0; i < scan->grid->n_points; i++)
    {
      guint32 *cluster;

      if (labels[i] == HW_DBSCAN_NOISE)
        continue;
      cluster = &clusters[find_root (scan, labels[i])];
      if (*cluster == HW_DBSCAN_NOISE)
        *cluster = n_clusters++;
      labels[i] = *cluster;
    }
  return n_clusters;
}

static void
scan_init (Scan          *scan,
           const HwPoint *points,
           const double  *weights,
           guint32        n_points,
           double         radius_m,
           double         weight)
{
  /* a hair less than radius / sqrt 2, so that rounding leaves the diagonal within the radius */
  scan->grid = hw_near_grid_new (points, n_points, radius_m, radius_m * (G_SQRT2 / 2.0) * (1.0 - 1e-6));
  scan->weights = g_new (double, n_points);
  for (guint32 i = 0; i < n_points; i++)
    {
      __builtin_prefetch (&weights[scan->grid->points[MIN (i + HW_NEAR_PREFETCH, n_points - 1)].index]);
      scan->weights[i] = weights[scan->grid->points[i].index];
    }
  scan->weight = weight;
  scan->is_core = g_new0 (guint8, n_points);
  scan->masses = g_new (double, scan->grid->n_cells);
  scan->numbers = g_new (guint32, scan->grid->n_cells + 1);
  scan->parents = NULL;
  hw_near_walk_init (&scan->near, scan->grid);
}

static void
scan_clear (Scan *scan)
{
  hw_near_grid_free (scan->grid);
  g_free (scan->weights);
  g_free (scan->is_core);
  g_free (scan->masses);
  g_free (scan->numbers);
  g_free (scan->parents);
  hw_near_walk_clear (&scan->near);
}

/**
 * hw_dbscan:
 * @points: (array length=n_points): valid points
 * @weights: (array length=n_points): the weight of each, not below zero
 * @n_points: how many
 * @radius_m: metres, at least 0.1
 * @weight: what must lie within the radius of a core point, itself included
 * @n_clusters: (out): how many clusters there are
 * @cancellable: (nullable): looked at now and then
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable) (array length=n_points): the cluster of
 *   each point, or %HW_DBSCAN_NOISE; %NULL if cancelled
 */
guint32 *
hw_dbscan (const HwPoint  *points,
           const double   *weights,
           guint32         n_points,
           double          radius_m,
           double          weight,
           guint32        *n_clusters,
           GCancellable   *cancellable,
           GError        **error)
{
  g_autofree guint32 *labels = g_new (guint32, n_points + 1);
  gboolean is_done;
  Scan scan;

  scan_init (&scan, points, weights, n_points, radius_m, weight);
  is_done = mark_core (&scan, cancellable, error)
            && join_and_label (&scan, labels, cancellable, error);
  if (is_done)
    *n_clusters = number_clusters (&scan, labels);
  scan_clear (&scan);
  return is_done ? g_steal_pointer (&labels) : NULL;
}
