/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-tile-stack.h"

/* Several maps as one picture: a detailed map of the town over one of the
 * country. An upper map fills where it has tiles, and the ones below show
 * through elsewhere. A tile of the zoom that is asked for beats an enlarged one,
 * so that a coarse map on top does not blur the good one under it. */

struct _HwTileStack
{
  gatomicrefcount  ref_count;
  GPtrArray       *maps;       /* (owned) (element-type HwTileArchive): the first on top */
};

/**
 * hw_tile_stack_new:
 * @maps: (element-type HwTileArchive): the maps, the first on top
 *
 * Returns: (transfer full): a stack of them
 */
HwTileStack *
hw_tile_stack_new (GPtrArray *maps)
{
  HwTileStack *self = g_new0 (HwTileStack, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->maps = g_ptr_array_new_full (maps->len, g_object_unref);
  for (guint i = 0; i < maps->len; i++)
    g_ptr_array_add (self->maps, g_object_ref (maps->pdata[i]));
  return self;
}

/**
 * hw_tile_stack_ref:
 * @self: a stack
 *
 * Returns: (transfer full): the same
 */
HwTileStack *
hw_tile_stack_ref (HwTileStack *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * hw_tile_stack_unref:
 * @self: (transfer full): a stack
 */
void
hw_tile_stack_unref (HwTileStack *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_ptr_array_unref (self->maps);
  g_free (self);
}

/**
 * hw_tile_stack_get_size:
 * @self: a stack
 *
 * Returns: how many maps
 */
guint
hw_tile_stack_get_size (HwTileStack *self)
{
  return self->maps->len;
}

/**
 * hw_tile_stack_get:
 * @self: a stack
 * @position: 0 for the one on top
 *
 * Returns: (transfer none): a map
 */
HwTileArchive *
hw_tile_stack_get (HwTileStack *self,
                   guint        position)
{
  g_return_val_if_fail (position < self->maps->len, NULL);

  return self->maps->pdata[position];
}

/**
 * hw_tile_stack_get_bounds:
 * @self: a stack
 *
 * Returns: what the map on top covers, in degrees; the world without a map
 */
HwBox
hw_tile_stack_get_bounds (HwTileStack *self)
{
  return self->maps->len > 0 ? hw_tile_archive_get_bounds (self->maps->pdata[0]) : HW_TILE_WORLD;
}

/* Exact before enlarged before shrunk; of two enlarged ones that of the deeper zoom. */
static gboolean
is_sharper (const HwTile *a,
            const HwTile *b)
{
  return a->state < b->state || (a->state == b->state && a->state == HW_TILE_SCALED && a->zoom > b->zoom);
}

/* Takes the sharpest of those left; the uppermost of equals. */
static HwTile *
take_sharpest (HwTile *tiles,
               guint   n_tiles)
{
  HwTile *best = NULL;

  for (guint i = 0; i < n_tiles; i++)
    if (tiles[i].pixels != NULL && (best == NULL || is_sharper (&tiles[i], best)))
      best = &tiles[i];
  return best;
}

static void
compose (HwTile *tiles,
         guint   n_tiles,
         HwTile *tile)
{
  HwTile *next;

  while (!hw_tile_is_opaque (tile) && (next = take_sharpest (tiles, n_tiles)) != NULL)
    {
      if (tile->pixels == NULL)
        {
          *tile = *next;
          *next = (HwTile) HW_TILE_INIT;
          continue;
        }
      hw_tile_put_under (tile, next);
      hw_tile_clear (next);
    }
}

/**
 * hw_tile_stack_decode:
 * @self: a stack
 * @zoom: the zoom
 * @x: column, from the west
 * @y: row, from the north
 * @tile: (out caller-allocates): %HW_TILE_INIT before; %HW_TILE_MISSING where no map has anything
 * @damage: (out) (nullable): %HW_TILES_ERROR_DAMAGED for the first map that has a tile here which cannot be read
 *
 * The picture of one tile, from as many maps as it takes to fill it. A damaged
 * map does not keep those below from being shown: @damage may be set beside a
 * picture.
 */
void
hw_tile_stack_decode (HwTileStack *self,
                      guint        zoom,
                      guint        x,
                      guint        y,
                      HwTile      *tile,
                      GError     **damage)
{
  g_autofree HwTile *tiles = g_new0 (HwTile, MAX (self->maps->len, 1));
  g_autoptr (GError) first = NULL;

  hw_tile_clear (tile);
  for (guint i = 0; i < self->maps->len; i++)
    {
      hw_tile_decode (self->maps->pdata[i], zoom, x, y, &tiles[i], first == NULL ? &first : NULL);
      if (tiles[i].state == HW_TILE_EXACT && hw_tile_is_opaque (&tiles[i]))
        break;
    }
  compose (tiles, self->maps->len, tile);
  for (guint i = 0; i < self->maps->len; i++)
    hw_tile_clear (&tiles[i]);
  if (first != NULL)
    g_propagate_error (damage, g_steal_pointer (&first));
}
