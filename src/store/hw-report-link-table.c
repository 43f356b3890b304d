/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-link-sql.h"
#include "hw-report-link-table.h"

/*
 * The table report_link: that two reports tell, or after all do not tell, of the
 * same people. A link has no direction: the lesser identity is the subject of
 * its entries. Nothing of either report is hidden by it.
 */

static const HwLinkSql link_sql = {
  "UPDATE report_link SET head = 0 WHERE report = ? AND device = ? AND number = ?",
  "INSERT INTO report_link (report, other, lamport, device, number, head, same, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
  "SELECT device, number FROM report_link WHERE report = ? AND other = ? AND head = 1 ORDER BY lamport, device, number",
};

/**
 * hw_report_link_table_apply:
 * @tables: the tables
 * @entry: a "report.linked", whose subject is the lesser of the two identities
 * @other: the greater one
 * @same: whether they tell of the same people
 * @reason: (nullable): words
 * @error: return location
 *
 * Applies the entry.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_report_link_table_apply (HwTables      *tables,
                            const HwEntry *entry,
                            const HwId    *other,
                            gboolean       same,
                            const char    *reason,
                            GError       **error)
{
  return hw_link_sql_apply (&link_sql, tables, entry, other, same, reason, error);
}

/**
 * hw_report_link_table_list_heads:
 * @tables: the tables
 * @report: the lesser of two identities
 * @other: the greater one
 * @error: return location
 *
 * Lists what a new link of the two supersedes.
 *
 * Returns: (transfer full) (nullable): %HW_ENTRY_REF_LENGTH bytes for each
 */
GByteArray *
hw_report_link_table_list_heads (HwTables   *tables,
                                 const HwId *report,
                                 const HwId *other,
                                 GError    **error)
{
  return hw_link_sql_list_heads (&link_sql, tables, report, other, error);
}

/**
 * hw_report_link_table_list_rows:
 * @tables: the tables
 * @report: a report
 * @error: return location
 *
 * Lists the reports that are linked with it, also over others, without @report.
 *
 * Returns: (transfer full) (nullable) (element-type gint64): their rows
 */
GArray *
hw_report_link_table_list_rows (HwTables   *tables,
                                const HwId *report,
                                GError    **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  HwStatement *list = hw_connection_get (tables->connection,
    "WITH RECURSIVE same_reports (id) AS (VALUES (?1)"
    " UNION SELECT l.other FROM same_reports s JOIN report_link l ON l.report = s.id AND l.head = 1 AND l.same = 1"
    " UNION SELECT l.report FROM same_reports s JOIN report_link l ON l.other = s.id AND l.head = 1 AND l.same = 1)"
    " SELECT r.row FROM same_reports s CROSS JOIN report r ON r.id = s.id WHERE s.id <> ?1 ORDER BY r.row", error);
  gboolean found;

  if (list == NULL)
    return NULL;
  hw_bind_id (list, 1, report);
  while (hw_statement_step_row (list, &found, error))
    {
      gint64 row;

      if (!found)
        return g_steal_pointer (&rows);
      row = hw_statement_get_int (list, 0);
      g_array_append_val (rows, row);
    }
  return NULL;
}
