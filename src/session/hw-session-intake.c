/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-collect.h"
#include "hw-intake-collector.h"
#include "hw-server-collector.h"
#include "hw-session-private.h"

/* Collecting what waits at the intake service and at the servers of others.
 * Steps that ask a server run on a thread of their own, steps that use the
 * workspace on the workspace's: a slow network keeps nobody from working. */

typedef struct
{
  GPtrArray     *collectors;   /* (owned) (nullable) (element-type HwCollector): before the first step */
  guint          at;           /* the collector whose turn it is */
  HwSessionLoad *load;         /* (owned) (nullable): the reports, once some were taken */
  GError        *first;        /* (owned) (nullable): of the first server with which it broke off */
} Collecting;

static void
collecting_free (gpointer pointer)
{
  Collecting *collecting = pointer;

  g_clear_pointer (&collecting->collectors, g_ptr_array_unref);
  g_clear_pointer (&collecting->load, hw_session_load_free);
  g_clear_error (&collecting->first);
  g_free (collecting);
}

static HwCollector *
get_collector (const Collecting *self)
{
  return g_ptr_array_index (self->collectors, self->at);
}

static void go_on (GTask *task);

static gboolean
is_of_server (const GError *error)
{
  return error->domain == HW_COLLECT_ERROR || error->domain == HW_OPEN311_ERROR;
}

/* A server that does not answer keeps nobody from the next one; a workspace that fails or is locked ends it. */
static void
stepped (GTask  *task,
         GError *error)
{
  Collecting *self = g_task_get_task_data (task);

  if (error != NULL && (self->collectors == NULL || !is_of_server (error)))
    g_task_return_error (task, error);
  else
    {
      if (error != NULL)
        self->at++;
      if (self->first == NULL)
        self->first = error;
      else
        g_clear_error (&error);
      go_on (task);
    }
  g_object_unref (task);
}

/* -- on the workspace's thread -- */

static gboolean
use_store (Collecting  *self,
           HwStore     *store,
           GError     **error)
{
  guint taken;

  if (self->collectors == NULL)
    {
      self->collectors = hw_collect_list_collectors (store, g_get_real_time (), error);
      return self->collectors != NULL;
    }
  taken = hw_collector_get_result (get_collector (self))->taken;
  if (!hw_collector_use (get_collector (self), store, error))
    return FALSE;
  if (hw_collector_get_result (get_collector (self))->taken == taken)
    return TRUE;
  g_clear_pointer (&self->load, hw_session_load_free);
  self->load = hw_session_load_reports (store, NULL, error);
  return self->load != NULL;
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
ask_server (GTask        *asking,
            gpointer      source,
            gpointer      task,
            GCancellable *cancellable)
{
  GError *error = NULL;

  if (hw_collector_ask (get_collector (g_task_get_task_data (task)), cancellable, &error))
    g_task_return_boolean (asking, TRUE);
  else
    g_task_return_error (asking, error);
}

static void
asked_server_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  GError *error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  stepped (user_data, error);
}

/* -- one after the other -- */

/* Its thread may be the last to let go of what asks: nothing of the session may hang on that. */
static void
ask (GTask *task)
{
  g_autoptr (GTask) asking = g_task_new (NULL, g_task_get_cancellable (task), asked_server_cb, g_object_ref (task));

  g_task_set_task_data (asking, task, NULL);
  g_task_run_in_thread (asking, ask_server);
}

static void
use (GTask *task)
{
  hw_session_run (g_task_get_source_object (task), &step_work, g_object_ref (task), use_store, NULL, used_store_cb, g_object_ref (task));
}

static void
end (GTask *task)
{
  Collecting *self = g_task_get_task_data (task);

  if (self->first != NULL)
    g_task_return_error (task, g_steal_pointer (&self->first));
  else
    g_task_return_boolean (task, TRUE);
}

static void
go_on (GTask *task)
{
  Collecting *self = g_task_get_task_data (task);

  while (self->at < self->collectors->len && hw_collector_get_step (get_collector (self)) == HW_COLLECT_DONE)
    self->at++;
  if (self->at == self->collectors->len)
    end (task);
  else if (hw_collector_get_step (get_collector (self)) == HW_COLLECT_ASK)
    ask (task);
  else
    use (task);
}

/**
 * hw_session_collect_async:
 * @self: the session
 * @cancellable: (nullable): to stop it
 *
 * Takes in what waits at the team's intake service and at the servers of
 * others; it is in the queue, to be checked, once the callback is told. A server
 * that does not answer keeps nobody from the next. What was taken in before it
 * broke off is kept.
 */
