/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "hw-maps.h"

G_BEGIN_DECLS

/**
 * HwMapsDialog:
 *
 * Which maps are shown and in which order, and the map service.
 */
#define HW_TYPE_MAPS_DIALOG (hw_maps_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HwMapsDialog, hw_maps_dialog, HW, MAPS_DIALOG, AdwWindow)

GtkWidget *hw_maps_dialog_new (GtkWidget *parent,
                               HwSession *session);

G_END_DECLS
