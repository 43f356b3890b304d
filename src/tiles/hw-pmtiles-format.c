/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "hw-pmtiles-format.h"
#include "hw-tile-archive.h"

/* The bytes of a PMTiles file (https://github.com/protomaps/PMTiles, version 3):
 * header, directories and the order of tiles. Nothing here trusts them: an
 * offset, a length or a count that cannot be is refused, and no more memory is
 * taken than the bytes at hand can fill. Pure; called by HwPmtiles. */

static guint64
read_number (const guint8 *bytes,
             guint         n_bytes)
{
  guint64 number = 0;

  for (guint i = 0; i < n_bytes; i++)
    number |= (guint64) bytes[i] << (8 * i);
  return number;
}

static double
read_degrees (const guint8 *bytes)
{
  return (gint32) read_number (bytes, 4) / 1e7;
}

static gboolean
read_part (const guint8  *bytes,
           guint64        file_length,
           guint64        most,
           HwPmtilesPart *part)
{
  part->offset = read_number (bytes, 8);
  part->length = read_number (bytes + 8, 8);
  return part->offset <= file_length && part->length <= file_length - part->offset && part->length <= most;
}

/**
 * hw_pmtiles_read_header:
 * @bytes: (array length=length): the first bytes of a file
 * @length: how many there are
 * @file_length: of the whole file, in bytes
 * @header: (out caller-allocates): what it says; with a version other than 3 nothing but that
 *
 * Returns: %FALSE when these bytes are no header, or it points beyond the file
 */
gboolean
hw_pmtiles_read_header (const guint8    *bytes,
                        gsize            length,
                        guint64          file_length,
                        HwPmtilesHeader *header)
{
  *header = (HwPmtilesHeader) { 0 };
  if (length < 8 || memcmp (bytes, "PMTiles", 7) != 0)
    return FALSE;
  header->version = bytes[7];
  if (header->version != 3)
    return TRUE;
  if (length < HW_PMTILES_HEADER_LENGTH ||
      !read_part (bytes + 8, file_length, HW_PMTILES_MAX_DIRECTORY, &header->root) ||
      !read_part (bytes + 24, file_length, G_MAXUINT64, &header->metadata) ||
      !read_part (bytes + 40, file_length, G_MAXUINT64, &header->leaves) ||
      !read_part (bytes + 56, file_length, G_MAXUINT64, &header->tiles))
    return FALSE;
  header->inner_packing = bytes[97];
  header->tile_packing = bytes[98];
  header->kind = bytes[99];
  header->min_zoom = bytes[100];
  header->max_zoom = bytes[101];
  header->west = read_degrees (bytes + 102);
  header->south = read_degrees (bytes + 106);
  header->east = read_degrees (bytes + 110);
  header->north = read_degrees (bytes + 114);
  return header->min_zoom <= header->max_zoom && header->max_zoom <= HW_TILE_MAX_ZOOM;
}

/* Little-endian groups of seven bits; the highest bit says that one more follows. */
static gboolean
read_varint (const guint8 **bytes,
             const guint8  *end,
             guint64       *number)
{
  *number = 0;
  for (guint shift = 0; shift < 64 && *bytes < end; shift += 7)
    {
      guint8 byte = *(*bytes)++;

      if (shift == 63 && byte > 1)
        return FALSE;
      *number |= (guint64) (byte & 0x7f) << shift;
      if (byte < 0x80)
        return TRUE;
    }
  return FALSE;
}

static gboolean
read_ids (const guint8 **bytes,
          const guint8  *end,
          GArray        *directory)
{
  guint64 id = 0;

  for (guint i = 0; i < directory->len; i++)
    {
      guint64 step;

      if (!read_varint (bytes, end, &step) || (i > 0 && step == 0) || step > G_MAXUINT64 - id)
        return FALSE;
      id += step;
      g_array_index (directory, HwPmtilesEntry, i).id = id;
    }
  return TRUE;
}

static gboolean
read_runs (const guint8 **bytes,
           const guint8  *end,
           GArray        *directory)
{
  for (guint i = 0; i < directory->len; i++)
    {
      guint64 run;

      if (!read_varint (bytes, end, &run) || run > G_MAXUINT32)
        return FALSE;
      g_array_index (directory, HwPmtilesEntry, i).run = (guint32) run;
    }
  return TRUE;
}

static gboolean
read_lengths (const guint8 **bytes,
              const guint8  *end,
              GArray        *directory)
{
  for (guint i = 0; i < directory->len; i++)
    {
      guint64 length;

      if (!read_varint (bytes, end, &length) || length == 0 || length > HW_PMTILES_MAX_TILE)
        return FALSE;
      g_array_index (directory, HwPmtilesEntry, i).length = (guint32) length;
    }
  return TRUE;
}

