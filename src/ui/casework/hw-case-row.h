/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-session.h"

G_BEGIN_DECLS

#define HW_TYPE_CASE_ROW (hw_case_row_get_type ())
G_DECLARE_FINAL_TYPE (HwCaseRow, hw_case_row, HW, CASE_ROW, GtkListBoxRow)

GtkWidget *hw_case_row_new      (HwCaseItem *item);
HwCase    *hw_case_row_get_case (HwCaseRow  *self);

G_END_DECLS
