/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-dbscan.h"

G_BEGIN_DECLS

guint32 *hw_dbscan_in_time (const HwPoint  *points,
                            const gint64   *times,
                            const double   *weights,
                            guint32         n_points,
                            double          radius_m,
                            gint64          time_radius,
                            double          weight,
                            guint32        *n_clusters,
                            GCancellable   *cancellable,
                            GError        **error);
guint32 *hw_reach_in_time  (const HwPoint  *points,
                            const gint64   *times,
                            const double   *weights,
                            guint32         n_points,
                            double          radius_m,
                            gint64          time_radius,
                            double          weight,
                            guint32        *n_regions,
                            GCancellable   *cancellable,
                            GError        **error);

G_END_DECLS
