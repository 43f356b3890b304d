/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-import-columns.h"

#include <glib/gi18n-lib.h>

/*
 * What the import dialog shows of a file: a row for each column with what it is
 * taken for, and the first rows as they stand. Called by HwImportDialog.
 */

#define ROWS_KEY "hw-rows"
#define SAMPLES 3

/* In the order of HwColumnField. */
static const char * const FIELD_WORDS[] = {
  N_("Left out"), N_("Number in the other system"), N_("Latitude"), N_("Longitude"), N_("Point (both coordinates)"), N_("When seen: date, or date and time"),
  N_("When seen: time of day"), N_("Where, in words"), N_("How many people"), N_("What they look like"), N_("Worries"), N_("Caller’s name"), N_("Caller’s telephone or e-mail"),
  N_("Channel"), N_("Status"), N_("Age"),
};
G_STATIC_ASSERT (G_N_ELEMENTS (FIELD_WORDS) == HW_N_COLUMNS);

static GtkStringList *
make_field_list (void)
{
  GtkStringList *list = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (FIELD_WORDS); i++)
    gtk_string_list_append (list, _(FIELD_WORDS[i]));
  return list;
}

/* "51.5074, 51.5101, 51.4989": the first cells of a column that hold something. */
static char *
dup_samples (HwImportMapping *mapping,
             guint            column)
{
  GPtrArray *preview = hw_import_mapping_get_preview (mapping);
  g_autoptr (GString) samples = g_string_new (NULL);
  guint shown = 0;

  for (guint i = 0; i < preview->len && shown < SAMPLES; i++)
    {
      const char * const *row = g_ptr_array_index (preview, i);
      g_autofree char *cell = column < g_strv_length ((GStrv) row) ? g_utf8_make_valid (row[column], MIN (strlen (row[column]), 60)) : NULL;

      if (cell == NULL || *g_strstrip (cell) == '\0')
        continue;
      g_strdelimit (cell, "\r\n\t", ' ');
      g_string_append_printf (samples, "%s%s", shown++ > 0 ? " · " : "", cell);
    }
  return g_string_free (g_steal_pointer (&samples), FALSE);
}

static void
selected_cb (AdwComboRow     *row,
             GParamSpec      *pspec,
             HwImportMapping *mapping)
{
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "hw-column"));

  hw_import_mapping_set_field (mapping, column, adw_combo_row_get_selected (row));
}

static GtkWidget *
make_column_row (HwImportMapping *mapping,
                 guint            column,
                 GtkStringList   *fields)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autofree char *samples = dup_samples (mapping, column);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), hw_import_mapping_get_column_name (mapping, column));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), samples);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (fields));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), hw_import_mapping_get_field (mapping, column));
  g_object_set_data (G_OBJECT (row), "hw-column", GUINT_TO_POINTER (column));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (selected_cb), mapping, 0);
  return row;
}

/**
 * hw_import_columns_fill_group:
 * @group: gets a row for each column; what it held before goes
 * @changed: called, swapped, with @user_data after the user corrected a column
 */
void
hw_import_columns_fill_group (AdwPreferencesGroup *group,
                              HwImportMapping     *mapping,
                              GCallback            changed,
                              gpointer             user_data)
{
  g_autoptr (GtkStringList) fields = make_field_list ();
  GPtrArray *old = g_object_get_data (G_OBJECT (group), ROWS_KEY);
  GPtrArray *rows = g_ptr_array_new ();

  for (guint i = 0; old != NULL && i < old->len; i++)
    adw_preferences_group_remove (group, g_ptr_array_index (old, i));

  for (guint column = 0; column < hw_import_mapping_get_n_columns (mapping); column++)
    {
      GtkWidget *row = make_column_row (mapping, column, fields);

      g_signal_connect_swapped (row, "notify::selected", changed, user_data);
      adw_preferences_group_add (group, row);
      g_ptr_array_add (rows, row);
    }
  g_object_set_data_full (G_OBJECT (group), ROWS_KEY, rows, (GDestroyNotify) g_ptr_array_unref);
}

static void
attach_cell (GtkGrid    *grid,
             const char *text,
             int         column,
             int         row,
             const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, css_class);
  gtk_grid_attach (grid, label, column, row, 1, 1);
}

/**
 * hw_import_columns_fill_preview:
 * @grid: gets the first rows of the file; what it held before goes
 */
void
hw_import_columns_fill_preview (GtkGrid         *grid,
                                HwImportMapping *mapping)
{
  GPtrArray *preview = hw_import_mapping_get_preview (mapping);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (grid))) != NULL)
    gtk_grid_remove (grid, child);

  for (guint column = 0; column < hw_import_mapping_get_n_columns (mapping); column++)
    attach_cell (grid, hw_import_mapping_get_column_name (mapping, column), column, 0, "caption-heading");

  for (guint i = 0; i < MIN (preview->len, 8); i++)
    {
      const char * const *row = g_ptr_array_index (preview, i);

      for (guint column = 0; row[column] != NULL && column < hw_import_mapping_get_n_columns (mapping); column++)
        {
          g_autofree char *cell = g_utf8_make_valid (row[column], -1);

          attach_cell (grid, g_strdelimit (cell, "\r\n\t", ' '), column, i + 1, "caption");
        }
    }
}

/**
 * hw_import_columns_separator_name:
 *
 * Returns: what people call a separator
 */
const char *
hw_import_columns_separator_name (char separator)
{
  switch (separator)
    {
    case ';':
      return _("semicolons");
    case '\t':
      return _("tabs");
    default:
      return _("commas");
    }
}
