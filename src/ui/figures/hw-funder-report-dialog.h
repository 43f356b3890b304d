/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "figures/hw-period.h"
#include "hw-session.h"

G_BEGIN_DECLS

#define HW_TYPE_FUNDER_REPORT_DIALOG (hw_funder_report_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HwFunderReportDialog, hw_funder_report_dialog, HW, FUNDER_REPORT_DIALOG, AdwWindow)

GtkWidget *hw_funder_report_dialog_new  (GtkWindow            *parent,
                                         HwSession            *session,
                                         const HwPeriod       *period,
                                         gint64                as_of);
void       hw_funder_report_dialog_save (HwFunderReportDialog *self,
                                         const char           *path);

G_END_DECLS
