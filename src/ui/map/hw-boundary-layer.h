/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

G_BEGIN_DECLS

/**
 * HwBoundaryLayer:
 *
 * Boroughs and districts from GeoJSON, drawn over the tiles; alone where there
 * are none.
 */
#define HW_TYPE_BOUNDARY_LAYER (hw_boundary_layer_get_type ())
G_DECLARE_FINAL_TYPE (HwBoundaryLayer, hw_boundary_layer, HW, BOUNDARY_LAYER, ShumateLayer)

HwBoundaryLayer *hw_boundary_layer_new            (ShumateViewport *viewport);
void             hw_boundary_layer_set_boundaries (HwBoundaryLayer *self,
                                                   GPtrArray       *boundaries);

G_END_DECLS
