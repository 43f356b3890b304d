/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-conflicts.h"
#include "hw-promise-table.h"
#include "hw-superseded-table.h"

/*
 * The tables promise and promise_settlement: what teams said that they would
 * do, and what came of it. Of several heads the greatest stamp is shown. What
 * came of a promise may arrive before the promise.
 */

/**
 * hw_promise_table_apply:
 * @tables: the tables
 * @entry: a "promise.made"
 * @promise: what its body says
 * @error: return location
 *
 * Applies the entry.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_promise_table_apply (HwTables        *tables,
                        const HwEntry   *entry,
                        const HwPromise *promise,
                        GError         **error)
{
  HwStatement *insert = hw_superseded_table_begin_insert (tables, entry,
    "UPDATE promise SET head = 0 WHERE id = ? AND device = ? AND number = ?",
    "INSERT INTO promise (id, lamport, device, number, head, recorded_at, author, shift, stop, site, latitude, longitude, words, due_at, made_at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", error);

  if (insert == NULL)
    return FALSE;
  hw_statement_bind_int (insert, 6, entry->recorded_at);
  hw_statement_bind_text (insert, 7, entry->author);
  hw_bind_known_id (insert, 8, &promise->shift);
  hw_bind_known_id (insert, 9, &promise->stop);
  hw_bind_known_id (insert, 10, &promise->site);
  hw_bind_point (insert, 11, &promise->point);
  hw_statement_bind_text (insert, 13, promise->words != NULL ? promise->words : "");
  hw_statement_bind_int (insert, 14, promise->due_at);
  hw_statement_bind_int (insert, 15, promise->made_at);
  return hw_statement_run (insert, error);
}

/**
 * hw_promise_table_apply_settlement:
 * @tables: the tables
 * @entry: a "promise.settled"
 * @kept: whether it was kept
 * @words: (nullable): what came of it
 * @error: return location
 *
 * Applies the entry.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_promise_table_apply_settlement (HwTables      *tables,
                                   const HwEntry *entry,
                                   gboolean       kept,
                                   const char    *words,
                                   GError       **error)
{
  HwStatement *insert = hw_superseded_table_begin_insert (tables, entry,
    "UPDATE promise_settlement SET head = 0 WHERE promise = ? AND device = ? AND number = ?",
    "INSERT INTO promise_settlement (promise, lamport, device, number, head, recorded_at, author, kept, words) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    error);

  if (insert == NULL)
    return FALSE;
  hw_statement_bind_int (insert, 6, entry->recorded_at);
  hw_statement_bind_text (insert, 7, entry->author);
  hw_statement_bind_int (insert, 8, kept);
  hw_bind_words (insert, 9, words);
  return hw_statement_run (insert, error);
}

/**
 * hw_promise_table_list_heads:
 * @tables: the tables
 * @kind: of the entry that is to come
 * @promise: its promise
 * @error: return location
 *
 * Lists what the new entry supersedes.
 *
 * Returns: (transfer full) (nullable): %HW_ENTRY_REF_LENGTH bytes for each
 */
GByteArray *
hw_promise_table_list_heads (HwTables   *tables,
                             const char *kind,
                             const HwId *promise,
                             GError    **error)
{
  const char *sql = "SELECT device, number FROM promise WHERE id = ? AND head = 1 ORDER BY lamport, device, number";

  if (g_str_equal (kind, HW_KIND_PROMISE_SETTLED))
    sql = "SELECT device, number FROM promise_settlement WHERE promise = ? AND head = 1 ORDER BY lamport, device, number";
  return hw_tables_list_heads (tables, sql, promise, NULL, NULL, error);
}

/* -- reading ------------------------------------------------------------------------------------------------------- */

