/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <inttypes.h>

#include <errno.h>
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "hw-mbtiles-check.h"
#include "hw-mbtiles-private.h"
#include "hw-mbtiles.h"

/* Everything that can be wrong with a map file, in the order in which it is
 * looked for: the file, the tables, the tiles' places, their hash, their
 * pictures. Called by hw_mbtiles_open(). */

/* Larger files are opened without going through every tile. */
#define CHECK_SIZE    (64 * 1024 * 1024)
/* Going through 64 MB of tiles takes some ten million steps; a view without an end is stopped after a few seconds. */
#define CHECK_STEPS   G_GINT64_CONSTANT (200000000)
#define MAX_METADATA  1000
#define MAX_VALUE     65536

/* Says which map was refused, and why. */
static gboolean
refuse (const char  *path,
        HwTilesError code,
        const char  *reason,
        GError     **error)
{
  g_autofree char *basename = g_path_get_basename (path);
  g_autofree char *name = g_filename_display_name (basename);

  /* Translators: the name of a map file, then the reason as a sentence of its own */
  g_set_error (error, HW_TILES_ERROR, code, _("“%s” cannot be used as a map. %s"), name, reason);
  return FALSE;
}

static gboolean
refuse_damaged (const char *path,
                GError     *failure,
                GError    **error)
{
  if (g_error_matches (failure, HW_SQLITE_ERROR, HW_SQLITE_ERROR_CANCELLED))
    refuse (path, HW_TILES_ERROR_DAMAGED, _("Looking through it takes too long: its tables are not what they say. Choose another map."), error);
  else
    refuse (path, HW_TILES_ERROR_DAMAGED, _("The file is damaged: part of it is missing or was changed. Copy it again from where it came from."), error);
  g_clear_error (&failure);
  return FALSE;
}

static gboolean
check_file (const char     *path,
            HwMbtilesFacts *facts,
            GError        **error)
{
  GStatBuf buffer;

  if (g_stat (path, &buffer) != 0)
    return refuse (path, HW_TILES_ERROR_NOT_A_MAP, errno == ENOENT ? _("There is no such file.") : g_strerror (errno), error);
  if (S_ISDIR (buffer.st_mode))
    return refuse (path, HW_TILES_ERROR_NOT_A_MAP, _("It is a folder. Choose an MBTiles file."), error);
  if (!S_ISREG (buffer.st_mode))
    return refuse (path, HW_TILES_ERROR_NOT_A_MAP, _("It is no ordinary file."), error);
  if (buffer.st_size == 0)
    return refuse (path, HW_TILES_ERROR_NOT_A_MAP, _("The file is empty."), error);
  facts->size = buffer.st_size;
  facts->modified = (gint64) buffer.st_mtime * G_USEC_PER_SEC;
  return TRUE;
}

/* An MBTiles file is an SQLite database: so its first bytes say. */
static gboolean
check_signature (const char *path,
                 GError    **error)
{
  FILE *file = g_fopen (path, "rbe");
  char head[16] = "";
  gsize length;

  if (file == NULL)
    return refuse (path, HW_TILES_ERROR_NOT_A_MAP, g_strerror (errno), error);
  length = fread (head, 1, sizeof head, file);
  fclose (file);
  if (length < sizeof head || memcmp (head, "SQLite format 3", 16) != 0)
    return refuse (path, HW_TILES_ERROR_NOT_A_MAP, _("It is no MBTiles file."), error);
  return TRUE;
}

static gboolean
is_damage (const GError *failure)
{
  return g_error_matches (failure, HW_SQLITE_ERROR, HW_SQLITE_ERROR_DAMAGED) ||
         g_error_matches (failure, HW_SQLITE_ERROR, HW_SQLITE_ERROR_NOT_A_DATABASE);
}

static gboolean
check_tables (HwConnection *connection,
              const char   *path,
              GError      **error)
{
  GError *failure = NULL;
  gint64 n_tables;

  if (!hw_connection_get_int (connection, "SELECT count (*) FROM sqlite_schema", &n_tables, &failure))
    return refuse_damaged (path, failure, error);
  if (hw_connection_get (connection, "SELECT name, value FROM metadata", &failure) != NULL &&
      hw_connection_get (connection, "SELECT zoom_level, tile_column, tile_row, tile_data FROM tiles", &failure) != NULL)
    return TRUE;
  if (is_damage (failure))
    return refuse_damaged (path, failure, error);
  g_clear_error (&failure);
  return refuse (path, HW_TILES_ERROR_TABLES, _("It is a database, but without the tables of an MBTiles file."), error);
}

