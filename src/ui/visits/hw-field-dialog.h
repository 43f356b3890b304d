/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-form-dialog.h"

G_BEGIN_DECLS

#define HW_TYPE_FIELD_DIALOG (hw_field_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HwFieldDialog, hw_field_dialog, HW, FIELD_DIALOG, HwFormDialog)

GtkWidget *hw_field_dialog_new (GtkWidget  *opener,
                                HwSession  *session,
                                const char *title,
                                const char *verb);

G_END_DECLS
