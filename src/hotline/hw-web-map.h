/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-web-form.h"
#include "hw-web-page.h"

G_BEGIN_DECLS

/* What is posted from the map, beside the form. */
#define HW_WEB_MAP_VIEW "map-view"   /* hidden: "ZOOM/LATITUDE/LONGITUDE" of its middle */
#define HW_WEB_MAP_MOVE "map-move"   /* a button: "show", "in", "north" ... */
#define HW_WEB_MAP_CLICK "map-click" /* hidden: "ZOOM POINT" of the last click */
#define HW_WEB_MAP_X    "map.x"      /* a click, in pixels */
#define HW_WEB_MAP_Y    "map.y"

void     hw_web_map_use     (GHashTable      *values,
                             const char      *path);
double   hw_web_map_get_precision (GHashTable *values,
                                   double      latitude);
void     hw_web_map_add     (const HwWebPage *page,
                             GString         *html,
                             const HwWebForm *form);

G_END_DECLS
