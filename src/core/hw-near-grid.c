/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <math.h>
#include <stdlib.h>
#include "hw-near-grid.h"

/* Finds points within a distance of one another, exactly and anywhere: over
 * the antimeridian and at the poles too. The hot-spots use it twice: to cluster
 * and to count what is around.
 *
 * Rows are bands of latitude of one height. The columns of a row are so wide in
 * degrees that they measure the same height in metres on the row's side towards
 * the equator, hence at most that everywhere in it. Whether two points are near
 * is asked of the straight line between them, which is longer exactly when the
 * great circle is, and needs no sine. */

#define RADIANS(degrees) ((degrees) * (G_PI / 180.0))
#define DEGREES(radians) ((radians) * (180.0 / G_PI))
#define METRES_PER_DEGREE (HW_EARTH_RADIUS_M * G_PI / 180.0)
#define SLACK 1e-9   /* degrees: rounding must not lose a cell */

/* What is sought: cells that overlap it. */
typedef struct
{
  double south, north, west, east;
} Span;

static double
get_cos (double latitude)
{
  return MAX (cos (RADIANS (MIN (fabs (latitude), 90.0))), 0.0);
}

static gint64
get_row (const HwNearGrid *self,
         double            latitude)
{
  return (gint64) floor ((latitude + 90.0) / self->row_height);
}

/* The width of a row's columns in degrees. */
static double
get_column_width (const HwNearGrid *self,
                  gint64            row)
{
  double south = (double) row * self->row_height - 90.0, north = south + self->row_height;
  double nearest_equator = south > 0.0 ? south : north < 0.0 ? north : 0.0;
  double width = self->side_m / METRES_PER_DEGREE / MAX (get_cos (nearest_equator), 1e-9);

  return MIN (width, 360.0);
}

static gint64
get_column (double longitude,
            double width)
{
  return (gint64) floor ((longitude + 180.0) / width);
}

typedef struct
{
  gint64  row, column;
  guint32 index;
} Place;

static int
compare_places (const void *a,
                const void *b)
{
  const Place *first = a, *second = b;

  if (first->row != second->row)
    return first->row < second->row ? -1 : 1;
  if (first->column != second->column)
    return first->column < second->column ? -1 : 1;
  return first->index < second->index ? -1 : 1;
}

static Place *
sort_places (const HwNearGrid *self,
             const HwPoint    *points)
{
  Place *places = g_new (Place, self->n_points);

  for (guint32 i = 0; i < self->n_points; i++)
    {
      places[i].row = get_row (self, points[i].latitude);
      places[i].column = get_column (points[i].longitude, get_column_width (self, places[i].row));
      places[i].index = i;
    }
  if (self->n_points > 1)
    qsort (places, self->n_points, sizeof *places, compare_places);
  return places;
}

static void
make_cells (HwNearGrid    *self,
            const HwPoint *points,
            const Place   *places)
{
  self->points = g_new (HwNearPoint, self->n_points);
  self->cells = g_new (HwNearCell, self->n_points);
  self->rows = g_new (guint32, self->n_points);

  for (guint32 i = 0; i < self->n_points; i++)
    {
      gboolean is_new_row = i == 0 || places[i].row != places[i - 1].row;

      if (is_new_row)
        self->rows[self->n_rows++] = self->n_cells;
      if (is_new_row || places[i].column != places[i - 1].column)
        self->cells[self->n_cells++] = (HwNearCell) { places[i].row, places[i].column, i, i };
      hw_near_point_init (&self->points[i], &points[places[i].index]);
      self->points[i].index = places[i].index;
      self->points[i].cell = self->n_cells - 1;
      self->cells[self->n_cells - 1].end = i + 1;
    }
}

static guint32
get_row_end (const HwNearGrid *self,
             guint32           row)
{
  return row + 1 < self->n_rows ? self->rows[row + 1] : self->n_cells;
}

/* Which of the rows that have cells is the first not below @row. */
static guint32
seek_row (const HwNearGrid *self,
          gint64            row)
{
  guint32 low = 0, high = self->n_rows;

  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;

      if (self->cells[self->rows[middle]].row < row)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
add_columns (const HwNearGrid *self,
             guint32           row,
             double            west,
             double            east,
             double            width,
             GArray           *cells)
{
  gint64 first = get_column (west, width), last = get_column (east, width);
  guint32 low = self->rows[row], high = get_row_end (self, row), end = high;

  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;

      if (self->cells[middle].column < first)
        low = middle + 1;
      else
        high = middle;
    }
  for (; low < end && self->cells[low].column <= last; low++)
    g_array_append_val (cells, low);
}

