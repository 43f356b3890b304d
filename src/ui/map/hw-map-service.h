/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-online-map.h"
#include "hw-session.h"

G_BEGIN_DECLS

/**
 * HwMapService:
 *
 * Where a user lets the map be fetched from, and what is kept of it.
 *
 * Signals: "changed" (it is there now, or not any more, or what was kept is gone).
 */
#define HW_TYPE_MAP_SERVICE (hw_map_service_get_type ())
G_DECLARE_FINAL_TYPE (HwMapService, hw_map_service, HW, MAP_SERVICE, GObject)

HwMapService *hw_map_service_new             (HwSession     *session);
void          hw_map_service_disconnect      (HwMapService  *self);
void          hw_map_service_connect         (HwMapService  *self);
HwOnlineMap  *hw_map_service_get_map         (HwMapService  *self);
const char   *hw_map_service_get_complaint   (HwMapService  *self);
gboolean      hw_map_service_is_online       (HwMapService  *self);
const char   *hw_map_service_get_address     (HwMapService  *self);
const char   *hw_map_service_get_attribution (HwMapService  *self);
guint         hw_map_service_get_limit       (HwMapService  *self);
gboolean      hw_map_service_set_online      (HwMapService  *self,
                                              gboolean       on,
                                              const char    *address,
                                              const char    *attribution,
                                              guint          limit,
                                              GError       **error);
gint64        hw_map_service_measure_cache   (HwMapService  *self);
gboolean      hw_map_service_clear_cache     (HwMapService  *self,
                                              GError       **error);

G_END_DECLS
