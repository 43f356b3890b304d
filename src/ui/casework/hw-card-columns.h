/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HW_TYPE_CARD_COLUMNS (hw_card_columns_get_type ())
G_DECLARE_FINAL_TYPE (HwCardColumns, hw_card_columns, HW, CARD_COLUMNS, GtkLayoutManager)

GtkLayoutManager *hw_card_columns_new (void);

G_END_DECLS
