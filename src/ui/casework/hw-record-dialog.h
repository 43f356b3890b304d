/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-form-dialog.h"

G_BEGIN_DECLS

#define HW_TYPE_RECORD_DIALOG (hw_record_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HwRecordDialog, hw_record_dialog, HW, RECORD_DIALOG, HwFormDialog)

GtkWidget *hw_record_dialog_new     (GtkWidget        *opener,
                                     HwSession        *session,
                                     HwCase           *case_,
                                     HwCaseRecordKind  kind,
                                     GHashTable       *known);
GtkWidget *hw_record_dialog_correct (GtkWidget        *opener,
                                     HwSession        *session,
                                     HwCase           *case_,
                                     HwCaseRecord     *record);

G_END_DECLS
