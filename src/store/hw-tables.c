/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <string.h>

#include "hw-bodies.h"
#include "hw-store-error-private.h"
#include "hw-tables.h"

/*
 * What the files of the tables share, and the list of all tables that rebuild
 * and the digest go through. Row numbers and positions are left out of the
 * digest: they say in which order entries arrived on this laptop, and two
 * laptops that hold the same entries must have the same digest.
 */

const HwTableSql hw_table_sql[] = {
  { "DELETE FROM superseded",
    "SELECT device, number FROM superseded ORDER BY device, number" },
  { "DELETE FROM report",
    "SELECT id, seen_at, latitude, longitude, status, people, channel, received_at, seen_precision, usually_there, usual_time,"
    " point_precision_m, place, age, gender, appearance, language, concerns, worries, knows_of_call, caller_name,"
    " caller_contact, reply_wish, outcome, source_id FROM report ORDER BY id" },
  { "DELETE FROM report_status",
    "SELECT * FROM report_status ORDER BY report, lamport, device, number" },
  { "DELETE FROM contact",
    "SELECT id, met_at, latitude, longitude, bedded_down, people, person, place, language, note, stop, withdrawn FROM contact ORDER BY id" },
  { "DELETE FROM person",
    "SELECT id, lamport, device, number, alias, other_names, language, nationality, born, age, known_since, last_met FROM person ORDER BY id" },
  { "DELETE FROM partner",
    "SELECT id, lamport, device, number, kind, name, country, languages, phones, address, hours, accepts, agreed, agreed_on,"
    " beds, bed_count, last_referral FROM partner ORDER BY id" },
  { "DELETE FROM person_link",
    "SELECT * FROM person_link ORDER BY person, other, lamport, device, number" },
  { "DELETE FROM contact_match",
    "SELECT * FROM contact_match ORDER BY contact, lamport, device, number" },
  { "DELETE FROM reconnection",
    "SELECT id, person, wish, opened_at, stage, stage_before, in_review, previous FROM reconnection ORDER BY id" },
  { "DELETE FROM case_move",
    "SELECT * FROM case_move ORDER BY reconnection, lamport, device, number" },
  { "DELETE FROM evidence",
    "SELECT * FROM evidence ORDER BY reconnection, field, lamport, device, number" },
  { "DELETE FROM consent",
    "SELECT * FROM consent ORDER BY reconnection, lamport, device, number" },
  { "DELETE FROM withdrawal",
    "SELECT * FROM withdrawal ORDER BY reconnection, lamport, device, number" },
  { "DELETE FROM consent_expiry",
    "SELECT * FROM consent_expiry ORDER BY reconnection, consent, expired_at" },
  { "DELETE FROM case_record",
    "SELECT * FROM case_record ORDER BY reconnection, id, lamport, device, number" },
  { "DELETE FROM site",
    "SELECT id, lamport, device, number, head, happened_at, recorded_at, author, name, latitude, longitude, radius_m, hazards, access, lighting,"
    " bed_down, note FROM site ORDER BY id, lamport, device, number" },
  { "DELETE FROM site_closure",
    "SELECT * FROM site_closure ORDER BY site, lamport, device, number" },
  { "DELETE FROM area",
    "SELECT * FROM area ORDER BY id, lamport, device, number" },
  { "DELETE FROM report_assignment",
    "SELECT * FROM report_assignment ORDER BY report, lamport, device, number" },
  { "DELETE FROM report_emergency",
    "SELECT * FROM report_emergency ORDER BY report, lamport, device, number" },
  { "DELETE FROM report_answer",
    "SELECT * FROM report_answer ORDER BY report, lamport, device, number" },
  { "DELETE FROM report_link",
    "SELECT * FROM report_link ORDER BY report, other, lamport, device, number" },
  { "DELETE FROM shift",
    "SELECT * FROM shift ORDER BY id, lamport, device, number" },
  { "DELETE FROM shift_round",
    "SELECT * FROM shift_round ORDER BY shift, lamport, device, number" },
  { "DELETE FROM stop",
    "SELECT * FROM stop ORDER BY shift, place" },
  { "DELETE FROM shift_state",
    "SELECT * FROM shift_state ORDER BY shift, lamport, device, number" },
  { "DELETE FROM tap",
    "SELECT * FROM tap ORDER BY shift, lamport, device, number" },
  { "DELETE FROM promise",
    "SELECT * FROM promise ORDER BY id, lamport, device, number" },
  { "DELETE FROM promise_settlement",
    "SELECT * FROM promise_settlement ORDER BY promise, lamport, device, number" },
  { "DELETE FROM bed",
    "SELECT * FROM bed ORDER BY id, lamport, device, number" },
  { "DELETE FROM bed_answer",
    "SELECT * FROM bed_answer ORDER BY bed, lamport, device, number" },
  { "DELETE FROM named_place",
    "SELECT id, name, kind, latitude, longitude, words FROM named_place ORDER BY id" },
};
const guint hw_n_table_sql = G_N_ELEMENTS (hw_table_sql);

