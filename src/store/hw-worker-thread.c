/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-worker-thread.h"

/* The thread that a database connection lives on: work is handed to it as a
 * GTask and a function, and is done in order. HwWorkspace owns one. */

typedef struct
{
  GTask           *task;  /* (owned) (nullable): NULL ends the thread */
  GTaskThreadFunc  func;
} HwJob;

struct _HwWorkerThread
{
  GThread     *thread;  /* (owned) */
  GAsyncQueue *jobs;    /* (owned) (element-type HwJob) */
};

static gpointer
work (gpointer data)
{
  g_autoptr (GAsyncQueue) jobs = data;

  while (TRUE)
    {
      g_autofree HwJob *job = g_async_queue_pop (jobs);

      if (job->task == NULL)
        return NULL;

      job->func (job->task, g_task_get_source_object (job->task), g_task_get_task_data (job->task), g_task_get_cancellable (job->task));
      g_object_unref (job->task);
    }
}

static void
push (GAsyncQueue     *jobs,
      GTask           *task,
      GTaskThreadFunc  func)
{
  HwJob *job = g_new (HwJob, 1);

  job->task = task;
  job->func = func;
  g_async_queue_push (jobs, job);
}

/**
 * hw_worker_thread_new:
 * @name: what a debugger calls the thread, at most 15 characters
 *
 * Returns: (transfer full): a thread that waits for work
 */
HwWorkerThread *
hw_worker_thread_new (const char *name)
{
  HwWorkerThread *self = g_new0 (HwWorkerThread, 1);

  self->jobs = g_async_queue_new ();
  self->thread = g_thread_new (name, work, g_async_queue_ref (self->jobs));
  return self;
}

/**
 * hw_worker_thread_push:
 * @task: (transfer full): what is returned through; its callback runs on the context that made it
 * @func: does the work on the thread and returns through @task
 *
 * Hands over one piece of work. What was handed over earlier is done first.
 */
void
hw_worker_thread_push (HwWorkerThread  *self,
                       GTask           *task,
                       GTaskThreadFunc  func)
{
  g_return_if_fail (self != NULL && G_IS_TASK (task) && func != NULL);

  push (self->jobs, task, func);
}

/**
 * hw_worker_thread_free:
 *
 * Lets the thread finish what it was handed, ends it and waits for its end. Where
 * the last piece of work is what frees the thread, it ends by itself.
 */
void
hw_worker_thread_free (HwWorkerThread *self)
{
  push (self->jobs, NULL, NULL);
  if (self->thread == g_thread_self ())
    g_thread_unref (self->thread);
  else
    g_thread_join (self->thread);
  g_async_queue_unref (self->jobs);
  g_free (self);
}
