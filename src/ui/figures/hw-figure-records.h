/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "hw-session-figures.h"

G_BEGIN_DECLS

#define HW_TYPE_FIGURE_RECORDS (hw_figure_records_get_type ())
G_DECLARE_FINAL_TYPE (HwFigureRecords, hw_figure_records, HW, FIGURE_RECORDS, AdwWindow)

GtkWidget *hw_figure_records_new (GtkWindow  *parent,
                                  HwSession  *session,
                                  const char *title,
                                  GArray     *subjects);

G_END_DECLS
