/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-place-service-group.h"

#include <glib/gi18n-lib.h>

#include "hw-session-places.h"

/*
 * Which service the call desk may ask for a place, and what it gets to see. With a
 * wrong address, what was set before stays, and it says why.
 */

struct _HwPlaceServiceGroup
{
  AdwPreferencesGroup parent_instance;

  HwSession *session;       /* (owned) */
  GtkWidget *address_row;   /* (owned by the tree), as below */
  GtkLabel  *trouble;
};

G_DEFINE_FINAL_TYPE (HwPlaceServiceGroup, hw_place_service_group, ADW_TYPE_PREFERENCES_GROUP)

static void
apply_cb (HwPlaceServiceGroup *self)
{
  g_autofree char *address = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->address_row))));
  g_autoptr (GError) error = NULL;

  hw_session_set_place_service (self->session, address, &error);
  gtk_label_set_label (self->trouble, error != NULL ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), error != NULL);
}

static void
hw_place_service_group_dispose (GObject *object)
{
  g_clear_object (&HW_PLACE_SERVICE_GROUP (object)->session);
  G_OBJECT_CLASS (hw_place_service_group_parent_class)->dispose (object);
}

static void
hw_place_service_group_class_init (HwPlaceServiceGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_place_service_group_dispose;
}

static void
hw_place_service_group_init (HwPlaceServiceGroup *self)
{
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Service that finds places by name"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self),
                                         _("When the laptop does not know a place, the call desk offers to ask this service, one that speaks as Nominatim does. It is asked only when you choose so; whoever runs it then sees the words of the place, and around which town. Without an address nobody is asked."));
  self->address_row = g_object_new (ADW_TYPE_ENTRY_ROW, "title", _("Address of the service, as https://places.example.org"), "show-apply-button", TRUE, NULL);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->address_row);
  self->trouble = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "xalign", 0.0, "margin-top", 12, "visible", FALSE, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->trouble), "error");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->trouble));
}

/**
 * hw_place_service_group_new:
 * @session: an open session
 *
 * Returns: (transfer floating): the service that the team has set
 */
GtkWidget *
hw_place_service_group_new (HwSession *session)
{
  HwPlaceServiceGroup *self = g_object_new (HW_TYPE_PLACE_SERVICE_GROUP, NULL);
  const char *address = hw_session_get_place_service (session);

  self->session = g_object_ref (session);
  gtk_editable_set_text (GTK_EDITABLE (self->address_row), address != NULL ? address : "");
  g_signal_connect_object (self->address_row, "apply", G_CALLBACK (apply_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
