/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "hw-mbtiles-check.h"
#include "hw-mbtiles.h"

/* A raster map from one MBTiles file (specification 1.3). What can be wrong with
 * such a file is looked for when it is opened (hw-mbtiles-check.c), so that the
 * map page shows either a map or one reason. Called by the tile decoder on the
 * map's threads, and by whoever lets the user choose a map. */

struct _HwMbtiles
{
  GObject       parent;

  char         *path;         /* (owned) */
  GMutex        lock;         /* of @connection; all else is fixed once open */
  HwConnection *connection;   /* (owned) */
  char         *name;         /* (owned) */
  char         *attribution;  /* (owned) (nullable) */
  char         *warning;      /* (owned) (nullable) */
  const char   *format;       /* (static) */
  guint         min_zoom;
  guint         max_zoom;
  HwBox         bounds;
  gint64        modified;     /* µs UTC */
};

G_DEFINE_FINAL_TYPE (HwMbtiles, hw_mbtiles, G_TYPE_OBJECT)
G_DEFINE_QUARK (hw-tiles-error-quark, hw_tiles_error)

/* A tile is found in some fifty steps where the file has an index, and in one per tile where it has none. */
#define TILE_STEPS G_GINT64_CONSTANT (50000000)

#define WORLD ((HwBox) { -180, -85.0511, 180, 85.0511 })

static void
hw_mbtiles_finalize (GObject *object)
{
  HwMbtiles *self = HW_MBTILES (object);

  g_clear_pointer (&self->connection, hw_connection_free);
  g_mutex_clear (&self->lock);
  g_free (self->path);
  g_free (self->name);
  g_free (self->attribution);
  g_free (self->warning);

  G_OBJECT_CLASS (hw_mbtiles_parent_class)->finalize (object);
}

static void
hw_mbtiles_class_init (HwMbtilesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hw_mbtiles_finalize;
}

static void
hw_mbtiles_init (HwMbtiles *self)
{
  g_mutex_init (&self->lock);
}

/* "west,south,east,north" in degrees. */
static gboolean
parse_bounds (const char *text,
              HwBox      *bounds)
{
  g_auto (GStrv) parts = text != NULL ? g_strsplit (text, ",", 5) : NULL;
  double numbers[4];

  if (parts == NULL || g_strv_length (parts) != 4)
    return FALSE;
  for (guint i = 0; i < 4; i++)
    {
      char *end;

      numbers[i] = g_ascii_strtod (parts[i], &end);
      if (end == parts[i] || !isfinite (numbers[i]))
        return FALSE;
    }
  *bounds = (HwBox) { numbers[0], numbers[1], numbers[2], numbers[3] };
  return bounds->west >= -180 && bounds->east <= 180 && bounds->south >= -90 && bounds->north <= 90 &&
         bounds->west < bounds->east && bounds->south < bounds->north;
}

static const char *
get_text (GHashTable *metadata,
          const char *name)
{
  const char *value = g_hash_table_lookup (metadata, name);

  return value != NULL && *value != '\0' ? value : NULL;
}

/* Attributions often come as HTML; the map shows words. */
static char *
strip_markup (const char *text)
{
  GString *words;

  if (text == NULL)
    return NULL;
  words = g_string_new (NULL);
  for (gboolean in_tag = FALSE; *text != '\0'; text++)
    if (*text == '<')
      in_tag = TRUE;
    else if (*text == '>' && in_tag)
      in_tag = FALSE;
    else if (!in_tag)
      g_string_append_c (words, *text);
  g_string_replace (words, "&copy;", "©", 0);
  g_string_replace (words, "&amp;", "&", 0);
  return g_strstrip (g_string_free (words, FALSE));
}

