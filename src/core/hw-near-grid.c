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

/* Neither is asked for beyond the poles or the antimeridian: what is cut off is what floor() would. */
static guint32
get_row (const HwNearGrid *self,
         double            latitude)
{
  return (guint32) (gint64) ((latitude + 90.0) / self->row_height);
}

/* The width of a row's columns in degrees. */
static double
get_column_width (const HwNearGrid *self,
                  guint32           row)
{
  double south = (double) row * self->row_height - 90.0, north = south + self->row_height;
  double nearest_equator = south > 0.0 ? south : north < 0.0 ? north : 0.0;
  double width = self->side_m / METRES_PER_DEGREE / MAX (get_cos (nearest_equator), 1e-9);

  return MIN (width, 360.0);
}

static guint32
get_column (double longitude,
            double width)
{
  return (guint32) (gint64) ((longitude + 180.0) / width);
}

/* -- sorting points into cells -- */

#define DIGIT_BITS 11
#define N_DIGITS   (1u << DIGIT_BITS)

enum
{
  COLUMN,   /* sorted by first, hence the lesser part */
  ROW,
  N_KEYS,
};

/* Where a point goes: columns count from the first of the row that any point could be in. */
typedef struct
{
  guint32 keys[N_KEYS];
  guint32 index;
} Place;

/* The columns of a row; a width of 0 is not known yet. */
typedef struct
{
  double  width;
  guint32 first;
} Band;

/* What the points take up: @last is the greatest key of each kind. */
typedef struct
{
  double  west;
  guint32 first_row;
  guint32 last[N_KEYS];
  Band   *bands;    /* (owned) per row from the first */
} Extent;

static void
extent_init (Extent           *extent,
             const HwNearGrid *self,
             const HwPoint    *points)
{
  double south = 90.0, north = -90.0;

  *extent = (Extent) { .west = 180.0 };
  for (guint32 i = 0; i < self->n_points; i++)
    {
      south = MIN (south, points[i].latitude);
      north = MAX (north, points[i].latitude);
      extent->west = MIN (extent->west, points[i].longitude);
    }
  if (self->n_points == 0)
    return;
  extent->first_row = get_row (self, south);
  extent->last[ROW] = get_row (self, north) - extent->first_row;
  extent->bands = g_new0 (Band, (gsize) extent->last[ROW] + 1);
}

/* The rows that the points are in have few widths: each is computed once. */
static const Band *
get_band (const HwNearGrid *self,
          const Extent     *extent,
          guint32           row)
{
  Band *band = &extent->bands[row];

  if (band->width == 0.0)
    {
      band->width = get_column_width (self, extent->first_row + row);
      band->first = get_column (extent->west, band->width);
    }
  return band;
}

static Place *
find_places (const HwNearGrid *self,
             const HwPoint    *points,
             Extent           *extent)
{
  Place *places = g_new (Place, self->n_points);

  for (guint32 i = 0; i < self->n_points; i++)
    {
      guint32 row = get_row (self, points[i].latitude) - extent->first_row;
      const Band *band = get_band (self, extent, row);
      guint32 column = get_column (points[i].longitude, band->width) - band->first;

      places[i] = (Place) { { [COLUMN] = column, [ROW] = row }, i };
      extent->last[COLUMN] = MAX (extent->last[COLUMN], column);
    }
  return places;
}

static void
sort_by_digit (const Place *places,
               Place       *sorted,
               guint32      n_places,
               guint        key,
               guint        shift)
{
  guint32 starts[N_DIGITS + 1] = { 0 };

  for (guint32 i = 0; i < n_places; i++)
    starts[(places[i].keys[key] >> shift) % N_DIGITS + 1]++;
  for (guint digit = 0; digit < N_DIGITS; digit++)
    starts[digit + 1] += starts[digit];
  for (guint32 i = 0; i < n_places; i++)
    sorted[starts[(places[i].keys[key] >> shift) % N_DIGITS]++] = places[i];
}

/* By digits from the last to the first; what is equal keeps its order. */
static Place *
sort_places (Place        *places,
             guint32       n_places,
             const Extent *extent)
{
  Place *sorted = g_new (Place, n_places);

  for (guint key = 0; key < N_KEYS; key++)
    for (guint shift = 0; shift < 32 && extent->last[key] >> shift != 0; shift += DIGIT_BITS)
      {
        Place *swapped = places;

        sort_by_digit (places, sorted, n_places, key, shift);
        places = sorted;
        sorted = swapped;
      }
  g_free (sorted);
  return places;
}

static gboolean
starts_cell (const Place *places,
             guint32      place)
{
  return place == 0 || places[place].keys[COLUMN] != places[place - 1].keys[COLUMN] || places[place].keys[ROW] != places[place - 1].keys[ROW];
}

static void
make_cells (HwNearGrid   *self,
            const Place  *places,
            const Extent *extent)
{
  guint32 n_cells = 0, n_rows = 0;

  for (guint32 i = 0; i < self->n_points; i++)
    {
      n_cells += starts_cell (places, i);
      n_rows += i == 0 || places[i].keys[ROW] != places[i - 1].keys[ROW];
    }
  self->cells = g_new0 (HwNearCell, n_cells + 1);   /* a walk looks at the one past the end */
  self->rows = g_new (guint32, n_rows);
  for (guint32 i = 0; i < self->n_points; i++)
    {
      const guint32 *keys = places[i].keys;

      if (!starts_cell (places, i))
        continue;
      if (i == 0 || keys[ROW] != places[i - 1].keys[ROW])
        self->rows[self->n_rows++] = self->n_cells;
      self->cells[self->n_cells++] = (HwNearCell) { extent->first_row + keys[ROW], extent->bands[keys[ROW]].first + keys[COLUMN], i, self->n_points };
      if (self->n_cells > 1)
        self->cells[self->n_cells - 2].end = i;
    }
}

