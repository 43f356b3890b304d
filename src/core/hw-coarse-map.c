/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <math.h>
#include <glib/gi18n-lib.h>
#include "hw-coarse-map.h"
#include "hw-local-time.h"

/* The map that may be shown to anybody. Cells are fixed: they do not follow the
 * data, so that two maps laid over each other tell no more than one.
 *
 * How many people a cell holds is not known, for most reports do not say who.
 * What is counted is the largest number of any one night: people that the team
 * met are added up, and of reports only the largest is taken, for several callers
 * may have seen the same people. Somebody seen on a hundred nights is one. */

#define ROUND_TO  5
#define NOON_US   (G_GINT64_CONSTANT (43200) * G_USEC_PER_SEC)

typedef struct
{
  gint64 row, column;   /* of the cell */
  gint64 night;         /* the local day that it began on */
  guint  people;
  guint8 kind;
} Sighting;

G_DEFINE_QUARK (hw-coarse-error-quark, hw_coarse_error)

/**
 * hw_coarse_rules_check:
 * @rules: rules
 * @error: return location for %HW_COARSE_ERROR_TOO_FINE
 *
 * Returns: %FALSE with @error set if a map by these rules would show too much
 */
gboolean
hw_coarse_rules_check (const HwCoarseRules  *rules,
                       GError              **error)
{
  g_return_val_if_fail (rules != NULL, FALSE);

  if (rules->cell_m >= HW_COARSE_LEAST_CELL_M && isfinite (rules->cell_m)
      && rules->least_people >= HW_COARSE_LEAST_PEOPLE && rules->least_nights >= HW_COARSE_LEAST_NIGHTS
      && rules->least_age_days >= HW_COARSE_LEAST_AGE_DAYS)
    return TRUE;
  g_set_error (error, HW_COARSE_ERROR, HW_COARSE_ERROR_TOO_FINE,
               _("This would show too much: a public map has cells of at least %d m with at least %d people on at least %d nights, at least %d days ago. No map was made. Choose coarser limits."),
               (int) HW_COARSE_LEAST_CELL_M, HW_COARSE_LEAST_PEOPLE, HW_COARSE_LEAST_NIGHTS, HW_COARSE_LEAST_AGE_DAYS);
  return FALSE;
}

static double
get_row_height (double cell_m)
{
  return cell_m * 180.0 / (HW_EARTH_RADIUS_M * G_PI);
}

/* How many cells go around the earth in a row, so that none is narrower than @cell_m at the end nearer to a pole. */
static double
count_columns (gint64 row,
               double height,
               double cell_m)
{
  double south = -90.0 + row * height, far = MIN (MAX (fabs (south), fabs (south + height)), 90.0);

  return MAX (floor (2.0 * G_PI * HW_EARTH_RADIUS_M * cos (far * G_PI / 180.0) / cell_m), 1.0);
}

static void
find_cell (const HwPoint *point,
           double         cell_m,
           gint64        *row,
           gint64        *column)
{
  double height = get_row_height (cell_m), n_columns;

  *row = (gint64) floor ((point->latitude + 90.0) / height);
  n_columns = count_columns (*row, height, cell_m);
  *column = (gint64) MIN (floor ((point->longitude + 180.0) / 360.0 * n_columns), n_columns - 1.0);
}

static HwBox
get_box (gint64 row,
         gint64 column,
         double cell_m)
{
  double height = get_row_height (cell_m), width = 360.0 / count_columns (row, height, cell_m);

  return (HwBox) { .west = -180.0 + column * width, .east = -180.0 + (column + 1) * width,
                   .south = -90.0 + row * height, .north = MIN (-90.0 + (row + 1) * height, 90.0) };
}

/**
 * hw_coarse_cell_box:
 * @point: a point on the earth
 * @cell_m: the side of a cell, metres
 *
 * Returns: the fixed cell that @point lies in, nowhere narrower than @cell_m
 */
HwBox
hw_coarse_cell_box (const HwPoint *point,
                    double         cell_m)
{
  gint64 row, column;

  find_cell (point, cell_m, &row, &column);
  return get_box (row, column, cell_m);
}

