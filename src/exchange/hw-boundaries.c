/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-boundaries.h"
#include "hw-geojson-reader.h"
#include "hw-import.h"

/* Boundaries for the map. They are kept in memory to be drawn, so there are limits. */

#define FEATURE_LIMIT (32 * 1024 * 1024)
#define POINT_LIMIT   (4 * 1000 * 1000)

void
hw_boundary_free (HwBoundary *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_clear_pointer (&self->rings, g_ptr_array_unref);
  g_free (self);
}

static gboolean
set_malformed (GError     **error,
               guint64      line,
               const char  *what)
{
  g_set_error (error, HW_IMPORT_FILE_ERROR, HW_IMPORT_FILE_MALFORMED,
               _("The boundaries cannot be shown: line %lu: %s. The map stays as it was."), (gulong) line, what);
  return FALSE;
}

/* -- geometry -- */

static gboolean
get_number (JsonArray *array,
            guint      i,
            double    *value)
{
  JsonNode *node = json_array_get_element (array, i);

  if (!JSON_NODE_HOLDS_VALUE (node) || (json_node_get_value_type (node) != G_TYPE_DOUBLE && json_node_get_value_type (node) != G_TYPE_INT64))
    return FALSE;
  *value = json_node_get_double (node);
  return TRUE;
}

static gboolean
read_position (JsonArray *ring,
               guint      i,
               HwPoint   *point)
{
  JsonNode *node = json_array_get_element (ring, i);
  JsonArray *position = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  return position != NULL && json_array_get_length (position) >= 2
         && get_number (position, 0, &point->longitude) && get_number (position, 1, &point->latitude)
         && hw_point_is_valid (point);
}

static gboolean
are_same (const HwPoint *a,
          const HwPoint *b)
{
  return a->latitude == b->latitude && a->longitude == b->longitude;
}

static gboolean
add_ring (HwBoundary *self,
          JsonArray  *positions,
          gsize      *n_points)
{
  guint n = json_array_get_length (positions);
  g_autoptr (GArray) ring = g_array_sized_new (FALSE, FALSE, sizeof (HwPoint), n);

  for (guint i = 0; i < n; i++)
    {
      HwPoint point;

      if (!read_position (positions, i, &point))
        return FALSE;
      g_array_append_val (ring, point);
      hw_box_extend (&self->box, &point);
    }
  if (ring->len > 1 && are_same (&g_array_index (ring, HwPoint, 0), &g_array_index (ring, HwPoint, ring->len - 1)))
    g_array_set_size (ring, ring->len - 1);
  *n_points += ring->len;
  if (ring->len >= 3)
    g_ptr_array_add (self->rings, g_steal_pointer (&ring));
  return TRUE;
}