static void
set_points (HwNearGrid    *self,
            const HwPoint *points,
            const Place   *places)
{
  self->points = g_new (HwNearPoint, self->n_points);
  for (guint32 cell = 0; cell < self->n_cells; cell++)
    for (guint32 i = self->cells[cell].first; i < self->cells[cell].end; i++)
      {
        __builtin_prefetch (&points[places[MIN (i + HW_NEAR_PREFETCH, self->n_points - 1)].index]);
        hw_near_point_init (&self->points[i], &points[places[i].index]);
        self->points[i].index = places[i].index;
        self->points[i].cell = cell;
      }
}

static void
fill (HwNearGrid    *self,
      const HwPoint *points)
{
  Extent extent;
  Place *places;

  extent_init (&extent, self, points);
  places = find_places (self, points, &extent);
  places = sort_places (places, self->n_points, &extent);
  make_cells (self, places, &extent);
  set_points (self, points, places);
  g_free (places);
  g_free (extent.bands);
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
          guint32           row)
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
  guint32 first = get_column (west, width), last = get_column (east, width);
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
  guint32 last_row;
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
 * @side_m: the side of a cell, in metres, at least 0.05
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
  guint32   end;
  HwNearRun run;          /* what was near last; none before it is any more */
  double    columns;      /* per degree */
  guint32   away;         /* rows */
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
  g_clear_pointer (&self->runs, g_free);
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_pointer (&self->others, g_array_unref);
}

static int
compare_away (gconstpointer a,
              gconstpointer b)
{
  guint32 first = ((const NearRow *) a)->away, second = ((const NearRow *) b)->away;

  return (first > second) - (first < second);
}

static void
find_rows (HwNearWalk *self,
           guint32     row)
{
  const HwNearGrid *grid = self->grid;
  double radius = grid->radius_m / METRES_PER_DEGREE + SLACK;
  Span span = get_span (grid, &(HwNearCell) { .row = row }, 0.0);
  guint32 last;

  span.south = MAX (span.south - radius, -90.0);
  span.north = MIN (span.north + radius, 90.0);
  last = get_row (grid, span.north);
  self->row = row;
  self->width = get_column_width (grid, row);
  self->reach = get_reach (grid, &span) + SLACK;
  g_array_set_size (self->rows, 0);
  for (guint32 i = seek_row (grid, get_row (grid, span.south)); i < grid->n_rows && grid->cells[grid->rows[i]].row <= last; i++)
    {
      guint32 number = grid->cells[grid->rows[i]].row;
      NearRow near = { .end = get_row_end (grid, i), .run = { grid->rows[i], grid->rows[i] }, .columns = 1.0 / get_column_width (grid, number),
                       .away = MAX (number, row) - MIN (number, row) };

      g_array_append_val (self->rows, near);
    }
  g_array_sort (self->rows, compare_away);
}

static inline void
add (HwNearWalk *self,
     HwNearRun   run)
{
  if (G_UNLIKELY (self->n_runs == self->n_allocated))
    {
      self->n_allocated = MAX (64, 2 * self->n_allocated);
      self->runs = g_renew (HwNearRun, self->runs, self->n_allocated);
    }
  self->runs[self->n_runs++] = run;
}

/* Around the antimeridian and the poles, where the columns of a row meet. */
static void
find_anywhere (HwNearWalk *self,
               guint32     cell)
{
  hw_near_grid_get_cells (self->grid, cell, self->others);
  for (guint i = 0; i < self->others->len; i++)
    {
      guint32 other = g_array_index (self->others, guint32, i);

      add (self, (HwNearRun) { other, other + 1 });
    }
}

/* From the cell @at of a row to the first that is not before @column. Mostly it is
 * none to two steps away, at random: those are taken without a jump to foresee. */
static inline guint32
go_on (const HwNearCell *cells,
       guint32           at,
       guint32           end,
       guint32           column)
{
  for (guint step = 0; step < 2; step++)
    at += (guint32) (at < end) & (guint32) (cells[at].column < column);
  while (at < end && cells[at].column < column)
    at++;
  return at;
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
  const HwNearCell *cells = self->grid->cells, *at = &cells[cell];
  double west, east;

  self->n_runs = 0;
  if (at->row != self->row || cell < self->last)
    find_rows (self, at->row);
  self->last = cell;
  west = at->column * self->width - self->reach;
  east = (at->column + 1.0) * self->width + self->reach;
  if (west - self->width < 0.0 || east + self->width > 360.0 || east - west + 4.0 * self->width >= 360.0)
    {
      find_anywhere (self, cell);
      return;
    }
  for (guint i = 0; i < self->rows->len; i++)
    {
      NearRow *row = &g_array_index (self->rows, NearRow, i);
      guint32 first = go_on (cells, row->run.first, row->end, (guint32) (gint64) (west * row->columns));
      guint32 end = go_on (cells, MAX (row->run.end, first), row->end, (guint32) (gint64) (east * row->columns) + 1);

      row->run = (HwNearRun) { first, end };
      add (self, row->run);
      self->n_runs -= first == end;
    }
}
