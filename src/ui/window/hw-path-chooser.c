/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-path-chooser.h"

#include <glib/gi18n-lib.h>

/*
 * Asks for a file or a folder on this laptop. The chooser is kept until it
 * answers; the widget that asked may be gone by then, and then nobody is told.
 */

typedef struct
{
  GWeakRef widget;
  HwPathFunc func;
  gpointer user_data;
} Question;

static void
question_free (Question *question)
{
  g_weak_ref_clear (&question->widget);
  g_free (question);
}

static void
response_cb (GtkNativeDialog *dialog,
             int              response,
             gpointer         user_data)
{
  Question *question = user_data;
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&question->widget);
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

  if (response == GTK_RESPONSE_ACCEPT && widget != NULL && file != NULL && g_file_peek_path (file) != NULL)
    question->func (g_file_peek_path (file), question->user_data);
  question_free (question);
  g_object_unref (dialog);
}

static void
add_filter (GtkFileChooser *chooser,
            const char     *name,
            const char     *first_suffix,
            const char     *second_suffix)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  gtk_file_filter_add_suffix (filter, first_suffix);
  if (second_suffix != NULL)
    gtk_file_filter_add_suffix (filter, second_suffix);
  gtk_file_chooser_add_filter (chooser, filter);
}

static const char *
get_title (HwPathKind kind)
{
  switch (kind)
    {
    case HW_PATH_WORKSPACE: return _("Open a Workspace");
    case HW_PATH_FOLDER: return _("Where to Keep It");
    case HW_PATH_MAP: return _("Choose a Map");
    case HW_PATH_PLACES: return _("Choose a List of Places");
    default: g_return_val_if_reached ("");
    }
}

/**
 * hw_path_chooser_choose:
 * @widget: the widget that asks
 * @kind: what to ask for
 * @func: (scope async): called with the path when one was chosen and @widget still lives
 * @user_data: for @func
 *
 * Asks for a path.
 */
void
hw_path_chooser_choose (GtkWidget *widget,
                        HwPathKind kind,
                        HwPathFunc func,
                        gpointer   user_data)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (get_title (kind), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                                               kind == HW_PATH_FOLDER ? GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER : GTK_FILE_CHOOSER_ACTION_OPEN,
                                                               _("_Choose"), _("_Cancel"));
  Question *question = g_new0 (Question, 1);

  if (kind == HW_PATH_MAP)
    add_filter (GTK_FILE_CHOOSER (chooser), _("Maps (MBTiles, PMTiles)"), "mbtiles", "pmtiles");
  if (kind == HW_PATH_PLACES)
    add_filter (GTK_FILE_CHOOSER (chooser), _("CSV and GeoJSON"), "csv", "geojson");
  g_weak_ref_init (&question->widget, widget);
  question->func = func;
  question->user_data = user_data;
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect (chooser, "response", G_CALLBACK (response_cb), question);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/**
 * hw_path_suggest_folder:
 *
 * Returns: (transfer full): the folder for a workspace of somebody who has no wish of their own
 */
char *
hw_path_suggest_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "homeward", NULL);
}

/**
 * hw_path_suggest_name:
 * @team_name: the team's name
 *
 * Returns: (transfer full): a file name made of it: letters and digits, joined by dashes
 */
char *
hw_path_suggest_name (const char *team_name)
{
  g_autofree char *ascii = g_str_to_ascii (team_name, "C");
  g_autoptr (GString) name = g_string_new (NULL);

  for (const char *c = ascii; *c != '\0' && name->len < 60; c++)
    {
      if (g_ascii_isalnum (*c))
        g_string_append_c (name, g_ascii_tolower (*c));
      else if (name->len > 0 && name->str[name->len - 1] != '-')
        g_string_append_c (name, '-');
    }
  while (name->len > 0 && name->str[name->len - 1] == '-')
    g_string_truncate (name, name->len - 1);
  if (name->len == 0)
    g_string_append (name, "workspace");
  g_string_append (name, HW_WORKSPACE_SUFFIX);

  return g_string_free (g_steal_pointer (&name), FALSE);
}
