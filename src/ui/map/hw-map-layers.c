/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-map-layers.h"
#include "hw-boundary-layer.h"

/*
 * The menu of the layers knows them as actions of the page: "map.density",
 * "concentrations.shown", "areas.shown".
 */

#define SETTING_DENSITY        "map-density"
#define SETTING_CONCENTRATIONS "map-concentrations"

struct _HwMapLayers
{
  GObject parent_instance;

  HwSession            *session;         /* (owned) */
  HwMapView            *view;            /* (unowned): it lives as long as the page, which owns us */
  HwConcentrationLayer *concentrations;  /* (owned by the map) */
};

static const char * const densities[] = { "auto", "always", "never" };

G_DEFINE_FINAL_TYPE (HwMapLayers, hw_map_layers, G_TYPE_OBJECT)

static void
density_changed_cb (HwMapLayers *self)
{
  hw_session_set_setting (self->session, SETTING_DENSITY, densities[hw_map_view_get_density (self->view)]);
}

static gboolean
remembers_concentrations (HwMapLayers *self)
{
  return g_strcmp0 (hw_session_get_setting (self->session, SETTING_CONCENTRATIONS), "shown") == 0;
}

static void
concentrations_shown_cb (HwMapLayers *self)
{
  gboolean shown = gtk_widget_get_visible (GTK_WIDGET (self->concentrations));

  if (shown != remembers_concentrations (self))
    hw_session_set_setting (self->session, SETTING_CONCENTRATIONS, shown ? "shown" : "hidden");
}

static void
add_switch (GtkWidget  *page,
            const char *prefix,
            gpointer    layer)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GPropertyAction) shown = g_property_action_new ("shown", layer, "visible");

  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (shown));
  gtk_widget_insert_action_group (page, prefix, G_ACTION_GROUP (group));
}

static void
hw_map_layers_dispose (GObject *object)
{
  HwMapLayers *self = HW_MAP_LAYERS (object);

  g_clear_object (&self->session);
  G_OBJECT_CLASS (hw_map_layers_parent_class)->dispose (object);
}

static void
hw_map_layers_class_init (HwMapLayersClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_map_layers_dispose;
}

static void
hw_map_layers_init (HwMapLayers *self)
{
}

/**
 * hw_map_layers_new:
 * @page: which gets the actions
 * @view: its map
 * @session: whose areas and points they show
 *
 * Puts the layers on the map, those that lie under others first.
 *
 * Returns: (transfer full): them
 */
HwMapLayers *
hw_map_layers_new (GtkWidget *page,
                   HwMapView *view,
                   HwSession *session)
{
  HwMapLayers *self = g_object_new (HW_TYPE_MAP_LAYERS, NULL);
  HwBoundaryLayer *areas = hw_boundary_layer_new (hw_map_view_get_viewport (view));

  self->session = g_object_ref (session);
  self->view = view;
  self->concentrations = hw_concentration_layer_new (hw_map_view_get_viewport (view));
  hw_concentration_layer_set_points (self->concentrations, hw_session_get_points (session));
  hw_map_view_add_layer (view, SHUMATE_LAYER (self->concentrations));
  add_switch (page, "concentrations", self->concentrations);
  hw_boundary_layer_set_areas (areas, hw_session_get_areas (session));
  hw_map_view_add_layer (view, SHUMATE_LAYER (areas));
  add_switch (page, "areas", areas);
  g_signal_connect_object (view, "notify::density", G_CALLBACK (density_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->concentrations, "notify::visible", G_CALLBACK (concentrations_shown_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * hw_map_layers_recall:
 * @self: the layers
 *
 * Shows what the workspace that was just opened remembers.
 */
void
hw_map_layers_recall (HwMapLayers *self)
{
  const char *density;

  g_return_if_fail (HW_IS_MAP_LAYERS (self));

  density = hw_session_get_setting (self->session, SETTING_DENSITY);
  for (guint i = 0; i < G_N_ELEMENTS (densities); i++)
    if (g_strcmp0 (density, densities[i]) == 0)
      hw_map_view_set_density (self->view, i);
  gtk_widget_set_visible (GTK_WIDGET (self->concentrations), remembers_concentrations (self));
}

/**
 * hw_map_layers_get_concentrations:
 * @self: the layers
 *
 * Returns: (transfer none): the layer of unusual concentrations
 */
HwConcentrationLayer *
hw_map_layers_get_concentrations (HwMapLayers *self)
{
  g_return_val_if_fail (HW_IS_MAP_LAYERS (self), NULL);

  return self->concentrations;
}
