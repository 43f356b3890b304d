/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <math.h>
#include <string.h>
#include "hw-density.h"

/* How much there is per square metre, smoothed by a Gaussian: the binned kernel
 * estimator of M. P. Wand and M. C. Jones, "Kernel Smoothing", 1995, appendix D.
 * Each point is shared out to the four corners of its mesh (linear binning); the
 * kernel is cut off at 3.4 bandwidths and is a product, so that rows and columns
 * are smoothed one after the other.
 *
 * The bins have a margin of nothing as wide as the kernel, and their rows are a
 * whole number of blocks: no edge is a special case, and a block of sums stays in
 * the registers while the kernel passes. */

#define CUT_OFF 3.4
#define BLOCK   8u
#define N_AHEAD 64u

typedef struct
{
  guint   width, margin_x, margin_y;   /* of a row with its margins, and the margins */
  double *values;                      /* (owned) */
} Bins;

typedef struct
{
  guint   reach;     /* in steps of the grid */
  double *parts;     /* (owned) from one end to the other: 2 @reach + 1 steps; per metre */
} Kernel;

static Kernel
make_kernel (double bandwidth_m,
             double step,
             guint  n)
{
  Kernel kernel = { .reach = (guint) MIN (floor (CUT_OFF * bandwidth_m / step), n - 1.0) };
  double total = 0.0;

  kernel.parts = g_new (double, 2 * kernel.reach + 1);
  for (guint i = 0; i <= 2 * kernel.reach; i++)
    {
      double away = ((double) i - kernel.reach) * step / bandwidth_m;

      total += kernel.parts[i] = exp (-0.5 * away * away);
    }
  for (guint i = 0; i <= 2 * kernel.reach; i++)
    kernel.parts[i] /= total * step;
  return kernel;
}

static void
bins_init (Bins                *bins,
           const HwDensityGrid *grid,
           const Kernel        *across,
           const Kernel        *along)
{
  guint blocks = (grid->n_columns + BLOCK - 1) / BLOCK;

  bins->margin_x = across->reach;
  bins->margin_y = along->reach;
  bins->width = blocks * BLOCK + 2 * across->reach;
  bins->values = g_new0 (double, (gsize) bins->width * (grid->n_rows + 2 * along->reach));
}

static double *
bins_get_row (const Bins *bins,
              guint       row)
{
  return bins->values + (gsize) (row + bins->margin_y) * bins->width + bins->margin_x;
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

/* A point on its way to the bins. */
typedef struct
{
  double *bin;
  double  x, y, weight;   /* the parts of a mesh it lies from the south-west corner */
} Share;

static void
add_shares (const Share *shares,
            guint        n_shares,
            gsize        width)
{
  for (guint i = 0; i < n_shares; i++)
    {
      const Share *share = &shares[i];
      double north = share->y * share->weight, south = share->weight - north;

      share->bin[0] += (1.0 - share->x) * south;
      share->bin[1] += share->x * south;
      share->bin[width] += (1.0 - share->x) * north;
      share->bin[width + 1] += share->x * north;
    }
}

/* Points come in no order: bins are asked of memory some points before they are needed. */
static void
bin_points (const HwDensityGrid *grid,
            const HwPoint       *points,
            const double        *weights,
            gsize                n_points,
            const Bins          *bins)
{
  const double rows = grid->frame.metres_per_degree_latitude * (grid->n_rows - 1) / (grid->north - grid->south);
  const double south = grid->frame.origin.latitude + grid->south / grid->frame.metres_per_degree_latitude;
  const double west = grid->west * (grid->n_columns - 1) / (grid->east - grid->west);
  const double last_x = grid->n_columns - 1, last_y = grid->n_rows - 1;
  g_autofree double *columns = measure_rows (grid);
  Share shares[N_AHEAD];
  guint n_shares = 0;

  for (gsize i = 0; i < n_points; i++)
    {
      double x, y = (points[i].latitude - south) * rows;
      Share *share = &shares[n_shares];
      gint32 column, row;

      if (!(y >= 0.0 && y < last_y))
        continue;
      row = (gint32) y;
      y -= row;
      x = get_degrees_east (points[i].longitude, grid->frame.origin.longitude) * (columns[row] + y * (columns[row + 1] - columns[row])) - west;
      if (!(x >= 0.0 && x < last_x))
        continue;
      column = (gint32) x;
      *share = (Share) { bins_get_row (bins, (guint) row) + column, x - column, y, weights != NULL ? weights[i] : 1.0 };
      __builtin_prefetch (share->bin, 1);
      __builtin_prefetch (share->bin + bins->width, 1);
      if (++n_shares == N_AHEAD)
        {
          add_shares (shares, n_shares, bins->width);
          n_shares = 0;
        }
    }
  add_shares (shares, n_shares, bins->width);
}

/* -- smoothing -- */

/* One block: @from is where the kernel's first part lies, the next is @stride further. It is the same from both ends. */
static inline void
smooth_block (const double *from,
              gsize         stride,
              const Kernel *kernel,
              double        sums[BLOCK])
{
  const double *middle = from + kernel->reach * stride, *to = from + 2 * kernel->reach * stride;

  for (guint i = 0; i < BLOCK; i++)
    sums[i] = kernel->parts[kernel->reach] * middle[i];
  for (guint part = 0; part < kernel->reach; part++, from += stride, to -= stride)
    for (guint i = 0; i < BLOCK; i++)
      sums[i] += kernel->parts[part] * (from[i] + to[i]);
}

/* What a block overwrites, the next one needs: a row is smoothed beside itself. */
static void
smooth_rows (const Bins   *bins,
             guint         n_columns,
             guint         n_rows,
             const Kernel *kernel)
{
  g_autofree double *smooth = g_new (double, bins->width);

  for (guint row = 0; row < n_rows; row++)
    {
      double *values = bins_get_row (bins, row);

      for (guint column = 0; column < n_columns; column += BLOCK)
        smooth_block (values + column - kernel->reach, 1, kernel, smooth + column);
      memcpy (values, smooth, n_columns * sizeof *values);
    }
}

static void
smooth_columns (const Bins   *bins,
                guint         n_columns,
                guint         n_rows,
                const Kernel *kernel,
                double       *density)
{
  for (guint row = 0; row < n_rows; row++, density += n_columns)
    {
      const double *from = bins_get_row (bins, row) - (gsize) kernel->reach * bins->width;

      for (guint column = 0; column < n_columns; column += BLOCK)
        {
          double sums[BLOCK];

          smooth_block (from + column, bins->width, kernel, sums);
          memcpy (density + column, sums, MIN (BLOCK, n_columns - column) * sizeof *sums);
        }
    }
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
  Kernel across, along;
  double *density;
  Bins bins;

  g_return_val_if_fail (grid->n_columns >= 2 && grid->n_rows >= 2 && bandwidth_m > 0.0, NULL);
  g_return_val_if_fail (grid->west < grid->east && grid->south < grid->north, NULL);

  across = make_kernel (bandwidth_m, (grid->east - grid->west) / (grid->n_columns - 1), grid->n_columns);
  along = make_kernel (bandwidth_m, (grid->north - grid->south) / (grid->n_rows - 1), grid->n_rows);
  bins_init (&bins, grid, &across, &along);
  bin_points (grid, points, weights, n_points, &bins);
  smooth_rows (&bins, grid->n_columns, grid->n_rows, &across);
  density = g_new (double, (gsize) grid->n_columns * grid->n_rows);
  smooth_columns (&bins, grid->n_columns, grid->n_rows, &along, density);
  g_free (across.parts);
  g_free (along.parts);
  g_free (bins.values);
  return density;
}
