/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-point.h"

G_BEGIN_DECLS

/* A layer of more cells than this is refused. */
#define HW_SQUARE_CELLS_MOST (1u << 24)

/**
 * HwSquareCells:
 * @frame: in which the cells are squares
 * @west: metres east of the frame's origin, at the western edge; a multiple of @side_m
 * @south: metres north of it, at the southern edge; a multiple of @side_m
 * @side_m: the side of a cell
 * @n_columns: from west to east
 * @n_rows: from south to north
 * @values: (owned): what lies in each cell, row by row
 *
 * How much there is in each cell of an area, the empty ones too.
 */
typedef struct
{
  HwLocalFrame frame;
  double       west, south, side_m;
  guint        n_columns, n_rows;
  double      *values;
} HwSquareCells;

HwSquareCells *hw_square_cells_new  (const HwPoint *origin,
                                     const HwPoint *points,
                                     const double  *weights,
                                     gsize          n_points,
                                     double         side_m);
void           hw_square_cells_free (HwSquareCells *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwSquareCells, hw_square_cells_free)

G_END_DECLS
