/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-message.h"

/* Every message and every question comes up in a dialog made here, whatever
 * the length of its heading. */

#define HEADING_LEAST 200   /* pixels: less than the narrowest dialog has for it */

/* Newer libraries keep the heading twice: large, where it fits on one line, and small. Both are measured for every width
 * that either can take, and GTK warns where the large one, which cannot break, needs more. Large ones that may break and
 * ask for no more than the small ones measure well; their natural width is that of one line as before, so what is shown
 * stays the same. In older ones the only heading breaks already. */
static void
fit_heading (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && (gtk_widget_has_css_class (widget, "title-2") || gtk_widget_has_css_class (widget, "title-4")))
    {
      gtk_label_set_wrap (GTK_LABEL (widget), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (widget), PANGO_WRAP_WORD_CHAR);
      gtk_widget_set_size_request (widget, HEADING_LEAST, -1);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    fit_heading (child);
}

/**
 * hw_message_new:
 * @widget: a widget of the window it belongs to
 * @heading: a short sentence or question; plain text
 * @body: (nullable): what else is to be known; plain text
 *
 * Makes a dialog for a message or a question, to which the caller adds the
 * responses before it presents it.
 *
 * Returns: (transfer none): the dialog, which GTK owns until it is closed
 */
AdwMessageDialog *
hw_message_new (GtkWidget  *widget,
                const char *heading,
                const char *body)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *dialog = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, heading, body);

  fit_heading (dialog);
  return ADW_MESSAGE_DIALOG (dialog);
}