static void
read_description (HwMbtiles  *self,
                  GHashTable *metadata)
{
  g_autofree char *basename = g_path_get_basename (self->path);
  g_autofree char *shown = g_filename_display_name (basename);
  const char *name = get_text (metadata, "name");

  self->name = g_strdup (name != NULL ? name : shown);
  self->attribution = strip_markup (get_text (metadata, "attribution"));
  if (!parse_bounds (get_text (metadata, "bounds"), &self->bounds))
    self->bounds = WORLD;
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
 * hw_mbtiles_get_warning(). May take a second: not for the main thread.
 *
 * Returns: (transfer full) (nullable): the map, or %NULL with @error set
 */
HwMbtiles *
hw_mbtiles_open (const char *path,
                 GError    **error)
{
  g_autoptr (HwMbtiles) self = g_object_new (HW_TYPE_MBTILES, NULL);
  g_autoptr (GHashTable) metadata = NULL;
  HwMbtilesFacts facts = { 0 };

  g_return_val_if_fail (path != NULL, NULL);

  self->path = g_strdup (path);
  self->connection = hw_mbtiles_check (path, &facts, &metadata, error);
  if (self->connection == NULL)
    return NULL;
  self->format = facts.format;
  self->min_zoom = facts.min_zoom;
  self->max_zoom = facts.max_zoom;
  self->modified = facts.modified;
  self->warning = facts.warning;
  read_description (self, metadata);
  return g_steal_pointer (&self);
}

/**
 * hw_mbtiles_get_path:
 * @self: a map
 *
 * Returns: the file
 */
const char *
hw_mbtiles_get_path (HwMbtiles *self)
{
  return self->path;
}

/**
 * hw_mbtiles_get_name:
 * @self: a map
 *
 * Returns: what the map calls itself, else the name of its file
 */
const char *
hw_mbtiles_get_name (HwMbtiles *self)
{
  return self->name;
}

/**
 * hw_mbtiles_get_attribution:
 * @self: a map
 *
 * Returns: (nullable): who is to be named beside the map
 */
const char *
hw_mbtiles_get_attribution (HwMbtiles *self)
{
  return self->attribution;
}

/**
 * hw_mbtiles_get_format:
 * @self: a map
 *
 * Returns: "png", "jpg" or "webp"
 */
const char *
hw_mbtiles_get_format (HwMbtiles *self)
{
  return self->format;
}

/**
 * hw_mbtiles_get_warning:
 * @self: a map
 *
 * Returns: (nullable): what the user should know about the map, in words
 */
const char *
hw_mbtiles_get_warning (HwMbtiles *self)
{
  return self->warning;
}

/**
 * hw_mbtiles_get_min_zoom:
 * @self: a map
 *
 * Returns: the smallest zoom that has a tile
 */
guint
hw_mbtiles_get_min_zoom (HwMbtiles *self)
{
  return self->min_zoom;
}

/**
 * hw_mbtiles_get_max_zoom:
 * @self: a map
 *
 * Returns: the deepest zoom that has a tile; hw_tile_decode() goes deeper
 */
guint
hw_mbtiles_get_max_zoom (HwMbtiles *self)
{
  return self->max_zoom;
}

/**
 * hw_mbtiles_get_bounds:
 * @self: a map
 *
 * Returns: the box that the map says it covers, in degrees; the world where it says nothing
 */
HwBox
hw_mbtiles_get_bounds (HwMbtiles *self)
{
  return self->bounds;
}

/**
 * hw_mbtiles_get_modified:
 * @self: a map
 *
 * Returns: when the file was last changed, in microseconds UTC: the age of the map
 */
gint64
hw_mbtiles_get_modified (HwMbtiles *self)
{
  return self->modified;
}

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

/**
 * hw_mbtiles_get_tile:
 * @self: a map
 * @zoom: the zoom
 * @x: column, from the west
 * @y: row, from the north (XYZ; the file itself counts from the south)
 * @error: return location: %HW_TILES_ERROR_DAMAGED
 *
 * Returns: (transfer full) (nullable): the picture as it stands in the file; %NULL without @error where the map has none
 */
GBytes *
hw_mbtiles_get_tile (HwMbtiles *self,
                     guint      zoom,
                     guint      x,
                     guint      y,
                     GError   **error)
{
  g_autoptr (GMutexLocker) locker = NULL;
  g_autoptr (GError) failure = NULL;
  GBytes *tile = NULL;

  g_return_val_if_fail (HW_IS_MBTILES (self), NULL);

  if (zoom > HW_MBTILES_MAX_ZOOM || x >= (1u << zoom) || y >= (1u << zoom))
    return NULL;
  locker = g_mutex_locker_new (&self->lock);
  hw_connection_limit_work (self->connection, TILE_STEPS);
  if (!read_tile (self, zoom, x, (G_GINT64_CONSTANT (1) << zoom) - 1 - y, &tile, &failure))
    g_set_error (error, HW_TILES_ERROR, HW_TILES_ERROR_DAMAGED, _("The map “%s” is damaged (%s). Choose another copy of it."), self->name, failure->message);
  return tile;
}
