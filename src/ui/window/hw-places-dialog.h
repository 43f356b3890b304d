/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "hw-session.h"

G_BEGIN_DECLS

#define HW_TYPE_PLACES_DIALOG (hw_places_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HwPlacesDialog, hw_places_dialog, HW, PLACES_DIALOG, AdwWindow)

GtkWidget *hw_places_dialog_new  (GtkWindow      *parent,
                                  HwSession      *session);
void       hw_places_dialog_open (HwPlacesDialog *self,
                                  const char     *path);

G_END_DECLS
