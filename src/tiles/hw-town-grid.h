/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-town-plan.h"

G_BEGIN_DECLS

void hw_town_grid_fill (HwTownPlan *plan, HwDice *dice);

G_END_DECLS
