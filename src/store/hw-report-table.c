/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <string.h>

#include "hw-report-table.h"
#include "hw-superseded-table.h"

/*
 * The tables report, report_status and report_words. A report is a fact: it is
 * inserted once and its words never change. Where two laptops recorded the same
 * one (both imported the same file) the entry with the smallest stamp is shown,
 * so that it does not matter which came first. Its status is a field.
 */

#define COLUMNS \
  "row, id, seen_at, latitude, longitude, status, people, channel, received_at, seen_precision, usually_there, usual_time," \
  " point_precision_m, place, age, gender, appearance, language, concerns, worries, knows_of_call, caller_name," \
  " caller_contact, reply_wish, outcome, source_id"

/* -- applying ------------------------------------------------------------------------------------------------------ */

/* Parameters 1 (entry), 2 (id), then the fields in the order of the table. */
static void
bind_report (HwStatement    *statement,
             const HwEntry  *entry,
             const HwReport *report)
{
  hw_statement_bind_int (statement, 1, entry->position);
  hw_bind_id (statement, 2, &entry->subject);
  hw_statement_bind_int (statement, 3, report->seen_at);
  if (hw_point_is_valid (&report->point))
    {
      hw_statement_bind_int (statement, 4, HW_DEGREES_TO_E7 (report->point.latitude));
      hw_statement_bind_int (statement, 5, HW_DEGREES_TO_E7 (report->point.longitude));
    }
  hw_statement_bind_int (statement, 6, report->status);
  hw_statement_bind_int (statement, 7, report->people);
  hw_statement_bind_int (statement, 8, report->channel);
  hw_statement_bind_int (statement, 9, report->received_at);
  hw_statement_bind_int (statement, 10, report->seen_precision);
  hw_statement_bind_int (statement, 11, report->usually_there);
  hw_bind_words (statement, 12, report->usual_time);
  hw_statement_bind_double (statement, 13, report->point_precision_m);
  hw_bind_words (statement, 14, report->place);
  hw_statement_bind_int (statement, 15, report->age);
  hw_bind_words (statement, 16, report->gender);
  hw_bind_words (statement, 17, report->appearance);
  hw_bind_words (statement, 18, report->language);
  hw_statement_bind_int (statement, 19, report->concerns);
  hw_bind_words (statement, 20, report->worries);
  hw_statement_bind_int (statement, 21, report->knows_of_call);
  hw_bind_words (statement, 22, report->caller_name);
  hw_bind_words (statement, 23, report->caller_contact);
  hw_statement_bind_int (statement, 24, report->reply_wish);
  hw_bind_words (statement, 25, report->outcome);
  hw_bind_words (statement, 26, report->source_id);
}

static gboolean
insert_report (HwTables       *tables,
               const HwEntry  *entry,
               const HwReport *report,
               gboolean       *inserted,
               GError        **error)
{
  HwStatement *insert = hw_connection_get (tables->connection,
    "INSERT INTO report (entry, id, seen_at, latitude, longitude, status, people, channel, received_at, seen_precision,"
    " usually_there, usual_time, point_precision_m, place, age, gender, appearance, language, concerns, worries,"
    " knows_of_call, caller_name, caller_contact, reply_wish, outcome, source_id)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING", error);

  if (insert == NULL)
    return FALSE;
  bind_report (insert, entry, report);
  if (!hw_statement_run (insert, error))
    return FALSE;
  *inserted = hw_connection_get_changes (tables->connection) > 0;
  return TRUE;
}

static gboolean
replace_report (HwTables       *tables,
                const HwEntry  *entry,
                const HwReport *report,
                GError        **error)
{
  HwStatement *update = hw_connection_get (tables->connection,
    "UPDATE report SET entry = ?1, seen_at = ?3, latitude = ?4, longitude = ?5, status = ?6, people = ?7, channel = ?8,"
    " received_at = ?9, seen_precision = ?10, usually_there = ?11, usual_time = ?12, point_precision_m = ?13, place = ?14,"
    " age = ?15, gender = ?16, appearance = ?17, language = ?18, concerns = ?19, worries = ?20, knows_of_call = ?21,"
    " caller_name = ?22, caller_contact = ?23, reply_wish = ?24, outcome = ?25, source_id = ?26 WHERE id = ?2", error);

  if (update == NULL)
    return FALSE;
  bind_report (update, entry, report);
  return hw_statement_run (update, error);
}

