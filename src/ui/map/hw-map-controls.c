/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-map-controls.h"
#include "hw-map-legend.h"

#include <glib/gi18n-lib.h>

/*
 * What lies on the map in its corners. The buttons are actions of HwMapView.
 */

#define SCALE_WIDTH 110   /* pixels at most */

static GtkWidget *
add_button (GtkWidget  *box,
            const char *icon,
            const char *label,
            const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_add_css_class (button, "flat");
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static void
append (GMenu      *menu,
        const char *label,
        const char *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "map.density", "s", target);
  g_menu_append_item (menu, item);
}

/* What is drawn besides the map itself, and which maps. */
static void
add_layers_button (GtkWidget *box)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new (), density = g_menu_new (), maps = g_menu_new ();

  append (density, _("From afar"), "auto");
  append (density, _("At every zoom"), "always");
  append (density, _("Never"), "never");
  g_menu_append_section (menu, _("Density of reports"), G_MENU_MODEL (density));
  g_menu_append (maps, _("Unusual concentrations"), "concentrations.shown");
  g_menu_append (maps, _("Areas"), "areas.shown");
  g_menu_append (maps, _("Maps…"), "map-page.maps");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (maps));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_tooltip_text (button, _("Layers"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Layers"), -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_box_append (GTK_BOX (box), button);
}

/**
 * hw_map_controls_add_buttons:
 * @overlay: over the map
 *
 * Puts the buttons on it that zoom, show everything and choose what is drawn.
 */
void
hw_map_controls_add_buttons (GtkOverlay *overlay)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (box, "map-card");
  gtk_widget_set_halign (box, GTK_ALIGN_END);
  gtk_widget_set_valign (box, GTK_ALIGN_START);
  add_button (box, "zoom-in-symbolic", _("Zoom in (+)"), "map.zoom-in");
  add_button (box, "zoom-out-symbolic", _("Zoom out (−)"), "map.zoom-out");
  add_button (box, "zoom-fit-best-symbolic", _("Show everything (0)"), "map.show-all");
  add_button (box, "camera-photo-symbolic", _("Picture of the map…"), "map-page.picture");
  gtk_box_append (GTK_BOX (box), hw_map_legend_new ());
  add_layers_button (box);
  gtk_overlay_add_overlay (overlay, box);
}

/**
 * hw_map_controls_add_captions:
 * @overlay: over the map
 * @viewport: of the map
 *
 * Scale on the left, whose map it is and how old on the right: both always there.
 *
 * Returns: (transfer none): the label that says whose map it is
 */
GtkLabel *
hw_map_controls_add_captions (GtkOverlay      *overlay,
                              ShumateViewport *viewport)
{
  ShumateScale *scale = shumate_scale_new (viewport);
  GtkWidget *attribution = gtk_label_new (NULL);

  shumate_scale_set_unit (scale, SHUMATE_UNIT_METRIC);
  shumate_scale_set_max_width (scale, SCALE_WIDTH);
  gtk_widget_set_halign (GTK_WIDGET (scale), GTK_ALIGN_START);
  gtk_widget_set_valign (GTK_WIDGET (scale), GTK_ALIGN_END);
  gtk_widget_add_css_class (GTK_WIDGET (scale), "map-card");
  gtk_widget_set_can_target (GTK_WIDGET (scale), FALSE);
  gtk_overlay_add_overlay (overlay, GTK_WIDGET (scale));

  gtk_label_set_wrap (GTK_LABEL (attribution), TRUE);
  gtk_label_set_xalign (GTK_LABEL (attribution), 1);
  gtk_label_set_justify (GTK_LABEL (attribution), GTK_JUSTIFY_RIGHT);
  gtk_label_set_max_width_chars (GTK_LABEL (attribution), 36);
  gtk_widget_set_halign (attribution, GTK_ALIGN_END);
  gtk_widget_set_valign (attribution, GTK_ALIGN_END);
  gtk_widget_set_can_target (attribution, FALSE);
  gtk_widget_add_css_class (attribution, "map-card");
  gtk_widget_add_css_class (attribution, "map-attribution");
  gtk_overlay_add_overlay (overlay, attribution);
  return GTK_LABEL (attribution);
}
