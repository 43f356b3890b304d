/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "hw-report.h"

G_BEGIN_DECLS

#define HW_TYPE_STATUS_ICON (hw_status_icon_get_type ())
G_DECLARE_FINAL_TYPE (HwStatusIcon, hw_status_icon, HW, STATUS_ICON, GtkWidget)

GtkWidget *hw_status_icon_new        (HwReportStatus  status);
void       hw_status_icon_set_status (HwStatusIcon   *self,
                                      HwReportStatus  status);

void       hw_status_colour          (HwReportStatus  status,
                                      gboolean        dark,
                                      GdkRGBA        *colour);
void       hw_status_draw            (cairo_t        *cr,
                                      HwReportStatus  status,
                                      gboolean        dark,
                                      double          x,
                                      double          y,
                                      double          size);

G_END_DECLS
