/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <string.h>

#include "hw-mbtiles-check.h"
#include "hw-mbtiles-private.h"
#include "hw-tile-picture.h"

/* Everything that can be wrong with a map file, in the order in which it is
 * looked for: the file, the tables, the tiles' places, their hash, their
 * pictures. Called by hw_mbtiles_open(). */

/* Larger files are opened without going through every tile. */
#define CHECK_SIZE    (64 * 1024 * 1024)
/* Going through 64 MB of tiles takes some ten million steps; a view without an end is stopped after a few seconds. */
#define CHECK_STEPS   G_GINT64_CONSTANT (200000000)
#define MAX_METADATA  1000

static gboolean
refuse_damaged (const HwTileFacts *facts,
                GError            *failure,
                GError           **error)
{
  if (g_error_matches (failure, HW_SQLITE_ERROR, HW_SQLITE_ERROR_CANCELLED))
    hw_tile_facts_refuse (facts, HW_TILES_ERROR_DAMAGED, _("Looking through it takes too long: its tables are not what they say. Choose another map."), error);
  else
    hw_tile_facts_refuse (facts, HW_TILES_ERROR_DAMAGED, _("The file is damaged: part of it is missing or was changed. Copy it again from where it came from."), error);
  g_clear_error (&failure);
  return FALSE;
}

/* An MBTiles file is an SQLite database: so its first bytes say. */
static gboolean
check_signature (const HwTileFacts *facts,
                 GError           **error)
{
  FILE *file = g_fopen (facts->path, "rbe");
  char head[16] = "";
  gsize length;

  if (file == NULL)
    return hw_tile_facts_refuse (facts, HW_TILES_ERROR_NOT_A_MAP, g_strerror (errno), error);
  length = fread (head, 1, sizeof head, file);
  fclose (file);
  if (length < sizeof head || memcmp (head, "SQLite format 3", 16) != 0)
    return hw_tile_facts_refuse (facts, HW_TILES_ERROR_NOT_A_MAP, _("It is no MBTiles file."), error);
  return TRUE;
}

static gboolean
is_damage (const GError *failure)
{
  return g_error_matches (failure, HW_SQLITE_ERROR, HW_SQLITE_ERROR_DAMAGED) ||
         g_error_matches (failure, HW_SQLITE_ERROR, HW_SQLITE_ERROR_NOT_A_DATABASE);
}

static gboolean
check_tables (HwConnection      *connection,
              const HwTileFacts *facts,
              GError           **error)
{
  GError *failure = NULL;
  gint64 n_tables;

  if (!hw_connection_get_int (connection, "SELECT count (*) FROM sqlite_schema", &n_tables, &failure))
    return refuse_damaged (facts, failure, error);
  if (hw_connection_get (connection, "SELECT name, value FROM metadata", &failure) != NULL &&
      hw_connection_get (connection, "SELECT zoom_level, tile_column, tile_row, tile_data FROM tiles", &failure) != NULL)
    return TRUE;
  if (is_damage (failure))
    return refuse_damaged (facts, failure, error);
  g_clear_error (&failure);
  return hw_tile_facts_refuse (facts, HW_TILES_ERROR_TABLES, _("It is a database, but without the tables of an MBTiles file."), error);
}

static GHashTable *
read_metadata (HwConnection      *connection,
               const HwTileFacts *facts,
               GError           **error)
{
  g_autoptr (GHashTable) metadata = hw_mbtiles_metadata_new ();
  GError *failure = NULL;
  HwStatement *statement = hw_connection_get (connection, "SELECT name, value FROM metadata LIMIT ?", &failure);
  HwStep step = HW_STEP_ERROR;

  if (statement != NULL)
    {
      hw_statement_bind_int (statement, 1, MAX_METADATA);
      while ((step = hw_statement_step (statement, &failure)) == HW_STEP_ROW)
        hw_mbtiles_metadata_add (metadata, hw_statement_get_text (statement, 0), hw_statement_get_text (statement, 1));
      hw_statement_reset (statement);
    }
  if (step == HW_STEP_ERROR)
    {
      refuse_damaged (facts, failure, error);
      return NULL;
    }
  return g_steal_pointer (&metadata);
}

