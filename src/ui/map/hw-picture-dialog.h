/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "hw-map-view.h"
#include "hw-session.h"

G_BEGIN_DECLS

/**
 * HwPictureDialog:
 *
 * Shows exactly the picture of the map that will be saved, for the team or
 * public, and asks where to.
 */
#define HW_TYPE_PICTURE_DIALOG (hw_picture_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HwPictureDialog, hw_picture_dialog, HW, PICTURE_DIALOG, AdwWindow)

GtkWidget *hw_picture_dialog_new (GtkWidget *parent,
                                  HwSession *session,
                                  HwMapView *view);

G_END_DECLS
