/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-casework.h"
#include "hw-form-dialog.h"

G_BEGIN_DECLS

#define HW_TYPE_WITHDRAW_DIALOG (hw_withdraw_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HwWithdrawDialog, hw_withdraw_dialog, HW, WITHDRAW_DIALOG, HwFormDialog)

GtkWidget *hw_withdraw_dialog_new (GtkWidget       *opener,
                                   HwSession       *session,
                                   HwCase          *case_,
                                   const HwConsent *consent);

G_END_DECLS
