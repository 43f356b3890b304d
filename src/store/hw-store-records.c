/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-case-record-table.h"
#include "hw-consent-expiry-table.h"
#include "hw-store-private.h"
#include "hw-store-rules.h"

/* Recording what happens in a case any number of times, and that consents came to their end. See hw-store-record.c for the way in. */

static gboolean
append_record (HwStore            *self,
               const HwId         *case_id,
               const HwCaseRecord *record,
               GError            **error)
{
  g_autoptr (GByteArray) parents = hw_case_record_table_list_heads (&self->tables, case_id, &record->id, error);
  g_autofree char *kind = g_strconcat (HW_KIND_CASE_RECORD_START, hw_case_record_kind_to_string (record->kind), NULL);
  HwEntry entry;

  if (parents == NULL)
    return FALSE;
  hw_body_write_case_record (self->body, record);
  hw_store_fill (self, &entry, kind, HW_COMPARTMENT_CASEWORK, case_id, record->happened_at);
  return hw_store_append (self, &entry, parents, error) &&
         hw_case_record_table_apply (&self->tables, &entry, record, error);
}

/* With its identity, its time and this workspace's author, as the rules look at it. The fields are the caller's. */
static HwCaseRecord *
complete_record (HwStore            *self,
                 const HwCaseRecord *record)
{
  HwCaseRecord *complete = hw_case_record_new (record->kind, record->happened_at != 0 ? record->happened_at : g_get_real_time ());

  hw_store_choose_id (&complete->id, &record->id);
  complete->author = g_strdup (hw_journal_get_author (self->journal));
  g_hash_table_unref (complete->fields);
  complete->fields = g_hash_table_ref (record->fields);
  return complete;
}

/**
 * hw_store_record_case_record:
 * @self: a store
 * @case_id: a case
 * @record: what happened; a nil identity is chosen here, one that is there already is corrected
 * @id: (out) (optional): its identity
 * @error: return location
 *
 * Records one thing that happened in a case. A correction takes the place of
 * what is shown, and both stay in the journal.
 *
 * Returns: %FALSE with %HW_STORE_ERROR_RULE where it is not complete or may not
 *   be, %HW_STORE_ERROR_GATE where no consent allows it, %HW_STORE_ERROR_NOT_FOUND and so on
 */
gboolean
hw_store_record_case_record (HwStore            *self,
                             const HwId         *case_id,
                             const HwCaseRecord *record,
                             HwId               *id,
                             GError            **error)
{
  g_autoptr (HwCase) about = hw_store_get_case (self, case_id, error);
  g_autoptr (HwCaseRecord) complete = NULL;

  if (about == NULL)
    return FALSE;
  complete = complete_record (self, record);
  if (!hw_store_rule_record (about, complete, error) ||
      !hw_store_begin (self, NULL, error) ||
      !hw_store_finish (self, append_record (self, case_id, complete, error), error))
    return FALSE;
  if (id != NULL)
    *id = complete->id;
  return TRUE;
}

/* The case is read where it is recorded: what was agreed a moment ago counts for nothing. */
static gboolean
append_checked (HwStore            *self,
                const HwId         *case_id,
                const HwCaseRecord *record,
                GError            **error)
{
  g_autoptr (HwCase) about = hw_store_get_case (self, case_id, error);
  g_autoptr (HwCaseRecord) complete = NULL;

  if (about == NULL)
    return FALSE;
  complete = complete_record (self, record);
  return hw_store_rule_record (about, complete, error) && append_record (self, case_id, complete, error);
}

static gboolean
append_all (HwStore            *self,
            GPtrArray          *cases,
            const HwCaseRecord *record,
            GError            **error)
{
  for (guint i = 0; i < cases->len; i++)
    if (!append_checked (self, &((const HwCase *) cases->pdata[i])->id, record, error))
      return FALSE;
  return TRUE;
}

/**
 * hw_store_record_in_cases:
 * @self: a store
 * @cases: (element-type HwCase): about whom
 * @record: what happened to all of them, without an identity
 * @error: return location
 *
 * Records the same of several people, one entry each in one batch. The rules of
 * each case are asked in the same transaction: where one of them refuses,
 * nothing is recorded of anybody.
 *
 * Returns: %FALSE as hw_store_record_case_record() does
 */
gboolean
hw_store_record_in_cases (HwStore            *self,
                          GPtrArray          *cases,
                          const HwCaseRecord *record,
                          GError            **error)
{
  g_return_val_if_fail (HW_IS_STORE (self) && hw_id_is_nil (&record->id), FALSE);

  return cases->len == 0 ||
         (hw_store_begin (self, NULL, error) &&
          hw_store_finish (self, append_all (self, cases, record, error), error));
}

/* -- consents that ended --------------------------------------------------------------------------------------------- */

static gboolean
append_expiries (HwStore *self,
                 GArray  *due,
                 GError **error)
{
  for (guint i = 0; i < due->len; i++)
    {
      const HwExpiry *expiry = &g_array_index (due, HwExpiry, i);
      HwEntry entry;

      hw_body_write_expiry (self->body, expiry->consent);
      hw_store_fill (self, &entry, HW_KIND_CONSENT_EXPIRED, HW_COMPARTMENT_CASEWORK, &expiry->reconnection, expiry->consent->expires_at);
      if (!hw_store_append (self, &entry, NULL, error) ||
          !hw_consent_expiry_table_apply (&self->tables, &entry, &expiry->consent->id, expiry->consent->expires_at, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * hw_store_note_expiries:
 * @self: a store
 * @now: µs UTC
 * @error: return location
 *
 * Leaves a trace of each consent that ended since this was last asked. Opening
 * a workspace does it; a session that stays open overnight does it by itself.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_store_note_expiries (HwStore *self,
                        gint64   now,
                        GError **error)
{
  g_autoptr (GArray) due = hw_consent_expiry_table_list_due (&self->tables, now, error);

  if (due == NULL || due->len == 0)
    return due != NULL;
  return hw_store_begin (self, NULL, error) &&
         hw_store_finish (self, append_expiries (self, due, error), error);
}
