/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-place.h"

G_BEGIN_DECLS

/**
 * hw_point_cell_parse:
 * @cell: a cell that holds both coordinates
 * @place: (out): the place
 * @error: return location for an error of %HW_PLACE_ERROR
 *
 * Reads what hw_place_parse() reads, and the two forms that databases write:
 * "(51.5155, -0.1000)" and well-known text, "POINT (-0.1000 51.5155)" (OGC
 * 06-103r4), which has the longitude first.
 *
 * Returns: whether @cell is a place
 */
gboolean hw_point_cell_parse (const char  *cell,
                              HwPlace     *place,
                              GError     **error);

G_END_DECLS
