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
