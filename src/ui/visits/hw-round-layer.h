/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

#include "hw-plan.h"

G_BEGIN_DECLS

#define HW_TYPE_ROUND_LAYER (hw_round_layer_get_type ())
G_DECLARE_FINAL_TYPE (HwRoundLayer, hw_round_layer, HW, ROUND_LAYER, ShumateLayer)

HwRoundLayer *hw_round_layer_new      (ShumateViewport *viewport);
void          hw_round_layer_set_plan (HwRoundLayer    *self,
                                       HwPlan          *plan);
void          hw_round_layer_select   (HwRoundLayer    *self,
                                       HwPlanStop      *stop);
HwPlanStop   *hw_round_layer_pick     (HwRoundLayer    *self,
                                       double           x,
                                       double           y);

G_END_DECLS
