/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-map-row.h"

#include <glib/gi18n-lib.h>

/* Made anew whenever the list changes: it only shows. */

struct _HwMapRow
{
  AdwActionRow parent_instance;

  char *path;   /* (owned) */
};

G_DEFINE_FINAL_TYPE (HwMapRow, hw_map_row, ADW_TYPE_ACTION_ROW)

static gboolean
move_cb (GtkWidget *widget,
         GVariant  *args,
         gpointer   user_data)
{
  int steps;

  g_variant_get (args, "(i)", &steps);
  gtk_widget_activate_action (widget, "maps.move", "(si)", HW_MAP_ROW (widget)->path, steps);
  return TRUE;
}

static gboolean
remove_cb (GtkWidget *widget,
           GVariant  *args,
           gpointer   user_data)
{
  gtk_widget_activate_action (widget, "maps.remove", "s", HW_MAP_ROW (widget)->path);
  return TRUE;
}

static void
hw_map_row_finalize (GObject *object)
{
  g_free (HW_MAP_ROW (object)->path);
  G_OBJECT_CLASS (hw_map_row_parent_class)->finalize (object);
}

static void
hw_map_row_class_init (HwMapRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hw_map_row_finalize;
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, GDK_ALT_MASK, move_cb, "(i)", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, GDK_ALT_MASK, move_cb, "(i)", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Delete, 0, remove_cb, NULL);
}

static void
hw_map_row_init (HwMapRow *self)
{
}

/* "zoom 0 to 17 · 3.0 MB · March 2025" */
static char *
describe (HwTileArchive *map)
{
  g_autofree char *size = g_format_size ((guint64) hw_tile_archive_get_size (map));
  g_autoptr (GDateTime) modified = g_date_time_new_from_unix_utc (hw_tile_archive_get_modified (map) / G_USEC_PER_SEC);
  g_autofree char *month = modified != NULL ? g_date_time_format (modified, _("%B %Y")) : g_strdup ("");

  /* TRANSLATORS: the zooms that a map has, its size on the disk, the month it is of */
  return g_strdup_printf (_("Zoom %u to %u · %s · %s"), hw_tile_archive_get_min_zoom (map), hw_tile_archive_get_max_zoom (map), size, month);
}

static void
add_button (HwMapRow   *self,
            const char *icon,
            const char *label,
            const char *action,
            GVariant   *target,
            gboolean    is_possible)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  if (is_possible)
    gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  else
    gtk_widget_set_sensitive (button, FALSE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), button);
}

/**
 * hw_map_row_new:
 * @path: the file
 * @map: (nullable): the map, once it is open
 * @refusal: (nullable): why it cannot be shown
 * @is_first: whether it lies on top
 * @is_last: whether it lies below all
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
hw_map_row_new (const char    *path,
                HwTileArchive *map,
                const char    *refusal,
                gboolean       is_first,
                gboolean       is_last)
{
  HwMapRow *self = g_object_new (HW_TYPE_MAP_ROW, NULL);
  g_autofree char *basename = g_path_get_basename (path);
  g_autofree char *shown = g_filename_display_name (basename);
  g_autofree char *description = map != NULL ? describe (map) : g_strdup (refusal != NULL ? refusal : _("Being opened"));

  self->path = g_strdup (path);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), map != NULL ? hw_tile_archive_get_name (map) : shown);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), description);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 4);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), shown);
  if (refusal != NULL)
    adw_action_row_add_prefix (ADW_ACTION_ROW (self), gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  add_button (self, "go-up-symbolic", _("Move up"), "maps.move", g_variant_new ("(si)", path, -1), !is_first);
  add_button (self, "go-down-symbolic", _("Move down"), "maps.move", g_variant_new ("(si)", path, 1), !is_last);
  add_button (self, "list-remove-symbolic", _("Take out of the list"), "maps.remove", g_variant_new_string (path), TRUE);
  return GTK_WIDGET (self);
}

/**
 * hw_map_row_get_path:
 * @self: a row
 *
 * Returns: its file
 */
const char *
hw_map_row_get_path (HwMapRow *self)
{
  g_return_val_if_fail (HW_IS_MAP_ROW (self), NULL);

  return self->path;
}
