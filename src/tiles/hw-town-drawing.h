/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "hw-town-plan.h"

G_BEGIN_DECLS

void hw_town_draw (const HwTownPlan *plan,
                   GPtrArray        *labels,
                   cairo_t          *cr,
                   guint             zoom,
                   double            pixels_per_metre,
                   double            left,
                   double            top,
                   double            width,
                   double            height);

G_END_DECLS
