/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-point-index.h"

G_BEGIN_DECLS

/**
 * HwLayerMaker:
 *
 * Follows the points of an index under its filter, and makes something of their
 * places on a thread whenever they change: how dense they lie, or where they are
 * unusually close together. Emits "changed" when there is something new. For the
 * main thread.
 */
#define HW_TYPE_LAYER_MAKER (hw_layer_maker_get_type ())
G_DECLARE_FINAL_TYPE (HwLayerMaker, hw_layer_maker, HW, LAYER_MAKER, GObject)

HwLayerMaker *hw_layer_maker_new_density        (void);
HwLayerMaker *hw_layer_maker_new_concentrations (void);
void          hw_layer_maker_set_points         (HwLayerMaker *self,
                                                 HwPointIndex *points);
gpointer      hw_layer_maker_get_made           (HwLayerMaker *self);

G_END_DECLS
