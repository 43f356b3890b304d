/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-areas-dialog.h"
#include "hw-area-counts.h"
#include "hw-map-files.h"
#include "hw-map-style.h"
#include "hw-message.h"
#include "hw-problem.h"

#include <glib/gi18n-lib.h>

/*
 * A row per area, with its number and its team; opened, the row has what can be
 * changed. A row writes when Enter is pressed or its tick is clicked, not as one
 * types: every change is an entry of the journal.
 */

#define SWATCH 16

struct _HwAreasDialog
{
  AdwWindow parent_instance;

  HwSession            *session;      /* (owned) */
  GCancellable         *cancellable;  /* (owned): of a file being read */
  GtkFileChooserNative *chooser;      /* (owned) (nullable) */
  GHashTable           *rows;         /* (owned) (element-type char GtkWidget): by the area's id */
  guint                 fill_source;

  GtkStack             *stack;        /* (owned by the tree) */
  GtkListBox           *list;         /* (owned by the tree) */
  GtkLabel             *note;         /* (owned by the tree) */
};

G_DEFINE_FINAL_TYPE (HwAreasDialog, hw_areas_dialog, ADW_TYPE_WINDOW)

enum { SIGNAL_AREA_CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

/* -- changes -- */

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (HwAreasDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!hw_session_save_area_finish (HW_SESSION (object), result, NULL, &error))
    hw_problem_show (GTK_WIDGET (self), _("The area was not changed"), error);
}

static const HwArea *
get_area (GtkWidget *row)
{
  return hw_area_item_get_area (g_object_get_data (G_OBJECT (row), "hw-item"));
}

static void
save (HwAreasDialog *self,
      const HwArea  *area)
{
  hw_session_save_area_async (self->session, area, saved_cb, g_object_ref (self));
}

static char *
dup_text (GtkWidget *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static void
name_applied_cb (HwAreasDialog *self,
                 GtkWidget     *entry)
{
  g_autoptr (HwArea) area = hw_area_copy (get_area (entry));

  g_free (area->name);
  area->name = dup_text (entry);
  save (self, area);
}

static void
team_applied_cb (HwAreasDialog *self,
                 GtkWidget     *entry)
{
  g_autoptr (HwArea) area = hw_area_copy (get_area (entry));

  g_free (area->covered_by);
  area->covered_by = dup_text (entry);
  if (*area->covered_by == '\0')
    g_clear_pointer (&area->covered_by, g_free);
  save (self, area);
}

static void
colour_chosen_cb (HwAreasDialog   *self,
                  GtkToggleButton *button)
{
  g_autoptr (HwArea) area = NULL;
  guint8 colour = (guint8) GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "hw-colour"));

  if (!gtk_toggle_button_get_active (button) || get_area (GTK_WIDGET (button))->colour == colour)
    return;
  area = hw_area_copy (get_area (GTK_WIDGET (button)));
  area->colour = colour;
  save (self, area);
}

static void
removed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (HwAreasDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!hw_session_remove_area_finish (HW_SESSION (object), result, &error))
    hw_problem_show (GTK_WIDGET (self), _("The area is still there"), error);
}

static void
remove_answered_cb (AdwMessageDialog *dialog,
                    const char       *response,
                    HwAreasDialog    *self)
{
  HwAreaItem *item = g_object_get_data (G_OBJECT (dialog), "hw-item");

  if (g_str_equal (response, "remove"))
    hw_session_remove_area_async (self->session, &hw_area_item_get_area (item)->id, removed_cb, g_object_ref (self));
}

