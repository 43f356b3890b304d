/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-open311-private.h"

/* The tree that both formats are read into and written from. What servers do
 * differently from the specification is met here once: which format it is says
 * the first character, not the content type, and a record is found by the name
 * of a field in it, however deep and in whatever wrapping it lies. */

G_DEFINE_QUARK (hw-open311-error-quark, hw_open311_error)

HwOpen311Node *
hw_open311_node_new (HwOpen311NodeKind  kind,
                     const char        *name)
{
  HwOpen311Node *node = g_new0 (HwOpen311Node, 1);

  node->kind = kind;
  node->name = g_strdup (name);
  return node;
}

void
hw_open311_node_free (HwOpen311Node *node)
{
  if (node == NULL)
    return;
  g_free (node->name);
  g_free (node->text);
  g_clear_pointer (&node->children, g_ptr_array_unref);
  g_free (node);
}

/* -- writing -- */

HwOpen311Node *
hw_open311_node_add (HwOpen311Node     *parent,
                     HwOpen311NodeKind  kind,
                     const char        *name)
{
  HwOpen311Node *node = hw_open311_node_new (kind, name);

  if (parent->children == NULL)
    parent->children = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_open311_node_free);
  g_ptr_array_add (parent->children, node);
  return node;
}

HwOpen311Node *
hw_open311_node_add_text (HwOpen311Node *parent,
                          const char    *name,
                          const char    *text)
{
  gboolean empty = text == NULL || *text == '\0';
  HwOpen311Node *node = hw_open311_node_add (parent, empty ? HW_OPEN311_NODE_NOTHING : HW_OPEN311_NODE_TEXT, name);

  node->text = empty ? NULL : g_strdup (text);
  return node;
}

HwOpen311Node *
hw_open311_node_add_number (HwOpen311Node *parent,
                            const char    *name,
                            gint64         number)
{
  HwOpen311Node *node = hw_open311_node_add (parent, HW_OPEN311_NODE_BARE, name);

  node->text = g_strdup_printf ("%" G_GINT64_FORMAT, number);
  return node;
}

HwOpen311Node *
hw_open311_node_add_bool (HwOpen311Node *parent,
                          const char    *name,
                          gboolean       value)
{
  HwOpen311Node *node = hw_open311_node_add (parent, HW_OPEN311_NODE_BARE, name);

  node->text = g_strdup (value ? "true" : "false");
  return node;
}

/**
 * hw_open311_write:
 * @root: a document
 * @format: how to write it
 *
 * Returns: (transfer full): the bytes, UTF-8
 */
GBytes *
hw_open311_write (const HwOpen311Node *root,
                  HwOpen311Format      format)
{
  return format == HW_OPEN311_XML ? hw_open311_write_xml (root) : hw_open311_write_json (root);
}

const char *
hw_open311_format_get_content_type (HwOpen311Format format)
{
  return format == HW_OPEN311_XML ? "text/xml; charset=utf-8" : "application/json; charset=utf-8";
}

const char *
hw_open311_format_to_string (HwOpen311Format format)
{
  return format == HW_OPEN311_XML ? "xml" : "json";
}

gboolean
hw_open311_format_from_string (const char      *name,
                               HwOpen311Format *format)
{
  if (g_strcmp0 (name, "xml") == 0)
    *format = HW_OPEN311_XML;
  else if (g_strcmp0 (name, "json") == 0)
    *format = HW_OPEN311_JSON;
  else
    return FALSE;
  return TRUE;
}

/* -- reading -- */

void
hw_open311_node_take_text (HwOpen311Node *node,
                           const char    *text,
                           gsize          length)
{
  while (length > 0 && g_ascii_isspace (*text))
    {
      text++;
      length--;
    }
  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;
  g_free (node->text);
  node->text = length > 0 ? g_strndup (text, length) : NULL;
  if (node->text == NULL)
    node->kind = HW_OPEN311_NODE_NOTHING;
}

