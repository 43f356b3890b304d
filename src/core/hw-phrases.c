/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-phrases.h"

/* Texts in several languages: the wordings of a consent, the words of the journey
 * sheet, the signs of exploitation. Reading the file is the caller's. */

#define MAX_SIZE (256 * 1024)
#define FALLBACK "en"

struct _HwPhrases
{
  GHashTable *texts;       /* (owned) "language/name" -> text, both owned */
  GPtrArray  *languages;   /* (owned) (element-type utf8) in the order of the file; ends with NULL */
  GPtrArray  *names;       /* (owned) (element-type utf8) ends with NULL */
};

/* A section is a language: "pl", "pt-BR". */
static gboolean
is_language (const char *group)
{
  gsize length = strlen (group);

  if (length < 2 || length > 12 || !g_ascii_islower (group[0]) || !g_ascii_islower (group[1]) ||
      (length > 2 && group[2] != '-' && !g_ascii_islower (group[2])))
    return FALSE;
  for (gsize i = 2; i < length; i++)
    if (!g_ascii_isalnum (group[i]) && group[i] != '-')
      return FALSE;
  return length < 4 || strchr (group, '-') != NULL;
}

static GPtrArray *
copy_names (const char * const *names)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; names[i] != NULL; i++)
    g_ptr_array_add (copy, g_strdup (names[i]));
  g_ptr_array_add (copy, NULL);
  return copy;
}

static gboolean
take_language (HwPhrases  *self,
               GKeyFile   *file,
               const char *language)
{
  for (guint i = 0; self->names->pdata[i] != NULL; i++)
    {
      g_autofree char *text = g_key_file_get_string (file, language, self->names->pdata[i], NULL);

      if (text == NULL || *g_strstrip (text) == '\0')
        return FALSE;
      g_hash_table_insert (self->texts, g_strconcat (language, "/", self->names->pdata[i], NULL), g_steal_pointer (&text));
    }
  return TRUE;
}

/* Without a list of its own the first language says which phrases there are. */
static void
find_names (HwPhrases          *self,
            GKeyFile           *file,
            char              **groups,
            const char * const *names)
{
  if (names != NULL)
    {
      self->names = copy_names (names);
      return;
    }
  for (guint i = 0; groups[i] != NULL; i++)
    if (is_language (groups[i]))
      {
        g_auto (GStrv) keys = g_key_file_get_keys (file, groups[i], NULL, NULL);

        self->names = copy_names ((const char * const *) keys);
        return;
      }
  self->names = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->names, NULL);
}

/**
 * hw_phrases_parse:
 * @text: the content of a file
 * @length: its length in bytes, -1 where it ends with a nul
 * @names: (nullable) (array zero-terminated=1): the phrases that a language must have; %NULL: those of the first
 * @error: return location for a %GKeyFileError
 *
 * Returns: (transfer full) (nullable): the phrases; %NULL with @error set where no language is complete
 */
HwPhrases *
hw_phrases_parse (const char         *text,
                  gssize              length,
                  const char * const *names,
                  GError            **error)
{
  g_autoptr (HwPhrases) self = NULL;
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_auto (GStrv) groups = NULL;
  gsize size = length < 0 ? strlen (text) : (gsize) length;

  if (size > MAX_SIZE || !g_utf8_validate (text, size, NULL))
    {
      g_set_error_literal (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_PARSE,
                           _("The words cannot be read: the file is too long or not written in UTF-8. Nothing was changed. Save it as UTF-8."));
      return NULL;
    }
  if (!g_key_file_load_from_data (file, text, size, G_KEY_FILE_NONE, error))
    return NULL;

  self = g_new0 (HwPhrases, 1);
  self->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->languages = g_ptr_array_new_with_free_func (g_free);
  groups = g_key_file_get_groups (file, NULL);
  find_names (self, file, groups, names);
  for (guint i = 0; groups[i] != NULL; i++)
    if (is_language (groups[i]) && take_language (self, file, groups[i]))
      g_ptr_array_add (self->languages, g_strdup (groups[i]));
  g_ptr_array_add (self->languages, NULL);
  if (self->languages->len > 1 && self->names->len > 1)
    return g_steal_pointer (&self);
  g_set_error_literal (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_KEY_NOT_FOUND,
                       _("The words cannot be used: no language in the file has all of them. Nothing was changed. Add what is missing."));
  return NULL;
}

