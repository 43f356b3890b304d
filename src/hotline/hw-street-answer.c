/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "hw-json-members.h"
#include "hw-street-answer.h"

/* What servers that know the streets answer when they are asked how long the ways
 * are from some places to others:
 *
 * - OSRM, service "table": {"code": "Ok", "durations": [[0, 61.2], [58, null]]};
 * - Valhalla, "sources_to_targets": {"sources_to_targets": [[{"time": 0, ...},
 *   {"time": 61, ...}], ...]}, or with the option "verbose" off
 *   {"sources_to_targets": {"durations": [[0, 61], ...]}}.
 *
 * Seconds; null where there is no way. What they refuse they say in "message" and
 * in "error". */

#define MAX_DEPTH   8u
#define MAX_VALUES  400000u
#define MAX_WORDS   200       /* characters of a refusal */
#define LONGEST_S   1e7       /* a way that takes longer is none */

static JsonArray *
get_array (JsonNode *node,
           guint     n)
{
  JsonArray *array = hw_json_get_array (node);

  return array != NULL && json_array_get_length (array) == n ? array : NULL;
}

/* The rows, in whichever of the forms. */
static JsonNode *
find_rows (JsonObject *answer)
{
  JsonNode *ways = json_object_get_member (answer, "sources_to_targets");

  if (ways != NULL && JSON_NODE_HOLDS_OBJECT (ways))
    return json_object_get_member (json_node_get_object (ways), "durations");
  return ways != NULL ? ways : json_object_get_member (answer, "durations");
}

/* %FALSE where it is neither a number nor nothing. */
static gboolean
read_seconds (JsonNode *node,
              double   *seconds)
{
  GType type;

  if (JSON_NODE_HOLDS_OBJECT (node))
    node = json_object_get_member (json_node_get_object (node), "time");
  *seconds = NAN;
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;
  if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
    return FALSE;
  *seconds = json_node_get_double (node);
  if (!(*seconds >= 0.0 && *seconds < LONGEST_S))
    *seconds = NAN;
  return TRUE;
}

/**
 * hw_street_answer_read:
 * @answer: what the server sent
 * @n_rows: how many places were asked for the ways from them
 * @n_columns: how many were asked for the ways to them
 * @seconds: (array): return location for @n_rows × @n_columns seconds; NAN where there is no way
 *
 * Returns: %FALSE when this is no answer to what was asked
 */
gboolean
hw_street_answer_read (GBytes *answer,
                       guint   n_rows,
                       guint   n_columns,
                       double *seconds)
{
  g_autoptr (JsonNode) root = hw_json_read (answer, MAX_DEPTH, MAX_VALUES);
  JsonObject *object = hw_json_get_object (root);
  JsonArray *rows = object != NULL ? get_array (find_rows (object), n_rows) : NULL;

  for (guint i = 0; rows != NULL && i < n_rows; i++)
    {
      JsonArray *row = get_array (json_array_get_element (rows, i), n_columns);

      if (row == NULL)
        return FALSE;
      for (guint j = 0; j < n_columns; j++)
        if (!read_seconds (json_array_get_element (row, j), &seconds[(gsize) i * n_columns + j]))
          return FALSE;
    }
  return rows != NULL;
}

/**
 * hw_street_answer_dup_refusal:
 * @answer: what the server sent
 *
 * Returns: (transfer full) (nullable): why it refuses, in its own words; %NULL where it does not say
 */
char *
hw_street_answer_dup_refusal (GBytes *answer)
{
  g_autoptr (JsonNode) root = hw_json_read (answer, MAX_DEPTH, MAX_VALUES);
  JsonObject *object = hw_json_get_object (root);
  const char *words = NULL;
  g_autofree char *valid = NULL;

  if (object != NULL)
    words = hw_json_get_text_member (object, "message") != NULL ? hw_json_get_text_member (object, "message") : hw_json_get_text_member (object, "error");
  if (words == NULL && object != NULL)
    words = hw_json_get_text_member (object, "code");
  if (words == NULL || *words == '\0')
    return NULL;
  /* json-glib takes octal escapes, which need not make text */
  valid = g_utf8_make_valid (words, -1);
  return g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), MAX_WORDS));
}