static gboolean
add_polygon (HwBoundary *self,
             JsonArray  *rings,
             gsize      *n_points)
{
  for (guint i = 0; i < json_array_get_length (rings); i++)
    {
      JsonNode *ring = json_array_get_element (rings, i);

      if (!JSON_NODE_HOLDS_ARRAY (ring) || !add_ring (self, json_node_get_array (ring), n_points))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_polygons (HwBoundary *self,
              JsonArray  *polygons,
              gsize      *n_points)
{
  for (guint i = 0; i < json_array_get_length (polygons); i++)
    {
      JsonNode *polygon = json_array_get_element (polygons, i);

      if (!JSON_NODE_HOLDS_ARRAY (polygon) || !add_polygon (self, json_node_get_array (polygon), n_points))
        return FALSE;
    }
  return TRUE;
}

/* -- the name -- */

static int
score_name (const char *name)
{
  static const char *const words[] = { "name", "navn", "title", "label", "neighborhood", "neighbourhood", "district", "borough", "ward", "area", "bydel" };
  g_autofree char *folded = g_utf8_casefold (name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (g_str_equal (folded, words[i]))
        return 100 - i;
      if (strstr (folded, words[i]) != NULL)
        return 50 - i;
    }
  return 0;
}

static char *
dup_name (JsonObject *feature)
{
  JsonNode *node = json_object_get_member (feature, "properties");
  const char *best = NULL, *name;
  int best_score = -1;
  JsonObjectIter iter;
  JsonNode *value;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  json_object_iter_init_ordered (&iter, json_node_get_object (node));
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      int score = score_name (name);

      if (JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING && *json_node_get_string (value) != 0 && score > best_score)
        {
          best_score = score;
          best = json_node_get_string (value);
        }
    }
  return g_strdup (best);
}

/* -- features -- */

static const char *
get_type (JsonObject *geometry)
{
  JsonNode *node = json_object_get_member (geometry, "type");

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : "";
}

static JsonObject *
get_geometry (JsonObject *feature)
{
  JsonNode *node = json_object_get_member (feature, "geometry");

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static HwBoundary *
boundary_new (char *name)
{
  HwBoundary *self = g_new0 (HwBoundary, 1);

  self->name = name;
  self->rings = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  self->box = (HwBox) { .west = 180, .south = 90, .east = -180, .north = -90 };
  return self;
}

static gboolean
add_feature (GPtrArray               *boundaries,
             const HwGeojsonFeature  *feature,
             gsize                   *n_points,
             GError                 **error)
{
  g_autoptr (HwBoundary) boundary = NULL;
  JsonObject *geometry;
  JsonNode *coordinates;
  gboolean good;

  if (feature->object == NULL)
    return set_malformed (error, feature->line, feature->problem);
  geometry = get_geometry (feature->object);
  if (geometry == NULL || (!g_str_equal (get_type (geometry), "Polygon") && !g_str_equal (get_type (geometry), "MultiPolygon")))
    return TRUE;
  coordinates = json_object_get_member (geometry, "coordinates");
  boundary = boundary_new (dup_name (feature->object));
  good = coordinates != NULL && JSON_NODE_HOLDS_ARRAY (coordinates);
  if (good && g_str_equal (get_type (geometry), "Polygon"))
    good = add_polygon (boundary, json_node_get_array (coordinates), n_points);
  else if (good)
    good = add_polygons (boundary, json_node_get_array (coordinates), n_points);
  if (!good)
    return set_malformed (error, feature->line, _("the area's coordinates are not points on the earth"));
  if (*n_points > POINT_LIMIT)
    return set_malformed (error, feature->line, _("there are too many points"));
  if (boundary->rings->len > 0)
    g_ptr_array_add (boundaries, g_steal_pointer (&boundary));
  return TRUE;
}

static HwGeojsonReader *
open_reader (GFile         *file,
             GCancellable  *cancellable,
             GError       **error)
{
  const char *encoding = hw_text_reader_detect (file, cancellable, error);
  g_autoptr (GFileInputStream) stream = encoding != NULL ? g_file_read (file, cancellable, error) : NULL;

  if (stream == NULL)
    return NULL;
  return hw_geojson_reader_new (hw_text_reader_new (G_INPUT_STREAM (stream), encoding), FEATURE_LIMIT);
}

GPtrArray *
hw_boundaries_read (GFile         *file,
                    GCancellable  *cancellable,
                    GError       **error)
{
  g_autoptr (HwGeojsonReader) reader = NULL;
  g_autoptr (GPtrArray) boundaries = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_boundary_free);
  const HwGeojsonFeature *feature;
  gsize n_points = 0;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  reader = open_reader (file, cancellable, error);
  if (reader == NULL)
    return NULL;
  do
    {
      if (!hw_geojson_reader_next (reader, &feature, cancellable, error))
        return NULL;
      if (feature != NULL && !add_feature (boundaries, feature, &n_points, error))
        return NULL;
    }
  while (feature != NULL);
  if (boundaries->len == 0)
    {
      g_set_error_literal (error, HW_IMPORT_FILE_ERROR, HW_IMPORT_FILE_MALFORMED,
                           _("The file has no areas. The map stays as it was. Choose a GeoJSON file with polygons."));
      return NULL;
    }
  return g_steal_pointer (&boundaries);
}
