/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "hw-session.h"

G_BEGIN_DECLS

/* The groups of the queue, from top to bottom. */
typedef enum
{
  HW_QUEUE_URGENT,              /* danger or a child, and the emergency services were not told */
  HW_QUEUE_NEW,
  HW_QUEUE_TO_BE_CHECKED,
  HW_QUEUE_NEEDS_INFORMATION,
  HW_QUEUE_SENT_OUT,
  HW_QUEUE_TO_BE_ANSWERED,
  HW_QUEUE_ANSWERED,
  HW_N_QUEUE_GROUPS
} HwQueueGroup;

HwQueueGroup hw_queue_group_of    (HwReportItem *item);
const char  *hw_queue_group_words (HwQueueGroup  group);

#define HW_TYPE_QUEUE_FILTER (hw_queue_filter_get_type ())
G_DECLARE_FINAL_TYPE (HwQueueFilter, hw_queue_filter, HW, QUEUE_FILTER, AdwBin)

GtkWidget *hw_queue_filter_new   (HwSession     *session);
gboolean   hw_queue_filter_shows (HwQueueFilter *self,
                                  HwReportItem  *item);

G_END_DECLS