/* Bytes that FTS5 collects before it writes a part of its index: its own measure, and
 * one for the words of all reports, so that few parts have to be merged. */
#define ROOM_FOR_WORDS      "1048576"
#define ROOM_FOR_MANY_WORDS "33554432"

/* Runs one of the two statements that keep the words of a report. */
static gboolean
change_words (HwTables   *tables,
              const char *sql,
              const HwId *id,
              GError    **error)
{
  return tables->words_later || hw_tables_run_sql (tables, sql, id, error);
}

#define ADD_WORDS \
  "INSERT INTO report_words (rowid, place, appearance, worries) SELECT row, place, appearance, worries FROM report WHERE id = ?"
#define REMOVE_WORDS \
  "INSERT INTO report_words (report_words, rowid, place, appearance, worries)" \
  " SELECT 'delete', row, place, appearance, worries FROM report WHERE id = ?"

/* The status that is shown: of the heads the greatest stamp. Nothing happens where none was set. */
static gboolean
show_status (HwTables   *tables,
             const HwId *id,
             GError    **error)
{
  return hw_tables_run_sql (tables,
    "UPDATE report SET status = s.status, outcome = s.outcome FROM"
    " (SELECT status, outcome FROM report_status WHERE report = ?1 AND head = 1 ORDER BY lamport DESC, device DESC, number DESC LIMIT 1) AS s"
    " WHERE id = ?1", id, error);
}

/* Somebody recorded this report already. */
static gboolean
apply_again (HwTables       *tables,
             const HwEntry  *entry,
             const HwReport *report,
             GError        **error)
{
  HwStatement *find = hw_connection_get (tables->connection, "SELECT entry FROM report WHERE id = ?", error);
  HwStamp shown;
  gint64 position;
  gboolean found;

  if (find == NULL)
    return FALSE;
  hw_bind_id (find, 1, &entry->subject);
  if (!hw_statement_step_row (find, &found, error))
    return FALSE;
  position = hw_statement_get_int (find, 0);
  hw_statement_reset (find);
  if (!hw_tables_find_stamp (tables, position, &shown, error))
    return FALSE;
  if (hw_stamp_compare (&shown, &entry->stamp) <= 0)
    return TRUE;
  return change_words (tables, REMOVE_WORDS, &entry->subject, error) &&
         replace_report (tables, entry, report, error) &&
         change_words (tables, ADD_WORDS, &entry->subject, error) &&
         show_status (tables, &entry->subject, error);
}

