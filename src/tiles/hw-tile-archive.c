/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "hw-mbtiles.h"
#include "hw-pmtiles.h"
#include "hw-tile-archive.h"

/* What every kind of map has: a name, whom to thank, zooms, bounds and tiles.
 * Called by the tile decoder on the map's threads, and by whoever lets the user
 * choose a map. */

typedef struct
{
  HwTileFacts facts;   /* fixed once the map is open */
} HwTileArchivePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (HwTileArchive, hw_tile_archive, G_TYPE_OBJECT)
G_DEFINE_QUARK (hw-tiles-error-quark, hw_tiles_error)

static const HwTileFacts *
get_facts (HwTileArchive *self)
{
  HwTileArchivePrivate *private = hw_tile_archive_get_instance_private (self);

  return &private->facts;
}

static void
hw_tile_archive_finalize (GObject *object)
{
  HwTileArchivePrivate *private = hw_tile_archive_get_instance_private (HW_TILE_ARCHIVE (object));

  hw_tile_facts_clear (&private->facts);
  G_OBJECT_CLASS (hw_tile_archive_parent_class)->finalize (object);
}

static void
hw_tile_archive_class_init (HwTileArchiveClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hw_tile_archive_finalize;
}

static void
hw_tile_archive_init (HwTileArchive *self)
{
}

static gboolean
is_pmtiles (const char *path)
{
  FILE *file = g_fopen (path, "rbe");
  char head[HW_PMTILES_MAGIC_LENGTH] = "";
  gsize length;

  if (file == NULL)
    return FALSE;
  length = fread (head, 1, sizeof head, file);
  fclose (file);
  return length == sizeof head && memcmp (head, HW_PMTILES_MAGIC, sizeof head) == 0;
}

/**
 * hw_tile_archive_open:
 * @path: a map file
 * @error: return location: %HW_TILES_ERROR
 *
 * Opens an MBTiles or PMTiles file for reading; its first bytes say which of
 * them it is. May take a second: not for the main thread.
 *
 * Returns: (transfer full) (nullable): the map, or %NULL with @error set when it is refused
 */
