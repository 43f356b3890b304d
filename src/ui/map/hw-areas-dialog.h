/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "hw-session.h"

G_BEGIN_DECLS

/**
 * HwAreasDialog:
 *
 * The areas of the town: how much there is in each on the days that the map shows,
 * which team covers it, and where none does. Areas come from a file of boundaries.
 *
 * Signals: "area-chosen" (pointer to #HwBox), to bring an area onto the map.
 */
#define HW_TYPE_AREAS_DIALOG (hw_areas_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HwAreasDialog, hw_areas_dialog, HW, AREAS_DIALOG, AdwWindow)

GtkWidget *hw_areas_dialog_new  (GtkWidget     *parent,
                                 HwSession     *session);
void       hw_areas_dialog_read (HwAreasDialog *self,
                                 const char    *path);

G_END_DECLS
