/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "hw-desk-work.h"

G_BEGIN_DECLS

#define HW_TYPE_REPORT_VIEW (hw_report_view_get_type ())
G_DECLARE_FINAL_TYPE (HwReportView, hw_report_view, HW, REPORT_VIEW, AdwBin)

void      hw_report_view_set_session (HwReportView *self,
                                      HwSession    *session);
void      hw_report_view_set_work    (HwReportView *self,
                                      HwDeskWork   *work);
void      hw_report_view_show        (HwReportView *self,
                                      HwReport     *report);
HwReport *hw_report_view_get_report  (HwReportView *self);

G_END_DECLS
