/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-link-sql.h"
#include "hw-person-link-table.h"

/*
 * The table person_link: that two people are, or are after all not, one and the
 * same. A link has no direction: the lesser identity is the subject of its
 * entries. While heads differ the two count as the same, because what holds for
 * one of them (a consent taken back, say) then holds for both.
 */

static const HwLinkSql link_sql = {
  "UPDATE person_link SET head = 0 WHERE person = ? AND device = ? AND number = ?",
  "INSERT INTO person_link (person, other, lamport, device, number, head, same, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
  "SELECT device, number FROM person_link WHERE person = ? AND other = ? AND head = 1 ORDER BY lamport, device, number",
};

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
  return hw_link_sql_apply (&link_sql, tables, entry, other, same, reason, error);
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
  return hw_link_sql_list_heads (&link_sql, tables, person, other, error);
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
