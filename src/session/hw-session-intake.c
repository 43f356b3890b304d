/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-collect.h"
#include "hw-session-private.h"

/* Collecting what waits at the intake service. Steps that ask the service run
 * on a thread of their own, steps that use the workspace on the workspace's:
 * a slow network keeps nobody from working. */

typedef enum { ASK, TAKE, GATHER, TELL, KEEP, DONE } Step;

typedef struct
{
  HwCollector   *collector;   /* (owned) (nullable): before the first step */
  HwSessionLoad *load;        /* (owned) (nullable): the reports, once some were taken */
  Step           step;
} Collecting;

static void
collecting_free (gpointer pointer)
{
  Collecting *collecting = pointer;

  hw_collector_free (collecting->collector);
  g_clear_pointer (&collecting->load, hw_session_load_free);
  g_free (collecting);
}

static void go_on (GTask *task);

static void
stepped (GTask  *task,
         GError *error)
{
  if (error == NULL)
    go_on (task);
  else
    g_task_return_error (task, error);
  g_object_unref (task);
}

/* -- on the workspace's thread -- */

static gboolean
use_store (Collecting  *self,
           HwStore     *store,
           GError     **error)
{
  switch (self->step)
    {
    case ASK:
      self->collector = hw_collector_new (store, g_get_real_time (), error);
      return self->collector != NULL;
    case TAKE:
      if (!hw_collector_take (self->collector, store, error))
        return FALSE;
      g_clear_pointer (&self->load, hw_session_load_free);
      self->load = hw_session_load_reports (store, NULL, error);
      return self->load != NULL;
    case GATHER:
      return hw_collector_gather (self->collector, store, error);
    case KEEP:
      return hw_collector_keep (self->collector, store, error);
    case TELL:
    case DONE:
    default:
      return TRUE;
    }
}

static gpointer
run_step (HwStore       *store,
          gpointer       pointer,
          GCancellable  *cancellable,
          GError       **error)
{
  return use_store (g_task_get_task_data (pointer), store, error) ? g_object_ref (pointer) : NULL;
}

static void
show_step (HwSession *self,
           gpointer   pointer)
{
  Collecting *collecting = g_task_get_task_data (pointer);

  if (collecting->load != NULL)
    hw_session_apply_load (self, collecting->load);
  g_clear_pointer (&collecting->load, hw_session_load_free);
}

static const HwSessionWork step_work = { run_step, show_step, g_object_unref, g_object_unref };

static void
used_store_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  GError *error = NULL;
  g_autoptr (GTask) same = hw_session_run_finish (HW_SESSION (object), result, use_store, &error);

  stepped (user_data, error);
}

/* -- on a thread of its own -- */

static void
ask_service (GTask        *asking,
             gpointer      source,
             gpointer      task,
             GCancellable *cancellable)
{
  Collecting *self = g_task_get_task_data (task);
  GError *error = NULL;
  gboolean done = self->step == TELL ? hw_collector_tell (self->collector, cancellable, &error) : hw_collector_ask (self->collector, cancellable, &error);

  if (done)
    g_task_return_boolean (asking, TRUE);
  else
    g_task_return_error (asking, error);
}

static void
asked_service_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  GError *error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  stepped (user_data, error);
}

static void
ask (GTask *task)
{
  g_autoptr (GTask) asking = g_task_new (g_task_get_source_object (task), g_task_get_cancellable (task), asked_service_cb, g_object_ref (task));

  g_task_set_task_data (asking, g_object_ref (task), g_object_unref);
  g_task_run_in_thread (asking, ask_service);
}

static void
use (GTask *task)
{
  hw_session_run (g_task_get_source_object (task), &step_work, g_object_ref (task), use_store, NULL, used_store_cb, g_object_ref (task));
}

/* -- one after the other -- */

static void
go_on (GTask *task)
{
  Collecting *self = g_task_get_task_data (task);

  switch (self->step)
    {
    case ASK:
      self->step = hw_collector_has_some (self->collector) ? TAKE : GATHER;
      use (task);
      break;
    case TAKE:
      self->step = ASK;
      ask (task);
      break;
    case GATHER:
      self->step = TELL;
      ask (task);
      break;
    case TELL:
      self->step = KEEP;
      use (task);
      break;
    case KEEP:
      self->step = DONE;
      g_task_return_boolean (task, TRUE);
      break;
    case DONE:
    default:
      g_assert_not_reached ();
    }
}

static void
began_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GTask) same = hw_session_run_finish (HW_SESSION (object), result, use_store, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    ask (task);
}

/**
 * hw_session_collect_async:
 * @self: the session
 * @cancellable: (nullable): to stop it
 *
 * Takes in what waits at the team's intake service; it is in the queue, to be
 * checked, once the callback is told. What was taken in before it broke off is kept.
 */
void
hw_session_collect_async (HwSession           *self,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (HW_IS_SESSION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, hw_session_collect_async);
  g_task_set_task_data (task, g_new0 (Collecting, 1), collecting_free);
  hw_session_run (self, &step_work, g_object_ref (task), use_store, NULL, began_cb, task);
}

