/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-service-group.h"

#include <glib/gi18n-lib.h>

/*
 * Whoever runs the service sees where the team looks: that is said before the
 * switch. With a wrong address it goes back to off, and says why.
 */

#define LEAST_LIMIT 10      /* MB */
#define MOST_LIMIT  10000

struct _HwServiceGroup
{
  AdwPreferencesGroup parent_instance;

  HwMapService *service;       /* (owned) */
  GtkSwitch *toggle;           /* (owned by the tree), as all below */
  GtkWidget *address_row;
  GtkWidget *attribution_row;
  GtkWidget *limit;
  GtkWidget *cache_row;
  GtkWidget *clear_button;
  GtkLabel  *trouble;
  gboolean   is_filling;
};

G_DEFINE_FINAL_TYPE (HwServiceGroup, hw_service_group, ADW_TYPE_PREFERENCES_GROUP)

static void
say (HwServiceGroup *self,
     const char     *words)
{
  gtk_label_set_label (self->trouble, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), words != NULL);
}

static void
show_cache (HwServiceGroup *self)
{
  gint64 size = hw_map_service_measure_cache (self->service);
  g_autofree char *text = g_format_size ((guint64) size);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->cache_row), size > 0 ? text : _("Nothing"));
  gtk_widget_set_sensitive (self->clear_button, size > 0);
}

static void
apply (HwServiceGroup *self)
{
  g_autoptr (GError) error = NULL;
  gboolean well;

  if (self->is_filling)
    return;
  well = hw_map_service_set_online (self->service, gtk_switch_get_active (self->toggle), gtk_editable_get_text (GTK_EDITABLE (self->address_row)),
                             gtk_editable_get_text (GTK_EDITABLE (self->attribution_row)),
                             (guint) gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->limit)), &error);
  say (self, well ? NULL : error->message);
  if (!well)
    {
      self->is_filling = TRUE;
      gtk_switch_set_active (self->toggle, FALSE);
      self->is_filling = FALSE;
    }
  show_cache (self);
}

static void
clear_cb (HwServiceGroup *self)
{
  g_autoptr (GError) error = NULL;

  say (self, hw_map_service_clear_cache (self->service, &error) ? NULL : error->message);
  show_cache (self);
}

static void
hw_service_group_dispose (GObject *object)
{
  g_clear_object (&HW_SERVICE_GROUP (object)->service);
  G_OBJECT_CLASS (hw_service_group_parent_class)->dispose (object);
}

static void
hw_service_group_class_init (HwServiceGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_service_group_dispose;
}

static GtkWidget *
add_entry (HwServiceGroup *self,
           const char     *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  g_signal_connect_object (row, "apply", G_CALLBACK (apply), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  return row;
}

static void
add_action_row (HwServiceGroup *self,
                const char     *title,
                const char     *subtitle,
                GtkWidget      *suffix,
                GtkWidget     **row_out)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (suffix, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), suffix);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), suffix);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  if (row_out != NULL)
    *row_out = row;
}

static void
hw_service_group_init (HwServiceGroup *self)
{
  self->toggle = GTK_SWITCH (gtk_switch_new ());
  self->limit = gtk_spin_button_new_with_range (LEAST_LIMIT, MOST_LIMIT, 10);
  self->clear_button = gtk_button_new_with_mnemonic (_("C_lear"));
  self->trouble = GTK_LABEL (gtk_label_new (NULL));
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Map service on the Internet"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self),
                                         _("Fills in where the maps on this laptop have nothing. Whoever runs it sees where you look. What it sends is kept encrypted."));
  add_action_row (self, _("Fetch maps"), "", GTK_WIDGET (self->toggle), NULL);
  self->address_row = add_entry (self, _("Address, as https://tile.example.org/{z}/{x}/{y}.png"));
  self->attribution_row = add_entry (self, _("Whose map it is"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->limit), GTK_ACCESSIBLE_PROPERTY_LABEL, _("MB kept at most"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Fetch maps"), -1);
  add_action_row (self, _("MB kept at most"), _("What was not used for longest goes first"), self->limit, NULL);
  add_action_row (self, _("Kept on this laptop"), "", self->clear_button, &self->cache_row);
  gtk_label_set_wrap (self->trouble, TRUE);
  gtk_label_set_xalign (self->trouble, 0);
  gtk_widget_set_margin_top (GTK_WIDGET (self->trouble), 12);
  gtk_widget_add_css_class (GTK_WIDGET (self->trouble), "error");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->trouble));
  say (self, NULL);
}

/**
 * hw_service_group_new:
 * @service: the map service of an open session
 *
 * Returns: (transfer floating): the map service
 */
GtkWidget *
hw_service_group_new (HwMapService *service)
{
  HwServiceGroup *self = g_object_new (HW_TYPE_SERVICE_GROUP, NULL);

  self->service = g_object_ref (service);
  gtk_switch_set_active (self->toggle, hw_map_service_is_online (service));
  gtk_editable_set_text (GTK_EDITABLE (self->address_row), hw_map_service_get_address (service));
  gtk_editable_set_text (GTK_EDITABLE (self->attribution_row), hw_map_service_get_attribution (service));
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->limit), hw_map_service_get_limit (service));
  show_cache (self);
  g_signal_connect_object (self->toggle, "notify::active", G_CALLBACK (apply), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->limit, "value-changed", G_CALLBACK (apply), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->clear_button, "clicked", G_CALLBACK (clear_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (service, "changed", G_CALLBACK (show_cache), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
