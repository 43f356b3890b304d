/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-bench-workspace.h"

/*
 * How long unlocking takes, from the passphrase to the first clusters that the
 * map can draw: bench-session [REPORTS]. With many reports it may take at most
 * twice as long as with a hundred. Times are of the wall: the work is on three
 * threads. bench-first-frame goes on to what the window paints.
 */

#define N_ROUNDS 7
#define LIMIT    2.0

static double
unlock_once (const char *path)
{
  g_autoptr (HwSession) session = hw_session_new ();
  HwBox box = { -0.3, 51.3, 0.1, 51.7 };
  g_autoptr (GArray) clusters = NULL;
  gint64 start, elapsed;

  hw_session_set_path (session, path);
  start = g_get_monotonic_time ();
  hw_bench_unlock (session);
  clusters = hw_point_index_get_clusters (hw_session_get_points (session), &box, 12);
  elapsed = g_get_monotonic_time () - start;
  g_assert_cmpuint (clusters->len, >, 0);
  hw_bench_lock (session);
  return (double) elapsed / 1000.0;
}

int
main (int    argc,
      char **argv)
{
  guint64 n_many = argc > 1 ? g_ascii_strtoull (argv[1], NULL, 10) : HW_BENCH_MANY;
  g_autoptr (GError) error = NULL;
  g_autofree char *directory = g_dir_make_tmp ("homeward-bench-XXXXXX", &error);
  char *few = hw_bench_make_workspace (directory, HW_BENCH_FEW);
  char *many = hw_bench_make_workspace (directory, n_many);
  double few_times[N_ROUNDS], many_times[N_ROUNDS];
  gboolean is_within;

  /* In turns, so that a busy moment meets both. */
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      few_times[i] = unlock_once (few);
      many_times[i] = unlock_once (many);
    }
  is_within = hw_bench_report_beside ("unlock to first clusters", n_many, hw_bench_get_median (many_times, N_ROUNDS),
                                      hw_bench_get_median (few_times, N_ROUNDS), LIMIT);
  hw_bench_remove_workspace (few);
  hw_bench_remove_workspace (many);
  g_rmdir (directory);
  return is_within ? 0 : 1;
}
