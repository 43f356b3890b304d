/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HW_TILES_ERROR (hw_tiles_error_quark ())
GQuark hw_tiles_error_quark (void);

/**
 * HwTilesError:
 * @HW_TILES_ERROR_NOT_A_MAP: no such file, a directory, empty, or not a database
 * @HW_TILES_ERROR_DAMAGED: the database is truncated or altered, or a tile cannot be decoded
 * @HW_TILES_ERROR_TABLES: a database without the tables of MBTiles
 * @HW_TILES_ERROR_FORMAT: the tiles are no pictures that we can show (vector tiles, JSON)
 * @HW_TILES_ERROR_TILE_INDEX: a tile stands at a place that its zoom does not have
 * @HW_TILES_ERROR_HASH: the tiles do not have the hash that the file names
 * @HW_TILES_ERROR_EMPTY: a map without a single tile
 * @HW_TILES_ERROR_WRITE: a map could not be written
 *
 * Why a map file was refused. Every message is translated, names the file and gives the reason.
 */
typedef enum
{
  HW_TILES_ERROR_NOT_A_MAP,
  HW_TILES_ERROR_DAMAGED,
  HW_TILES_ERROR_TABLES,
  HW_TILES_ERROR_FORMAT,
  HW_TILES_ERROR_TILE_INDEX,
  HW_TILES_ERROR_HASH,
  HW_TILES_ERROR_EMPTY,
  HW_TILES_ERROR_WRITE
} HwTilesError;

G_END_DECLS
