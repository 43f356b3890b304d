/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "hw-chart.h"

G_BEGIN_DECLS

#define HW_TYPE_CHART_VIEW (hw_chart_view_get_type ())
G_DECLARE_FINAL_TYPE (HwChartView, hw_chart_view, HW, CHART_VIEW, AdwBin)

GtkWidget *hw_chart_view_new       (int          height);
void       hw_chart_view_set_chart (HwChartView *self,
                                    HwChart     *chart);

G_END_DECLS
