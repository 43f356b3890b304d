/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>

#include "hw-session-private.h"
#include "hw-session-tracks.h"

/* Opening and locking a workspace.
 *
 * Opening: the store is opened on a thread of its own, everything that the
 * models begin with is read there, and only then does the state become open. If
 * anything fails on the way, the file is closed again before the caller hears
 * of it, so that the next attempt finds it free.
 *
 * Locking: the models are emptied at once; the thread finishes what it was asked
 * (a draft that is being saved), closes the file and wipes the key; then the
 * state becomes locked. */

/* -- opening -- */

static void
opening_free (gpointer pointer)
{
  HwSessionOpening *opening = pointer;

  g_clear_pointer (&opening->path, g_free);
  g_clear_object (&opening->workspace);
  if (opening->recovery_code != NULL)
    sodium_memzero (opening->recovery_code, strlen (opening->recovery_code));
  g_clear_pointer (&opening->recovery_code, g_free);
  g_clear_pointer (&opening->demo_directory, g_free);
  g_clear_error (&opening->error);
  g_free (opening);
}

/**
 * hw_session_begin_opening:
 * @self: the session
 * @path: (nullable): the workspace file
 *
 * Moves to the state opening.
 *
 * Returns: (transfer full) (nullable): the task to go on with; %NULL, and
 *   @callback is told, when a workspace is open or being opened
 */
GTask *
hw_session_begin_opening (HwSession           *self,
                          const char          *path,
                          gpointer             source_tag,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  HwSessionOpening *opening = g_new0 (HwSessionOpening, 1);

  opening->path = g_strdup (path);
  g_task_set_source_tag (task, source_tag);
  g_task_set_task_data (task, opening, opening_free);
  g_task_set_check_cancellable (task, FALSE);
  if (self->state == HW_SESSION_OPEN || self->state == HW_SESSION_OPENING)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_BUSY,
                               _("A workspace is open already. Nothing was changed. Lock it first."));
      return NULL;
    }
  if (path == NULL && source_tag == hw_session_unlock_async)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                               _("There is no workspace to unlock. Choose one or create one."));
      return NULL;
    }
  self->opening_stopped = FALSE;
  hw_session_set_state (self, HW_SESSION_OPENING);
  return g_steal_pointer (&task);
}

static void
give_up_opening (GTask *task)
{
  HwSession *self = g_task_get_source_object (task);
  HwSessionOpening *opening = g_task_get_task_data (task);

  if (opening->demo_directory != NULL)
    hw_session_demo_discard (opening->demo_directory);
  hw_session_set_state (self, self->path != NULL ? HW_SESSION_LOCKED : HW_SESSION_NO_WORKSPACE);
  g_task_return_error (task, g_steal_pointer (&opening->error));
}

static void
given_up_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;

  hw_workspace_close_finish (HW_WORKSPACE (source), result, NULL);
  give_up_opening (task);
}

/**
 * hw_session_fail_opening:
 * @task: (transfer full): what hw_session_begin_opening() returned
 * @error: (transfer full): why
 *
 * Closes what was opened so far, returns to the state from before and tells the caller.
 */
void
hw_session_fail_opening (GTask  *task,
                         GError *error)
{
  g_autoptr (GTask) owned = task;
  HwSessionOpening *opening = g_task_get_task_data (task);

  opening->error = error;
  if (opening->workspace != NULL)
    hw_workspace_close_async (opening->workspace, given_up_cb, g_steal_pointer (&owned));
  else
    give_up_opening (task);
}

static void
adopt (HwSession        *self,
       HwSessionOpening *opening,
       HwSessionLoad    *load)
{
  g_object_freeze_notify (G_OBJECT (self));
  self->workspace = g_steal_pointer (&opening->workspace);
  g_free (self->path);
  self->path = g_steal_pointer (&opening->path);
  self->jobs = g_cancellable_new ();
  self->demo_directory = g_steal_pointer (&opening->demo_directory);
  hw_session_set_demo (self, self->demo_directory != NULL);
  hw_session_set_team_name (self, load->team_name);
  hw_session_apply_load (self, load);
  hw_session_forget_old_tracks (self, g_get_real_time ());
  hw_session_watch_expiries (self);
  hw_session_start_hot_spots (self);
  hw_session_set_state (self, HW_SESSION_OPEN);
  g_object_thaw_notify (G_OBJECT (self));
}

