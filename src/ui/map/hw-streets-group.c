/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-streets-group.h"

#include <glib/gi18n-lib.h>

#include "hw-session-streets.h"

/*
 * What the server gets to see is said before its address. With a wrong address,
 * what was set before stays, and it says why.
 */

struct _HwStreetsGroup
{
  AdwPreferencesGroup parent_instance;

  HwSession *session;       /* (owned) */
  GtkWidget *kind_row;      /* (owned by the tree), as all below */
  GtkWidget *address_row;
  GtkLabel  *trouble;
};

G_DEFINE_FINAL_TYPE (HwStreetsGroup, hw_streets_group, ADW_TYPE_PREFERENCES_GROUP)

static void
say (HwStreetsGroup *self,
     const char     *words)
{
  gtk_label_set_label (self->trouble, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), words != NULL);
}

static void
apply (HwStreetsGroup *self)
{
  g_autofree char *address = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->address_row))));
  g_autoptr (GError) error = NULL;

  hw_session_set_street_server (self->session, (HwStreetServer) adw_combo_row_get_selected (ADW_COMBO_ROW (self->kind_row)), address, &error);
  say (self, error != NULL ? error->message : NULL);
}

/* Another kind for an address that is set already. */
static void
kind_cb (HwStreetsGroup *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->address_row)) != '\0')
    apply (self);
}

static void
hw_streets_group_dispose (GObject *object)
{
  g_clear_object (&HW_STREETS_GROUP (object)->session);
  G_OBJECT_CLASS (hw_streets_group_parent_class)->dispose (object);
}

static void
hw_streets_group_class_init (HwStreetsGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_streets_group_dispose;
}

static void
add_kind_row (HwStreetsGroup *self)
{
  /* The names of the two programs, in the order of HwStreetServer. */
  static const char * const names[] = { "OSRM", "Valhalla", NULL };
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (names);

  self->kind_row = adw_combo_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->kind_row), _("Kind of server"));
  adw_combo_row_set_model (ADW_COMBO_ROW (self->kind_row), G_LIST_MODEL (kinds));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->kind_row);
}

static void
hw_streets_group_init (HwStreetsGroup *self)
{
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Server that knows the streets"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self),
                                         _("Rounds are planned along the streets rather than along straight lines. Whoever runs the server sees where your stops may be, to about 11 metres, and nothing of whom you look for. In the address, {profile} becomes foot, bike or car. Without an address nobody is asked."));
  add_kind_row (self);
  self->address_row = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->address_row), _("Address, as https://streets.example.org"));
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->address_row), TRUE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->address_row);
  self->trouble = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->trouble, TRUE);
  gtk_label_set_xalign (self->trouble, 0);
  gtk_widget_set_margin_top (GTK_WIDGET (self->trouble), 12);
  gtk_widget_add_css_class (GTK_WIDGET (self->trouble), "error");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->trouble));
  say (self, NULL);
}

/**
 * hw_streets_group_new:
 * @session: an open session
 *
 * Returns: (transfer floating): the server that the team has set
 */
GtkWidget *
hw_streets_group_new (HwSession *session)
{
  HwStreetsGroup *self = g_object_new (HW_TYPE_STREETS_GROUP, NULL);
  HwStreetServer server = HW_STREET_SERVER_OSRM;
  const char *address = hw_session_get_street_server (session, &server);

  self->session = g_object_ref (session);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->kind_row), server);
  gtk_editable_set_text (GTK_EDITABLE (self->address_row), address != NULL ? address : "");
  g_signal_connect_object (self->kind_row, "notify::selected", G_CALLBACK (kind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->address_row, "apply", G_CALLBACK (apply), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