/**
 * hw_report_table_apply:
 * @tables: the tables
 * @entry: a "report.received"
 * @report: what its body says
 * @taken: (out) (optional): whether the report is new; where a caller asks, one that is there already is left alone
 * @error: return location
 *
 * Applies the entry.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_report_table_apply (HwTables       *tables,
                       const HwEntry  *entry,
                       const HwReport *report,
                       gboolean       *taken,
                       GError        **error)
{
  gboolean inserted;

  if (!insert_report (tables, entry, report, &inserted, error))
    return FALSE;
  if (taken != NULL)
    *taken = inserted;
  if (!inserted)
    return taken != NULL || apply_again (tables, entry, report, error);
  return change_words (tables, ADD_WORDS, &entry->subject, error) &&
         (tables->no_statuses || show_status (tables, &entry->subject, error));
}

/**
 * hw_report_table_apply_status:
 * @tables: the tables
 * @entry: a "report.status-set"
 * @status: the status
 * @outcome: (nullable): what came of it
 * @note: (nullable): words
 * @stop: (nullable): the stop at which it came of it, or nil
 * @error: return location
 *
 * Applies the entry. The report itself may arrive later.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_report_table_apply_status (HwTables       *tables,
                              const HwEntry  *entry,
                              HwReportStatus  status,
                              const char     *outcome,
                              const char     *note,
                              const HwId     *stop,
                              GError        **error)
{
  static const char * const unset[] = { "UPDATE report_status SET head = 0 WHERE report = ? AND device = ? AND number = ?" };
  HwStatement *insert;
  gboolean is_head;

  if (!hw_superseded_table_apply (tables, entry, unset, G_N_ELEMENTS (unset), &is_head, error))
    return FALSE;
  insert = hw_connection_get (tables->connection,
    "INSERT INTO report_status (report, lamport, device, number, head, status, outcome, note, stop) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", error);
  if (insert == NULL)
    return FALSE;
  hw_bind_id (insert, 1, &entry->subject);
  hw_bind_stamp (insert, 2, &entry->stamp);
  hw_statement_bind_int (insert, 5, is_head);
  hw_statement_bind_int (insert, 6, status);
  hw_bind_words (insert, 7, outcome);
  hw_bind_words (insert, 8, note);
  if (stop != NULL && !hw_id_is_nil (stop))
    hw_bind_id (insert, 9, stop);
  return hw_statement_run (insert, error) && show_status (tables, &entry->subject, error);
}

/**
 * hw_report_table_find_visit:
 * @tables: the tables
 * @id: a report
 * @stop: a stop of a shift
 * @found: (out): whether anything came of the report there
 * @status: (out): where it went then
 * @outcome: (out) (transfer full) (nullable): what came of it
 * @error: return location
 *
 * Reads what was said last of the report from the stop.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_report_table_find_visit (HwTables       *tables,
                            const HwId     *id,
                            const HwId     *stop,
                            gboolean       *found,
                            HwReportStatus *status,
                            char          **outcome,
                            GError        **error)
{
  HwStatement *find = hw_connection_get (tables->connection,
    "SELECT status, outcome FROM report_status WHERE report = ? AND stop = ? ORDER BY lamport DESC, device DESC, number DESC LIMIT 1", error);

  if (find == NULL)
    return FALSE;
  hw_bind_id (find, 1, id);
  hw_bind_id (find, 2, stop);
  if (!hw_statement_step_row (find, found, error))
    return FALSE;
  if (*found)
    {
      *status = (HwReportStatus) hw_statement_get_int (find, 0);
      *outcome = g_strdup (hw_statement_get_text (find, 1));
    }
  hw_statement_reset (find);
  return TRUE;
}

/**
 * hw_report_table_list_heads:
 * @tables: the tables
 * @id: a report
 * @error: return location
 *
 * Lists what a new status supersedes: the heads, or the report's first entry.
 *
 * Returns: (transfer full) (nullable): %HW_ENTRY_REF_LENGTH bytes for each
 */
GByteArray *
hw_report_table_list_heads (HwTables   *tables,
                            const HwId *id,
                            GError    **error)
{
  g_autoptr (GByteArray) heads = hw_tables_list_heads (tables,
    "SELECT device, number FROM report_status WHERE report = ? AND head = 1 ORDER BY lamport, device, number", id, NULL, NULL, error);

  if (heads == NULL || heads->len > 0)
    return g_steal_pointer (&heads);
  return hw_tables_list_heads (tables,
    "SELECT d.device, e.number FROM report r JOIN entry e ON e.position = r.entry JOIN device d ON d.id = e.device WHERE r.id = ?",
    id, NULL, NULL, error);
}

/* -- reading ------------------------------------------------------------------------------------------------------- */

static void
get_point (HwStatement *row,
           int          column,
           HwPoint     *point)
{
  if (hw_statement_is_null (row, column) || hw_statement_is_null (row, column + 1))
    *point = HW_POINT_UNKNOWN;
  else
    *point = (HwPoint) { hw_statement_get_int (row, column) / 1e7, hw_statement_get_int (row, column + 1) / 1e7 };
}

