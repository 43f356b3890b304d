/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-form-data.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * What a browser or an SMS gateway posts: application/x-www-form-urlencoded, as
 * the URL Standard of the WHATWG parses it (section 5.1), but strict where that
 * is lenient: bytes that are no text are refused rather than replaced, since
 * a place that was half guessed sends a team to the wrong street. A report is
 * read here before anything else looks at it.
 */

G_DEFINE_QUARK (hw-form-data-error-quark, hw_form_data_error)

#define FORM_TYPE   "application/x-www-form-urlencoded"
#define MAX_NAME    100
#define MAX_CHARSET 20
#define MAX_LINES   4000   /* bytes of several values of one name */

/* What gateways say that they send; a browser always sends UTF-8, and says nothing. */
static const char * const charsets[] = { "utf-8", "utf8", "us-ascii", "iso-8859-1", "iso-8859-15", "windows-1252" };

/* The value of charset= in a content type, in lower case; UTF-8 where there is none. */
static char *
find_charset (const char *content_type)
{
  g_auto (GStrv) parts = g_strsplit (content_type, ";", 8);

  for (guint i = 1; parts[0] != NULL && parts[i] != NULL; i++)
    {
      char *part = g_strstrip (parts[i]);

      if (g_ascii_strncasecmp (part, "charset=", 8) == 0)
        {
          g_strdelimit (part + 8, "\"'", ' ');
          return g_ascii_strdown (g_strstrip (part + 8), MAX_CHARSET);
        }
    }
  return g_strdup ("utf-8");
}

static gboolean
is_form (const char *content_type)
{
  gsize length = strcspn (content_type, "; \t");

  return length == strlen (FORM_TYPE) && g_ascii_strncasecmp (content_type, FORM_TYPE, length) == 0;
}

/* The encoding of the values; NULL where it is none that we take. */
static const char *
find_encoding (const char *content_type)
{
  g_autofree char *charset = NULL;

  if (content_type == NULL || !is_form (content_type))
    return NULL;
  charset = find_charset (content_type);
  for (guint i = 0; i < G_N_ELEMENTS (charsets); i++)
    if (strcmp (charset, charsets[i]) == 0)
      return charsets[i];
  return NULL;
}

static gboolean
refuse (GError        **error,
        HwFormDataError code,
        const char     *words)
{
  g_set_error_literal (error, HW_FORM_DATA_ERROR, (int) code, words);
  return FALSE;
}

/* Ends of lines as one character; other control characters have no place in a text. */
static void
clean_text (char *text)
{
  char *to = text;

  for (const char *at = text; *at != '\0'; at++)
    if (*at == '\r')
      {
        if (at[1] != '\n')
          *to++ = '\n';
      }
    else
      *to++ = (guchar) *at < 0x20 && *at != '\n' && *at != '\t' ? ' ' : *at == 0x7f ? ' ' : *at;
  *to = '\0';
}

/* Undoes the "+" and the "%20" in place; FALSE at a zero byte. */
static gboolean
decode_bytes (char  *text,
              gsize *length)
{
  char *to = text;

  for (const char *at = text; at < text + *length; at++)
    {
      if (*at == '+')
        *to = ' ';
      else if (*at == '%' && at + 2 < text + *length && g_ascii_isxdigit (at[1]) && g_ascii_isxdigit (at[2]))
        {
          *to = (char) (g_ascii_xdigit_value (at[1]) * 16 + g_ascii_xdigit_value (at[2]));
          at += 2;
        }
      else
        *to = *at;
      if (*to++ == '\0')
        return FALSE;
    }
  *to = '\0';
  *length = to - text;
  return TRUE;
}

static char *
decode (const char *text,
        gsize       length,
        const char *encoding)
{
  g_autofree char *bytes = g_strndup (text, length);
  g_autofree char *words = NULL;

  if (memchr (text, '\0', length) != NULL || !decode_bytes (bytes, &length))
    return NULL;
  if (g_str_has_prefix (encoding, "utf"))
    words = g_utf8_validate (bytes, length, NULL) ? g_steal_pointer (&bytes) : NULL;
  else
    words = g_convert (bytes, length, "UTF-8", encoding, NULL, NULL, NULL);
  if (words != NULL)
    clean_text (words);
  return g_steal_pointer (&words);
}

