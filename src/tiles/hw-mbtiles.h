/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-tile-archive.h"

G_BEGIN_DECLS

/**
 * HwMbtiles:
 *
 * A raster map in one file, in the form of the MBTiles specification 1.3: PNG,
 * JPEG or WebP tiles. It is opened read-only and never changed.
 */
#define HW_TYPE_MBTILES (hw_mbtiles_get_type ())
G_DECLARE_FINAL_TYPE (HwMbtiles, hw_mbtiles, HW, MBTILES, HwTileArchive)

HwTileArchive *hw_mbtiles_open (const char *path, GError **error);

G_END_DECLS
