/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-casework.h"
#include "hw-form-dialog.h"

G_BEGIN_DECLS

#define HW_TYPE_JOURNEY_DIALOG (hw_journey_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HwJourneyDialog, hw_journey_dialog, HW, JOURNEY_DIALOG, HwFormDialog)

GtkWidget *hw_journey_dialog_new (GtkWidget *opener,
                                  HwSession *session,
                                  HwCase    *case_);

G_END_DECLS
