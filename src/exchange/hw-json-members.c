/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-json-members.h"

#include "hw-json-shape.h"

/**
 * hw_json_read:
 * @bytes: what may be JSON
 * @max_depth: how many arrays and objects may lie in one another
 * @max_values: how many values there may be
 *
 * Returns: (transfer full) (nullable): what it says, which cannot be changed; %NULL where it is no JSON, no UTF-8 or more than that
 */
JsonNode *
hw_json_read (GBytes *bytes,
              guint   max_depth,
              guint   max_values)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  if (length == 0 || !g_utf8_validate_len (text, length, NULL) || !hw_json_is_modest (text, length, max_depth, max_values) ||
      !json_parser_load_from_data (parser, text, (gssize) length, NULL))
    return NULL;
  return json_parser_steal_root (parser);
}

/**
 * hw_json_get_text:
 * @node: (nullable): a node
 *
 * Returns: (transfer none) (nullable): the text, where it is one
 */
const char *
hw_json_get_text (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

/**
 * hw_json_get_text_member:
 * @object: an object
 * @name: of a member
 *
 * Returns: (transfer none) (nullable): the text, where there is such a member and it is one
 */
const char *
hw_json_get_text_member (JsonObject *object,
                         const char *name)
{
  return hw_json_get_text (json_object_get_member (object, name));
}

/**
 * hw_json_get_object:
 * @node: (nullable): a node
 *
 * Returns: (transfer none) (nullable): the object, where it is one
 */
JsonObject *
hw_json_get_object (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * hw_json_get_array:
 * @node: (nullable): a node
 *
 * Returns: (transfer none) (nullable): the array, where it is one
 */
JsonArray *
hw_json_get_array (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}
