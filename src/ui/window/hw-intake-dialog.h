/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "hw-session.h"

G_BEGIN_DECLS

#define HW_TYPE_INTAKE_DIALOG (hw_intake_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HwIntakeDialog, hw_intake_dialog, HW, INTAKE_DIALOG, AdwWindow)

GtkWidget *hw_intake_dialog_new (GtkWindow *parent,
                                 HwSession *session);

G_END_DECLS