static GHashTable *
read_metadata (HwConnection *connection,
               const char   *path,
               GError      **error)
{
  g_autoptr (GHashTable) metadata = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GError *failure = NULL;
  HwStatement *statement = hw_connection_get (connection, "SELECT name, value FROM metadata LIMIT ?", &failure);
  HwStep step = HW_STEP_ERROR;

  if (statement != NULL)
    {
      hw_statement_bind_int (statement, 1, MAX_METADATA);
      while ((step = hw_statement_step (statement, &failure)) == HW_STEP_ROW)
        {
          const char *name = hw_statement_get_text (statement, 0), *value = hw_statement_get_text (statement, 1);

          if (name != NULL && value != NULL && strlen (value) <= MAX_VALUE && g_utf8_validate (name, -1, NULL) && g_utf8_validate (value, -1, NULL))
            g_hash_table_replace (metadata, g_ascii_strdown (name, -1), g_strdup (value));
        }
      hw_statement_reset (statement);
    }
  if (step == HW_STEP_ERROR)
    {
      refuse_damaged (path, failure, error);
      return NULL;
    }
  return g_steal_pointer (&metadata);
}

/* A tile must stand on the square of its zoom: 0 to 2^zoom - 1. */
static gboolean
check_places (HwConnection *connection,
              const char   *path,
              GError      **error)
{
  g_autofree char *reason = NULL;
  GError *failure = NULL;
  gboolean found = FALSE;
  HwStatement *statement = hw_connection_get (connection,
    "SELECT zoom_level, tile_column, tile_row FROM tiles WHERE typeof (zoom_level) <> 'integer' OR typeof (tile_column) <> 'integer' "
    "OR typeof (tile_row) <> 'integer' OR zoom_level NOT BETWEEN 0 AND 24 OR tile_column < 0 OR tile_row < 0 "
    "OR tile_column >= (1 << zoom_level) OR tile_row >= (1 << zoom_level) LIMIT 1", &failure);

  if (statement == NULL || !hw_statement_step_row (statement, &found, &failure))
    return refuse_damaged (path, failure, error);
  if (!found)
    return TRUE;
  reason = g_strdup_printf (_("Its tile index is wrong: it holds a tile at zoom %" PRId64 ", column %" PRId64 ", row %" PRId64 ", which does not exist."),
                            hw_statement_get_int (statement, 0), hw_statement_get_int (statement, 1), hw_statement_get_int (statement, 2));
  hw_statement_reset (statement);
  return refuse (path, HW_TILES_ERROR_TILE_INDEX, reason, error);
}

static void
add_to_checksum (GChecksum   *checksum,
                 HwStatement *statement)
{
  gsize length;
  gconstpointer bytes;

  for (int column = 0; column < 3; column++)
    {
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, hw_statement_get_int (statement, column));
      g_checksum_update (checksum, (const guchar *) number, -1);
    }
  bytes = hw_statement_get_blob (statement, 3, &length);
  if (bytes != NULL && length > 0)
    g_checksum_update (checksum, bytes, (gssize) length);
}

/* MD5 over zoom, column, row (as decimal words) and data of every tile in the order of zoom, column and row: "agg_tiles_hash" of the mbtiles tool
 * (https://maplibre.org/martin/mbtiles-validation.html). Upper-case hex digits. */
char *
hw_mbtiles_compute_hash (HwConnection *connection,
                         GError      **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_MD5);
  HwStatement *statement = hw_connection_get (connection,
    "SELECT zoom_level, tile_column, tile_row, tile_data FROM tiles ORDER BY zoom_level, tile_column, tile_row", error);
  HwStep step;

  if (statement == NULL)
    return NULL;
  while ((step = hw_statement_step (statement, error)) == HW_STEP_ROW)
    add_to_checksum (checksum, statement);
  hw_statement_reset (statement);
  return step == HW_STEP_DONE ? g_ascii_strup (g_checksum_get_string (checksum), -1) : NULL;
}

static gboolean
check_hash (HwConnection *connection,
            const char   *path,
            const char   *expected,
            GError      **error)
{
  GError *failure = NULL;
  g_autofree char *hash = hw_mbtiles_compute_hash (connection, &failure);

  if (hash == NULL)
    return refuse_damaged (path, failure, error);
  if (g_ascii_strcasecmp (hash, expected) == 0)
    return TRUE;
  return refuse (path, HW_TILES_ERROR_HASH, _("Its tiles do not have the hash that the file names: they were changed, or some are missing. Copy it again from where it came from."), error);
}

static const char *
sniff (const guint8 *bytes,
       gsize         length)
{
  if (length >= 8 && memcmp (bytes, "\x89PNG\r\n\x1a\n", 8) == 0)
    return "png";
  if (length >= 3 && memcmp (bytes, "\xff\xd8\xff", 3) == 0)
    return "jpg";
  if (length >= 12 && memcmp (bytes, "RIFF", 4) == 0 && memcmp (bytes + 8, "WEBP", 4) == 0)
    return "webp";
  if (length >= 2 && memcmp (bytes, "\x1f\x8b", 2) == 0)
    return "pbf";
  if (length >= 1 && (bytes[0] == '{' || bytes[0] == '['))
    return "json";
  return NULL;
}

static gboolean
can_show (const char *format)
{
  g_autoptr (GSList) formats = gdk_pixbuf_get_formats ();

  if (g_str_equal (format, "jpg"))
    format = "jpeg";
  for (GSList *item = formats; item != NULL; item = item->next)
    {
      g_autofree char *name = gdk_pixbuf_format_get_name (item->data);

      if (g_str_equal (name, format))
        return TRUE;
    }
  return FALSE;
}

