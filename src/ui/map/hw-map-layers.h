/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-concentration-layer.h"
#include "hw-map-view.h"
#include "hw-session.h"

G_BEGIN_DECLS

/**
 * HwMapLayers:
 *
 * The layers that a team turns on and off, and what its workspace remembers of
 * them: the density of reports, unusual concentrations, areas.
 */
#define HW_TYPE_MAP_LAYERS (hw_map_layers_get_type ())
G_DECLARE_FINAL_TYPE (HwMapLayers, hw_map_layers, HW, MAP_LAYERS, GObject)

HwMapLayers          *hw_map_layers_new                (GtkWidget   *page,
                                                        HwMapView   *view,
                                                        HwSession   *session);
void                  hw_map_layers_recall             (HwMapLayers *self);
HwConcentrationLayer *hw_map_layers_get_concentrations (HwMapLayers *self);

G_END_DECLS
