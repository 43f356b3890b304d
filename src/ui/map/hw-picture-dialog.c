/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-picture-dialog.h"
#include "hw-map-picture.h"
#include "hw-problem.h"

#include <glib/gi18n-lib.h>

/*
 * The picture is made when the dialog opens and when another one is chosen, and
 * what is shown is what will be written. It goes with the workspace's lock.
 */

#define PREVIEW_HEIGHT 300

typedef enum { FOR_TEAM, PUBLIC } PictureKind;

struct _HwPictureDialog
{
  AdwWindow parent_instance;

  HwSession            *session;      /* (owned) */
  HwMapFrame            frame;
  GskRenderNode        *nodes[2];     /* (owned) (nullable): the map by PictureKind */
  char                 *attribution;  /* (owned) (nullable) */
  HwMapPicture         *picture;      /* (owned) (nullable) */
  GtkFileChooserNative *chooser;      /* (owned) (nullable) */

  GtkWidget            *kind_row;     /* (owned by the tree) */
  GtkWidget            *format_row;   /* (owned by the tree) */
  GtkWidget            *preview;      /* (owned by the tree) */
  GtkLabel             *hint;         /* (owned by the tree) */
};

G_DEFINE_FINAL_TYPE (HwPictureDialog, hw_picture_dialog, ADW_TYPE_WINDOW)

static HwPictureFormat
get_format (HwPictureDialog *self)
{
  return adw_combo_row_get_selected (ADW_COMBO_ROW (self->format_row)) == 0 ? HW_PICTURE_PNG : HW_PICTURE_PDF;
}

static PictureKind
get_kind (HwPictureDialog *self)
{
  return adw_combo_row_get_selected (ADW_COMBO_ROW (self->kind_row)) == 0 ? FOR_TEAM : PUBLIC;
}

static void
show_hint (HwPictureDialog *self)
{
  const char *hint = _("This picture shows exactly where people sleep. Keep it as you keep the workspace.");

  if (get_kind (self) == PUBLIC)
    hint = hw_map_picture_count_squares (self->picture) == 0
           ? _("Nothing on this map is old enough and frequent enough to be shown to anybody. Choose more days under the map.")
           : _("Anybody may see this picture. Reports, contacts, hot-spots and sites are not in it.");
  gtk_label_set_text (self->hint, hint);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "picture.save", get_kind (self) == FOR_TEAM || hw_map_picture_count_squares (self->picture) > 0);
}

static void
make_picture (HwPictureDialog *self)
{
  HwPointIndex *points = hw_session_get_points (self->session);
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->picture, hw_map_picture_free);
  if (get_kind (self) == PUBLIC)
    self->picture = hw_map_picture_new_public (&self->frame, self->nodes[PUBLIC], points, g_get_real_time (), self->attribution, &error);
  else
    self->picture = hw_map_picture_new_for_team (&self->frame, self->nodes[FOR_TEAM], points, self->attribution);
  if (self->picture == NULL)
    hw_problem_show (GTK_WIDGET (self), _("No picture was made"), error);
  else
    show_hint (self);
  gtk_widget_queue_draw (self->preview);
}

static void
draw_preview_cb (GtkDrawingArea *area,
                 cairo_t        *cr,
                 int             width,
                 int             height,
                 gpointer        user_data)
{
  HwPictureDialog *self = user_data;
  int picture_width, picture_height;
  double scale;

  if (self->picture == NULL)
    return;
  hw_map_picture_get_size (self->picture, &picture_width, &picture_height);
  scale = MIN ((double) width / picture_width, (double) height / picture_height);
  cairo_translate (cr, (width - picture_width * scale) / 2, (height - picture_height * scale) / 2);
  cairo_scale (cr, scale, scale);
  hw_map_picture_draw (self->picture, cr);
}

