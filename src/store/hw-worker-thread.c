/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-worker-thread.h"

/*
 * A thread with a queue. It belongs to itself: it frees its queue when it has
 * done the last piece, so that it may be stopped from its own work as well.
 */

struct _HwWorkerThread
{
  GAsyncQueue *queue;   /* (owned) (element-type Piece) */
};

typedef struct
{
  GTask       *task;    /* (owned) (nullable): %NULL is the last piece */
  HwWorkerFunc func;
} Piece;

static gpointer
run (gpointer data)
{
  g_autoptr (GAsyncQueue) queue = data;

  for (;;)
    {
      g_autofree Piece *piece = g_async_queue_pop (queue);

      if (piece->task == NULL)
        return NULL;
      /* Work that was cancelled while it waited is not begun. */
      if (!g_task_return_error_if_cancelled (piece->task))
        piece->func (piece->task);
      g_object_unref (piece->task);
    }
}

static void
push (HwWorkerThread *self,
      GTask          *task,
      HwWorkerFunc    func)
{
  Piece *piece = g_new (Piece, 1);

  piece->task = task;
  piece->func = func;
  g_async_queue_push (self->queue, piece);
}

/**
 * hw_worker_thread_new:
 * @name: for debuggers
 *
 * Starts a thread.
 *
 * Returns: (transfer full): the thread; end it with hw_worker_thread_stop()
 */
HwWorkerThread *
hw_worker_thread_new (const char *name)
{
  HwWorkerThread *self = g_new0 (HwWorkerThread, 1);

  self->queue = g_async_queue_new ();
  g_thread_unref (g_thread_new (name, run, g_async_queue_ref (self->queue)));
  return self;
}

/**
 * hw_worker_thread_push:
 * @self: a thread
 * @task: a task
 * @func: run on the thread with @task, which it must complete
 *
 * Hands over a piece of work.
 */
void
hw_worker_thread_push (HwWorkerThread *self,
                       GTask          *task,
                       HwWorkerFunc    func)
{
  push (self, g_object_ref (task), func);
}

/**
 * hw_worker_thread_stop:
 * @self: (transfer full) (nullable): a thread
 *
 * Lets the thread end when it has done what it was handed. Does not wait.
 */
void
hw_worker_thread_stop (HwWorkerThread *self)
{
  if (self == NULL)
    return;
  push (self, NULL, NULL);
  g_async_queue_unref (self->queue);
  g_free (self);
}