/**
 * hw_bind_stamp:
 * @statement: a statement
 * @parameter: the first of three
 * @stamp: what to bind: lamport, device, number
 *
 * Binds a stamp.
 */
void
hw_bind_stamp (HwStatement   *statement,
               int            parameter,
               const HwStamp *stamp)
{
  hw_statement_bind_int (statement, parameter, stamp->lamport);
  hw_bind_id (statement, parameter + 1, &stamp->device);
  hw_statement_bind_int (statement, parameter + 2, stamp->number);
}

/**
 * hw_bind_point:
 * @statement: a statement
 * @parameter: the first of two
 * @point: what to bind: latitude and longitude, NULL where it is not known
 *
 * Binds a point.
 */
void
hw_bind_point (HwStatement   *statement,
               int            parameter,
               const HwPoint *point)
{
  if (!hw_point_is_valid (point))
    return;
  hw_statement_bind_int (statement, parameter, HW_DEGREES_TO_E7 (point->latitude));
  hw_statement_bind_int (statement, parameter + 1, HW_DEGREES_TO_E7 (point->longitude));
}

/**
 * hw_get_point:
 * @statement: a statement on a row
 * @column: the first of two
 * @point: (out caller-allocates): %HW_POINT_UNKNOWN where there is none
 *
 * Reads a point.
 */
void
hw_get_point (HwStatement *statement,
              int          column,
              HwPoint     *point)
{
  *point = HW_POINT_UNKNOWN;
  if (!hw_statement_is_null (statement, column))
    *point = (HwPoint) { hw_statement_get_int (statement, column) / 1e7, hw_statement_get_int (statement, column + 1) / 1e7 };
}

/**
 * hw_get_id:
 * @statement: a statement on a row
 * @column: an identity
 * @id: (out caller-allocates): nil where the column is none
 *
 * Reads an identity.
 */
void
hw_get_id (HwStatement *statement,
           int          column,
           HwId        *id)
{
  gsize length;
  gconstpointer bytes = hw_statement_get_blob (statement, column, &length);

  memset (id, 0, sizeof *id);
  if (bytes != NULL && length == HW_ID_LENGTH)
    memcpy (id->bytes, bytes, HW_ID_LENGTH);
}

/**
 * hw_get_stamp:
 * @statement: a statement on a row
 * @column: the first of three: lamport, device, number
 * @stamp: (out caller-allocates): the stamp
 *
 * Reads a stamp.
 */
void
hw_get_stamp (HwStatement *statement,
              int          column,
              HwStamp     *stamp)
{
  stamp->lamport = hw_statement_get_int (statement, column);
  hw_get_id (statement, column + 1, &stamp->device);
  stamp->number = hw_statement_get_int (statement, column + 2);
}

/**
 * hw_tables_find_stamp:
 * @tables: the tables
 * @position: of an entry in this laptop's journal
 * @stamp: (out caller-allocates): its stamp
 * @error: return location
 *
 * Looks up where an entry stands in the order that every laptop agrees on.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_tables_find_stamp (HwTables *tables,
                      gint64    position,
                      HwStamp  *stamp,
                      GError  **error)
{
  HwStatement *find = hw_connection_get (tables->connection,
    "SELECT e.lamport, d.device, e.number FROM entry e JOIN device d ON d.id = e.device WHERE e.position = ?", error);
  gboolean found;

  if (find == NULL)
    return FALSE;
  hw_statement_bind_int (find, 1, position);
  if (!hw_statement_step_row (find, &found, error))
    return FALSE;
  if (found)
    hw_get_stamp (find, 0, stamp);
  else if (error != NULL)
    *error = hw_store_error_new_damaged ("an entry is missing");
  hw_statement_reset (find);
  return found;
}

static HwStatement *
step_to_row (HwStatement *find,
             GError     **error)
{
  gboolean found;

  return hw_statement_step_row (find, &found, error) && found ? find : NULL;
}

/**
 * hw_tables_find_id:
 * @tables: the tables
 * @sql: a literal: a query with one parameter that finds one row
 * @id: what to bind to it
 * @error: return location
 *
 * Finds the one row of an identity.
 *
 * Returns: (transfer none) (nullable): the statement on the row, to be reset once it was read, or %NULL; without an error where there is none
 */
