/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-language.h"

/* Languages are written down as people say them, "Polish", or as a tag, "pl".
 * Used to find the words for a person; never for a place (DOMAIN, data protection). */

static const struct { const char *tag, *own, *words; } languages[] = {
  { "ar", "العربية", N_("Arabic") }, { "bg", "български", N_("Bulgarian") }, { "cs", "čeština", N_("Czech") },
  { "da", "dansk", N_("Danish") }, { "de", "Deutsch", N_("German") }, { "el", "ελληνικά", N_("Greek") },
  { "en", "English", N_("English") }, { "es", "español", N_("Spanish") }, { "et", "eesti", N_("Estonian") },
  { "fi", "suomi", N_("Finnish") }, { "fr", "français", N_("French") }, { "hr", "hrvatski", N_("Croatian") },
  { "hu", "magyar", N_("Hungarian") }, { "it", "italiano", N_("Italian") }, { "lt", "lietuvių", N_("Lithuanian") },
  { "lv", "latviešu", N_("Latvian") }, { "nl", "Nederlands", N_("Dutch") }, { "no", "norsk", N_("Norwegian") },
  { "pl", "polski", N_("Polish") }, { "pt", "português", N_("Portuguese") }, { "rom", "romani čhib", N_("Romani") },
  { "ro", "română", N_("Romanian") }, { "ru", "русский", N_("Russian") }, { "sk", "slovenčina", N_("Slovak") },
  { "sl", "slovenščina", N_("Slovenian") }, { "so", "Soomaali", N_("Somali") }, { "sr", "srpski", N_("Serbian") },
  { "sv", "svenska", N_("Swedish") }, { "ti", "ትግርኛ", N_("Tigrinya") }, { "tr", "Türkçe", N_("Turkish") },
  { "uk", "українська", N_("Ukrainian") }, { "am", "አማርኛ", N_("Amharic") }, { "zh", "中文", N_("Chinese") },
};

static gboolean
equal_folded (const char *a,
              const char *folded)
{
  g_autofree char *b = g_utf8_casefold (a, -1);

  return g_str_equal (b, folded);
}

/**
 * hw_language_find:
 * @words: (nullable): a tag, or a name in English, in the user's language or in its own
 *
 * Returns: (transfer none) (nullable): its BCP 47 tag, without a region; %NULL where it is not known
 */
const char *
hw_language_find (const char *words)
{
  g_autofree char *stripped = NULL;
  g_autofree char *folded = NULL;
  g_autofree char *base = NULL;

  if (words == NULL || !g_utf8_validate (words, -1, NULL))
    return NULL;
  stripped = g_strstrip (g_strdup (words));
  folded = g_utf8_casefold (stripped, -1);
  base = g_strndup (folded, strcspn (folded, "-_"));
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (g_str_equal (languages[i].tag, base) || equal_folded (languages[i].own, folded) ||
        equal_folded (languages[i].words, folded) || equal_folded (_(languages[i].words), folded))
      return languages[i].tag;
  return NULL;
}

/**
 * hw_language_get_name:
 * @tag: a BCP 47 tag
 *
 * Returns: (transfer none): the language's own name; @tag where it is not known
 */
const char *
hw_language_get_name (const char *tag)
{
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (g_str_equal (languages[i].tag, tag))
      return languages[i].own;
  return tag;
}

/**
 * hw_language_dup_words:
 * @words: (nullable): a tag or words
 *
 * Returns: (transfer full): the language in the user's words; @words where it is not known
 */
char *
hw_language_dup_words (const char *words)
{
  const char *tag = hw_language_find (words);

  for (guint i = 0; tag != NULL && i < G_N_ELEMENTS (languages); i++)
    if (g_str_equal (languages[i].tag, tag))
      return g_strdup (_(languages[i].words));
  return g_strdup (words);
}
