/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-session-private.h"
#include "hw-session-route.h"

/* What goes on the route sheet of a shift, read when it is asked for; and that
 * names were given away with it. */

typedef struct
{
  HwShift     *shift;       /* (owned) (nullable) */
  HwTileStack *maps;        /* (owned) (nullable) */
  GPtrArray   *facts;       /* (owned) (nullable) */
  gboolean     languages;
  char        *purpose;     /* (owned) (nullable) */
  char        *recipient;   /* (owned) (nullable) */
  char        *told;        /* (owned) (nullable) */
} Route;

static Route *
route_new (const HwRouteAsk *ask)
{
  Route *route = g_new0 (Route, 1);

  route->languages = ask->languages;
  route->purpose = g_strdup (ask->purpose);
  route->recipient = g_strdup (ask->recipient);
  return route;
}

static void
route_free (gpointer pointer)
{
  Route *route = pointer;

  g_clear_pointer (&route->shift, hw_shift_free);
  g_clear_pointer (&route->maps, hw_tile_stack_unref);
  g_clear_pointer (&route->facts, g_ptr_array_unref);
  g_free (route->purpose);
  g_free (route->recipient);
  g_free (route->told);
  g_free (route);
}

static HwRouteAsk
get_ask (const Route *route)
{
  return (HwRouteAsk) { route->languages, route->purpose, route->recipient };
}

/**
 * hw_session_route_free:
 * @route: (nullable) (transfer full): what a sheet is made of
 */
void
hw_session_route_free (HwSessionRoute *route)
{
  if (route == NULL)
    return;
  g_clear_pointer (&route->facts, g_ptr_array_unref);
  g_clear_pointer (&route->picture, hw_route_picture_free);
  g_free (route);
}

static gpointer
load_route (HwStore       *store,
            gpointer       pointer,
            GCancellable  *cancellable,
            GError       **error)
{
  Route *route = pointer;
  HwRouteAsk ask = get_ask (route);
  g_autoptr (GPtrArray) facts = hw_store_load_route (store, route->shift, &ask, g_get_real_time (), error);
  HwSessionRoute *loaded;

  if (facts == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  loaded = g_new0 (HwSessionRoute, 1);
  loaded->facts = g_steal_pointer (&facts);
  if (route->maps != NULL && hw_tile_stack_get_size (route->maps) > 0)
    loaded->picture = hw_route_picture_new (route->maps, route->shift);
  return loaded;
}

static const HwSessionWork load_route_work = { load_route, NULL, route_free, (GDestroyNotify) hw_session_route_free };

/**
 * hw_session_load_route_async:
 * @self: the session
 * @shift: a shift with its round; copied
 * @ask: what is wanted beside what every team must know; copied
 * @maps: (nullable): what the overview shows under the round
 */
void
hw_session_load_route_async (HwSession           *self,
                             const HwShift       *shift,
                             const HwRouteAsk    *ask,
                             HwTileStack         *maps,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  Route *route;

  g_return_if_fail (HW_IS_SESSION (self) && shift != NULL && ask != NULL);

  route = route_new (ask);
  route->shift = hw_shift_copy (shift);
  route->maps = maps != NULL ? hw_tile_stack_ref (maps) : NULL;
  hw_session_run (self, &load_route_work, route, hw_session_load_route_async, cancellable, callback, user_data);
}

/**
 * hw_session_load_route_finish:
 *
 * Returns: (transfer full) (nullable): what the sheet is made of
 */
HwSessionRoute *
hw_session_load_route_finish (HwSession     *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  return hw_session_run_finish (self, result, hw_session_load_route_async, error);
}

/* What the models show of those who were named. */
static gboolean
read_cases (HwSessionChange  *change,
            HwStore          *store,
            GPtrArray        *facts,
            GError          **error)
{
  change->cases = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_case_unref);
  for (guint i = 0; i < facts->len; i++)
    for (guint j = 0; j < ((HwStopFacts *) facts->pdata[i])->people->len; j++)
      {
        const HwStopPerson *person = ((HwStopFacts *) facts->pdata[i])->people->pdata[j];
        HwCase *case_ = hw_store_get_case (store, &person->case_id, error);

        if (case_ == NULL)
          return FALSE;
        g_ptr_array_add (change->cases, case_);
      }
  return TRUE;
}

static gpointer
record_names (HwStore       *store,
              gpointer       pointer,
              GCancellable  *cancellable,
              GError       **error)
{
  Route *route = pointer;
  HwRouteAsk ask = get_ask (route);
  HwSessionChange *change;

  if (!hw_store_record_route_names (store, route->facts, &ask, route->told, error))
    return NULL;
  change = g_new0 (HwSessionChange, 1);
  if (read_cases (change, store, route->facts, error))
    return change;
  hw_session_change_free (change);
  return NULL;
}

static const HwSessionWork record_names_work = { record_names, hw_session_apply_change, route_free, hw_session_change_free };

/**
 * hw_session_record_route_names_async:
 * @self: the session
 * @facts: (element-type HwStopFacts): who is named on the sheet
 * @ask: what for, and who gets it; copied
 * @told: what was told, in words, with the hash of the file
 *
 * Records in the case of everybody named that it was given away: before the sheet
 * leaves, since it may not where a consent was taken back meanwhile.
 */
void
hw_session_record_route_names_async (HwSession           *self,
                                     GPtrArray           *facts,
                                     const HwRouteAsk    *ask,
                                     const char          *told,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  Route *route;

  g_return_if_fail (HW_IS_SESSION (self) && facts != NULL && ask->purpose != NULL && told != NULL);

  route = route_new (ask);
  route->facts = g_ptr_array_ref (facts);
  route->told = g_strdup (told);
  hw_session_run (self, &record_names_work, route, hw_session_record_route_names_async, NULL, callback, user_data);
}

/**
 * hw_session_record_route_names_finish:
 *
 * Returns: %FALSE with @error set, and then the sheet may not be given away
 */
gboolean
hw_session_record_route_names_finish (HwSession     *self,
                                      GAsyncResult  *result,
                                      GError       **error)
{
  return hw_session_change_finish (self, result, hw_session_record_route_names_async, error);
}
