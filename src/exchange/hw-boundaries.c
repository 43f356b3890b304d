/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-boundaries-private.h"
#include "hw-geojson-reader.h"
#include "hw-import.h"
#include "hw-json-members.h"

/* Boundaries for the map. They are kept in memory to be drawn, so there are limits. */

#define FEATURE_LIMIT (32 * 1024 * 1024)

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

/* -- reading JSON that may hold anything -- */

/*
 * hw_json_array_get_number:
 * @array: an array
 * @i: of an element that is there
 * @value: (out): the number
 *
 * Returns: whether the element is a number
 */
gboolean
hw_json_array_get_number (JsonArray *array,
                          guint      i,
                          double    *value)
{
  JsonNode *node = json_array_get_element (array, i);

  if (!JSON_NODE_HOLDS_VALUE (node) || (json_node_get_value_type (node) != G_TYPE_DOUBLE && json_node_get_value_type (node) != G_TYPE_INT64))
    return FALSE;
  *value = json_node_get_double (node);
  return TRUE;
}

/*
 * hw_json_array_get_list:
 * @array: an array
 * @i: of an element that is there
 *
 * Returns: (nullable) (transfer none): the array that the element is, if it is one
 */
JsonArray *
hw_json_array_get_list (JsonArray *array,
                        guint      i)
{
  JsonNode *node = json_array_get_element (array, i);

  return JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/*
 * hw_json_object_get_list:
 * @object: an object
 * @name: of a member
 *
 * Returns: (nullable) (transfer none): the array that the member is, if it is one
 */
JsonArray *
hw_json_object_get_list (JsonObject *object,
                         const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/* -- geometry -- */

static gboolean
read_position (JsonArray *ring,
               guint      i,
               HwPoint   *point)
{
  JsonArray *position = hw_json_array_get_list (ring, i);

  return position != NULL && json_array_get_length (position) >= 2
         && hw_json_array_get_number (position, 0, &point->longitude) && hw_json_array_get_number (position, 1, &point->latitude)
         && hw_point_is_valid (point);
}

static gboolean
are_same (const HwPoint *a,
          const HwPoint *b)
{
  return a->latitude == b->latitude && a->longitude == b->longitude;
}

/*
 * hw_boundary_take_ring:
 * @self: an area
 * @ring: (transfer full) (element-type HwPoint): its points, the first repeated at the end or not
 * @n_points: (inout): the points of the whole file
 *
 * Rings of fewer than three points enclose nothing and are left out.
 *
 * Returns: whether @n_points is still within %HW_BOUNDARIES_POINT_LIMIT
 */
gboolean
hw_boundary_take_ring (HwBoundary *self,
                       GArray     *ring,
                       gsize      *n_points)
{
  if (ring->len > 1 && are_same (&g_array_index (ring, HwPoint, 0), &g_array_index (ring, HwPoint, ring->len - 1)))
    g_array_set_size (ring, ring->len - 1);
  *n_points += ring->len;
  if (ring->len < 3)
    {
      g_array_unref (ring);
      return *n_points <= HW_BOUNDARIES_POINT_LIMIT;
    }
  for (guint i = 0; i < ring->len; i++)
    hw_box_extend (&self->box, &g_array_index (ring, HwPoint, i));
  g_ptr_array_add (self->rings, ring);
  return *n_points <= HW_BOUNDARIES_POINT_LIMIT;
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
    }
  return hw_boundary_take_ring (self, g_steal_pointer (&ring), n_points);
}

static gboolean
add_polygon (HwBoundary *self,
             JsonArray  *rings,
             gsize      *n_points)
{
  for (guint i = 0; i < json_array_get_length (rings); i++)
    {
      JsonArray *ring = hw_json_array_get_list (rings, i);

      if (ring == NULL || !add_ring (self, ring, n_points))
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
      JsonArray *polygon = hw_json_array_get_list (polygons, i);

      if (polygon == NULL || !add_polygon (self, polygon, n_points))
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

/*
 * hw_boundary_dup_name:
 * @feature: a feature of GeoJSON or a geometry of TopoJSON
 *
 * Returns: (nullable) (transfer full): the property that most looks like a name
 */
char *
hw_boundary_dup_name (JsonObject *feature)
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

/*
 * hw_boundary_new:
 * @name: (nullable) (transfer full): what the area is called
 *
 * Returns: (transfer full): an area without rings
 */
HwBoundary *
hw_boundary_new (char *name)
{
  HwBoundary *self = g_new0 (HwBoundary, 1);

  self->name = name;
  self->rings = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  self->box = (HwBox) { .west = 180, .south = 90, .east = -180, .north = -90 };
  return self;
}

/* NULL for a feature that is no area. */
static JsonObject *
get_area (JsonObject *feature)
{
  JsonNode *node = json_object_get_member (feature, "geometry");
  JsonObject *geometry = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *type = geometry != NULL ? hw_json_get_text_member (geometry, "type") : NULL;

  return g_strcmp0 (type, "Polygon") == 0 || g_strcmp0 (type, "MultiPolygon") == 0 ? geometry : NULL;
}

static gboolean
add_area (GPtrArray               *boundaries,
          const HwGeojsonFeature  *feature,
          gsize                   *n_points,
          GError                 **error)
{
  JsonObject *area = get_area (feature->object);
  g_autoptr (HwBoundary) boundary = NULL;
  JsonArray *coordinates;
  gboolean good;

  if (area == NULL)
    return TRUE;
  coordinates = hw_json_object_get_list (area, "coordinates");
  boundary = hw_boundary_new (hw_boundary_dup_name (feature->object));
  if (coordinates != NULL && g_strcmp0 (hw_json_get_text_member (area, "type"), "Polygon") == 0)
    good = add_polygon (boundary, coordinates, n_points);
  else
    good = coordinates != NULL && add_polygons (boundary, coordinates, n_points);
  if (*n_points > HW_BOUNDARIES_POINT_LIMIT)
    return set_malformed (error, feature->line, _("there are too many points"));
  if (!good)
    return set_malformed (error, feature->line, _("the area's coordinates are not points on the earth"));
  if (boundary->rings->len > 0)
    g_ptr_array_add (boundaries, g_steal_pointer (&boundary));
  return TRUE;
}

static gboolean
add_feature (GPtrArray               *boundaries,
             const HwGeojsonFeature  *feature,
             gsize                   *n_points,
             GError                 **error)
{
  const char *problem = feature->object == NULL ? feature->problem : NULL;

  if (problem == NULL && hw_topojson_is_topology (feature->object))
    problem = hw_topojson_add_areas (feature->object, boundaries);
  else if (problem == NULL)
    return add_area (boundaries, feature, n_points, error);
  return problem == NULL || set_malformed (error, feature->line, problem);
}

/*
 * hw_boundaries_read_stream:
 * @stream: the bytes of a file
 * @encoding: what it is written in
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type HwBoundary) (nullable): as hw_boundaries_read()
 */
GPtrArray *
hw_boundaries_read_stream (GInputStream  *stream,
                           const char    *encoding,
                           GCancellable  *cancellable,
                           GError       **error)
{
  g_autoptr (HwGeojsonReader) reader = hw_geojson_reader_new (hw_text_reader_new (stream, encoding), FEATURE_LIMIT);
  g_autoptr (GPtrArray) boundaries = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_boundary_free);
  const HwGeojsonFeature *feature;
  gsize n_points = 0;

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
                           _("The file has no areas. The map stays as it was. Choose a GeoJSON or TopoJSON file with polygons."));
      return NULL;
    }
  return g_steal_pointer (&boundaries);
}

GPtrArray *
hw_boundaries_read (GFile         *file,
                    GCancellable  *cancellable,
                    GError       **error)
{
  g_autoptr (GFileInputStream) stream = NULL;
  const char *encoding;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  encoding = hw_text_reader_detect (file, cancellable, error);
  stream = encoding != NULL ? g_file_read (file, cancellable, error) : NULL;
  return stream != NULL ? hw_boundaries_read_stream (G_INPUT_STREAM (stream), encoding, cancellable, error) : NULL;
}
