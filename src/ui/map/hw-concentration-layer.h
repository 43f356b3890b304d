/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>
#include "hw-concentrations.h"
#include "hw-point-index.h"

G_BEGIN_DECLS

/**
 * HwConcentrationLayer:
 *
 * Squares where more reports and contacts lie close together than chance would
 * put there, under the filter of the map. Looked for while the layer is visible.
 *
 * Signals: "changed" (they were looked for anew).
 */
#define HW_TYPE_CONCENTRATION_LAYER (hw_concentration_layer_get_type ())
G_DECLARE_FINAL_TYPE (HwConcentrationLayer, hw_concentration_layer, HW, CONCENTRATION_LAYER, ShumateLayer)

HwConcentrationLayer   *hw_concentration_layer_new        (ShumateViewport      *viewport);
void                    hw_concentration_layer_set_points (HwConcentrationLayer *self,
                                                           HwPointIndex         *points);
const HwConcentrations *hw_concentration_layer_get_found  (HwConcentrationLayer *self);

G_END_DECLS
