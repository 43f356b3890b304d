/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-form-dialog.h"

G_BEGIN_DECLS

#define HW_TYPE_PARTNER_DIALOG (hw_partner_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HwPartnerDialog, hw_partner_dialog, HW, PARTNER_DIALOG, HwFormDialog)

GtkWidget *hw_partner_dialog_new (GtkWidget *opener,
                                  HwSession *session,
                                  HwPartner *partner);

G_END_DECLS
