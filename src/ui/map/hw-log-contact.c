/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-log-contact.h"
#include "hw-problem.h"

#include <glib/gi18n-lib.h>

/*
 * "Log a contact here": opened from the panel with a place, filled in within a
 * few seconds, recorded through the session. Bedded down or not is asked
 * outright, because only that counts as seen sleeping rough.
 */

#define DAY_US (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)
#define MOST_PEOPLE 500

struct _HwLogContact
{
  AdwWindow parent_instance;

  HwSession     *session;  /* (owned) */
  HwPoint        point;
  AdwEntryRow   *place;    /* (owned by the tree) */
  AdwEntryRow   *when;     /* (owned by the tree) */
  GtkSpinButton *people;   /* (owned by the tree) */
  GtkSwitch     *bedded;   /* (owned by the tree) */
  AdwEntryRow   *note;     /* (owned by the tree) */
  GtkWidget     *record;   /* (owned by the tree) */
  GtkLabel      *problem;  /* (owned by the tree) */
};

G_DEFINE_FINAL_TYPE (HwLogContact, hw_log_contact, ADW_TYPE_WINDOW)

/**
 * hw_log_contact_parse_time:
 * @text: hours and minutes, local: "23:40"
 * @now: µs UTC
 * @met_at: (out): the last time it was that late, µs UTC
 *
 * Returns: whether @text is a time
 */
gboolean
hw_log_contact_parse_time (const char *text,
                           gint64      now,
                           gint64     *met_at)
{
  g_autoptr (GDateTime) today = g_date_time_new_from_unix_local (now / G_USEC_PER_SEC);
  g_autoptr (GDateTime) time = NULL;
  int hour, minute;
  char rest;

  if (today == NULL || sscanf (text, " %2d:%2d %c", &hour, &minute, &rest) != 2 ||
      hour < 0 || hour > 23 || minute < 0 || minute > 59)
    return FALSE;
  time = g_date_time_new_local (g_date_time_get_year (today), g_date_time_get_month (today), g_date_time_get_day_of_month (today), hour, minute, 0);
  if (time == NULL)
    return FALSE;
  *met_at = g_date_time_to_unix (time) * G_USEC_PER_SEC;
  if (*met_at > now)
    *met_at -= DAY_US;
  return TRUE;
}

static void
recorded_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (HwLogContact) self = user_data;
  g_autoptr (GError) error = NULL;

  if (hw_session_record_contact_finish (HW_SESSION (source), result, &error))
    {
      GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

      if (parent != NULL && gtk_window_get_focus (parent) != NULL)
        hw_toast_show (gtk_window_get_focus (parent), _("Contact recorded"));
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  gtk_widget_set_sensitive (self->record, TRUE);
  gtk_label_set_text (self->problem, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
}

static void
record_cb (HwLogContact *self)
{
  const char *place = gtk_editable_get_text (GTK_EDITABLE (self->place));
  const char *note = gtk_editable_get_text (GTK_EDITABLE (self->note));
  HwContact template = {
    .point = self->point,
    .place = *place != '\0' ? place : NULL,
    .note = *note != '\0' ? note : NULL,
    .people = (guint) gtk_spin_button_get_value_as_int (self->people),
    .bedded_down = gtk_switch_get_active (self->bedded),
  };
  g_autoptr (HwContact) contact = NULL;

  if (!hw_log_contact_parse_time (gtk_editable_get_text (GTK_EDITABLE (self->when)), g_get_real_time (), &template.met_at))
    {
      gtk_label_set_text (self->problem, _("Write the time as hours and minutes, such as 23:40."));
      gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
      gtk_widget_grab_focus (GTK_WIDGET (self->when));
      return;
    }
  contact = hw_contact_new (&template);
  gtk_widget_set_sensitive (self->record, FALSE);
  hw_session_record_contact_async (self->session, contact, recorded_cb, g_object_ref (self));
}

static AdwEntryRow *
add_entry (GtkWidget  *list,
           const char *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  return ADW_ENTRY_ROW (row);
}

static void
add_action (GtkWidget  *list,
            const char *title,
            const char *subtitle,
            GtkWidget  *widget)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle ? subtitle : "");
  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), widget);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), widget);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
}

static GtkWidget *
build_header (HwLogContact *self)
{
  GtkWidget *header = adw_header_bar_new (), *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));

  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  self->record = gtk_button_new_with_mnemonic (_("_Record"));
  gtk_widget_add_css_class (self->record, "suggested-action");
  g_signal_connect_object (cancel, "clicked", G_CALLBACK (gtk_window_close), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->record, "clicked", G_CALLBACK (record_cb), self, G_CONNECT_SWAPPED);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->record);
  return header;
}

static GtkWidget *
build_form (HwLogContact *self)
{
  GtkWidget *form = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  self->place = add_entry (list, _("Place"));
  self->when = add_entry (list, _("Time, today or last night"));
  self->people = GTK_SPIN_BUTTON (gtk_spin_button_new_with_range (1, MOST_PEOPLE, 1));
  add_action (list, _("People met"), NULL, GTK_WIDGET (self->people));
  self->bedded = GTK_SWITCH (gtk_switch_new ());
  add_action (list, _("Bedded down"), _("Asleep, or about to bed down"), GTK_WIDGET (self->bedded));
  self->note = add_entry (list, _("What happened"));
  gtk_box_append (GTK_BOX (form), list);
  self->problem = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->problem, TRUE);
  gtk_label_set_xalign (self->problem, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  gtk_box_append (GTK_BOX (form), GTK_WIDGET (self->problem));
  gtk_widget_add_css_class (form, "map-form");
  return form;
}

static void
hw_log_contact_dispose (GObject *object)
{
  g_clear_object (&HW_LOG_CONTACT (object)->session);
  G_OBJECT_CLASS (hw_log_contact_parent_class)->dispose (object);
}

static void
hw_log_contact_class_init (HwLogContactClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_log_contact_dispose;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hw_log_contact_init (HwLogContact *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_window_set_title (GTK_WINDOW (self), _("Log a contact"));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), 440, -1);
  gtk_box_append (GTK_BOX (box), build_header (self));
  gtk_box_append (GTK_BOX (box), build_form (self));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->record);
}

/**
 * hw_log_contact_new:
 * @session: where it is recorded
 * @parent: (nullable): the window it belongs to
 * @point: where
 * @place: (nullable): the same in words
 *
 * Returns: (transfer none): a window to present
 */
GtkWidget *
hw_log_contact_new (HwSession     *session,
                    GtkWindow     *parent,
                    const HwPoint *point,
                    const char    *place)
{
  HwLogContact *self = g_object_new (HW_TYPE_LOG_CONTACT, "transient-for", parent, NULL);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%H:%M");

  self->session = g_object_ref (session);
  self->point = *point;
  gtk_editable_set_text (GTK_EDITABLE (self->place), place ? place : "");
  gtk_editable_set_text (GTK_EDITABLE (self->when), time);
  return GTK_WIDGET (self);
}
