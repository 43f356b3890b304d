/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <math.h>
#include <stdlib.h>
#include "hw-concentrations.h"
#include "hw-false-discovery.h"
#include "hw-gi-star.h"

/* Which places are unusual: Gi* of cells of 200 m and the eight around each, with
 * the number of cells that were looked at taken into account. A hot-spot says that
 * many lie close together; this says that they are more than the whole area would
 * lead one to expect there.
 *
 * The cells are the same at every zoom: whether a place is unusual must not depend
 * on how one looks at it. 200 m is a few streets, what a team on foot sees in one
 * stop, and nine of them are what it takes to be sure of a place named by a caller.
 * They are counted from a tenth of a degree, not from the points, so that the next
 * report does not shift them all.
 *
 * "Fewer than chance" is left out. Most cells of a town hold nothing, and nothing
 * reported is no sign that nobody sleeps there: often nobody has looked. */

#define SIDE_M      200.0
#define REACH_M     50000.0   /* about the middle: as far as the frame is true, and no mistyped place makes a town unusual as a whole */
#define LEAST_CELLS 30        /* of fewer, the scores are not spread as the normal distribution is */
#define LEAST_SEEN  5         /* nor are they where next to nothing lies: two reports would be called unusual. As many as make a hot-spot */
#define MOST_ASKED  10001     /* points whose middle is taken */

static const double rates[HW_N_UNUSUAL_STEPS] = { 0.05, 0.01, 0.001 };

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return (first > second) - (first < second);
}

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const HwConcentration *first = a, *second = b;

  return (first->z < second->z) - (first->z > second->z);
}

static double
take_median (double *values,
             gsize   n)
{
  qsort (values, n, sizeof *values, compare_doubles);
  return values[n / 2];
}

/* The middle of most, whatever lies far off; to a tenth of a degree. Of very many, some are asked. */
static HwPoint
find_middle (const HwPoint *points,
             gsize          n_points)
{
  gsize step = n_points / MOST_ASKED + 1, n = 0;
  g_autofree double *latitudes = g_new (double, n_points / step + 1), *east = g_new (double, n_points / step + 1);
  double longitude;

  for (gsize i = 0; i < n_points; i += step, n++)
    {
      latitudes[n] = points[i].latitude;
      east[n] = remainder (points[i].longitude - points[0].longitude, 360.0);
    }
  longitude = remainder (points[0].longitude + take_median (east, n), 360.0);
  return (HwPoint) { round (take_median (latitudes, n) * 10.0) / 10.0, round (longitude * 10.0) / 10.0 };
}

static HwSquareCells *
count_cells (HwConcentrations *self,
             const HwPoint    *points,
             gsize             n_points)
{
  g_autofree HwPoint *near = g_new (HwPoint, n_points);
  HwPoint middle = find_middle (points, n_points);

  hw_local_frame_init (&self->frame, &middle);
  for (gsize i = 0; i < n_points; i++)
    {
      double x, y;

      hw_local_frame_to_xy (&self->frame, &points[i], &x, &y);
      if (fabs (x) <= REACH_M && fabs (y) <= REACH_M)
        near[self->n_points++] = points[i];
    }
  self->n_far = (guint) n_points - self->n_points;
  return hw_square_cells_new (&middle, near, NULL, self->n_points, SIDE_M);
}

/* -- which cells -- */

/* What a cell and the eight around it hold; at the edge they are fewer. */
static double
look_around (const HwSquareCells *cells,
             gsize                cell,
             guint               *n_cells)
{
  guint row = (guint) (cell / cells->n_columns), column = (guint) (cell % cells->n_columns);
  double seen = 0.0;

  *n_cells = 0;
  for (guint y = MAX (row, 1) - 1; y <= MIN (row + 1, cells->n_rows - 1); y++)
    for (guint x = MAX (column, 1) - 1; x <= MIN (column + 1, cells->n_columns - 1); x++)
      {
        seen += cells->values[(gsize) y * cells->n_columns + x];
        ++*n_cells;
      }
  return seen;
}

static void
mark_cells (HwConcentrations    *self,
            const HwSquareCells *cells,
            const double        *scores)
{
  gsize n = (gsize) self->n_columns * self->n_rows;
  g_autofree double *p_values = g_new (double, n);
  guint n_cells;

  for (gsize i = 0; i < n; i++)
    p_values[i] = hw_gi_star_get_p_value (scores[i]);
  for (guint step = 0; step < HW_N_UNUSUAL_STEPS; step++)
    {
      double limit = hw_false_discovery_limit (p_values, n, rates[step]);

      for (gsize i = 0; i < n; i++)
        if (scores[i] > 0.0 && p_values[i] <= limit && look_around (cells, i, &n_cells) >= LEAST_SEEN)
          self->steps[i] = (guint8) (step + 1);
    }
}

/* -- which places -- */

/* Puts the marked cells that touch @cell and are not @known yet @ahead. */
static void
go_on (const HwConcentrations *self,
       gsize                   cell,
       gboolean               *known,
       GArray                 *ahead)
{
  guint row = (guint) (cell / self->n_columns), column = (guint) (cell % self->n_columns);

  for (guint y = MAX (row, 1) - 1; y <= MIN (row + 1, self->n_rows - 1); y++)
    for (guint x = MAX (column, 1) - 1; x <= MIN (column + 1, self->n_columns - 1); x++)
      {
        gsize next = (gsize) y * self->n_columns + x;

        if (self->steps[next] == 0 || known[next])
          continue;
        known[next] = TRUE;
        g_array_append_val (ahead, next);
      }
}