static gboolean
is_unwanted (GTask *task)
{
  HwSession *self = g_task_get_source_object (task);
  HwSessionOpening *opening = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  /* A new workspace is not taken away again: its recovery code is still to be shown. */
  if (opening->recovery_code != NULL && opening->demo_directory == NULL)
    return FALSE;
  return self->opening_stopped || (cancellable != NULL && g_cancellable_is_cancelled (cancellable));
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (HwSessionLoad) load = hw_workspace_run_finish (HW_WORKSPACE (source), result, &error);

  if (error == NULL && is_unwanted (task))
    error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Opening the workspace was stopped. It is locked."));
  if (error != NULL)
    {
      hw_session_fail_opening (g_steal_pointer (&task), error);
      return;
    }
  adopt (g_task_get_source_object (task), g_task_get_task_data (task), load);
  g_task_return_boolean (task, TRUE);
}

static gpointer
load_on_worker (HwStore       *store,
                gpointer       data,
                GCancellable  *cancellable,
                GError       **error)
{
  return hw_session_load_everything (store, cancellable, error);
}

/**
 * hw_session_load_opening:
 * @task: (transfer full): what hw_session_begin_opening() returned
 * @workspace: (transfer none): what was opened
 *
 * Fills the models and moves to the state open.
 */
void
hw_session_load_opening (GTask       *task,
                         HwWorkspace *workspace)
{
  HwSessionOpening *opening = g_task_get_task_data (task);

  g_set_object (&opening->workspace, workspace);
  hw_workspace_run_async (workspace, g_task_get_source_tag (task), load_on_worker, NULL, NULL, hw_session_load_free,
                          NULL, loaded_cb, task);
}

static void
created_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GTask *task = user_data;
  HwSessionOpening *opening = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (HwWorkspace) workspace = hw_workspace_create_finish (result, &opening->recovery_code, &error);

  if (workspace != NULL)
    hw_session_load_opening (task, workspace);
  else
    hw_session_fail_opening (task, error);
}

/**
 * hw_session_create_async:
 * @self: a session that has nothing open
 * @path: (type filename): where the workspace file goes; nothing may be there
 * @team_name: shown on the locked screen
 * @author: who records on this laptop
 * @passphrase: what will open it
 *
 * Makes a workspace and opens it.
 */
void
hw_session_create_async (HwSession           *self,
                         const char          *path,
                         const char          *team_name,
                         const char          *author,
                         const char          *passphrase,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (HW_IS_SESSION (self) && path != NULL && passphrase != NULL);

  task = hw_session_begin_opening (self, path, hw_session_create_async, cancellable, callback, user_data);
  if (task != NULL)
    hw_workspace_create_async (path, team_name, author, passphrase, self->strength, cancellable, created_cb, task);
}

/**
 * hw_session_create_finish:
 *
 * Returns: (transfer full) (nullable): the recovery code, to be printed and
 *   shown once; %NULL with an error of %HW_STORE_ERROR, and then nothing was left behind
 */
char *
hw_session_create_finish (HwSession     *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  HwSessionOpening *opening;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  opening = g_task_get_task_data (G_TASK (result));
  return g_steal_pointer (&opening->recovery_code);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GTask *task = user_data;
  GError *error = NULL;
  g_autoptr (HwWorkspace) workspace = hw_workspace_open_finish (result, &error);

  if (workspace != NULL)
    hw_session_load_opening (task, workspace);
  else
    hw_session_fail_opening (task, error);
}

/**
 * hw_session_unlock_async:
 * @self: a session that is locked
 * @kind: what @secret is
 * @secret: passphrase or recovery code
 *
 * Opens the workspace at hw_session_get_path() and fills the models.
 */
void
hw_session_unlock_async (HwSession           *self,
                         HwSecretKind         kind,
                         const char          *secret,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (HW_IS_SESSION (self) && secret != NULL);

  task = hw_session_begin_opening (self, self->path, hw_session_unlock_async, cancellable, callback, user_data);
  if (task != NULL)
    hw_workspace_open_async (self->path, kind, secret, cancellable, opened_cb, task);
}

