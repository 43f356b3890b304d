/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-town.h"
#include "hw-town-plan.h"

G_BEGIN_DECLS

HwPoint           hw_town_to_point (HwTown *self, HwXy at);
const HwTownPlan *hw_town_get_plan (HwTown *self);

G_END_DECLS