static HwReport *
read_report (HwStatement *row)
{
  HwReport report = {
    .row = hw_statement_get_int (row, 0),
    .seen_at = hw_statement_get_int (row, 2),
    .status = (HwReportStatus) hw_statement_get_int (row, 5),
    .people = (guint) hw_statement_get_int (row, 6),
    .channel = (HwChannel) hw_statement_get_int (row, 7),
    .received_at = hw_statement_get_int (row, 8),
    .seen_precision = hw_statement_get_int (row, 9),
    .usually_there = (HwUsually) hw_statement_get_int (row, 10),
    .usual_time = hw_statement_get_text (row, 11),
    .point_precision_m = hw_statement_get_double (row, 12),
    .place = hw_statement_get_text (row, 13),
    .age = (HwAgeGroup) hw_statement_get_int (row, 14),
    .gender = hw_statement_get_text (row, 15),
    .appearance = hw_statement_get_text (row, 16),
    .language = hw_statement_get_text (row, 17),
    .concerns = (HwConcerns) hw_statement_get_int (row, 18),
    .worries = hw_statement_get_text (row, 19),
    .knows_of_call = (HwTriState) hw_statement_get_int (row, 20),
    .caller_name = hw_statement_get_text (row, 21),
    .caller_contact = hw_statement_get_text (row, 22),
    .reply_wish = (HwReplyWish) hw_statement_get_int (row, 23),
    .outcome = hw_statement_get_text (row, 24),
    .source_id = hw_statement_get_text (row, 25),
  };

  hw_get_id (row, 1, &report.id);
  get_point (row, 3, &report.point);
  return hw_report_new (&report);
}

static gboolean
read_all (HwStatement *list,
          GPtrArray   *reports,
          GError     **error)
{
  gboolean found;

  while (hw_statement_step_row (list, &found, error))
    {
      if (!found)
        return TRUE;
      g_ptr_array_add (reports, read_report (list));
    }
  return FALSE;
}

/**
 * hw_report_table_get:
 * @tables: the tables
 * @row: its row
 * @error: return location
 *
 * Reads one report.
 *
 * Returns: (transfer full) (nullable): the report, or %NULL; without an error where there is none
 */
HwReport *
hw_report_table_get (HwTables *tables,
                     gint64    row,
                     GError  **error)
{
  HwStatement *find = hw_tables_find_row (tables, "SELECT " COLUMNS " FROM report WHERE row = ?", row, error);
  HwReport *report;

  if (find == NULL)
    return NULL;
  report = read_report (find);
  hw_statement_reset (find);
  return report;
}

/**
 * hw_report_table_find:
 * @tables: the tables
 * @id: a report
 * @row: (out): its row, 0 where there is none
 * @error: return location
 *
 * Finds a report by its identity.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_report_table_find (HwTables   *tables,
                      const HwId *id,
                      gint64     *row,
                      GError    **error)
{
  HwStatement *find = hw_connection_get (tables->connection, "SELECT row FROM report WHERE id = ?", error);
  gboolean found;

  *row = 0;
  if (find == NULL)
    return FALSE;
  hw_bind_id (find, 1, id);
  if (!hw_statement_step_row (find, &found, error))
    return FALSE;
  if (found)
    *row = hw_statement_get_int (find, 0);
  hw_statement_reset (find);
  return TRUE;
}

/**
 * hw_report_table_find_source:
 * @tables: the tables
 * @source_id: (nullable): the number of a report in another system
 * @row: (out): its row, 0 where it is not here or where its kind of number may come again
 * @error: return location
 *
 * Finds what came through the service or from another server: each of these is taken in once.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_report_table_find_source (HwTables   *tables,
                             const char *source_id,
                             gint64     *row,
                             GError    **error)
{
  HwStatement *find;
  gboolean found;

  *row = 0;
  if (source_id == NULL || (!g_str_has_prefix (source_id, "intake:") && !g_str_has_prefix (source_id, "open311:")))
    return TRUE;
  find = hw_connection_get (tables->connection,
    "SELECT row FROM report WHERE source_id = ? AND (source_id GLOB 'intake:*' OR source_id GLOB 'open311:*')", error);
  if (find == NULL)
    return FALSE;
  hw_statement_bind_text (find, 1, source_id);
  if (!hw_statement_step_row (find, &found, error))
    return FALSE;
  if (found)
    *row = hw_statement_get_int (find, 0);
  hw_statement_reset (find);
  return TRUE;
}

static int
compare_newest_first (gconstpointer a,
                      gconstpointer b)
{
  const HwReport *one = *(const HwReport * const *) a;
  const HwReport *other = *(const HwReport * const *) b;
  int order = (other->seen_at > one->seen_at) - (other->seen_at < one->seen_at);

  return order != 0 ? order : (other->row > one->row) - (other->row < one->row);
}

/**
 * hw_report_table_list:
 * @tables: the tables
 * @statuses: a bit set of 1 << #HwReportStatus
 * @limit: at most so many
 * @error: return location
 *
 * Lists the newest reports: of each status in turn along the index, then
 * together, so that a queue of ten is not looked for among a million closed ones.
 *
 * Returns: (transfer full) (nullable) (element-type HwReport): newest first
 */
