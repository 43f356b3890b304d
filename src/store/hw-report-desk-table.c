/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-report-desk-table.h"
#include "hw-superseded-table.h"

/*
 * The tables report_assignment, report_emergency and report_answer: what the
 * desk did with a report beside its status. Each is a field: it is set anew
 * with parents, and of several heads the greatest stamp is shown.
 */

/* -- applying ------------------------------------------------------------------------------------------------------ */

/**
 * hw_report_desk_table_apply_assignment:
 * @tables: the tables
 * @entry: a "report.assigned"
 * @to: (nullable): who looks after the report; %NULL: nobody
 * @error: return location
 *
 * Applies the entry. The report itself may arrive later.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_report_desk_table_apply_assignment (HwTables      *tables,
                                       const HwEntry *entry,
                                       const char    *to,
                                       GError       **error)
{
  HwStatement *insert = hw_superseded_table_begin_insert (tables, entry, "UPDATE report_assignment SET head = 0 WHERE report = ? AND device = ? AND number = ?",
    "INSERT INTO report_assignment (report, lamport, device, number, head, assigned_to) VALUES (?, ?, ?, ?, ?, ?)", error);

  if (insert == NULL)
    return FALSE;
  hw_bind_words (insert, 6, to);
  return hw_statement_run (insert, error);
}

/**
 * hw_report_desk_table_apply_emergency:
 * @tables: the tables
 * @entry: a "report.emergency-told"
 * @told: %FALSE: it is taken back
 * @error: return location
 *
 * Applies the entry.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_report_desk_table_apply_emergency (HwTables      *tables,
                                      const HwEntry *entry,
                                      gboolean       told,
                                      GError       **error)
{
  HwStatement *insert = hw_superseded_table_begin_insert (tables, entry, "UPDATE report_emergency SET head = 0 WHERE report = ? AND device = ? AND number = ?",
    "INSERT INTO report_emergency (report, lamport, device, number, head, told_at, author, told) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", error);

  if (insert == NULL)
    return FALSE;
  hw_statement_bind_int (insert, 6, entry->happened_at);
  hw_statement_bind_text (insert, 7, entry->author);
  hw_statement_bind_int (insert, 8, told);
  return hw_statement_run (insert, error);
}

/**
 * hw_report_desk_table_apply_answer:
 * @tables: the tables
 * @entry: a "report.answered"
 * @how: how the caller was answered; %HW_N_ANSWERED_BY: it is taken back
 * @answer: what of
 * @words: (nullable): what they were told
 * @error: return location
 *
 * Applies the entry.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_report_desk_table_apply_answer (HwTables       *tables,
                                   const HwEntry  *entry,
                                   HwAnsweredBy    how,
                                   HwCallerAnswer  answer,
                                   const char     *words,
                                   GError        **error)
{
  HwStatement *insert = hw_superseded_table_begin_insert (tables, entry, "UPDATE report_answer SET head = 0 WHERE report = ? AND device = ? AND number = ?",
    "INSERT INTO report_answer (report, lamport, device, number, head, answered_at, author, how, answer, words)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", error);

  if (insert == NULL)
    return FALSE;
  hw_statement_bind_int (insert, 6, entry->happened_at);
  hw_statement_bind_text (insert, 7, entry->author);
  if (how < HW_N_ANSWERED_BY)
    {
      hw_statement_bind_int (insert, 8, how);
      hw_statement_bind_int (insert, 9, answer);
      hw_bind_words (insert, 10, words);
    }
  return hw_statement_run (insert, error);
}

/**
 * hw_report_desk_table_list_heads:
 * @tables: the tables
 * @kind: of the entry that is to come
 * @report: its report
 * @error: return location
 *
 * Lists what the new entry supersedes.
 *
 * Returns: (transfer full) (nullable): %HW_ENTRY_REF_LENGTH bytes for each
 */
GByteArray *
hw_report_desk_table_list_heads (HwTables   *tables,
                                 const char *kind,
                                 const HwId *report,
                                 GError    **error)
{
  const char *sql = "SELECT device, number FROM report_assignment WHERE report = ? AND head = 1 ORDER BY lamport, device, number";

  if (g_str_equal (kind, HW_KIND_REPORT_EMERGENCY_TOLD))
    sql = "SELECT device, number FROM report_emergency WHERE report = ? AND head = 1 ORDER BY lamport, device, number";
  else if (g_str_equal (kind, HW_KIND_REPORT_ANSWERED))
    sql = "SELECT device, number FROM report_answer WHERE report = ? AND head = 1 ORDER BY lamport, device, number";
  return hw_tables_list_heads (tables, sql, report, NULL, NULL, error);
}

/* -- reading ------------------------------------------------------------------------------------------------------- */

/* The last head of each of the three tables, and how many are directly linked. A report may be in none of them. */
#define SHOWN(table, columns, where) \
  "SELECT " columns " FROM " table " WHERE report = r.id AND head = 1" where " ORDER BY lamport DESC, device DESC, number DESC LIMIT 1"
