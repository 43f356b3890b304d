/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-tile-archive.h"
#include "hw-tile-cache.h"

G_BEGIN_DECLS

#define HW_ONLINE_MAP_ERROR (hw_online_map_error_quark ())
GQuark hw_online_map_error_quark (void);

/**
 * HwOnlineMapError:
 * @HW_ONLINE_MAP_ERROR_ADDRESS: no address of a map service
 * @HW_ONLINE_MAP_ERROR_UNREACHABLE: no connection, or no answer
 * @HW_ONLINE_MAP_ERROR_REFUSED: the service answers with something else than a picture
 */
typedef enum { HW_ONLINE_MAP_ERROR_ADDRESS, HW_ONLINE_MAP_ERROR_UNREACHABLE, HW_ONLINE_MAP_ERROR_REFUSED } HwOnlineMapError;

/**
 * HwOnlineMap:
 *
 * A map service on the Internet, which the user has turned on. As an archive it
 * gives what was fetched before, on any thread; fetching is asked for apart, on
 * the main thread.
 */
#define HW_TYPE_ONLINE_MAP (hw_online_map_get_type ())
G_DECLARE_FINAL_TYPE (HwOnlineMap, hw_online_map, HW, ONLINE_MAP, HwTileArchive)

gboolean     hw_online_map_check_address (const char          *address,
                                          GError             **error);
HwOnlineMap *hw_online_map_new           (const char          *address,
                                          const char          *attribution,
                                          HwTileCache         *cache,
                                          GError             **error);
void         hw_online_map_fetch_async   (HwOnlineMap         *self,
                                          guint                zoom,
                                          guint                x,
                                          guint                y,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
gboolean     hw_online_map_fetch_finish  (HwOnlineMap         *self,
                                          GAsyncResult        *result,
                                          GError             **error);

G_END_DECLS
