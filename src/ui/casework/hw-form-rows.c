/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-form-rows.h"
#include "hw-text-row.h"

/* The rows of a form that is about one record, by name: what a draft of it is
 * made of. A draft is the text of a key file. */

#define GROUP "form"

typedef struct
{
  const char *name;    /* (static) */
  GtkWidget  *row;     /* (unowned) child of the form */
  char       *before;  /* (owned) (nullable): what it said when the form was opened */
} Row;

struct _HwFormRows
{
  HwFormDialog *form;   /* (unowned): which owns this */
  GArray       *rows;   /* (owned) (element-type Row) */
};

static void
clear_row (gpointer pointer)
{
  g_free (((Row *) pointer)->before);
}

static char *
dup_value (GtkWidget *row)
{
  if (ADW_IS_COMBO_ROW (row))
    return g_strdup_printf ("%u", adw_combo_row_get_selected (ADW_COMBO_ROW (row)));
  if (HW_IS_TEXT_ROW (row))
    return hw_text_row_dup_text (HW_TEXT_ROW (row));
  return g_strdup (gtk_editable_get_text (GTK_EDITABLE (row)));
}

static void
set_value (GtkWidget  *row,
           const char *value)
{
  if (ADW_IS_COMBO_ROW (row))
    {
      guint64 selected = g_ascii_strtoull (value, NULL, 10);

      /* A draft of another version may know more answers. */
      if (selected < g_list_model_get_n_items (adw_combo_row_get_model (ADW_COMBO_ROW (row))))
        adw_combo_row_set_selected (ADW_COMBO_ROW (row), (guint) selected);
    }
  else
    hw_form_row_set_text (row, value);
}

/**
 * hw_form_rows_new:
 * @form: the form, which is told when something is typed
 *
 * Returns: (transfer full): no rows yet
 */
HwFormRows *
hw_form_rows_new (HwFormDialog *form)
{
  HwFormRows *self = g_new0 (HwFormRows, 1);

  self->form = form;
  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  g_array_set_clear_func (self->rows, clear_row);
  return self;
}

/**
 * hw_form_rows_free:
 * @self: (transfer full) (nullable): rows
 */
void
hw_form_rows_free (HwFormRows *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->rows);
  g_free (self);
}

/**
 * hw_form_rows_add:
 * @self: rows
 * @group: an AdwPreferencesGroup, which takes the row
 * @name: stable and static
 * @row: (transfer floating): an AdwEntryRow, AdwComboRow or HwTextRow
 *
 * Returns: (transfer none): @row
 */
GtkWidget *
hw_form_rows_add (HwFormRows *self,
                  GtkWidget  *group,
                  const char *name,
                  GtkWidget  *row)
{
  Row added = { name, row, NULL };

  g_array_append_val (self->rows, added);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  g_signal_connect_object (row, ADW_IS_COMBO_ROW (row) ? "notify::selected" : "changed", G_CALLBACK (hw_form_dialog_touch), self->form,
                           G_CONNECT_SWAPPED);
  return row;
}

/**
 * hw_form_rows_begin:
 * @self: rows, filled with what is known
 *
 * From here on what differs is typed.
 */
void
hw_form_rows_begin (HwFormRows *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = &g_array_index (self->rows, Row, i);

      g_free (row->before);
      row->before = dup_value (row->row);
    }
}

/**
 * hw_form_rows_dup:
 * @self: rows
 *
 * Returns: (transfer full) (nullable): what was typed, as a draft; %NULL when nothing was
 */
char *
hw_form_rows_dup (HwFormRows *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  gboolean changed = FALSE;

  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = &g_array_index (self->rows, Row, i);
      g_autofree char *value = dup_value (row->row);

      if (g_strcmp0 (value, row->before) == 0)
        continue;
      g_key_file_set_string (file, GROUP, row->name, value);
      changed = TRUE;
    }
  return changed ? g_key_file_to_data (file, NULL, NULL) : NULL;
}

/**
 * hw_form_rows_take:
 * @self: rows
 * @draft: (nullable): of hw_form_rows_dup(); %NULL: as they were when the form was opened
 */
void
hw_form_rows_take (HwFormRows *self,
                   const char *draft)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (draft != NULL && !g_key_file_load_from_data (file, draft, strlen (draft), G_KEY_FILE_NONE, NULL))
    return;
  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = &g_array_index (self->rows, Row, i);
      g_autofree char *value = g_key_file_get_string (file, GROUP, row->name, NULL);

      if (value != NULL || row->before != NULL)
        set_value (row->row, value != NULL ? value : row->before);
    }
}

/**
 * hw_form_row_dup_text:
 * @row: a row for words
 *
 * Returns: (transfer full) (nullable): what is written, without space around it; %NULL when that is nothing
 */
char *
hw_form_row_dup_text (GtkWidget *row)
{
  char *text = g_strstrip (dup_value (row));

  if (*text == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

/**
 * hw_form_row_set_text:
 * @row: a row for words
 * @text: (nullable): plain text
 */
void
hw_form_row_set_text (GtkWidget  *row,
                      const char *text)
{
  if (HW_IS_TEXT_ROW (row))
    hw_text_row_set_text (HW_TEXT_ROW (row), text);
  else
    gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
}

/**
 * hw_form_row_focus:
 * @row: a row of a form that is not shown yet
 *
 * Lets the form begin there.
 */
void
hw_form_row_focus (GtkWidget *row)
{
  GtkWidget *form = gtk_widget_get_ancestor (row, GTK_TYPE_WINDOW);
  GtkWidget *focus = GTK_IS_EDITABLE (row) ? GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (row))) : row;

  gtk_window_set_focus (GTK_WINDOW (form), focus);
}
