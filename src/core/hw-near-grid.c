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

/* -- sorting points into cells -- */

#define DIGIT_BITS 11
#define N_DIGITS   (1u << DIGIT_BITS)

typedef struct
{
  guint64 key;      /* of the cell: by row, then by column */
  guint32 index;
} Place;

/* The least row and column, and how many columns lie between the least and the most. */
typedef struct
{
  gint64  row, column;
  guint64 n_columns;
  guint64 last_key;
} Extent;

typedef struct
{
  gint64 row, column;
} Position;

/* The rows that the points are in have few widths: each is computed once. */
static Position *
find_positions (const HwNearGrid *self,
                const HwPoint    *points)
{
  Position *positions = g_new (Position, self->n_points);
  gint64 first = G_MAXINT64, last = G_MININT64;
  g_autofree double *widths = NULL;

  for (guint32 i = 0; i < self->n_points; i++)
    {
      positions[i].row = get_row (self, points[i].latitude);
      first = MIN (first, positions[i].row);
      last = MAX (last, positions[i].row);
    }
  widths = self->n_points > 0 ? g_new0 (double, last - first + 1) : NULL;
  for (guint32 i = 0; i < self->n_points; i++)
    {
      double *width = &widths[positions[i].row - first];

      if (*width == 0.0)
        *width = get_column_width (self, positions[i].row);
      positions[i].column = get_column (points[i].longitude, *width);
    }
  return positions;
}

static Extent
measure (const Position *positions,
         guint32         n_points)
{
  Extent extent = { .row = G_MAXINT64, .column = G_MAXINT64 };
  gint64 last_row = G_MININT64, last_column = G_MININT64;

  for (guint32 i = 0; i < n_points; i++)
    {
      extent.row = MIN (extent.row, positions[i].row);
      extent.column = MIN (extent.column, positions[i].column);
      last_row = MAX (last_row, positions[i].row);
      last_column = MAX (last_column, positions[i].column);
    }
  extent.n_columns = n_points > 0 ? (guint64) (last_column - extent.column) + 1 : 1;
  extent.last_key = n_points > 0 ? ((guint64) (last_row - extent.row) + 1) * extent.n_columns - 1 : 0;
  return extent;
}

/* By digits from the last to the first; what is equal keeps its order. */
static Place *
sort_places (Place   *places,
             guint32  n_places,
             guint64  last_key)
{
  Place *sorted = g_new (Place, n_places);

  for (guint shift = 0; shift < 64 && last_key >> shift != 0; shift += DIGIT_BITS)
    {
      guint32 starts[N_DIGITS + 1] = { 0 };
      Place *swapped = places;

      for (guint32 i = 0; i < n_places; i++)
        starts[(places[i].key >> shift) % N_DIGITS + 1]++;
      for (guint digit = 0; digit < N_DIGITS; digit++)
        starts[digit + 1] += starts[digit];
      for (guint32 i = 0; i < n_places; i++)
        sorted[starts[(places[i].key >> shift) % N_DIGITS]++] = places[i];
      places = sorted;
      sorted = swapped;
    }
  g_free (sorted);
  return places;
}

static void
make_cells (HwNearGrid    *self,
            const HwPoint *points,
            const Place   *places,
            const Extent  *extent)
{
  gint64 row = G_MININT64;

  self->points = g_new (HwNearPoint, self->n_points);
  self->cells = g_new (HwNearCell, self->n_points);
  self->rows = g_new (guint32, self->n_points);

  for (guint32 i = 0; i < self->n_points; i++)
    {
      if (i == 0 || places[i].key != places[i - 1].key)
        {
          HwNearCell *cell = &self->cells[self->n_cells];

          *cell = (HwNearCell) { extent->row + (gint64) (places[i].key / extent->n_columns),
                                 extent->column + (gint64) (places[i].key % extent->n_columns), i, i };
          if (i == 0 || cell->row != row)
            self->rows[self->n_rows++] = self->n_cells;
          row = cell->row;
          self->n_cells++;
        }
      __builtin_prefetch (&points[places[MIN (i + HW_NEAR_PREFETCH, self->n_points - 1)].index]);
      hw_near_point_init (&self->points[i], &points[places[i].index]);
      self->points[i].index = places[i].index;
      self->points[i].cell = self->n_cells - 1;
      self->cells[self->n_cells - 1].end = i + 1;
    }
}

static void
fill (HwNearGrid    *self,
      const HwPoint *points)
{
  g_autofree Position *positions = find_positions (self, points);
  Extent extent = measure (positions, self->n_points);
  Place *places = g_new (Place, self->n_points);

  for (guint32 i = 0; i < self->n_points; i++)
    places[i] = (Place) { (guint64) (positions[i].row - extent.row) * extent.n_columns + (guint64) (positions[i].column - extent.column), i };
  places = sort_places (places, self->n_points, extent.last_key);
  make_cells (self, points, places, &extent);
  g_free (places);
}

