/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-pmtiles-format.h"

/* Any bytes as the header of a PMTiles file, as a packed and as a plain directory, which then is asked for tiles. */

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
ask (GArray              *directory,
     const HwPmtilesPart *part)
{
  guint64 ids[] = { 0, 1, 5, hw_pmtiles_get_id (24, 12345678, 7654321), G_MAXUINT64 };

  for (guint i = 0; i < G_N_ELEMENTS (ids) + directory->len; i++)
    {
      guint64 id = i < directory->len ? g_array_index (directory, HwPmtilesEntry, i).id : ids[i - directory->len];
      const HwPmtilesEntry *entry = hw_pmtiles_find (directory, id);
      HwPmtilesPart found;

      g_assert_true (entry == NULL || entry->id <= id);
      if (entry != NULL && hw_pmtiles_locate (part, entry, &found))
        g_assert_true (found.offset >= part->offset && found.offset + found.length <= part->offset + part->length);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  HwPmtilesPart part = { 127, 100000 };
  HwPmtilesHeader header;
  g_autoptr (GBytes) unpacked = NULL;
  g_autoptr (GArray) plain = NULL;
  g_autoptr (GArray) packed = NULL;

  if (hw_pmtiles_read_header (data, size, 1000000, &header) && header.version == 3)
    {
      g_assert_cmpuint (header.tiles.offset + header.tiles.length, <=, 1000000);
      g_assert_cmpuint (header.max_zoom, <=, 24);
      part = header.tiles;
    }
  plain = hw_pmtiles_read_directory (data, size);
  if (plain != NULL)
    ask (plain, &part);
  /* its first bytes tell gzip: the rest would be refused at once */
  if (size < 18 || data[0] != 0x1f || data[1] != 0x8b)
    return 0;
  unpacked = hw_pmtiles_unpack (data, size, HW_PMTILES_MAX_DIRECTORY);
  if (unpacked != NULL)
    packed = hw_pmtiles_read_directory (g_bytes_get_data (unpacked, NULL), g_bytes_get_size (unpacked));
  if (packed != NULL)
    ask (packed, &part);
  return 0;
}
