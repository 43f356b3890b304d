/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-bodies.h"
#include "hw-case-record-table.h"
#include "hw-json-writer.h"
#include "hw-store.h"
#include "hw-superseded-table.h"

/*
 * The table case_record: what happened in cases. Facts: every entry stays, and
 * a correction is one more with the same record's identity. Of those the
 * greatest stamp is shown; it always is a head, because a correction comes after
 * what it corrects.
 */

static char *
format_fields (const HwCaseRecord *record)
{
  GString *json = g_string_new (NULL);

  hw_json_add_texts (json, record->fields);
  return g_string_free (json, FALSE);
}

/**
 * hw_case_record_table_apply:
 * @tables: the tables
 * @entry: a "case.interview" and the like
 * @record: what its body says; time and author are the entry's
 * @error: return location
 *
 * Applies the entry.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_case_record_table_apply (HwTables           *tables,
                            const HwEntry      *entry,
                            const HwCaseRecord *record,
                            GError            **error)
{
  static const char * const unset[] = { "UPDATE case_record SET head = 0 WHERE reconnection = ? AND device = ? AND number = ?" };
  g_autofree char *fields = format_fields (record);
  HwStatement *insert;
  gboolean is_head;

  if (!hw_superseded_table_apply (tables, entry, unset, G_N_ELEMENTS (unset), &is_head, error))
    return FALSE;
  insert = hw_connection_get (tables->connection,
    "INSERT INTO case_record (reconnection, id, lamport, device, number, head, kind, happened_at, recorded_at, author, fields)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", error);
  if (insert == NULL)
    return FALSE;
  hw_bind_id (insert, 1, &entry->subject);
  hw_bind_id (insert, 2, &record->id);
  hw_bind_stamp (insert, 3, &entry->stamp);
  hw_statement_bind_int (insert, 6, is_head);
  hw_statement_bind_int (insert, 7, record->kind);
  hw_statement_bind_int (insert, 8, entry->happened_at);
  hw_statement_bind_int (insert, 9, entry->recorded_at);
  hw_statement_bind_text (insert, 10, entry->author);
  hw_statement_bind_text (insert, 11, fields);
  return hw_statement_run (insert, error);
}

/**
 * hw_case_record_table_list_heads:
 * @tables: the tables
 * @reconnection: a case
 * @record: a record of it
 * @error: return location
 *
 * Lists what a correction supersedes.
 *
 * Returns: (transfer full) (nullable): %HW_ENTRY_REF_LENGTH bytes for each
 */
GByteArray *
hw_case_record_table_list_heads (HwTables   *tables,
                                 const HwId *reconnection,
                                 const HwId *record,
                                 GError    **error)
{
  HwStatement *list = hw_connection_get (tables->connection,
    "SELECT device, number FROM case_record WHERE reconnection = ? AND id = ? AND head = 1 ORDER BY lamport, device, number", error);

  if (list == NULL)
    return NULL;
  hw_bind_id (list, 1, reconnection);
  hw_bind_id (list, 2, record);
  return hw_tables_read_heads (list, error);
}

static HwCaseRecord *
read_record (HwStatement *row,
             GError     **error)
{
  gsize length;
  const char *fields = hw_statement_get_blob (row, 5, &length);
  g_autoptr (HwBody) body = hw_body_parse (fields, length, error);
  HwCaseRecord *record;

  if (body == NULL)
    return NULL;
  record = hw_case_record_new ((HwCaseRecordKind) hw_statement_get_int (row, 1), hw_statement_get_int (row, 2));
  hw_get_id (row, 0, &record->id);
  record->recorded_at = hw_statement_get_int (row, 3);
  record->author = g_strdup (hw_statement_get_text (row, 4));
  g_hash_table_unref (record->fields);
  record->fields = hw_body_dup_texts (body, NULL);
  return record;
}

/* A version of a record as one of the answers between which people choose. */
static HwConflict *
read_conflict (HwStatement *row,
               GError     **error)
{
  g_autoptr (HwCaseRecord) record = read_record (row, error);
  HwConflict *conflict;

  if (record == NULL)
    return NULL;
  conflict = g_new0 (HwConflict, 1);
  conflict->field = g_strconcat (HW_FIELD_RECORD_PREFIX, hw_case_record_kind_to_string (record->kind), NULL);
  conflict->value = g_strdup (hw_statement_get_text (row, 5));
  conflict->author = g_strdup (record->author);
  conflict->recorded_at = record->recorded_at;
  conflict->record = g_steal_pointer (&record);
  return conflict;
}

/**
 * hw_case_record_table_add_conflicts:
 * @tables: the tables
 * @reconnection: a case
 * @conflicts: (element-type HwConflict): where to add
 * @error: return location
 *
 * Adds the versions of records that were corrected differently at the same
 * time: "record:" and the kind as the field, the fields as JSON as the value,
 * greatest stamp last.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_case_record_table_add_conflicts (HwTables   *tables,
                                    const HwId *reconnection,
                                    GPtrArray  *conflicts,
                                    GError    **error)
{
  HwStatement *list = hw_connection_get (tables->connection,
    "SELECT id, kind, happened_at, recorded_at, author, fields FROM case_record WHERE reconnection = ?1 AND head = 1 AND id IN"
    " (SELECT id FROM case_record WHERE reconnection = ?1 AND head = 1 GROUP BY id HAVING count (DISTINCT fields || '@' || happened_at) > 1)"
    " ORDER BY id, lamport, device, number", error);
  gboolean found;

  if (list == NULL)
    return FALSE;
  hw_bind_id (list, 1, reconnection);
  while (hw_statement_step_row (list, &found, error))
    {
      HwConflict *conflict;

      if (!found)
        return TRUE;
      conflict = read_conflict (list, error);
      if (conflict == NULL)
        {
          hw_statement_reset (list);
          return FALSE;
        }
      g_ptr_array_add (conflicts, conflict);
    }
  return FALSE;
}

/**
 * hw_case_record_table_load:
 * @tables: the tables
 * @target: a case that is being built
 * @error: return location
 *
 * Adds what happened in the case, oldest first.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_case_record_table_load (HwTables *tables,
                           HwCase   *target,
                           GError  **error)
{
  HwStatement *list = hw_connection_get (tables->connection,
    "SELECT id, kind, happened_at, recorded_at, author, fields FROM"
    " (SELECT *, row_number () OVER (PARTITION BY id ORDER BY lamport DESC, device DESC, number DESC) AS place"
    "  FROM case_record WHERE reconnection = ?)"
    " WHERE place = 1 ORDER BY happened_at, lamport, device, number", error);
  gboolean found;

  if (list == NULL)
    return FALSE;
  hw_bind_id (list, 1, &target->id);
  while (hw_statement_step_row (list, &found, error))
    {
      g_autoptr (HwCaseRecord) record = NULL;

      if (!found)
        return TRUE;
      record = read_record (list, error);
      if (record == NULL)
        {
          hw_statement_reset (list);
          return FALSE;
        }
      hw_case_add_record (target, record);
    }
  return FALSE;
}
