/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-store.h"
#include "hw-superseded-table.h"
#include "hw-tap-table.h"

/*
 * The table tap: what was tapped in the field. A tap supersedes the one of the
 * same name at the same stop; of several heads of a name the greatest stamp is
 * shown, and nothing where that one was taken back.
 */

/* What a tap takes the place of another by. */
static char *
make_name (const HwTap *tap)
{
  const char *kind = hw_tap_kind_to_string (tap->kind);
  g_autofree char *subject = NULL;

  if (!hw_tap_kind_is_set (tap->kind))
    return g_strdup (kind);
  if (tap->kind == HW_TAP_GIVEN)
    return g_strconcat (kind, ":", tap->code, NULL);
  subject = hw_id_to_string (&tap->subject);
  return g_strconcat (kind, ":", subject, NULL);
}

/**
 * hw_tap_table_apply:
 * @tables: the tables
 * @entry: a "visit.tapped" or "visit.person-met"; its subject is the shift
 * @tap: what its body says
 * @error: return location
 *
 * Applies the entry. The shift and its round may arrive later.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_tap_table_apply (HwTables      *tables,
                    const HwEntry *entry,
                    const HwTap   *tap,
                    GError       **error)
{
  HwStatement *insert = hw_superseded_table_begin_insert (tables, entry,
    "UPDATE tap SET head = 0 WHERE shift = ? AND device = ? AND number = ?",
    "INSERT INTO tap (shift, lamport, device, number, head, id, stop, name, kind, at, latitude, longitude, accuracy_m, count, subject, code,"
    " words, taken_back) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", error);
  g_autofree char *name = make_name (tap);

  if (insert == NULL)
    return FALSE;
  hw_bind_id (insert, 6, &tap->id);
  hw_bind_id (insert, 7, &tap->stop);
  hw_statement_bind_text (insert, 8, name);
  hw_statement_bind_int (insert, 9, tap->kind);
  hw_statement_bind_int (insert, 10, tap->at);
  hw_bind_point (insert, 11, &tap->point);
  hw_statement_bind_double (insert, 13, tap->accuracy_m);
  hw_statement_bind_int (insert, 14, tap->count);
  hw_bind_known_id (insert, 15, &tap->subject);
  hw_bind_words (insert, 16, tap->code);
  hw_bind_words (insert, 17, tap->words);
  hw_statement_bind_int (insert, 18, tap->taken_back);
  return hw_statement_run (insert, error);
}

/**
 * hw_tap_table_list_heads:
 * @tables: the tables
 * @tap: a tap that is to come
 * @error: return location
 *
 * Lists what it supersedes.
 *
 * Returns: (transfer full) (nullable): %HW_ENTRY_REF_LENGTH bytes for each
 */
GByteArray *
hw_tap_table_list_heads (HwTables    *tables,
                         const HwTap *tap,
                         GError     **error)
{
  g_autofree char *name = make_name (tap);

  return hw_tables_list_heads (tables, "SELECT device, number FROM tap WHERE stop = ? AND name = ? AND head = 1 ORDER BY lamport, device, number",
                               &tap->stop, name, NULL, error);
}

static HwTap *
read_tap (HwStatement *row)
{
  HwTap tap = {
    .kind = (HwTapKind) CLAMP (hw_statement_get_int (row, 3), 0, HW_N_TAP_KINDS - 1),
    .at = hw_statement_get_int (row, 4),
    .accuracy_m = hw_statement_get_double (row, 7),
    .count = (guint) hw_statement_get_int (row, 8),
    .code = (char *) hw_statement_get_text (row, 10),
    .words = (char *) hw_statement_get_text (row, 11),
  };

  hw_get_id (row, 0, &tap.id);
  hw_get_id (row, 1, &tap.shift);
  hw_get_id (row, 2, &tap.stop);
  hw_get_point (row, 5, &tap.point);
  hw_get_id (row, 9, &tap.subject);
  return hw_tap_copy (&tap);
}

/**
 * hw_tap_table_list:
 * @tables: the tables
 * @shift: a shift
 * @error: return location
 *
 * Lists what was tapped on a shift and holds: what was corrected or taken back is not among them.
 *
 * Returns: (transfer full) (nullable) (element-type HwTap): in the order in which they were recorded
 */
