/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-private-file.h"
#include "hw-problem.h"
#include "hw-save-bytes.h"

/* Asks where to, and writes a file that only its owner can read. */

typedef struct
{
  GtkWidget            *opener;    /* (owned) */
  GBytes               *bytes;     /* (owned) */
  GtkFileChooserNative *chooser;   /* (owned) */
} Saving;

static void
write_to (Saving *saving,
          GFile  *file)
{
  g_autofree char *path = g_file_get_path (file);
  g_autoptr (GError) error = NULL;

  if (path == NULL)
    g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _("It can only be saved on this computer. No file was written. Choose a folder here."));
  else if (hw_private_file_write (path, g_bytes_get_data (saving->bytes, NULL), g_bytes_get_size (saving->bytes), &error))
    {
      hw_toast_show (saving->opener, _("The file is written"));
      return;
    }
  hw_problem_show (saving->opener, _("The file was not written"), error);
}

static void
response_cb (Saving *saving,
             int     response)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (saving->chooser)) : NULL;

  if (file != NULL)
    write_to (saving, file);
  g_object_unref (saving->chooser);
  g_object_unref (saving->opener);
  g_bytes_unref (saving->bytes);
  g_free (saving);
}

/**
 * hw_save_bytes:
 * @opener: a widget of the window it belongs to
 * @title: of the question where to
 * @file_name: what is proposed; it says nothing about anybody
 * @bytes: the file
 *
 * Saves @bytes where the user says, and tells what came of it.
 */
void
hw_save_bytes (GtkWidget  *opener,
               const char *title,
               const char *file_name,
               GBytes     *bytes)
{
  Saving *saving = g_new0 (Saving, 1);
  GtkRoot *root = gtk_widget_get_root (opener);

  saving->opener = g_object_ref (opener);
  saving->bytes = g_bytes_ref (bytes);
  saving->chooser = gtk_file_chooser_native_new (title, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (saving->chooser), file_name);
  g_signal_connect_swapped (saving->chooser, "response", G_CALLBACK (response_cb), saving);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (saving->chooser));
}
