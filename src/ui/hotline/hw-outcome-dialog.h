/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define HW_TYPE_OUTCOME_DIALOG (hw_outcome_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HwOutcomeDialog, hw_outcome_dialog, HW, OUTCOME_DIALOG, AdwWindow)

GtkWidget *hw_outcome_dialog_new (GtkWindow *parent);

G_END_DECLS
