/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-casework.h"
#include "hw-form-dialog.h"

G_BEGIN_DECLS

#define HW_TYPE_HAND_OVER_DIALOG (hw_hand_over_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HwHandOverDialog, hw_hand_over_dialog, HW, HAND_OVER_DIALOG, HwFormDialog)

GtkWidget *hw_hand_over_dialog_new (GtkWidget *opener,
                                    HwSession *session,
                                    HwCase    *case_);

G_END_DECLS
