/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include "hw-workspace.h"
#include "hw-worker-thread.h"

/* A store on a thread of its own. The session owns one while a workspace is
 * unlocked; nothing else in the program reaches a database. */

struct _HwWorkspace
{
  GObject         parent_instance;

  HwWorkerThread *thread;  /* (owned) */
  HwStore        *store;   /* (owned) (nullable): touched on the thread only */
  gboolean        closed;  /* no more work is taken */
};

G_DEFINE_FINAL_TYPE (HwWorkspace, hw_workspace, G_TYPE_OBJECT)

/* What opening or creating needs; secrets are wiped when it goes. */
typedef struct
{
  char          *path;           /* (owned) */
  char          *team_name;      /* (owned) (nullable) */
  char          *author;         /* (owned) (nullable) */
  char          *secret;         /* (owned) */
  HwSecretKind   kind;
  HwKeyStrength  strength;
  char          *recovery_code;  /* (owned) (nullable): given back by creating */
} OpenData;

typedef struct
{
  HwWorkspaceFunc func;
  gpointer        data;
  GDestroyNotify  data_free;
  GDestroyNotify  result_free;
} RunData;

static void
wipe (char *secret)
{
  if (secret == NULL)
    return;
  sodium_memzero (secret, strlen (secret));
  g_free (secret);
}

static void
open_data_free (gpointer pointer)
{
  OpenData *data = pointer;

  g_free (data->path);
  g_free (data->team_name);
  g_free (data->author);
  wipe (data->secret);
  wipe (data->recovery_code);
  g_free (data);
}

static void
run_data_free (gpointer pointer)
{
  RunData *data = pointer;

  if (data->data_free != NULL && data->data != NULL)
    data->data_free (data->data);
  g_free (data);
}

/* -- on the thread ----------------------------------------------------------- */

static void
return_store (GTask       *task,
              HwWorkspace *self,
              HwStore     *store,
              GError      *error)
{
  if (store == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  self->store = store;
  g_task_return_boolean (task, TRUE);
}

static void
create_on_thread (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  OpenData *data = task_data;
  GError *error = NULL;
  HwStore *store = hw_store_create (data->path, data->team_name, data->author, data->secret, data->strength, &data->recovery_code, &error);

  return_store (task, source, store, error);
}

static void
open_on_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  OpenData *data = task_data;
  GError *error = NULL;
  HwStore *store = hw_store_open (data->path, data->kind, data->secret, &error);

  return_store (task, source, store, error);
}

static void
run_on_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  HwWorkspace *self = source;
  RunData *data = task_data;
  GError *error = NULL;
  gpointer result;

  if (g_task_return_error_if_cancelled (task))
    return;

  result = data->func (self->store, data->data, cancellable, &error);
  if (error == NULL)
    g_task_return_pointer (task, result, data->result_free);
  else
    g_task_return_error (task, error);
}