#define ASSIGNED SHOWN ("report_assignment", "assigned_to", "")
#define DESK \
  "SELECT r.row, (" ASSIGNED ")," \
  " (" SHOWN ("report_emergency", "iif (told, told_at, 0)", "") ")," \
  " a.answered_at, a.how, a.answer, a.words," \
  " (SELECT count (DISTINCT other) FROM report_link WHERE report = r.id AND head = 1 AND same = 1) +" \
  " (SELECT count (DISTINCT report) FROM report_link WHERE other = r.id AND head = 1 AND same = 1) AS n_same" \
  " FROM report r LEFT JOIN report_answer a ON a.report = r.id AND a.head = 1 AND NOT EXISTS" \
  " (SELECT 1 FROM report_answer g WHERE g.report = r.id AND g.head = 1 AND (g.lamport, g.device, g.number) > (a.lamport, a.device, a.number))"

/**
 * hw_report_desk_free:
 * @desk: (nullable): what the desk knows of a report
 *
 * Frees it.
 */
void
hw_report_desk_free (HwReportDesk *desk)
{
  if (desk == NULL)
    return;
  g_free (desk->assigned_to);
  g_free (desk->words);
  g_free (desk);
}

/**
 * hw_report_desk_copy:
 * @desk: what the desk knows of a report
 *
 * Returns: (transfer full): another one that is equal
 */
HwReportDesk *
hw_report_desk_copy (const HwReportDesk *desk)
{
  HwReportDesk *copy = g_memdup2 (desk, sizeof *desk);

  copy->assigned_to = g_strdup (desk->assigned_to);
  copy->words = g_strdup (desk->words);
  return copy;
}

static HwReportDesk *
read_desk (HwStatement *row)
{
  HwReportDesk *desk = g_new0 (HwReportDesk, 1);

  desk->row = hw_statement_get_int (row, 0);
  desk->assigned_to = g_strdup (hw_statement_get_text (row, 1));
  desk->emergency_told_at = hw_statement_get_int (row, 2);
  if (!hw_statement_is_null (row, 4))
    {
      desk->answered_at = hw_statement_get_int (row, 3);
      desk->how = (HwAnsweredBy) CLAMP (hw_statement_get_int (row, 4), 0, HW_N_ANSWERED_BY - 1);
      desk->answer = (HwCallerAnswer) CLAMP (hw_statement_get_int (row, 5), 0, HW_N_CALLER_ANSWERS - 1);
      desk->words = g_strdup (hw_statement_get_text (row, 6));
    }
  desk->n_same = (guint) hw_statement_get_int (row, 7);
  return desk;
}

/**
 * hw_report_desk_table_get:
 * @tables: the tables
 * @row: of a report
 * @error: return location
 *
 * Reads what the desk knows of a report.
 *
 * Returns: (transfer full) (nullable): it, or %NULL; without an error where there is no such report
 */
HwReportDesk *
hw_report_desk_table_get (HwTables *tables,
                          gint64    row,
                          GError  **error)
{
  HwStatement *find = hw_tables_find_row (tables, DESK " WHERE r.row = ?", row, error);
  HwReportDesk *desk;

  if (find == NULL)
    return NULL;
  desk = read_desk (find);
  hw_statement_reset (find);
  return desk;
}

/**
 * hw_report_desk_table_list:
 * @tables: the tables
 * @statuses: a bit set of 1 << #HwReportStatus
 * @error: return location
 *
 * Reads the same of all reports in these statuses of which the desk knows
 * anything: along the few that it does, not along the reports.
 *
 * Returns: (transfer full) (nullable) (element-type HwReportDesk): in no order
 */
GPtrArray *
hw_report_desk_table_list (HwTables *tables,
                           guint     statuses,
                           GError  **error)
{
  g_autoptr (GPtrArray) desks = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_report_desk_free);
  HwStatement *list = hw_connection_get (tables->connection,
    DESK " WHERE r.id IN (SELECT report FROM report_assignment UNION SELECT report FROM report_emergency UNION SELECT report FROM report_answer"
    " UNION SELECT report FROM report_link UNION SELECT other FROM report_link) AND (1 << r.status) & ? <> 0", error);
  gboolean found;

  if (list == NULL)
    return NULL;
  hw_statement_bind_int (list, 1, statuses);
  while (hw_statement_step_row (list, &found, error))
    {
      if (!found)
        return g_steal_pointer (&desks);
      g_ptr_array_add (desks, read_desk (list));
    }
  return NULL;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return g_utf8_collate (*(const char * const *) a, *(const char * const *) b);
}

/**
 * hw_report_desk_table_list_workers:
 * @tables: the tables
 * @error: return location
 *
 * Lists who works here, as far as the journal knows: whose laptops they are, and who reports were given to.
 *
 * Returns: (transfer full) (nullable) (element-type utf8): by name
 */
GPtrArray *
hw_report_desk_table_list_workers (HwTables *tables,
                                   GError  **error)
{
  g_autoptr (GPtrArray) workers = g_ptr_array_new_with_free_func (g_free);
  HwStatement *list = hw_connection_get (tables->connection,
    "SELECT author FROM device WHERE author <> '' UNION SELECT assigned_to FROM report_assignment WHERE assigned_to IS NOT NULL", error);
  gboolean found;

  if (list == NULL)
    return NULL;
  while (hw_statement_step_row (list, &found, error))
    {
      if (!found)
        {
          g_ptr_array_sort (workers, compare_names);
          return g_steal_pointer (&workers);
        }
      g_ptr_array_add (workers, g_strdup (hw_statement_get_text (list, 0)));
    }
  return NULL;
}
