/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-evidence-table.h"
#include "hw-store.h"
#include "hw-superseded-table.h"

/*
 * The table evidence: every value that a field of a case was ever given. Of
 * several heads the greatest stamp is shown, and while they differ the field is
 * a conflict that people see and settle by setting it once more.
 */

/**
 * hw_evidence_table_apply:
 * @tables: the tables
 * @entry: a "case.evidence-set"
 * @field: a HW_FIELD_ name
 * @value: its value, empty to clear it
 * @error: return location
 *
 * Applies the entry.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_evidence_table_apply (HwTables      *tables,
                         const HwEntry *entry,
                         const char    *field,
                         const char    *value,
                         GError       **error)
{
  static const char * const unset[] = { "UPDATE evidence SET head = 0 WHERE reconnection = ? AND device = ? AND number = ?" };
  HwStatement *insert;
  gboolean is_head;

  if (!hw_superseded_table_apply (tables, entry, unset, G_N_ELEMENTS (unset), &is_head, error))
    return FALSE;
  insert = hw_connection_get (tables->connection,
    "INSERT INTO evidence (reconnection, lamport, device, number, head, field, value) VALUES (?, ?, ?, ?, ?, ?, ?)", error);
  if (insert == NULL)
    return FALSE;
  hw_bind_id (insert, 1, &entry->subject);
  hw_bind_stamp (insert, 2, &entry->stamp);
  hw_statement_bind_int (insert, 5, is_head);
  hw_statement_bind_text (insert, 6, field);
  hw_statement_bind_text (insert, 7, value != NULL ? value : "");
  return hw_statement_run (insert, error);
}

/**
 * hw_evidence_table_list_heads:
 * @tables: the tables
 * @id: a case
 * @field: a HW_FIELD_ name
 * @error: return location
 *
 * Lists what a new value of a field supersedes.
 *
 * Returns: (transfer full) (nullable): %HW_ENTRY_REF_LENGTH bytes for each
 */
GByteArray *
hw_evidence_table_list_heads (HwTables   *tables,
                              const HwId *id,
                              const char *field,
                              GError    **error)
{
  return hw_tables_list_heads (tables,
    "SELECT device, number FROM evidence WHERE reconnection = ? AND field = ? AND head = 1 ORDER BY lamport, device, number",
    id, field, NULL, error);
}

/**
 * hw_evidence_table_load:
 * @tables: the tables
 * @target: a case that is being built
 * @error: return location
 *
 * Sets the fields that are shown.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_evidence_table_load (HwTables *tables,
                        HwCase   *target,
                        GError  **error)
{
  HwStatement *list = hw_connection_get (tables->connection,
    "SELECT field, value FROM evidence WHERE reconnection = ? AND head = 1 ORDER BY lamport, device, number", error);
  gboolean found;

  if (list == NULL)
    return FALSE;
  hw_bind_id (list, 1, &target->id);
  while (hw_statement_step_row (list, &found, error))
    {
      if (!found)
        return TRUE;
      /* The greatest stamp comes last and stays. */
      hw_case_set (target, hw_statement_get_text (list, 0), hw_statement_get_text (list, 1));
    }
  return FALSE;
}

/**
 * hw_evidence_table_list_conflicts:
 * @tables: the tables
 * @id: a case
 * @error: return location
 *
 * Lists the heads of every field whose heads differ.
 *
 * Returns: (transfer full) (nullable) (element-type HwConflict): by field, greatest stamp last
 */
GPtrArray *
hw_evidence_table_list_conflicts (HwTables   *tables,
                                  const HwId *id,
                                  GError    **error)
{
  g_autoptr (GPtrArray) conflicts = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_conflict_free);
  HwStatement *list = hw_connection_get (tables->connection,
    "SELECT v.field, v.value, e.author, e.recorded_at FROM evidence v JOIN device d ON d.device = v.device"
    " JOIN entry e ON e.device = d.id AND e.number = v.number"
    " WHERE v.reconnection = ?1 AND v.head = 1 AND v.field IN"
    " (SELECT field FROM evidence WHERE reconnection = ?1 AND head = 1 GROUP BY field HAVING count (DISTINCT value) > 1)"
    " ORDER BY v.field, v.lamport, v.device, v.number", error);
  gboolean found;

  if (list == NULL)
    return NULL;
  hw_bind_id (list, 1, id);
  while (hw_statement_step_row (list, &found, error))
    {
      HwConflict *conflict;

      if (!found)
        return g_steal_pointer (&conflicts);
      conflict = g_new0 (HwConflict, 1);
      conflict->field = g_strdup (hw_statement_get_text (list, 0));
      conflict->value = g_strdup (hw_statement_get_text (list, 1));
      conflict->author = g_strdup (hw_statement_get_text (list, 2));
      conflict->recorded_at = hw_statement_get_int (list, 3);
      g_ptr_array_add (conflicts, conflict);
    }
  return NULL;
}