/**
 * hw_phrases_free:
 * @self: (nullable) (transfer full): phrases
 */
void
hw_phrases_free (HwPhrases *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->texts, g_hash_table_unref);
  g_clear_pointer (&self->languages, g_ptr_array_unref);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_free (self);
}

/**
 * hw_phrases_list_languages:
 * @self: phrases
 *
 * Returns: (transfer none) (array zero-terminated=1): BCP 47 tags, in the order of the file
 */
const char * const *
hw_phrases_list_languages (const HwPhrases *self)
{
  return (const char * const *) self->languages->pdata;
}

/**
 * hw_phrases_list_names:
 * @self: phrases
 *
 * Returns: (transfer none) (array zero-terminated=1): the names of the phrases
 */
const char * const *
hw_phrases_list_names (const HwPhrases *self)
{
  return (const char * const *) self->names->pdata;
}

/**
 * hw_phrases_has_language:
 * @self: phrases
 * @language: (nullable): a BCP 47 tag
 *
 * Returns: whether there are phrases in exactly @language
 */
gboolean
hw_phrases_has_language (const HwPhrases *self,
                         const char      *language)
{
  return language != NULL && g_strv_contains (hw_phrases_list_languages (self), language);
}

/**
 * hw_phrases_pick_language:
 * @self: phrases
 * @language: (nullable): a BCP 47 tag: "pt-BR"
 *
 * Returns: (transfer none): the language to speak: @language, the one without its region, English, or the first there is
 */
const char *
hw_phrases_pick_language (const HwPhrases *self,
                          const char      *language)
{
  const char * const *languages = hw_phrases_list_languages (self);
  g_autofree char *base = g_strndup (language != NULL ? language : "", language != NULL ? strcspn (language, "-_") : 0);
  const char *wanted[] = { language, base, FALLBACK };

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    for (guint j = 0; wanted[i] != NULL && languages[j] != NULL; j++)
      if (g_ascii_strcasecmp (wanted[i], languages[j]) == 0)
        return languages[j];
  return languages[0];
}

/**
 * hw_phrases_get:
 * @self: phrases
 * @language: (nullable): a BCP 47 tag
 * @name: a phrase
 *
 * Returns: (transfer none) (nullable): the text in the language of hw_phrases_pick_language(); %NULL where @name is none
 */
const char *
hw_phrases_get (const HwPhrases *self,
                const char      *language,
                const char      *name)
{
  g_autofree char *key = g_strconcat (hw_phrases_pick_language (self, language), "/", name, NULL);

  return g_hash_table_lookup (self->texts, key);
}

/* The value of the {name} at @place, its length with the braces in @length. */
static const char *
find_value (const char *place,
            const char *first_name,
            va_list     values,
            gsize      *length)
{
  for (const char *name = first_name; name != NULL; name = va_arg (values, const char *))
    {
      const char *value = va_arg (values, const char *);
      gsize n = strlen (name);

      if (strncmp (place + 1, name, n) == 0 && place[n + 1] == '}')
        {
          *length = n + 2;
          return value != NULL ? value : "";
        }
    }
  return NULL;
}

/**
 * hw_phrases_fill:
 * @text: a text with {name} in it
 * @first_name: a name
 * @...: its value, further names and values, %NULL
 *
 * Puts values into a text. Braces inside a value stay as they are.
 *
 * Returns: (transfer full): the text
 */
char *
hw_phrases_fill (const char *text,
                 const char *first_name,
                 ...)
{
  GString *filled = g_string_new (NULL);

  while (*text != '\0')
    {
      const char *value = NULL;
      gsize length = 1;

      if (*text == '{')
        {
          va_list values;

          va_start (values, first_name);
          value = find_value (text, first_name, values, &length);
          va_end (values);
        }
      if (value != NULL)
        g_string_append (filled, value);
      else
        g_string_append_c (filled, *text);
      text += length;
    }
  return g_string_free (filled, FALSE);
}
