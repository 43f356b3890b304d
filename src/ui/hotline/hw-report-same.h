/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "hw-session-duplicates.h"

G_BEGIN_DECLS

#define HW_TYPE_REPORT_SAME (hw_report_same_get_type ())
G_DECLARE_FINAL_TYPE (HwReportSame, hw_report_same, HW, REPORT_SAME, AdwBin)

void hw_report_same_show (HwReportSame *self,
                          HwSession    *session,
                          HwReport     *report);
void hw_report_same_link (GtkWidget    *widget,
                          HwSession    *session,
                          gint64        row,
                          const GArray *others);

G_END_DECLS
