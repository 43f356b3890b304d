/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-conflicts.h"
#include "hw-site-closure-table.h"
#include "hw-superseded-table.h"

/*
 * The table site_closure: when sites are closed, by whom, and that they are
 * open again. Of the closures of a site the greatest stamp is shown
 * (hw-site-table.c); heads that differ are a conflict. A closure may arrive
 * before the note of its site, and waits for it here.
 */

/**
 * hw_site_closure_table_apply:
 * @tables: the tables
 * @entry: a "site.closed"
 * @closes_at: µs UTC; 0: it is open again
 * @by_authorities: whether others than the team close it
 * @note: (nullable): words
 * @error: return location
 *
 * Applies the entry.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_site_closure_table_apply (HwTables      *tables,
                             const HwEntry *entry,
                             gint64         closes_at,
                             gboolean       by_authorities,
                             const char    *note,
                             GError       **error)
{
  static const char * const unset[] = { "UPDATE site_closure SET head = 0 WHERE site = ? AND device = ? AND number = ?" };
  HwStatement *insert;
  gboolean is_head;

  if (!hw_superseded_table_apply (tables, entry, unset, G_N_ELEMENTS (unset), &is_head, error))
    return FALSE;
  insert = hw_connection_get (tables->connection,
    "INSERT INTO site_closure (site, lamport, device, number, head, recorded_at, author, closes_at, by_authorities, note)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", error);
  if (insert == NULL)
    return FALSE;
  hw_bind_id (insert, 1, &entry->subject);
  hw_bind_stamp (insert, 2, &entry->stamp);
  hw_statement_bind_int (insert, 5, is_head);
  hw_statement_bind_int (insert, 6, entry->recorded_at);
  hw_statement_bind_text (insert, 7, entry->author);
  hw_statement_bind_int (insert, 8, closes_at);
  hw_statement_bind_int (insert, 9, by_authorities);
  hw_bind_words (insert, 10, note);
  return hw_statement_run (insert, error);
}

/**
 * hw_site_closure_table_list_heads:
 * @tables: the tables
 * @site: a site
 * @error: return location
 *
 * Lists what a new closure supersedes.
 *
 * Returns: (transfer full) (nullable): %HW_ENTRY_REF_LENGTH bytes for each
 */
GByteArray *
hw_site_closure_table_list_heads (HwTables   *tables,
                                  const HwId *site,
                                  GError    **error)
{
  return hw_tables_list_heads (tables, "SELECT device, number FROM site_closure WHERE site = ? AND head = 1 ORDER BY lamport, device, number",
                               site, NULL, NULL, error);
}

/**
 * hw_site_closure_table_add_conflicts:
 * @tables: the tables
 * @site: a site
 * @conflicts: (element-type HwConflict): where to add
 * @error: return location
 *
 * Adds closures that were recorded differently at the same time: "closes-at" is µs UTC.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_site_closure_table_add_conflicts (HwTables   *tables,
                                     const HwId *site,
                                     GPtrArray  *conflicts,
                                     GError    **error)
{
  static const char * const fields[] = { "closes-at", "closes-by-authorities", "closure-note" };

  return hw_conflicts_add_columns (tables,
    "SELECT author, recorded_at, closes_at, by_authorities, note FROM site_closure WHERE site = ? AND head = 1 ORDER BY lamport, device, number",
    site, fields, G_N_ELEMENTS (fields), conflicts, error);
}