GPtrArray *
hw_report_table_list (HwTables *tables,
                      guint     statuses,
                      gsize     limit,
                      GError  **error)
{
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_report_unref);

  for (guint status = 0; status < HW_N_REPORT_STATUSES; status++)
    {
      HwStatement *list;

      if ((statuses & 1u << status) == 0)
        continue;
      list = hw_connection_get (tables->connection,
        "SELECT " COLUMNS " FROM report WHERE status = ? ORDER BY seen_at DESC, row DESC LIMIT ?", error);
      if (list == NULL)
        return NULL;
      hw_statement_bind_int (list, 1, status);
      hw_statement_bind_int (list, 2, (gint64) MIN (limit, G_MAXINT32));
      if (!read_all (list, reports, error))
        return NULL;
    }
  g_ptr_array_sort (reports, compare_newest_first);
  if (reports->len > limit)
    g_ptr_array_set_size (reports, (int) limit);
  return g_steal_pointer (&reports);
}

/**
 * hw_report_table_list_answered:
 * @tables: the tables
 * @since: µs UTC
 * @limit: at most so many
 * @error: return location
 *
 * Lists the closed reports whose caller was answered.
 *
 * Returns: (transfer full) (nullable) (element-type HwReport): last answered first
 */
GPtrArray *
hw_report_table_list_answered (HwTables *tables,
                               gint64    since,
                               gsize     limit,
                               GError  **error)
{
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_report_unref);
  HwStatement *list = hw_connection_get (tables->connection,
    "SELECT " COLUMNS " FROM report JOIN (SELECT report AS answered, max (answered_at) AS at FROM report_answer"
    " WHERE head = 1 AND how IS NOT NULL AND answered_at >= ? GROUP BY report) ON id = answered WHERE status = 4 ORDER BY at DESC, row DESC LIMIT ?", error);

  if (list == NULL)
    return NULL;
  hw_statement_bind_int (list, 1, since);
  hw_statement_bind_int (list, 2, (gint64) MIN (limit, G_MAXINT32));
  return read_all (list, reports, error) ? g_steal_pointer (&reports) : NULL;
}
G_STATIC_ASSERT (HW_REPORT_CLOSED == 4);

/**
 * hw_report_table_search:
 * @tables: the tables
 * @words: what somebody typed
 * @limit: at most so many
 * @error: return location
 *
 * Finds reports by the words of place, appearance and worries. Ordered by row,
 * newest recorded first: ranking by relevance reads every match of a common word.
 *
 * Returns: (transfer full) (nullable) (element-type HwReport): newest first
 */
GPtrArray *
hw_report_table_search (HwTables   *tables,
                        const char *words,
                        gsize       limit,
                        GError    **error)
{
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_report_unref);
  g_autofree char *match = hw_tables_make_match (words);
  HwStatement *search;

  if (match == NULL)
    return g_steal_pointer (&reports);
  search = hw_connection_get (tables->connection,
    "SELECT " COLUMNS " FROM report WHERE row IN (SELECT rowid FROM report_words WHERE report_words MATCH ? ORDER BY rowid DESC LIMIT ?)"
    " AND status < 5 ORDER BY seen_at DESC, row DESC", error);
  if (search == NULL)
    return NULL;
  hw_statement_bind_text (search, 1, match);
  hw_statement_bind_int (search, 2, (gint64) MIN (limit, G_MAXINT32));
  return read_all (search, reports, error) ? g_steal_pointer (&reports) : NULL;
}

#define AT_PLACE(condition) \
  "SELECT " COLUMNS " FROM report WHERE row IN (SELECT rowid FROM report_words WHERE report_words MATCH ?1 ORDER BY rowid DESC LIMIT ?2)" \
  " AND +status < 5 AND +seen_at >= ?3 AND +seen_at <= ?4" condition " ORDER BY seen_at DESC, row DESC LIMIT ?5"
#define LOOKED_AT 1000   /* of the reports with a word, the last that are looked at */

