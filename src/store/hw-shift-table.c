/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <string.h>

#include "hw-bodies.h"
#include "hw-conflicts.h"
#include "hw-shift-table.h"
#include "hw-superseded-table.h"

/*
 * The tables shift, shift_round, shift_state and stop: what is planned of a
 * shift, its round, how far it has come, and the stops of the round that is
 * shown. Each of the first three is a field that is set as a whole: of several
 * heads the greatest stamp is shown. What belongs to a shift may arrive before
 * the shift itself.
 */

/* -- applying ------------------------------------------------------------------------------------------------------ */

static void
bind_shift (HwStatement   *insert,
            const HwShift *shift,
            const char    *team)
{
  hw_bind_words (insert, 8, shift->name);
  hw_statement_bind_int (insert, 9, shift->kind);
  hw_statement_bind_int (insert, 10, shift->starts_at);
  hw_statement_bind_int (insert, 11, shift->ends_at);
  hw_bind_point (insert, 12, &shift->start);
  hw_bind_point (insert, 14, &shift->end);
  hw_bind_words (insert, 16, shift->start_place);
  hw_bind_words (insert, 17, shift->end_place);
  hw_statement_bind_int (insert, 18, shift->transport);
  hw_statement_bind_int (insert, 19, shift->severe_weather);
  hw_statement_bind_text (insert, 20, team);
  hw_bind_words (insert, 21, shift->alone_reason);
  hw_bind_words (insert, 22, shift->note);
  hw_statement_bind_int (insert, 23, shift->interpreter_booked);
}

/**
 * hw_shift_table_apply:
 * @tables: the tables
 * @entry: a "shift.noted"
 * @shift: what its body says
 * @error: return location
 *
 * Applies the entry.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_shift_table_apply (HwTables      *tables,
                      const HwEntry *entry,
                      const HwShift *shift,
                      GError       **error)
{
  HwStatement *insert = hw_superseded_table_begin_insert (tables, entry,
    "UPDATE shift SET head = 0 WHERE id = ? AND device = ? AND number = ?",
    "INSERT INTO shift (id, lamport, device, number, head, recorded_at, author, name, kind, starts_at, ends_at, start_latitude, start_longitude,"
    " end_latitude, end_longitude, start_place, end_place, transport, severe_weather, team, alone_reason, note, interpreter_booked)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", error);
  g_autofree char *team = hw_body_dup_team (shift->team);

  if (insert == NULL)
    return FALSE;
  hw_statement_bind_int (insert, 6, entry->recorded_at);
  hw_statement_bind_text (insert, 7, entry->author);
  bind_shift (insert, shift, team);
  return hw_statement_run (insert, error);
}

static gboolean
read_round (const char *text,
            GPtrArray  *stops,
            GError    **error)
{
  g_autoptr (HwBody) body = text != NULL ? hw_body_parse (text, strlen (text), error) : NULL;

  if (body == NULL)
    return text == NULL;
  hw_body_read_round (body, stops);
  return TRUE;
}

/* The round that is shown; without any it stays empty. */
static gboolean
load_round (HwTables   *tables,
            const HwId *shift,
            GPtrArray  *stops,
            GError    **error)
{
  g_autoptr (GError) inner = NULL;
  HwStatement *find = hw_tables_find_id (tables,
    "SELECT stops FROM shift_round WHERE shift = ? ORDER BY lamport DESC, device DESC, number DESC LIMIT 1", shift, &inner);
  gboolean done;

  if (inner != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return FALSE;
    }
  if (find == NULL)
    return TRUE;
  done = read_round (hw_statement_get_text (find, 0), stops, error);
  hw_statement_reset (find);
  return done;
}

static gboolean
insert_stop (HwTables     *tables,
             const HwId   *shift,
             guint         place,
             const HwStop *stop,
             GError      **error)
{
  HwStatement *insert = hw_connection_get (tables->connection,
    "INSERT INTO stop (id, shift, place, kind, subject, latitude, longitude) VALUES (?, ?, ?, ?, ?, ?, ?)", error);

  if (insert == NULL)
    return FALSE;
  hw_bind_id (insert, 1, &stop->id);
  hw_bind_id (insert, 2, shift);
  hw_statement_bind_int (insert, 3, place);
  hw_statement_bind_int (insert, 4, stop->kind);
  hw_bind_known_id (insert, 5, &stop->subject);
  hw_bind_point (insert, 6, &stop->point);
  return hw_statement_run (insert, error);
}

