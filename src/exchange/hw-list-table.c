/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <string.h>

#include "hw-list-table.h"

/* A list before it is known in which format it leaves. What is shown in the
 * preview and what is written is this. */

struct _HwListTable
{
  gatomicrefcount  ref_count;
  char            *title;       /* (owned) */
  char            *purpose;     /* (owned) (nullable) */
  char            *recipient;   /* (owned) (nullable) */
  GArray          *columns;     /* (owned) (element-type HwListColumn) */
  GPtrArray       *cells;       /* (owned) (element-type utf8): row by row; %NULL: nothing is known */
};

G_DEFINE_BOXED_TYPE (HwListTable, hw_list_table, hw_list_table_ref, hw_list_table_unref)

static void
column_clear (gpointer pointer)
{
  HwListColumn *column = pointer;

  g_free (column->name);
  g_free (column->words);
}

/**
 * hw_list_table_new:
 * @title: what the list is
 *
 * Returns: (transfer full): a list without columns and rows
 */
HwListTable *
hw_list_table_new (const char *title)
{
  HwListTable *self;

  g_return_val_if_fail (title != NULL, NULL);

  self = g_new0 (HwListTable, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->title = g_strdup (title);
  self->columns = g_array_new (FALSE, TRUE, sizeof (HwListColumn));
  g_array_set_clear_func (self->columns, column_clear);
  self->cells = g_ptr_array_new_with_free_func (g_free);
  return self;
}

/**
 * hw_list_table_ref:
 * @self: a list
 *
 * Returns: (transfer full): the same
 */
HwListTable *
hw_list_table_ref (HwListTable *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * hw_list_table_unref:
 * @self: (transfer full): a list
 */
void
hw_list_table_unref (HwListTable *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->title);
  g_free (self->purpose);
  g_free (self->recipient);
  g_array_unref (self->columns);
  g_ptr_array_unref (self->cells);
  g_free (self);
}

/**
 * hw_list_table_get_title:
 * @self: a list
 *
 * Returns: (transfer none): what the list is
 */
const char *
hw_list_table_get_title (const HwListTable *self)
{
  return self->title;
}

/**
 * hw_list_table_set_facts:
 * @self: a list
 * @purpose: (nullable): what it is for, in words
 * @recipient: (nullable): who gets it
 *
 * What a page says beside the title. It stands in no cell.
 */
void
hw_list_table_set_facts (HwListTable *self,
                         const char  *purpose,
                         const char  *recipient)
{
  g_free (self->purpose);
  self->purpose = g_strdup (purpose);
  g_free (self->recipient);
  self->recipient = g_strdup (recipient);
}

/**
 * hw_list_table_get_purpose:
 * @self: a list
 *
 * Returns: (transfer none) (nullable): what it is for, in words
 */
const char *
hw_list_table_get_purpose (const HwListTable *self)
{
  return self->purpose;
}

/**
 * hw_list_table_get_recipient:
 * @self: a list
 *
 * Returns: (transfer none) (nullable): who gets it
 */
const char *
hw_list_table_get_recipient (const HwListTable *self)
{
  return self->recipient;
}

/**
 * hw_list_table_add_column:
 * @self: a list without rows
 * @name: stable, without blanks
 * @words: what stands over it
 * @type: how its values are written
 */
void
hw_list_table_add_column (HwListTable *self,
                          const char  *name,
                          const char  *words,
                          HwListType   type)
{
  HwListColumn column = { g_strdup (name), g_strdup (words), type };

  g_return_if_fail (self->cells->len == 0);
  g_array_append_val (self->columns, column);
}

/**
 * hw_list_table_add_row:
 * @self: a list with its columns
 * @values: (array): one for each column; %NULL: nothing is known
 */
void
hw_list_table_add_row (HwListTable        *self,
                       const char * const *values)
{
  for (guint i = 0; i < self->columns->len; i++)
    g_ptr_array_add (self->cells, g_strdup (values[i]));
}

/**
 * hw_list_table_get_n_columns:
 * @self: a list
 *
 * Returns: how many columns there are
 */
guint
hw_list_table_get_n_columns (const HwListTable *self)
{
  return self->columns->len;
}

/**
 * hw_list_table_get_n_rows:
 * @self: a list
 *
 * Returns: how many rows there are, without the header
 */
guint
hw_list_table_get_n_rows (const HwListTable *self)
{
  return self->columns->len > 0 ? self->cells->len / self->columns->len : 0;
}

/**
 * hw_list_table_get_column:
 * @self: a list
 * @column: which, from 0
 *
 * Returns: (transfer none): the column
 */
const HwListColumn *
hw_list_table_get_column (const HwListTable *self,
                          guint              column)
{
  g_return_val_if_fail (column < self->columns->len, NULL);
  return &g_array_index (self->columns, HwListColumn, column);
}

/**
 * hw_list_table_get:
 * @self: a list
 * @row: which, from 0
 * @column: which, from 0
 *
 * Returns: (transfer none) (nullable): the value
 */
const char *
hw_list_table_get (const HwListTable *self,
                   guint              row,
                   guint              column)
{
  g_return_val_if_fail (column < self->columns->len && row < hw_list_table_get_n_rows (self), NULL);
  return self->cells->pdata[row * self->columns->len + column];
}

/**
 * hw_list_table_dup_digest:
 * @self: a list
 *
 * Returns: (transfer full): equal for lists that say the same: what was looked at is what is written
 */
char *
hw_list_table_dup_digest (const HwListTable *self)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < self->columns->len; i++)
    {
      const HwListColumn *column = hw_list_table_get_column (self, i);

      /* With the zero at its end, which no text holds. */
      g_checksum_update (checksum, (const guchar *) column->name, (gssize) strlen (column->name) + 1);
    }
  for (guint i = 0; i < self->cells->len; i++)
    {
      const char *value = self->cells->pdata[i];

      g_checksum_update (checksum, (const guchar *) (value != NULL ? "=" : "-"), 1);
      if (value != NULL)
        g_checksum_update (checksum, (const guchar *) value, (gssize) strlen (value) + 1);
    }
  return g_strdup (g_checksum_get_string (checksum));
}
