/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-country-row.h"
#include "hw-country.h"
#include "hw-date-row.h"

/* A row for a country, typed as its name or its two letters. While the letters
 * stand there, the name they mean stands beside them. */

static void
changed_cb (AdwEntryRow *row,
            GtkLabel    *label)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (row));
  g_autofree char *code = hw_country_dup_code (text);
  const char *words = hw_country_get_words (code);

  gtk_label_set_label (label, code != NULL && g_ascii_strcasecmp (text, code) == 0 && g_strcmp0 (words, code) != 0 ? words : "");
}

/**
 * hw_country_row_new:
 * @title: plain text
 *
 * Returns: (transfer floating): a row for a country
 */
GtkWidget *
hw_country_row_new (const char *title)
{
  /* TRANSLATORS: what is asked for, and how a country may be typed */
  g_autofree char *full = g_strdup_printf (_("%s (name or two letters)"), title);
  GtkWidget *row = hw_entry_row_new (full);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_add_css_class (label, "dim-label");
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), label);
  g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), label, 0);
  return row;
}

/**
 * hw_country_row_set_code:
 * @row: a row of hw_country_row_new()
 * @code: (nullable): two letters of ISO 3166
 *
 * Shows the country's name.
 */
void
hw_country_row_set_code (AdwEntryRow *row,
                         const char  *code)
{
  const char *words = hw_country_get_words (code);

  gtk_editable_set_text (GTK_EDITABLE (row), words != NULL ? words : "");
}

/**
 * hw_country_row_get_code:
 * @row: a row of hw_country_row_new()
 * @code: (out) (transfer full) (nullable): two letters; %NULL where nothing is written
 *
 * Reads the country, and marks the row where it is none.
 *
 * Returns: %FALSE when what is written is no country
 */
gboolean
hw_country_row_get_code (AdwEntryRow  *row,
                         char        **code)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
  gboolean good;

  *code = *text != '\0' ? hw_country_dup_code (text) : NULL;
  good = *text == '\0' || *code != NULL;
  hw_entry_row_set_wrong (row, !good);
  return good;
}
