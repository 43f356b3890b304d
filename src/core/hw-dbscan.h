/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "hw-point.h"

G_BEGIN_DECLS

#define HW_DBSCAN_NOISE G_MAXUINT32

guint32 *hw_dbscan (const HwPoint  *points,
                    const double   *weights,
                    guint32         n_points,
                    double          radius_m,
                    double          weight,
                    guint32        *n_clusters,
                    GCancellable   *cancellable,
                    GError        **error);

G_END_DECLS
