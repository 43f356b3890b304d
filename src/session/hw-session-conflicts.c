/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-session-private.h"

/* Two answers to one question, given at the same time on two laptops. Recording
 * one of them again settles it, because what is recorded now names both as what
 * it comes after: hw_session_set_evidence_async() for a field of a case,
 * hw_session_add_record_async() for a record, hw_session_settle_async() for a
 * field of a person or a partner. */

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

/* -- choosing -- */

typedef struct
{
  HwId  id;
  char *field;   /* (owned) */
  char *value;   /* (owned) */
} Choice;

static void
choice_free (gpointer pointer)
{
  Choice *choice = pointer;

  g_free (choice->field);
  g_free (choice->value);
  g_free (choice);
}

static gpointer
settle (HwStore       *store,
        gpointer       pointer,
        GCancellable  *cancellable,
        GError       **error)
{
  Choice *choice = pointer;
  HwSessionChange *change;

  if (!hw_store_settle (store, &choice->id, choice->field, choice->value, error))
    return NULL;
  change = g_new0 (HwSessionChange, 1);
  change->id = choice->id;
  change->partner = hw_store_get_partner (store, &choice->id, NULL);
  if (change->partner != NULL ||
      (hw_session_change_add_cases (change, store, &choice->id, error) && hw_session_change_add_people (change, store, error)))
    return change;
  hw_session_change_free (change);
  return NULL;
}

static const HwSessionWork settle_work = { settle, hw_session_apply_change, choice_free, hw_session_change_free };

/**
 * hw_session_settle_async:
 * @self: the session
 * @id: a person or a partner
 * @field: of which different values were noted at the same time, as hw_session_list_conflicts_finish() names it
 * @value: the one that holds
 */
void
hw_session_settle_async (HwSession           *self,
                         const HwId          *id,
                         const char          *field,
                         const char          *value,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  Choice *choice;

  g_return_if_fail (HW_IS_SESSION (self) && id != NULL && field != NULL && value != NULL);

  choice = g_new (Choice, 1);
  *choice = (Choice) { *id, g_strdup (field), g_strdup (value) };
  hw_session_run (self, &settle_work, choice, hw_session_settle_async, NULL, callback, user_data);
}

/**
 * hw_session_settle_finish:
 *
 * Returns: %FALSE with @error set when nothing was recorded
 */
gboolean
hw_session_settle_finish (HwSession     *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  return hw_session_change_finish (self, result, hw_session_settle_async, error);
}
