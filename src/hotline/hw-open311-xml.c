/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <string.h>

#include "hw-open311-private.h"

/* The XML of GeoReport v2. It is read event by event, so that a document with a
 * document type can be dropped before anything in it is declared, let alone
 * expanded or fetched. */

typedef struct
{
  xmlParserCtxt *context;   /* (owned) */
  HwOpen311Node *root;      /* (owned) (nullable) */
  GPtrArray     *open;      /* (owned): the elements around this place, of the tree */
  GString       *text;      /* (owned): since the last tag */
  guint          n_nodes;
  GError        *error;     /* (owned) (nullable) */
} Reading;

static void
reading_clear (Reading *self)
{
  if (self->context != NULL)
    {
      xmlFreeDoc (self->context->myDoc);
      xmlFreeParserCtxt (self->context);
    }
  hw_open311_node_free (self->root);
  g_ptr_array_unref (self->open);
  g_string_free (self->text, TRUE);
  g_clear_error (&self->error);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

static void
stop (Reading        *self,
      HwOpen311Error  code,
      const char     *words)
{
  if (self->error == NULL)
    g_set_error_literal (&self->error, HW_OPEN311_ERROR, code, words);
  xmlStopParser (self->context);
}

static void
start_document_type (void          *user_data,
                     const xmlChar *name,
                     const xmlChar *public_id,
                     const xmlChar *system_id)
{
  if (name != NULL && g_ascii_strcasecmp ((const char *) name, "html") == 0)
    stop (user_data, HW_OPEN311_ERROR_FORMAT, _("The answer is a web page"));
  else
    stop (user_data, HW_OPEN311_ERROR_FORMAT, _("The answer brings its own document type, which GeoReport v2 has no use for"));
}

static void
start_element (void           *user_data,
               const xmlChar  *local_name,
               const xmlChar  *prefix,
               const xmlChar  *uri,
               int             n_namespaces,
               const xmlChar **namespaces,
               int             n_attributes,
               int             n_defaulted,
               const xmlChar **attributes)
{
  Reading *self = user_data;
  HwOpen311Node *parent = self->open->len > 0 ? g_ptr_array_index (self->open, self->open->len - 1) : NULL;
  HwOpen311Node *node;

  if (self->error != NULL)
    return;
  if (self->open->len >= HW_OPEN311_MAX_DEPTH || self->n_nodes >= HW_OPEN311_MAX_NODES)
    {
      stop (self, HW_OPEN311_ERROR_TOO_LARGE, _("The answer holds more than can be taken"));
      return;
    }
  self->n_nodes++;
  g_string_truncate (self->text, 0);
  if (parent == NULL)
    node = self->root = hw_open311_node_new (HW_OPEN311_NODE_TEXT, (const char *) local_name);
  else
    {
      parent->kind = HW_OPEN311_NODE_OBJECT;
      node = hw_open311_node_add (parent, HW_OPEN311_NODE_TEXT, (const char *) local_name);
    }
  g_ptr_array_add (self->open, node);
}

static void
end_element (void          *user_data,
             const xmlChar *local_name,
             const xmlChar *prefix,
             const xmlChar *uri)
{
  Reading *self = user_data;
  HwOpen311Node *node;

  if (self->error != NULL || self->open->len == 0)
    return;
  node = g_ptr_array_remove_index (self->open, self->open->len - 1);
  if (node->children == NULL)
    hw_open311_node_take_text (node, self->text->str, self->text->len);
  g_string_truncate (self->text, 0);
}

static void
read_characters (void          *user_data,
                 const xmlChar *characters,
                 int            length)
{
  Reading *self = user_data;

  g_string_append_len (self->text, (const char *) characters, length);
}

/* libxml2 would print it. */
static void
ignore_message (void       *user_data,
                const char *message,
                ...)
{
}

static void
ignore_error (gpointer user_data,
              gpointer error)
{
}

static void
parse (Reading    *self,
       const char *data,
       gsize       length)
{
  xmlStructuredErrorFunc func = xmlStructuredError;
  void *user_data = xmlStructuredErrorContext;
  xmlGenericErrorFunc print = xmlGenericError;
  void *print_data = xmlGenericErrorContext;

  /* What cannot be converted is told to nobody's context, and would be printed with bytes of the document. */
  xmlSetStructuredErrorFunc (NULL, (xmlStructuredErrorFunc) (void (*) (void)) ignore_error);
  xmlSetGenericErrorFunc (NULL, ignore_message);
  if (length > 4)
    xmlParseChunk (self->context, data + 4, length - 4, FALSE);
  xmlParseChunk (self->context, NULL, 0, TRUE);
  xmlSetStructuredErrorFunc (user_data, func);
  xmlSetGenericErrorFunc (print_data, print);
}

static HwOpen311Node *
finish (Reading  *self,
        GError  **error)
{
  if (self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return NULL;
    }
  if (!self->context->wellFormed || self->root == NULL || self->open->len > 0)
    {
      const xmlError *problem = xmlCtxtGetLastError (self->context);

      /* The message of libxml2 may quote the document: the line is enough to find it. */
      g_set_error (error, HW_OPEN311_ERROR, HW_OPEN311_ERROR_FORMAT, _("The answer is broken XML (line %d)"), problem != NULL ? problem->line : 0);
      return NULL;
    }
  return g_steal_pointer (&self->root);
}

HwOpen311Node *
hw_open311_read_xml (const char  *data,
                     gsize        length,
                     GError     **error)
{
  xmlSAXHandler handler = {
    .internalSubset = start_document_type,
    .startElementNs = start_element,
    .endElementNs = end_element,
    .characters = read_characters,
    .cdataBlock = read_characters,
    .warning = ignore_message,
    .error = ignore_message,
    .initialized = XML_SAX2_MAGIC
  };
  g_auto (Reading) self = { .open = g_ptr_array_new (), .text = g_string_new (NULL) };

  if (length > G_MAXINT)
    {
      g_set_error_literal (error, HW_OPEN311_ERROR, HW_OPEN311_ERROR_TOO_LARGE, _("The answer holds more than can be taken"));
      return NULL;
    }
  self.context = xmlCreatePushParserCtxt (&handler, &self, data, MIN (length, 4), NULL);
  xmlCtxtUseOptions (self.context, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  parse (&self, data, length);
  return finish (&self, error);
}

/* -- writing -- */

/* Characters that XML cannot hold, not even escaped. */
static gboolean
is_allowed (gunichar character)
{
  return character == '\t' || character == '\n' || character == '\r' || (character >= 0x20 && character != 0xfffe && character != 0xffff);
}

static void
append_text (GString    *out,
             const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar character = g_utf8_get_char (text);

      if (character == '&')
        g_string_append (out, "&amp;");
      else if (character == '<')
        g_string_append (out, "&lt;");
      else if (character == '>')
        g_string_append (out, "&gt;");
      else if (is_allowed (character))
        g_string_append_unichar (out, character);
    }
}

static void
append_node (GString             *out,
             const HwOpen311Node *node,
             guint                depth)
{
  guint n = node->children != NULL ? node->children->len : 0;

  g_string_append_printf (out, "%*s<%s", depth * 2, "", node->name);
  if (n == 0 && node->text == NULL)
    {
      g_string_append (out, "/>\n");
      return;
    }
  g_string_append_c (out, '>');
  if (n > 0)
    {
      g_string_append_c (out, '\n');
      for (guint i = 0; i < n; i++)
        append_node (out, g_ptr_array_index (node->children, i), depth + 1);
      g_string_append_printf (out, "%*s", depth * 2, "");
    }
  else
    append_text (out, node->text);
  g_string_append_printf (out, "</%s>\n", node->name);
}

GBytes *
hw_open311_write_xml (const HwOpen311Node *root)
{
  GString *out = g_string_new ("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");

  append_node (out, root, 0);
  return g_string_free_to_bytes (out);
}
