/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-conflicts.h"
#include "hw-store.h"

/*
 * What was said differently at the same time, where a table keeps one row for
 * every note about a thing: the heads are read, and each column in which they
 * are not all the same becomes an answer of each of them, between which people choose.
 */

typedef struct
{
  char   *author;       /* (owned) */
  gint64  recorded_at;
  char  **values;       /* (owned): one for each field, "" where nothing was said */
} Head;

static void
head_free (gpointer pointer)
{
  Head *head = pointer;

  g_free (head->author);
  g_strfreev (head->values);
  g_free (head);
}

static Head *
read_head (HwStatement *row,
           guint        n_fields)
{
  Head *head = g_new0 (Head, 1);

  head->author = g_strdup (hw_statement_get_text (row, 0));
  head->recorded_at = hw_statement_get_int (row, 1);
  head->values = g_new0 (char *, n_fields + 1);
  for (guint i = 0; i < n_fields; i++)
    head->values[i] = g_strdup (hw_statement_is_null (row, (int) i + 2) ? "" : hw_statement_get_text (row, (int) i + 2));
  return head;
}

static GPtrArray *
read_heads (HwStatement *list,
            guint        n_fields,
            GError     **error)
{
  g_autoptr (GPtrArray) heads = g_ptr_array_new_with_free_func (head_free);
  gboolean found;

  while (hw_statement_step_row (list, &found, error))
    {
      if (!found)
        return g_steal_pointer (&heads);
      g_ptr_array_add (heads, read_head (list, n_fields));
    }
  return NULL;
}

static gboolean
is_same (GPtrArray *heads,
         guint      field)
{
  const Head *first = g_ptr_array_index (heads, 0);

  for (guint i = 1; i < heads->len; i++)
    if (!g_str_equal (first->values[field], ((Head *) g_ptr_array_index (heads, i))->values[field]))
      return FALSE;
  return TRUE;
}

static void
add_field (GPtrArray  *conflicts,
           GPtrArray  *heads,
           guint       field,
           const char *name)
{
  for (guint i = 0; i < heads->len; i++)
    {
      const Head *head = g_ptr_array_index (heads, i);
      HwConflict *conflict = g_new0 (HwConflict, 1);

      conflict->field = g_strdup (name);
      conflict->value = g_strdup (head->values[field]);
      conflict->author = g_strdup (head->author);
      conflict->recorded_at = head->recorded_at;
      g_ptr_array_add (conflicts, conflict);
    }
}

/**
 * hw_conflicts_add_columns:
 * @tables: the tables
 * @sql: a literal that selects author, recorded_at and then the fields of the heads of one thing, greatest stamp last
 * @id: the thing, its only parameter
 * @fields: (array length=n_fields): what the fields are called
 * @n_fields: how many there are
 * @conflicts: (element-type HwConflict): where to add
 * @error: return location
 *
 * Adds what the heads say differently.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_conflicts_add_columns (HwTables           *tables,
                          const char         *sql,
                          const HwId         *id,
                          const char * const *fields,
                          guint               n_fields,
                          GPtrArray          *conflicts,
                          GError            **error)
{
  HwStatement *list = hw_connection_get (tables->connection, sql, error);
  g_autoptr (GPtrArray) heads = NULL;

  if (list == NULL)
    return FALSE;
  hw_bind_id (list, 1, id);
  heads = read_heads (list, n_fields, error);
  if (heads == NULL)
    return FALSE;
  for (guint i = 0; heads->len > 1 && i < n_fields; i++)
    if (!is_same (heads, i))
      add_field (conflicts, heads, i, fields[i]);
  return TRUE;
}