/* All marked cells that hang together with @cell, by a side or a corner. Returns the most unusual. */
static gsize
follow (const HwConcentrations *self,
        const double           *scores,
        gsize                   cell,
        gboolean               *known,
        guint                  *n_cells)
{
  g_autoptr (GArray) ahead = g_array_new (FALSE, FALSE, sizeof (gsize));
  gsize best = cell;

  known[cell] = TRUE;
  g_array_append_val (ahead, cell);
  for (*n_cells = 0; ahead->len > 0; ++*n_cells)
    {
      gsize here = g_array_index (ahead, gsize, ahead->len - 1);

      g_array_set_size (ahead, ahead->len - 1);
      if (scores[here] > scores[best])
        best = here;
      go_on (self, here, known, ahead);
    }
  return best;
}

static void
list_places (HwConcentrations    *self,
             const HwSquareCells *cells,
             const double        *scores)
{
  gsize n = (gsize) self->n_columns * self->n_rows;
  g_autofree gboolean *known = g_new0 (gboolean, n);
  double mean = self->n_points / (double) n;

  for (gsize i = 0; i < n; i++)
    {
      HwConcentration place;
      guint n_around;
      gsize best;

      if (self->steps[i] == 0 || known[i])
        continue;
      best = follow (self, scores, i, known, &place.n_cells);
      place.step = self->steps[best];
      place.z = scores[best];
      place.seen = (guint) look_around (cells, best, &n_around);
      place.expected = mean * n_around;
      place.middle = hw_local_frame_to_point (&self->frame, self->west + (best % self->n_columns + 0.5) * self->side_m,
                                              self->south + (best / self->n_columns + 0.5) * self->side_m);
      g_array_append_val (self->places, place);
    }
  g_array_sort (self->places, compare_places);
}

/**
 * hw_concentrations_new:
 * @points: (array length=n_points): valid points
 * @n_points: how many
 *
 * Looks for places where more of @points lie close together than chance would
 * put there. A cell is marked where the Gi* of it and the eight around it is high
 * enough for at most 5 %, 1 % or 0.1 % of such cells to be there by chance.
 *
 * Some ten milliseconds, a tenth of a second for a million points: not for the main thread.
 *
 * Returns: (transfer full): where
 */
HwConcentrations *
hw_concentrations_new (const HwPoint *points,
                       gsize          n_points)
{
  HwConcentrations *self = g_new0 (HwConcentrations, 1);
  g_autoptr (HwSquareCells) cells = n_points > 0 ? count_cells (self, points, n_points) : NULL;
  g_autofree double *scores = NULL;

  g_atomic_ref_count_init (&self->ref_count);
  self->side_m = SIDE_M;
  self->places = g_array_new (FALSE, FALSE, sizeof (HwConcentration));
  if (cells == NULL)
    return self;
  self->west = cells->west;
  self->south = cells->south;
  self->n_columns = cells->n_columns;
  self->n_rows = cells->n_rows;
  self->steps = g_new0 (guint8, (gsize) self->n_columns * self->n_rows);
  if (self->n_columns * self->n_rows < LEAST_CELLS)
    return self;
  scores = hw_gi_star (cells, HW_GI_STAR_QUEEN);
  mark_cells (self, cells, scores);
  list_places (self, cells, scores);
  return self;
}

/**
 * hw_concentrations_ref:
 * @self: concentrations
 *
 * Returns: (transfer full): the same
 */
HwConcentrations *
hw_concentrations_ref (HwConcentrations *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * hw_concentrations_unref:
 * @self: (transfer full): concentrations
 */
void
hw_concentrations_unref (HwConcentrations *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->steps);
  g_array_unref (self->places);
  g_free (self);
}

/**
 * hw_concentrations_get_step:
 * @self: concentrations
 * @column: from the west, may be beyond the area
 * @row: from the south, may be beyond the area
 *
 * Returns: how unusual that cell is, 0 for not at all
 */
guint
hw_concentrations_get_step (const HwConcentrations *self,
                            gint                    column,
                            gint                    row)
{
  if (column < 0 || row < 0 || column >= (gint) self->n_columns || row >= (gint) self->n_rows)
    return 0;
  return self->steps[(gsize) row * self->n_columns + (gsize) column];
}

/**
 * hw_concentrations_get_box:
 * @self: concentrations
 * @column: from the west
 * @row: from the south
 * @n_columns: how many cells from there on to the east
 * @box: (out caller-allocates): where they are, in degrees. What is west and east
 *   is so in the middle of the row: far from the middle the next row lies a metre off
 */
void
hw_concentrations_get_box (const HwConcentrations *self,
                           guint                   column,
                           guint                   row,
                           guint                   n_columns,
                           HwBox                  *box)
{
  double west = self->west + column * self->side_m, south = self->south + row * self->side_m, middle = south + self->side_m / 2.0;

  box->west = hw_local_frame_to_point (&self->frame, west, middle).longitude;
  box->east = hw_local_frame_to_point (&self->frame, west + n_columns * self->side_m, middle).longitude;
  box->south = hw_local_frame_to_point (&self->frame, west, south).latitude;
  box->north = hw_local_frame_to_point (&self->frame, west, south + self->side_m).latitude;
}