static gboolean
show_round (HwTables   *tables,
            const HwId *shift,
            GError    **error)
{
  g_autoptr (GPtrArray) stops = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_stop_free);

  if (!load_round (tables, shift, stops, error) || !hw_tables_run_sql (tables, "DELETE FROM stop WHERE shift = ?", shift, error))
    return FALSE;
  for (guint i = 0; i < stops->len; i++)
    if (!insert_stop (tables, shift, i, g_ptr_array_index (stops, i), error))
      return FALSE;
  return TRUE;
}

/**
 * hw_shift_table_apply_round:
 * @tables: the tables
 * @entry: a "shift.round-set"
 * @stops: (element-type HwStop): what its body says
 * @error: return location
 *
 * Applies the entry.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_shift_table_apply_round (HwTables      *tables,
                            const HwEntry *entry,
                            GPtrArray     *stops,
                            GError       **error)
{
  g_autoptr (GString) round = g_string_new (NULL);
  HwStatement *insert = hw_superseded_table_begin_insert (tables, entry,
    "UPDATE shift_round SET head = 0 WHERE shift = ? AND device = ? AND number = ?",
    "INSERT INTO shift_round (shift, lamport, device, number, head, recorded_at, author, stops) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", error);

  if (insert == NULL)
    return FALSE;
  hw_body_write_round (round, stops);
  hw_statement_bind_int (insert, 6, entry->recorded_at);
  hw_statement_bind_text (insert, 7, entry->author);
  hw_statement_bind_text (insert, 8, round->str);
  return hw_statement_run (insert, error) && show_round (tables, &entry->subject, error);
}

/**
 * hw_shift_table_apply_state:
 * @tables: the tables
 * @entry: a "shift.state-set"
 * @state: how far the shift has come
 * @at: since when, µs UTC
 * @paper_minutes: minutes of paper
 * @error: return location
 *
 * Applies the entry.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_shift_table_apply_state (HwTables      *tables,
                            const HwEntry *entry,
                            HwShiftState   state,
                            gint64         at,
                            guint          paper_minutes,
                            GError       **error)
{
  HwStatement *insert = hw_superseded_table_begin_insert (tables, entry,
    "UPDATE shift_state SET head = 0 WHERE shift = ? AND device = ? AND number = ?",
    "INSERT INTO shift_state (shift, lamport, device, number, head, recorded_at, author, state, at, paper_minutes)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", error);

  if (insert == NULL)
    return FALSE;
  hw_statement_bind_int (insert, 6, entry->recorded_at);
  hw_statement_bind_text (insert, 7, entry->author);
  hw_statement_bind_int (insert, 8, state);
  hw_statement_bind_int (insert, 9, at);
  hw_statement_bind_int (insert, 10, paper_minutes);
  return hw_statement_run (insert, error);
}

/**
 * hw_shift_table_list_heads:
 * @tables: the tables
 * @kind: of the entry that is to come
 * @shift: its shift
 * @error: return location
 *
 * Lists what the new entry supersedes.
 *
 * Returns: (transfer full) (nullable): %HW_ENTRY_REF_LENGTH bytes for each
 */
GByteArray *
hw_shift_table_list_heads (HwTables   *tables,
                           const char *kind,
                           const HwId *shift,
                           GError    **error)
{
  const char *sql = "SELECT device, number FROM shift WHERE id = ? AND head = 1 ORDER BY lamport, device, number";

  if (g_str_equal (kind, HW_KIND_SHIFT_ROUND_SET))
    sql = "SELECT device, number FROM shift_round WHERE shift = ? AND head = 1 ORDER BY lamport, device, number";
  else if (g_str_equal (kind, HW_KIND_SHIFT_STATE_SET))
    sql = "SELECT device, number FROM shift_state WHERE shift = ? AND head = 1 ORDER BY lamport, device, number";
  return hw_tables_list_heads (tables, sql, shift, NULL, NULL, error);
}

