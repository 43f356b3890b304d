/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define HW_TYPE_TEXT_ROW (hw_text_row_get_type ())
G_DECLARE_FINAL_TYPE (HwTextRow, hw_text_row, HW, TEXT_ROW, AdwPreferencesRow)

GtkWidget *hw_text_row_new      (const char *title);
char      *hw_text_row_dup_text (HwTextRow  *self);
void       hw_text_row_set_text (HwTextRow  *self,
                                 const char *text);

G_END_DECLS