HwTileArchive *
hw_tile_archive_open (const char *path,
                      GError    **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  if (g_file_test (path, G_FILE_TEST_IS_REGULAR) && is_pmtiles (path))
    return hw_pmtiles_open (path, error);
  return hw_mbtiles_open (path, error);
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

/**
 * hw_tile_archive_take_facts:
 * @self: a map being opened
 * @facts: what was found out; empty afterwards
 *
 * Without a name the map has that of its file; its attribution becomes words.
 */
void
hw_tile_archive_take_facts (HwTileArchive *self,
                            HwTileFacts   *facts)
{
  HwTileArchivePrivate *private = hw_tile_archive_get_instance_private (self);
  HwTileFacts *own = &private->facts;
  char *attribution;

  hw_tile_facts_clear (own);
  *own = *facts;
  *facts = (HwTileFacts) { 0 };
  if (own->name == NULL || *own->name == '\0')
    {
      g_autofree char *basename = g_path_get_basename (own->path);

      g_free (own->name);
      own->name = g_filename_display_name (basename);
    }
  attribution = strip_markup (own->attribution);
  g_free (own->attribution);
  own->attribution = attribution;
}

/**
 * hw_tile_archive_get_path:
 * @self: a map
 *
 * Returns: the file
 */
const char *
hw_tile_archive_get_path (HwTileArchive *self)
{
  return get_facts (self)->path;
}

/**
 * hw_tile_archive_get_name:
 * @self: a map
 *
 * Returns: what the map calls itself, else the name of its file
 */
const char *
hw_tile_archive_get_name (HwTileArchive *self)
{
  return get_facts (self)->name;
}

/**
 * hw_tile_archive_get_attribution:
 * @self: a map
 *
 * Returns: (nullable): who is to be named beside the map
 */
const char *
hw_tile_archive_get_attribution (HwTileArchive *self)
{
  return get_facts (self)->attribution;
}

/**
 * hw_tile_archive_get_format:
 * @self: a map
 *
 * Returns: "png", "jpg" or "webp"
 */
const char *
hw_tile_archive_get_format (HwTileArchive *self)
{
  return get_facts (self)->format;
}

/**
 * hw_tile_archive_get_warning:
 * @self: a map
 *
 * Returns: (nullable): what the user should know about the map, in words
 */
const char *
hw_tile_archive_get_warning (HwTileArchive *self)
{
  return get_facts (self)->warning;
}

/**
 * hw_tile_archive_get_min_zoom:
 * @self: a map
 *
 * Returns: the smallest zoom that has a tile
 */
guint
hw_tile_archive_get_min_zoom (HwTileArchive *self)
{
  return get_facts (self)->min_zoom;
}

/**
 * hw_tile_archive_get_max_zoom:
 * @self: a map
 *
 * Returns: the deepest zoom that has a tile; hw_tile_decode() goes deeper
 */
guint
hw_tile_archive_get_max_zoom (HwTileArchive *self)
{
  return get_facts (self)->max_zoom;
}

/**
 * hw_tile_archive_get_bounds:
 * @self: a map
 *
 * Returns: the box that the map says it covers, in degrees; the world where it says nothing
 */
HwBox
hw_tile_archive_get_bounds (HwTileArchive *self)
{
  return get_facts (self)->bounds;
}

/**
 * hw_tile_archive_get_modified:
 * @self: a map
 *
 * Returns: when the file was last changed, in microseconds UTC: the age of the map
 */
gint64
hw_tile_archive_get_modified (HwTileArchive *self)
{
  return get_facts (self)->modified;
}

/**
 * hw_tile_archive_get_size:
 * @self: a map
 *
 * Returns: bytes of the file
 */
gint64
hw_tile_archive_get_size (HwTileArchive *self)
{
  return get_facts (self)->size;
}

/**
 * hw_tile_archive_get_tile:
 * @self: a map
 * @zoom: the zoom
 * @x: column, from the west
 * @y: row, from the north
 * @error: return location: %HW_TILES_ERROR_DAMAGED
 *
 * Returns: (transfer full) (nullable): the picture as it is kept; %NULL without @error where the map has none
 */
GBytes *
hw_tile_archive_get_tile (HwTileArchive *self,
                          guint          zoom,
                          guint          x,
                          guint          y,
                          GError       **error)
{
  g_return_val_if_fail (HW_IS_TILE_ARCHIVE (self), NULL);

  if (zoom > HW_TILE_MAX_ZOOM || x >= (1u << zoom) || y >= (1u << zoom))
    return NULL;
  return HW_TILE_ARCHIVE_GET_CLASS (self)->get_tile (self, zoom, x, y, error);
}

/**
 * hw_tile_facts_clear:
 * @facts: what was found out
 */
void
hw_tile_facts_clear (HwTileFacts *facts)
{
  g_free (facts->path);
  g_free (facts->name);
  g_free (facts->attribution);
  g_free (facts->warning);
  *facts = (HwTileFacts) { 0 };
}

/**
 * hw_tile_facts_refuse:
 * @facts: of the map being opened
 * @code: what kind of reason
 * @reason: a sentence
 * @error: return location
 *
 * Says which map was refused, and why.
 *
 * Returns: %FALSE
 */
gboolean
hw_tile_facts_refuse (const HwTileFacts *facts,
                      HwTilesError       code,
                      const char        *reason,
                      GError           **error)
{
  g_autofree char *basename = g_path_get_basename (facts->path);
  g_autofree char *name = g_filename_display_name (basename);

  /* Translators: the name of a map file, then the reason as a sentence of its own */
  g_set_error (error, HW_TILES_ERROR, code, _("“%s” cannot be used as a map. %s"), name, reason);
  return FALSE;
}

/**
 * hw_tile_facts_read_file:
 * @facts: with the path; gets size and age
 * @error: return location: %HW_TILES_ERROR_NOT_A_MAP
 *
 * Returns: %FALSE with @error set when there is no such file, or nothing in it
 */
gboolean
hw_tile_facts_read_file (HwTileFacts *facts,
                         GError     **error)
{
  GStatBuf buffer;

  if (g_stat (facts->path, &buffer) != 0)
    return hw_tile_facts_refuse (facts, HW_TILES_ERROR_NOT_A_MAP, errno == ENOENT ? _("There is no such file.") : g_strerror (errno), error);
  if (S_ISDIR (buffer.st_mode))
    return hw_tile_facts_refuse (facts, HW_TILES_ERROR_NOT_A_MAP, _("It is a folder. Choose an MBTiles or PMTiles file."), error);
  if (!S_ISREG (buffer.st_mode))
    return hw_tile_facts_refuse (facts, HW_TILES_ERROR_NOT_A_MAP, _("It is no ordinary file."), error);
  if (buffer.st_size == 0)
    return hw_tile_facts_refuse (facts, HW_TILES_ERROR_NOT_A_MAP, _("The file is empty."), error);
  facts->size = buffer.st_size;
  facts->modified = (gint64) buffer.st_mtime * G_USEC_PER_SEC;
  return TRUE;
}

/**
 * hw_tile_facts_set_bounds:
 * @facts: what was found out
 * @west: degrees
 * @south: degrees
 * @east: degrees
 * @north: degrees
 *
 * Bounds that no map can have are left out: then the map may cover the world.
 *
 * Returns: whether they were taken
 */
gboolean
hw_tile_facts_set_bounds (HwTileFacts *facts,
                          double       west,
                          double       south,
                          double       east,
                          double       north)
{
  gboolean possible = isfinite (west) && isfinite (south) && isfinite (east) && isfinite (north) &&
                      west >= -180 && east <= 180 && south >= -90 && north <= 90 && west < east && south < north;

  facts->bounds = possible ? (HwBox) { west, south, east, north } : HW_TILE_WORLD;
  return possible;
}

/**
 * hw_tile_facts_set_format:
 * @facts: what was found out
 * @format: (nullable): what the tiles are
 * @error: return location: %HW_TILES_ERROR_FORMAT
 *
 * Returns: %FALSE with @error set when such tiles cannot be shown
 */
gboolean
hw_tile_facts_set_format (HwTileFacts *facts,
                          const char  *format,
                          GError     **error)
{
  static const char * const known[] = { "png", "jpg", "webp" };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_strcmp0 (format, known[i]) == 0)
      {
        facts->format = known[i];
        return TRUE;
      }
  if (g_strcmp0 (format, "pbf") == 0)
    return hw_tile_facts_refuse (facts, HW_TILES_ERROR_FORMAT,
                                 _("It holds vector tiles, and Homeward shows pictures only. Ask for a raster map with PNG, JPEG or WebP tiles."), error);
  if (g_strcmp0 (format, "json") == 0)
    return hw_tile_facts_refuse (facts, HW_TILES_ERROR_FORMAT,
                                 _("Its tiles are JSON, not pictures. Ask for a raster map with PNG, JPEG or WebP tiles."), error);
  return hw_tile_facts_refuse (facts, HW_TILES_ERROR_FORMAT,
                               _("Its tiles are no pictures that Homeward knows. Ask for a raster map with PNG, JPEG or WebP tiles."), error);
}