/* The first of several values of one name counts; where the name says that it has several, "concern[]", they are lines. */
static gboolean
take_pair (GHashTable *values,
           const char *pair,
           gsize       length,
           const char *encoding,
           GError    **error)
{
  const char *mark = memchr (pair, '=', length);
  gsize name_length = mark != NULL ? (gsize) (mark - pair) : length;
  g_autofree char *name = NULL;
  g_autofree char *value = NULL;

  if (length == 0)
    return TRUE;
  if (name_length > MAX_NAME || g_hash_table_size (values) >= HW_FORM_DATA_MAX_FIELDS)
    return refuse (error, HW_FORM_DATA_ERROR_TOO_LARGE, _("This is more than a form of ours holds. Nothing was recorded."));
  name = decode (pair, name_length, encoding);
  value = mark != NULL ? decode (mark + 1, length - name_length - 1, encoding) : g_strdup ("");
  if (name == NULL || value == NULL)
    return refuse (error, HW_FORM_DATA_ERROR_NOT_TEXT, _("This holds bytes that are not text. Nothing was recorded. Send it as UTF-8."));
  if (g_str_has_suffix (name, "[]") && g_hash_table_contains (values, name))
    {
      char *lines = g_strconcat (g_hash_table_lookup (values, name), "\n", value, NULL);

      if (strlen (lines) > MAX_LINES)
        {
          g_free (lines);
          return refuse (error, HW_FORM_DATA_ERROR_TOO_LARGE, _("This is more than a form of ours holds. Nothing was recorded."));
        }
      g_hash_table_insert (values, g_steal_pointer (&name), lines);
    }
  else if (!g_hash_table_contains (values, name))
    g_hash_table_insert (values, g_steal_pointer (&name), g_steal_pointer (&value));
  return TRUE;
}

/**
 * hw_form_data_parse:
 * @content_type: (nullable): the Content-Type the body came with
 * @body: (nullable): the body
 * @error: return location for a %HW_FORM_DATA_ERROR
 *
 * Reads a posted form. Values are UTF-8 without control characters but tabs
 * and ends of lines, which are one "\n" each. Where a name comes twice the
 * first counts; of a name that ends in "[]" all do, a line each.
 *
 * Returns: (transfer full) (nullable) (element-type utf8 utf8): the values by name; %NULL with @error set
 */
GHashTable *
hw_form_data_parse (const char *content_type,
                    GBytes     *body,
                    GError    **error)
{
  g_autoptr (GHashTable) values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  const char *encoding = find_encoding (content_type);
  gsize size = 0;
  const char *text = body != NULL ? g_bytes_get_data (body, &size) : NULL;
  gsize start = 0;

  if (encoding == NULL)
    {
      refuse (error, HW_FORM_DATA_ERROR_TYPE, _("This is not a form that can be read. Nothing was recorded. Send it as application/x-www-form-urlencoded in UTF-8."));
      return NULL;
    }
  if (size > HW_FORM_DATA_MAX_BYTES)
    {
      refuse (error, HW_FORM_DATA_ERROR_TOO_LARGE, _("This is longer than a report can be. Nothing was recorded."));
      return NULL;
    }
  while (start < size)
    {
      const char *mark = memchr (text + start, '&', size - start);
      gsize length = mark != NULL ? (gsize) (mark - text) - start : size - start;

      if (!take_pair (values, text + start, length, encoding, error))
        return NULL;
      start += length + 1;
    }
  return g_steal_pointer (&values);
}

/**
 * hw_form_data_get:
 * @values: (element-type utf8 utf8): what was posted
 * @name: a name
 *
 * Returns: (transfer none): its value, "" where there is none
 */
const char *
hw_form_data_get (GHashTable *values,
                  const char *name)
{
  const char *value = values != NULL ? g_hash_table_lookup (values, name) : NULL;

  return value != NULL ? value : "";
}
