/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-casework.h"
#include "hw-form-dialog.h"

G_BEGIN_DECLS

#define HW_TYPE_CONSENT_DIALOG (hw_consent_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HwConsentDialog, hw_consent_dialog, HW, CONSENT_DIALOG, HwFormDialog)

GtkWidget *hw_consent_dialog_new     (GtkWidget  *opener,
                                      HwSession  *session,
                                      HwCase     *case_);
GtkWidget *hw_consent_dialog_new_for (GtkWidget  *opener,
                                      HwSession  *session,
                                      HwCase     *case_,
                                      const char *purpose,
                                      const char *recipient);

G_END_DECLS
