/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <math.h>
#include <string.h>

#include "hw-heat.h"
#include "hw-mercator.h"
#include "hw-morton.h"

/* Points are kept as their Morton codes, sorted: whatever lies in a square of
 * any zoom is a run of them, found by halving. A tile is cut into 64 x 64 cells,
 * whose counts are smoothed by a Gaussian (the binned kernel estimator of M. P.
 * Wand and M. C. Jones, "Kernel Smoothing", 1995, appendix D, with whole cells as
 * bins) and coloured on a scale that is the same for all tiles of a zoom, so that
 * their edges meet. Made and painted on the map's threads. */

#define BITS    24                       /* of each coordinate: 2.4 m at the equator */
#define CELLS   64                       /* a side of a tile */
#define SIDE    (CELLS + 2)              /* with a cell around it, which its edge is a mean of too */
#define BLOCK   4                        /* cells: what the scale is measured on */
#define SIGMA   1.7                      /* cells */
#define REACH   5                        /* cells: what is further off counts for nothing */
#define AT_ONCE 8u                       /* cells that are smoothed together, in registers */
#define INNER   8                        /* bits of a code within a square of 16 x 16 cells */
#define SHORT   16u                      /* points of a cell that are told faster one by one than by halving */
#define LEVELS  (BITS - 6 + 1)           /* zooms with cells of their own; deeper ones use the last */
#define TOP     0.995                    /* the share of squares that the scale holds */
#define LEAST   0.75                     /* points a cell, smoothed, for the last colour: a handful of reports is no hot-spot */
#define POWER   0.75f                    /* lifts what is sparse a little */
#define ALPHA   0.7
#define CLEAR   0.6                      /* the share from which the map shines through no more than it ever does */

struct _HwHeat
{
  gatomicrefcount  ref_count;
  gsize            size;
  guint64         *codes;                /* (owned), sorted */
  double           tops[LEVELS];         /* points a cell that have the last colour */
};

/* By eight bits at a time, from the last: six passes over 48 bits. */
static void
sort_codes (guint64 *codes,
            gsize    n_codes)
{
  g_autofree guint64 *room = g_new (guint64, MAX (n_codes, 1));
  guint64 *from = codes, *to = room;

  for (guint shift = 0; shift < 2 * BITS; shift += 8)
    {
      gsize starts[257] = { 0 };
      guint64 *swap = from;

      for (gsize i = 0; i < n_codes; i++)
        starts[(from[i] >> shift & 255) + 1]++;
      for (guint i = 1; i < 257; i++)
        starts[i] += starts[i - 1];
      for (gsize i = 0; i < n_codes; i++)
        to[starts[from[i] >> shift & 255]++] = from[i];
      from = to;
      to = swap;
    }
}

/* The first code from @first on that is not smaller than @code: steps that double, then halves. */
static gsize
find_from (const HwHeat *self,
           gsize         first,
           guint64       code)
{
  gsize step = 1, end;

  while (first + step < self->size && self->codes[first + step] < code)
    {
      first += step;
      step *= 2;
    }
  end = MIN (first + step, self->size);
  while (first < end)
    {
      gsize middle = first + (end - first) / 2;

      if (self->codes[middle] < code)
        first = middle + 1;
      else
        end = middle;
    }
  return first;
}

/* Bits of a code below a cell of @zoom; the deepest cells serve all deeper zooms. */
static guint
get_shift (guint zoom)
{
  return zoom + 6 < BITS ? 2 * (BITS - 6 - zoom) : 0;
}

/* What @share of the squares of four by four cells hold at most, in points a cell. Counts are put into quarters of a power of two. */
static double
measure_top (HwHeat *self,
             guint   zoom)
{
  guint shift = MIN (get_shift (zoom) + 4, 2 * BITS), n_squares = 0, seen = 0;
  guint counts[4 * 32] = { 0 };

  for (gsize i = 0; i < self->size;)
    {
      gsize end = find_from (self, i, ((self->codes[i] >> shift) + 1) << shift);
      guint place = (guint) (4 * log2 (end - i));

      counts[MIN (place, G_N_ELEMENTS (counts) - 1)]++;
      n_squares++;
      i = end;
    }
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      seen += counts[i];
      if (seen >= TOP * n_squares)
        return MAX (exp2 ((i + 1) / 4.0) / (BLOCK * BLOCK), LEAST);
    }
  return LEAST;
}

