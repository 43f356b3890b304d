/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-collect-door.h"

#include <json-glib/json-glib.h>
#include <sodium.h>
#include <string.h>

#include "hw-base32.h"
#include "hw-form-data.h"
#include "hw-json-members.h"
#include "hw-reference.h"

/*
 * The door for the workspace, which shows a token (Authorization: Bearer) of
 * which the service knows a hash only:
 *
 *   GET  /collect?after=N    {"submissions": [{"number": 7, "reference": "...", "sealed": "base64"}], "last": 7}
 *                            the sealed ones after number N, in the order they came; again after "last" until there are none
 *   POST /collect/forget     {"references": ["..."]}, once they are recorded       -> {"forgotten": 1}
 *   POST /collect/status     {"statuses": [{"reference": "...", "answer": "team-went-out", "at": µs UTC}]}  -> {"known": 1}
 *
 * Nothing else here lists anything.
 */

#define PATH         "/collect"
#define JSON         "application/json; charset=utf-8"
#define BEARER       "Bearer "
#define TOKEN_LENGTH 32
#define HASH_LENGTH  crypto_generichash_BYTES
#define AT_ONCE      200
#define BYTES        (2 * 1024 * 1024)
#define MOST_ENTRIES 2000u
#define MAX_DEPTH    8

/* -- who may -- */

static void
hash_token (const char *token,
            guint8     *hash)
{
  crypto_generichash (hash, HASH_LENGTH, (const guint8 *) token, strlen (token), NULL, 0);
}

/**
 * hw_collect_token_new:
 *
 * Returns: (transfer full): a new random token for a workspace; to be wiped
 */
char *
hw_collect_token_new (void)
{
  guint8 bytes[TOKEN_LENGTH];
  GString *text = g_string_sized_new (2 * TOKEN_LENGTH);

  randombytes_buf (bytes, sizeof bytes);
  hw_base32_write (text, bytes, sizeof bytes);
  sodium_memzero (bytes, sizeof bytes);
  return g_string_free (text, FALSE);
}

/**
 * hw_collect_token_hash:
 * @token: of hw_collect_token_new()
 *
 * Returns: (transfer full): what the service is told of it, 64 hexadecimal digits; the token has 256 random bits, so that a plain hash is enough
 */
char *
hw_collect_token_hash (const char *token)
{
  guint8 hash[HASH_LENGTH];
  char *text = g_malloc (2 * HASH_LENGTH + 1);

  hash_token (token, hash);
  return sodium_bin2hex (text, 2 * HASH_LENGTH + 1, hash, HASH_LENGTH);
}

/* Hashes are compared, in a time that is always the same. */
static gboolean
may_enter (const HwDoorRequest *request)
{
  const char *header = request->authorization;
  guint8 right[HASH_LENGTH], shown[HASH_LENGTH];
  gsize length;

  if (header == NULL || g_ascii_strncasecmp (header, BEARER, strlen (BEARER)) != 0 ||
      sodium_hex2bin (right, sizeof right, request->settings->collect_token_hash, 2 * HASH_LENGTH, NULL, &length, NULL) != 0 || length != HASH_LENGTH)
    return FALSE;
  hash_token (header + strlen (BEARER), shown);
  return sodium_memcmp (right, shown, HASH_LENGTH) == 0;
}

/* -- answers -- */

static HwDoorAnswer *
answer_json (guint    status,
             GString *json)
{
  HwDoorAnswer *answer = hw_door_answer_new (status);

  answer->content_type = g_strdup (JSON);
  answer->body = g_string_free_to_bytes (json);
  return answer;
}

static HwDoorAnswer *
answer_error (guint       status,
              const char *words)
{
  GString *json = g_string_new (NULL);

  g_string_printf (json, "{\"error\":\"%s\"}\n", words);
  return answer_json (status, json);
}

static HwDoorAnswer *
answer_count (const char *name,
              guint       count)
{
  GString *json = g_string_new (NULL);

  g_string_printf (json, "{\"%s\":%u}\n", name, count);
  return answer_json (200, json);
}

static HwDoorAnswer *
answer_failure (const GError *error)
{
  g_warning ("The spool could not be used: %s", error->message);
  return answer_error (503, "The spool could not be used. Nothing was changed: try again later.");
}

/* -- the sealed ones -- */

static void
add_item (GString            *json,
          const HwIntakeItem *item)
{
  g_autofree char *reference = hw_reference_to_string (&item->id);
  gsize length;
  gconstpointer bytes = g_bytes_get_data (item->sealed, &length);
  g_autofree char *sealed = g_base64_encode (bytes, length);

  g_string_append_printf (json, "%s{\"number\":%" G_GINT64_FORMAT ",\"reference\":\"%s\",\"sealed\":\"%s\"}", g_str_has_suffix (json->str, "[") ? "" : ",", item->number, reference, sealed);
}

