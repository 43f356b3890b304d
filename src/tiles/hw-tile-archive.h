/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "hw-point.h"
#include "hw-tiles-error.h"

G_BEGIN_DECLS

/* The deepest zoom that a map may have. */
#define HW_TILE_MAX_ZOOM 24

/**
 * HwTileArchive:
 *
 * A raster map, whatever it is kept in: an MBTiles or PMTiles file, or what was
 * fetched from a map service. Every function may be called from any thread.
 */
#define HW_TYPE_TILE_ARCHIVE (hw_tile_archive_get_type ())
G_DECLARE_DERIVABLE_TYPE (HwTileArchive, hw_tile_archive, HW, TILE_ARCHIVE, GObject)

/**
 * HwTileArchiveClass:
 * @get_tile: the picture as it is kept, %NULL without an error where there is none; the place is known to exist
 */
struct _HwTileArchiveClass
{
  GObjectClass parent_class;

  GBytes *(*get_tile) (HwTileArchive *self, guint zoom, guint x, guint y, GError **error);
};

/**
 * HwTileFacts:
 * @path: (owned): the file
 * @name: (owned) (nullable): what the map calls itself
 * @attribution: (owned) (nullable): who is to be named, possibly as HTML
 * @warning: (owned) (nullable): what the user should know, in words
 * @format: (static): "png", "jpg" or "webp"
 * @min_zoom: the smallest zoom with a tile
 * @max_zoom: the deepest zoom with a tile
 * @bounds: what the map covers, in degrees
 * @modified: when the file was changed, in microseconds UTC
 * @size: of the file, in bytes
 *
 * What opening a map found out about it.
 */
typedef struct
{
  char       *path;
  char       *name;
  char       *attribution;
  char       *warning;
  const char *format;
  guint       min_zoom;
  guint       max_zoom;
  HwBox       bounds;
  gint64      modified;
  gint64      size;
} HwTileFacts;

#define HW_TILE_WORLD ((HwBox) { -180, -85.0511, 180, 85.0511 })

HwTileArchive *hw_tile_archive_open            (const char *path, GError **error);
const char    *hw_tile_archive_get_path        (HwTileArchive *self);
const char    *hw_tile_archive_get_name        (HwTileArchive *self);
const char    *hw_tile_archive_get_attribution (HwTileArchive *self);
const char    *hw_tile_archive_get_format      (HwTileArchive *self);
const char    *hw_tile_archive_get_warning     (HwTileArchive *self);
guint          hw_tile_archive_get_min_zoom    (HwTileArchive *self);
guint          hw_tile_archive_get_max_zoom    (HwTileArchive *self);
HwBox          hw_tile_archive_get_bounds      (HwTileArchive *self);
gint64         hw_tile_archive_get_modified    (HwTileArchive *self);
gint64         hw_tile_archive_get_size        (HwTileArchive *self);
GBytes        *hw_tile_archive_get_tile        (HwTileArchive *self, guint zoom, guint x, guint y, GError **error);

/* For those who implement one. */
void           hw_tile_archive_take_facts      (HwTileArchive *self, HwTileFacts *facts);
void           hw_tile_facts_clear             (HwTileFacts *facts);
gboolean       hw_tile_facts_refuse            (const HwTileFacts *facts, HwTilesError code, const char *reason, GError **error);
gboolean       hw_tile_facts_read_file         (HwTileFacts *facts, GError **error);
gboolean       hw_tile_facts_set_bounds        (HwTileFacts *facts, double west, double south, double east, double north);
gboolean       hw_tile_facts_set_format        (HwTileFacts *facts, const char *format, GError **error);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HwTileFacts, hw_tile_facts_clear)

G_END_DECLS
