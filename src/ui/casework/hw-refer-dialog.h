/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-casework.h"
#include "hw-form-dialog.h"

G_BEGIN_DECLS

#define HW_TYPE_REFER_DIALOG (hw_refer_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HwReferDialog, hw_refer_dialog, HW, REFER_DIALOG, HwFormDialog)

GtkWidget *hw_refer_dialog_new (GtkWidget *opener,
                                HwSession *session,
                                HwCase    *case_);

G_END_DECLS