static GArray *
collect_sightings (const HwIndexPoint  *points,
                   gsize                n_points,
                   const HwCoarseRules *rules,
                   GTimeZone           *zone,
                   gint64               now)
{
  GArray *sightings = g_array_new (FALSE, FALSE, sizeof (Sighting));
  g_autoptr (HwLocalTime) local = hw_local_time_new (zone);
  gint64 latest = now - (gint64) rules->least_age_days * 86400 * G_USEC_PER_SEC;

  for (gsize i = 0; i < n_points; i++)
    {
      Sighting sighting = { .people = points[i].people, .kind = points[i].kind };

      if (points[i].time > latest || points[i].people == 0 || !hw_point_is_valid (&points[i].point))
        continue;
      find_cell (&points[i].point, rules->cell_m, &sighting.row, &sighting.column);
      /* A night goes from noon to noon. */
      sighting.night = hw_local_time_get_day (local, points[i].time - NOON_US);
      g_array_append_val (sightings, sighting);
    }
  return sightings;
}

static int
compare_sightings (gconstpointer a,
                   gconstpointer b)
{
  const Sighting *first = a, *second = b;

  if (first->row != second->row)
    return first->row < second->row ? -1 : 1;
  if (first->column != second->column)
    return first->column < second->column ? -1 : 1;
  return (first->night > second->night) - (first->night < second->night);
}

static gboolean
is_same_cell (const Sighting *a,
              const Sighting *b)
{
  return a->row == b->row && a->column == b->column;
}

/* Takes one night of a cell from @i on; returns where the next begins. */
static guint
take_night (GArray *sightings,
            guint   i,
            guint  *people)
{
  const Sighting *first = &g_array_index (sightings, Sighting, i);
  guint met = 0, reported = 0;

  for (; i < sightings->len; i++)
    {
      const Sighting *sighting = &g_array_index (sightings, Sighting, i);

      if (!is_same_cell (first, sighting) || sighting->night != first->night)
        break;
      if (sighting->kind == HW_KIND_CONTACT)
        met += sighting->people;
      else
        reported = MAX (reported, sighting->people);
    }
  *people = MAX (met, reported);
  return i;
}

/**
 * hw_coarse_map_new:
 * @points: (array length=n_points): what happened
 * @n_points: how many
 * @rules: how coarse
 * @zone: (nullable): whose nights; %NULL is UTC
 * @now: microseconds UTC
 * @error: return location for %HW_COARSE_ERROR_TOO_FINE
 *
 * Makes the public map: fixed cells with enough people on enough nights, long
 * enough ago. Cells with fewer are left out, and their number is not told.
 *
 * Returns: (transfer full) (nullable) (element-type HwCoarseCell): the cells, from
 *   south to north and west to east; %NULL with @error set
 */
GArray *
hw_coarse_map_new (const HwIndexPoint   *points,
                   gsize                 n_points,
                   const HwCoarseRules  *rules,
                   GTimeZone            *zone,
                   gint64                now,
                   GError              **error)
{
  g_autoptr (GArray) sightings = NULL;
  GArray *cells;

  if (!hw_coarse_rules_check (rules, error))
    return NULL;
  sightings = collect_sightings (points, n_points, rules, zone, now);
  cells = g_array_new (FALSE, FALSE, sizeof (HwCoarseCell));
  g_array_sort (sightings, compare_sightings);
  for (guint i = 0; i < sightings->len;)
    {
      Sighting first = g_array_index (sightings, Sighting, i);
      guint nights = 0, most = 0;

      while (i < sightings->len && is_same_cell (&first, &g_array_index (sightings, Sighting, i)))
        {
          guint people;

          i = take_night (sightings, i, &people);
          most = MAX (most, people);
          nights++;
        }
      if (most >= rules->least_people && nights >= rules->least_nights)
        {
          HwCoarseCell cell = { get_box (first.row, first.column, rules->cell_m), (most + ROUND_TO / 2) / ROUND_TO * ROUND_TO };

          g_array_append_val (cells, cell);
        }
    }
  return cells;
}