/* -- reading ------------------------------------------------------------------------------------------------------- */

#define SELECT_SHIFT \
  "SELECT s.id, s.name, s.kind, s.starts_at, s.ends_at, s.start_latitude, s.start_longitude, s.end_latitude, s.end_longitude, s.start_place," \
  " s.end_place, s.transport, s.severe_weather, s.team, s.alone_reason, s.note, s.interpreter_booked FROM shift s WHERE NOT EXISTS" \
  " (SELECT 1 FROM shift g WHERE g.id = s.id AND (g.lamport, g.device, g.number) > (s.lamport, s.device, s.number))"

static gboolean
read_team (const char *text,
           GPtrArray  *team,
           GError    **error)
{
  g_autoptr (HwBody) body = hw_body_parse (text, strlen (text), error);

  if (body == NULL)
    return FALSE;
  hw_body_read_team (body, team);
  return TRUE;
}

/* Without its round and its state. */
static HwShift *
read_shift (HwStatement *row,
            GError     **error)
{
  g_autoptr (HwShift) shift = hw_shift_new ();

  hw_get_id (row, 0, &shift->id);
  shift->name = g_strdup (hw_statement_get_text (row, 1));
  shift->kind = (HwShiftKind) CLAMP (hw_statement_get_int (row, 2), 0, HW_N_SHIFT_KINDS - 1);
  shift->starts_at = hw_statement_get_int (row, 3);
  shift->ends_at = hw_statement_get_int (row, 4);
  hw_get_point (row, 5, &shift->start);
  hw_get_point (row, 7, &shift->end);
  shift->start_place = g_strdup (hw_statement_get_text (row, 9));
  shift->end_place = g_strdup (hw_statement_get_text (row, 10));
  shift->transport = (HwTransport) CLAMP (hw_statement_get_int (row, 11), 0, HW_N_TRANSPORTS - 1);
  shift->severe_weather = hw_statement_get_int (row, 12) != 0;
  shift->alone_reason = g_strdup (hw_statement_get_text (row, 14));
  shift->note = g_strdup (hw_statement_get_text (row, 15));
  shift->interpreter_booked = hw_statement_get_int (row, 16) != 0;
  return read_team (hw_statement_get_text (row, 13), shift->team, error) ? g_steal_pointer (&shift) : NULL;
}

/* Goes through everything that was said of it: one that was planned anew begins anew. */
static void
add_state (HwStatement *row,
           HwShift     *shift)
{
  gint64 at = hw_statement_get_int (row, 1);

  shift->state = (HwShiftState) CLAMP (hw_statement_get_int (row, 0), 0, HW_N_SHIFT_STATES - 1);
  shift->paper_minutes = (guint) hw_statement_get_int (row, 2);
  switch (shift->state)
    {
    case HW_SHIFT_PLANNED:
      shift->started_at = shift->finished_at = 0;
      break;
    case HW_SHIFT_STARTED:
      shift->started_at = at;
      break;
    case HW_SHIFT_FINISHED:
      shift->finished_at = at;
      break;
    case HW_SHIFT_CALLED_OFF:
      break;
    case HW_N_SHIFT_STATES:
    default:
      g_warn_if_reached ();
    }
}

static gboolean
load_state (HwTables *tables,
            HwShift  *shift,
            GError  **error)
{
  HwStatement *list = hw_connection_get (tables->connection,
    "SELECT state, at, paper_minutes FROM shift_state WHERE shift = ? ORDER BY lamport, device, number", error);
  gboolean found;

  if (list == NULL)
    return FALSE;
  hw_bind_id (list, 1, &shift->id);
  while (hw_statement_step_row (list, &found, error))
    {
      if (!found)
        return TRUE;
      add_state (list, shift);
    }
  return FALSE;
}

static gboolean
complete (HwTables *tables,
          HwShift  *shift,
          GError  **error)
{
  return load_state (tables, shift, error) && load_round (tables, &shift->id, shift->stops, error);
}

/**
 * hw_shift_table_get:
 * @tables: the tables
 * @id: a shift
 * @error: return location
 *
 * Reads one shift with its state and its round.
 *
 * Returns: (transfer full) (nullable): the shift, or %NULL; without an error where there is none
 */
