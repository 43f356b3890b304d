/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-session-private.h"

/* The records of a case: interviews, documents, appointments, costs and all else
 * that may happen any number of times. What a record must hold is core's rule,
 * what it needs of the case is the store's to ask. */

typedef struct
{
  HwId          case_id;
  HwCaseRecord *record;   /* (owned) */
} RecordData;

static void
record_data_free (gpointer pointer)
{
  RecordData *data = pointer;

  hw_case_record_unref (data->record);
  g_free (data);
}

static gpointer
add_record (HwStore       *store,
            gpointer       pointer,
            GCancellable  *cancellable,
            GError       **error)
{
  RecordData *data = pointer;
  HwSessionChange *change;
  HwId id;

  if (!hw_store_record_case_record (store, &data->case_id, data->record, &id, error))
    return NULL;
  change = hw_session_change_new_for_case (store, &data->case_id, error);
  if (change != NULL)
    change->id = id;
  return change;
}

static const HwSessionWork add_record_work = { add_record, hw_session_apply_change, record_data_free, hw_session_change_free };

static HwCaseRecord *
copy_record (const HwCaseRecord *record)
{
  HwCaseRecord *copy = hw_case_record_new (record->kind, record->happened_at);
  GHashTableIter iter;
  gpointer field, value;

  copy->id = record->id;
  copy->author = g_strdup (record->author);
  g_hash_table_iter_init (&iter, record->fields);
  while (g_hash_table_iter_next (&iter, &field, &value))
    hw_case_record_set (copy, field, value);
  return copy;
}

/**
 * hw_session_add_record_async:
 * @self: the session
 * @case_id: a case
 * @record: what happened; copied. One with an identity corrects the one that has it
 */
void
hw_session_add_record_async (HwSession           *self,
                             const HwId          *case_id,
                             const HwCaseRecord  *record,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  RecordData *data;

  g_return_if_fail (HW_IS_SESSION (self) && case_id != NULL && record != NULL);

  data = g_new0 (RecordData, 1);
  data->case_id = *case_id;
  data->record = copy_record (record);
  hw_session_run (self, &add_record_work, data, hw_session_add_record_async, NULL, callback, user_data);
}

/**
 * hw_session_add_record_finish:
 * @id: (out) (optional): the record
 *
 * Returns: %FALSE with @error set, which says what is missing, when nothing was recorded
 */
gboolean
hw_session_add_record_finish (HwSession     *self,
                              GAsyncResult  *result,
                              HwId          *id,
                              GError       **error)
{
  return hw_session_change_finish_with_id (self, result, hw_session_add_record_async, id, error);
}

/**
 * hw_session_find_case:
 * @self: the session
 * @case_id: which one is looked for
 *
 * Returns: (transfer none) (nullable): the item of the model; %NULL where there is no such case
 */
HwCaseItem *
hw_session_find_case (HwSession  *self,
                      const HwId *case_id)
{
  guint n_items;

  g_return_val_if_fail (HW_IS_SESSION (self) && case_id != NULL, NULL);

  n_items = g_list_model_get_n_items (G_LIST_MODEL (self->cases));
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (HwCaseItem) item = g_list_model_get_item (G_LIST_MODEL (self->cases), i);

      if (hw_id_equal (&hw_case_item_get_case (item)->id, case_id))
        return item;
    }
  return NULL;
}

/**
 * hw_session_list_disclosures:
 * @self: the session
 * @case_id: a case
 *
 * What was told to whom, from memory: after a withdrawal each of them wants a recall letter.
 *
 * Returns: (transfer full) (element-type HwCaseRecord): the disclosures, oldest
 *   first; empty where the case is not known
 */
GPtrArray *
hw_session_list_disclosures (HwSession  *self,
                             const HwId *case_id)
{
  GPtrArray *disclosures = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_case_record_unref);
  HwCaseItem *item = hw_session_find_case (self, case_id);
  GPtrArray *records = item != NULL ? hw_case_item_get_case (item)->records : NULL;

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      HwCaseRecord *record = g_ptr_array_index (records, i);

      if (record->kind == HW_CASE_RECORD_DISCLOSURE)
        g_ptr_array_add (disclosures, hw_case_record_ref (record));
    }
  return disclosures;
}
