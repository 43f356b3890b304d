/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-session-streets.h"

/* A server that knows the streets, where the team has set one: which it is stands
 * in the workspace, and a plan gets its ways from it. A plan does not wait for
 * one that is not there: then its ways are straight lines, and it says so. */

/**
 * hw_session_set_street_server:
 * @self: the session
 * @server: what kind of server it is
 * @address: (nullable): where it is; %NULL or empty: none is asked
 * @error: return location: %HW_STREET_TRAVEL_ERROR_ADDRESS
 *
 * Returns: %FALSE with @error set when nothing can be asked there; what was set before stays
 */
gboolean
hw_session_set_street_server (HwSession       *self,
                              HwStreetServer   server,
                              const char      *address,
                              GError         **error)
{
  gboolean is_none = address == NULL || *address == '\0';

  g_return_val_if_fail (HW_IS_SESSION (self), FALSE);

  if (!is_none && !hw_street_travel_check_address (address, error))
    return FALSE;
  hw_session_set_setting (self, HW_STREET_TRAVEL_SETTING_SERVER, is_none ? NULL : hw_street_server_to_string (server));
  hw_session_set_setting (self, HW_STREET_TRAVEL_SETTING_ADDRESS, is_none ? NULL : address);
  return TRUE;
}

/**
 * hw_session_get_street_server:
 * @self: the session
 * @server: (out): what kind of server it is; untouched where there is none
 *
 * Returns: (nullable): its address; %NULL where none is asked
 */
const char *
hw_session_get_street_server (HwSession      *self,
                              HwStreetServer *server)
{
  g_return_val_if_fail (HW_IS_SESSION (self), NULL);

  if (!hw_street_server_from_string (hw_session_get_setting (self, HW_STREET_TRAVEL_SETTING_SERVER), server))
    return NULL;
  return hw_session_get_setting (self, HW_STREET_TRAVEL_SETTING_ADDRESS);
}

static void
ways_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  HwPlan *plan = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  guint n_straight = 0;
  double *travel_s = hw_street_travel_matrix_finish (HW_STREET_TRAVEL (source), result, &n_straight, &error);
  g_autofree char *note = travel_s != NULL ? hw_street_travel_dup_note (n_straight) : NULL;

  if (g_task_return_error_if_cancelled (task))
    {
      g_free (travel_s);
      return;
    }
  hw_plan_take_travel (plan, travel_s, travel_s != NULL ? note : error->message);
  g_task_return_boolean (task, TRUE);
}

/**
 * hw_session_ask_streets_async:
 * @self: the session
 * @plan: a plan, which gets the ways along the streets
 * @cancellable: (nullable): to stop it
 *
 * Asks the team's server how long the ways of a plan are. Where there is none, or
 * it does not answer, they stay what they are.
 */
void
hw_session_ask_streets_async (HwSession           *self,
                              HwPlan              *plan,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  HwStreetServer server = HW_STREET_SERVER_OSRM;
  const char *address = hw_session_get_street_server (self, &server);
  g_autoptr (HwStreetTravel) travel = address != NULL ? hw_street_travel_new (server, address, NULL) : NULL;
  g_autofree HwPoint *points = NULL;
  guint n;

  g_task_set_source_tag (task, hw_session_ask_streets_async);
  g_task_set_task_data (task, g_object_ref (plan), g_object_unref);
  if (travel == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  points = hw_plan_dup_points (plan, &n);
  hw_street_travel_matrix_async (travel, points, n, hw_plan_get_shift (plan)->transport, cancellable, ways_cb, g_steal_pointer (&task));
}

/**
 * hw_session_ask_streets_finish:
 * @self: the session
 * @result: what the callback was given
 * @error: return location: %G_IO_ERROR_CANCELLED
 *
 * Returns: %FALSE with @error set when it was cancelled
 */
gboolean
hw_session_ask_streets_finish (HwSession     *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