/* Zero: right after the one before. */
static gboolean
read_offsets (const guint8 **bytes,
              const guint8  *end,
              GArray        *directory)
{
  for (guint i = 0; i < directory->len; i++)
    {
      HwPmtilesEntry *entry = &g_array_index (directory, HwPmtilesEntry, i);
      guint64 offset;

      if (!read_varint (bytes, end, &offset) || (offset == 0 && i == 0))
        return FALSE;
      if (offset == 0 && entry[-1].offset > G_MAXINT64)
        return FALSE;
      entry->offset = offset > 0 ? offset - 1 : entry[-1].offset + entry[-1].length;
    }
  return TRUE;
}

/**
 * hw_pmtiles_read_directory:
 * @bytes: (array length=length): a directory, unpacked
 * @length: how many bytes
 *
 * Returns: (transfer full) (nullable) (element-type HwPmtilesEntry): its lines by id, %NULL when it is none
 */
GArray *
hw_pmtiles_read_directory (const guint8 *bytes,
                           gsize         length)
{
  g_autoptr (GArray) directory = g_array_new (FALSE, TRUE, sizeof (HwPmtilesEntry));
  const guint8 *end;
  guint64 n_entries;

  if (length == 0 || length > HW_PMTILES_MAX_DIRECTORY)
    return NULL;
  end = bytes + length;
  /* a line takes four bytes or more */
  if (!read_varint (&bytes, end, &n_entries) || n_entries > (guint64) (end - bytes) / 4)
    return NULL;
  g_array_set_size (directory, (guint) n_entries);
  if (!read_ids (&bytes, end, directory) || !read_runs (&bytes, end, directory) || !read_lengths (&bytes, end, directory) ||
      !read_offsets (&bytes, end, directory))
    return NULL;
  return g_steal_pointer (&directory);
}

/**
 * hw_pmtiles_find:
 * @directory: (element-type HwPmtilesEntry): lines by id
 * @id: of a tile
 *
 * Returns: (nullable): the line of the tile, or of the directory below that may have it (run 0)
 */
const HwPmtilesEntry *
hw_pmtiles_find (GArray *directory,
                 guint64 id)
{
  guint first = 0, beyond = directory->len;
  const HwPmtilesEntry *entry;

  while (first < beyond)
    {
      guint middle = first + (beyond - first) / 2;

      if (g_array_index (directory, HwPmtilesEntry, middle).id <= id)
        first = middle + 1;
      else
        beyond = middle;
    }
  if (first == 0)
    return NULL;
  entry = &g_array_index (directory, HwPmtilesEntry, first - 1);
  return entry->run == 0 || id - entry->id < entry->run ? entry : NULL;
}

/**
 * hw_pmtiles_locate:
 * @part: the tiles or the leaves
 * @entry: a line that points into them
 * @found: (out caller-allocates): where in the file
 *
 * Returns: %FALSE when the line points beyond @part
 */
gboolean
hw_pmtiles_locate (const HwPmtilesPart  *part,
                   const HwPmtilesEntry *entry,
                   HwPmtilesPart        *found)
{
  if (entry->offset > part->length || entry->length > part->length - entry->offset)
    return FALSE;
  *found = (HwPmtilesPart) { part->offset + entry->offset, entry->length };
  return TRUE;
}

/**
 * hw_pmtiles_get_id:
 * @zoom: 0 to %HW_TILE_MAX_ZOOM
 * @x: column, from the west
 * @y: row, from the north
 *
 * Returns: how many tiles come before this one: those of smaller zooms, then along Hilbert's curve
 */
guint64
hw_pmtiles_get_id (guint zoom,
                   guint x,
                   guint y)
{
  guint64 id = (((guint64) 1 << (2 * zoom)) - 1) / 3;

  for (guint side = zoom > 0 ? 1u << (zoom - 1) : 0; side > 0; side /= 2)
    {
      guint right = (x & side) != 0, down = (y & side) != 0;

      id += (guint64) side * side * ((3 * right) ^ down);
      if (down)
        continue;
      if (right)
        {
          x = side - 1 - (x & (side - 1));
          y = side - 1 - (y & (side - 1));
        }
      {
        guint swap = x;

        x = y;
        y = swap;
      }
    }
  return id;
}

/**
 * hw_pmtiles_unpack:
 * @bytes: (array length=length): what gzip made
 * @length: how many bytes
 * @most: bytes that may come out
 *
 * Returns: (transfer full) (nullable): what it was, %NULL when it is no gzip, is cut, or more than @most
 */
GBytes *
hw_pmtiles_unpack (const guint8 *bytes,
                   gsize         length,
                   gsize         most)
{
  g_autoptr (GConverter) converter = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  g_autoptr (GByteArray) unpacked = g_byte_array_new ();
  GConverterResult result = G_CONVERTER_CONVERTED;
  guint8 room[16384];

  while (result != G_CONVERTER_FINISHED)
    {
      gsize n_read, n_written;

      result = g_converter_convert (converter, bytes, length, room, sizeof room, G_CONVERTER_INPUT_AT_END, &n_read, &n_written, NULL);
      if (result == G_CONVERTER_ERROR || n_written > most - unpacked->len)
        return NULL;
      g_byte_array_append (unpacked, room, (guint) n_written);
      bytes += n_read;
      length -= n_read;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&unpacked));
}
