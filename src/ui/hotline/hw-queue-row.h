/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "hw-queue-filter.h"

G_BEGIN_DECLS

#define HW_TYPE_QUEUE_ROW (hw_queue_row_get_type ())
G_DECLARE_FINAL_TYPE (HwQueueRow, hw_queue_row, HW, QUEUE_ROW, AdwBin)

GtkWidget *hw_queue_row_new          (void);
void       hw_queue_row_show_report  (HwQueueRow     *self,
                                      HwReportItem   *item);
void       hw_queue_row_show_heading (HwQueueRow     *self,
                                      HwQueueGroup    group,
                                      guint           number);
gboolean   hw_queue_row_has_report   (HwQueueRow     *self);
void       hw_queue_row_tick         (HwQueueRow     *self,
                                      gint64          now);

G_END_DECLS
