/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-position-button.h"

#include "hw-button-name.h"

#include <glib/gi18n-lib.h>

/* Whether what is tapped is kept with the place of this laptop, and how exactly that is known. */

#define SETTING "field-position"   /* of the workspace: "on", or not there */

static void
show (GtkToggleButton *button,
      HwPosition      *position)
{
  GtkWidget *label = g_object_get_data (G_OBJECT (button), "label");
  g_autofree char *words = NULL;
  HwPoint point;
  double accuracy_m;

  if (hw_position_is_said (position))
    words = g_strdup (_("as you said"));
  else if (hw_position_get (position, &point, &accuracy_m))
    /* TRANSLATORS: to how many metres it is known where the team is */
    words = g_strdup_printf (_("within %.0f m"), accuracy_m);
  else if (hw_position_get_state (position) == HW_POSITION_LOOKING)
    words = g_strdup (_("looking…"));
  else if (hw_position_get_state (position) == HW_POSITION_REFUSED)
    words = g_strdup (_("not told"));
  gtk_label_set_label (GTK_LABEL (label), words != NULL ? words : "");
  gtk_widget_set_visible (label, words != NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (button), hw_position_get_state (position) == HW_POSITION_REFUSED
                               ? _("This laptop does not tell where it is. Taps are kept without a place; allow it in the settings of the laptop.")
                               : _("Keep what is tapped with the place of this laptop"));
}

static void
toggled_cb (GtkToggleButton *button,
            HwPosition      *position)
{
  gboolean on = gtk_toggle_button_get_active (button);

  hw_session_set_setting (g_object_get_data (G_OBJECT (button), "session"), SETTING, on ? "on" : "");
  if (on)
    hw_position_start (position);
  else
    hw_position_stop (position);
}

/**
 * hw_position_button_new:
 * @session: an open session; it remembers what was chosen
 * @position: what it turns on and off
 *
 * Returns: (transfer floating): a button that is off until somebody turns it on
 */
GtkWidget *
hw_position_button_new (HwSession  *session,
                        HwPosition *position)
{
  GtkWidget *button = gtk_toggle_button_new (), *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *label = gtk_label_new (NULL);

  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name ("find-location-symbolic"));
  gtk_box_append (GTK_BOX (content), label);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_add_css_class (button, "flat");
  hw_button_set_name (button, _("Keep what is tapped with the place of this laptop"));
  g_object_set_data (G_OBJECT (button), "label", label);
  g_object_set_data_full (G_OBJECT (button), "session", g_object_ref (session), g_object_unref);
  g_signal_connect_object (position, "changed", G_CALLBACK (show), button, G_CONNECT_SWAPPED);
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), position, 0);
  show (GTK_TOGGLE_BUTTON (button), position);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), g_strcmp0 (hw_session_get_setting (session, SETTING), "on") == 0);
  return button;
}
