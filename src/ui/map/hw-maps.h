/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-map-service.h"
#include "hw-session.h"
#include "hw-tile-stack.h"

G_BEGIN_DECLS

/**
 * HwMaps:
 *
 * The maps of a workspace: which files in which order, opened on a thread and
 * kept while the workspace is open. All who show a map of one session share it.
 * Emits "changed" when there are others, and when one of them is refused.
 */
#define HW_TYPE_MAPS (hw_maps_get_type ())
G_DECLARE_FINAL_TYPE (HwMaps, hw_maps, HW, MAPS, GObject)

HwMaps      *hw_maps_get_for_session (HwSession           *session);
HwTileStack *hw_maps_get_stack       (HwMaps              *self);
char       **hw_maps_dup_paths       (HwMaps              *self);
HwTileArchive *hw_maps_get_map       (HwMaps              *self,
                                      const char          *path);
const char  *hw_maps_get_refusal     (HwMaps              *self,
                                      const char          *path);
char        *hw_maps_dup_problem     (HwMaps              *self);
void         hw_maps_add_async       (HwMaps              *self,
                                      const char          *path,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data);
gboolean     hw_maps_add_finish      (HwMaps              *self,
                                      GAsyncResult        *result,
                                      GError             **error);
void         hw_maps_remove          (HwMaps              *self,
                                      const char          *path);
void         hw_maps_move            (HwMaps              *self,
                                      const char          *path,
                                      int                  steps);
HwMapService *hw_maps_get_service    (HwMaps              *self);

G_END_DECLS
