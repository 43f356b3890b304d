/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-case-theme.h"
#include "hw-form-dialog.h"
#include "hw-session.h"

G_BEGIN_DECLS

#define HW_TYPE_EVIDENCE_DIALOG (hw_evidence_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HwEvidenceDialog, hw_evidence_dialog, HW, EVIDENCE_DIALOG, HwFormDialog)

GtkWidget *hw_evidence_dialog_new (GtkWidget   *opener,
                                   HwSession   *session,
                                   HwCase      *case_,
                                   HwCaseTheme  theme,
                                   const char  *field);

G_END_DECLS
