/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-place-service.h"
#include "hw-session-places.h"

/* A service that finds places by their names, where the team has set one: which it
 * is stands in the workspace. Nothing goes out by itself, only what somebody asks for. */

/**
 * hw_session_set_place_service:
 * @self: the session
 * @address: (nullable): where it is; %NULL or empty: none is asked
 * @error: return location: %HW_PLACE_SERVICE_ERROR_ADDRESS
 *
 * Returns: %FALSE with @error set when nothing can be asked there; what was set before stays
 */
gboolean
hw_session_set_place_service (HwSession   *self,
                              const char  *address,
                              GError     **error)
{
  gboolean is_none = address == NULL || *address == '\0';

  g_return_val_if_fail (HW_IS_SESSION (self), FALSE);

  if (!is_none && !hw_place_service_check_address (address, error))
    return FALSE;
  hw_session_set_setting (self, HW_PLACE_SERVICE_SETTING, is_none ? NULL : address);
  return TRUE;
}

/**
 * hw_session_get_place_service:
 * @self: the session
 *
 * Returns: (nullable): its address; %NULL where none is asked
 */
const char *
hw_session_get_place_service (HwSession *self)
{
  g_return_val_if_fail (HW_IS_SESSION (self), NULL);

  return hw_session_get_setting (self, HW_PLACE_SERVICE_SETTING);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *places = hw_place_service_find_finish (result, &error);

  if (places != NULL)
    g_task_return_pointer (task, places, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * hw_session_ask_place_service_async:
 * @self: the session, which knows a place service
 * @words: what somebody calls the place
 * @near: where places come first, or %HW_POINT_UNKNOWN
 * @cancellable: (nullable): to stop it
 */
void
hw_session_ask_place_service_async (HwSession           *self,
                                    const char          *words,
                                    const HwPoint       *near,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (HW_IS_SESSION (self) && words != NULL && near != NULL && hw_session_get_place_service (self) != NULL);

  g_task_set_source_tag (task, hw_session_ask_place_service_async);
  hw_place_service_find_async (hw_session_get_place_service (self), words, near, cancellable, found_cb, task);
}

/**
 * hw_session_ask_place_service_finish:
 *
 * Returns: (transfer full) (nullable) (element-type HwGazetteerEntry): what the service knows
 */
GPtrArray *
hw_session_ask_place_service_finish (HwSession     *self,
                                     GAsyncResult  *result,
                                     GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
