/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "hw-map-view.h"
#include "hw-point-index.h"

G_BEGIN_DECLS

typedef enum { HW_PICTURE_PNG, HW_PICTURE_PDF } HwPictureFormat;

/**
 * HwMapPicture:
 *
 * A picture of the map to take along: the map, what its marks mean, how far a
 * metre is, whose map it is, and what was shown, in words. It is either for the
 * team, with what the map shows, or public, and then it is made of coarse squares
 * (hw_coarse_map_new()) and there is nothing else in it.
 */
typedef struct _HwMapPicture HwMapPicture;

GskRenderNode *hw_map_picture_take        (HwMapView        *view,
                                           gboolean          only_ground,
                                           HwMapFrame       *frame);
HwMapPicture *hw_map_picture_new_for_team (const HwMapFrame *frame,
                                           GskRenderNode    *node,
                                           HwPointIndex     *points,
                                           const char       *attribution);
HwMapPicture *hw_map_picture_new_public   (const HwMapFrame *frame,
                                           GskRenderNode    *ground,
                                           HwPointIndex     *points,
                                           gint64            now,
                                           const char       *attribution,
                                           GError          **error);
void          hw_map_picture_free         (HwMapPicture     *self);
void          hw_map_picture_get_size     (HwMapPicture     *self,
                                           int              *width,
                                           int              *height);
guint         hw_map_picture_count_squares (HwMapPicture    *self);
void          hw_map_picture_draw         (HwMapPicture     *self,
                                           cairo_t          *cr);
gboolean      hw_map_picture_write        (HwMapPicture     *self,
                                           const char       *path,
                                           HwPictureFormat   format,
                                           GError          **error);
char         *hw_map_picture_dup_words    (HwPointIndex     *points);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwMapPicture, hw_map_picture_free)

G_END_DECLS
