/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-places-dialog.h"

#include "hw-path-chooser.h"
#include "hw-place-list.h"
#include "hw-session-places.h"
#include "hw-words.h"

#include <glib/gi18n-lib.h>

/*
 * Brings the team's own list of places to the call desk, in three steps: choose
 * the file; see what its columns were taken for, its first places, and the rows
 * that are none; and how many were new. Opened by the window's win.places action.
 */

#define N_SHOWN          8
#define N_REFUSALS_SHOWN 100

struct _HwPlacesDialog
{
  AdwWindow parent_instance;

  HwSession *session;          /* (owned) */
  HwPlaceList *list;           /* (owned) (nullable) */
  GCancellable *cancellable;   /* (owned) */

  GtkStack *stack;
  GtkButton *cancel_button;
  GtkWidget *import_button;
  GtkLabel *problem_label;
  AdwPreferencesGroup *places_group;
  AdwPreferencesGroup *refusals_group;
  AdwStatusPage *done_page;
};

G_DEFINE_FINAL_TYPE (HwPlacesDialog, hw_places_dialog, ADW_TYPE_WINDOW)

static void
show_step (HwPlacesDialog *self,
           const char     *step)
{
  gtk_stack_set_visible_child_name (self->stack, step);
  gtk_widget_set_visible (self->import_button, g_str_equal (step, "look"));
  gtk_button_set_label (self->cancel_button, g_str_equal (step, "done") ? _("_Close") : _("_Cancel"));
}

static void
show_problem (HwPlacesDialog *self,
              const char     *words)
{
  gtk_label_set_label (self->problem_label, words);
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), TRUE);
  show_step (self, "choose");
}

/* -- what is in the file -- */

static const char *
kind_words (HwNamedPlaceKind kind)
{
  switch (kind)
    {
    case HW_NAMED_PLACE_STREET: return _("street");
    case HW_NAMED_PLACE_LANDMARK: return _("landmark");
    case HW_NAMED_PLACE_DISTRICT: return _("district");
    case HW_NAMED_PLACE_OTHER:
    default: return _("place");
    }
}

static void
add_row (AdwPreferencesGroup *group,
         const char          *title,
         const char          *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle != NULL ? subtitle : "");
  adw_preferences_group_add (group, row);
}

static void
show_places (HwPlacesDialog *self)
{
  g_autofree char *number = hw_words_dup_number (self->list->places->len);
  g_autofree char *title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s place", "%s places", self->list->places->len), number);
  g_autofree char *columns = g_strjoinv (" · ", self->list->columns);
  g_autofree char *escaped = g_markup_escape_text (columns, -1);

  adw_preferences_group_set_title (self->places_group, title);
  adw_preferences_group_set_description (self->places_group, escaped);
  for (guint i = 0; i < self->list->places->len && i < N_SHOWN; i++)
    {
      const HwNamedPlace *place = g_ptr_array_index (self->list->places, i);
      g_autofree char *where = g_strdup_printf ("%s · %.5f, %.5f", kind_words (place->kind), place->point.latitude, place->point.longitude);

      add_row (self->places_group, place->name, where);
    }
}

static void
show_refusals (HwPlacesDialog *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->refusals_group), self->list->n_refused > 0);
  for (guint i = 0; i < self->list->refusals->len && i < N_REFUSALS_SHOWN; i++)
    {
      const HwRefusal *refusal = g_ptr_array_index (self->list->refusals, i);
      g_autofree char *line = hw_words_dup_number (refusal->line);
      g_autofree char *title = g_strdup_printf (_("Line %s: %s"), line, refusal->reason);

      add_row (self->refusals_group, title, refusal->text);
    }
  if (self->list->n_refused > N_REFUSALS_SHOWN)
    {
      g_autofree char *left = hw_words_dup_number (self->list->n_refused - N_REFUSALS_SHOWN);
      g_autofree char *more = g_strdup_printf (_("and %s more"), left);

      add_row (self->refusals_group, more, NULL);
    }
}

