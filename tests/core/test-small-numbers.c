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
  assert_list ((guint[]) { 3, 9 }, 2, (int[]) { HIDDEN, HIDDEN, 10 });
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

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/small-numbers/one-to-four-are-hidden", test_small);
  g_test_add_func ("/small-numbers/the-rest-is-told-in-fives", test_rounded);
  g_test_add_func ("/small-numbers/a-second-one-is-hidden-where-one-would-give-itself-away", test_second);
  g_test_add_func ("/small-numbers/no-line-of-a-table-has-one-hidden-number", test_tables);
  return g_test_run ();
}
