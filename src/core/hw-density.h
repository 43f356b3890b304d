/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-point.h"

G_BEGIN_DECLS

/**
 * HwDensityGrid:
 * @frame: in which the grid is measured
 * @west: metres east of the frame's origin, of the first column
 * @south: metres north of it, of the first row
 * @east: likewise, of the last column
 * @north: likewise, of the last row
 * @n_columns: from west to east, at least 2
 * @n_rows: from south to north, at least 2
 *
 * Where a density is asked for.
 */
typedef struct
{
  HwLocalFrame frame;
  double       west, south, east, north;
  guint        n_columns, n_rows;
} HwDensityGrid;

double *hw_density (const HwDensityGrid *grid,
                    const HwPoint       *points,
                    const double        *weights,
                    gsize                n_points,
                    double               bandwidth_m);

G_END_DECLS
