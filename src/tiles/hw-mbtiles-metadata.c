/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <string.h>

#include "hw-mbtiles-private.h"

/* What the table "metadata" of an MBTiles file says about the map. Anybody can
 * have written it: what makes no sense is left out, and nothing else follows
 * from it. Called while a map is opened. */

#define MAX_VALUE 65536   /* bytes: a longer value is no description of a map */

/* Names are in lower case here, whoever wrote them. */
GHashTable *
hw_mbtiles_metadata_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

void
hw_mbtiles_metadata_add (GHashTable *metadata,
                         const char *name,
                         const char *value)
{
  if (name != NULL && value != NULL && strlen (value) <= MAX_VALUE && g_utf8_validate (name, -1, NULL) && g_utf8_validate (value, -1, NULL))
    g_hash_table_replace (metadata, g_ascii_strdown (name, -1), g_strdup (value));
}

static char *
dup_text (GHashTable *metadata,
          const char *name)
{
  const char *value = g_hash_table_lookup (metadata, name);

  return value != NULL && *value != '\0' ? g_strdup (value) : NULL;
}

/* "west,south,east,north" in degrees. */
static void
read_bounds (const char  *text,
             HwTileFacts *facts)
{
  g_auto (GStrv) parts = text != NULL ? g_strsplit (text, ",", 5) : NULL;
  double numbers[4];

  facts->bounds = HW_TILE_WORLD;
  if (parts == NULL || g_strv_length (parts) != 4)
    return;
  for (guint i = 0; i < 4; i++)
    {
      char *end;

      numbers[i] = g_ascii_strtod (parts[i], &end);
      if (end == parts[i])
        return;
    }
  hw_tile_facts_set_bounds (facts, numbers[0], numbers[1], numbers[2], numbers[3]);
}

static gboolean
parse_zoom (const char *text,
            guint      *zoom)
{
  guint64 number;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, HW_TILE_MAX_ZOOM, &number, NULL))
    return FALSE;
  *zoom = (guint) number;
  return TRUE;
}

/* Fills in name, attribution, bounds and zooms; tells whether the zooms were said. */
gboolean
hw_mbtiles_metadata_describe (GHashTable  *metadata,
                              HwTileFacts *facts)
{
  facts->name = dup_text (metadata, "name");
  facts->attribution = dup_text (metadata, "attribution");
  read_bounds (g_hash_table_lookup (metadata, "bounds"), facts);
  return parse_zoom (g_hash_table_lookup (metadata, "minzoom"), &facts->min_zoom) &&
         parse_zoom (g_hash_table_lookup (metadata, "maxzoom"), &facts->max_zoom) && facts->min_zoom <= facts->max_zoom;
}
