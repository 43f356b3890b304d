/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-person-link-table.h"
#include "hw-superseded-table.h"

/*
 * The table person_link: that two people are, or are after all not, one and the
 * same. A link has no direction: the lesser identity is the subject of its
 * entries. While heads differ the two count as the same, because what holds for
 * one of them (a consent taken back, say) then holds for both.
 */

/**
 * hw_person_link_table_apply:
 * @tables: the tables
 * @entry: a "person.linked", whose subject is the lesser of the two identities
 * @other: the greater one
 * @same: whether they are the same
 * @reason: (nullable): words
 * @error: return location
 *
 * Applies the entry.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_person_link_table_apply (HwTables      *tables,
                            const HwEntry *entry,
                            const HwId    *other,
                            gboolean       same,
                            const char    *reason,
                            GError       **error)
{
  static const char * const unset[] = { "UPDATE person_link SET head = 0 WHERE person = ? AND device = ? AND number = ?" };
  HwStatement *insert;
  gboolean is_head;

  if (!hw_superseded_table_apply (tables, entry, unset, G_N_ELEMENTS (unset), &is_head, error))
    return FALSE;
  insert = hw_connection_get (tables->connection,
    "INSERT INTO person_link (person, other, lamport, device, number, head, same, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", error);
  if (insert == NULL)
    return FALSE;
  hw_bind_id (insert, 1, &entry->subject);
  hw_bind_id (insert, 2, other);
  hw_bind_stamp (insert, 3, &entry->stamp);
  hw_statement_bind_int (insert, 6, is_head);
  hw_statement_bind_int (insert, 7, same);
  hw_bind_words (insert, 8, reason);
  return hw_statement_run (insert, error);
}

/**
 * hw_person_link_table_list_heads:
 * @tables: the tables
 * @person: the lesser of two identities
 * @other: the greater one
 * @error: return location
 *
 * Lists what a new link of the two supersedes.
 *
 * Returns: (transfer full) (nullable): %HW_ENTRY_REF_LENGTH bytes for each
 */
GByteArray *
hw_person_link_table_list_heads (HwTables   *tables,
                                 const HwId *person,
                                 const HwId *other,
                                 GError    **error)
{
  HwStatement *list = hw_connection_get (tables->connection,
    "SELECT device, number FROM person_link WHERE person = ? AND other = ? AND head = 1 ORDER BY lamport, device, number", error);

  if (list == NULL)
    return NULL;
  hw_bind_id (list, 1, person);
  hw_bind_id (list, 2, other);
  return hw_tables_read_heads (list, error);
}

/**
 * hw_person_link_table_list_same:
 * @tables: the tables
 * @person: a person
 * @error: return location
 *
 * Lists who is linked as the same, also over others, without @person.
 *
 * Returns: (transfer full) (nullable) (element-type HwId): in the order of their identities
 */
GArray *
hw_person_link_table_list_same (HwTables   *tables,
                                const HwId *person,
                                GError    **error)
{
  g_autoptr (GArray) people = g_array_new (FALSE, FALSE, sizeof (HwId));
  HwStatement *list = hw_connection_get (tables->connection,
    HW_WITH_SAME_PEOPLE "SELECT id FROM same_people WHERE id <> ?1 ORDER BY id", error);
  gboolean found;

  if (list == NULL)
    return NULL;
  hw_bind_id (list, 1, person);
  while (hw_statement_step_row (list, &found, error))
    {
      HwId id;

      if (!found)
        return g_steal_pointer (&people);
      hw_get_id (list, 0, &id);
      g_array_append_val (people, id);
    }
  return NULL;
}
