/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-boundaries-private.h"
#include "hw-json-members.h"

/* TopoJSON (the TopoJSON Format Specification, version 1) keeps the line between
 * two areas once, as an arc; an area's ring is a list of arcs, and one with a
 * negative number, ~i, is walked backwards. Quantised arcs hold whole numbers,
 * each the step from the one before, to be scaled and moved by "transform".
 *
 * What comes in is not trusted: an arc may be named any number of times, so the
 * points are counted while rings are put together and not afterwards. */

typedef struct
{
  GPtrArray *arcs;           /* (owned) (element-type GArray of HwPoint) */
  gboolean   is_quantised;
  double     scale_x, scale_y, move_x, move_y;
  GPtrArray *boundaries;
  gsize      n_points;
} Topology;

static gboolean
get_transform (Topology   *self,
               JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "transform");
  JsonArray *scale, *translate;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;
  scale = hw_json_object_get_list (json_node_get_object (node), "scale");
  translate = hw_json_object_get_list (json_node_get_object (node), "translate");
  self->is_quantised = TRUE;
  return scale != NULL && translate != NULL && json_array_get_length (scale) >= 2 && json_array_get_length (translate) >= 2
         && hw_json_array_get_number (scale, 0, &self->scale_x) && hw_json_array_get_number (scale, 1, &self->scale_y)
         && hw_json_array_get_number (translate, 0, &self->move_x) && hw_json_array_get_number (translate, 1, &self->move_y);
}

static GArray *
read_arc (Topology  *self,
          JsonArray *positions)
{
  guint n = json_array_get_length (positions);
  g_autoptr (GArray) arc = g_array_sized_new (FALSE, FALSE, sizeof (HwPoint), n);
  double x = 0, y = 0;

  for (guint i = 0; i < n; i++)
    {
      JsonArray *position = hw_json_array_get_list (positions, i);
      double east, north;
      HwPoint point;

      if (position == NULL || json_array_get_length (position) < 2
          || !hw_json_array_get_number (position, 0, &east) || !hw_json_array_get_number (position, 1, &north))
        return NULL;
      x = self->is_quantised ? x + east : east;
      y = self->is_quantised ? y + north : north;
      point.longitude = self->is_quantised ? x * self->scale_x + self->move_x : x;
      point.latitude = self->is_quantised ? y * self->scale_y + self->move_y : y;
      if (!hw_point_is_valid (&point))
        return NULL;
      g_array_append_val (arc, point);
    }
  return g_steal_pointer (&arc);
}

static gboolean
read_arcs (Topology   *self,
           JsonObject *object)
{
  JsonArray *arcs = hw_json_object_get_list (object, "arcs");

  if (arcs == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (arcs); i++)
    {
      JsonArray *positions = hw_json_array_get_list (arcs, i);
      GArray *arc = positions != NULL ? read_arc (self, positions) : NULL;

      if (arc == NULL)
        return FALSE;
      g_ptr_array_add (self->arcs, arc);
    }
  return TRUE;
}

/* The first point of an arc is the last of the one before it, hence left out. */
static void
append_arc (GArray   *ring,
            GArray   *arc,
            gboolean  backwards)
{
  for (guint i = ring->len > 0 ? 1 : 0; i < arc->len; i++)
    g_array_append_val (ring, g_array_index (arc, HwPoint, backwards ? arc->len - 1 - i : i));
}

static gboolean
add_ring (Topology   *self,
          HwBoundary *boundary,
          JsonArray  *numbers)
{
  g_autoptr (GArray) ring = g_array_new (FALSE, FALSE, sizeof (HwPoint));

  for (guint i = 0; i < json_array_get_length (numbers); i++)
    {
      JsonNode *node = json_array_get_element (numbers, i);
      gint64 number, arc;

      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
        return FALSE;
      number = json_node_get_int (node);
      arc = number < 0 ? ~number : number;
      if (arc >= self->arcs->len)
        return FALSE;
      append_arc (ring, g_ptr_array_index (self->arcs, arc), number < 0);
      if (self->n_points + ring->len > HW_BOUNDARIES_POINT_LIMIT)
        return FALSE;
    }
  return hw_boundary_take_ring (boundary, g_steal_pointer (&ring), &self->n_points);
}

