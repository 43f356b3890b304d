/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-button-name.h"

/**
 * hw_button_set_name:
 * @button: a button that shows words or a picture
 * @name: what a screen reader says of it, translated: "Edit: Decision"
 *
 * Names a button whose own words say too little where it stands among others.
 * Newer GTK holds the words that it shows for a better name than the one it
 * was given, and older GTK says both: they are taken away as a name.
 */
void
hw_button_set_name (GtkWidget  *button,
                    const char *name)
{
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/**
 * hw_button_of_row_new:
 * @words: what it does, translated
 * @what: with what: the words of its row
 * @action: the name of the action
 * @target: (nullable) (transfer floating): its parameter
 *
 * Returns: (transfer floating): a button at the end of a row, named after both
 */
GtkWidget *
hw_button_of_row_new (const char *words,
                      const char *what,
                      const char *action,
                      GVariant   *target)
{
  GtkWidget *button = gtk_button_new_with_label (words);
  g_autofree char *name = g_strdup_printf ("%s: %s", words, what);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  hw_button_set_name (button, name);
  return button;
}