/* The first tile tells what the tiles are, whatever the metadata say. */
static gboolean
check_pictures (HwConnection   *connection,
                const char     *path,
                const char     *named,
                HwMbtilesFacts *facts,
                GError        **error)
{
  GError *failure = NULL;
  gboolean found = FALSE;
  HwStatement *statement = hw_connection_get (connection, "SELECT tile_data FROM tiles WHERE length (tile_data) > 0 LIMIT 1", &failure);
  gsize length = 0;
  gconstpointer bytes;

  if (statement == NULL || !hw_statement_step_row (statement, &found, &failure))
    return refuse_damaged (path, failure, error);
  if (!found)
    return refuse (path, HW_TILES_ERROR_EMPTY, _("It holds no tile at all."), error);
  bytes = hw_statement_get_blob (statement, 0, &length);
  facts->format = sniff (bytes, length);
  hw_statement_reset (statement);
  if (g_strcmp0 (facts->format, "pbf") == 0 || (facts->format == NULL && g_strcmp0 (named, "pbf") == 0))
    return refuse (path, HW_TILES_ERROR_FORMAT, _("It holds vector tiles, and Homeward shows pictures only. Ask for a raster map with PNG or JPEG tiles."), error);
  if (g_strcmp0 (facts->format, "json") == 0)
    return refuse (path, HW_TILES_ERROR_FORMAT, _("Its tiles are JSON, not pictures. Ask for a raster map with PNG or JPEG tiles."), error);
  if (facts->format == NULL)
    return refuse (path, HW_TILES_ERROR_FORMAT, _("Its tiles are no pictures that Homeward knows. Ask for a raster map with PNG or JPEG tiles."), error);
  if (!can_show (facts->format))
    return refuse (path, HW_TILES_ERROR_FORMAT, _("Its tiles are WebP pictures, which this computer cannot show. Install a WebP loader for GdkPixbuf, or ask for PNG or JPEG tiles."), error);
  return TRUE;
}

static gboolean
parse_zoom (const char *text,
            guint      *zoom)
{
  guint64 number;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, HW_MBTILES_MAX_ZOOM, &number, NULL))
    return FALSE;
  *zoom = (guint) number;
  return TRUE;
}

/* From the tiles themselves; in a large file from the metadata, where they say. */
static gboolean
find_zooms (HwConnection   *connection,
            const char     *path,
            GHashTable     *metadata,
            HwMbtilesFacts *facts,
            GError        **error)
{
  GError *failure = NULL;
  gint64 least, most;

  if (facts->size > CHECK_SIZE && parse_zoom (g_hash_table_lookup (metadata, "minzoom"), &facts->min_zoom) &&
      parse_zoom (g_hash_table_lookup (metadata, "maxzoom"), &facts->max_zoom) && facts->min_zoom <= facts->max_zoom)
    return TRUE;
  if (!hw_connection_get_int (connection, "SELECT min (zoom_level) FROM tiles", &least, &failure) ||
      !hw_connection_get_int (connection, "SELECT max (zoom_level) FROM tiles", &most, &failure))
    return refuse_damaged (path, failure, error);
  facts->min_zoom = (guint) CLAMP (least, 0, HW_MBTILES_MAX_ZOOM);
  facts->max_zoom = (guint) CLAMP (most, 0, HW_MBTILES_MAX_ZOOM);
  return TRUE;
}

static gboolean
check_tiles (HwConnection   *connection,
             const char     *path,
             GHashTable     *metadata,
             HwMbtilesFacts *facts,
             GError        **error)
{
  const char *hash = g_hash_table_lookup (metadata, "agg_tiles_hash");

  if (facts->size > CHECK_SIZE)
    facts->warning = hash != NULL ? g_strdup (_("The map is large: its tiles were not compared with the hash that it names.")) : NULL;
  else if (!check_places (connection, path, error) || (hash != NULL && !check_hash (connection, path, hash, error)))
    return FALSE;
  return check_pictures (connection, path, g_hash_table_lookup (metadata, "format"), facts, error) &&
         find_zooms (connection, path, metadata, facts, error);
}

/* Opens and checks the map at @path. @metadata is given back with lower-case names. */
HwConnection *
hw_mbtiles_check (const char     *path,
                  HwMbtilesFacts *facts,
                  GHashTable    **metadata,
                  GError        **error)
{
  g_autoptr (HwConnection) connection = NULL;
  g_autoptr (GHashTable) read = NULL;
  GError *failure = NULL;

  if (!check_file (path, facts, error) || !check_signature (path, error))
    return NULL;
  connection = hw_connection_open (path, NULL, NULL, &failure);
  if (connection == NULL)
    {
      refuse_damaged (path, failure, error);
      return NULL;
    }
  hw_connection_limit_work (connection, CHECK_STEPS);
  if (!check_tables (connection, path, error) || (read = read_metadata (connection, path, error)) == NULL ||
      !check_tiles (connection, path, read, facts, error))
    {
      g_clear_pointer (&facts->warning, g_free);
      return NULL;
    }
  *metadata = g_steal_pointer (&read);
  return g_steal_pointer (&connection);
}
