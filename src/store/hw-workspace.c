/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-worker-thread.h"
#include "hw-workspace.h"

/*
 * The workspace as the window has it: a store on a thread of its own. The store
 * is made, used and closed on that thread; what a caller wants done is a
 * function that runs there.
 */

struct _HwWorkspace
{
  GObject         parent_instance;

  HwWorkerThread *thread;       /* (owned) (nullable): %NULL once closed */
  HwStore        *store;        /* (owned) (nullable): touched by the thread only */
};

G_DEFINE_FINAL_TYPE (HwWorkspace, hw_workspace, G_TYPE_OBJECT)

/* -- the last reference ---------------------------------------------------------------------------------------------- */

static void
drop_store (GTask *task)
{
  HwStore *store = g_task_get_task_data (task);

  hw_store_close (store, NULL);
  g_task_return_boolean (task, TRUE);
}

/* Somebody let go without closing: the thread closes, since the store is its own. */
static void
hw_workspace_dispose (GObject *object)
{
  HwWorkspace *self = HW_WORKSPACE (object);

  if (self->thread != NULL && self->store != NULL)
    {
      g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

      g_task_set_source_tag (task, hw_workspace_dispose);
      g_task_set_task_data (task, g_steal_pointer (&self->store), g_object_unref);
      hw_worker_thread_push (self->thread, task, drop_store);
    }
  g_clear_pointer (&self->thread, hw_worker_thread_stop);

  G_OBJECT_CLASS (hw_workspace_parent_class)->dispose (object);
}

static void
hw_workspace_class_init (HwWorkspaceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_workspace_dispose;
}

static void
hw_workspace_init (HwWorkspace *self)
{
  self->thread = hw_worker_thread_new ("hw-store");
}

/* -- making and opening ---------------------------------------------------------------------------------------------- */

typedef struct
{
  HwWorkspace  *workspace;      /* (owned) */
  char         *path;           /* (owned) */
  char         *team_name;      /* (owned) (nullable) */
  char         *author;         /* (owned) (nullable) */
  char         *secret;         /* (owned): wiped */
  HwSecretKind  kind;
  HwKeyStrength strength;
  char         *recovery_code;  /* (owned) (nullable): wiped */
} Opening;

static void
wipe_string (char *text)
{
  if (text != NULL)
    explicit_bzero (text, strlen (text));
  g_free (text);
}

static void
opening_free (Opening *opening)
{
  g_clear_object (&opening->workspace);
  g_free (opening->path);
  g_free (opening->team_name);
  g_free (opening->author);
  wipe_string (opening->secret);
  wipe_string (opening->recovery_code);
  g_free (opening);
}

static void
return_opened (GTask   *task,
               Opening *opening,
               HwStore *store,
               GError  *error)
{
  opening->workspace->store = store;
  if (store == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_object_ref (opening->workspace), g_object_unref);
}

static void
create_on_thread (GTask *task)
{
  Opening *opening = g_task_get_task_data (task);
  GError *error = NULL;
  HwStore *store = hw_store_create (opening->path, opening->team_name, opening->author, opening->secret,
                                    opening->strength, &opening->recovery_code, &error);

  return_opened (task, opening, store, error);
}

static void
open_on_thread (GTask *task)
{
  Opening *opening = g_task_get_task_data (task);
  GError *error = NULL;
  HwStore *store = hw_store_open (opening->path, opening->kind, opening->secret, &error);

  return_opened (task, opening, store, error);
}

static void
start_opening (Opening            *opening,
               gpointer            source_tag,
               HwWorkerFunc        func,
               GCancellable       *cancellable,
               GAsyncReadyCallback callback,
               gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, source_tag);
  /* A store that was opened is given to the caller even if they changed their mind, so that it is closed properly. */
  g_task_set_check_cancellable (task, FALSE);
  opening->workspace = g_object_new (HW_TYPE_WORKSPACE, NULL);
  g_task_set_task_data (task, opening, (GDestroyNotify) opening_free);
  hw_worker_thread_push (opening->workspace->thread, task, func);
}

/**
 * hw_workspace_create_async:
 * @path: see hw_store_create()
 * @team_name: the team's name
 * @author: who works with it
 * @passphrase: copied, and wiped after use
 * @strength: how much work a guess shall cost
 * @cancellable: (nullable): to stop it before it begins
 * @callback: called on this main context
 * @user_data: for @callback
 *
 * Makes a workspace on a new thread.
 */
void
hw_workspace_create_async (const char         *path,
                           const char         *team_name,
                           const char         *author,
                           const char         *passphrase,
                           HwKeyStrength       strength,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->path = g_strdup (path);
  opening->team_name = g_strdup (team_name);
  opening->author = g_strdup (author);
  opening->secret = g_strdup (passphrase);
  opening->strength = strength;
  start_opening (opening, hw_workspace_create_async, create_on_thread, cancellable, callback, user_data);
}

/**
 * hw_workspace_create_finish:
 * @result: from the callback
 * @recovery_code: (out) (optional) (transfer full): the code to print; wipe it after use
 * @error: return location
 *
 * Ends hw_workspace_create_async().
 *
 * Returns: (transfer full) (nullable): the workspace, or %NULL with an error of hw_store_create()
 */
HwWorkspace *
hw_workspace_create_finish (GAsyncResult *result,
                            char        **recovery_code,
                            GError      **error)
{
  GTask *task = G_TASK (result);
  Opening *opening = g_task_get_task_data (task);
  HwWorkspace *workspace = g_task_propagate_pointer (task, error);

  if (recovery_code != NULL)
    *recovery_code = workspace != NULL ? g_steal_pointer (&opening->recovery_code) : NULL;
  return workspace;
}

