/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-tile-archive.h"
#include "hw-tile-picture.h"

G_BEGIN_DECLS

/* How many levels up a picture is looked for when a tile is missing. */
#define HW_TILE_MAX_OVERZOOM 8
/* How many levels down: 16 tiles make one. */
#define HW_TILE_MAX_UNDERZOOM 2

gboolean hw_tile_decode    (HwTileArchive *map, guint zoom, guint x, guint y, HwTile *tile, GError **error);
void     hw_tile_put_under (HwTile *tile, const HwTile *below);
void     hw_tile_make_dark (HwTile *tile);

G_END_DECLS
