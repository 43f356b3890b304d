/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <math.h>
#include <string.h>

#include "hw-json-writer.h"

/*
 * A JSON writer for bodies. It is by hand because an import writes a million
 * bodies and a generic builder would take longer than the database; it writes
 * flat objects only, members in the order they come, each after a comma that
 * hw_json_end() takes away from the first.
 */

/* g_string_append_len() without the call where there is room, which is nearly always. */
static inline void
put_bytes (GString    *json,
           const char *bytes,
           gsize       length)
{
  if (json->len + length >= json->allocated_len)
    {
      g_string_append_len (json, bytes, (gssize) length);
      return;
    }
  memcpy (json->str + json->len, bytes, length);
  json->len += length;
  json->str[json->len] = '\0';
}

static inline void
put_words (GString    *json,
           const char *words)
{
  put_bytes (json, words, strlen (words));
}

/**
 * hw_json_begin:
 * @json: text to replace
 *
 * Begins an object.
 */
void
hw_json_begin (GString *json)
{
  g_string_assign (json, "{");
}

/**
 * hw_json_end:
 * @json: text with its members
 *
 * Ends the object.
 */
void
hw_json_end (GString *json)
{
  if (json->len > 1)
    g_string_erase (json, 1, 1);
  g_string_append_c (json, '}');
}

static void
put_key (GString    *json,
         const char *name)
{
  put_bytes (json, ",\"", 2);
  put_words (json, name);
  put_bytes (json, "\":", 2);
}

static void
put_escape (GString *json,
            guint8   character)
{
  switch (character)
    {
    case '"':
    case '\\':
      g_string_append_c (json, '\\');
      g_string_append_c (json, (char) character);
      break;
    case '\n':
      put_words (json, "\\n");
      break;
    case '\r':
      put_words (json, "\\r");
      break;
    case '\t':
      put_words (json, "\\t");
      break;
    default:
      g_string_append_printf (json, "\\u%04x", character);
      break;
    }
}

static const guint8 needs_escape[256] = {
  1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
  ['"'] = 1, ['\\'] = 1, [0x7f] = 1,
};

/* Runs of ordinary characters go over as they are. */
static void
put_quoted (GString    *json,
            const char *text)
{
  const char *run = text;
  const char *c;

  g_string_append_c (json, '"');
  for (c = text; *c != '\0'; c++)
    {
      guint8 character = (guint8) *c;

      if (!needs_escape[character])
        continue;
      put_bytes (json, run, (gsize) (c - run));
      put_escape (json, character);
      run = c + 1;
    }
  put_bytes (json, run, (gsize) (c - run));
  g_string_append_c (json, '"');
}

static void
put_digits (GString *json,
            guint64  value,
            guint    at_least)
{
  char digits[20];
  guint n = 0;

  while (value > 0 || n < at_least)
    {
      digits[sizeof digits - ++n] = (char) ('0' + value % 10);
      value /= 10;
    }
  put_bytes (json, digits + sizeof digits - n, n);
}

/**
 * hw_json_put_name:
 * @json: the object
 * @name: of the member
 * @value: (nullable): a stable name that needs no escapes; %NULL is left out
 *
 * Writes one of a set of names.
 */
void
hw_json_put_name (GString    *json,
                  const char *name,
                  const char *value)
{
  if (value == NULL)
    return;
  put_key (json, name);
  g_string_append_c (json, '"');
  put_words (json, value);
  g_string_append_c (json, '"');
}

/**
 * hw_json_put_text:
 * @json: the object
 * @name: of the member
 * @text: (nullable): UTF-8; %NULL and "" are left out
 *
 * Writes text.
 */
void
hw_json_put_text (GString    *json,
                  const char *name,
                  const char *text)
{
  if (text == NULL || text[0] == '\0')
    return;
  put_key (json, name);
  put_quoted (json, text);
}

/**
 * hw_json_put_int:
 * @json: the object
 * @name: of the member
 * @value: a number; 0 is left out
 *
 * Writes a whole number.
 */
void
hw_json_put_int (GString    *json,
                 const char *name,
                 gint64      value)
{
  if (value == 0)
    return;
  put_key (json, name);
  if (value < 0)
    g_string_append_c (json, '-');
  put_digits (json, value < 0 ? -(guint64) value : (guint64) value, 1);
}

/**
 * hw_json_put_double:
 * @json: the object
 * @name: of the member
 * @value: a number; 0 and what is none is left out
 *
 * Writes a number so that it reads back to the last bit.
 */
void
hw_json_put_double (GString    *json,
                    const char *name,
                    double      value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (value == 0 || !isfinite (value))
    return;
  put_key (json, name);
  put_words (json, g_ascii_dtostr (text, sizeof text, value));
}

/**
 * hw_json_put_e7:
 * @json: the object
 * @name: of the member
 * @value: in 1e-7 degrees
 *
 * Writes degrees with seven decimals.
 */
void
hw_json_put_e7 (GString    *json,
                const char *name,
                gint64      value)
{
  guint64 size = value < 0 ? -(guint64) value : (guint64) value;

  put_key (json, name);
  if (value < 0)
    g_string_append_c (json, '-');
  put_digits (json, size / 10000000, 1);
  g_string_append_c (json, '.');
  put_digits (json, size % 10000000, 7);
}

/**
 * hw_json_put_true:
 * @json: the object
 * @name: of the member
 *
 * Writes a yes.
 */
void
hw_json_put_true (GString    *json,
                  const char *name)
{
  put_key (json, name);
  put_words (json, "true");
}

/**
 * hw_json_put_raw:
 * @json: the object
 * @name: of the member
 * @value: JSON, an array for instance
 *
 * Writes what is JSON already.
 */
void
hw_json_put_raw (GString    *json,
                 const char *name,
                 const char *value)
{
  put_key (json, name);
  put_words (json, value);
}

/**
 * hw_json_put_id:
 * @json: the object
 * @name: of the member
 * @id: an identity; nil is left out
 *
 * Writes an identity as a UUID.
 */
void
hw_json_put_id (GString    *json,
                const char *name,
                const HwId *id)
{
  g_autofree char *text = NULL;

  if (hw_id_is_nil (id))
    return;
  text = hw_id_to_string (id);
  hw_json_put_name (json, name, text);
}

/**
 * hw_json_add_texts:
 * @json: text to add to
 * @texts: (element-type utf8 utf8): names and values
 *
 * Adds an object of texts in the order of their names: the same texts are the
 * same JSON, always.
 */
void
hw_json_add_texts (GString    *json,
                   GHashTable *texts)
{
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (texts), (GCompareFunc) strcmp);
  char separator = '{';

  for (GList *l = names; l != NULL; l = l->next)
    {
      g_string_append_c (json, separator);
      put_quoted (json, l->data);
      g_string_append_c (json, ':');
      put_quoted (json, g_hash_table_lookup (texts, l->data));
      separator = ',';
    }
  g_string_append (json, names != NULL ? "}" : "{}");
}

/**
 * hw_json_put_texts:
 * @json: text with its members
 * @name: of the new one
 * @texts: (element-type utf8 utf8): names and values
 *
 * Puts an object of texts.
 */
void
hw_json_put_texts (GString    *json,
                   const char *name,
                   GHashTable *texts)
{
  put_key (json, name);
  hw_json_add_texts (json, texts);
}