HwShift *
hw_shift_table_get (HwTables   *tables,
                    const HwId *id,
                    GError    **error)
{
  HwStatement *find = hw_tables_find_id (tables, SELECT_SHIFT " AND s.id = ?", id, error);
  g_autoptr (HwShift) shift = NULL;

  if (find == NULL)
    return NULL;
  shift = read_shift (find, error);
  hw_statement_reset (find);
  return shift != NULL && complete (tables, shift, error) ? g_steal_pointer (&shift) : NULL;
}

static GPtrArray *
read_all (HwStatement *list,
          GError     **error)
{
  g_autoptr (GPtrArray) shifts = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_shift_free);
  gboolean found;

  while (hw_statement_step_row (list, &found, error))
    {
      HwShift *shift;

      if (!found)
        return g_steal_pointer (&shifts);
      shift = read_shift (list, error);
      if (shift == NULL)
        {
          hw_statement_reset (list);
          return NULL;
        }
      g_ptr_array_add (shifts, shift);
    }
  return NULL;
}

/**
 * hw_shift_table_list:
 * @tables: the tables
 * @since: µs UTC
 * @until: µs UTC
 * @error: return location
 *
 * Lists the shifts that are planned for any time between.
 *
 * Returns: (transfer full) (nullable) (element-type HwShift): the last first
 */
GPtrArray *
hw_shift_table_list (HwTables *tables,
                     gint64    since,
                     gint64    until,
                     GError  **error)
{
  HwStatement *list = hw_connection_get (tables->connection,
    SELECT_SHIFT " AND s.starts_at < ? AND s.starts_at > ? AND s.ends_at > ? ORDER BY s.starts_at DESC, s.id", error);
  g_autoptr (GPtrArray) shifts = NULL;

  if (list == NULL)
    return NULL;
  hw_statement_bind_int (list, 1, until);
  hw_statement_bind_int (list, 2, since < G_MININT64 + HW_SHIFT_MAX_LENGTH ? since : since - HW_SHIFT_MAX_LENGTH - 1);
  hw_statement_bind_int (list, 3, since);
  shifts = read_all (list, error);
  for (guint i = 0; shifts != NULL && i < shifts->len; i++)
    if (!complete (tables, g_ptr_array_index (shifts, i), error))
      return NULL;
  return g_steal_pointer (&shifts);
}

/**
 * hw_shift_table_add_conflicts:
 * @tables: the tables
 * @shift: a shift
 * @conflicts: (element-type HwConflict): where to add
 * @error: return location
 *
 * Adds what was said differently of the shift at the same time: the names of
 * the fields, "starts-at" for instance, greatest stamp last.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_shift_table_add_conflicts (HwTables   *tables,
                              const HwId *shift,
                              GPtrArray  *conflicts,
                              GError    **error)
{
  static const char * const fields[] = {
    "name", "kind", "starts-at", "ends-at", "start", "end", "start-place", "end-place", "transport", "severe-weather", "team", "alone-reason",
    "note", "interpreter-booked",
  };
  static const char * const rounds[] = { "round" };
  static const char * const states[] = { "state", "at", "paper-minutes" };

  return hw_conflicts_add_columns (tables,
           "SELECT author, recorded_at, name, kind, starts_at, ends_at, start_latitude / 1e7 || ' ' || start_longitude / 1e7,"
           " end_latitude / 1e7 || ' ' || end_longitude / 1e7, start_place, end_place, transport, severe_weather, team, alone_reason, note,"
           " interpreter_booked FROM shift WHERE id = ? AND head = 1 ORDER BY lamport, device, number",
           shift, fields, G_N_ELEMENTS (fields), conflicts, error) &&
         hw_conflicts_add_columns (tables,
           "SELECT author, recorded_at, stops FROM shift_round WHERE shift = ? AND head = 1 ORDER BY lamport, device, number",
           shift, rounds, G_N_ELEMENTS (rounds), conflicts, error) &&
         hw_conflicts_add_columns (tables,
           "SELECT author, recorded_at, state, at, paper_minutes FROM shift_state WHERE shift = ? AND head = 1 ORDER BY lamport, device, number",
           shift, states, G_N_ELEMENTS (states), conflicts, error);
}
