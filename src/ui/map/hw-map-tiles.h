/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>
#include "hw-heat.h"
#include "hw-tile-stack.h"

G_BEGIN_DECLS

/* How far the map can be zoomed, whatever the file holds: pictures are enlarged beyond it. */
#define HW_MAP_MIN_ZOOM 2
#define HW_MAP_MAX_ZOOM 19

/**
 * HwMapTiles:
 *
 * Where the map takes its pictures from: files on this laptop, read and decoded
 * on threads, or a plain ground where there is no file; and over them how dense
 * the reports lie.
 */
#define HW_TYPE_MAP_TILES (hw_map_tiles_get_type ())
G_DECLARE_FINAL_TYPE (HwMapTiles, hw_map_tiles, HW, MAP_TILES, ShumateMapSource)

HwMapTiles *hw_map_tiles_new             (HwTileStack *maps,
                                          gboolean     dark);
void        hw_map_tiles_set_heat        (HwMapTiles  *self,
                                          HwHeat      *heat,
                                          guint        deepest);
char       *hw_map_tiles_dup_attribution (HwTileStack *maps);

G_END_DECLS