static void
remove_clicked_cb (HwAreasDialog *self,
                   GtkWidget     *button)
{
  g_autofree char *heading = g_strdup_printf (_("Remove %s?"), get_area (button)->name);
  AdwMessageDialog *dialog = hw_message_new (GTK_WIDGET (self), heading, _("Reports and contacts in it stay. The area can be read from its file again."));

  adw_message_dialog_add_responses (dialog, "cancel", _("_Cancel"), "remove", _("_Remove"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "remove", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "hw-item", g_object_ref (g_object_get_data (G_OBJECT (button), "hw-item")), g_object_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (remove_answered_cb), self, 0);
  g_signal_connect_object (self->session, "locked", G_CALLBACK (gtk_window_destroy), dialog, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
show_clicked_cb (HwAreasDialog *self,
                 GtkWidget     *button)
{
  HwBox box = get_area (button)->box;

  g_signal_emit (self, signals[SIGNAL_AREA_CHOSEN], 0, &box);
  gtk_window_close (GTK_WINDOW (self));
}

/* -- a file of boundaries -- */

static void
imported_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (HwAreasDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (hw_session_import_areas_finish (HW_SESSION (object), result, &error) == 0 && error != NULL)
    hw_problem_show (GTK_WIDGET (self), _("No area was read"), error);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (HwAreasDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) boundaries = hw_map_files_read_boundaries_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (boundaries == NULL)
    {
      hw_problem_show (GTK_WIDGET (self), _("No area was read"), error);
      return;
    }
  hw_session_import_areas_async (self->session, boundaries, imported_cb, g_object_ref (self));
}

static void
file_chosen_cb (GtkNativeDialog *native,
                int              response,
                HwAreasDialog   *self)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (native)) : NULL;

  if (file != NULL && g_file_peek_path (file) != NULL)
    hw_areas_dialog_read (self, g_file_peek_path (file));
  g_clear_object (&self->chooser);
}

static void
import_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  static const char * const suffixes[] = { "geojson", "topojson", "json" };
  HwAreasDialog *self = HW_AREAS_DIALOG (widget);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("Boundaries (GeoJSON, TopoJSON)"));
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    gtk_file_filter_add_suffix (filter, suffixes[i]);
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_("Read Areas"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_OPEN, _("_Choose"), _("_Cancel"));
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  g_signal_connect (self->chooser, "response", G_CALLBACK (file_chosen_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* -- rows -- */

static void
draw_swatch_cb (GtkDrawingArea *area,
                cairo_t        *cr,
                int             width,
                int             height,
                gpointer        number)
{
  GdkRGBA colour;

  hw_map_area_colour (GPOINTER_TO_UINT (number), hw_map_is_dark (), &colour);
  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_arc (cr, width / 2.0, height / 2.0, MIN (width, height) / 2.0, 0, 2 * G_PI);
  cairo_fill (cr);
}

static GtkWidget *
new_swatch (guint number)
{
  GtkWidget *swatch = gtk_drawing_area_new ();

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (swatch), SWATCH);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (swatch), SWATCH);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (swatch), draw_swatch_cb, GUINT_TO_POINTER (number), NULL);
  gtk_widget_set_valign (swatch, GTK_ALIGN_CENTER);
  return swatch;
}

static void
set_item (GtkWidget  *widget,
          HwAreaItem *item)
{
  g_object_set_data_full (G_OBJECT (widget), "hw-item", g_object_ref (item), g_object_unref);
}

static void
add_entry (HwAreasDialog   *self,
           AdwExpanderRow  *row,
           HwAreaItem      *item,
           const char      *title,
           const char      *text,
           GCallback        applied)
{
  GtkWidget *entry = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), title);
  gtk_editable_set_text (GTK_EDITABLE (entry), text != NULL ? text : "");
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (entry), TRUE);
  set_item (entry, item);
  g_signal_connect_object (entry, "apply", applied, self, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (row, entry);
}

static GtkWidget *
new_colours (HwAreasDialog *self,
             HwAreaItem    *item)
{
  static const char * const names[HW_AREA_N_COLOURS] = { N_("Blue"), N_("Orange"), N_("Green"), N_("Pink"), N_("Yellow"), N_("Slate"), N_("Red"), N_("Grey") };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2), *first = NULL;

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  for (guint i = 0; i < HW_AREA_N_COLOURS; i++)
    {
      GtkWidget *button = gtk_toggle_button_new ();

      gtk_button_set_child (GTK_BUTTON (button), new_swatch (i));
      gtk_widget_set_tooltip_text (button, _(names[i]));
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _(names[i]), -1);
      gtk_widget_add_css_class (button, "flat");
      gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (first));
      first = first != NULL ? first : button;
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), hw_area_item_get_area (item)->colour == i);
      g_object_set_data (G_OBJECT (button), "hw-colour", GUINT_TO_POINTER (i));
      set_item (button, item);
      g_signal_connect_object (button, "toggled", G_CALLBACK (colour_chosen_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), button);
    }
  return box;
}

