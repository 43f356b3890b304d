/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-open311-answer.h"

/* Which records a document holds, or why it holds none. Servers wrap their lists
 * differently, leave the list out around a single record, and answer 200 with an
 * error inside: an empty list is only believed where there is a list. */

#define MAX_REFUSAL 300

static gboolean
is_named (const HwOpen311Node *node,
          const char * const  *names)
{
  for (guint i = 0; node->name != NULL && names[i] != NULL; i++)
    if (g_ascii_strcasecmp (node->name, names[i]) == 0)
      return TRUE;
  return FALSE;
}

/* -- errors -- */

/* <error><code/><description/></error>, <error>words</error>, or the same as JSON. */
static const char *
find_refusal (const HwOpen311Node *node)
{
  static const char *const errors[] = { "error", "message", NULL };
  const char *words = hw_open311_node_get_text (node, "description");

  if (words != NULL && hw_open311_node_find (node, "code") != NULL && hw_open311_node_find (node, "datatype") == NULL)
    return words;
  if (is_named (node, errors) && node->text != NULL)
    return node->text;
  for (guint i = 0; node->children != NULL && i < node->children->len; i++)
    if ((words = find_refusal (g_ptr_array_index (node->children, i))) != NULL)
      return words;
  return NULL;
}

/**
 * hw_open311_dup_refusal:
 * @root: a document
 *
 * Returns: (transfer full) (nullable): the words of the first error in it, on one line
 */
char *
hw_open311_dup_refusal (const HwOpen311Node *root)
{
  const char *words = find_refusal (root);
  g_autofree char *valid = words != NULL ? g_utf8_make_valid (words, -1) : NULL;

  if (valid == NULL)
    return NULL;
  for (char *at = valid; *at != '\0'; at++)
    if (g_ascii_iscntrl (*at))
      *at = ' ';
  return g_utf8_strlen (valid, -1) > MAX_REFUSAL ? g_utf8_substring (valid, 0, MAX_REFUSAL) : g_steal_pointer (&valid);
}

static void
set_no_list (const HwOpen311Node  *root,
             GError              **error)
{
  g_autofree char *refusal = hw_open311_dup_refusal (root);

  if (refusal != NULL)
    g_set_error (error, HW_OPEN311_ERROR, HW_OPEN311_ERROR_REFUSED, _("The server refuses: %s"), refusal);
  else
    g_set_error_literal (error, HW_OPEN311_ERROR, HW_OPEN311_ERROR_FORMAT, _("The answer is not one of Open311 GeoReport v2"));
}

/* -- lists -- */

static gboolean
is_list (const HwOpen311Node *root,
         const char * const  *names)
{
  if (is_named (root, names))
    return TRUE;
  if (root->kind == HW_OPEN311_NODE_LIST && root->children == NULL)
    return TRUE;
  for (guint i = 0; names[i] != NULL; i++)
    if (hw_open311_node_find (root, names[i]) != NULL)
      return TRUE;
  return FALSE;
}

static GPtrArray *
list_records (const HwOpen311Node  *root,
              const char           *field,
              const char * const   *names,
              GError              **error)
{
  g_autoptr (GPtrArray) records = hw_open311_node_collect (root, field);

  if (records->len > 0 || is_list (root, names))
    return g_steal_pointer (&records);
  set_no_list (root, error);
  return NULL;
}

/**
 * hw_open311_list_requests:
 * @root: an answer to GET or POST requests, or to GET tokens
 * @error: return location: %HW_OPEN311_ERROR_REFUSED, %HW_OPEN311_ERROR_FORMAT
 *
 * Returns: (transfer container) (nullable) (element-type HwOpen311Node): the requests; of those that have a token only, the tokens
 */
