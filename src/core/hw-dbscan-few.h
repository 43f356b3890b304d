/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-dbscan.h"
#include "hw-near-grid.h"

G_BEGIN_DECLS

#define HW_DBSCAN_FEW 64u   /* at most so many points */

guint32 *hw_dbscan_few (const HwNearPoint *points,
                        const double      *weights,
                        guint32            n_points,
                        double             radius_m,
                        double             weight,
                        guint32           *n_clusters);

G_END_DECLS