HwStatement *
hw_tables_find_id (HwTables   *tables,
                   const char *sql,
                   const HwId *id,
                   GError    **error)
{
  HwStatement *find = hw_connection_get (tables->connection, sql, error);

  if (find == NULL)
    return NULL;
  hw_bind_id (find, 1, id);
  return step_to_row (find, error);
}

/**
 * hw_tables_find_row:
 * @tables: the tables
 * @sql: a literal: a query with one parameter that finds one row
 * @row: what to bind to it
 * @error: return location
 *
 * Finds the one row of a number.
 *
 * Returns: (transfer none) (nullable): the statement on the row, to be reset once it was read, or %NULL; without an error where there is none
 */
HwStatement *
hw_tables_find_row (HwTables   *tables,
                    const char *sql,
                    gint64      row,
                    GError    **error)
{
  HwStatement *find = hw_connection_get (tables->connection, sql, error);

  if (find == NULL)
    return NULL;
  hw_statement_bind_int (find, 1, row);
  return step_to_row (find, error);
}

/**
 * hw_tables_run_sql:
 * @tables: the tables
 * @sql: a literal with one parameter
 * @id: what to bind to it
 * @error: return location
 *
 * Runs a statement about one subject.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_tables_run_sql (HwTables   *tables,
                   const char *sql,
                   const HwId *id,
                   GError    **error)
{
  HwStatement *statement = hw_connection_get (tables->connection, sql, error);

  if (statement == NULL)
    return FALSE;
  hw_bind_id (statement, 1, id);
  return hw_statement_run (statement, error);
}

/**
 * hw_tables_read_heads:
 * @list: a query of device and number, with its parameters
 * @error: return location
 *
 * Reads entries as parents for a new one.
 *
 * Returns: (transfer full) (nullable): %HW_ENTRY_REF_LENGTH bytes for each
 */
GByteArray *
hw_tables_read_heads (HwStatement *list,
                      GError     **error)
{
  g_autoptr (GByteArray) heads = g_byte_array_new ();
  gboolean found;

  while (hw_statement_step_row (list, &found, error))
    {
      guint8 ref[HW_ENTRY_REF_LENGTH];
      HwId device;

      if (!found)
        return g_steal_pointer (&heads);
      hw_get_id (list, 0, &device);
      hw_entry_ref_write (ref, &device, hw_statement_get_int (list, 1));
      g_byte_array_append (heads, ref, sizeof ref);
    }
  return NULL;
}

/**
 * hw_tables_list_heads:
 * @tables: the tables
 * @sql: a literal: a query of device and number with the parameters @id, @first and @second, as many as it has
 * @id: the subject
 * @first: (nullable): the second parameter
 * @second: (nullable): the third parameter
 * @error: return location
 *
 * Lists entries as parents for a new one.
 *
 * Returns: (transfer full) (nullable): %HW_ENTRY_REF_LENGTH bytes for each
 */
GByteArray *
hw_tables_list_heads (HwTables   *tables,
                      const char *sql,
                      const HwId *id,
                      const char *first,
                      const char *second,
                      GError    **error)
{
  HwStatement *list = hw_connection_get (tables->connection, sql, error);

  if (list == NULL)
    return NULL;
  hw_bind_id (list, 1, id);
  if (first != NULL)
    hw_statement_bind_text (list, 2, first);
  if (second != NULL)
    hw_statement_bind_text (list, 3, second);
  return hw_tables_read_heads (list, error);
}

/**
 * hw_tables_make_match:
 * @words: what somebody typed
 *
 * Makes a full-text query of it that can only ask for words: each run of
 * letters and digits becomes a quoted prefix, and all must be there.
 *
 * Returns: (transfer full) (nullable): the query, %NULL where there are no words
 */
char *
hw_tables_make_match (const char *words)
{
  g_autoptr (GString) match = g_string_new (NULL);
  gboolean in_word = FALSE;

  for (const char *c = words; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);
      gboolean is_letter = g_unichar_isalnum (character) || g_unichar_ismark (character);

      if (is_letter && !in_word)
        g_string_append (match, match->len > 0 ? " \"" : "\"");
      if (is_letter)
        g_string_append_unichar (match, character);
      else if (in_word)
        g_string_append (match, "\"*");
      in_word = is_letter;
    }
  if (in_word)
    g_string_append (match, "\"*");
  return match->len > 0 ? g_string_free (g_steal_pointer (&match), FALSE) : NULL;
}
