/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HwWorkerThread:
 *
 * One thread that does GTasks in the order in which they were handed over.
 */
typedef struct _HwWorkerThread HwWorkerThread;

HwWorkerThread *hw_worker_thread_new  (const char      *name);
void            hw_worker_thread_push (HwWorkerThread  *self,
                                       GTask           *task,
                                       GTaskThreadFunc  func);
void            hw_worker_thread_free (HwWorkerThread  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwWorkerThread, hw_worker_thread_free)

G_END_DECLS
