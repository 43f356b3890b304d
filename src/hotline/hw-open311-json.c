/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "hw-open311-private.h"

/* The JSON of GeoReport v2. The specification's own examples write identities
 * as bare numbers with zeros in front, which JSON does not know and which a
 * number would lose: before json-glib sees a document, every number in it is
 * put into quotation marks. */

/* -- numbers into strings -- */

static gsize
count_number (const char *text,
              const char *end)
{
  gsize length = 0;

  while (text + length < end && text[length] != '\0' && strchr ("+-.0123456789eE", text[length]) != NULL)
    length++;
  return length;
}

/* The whole of a string with its marks. */
static gsize
count_string (const char *text,
              const char *end)
{
  const char *at = text + 1;

  while (at < end && *at != '"')
    at += *at == '\\' && at + 1 < end ? 2 : 1;
  return MIN (at + 1, end) - text;
}

/* %NULL where there is more than any answer holds, or deeper in one another: json-glib goes down with it. */
static GString *
quote_numbers (const char *data,
               gsize       length)
{
  g_autoptr (GString) out = g_string_sized_new (length + length / 8);
  const char *end = data + length;
  guint depth = 0, n_values = 0;

  for (const char *at = data; at < end;)
    {
      gsize n = 1;

      if (*at == '"')
        n = count_string (at, end);
      else if (*at == '-' || g_ascii_isdigit (*at))
        n = count_number (at, end);
      else if (*at == '[' || *at == '{')
        depth++;
      else if ((*at == ']' || *at == '}') && depth > 0)
        depth--;
      n_values += *at == '[' || *at == '{' || *at == ',';
      if (depth > HW_OPEN311_MAX_DEPTH || n_values > HW_OPEN311_MAX_NODES)
        return NULL;
      if (*at == '-' || g_ascii_isdigit (*at))
        g_string_append_printf (out, "\"%.*s\"", (int) n, at);
      else
        g_string_append_len (out, at, n);
      at += n;
    }
  return g_steal_pointer (&out);
}

/* -- the tree -- */

static HwOpen311Node *make_node (const char *name, JsonNode *json, guint *n_nodes);

typedef struct
{
  HwOpen311Node *parent;
  guint         *n_nodes;
} Members;

static void
take_child (HwOpen311Node *parent,
            const char    *name,
            JsonNode      *json,
            guint         *n_nodes)
{
  if (parent->children == NULL)
    parent->children = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_open311_node_free);
  g_ptr_array_add (parent->children, make_node (name, json, n_nodes));
}

static void
take_member_cb (JsonObject *object,
                const char *name,
                JsonNode   *json,
                gpointer    user_data)
{
  Members *members = user_data;

  take_child (members->parent, name, json, members->n_nodes);
}

static void
take_element_cb (JsonArray *array,
                 guint      index,
                 JsonNode  *json,
                 gpointer   user_data)
{
  Members *members = user_data;

  take_child (members->parent, NULL, json, members->n_nodes);
}

/* json-glib takes octal escapes, which need not make text. */
static void
take_string (HwOpen311Node *node,
             const char    *string)
{
  g_autofree char *valid = g_utf8_make_valid (string, -1);

  hw_open311_node_take_text (node, valid, strlen (valid));
}

static HwOpen311Node *
make_node (const char *name,
           JsonNode   *json,
           guint      *n_nodes)
{
  g_autofree char *valid = name != NULL ? g_utf8_make_valid (name, -1) : NULL;
  HwOpen311Node *node = hw_open311_node_new (HW_OPEN311_NODE_NOTHING, valid);
  Members members = { node, n_nodes };

  ++*n_nodes;
  if (JSON_NODE_HOLDS_OBJECT (json))
    {
      node->kind = HW_OPEN311_NODE_OBJECT;
      json_object_foreach_member (json_node_get_object (json), take_member_cb, &members);
    }
  else if (JSON_NODE_HOLDS_ARRAY (json))
    {
      node->kind = HW_OPEN311_NODE_LIST;
      json_array_foreach_element (json_node_get_array (json), take_element_cb, &members);
    }
  else if (json_node_get_value_type (json) == G_TYPE_STRING)
    {
      node->kind = HW_OPEN311_NODE_TEXT;
      take_string (node, json_node_get_string (json));
    }
  else if (json_node_get_value_type (json) == G_TYPE_BOOLEAN)
    {
      node->kind = HW_OPEN311_NODE_BARE;
      node->text = g_strdup (json_node_get_boolean (json) ? "true" : "false");
    }
  return node;
}

