/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-bed-table.h"
#include "hw-conflicts.h"
#include "hw-person-link-table.h"
#include "hw-superseded-table.h"

/*
 * The tables bed and bed_answer: beds that were offered, and what came of each.
 * Of several heads the greatest stamp is shown. An answer may arrive before the
 * offer.
 */

/**
 * hw_bed_table_apply:
 * @tables: the tables
 * @entry: a "bed.offered"
 * @bed: what its body says
 * @error: return location
 *
 * Applies the entry.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_bed_table_apply (HwTables      *tables,
                    const HwEntry *entry,
                    const HwBed   *bed,
                    GError       **error)
{
  HwStatement *insert = hw_superseded_table_begin_insert (tables, entry,
    "UPDATE bed SET head = 0 WHERE id = ? AND device = ? AND number = ?",
    "INSERT INTO bed (id, lamport, device, number, head, recorded_at, author, partner, kind, person, shift, stop, night, offered_at, age, guardian,"
    " social_services, checked_on) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", error);

  if (insert == NULL)
    return FALSE;
  hw_statement_bind_int (insert, 6, entry->recorded_at);
  hw_statement_bind_text (insert, 7, entry->author);
  hw_bind_known_id (insert, 8, &bed->partner);
  hw_statement_bind_int (insert, 9, bed->kind);
  hw_bind_known_id (insert, 10, &bed->person);
  hw_bind_known_id (insert, 11, &bed->shift);
  hw_bind_known_id (insert, 12, &bed->stop);
  hw_statement_bind_text (insert, 13, bed->night);
  hw_statement_bind_int (insert, 14, bed->offered_at);
  hw_statement_bind_int (insert, 15, bed->age);
  hw_bind_words (insert, 16, bed->guardian);
  hw_bind_words (insert, 17, bed->social_services);
  hw_bind_words (insert, 18, bed->checked_on);
  return hw_statement_run (insert, error);
}

/**
 * hw_bed_table_apply_answer:
 * @tables: the tables
 * @entry: a "bed.answered"
 * @state: what came of the offer
 * @reason: (nullable): why not
 * @words: (nullable): what there is to say
 * @error: return location
 *
 * Applies the entry.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_bed_table_apply_answer (HwTables      *tables,
                           const HwEntry *entry,
                           HwBedState     state,
                           const char    *reason,
                           const char    *words,
                           GError       **error)
{
  HwStatement *insert = hw_superseded_table_begin_insert (tables, entry,
    "UPDATE bed_answer SET head = 0 WHERE bed = ? AND device = ? AND number = ?",
    "INSERT INTO bed_answer (bed, lamport, device, number, head, recorded_at, author, state, reason, words) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    error);

  if (insert == NULL)
    return FALSE;
  hw_statement_bind_int (insert, 6, entry->recorded_at);
  hw_statement_bind_text (insert, 7, entry->author);
  hw_statement_bind_int (insert, 8, state);
  hw_bind_words (insert, 9, reason);
  hw_bind_words (insert, 10, words);
  return hw_statement_run (insert, error);
}

/**
 * hw_bed_table_list_heads:
 * @tables: the tables
 * @kind: of the entry that is to come
 * @bed: its offer
 * @error: return location
 *
 * Lists what the new entry supersedes.
 *
 * Returns: (transfer full) (nullable): %HW_ENTRY_REF_LENGTH bytes for each
 */
GByteArray *
hw_bed_table_list_heads (HwTables   *tables,
                         const char *kind,
                         const HwId *bed,
                         GError    **error)
{
  const char *sql = "SELECT device, number FROM bed WHERE id = ? AND head = 1 ORDER BY lamport, device, number";

  if (g_str_equal (kind, HW_KIND_BED_ANSWERED))
    sql = "SELECT device, number FROM bed_answer WHERE bed = ? AND head = 1 ORDER BY lamport, device, number";
  return hw_tables_list_heads (tables, sql, bed, NULL, NULL, error);
}

/* -- reading ------------------------------------------------------------------------------------------------------- */

#define SELECT_BED \
  "SELECT b.id, b.partner, b.person, b.shift, b.stop, b.night, b.offered_at, b.age, b.guardian, b.social_services, b.checked_on," \
  " a.state, a.reason, a.words, b.kind FROM bed b" \
  " LEFT JOIN bed_answer a ON a.bed = b.id AND NOT EXISTS" \
  " (SELECT 1 FROM bed_answer g WHERE g.bed = a.bed AND (g.lamport, g.device, g.number) > (a.lamport, a.device, a.number))" \
  " WHERE NOT EXISTS (SELECT 1 FROM bed g WHERE g.id = b.id AND (g.lamport, g.device, g.number) > (b.lamport, b.device, b.number))"

