/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "hw-feature-cells.h"

/* The first column is the geometry; "id" of the feature and the names of its
 * properties follow in the order in which the file first has them. */

#define MAX_COLUMNS 512

struct _HwFeatureCells
{
  GPtrArray    *names;      /* (owned) (element-type utf8) */
  GHashTable   *columns;    /* (owned): name -> column */
  gboolean      learn;
  GPtrArray    *cells;      /* (owned) (element-type utf8) */
  GStringChunk *texts;      /* (owned): of the row: numbers written out */
};

HwFeatureCells *
hw_feature_cells_new (GPtrArray *names,
                      gboolean   learn)
{
  HwFeatureCells *self = g_new0 (HwFeatureCells, 1);

  self->names = g_ptr_array_ref (names);
  self->learn = learn;
  self->columns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->cells = g_ptr_array_new ();
  self->texts = g_string_chunk_new (4096);
  for (guint i = 1; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      g_hash_table_insert (self->columns, g_strdup (name), GUINT_TO_POINTER (i));
    }
  return self;
}

void
hw_feature_cells_free (HwFeatureCells *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->names);
  g_hash_table_unref (self->columns);
  g_ptr_array_unref (self->cells);
  g_string_chunk_free (self->texts);
  g_free (self);
}

/* 0: not a column of ours. */
static guint
find_column (HwFeatureCells *self,
             const char     *name)
{
  guint column = GPOINTER_TO_UINT (g_hash_table_lookup (self->columns, name));

  if (column == 0 && self->learn && self->names->len < MAX_COLUMNS)
    {
      column = self->names->len;
      g_ptr_array_add (self->names, g_strdup (name));
      g_hash_table_insert (self->columns, g_strdup (name), GUINT_TO_POINTER (column));
    }
  return column;
}

static const char *
write_value (HwFeatureCells *self,
             JsonNode       *node)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *text = NULL;

  if (JSON_NODE_HOLDS_NULL (node))
    return "";
  if (!JSON_NODE_HOLDS_VALUE (node))
    {
      text = json_to_string (node, FALSE);
      return g_string_chunk_insert (self->texts, text);
    }
  switch (json_node_get_value_type (node))
    {
    case G_TYPE_STRING:
      text = g_strstrip (g_strdup (json_node_get_string (node)));
      return g_string_chunk_insert (self->texts, text);
    case G_TYPE_INT64:
      g_snprintf (number, sizeof number, "%" G_GINT64_FORMAT, json_node_get_int (node));
      return g_string_chunk_insert (self->texts, number);
    case G_TYPE_BOOLEAN:
      return json_node_get_boolean (node) ? "true" : "false";
    default:
      /* A count of milliseconds is sometimes written with an exponent. */
      if (fabs (json_node_get_double (node)) < 1e15 && floor (json_node_get_double (node)) == json_node_get_double (node))
        g_snprintf (number, sizeof number, "%.0f", json_node_get_double (node));
      else
        g_ascii_dtostr (number, sizeof number, json_node_get_double (node));
      return g_string_chunk_insert (self->texts, number);
    }
}

static void
set_cell (HwFeatureCells *self,
          const char     *name,
          JsonNode       *node)
{
  guint column = find_column (self, name);

  if (column == 0)
    return;
  while (self->cells->len <= column)
    g_ptr_array_add (self->cells, (gpointer) "");
  self->cells->pdata[column] = (gpointer) write_value (self, node);
}

static gboolean
get_coordinate (JsonArray *coordinates,
                guint      i,
                double    *value)
{
  JsonNode *node = json_array_get_element (coordinates, i);

  if (!JSON_NODE_HOLDS_VALUE (node) || (json_node_get_value_type (node) != G_TYPE_DOUBLE && json_node_get_value_type (node) != G_TYPE_INT64))
    return FALSE;
  *value = json_node_get_double (node);
  return TRUE;
}

