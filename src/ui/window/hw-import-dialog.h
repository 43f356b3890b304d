/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "hw-session.h"

G_BEGIN_DECLS

#define HW_TYPE_IMPORT_DIALOG (hw_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HwImportDialog, hw_import_dialog, HW, IMPORT_DIALOG, AdwWindow)

GtkWidget *hw_import_dialog_new  (GtkWindow      *parent,
                                  HwSession      *session);
void       hw_import_dialog_open (HwImportDialog *self,
                                  GFile          *file);

G_END_DECLS
