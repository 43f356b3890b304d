/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-tile-archive.h"

G_BEGIN_DECLS

#define HW_PMTILES_MAGIC        "PMTiles"
#define HW_PMTILES_MAGIC_LENGTH 7

/**
 * HwPmtiles:
 *
 * A raster map in one file, in the form of the PMTiles specification, version 3:
 * PNG, JPEG or WebP tiles behind directories that are read as they are needed.
 * It is opened read-only and never changed.
 */
#define HW_TYPE_PMTILES (hw_pmtiles_get_type ())
G_DECLARE_FINAL_TYPE (HwPmtiles, hw_pmtiles, HW, PMTILES, HwTileArchive)

HwTileArchive *hw_pmtiles_open (const char *path, GError **error);

G_END_DECLS
