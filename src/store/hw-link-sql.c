/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-link-sql.h"
#include "hw-superseded-table.h"

/**
 * hw_link_sql_apply:
 * @self: of which table
 * @tables: the tables
 * @entry: a link, whose subject is the lesser of the two identities
 * @other: the greater one
 * @same: whether the two are linked, or after all not
 * @reason: (nullable): how it is known
 * @error: return location
 *
 * Applies the entry.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_link_sql_apply (const HwLinkSql *self,
                   HwTables        *tables,
                   const HwEntry   *entry,
                   const HwId      *other,
                   gboolean         same,
                   const char      *reason,
                   GError         **error)
{
  HwStatement *insert;
  gboolean is_head;

  if (!hw_superseded_table_apply (tables, entry, &self->unset, 1, &is_head, error))
    return FALSE;
  insert = hw_connection_get (tables->connection, self->insert, error);
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
 * hw_link_sql_list_heads:
 * @self: of which table
 * @tables: the tables
 * @subject: the lesser of two identities
 * @other: the greater one
 * @error: return location
 *
 * Lists what a new entry about the two supersedes.
 *
 * Returns: (transfer full) (nullable): %HW_ENTRY_REF_LENGTH bytes for each
 */
GByteArray *
hw_link_sql_list_heads (const HwLinkSql *self,
                        HwTables        *tables,
                        const HwId      *subject,
                        const HwId      *other,
                        GError         **error)
{
  HwStatement *list = hw_connection_get (tables->connection, self->heads, error);

  if (list == NULL)
    return NULL;
  hw_bind_id (list, 1, subject);
  hw_bind_id (list, 2, other);
  return hw_tables_read_heads (list, error);
}