/**
 * hw_report_table_list_at_place:
 * @tables: the tables
 * @word: a whole word of the place
 * @without_point: only reports without a point
 * @since: µs UTC, inclusive
 * @until: µs UTC, inclusive
 * @limit: at most so many
 * @error: return location
 *
 * Finds reports of a time by a word for their place. A whole word is looked up
 * without putting lists together, as the beginning of one would need.
 *
 * Returns: (transfer full) (nullable) (element-type HwReport): newest first
 */
GPtrArray *
hw_report_table_list_at_place (HwTables    *tables,
                               const char  *word,
                               gboolean     without_point,
                               gint64       since,
                               gint64       until,
                               gsize        limit,
                               GError     **error)
{
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_report_unref);
  g_auto (GStrv) parts = g_strsplit (word, "\"", -1);
  g_autofree char *quoted = g_strjoinv ("\"\"", parts), *match = g_strdup_printf ("place : \"%s\"", quoted);
  HwStatement *list = hw_connection_get (tables->connection, without_point ? AT_PLACE (" AND latitude IS NULL") : AT_PLACE (""), error);

  if (list == NULL)
    return NULL;
  hw_statement_bind_text (list, 1, match);
  hw_statement_bind_int (list, 2, LOOKED_AT);
  hw_statement_bind_int (list, 3, since);
  hw_statement_bind_int (list, 4, until);
  hw_statement_bind_int (list, 5, (gint64) MIN (limit, G_MAXINT32));
  return read_all (list, reports, error) ? g_steal_pointer (&reports) : NULL;
}

static gboolean
call_for_each (HwStatement  *list,
               HwReportFunc  func,
               gpointer      user_data,
               GCancellable *cancellable,
               GError      **error)
{
  gboolean found;

  while (hw_statement_step_row (list, &found, error))
    {
      g_autoptr (HwReport) report = found ? read_report (list) : NULL;

      if (!found)
        return TRUE;
      if (g_cancellable_set_error_if_cancelled (cancellable, error) || !func (report, user_data, error))
        {
          hw_statement_reset (list);
          return FALSE;
        }
    }
  return FALSE;
}

/* Along one index although it begins with the status: SQLite merges the five lists, so nothing is sorted or held. */
#define IN_TIME(status) \
  "SELECT " COLUMNS " FROM report WHERE status = " status " AND seen_at >= ?1 AND seen_at < ?2"

/**
 * hw_report_table_foreach:
 * @tables: the tables
 * @since: µs UTC, inclusive
 * @until: µs UTC, exclusive
 * @func: called with each report
 * @user_data: for @func
 * @cancellable: (nullable): to stop it
 * @error: return location
 *
 * Goes through reports in order of time, holding one at a time.
 *
 * Returns: %FALSE with @error set when it failed or was stopped
 */
gboolean
hw_report_table_foreach (HwTables     *tables,
                         gint64        since,
                         gint64        until,
                         HwReportFunc  func,
                         gpointer      user_data,
                         GCancellable *cancellable,
                         GError      **error)
{
  HwStatement *list = hw_connection_get (tables->connection,
    IN_TIME ("0") " UNION ALL " IN_TIME ("1") " UNION ALL " IN_TIME ("2") " UNION ALL " IN_TIME ("3") " UNION ALL " IN_TIME ("4")
    " ORDER BY seen_at, row", error);

  if (list == NULL)
    return FALSE;
  hw_statement_bind_int (list, 1, since);
  hw_statement_bind_int (list, 2, until);
  return call_for_each (list, func, user_data, cancellable, error);
}
G_STATIC_ASSERT (HW_N_COUNTED_STATUSES == 5);

/**
 * hw_report_table_foreach_taken_in:
 * @tables: the tables
 * @source: how the source ids begin, with a colon at the end: "intake:", "open311:city.example.org:"
 * @since: µs UTC: those received then or later
 * @func: called with each report
 * @user_data: for @func
 * @cancellable: (nullable): to stop it
 * @error: return location
 *
 * Goes through what came in from one server, wherever it stands now.
 *
 * Returns: %FALSE with @error set when it failed or was stopped
 */
