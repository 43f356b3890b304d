/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <string.h>

#include "hw-language-row.h"
#include "hw-language.h"

/* A row to choose a language for which there are words, by its own name: the
 * person can point at it. */

#define TAGS "hw-language-tags"

/**
 * hw_language_row_new:
 * @title: plain text
 * @languages: (array zero-terminated=1): BCP 47 tags; copied
 * @other: (nullable): the words for a language that is not among them, as the last choice
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
hw_language_row_new (const char         *title,
                     const char * const *languages,
                     const char         *other)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GtkWidget *row;

  for (guint i = 0; languages[i] != NULL; i++)
    gtk_string_list_append (names, hw_language_get_name (languages[i]));
  if (other != NULL)
    gtk_string_list_append (names, other);
  row = g_object_new (ADW_TYPE_COMBO_ROW, "use-markup", FALSE, "title", title, "model", names, NULL);
  g_object_set_data_full (G_OBJECT (row), TAGS, g_strdupv ((char **) languages), (GDestroyNotify) g_strfreev);
  return row;
}

/**
 * hw_language_row_get_tag:
 * @row: a row of hw_language_row_new()
 *
 * Returns: (transfer none) (nullable): the chosen language; %NULL for another one
 */
const char *
hw_language_row_get_tag (AdwComboRow *row)
{
  char **tags = g_object_get_data (G_OBJECT (row), TAGS);
  guint selected = adw_combo_row_get_selected (row);

  return selected < g_strv_length (tags) ? tags[selected] : NULL;
}

/**
 * hw_language_row_select:
 * @row: a row of hw_language_row_new()
 * @words: (nullable): a tag or the name of a language
 *
 * Chooses the language, or the last choice where it is not there; nothing where nothing is known.
 */
void
hw_language_row_select (AdwComboRow *row,
                        const char  *words)
{
  char **tags = g_object_get_data (G_OBJECT (row), TAGS);
  const char *tag = hw_language_find (words);
  guint n_choices = g_list_model_get_n_items (adw_combo_row_get_model (row));

  for (guint i = 0; tag != NULL && tags[i] != NULL; i++)
    if (strncmp (tags[i], tag, strcspn (tags[i], "-")) == 0)
      {
        adw_combo_row_set_selected (row, i);
        return;
      }
  if (words != NULL && *words != '\0' && n_choices > g_strv_length (tags))
    adw_combo_row_set_selected (row, n_choices - 1);
}

/**
 * hw_language_of_worker:
 *
 * Returns: (transfer none): the language of the window, as a tag
 */
const char *
hw_language_of_worker (void)
{
  const char * const *names = g_get_language_names ();
  const char *tag = hw_language_find (names[0]);

  return tag != NULL ? tag : "en";
}
