/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-problem.h"
#include "hw-message.h"

#include <glib/gi18n-lib.h>

/*
 * How every page says that something did not work, or that it did: a dialog for
 * what needs reading, a toast for what needs a glance.
 */

/**
 * hw_problem_show:
 * @widget: a widget of the window in which it happened
 * @heading: what happened, in a short sentence
 * @error: (nullable): its message says what was kept and what to do
 *
 * Shows a problem in a dialog. What a user cancelled is not a problem, and
 * nothing is shown for it; nor for what a page met that is not in a window any
 * more.
 */
void
hw_problem_show (GtkWidget    *widget,
                 const char   *heading,
                 const GError *error)
{
  AdwMessageDialog *dialog;

  if (!GTK_IS_WINDOW (gtk_widget_get_root (widget)) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  dialog = hw_message_new (widget, heading, error ? error->message : NULL);
  adw_message_dialog_add_response (dialog, "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * hw_toast_show:
 * @widget: a widget inside the window's toast overlay
 * @words: plain text, not markup
 *
 * Says in passing that something was done.
 */
void
hw_toast_show (GtkWidget  *widget,
               const char *words)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  g_autofree char *markup = g_markup_escape_text (words, -1);

  if (overlay != NULL)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), adw_toast_new (markup));
}
