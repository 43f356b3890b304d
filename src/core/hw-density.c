/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <math.h>
#include "hw-density.h"

/* How much there is per square metre, smoothed by a Gaussian: the binned kernel
 * estimator of M. P. Wand and M. C. Jones, "Kernel Smoothing", 1995, appendix D.
 * Each point is shared out to the four corners of its mesh (linear binning); the
 * kernel is cut off at 3.4 bandwidths and is a product, so that columns and rows
 * are smoothed one after the other. */

#define CUT_OFF 3.4

typedef struct
{
  guint   reach;     /* in steps of the grid */
  double *parts;     /* (owned) by distance in steps, 0 to @reach; per metre */
} Kernel;

static Kernel
make_kernel (double bandwidth_m,
             double step,
             guint  n)
{
  Kernel kernel = { .reach = (guint) MIN (floor (CUT_OFF * bandwidth_m / step), n - 1.0) };
  double total = 0.0;

  kernel.parts = g_new (double, kernel.reach + 1);
  for (guint i = 0; i <= kernel.reach; i++)
    {
      double away = i * step / bandwidth_m;

      kernel.parts[i] = exp (-0.5 * away * away);
      total += i > 0 ? 2.0 * kernel.parts[i] : kernel.parts[i];
    }
  for (guint i = 0; i <= kernel.reach; i++)
    kernel.parts[i] /= total * step;
  return kernel;
}

/* -- linear binning -- */

/* How many columns a degree of longitude is, at each row. Between two rows it is a straight line to eleven digits. */
static double *
measure_rows (const HwDensityGrid *grid)
{
  double *columns = g_new (double, grid->n_rows);

  for (guint row = 0; row < grid->n_rows; row++)
    {
      double north = grid->south + row * (grid->north - grid->south) / (grid->n_rows - 1), x, y;
      HwPoint point = {
        .latitude = CLAMP (grid->frame.origin.latitude + north / grid->frame.metres_per_degree_latitude, -90.0, 90.0),
        .longitude = grid->frame.origin.longitude + 1.0,
      };

      hw_local_frame_to_xy (&grid->frame, &point, &x, &y);
      columns[row] = x * (grid->n_columns - 1) / (grid->east - grid->west);
    }
  return columns;
}

static inline double
get_degrees_east (double longitude,
                  double of)
{
  double east = longitude - of;

  return east > 180.0 ? east - 360.0 : east < -180.0 ? east + 360.0 : east;
}

static void
bin_points (const HwDensityGrid *grid,
            const HwPoint       *points,
            const double        *weights,
            gsize                n_points,
            double              *bins)
{
  const double rows = grid->frame.metres_per_degree_latitude * (grid->n_rows - 1) / (grid->north - grid->south);
  const double south = grid->frame.origin.latitude + grid->south / grid->frame.metres_per_degree_latitude;
  const double west = grid->west * (grid->n_columns - 1) / (grid->east - grid->west);
  const double last_x = grid->n_columns - 1, last_y = grid->n_rows - 1;
  g_autofree double *columns = measure_rows (grid);

  for (gsize i = 0; i < n_points; i++)
    {
      double x, y = (points[i].latitude - south) * rows, weight = weights != NULL ? weights[i] : 1.0;
      double *bin;
      guint column, row;

      if (!(y >= 0.0 && y < last_y))
        continue;
      row = (guint) y;
      y -= row;
      x = get_degrees_east (points[i].longitude, grid->frame.origin.longitude) * (columns[row] + y * (columns[row + 1] - columns[row])) - west;
      if (!(x >= 0.0 && x < last_x))
        continue;
      column = (guint) x;
      x -= column;
      y *= weight;
      weight -= y;
      bin = bins + (gsize) row * grid->n_columns + column;
      bin[0] += (1.0 - x) * weight;
      bin[1] += x * weight;
      bin[grid->n_columns] += (1.0 - x) * y;
      bin[grid->n_columns + 1] += x * y;
    }
}

/* -- smoothing -- */

static void
add_scaled (double       *restrict to,
            const double *restrict from,
            double        scale,
            guint         n)
{
  for (guint i = 0; i < n; i++)
    to[i] += scale * from[i];
}

static void
smooth_row (const double *from,
            guint         n,
            const Kernel *kernel,
            double       *to)
{
  add_scaled (to, from, kernel->parts[0], n);
  for (guint i = 1; i <= kernel->reach; i++)
    {
      add_scaled (to + i, from, kernel->parts[i], n - i);
      add_scaled (to, from + i, kernel->parts[i], n - i);
    }
}

static void
smooth_columns (const double *from,
                guint         n_columns,
                guint         n_rows,
                guint         row,
                const Kernel *kernel,
                double       *to)
{
  guint first = row > kernel->reach ? row - kernel->reach : 0, last = MIN (row + kernel->reach, n_rows - 1);

  for (guint other = first; other <= last; other++)
    add_scaled (to, from + (gsize) other * n_columns, kernel->parts[other > row ? other - row : row - other], n_columns);
}

/**
 * hw_density:
 * @grid: where it is asked for
 * @points: (array length=n_points): valid points; those outside of the grid count for nothing
 * @weights: (nullable) (array length=n_points): how much each counts; %NULL is 1 each
 * @n_points: how many
 * @bandwidth_m: the standard deviation of the Gaussian in metres, above zero
 *
 * Computes how densely points lie, without a sharp edge anywhere.
 *
 * Returns: (transfer full): weight per square metre, row by row from the south,
 *   to be freed with g_free()
 */
double *
hw_density (const HwDensityGrid *grid,
            const HwPoint       *points,
            const double        *weights,
            gsize                n_points,
            double               bandwidth_m)
{
  gsize size = (gsize) grid->n_columns * grid->n_rows;
  g_autofree double *bins = NULL;
  g_autofree double *smooth = NULL;
  double *density;
  Kernel across, along;

  g_return_val_if_fail (grid->n_columns >= 2 && grid->n_rows >= 2 && bandwidth_m > 0.0, NULL);
  g_return_val_if_fail (grid->west < grid->east && grid->south < grid->north, NULL);

  bins = g_new0 (double, size);
  smooth = g_new0 (double, size);
  density = g_new0 (double, size);
  across = make_kernel (bandwidth_m, (grid->east - grid->west) / (grid->n_columns - 1), grid->n_columns);
  along = make_kernel (bandwidth_m, (grid->north - grid->south) / (grid->n_rows - 1), grid->n_rows);
  bin_points (grid, points, weights, n_points, bins);
  for (guint row = 0; row < grid->n_rows; row++)
    smooth_row (bins + (gsize) row * grid->n_columns, grid->n_columns, &across, smooth + (gsize) row * grid->n_columns);
  for (guint row = 0; row < grid->n_rows; row++)
    smooth_columns (smooth, grid->n_columns, grid->n_rows, row, &along, density + (gsize) row * grid->n_columns);
  g_free (across.parts);
  g_free (along.parts);
  return density;
}