static HwDoorAnswer *
open_list (const HwDoorRequest *request)
{
  gint64 after = g_ascii_strtoll (hw_form_data_get (request->query, "after"), NULL, 10);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = hw_intake_spool_list (request->spool, after, AT_ONCE, BYTES, &error);
  GString *json;

  if (items == NULL)
    return answer_failure (error);
  json = g_string_new ("{\"submissions\":[");
  for (guint i = 0; i < items->len; i++)
    {
      const HwIntakeItem *item = g_ptr_array_index (items, i);

      add_item (json, item);
      after = item->number;
    }
  g_string_append_printf (json, "],\"last\":%" G_GINT64_FORMAT "}\n", after);
  return answer_json (200, json);
}

/* -- what a workspace says -- */

/* The array called @name of the body's object; @root owns it. */
static JsonArray *
read_entries (const HwDoorRequest  *request,
              const char           *name,
              JsonNode            **root)
{
  JsonObject *object;
  JsonArray *entries;

  *root = hw_json_read (request->body, MAX_DEPTH, G_MAXUINT);
  object = hw_json_get_object (*root);
  entries = object != NULL ? hw_json_get_array (json_object_get_member (object, name)) : NULL;
  return entries != NULL && json_array_get_length (entries) <= MOST_ENTRIES ? entries : NULL;
}

static HwDoorAnswer *
post_forget (const HwDoorRequest *request)
{
  g_autoptr (JsonNode) root = NULL;
  JsonArray *references = read_entries (request, "references", &root);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (HwId));
  g_autoptr (GError) error = NULL;
  guint n_forgotten;
  HwId id;

  if (references == NULL)
    return answer_error (400, "The body is not {\\\"references\\\": [...]}. Nothing was changed.");
  for (guint i = 0; i < json_array_get_length (references); i++)
    {
      if (!hw_reference_from_string (hw_json_get_text (json_array_get_element (references, i)), &id))
        return answer_error (400, "One of these is not a reference. Nothing was changed.");
      g_array_append_val (ids, id);
    }
  if (!hw_intake_spool_forget (request->spool, (const HwId *) (gpointer) ids->data, ids->len, &n_forgotten, &error))
    return answer_failure (error);
  return answer_count ("forgotten", n_forgotten);
}

static gboolean
read_status (JsonNode       *node,
             HwId           *id,
             HwCallerAnswer *answer,
             gint64         *at)
{
  JsonObject *object = hw_json_get_object (node);
  JsonNode *time = object != NULL ? json_object_get_member (object, "at") : NULL;

  if (time == NULL || !JSON_NODE_HOLDS_VALUE (time) || json_node_get_value_type (time) != G_TYPE_INT64)
    return FALSE;
  *at = json_node_get_int (time);
  return *at > 0 && hw_reference_from_string (hw_json_get_text_member (object, "reference"), id) &&
         hw_caller_answer_from_string (hw_json_get_text_member (object, "answer"), answer);
}

static HwDoorAnswer *
post_statuses (const HwDoorRequest *request)
{
  g_autoptr (JsonNode) root = NULL;
  JsonArray *statuses = read_entries (request, "statuses", &root);
  guint n_known = 0;

  if (statuses == NULL)
    return answer_error (400, "The body is not {\\\"statuses\\\": [...]}. Nothing was changed.");
  for (guint i = 0; i < json_array_get_length (statuses); i++)
    {
      g_autoptr (GError) error = NULL;
      HwCallerAnswer answer;
      gboolean known;
      gint64 at;
      HwId id;

      if (!read_status (json_array_get_element (statuses, i), &id, &answer, &at))
        return answer_error (400, "One of these is not {reference, answer, at}. Those before it were taken.");
      if (!hw_intake_spool_set_status (request->spool, &id, answer, at, &known, &error))
        return answer_failure (error);
      n_known += known;
    }
  return answer_count ("known", n_known);
}

/* -- which -- */

static const struct
{
  const char   *path;
  const char   *method;
  HwDoorAnswer *(*open) (const HwDoorRequest *request);
} calls[] = {
  { "", "GET", open_list },
  { "/forget", "POST", post_forget },
  { "/status", "POST", post_statuses },
};

/**
 * hw_collect_door:
 * @request: what a workspace asks
 *
 * Returns: (transfer full) (nullable): what it asked for; %NULL where the path belongs to another door
 */
HwDoorAnswer *
hw_collect_door (const HwDoorRequest *request)
{
  const char *rest = request->path + strlen (PATH);

  if (!g_str_has_prefix (request->path, PATH) || (*rest != '\0' && *rest != '/'))
    return NULL;
  if (request->settings->collect_token_hash == NULL || !may_enter (request))
    return answer_error (403, "The token is not the one of the settings.");
  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    if (strcmp (rest, calls[i].path) == 0)
      return strcmp (request->method, calls[i].method) == 0 ? calls[i].open (request) : answer_error (405, "This is not asked in this way.");
  return answer_error (404, "There is nothing at this address.");
}
