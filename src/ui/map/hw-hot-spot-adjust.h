/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "hw-session.h"

G_BEGIN_DECLS

/**
 * HwHotSpotAdjust:
 *
 * What makes a hot-spot, to be changed while the list and the map follow at
 * once. It is remembered in the workspace when it closes.
 */
#define HW_TYPE_HOT_SPOT_ADJUST (hw_hot_spot_adjust_get_type ())
G_DECLARE_FINAL_TYPE (HwHotSpotAdjust, hw_hot_spot_adjust, HW, HOT_SPOT_ADJUST, GtkPopover)

GtkWidget *hw_hot_spot_adjust_new (HwSession *session);

G_END_DECLS
