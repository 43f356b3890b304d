/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-small-numbers.h"

#define HIDDEN HW_SMALL_NUMBER_HIDDEN

static void
assert_list (const guint *counts,
             guint        n_counts,
             const int   *expected)
{
  int shown[2 * 17];

  g_assert_cmpuint (n_counts, <, 17);
  hw_small_numbers_protect (counts, 1, n_counts, shown);
  for (guint i = 0; i <= n_counts; i++)
    g_assert_cmpint (shown[i], ==, expected[i]);
}

static void
test_small (void)
{
  assert_list ((guint[]) { 1, 2, 3, 4 }, 4, (int[]) { HIDDEN, HIDDEN, HIDDEN, HIDDEN, 10 });
  assert_list ((guint[]) { 0, 0 }, 2, (int[]) { 0, 0, 0 });
}

static void
test_rounded (void)
{
  assert_list ((guint[]) { 5, 7, 8, 12, 13, 100 }, 6, (int[]) { 5, 5, 10, 10, 15, 100, 145 });
}

/* 23 in all and 20 told: three would be known. */
static void
test_second (void)
{
  assert_list ((guint[]) { 3, 8, 12 }, 3, (int[]) { HIDDEN, HIDDEN, 10, 25 });
  /* Where there is no second one, the sum goes. */
  assert_list ((guint[]) { 3, 0, 0 }, 3, (int[]) { HIDDEN, 0, 0, HIDDEN });
  /* Who knows the nine from another table would know that the other is 3 at most: 10 is 12 at most. */
  assert_list ((guint[]) { 3, 9 }, 2, (int[]) { HIDDEN, 10, HIDDEN });
}

static guint
count_hidden (const int *shown,
              guint      first,
              guint      step,
              guint      length)
{
  guint n_hidden = 0;

  for (guint i = 0; i < length; i++)
    n_hidden += shown[first + i * step] == HIDDEN;
  return n_hidden;
}

/* How far what is hidden can be told from one line: the difference of what the sum leaves, where all else is known as it was. */
static void
test_tables (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (19);

  for (int n = 0; n < 20000; n++)
    {
      guint n_rows = (guint) g_rand_int_range (random, 1, 6), n_columns = (guint) g_rand_int_range (random, 1, 6);
      guint counts[36];
      int shown[49];

      for (guint i = 0; i < n_rows * n_columns; i++)
        counts[i] = g_rand_int_range (random, 0, 3) == 0 ? 0 : (guint) g_rand_int_range (random, 0, g_rand_boolean (random) ? 8 : 60);
      hw_small_numbers_protect (counts, n_rows, n_columns, shown);
      for (guint r = 0; r < n_rows; r++)
        for (guint c = 0; c < n_columns; c++)
          {
            guint count = counts[r * n_columns + c];
            int cell = shown[r * (n_columns + 1) + c];

            g_assert_true (cell == HIDDEN || (cell % 5 == 0 && ABS (cell - (int) count) <= 2));
            g_assert_true (cell == HIDDEN || count == 0 || count >= 5);
          }
      for (guint r = 0; r <= n_rows; r++)
        g_assert_cmpuint (count_hidden (shown, r * (n_columns + 1), 1, n_columns + 1), !=, 1);
      for (guint c = 0; c <= n_columns; c++)
        g_assert_cmpuint (count_hidden (shown, c, n_columns + 1, n_rows + 1), !=, 1);
    }
}

/* -- somebody who has two tables ------------------------------------------------------------------------------------ */

#define MOST_CELLS 49
#define NO_BOUND   1000000

typedef struct { int least, most; } Bounds;

/* What is told of a number: hidden ones are all alike, and not nought. */
static Bounds
get_bounds (int shown)
{
  if (shown == HIDDEN)
    return (Bounds) { 1, NO_BOUND };
  return shown == 0 ? (Bounds) { 0, 0 } : (Bounds) { MAX (shown - 2, 5), shown + 2 };
}

/* One number by the others of its line: cells[0] + ... = cells[n]. */
static gboolean
work_out_line (Bounds **cells,
               guint    n)
{
  gboolean changed = FALSE;

  for (guint i = 0; i <= n; i++)
    {
      int least = i == n ? 0 : cells[n]->least, most = i == n ? 0 : cells[n]->most;

      for (guint j = 0; j < n; j++)
        if (i == n)
          {
            least += cells[j]->least;
            most += cells[j]->most;
          }
        else if (j != i)
          {
            least -= cells[j]->most;
            most -= cells[j]->least;
          }
      if (least > cells[i]->least || most < cells[i]->most)
        changed = TRUE;
      cells[i]->least = MAX (cells[i]->least, least);
      cells[i]->most = MIN (cells[i]->most, most);
    }
  return changed;
}

