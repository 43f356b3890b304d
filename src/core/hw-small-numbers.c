/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-small-numbers.h"

/*
 * What may be told of small numbers to anybody outside the team (DOMAIN.md,
 * "Counting rules"): 1 to 4 is hidden, the rest is rounded to 5, and nothing
 * that is hidden can be had back from what is shown beside it. Each line of a
 * table and its sum is an equation; where only one number of a line is hidden,
 * the others give it away, and so a second one is hidden: the smallest that is
 * shown, because it says least. That is done until no line has only one.
 */

/**
 * hw_small_numbers_round:
 * @count: a number
 *
 * Returns: the nearest multiple of %HW_SMALL_NUMBER_STEP
 */
guint
hw_small_numbers_round (guint count)
{
  return (count + HW_SMALL_NUMBER_STEP / 2) / HW_SMALL_NUMBER_STEP * HW_SMALL_NUMBER_STEP;
}

/* A table with a row and a column of sums. */
typedef struct
{
  guint *counts;   /* (owned) (array length=n_rows*n_columns) */
  int   *shown;
  guint  n_rows, n_columns;
} Table;

/* A row or a column: its first number, how far it is to the next, how many there are. */
typedef struct { guint first, step, length; } Line;

static void
add_sums (Table       *table,
          const guint *counts)
{
  guint width = table->n_columns;

  for (guint r = 0; r + 1 < table->n_rows; r++)
    for (guint c = 0; c + 1 < width; c++)
      {
        guint count = counts[r * (width - 1) + c];

        table->counts[r * width + c] = count;
        table->counts[r * width + width - 1] += count;
        table->counts[(table->n_rows - 1) * width + c] += count;
        table->counts[table->n_rows * width - 1] += count;
      }
}

static gboolean
is_hidden (const Table *table,
           guint        position)
{
  return table->shown[position] == HW_SMALL_NUMBER_HIDDEN;
}

/* The smallest that is shown and not zero, since a zero beside one hidden number keeps nothing secret. */
static guint
find_second (const Table *table,
             const Line  *line)
{
  guint second = G_MAXUINT;

  for (guint i = 0; i < line->length; i++)
    {
      guint position = line->first + i * line->step;

      if (!is_hidden (table, position) && table->counts[position] > 0 && (second == G_MAXUINT || table->counts[position] < table->counts[second]))
        second = position;
    }
  return second;
}

static gboolean
protect_line (Table      *table,
              const Line *line)
{
  guint n_hidden = 0, second;

  for (guint i = 0; i < line->length; i++)
    n_hidden += is_hidden (table, line->first + i * line->step);
  second = n_hidden == 1 ? find_second (table, line) : G_MAXUINT;
  if (second == G_MAXUINT)
    return FALSE;
  table->shown[second] = HW_SMALL_NUMBER_HIDDEN;
  return TRUE;
}

static gboolean
protect_lines (Table *table)
{
  gboolean changed = FALSE;

  for (guint r = 0; r < table->n_rows; r++)
    changed |= protect_line (table, &(Line) { r * table->n_columns, 1, table->n_columns });
  for (guint c = 0; c < table->n_columns; c++)
    changed |= protect_line (table, &(Line) { c, table->n_columns, table->n_rows });
  return changed;
}

/**
 * hw_small_numbers_protect:
 * @counts: (array): @n_rows rows of @n_columns numbers
 * @n_rows: rows; a list is one row
 * @n_columns: columns
 * @shown: (out caller-allocates) (array): @n_rows + 1 rows of @n_columns + 1 numbers, the last of each being the sums
 *
 * Makes of a table what may be told: rounded numbers, or %HW_SMALL_NUMBER_HIDDEN.
 */
void
hw_small_numbers_protect (const guint *counts,
                          guint        n_rows,
                          guint        n_columns,
                          int         *shown)
{
  gsize size = (gsize) (n_rows + 1) * (n_columns + 1);
  g_autofree guint *sums = g_new0 (guint, size);
  Table table = { sums, shown, n_rows + 1, n_columns + 1 };

  add_sums (&table, counts);
  for (gsize i = 0; i < size; i++)
    shown[i] = sums[i] > 0 && sums[i] < HW_SMALL_NUMBER_LEAST ? HW_SMALL_NUMBER_HIDDEN : (int) hw_small_numbers_round (sums[i]);
  while (protect_lines (&table))
    ;
}