/**
 * hw_workspace_open_async:
 * @path: see hw_store_open()
 * @kind: what @secret is
 * @secret: copied, and wiped after use
 * @cancellable: (nullable): to stop it before it begins
 * @callback: called on this main context
 * @user_data: for @callback
 *
 * Opens a workspace on a new thread.
 */
void
hw_workspace_open_async (const char         *path,
                         HwSecretKind        kind,
                         const char         *secret,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->path = g_strdup (path);
  opening->kind = kind;
  opening->secret = g_strdup (secret);
  start_opening (opening, hw_workspace_open_async, open_on_thread, cancellable, callback, user_data);
}

/**
 * hw_workspace_open_finish:
 * @result: from the callback
 * @error: return location
 *
 * Ends hw_workspace_open_async().
 *
 * Returns: (transfer full) (nullable): the workspace, or %NULL with an error of hw_store_open()
 */
HwWorkspace *
hw_workspace_open_finish (GAsyncResult *result,
                          GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* -- work ------------------------------------------------------------------------------------------------------------ */

typedef struct
{
  HwWorkspaceFunc func;
  gpointer        data;         /* (owned) */
  GDestroyNotify  data_free;    /* (nullable) */
  GDestroyNotify  result_free;  /* (nullable) */
} Work;

static void
work_free (Work *work)
{
  if (work->data_free != NULL && work->data != NULL)
    work->data_free (work->data);
  g_free (work);
}

static void
run_on_thread (GTask *task)
{
  HwWorkspace *self = g_task_get_source_object (task);
  Work *work = g_task_get_task_data (task);
  GError *error = NULL;
  gpointer result;

  if (self->store == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CLOSED, "%s",
                               _("The workspace is locked. Nothing was changed. Unlock it, then try again."));
      return;
    }
  result = work->func (self->store, work->data, g_task_get_cancellable (task), &error);
  if (error != NULL)
    {
      if (result != NULL && work->result_free != NULL)
        work->result_free (result);
      g_task_return_error (task, error);
    }
  else
    g_task_return_pointer (task, result, work->result_free);
}

static void
refuse_closed (HwWorkspace        *self,
               gpointer            source_tag,
               GAsyncReadyCallback callback,
               gpointer            user_data)
{
  g_task_report_new_error (self, callback, user_data, source_tag, G_IO_ERROR, G_IO_ERROR_CLOSED, "%s",
                           _("The workspace is locked. Nothing was changed. Unlock it, then try again."));
}

/**
 * hw_workspace_run_async:
 * @self: a workspace
 * @source_tag: of the task
 * @func: run on the worker
 * @data: (transfer full): for @func
 * @data_free: (nullable): frees @data
 * @result_free: (nullable): frees a result that nobody took
 * @cancellable: (nullable): given to @func; work that has not begun is dropped
 * @callback: called on this main context
 * @user_data: for @callback
 *
 * Hands work to the worker.
 */
void
hw_workspace_run_async (HwWorkspace        *self,
                        gpointer            source_tag,
                        HwWorkspaceFunc     func,
                        gpointer            data,
                        GDestroyNotify      data_free,
                        GDestroyNotify      result_free,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  Work *work;

  if (self->thread == NULL)
    {
      if (data_free != NULL && data != NULL)
        data_free (data);
      refuse_closed (self, source_tag, callback, user_data);
      return;
    }
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, source_tag);
  /* What was recorded was recorded, whether or not somebody cancelled meanwhile. */
  g_task_set_check_cancellable (task, FALSE);
  work = g_new0 (Work, 1);
  work->func = func;
  work->data = data;
  work->data_free = data_free;
  work->result_free = result_free;
  g_task_set_task_data (task, work, (GDestroyNotify) work_free);
  hw_worker_thread_push (self->thread, task, run_on_thread);
}

/**
 * hw_workspace_run_finish:
 * @self: a workspace
 * @result: from the callback
 * @error: return location
 *
 * Ends hw_workspace_run_async().
 *
 * Returns: (transfer full) (nullable): what the function returned
 */
gpointer
hw_workspace_run_finish (HwWorkspace  *self,
                         GAsyncResult *result,
                         GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
close_on_thread (GTask *task)
{
  HwWorkspace *self = g_task_get_source_object (task);
  g_autoptr (HwStore) store = g_steal_pointer (&self->store);
  GError *error = NULL;

  if (store == NULL || hw_store_close (store, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * hw_workspace_close_async:
 * @self: a workspace
 * @callback: called on this main context
 * @user_data: for @callback
 *
 * Waits for what is queued, closes the file, wipes the key and ends the thread.
 * Nothing can be handed over after this.
 */
void
hw_workspace_close_async (HwWorkspace        *self,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, hw_workspace_close_async);
  if (self->thread == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  hw_worker_thread_push (self->thread, task, close_on_thread);
  g_clear_pointer (&self->thread, hw_worker_thread_stop);
}

/**
 * hw_workspace_close_finish:
 * @self: a workspace
 * @result: from the callback
 * @error: return location
 *
 * Ends hw_workspace_close_async().
 *
 * Returns: %FALSE with an error of hw_store_close()
 */
gboolean
hw_workspace_close_finish (HwWorkspace  *self,
                           GAsyncResult *result,
                           GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