static void
saved_to_cb (GtkNativeDialog *native,
             int              response,
             HwPictureDialog *self)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (native)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autoptr (GError) error = NULL;
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  g_clear_object (&self->chooser);
  if (path == NULL || self->picture == NULL)
    return;
  if (!hw_map_picture_write (self->picture, path, get_format (self), &error))
    {
      hw_problem_show (GTK_WIDGET (self), _("No picture was saved"), error);
      return;
    }
  if (parent != NULL)
    hw_toast_show (gtk_window_get_child (parent), _("The picture was saved"));
  gtk_window_close (GTK_WINDOW (self));
}

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HwPictureDialog *self = HW_PICTURE_DIALOG (widget);
  g_autofree char *file_name = g_strdup_printf ("%s.%s", _("map"), get_format (self) == HW_PICTURE_PNG ? "png" : "pdf");

  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_("Save the picture"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), file_name);
  g_signal_connect (self->chooser, "response", G_CALLBACK (saved_to_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
hw_picture_dialog_dispose (GObject *object)
{
  HwPictureDialog *self = HW_PICTURE_DIALOG (object);

  for (guint i = 0; i < G_N_ELEMENTS (self->nodes); i++)
    g_clear_pointer (&self->nodes[i], gsk_render_node_unref);
  g_clear_pointer (&self->picture, hw_map_picture_free);
  g_clear_pointer (&self->attribution, g_free);
  g_clear_object (&self->chooser);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (hw_picture_dialog_parent_class)->dispose (object);
}

static void
hw_picture_dialog_class_init (HwPictureDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_picture_dialog_dispose;
  gtk_widget_class_install_action (widget_class, "picture.save", NULL, save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
build_header (void)
{
  GtkWidget *header = adw_header_bar_new (), *cancel = gtk_button_new_with_label (_("Cancel")), *save = gtk_button_new_with_label (_("Save…"));

  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (save), "picture.save");
  gtk_widget_add_css_class (save, "suggested-action");
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), save);
  return header;
}

static GtkWidget *
build_choice (const char         *title,
              const char * const *choices)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) model = gtk_string_list_new (choices);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (model));
  return row;
}

static GtkWidget *
build_body (HwPictureDialog *self)
{
  const char * const kinds[] = { _("For the team: as it is"), _("For anybody: squares"), NULL };
  const char * const formats[] = { _("PNG, a picture"), _("PDF, to print"), NULL };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *group = adw_preferences_group_new ();

  self->kind_row = build_choice (_("Show"), kinds);
  self->format_row = build_choice (_("As"), formats);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->kind_row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->format_row);
  self->preview = gtk_drawing_area_new ();
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (self->preview), PREVIEW_HEIGHT);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->preview), draw_preview_cb, self, NULL);
  gtk_widget_set_vexpand (self->preview, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->preview), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What will be saved"), -1);
  self->hint = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->hint, TRUE);
  gtk_label_set_xalign (self->hint, 0);
  gtk_widget_add_css_class (box, "map-picture");
  gtk_box_append (GTK_BOX (box), self->preview);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->hint));
  gtk_box_append (GTK_BOX (box), group);
  return box;
}

static void
hw_picture_dialog_init (HwPictureDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), 560, -1);
  gtk_window_set_title (GTK_WINDOW (self), _("Picture of the map"));
  gtk_box_append (GTK_BOX (box), build_header ());
  gtk_box_append (GTK_BOX (box), build_body (self));
  adw_window_set_content (ADW_WINDOW (self), box);
  g_signal_connect_object (self->kind_row, "notify::selected", G_CALLBACK (make_picture), self, G_CONNECT_SWAPPED);
}

/**
 * hw_picture_dialog_new:
 * @parent: a widget of the window it stands in front of
 * @session: an open session
 * @view: the map, as it is now
 *
 * Returns: (transfer none): a dialog with a picture of the map
 */
GtkWidget *
hw_picture_dialog_new (GtkWidget *parent,
                       HwSession *session,
                       HwMapView *view)
{
  GtkRoot *root = gtk_widget_get_root (parent);
  HwPictureDialog *self = g_object_new (HW_TYPE_PICTURE_DIALOG, "transient-for", GTK_IS_WINDOW (root) ? root : NULL, NULL);

  self->session = g_object_ref (session);
  self->nodes[FOR_TEAM] = hw_map_picture_take (view, FALSE, &self->frame);
  self->nodes[PUBLIC] = hw_map_picture_take (view, TRUE, &self->frame);
  self->attribution = g_strdup (hw_map_view_get_attribution (view));
  /* Locked: the picture goes as well. */
  g_signal_connect_object (session, "locked", G_CALLBACK (gtk_window_destroy), self, G_CONNECT_SWAPPED);
  make_picture (self);
  return GTK_WIDGET (self);
}