static gboolean
add_polygon (Topology   *self,
             HwBoundary *boundary,
             JsonArray  *rings)
{
  for (guint i = 0; i < json_array_get_length (rings); i++)
    {
      JsonArray *ring = hw_json_array_get_list (rings, i);

      if (ring == NULL || !add_ring (self, boundary, ring))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_polygons (Topology   *self,
              HwBoundary *boundary,
              JsonArray  *polygons)
{
  for (guint i = 0; i < json_array_get_length (polygons); i++)
    {
      JsonArray *polygon = hw_json_array_get_list (polygons, i);

      if (polygon == NULL || !add_polygon (self, boundary, polygon))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_area (Topology   *self,
          JsonObject *geometry,
          gboolean    is_many)
{
  JsonArray *arcs = hw_json_object_get_list (geometry, "arcs");
  g_autoptr (HwBoundary) boundary = hw_boundary_new (hw_boundary_dup_name (geometry));

  if (arcs == NULL || !(is_many ? add_polygons (self, boundary, arcs) : add_polygon (self, boundary, arcs)))
    return FALSE;
  if (boundary->rings->len > 0)
    g_ptr_array_add (self->boundaries, g_steal_pointer (&boundary));
  return TRUE;
}

static gboolean add_geometry (Topology *self, JsonNode *node);

static gboolean
add_collection (Topology   *self,
                JsonObject *collection)
{
  JsonArray *geometries = hw_json_object_get_list (collection, "geometries");

  if (geometries == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (geometries); i++)
    if (!add_geometry (self, json_array_get_element (geometries, i)))
      return FALSE;
  return TRUE;
}

/* Collections lie within collections at most as deep as the reader lets brackets lie. */
static gboolean
add_geometry (Topology *self,
              JsonNode *node)
{
  JsonObject *geometry = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *type = geometry != NULL ? hw_json_get_text_member (geometry, "type") : NULL;

  if (geometry == NULL)
    return FALSE;
  if (g_strcmp0 (type, "GeometryCollection") == 0)
    return add_collection (self, geometry);
  if (g_strcmp0 (type, "Polygon") == 0 || g_strcmp0 (type, "MultiPolygon") == 0)
    return add_area (self, geometry, *type == 'M');
  return TRUE;
}

static gboolean
add_objects (Topology   *self,
             JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "objects");
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;
  gboolean good = TRUE;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;
  json_object_iter_init_ordered (&iter, json_node_get_object (node));
  while (good && json_object_iter_next_ordered (&iter, &name, &member))
    good = add_geometry (self, member);
  return good;
}

/*
 * hw_topojson_is_topology:
 * @object: the object at the top of a JSON file
 *
 * Returns: whether @object says that it is TopoJSON
 */
gboolean
hw_topojson_is_topology (JsonObject *object)
{
  return g_strcmp0 (hw_json_get_text_member (object, "type"), "Topology") == 0;
}

/*
 * hw_topojson_add_areas:
 * @topology: a TopoJSON topology
 * @boundaries: (element-type HwBoundary): the areas go here
 *
 * Takes the polygons and multipolygons of all objects in @topology; geometries
 * of another kind are left out.
 *
 * Returns: (nullable): why the topology cannot be read, translated
 */
const char *
hw_topojson_add_areas (JsonObject *topology,
                       GPtrArray  *boundaries)
{
  Topology self = { .boundaries = boundaries };
  const char *problem = NULL;

  self.arcs = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  if (!get_transform (&self, topology) || !read_arcs (&self, topology))
    problem = _("the lines of the TopoJSON file are not points on the earth");
  else if (!add_objects (&self, topology))
    problem = _("an area of the TopoJSON file names a line that is not there, or has too many points");
  g_ptr_array_unref (self.arcs);
  return problem;
}
