/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-form-dialog.h"

G_BEGIN_DECLS

#define HW_TYPE_PERSON_DIALOG (hw_person_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HwPersonDialog, hw_person_dialog, HW, PERSON_DIALOG, HwFormDialog)

GtkWidget *hw_person_dialog_new (GtkWidget *opener,
                                 HwSession *session,
                                 HwPerson  *person);

G_END_DECLS