static void
read_on_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  GError *error = NULL;
  HwPlaceList *list = hw_place_list_read (task_data, cancellable, &error);

  if (list != NULL)
    g_task_return_pointer (task, list, (GDestroyNotify) hw_place_list_free);
  else
    g_task_return_error (task, error);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  HwPlacesDialog *self = HW_PLACES_DIALOG (source);
  g_autoptr (GError) error = NULL;
  HwPlaceList *list = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (list == NULL)
    {
      show_problem (self, error->message);
      return;
    }
  g_clear_pointer (&self->list, hw_place_list_free);
  self->list = list;
  show_places (self);
  show_refusals (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "places.import", list->places->len > 0);
  show_step (self, "look");
  gtk_widget_grab_focus (self->import_button);
}

static void
chosen_cb (const char *path,
           gpointer    user_data)
{
  hw_places_dialog_open (user_data, path);
}

static void
choose_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  hw_path_chooser_choose (widget, HW_PATH_PLACES, chosen_cb, widget);
}

/* -- importing -- */

static void
imported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (HwPlacesDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *added = NULL, *known = NULL, *refused = NULL, *title = NULL, *words = NULL;
  guint n_added = 0, n_known = 0;

  if (!hw_session_import_places_finish (HW_SESSION (source), result, &n_added, &n_known, &error))
    {
      if (self->list != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        show_problem (self, error->message);
      return;
    }
  added = hw_words_dup_number (n_added);
  known = hw_words_dup_number (n_known);
  refused = hw_words_dup_number (self->list != NULL ? self->list->n_refused : 0);
  title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s place was added", "%s places were added", n_added), added);
  words = g_strdup_printf (_("Here already, or standing twice: %s. Not a place: %s."), known, refused);
  adw_status_page_set_title (self->done_page, title);
  adw_status_page_set_description (self->done_page, words);
  show_step (self, "done");
}

static void
import_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  HwPlacesDialog *self = HW_PLACES_DIALOG (widget);

  show_step (self, "working");
  hw_session_import_places_async (self->session, self->list->places, self->cancellable, imported_cb, g_object_ref (self));
}

/* -- object -- */

static void
hw_places_dialog_dispose (GObject *object)
{
  HwPlacesDialog *self = HW_PLACES_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->list, hw_place_list_free);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (hw_places_dialog_parent_class)->dispose (object);
}

static void
hw_places_dialog_finalize (GObject *object)
{
  g_clear_object (&HW_PLACES_DIALOG (object)->cancellable);
  G_OBJECT_CLASS (hw_places_dialog_parent_class)->finalize (object);
}

static void
hw_places_dialog_class_init (HwPlacesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_places_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = hw_places_dialog_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/outreachtools/Homeward/window/hw-places-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HwPlacesDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, HwPlacesDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, HwPlacesDialog, import_button);
  gtk_widget_class_bind_template_child (widget_class, HwPlacesDialog, problem_label);
  gtk_widget_class_bind_template_child (widget_class, HwPlacesDialog, places_group);
  gtk_widget_class_bind_template_child (widget_class, HwPlacesDialog, refusals_group);
  gtk_widget_class_bind_template_child (widget_class, HwPlacesDialog, done_page);
  gtk_widget_class_install_action (widget_class, "places.choose", NULL, choose_action);
  gtk_widget_class_install_action (widget_class, "places.import", NULL, import_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hw_places_dialog_init (HwPlacesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

/**
 * hw_places_dialog_new:
 * @parent: the window it belongs to
 * @session: an open session
 *
 * Returns: (transfer none): a dialog that asks for a list of places
 */
GtkWidget *
hw_places_dialog_new (GtkWindow *parent,
                      HwSession *session)
{
  HwPlacesDialog *self = g_object_new (HW_TYPE_PLACES_DIALOG, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}

/**
 * hw_places_dialog_open:
 * @self: a dialog
 * @path: of a list of places
 *
 * Reads the list and shows what is in it.
 */
void
hw_places_dialog_open (HwPlacesDialog *self,
                       const char     *path)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (HW_IS_PLACES_DIALOG (self) && path != NULL);

  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), FALSE);
  show_step (self, "working");
  task = g_task_new (self, self->cancellable, read_cb, NULL);
  g_task_set_source_tag (task, hw_places_dialog_open);
  g_task_set_task_data (task, g_file_new_for_path (path), g_object_unref);
  g_task_run_in_thread (task, read_on_thread);
}
