/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "hw-tiles-error.h"

G_BEGIN_DECLS

/**
 * HwTileCache:
 *
 * Tiles that were fetched from a map service, in one encrypted file: which ones
 * they are tells where the team has looked. What was not used for longest goes
 * when it is full. Every function may be called from any thread.
 */
#define HW_TYPE_TILE_CACHE (hw_tile_cache_get_type ())
G_DECLARE_FINAL_TYPE (HwTileCache, hw_tile_cache, HW, TILE_CACHE, GObject)

#define HW_TILE_CACHE_KEY_LENGTH 32

void         hw_tile_cache_make_key  (guint8 *key);
HwTileCache *hw_tile_cache_open      (const char *path, const guint8 *key, const char *source, gint64 limit, GError **error);
GBytes      *hw_tile_cache_get       (HwTileCache *self, guint zoom, guint x, guint y);
gboolean     hw_tile_cache_put       (HwTileCache *self, guint zoom, guint x, guint y, GBytes *picture, GError **error);
gint64       hw_tile_cache_get_size  (HwTileCache *self);
guint        hw_tile_cache_get_count (HwTileCache *self);
void         hw_tile_cache_set_limit (HwTileCache *self, gint64 limit);
gboolean     hw_tile_cache_clear     (HwTileCache *self, GError **error);

gint64       hw_tile_cache_measure   (const char *path);
gboolean     hw_tile_cache_remove    (const char *path, GError **error);

G_END_DECLS
