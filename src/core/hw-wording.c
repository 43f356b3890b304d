/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-wording.h"

/* The words that somebody hears before they say yes or no. A consent keeps the
 * version, so that it can be shown later what the yes was to. */

#define GROUP "wording"

struct _HwWording
{
  char      *purpose;   /* (owned) */
  char      *version;   /* (owned) */
  HwPhrases *phrases;   /* (owned) */
};

static const char * const phrase_names[] = { "who", "ask", "for", "only", "until", "back", "no", "title", NULL };
G_STATIC_ASSERT (G_N_ELEMENTS (phrase_names) == HW_N_SENTENCES + 2);

/* What a disclosure may be for. Stable: consents and disclosures hold these. */
static const char * const purposes[] = {
  "identity-document", "travel", "treatment", "reception", "family", "follow-up", "advice", "first-responder", NULL
};

/**
 * hw_wording_list_purposes:
 *
 * Returns: (transfer none) (array zero-terminated=1): the purposes for which there are words
 */
const char * const *
hw_wording_list_purposes (void)
{
  return purposes;
}

static gboolean
is_version (const char *version)
{
  gsize length = strlen (version);

  return length > 0 && length <= 64 && strspn (version, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_") == length;
}

static gboolean
fail (GError    **error,
      const char *words)
{
  g_set_error_literal (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE, words);
  return FALSE;
}

static gboolean
read_head (HwWording   *self,
           const char  *text,
           gsize        length,
           GError     **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (!g_key_file_load_from_data (file, text, length, G_KEY_FILE_NONE, error))
    return FALSE;
  self->purpose = g_key_file_get_string (file, GROUP, "purpose", NULL);
  self->version = g_key_file_get_string (file, GROUP, "version", NULL);
  if (self->purpose == NULL || !g_strv_contains (purposes, self->purpose))
    return fail (error, _("The words do not say which purpose they are for. They are not used. Write “purpose” as in the file they were copied from."));
  if (self->version == NULL || !is_version (self->version))
    return fail (error, _("The words have no version. They are not used. Write “version”: letters, digits, “-” and “.”, no blanks."));
  return TRUE;
}

/* Somebody who is not told who will know and for how long was not asked. */
static gboolean
check_places (HwWording  *self,
              GError    **error)
{
  const char * const *languages = hw_phrases_list_languages (self->phrases);

  for (guint i = 0; languages[i] != NULL; i++)
    if (strstr (hw_phrases_get (self->phrases, languages[i], "who"), "{recipient}") == NULL ||
        strstr (hw_phrases_get (self->phrases, languages[i], "until"), "{until}") == NULL)
      return fail (error, _("The words must say who would be told and until when. They are not used. Keep {recipient} in “who” and {until} in “until”."));
  return TRUE;
}

/* Somebody may change the words and forget the version: what was read is told apart all the same. */
static void
mark_edited (HwWording  *self,
             const char *text,
             gsize       length)
{
  g_autofree char *sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) text, length);
  char *version = g_strdup_printf ("%s+%.8s", self->version, sum);

  g_free (self->version);
  self->version = version;
}

/**
 * hw_wording_parse:
 * @text: the content of a file
 * @length: its length in bytes, -1 where it ends with a nul
 * @edited: whether the team may have changed it: its version then also names the exact content
 * @error: return location for a %GKeyFileError
 *
 * Returns: (transfer full) (nullable): the words of one purpose
 */
HwWording *
hw_wording_parse (const char  *text,
                  gssize       length,
                  gboolean     edited,
                  GError     **error)
{
  g_autoptr (HwWording) self = g_new0 (HwWording, 1);
  gsize size = length < 0 ? strlen (text) : (gsize) length;

  self->phrases = hw_phrases_parse (text, size, phrase_names, error);
  if (self->phrases == NULL || !read_head (self, text, size, error) || !check_places (self, error))
    return NULL;
  if (edited)
    mark_edited (self, text, size);
  return g_steal_pointer (&self);
}

/**
 * hw_wording_free:
 * @self: (nullable) (transfer full): a wording
 */
void
hw_wording_free (HwWording *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->phrases, hw_phrases_free);
  g_free (self->purpose);
  g_free (self->version);
  g_free (self);
}

/**
 * hw_wording_get_purpose:
 * @self: a wording
 *
 * Returns: one of hw_wording_list_purposes()
 */
const char *
hw_wording_get_purpose (const HwWording *self)
{
  return self->purpose;
}

/**
 * hw_wording_get_version:
 * @self: a wording
 *
 * Returns: what a consent keeps: "family-2026-2", of words a team edited "family-2026-3+0a1b2c3d"
 */
const char *
hw_wording_get_version (const HwWording *self)
{
  return self->version;
}

/**
 * hw_wording_list_languages:
 * @self: a wording
 *
 * Returns: (transfer none) (array zero-terminated=1): the languages that have every sentence
 */
const char * const *
hw_wording_list_languages (const HwWording *self)
{
  return hw_phrases_list_languages (self->phrases);
}

/**
 * hw_wording_pick_language:
 * @self: a wording
 * @language: (nullable): a BCP 47 tag
 *
 * Returns: (transfer none): the language in which the words are shown to somebody who speaks @language
 */
const char *
hw_wording_pick_language (const HwWording *self,
                          const char      *language)
{
  return hw_phrases_pick_language (self->phrases, language);
}

/**
 * hw_wording_get_title:
 * @self: a wording
 * @language: (nullable): a BCP 47 tag
 *
 * Returns: (transfer none): what the purpose is called there
 */
const char *
hw_wording_get_title (const HwWording *self,
                      const char      *language)
{
  return hw_phrases_get (self->phrases, language, "title");
}

/**
 * hw_wording_dup_sentence:
 * @self: a wording
 * @language: (nullable): a BCP 47 tag
 * @sentence: which
 * @recipient: (nullable): who would be told; %NULL leaves a gap
 * @until: (nullable): the last day, in words; %NULL leaves a gap
 *
 * Returns: (transfer full): the sentence
 */
char *
hw_wording_dup_sentence (const HwWording *self,
                         const char      *language,
                         HwSentence       sentence,
                         const char      *recipient,
                         const char      *until)
{
  g_return_val_if_fail ((guint) sentence < HW_N_SENTENCES, NULL);

  return hw_phrases_fill (hw_phrases_get (self->phrases, language, phrase_names[sentence]),
                          "recipient", recipient != NULL ? recipient : "…", "until", until != NULL ? until : "…", NULL);
}
