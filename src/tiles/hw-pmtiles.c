/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <unistd.h>

#include "hw-json-shape.h"
#include "hw-pmtiles-format.h"
#include "hw-pmtiles.h"
#include "hw-tile-picture.h"

/* A raster map from one PMTiles file. Its root directory is kept, and the last
 * few of the directories below, so that a file of any size takes little memory.
 * Reading is by position: no thread waits for another but for the directories. */

#define N_LEAVES  8
#define MAX_DEPTH_OF_JSON 32

typedef struct
{
  guint64  offset;
  GArray  *directory;   /* (owned) (nullable) (element-type HwPmtilesEntry) */
} Leaf;

struct _HwPmtiles
{
  HwTileArchive parent;

  int             fd;
  HwPmtilesHeader header;
  GArray         *root;               /* (owned) (nullable) (element-type HwPmtilesEntry) */
  GMutex          lock;               /* of what follows */
  Leaf            leaves[N_LEAVES];
  guint           next_leaf;          /* the one to be replaced */
};

G_DEFINE_FINAL_TYPE (HwPmtiles, hw_pmtiles, HW_TYPE_TILE_ARCHIVE)

/* Reads a part of the file; NULL when it is shorter than that, or cannot be read. */
static GBytes *
read_bytes (int                  fd,
            const HwPmtilesPart *part)
{
  g_autofree guint8 *bytes = g_try_malloc (MAX (part->length, 1));
  gsize done = 0;

  if (bytes == NULL)
    return NULL;
  while (done < part->length)
    {
      gssize n = pread (fd, bytes + done, part->length - done, (off_t) (part->offset + done));

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return NULL;
      done += (gsize) n;
    }
  return g_bytes_new_take (g_steal_pointer (&bytes), done);
}

/* Reads and unpacks; NULL when it is longer than @most, before or after. */
static GBytes *
read_unpacked (int                  fd,
               const HwPmtilesPart *part,
               guint8               packing,
               gsize                most)
{
  g_autoptr (GBytes) bytes = part->length <= most ? read_bytes (fd, part) : NULL;
  gsize length;
  const guint8 *data;

  if (bytes == NULL || packing != HW_PMTILES_PACKED_GZIP)
    return g_steal_pointer (&bytes);
  data = g_bytes_get_data (bytes, &length);
  return hw_pmtiles_unpack (data, length, most);
}

static GArray *
read_directory (HwPmtiles           *self,
                const HwPmtilesPart *part)
{
  g_autoptr (GBytes) bytes = read_unpacked (self->fd, part, self->header.inner_packing, HW_PMTILES_MAX_DIRECTORY);
  gsize length;
  const guint8 *data;

  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &length);
  return hw_pmtiles_read_directory (data, length);
}

/* The directory that @entry points to, kept or read: (transfer full) (nullable). */
static GArray *
get_leaf (HwPmtiles            *self,
          const HwPmtilesEntry *entry)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  HwPmtilesPart part;
  GArray *directory;
  Leaf *leaf;

  if (!hw_pmtiles_locate (&self->header.leaves, entry, &part))
    return NULL;
  for (guint i = 0; i < N_LEAVES; i++)
    if (self->leaves[i].directory != NULL && self->leaves[i].offset == part.offset)
      return g_array_ref (self->leaves[i].directory);
  directory = read_directory (self, &part);
  if (directory == NULL)
    return NULL;
  leaf = &self->leaves[self->next_leaf++ % N_LEAVES];
  g_clear_pointer (&leaf->directory, g_array_unref);
  *leaf = (Leaf) { part.offset, g_array_ref (directory) };
  return directory;
}

typedef enum { LOOK_FOUND, LOOK_NOTHING, LOOK_DAMAGED } Look;

