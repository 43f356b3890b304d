/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-superseded-table.h"

/*
 * Which entries a later one names as its parents. A head is an entry that
 * nobody names. A child may arrive before its parent (they come from different
 * laptops), so the names are kept even of entries that are not here yet.
 */

static gboolean
unset_one (HwTables   *tables,
           const char *sql,
           const HwId *subject,
           const HwId *device,
           gint64      number,
           GError    **error)
{
  HwStatement *unset = hw_connection_get (tables->connection, sql, error);

  if (unset == NULL)
    return FALSE;
  hw_bind_id (unset, 1, subject);
  hw_bind_id (unset, 2, device);
  hw_statement_bind_int (unset, 3, number);
  return hw_statement_run (unset, error);
}

static gboolean
add_parent (HwTables   *tables,
            const HwId *device,
            gint64      number,
            GError    **error)
{
  HwStatement *insert = hw_connection_get (tables->connection,
    "INSERT INTO superseded (device, number) VALUES (?, ?) ON CONFLICT DO NOTHING", error);

  if (insert == NULL)
    return FALSE;
  hw_bind_id (insert, 1, device);
  hw_statement_bind_int (insert, 2, number);
  return hw_statement_run (insert, error);
}

/**
 * hw_superseded_table_apply:
 * @tables: the tables
 * @entry: an entry with parents
 * @unset_heads: literals that set head = 0 for (subject, device, number)
 * @n_unset_heads: how many
 * @is_head: (out): whether nobody names @entry itself yet
 * @error: return location
 *
 * Makes the parents of an entry history.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_superseded_table_apply (HwTables           *tables,
                           const HwEntry      *entry,
                           const char * const *unset_heads,
                           guint               n_unset_heads,
                           gboolean           *is_head,
                           GError            **error)
{
  HwStatement *find;
  gboolean found;

  for (gsize i = 0; i < entry->n_parents; i++)
    {
      HwId device;
      gint64 number;

      hw_entry_ref_read (entry->parents + i * HW_ENTRY_REF_LENGTH, &device, &number);
      if (!add_parent (tables, &device, number, error))
        return FALSE;
      for (guint n = 0; n < n_unset_heads; n++)
        if (!unset_one (tables, unset_heads[n], &entry->subject, &device, number, error))
          return FALSE;
    }

  find = hw_connection_get (tables->connection, "SELECT 1 FROM superseded WHERE device = ? AND number = ?", error);
  if (find == NULL)
    return FALSE;
  hw_bind_id (find, 1, &entry->stamp.device);
  hw_statement_bind_int (find, 2, entry->stamp.number);
  if (!hw_statement_step_row (find, &found, error))
    return FALSE;
  hw_statement_reset (find);
  *is_head = !found;
  return TRUE;
}

/**
 * hw_superseded_table_begin_insert:
 * @tables: the tables
 * @entry: an entry with parents
 * @unset_heads: a literal that sets head = 0 for (subject, device, number)
 * @sql: a literal: the insert, whose first parameters are the subject, lamport, device, number and head
 * @error: return location
 *
 * Makes the parents of an entry history, and begins the row of the entry itself.
 *
 * Returns: (transfer none) (nullable): the insert with its first five parameters bound
 */
HwStatement *
hw_superseded_table_begin_insert (HwTables      *tables,
                                  const HwEntry *entry,
                                  const char    *unset_heads,
                                  const char    *sql,
                                  GError       **error)
{
  HwStatement *insert;
  gboolean is_head;

  if (!hw_superseded_table_apply (tables, entry, &unset_heads, 1, &is_head, error))
    return NULL;
  insert = hw_connection_get (tables->connection, sql, error);
  if (insert == NULL)
    return NULL;
  hw_bind_id (insert, 1, &entry->subject);
  hw_bind_stamp (insert, 2, &entry->stamp);
  hw_statement_bind_int (insert, 5, is_head);
  return insert;
}