/* How far a point within the radius may lie to the east or west, in degrees. */
static double
get_reach (const HwNearGrid *self,
           const Span       *span)
{
  double furthest = MAX (fabs (span->south), fabs (span->north));
  double part = sin (MIN (self->radius_m / (2.0 * HW_EARTH_RADIUS_M), G_PI / 2.0)) / MAX (get_cos (furthest), 1e-12);

  return part >= 1.0 ? 180.0 : DEGREES (2.0 * asin (part));
}

static void
get_cells_near (const HwNearGrid *self,
                Span              span,
                GArray           *cells)
{
  double radius = self->radius_m / METRES_PER_DEGREE + SLACK;
  gint64 last_row;
  double reach;

  g_array_set_size (cells, 0);
  span.south = MAX (span.south - radius, -90.0);
  span.north = MIN (span.north + radius, 90.0);
  reach = get_reach (self, &span) + SLACK;
  span.west -= reach;
  span.east += reach;
  last_row = get_row (self, span.north);

  for (guint32 row = seek_row (self, get_row (self, span.south));
       row < self->n_rows && self->cells[self->rows[row]].row <= last_row; row++)
    {
      double width = get_column_width (self, self->cells[self->rows[row]].row);

      if (span.east - span.west + 2.0 * width >= 360.0)
        {
          add_columns (self, row, -180.0, 180.0, width, cells);
          continue;
        }
      add_columns (self, row, MAX (span.west, -180.0), MIN (span.east, 180.0), width, cells);
      if (span.west < -180.0)
        add_columns (self, row, span.west + 360.0, 180.0, width, cells);
      if (span.east > 180.0)
        add_columns (self, row, -180.0, span.east - 360.0, width, cells);
    }
}

/**
 * hw_near_point_init:
 * @self: (out caller-allocates): where the place is set, and nothing else
 * @point: a valid point
 */
void
hw_near_point_init (HwNearPoint   *self,
                    const HwPoint *point)
{
  double latitude = RADIANS (point->latitude), longitude = RADIANS (point->longitude);
  double from_axis = HW_EARTH_RADIUS_M * cos (latitude);

  self->x = from_axis * cos (longitude);
  self->y = from_axis * sin (longitude);
  self->z = HW_EARTH_RADIUS_M * sin (latitude);
}

/**
 * hw_near_chord_squared:
 * @distance_m: metres along a great circle
 *
 * Returns: the square of the straight line between its ends
 */
double
hw_near_chord_squared (double distance_m)
{
  double chord = 2.0 * HW_EARTH_RADIUS_M * sin (MIN (distance_m / (2.0 * HW_EARTH_RADIUS_M), G_PI / 2.0));

  return chord * chord;
}

/**
 * hw_near_grid_new:
 * @points: (array length=n_points): valid points
 * @n_points: how many
 * @radius_m: what counts as near, in metres
 * @side_m: the side of a cell, in metres
 *
 * Returns: (transfer full): the grid, to be freed with hw_near_grid_free()
 */
HwNearGrid *
hw_near_grid_new (const HwPoint *points,
                  guint32        n_points,
                  double         radius_m,
                  double         side_m)
{
  HwNearGrid *self = g_new0 (HwNearGrid, 1);
  g_autofree Place *places = NULL;

  self->radius_m = radius_m;
  self->chord_squared = hw_near_chord_squared (radius_m);
  self->side_m = side_m;
  self->row_height = side_m / METRES_PER_DEGREE;
  self->n_points = n_points;
  places = sort_places (self, points);
  make_cells (self, points, places);
  return self;
}

void
hw_near_grid_free (HwNearGrid *self)
{
  g_free (self->points);
  g_free (self->cells);
  g_free (self->rows);
  g_free (self);
}

/**
 * hw_near_grid_get_cells:
 * @self: a grid
 * @cell: one of its cells
 * @cells: (element-type guint32): is filled with every cell that may hold a
 *   point within the radius of one in @cell, and with @cell itself
 */
void
hw_near_grid_get_cells (const HwNearGrid *self,
                        guint32           cell,
                        GArray           *cells)
{
  const HwNearCell *at = &self->cells[cell];
  double width = get_column_width (self, at->row);
  Span span = {
    .south = (double) at->row * self->row_height - 90.0, .north = (double) (at->row + 1) * self->row_height - 90.0,
    .west = (double) at->column * width - 180.0, .east = (double) (at->column + 1) * width - 180.0,
  };

  get_cells_near (self, span, cells);
}

/**
 * hw_near_grid_get_cells_around:
 * @self: a grid
 * @point: a valid point, which need not be in the grid
 * @cells: (element-type guint32): is filled with every cell that may hold a
 *   point within the radius of @point
 */
void
hw_near_grid_get_cells_around (const HwNearGrid *self,
                               const HwPoint    *point,
                               GArray           *cells)
{
  get_cells_near (self, (Span) { point->latitude, point->latitude, point->longitude, point->longitude }, cells);
}