/* Goes down the directories to the line of tile @id. */
static Look
look_up (HwPmtiles     *self,
         guint64        id,
         HwPmtilesPart *part)
{
  g_autoptr (GArray) directory = g_array_ref (self->root);

  for (guint depth = 0; depth < HW_PMTILES_MAX_DEPTH; depth++)
    {
      const HwPmtilesEntry *entry = hw_pmtiles_find (directory, id);
      GArray *below;

      if (entry == NULL)
        return LOOK_NOTHING;
      if (entry->run > 0)
        return hw_pmtiles_locate (&self->header.tiles, entry, part) ? LOOK_FOUND : LOOK_DAMAGED;
      below = get_leaf (self, entry);
      if (below == NULL)
        return LOOK_DAMAGED;
      g_array_unref (directory);
      directory = below;
    }
  return LOOK_DAMAGED;
}

static GBytes *
hw_pmtiles_get_tile (HwTileArchive *archive,
                     guint          zoom,
                     guint          x,
                     guint          y,
                     GError       **error)
{
  HwPmtiles *self = HW_PMTILES (archive);
  GBytes *bytes = NULL;
  HwPmtilesPart part;
  Look look;

  if (zoom < self->header.min_zoom || zoom > self->header.max_zoom)
    return NULL;
  look = look_up (self, hw_pmtiles_get_id (zoom, x, y), &part);
  if (look == LOOK_NOTHING)
    return NULL;
  if (look == LOOK_FOUND)
    bytes = read_unpacked (self->fd, &part, self->header.tile_packing, HW_PMTILES_MAX_TILE);
  if (bytes == NULL)
    g_set_error (error, HW_TILES_ERROR, HW_TILES_ERROR_DAMAGED, _("The map “%s” is damaged: part of it is missing or was changed. Choose another copy of it."),
                 hw_tile_archive_get_name (archive));
  return bytes;
}

static void
hw_pmtiles_finalize (GObject *object)
{
  HwPmtiles *self = HW_PMTILES (object);

  if (self->fd >= 0)
    close (self->fd);
  g_clear_pointer (&self->root, g_array_unref);
  for (guint i = 0; i < N_LEAVES; i++)
    g_clear_pointer (&self->leaves[i].directory, g_array_unref);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (hw_pmtiles_parent_class)->finalize (object);
}

static void
hw_pmtiles_class_init (HwPmtilesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hw_pmtiles_finalize;
  HW_TILE_ARCHIVE_CLASS (klass)->get_tile = hw_pmtiles_get_tile;
}

static void
hw_pmtiles_init (HwPmtiles *self)
{
  self->fd = -1;
  g_mutex_init (&self->lock);
}

static gboolean
refuse_damaged (const HwTileFacts *facts,
                GError           **error)
{
  return hw_tile_facts_refuse (facts, HW_TILES_ERROR_DAMAGED,
                               _("The file is damaged: part of it is missing or was changed. Copy it again from where it came from."), error);
}

static gboolean
read_header (HwPmtiles   *self,
             HwTileFacts *facts,
             GError     **error)
{
  guint8 head[HW_PMTILES_HEADER_LENGTH];
  gssize length;

  self->fd = g_open (facts->path, O_RDONLY | O_CLOEXEC, 0);
  if (self->fd < 0)
    return hw_tile_facts_refuse (facts, HW_TILES_ERROR_NOT_A_MAP, g_strerror (errno), error);
  length = pread (self->fd, head, sizeof head, 0);
  if (length < 0 || !hw_pmtiles_read_header (head, (gsize) length, (guint64) facts->size, &self->header))
    return refuse_damaged (facts, error);
  if (self->header.version != 3)
    return hw_tile_facts_refuse (facts, HW_TILES_ERROR_FORMAT, _("It is an old kind of PMTiles. Ask for version 3."), error);
  if ((self->header.inner_packing != HW_PMTILES_PACKED_NOT && self->header.inner_packing != HW_PMTILES_PACKED_GZIP) ||
      self->header.tile_packing > HW_PMTILES_PACKED_GZIP)
    return hw_tile_facts_refuse (facts, HW_TILES_ERROR_FORMAT, _("It is packed in a way that Homeward does not know. Ask for one packed with gzip."), error);
  facts->min_zoom = self->header.min_zoom;
  facts->max_zoom = self->header.max_zoom;
  hw_tile_facts_set_bounds (facts, self->header.west, self->header.south, self->header.east, self->header.north);
  return TRUE;
}

