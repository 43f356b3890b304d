/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-session-private.h"

/* Reconnection cases. The rules are the gates of core, and the store asks them
 * before it records anything; the session only carries words and answers. */

/* What every command on a case needs, and some of them more. */
typedef struct
{
  HwId        id;
  HwPerson   *person;     /* (owned) (nullable) */
  char       *words;      /* (owned) (nullable): a wish, a reason */
  GHashTable *fields;     /* (owned) (nullable) */
  HwConsent  *consent;    /* (owned) (nullable) */
  HwId        consent_id;
  HwStage     stage;
} CaseData;

static CaseData *
case_data_new (const HwId *id)
{
  CaseData *data = g_new0 (CaseData, 1);

  if (id != NULL)
    data->id = *id;
  return data;
}

static void
case_data_free (gpointer pointer)
{
  CaseData *data = pointer;

  g_clear_pointer (&data->person, hw_person_unref);
  g_clear_pointer (&data->words, g_free);
  g_clear_pointer (&data->fields, g_hash_table_unref);
  g_clear_pointer (&data->consent, hw_consent_unref);
  g_free (data);
}

/* -- opening a case -- */

static gpointer
open_case (HwStore       *store,
           gpointer       pointer,
           GCancellable  *cancellable,
           GError       **error)
{
  CaseData *data = pointer;
  HwId person = data->person->id;
  HwSessionChange *change;
  HwId id;

  if (hw_id_is_nil (&person) && !hw_store_record_person (store, data->person, NULL, &person, error))
    return NULL;
  if (!hw_store_record_case (store, &person, data->words, g_get_real_time (), NULL, &id, error))
    return NULL;
  change = hw_session_change_new_for_case (store, &id, error);
  if (change == NULL)
    return NULL;
  if (hw_session_change_add_people (change, store, error))
    return change;
  hw_session_change_free (change);
  return NULL;
}

static const HwSessionWork open_case_work = { open_case, hw_session_apply_change, case_data_free, hw_session_change_free };

/**
 * hw_session_open_case_async:
 * @self: the session
 * @person: whose case it is; one without an identity is recorded first
 * @wish: what the person asked for, in their own words
 */
void
hw_session_open_case_async (HwSession           *self,
                            const HwPerson      *person,
                            const char          *wish,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  CaseData *data = case_data_new (NULL);

  g_return_if_fail (HW_IS_SESSION (self) && person != NULL);

  data->person = hw_person_new (person);
  data->words = g_strdup (wish);
  hw_session_run (self, &open_case_work, data, hw_session_open_case_async, NULL, callback, user_data);
}

/**
 * hw_session_open_case_finish:
 * @case_id: (out) (optional): the new case
 *
 * Returns: %FALSE with @error set when no case was opened
 */
gboolean
hw_session_open_case_finish (HwSession     *self,
                             GAsyncResult  *result,
                             HwId          *case_id,
                             GError       **error)
{
  HwSessionChange *change = hw_session_run_finish (self, result, hw_session_open_case_async, error);

  if (change == NULL)
    return FALSE;
  if (case_id != NULL)
    *case_id = change->case_->id;
  hw_session_change_free (change);
  return TRUE;
}

/* -- evidence -- */

static gpointer
set_evidence (HwStore       *store,
              gpointer       pointer,
              GCancellable  *cancellable,
              GError       **error)
{
  CaseData *data = pointer;

  if (!hw_store_record_evidence (store, &data->id, data->fields, 0, error))
    return NULL;
  return hw_session_change_new_for_case (store, &data->id, error);
}

static const HwSessionWork set_evidence_work = { set_evidence, hw_session_apply_change, case_data_free, hw_session_change_free };

static GHashTable *
copy_fields (GHashTable *fields)
{
  GHashTable *copy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer field, value;

  g_hash_table_iter_init (&iter, fields);
  while (g_hash_table_iter_next (&iter, &field, &value))
    g_hash_table_insert (copy, g_strdup (field), g_strdup (value));
  return copy;
}

/**
 * hw_session_set_evidence_async:
 * @self: the session
 * @case_id: a case
 * @fields: (element-type utf8 utf8): HW_FIELD_ names and values, an empty one clears; copied
 */
void
hw_session_set_evidence_async (HwSession           *self,
                               const HwId          *case_id,
                               GHashTable          *fields,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  CaseData *data = case_data_new (case_id);

  g_return_if_fail (HW_IS_SESSION (self) && case_id != NULL && fields != NULL);

  data->fields = copy_fields (fields);
  hw_session_run (self, &set_evidence_work, data, hw_session_set_evidence_async, NULL, callback, user_data);
}

/**
 * hw_session_set_evidence_finish:
 * @self: the session
 * @result: what the callback was given
 * @error: return location for an error of %HW_STORE_ERROR or %HW_CASE_ERROR
 *
 * Returns: whether it is on the disk; where it is not, nothing was recorded
 */
