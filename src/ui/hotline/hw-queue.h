/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "hw-session.h"

G_BEGIN_DECLS

#define HW_TYPE_QUEUE (hw_queue_get_type ())
G_DECLARE_FINAL_TYPE (HwQueue, hw_queue, HW, QUEUE, AdwBin)

GtkWidget *hw_queue_new           (HwSession *session);
GPtrArray *hw_queue_list_selected (HwQueue   *self);
void       hw_queue_select        (HwQueue   *self,
                                   gint64     row);
void       hw_queue_select_rows   (HwQueue   *self,
                                   GArray    *rows);
void       hw_queue_tick          (HwQueue   *self);

G_END_DECLS
