/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <string.h>

#include "hw-json-writer.h"
#include "hw-private-file.h"
#include "hw-report-csv-writer.h"
#include "hw-round-geojson.h"
#include "hw-round-points.h"

/* The round for other map programs: GeoJSON (RFC 7946), the way as a line and a
 * point for each stop. See hw_round_points_list() for what is in it. */

static const char * const kinds[] = { "start", "stop", "end" };

static void
append_position (GString       *json,
                 const HwPoint *point)
{
  char latitude[G_ASCII_DTOSTR_BUF_SIZE], longitude[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (json, "[%s,%s]", g_ascii_formatd (longitude, sizeof longitude, "%.6f", point->longitude),
                          g_ascii_formatd (latitude, sizeof latitude, "%.6f", point->latitude));
}

static void
append_feature (GString    *json,
                const char *geometry,
                const char *properties)
{
  if (json->str[json->len - 1] != '[')
    g_string_append (json, ",\n");
  g_string_append_printf (json, "{\"type\":\"Feature\",\"geometry\":%s,\"properties\":%s}", geometry, properties);
}

static void
append_line (GString *json,
             GArray  *points)
{
  g_autoptr (GString) geometry = g_string_new ("{\"type\":\"LineString\",\"coordinates\":[");

  /* A line has two ends. */
  if (points->len < 2)
    return;
  for (guint i = 0; i < points->len; i++)
    {
      if (i > 0)
        g_string_append_c (geometry, ',');
      append_position (geometry, &g_array_index (points, HwRoundPoint, i).point);
    }
  g_string_append (geometry, "]}");
  append_feature (json, geometry->str, "{\"kind\":\"way\"}");
}

static void
append_point (GString            *json,
              const HwRoundPoint *point)
{
  g_autoptr (GString) geometry = g_string_new ("{\"type\":\"Point\",\"coordinates\":");
  g_autoptr (GString) properties = g_string_new (NULL);
  g_autofree char *arrives = hw_format_time_utc (point->arrives_at), *leaves = hw_format_time_utc (point->leaves_at);

  append_position (geometry, &point->point);
  g_string_append_c (geometry, '}');
  hw_json_begin (properties);
  hw_json_put_name (properties, "kind", kinds[point->kind]);
  if (point->number > 0)
    hw_json_put_int (properties, "number", point->number);
  hw_json_put_text (properties, "name", point->name);
  if (point->arrives_at != 0)
    {
      hw_json_put_text (properties, "arrives_at", arrives);
      hw_json_put_text (properties, "leaves_at", leaves);
    }
  hw_json_end (properties);
  append_feature (json, geometry->str, properties->str);
}

/**
 * hw_round_geojson_dup:
 * @shift: a shift with its round
 *
 * Returns: (transfer full): the round as GeoJSON
 */
char *
hw_round_geojson_dup (const HwShift *shift)
{
  g_autoptr (GArray) points = hw_round_points_list (shift);
  GString *json = g_string_new ("{\"type\":\"FeatureCollection\",\"features\":[");

  append_line (json, points);
  for (guint i = 0; i < points->len; i++)
    append_point (json, &g_array_index (points, HwRoundPoint, i));
  g_string_append (json, "]}\n");
  return g_string_free (json, FALSE);
}

/**
 * hw_round_geojson_write:
 * @shift: a shift with its round
 * @path: where to; what is there already stays until the new one is whole
 * @error: return location for a %G_IO_ERROR
 *
 * Returns: %FALSE with @error set, and then what was there before is still there
 */
gboolean
hw_round_geojson_write (const HwShift  *shift,
                        const char     *path,
                        GError        **error)
{
  g_autofree char *json = hw_round_geojson_dup (shift);

  return hw_private_file_write (path, json, strlen (json), error);
}