/* A tile must stand on the square of its zoom: 0 to 2^zoom - 1. */
static gboolean
check_places (HwConnection      *connection,
              const HwTileFacts *facts,
              GError           **error)
{
  g_autofree char *reason = NULL;
  GError *failure = NULL;
  gboolean found = FALSE;
  HwStatement *statement = hw_connection_get (connection,
    "SELECT zoom_level, tile_column, tile_row FROM tiles WHERE typeof (zoom_level) <> 'integer' OR typeof (tile_column) <> 'integer' "
    "OR typeof (tile_row) <> 'integer' OR zoom_level NOT BETWEEN 0 AND 24 OR tile_column < 0 OR tile_row < 0 "
    "OR tile_column >= (1 << zoom_level) OR tile_row >= (1 << zoom_level) LIMIT 1", &failure);

  if (statement == NULL || !hw_statement_step_row (statement, &found, &failure))
    return refuse_damaged (facts, failure, error);
  if (!found)
    return TRUE;
  reason = g_strdup_printf (_("Its tile index is wrong: it holds a tile at zoom %" PRId64 ", column %" PRId64 ", row %" PRId64 ", which does not exist."),
                            hw_statement_get_int (statement, 0), hw_statement_get_int (statement, 1), hw_statement_get_int (statement, 2));
  hw_statement_reset (statement);
  return hw_tile_facts_refuse (facts, HW_TILES_ERROR_TILE_INDEX, reason, error);
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
check_hash (HwConnection      *connection,
            const HwTileFacts *facts,
            const char        *expected,
            GError           **error)
{
  GError *failure = NULL;
  g_autofree char *hash = hw_mbtiles_compute_hash (connection, &failure);

  if (hash == NULL)
    return refuse_damaged (facts, failure, error);
  if (g_ascii_strcasecmp (hash, expected) == 0)
    return TRUE;
  return hw_tile_facts_refuse (facts, HW_TILES_ERROR_HASH, _("Its tiles do not have the hash that the file names: they were changed, or some are missing. Copy it again from where it came from."), error);
}

/* The first tile tells what the tiles are, whatever the metadata say. */
static gboolean
check_pictures (HwConnection *connection,
                const char   *named,
                HwTileFacts  *facts,
                GError      **error)
{
  GError *failure = NULL;
  gboolean found = FALSE;
  HwStatement *statement = hw_connection_get (connection, "SELECT tile_data FROM tiles WHERE length (tile_data) > 0 LIMIT 1", &failure);
  gsize length = 0;
  gconstpointer bytes;
  const char *format;

  if (statement == NULL || !hw_statement_step_row (statement, &found, &failure))
    return refuse_damaged (facts, failure, error);
  if (!found)
    return hw_tile_facts_refuse (facts, HW_TILES_ERROR_EMPTY, _("It holds no tile at all."), error);
  bytes = hw_statement_get_blob (statement, 0, &length);
  format = hw_tile_picture_sniff (bytes, length);
  hw_statement_reset (statement);
  if (format == NULL && g_strcmp0 (named, "pbf") == 0)
    format = "pbf";
  return hw_tile_facts_set_format (facts, format, error);
}

/* From the tiles themselves; in a large file from the metadata, where they say. */
static gboolean
find_zooms (HwConnection *connection,
            HwTileFacts  *facts,
            gboolean      are_named,
            GError      **error)
{
  GError *failure = NULL;
  gint64 least, most;

  if (facts->size > CHECK_SIZE && are_named)
    return TRUE;
  if (!hw_connection_get_int (connection, "SELECT min (zoom_level) FROM tiles", &least, &failure) ||
      !hw_connection_get_int (connection, "SELECT max (zoom_level) FROM tiles", &most, &failure))
    return refuse_damaged (facts, failure, error);
  facts->min_zoom = (guint) CLAMP (least, 0, HW_TILE_MAX_ZOOM);
  facts->max_zoom = (guint) CLAMP (most, 0, HW_TILE_MAX_ZOOM);
  return TRUE;
}

static gboolean
check_tiles (HwConnection *connection,
             GHashTable   *metadata,
             HwTileFacts  *facts,
             GError      **error)
{
  const char *hash = g_hash_table_lookup (metadata, "agg_tiles_hash");
  gboolean zooms_are_named = hw_mbtiles_metadata_describe (metadata, facts);

  if (facts->size > CHECK_SIZE)
    facts->warning = hash != NULL ? g_strdup (_("The map is large: its tiles were not compared with the hash that it names.")) : NULL;
  else if (!check_places (connection, facts, error) || (hash != NULL && !check_hash (connection, facts, hash, error)))
    return FALSE;
  return check_pictures (connection, g_hash_table_lookup (metadata, "format"), facts, error) &&
         find_zooms (connection, facts, zooms_are_named, error);
}

/* Opens and checks the map at the path of @facts, and fills the rest of @facts in. */
HwConnection *
hw_mbtiles_check (HwTileFacts *facts,
                  GError     **error)
{
  g_autoptr (HwConnection) connection = NULL;
  g_autoptr (GHashTable) metadata = NULL;
  GError *failure = NULL;

  if (!hw_tile_facts_read_file (facts, error) || !check_signature (facts, error))
    return NULL;
  connection = hw_connection_open (facts->path, NULL, NULL, &failure);
  if (connection == NULL)
    {
      refuse_damaged (facts, failure, error);
      return NULL;
    }
  hw_connection_limit_work (connection, CHECK_STEPS);
  if (!check_tables (connection, facts, error) || (metadata = read_metadata (connection, facts, error)) == NULL ||
      !check_tiles (connection, metadata, facts, error))
    return NULL;
  return g_steal_pointer (&connection);
}
