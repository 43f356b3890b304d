/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <math.h>
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
  guint32 n_core;
} CoreBox;

typedef struct
{
  HwNearGrid   *grid;       /* (owned) */
  double       *weights;    /* (owned) by the grid's order */
  double        weight;
  guint8       *is_core;    /* (owned) by the grid's order */
  CoreBox      *boxes;      /* (owned) per cell */
  guint32      *parents;    /* (owned) per cell: union-find */
  HwNearWalk    near;       /* cells near the one at hand */
  double       *masses;     /* (owned) per cell: the weight in it */
} Scan;

static gboolean
is_cancelled (guint32        cell,
              GCancellable  *cancellable,
              GError       **error)
{
  return cell % CELLS_BETWEEN_CHECKS == 0 && g_cancellable_set_error_if_cancelled (cancellable, error);
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

  for (guint n = 0; n < scan->near.n_cells && sum < scan->weight; n++)
    sum += scan->masses[scan->near.cells[n]];
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

  for (guint n = 0; n < scan->near.n_cells; n++)
    {
      const HwNearCell *cell = &grid->cells[scan->near.cells[n]];

      for (guint32 i = cell->first; i < cell->end; i++)
        if (hw_near_point_get_chord_squared (point, &grid->points[i]) <= grid->chord_squared)
          {
            sum += scan->weights[i];
            if (sum >= scan->weight)
              return TRUE;
          }
    }
  return FALSE;
}

static void
add_to_box (CoreBox           *box,
            const HwNearPoint *point)
{
  const double at[3] = { point->x, point->y, point->z };

  for (guint axis = 0; axis < 3; axis++)
    {
      box->low[axis] = box->n_core > 0 ? MIN (box->low[axis], at[axis]) : at[axis];
      box->high[axis] = box->n_core > 0 ? MAX (box->high[axis], at[axis]) : at[axis];
    }
  box->n_core++;
}

static void
mark_core_of_cell (Scan    *scan,
                   guint32  number)
{
  const HwNearCell *cell = &scan->grid->cells[number];
  gboolean is_heavy = scan->masses[number] >= scan->weight;

  if (!is_heavy)
    {
      hw_near_walk_find (&scan->near, number);
      if (!may_be_heavy_around (scan))
        return;
    }
  for (guint32 i = cell->first; i < cell->end; i++)
    {
      scan->is_core[i] = is_heavy || is_heavy_around (scan, &scan->grid->points[i]);
      if (scan->is_core[i])
        add_to_box (&scan->boxes[number], &scan->grid->points[i]);
    }
}

static gboolean
mark_core (Scan          *scan,
           GCancellable  *cancellable,
           GError       **error)
{
  for (guint32 cell = 0; cell < scan->grid->n_cells; cell++)
    scan->masses[cell] = get_mass (scan, cell);
  for (guint32 cell = 0; cell < scan->grid->n_cells; cell++)
    {
      if (is_cancelled (cell, cancellable, error))
        return FALSE;
      mark_core_of_cell (scan, cell);
    }
  return TRUE;
}

/* -- joining cells -- */

static guint32
find_root (Scan    *scan,
           guint32  cell)
{
  while (scan->parents[cell] != cell)
    cell = scan->parents[cell] = scan->parents[scan->parents[cell]];
  return cell;
}

