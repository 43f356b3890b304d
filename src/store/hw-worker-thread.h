/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HwWorkerThread:
 *
 * One thread that runs what it is handed, in order. Each piece of work is a
 * #GTask, whose callback comes back on the main context that made it.
 */
typedef struct _HwWorkerThread HwWorkerThread;

typedef void (*HwWorkerFunc) (GTask *task);

HwWorkerThread *hw_worker_thread_new  (const char     *name);
void            hw_worker_thread_push (HwWorkerThread *self,
                                       GTask          *task,
                                       HwWorkerFunc    func);
void            hw_worker_thread_stop (HwWorkerThread *self);

G_END_DECLS
