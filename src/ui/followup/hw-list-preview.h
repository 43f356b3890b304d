/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "hw-list-table.h"

G_BEGIN_DECLS

#define HW_TYPE_LIST_PREVIEW_WIDGET (hw_list_preview_widget_get_type ())
G_DECLARE_FINAL_TYPE (HwListPreviewWidget, hw_list_preview_widget, HW, LIST_PREVIEW_WIDGET, AdwBin)

GtkWidget *hw_list_preview_widget_new  (void);
void       hw_list_preview_widget_show (HwListPreviewWidget *self,
                                        HwListTable         *table);

G_END_DECLS
