/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-heat.h"
#include "hw-point-index.h"

G_BEGIN_DECLS

/**
 * HwHeatMaker:
 *
 * Follows the points of an index under its filter, and makes their density on a
 * thread whenever they change. Emits "changed" when there is a new one. For the
 * main thread.
 */
#define HW_TYPE_HEAT_MAKER (hw_heat_maker_get_type ())
G_DECLARE_FINAL_TYPE (HwHeatMaker, hw_heat_maker, HW, HEAT_MAKER, GObject)

HwHeatMaker *hw_heat_maker_new        (void);
void         hw_heat_maker_set_points (HwHeatMaker  *self,
                                       HwPointIndex *points);
HwHeat      *hw_heat_maker_get_heat   (HwHeatMaker  *self);

G_END_DECLS
