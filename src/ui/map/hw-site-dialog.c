/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-site-dialog.h"
#include "hw-date-row.h"
#include "hw-form-rows.h"
#include "hw-map-thing.h"
#include "hw-problem.h"
#include "hw-text-row.h"

#include <glib/gi18n-lib.h>

/*
 * "Make it a site", and "Edit": what a team must know before it goes to a
 * place. The name is proposed from the hot-spot; only it must be there.
 */

struct _HwSiteDialog
{
  AdwWindow parent_instance;

  HwSession     *session;   /* (owned) */
  HwSite        *site;      /* (owned): as it was opened */
  GtkWidget     *name;      /* (owned by the tree) */
  GtkSpinButton *radius;    /* (owned by the tree) */
  GtkWidget     *hazards;   /* (owned by the tree) */
  GtkWidget     *access;    /* (owned by the tree) */
  GtkWidget     *lighting;  /* (owned by the tree) */
  GtkWidget     *bed_down;  /* (owned by the tree) */
  GtkWidget     *note;      /* (owned by the tree) */
  GtkWidget     *record;    /* (owned by the tree) */
  GtkLabel      *problem;   /* (owned by the tree) */
};

G_DEFINE_FINAL_TYPE (HwSiteDialog, hw_site_dialog, ADW_TYPE_WINDOW)

enum { SIGNAL_SAVED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
show_problem (HwSiteDialog *self,
              const char   *words)
{
  gtk_label_set_text (self->problem, words);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (HwSiteDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  HwMapThing thing = { .kind = HW_MAP_SITE, .point = self->site->point };

  if (!hw_session_save_site_finish (HW_SESSION (source), result, &thing.site, &error))
    {
      gtk_widget_set_sensitive (self->record, TRUE);
      show_problem (self, error->message);
      return;
    }
  gtk_window_destroy (GTK_WINDOW (self));
  g_signal_emit (self, signals[SIGNAL_SAVED], 0, &thing);
}

static void
record_cb (HwSiteDialog *self)
{
  g_autofree char *name = hw_form_row_dup_text (self->name), *hazards = hw_form_row_dup_text (self->hazards);
  g_autofree char *access = hw_form_row_dup_text (self->access), *lighting = hw_form_row_dup_text (self->lighting);
  g_autofree char *bed_down = hw_form_row_dup_text (self->bed_down), *note = hw_form_row_dup_text (self->note);
  HwSite site = { .id = self->site->id, .name = name, .point = self->site->point, .radius_m = gtk_spin_button_get_value (self->radius),
                  .hazards = hazards, .access = access, .lighting = lighting, .bed_down = bed_down, .note = note };
  g_autoptr (GError) error = NULL;

  if (!hw_site_check (&site, &error))
    {
      show_problem (self, error->message);
      hw_entry_row_set_wrong (ADW_ENTRY_ROW (self->name), g_error_matches (error, HW_REPORT_ERROR, HW_REPORT_ERROR_MISSING));
      if (g_error_matches (error, HW_REPORT_ERROR, HW_REPORT_ERROR_MISSING))
        gtk_widget_grab_focus (self->name);
      return;
    }
  hw_entry_row_set_wrong (ADW_ENTRY_ROW (self->name), FALSE);
  gtk_widget_set_sensitive (self->record, FALSE);
  hw_session_save_site_async (self->session, &site, saved_cb, g_object_ref (self));
}

/* -- building it -- */

static GtkWidget *
add_row (GtkWidget *list,
         GtkWidget *row)
{
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  return row;
}

static GtkWidget *
new_list (GtkWidget *form)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_box_append (GTK_BOX (form), list);
  return list;
}

static void
add_radius (HwSiteDialog *self,
            GtkWidget    *list)
{
  GtkWidget *row = adw_action_row_new (), *spin = gtk_spin_button_new_with_range (HW_SITE_MIN_RADIUS_M, HW_SITE_MAX_RADIUS_M, 5);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Reaches, in metres"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("Reports and contacts within belong to the site"));
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), spin);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), spin);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Reaches, in metres"), -1);
  self->radius = GTK_SPIN_BUTTON (spin);
  add_row (list, row);
}

static GtkWidget *
build_header (HwSiteDialog *self)
{
  GtkWidget *header = adw_header_bar_new (), *cancel = gtk_button_new_with_label (_("Cancel"));

  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  self->record = gtk_button_new_with_label (_("Record"));
  gtk_widget_add_css_class (self->record, "suggested-action");
  g_signal_connect_object (cancel, "clicked", G_CALLBACK (gtk_window_close), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->record, "clicked", G_CALLBACK (record_cb), self, G_CONNECT_SWAPPED);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->record);
  return header;
}

static void
build_rows (HwSiteDialog *self,
            GtkWidget    *form)
{
  GtkWidget *list = new_list (form);

  self->name = add_row (list, hw_entry_row_new (_("Name")));
  add_radius (self, list);
  list = new_list (form);
  self->hazards = add_row (list, hw_text_row_new (_("Hazards")));
  self->access = add_row (list, hw_text_row_new (_("Access: how to get in, and when")));
  self->lighting = add_row (list, hw_entry_row_new (_("Lighting")));
  self->bed_down = add_row (list, hw_entry_row_new (_("When people lie down")));
  self->note = add_row (list, hw_text_row_new (_("Note")));
}

static GtkWidget *
build_form (HwSiteDialog *self)
{
  GtkWidget *form = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *scroller = gtk_scrolled_window_new ();

  self->problem = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->problem, TRUE);
  gtk_label_set_xalign (self->problem, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  gtk_box_append (GTK_BOX (form), GTK_WIDGET (self->problem));
  build_rows (self, form);
  gtk_widget_add_css_class (form, "map-form");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 520);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), form);
  return scroller;
}

static void
hw_site_dialog_dispose (GObject *object)
{
  HwSiteDialog *self = HW_SITE_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->site, hw_site_free);
  G_OBJECT_CLASS (hw_site_dialog_parent_class)->dispose (object);
}

static void
hw_site_dialog_class_init (HwSiteDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_site_dialog_dispose;
  signals[SIGNAL_SAVED] = g_signal_new ("saved", HW_TYPE_SITE_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hw_site_dialog_init (HwSiteDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), 460, -1);
  gtk_box_append (GTK_BOX (box), build_header (self));
  gtk_box_append (GTK_BOX (box), build_form (self));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->record);
}

/**
 * hw_site_dialog_new:
 * @session: where it is recorded
 * @parent: (nullable): the window it belongs to
 * @site: what is known; with a nil identity a new site, whose place and proposed name are here
 *
 * Returns: (transfer none): a window to present
 */
GtkWidget *
hw_site_dialog_new (HwSession    *session,
                    GtkWindow    *parent,
                    const HwSite *site)
{
  HwSiteDialog *self = g_object_new (HW_TYPE_SITE_DIALOG, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  self->site = hw_site_copy (site);
  gtk_window_set_title (GTK_WINDOW (self), hw_id_is_nil (&site->id) ? _("Make it a site") : _("Edit the site"));
  hw_form_row_set_text (self->name, site->name);
  gtk_spin_button_set_value (self->radius, site->radius_m);
  hw_form_row_set_text (self->hazards, site->hazards);
  hw_form_row_set_text (self->access, site->access);
  hw_form_row_set_text (self->lighting, site->lighting);
  hw_form_row_set_text (self->bed_down, site->bed_down);
  hw_form_row_set_text (self->note, site->note);
  return GTK_WIDGET (self);
}
