/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "hw-plan.h"

G_BEGIN_DECLS

#define HW_TYPE_STOP_ROW (hw_stop_row_get_type ())
G_DECLARE_FINAL_TYPE (HwStopRow, hw_stop_row, HW, STOP_ROW, GtkListBoxRow)

GtkWidget  *hw_stop_row_new      (HwPlan     *plan,
                                  HwPlanStop *stop);
HwPlanStop *hw_stop_row_get_stop (HwStopRow  *self);

G_END_DECLS