#define SELECT_PROMISE \
  "SELECT p.id, p.shift, p.stop, p.site, p.latitude, p.longitude, p.words, p.due_at, p.made_at, s.kept, s.words FROM promise p" \
  " LEFT JOIN promise_settlement s ON s.promise = p.id AND NOT EXISTS" \
  " (SELECT 1 FROM promise_settlement g WHERE g.promise = s.promise AND (g.lamport, g.device, g.number) > (s.lamport, s.device, s.number))" \
  " WHERE NOT EXISTS (SELECT 1 FROM promise g WHERE g.id = p.id AND (g.lamport, g.device, g.number) > (p.lamport, p.device, p.number))"

static HwPromise *
read_promise (HwStatement *row)
{
  HwPromise promise = {
    .words = (char *) hw_statement_get_text (row, 6),
    .due_at = hw_statement_get_int (row, 7),
    .made_at = hw_statement_get_int (row, 8),
    .kept = hw_statement_is_null (row, 9) ? HW_PROMISE_OPEN : hw_statement_get_int (row, 9) != 0 ? HW_PROMISE_KEPT : HW_PROMISE_NOT_KEPT,
    .outcome_words = (char *) hw_statement_get_text (row, 10),
  };

  hw_get_id (row, 0, &promise.id);
  hw_get_id (row, 1, &promise.shift);
  hw_get_id (row, 2, &promise.stop);
  hw_get_id (row, 3, &promise.site);
  hw_get_point (row, 4, &promise.point);
  return hw_promise_copy (&promise);
}

/**
 * hw_promise_table_get:
 * @tables: the tables
 * @id: a promise
 * @error: return location
 *
 * Reads one promise.
 *
 * Returns: (transfer full) (nullable): the promise, or %NULL; without an error where there is none
 */
HwPromise *
hw_promise_table_get (HwTables   *tables,
                      const HwId *id,
                      GError    **error)
{
  HwStatement *find = hw_tables_find_id (tables, SELECT_PROMISE " AND p.id = ?", id, error);
  HwPromise *promise;

  if (find == NULL)
    return NULL;
  promise = read_promise (find);
  hw_statement_reset (find);
  return promise;
}

/**
 * hw_promise_table_list:
 * @tables: the tables
 * @open_only: whether to leave out those of which is known what came of them
 * @error: return location
 *
 * Lists promises.
 *
 * Returns: (transfer full) (nullable) (element-type HwPromise): what is due first first
 */
GPtrArray *
hw_promise_table_list (HwTables *tables,
                       gboolean  open_only,
                       GError  **error)
{
  g_autoptr (GPtrArray) promises = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_promise_free);
  HwStatement *list = hw_connection_get (tables->connection, SELECT_PROMISE " AND (?1 = 0 OR s.kept IS NULL) ORDER BY p.due_at, p.id", error);
  gboolean found;

  if (list == NULL)
    return NULL;
  hw_statement_bind_int (list, 1, open_only);
  while (hw_statement_step_row (list, &found, error))
    {
      if (!found)
        return g_steal_pointer (&promises);
      g_ptr_array_add (promises, read_promise (list));
    }
  return NULL;
}

/**
 * hw_promise_table_add_conflicts:
 * @tables: the tables
 * @promise: a promise
 * @conflicts: (element-type HwConflict): where to add
 * @error: return location
 *
 * Adds what was said differently of the promise at the same time, greatest stamp last.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_promise_table_add_conflicts (HwTables   *tables,
                                const HwId *promise,
                                GPtrArray  *conflicts,
                                GError    **error)
{
  static const char * const fields[] = { "words", "due-at" };
  static const char * const outcomes[] = { "kept", "outcome-words" };

  return hw_conflicts_add_columns (tables,
           "SELECT author, recorded_at, words, due_at FROM promise WHERE id = ? AND head = 1 ORDER BY lamport, device, number",
           promise, fields, G_N_ELEMENTS (fields), conflicts, error) &&
         hw_conflicts_add_columns (tables,
           "SELECT author, recorded_at, kept, words FROM promise_settlement WHERE promise = ? AND head = 1 ORDER BY lamport, device, number",
           promise, outcomes, G_N_ELEMENTS (outcomes), conflicts, error);
}
