/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "hw-session.h"

G_BEGIN_DECLS

#define HW_TYPE_WINDOW (hw_window_get_type ())
G_DECLARE_FINAL_TYPE (HwWindow, hw_window, HW, WINDOW, AdwApplicationWindow)

GtkWidget *hw_window_new               (gpointer     application,
                                        HwSession   *session);
void       hw_window_show_page         (HwWindow    *self,
                                        const char  *name);
void       hw_window_new_report        (HwWindow    *self);
void       hw_window_take_call         (HwWindow    *self,
                                        const char  *phone);
void       hw_window_ask_after_opening (HwWindow    *self,
                                        const char  *page,
                                        gboolean     new_report);
void       hw_window_check_auto_lock   (HwWindow    *self,
                                        gint64       now);
GtkWidget *hw_window_get_work_page     (HwWindow    *self);

G_END_DECLS
