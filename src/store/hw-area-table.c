/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-area-table.h"
#include "hw-conflicts.h"
#include "hw-rings.h"
#include "hw-superseded-table.h"

/*
 * The table area: the parts of the town and who covers them. Every note about
 * an area stays; it is there while one of them is a head, and of the heads the
 * greatest stamp is shown. Who removes an area supersedes the notes they saw: a
 * note that somebody else made at the same time stays, and so does the area.
 */

static const char * const unset_head[] = { "UPDATE area SET head = 0 WHERE id = ? AND device = ? AND number = ?" };

/**
 * hw_area_table_apply:
 * @tables: the tables
 * @entry: an "area.noted"
 * @area: what its body says
 * @error: return location
 *
 * Applies the entry.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_area_table_apply (HwTables      *tables,
                     const HwEntry *entry,
                     const HwArea  *area,
                     GError       **error)
{
  g_autofree char *rings = hw_rings_format (area->rings);
  HwStatement *insert;
  gboolean is_head;

  if (!hw_superseded_table_apply (tables, entry, unset_head, G_N_ELEMENTS (unset_head), &is_head, error))
    return FALSE;
  insert = hw_connection_get (tables->connection,
    "INSERT INTO area (id, lamport, device, number, head, recorded_at, author, name, colour, covered_by, rings)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", error);
  if (insert == NULL)
    return FALSE;
  hw_bind_id (insert, 1, &entry->subject);
  hw_bind_stamp (insert, 2, &entry->stamp);
  hw_statement_bind_int (insert, 5, is_head);
  hw_statement_bind_int (insert, 6, entry->recorded_at);
  hw_statement_bind_text (insert, 7, entry->author);
  hw_statement_bind_text (insert, 8, area->name != NULL ? area->name : "");
  hw_statement_bind_int (insert, 9, area->colour);
  hw_bind_words (insert, 10, area->covered_by);
  hw_statement_bind_text (insert, 11, rings);
  return hw_statement_run (insert, error);
}

/**
 * hw_area_table_apply_removal:
 * @tables: the tables
 * @entry: an "area.removed"
 * @error: return location
 *
 * Applies the entry: its parents are history.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_area_table_apply_removal (HwTables      *tables,
                             const HwEntry *entry,
                             GError       **error)
{
  gboolean is_head;

  return hw_superseded_table_apply (tables, entry, unset_head, G_N_ELEMENTS (unset_head), &is_head, error);
}

/**
 * hw_area_table_list_heads:
 * @tables: the tables
 * @id: an area
 * @error: return location
 *
 * Lists what a new note, or the removal, supersedes.
 *
 * Returns: (transfer full) (nullable): %HW_ENTRY_REF_LENGTH bytes for each; none where the area is not there
 */
GByteArray *
hw_area_table_list_heads (HwTables   *tables,
                          const HwId *id,
                          GError    **error)
{
  return hw_tables_list_heads (tables, "SELECT device, number FROM area WHERE id = ? AND head = 1 ORDER BY lamport, device, number",
                               id, NULL, NULL, error);
}

static HwArea *
read_area (HwStatement *row)
{
  g_autoptr (GPtrArray) rings = hw_rings_parse (hw_statement_get_text (row, 4));
  HwArea area = {
    .name = (char *) hw_statement_get_text (row, 1),
    .rings = rings,
    .box = hw_area_measure_box (rings),
    .colour = (guint8) hw_statement_get_int (row, 2),
    .covered_by = (char *) hw_statement_get_text (row, 3),
  };

  hw_get_id (row, 0, &area.id);
  return hw_area_copy (&area);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  const HwArea *first = *(HwArea * const *) a;
  const HwArea *second = *(HwArea * const *) b;
  int order = g_utf8_collate (first->name, second->name);

  return order != 0 ? order : hw_id_compare (&first->id, &second->id);
}

/**
 * hw_area_table_list:
 * @tables: the tables
 * @error: return location
 *
 * Lists all areas.
 *
 * Returns: (transfer full) (nullable) (element-type HwArea): by name, as people sort names here
 */
GPtrArray *
hw_area_table_list (HwTables *tables,
                    GError  **error)
{
  g_autoptr (GPtrArray) areas = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_area_free);
  HwStatement *list = hw_connection_get (tables->connection,
    "SELECT a.id, a.name, a.colour, a.covered_by, a.rings FROM area a WHERE a.head = 1 AND NOT EXISTS"
    " (SELECT 1 FROM area g WHERE g.id = a.id AND g.head = 1 AND (g.lamport, g.device, g.number) > (a.lamport, a.device, a.number))", error);
  gboolean found;

  if (list == NULL)
    return NULL;
  while (hw_statement_step_row (list, &found, error))
    {
      if (found)
        {
          g_ptr_array_add (areas, read_area (list));
          continue;
        }
      g_ptr_array_sort (areas, compare_names);
      return g_steal_pointer (&areas);
    }
  return NULL;
}

/**
 * hw_area_table_add_conflicts:
 * @tables: the tables
 * @id: an area
 * @conflicts: (element-type HwConflict): where to add
 * @error: return location
 *
 * Adds what was noted differently of the area at the same time.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_area_table_add_conflicts (HwTables   *tables,
                             const HwId *id,
                             GPtrArray  *conflicts,
                             GError    **error)
{
  static const char * const fields[] = { "name", "colour", "covered-by" };

  return hw_conflicts_add_columns (tables,
    "SELECT author, recorded_at, name, colour, covered_by FROM area WHERE id = ? AND head = 1 ORDER BY lamport, device, number",
    id, fields, G_N_ELEMENTS (fields), conflicts, error);
}