static void
close_on_thread (GTask        *task,
                 gpointer      source,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  HwWorkspace *self = source;
  g_autoptr (HwStore) store = g_steal_pointer (&self->store);
  GError *error = NULL;

  if (store == NULL || hw_store_close (store, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* -- the object --------------------------------------------------------------- */

/* Without hw_workspace_close_async() the thread still closes the store, and in order. */
static void
hw_workspace_dispose (GObject *object)
{
  HwWorkspace *self = HW_WORKSPACE (object);

  g_clear_pointer (&self->thread, hw_worker_thread_free);
  g_clear_object (&self->store);

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
  self->thread = hw_worker_thread_new ("hw-workspace");
}

static void
open_async (OpenData            *data,
            gpointer             source_tag,
            GTaskThreadFunc      func,
            GCancellable        *cancellable,
            GAsyncReadyCallback  callback,
            gpointer             user_data)
{
  g_autoptr (HwWorkspace) self = g_object_new (HW_TYPE_WORKSPACE, NULL);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, source_tag);
  g_task_set_task_data (task, data, open_data_free);
  /* What was opened is handed over even if somebody cancelled meanwhile: the caller closes it. */
  g_task_set_check_cancellable (task, FALSE);
  hw_worker_thread_push (self->thread, task, func);
}

static HwWorkspace *
open_finish (GAsyncResult  *result,
             GError       **error)
{
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  return g_object_ref (g_task_get_source_object (G_TASK (result)));
}

/**
 * hw_workspace_create_async:
 * @path: where the workspace file goes; nothing may be there
 * @team_name: shown on the locked screen, in the clear
 * @author: who records on this laptop
 * @passphrase: what opens it
 * @strength: how much work a guess costs
 *
 * Makes a workspace, see hw_store_create(), on a thread of its own.
 */
void
hw_workspace_create_async (const char          *path,
                           const char          *team_name,
                           const char          *author,
                           const char          *passphrase,
                           HwKeyStrength        strength,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  OpenData *data = g_new0 (OpenData, 1);

  data->path = g_strdup (path);
  data->team_name = g_strdup (team_name);
  data->author = g_strdup (author);
  data->secret = g_strdup (passphrase);
  data->strength = strength;
  open_async (data, hw_workspace_create_async, create_on_thread, cancellable, callback, user_data);
}

/**
 * hw_workspace_create_finish:
 * @recovery_code: (out) (transfer full) (optional): to be shown once
 *
 * Returns: (transfer full) (nullable): the workspace, or %NULL with an error of %HW_STORE_ERROR
 */
HwWorkspace *
hw_workspace_create_finish (GAsyncResult  *result,
                            char         **recovery_code,
                            GError       **error)
{
  OpenData *data = g_task_get_task_data (G_TASK (result));
  HwWorkspace *self = open_finish (result, error);

  if (self != NULL && recovery_code != NULL)
    *recovery_code = g_steal_pointer (&data->recovery_code);
  return self;
}

/**
 * hw_workspace_open_async:
 * @path: the workspace file
 * @kind: what @secret is
 * @secret: passphrase or recovery code
 *
 * Opens a workspace, see hw_store_open(), on a thread of its own.
 */
void
hw_workspace_open_async (const char          *path,
                         HwSecretKind         kind,
                         const char          *secret,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  OpenData *data = g_new0 (OpenData, 1);

  data->path = g_strdup (path);
  data->secret = g_strdup (secret);
  data->kind = kind;
  open_async (data, hw_workspace_open_async, open_on_thread, cancellable, callback, user_data);
}

/**
 * hw_workspace_open_finish:
 *
 * Returns: (transfer full) (nullable): the workspace, or %NULL with an error of %HW_STORE_ERROR
 */
HwWorkspace *
hw_workspace_open_finish (GAsyncResult  *result,
                          GError       **error)
{
  return open_finish (result, error);
}

/**
 * hw_workspace_run_async:
 * @source_tag: names the call in a debugger
 * @func: (scope async): runs on the workspace's thread
 * @data: (transfer full): what @func needs
 * @data_free: (nullable): frees @data when the call is over
 * @result_free: (nullable): frees a result that nobody fetched
 *
 * Does one piece of work with the store. What was asked for earlier is done
 * first. The result is NULL and the error %G_IO_ERROR_CLOSED once the workspace
 * was closed.
 */
void
hw_workspace_run_async (HwWorkspace         *self,
                        gpointer             source_tag,
                        HwWorkspaceFunc      func,
                        gpointer             data,
                        GDestroyNotify       data_free,
                        GDestroyNotify       result_free,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  RunData *run = g_new0 (RunData, 1);

  g_return_if_fail (HW_IS_WORKSPACE (self) && func != NULL);

  run->func = func;
  run->data = data;
  run->data_free = data_free;
  run->result_free = result_free;
  g_task_set_source_tag (task, source_tag);
  g_task_set_task_data (task, run, run_data_free);
  /* A cancelled call that was done all the same says so: what is recorded is recorded. */
  g_task_set_check_cancellable (task, FALSE);

  if (self->closed)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CLOSED, _("The workspace is locked. Nothing was changed. Unlock it and try again."));
      g_object_unref (task);
      return;
    }
  hw_worker_thread_push (self->thread, task, run_on_thread);
}

/**
 * hw_workspace_run_finish:
 *
 * Returns: (transfer full) (nullable): what the function returned, or %NULL with an error
 */
gpointer
hw_workspace_run_finish (HwWorkspace   *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * hw_workspace_close_async:
 *
 * Lets the thread finish what it was asked, then closes the file and wipes the
 * key; the thread ends with the object. Later calls are answered with %G_IO_ERROR_CLOSED.
 */
void
hw_workspace_close_async (HwWorkspace         *self,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, hw_workspace_close_async);
  if (self->closed)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  self->closed = TRUE;
  hw_worker_thread_push (self->thread, task, close_on_thread);
}

gboolean
hw_workspace_close_finish (HwWorkspace   *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