static double
get_gap_squared (const CoreBox *box,
                 const double   low[3],
                 const double   high[3])
{
  double sum = 0.0;

  for (guint axis = 0; axis < 3; axis++)
    {
      double gap = MAX (MAX (box->low[axis] - high[axis], low[axis] - box->high[axis]), 0.0);

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

static gboolean
are_cells_joined (const Scan *scan,
                  guint32     a,
                  guint32     b)
{
  const HwNearGrid *grid = scan->grid;
  const HwNearPoint *previous = NULL;

  if (get_gap_squared (&scan->boxes[a], scan->boxes[b].low, scan->boxes[b].high) > grid->chord_squared)
    return FALSE;
  for (guint32 i = grid->cells[a].first; i < grid->cells[a].end; i++)
    {
      const HwNearPoint *point = &grid->points[i];
      const double at[3] = { point->x, point->y, point->z };

      if (!scan->is_core[i] || (previous != NULL && is_at_same_place (previous, point)))
        continue;
      previous = point;
      if (get_gap_squared (&scan->boxes[b], at, at) <= grid->chord_squared && has_core_near (scan, b, point))
        return TRUE;
    }
  return FALSE;
}

static gboolean
join_cells (Scan          *scan,
            GCancellable  *cancellable,
            GError       **error)
{
  for (guint32 cell = 0; cell < scan->grid->n_cells; cell++)
    {
      if (is_cancelled (cell, cancellable, error))
        return FALSE;
      if (scan->boxes[cell].n_core == 0)
        continue;
      hw_near_walk_find (&scan->near, cell);
      for (guint n = 0; n < scan->near.n_cells; n++)
        {
          guint32 other = scan->near.cells[n];
          guint32 root = find_root (scan, cell);

          if (other <= cell || scan->boxes[other].n_core == 0 || find_root (scan, other) == root)
            continue;
          if (are_cells_joined (scan, cell, other))
            scan->parents[find_root (scan, other)] = root;
        }
    }
  return TRUE;
}

/* -- labels -- */

/* The cell of the core point nearest to a border point; HW_DBSCAN_NOISE if none is within the radius. */
static guint32
find_core_cell (const Scan        *scan,
                const HwNearPoint *point)
{
  const HwNearGrid *grid = scan->grid;
  double nearest = grid->chord_squared;
  const HwNearPoint *core = NULL;

  for (guint n = 0; n < scan->near.n_cells; n++)
    {
      guint32 number = scan->near.cells[n];

      if (scan->boxes[number].n_core == 0)
        continue;
      for (guint32 i = grid->cells[number].first; i < grid->cells[number].end; i++)
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
  return core != NULL ? core->cell : HW_DBSCAN_NOISE;
}

/* Gives every point the root cell of its cluster. */
static gboolean
label_points (Scan          *scan,
              guint32       *labels,
              GCancellable  *cancellable,
              GError       **error)
{
  const HwNearGrid *grid = scan->grid;

  for (guint32 number = 0; number < grid->n_cells; number++)
    {
      const HwNearCell *cell = &grid->cells[number];

      if (is_cancelled (number, cancellable, error))
        return FALSE;
      if (scan->boxes[number].n_core < cell->end - cell->first)
        hw_near_walk_find (&scan->near, number);
      for (guint32 i = cell->first; i < cell->end; i++)
        {
          guint32 of_cell = scan->is_core[i] ? number : find_core_cell (scan, &grid->points[i]);

          labels[grid->points[i].index] = of_cell != HW_DBSCAN_NOISE ? find_root (scan, of_cell) : HW_DBSCAN_NOISE;
        }
    }
  return TRUE;
}

/* Cells become cluster numbers, 0 for the cluster of the first point that has one. */
static guint32
number_clusters (guint32 *labels,
                 guint32  n_points,
                 guint32  n_cells)
{
  g_autofree guint32 *numbers = g_new (guint32, n_cells + 1);
  guint32 n_clusters = 0;

  for (guint32 i = 0; i < n_cells; i++)
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
  scan->boxes = g_new0 (CoreBox, scan->grid->n_cells);
  scan->parents = g_new (guint32, scan->grid->n_cells);
  scan->masses = g_new (double, scan->grid->n_cells);
  hw_near_walk_init (&scan->near, scan->grid);
  for (guint32 i = 0; i < scan->grid->n_cells; i++)
    scan->parents[i] = i;
}

static void
scan_clear (Scan *scan)
{
  hw_near_grid_free (scan->grid);
  g_free (scan->weights);
  g_free (scan->is_core);
  g_free (scan->boxes);
  g_free (scan->parents);
  g_free (scan->masses);
  hw_near_walk_clear (&scan->near);
}

/**
 * hw_dbscan:
 * @points: (array length=n_points): valid points
 * @weights: (array length=n_points): the weight of each, not below zero
 * @n_points: how many
 * @radius_m: metres, above zero
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
            && join_cells (&scan, cancellable, error)
            && label_points (&scan, labels, cancellable, error);
  if (is_done)
    *n_clusters = number_clusters (labels, n_points, scan.grid->n_cells);
  scan_clear (&scan);
  return is_done ? g_steal_pointer (&labels) : NULL;
}
