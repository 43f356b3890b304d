/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "hw-case-words.h"
#include "hw-person-words.h"
#include "hw-words.h"

/* The words in which casework speaks of somebody the team knows. All plain
 * text, never markup. Nothing of this is shown outside the casework folder. */

/**
 * hw_person_words_list_ages:
 *
 * Returns: (transfer full): the age groups, in the order of HwAgeGroup
 */
GtkStringList *
hw_person_words_list_ages (void)
{
  GtkStringList *words = gtk_string_list_new (NULL);

  for (HwAgeGroup age = 0; age < HW_N_AGES; age++)
    gtk_string_list_append (words, hw_words_age (age));
  return words;
}

static char *
join (GPtrArray *parts)
{
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

/**
 * hw_person_words_dup_known:
 * @person: a person
 * @now: µs UTC
 *
 * Returns: (transfer full): the line under the name: other names, known since, last met
 */
char *
hw_person_words_dup_known (const HwPerson *person,
                           gint64          now)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (person->other_names != NULL && *person->other_names != '\0')
    g_ptr_array_add (parts, g_strdup_printf (_("also “%s”"), person->other_names));
  if (person->known_since != 0)
    {
      g_autofree char *day = hw_case_words_dup_day (person->known_since, now);
      g_ptr_array_add (parts, g_strdup_printf (_("known since %s"), day));
    }
  if (person->last_met != 0)
    {
      g_autofree char *day = hw_case_words_dup_day (person->last_met, now);
      g_ptr_array_add (parts, g_strdup_printf (_("last met %s"), day));
    }
  return join (parts);
}

/**
 * hw_person_words_dup_contact:
 * @contact: when somebody was met
 * @now: µs UTC
 *
 * Returns: (transfer full): when, and whether they were bedded down
 */
char *
hw_person_words_dup_contact (const HwContact *contact,
                             gint64           now)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (parts, hw_words_dup_time (contact->met_at, now));
  if (contact->people > 1)
    g_ptr_array_add (parts, hw_words_dup_people (contact->people));
  if (contact->bedded_down)
    g_ptr_array_add (parts, g_strdup (_("bedded down")));
  if (contact->note != NULL && *contact->note != '\0')
    g_ptr_array_add (parts, g_strdup (contact->note));
  return join (parts);
}

/**
 * hw_person_words_dup_reasons:
 * @reasons: (element-type utf8): why two may be the same, the strongest first
 *
 * Returns: (transfer full): all of them in one line
 */
char *
hw_person_words_dup_reasons (GPtrArray *reasons)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < reasons->len; i++)
    g_ptr_array_add (parts, g_strdup (reasons->pdata[i]));
  return join (parts);
}

/**
 * hw_person_row_new:
 * @name: plain text
 * @under: plain text
 *
 * Returns: (transfer floating): a row of a list of people
 */
GtkWidget *
hw_person_row_new (const char *name,
                   const char *under)
{
  GtkWidget *row = adw_action_row_new ();

  /* One after the other: set at once, the title would be read as markup first. */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), under);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}