static gboolean
work_out_table (Bounds *bounds,
                guint   n_rows,
                guint   n_columns)
{
  Bounds *cells[MOST_CELLS];
  gboolean changed = FALSE;

  for (guint r = 0; r <= n_rows; r++)
    {
      for (guint c = 0; c <= n_columns; c++)
        cells[c] = &bounds[r * (n_columns + 1) + c];
      changed |= work_out_line (cells, n_columns);
    }
  for (guint c = 0; c <= n_columns; c++)
    {
      for (guint r = 0; r <= n_rows; r++)
        cells[r] = &bounds[r * (n_columns + 1) + c];
      changed |= work_out_line (cells, n_rows);
    }
  return changed;
}

/* The second table holds everything that is in the first: of a quarter with one month more. */
static void
work_out_pair (Bounds *first,
               Bounds *second,
               guint   n_rows,
               guint   n_columns)
{
  gboolean changed = TRUE;

  while (changed)
    {
      changed = work_out_table (first, n_rows, n_columns);
      changed |= work_out_table (second, n_rows, n_columns);
      for (guint i = 0; i < (n_rows + 1) * (n_columns + 1); i++)
        {
          if (second[i].most < first[i].most || first[i].least > second[i].least)
            changed = TRUE;
          first[i].most = MIN (first[i].most, second[i].most);
          second[i].least = MAX (second[i].least, first[i].least);
        }
    }
}

/* What is hidden because it is small. */
static void
assert_not_known (const guint  *counts,
                  const Bounds *bounds,
                  guint         n_rows,
                  guint         n_columns)
{
  for (guint r = 0; r < n_rows; r++)
    for (guint c = 0; c < n_columns; c++)
      {
        guint count = counts[r * n_columns + c];
        const Bounds *known = &bounds[r * (n_columns + 1) + c];

        if (count > 0 && count < 5)
          g_assert_cmpint (known->least, <, known->most);
      }
}

static guint
draw_count (GRand *random)
{
  if (g_rand_int_range (random, 0, 3) == 0)
    return 0;
  return (guint) g_rand_int_range (random, 0, g_rand_boolean (random) ? 8 : 60);
}

static void
test_differencing (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (23);

  for (int n = 0; n < 100000; n++)
    {
      guint n_rows = (guint) g_rand_int_range (random, 1, 6), n_columns = (guint) g_rand_int_range (random, 1, 6), size = (n_rows + 1) * (n_columns + 1);
      guint first[36], second[36];
      int shown_first[MOST_CELLS], shown_second[MOST_CELLS];
      Bounds bounds_first[MOST_CELLS], bounds_second[MOST_CELLS];

      for (guint i = 0; i < n_rows * n_columns; i++)
        {
          first[i] = draw_count (random);
          second[i] = first[i] + (g_rand_int_range (random, 0, 3) == 0 ? draw_count (random) : 0);
        }
      hw_small_numbers_protect (first, n_rows, n_columns, shown_first);
      hw_small_numbers_protect (second, n_rows, n_columns, shown_second);
      for (guint i = 0; i < size; i++)
        {
          bounds_first[i] = get_bounds (shown_first[i]);
          bounds_second[i] = get_bounds (shown_second[i]);
        }
      work_out_pair (bounds_first, bounds_second, n_rows, n_columns);
      assert_not_known (first, bounds_first, n_rows, n_columns);
      assert_not_known (second, bounds_second, n_rows, n_columns);
    }
}

/* 1 and 1 beside 5, and 7 in all: told as 5 and 5, the two could only be 1 and 1. */
static void
test_narrow (void)
{
  assert_list ((guint[]) { 1, 1, 5 }, 3, (int[]) { HIDDEN, HIDDEN, 5, HIDDEN });
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/small-numbers/one-to-four-are-hidden", test_small);
  g_test_add_func ("/small-numbers/the-rest-is-told-in-fives", test_rounded);
  g_test_add_func ("/small-numbers/a-second-one-is-hidden-where-one-would-give-itself-away", test_second);
  g_test_add_func ("/small-numbers/no-line-of-a-table-has-one-hidden-number", test_tables);
  g_test_add_func ("/small-numbers/more-is-hidden-where-bounds-would-tell", test_narrow);
  g_test_add_func ("/small-numbers/two-tables-that-are-permitted-tell-nothing-that-is-hidden", test_differencing);
  return g_test_run ();
}