/**
 * hw_heat_encode:
 * @point: a place in degrees
 *
 * Returns: the place as the density keeps it, in eight bytes
 */
guint64
hw_heat_encode (const HwPoint *point)
{
  return hw_morton_key (hw_mercator_x_to_fixed (point->longitude) >> (32 - BITS), hw_mercator_y_to_fixed (point->latitude) >> (32 - BITS));
}

/**
 * hw_heat_new_take:
 * @codes: (transfer full) (array length=n_codes): places, each of hw_heat_encode(), in any order
 * @n_codes: how many
 *
 * A million places take a tenth of a second: not for the main thread.
 *
 * Returns: (transfer full): how dense they lie
 */
HwHeat *
hw_heat_new_take (guint64 *codes,
                  gsize    n_codes)
{
  HwHeat *self = g_new0 (HwHeat, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->size = n_codes;
  self->codes = codes;
  sort_codes (self->codes, n_codes);
  for (guint zoom = 0; zoom < LEVELS; zoom++)
    self->tops[zoom] = measure_top (self, zoom);
  return self;
}

/**
 * hw_heat_new:
 * @points: (array length=n_points): places in degrees
 * @n_points: how many
 *
 * Returns: (transfer full): how dense they lie
 */
HwHeat *
hw_heat_new (const HwPoint *points,
             gsize          n_points)
{
  guint64 *codes = g_new (guint64, MAX (n_points, 1));

  for (gsize i = 0; i < n_points; i++)
    codes[i] = hw_heat_encode (&points[i]);
  return hw_heat_new_take (codes, n_points);
}

/**
 * hw_heat_ref:
 * @self: a density
 *
 * Returns: (transfer full): the same
 */
HwHeat *
hw_heat_ref (HwHeat *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * hw_heat_unref:
 * @self: (transfer full): a density
 */
void
hw_heat_unref (HwHeat *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->codes);
  g_free (self);
}

/**
 * hw_heat_get_size:
 * @self: a density
 *
 * Returns: of how many points it was made
 */
gsize
hw_heat_get_size (HwHeat *self)
{
  return self->size;
}

/* -- counting and smoothing -- */

/* A rectangle of cells of one zoom, as wide as smoothing reaches around what is asked for. */
typedef struct
{
  guint  shift;           /* bits of a code below a cell */
  gint64 left, top;       /* of its first cell */
  gint64 width, height;   /* cells */
  gsize  stride;          /* floats from one row to the next */
  float *counts;          /* (owned) */
  gint64 steps[1 << INNER];   /* from the first cell of a square of so many to each of its cells */
} Region;

static void
region_init (Region *self)
{
  self->counts = g_new0 (float, (gsize) self->height * self->stride);
  for (guint i = 0; i < 1 << INNER; i++)
    {
      guint32 column, row;

      hw_morton_split (i, &column, &row);
      self->steps[i] = row * (gint64) self->stride + column;
    }
}

static gsize
find_end_of_cell (const HwHeat *self,
                  gsize         first,
                  gsize         end,
                  guint         shift)
{
  guint64 cell = self->codes[first] >> shift;
  gsize near = MIN (end, first + SHORT), i = first + 1;

  while (i < near && self->codes[i] >> shift == cell)
    i++;
  return i < near || i == end ? i : MIN (find_from (self, i - 1, (cell + 1) << shift), end);
}

/* All of these codes are of cells of the region. */
static void
add_codes (const HwHeat *self,
           const Region *region,
           gsize         first,
           gsize         end)
{
  guint64 square = G_MAXUINT64;
  gint64 corner = 0;

  while (first < end)
    {
      gsize next = find_end_of_cell (self, first, end, region->shift);
      guint64 cell = self->codes[first] >> region->shift;

      if (cell >> INNER != square)
        {
          guint32 column, row;

          square = cell >> INNER;
          hw_morton_split (square << INNER, &column, &row);
          corner = (row - region->top) * (gint64) region->stride + column - region->left;
        }
      region->counts[corner + region->steps[cell & ((1 << INNER) - 1)]] += (float) (next - first);
      first = next;
    }
}

/* Those codes are of a square, 2 to the power of @level cells wide: a quarter at a time where it lies across an edge. */
static void
count_square (const HwHeat *self,
              const Region *region,
              guint         level,
              guint64       square,
              gsize         first,
              gsize         end)
{
  gint64 side = G_GINT64_CONSTANT (1) << level, left, top;
  guint32 column, row;

  hw_morton_split (square, &column, &row);
  left = column * side - region->left;
  top = row * side - region->top;
  if (first == end || left >= region->width || top >= region->height || left + side <= 0 || top + side <= 0)
    return;
  if (left >= 0 && top >= 0 && left + side <= region->width && top + side <= region->height)
    {
      add_codes (self, region, first, end);
      return;
    }
  for (guint64 quarter = 4 * square; quarter < 4 * square + 4; quarter++)
    {
      gsize next = MIN (find_from (self, first, (quarter + 1) << (region->shift + 2 * (level - 1))), end);

      count_square (self, region, level - 1, quarter, first, next);
      first = next;
    }
}

/* One block: where the kernel begins is @from, the next cell is @stride further. */
static inline void
smooth_block (const float *from,
              gsize        stride,
              const float  kernel[REACH + 1],
              float        sums[AT_ONCE])
{
  const float *middle = from + REACH * stride;

  for (guint i = 0; i < AT_ONCE; i++)
    sums[i] = kernel[0] * middle[i];
  for (guint away = 1; away <= REACH; away++)
    for (guint i = 0; i < AT_ONCE; i++)
      sums[i] += kernel[away] * (middle[i - away * stride] + middle[i + away * stride]);
}

/* Rows, then columns: the Gaussian is a product. What a block of a row overwrites the next one needs: a row is smoothed beside itself. */
static float *
smooth (const Region *region,
        guint         n_columns,
        guint         n_rows)
{
  gsize width = region->stride - 2 * REACH;
  g_autofree float *beside = g_new (float, width);
  float *smoothed = g_new (float, (gsize) n_rows * n_columns), kernel[REACH + 1], sum = 0;

  for (int i = 0; i <= REACH; i++)
    {
      kernel[i] = (float) exp (-i * i / (2 * SIGMA * SIGMA));
      sum += (i == 0 ? 1 : 2) * kernel[i];
    }
  for (guint i = 0; i <= REACH; i++)
    kernel[i] /= sum;
  for (gsize row = 0; row < (gsize) region->height; row++)
    {
      float *counts = region->counts + row * region->stride;

      for (gsize column = 0; column < width; column += AT_ONCE)
        smooth_block (counts + column, 1, kernel, beside + column);
      memcpy (counts, beside, width * sizeof *counts);
    }
  for (gsize row = 0; row < n_rows; row++)
    for (gsize column = 0; column < n_columns; column += AT_ONCE)
      {
        float sums[AT_ONCE];

        smooth_block (region->counts + row * region->stride + column, region->stride, kernel, sums);
        memcpy (smoothed + row * n_columns + column, sums, MIN (AT_ONCE, n_columns - column) * sizeof *sums);
      }
  return smoothed;
}

/**
 * hw_heat_smooth:
 * @self: a density
 * @zoom: the zoom, whose tiles are 64 x 64 cells
 * @left: the first column, in cells of the zoom from the west
 * @top: the first row, in cells of the zoom from the north
 * @n_columns: how many, at least one
 * @n_rows: how many, at least one
 *
 * Counts points by cells and smooths the counts, by a Gaussian of 1.7 cells.
 * Zooms whose cells are smaller than what a place is kept to have none.
 *
 * Returns: (transfer full): points a cell, row by row from the north, to be freed with g_free()
 */
float *
hw_heat_smooth (HwHeat *self,
                guint   zoom,
                gint64  left,
                gint64  top,
                guint   n_columns,
                guint   n_rows)
{
  gsize width = (n_columns + AT_ONCE - 1) / AT_ONCE * AT_ONCE;
  Region region = {
    .shift = get_shift (zoom), .left = left - REACH, .top = top - REACH,
    .width = n_columns + 2 * REACH, .height = n_rows + 2 * REACH, .stride = width + 2 * REACH,
  };
  float *smoothed;

  g_return_val_if_fail (zoom < LEVELS && n_columns > 0 && n_rows > 0, NULL);

  region_init (&region);
  count_square (self, &region, BITS - region.shift / 2, 0, 0, self->size);
  smoothed = smooth (&region, n_columns, n_rows);
  g_free (region.counts);
  return smoothed;
}

/* -- tiles -- */

/* Zooms deeper than the cells go show a part of the tile above. */
static guint
fit_zoom (guint *zoom,
          guint *x,
          guint *y)
{
  guint levels = *zoom > LEVELS - 1 ? *zoom - (LEVELS - 1) : 0;

  *zoom -= levels;
  *x >>= levels;
  *y >>= levels;
  return levels;
}

/**
 * hw_heat_has_any:
 * @self: a density
 * @zoom: the zoom
 * @x: column, from the west
 * @y: row, from the north
 *
 * Returns: whether painting changes this tile
 */
gboolean
hw_heat_has_any (HwHeat *self,
                 guint   zoom,
                 guint   x,
                 guint   y)
{
  guint shift;

  fit_zoom (&zoom, &x, &y);
  shift = get_shift (zoom) + 12;
  for (int dy = -1; dy <= 1; dy++)
    for (int dx = -1; dx <= 1; dx++)
      {
        gint64 column = (gint64) x + dx, row = (gint64) y + dy;
        guint64 first;
        gsize i;

        if (column < 0 || row < 0 || column >= (1 << zoom) || row >= (1 << zoom))
          continue;
        first = hw_morton_key ((guint) column, (guint) row) << shift;
        i = find_from (self, 0, first);
        if (i < self->size && self->codes[i] < first + (G_GUINT64_CONSTANT (1) << shift))
          return TRUE;
      }
  return FALSE;
}

/* What cell (@x, @y) of the grid stands for, from 0 to 1 on the scale of the zoom. */
static float
get_share (HwHeat *self,
           guint   zoom,
           float   value)
{
  return value <= 0 ? 0 : powf (MIN (value / (float) self->tops[zoom], 1), POWER);
}

/* What the cells of a tile and those around it stand for. */
static float *
make_grid (HwHeat *self,
           guint   zoom,
           guint   x,
           guint   y)
{
  float *grid = hw_heat_smooth (self, zoom, (gint64) x * CELLS - 1, (gint64) y * CELLS - 1, SIDE, SIDE);

  for (guint i = 0; i < SIDE * SIDE; i++)
    grid[i] = get_share (self, zoom, grid[i]);
  return grid;
}

/* Between the middles of four cells; (@x, @y) in cells of the tile. */
static float
interpolate (const float *grid,
             float        x,
             float        y)
{
  float column = x + 0.5f, row = y + 0.5f;
  int left = (int) column, top = (int) row;
  float right = column - left, down = row - top;
  const float *cell = grid + top * SIDE + left;

  return (cell[0] * (1 - right) + cell[1] * right) * (1 - down) + (cell[SIDE] * (1 - right) + cell[SIDE + 1] * right) * down;
}

/**
 * hw_heat_get_at:
 * @self: a density
 * @zoom: the zoom
 * @point: in degrees
 *
 * Returns: how dense points lie there on the scale of the zoom, 0 to 1
 */
double
hw_heat_get_at (HwHeat        *self,
                guint          zoom,
                const HwPoint *point)
{
  g_autofree float *grid = NULL;
  double x = hw_mercator_x (point->longitude), y = hw_mercator_y (point->latitude);
  double tiles = exp2 (MIN (zoom, LEVELS - 1));
  guint column = (guint) (x * tiles), row = (guint) (y * tiles);

  grid = make_grid (self, MIN (zoom, LEVELS - 1), column, row);
  return interpolate (grid, (float) ((x * tiles - column) * CELLS), (float) ((y * tiles - row) * CELLS));
}

/* From sparse to dense. Lightness only falls (on paper) or only rises (in the dark), which every kind of sight can tell. */
static const guint8 light_ramp[][3] = { { 0xfd, 0xe0, 0x8a }, { 0xfb, 0xa8, 0x3b }, { 0xe3, 0x59, 0x33 }, { 0xa5, 0x2c, 0x60 }, { 0x4a, 0x0c, 0x6b } };
static const guint8 dark_ramp[][3] = { { 0x4a, 0x1a, 0x7a }, { 0x93, 0x2a, 0x68 }, { 0xd5, 0x4c, 0x3e }, { 0xf9, 0x8e, 0x1d }, { 0xf8, 0xee, 0x8a } };

/**
 * hw_heat_get_colour:
 * @share: how dense, 0 to 1
 * @dark: whether the map is dark
 *
 * Returns: what is painted for it: native-endian 32 bits, premultiplied, as cairo has them
 */
guint32
hw_heat_get_colour (double   share,
                    gboolean dark)
{
  const guint8 (*ramp)[3] = dark ? dark_ramp : light_ramp;
  double place = CLAMP (share, 0, 1) * (G_N_ELEMENTS (light_ramp) - 1), alpha = ALPHA * MIN (share / CLEAR, 1);
  guint step = MIN ((guint) place, G_N_ELEMENTS (light_ramp) - 2);
  guint32 colour = (guint32) (alpha * 255 + 0.5);

  if (share <= 0)
    return 0;
  for (guint i = 0; i < 3; i++)
    colour = colour << 8 | (guint32) ((ramp[step][i] + (ramp[step + 1][i] - ramp[step][i]) * (place - step)) * alpha + 0.5);
  return colour;
}

static guint32
blend (guint32 over,
       guint32 under)
{
  guint32 rest = 255 - (over >> 24), result = 0;

  for (guint shift = 0; shift < 32; shift += 8)
    result |= ((over >> shift & 255) + ((under >> shift & 255) * rest + 127) / 255) << shift;
  return result;
}

/**
 * hw_heat_paint:
 * @self: a density
 * @zoom: the zoom
 * @x: column, from the west
 * @y: row, from the north
 * @dark: whether the map is dark
 * @tile: a picture of that tile, which is painted over
 *
 * About a millisecond for 256 x 256 pixels, however many points there are.
 */
void
hw_heat_paint (HwHeat  *self,
               guint    zoom,
               guint    x,
               guint    y,
               gboolean dark,
               HwTile  *tile)
{
  g_autofree float *grid = NULL;
  guint tile_x = x, tile_y = y, levels = fit_zoom (&zoom, &x, &y);
  float part = CELLS / exp2f (levels), left = (tile_x - (x << levels)) * part, top = (tile_y - (y << levels)) * part;
  guint32 colours[256];

  grid = make_grid (self, zoom, x, y);
  for (guint i = 0; i < 256; i++)
    colours[i] = hw_heat_get_colour (i / 255.0, dark);
  for (guint row = 0; row < tile->height; row++)
    {
      guint32 *pixels = (guint32 *) (gpointer) (tile->pixels + row * tile->stride);
      float cell_y = top + part * (row + 0.5f) / tile->height;

      for (guint column = 0; column < tile->width; column++)
        {
          guint share = (guint) (255 * interpolate (grid, left + part * (column + 0.5f) / tile->width, cell_y));

          if (share > 0)
            pixels[column] = blend (colours[share], pixels[column]);
        }
    }
}
