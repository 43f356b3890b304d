/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-square-cells.h"

G_BEGIN_DECLS

/* In place of a distance: a cell and the eight that touch it. */
#define HW_GI_STAR_QUEEN 0.0

double *hw_gi_star             (const HwSquareCells *cells,
                                double               distance_m);
double  hw_gi_star_get_p_value (double               z);

G_END_DECLS