/* Some answers were kept, or are sent, with the lines of their own header in front. */
static void
skip_header (const char **data,
             gsize       *length)
{
  const char *end;

  if (*length < 5 || memcmp (*data, "HTTP/", 5) != 0)
    return;
  for (const char *lines[] = { "\r\n\r\n", "\n\n", "\n\r\n" }, **line = lines; line < lines + G_N_ELEMENTS (lines); line++)
    if ((end = g_strstr_len (*data, MIN (*length, 8192), *line)) != NULL)
      {
        *length -= end - *data;
        *data = end;
        return;
      }
}

static void
skip_blanks (const char **data,
             gsize       *length)
{
  while (*length > 0 && g_ascii_isspace (**data))
    {
      (*data)++;
      (*length)--;
    }
}

static void
skip_mark (const char **data,
           gsize       *length)
{
  if (*length < 3 || memcmp (*data, "\xef\xbb\xbf", 3) != 0)
    return;
  *data += 3;
  *length -= 3;
}

/* In UTF-16, which libxml2 knows by its mark. */
static gboolean
is_wide (const char *data,
         gsize       length)
{
  return length >= 2 && (memcmp (data, "\xff\xfe", 2) == 0 || memcmp (data, "\xfe\xff", 2) == 0);
}

/**
 * hw_open311_read:
 * @bytes: what a server answered
 * @error: return location: %HW_OPEN311_ERROR_FORMAT, %HW_OPEN311_ERROR_TOO_LARGE
 *
 * Reads a document of either format. Nothing is fetched for it and no entity is
 * expanded: an XML document that brings its own document type is refused.
 *
 * Returns: (transfer full) (nullable): the tree
 */
HwOpen311Node *
hw_open311_read (GBytes  *bytes,
                 GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  skip_mark (&data, &length);
  skip_header (&data, &length);
  skip_blanks (&data, &length);
  skip_mark (&data, &length);
  if (length > 0 && (*data == '<' || is_wide (data, length)))
    return hw_open311_read_xml (data, length, error);
  if (length > 0 && (*data == '[' || *data == '{'))
    return hw_open311_read_json (data, length, error);
  g_set_error_literal (error, HW_OPEN311_ERROR, HW_OPEN311_ERROR_FORMAT,
                       length == 0 ? _("The answer is empty") : _("The answer is neither XML nor JSON"));
  return NULL;
}

/**
 * hw_open311_node_find:
 * @node: a node
 * @name: of a child; letters of either case are the same
 *
 * Returns: (transfer none) (nullable): the first child of that name
 */
HwOpen311Node *
hw_open311_node_find (const HwOpen311Node *node,
                      const char          *name)
{
  for (guint i = 0; node->children != NULL && i < node->children->len; i++)
    {
      HwOpen311Node *child = g_ptr_array_index (node->children, i);

      if (child->name != NULL && g_ascii_strcasecmp (child->name, name) == 0)
        return child;
    }
  return NULL;
}

/**
 * hw_open311_node_get_text:
 * @node: a node
 * @name: of a child
 *
 * Returns: (nullable): its text, never empty; %NULL where nothing is said
 */
const char *
hw_open311_node_get_text (const HwOpen311Node *node,
                          const char          *name)
{
  HwOpen311Node *child = hw_open311_node_find (node, name);

  return child != NULL ? child->text : NULL;
}

static void
collect (const HwOpen311Node *node,
         const char          *name,
         GPtrArray           *found)
{
  if (hw_open311_node_get_text (node, name) != NULL)
    {
      g_ptr_array_add (found, (gpointer) node);
      return;
    }
  for (guint i = 0; node->children != NULL && i < node->children->len; i++)
    collect (g_ptr_array_index (node->children, i), name, found);
}

/**
 * hw_open311_node_collect:
 * @root: a document
 * @name: of the field that every record has, "service_request_id"
 *
 * Finds the records of a document: a list, a list within an object, or a single
 * record that a server did not put into a list.
 *
 * Returns: (transfer container) (element-type HwOpen311Node): in their order
 */
GPtrArray *
hw_open311_node_collect (const HwOpen311Node *root,
                         const char          *name)
{
  GPtrArray *found = g_ptr_array_new ();

  collect (root, name, found);
  return found;
}
