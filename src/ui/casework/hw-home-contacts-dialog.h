/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-casework.h"
#include "hw-form-dialog.h"

G_BEGIN_DECLS

#define HW_TYPE_HOME_CONTACTS_DIALOG (hw_home_contacts_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HwHomeContactsDialog, hw_home_contacts_dialog, HW, HOME_CONTACTS_DIALOG, HwFormDialog)

GtkWidget *hw_home_contacts_dialog_new (GtkWidget *opener,
                                        HwSession *session,
                                        HwCase    *case_);

G_END_DECLS
