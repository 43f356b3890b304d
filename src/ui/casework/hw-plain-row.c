/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-plain-row.h"

/**
 * hw_plain_row_new:
 * @title: plain text, whatever somebody typed
 * @subtitle: (nullable): plain text
 *
 * A row whose words are no markup. They are set only after the row knows that:
 * as properties of a new row they would be read as markup first.
 *
 * Returns: (transfer floating): a row that shows all its lines
 */
GtkWidget *
hw_plain_row_new (const char *title,
                  const char *subtitle)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title-lines", 0, "subtitle-lines", 0, NULL);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  return row;
}
