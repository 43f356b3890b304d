/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-form-dialog.h"
#include "hw-shift.h"

G_BEGIN_DECLS

#define HW_TYPE_SHIFT_DIALOG (hw_shift_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HwShiftDialog, hw_shift_dialog, HW, SHIFT_DIALOG, HwFormDialog)

GtkWidget *hw_shift_dialog_new (GtkWidget     *opener,
                                HwSession     *session,
                                const HwShift *shift);

G_END_DECLS
