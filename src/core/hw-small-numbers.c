/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-small-numbers.h"

/*
 * What may be told of small numbers to anybody outside the team (DOMAIN.md,
 * "Counting rules"): 1 to 4 is hidden, the rest is rounded to 5, and none of
 * these small numbers can be had back from what is shown beside it. A larger one
 * that is hidden only to protect a small one can at times be worked out by
 * somebody with two tables of which one lies in the other; it tells of nobody. Each line of a
 * table and its sum is an equation; where only one number of a line is hidden,
 * the others give it away, and so a second one is hidden: the smallest that is
 * shown, because it says least. That is done until no line has only one.
 *
 * That is not all that somebody can do: every other number may stand in another
 * table, of one month more or less. So it is worked out between which bounds each
 * small number lies for who knows all that are not small as they are, and the
 * sums as they are shown; and where these bounds are narrow, sums are dropped:
 * that of its row, that of its column, that of all.
 */

#define LEAST_ROOM 4   /* a small number may be any of five at least, as far as anybody can tell */
#define NO_BOUND   (G_MAXINT / 64)

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
  guint    *counts;    /* (owned) (array length=n_rows*n_columns) */
  gboolean *dropped;   /* (owned) (array length=n_rows*n_columns): sums that are hidden whatever they are */
  int      *shown;
  guint     n_rows, n_columns;
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

/* -- what can be worked out ----------------------------------------------------------------------------------------- */

typedef struct { int least, most; } Bounds;

static gboolean
is_small (const Table *table,
          guint        position)
{
  return table->counts[position] > 0 && table->counts[position] < HW_SMALL_NUMBER_LEAST;
}

static gboolean
is_sum (const Table *table,
        guint        position)
{
  return position / table->n_columns + 1 == table->n_rows || position % table->n_columns + 1 == table->n_columns;
}

static void
set_bounds (const Table *table,
            Bounds      *bounds)
{
  for (guint i = 0; i < table->n_rows * table->n_columns; i++)
    {
      int shown = (int) hw_small_numbers_round (table->counts[i]);

      if (is_small (table, i) || (is_hidden (table, i) && is_sum (table, i)))
        bounds[i] = (Bounds) { 1, NO_BOUND };
      else if (shown == 0 || !is_sum (table, i))
        bounds[i] = (Bounds) { (int) table->counts[i], (int) table->counts[i] };
      else
        bounds[i] = (Bounds) { MAX (shown - HW_SMALL_NUMBER_STEP / 2, HW_SMALL_NUMBER_LEAST), shown + HW_SMALL_NUMBER_STEP / 2 };
    }
}

static gboolean
narrow (Bounds *bounds,
        int     least,
        int     most)
{
  Bounds before = *bounds;

  bounds->least = MAX (bounds->least, least);
  bounds->most = MIN (bounds->most, most);
  return bounds->least != before.least || bounds->most != before.most;
}

/* The last of a line is the sum of the others. */
static gboolean
narrow_line (Bounds     *bounds,
             const Line *line)
{
  Bounds *sum = &bounds[line->first + (line->length - 1) * line->step];
  int least = 0, most = 0;
  gboolean changed;

  for (guint i = 0; i + 1 < line->length; i++)
    {
      least += bounds[line->first + i * line->step].least;
      most = MIN (most + bounds[line->first + i * line->step].most, NO_BOUND);
    }
  changed = narrow (sum, least, most);
  for (guint i = 0; i + 1 < line->length; i++)
    {
      Bounds *part = &bounds[line->first + i * line->step];
      int others_least = least - part->least, others_most = 0;

      for (guint j = 0; j + 1 < line->length; j++)
        if (j != i)
          others_most = MIN (others_most + bounds[line->first + j * line->step].most, NO_BOUND);
      changed |= narrow (part, others_most >= NO_BOUND ? 0 : sum->least - others_most, sum->most >= NO_BOUND ? NO_BOUND : sum->most - others_least);
    }
  return changed;
}

static void
work_out (const Table *table,
          Bounds      *bounds)
{
  gboolean changed = TRUE;

  while (changed)
    {
      changed = FALSE;
      for (guint r = 0; r < table->n_rows; r++)
        changed |= narrow_line (bounds, &(Line) { r * table->n_columns, 1, table->n_columns });
      for (guint c = 0; c < table->n_columns; c++)
        changed |= narrow_line (bounds, &(Line) { c, table->n_columns, table->n_rows });
    }
}

/* Of a single row, or a single column, the sum is the sum of all. */
static void
drop_twins (Table *table)
{
  guint all = table->n_rows * table->n_columns - 1, of_row = table->n_columns - 1, of_column = (table->n_rows - 1) * table->n_columns;

  if (table->n_rows == 2)
    table->dropped[all] = table->dropped[of_row] = table->dropped[all] || table->dropped[of_row];
  if (table->n_columns == 2)
    table->dropped[all] = table->dropped[of_column] = table->dropped[all] || table->dropped[of_column];
}

/* The sum of its row, of its column, or of all: the first that is not dropped yet. */
static gboolean
drop_sum (Table *table,
          guint  position)
{
  guint row = position / table->n_columns, column = position % table->n_columns;
  const guint sums[] = { (row + 1) * table->n_columns - 1, (table->n_rows - 1) * table->n_columns + column, table->n_rows * table->n_columns - 1 };

  for (guint i = 0; i < G_N_ELEMENTS (sums); i++)
    if (!table->dropped[sums[i]])
      {
        table->dropped[sums[i]] = TRUE;
        drop_twins (table);
        return TRUE;
      }
  return FALSE;
}

/* Whether another sum was dropped. */
static gboolean
widen (Table *table)
{
  g_autofree Bounds *bounds = g_new (Bounds, (gsize) table->n_rows * table->n_columns);

  set_bounds (table, bounds);
  work_out (table, bounds);
  for (guint i = 0; i < table->n_rows * table->n_columns; i++)
    if (is_small (table, i) && !is_sum (table, i) && bounds[i].most - bounds[i].least < LEAST_ROOM && drop_sum (table, i))
      return TRUE;
  return FALSE;
}

static void
show (Table *table)
{
  for (guint i = 0; i < table->n_rows * table->n_columns; i++)
    table->shown[i] = is_small (table, i) || table->dropped[i] ? HW_SMALL_NUMBER_HIDDEN : (int) hw_small_numbers_round (table->counts[i]);
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
  g_autofree gboolean *dropped = g_new0 (gboolean, size);
  Table table = { sums, dropped, shown, n_rows + 1, n_columns + 1 };

  add_sums (&table, counts);
  do
    {
      show (&table);
      while (protect_lines (&table))
        ;
    }
  while (widen (&table));
}
