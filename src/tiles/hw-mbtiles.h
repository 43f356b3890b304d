/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "hw-point.h"
#include "hw-tiles-error.h"

G_BEGIN_DECLS

/* The deepest zoom that a map may have. */
#define HW_MBTILES_MAX_ZOOM 24

/**
 * HwMbtiles:
 *
 * A raster map in one file, in the form of the MBTiles specification 1.3: PNG,
 * JPEG or WebP tiles. It is opened read-only and never changed. Every function
 * may be called from any thread.
 */
#define HW_TYPE_MBTILES (hw_mbtiles_get_type ())
G_DECLARE_FINAL_TYPE (HwMbtiles, hw_mbtiles, HW, MBTILES, GObject)

HwMbtiles  *hw_mbtiles_open            (const char *path, GError **error);
const char *hw_mbtiles_get_path        (HwMbtiles *self);
const char *hw_mbtiles_get_name        (HwMbtiles *self);
const char *hw_mbtiles_get_attribution (HwMbtiles *self);
const char *hw_mbtiles_get_format      (HwMbtiles *self);
const char *hw_mbtiles_get_warning     (HwMbtiles *self);
guint       hw_mbtiles_get_min_zoom    (HwMbtiles *self);
guint       hw_mbtiles_get_max_zoom    (HwMbtiles *self);
HwBox       hw_mbtiles_get_bounds      (HwMbtiles *self);
gint64      hw_mbtiles_get_modified    (HwMbtiles *self);
GBytes     *hw_mbtiles_get_tile        (HwMbtiles *self, guint zoom, guint x, guint y, GError **error);

G_END_DECLS
