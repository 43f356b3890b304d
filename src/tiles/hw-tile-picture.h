/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "hw-tiles-error.h"

G_BEGIN_DECLS

/* A larger picture, in pixels a side, is no tile. */
#define HW_TILE_MAX_SIDE 2048

/**
 * HwTileState:
 * @HW_TILE_MISSING: the map has nothing here: show an empty tile that says so
 * @HW_TILE_EXACT: the tile as it stands in the file
 * @HW_TILE_SCALED: a part of a tile of a smaller zoom, enlarged
 * @HW_TILE_SHRUNK: put together from tiles of a deeper zoom
 */
typedef enum { HW_TILE_MISSING, HW_TILE_EXACT, HW_TILE_SCALED, HW_TILE_SHRUNK } HwTileState;

/**
 * HwTile:
 * @state: whether there is a picture, and where it comes from
 * @zoom: the zoom of the tile that the picture was taken from
 * @width: in pixels, usually 256 or 512
 * @height: in pixels
 * @stride: bytes from one row to the next
 * @pixels: (owned) (nullable): cairo's CAIRO_FORMAT_ARGB32 and GDK_MEMORY_DEFAULT:
 *   native-endian 32 bits, premultiplied; %NULL when @state is %HW_TILE_MISSING
 *
 * A picture of one tile, decoded. Empty it with hw_tile_clear().
 */
typedef struct
{
  HwTileState state;
  guint       zoom;
  guint       width;
  guint       height;
  gsize       stride;
  guchar     *pixels;
} HwTile;

#define HW_TILE_INIT { .state = HW_TILE_MISSING }

const char *hw_tile_picture_sniff  (const guint8 *bytes, gsize length);
gboolean    hw_tile_picture_decode (GBytes *bytes, HwTile *tile, GError **error);
void        hw_tile_allocate       (HwTile *tile, guint width, guint height);
gboolean    hw_tile_is_opaque      (const HwTile *tile);
GBytes     *hw_tile_steal_bytes    (HwTile *tile);
void        hw_tile_clear          (HwTile *tile);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HwTile, hw_tile_clear)

G_END_DECLS