static void
add_button (HwAreasDialog *self,
            GtkWidget     *box,
            HwAreaItem    *item,
            const char    *label,
            GCallback      clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  set_item (button, item);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);
}

static GtkWidget *
new_row (HwAreasDialog *self,
         HwAreaItem    *item)
{
  const HwArea *area = hw_area_item_get_area (item);
  GtkWidget *row = adw_expander_row_new (), *colours = adw_action_row_new (), *does = adw_action_row_new ();
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), area->name);
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (row), new_swatch (area->colour));
  add_entry (self, ADW_EXPANDER_ROW (row), item, _("Name"), area->name, G_CALLBACK (name_applied_cb));
  add_entry (self, ADW_EXPANDER_ROW (row), item, _("Covered by"), area->covered_by, G_CALLBACK (team_applied_cb));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (colours), _("Colour"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (colours), new_colours (self, item));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), colours);
  gtk_widget_set_valign (buttons, GTK_ALIGN_CENTER);
  add_button (self, buttons, item, _("Show on the map"), G_CALLBACK (show_clicked_cb));
  add_button (self, buttons, item, _("Remove…"), G_CALLBACK (remove_clicked_cb));
  adw_action_row_add_suffix (ADW_ACTION_ROW (does), buttons);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), does);
  return row;
}

static char *
dup_subtitle (const HwArea *area,
              guint         count)
{
  g_autofree char *number = g_strdup_printf (ngettext ("%u on the map", "%u on the map", count), count);
  /* AdwExpanderRow reads its subtitle as markup. */
  g_autofree char *team = area->covered_by != NULL ? g_markup_escape_text (area->covered_by, -1) : NULL;

  if (team == NULL)
    return g_strdup_printf ("%s · <b>%s</b>", number, _("No team covers this area"));
  return g_strdup_printf ("%s · %s", number, team);
}

static void
show_note (HwAreasDialog      *self,
           const HwAreaCounts *counts)
{
  GListModel *areas = hw_session_get_areas (self->session);
  g_autofree char *where = NULL, *outside = NULL, *words = NULL;
  guint uncovered = 0;

  for (guint i = 0; i < counts->counts->len; i++)
    {
      g_autoptr (HwAreaItem) item = g_list_model_get_item (areas, i);

      if (hw_area_item_get_area (item)->covered_by == NULL)
        uncovered += g_array_index (counts->counts, guint, i);
    }
  where = g_strdup_printf (ngettext ("%u of what the map shows lies where no team goes", "%u of what the map shows lie where no team goes", uncovered), uncovered);
  outside = g_strdup_printf (ngettext ("%u outside all areas", "%u outside all areas", counts->outside), counts->outside);
  /* TRANSLATORS: how many lie where no team goes, and how many outside all areas */
  words = g_strdup_printf (_("%s; %s."), where, outside);
  gtk_label_set_text (self->note, words);
}

/* The areas that were open stay open when one of them has changed. */
static GHashTable *
list_open (HwAreasDialog *self)
{
  GHashTable *open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer id, row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &id, &row))
    if (adw_expander_row_get_expanded (row))
      g_hash_table_add (open, g_strdup (id));
  return open;
}

static void
fill (HwAreasDialog *self)
{
  GListModel *areas = hw_session_get_areas (self->session);
  g_autoptr (HwAreaCounts) counts = hw_area_counts_new (areas, hw_session_get_points (self->session));
  g_autoptr (GHashTable) open = list_open (self);
  GtkWidget *row;

  g_hash_table_remove_all (self->rows);
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < counts->counts->len; i++)
    {
      g_autoptr (HwAreaItem) item = g_list_model_get_item (areas, i);
      const HwArea *area = hw_area_item_get_area (item);
      g_autofree char *subtitle = dup_subtitle (area, g_array_index (counts->counts, guint, i));
      g_autofree char *id = hw_id_to_string (&area->id);

      row = new_row (self, item);
      adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
      adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), g_hash_table_contains (open, id));
      gtk_list_box_append (self->list, row);
      g_hash_table_insert (self->rows, g_steal_pointer (&id), row);
    }
  show_note (self, counts);
  gtk_stack_set_visible_child_name (self->stack, counts->counts->len > 0 ? "areas" : "none");
}

