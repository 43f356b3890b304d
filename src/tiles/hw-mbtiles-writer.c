/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "hw-connection.h"
#include "hw-mbtiles-private.h"
#include "hw-mbtiles-writer.h"

/* Writes the demo town's map. Equal pictures (fields, water) are kept once:
 * tables map and images, and the view tiles that MBTiles asks for. */

struct _HwMbtilesWriter
{
  char         *path;        /* (owned) */
  char         *part_path;   /* (owned): where it is written until it is whole */
  HwConnection *connection;  /* (owned) (nullable) */
  GHashTable   *images;      /* (owned) (element-type GBytes gint64): picture to its number */
};

static const char tables[] =
  "CREATE TABLE metadata (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;"
  "CREATE TABLE map (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_id INTEGER,"
  "                  PRIMARY KEY (zoom_level, tile_column, tile_row)) WITHOUT ROWID;"
  "CREATE TABLE images (tile_id INTEGER PRIMARY KEY, tile_data BLOB);"
  "CREATE VIEW tiles AS SELECT map.zoom_level AS zoom_level, map.tile_column AS tile_column, map.tile_row AS tile_row,"
  "                            images.tile_data AS tile_data FROM map JOIN images ON images.tile_id = map.tile_id;";

/* Says a failure of the database as one of a map that could not be written. */
static gboolean
fail (HwMbtilesWriter *self,
      GError          *failure,
      GError         **error)
{
  g_autofree char *name = g_path_get_basename (self->path);

  g_set_error (error, HW_TILES_ERROR, HW_TILES_ERROR_WRITE, _("The map “%s” could not be written (%s). Nothing was kept of it. Make room on the disk, then try again."),
               name, failure != NULL ? failure->message : "");
  g_clear_error (&failure);
  return FALSE;
}

static gboolean
run (HwMbtilesWriter *self,
     HwStatement     *statement,
     GError          *failure,
     GError         **error)
{
  if (statement != NULL && hw_statement_run (statement, &failure))
    return TRUE;
  return fail (self, failure, error);
}

/* Makes an empty file beside @path with a name that nobody else has. */
static gboolean
reserve_part (HwMbtilesWriter *self,
              GError         **error)
{
  int fd = g_mkstemp_full (self->part_path, O_RDWR | O_CLOEXEC, 0600);

  if (fd < 0)
    {
      int saved_errno = errno;

      g_clear_pointer (&self->part_path, g_free);
      return fail (self, g_error_new_literal (G_FILE_ERROR, g_file_error_from_errno (saved_errno), g_strerror (saved_errno)), error);
    }
  close (fd);
  return TRUE;
}

/**
 * hw_mbtiles_writer_new:
 * @path: where the map shall appear; what is there is replaced when it is finished
 * @error: return location: %HW_TILES_ERROR_WRITE
 *
 * Returns: (transfer full) (nullable): a writer, or %NULL with @error set
 */
HwMbtilesWriter *
hw_mbtiles_writer_new (const char *path,
                       GError    **error)
{
  g_autoptr (HwMbtilesWriter) self = g_new0 (HwMbtilesWriter, 1);
  GError *failure = NULL;

  self->path = g_strdup (path);
  self->part_path = g_strconcat (path, ".XXXXXX", NULL);
  self->images = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, g_free);
  if (!reserve_part (self, error))
    return NULL;
  self->connection = hw_connection_create_plain (self->part_path, NULL, &failure);
  if (self->connection == NULL || !hw_connection_exec (self->connection, tables, &failure) || !hw_connection_begin (self->connection, &failure))
    {
      fail (self, failure, error);
      return NULL;
    }
  return g_steal_pointer (&self);
}

/**
 * hw_mbtiles_writer_set:
 * @self: a writer
 * @name: one of the names that MBTiles asks for: "name", "format", "bounds" ...
 * @value: its value
 * @error: return location: %HW_TILES_ERROR_WRITE
 *
 * Returns: %FALSE with @error set when it could not be written
 */
