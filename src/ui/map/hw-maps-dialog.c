/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-maps-dialog.h"
#include "hw-map-row.h"
#include "hw-path-chooser.h"
#include "hw-problem.h"
#include "hw-place-service-group.h"
#include "hw-service-group.h"
#include "hw-streets-group.h"

#include <glib/gi18n-lib.h>

/*
 * A list of the map files, the one on top first, and under it the map service and
 * the server of the streets.
 * Rows move with their buttons or with Alt and the arrows, and leave with
 * Delete; the file itself is never touched.
 */

struct _HwMapsDialog
{
  AdwWindow parent_instance;

  HwMaps     *maps;         /* (owned by the session) */
  GtkListBox *list;         /* (owned by the tree) */
  GtkWidget  *placeholder;  /* (owned by the tree) */
  char       *focused;      /* (owned) (nullable): the file whose row has the focus after a move */
};

G_DEFINE_FINAL_TYPE (HwMapsDialog, hw_maps_dialog, ADW_TYPE_WINDOW)

static char *
dup_focused_path (HwMapsDialog *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  GtkWidget *row = focus != NULL ? (HW_IS_MAP_ROW (focus) ? focus : gtk_widget_get_ancestor (focus, HW_TYPE_MAP_ROW)) : NULL;

  return row != NULL ? g_strdup (hw_map_row_get_path (HW_MAP_ROW (row))) : NULL;
}

/* The list is built anew; the focus stays with its file. */
static void
fill_list (HwMapsDialog *self)
{
  g_auto (GStrv) paths = hw_maps_dup_paths (self->maps);
  guint n_paths = g_strv_length (paths);
  g_autofree char *focused = self->focused != NULL ? g_steal_pointer (&self->focused) : dup_focused_path (self);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; i < n_paths; i++)
    {
      GtkWidget *row = hw_map_row_new (paths[i], hw_maps_get_map (self->maps, paths[i]), hw_maps_get_refusal (self->maps, paths[i]), i == 0, i + 1 == n_paths);

      gtk_list_box_append (self->list, row);
      if (g_strcmp0 (paths[i], focused) == 0)
        gtk_widget_grab_focus (row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->list), n_paths > 0);
  gtk_widget_set_visible (self->placeholder, n_paths == 0);
}

static void
move_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HwMapsDialog *self = HW_MAPS_DIALOG (widget);
  const char *path;
  int steps;

  g_variant_get (parameter, "(&si)", &path, &steps);
  g_free (self->focused);
  self->focused = g_strdup (path);
  hw_maps_move (self->maps, path, steps);
}

static void
remove_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  hw_maps_remove (HW_MAPS_DIALOG (widget)->maps, g_variant_get_string (parameter, NULL));
}

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (HwMapsDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!hw_maps_add_finish (HW_MAPS (source), result, &error) && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    hw_problem_show (GTK_WIDGET (self), _("This map cannot be shown"), error);
}

static void
chosen_cb (const char *path,
           gpointer    user_data)
{
  HwMapsDialog *self = user_data;

  hw_maps_add_async (self->maps, path, NULL, added_cb, g_object_ref (self));
}

static void
add_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  hw_path_chooser_choose (widget, HW_PATH_MAP, chosen_cb, widget);
}

static void
hw_maps_dialog_dispose (GObject *object)
{
  HwMapsDialog *self = HW_MAPS_DIALOG (object);

  g_clear_pointer (&self->focused, g_free);
  G_OBJECT_CLASS (hw_maps_dialog_parent_class)->dispose (object);
}

static void
hw_maps_dialog_class_init (HwMapsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_maps_dialog_dispose;
  gtk_widget_class_install_action (widget_class, "maps.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "maps.move", "(si)", move_action);
  gtk_widget_class_install_action (widget_class, "maps.remove", "s", remove_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hw_maps_dialog_init (HwMapsDialog *self)
{
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), 560, 620);
  gtk_window_set_title (GTK_WINDOW (self), _("Maps"));
}

static GtkWidget *
build_files (HwMapsDialog *self)
{
  GtkWidget *group = adw_preferences_group_new (), *add = gtk_button_new_with_mnemonic (_("_Add…")), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Maps on this laptop"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                         _("The first lies on top; the others show where it has nothing. Alt and the arrows move a map, Delete takes it out of the list."));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (add), "maps.add");
  gtk_widget_set_valign (add, GTK_ALIGN_CENTER);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (group), add);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Maps, the first on top"), -1);
  self->placeholder = gtk_label_new (_("No map yet. An MBTiles or PMTiles file with pictures of your town works without a connection."));
  gtk_label_set_wrap (GTK_LABEL (self->placeholder), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->placeholder), 0);
  gtk_widget_add_css_class (self->placeholder, "dim-label");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (box), self->placeholder);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), box);
  return group;
}

static void
build (HwMapsDialog *self,
       HwSession    *session)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *page = adw_preferences_page_new ();

  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (build_files (self)));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (hw_service_group_new (hw_maps_get_service (self->maps))));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (hw_streets_group_new (session)));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (hw_place_service_group_new (session)));
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), page);
  adw_window_set_content (ADW_WINDOW (self), box);
}

/**
 * hw_maps_dialog_new:
 * @parent: a widget of the window it stands in front of
 * @session: an open session
 *
 * Returns: (transfer none): a dialog with its maps
 */
GtkWidget *
hw_maps_dialog_new (GtkWidget *parent,
                    HwSession *session)
{
  GtkRoot *root = gtk_widget_get_root (parent);
  HwMapsDialog *self = g_object_new (HW_TYPE_MAPS_DIALOG, "transient-for", GTK_IS_WINDOW (root) ? root : NULL, NULL);

  self->maps = hw_maps_get_for_session (session);
  build (self, session);
  g_signal_connect_object (self->maps, "changed", G_CALLBACK (fill_list), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "locked", G_CALLBACK (gtk_window_destroy), self, G_CONNECT_SWAPPED);
  fill_list (self);
  return GTK_WIDGET (self);
}
