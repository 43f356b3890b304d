/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-contact-match-table.h"
#include "hw-superseded-table.h"

/*
 * The table contact_match: who it was that was met, where somebody said so
 * later, or took it back. The match with the greatest stamp shows in the
 * contact, in place of whom its own entry names. Matches may arrive before the
 * contact itself.
 */

/**
 * hw_contact_match_table_show:
 * @tables: the tables
 * @contact: a contact that was just written, or matched
 * @error: return location
 *
 * Puts who it was into the contact, where anybody ever said so.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_contact_match_table_show (HwTables   *tables,
                             const HwId *contact,
                             GError    **error)
{
  return hw_tables_run_sql (tables,
    "UPDATE contact SET person = (SELECT person FROM contact_match WHERE contact = ?1 ORDER BY lamport DESC, device DESC, number DESC LIMIT 1)"
    " WHERE id = ?1 AND EXISTS (SELECT 1 FROM contact_match WHERE contact = ?1)", contact, error);
}

/**
 * hw_contact_match_table_apply:
 * @tables: the tables
 * @entry: a "contact.matched"
 * @person: who it was; nil: nobody known
 * @error: return location
 *
 * Applies the entry.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_contact_match_table_apply (HwTables      *tables,
                              const HwEntry *entry,
                              const HwId    *person,
                              GError       **error)
{
  static const char * const unset[] = { "UPDATE contact_match SET head = 0 WHERE contact = ? AND device = ? AND number = ?" };
  HwStatement *insert;
  gboolean is_head;

  if (!hw_superseded_table_apply (tables, entry, unset, G_N_ELEMENTS (unset), &is_head, error))
    return FALSE;
  insert = hw_connection_get (tables->connection,
    "INSERT INTO contact_match (contact, lamport, device, number, head, person) VALUES (?, ?, ?, ?, ?, ?)", error);
  if (insert == NULL)
    return FALSE;
  hw_bind_id (insert, 1, &entry->subject);
  hw_bind_stamp (insert, 2, &entry->stamp);
  hw_statement_bind_int (insert, 5, is_head);
  hw_bind_known_id (insert, 6, person);
  return hw_statement_run (insert, error) && hw_contact_match_table_show (tables, &entry->subject, error);
}

/**
 * hw_contact_match_table_list_heads:
 * @tables: the tables
 * @contact: a contact
 * @error: return location
 *
 * Lists what a new match supersedes.
 *
 * Returns: (transfer full) (nullable): %HW_ENTRY_REF_LENGTH bytes for each
 */
GByteArray *
hw_contact_match_table_list_heads (HwTables   *tables,
                                   const HwId *contact,
                                   GError    **error)
{
  return hw_tables_list_heads (tables,
    "SELECT device, number FROM contact_match WHERE contact = ? AND head = 1 ORDER BY lamport, device, number", contact, NULL, NULL, error);
}