gboolean
hw_mbtiles_writer_set (HwMbtilesWriter *self,
                       const char      *name,
                       const char      *value,
                       GError         **error)
{
  GError *failure = NULL;
  HwStatement *statement = hw_connection_get (self->connection, "INSERT INTO metadata (name, value) VALUES (?, ?)", &failure);

  if (statement != NULL)
    {
      hw_statement_bind_text (statement, 1, name);
      hw_statement_bind_text (statement, 2, value);
    }
  return run (self, statement, failure, error);
}

static gboolean
add_image (HwMbtilesWriter *self,
           GBytes          *picture,
           gint64          *number,
           GError         **error)
{
  gint64 *known = g_hash_table_lookup (self->images, picture);
  GError *failure = NULL;
  HwStatement *statement;
  gsize length;
  gconstpointer bytes = g_bytes_get_data (picture, &length);

  *number = known != NULL ? *known : g_hash_table_size (self->images) + 1;
  if (known != NULL)
    return TRUE;
  statement = hw_connection_get (self->connection, "INSERT INTO images (tile_id, tile_data) VALUES (?, ?)", &failure);
  if (statement != NULL)
    {
      hw_statement_bind_int (statement, 1, *number);
      hw_statement_bind_blob (statement, 2, bytes, length);
    }
  if (!run (self, statement, failure, error))
    return FALSE;
  g_hash_table_insert (self->images, g_bytes_ref (picture), g_memdup2 (number, sizeof *number));
  return TRUE;
}

/**
 * hw_mbtiles_writer_add:
 * @self: a writer
 * @zoom: the zoom
 * @x: column from the west
 * @y: row from the north (the file counts from the south; this function turns it)
 * @picture: PNG, JPEG or WebP
 * @error: return location: %HW_TILES_ERROR_WRITE
 *
 * Returns: %FALSE with @error set when it could not be written
 */
gboolean
hw_mbtiles_writer_add (HwMbtilesWriter *self,
                       guint            zoom,
                       guint            x,
                       guint            y,
                       GBytes          *picture,
                       GError         **error)
{
  GError *failure = NULL;
  HwStatement *statement;
  gint64 number;

  if (!add_image (self, picture, &number, error))
    return FALSE;
  statement = hw_connection_get (self->connection, "INSERT INTO map (zoom_level, tile_column, tile_row, tile_id) VALUES (?, ?, ?, ?)", &failure);
  if (statement != NULL)
    {
      hw_statement_bind_int (statement, 1, zoom);
      hw_statement_bind_int (statement, 2, x);
      hw_statement_bind_int (statement, 3, (G_GINT64_CONSTANT (1) << zoom) - 1 - y);
      hw_statement_bind_int (statement, 4, number);
    }
  return run (self, statement, failure, error);
}

/**
 * hw_mbtiles_writer_finish:
 * @self: a writer
 * @error: return location: %HW_TILES_ERROR_WRITE
 *
 * Adds the hash of the tiles, ends the file and puts it where it belongs.
 *
 * Returns: %FALSE with @error set when it could not be written
 */
gboolean
hw_mbtiles_writer_finish (HwMbtilesWriter *self,
                          GError         **error)
{
  g_autofree char *hash = NULL;
  GError *failure = NULL;

  hash = hw_mbtiles_compute_hash (self->connection, &failure);
  if (hash == NULL)
    return fail (self, failure, error);
  if (!hw_mbtiles_writer_set (self, "agg_tiles_hash", hash, error))
    return FALSE;
  if (!hw_connection_commit (self->connection, &failure))
    return fail (self, failure, error);
  g_clear_pointer (&self->connection, hw_connection_free);
  if (g_rename (self->part_path, self->path) != 0)
    return fail (self, g_error_new_literal (G_FILE_ERROR, g_file_error_from_errno (errno), g_strerror (errno)), error);
  g_clear_pointer (&self->part_path, g_free);
  return TRUE;
}

/**
 * hw_mbtiles_writer_free:
 * @self: a writer
 *
 * Lets go of a writer; a file that is not finished is removed.
 */
void
hw_mbtiles_writer_free (HwMbtilesWriter *self)
{
  g_clear_pointer (&self->connection, hw_connection_free);
  if (self->part_path != NULL)
    g_unlink (self->part_path);
  g_free (self->part_path);
  g_free (self->path);
  g_hash_table_unref (self->images);
  g_free (self);
}
