/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <math.h>
#include "hw-gi-star.h"

/* Where more lies close together than chance would put there: the local
 * statistic Gi* of A. Getis and J. K. Ord, "The Analysis of Spatial Association
 * by Use of Distance Statistics", Geographical Analysis 24, 1992, standardised as
 * in J. K. Ord and A. Getis, "Local Spatial Autocorrelation Statistics", ibid. 27,
 * 1995, equation 14:
 *
 *     (sum of w x - W mean) / (s sqrt ((n S1 - W²) / (n - 1)))
 *
 * Weights are 1 or 0, hence W = S1 = the number of neighbours, the cell itself
 * counted. The neighbours in a row lie side by side: what they hold is the
 * difference of two running sums. */

typedef struct
{
  const HwSquareCells *cells;
  gint     reach;        /* rows */
  guint   *half_widths;  /* (owned) of the neighbourhood, by distance in rows: 0 to @reach */
  double  *running;      /* (owned) row by row, one more than there are columns */
  double  *sums;         /* (owned) of the row at hand: what the neighbours hold */
  double  *numbers;      /* (owned) how many they are */
  double   mean, deviation;
} Scan;

static void
measure_neighbourhood (Scan   *scan,
                       double  distance_m)
{
  double distance = distance_m / scan->cells->side_m;

  scan->reach = distance_m > 0.0 ? (gint) MIN (floor (distance + 1e-9), scan->cells->n_rows) : 1;
  scan->half_widths = g_new (guint, scan->reach + 1);
  for (gint row = 0; row <= scan->reach; row++)
    scan->half_widths[row] = distance_m > 0.0
                             ? (guint) MIN (floor (sqrt (MAX (distance * distance - (double) row * row, 0.0)) + 1e-9), scan->cells->n_columns)
                             : 1;
}

static void
measure_values (Scan *scan)
{
  gsize n = (gsize) scan->cells->n_columns * scan->cells->n_rows;
  double sum = 0.0, squares = 0.0;

  for (gsize i = 0; i < n; i++)
    sum += scan->cells->values[i];
  scan->mean = sum / (double) n;
  for (gsize i = 0; i < n; i++)
    squares += (scan->cells->values[i] - scan->mean) * (scan->cells->values[i] - scan->mean);
  scan->deviation = sqrt (squares / (double) n);
  /* what rounding leaves of equal values is no difference */
  if (scan->deviation <= 1e-12 * fabs (scan->mean))
    scan->deviation = 0.0;
}

static void
add_up_rows (Scan *scan)
{
  const double *value = scan->cells->values;
  double *running = scan->running;

  for (guint row = 0; row < scan->cells->n_rows; row++)
    {
      double sum = 0.0;

      *running++ = 0.0;
      for (guint column = 0; column < scan->cells->n_columns; column++)
        *running++ = sum += *value++;
    }
}

/* Adds to each cell of a row what its neighbours in another row hold. */
static void
add_row (Scan  *scan,
         guint  row,
         guint  half_width)
{
  guint n = scan->cells->n_columns, middle = n > half_width ? n - half_width : 0;
  const double *running = scan->running + (gsize) row * (n + 1);
  guint column;

  for (column = 0; column < n && column < half_width; column++)
    {
      scan->sums[column] += running[MIN (column + half_width + 1, n)];
      scan->numbers[column] += MIN (column + half_width + 1, n);
    }
  for (; column < middle; column++)
    {
      scan->sums[column] += running[column + half_width + 1] - running[column - half_width];
      scan->numbers[column] += 2 * half_width + 1;
    }
  for (; column < n; column++)
    {
      scan->sums[column] += running[n] - running[column - half_width];
      scan->numbers[column] += n - (column - half_width);
    }
}

static void
score_row (const Scan *scan,
           double     *scores)
{
  double n = (double) scan->cells->n_columns * scan->cells->n_rows;

  for (guint column = 0; column < scan->cells->n_columns; column++)
    {
      double number = scan->numbers[column];
      double spread = scan->deviation * sqrt (MAX ((n * number - number * number) / MAX (n - 1.0, 1.0), 0.0));
      double excess = scan->sums[column] - number * scan->mean;

      scores[column] = spread > 0.0 ? excess / spread : 0.0;
    }
}

/**
 * hw_gi_star:
 * @cells: what lies in each cell
 * @distance_m: how far apart the middles of neighbours are at most, in metres;
 *   %HW_GI_STAR_QUEEN for a cell and the eight that touch it
 *
 * Computes Gi* for each cell, itself among its neighbours: how many standard
 * deviations more, or less, lies there than if all were spread by chance.
 *
 * Returns: (transfer full): z by row and column like the values of @cells, to
 *   be freed with g_free(); 0 where all cells hold the same, or all are neighbours
 */
double *
hw_gi_star (const HwSquareCells *cells,
            double               distance_m)
{
  Scan scan = { .cells = cells };
  double *scores = g_new (double, (gsize) cells->n_columns * cells->n_rows);

  measure_neighbourhood (&scan, distance_m);
  measure_values (&scan);
  scan.running = g_new (double, (gsize) (cells->n_columns + 1) * cells->n_rows);
  scan.sums = g_new (double, cells->n_columns);
  scan.numbers = g_new (double, cells->n_columns);
  add_up_rows (&scan);
  for (gint row = 0; row < (gint) cells->n_rows; row++)
    {
      for (guint column = 0; column < cells->n_columns; column++)
        scan.sums[column] = scan.numbers[column] = 0.0;
      for (gint other = MAX (row - scan.reach, 0); other <= MIN (row + scan.reach, (gint) cells->n_rows - 1); other++)
        add_row (&scan, (guint) other, scan.half_widths[ABS (other - row)]);
      score_row (&scan, scores + (gsize) row * cells->n_columns);
    }
  g_free (scan.half_widths);
  g_free (scan.running);
  g_free (scan.sums);
  g_free (scan.numbers);
  return scores;
}

/**
 * hw_gi_star_get_p_value:
 * @z: a score
 *
 * Returns: how probable it is that chance alone gives a score at least so far
 *   from zero, either way: of the normal distribution, as Ord and Getis (1995) have it
 */
double
hw_gi_star_get_p_value (double z)
{
  return erfc (fabs (z) * G_SQRT2 / 2.0);
}
