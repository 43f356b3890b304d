/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-point-columns.h"

G_BEGIN_DECLS

typedef struct _HwClusterPyramid HwClusterPyramid;
typedef void (*HwPositionFunc) (gsize position, gpointer user_data);

HwClusterPyramid *hw_cluster_pyramid_new            (const HwPointColumns *columns);
void              hw_cluster_pyramid_free           (HwClusterPyramid     *self);
void              hw_cluster_pyramid_set_stale      (HwClusterPyramid     *self);
void              hw_cluster_pyramid_inserted       (HwClusterPyramid     *self,
                                                     gsize                 position);
void              hw_cluster_pyramid_will_change    (HwClusterPyramid     *self,
                                                     gsize                 position);
void              hw_cluster_pyramid_will_remove    (HwClusterPyramid     *self,
                                                     gsize                 position);
void              hw_cluster_pyramid_set_filter     (HwClusterPyramid     *self,
                                                     const HwPointFilter  *filter);
void              hw_cluster_pyramid_foreach        (HwClusterPyramid     *self,
                                                     const HwBox          *box,
                                                     HwPositionFunc        function,
                                                     gpointer              user_data);
void              hw_cluster_pyramid_foreach_any    (HwClusterPyramid     *self,
                                                     const HwBox          *box,
                                                     HwPositionFunc        function,
                                                     gpointer              user_data);
void              hw_cluster_pyramid_collect        (HwClusterPyramid     *self,
                                                     const HwBox          *box,
                                                     GArray               *positions);
GArray           *hw_cluster_pyramid_get_clusters   (HwClusterPyramid     *self,
                                                     const HwBox          *box,
                                                     double                zoom);
void              hw_cluster_pyramid_foreach_member (HwClusterPyramid     *self,
                                                     gsize                 position,
                                                     double                zoom,
                                                     HwPositionFunc        function,
                                                     gpointer              user_data);

G_END_DECLS