static gboolean
read_position (JsonArray *coordinates,
               HwPoint   *point)
{
  return json_array_get_length (coordinates) >= 2 && get_coordinate (coordinates, 0, &point->longitude) && get_coordinate (coordinates, 1, &point->latitude);
}

static JsonArray *
get_coordinates (JsonObject *geometry)
{
  JsonNode *node = json_object_get_member (geometry, "coordinates");

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static const char *
get_type (JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "type");

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : "";
}

/* Gives the reason where the geometry is something else than a point. */
static const char *
read_geometry (JsonNode *node,
               HwPoint  *point)
{
  JsonObject *geometry;
  const char *type;
  JsonArray *coordinates;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return _("The geometry is not one");
  geometry = json_node_get_object (node);
  type = get_type (geometry);
  coordinates = get_coordinates (geometry);
  if (g_str_equal (type, "Polygon") || g_str_equal (type, "MultiPolygon"))
    return _("A polygon where a point is due");
  if (g_str_equal (type, "LineString") || g_str_equal (type, "MultiLineString"))
    return _("A line where a point is due");
  /* Some programs write every point as a set of one. */
  if (g_str_equal (type, "MultiPoint") && coordinates != NULL && json_array_get_length (coordinates) == 1
      && JSON_NODE_HOLDS_ARRAY (json_array_get_element (coordinates, 0)))
    coordinates = json_array_get_array_element (coordinates, 0);
  else if (!g_str_equal (type, "Point"))
    return _("A geometry of another kind where a point is due");
  /* An empty array is a point that is not known (RFC 7946, section 3.1). */
  if (coordinates != NULL && json_array_get_length (coordinates) == 0)
    return NULL;
  if (coordinates == NULL || !read_position (coordinates, point))
    {
      *point = HW_POINT_UNKNOWN;
      return _("The point has no two coordinates that are numbers");
    }
  return NULL;
}

static const char *
write_point (HwFeatureCells *self,
             const HwPoint  *point)
{
  char latitude[G_ASCII_DTOSTR_BUF_SIZE], longitude[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *text = NULL;

  if (point->latitude == HW_POINT_UNKNOWN.latitude)
    return "";
  g_ascii_formatd (latitude, sizeof latitude, "%.7f", point->latitude);
  g_ascii_formatd (longitude, sizeof longitude, "%.7f", point->longitude);
  text = g_strconcat (latitude, ", ", longitude, NULL);
  return g_string_chunk_insert (self->texts, text);
}

static void
take_object (HwFeatureCells *self,
             JsonObject     *object,
             HwRow          *row)
{
  JsonNode *node = json_object_get_member (object, "properties");

  if (!g_str_equal (get_type (object), "Feature"))
    {
      row->problem = _("This is not a GeoJSON feature");
      return;
    }
  row->problem = read_geometry (json_object_get_member (object, "geometry"), &row->point);
  self->cells->pdata[0] = (gpointer) write_point (self, &row->point);
  if (json_object_has_member (object, "id"))
    set_cell (self, "id", json_object_get_member (object, "id"));
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObjectIter iter;
      const char *name;
      JsonNode *value;

      json_object_iter_init_ordered (&iter, json_node_get_object (node));
      while (json_object_iter_next_ordered (&iter, &name, &value))
        set_cell (self, name, value);
    }
}

void
hw_feature_cells_take (HwFeatureCells         *self,
                       const HwGeojsonFeature *feature,
                       HwRow                  *row)
{
  g_return_if_fail (self != NULL && feature != NULL && row != NULL);

  g_string_chunk_clear (self->texts);
  g_ptr_array_set_size (self->cells, 0);
  for (guint i = 0; i < self->names->len; i++)
    g_ptr_array_add (self->cells, (gpointer) "");
  if (feature->object != NULL)
    take_object (self, feature->object, row);
  else
    row->problem = feature->problem;
  row->n_cells = self->names->len;
  row->cells = (const char **) self->cells->pdata;
}
