/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-site-close-dialog.h"
#include "hw-choice.h"
#include "hw-date.h"
#include "hw-date-row.h"

#include <glib/gi18n-lib.h>

/*
 * "Close this site…": the day, whether the authorities do it, and words. The
 * same window says that a closed site is open again.
 */

enum { BY_AUTHORITIES, BY_OTHERS };

struct _HwSiteCloseDialog
{
  AdwWindow parent_instance;

  HwSession *session;   /* (owned) */
  HwId       site;
  GtkWidget *day;       /* (owned by the tree) */
  HwChoice  *who;       /* (owned by the tree) */
  GtkWidget *note;      /* (owned by the tree) */
  GtkWidget *open;      /* (owned by the tree): only of a site that closes */
  GtkWidget *record;    /* (owned by the tree) */
  GtkLabel  *problem;   /* (owned by the tree) */
};

G_DEFINE_FINAL_TYPE (HwSiteCloseDialog, hw_site_close_dialog, ADW_TYPE_WINDOW)

/**
 * hw_site_parse_day:
 * @text: "2026-10-03"
 * @start: (out): when that day begins here, µs UTC
 *
 * Returns: whether @text is a day
 */
gboolean
hw_site_parse_day (const char *text,
                   gint64     *start)
{
  g_autoptr (GDateTime) day = NULL;
  int year, month, date;

  if (!hw_date_parse (text, NULL, NULL) || sscanf (text, "%4d-%2d-%2d", &year, &month, &date) != 3)
    return FALSE;
  day = g_date_time_new_local (year, month, date, 0, 0, 0);
  if (day == NULL)
    return FALSE;
  *start = g_date_time_to_unix (day) * G_USEC_PER_SEC;
  return TRUE;
}

static void
show_problem (HwSiteCloseDialog *self,
              const char        *words)
{
  gtk_label_set_text (self->problem, words);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
}

static void
closed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (HwSiteCloseDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (hw_session_close_site_finish (HW_SESSION (source), result, &error))
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  gtk_widget_set_sensitive (self->record, TRUE);
  gtk_widget_set_sensitive (self->open, TRUE);
  show_problem (self, error->message);
}

static void
record (HwSiteCloseDialog *self,
        gint64             closes_at)
{
  gtk_widget_set_sensitive (self->record, FALSE);
  gtk_widget_set_sensitive (self->open, FALSE);
  hw_session_close_site_async (self->session, &self->site, closes_at, closes_at != 0 && hw_choice_get_selected (self->who) == BY_AUTHORITIES,
                               closes_at != 0 ? gtk_editable_get_text (GTK_EDITABLE (self->note)) : NULL, closed_cb, g_object_ref (self));
}

static void
record_cb (HwSiteCloseDialog *self)
{
  gint64 closes_at;

  if (!hw_site_parse_day (gtk_editable_get_text (GTK_EDITABLE (self->day)), &closes_at))
    {
      show_problem (self, _("Write the day as year-month-day, such as 2026-10-03."));
      hw_entry_row_set_wrong (ADW_ENTRY_ROW (self->day), TRUE);
      gtk_widget_grab_focus (self->day);
      return;
    }
  hw_entry_row_set_wrong (ADW_ENTRY_ROW (self->day), FALSE);
  record (self, closes_at);
}

static void
open_cb (HwSiteCloseDialog *self)
{
  record (self, 0);
}

static GtkWidget *
build_header (HwSiteCloseDialog *self)
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

static GtkWidget *
build_form (HwSiteCloseDialog *self)
{
  const char * const who[] = { _("The authorities"), _("The owner, or as planned"), NULL };
  GtkWidget *form = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *list = gtk_list_box_new (), *who_label;

  self->problem = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->problem, TRUE);
  gtk_label_set_xalign (self->problem, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  gtk_box_append (GTK_BOX (form), GTK_WIDGET (self->problem));
  who_label = gtk_label_new (_("Who closes it?"));
  gtk_label_set_xalign (GTK_LABEL (who_label), 0);
  gtk_widget_add_css_class (who_label, "heading");
  gtk_box_append (GTK_BOX (form), who_label);
  self->who = HW_CHOICE (hw_choice_new ());
  hw_choice_set_items (self->who, _("Who closes it?"), who);
  gtk_box_append (GTK_BOX (form), GTK_WIDGET (self->who));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  self->day = hw_date_row_new (_("First day that it is closed"), NULL);
  gtk_list_box_append (GTK_LIST_BOX (list), self->day);
  self->note = hw_entry_row_new (_("Note on the closure"));
  gtk_list_box_append (GTK_LIST_BOX (list), self->note);
  gtk_box_append (GTK_BOX (form), list);
  self->open = gtk_button_new_with_label (_("It is open again"));
  gtk_widget_set_halign (self->open, GTK_ALIGN_START);
  g_signal_connect_object (self->open, "clicked", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (form), self->open);
  gtk_widget_add_css_class (form, "map-form");
  return form;
}

static void
hw_site_close_dialog_dispose (GObject *object)
{
  g_clear_object (&HW_SITE_CLOSE_DIALOG (object)->session);
  G_OBJECT_CLASS (hw_site_close_dialog_parent_class)->dispose (object);
}

static void
hw_site_close_dialog_class_init (HwSiteCloseDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_site_close_dialog_dispose;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hw_site_close_dialog_init (HwSiteCloseDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_window_set_title (GTK_WINDOW (self), _("Close this site"));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), 440, -1);
  gtk_box_append (GTK_BOX (box), build_header (self));
  gtk_box_append (GTK_BOX (box), build_form (self));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->record);
}

/**
 * hw_site_close_dialog_new:
 * @session: where it is recorded
 * @parent: (nullable): the window it belongs to
 * @site: which one
 *
 * Returns: (transfer none): a window to present
 */
GtkWidget *
hw_site_close_dialog_new (HwSession    *session,
                          GtkWindow    *parent,
                          const HwSite *site)
{
  HwSiteCloseDialog *self = g_object_new (HW_TYPE_SITE_CLOSE_DIALOG, "transient-for", parent, NULL);
  gint64 day = site->closes_at != 0 ? site->closes_at : g_get_real_time ();
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (day / G_USEC_PER_SEC);
  g_autofree char *text = g_date_time_format (time, "%Y-%m-%d");

  self->session = g_object_ref (session);
  self->site = site->id;
  gtk_editable_set_text (GTK_EDITABLE (self->day), text);
  gtk_editable_set_text (GTK_EDITABLE (self->note), site->closure_note != NULL ? site->closure_note : "");
  hw_choice_set_selected (self->who, site->closes_at == 0 || site->closes_by_authorities ? BY_AUTHORITIES : BY_OTHERS);
  gtk_widget_set_visible (self->open, site->closes_at != 0);
  return GTK_WIDGET (self);
}