GPtrArray *
hw_tap_table_list (HwTables   *tables,
                   const HwId *shift,
                   GError    **error)
{
  g_autoptr (GPtrArray) taps = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_tap_free);
  HwStatement *list = hw_connection_get (tables->connection,
    "SELECT id, shift, stop, kind, at, latitude, longitude, accuracy_m, count, subject, code, words FROM tap t WHERE shift = ? AND head = 1"
    " AND taken_back = 0 AND NOT EXISTS (SELECT 1 FROM tap g WHERE g.stop = t.stop AND g.name = t.name AND g.head = 1"
    " AND (g.lamport, g.device, g.number) > (t.lamport, t.device, t.number)) ORDER BY lamport, device, number", error);
  gboolean found;

  if (list == NULL)
    return NULL;
  hw_bind_id (list, 1, shift);
  while (hw_statement_step_row (list, &found, error))
    {
      if (!found)
        return g_steal_pointer (&taps);
      g_ptr_array_add (taps, read_tap (list));
    }
  return NULL;
}

/**
 * hw_tap_table_has_stop:
 * @tables: the tables
 * @stop: a stop
 * @has: (out): whether anything was tapped there, and not taken back
 * @error: return location
 *
 * Asks whether the team was at a stop.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_tap_table_has_stop (HwTables   *tables,
                       const HwId *stop,
                       gboolean   *has,
                       GError    **error)
{
  g_autoptr (GError) inner = NULL;
  HwStatement *find = hw_tables_find_id (tables, "SELECT 1 FROM tap WHERE stop = ? AND head = 1 AND taken_back = 0 LIMIT 1", stop, &inner);

  *has = find != NULL;
  if (find != NULL)
    hw_statement_reset (find);
  if (inner == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

/* What a tap says, short: what was counted or chosen, or that it was taken back. */
static char *
dup_value (HwStatement *row)
{
  if (hw_statement_get_int (row, 7) != 0)
    return g_strdup ("taken-back");
  if (!hw_statement_is_null (row, 5))
    return g_strdup (hw_statement_get_text (row, 5));
  if (!hw_statement_is_null (row, 6))
    return g_strdup (hw_statement_get_text (row, 6));
  return g_strdup_printf ("%" G_GINT64_FORMAT, hw_statement_get_int (row, 4));
}

static HwConflict *
read_conflict (HwStatement *row)
{
  HwConflict *conflict = g_new0 (HwConflict, 1);
  g_autofree char *stop = NULL;
  HwId id;

  hw_get_id (row, 2, &id);
  stop = hw_id_to_string (&id);
  conflict->author = g_strdup (hw_statement_get_text (row, 0));
  conflict->recorded_at = hw_statement_get_int (row, 1);
  conflict->field = g_strconcat ("tap:", stop, ":", hw_statement_get_text (row, 3), NULL);
  conflict->value = dup_value (row);
  return conflict;
}

/**
 * hw_tap_table_add_conflicts:
 * @tables: the tables
 * @shift: a shift
 * @conflicts: (element-type HwConflict): where to add
 * @error: return location
 *
 * Adds what two laptops tapped differently at the same stop: "tap:", the stop
 * and what it is about as the field, greatest stamp last. To tap it once more settles it.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_tap_table_add_conflicts (HwTables   *tables,
                            const HwId *shift,
                            GPtrArray  *conflicts,
                            GError    **error)
{
  HwStatement *list = hw_connection_get (tables->connection,
    "SELECT e.author, e.recorded_at, t.stop, t.name, t.count, t.code, t.words, t.taken_back FROM tap t"
    " JOIN device d ON d.device = t.device JOIN entry e ON e.device = d.id AND e.number = t.number"
    " WHERE t.shift = ? AND t.head = 1 AND EXISTS (SELECT 1 FROM tap o WHERE o.stop = t.stop AND o.name = t.name AND o.head = 1"
    " AND (o.count, o.code, o.words, o.taken_back) IS NOT (t.count, t.code, t.words, t.taken_back))"
    " ORDER BY t.stop, t.name, t.lamport, t.device, t.number", error);
  gboolean found;

  if (list == NULL)
    return FALSE;
  hw_bind_id (list, 1, shift);
  while (hw_statement_step_row (list, &found, error))
    {
      if (!found)
        return TRUE;
      g_ptr_array_add (conflicts, read_conflict (list));
    }
  return FALSE;
}
