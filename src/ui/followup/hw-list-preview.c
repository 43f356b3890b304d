/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-list-preview.h"

/* Exactly what will leave, as a table: every cell as it will stand in the file. */

struct _HwListPreviewWidget
{
  AdwBin parent_instance;

  HwListTable   *table;   /* (owned) (nullable) */
  GtkColumnView *view;
};

G_DEFINE_FINAL_TYPE (HwListPreviewWidget, hw_list_preview_widget, ADW_TYPE_BIN)

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          gpointer                  user_data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 9);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 32);
  gtk_list_item_set_child (item, label);
}

/* Items are numbers of rows: the table itself holds the values. */
static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         HwListPreviewWidget      *self)
{
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), "column"));
  const char *value = hw_list_table_get (self->table, gtk_list_item_get_position (item), column);
  GtkWidget *label = gtk_list_item_get_child (item);

  gtk_label_set_label (GTK_LABEL (label), value != NULL ? value : "");
  gtk_widget_set_tooltip_text (label, value);
}

static void
add_column (HwListPreviewWidget *self,
            guint                column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) shown = NULL;

  g_object_set_data (G_OBJECT (factory), "column", GUINT_TO_POINTER (column));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  shown = gtk_column_view_column_new (hw_list_table_get_column (self->table, column)->words, factory);
  gtk_column_view_column_set_resizable (shown, TRUE);
  gtk_column_view_append_column (self->view, shown);
}

static void
clear_columns (HwListPreviewWidget *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  gtk_column_view_set_model (self->view, NULL);
  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (self->view, column);
    }
}

static GtkSelectionModel *
make_rows (guint n_rows)
{
  g_autofree const char **names = g_new0 (const char *, n_rows + 1);

  for (guint i = 0; i < n_rows; i++)
    names[i] = "";
  return GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (gtk_string_list_new (names))));
}

/**
 * hw_list_preview_widget_show:
 * @self: a preview
 * @table: (nullable): what will leave
 */
void
hw_list_preview_widget_show (HwListPreviewWidget *self,
                             HwListTable         *table)
{
  g_autoptr (GtkSelectionModel) rows = NULL;

  g_return_if_fail (HW_IS_LIST_PREVIEW_WIDGET (self));

  clear_columns (self);
  g_clear_pointer (&self->table, hw_list_table_unref);
  if (table == NULL)
    return;
  self->table = hw_list_table_ref (table);
  for (guint i = 0; i < hw_list_table_get_n_columns (table); i++)
    add_column (self, i);
  rows = make_rows (hw_list_table_get_n_rows (table));
  gtk_column_view_set_model (self->view, rows);
}

static void
hw_list_preview_widget_dispose (GObject *object)
{
  HwListPreviewWidget *self = HW_LIST_PREVIEW_WIDGET (object);

  if (self->view != NULL)
    clear_columns (self);
  self->view = NULL;
  g_clear_pointer (&self->table, hw_list_table_unref);
  G_OBJECT_CLASS (hw_list_preview_widget_parent_class)->dispose (object);
}

static void
hw_list_preview_widget_class_init (HwListPreviewWidgetClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_list_preview_widget_dispose;
}

static void
hw_list_preview_widget_init (HwListPreviewWidget *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_column_view_set_show_row_separators (self->view, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What will leave"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->view));
  gtk_widget_set_vexpand (scrolled, TRUE);
  adw_bin_set_child (ADW_BIN (self), scrolled);
}

/**
 * hw_list_preview_widget_new:
 *
 * Returns: (transfer floating): an empty preview
 */
GtkWidget *
hw_list_preview_widget_new (void)
{
  return g_object_new (HW_TYPE_LIST_PREVIEW_WIDGET, NULL);
}