gboolean
hw_session_set_evidence_finish (HwSession     *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  return hw_session_change_finish (self, result, hw_session_set_evidence_async, error);
}

/* -- consent -- */

/* A consent counts for everybody who is linked as the same person. */
static HwSessionChange *
change_of_consent (HwStore     *store,
                   const HwId  *case_id,
                   GError     **error)
{
  HwSessionChange *change = hw_session_change_new_for_case (store, case_id, error);

  if (change == NULL || hw_session_change_add_linked (change, store, error))
    return change;
  hw_session_change_free (change);
  return NULL;
}

static gpointer
record_consent (HwStore       *store,
                gpointer       pointer,
                GCancellable  *cancellable,
                GError       **error)
{
  CaseData *data = pointer;

  if (!hw_store_record_consent (store, &data->id, data->consent, NULL, error))
    return NULL;
  return change_of_consent (store, &data->id, error);
}

static const HwSessionWork record_consent_work = { record_consent, hw_session_apply_change, case_data_free, hw_session_change_free };

/**
 * hw_session_record_consent_async:
 * @self: the session
 * @case_id: a case
 * @consent: what the person said; copied
 */
void
hw_session_record_consent_async (HwSession           *self,
                                 const HwId          *case_id,
                                 const HwConsent     *consent,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  CaseData *data = case_data_new (case_id);

  g_return_if_fail (HW_IS_SESSION (self) && case_id != NULL && consent != NULL);

  data->consent = hw_consent_new (consent);
  hw_session_run (self, &record_consent_work, data, hw_session_record_consent_async, NULL, callback, user_data);
}

/**
 * hw_session_record_consent_finish:
 * @self: the session
 * @result: what the callback was given
 * @error: return location for an error of %HW_STORE_ERROR
 *
 * Returns: whether the answer is on the disk; where it is not, nothing was recorded
 */
gboolean
hw_session_record_consent_finish (HwSession     *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  return hw_session_change_finish (self, result, hw_session_record_consent_async, error);
}

static gpointer
withdraw_consent (HwStore       *store,
                  gpointer       pointer,
                  GCancellable  *cancellable,
                  GError       **error)
{
  CaseData *data = pointer;

  if (!hw_store_record_withdrawal (store, &data->id, &data->consent_id, data->words, 0, error))
    return NULL;
  return change_of_consent (store, &data->id, error);
}

static const HwSessionWork withdraw_consent_work = { withdraw_consent, hw_session_apply_change, case_data_free, hw_session_change_free };

/**
 * hw_session_withdraw_consent_async:
 * @self: the session
 * @case_id: a case
 * @consent: one of its consents
 * @reason: (nullable): what the person said
 */
void
hw_session_withdraw_consent_async (HwSession           *self,
                                   const HwId          *case_id,
                                   const HwId          *consent,
                                   const char          *reason,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  CaseData *data = case_data_new (case_id);

  g_return_if_fail (HW_IS_SESSION (self) && case_id != NULL && consent != NULL);

  data->consent_id = *consent;
  data->words = g_strdup (reason);
  hw_session_run (self, &withdraw_consent_work, data, hw_session_withdraw_consent_async, NULL, callback, user_data);
}

/**
 * hw_session_withdraw_consent_finish:
 * @self: the session
 * @result: what the callback was given
 * @error: return location for an error of %HW_STORE_ERROR
 *
 * Returns: whether the withdrawal is on the disk; where it is not, nothing was recorded
 */
gboolean
hw_session_withdraw_consent_finish (HwSession     *self,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  return hw_session_change_finish (self, result, hw_session_withdraw_consent_async, error);
}

/* -- moving on -- */

static gpointer
move_case (HwStore       *store,
           gpointer       pointer,
           GCancellable  *cancellable,
           GError       **error)
{
  CaseData *data = pointer;

  if (!hw_store_record_stage (store, &data->id, data->stage, g_get_real_time (), error))
    return NULL;
  return hw_session_change_new_for_case (store, &data->id, error);
}

static const HwSessionWork move_case_work = { move_case, hw_session_apply_change, case_data_free, hw_session_change_free };

/**
 * hw_session_move_case_async:
 * @self: the session
 * @case_id: a case
 * @stage: where it goes
 */
void
hw_session_move_case_async (HwSession           *self,
                            const HwId          *case_id,
                            HwStage              stage,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  CaseData *data = case_data_new (case_id);

  g_return_if_fail (HW_IS_SESSION (self) && case_id != NULL);

  data->stage = stage;
  hw_session_run (self, &move_case_work, data, hw_session_move_case_async, NULL, callback, user_data);
}

/**
 * hw_session_move_case_finish:
 *
 * Returns: %FALSE with %HW_STORE_ERROR_GATE, whose message lists what is open, where the gate is shut
 */
gboolean
hw_session_move_case_finish (HwSession     *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  return hw_session_change_finish (self, result, hw_session_move_case_async, error);
}
