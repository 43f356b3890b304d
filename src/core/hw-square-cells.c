/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <math.h>
#include "hw-square-cells.h"

/* Counts what lies in the squares of an area, for layers that colour cells. */

typedef struct
{
  double west, south, east, north;   /* in cells */
} Extent;

static void
get_cell (const HwSquareCells *self,
          const HwPoint       *point,
          double              *column,
          double              *row)
{
  double x, y;

  hw_local_frame_to_xy (&self->frame, point, &x, &y);
  *column = floor (x / self->side_m);
  *row = floor (y / self->side_m);
}

static Extent
measure (const HwSquareCells *self,
         const HwPoint       *points,
         gsize                n_points)
{
  Extent extent = { G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE };

  for (gsize i = 0; i < n_points; i++)
    {
      double column, row;

      get_cell (self, &points[i], &column, &row);
      extent.west = MIN (extent.west, column);
      extent.east = MAX (extent.east, column);
      extent.south = MIN (extent.south, row);
      extent.north = MAX (extent.north, row);
    }
  return extent;
}

/**
 * hw_square_cells_new:
 * @origin: where the squares are measured from: the middle of the area
 * @points: (array length=n_points): valid points
 * @weights: (nullable) (array length=n_points): how much each counts; %NULL is 1 each
 * @n_points: how many
 * @side_m: the side of a cell in metres, above zero
 *
 * Counts @points by cells, over the smallest rectangle of cells that holds them all.
 *
 * Returns: (transfer full) (nullable): the cells; %NULL where there are no points, or where they lie so far
 *   apart that it would be more than %HW_SQUARE_CELLS_MOST
 */
HwSquareCells *
hw_square_cells_new (const HwPoint *origin,
                     const HwPoint *points,
                     const double  *weights,
                     gsize          n_points,
                     double         side_m)
{
  g_autoptr (HwSquareCells) self = g_new0 (HwSquareCells, 1);
  Extent extent;

  g_return_val_if_fail (side_m > 0.0, NULL);

  hw_local_frame_init (&self->frame, origin);
  self->side_m = side_m;
  extent = measure (self, points, n_points);
  if (n_points == 0 || (extent.east - extent.west + 1.0) * (extent.north - extent.south + 1.0) > HW_SQUARE_CELLS_MOST)
    return NULL;

  self->west = extent.west * side_m;
  self->south = extent.south * side_m;
  self->n_columns = (guint) (extent.east - extent.west) + 1;
  self->n_rows = (guint) (extent.north - extent.south) + 1;
  self->values = g_new0 (double, (gsize) self->n_columns * self->n_rows);
  for (gsize i = 0; i < n_points; i++)
    {
      double column, row;

      get_cell (self, &points[i], &column, &row);
      self->values[(gsize) (row - extent.south) * self->n_columns + (gsize) (column - extent.west)] += weights != NULL ? weights[i] : 1.0;
    }
  return g_steal_pointer (&self);
}

void
hw_square_cells_free (HwSquareCells *self)
{
  g_free (self->values);
  g_free (self);
}