void
hw_session_collect_async (HwSession           *self,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (HW_IS_SESSION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, hw_session_collect_async);
  g_task_set_task_data (task, g_new0 (Collecting, 1), collecting_free);
  use (task);
}

/**
 * hw_session_collect_finish:
 * @self: the session
 * @result: what the callback was given
 * @collected: (out): what came of it, of all servers together
 * @error: return location for an error of %HW_COLLECT_ERROR, %HW_OPEN311_ERROR or %HW_STORE_ERROR
 *
 * Returns: %FALSE with @error set where it broke off with one of them
 */
gboolean
hw_session_collect_finish (HwSession     *self,
                           GAsyncResult  *result,
                           HwCollected   *collected,
                           GError       **error)
{
  const Collecting *collecting = g_task_get_task_data (G_TASK (result));

  *collected = (HwCollected) { 0 };
  for (guint i = 0; collecting->collectors != NULL && i < collecting->collectors->len; i++)
    hw_collect_add (collected, hw_collector_get_result (g_ptr_array_index (collecting->collectors, i)));
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * hw_session_can_collect:
 * @self: the session
 *
 * Returns: whether the workspace knows an intake service and has its keys, or knows another server
 */
gboolean
hw_session_can_collect (HwSession *self)
{
  g_autoptr (GPtrArray) servers = NULL;
  gboolean has_keys = FALSE;

  g_return_val_if_fail (HW_IS_SESSION (self), FALSE);

  if (hw_session_get_intake_server (self, &has_keys) != NULL && has_keys)
    return TRUE;
  servers = hw_session_list_other_servers (self);
  return servers->len > 0;
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

/* -- the servers of others -- */

/**
 * hw_session_list_other_servers:
 * @self: the session
 *
 * Returns: (transfer full) (element-type HwOtherServer): the servers whose requests are taken in
 */
GPtrArray *
hw_session_list_other_servers (HwSession *self)
{
  return hw_other_servers_from_string (hw_session_get_setting (self, HW_OTHER_SERVERS));
}

/**
 * hw_session_set_other_servers:
 * @self: the session
 * @servers: (element-type HwOtherServer): the servers whose requests are taken in from now on
 *
 * Remembers them inside the encrypted file.
 */
void
hw_session_set_other_servers (HwSession       *self,
                              const GPtrArray *servers)
{
  g_autofree char *text = hw_other_servers_to_string (servers);

  hw_session_set_setting (self, HW_OTHER_SERVERS, servers->len > 0 ? text : NULL);
}

/**
 * hw_session_check_other_server:
 * @server: a server of others
 * @error: return location for %HW_OPEN311_ERROR_ADDRESS
 *
 * Returns: whether it may be asked: over https, or on this computer
 */
gboolean
hw_session_check_other_server (const HwOtherServer  *server,
                               GError              **error)
{
  g_autoptr (HwCollector) collector = hw_server_collector_new (server, 0, error);

  return collector != NULL;
}

static void
ask_services (GTask        *task,
              gpointer      source,
              gpointer      server,
              GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *services = hw_server_list_services (server, cancellable, &error);

  if (services != NULL)
    g_task_return_pointer (task, services, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
asked_services_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GPtrArray *services = g_task_propagate_pointer (G_TASK (result), &error);

  if (services != NULL)
    g_task_return_pointer (task, services, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/**
 * hw_session_list_services_async:
 * @self: the session
 * @server: another server; its services do not matter
 * @cancellable: (nullable): to stop it
 *
 * Asks another server what it takes requests for. Nothing of the workspace is sent.
 */
void
hw_session_list_services_async (HwSession           *self,
                                const HwOtherServer *server,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GTask) asking = g_task_new (NULL, cancellable, asked_services_cb, task);

  g_task_set_source_tag (task, hw_session_list_services_async);
  g_task_set_task_data (asking, hw_other_server_copy (server), (GDestroyNotify) hw_other_server_free);
  g_task_run_in_thread (asking, ask_services);
}

/**
 * hw_session_list_services_finish:
 * @self: the session
 * @result: what the callback was given
 * @error: return location for an error of %HW_OPEN311_ERROR
 *
 * Returns: (transfer full) (nullable) (element-type HwOtherService): its services
 */
GPtrArray *
hw_session_list_services_finish (HwSession     *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
