/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-bed.h"
#include "hw-form-dialog.h"

G_BEGIN_DECLS

#define HW_TYPE_BED_DIALOG (hw_bed_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HwBedDialog, hw_bed_dialog, HW, BED_DIALOG, HwFormDialog)

GtkWidget *hw_bed_dialog_new (GtkWidget   *opener,
                              HwSession   *session,
                              const HwBed *bed);

G_END_DECLS
