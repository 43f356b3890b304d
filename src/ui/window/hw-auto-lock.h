/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HW_TYPE_AUTO_LOCK (hw_auto_lock_get_type ())
G_DECLARE_FINAL_TYPE (HwAutoLock, hw_auto_lock, HW, AUTO_LOCK, GObject)

HwAutoLock *hw_auto_lock_new       (void);
void        hw_auto_lock_set_armed (HwAutoLock *self,
                                    gboolean    armed);
void        hw_auto_lock_check     (HwAutoLock *self,
                                    gint64      now);

G_END_DECLS