static char *
dup_member (JsonObject *object,
            const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? g_strdup (json_node_get_string (node)) : NULL;
}

/* Name and attribution; a map without them, or with an unreadable description, is a map all the same. */
static void
read_description (HwPmtiles   *self,
                  HwTileFacts *facts)
{
  g_autoptr (GBytes) bytes = read_unpacked (self->fd, &self->header.metadata, self->header.inner_packing, HW_PMTILES_MAX_METADATA);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  gsize length = 0;
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;
  JsonNode *root;

  if (text == NULL || length == 0 || !g_utf8_validate_len (text, length, NULL) || !hw_json_is_modest (text, length, MAX_DEPTH_OF_JSON, G_MAXUINT) ||
      !json_parser_load_from_data (parser, text, (gssize) length, NULL))
    return;
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return;
  facts->name = dup_member (json_node_get_object (root), "name");
  facts->attribution = dup_member (json_node_get_object (root), "attribution");
}

/* The first tile tells what the tiles are, whatever the header says. */
static gboolean
check_first_tile (HwPmtiles   *self,
                  HwTileFacts *facts,
                  GError     **error)
{
  g_autoptr (GBytes) bytes = NULL;
  HwPmtilesPart part;
  gsize length;
  const guint8 *data;

  if (self->header.kind == HW_PMTILES_VECTOR)
    return hw_tile_facts_set_format (facts, "pbf", error);
  if (look_up (self, g_array_index (self->root, HwPmtilesEntry, 0).id, &part) != LOOK_FOUND)
    return refuse_damaged (facts, error);
  bytes = read_unpacked (self->fd, &part, self->header.tile_packing, HW_PMTILES_MAX_TILE);
  if (bytes == NULL)
    return refuse_damaged (facts, error);
  data = g_bytes_get_data (bytes, &length);
  return hw_tile_facts_set_format (facts, hw_tile_picture_sniff (data, length), error);
}

static gboolean
check (HwPmtiles   *self,
       HwTileFacts *facts,
       GError     **error)
{
  if (!hw_tile_facts_read_file (facts, error) || !read_header (self, facts, error))
    return FALSE;
  self->root = read_directory (self, &self->header.root);
  if (self->root == NULL)
    return refuse_damaged (facts, error);
  if (self->root->len == 0)
    return hw_tile_facts_refuse (facts, HW_TILES_ERROR_EMPTY, _("It holds no tile at all."), error);
  read_description (self, facts);
  return check_first_tile (self, facts, error);
}

/**
 * hw_pmtiles_open:
 * @path: a PMTiles file
 * @error: return location: %HW_TILES_ERROR
 *
 * Opens a raster map for reading. It is refused, with the reason, when its
 * header or root directory cannot be, when a part lies beyond the end of the
 * file, when it is packed otherwise than with gzip, is empty, or holds no
 * pictures that we can show. A directory below that is damaged is told by the
 * tiles it should have named.
 *
 * Returns: (transfer full) (nullable): the map, or %NULL with @error set
 */
HwTileArchive *
hw_pmtiles_open (const char *path,
                 GError    **error)
{
  g_autoptr (HwPmtiles) self = g_object_new (HW_TYPE_PMTILES, NULL);
  g_auto (HwTileFacts) facts = { 0 };

  g_return_val_if_fail (path != NULL, NULL);

  facts.path = g_strdup (path);
  if (!check (self, &facts, error))
    return NULL;
  hw_tile_archive_take_facts (HW_TILE_ARCHIVE (self), &facts);
  return HW_TILE_ARCHIVE (g_steal_pointer (&self));
}