/**
 * hw_session_unlock_finish:
 *
 * Returns: %FALSE with an error of %HW_STORE_ERROR when it is still locked
 */
gboolean
hw_session_unlock_finish (HwSession     *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * hw_session_set_path:
 * @self: a session that has nothing open
 * @path: (nullable) (type filename): the workspace to unlock
 *
 * Says which workspace is meant. The state becomes locked, or no-workspace
 * where @path is %NULL; what is open must be locked before.
 */
void
hw_session_set_path (HwSession  *self,
                     const char *path)
{
  g_autofree char *team_name = NULL;

  g_return_if_fail (HW_IS_SESSION (self));
  g_return_if_fail (self->state != HW_SESSION_OPEN && self->state != HW_SESSION_OPENING);

  if (path != NULL)
    team_name = hw_store_peek_name (path, NULL);
  g_free (self->path);
  self->path = g_strdup (path);
  hw_session_set_team_name (self, team_name);
  hw_session_set_state (self, path != NULL ? HW_SESSION_LOCKED : HW_SESSION_NO_WORKSPACE);
}

/* -- locking -- */

/* A demo is thrown away: nobody knows its passphrase. */
static void
throw_demo_away (HwSession *self)
{
  if (self->demo_directory == NULL)
    return;
  hw_session_demo_discard (self->demo_directory);
  g_clear_pointer (&self->demo_directory, g_free);
  g_clear_pointer (&self->path, g_free);
  hw_session_set_team_name (self, NULL);
  hw_session_set_demo (self, FALSE);
}

static void
closed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (HwSession) self = user_data;
  g_autoptr (GPtrArray) tasks = g_steal_pointer (&self->lock_tasks);
  g_autoptr (GError) error = NULL;

  hw_workspace_close_finish (HW_WORKSPACE (source), result, &error);
  throw_demo_away (self);
  hw_session_set_state (self, self->path != NULL ? HW_SESSION_LOCKED : HW_SESSION_NO_WORKSPACE);
  hw_session_emit_locked (self, g_task_get_task_data (g_ptr_array_index (tasks, 0)));
  for (guint i = 0; i < tasks->len; i++)
    {
      GTask *task = g_ptr_array_index (tasks, i);

      if (error != NULL)
        g_task_return_error (task, g_error_copy (error));
      else
        g_task_return_boolean (task, TRUE);
    }
}

static void
begin_closing (HwSession *self)
{
  g_autoptr (HwWorkspace) workspace = NULL;

  hw_session_unwatch_expiries (self);
  hw_session_save_drafts (self);
  workspace = g_steal_pointer (&self->workspace);
  g_cancellable_cancel (self->jobs);
  g_clear_object (&self->jobs);
  hw_session_forget (self);
  self->lock_tasks = g_ptr_array_new_with_free_func (g_object_unref);
  hw_workspace_close_async (workspace, closed_cb, g_object_ref (self));
}

/**
 * hw_session_lock_async:
 * @self: the session
 * @reason: (nullable): why, in words, for the locked screen
 *
 * Empties every model, stops what takes long (an import leaves nothing behind),
 * finishes what was begun, closes the file and wipes its key. Locking what is
 * locked is no error; what is just being opened is locked as soon as it can be.
 */
void
hw_session_lock_async (HwSession           *self,
                       const char          *reason,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (HW_IS_SESSION (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, hw_session_lock_async);
  g_task_set_task_data (task, g_strdup (reason), g_free);
  if (self->workspace != NULL)
    begin_closing (self);
  if (self->lock_tasks != NULL)
    {
      g_ptr_array_add (self->lock_tasks, g_steal_pointer (&task));
      return;
    }
  self->opening_stopped = TRUE;
  g_task_return_boolean (task, TRUE);
}

/**
 * hw_session_lock_finish:
 *
 * Returns: %FALSE with @error set when the file did not close as it should; the
 *   workspace is locked all the same
 */
gboolean
hw_session_lock_finish (HwSession     *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