GPtrArray *
hw_open311_list_requests (const HwOpen311Node  *root,
                          GError              **error)
{
  static const char *const names[] = { "service_requests", "requests", NULL };
  g_autoptr (GPtrArray) tokens = NULL;
  g_autoptr (GPtrArray) requests = hw_open311_node_collect (root, "service_request_id");

  if (requests->len > 0)
    return g_steal_pointer (&requests);
  tokens = list_records (root, "token", names, error);
  return g_steal_pointer (&tokens);
}

/**
 * hw_open311_list_services:
 * @root: an answer to GET services
 * @error: return location: %HW_OPEN311_ERROR_REFUSED, %HW_OPEN311_ERROR_FORMAT
 *
 * Returns: (transfer container) (nullable) (element-type HwOpen311Node): the services
 */
GPtrArray *
hw_open311_list_services (const HwOpen311Node  *root,
                          GError              **error)
{
  static const char *const names[] = { "services", NULL };

  return list_records (root, "service_code", names, error);
}

/**
 * hw_open311_list_attributes:
 * @root: an answer to GET services/CODE
 * @error: return location: %HW_OPEN311_ERROR_REFUSED, %HW_OPEN311_ERROR_FORMAT
 *
 * Returns: (transfer container) (nullable) (element-type HwOpen311Node): the attributes, in the order of the document
 */
GPtrArray *
hw_open311_list_attributes (const HwOpen311Node  *root,
                            GError              **error)
{
  static const char *const names[] = { "service_definition", "attributes", NULL };

  return list_records (root, "datatype", names, error);
}

/* -- discovery -- */

static guint
rate_endpoint (const HwOpen311Node *endpoint)
{
  const char *specification = hw_open311_node_get_text (endpoint, "specification");
  const char *type = hw_open311_node_get_text (endpoint, "type");
  guint rating = g_strcmp0 (type, "test") == 0 ? 1 : 2;

  if (specification == NULL || strstr (specification, "GeoReport_v2") == NULL)
    return 0;
  /* GeoReport_v2 itself before drafts of what never followed it. */
  return g_str_has_suffix (specification, "GeoReport_v2") || g_str_has_suffix (specification, "GeoReport_v2/") ? rating + 2 : rating;
}

static gboolean
speaks_json (const HwOpen311Node *node)
{
  if (node->text != NULL && strstr (node->text, "json") != NULL)
    return TRUE;
  for (guint i = 0; node->children != NULL && i < node->children->len; i++)
    if (speaks_json (g_ptr_array_index (node->children, i)))
      return TRUE;
  return FALSE;
}

/**
 * hw_open311_find_endpoint:
 * @root: an answer to GET discovery
 * @format: (out): JSON where the server says that it writes it, otherwise XML, which all must
 * @error: return location: %HW_OPEN311_ERROR_REFUSED, %HW_OPEN311_ERROR_FORMAT
 *
 * Returns: (transfer full) (nullable): the address for GeoReport v2, the one for production before one for tests
 */
char *
hw_open311_find_endpoint (const HwOpen311Node  *root,
                          HwOpen311Format      *format,
                          GError              **error)
{
  static const char *const names[] = { "discovery", "endpoints", NULL };
  g_autoptr (GPtrArray) endpoints = list_records (root, "url", names, error);
  const HwOpen311Node *best = NULL, *formats;
  guint highest = 0;

  if (endpoints == NULL)
    return NULL;
  for (guint i = 0; i < endpoints->len; i++)
    if (rate_endpoint (g_ptr_array_index (endpoints, i)) > highest)
      {
        best = g_ptr_array_index (endpoints, i);
        highest = rate_endpoint (best);
      }
  if (best == NULL)
    {
      g_set_error_literal (error, HW_OPEN311_ERROR, HW_OPEN311_ERROR_FORMAT, _("The server names no address for Open311 GeoReport v2"));
      return NULL;
    }
  formats = hw_open311_node_find (best, "formats");
  *format = formats != NULL && speaks_json (formats) ? HW_OPEN311_JSON : HW_OPEN311_XML;
  return g_strdup (hw_open311_node_get_text (best, "url"));
}
