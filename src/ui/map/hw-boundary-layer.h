/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>
#include "hw-session.h"

G_BEGIN_DECLS

/**
 * HwBoundaryLayer:
 *
 * Boroughs and districts in their colours, drawn over the tiles; alone where there
 * are none. Where no team goes they are hatched.
 */
#define HW_TYPE_BOUNDARY_LAYER (hw_boundary_layer_get_type ())
G_DECLARE_FINAL_TYPE (HwBoundaryLayer, hw_boundary_layer, HW, BOUNDARY_LAYER, ShumateLayer)

HwBoundaryLayer *hw_boundary_layer_new       (ShumateViewport *viewport);
void             hw_boundary_layer_set_areas (HwBoundaryLayer *self,
                                              GListModel      *areas);

G_END_DECLS
