/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-session-private.h"

/* Two answers to one question, given at the same time on two laptops. Recording
 * one of them again settles it, because what is recorded now names both as what
 * it comes after: hw_session_set_evidence_async() for a field,
 * hw_session_add_record_async() for a record. */

static gpointer
list_conflicts (HwStore       *store,
                gpointer       case_id,
                GCancellable  *cancellable,
                GError       **error)
{
  return hw_store_list_conflicts (store, case_id, error);
}

static const HwSessionWork list_conflicts_work = { list_conflicts, NULL, g_free, (GDestroyNotify) g_ptr_array_unref };

/**
 * hw_session_list_conflicts_async:
 * @self: the session
 * @case_id: a case
 * @cancellable: (nullable): to stop it
 */
void
hw_session_list_conflicts_async (HwSession           *self,
                                 const HwId          *case_id,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_return_if_fail (HW_IS_SESSION (self) && case_id != NULL);

  hw_session_run (self, &list_conflicts_work, hw_id_copy (case_id), hw_session_list_conflicts_async, cancellable, callback, user_data);
}

/**
 * hw_session_list_conflicts_finish:
 *
 * Returns: (transfer full) (nullable) (element-type HwConflict): the answers, by field; the last of each is the one shown
 */
GPtrArray *
hw_session_list_conflicts_finish (HwSession     *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  return hw_session_run_finish (self, result, hw_session_list_conflicts_async, error);
}
