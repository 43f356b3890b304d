/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-mercator.h"
#include "hw-radius-pyramid.h"

/* Clusters for zooms 16 to 0, each made of those of the zoom below it: in a
 * fixed order, the one of the input, whatever nobody has claimed yet claims all
 * that is left within the radius and moves to their common centre. This is what
 * supercluster does (V. Agafonkin, npm supercluster 9.1.0), with a counting-sorted
 * grid in the place of a KD-tree. A pyramid does not change once it is made;
 * what the map draws follows its filter and must, hence is HwClusterPyramid. */

#define WORLD 1073741824.0          /* steps: 2^30, as supercluster counts */
#define TILE 512.0                  /* px that the radius is measured in */
#define CLAIMED 0x80000000u         /* in an item's count, while a zoom is made */
#define WIDER 1.000001               /* of a square, so that rounding puts nothing within the radius two squares off */
#define AHEAD 8                     /* items: what memory needs to be there in time */

struct _HwRadiusPyramid
{
  double       radius;              /* px */
  HwRadiusGrid grids[HW_RADIUS_PYRAMID_ZOOMS + 1];   /* the last one: the points */
};

static double
get_reach (const HwRadiusPyramid *self,
           guint                  zoom)
{
  return self->radius / TILE * WORLD / (double) (1u << zoom);
}

typedef struct
{
  HwRadiusGrid *grid;
  gint64        reach_squared;      /* places are whole steps, so what is behind the point decides nothing */
  double        sum_x, sum_y;       /* whole numbers, exact below 2^53 */
  guint32       count;
} Claim;

static inline void
claim_run (Claim  *claim,
           gint32  x,
           gint32  y,
           gsize   from,
           gsize   to)
{
  for (HwRadiusCluster *item = claim->grid->items + from, *end = claim->grid->items + to; item < end; item++)
    {
      gint64 across = (gint64) item->x - x, down = (gint64) item->y - y;

      if ((item->count & CLAIMED) != 0 || across * across + down * down > claim->reach_squared)
        continue;
      claim->sum_x += (double) item->x * item->count;
      claim->sum_y += (double) item->y * item->count;
      claim->count += item->count;
      item->count |= CLAIMED;
    }
}

/* The squares are as wide as the radius, so nothing within it is further off than the next. */
static void
claim_around (Claim                 *claim,
              const HwRadiusCluster *seed)
{
  const HwRadiusGrid *grid = claim->grid;
  gint64 column = hw_radius_grid_get_column (grid, seed->x), row = hw_radius_grid_get_row (grid, seed->y);
  gint64 first = MAX (column - 1, 0), last = MIN (column + 1, grid->n_columns - 1);

  for (gint64 r = MAX (row - 1, 0); r <= MIN (row + 1, grid->n_rows - 1); r++)
    if (!grid->is_hashed)
      claim_run (claim, seed->x, seed->y, grid->starts[r * grid->n_columns + first], grid->starts[r * grid->n_columns + last + 1]);
    else
      for (gint64 c = first; c <= last; c++)
        {
          gsize bucket = hw_radius_grid_get_bucket (grid, c, r);

          claim_run (claim, seed->x, seed->y, grid->starts[bucket], grid->starts[bucket + 1]);
        }
}

/* Memory that is far apart arrives while others are merged: first an item, then its rows' starts, then what is in the rows. */
static inline void
fetch_ahead (const HwRadiusGrid *grid,
             const guint32      *slots,
             gsize               i)
{
  const HwRadiusCluster *item;
  gsize bucket;

  if (i + 3 * AHEAD >= grid->n_items || grid->is_hashed)
    return;
  __builtin_prefetch (&grid->items[slots[i + 3 * AHEAD]]);
  item = &grid->items[slots[i + 2 * AHEAD]];
  if ((item->count & CLAIMED) == 0)
    {
      bucket = hw_radius_grid_get_bucket (grid, hw_radius_grid_get_column (grid, item->x), hw_radius_grid_get_row (grid, item->y));
      __builtin_prefetch (&grid->starts[MAX (bucket, (gsize) grid->n_columns) - (gsize) grid->n_columns]);
      __builtin_prefetch (&grid->starts[bucket]);
      __builtin_prefetch (&grid->starts[MIN (bucket + (gsize) grid->n_columns, grid->n_buckets)]);
    }
  item = &grid->items[slots[i + AHEAD]];
  if ((item->count & CLAIMED) == 0)
    {
      bucket = hw_radius_grid_get_bucket (grid, hw_radius_grid_get_column (grid, item->x), hw_radius_grid_get_row (grid, item->y));
      __builtin_prefetch (&grid->items[grid->starts[MAX (bucket, (gsize) grid->n_columns) - (gsize) grid->n_columns]]);
      __builtin_prefetch (&grid->items[grid->starts[MIN (bucket + (gsize) grid->n_columns, grid->n_buckets)]]);
    }
}

