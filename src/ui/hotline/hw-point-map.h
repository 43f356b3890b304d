/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "hw-session.h"

G_BEGIN_DECLS

#define HW_TYPE_POINT_MAP (hw_point_map_get_type ())
G_DECLARE_FINAL_TYPE (HwPointMap, hw_point_map, HW, POINT_MAP, GtkWidget)

void hw_point_map_set_session (HwPointMap    *self,
                               HwSession     *session);
void hw_point_map_set_point   (HwPointMap    *self,
                               const HwPoint *point,
                               double         precision_m);
HwPoint hw_point_map_get_middle (HwPointMap *self);

G_END_DECLS
