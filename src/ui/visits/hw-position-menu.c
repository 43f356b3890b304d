/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-position-menu.h"

#include "hw-button-name.h"
#include "hw-field-dialog.h"
#include "hw-point-map.h"
#include "hw-session-tracks.h"

#include <glib/gi18n-lib.h>

/* Beside the button of the position: saying on a small map where the team is, and for how long the track of a round is kept. */

#define AT_STOP_M 100.0

/* -- on the map -- */

/* What was clicked, until it is said. */
typedef struct
{
  HwPoint point;
  double  precision_m;
} Clicked;

static void
moved_cb (GtkWidget *map,
          double     latitude,
          double     longitude,
          double     precision_m,
          Clicked   *clicked)
{
  *clicked = (Clicked) { { latitude, longitude }, precision_m };
}

static void
said_cb (HwFormDialog *dialog,
         HwFieldTaps  *taps)
{
  const Clicked *clicked = g_object_get_data (G_OBJECT (dialog), "clicked");

  hw_position_say (hw_field_taps_get_where (taps), &clicked->point, clicked->precision_m);
  hw_form_dialog_finish (dialog);
}

/* It begins where the team is known to be, or else at the stop. */
static Clicked *
make_clicked (HwFieldTaps *taps)
{
  const HwStop *stop = hw_field_taps_get_stop (taps);
  Clicked *clicked = g_new0 (Clicked, 1);

  if (!hw_position_get (hw_field_taps_get_where (taps), &clicked->point, &clicked->precision_m))
    *clicked = (Clicked) { stop->point, AT_STOP_M };
  return clicked;
}

static void
say_cb (GtkButton   *button,
        HwFieldTaps *taps)
{
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_POPOVER), *map, *dialog;
  Clicked *clicked;

  if (hw_field_taps_get_stop (taps) == NULL)
    return;
  gtk_popover_popdown (GTK_POPOVER (popover));
  clicked = make_clicked (taps);
  dialog = hw_field_dialog_new (gtk_widget_get_parent (popover), hw_field_taps_get_session (taps), _("Where are you?"), _("Here"));
  map = g_object_new (HW_TYPE_POINT_MAP, "vexpand", TRUE, "height-request", 340, NULL);
  hw_point_map_set_session (HW_POINT_MAP (map), hw_field_taps_get_session (taps));
  hw_point_map_set_point (HW_POINT_MAP (map), &clicked->point, clicked->precision_m);
  gtk_accessible_update_property (GTK_ACCESSIBLE (map), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Where are you? Click, or move the point with the arrows"), -1);
  hw_form_dialog_add (HW_FORM_DIALOG (dialog), gtk_label_new (_("Click where you are, or move the point with the arrows.")));
  g_object_set_data_full (G_OBJECT (dialog), "clicked", clicked, g_free);
  g_signal_connect (map, "moved", G_CALLBACK (moved_cb), clicked);
  g_signal_connect_object (dialog, "accepted", G_CALLBACK (said_cb), taps, 0);
  hw_form_dialog_add (HW_FORM_DIALOG (dialog), map);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* -- the track -- */

static const struct { guint days; const char *words; } spans[] = {
  { 0, N_("Keep no track of the round") },
  { 1, N_("Keep the track for a day") },
  { 7, N_("Keep the track for a week") },
  { 30, N_("Keep the track for 30 days") },
};

static void
chosen_cb (GtkDropDown *choice,
           GParamSpec  *property,
           HwFieldTaps *taps)
{
  guint chosen = gtk_drop_down_get_selected (choice);

  if (chosen < G_N_ELEMENTS (spans))
    hw_session_set_track_days (hw_field_taps_get_session (taps), spans[chosen].days, g_get_real_time ());
}

static GtkWidget *
make_choice (HwFieldTaps *taps)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  guint days = hw_session_get_track_days (hw_field_taps_get_session (taps)), chosen = 0;
  GtkWidget *choice;

  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      gtk_string_list_append (words, _(spans[i].words));
      if (spans[i].days <= days)
        chosen = i;
    }
  choice = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&words)), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), chosen);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Track of the round"), -1);
  g_signal_connect_object (choice, "notify::selected", G_CALLBACK (chosen_cb), taps, 0);
  return choice;
}

/**
 * hw_position_menu_new:
 * @taps: what is tapped on a shift
 *
 * Returns: (transfer floating): a button that opens it
 */
GtkWidget *
hw_position_menu_new (HwFieldTaps *taps)
{
  GtkWidget *button = gtk_menu_button_new (), *popover = gtk_popover_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *say = gtk_button_new_with_label (_("Say on the map where you are…"));
  GtkWidget *words = gtk_label_new (_("A track shows where people sleep. It stays on this laptop, encrypted; the debrief can save it as GPX, or forget it."));

  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (words), 36);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_widget_add_css_class (words, "caption");
  gtk_widget_add_css_class (words, "dim-label");
  g_object_set (box, "margin-top", 6, "margin-bottom", 6, "margin-start", 6, "margin-end", 6, NULL);
  gtk_box_append (GTK_BOX (box), say);
  gtk_box_append (GTK_BOX (box), make_choice (taps));
  gtk_box_append (GTK_BOX (box), words);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "pan-down-symbolic");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("Where the team is, and its track"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Where the team is, and its track"), -1);
  g_signal_connect_object (say, "clicked", G_CALLBACK (say_cb), taps, 0);
  return button;
}
