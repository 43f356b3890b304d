/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "hw-session.h"

G_BEGIN_DECLS

#define HW_TYPE_EXPORT_DIALOG (hw_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HwExportDialog, hw_export_dialog, HW, EXPORT_DIALOG, AdwWindow)

GtkWidget *hw_export_dialog_new (GtkWindow *parent,
                                 HwSession *session);

G_END_DECLS