/* -- finding cells -- */

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

/* What a cell covers. */
static Span
get_span (const HwNearGrid *self,
          const HwNearCell *cell,
          double            width)
{
  return (Span) {
    .south = (double) cell->row * self->row_height - 90.0, .north = (double) (cell->row + 1) * self->row_height - 90.0,
    .west = (double) cell->column * width - 180.0, .east = (double) (cell->column + 1) * width - 180.0,
  };
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

  self->radius_m = radius_m;
  self->chord_squared = hw_near_chord_squared (radius_m);
  self->side_m = side_m;
  self->row_height = side_m / METRES_PER_DEGREE;
  self->n_points = n_points;
  fill (self, points);
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
  get_cells_near (self, get_span (self, &self->cells[cell], get_column_width (self, self->cells[cell].row)), cells);
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

/* -- walking from cell to cell -- */

/* A row near the one at hand. */
typedef struct
{
  guint32 at, end;        /* no cell before @at is near any more */
  double  columns;        /* per degree */
} NearRow;

/**
 * hw_near_walk_init:
 * @self: (out caller-allocates): a walk
 * @grid: a grid, which must outlive the walk
 */
void
hw_near_walk_init (HwNearWalk       *self,
                   const HwNearGrid *grid)
{
  *self = (HwNearWalk) { .grid = grid, .row = G_MININT64 };
  self->rows = g_array_new (FALSE, FALSE, sizeof (NearRow));
  self->others = g_array_new (FALSE, FALSE, sizeof (guint32));
}

/**
 * hw_near_walk_clear:
 * @self: a walk
 */
void
hw_near_walk_clear (HwNearWalk *self)
{
  g_clear_pointer (&self->cells, g_free);
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_pointer (&self->others, g_array_unref);
}

static void
find_rows (HwNearWalk *self,
           gint64      row)
{
  const HwNearGrid *grid = self->grid;
  double radius = grid->radius_m / METRES_PER_DEGREE + SLACK;
  Span span = get_span (grid, &(HwNearCell) { .row = row }, 0.0);
  gint64 last;

  span.south = MAX (span.south - radius, -90.0);
  span.north = MIN (span.north + radius, 90.0);
  last = get_row (grid, span.north);
  self->row = row;
  self->reach = get_reach (grid, &span) + SLACK;
  g_array_set_size (self->rows, 0);
  for (guint32 i = seek_row (grid, get_row (grid, span.south)); i < grid->n_rows && grid->cells[grid->rows[i]].row <= last; i++)
    {
      NearRow near = { grid->rows[i], get_row_end (grid, i), 1.0 / get_column_width (grid, grid->cells[grid->rows[i]].row) };

      g_array_append_val (self->rows, near);
    }
}

static inline void
add (HwNearWalk *self,
     guint32     cell)
{
  if (G_UNLIKELY (self->n_cells == self->n_allocated))
    {
      self->n_allocated = MAX (64, 2 * self->n_allocated);
      self->cells = g_renew (guint32, self->cells, self->n_allocated);
    }
  self->cells[self->n_cells++] = cell;
}

/* Around the antimeridian and the poles, where the columns of a row meet. */
static void
find_anywhere (HwNearWalk *self,
               guint32     cell)
{
  hw_near_grid_get_cells (self->grid, cell, self->others);
  for (guint i = 0; i < self->others->len; i++)
    add (self, g_array_index (self->others, guint32, i));
}

/**
 * hw_near_walk_find:
 * @self: a walk
 * @cell: a cell of its grid; quick if it comes after the one that was asked for last
 *
 * Finds the cells that hw_near_grid_get_cells() gives for @cell.
 */
void
hw_near_walk_find (HwNearWalk *self,
                   guint32     cell)
{
  const HwNearGrid *grid = self->grid;
  const HwNearCell *at = &grid->cells[cell];
  double width, west, east;

  self->n_cells = 0;
  if (at->row != self->row || cell < self->last)
    {
      find_rows (self, at->row);
      self->width = get_column_width (grid, at->row);
    }
  self->last = cell;
  width = self->width;
  west = (double) at->column * width - self->reach;
  east = (double) (at->column + 1) * width + self->reach;
  if (west - width < 0.0 || east + width > 360.0 || east - west + 4.0 * width >= 360.0)
    {
      find_anywhere (self, cell);
      return;
    }
  for (guint i = 0; i < self->rows->len; i++)
    {
      NearRow *row = &g_array_index (self->rows, NearRow, i);
      gint64 first = (gint64) (west * row->columns), last = (gint64) (east * row->columns);

      while (row->at < row->end && grid->cells[row->at].column < first)
        row->at++;
      for (guint32 n = row->at; n < row->end && grid->cells[n].column <= last; n++)
        add (self, n);
    }
}
