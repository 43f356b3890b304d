/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-mbtiles-check.h"
#include "hw-mbtiles.h"

/* A raster map from one MBTiles file (specification 1.3). What can be wrong with
 * such a file is looked for when it is opened (hw-mbtiles-check.c), so that the
 * map page shows either a map or one reason. */

struct _HwMbtiles
{
  HwTileArchive parent;

  GMutex        lock;         /* of @connection */
  HwConnection *connection;   /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (HwMbtiles, hw_mbtiles, HW_TYPE_TILE_ARCHIVE)

/* A tile is found in some fifty steps where the file has an index, and in one per tile where it has none. */
#define TILE_STEPS G_GINT64_CONSTANT (50000000)

static gboolean
read_tile (HwMbtiles *self,
           guint      zoom,
           guint      x,
           gint64     row,
           GBytes   **tile,
           GError   **error)
{
  HwStatement *statement = hw_connection_get (self->connection, "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?", error);
  gboolean found = FALSE;

  if (statement == NULL)
    return FALSE;
  hw_statement_bind_int (statement, 1, zoom);
  hw_statement_bind_int (statement, 2, x);
  hw_statement_bind_int (statement, 3, row);
  if (!hw_statement_step_row (statement, &found, error))
    return FALSE;
  if (found && hw_statement_get_type (statement, 0) == HW_VALUE_BLOB)
    {
      gsize length;
      gconstpointer bytes = hw_statement_get_blob (statement, 0, &length);

      if (length > 0)
        *tile = g_bytes_new (bytes, length);
    }
  hw_statement_reset (statement);
  return TRUE;
}

/* The file counts its rows from the south. */
static GBytes *
hw_mbtiles_get_tile (HwTileArchive *archive,
                     guint          zoom,
                     guint          x,
                     guint          y,
                     GError       **error)
{
  HwMbtiles *self = HW_MBTILES (archive);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_autoptr (GError) failure = NULL;
  GBytes *tile = NULL;

  hw_connection_limit_work (self->connection, TILE_STEPS);
  if (!read_tile (self, zoom, x, (G_GINT64_CONSTANT (1) << zoom) - 1 - y, &tile, &failure))
    g_set_error (error, HW_TILES_ERROR, HW_TILES_ERROR_DAMAGED, _("The map “%s” is damaged (%s). Choose another copy of it."),
                 hw_tile_archive_get_name (archive), failure->message);
  return tile;
}

static void
hw_mbtiles_finalize (GObject *object)
{
  HwMbtiles *self = HW_MBTILES (object);

  g_clear_pointer (&self->connection, hw_connection_free);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (hw_mbtiles_parent_class)->finalize (object);
}

static void
hw_mbtiles_class_init (HwMbtilesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hw_mbtiles_finalize;
  HW_TILE_ARCHIVE_CLASS (klass)->get_tile = hw_mbtiles_get_tile;
}

static void
hw_mbtiles_init (HwMbtiles *self)
{
  g_mutex_init (&self->lock);
}

/**
 * hw_mbtiles_open:
 * @path: an MBTiles file
 * @error: return location: %HW_TILES_ERROR
 *
 * Opens a raster map for reading. It is refused, with the reason, when it is no
 * MBTiles, when its tiles are no pictures that we can show, when a tile stands
 * where its zoom has none, when it is empty or damaged, and when the tiles do
 * not have the hash that the file itself names ("agg_tiles_hash"). Tiles are
 * gone through one by one only in files up to 64 MB; what was not checked is told by
 * hw_tile_archive_get_warning(). May take a second: not for the main thread.
 *
 * Returns: (transfer full) (nullable): the map, or %NULL with @error set
 */
HwTileArchive *
hw_mbtiles_open (const char *path,
                 GError    **error)
{
  g_autoptr (HwMbtiles) self = g_object_new (HW_TYPE_MBTILES, NULL);
  g_auto (HwTileFacts) facts = { 0 };

  g_return_val_if_fail (path != NULL, NULL);

  facts.path = g_strdup (path);
  self->connection = hw_mbtiles_check (&facts, error);
  if (self->connection == NULL)
    return NULL;
  hw_tile_archive_take_facts (HW_TILE_ARCHIVE (self), &facts);
  return HW_TILE_ARCHIVE (g_steal_pointer (&self));
}