/* UTF-8, as the specification wants it; what is not is nearly always Windows' Western set. */
static GString *
to_utf8 (const char *data,
         gsize       length)
{
  g_autofree char *text = NULL;
  gsize written;

  if (g_utf8_validate_len (data, length, NULL))
    return quote_numbers (data, length);
  text = g_convert_with_fallback (data, length, "UTF-8", "WINDOWS-1252", "\xef\xbf\xbd", NULL, &written, NULL);
  return quote_numbers (text != NULL ? text : "", text != NULL ? written : 0);
}

HwOpen311Node *
hw_open311_read_json (const char  *data,
                      gsize        length,
                      GError     **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GString) text = to_utf8 (data, length);
  g_autoptr (GError) problem = NULL;
  guint n_nodes = 0;

  if (text == NULL || text->len > G_MAXINT)
    {
      g_set_error_literal (error, HW_OPEN311_ERROR, HW_OPEN311_ERROR_TOO_LARGE, _("The answer holds more than can be taken"));
      return NULL;
    }
  if (!json_parser_load_from_data (parser, text->str, text->len, &problem) || json_parser_get_root (parser) == NULL)
    {
      /* The message of json-glib may quote the document. */
      g_set_error_literal (error, HW_OPEN311_ERROR, HW_OPEN311_ERROR_FORMAT, _("The answer is broken JSON"));
      return NULL;
    }
  return make_node (NULL, json_parser_get_root (parser), &n_nodes);
}

/* -- writing -- */

static void add_value (JsonBuilder *builder, const HwOpen311Node *node);

static void
add_children (JsonBuilder         *builder,
              const HwOpen311Node *node)
{
  for (guint i = 0; node->children != NULL && i < node->children->len; i++)
    {
      const HwOpen311Node *child = g_ptr_array_index (node->children, i);

      if (node->kind == HW_OPEN311_NODE_OBJECT)
        json_builder_set_member_name (builder, child->name);
      add_value (builder, child);
    }
}

static void
add_bare (JsonBuilder *builder,
          const char  *text)
{
  if (g_ascii_isalpha (*text))
    json_builder_add_boolean_value (builder, g_str_equal (text, "true"));
  else
    json_builder_add_int_value (builder, g_ascii_strtoll (text, NULL, 10));
}

static void
add_value (JsonBuilder         *builder,
           const HwOpen311Node *node)
{
  switch (node->kind)
    {
    case HW_OPEN311_NODE_OBJECT:
      json_builder_begin_object (builder);
      add_children (builder, node);
      json_builder_end_object (builder);
      break;
    case HW_OPEN311_NODE_LIST:
      json_builder_begin_array (builder);
      add_children (builder, node);
      json_builder_end_array (builder);
      break;
    case HW_OPEN311_NODE_TEXT:
      json_builder_add_string_value (builder, node->text);
      break;
    case HW_OPEN311_NODE_BARE:
      add_bare (builder, node->text);
      break;
    case HW_OPEN311_NODE_NOTHING:
      json_builder_add_null_value (builder);
      break;
    default:
      g_assert_not_reached ();
    }
}

GBytes *
hw_open311_write_json (const HwOpen311Node *root)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) json = NULL;
  gsize length;
  char *text;

  add_value (builder, root);
  json = json_builder_get_root (builder);
  json_generator_set_root (generator, json);
  text = json_generator_to_data (generator, &length);
  return g_bytes_new_take (text, length);
}
