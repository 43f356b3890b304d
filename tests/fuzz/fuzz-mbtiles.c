/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-mbtiles-private.h"
#include "hw-tile-picture.h"

#include <string.h>

/* Any bytes as the metadata of an MBTiles file, a name and a value a line, and as its first tile. */

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
describe (const char *text)
{
  static const char * const names[] = { "bounds", "minzoom", "maxzoom", "name", "attribution" };
  g_autoptr (GHashTable) metadata = hw_mbtiles_metadata_new ();
  g_auto (GStrv) lines = g_strsplit (text, "\n", 32);
  g_auto (HwTileFacts) facts = { 0 };
  gboolean said;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *value = strchr (lines[i], '=');

      if (value != NULL)
        *value++ = '\0';
      /* without a name of its own: one that is asked for */
      hw_mbtiles_metadata_add (metadata, value != NULL ? lines[i] : names[i % G_N_ELEMENTS (names)], value != NULL ? value : lines[i]);
    }
  said = hw_mbtiles_metadata_describe (metadata, &facts);
  g_assert_true (!said || (facts.min_zoom <= facts.max_zoom && facts.max_zoom <= HW_TILE_MAX_ZOOM));
  g_assert_true (facts.bounds.west >= -180 && facts.bounds.west < facts.bounds.east && facts.bounds.east <= 180);
  g_assert_true (facts.bounds.south >= -90 && facts.bounds.south < facts.bounds.north && facts.bounds.north <= 90);
  g_assert_true (facts.name == NULL || g_utf8_validate (facts.name, -1, NULL));
  g_assert_true (facts.attribution == NULL || g_utf8_validate (facts.attribution, -1, NULL));
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);

  hw_tile_picture_sniff (data, size);
  describe (text);
  return 0;
}