static gboolean
fill_cb (gpointer user_data)
{
  HwAreasDialog *self = user_data;

  self->fill_source = 0;
  fill (self);
  return G_SOURCE_REMOVE;
}

static void
fill_soon (HwAreasDialog *self)
{
  if (self->fill_source == 0)
    self->fill_source = g_idle_add (fill_cb, self);
}

/* -- object -- */

static void
hw_areas_dialog_dispose (GObject *object)
{
  HwAreasDialog *self = HW_AREAS_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->fill_source, g_source_remove);
  g_clear_object (&self->chooser);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (hw_areas_dialog_parent_class)->dispose (object);
}

static void
hw_areas_dialog_class_init (HwAreasDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_areas_dialog_dispose;
  signals[SIGNAL_AREA_CHOSEN] = g_signal_new ("area-chosen", HW_TYPE_AREAS_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  gtk_widget_class_install_action (widget_class, "areas.import", NULL, import_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
build_header (void)
{
  GtkWidget *header = adw_header_bar_new (), *read = gtk_button_new_with_label (_("Read a file…"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (read), "areas.import");
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), read);
  return header;
}

static GtkWidget *
build_list (HwAreasDialog *self)
{
  GtkWidget *page = adw_preferences_page_new (), *group = adw_preferences_group_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Areas"), -1);
  self->note = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->note, TRUE);
  gtk_label_set_xalign (self->note, 0);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->note), 12);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->note));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->list));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  return page;
}

static GtkWidget *
build_empty (void)
{
  GtkWidget *empty = adw_status_page_new (), *read = gtk_button_new_with_label (_("Read a file…"));

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (empty), "mark-location-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (empty), _("No areas yet"));
  adw_status_page_set_description (ADW_STATUS_PAGE (empty),
                                   _("Boroughs, districts or your own rounds, from a GeoJSON or TopoJSON file. Then you see how much there is in each, and where no team goes."));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (read), "areas.import");
  gtk_widget_set_halign (read, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (read, "pill");
  gtk_widget_add_css_class (read, "suggested-action");
  adw_status_page_set_child (ADW_STATUS_PAGE (empty), read);
  return empty;
}

static void
hw_areas_dialog_init (HwAreasDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->cancellable = g_cancellable_new ();
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_window_set_title (GTK_WINDOW (self), _("Areas"));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), 520, 560);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_stack_add_named (self->stack, build_empty (), "none");
  gtk_stack_add_named (self->stack, build_list (self), "areas");
  gtk_box_append (GTK_BOX (box), build_header ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  adw_window_set_content (ADW_WINDOW (self), box);
}

/**
 * hw_areas_dialog_new:
 * @parent: a widget of the window it stands in front of
 * @session: an open session
 *
 * Returns: (transfer none): a dialog with the areas of the town
 */
GtkWidget *
hw_areas_dialog_new (GtkWidget *parent,
                     HwSession *session)
{
  GtkRoot *root = gtk_widget_get_root (parent);
  HwAreasDialog *self = g_object_new (HW_TYPE_AREAS_DIALOG, "transient-for", GTK_IS_WINDOW (root) ? root : NULL, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (hw_session_get_areas (session), "items-changed", G_CALLBACK (fill_soon), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (hw_session_get_points (session), "changed", G_CALLBACK (fill_soon), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "locked", G_CALLBACK (gtk_window_destroy), self, G_CONNECT_SWAPPED);
  fill (self);
  return GTK_WIDGET (self);
}

/**
 * hw_areas_dialog_read:
 * @self: a dialog
 * @path: a GeoJSON or TopoJSON file
 *
 * Reads areas from a file, all of them or none.
 */
void
hw_areas_dialog_read (HwAreasDialog *self,
                      const char    *path)
{
  g_return_if_fail (HW_IS_AREAS_DIALOG (self));

  hw_map_files_read_boundaries_async (path, self->cancellable, read_cb, g_object_ref (self));
}
