/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "hw-map-sidebar.h"
#include "hw-map-view.h"
#include "hw-session.h"
#include "hw-time-bar.h"

G_BEGIN_DECLS

/* Names of the session's settings that say which files the map shows. */
#define HW_MAP_SETTING_MAP        "map-path"

/**
 * HwMapPage:
 *
 * The Map page: the map fills it; filters and lists on the left, a panel for
 * what is selected on the right, the histogram below. Everything it shows comes
 * from the models of the session.
 */
#define HW_TYPE_MAP_PAGE (hw_map_page_get_type ())
G_DECLARE_FINAL_TYPE (HwMapPage, hw_map_page, HW, MAP_PAGE, AdwBin)

GtkWidget    *hw_map_page_new                 (HwSession        *session);
void          hw_map_page_show_report         (HwMapPage        *self,
                                               gint64            row);
gboolean      hw_map_page_show_site           (HwMapPage        *self,
                                               const HwId       *site);
void          hw_map_page_show_point          (HwMapPage        *self,
                                               const HwPoint    *point);
void          hw_map_page_add_map_file        (HwMapPage        *self,
                                               const char       *path);
void          hw_map_page_select              (HwMapPage        *self,
                                               const HwMapThing *thing);
HwMapView    *hw_map_page_get_view            (HwMapPage        *self);
HwMapSidebar *hw_map_page_get_sidebar         (HwMapPage        *self);
HwTimeBar    *hw_map_page_get_time_bar        (HwMapPage        *self);

G_END_DECLS