/**
 * hw_session_collect_finish:
 * @self: the session
 * @result: what the callback was given
 * @collected: (out): what came of it
 * @error: return location for an error of %HW_COLLECT_ERROR or %HW_STORE_ERROR
 *
 * Returns: %FALSE with @error set where it broke off
 */
gboolean
hw_session_collect_finish (HwSession     *self,
                           GAsyncResult  *result,
                           HwCollected   *collected,
                           GError       **error)
{
  Collecting *collecting = g_task_get_task_data (G_TASK (result));

  *collected = collecting->collector != NULL ? *hw_collector_get_result (collecting->collector) : (HwCollected) { 0 };
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * hw_session_can_collect:
 * @self: the session
 *
 * Returns: whether the workspace knows an intake service and has its keys
 */
gboolean
hw_session_can_collect (HwSession *self)
{
  gboolean has_keys = FALSE;

  g_return_val_if_fail (HW_IS_SESSION (self), FALSE);

  return hw_session_get_intake_server (self, &has_keys) != NULL && has_keys;
}

/* -- setting it up -- */

typedef struct
{
  char    *server;       /* (owned) */
  gboolean makes_keys;
  char    *lines;        /* (owned) (nullable): for the settings of the service */
  char    *token;        /* (owned) (nullable): so that the session knows there is one */
} SettingUp;

static void
setting_up_free (gpointer pointer)
{
  SettingUp *self = pointer;

  g_free (self->server);
  g_free (self->lines);
  hw_session_wipe_text (self->token);
  g_free (self);
}

static gpointer
set_up (HwStore       *store,
        gpointer       data,
        GCancellable  *cancellable,
        GError       **error)
{
  const SettingUp *asked = data;
  g_autofree char *lines = NULL;
  SettingUp *done;

  if (!hw_store_set_setting (store, HW_COLLECT_SERVER, asked->server, error))
    return NULL;
  if (asked->makes_keys && (lines = hw_collect_make_key (store, error)) == NULL)
    return NULL;
  done = g_new0 (SettingUp, 1);
  done->server = g_strdup (asked->server);
  done->lines = g_steal_pointer (&lines);
  done->token = hw_store_get_setting (store, HW_COLLECT_TOKEN, NULL);
  return done;
}

static void
show_set_up (HwSession *self,
             gpointer   pointer)
{
  const SettingUp *done = pointer;

  g_hash_table_insert (self->settings, g_strdup (HW_COLLECT_SERVER), g_strdup (done->server));
  if (done->token != NULL)
    g_hash_table_insert (self->settings, g_strdup (HW_COLLECT_TOKEN), g_strdup (done->token));
}

static const HwSessionWork set_up_work = { set_up, show_set_up, setting_up_free, setting_up_free };

/**
 * hw_session_set_up_intake_async:
 * @self: the session
 * @server: where the team's intake service is
 * @makes_keys: whether new keys are made; what was sealed to earlier ones cannot be opened any more
 *
 * Remembers the service in the workspace. Fails with %HW_COLLECT_ERROR_ADDRESS,
 * and with nothing changed, for an address that may not be asked.
 */
void
hw_session_set_up_intake_async (HwSession           *self,
                                const char          *server,
                                gboolean             makes_keys,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  GError *error = NULL;
  SettingUp *asked;

  g_return_if_fail (HW_IS_SESSION (self) && server != NULL);

  if (!hw_collect_check_server (server, &error))
    {
      g_task_report_error (self, callback, user_data, hw_session_set_up_intake_async, error);
      return;
    }
  asked = g_new0 (SettingUp, 1);
  asked->server = g_strdup (server);
  asked->makes_keys = makes_keys;
  hw_session_run (self, &set_up_work, asked, hw_session_set_up_intake_async, NULL, callback, user_data);
}

/**
 * hw_session_set_up_intake_finish:
 * @self: the session
 * @result: what the callback was given
 * @lines: (out) (transfer full) (nullable): what belongs into the settings of the service, where keys were made
 * @error: return location
 *
 * Returns: %FALSE with @error set when nothing was changed
 */
gboolean
hw_session_set_up_intake_finish (HwSession     *self,
                                 GAsyncResult  *result,
                                 char         **lines,
                                 GError       **error)
{
  SettingUp *done = hw_session_run_finish (self, result, hw_session_set_up_intake_async, error);

  *lines = done != NULL ? g_steal_pointer (&done->lines) : NULL;
  if (done != NULL)
    setting_up_free (done);
  return done != NULL;
}

/**
 * hw_session_get_intake_server:
 * @self: the session
 * @has_keys: (out): whether the workspace has the keys that open what comes in
 *
 * Returns: (nullable): where the team's intake service is
 */
const char *
hw_session_get_intake_server (HwSession *self,
                              gboolean  *has_keys)
{
  g_return_val_if_fail (HW_IS_SESSION (self), NULL);

  *has_keys = hw_session_get_setting (self, HW_COLLECT_TOKEN) != NULL;
  return hw_session_get_setting (self, HW_COLLECT_SERVER);
}