/* Merges what is in @grid, in the order that @slots says. Returns how many @clusters there are. */
static gsize
merge (HwRadiusGrid    *grid,
       const guint32   *slots,
       double           reach,
       HwRadiusCluster *clusters)
{
  gsize n_clusters = 0;

  for (gsize i = 0; i < grid->n_items; i++)
    {
      Claim claim = { .grid = grid, .reach_squared = (gint64) (reach * reach) };
      HwRadiusCluster seed;

      fetch_ahead (grid, slots, i);
      seed = grid->items[slots[i]];
      if ((seed.count & CLAIMED) != 0)
        continue;
      claim_around (&claim, &seed);
      clusters[n_clusters++] = (HwRadiusCluster) {
        (gint32) (claim.sum_x / claim.count), (gint32) (claim.sum_y / claim.count), claim.count, seed.first,
      };
    }
  for (gsize i = 0; i < grid->n_items; i++)
    grid->items[i].count &= ~CLAIMED;
  return n_clusters;
}

static gint32
get_step (double part)
{
  return (gint32) ((CLAMP (part, 0.0, 1.0) - 0.5) * WORLD);
}

static gsize
place_points (const HwIndexPoint *points,
              gsize               n_points,
              HwRadiusCluster    *items)
{
  gsize n_items = 0;

  for (gsize i = 0; i < n_points; i++)
    if (hw_point_is_valid (&points[i].point))
      items[n_items++] = (HwRadiusCluster) {
        get_step (hw_mercator_x (points[i].point.longitude)), get_step (hw_mercator_y (points[i].point.latitude)), 1, (guint32) i,
      };
  return n_items;
}

/**
 * hw_radius_pyramid_new:
 * @points: (array length=n_points): points; those without a place are left out
 * @n_points: how many, less than 2^31
 * @radius: px, of tiles of 512
 *
 * Returns: (transfer full): the clusters of zooms 0 to 16
 */
HwRadiusPyramid *
hw_radius_pyramid_new (const HwIndexPoint *points,
                       gsize               n_points,
                       double              radius)
{
  HwRadiusPyramid *self;
  g_autofree HwRadiusCluster *items = NULL;
  g_autofree guint32 *slots = NULL;
  gsize n_items;

  g_return_val_if_fail (n_points < CLAIMED && radius > 0, NULL);

  self = g_new0 (HwRadiusPyramid, 1);
  self->radius = radius;
  items = g_new (HwRadiusCluster, n_points);
  slots = g_new (guint32, n_points);
  n_items = place_points (points, n_points, items);
  for (guint zoom = HW_RADIUS_PYRAMID_ZOOMS; zoom > 0; zoom--)
    {
      double reach = get_reach (self, zoom - 1);

      hw_radius_grid_init (&self->grids[zoom], items, n_items, reach * WIDER, slots);
      n_items = merge (&self->grids[zoom], slots, reach, items);
      hw_radius_grid_thin (&self->grids[zoom]);
    }
  hw_radius_grid_init (&self->grids[0], items, n_items, get_reach (self, 0) * WIDER, slots);
  return self;
}

void
hw_radius_pyramid_free (HwRadiusPyramid *self)
{
  for (guint zoom = 0; zoom <= HW_RADIUS_PYRAMID_ZOOMS; zoom++)
    hw_radius_grid_clear (&self->grids[zoom]);
  g_free (self);
}

/**
 * hw_radius_pyramid_count:
 * @self: a pyramid
 * @zoom: 0 to 16; from 17 on the points themselves
 *
 * Returns: how many clusters and single points there are
 */
gsize
hw_radius_pyramid_count (const HwRadiusPyramid *self,
                         guint                  zoom)
{
  return self->grids[MIN (zoom, HW_RADIUS_PYRAMID_ZOOMS)].n_items;
}

/**
 * hw_radius_pyramid_get_memory:
 * @self: a pyramid
 *
 * Returns: bytes
 */
gsize
hw_radius_pyramid_get_memory (const HwRadiusPyramid *self)
{
  gsize bytes = sizeof *self;

  for (guint zoom = 0; zoom <= HW_RADIUS_PYRAMID_ZOOMS; zoom++)
    bytes += self->grids[zoom].n_items * sizeof (HwRadiusCluster) + (self->grids[zoom].n_buckets + 2) * sizeof (guint32);
  return bytes;
}

/**
 * hw_radius_pyramid_query:
 * @self: a pyramid
 * @box: where; may reach over the antimeridian
 * @zoom: 0 to 16; from 17 on the points themselves
 * @clusters: (element-type HwRadiusCluster): what is in @box is appended here, always in the same order
 */
void
hw_radius_pyramid_query (const HwRadiusPyramid *self,
                         const HwBox           *box,
                         guint                  zoom,
                         GArray                *clusters)
{
  const HwRadiusGrid *grid = &self->grids[MIN (zoom, HW_RADIUS_PYRAMID_ZOOMS)];
  gint32 north = get_step (hw_mercator_y (box->north)), south = get_step (hw_mercator_y (box->south));
  gint32 west = get_step (hw_mercator_x (box->west)), east = get_step (hw_mercator_x (box->east));

  if (!(box->south <= box->north))
    return;
  if (box->west <= box->east)
    hw_radius_grid_query (grid, west, north, east, south, clusters);
  else
    {
      hw_radius_grid_query (grid, G_MININT32, north, east, south, clusters);
      hw_radius_grid_query (grid, west, north, G_MAXINT32, south, clusters);
    }
}
