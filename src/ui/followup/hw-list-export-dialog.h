/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "hw-session-lists.h"

G_BEGIN_DECLS

#define HW_TYPE_LIST_EXPORT_DIALOG (hw_list_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HwListExportDialog, hw_list_export_dialog, HW, LIST_EXPORT_DIALOG, AdwWindow)

GtkWidget *hw_list_export_dialog_new  (GtkWindow          *parent,
                                       HwSession          *session);
void       hw_list_export_dialog_save (HwListExportDialog *self,
                                       const char         *path);

G_END_DECLS