gboolean
hw_report_table_foreach_taken_in (HwTables     *tables,
                                  const char   *source,
                                  gint64        since,
                                  HwReportFunc  func,
                                  gpointer      user_data,
                                  GCancellable *cancellable,
                                  GError      **error)
{
  /* The last line is what the index is of. A semicolon comes after a colon. */
  HwStatement *list = hw_connection_get (tables->connection,
    "SELECT " COLUMNS " FROM report WHERE source_id >= ?1 AND source_id < rtrim (?1, ':') || ';' AND received_at >= ?2"
    " AND (source_id GLOB 'intake:*' OR source_id GLOB 'open311:*') ORDER BY row", error);

  if (list == NULL)
    return FALSE;
  hw_statement_bind_text (list, 1, source);
  hw_statement_bind_int (list, 2, since);
  return call_for_each (list, func, user_data, cancellable, error);
}

/**
 * hw_report_table_load_points:
 * @tables: the tables
 * @points: (element-type HwIndexPoint): where to add
 * @cancellable: (nullable): to stop it
 * @error: return location
 *
 * Reads where, when and in which status every report with a point is.
 *
 * Returns: %FALSE with @error set when it failed or was stopped
 */
gboolean
hw_report_table_load_points (HwTables     *tables,
                             GArray       *points,
                             GCancellable *cancellable,
                             GError      **error)
{
  HwStatement *list = hw_connection_get (tables->connection,
    "SELECT row, seen_at, latitude, longitude, status, people FROM report WHERE latitude IS NOT NULL AND status < 5", error);
  gboolean found;

  if (list == NULL)
    return FALSE;
  while (hw_statement_step_row (list, &found, error))
    {
      HwIndexPoint point;

      if (!found)
        return TRUE;
      memset (&point, 0, sizeof point);
      point.row = hw_statement_get_int (list, 0);
      point.time = hw_statement_get_int (list, 1);
      point.point.latitude = hw_statement_get_int (list, 2) / 1e7;
      point.point.longitude = hw_statement_get_int (list, 3) / 1e7;
      point.kind = HW_KIND_REPORT;
      point.status = (guint8) hw_statement_get_int (list, 4);
      point.people = (guint16) CLAMP (hw_statement_get_int (list, 5), 0, G_MAXUINT16);
      g_array_append_val (points, point);
      if (points->len % 4096 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        {
          hw_statement_reset (list);
          return FALSE;
        }
    }
  return FALSE;
}

/* -- around many rows ------------------------------------------------------------------------------------------------ */

/**
 * hw_report_table_drop_indexes:
 * @tables: the tables
 * @error: return location
 *
 * Takes the second index away before many rows come.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_report_table_drop_indexes (HwTables *tables,
                              GError  **error)
{
  return hw_connection_exec (tables->connection, "DROP INDEX IF EXISTS report_status_time", error);
}

/**
 * hw_report_table_make_indexes:
 * @tables: the tables
 * @error: return location
 *
 * Makes the second index. The queue, the lists and an export all go along it.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_report_table_make_indexes (HwTables *tables,
                              GError  **error)
{
  return hw_connection_exec (tables->connection, "CREATE INDEX IF NOT EXISTS report_status_time ON report (status, seen_at)", error);
}

/**
 * hw_report_table_add_words:
 * @tables: the tables
 * @after_row: reports behind this row
 * @error: return location
 *
 * Indexes the words of reports that came last.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_report_table_add_words (HwTables *tables,
                           gint64    after_row,
                           GError  **error)
{
  HwStatement *insert = hw_connection_get (tables->connection,
    "INSERT INTO report_words (rowid, place, appearance, worries) SELECT row, place, appearance, worries FROM report WHERE row > ?", error);

  if (insert == NULL)
    return FALSE;
  hw_statement_bind_int (insert, 1, after_row);
  return hw_statement_run (insert, error);
}

/**
 * hw_report_table_make_words:
 * @tables: the tables
 * @error: return location
 *
 * Indexes the words of all reports anew.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_report_table_make_words (HwTables *tables,
                            GError  **error)
{
  return hw_connection_exec (tables->connection,
    "INSERT INTO report_words (report_words, rank) VALUES ('hashsize', " ROOM_FOR_MANY_WORDS ");"
    "INSERT INTO report_words (report_words) VALUES ('rebuild');"
    "INSERT INTO report_words (report_words, rank) VALUES ('hashsize', " ROOM_FOR_WORDS ")", error);
}
