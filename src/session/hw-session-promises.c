/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-session-private.h"
#include "hw-session-promises.h"
#include "hw-store-visits.h"

/* What the team promised people in the street. No model holds promises: they are
 * read when a round is planned, walked or looked back on. */

/* No model changes; but what was recorded is recorded, also where locking began meanwhile. */
static void
show_nothing (HwSession *self,
              gpointer   result)
{
}

static gpointer
make_promise (HwStore       *store,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  HwId id;

  return hw_store_record_promise (store, data, &id, error) ? hw_id_copy (&id) : NULL;
}

static const HwSessionWork make_promise_work = { make_promise, show_nothing, (GDestroyNotify) hw_promise_free, g_free };

/**
 * hw_session_make_promise_async:
 * @self: the session
 * @promise: what was promised; copied
 */
void
hw_session_make_promise_async (HwSession           *self,
                               const HwPromise     *promise,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_return_if_fail (HW_IS_SESSION (self) && promise != NULL);

  hw_session_run (self, &make_promise_work, hw_promise_copy (promise), hw_session_make_promise_async, NULL, callback, user_data);
}

/**
 * hw_session_make_promise_finish:
 * @id: (out) (optional): the promise
 *
 * Returns: %FALSE with @error set when nothing was recorded
 */
gboolean
hw_session_make_promise_finish (HwSession     *self,
                                GAsyncResult  *result,
                                HwId          *id,
                                GError       **error)
{
  g_autofree HwId *made = hw_session_run_finish (self, result, hw_session_make_promise_async, error);

  if (made != NULL && id != NULL)
    *id = *made;
  return made != NULL;
}

static gpointer
settle_promise (HwStore       *store,
                gpointer       data,
                GCancellable  *cancellable,
                GError       **error)
{
  const HwPromise *settled = data;

  return hw_store_settle_promise (store, &settled->id, settled->kept == HW_PROMISE_KEPT, settled->outcome_words, error) ? hw_id_copy (&settled->id) : NULL;
}

static const HwSessionWork settle_promise_work = { settle_promise, show_nothing, (GDestroyNotify) hw_promise_free, g_free };

/**
 * hw_session_settle_promise_async:
 * @self: the session
 * @promise: which one
 * @kept: whether it was kept
 * @outcome_words: (nullable): what came of it
 */
void
hw_session_settle_promise_async (HwSession           *self,
                                 const HwId          *promise,
                                 gboolean             kept,
                                 const char          *outcome_words,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  HwPromise settled = { .kept = kept ? HW_PROMISE_KEPT : HW_PROMISE_NOT_KEPT, .outcome_words = (char *) outcome_words };

  g_return_if_fail (HW_IS_SESSION (self) && promise != NULL);

  settled.id = *promise;
  hw_session_run (self, &settle_promise_work, hw_promise_copy (&settled), hw_session_settle_promise_async, NULL, callback, user_data);
}

/**
 * hw_session_settle_promise_finish:
 *
 * Returns: %FALSE with @error set when nothing was recorded
 */
gboolean
hw_session_settle_promise_finish (HwSession     *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  g_autofree HwId *settled = hw_session_run_finish (self, result, hw_session_settle_promise_async, error);

  return settled != NULL;
}
