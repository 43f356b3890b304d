/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-date-row.h"

/* Rows of the casework forms: plain words, and a day that is typed as
 * year-month-day or chosen in a calendar. */

static void
day_selected_cb (AdwEntryRow *row,
                 GtkCalendar *calendar)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (calendar);
  g_autofree char *text = g_date_time_format (day, "%Y-%m-%d");
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (calendar), GTK_TYPE_POPOVER);

  gtk_editable_set_text (GTK_EDITABLE (row), text);
  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
}

static void
other_clicked_cb (AdwEntryRow *row,
                  GtkButton   *button)
{
  gtk_editable_set_text (GTK_EDITABLE (row), gtk_button_get_label (button));
}

static void
add_calendar (GtkWidget  *row,
              const char *title)
{
  GtkWidget *calendar = gtk_calendar_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *button = gtk_menu_button_new ();
  g_autofree char *name = g_strdup_printf (_("Calendar: %s"), title);

  gtk_popover_set_child (GTK_POPOVER (popover), calendar);
  g_signal_connect_object (calendar, "day-selected", G_CALLBACK (day_selected_cb), row, G_CONNECT_SWAPPED);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "x-office-calendar-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), button);
}

/**
 * hw_entry_row_new:
 * @title: plain text
 *
 * Returns: (transfer floating): a row for words
 */
GtkWidget *
hw_entry_row_new (const char *title)
{
  return g_object_new (ADW_TYPE_ENTRY_ROW, "use-markup", FALSE, "title", title, NULL);
}

/**
 * hw_date_row_new:
 * @title: plain text
 * @other_words: (nullable): translated words that will do instead of a day
 *
 * Returns: (transfer floating): a row for a day
 */
GtkWidget *
hw_date_row_new (const char *title,
                 const char *other_words)
{
  /* TRANSLATORS: what is asked for, and how a day is typed */
  g_autofree char *full = g_strdup_printf (_("%s (year-month-day)"), title);
  GtkWidget *row = hw_entry_row_new (full);

  if (other_words != NULL)
    {
      GtkWidget *button = gtk_button_new_with_label (other_words);

      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      g_signal_connect_object (button, "clicked", G_CALLBACK (other_clicked_cb), row, G_CONNECT_SWAPPED);
      adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), button);
    }
  add_calendar (row, title);
  return row;
}

/**
 * hw_entry_row_set_wrong:
 * @row: a row
 * @wrong: whether what it holds will not do
 *
 * Marks a row, for the eye and for a screen reader.
 */
void
hw_entry_row_set_wrong (AdwEntryRow *row,
                        gboolean     wrong)
{
  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}