static HwBed *
read_bed (HwStatement *row)
{
  HwBed bed = {
    .night = (char *) hw_statement_get_text (row, 5),
    .offered_at = hw_statement_get_int (row, 6),
    .age = (guint) hw_statement_get_int (row, 7),
    .guardian = (char *) hw_statement_get_text (row, 8),
    .social_services = (char *) hw_statement_get_text (row, 9),
    .checked_on = (char *) hw_statement_get_text (row, 10),
    .state = hw_statement_is_null (row, 11) ? HW_BED_OFFERED : (HwBedState) hw_statement_get_int (row, 11),
    .reason = (char *) hw_statement_get_text (row, 12),
    .words = (char *) hw_statement_get_text (row, 13),
    .kind = (HwBedKind) hw_statement_get_int (row, 14),
  };

  hw_get_id (row, 0, &bed.id);
  hw_get_id (row, 1, &bed.partner);
  hw_get_id (row, 2, &bed.person);
  hw_get_id (row, 3, &bed.shift);
  hw_get_id (row, 4, &bed.stop);
  return hw_bed_copy (&bed);
}

static GPtrArray *
read_beds (HwStatement *list,
           GError     **error)
{
  g_autoptr (GPtrArray) beds = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_bed_free);
  gboolean found;

  while (hw_statement_step_row (list, &found, error))
    {
      if (!found)
        return g_steal_pointer (&beds);
      g_ptr_array_add (beds, read_bed (list));
    }
  return NULL;
}

/**
 * hw_bed_table_get:
 * @tables: the tables
 * @id: an offer
 * @error: return location
 *
 * Reads one offer.
 *
 * Returns: (transfer full) (nullable): the offer, or %NULL; without an error where there is none
 */
HwBed *
hw_bed_table_get (HwTables   *tables,
                  const HwId *id,
                  GError    **error)
{
  HwStatement *find = hw_tables_find_id (tables, SELECT_BED " AND b.id = ?", id, error);
  HwBed *bed;

  if (find == NULL)
    return NULL;
  bed = read_bed (find);
  hw_statement_reset (find);
  return bed;
}

/**
 * hw_bed_table_list:
 * @tables: the tables
 * @first_night: ISO 8601
 * @last_night: ISO 8601
 * @error: return location
 *
 * Lists the offers of some nights.
 *
 * Returns: (transfer full) (nullable) (element-type HwBed): the latest night first
 */
GPtrArray *
hw_bed_table_list (HwTables    *tables,
                   const char  *first_night,
                   const char  *last_night,
                   GError     **error)
{
  HwStatement *list = hw_connection_get (tables->connection,
    SELECT_BED " AND b.night >= ?1 AND b.night <= ?2 ORDER BY b.night DESC, b.offered_at DESC, b.id", error);

  if (list == NULL)
    return NULL;
  hw_statement_bind_text (list, 1, first_night);
  hw_statement_bind_text (list, 2, last_night);
  return read_beds (list, error);
}

/**
 * hw_bed_table_list_of:
 * @tables: the tables
 * @person: somebody
 * @error: return location
 *
 * Lists every offer to them, and to whoever is linked as the same.
 *
 * Returns: (transfer full) (nullable) (element-type HwBed): the latest night first
 */
GPtrArray *
hw_bed_table_list_of (HwTables   *tables,
                      const HwId *person,
                      GError    **error)
{
  HwStatement *list = hw_connection_get (tables->connection,
    HW_WITH_SAME_PEOPLE SELECT_BED " AND b.person IN (SELECT id FROM same_people) ORDER BY b.night DESC, b.offered_at DESC, b.id", error);

  if (list == NULL)
    return NULL;
  hw_bind_id (list, 1, person);
  return read_beds (list, error);
}

/**
 * hw_bed_table_add_conflicts:
 * @tables: the tables
 * @bed: an offer
 * @conflicts: (element-type HwConflict): where to add
 * @error: return location
 *
 * Adds what was said differently of the offer at the same time, greatest stamp last.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_bed_table_add_conflicts (HwTables   *tables,
                            const HwId *bed,
                            GPtrArray  *conflicts,
                            GError    **error)
{
  static const char * const fields[] = { "night", "guardian", "social-services", "checked-on" };
  static const char * const answers[] = { "state", "reason", "words" };

  return hw_conflicts_add_columns (tables,
           "SELECT author, recorded_at, night, guardian, social_services, checked_on FROM bed WHERE id = ? AND head = 1"
           " ORDER BY lamport, device, number", bed, fields, G_N_ELEMENTS (fields), conflicts, error) &&
         hw_conflicts_add_columns (tables,
           "SELECT author, recorded_at, state, reason, words FROM bed_answer WHERE bed = ? AND head = 1 ORDER BY lamport, device, number",
           bed, answers, G_N_ELEMENTS (answers), conflicts, error);
}
