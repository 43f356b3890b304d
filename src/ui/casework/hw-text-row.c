/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-text-row.h"

/* A row for words with line breaks: its title on top, the text under it. Tab
 * goes on to the next question.
 *
 * Signal "changed": the text is another. */

struct _HwTextRow
{
  AdwPreferencesRow parent_instance;

  GtkWidget *title;   /* child */
  GtkWidget *text;
};

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwTextRow, hw_text_row, ADW_TYPE_PREFERENCES_ROW)

static void
changed_cb (HwTextRow *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* The text has the focus, not the row around it. */
static gboolean
hw_text_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (HW_TEXT_ROW (widget)->text);
}

static void
hw_text_row_class_init (HwTextRowClass *klass)
{
  GTK_WIDGET_CLASS (klass)->grab_focus = hw_text_row_grab_focus;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
hw_text_row_init (HwTextRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->title = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE,
                              "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_add_css_class (self->title, "caption");
  gtk_widget_add_css_class (self->title, "dim-label");
  self->text = g_object_new (GTK_TYPE_TEXT_VIEW, "wrap-mode", GTK_WRAP_WORD_CHAR, "accepts-tab", FALSE, "height-request", 54, NULL);
  gtk_widget_add_css_class (self->text, "form-text");
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text)), "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->title);
  gtk_box_append (GTK_BOX (box), self->text);
  gtk_widget_add_css_class (box, "form-text-box");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
}

/**
 * hw_text_row_new:
 * @title: plain text
 *
 * Returns: (transfer floating): an empty row
 */
GtkWidget *
hw_text_row_new (const char *title)
{
  HwTextRow *self = g_object_new (HW_TYPE_TEXT_ROW, "use-markup", FALSE, "title", title, NULL);

  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  return GTK_WIDGET (self);
}

/**
 * hw_text_row_dup_text:
 * @self: a row
 *
 * Returns: (transfer full): what is written, as it is
 */
char *
hw_text_row_dup_text (HwTextRow *self)
{
  GtkTextBuffer *buffer;
  GtkTextIter start, end;

  g_return_val_if_fail (HW_IS_TEXT_ROW (self), NULL);

  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

/**
 * hw_text_row_set_text:
 * @self: a row
 * @text: (nullable): plain text
 */
void
hw_text_row_set_text (HwTextRow  *self,
                      const char *text)
{
  g_return_if_fail (HW_IS_TEXT_ROW (self));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text)), text != NULL ? text : "", -1);
}
