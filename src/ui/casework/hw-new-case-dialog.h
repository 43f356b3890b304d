/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-form-dialog.h"

G_BEGIN_DECLS

#define HW_TYPE_NEW_CASE_DIALOG (hw_new_case_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HwNewCaseDialog, hw_new_case_dialog, HW, NEW_CASE_DIALOG, HwFormDialog)

GtkWidget *hw_new_case_dialog_new    (GtkWidget       *opener,
                                      HwSession       *session);
void       hw_new_case_dialog_choose (HwNewCaseDialog *self,
                                      HwPerson        *person);

G_END_DECLS
