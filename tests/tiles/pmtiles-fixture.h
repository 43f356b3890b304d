/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-pmtiles-format.h"
#include "tiles-fixture.h"

#include <string.h>

/* Writes PMTiles files, whole and damaged: the project itself only reads them. */

typedef struct { guint64 id; guint32 run; guint32 length; guint64 offset; } Line;

static inline void
add_varint (GByteArray *bytes,
            guint64     number)
{
  do
    {
      guint8 byte = (guint8) (number & 0x7f) | (number > 0x7f ? 0x80 : 0);

      g_byte_array_append (bytes, &byte, 1);
      number >>= 7;
    }
  while (number > 0);
}

/* Offsets right after each other are written as zero, as the specification asks. */
static inline GByteArray *
make_directory (const Line *lines,
                guint       n_lines)
{
  GByteArray *bytes = g_byte_array_new ();

  add_varint (bytes, n_lines);
  for (guint i = 0; i < n_lines; i++)
    add_varint (bytes, i > 0 ? lines[i].id - lines[i - 1].id : lines[i].id);
  for (guint i = 0; i < n_lines; i++)
    add_varint (bytes, lines[i].run);
  for (guint i = 0; i < n_lines; i++)
    add_varint (bytes, lines[i].length);
  for (guint i = 0; i < n_lines; i++)
    add_varint (bytes, i > 0 && lines[i].offset == lines[i - 1].offset + lines[i - 1].length ? 0 : lines[i].offset + 1);
  return bytes;
}

static inline GByteArray *
pack (GByteArray *plain)
{
  g_autoptr (GConverter) gzip = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6));
  gsize n_read, n_written, room = plain->len + 4096;
  guint8 *packed = g_malloc (room);

  g_assert_cmpint (g_converter_convert (gzip, plain->data, plain->len, packed, room, G_CONVERTER_INPUT_AT_END, &n_read, &n_written, NULL), ==, G_CONVERTER_FINISHED);
  g_byte_array_unref (plain);
  return g_byte_array_new_take (packed, n_written);
}

typedef struct
{
  GByteArray *root, *leaves, *metadata, *tiles;   /* (owned) (nullable) */
  guint8      inner_packing, tile_packing, kind, min_zoom, max_zoom;
} Parts;

static inline void
put_number (guint8 *bytes,
            guint64 number,
            guint   n_bytes)
{
  for (guint i = 0; i < n_bytes; i++)
    bytes[i] = (guint8) (number >> (8 * i));
}

/* Header, then root, metadata, leaves and tiles one after another. Takes the parts. */
static inline GByteArray *
make_pmtiles (Parts *parts)
{
  GByteArray **all[] = { &parts->root, &parts->metadata, &parts->leaves, &parts->tiles };
  GByteArray *file = g_byte_array_new ();
  guint8 head[HW_PMTILES_HEADER_LENGTH] = "PMTiles";
  guint64 offset = sizeof head;

  head[7] = 3;
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      if (*all[i] == NULL)
        *all[i] = g_byte_array_new ();
      put_number (head + 8 + 16 * i, offset, 8);
      put_number (head + 16 + 16 * i, (*all[i])->len, 8);
      offset += (*all[i])->len;
    }
  head[97] = parts->inner_packing;
  head[98] = parts->tile_packing;
  head[99] = parts->kind;
  head[100] = parts->min_zoom;
  head[101] = parts->max_zoom;
  put_number (head + 102, (guint32) -35000000, 4);
  put_number (head + 106, 530000000, 4);
  put_number (head + 110, (guint32) -12500000, 4);
  put_number (head + 114, 545000000, 4);
  g_byte_array_append (file, head, sizeof head);
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_byte_array_append (file, (*all[i])->data, (*all[i])->len);
      g_clear_pointer (all[i], g_byte_array_unref);
    }
  return file;
}

static inline char *
write_bytes (Fixture    *fixture,
             const char *name,
             GByteArray *bytes)
{
  char *path = in_folder (fixture, name);

  g_assert_true (g_file_set_contents (path, (const char *) bytes->data, bytes->len, NULL));
  return path;
}
