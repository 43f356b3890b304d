/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-session-private.h"

/* The one way in which work goes to the workspace's thread and its result comes
 * back, first into the models, then to whoever asked. */

static GError *
new_locked_error (void)
{
  return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CLOSED,
                              _("The workspace is locked. Nothing was changed. Unlock it and try again."));
}

static void
work_done_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  HwSession *self = g_task_get_source_object (task);
  const HwSessionWork *work = g_task_get_task_data (task);
  gboolean is_open = self->workspace == HW_WORKSPACE (source);
  GError *error = NULL;
  gpointer outcome = hw_workspace_run_finish (HW_WORKSPACE (source), result, &error);

  if (error == NULL && !is_open && work->apply == NULL)
    {
      /* What was only read is not handed out once locking has begun. What was recorded is recorded. */
      if (outcome != NULL && work->result_free != NULL)
        work->result_free (outcome);
      error = new_locked_error ();
    }
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (is_open && work->apply != NULL)
    work->apply (self, outcome);
  g_task_return_pointer (task, outcome, work->result_free);
}

/**
 * hw_session_run:
 * @self: the session
 * @work: (transfer none): what to do; static
 * @data: (transfer full): for the function of @work
 * @source_tag: the public function that this is
 *
 * Has @work done on the workspace's thread and its result brought into the
 * models. The error is %G_IO_ERROR_CLOSED while no workspace is open.
 */
void
hw_session_run (HwSession           *self,
                const HwSessionWork *work,
                gpointer             data,
                gpointer             source_tag,
                GCancellable        *cancellable,
                GAsyncReadyCallback  callback,
                gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, source_tag);
  g_task_set_task_data (task, (gpointer) work, NULL);
  /* Whoever cancelled too late learns that it was done. */
  g_task_set_check_cancellable (task, FALSE);
  if (self->workspace != NULL)
    {
      hw_workspace_run_async (self->workspace, source_tag, work->func, data, work->data_free, work->result_free,
                              cancellable, work_done_cb, task);
      return;
    }
  if (work->data_free != NULL && data != NULL)
    work->data_free (data);
  g_task_return_error (task, new_locked_error ());
  g_object_unref (task);
}

gpointer
hw_session_run_finish (HwSession     *self,
                       GAsyncResult  *result,
                       gpointer       source_tag,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, source_tag), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
