/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "hw-bench.h"
#include "hw-session.h"

/*
 * How long unlocking takes, from the passphrase to the first clusters that the
 * map can draw: bench-session [REPORTS]. With many reports it may take at most
 * twice as long as with a hundred. The passphrase costs what it costs in the
 * app. Times are of the wall: the work is on three threads.
 */

#define PASSPHRASE "four words are enough"
#define FEW        100
#define MANY       100000
#define N_ROUNDS   7
#define LIMIT      2.0

typedef struct
{
  HwSession *session;
  char      *path;
} Bench;

static void
make_report (HwReport *report,
             char     *place,
             gsize     place_size,
             guint64   n)
{
  guint64 mixed = (n + 1) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  gint64 now = g_get_real_time ();

  mixed ^= mixed >> 29;
  g_snprintf (place, place_size, "%u Station Road", (guint) (n % 300));
  *report = (HwReport) {
    .channel = HW_CHANNEL_PHONE, .status = n < 60 ? HW_REPORT_NEW : HW_REPORT_CLOSED,
    .seen_at = now - (gint64) (n + 1) * 600 * G_USEC_PER_SEC, .received_at = now - (gint64) (n + 1) * 600 * G_USEC_PER_SEC,
    .point = { 51.4 + (double) (mixed % 200000) * 1e-6, -0.2 + (double) (mixed / 200000 % 200000) * 1e-6 }, .place = place, .people = 1,
  };
  memcpy (report->id.bytes, &mixed, 8);
  n++;
  memcpy (report->id.bytes + 8, &n, 8);
}

static char *
make_workspace (const char *directory,
                guint64     n_reports)
{
  g_autofree char *name = g_strdup_printf ("%lu.homeward", (gulong) n_reports);
  char *path = g_build_filename (directory, name, NULL);
  g_autofree char *code = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HwStore) store = hw_store_create (path, "Riverton", "Sofie", PASSPHRASE, HW_KEY_STRENGTH_MODERATE, &code, &error);
  HwStoreImport *import;

  g_assert_no_error (error);
  import = hw_store_import_begin (store, "bench", &error);
  for (guint64 i = 0; i < n_reports; i++)
    {
      HwReport report;
      char place[64];

      make_report (&report, place, sizeof place, i);
      g_assert_cmpint (hw_store_import_report (import, &report, &error), ==, HW_IMPORT_TAKEN);
    }
  g_assert_true (hw_store_import_commit (import, &error));
  g_assert_true (hw_store_close (store, &error));
  return path;
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
unlock (HwSession *session)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  hw_session_unlock_async (session, HW_SECRET_PASSPHRASE, PASSPHRASE, NULL, answered_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  hw_session_unlock_finish (session, result, &error);
  g_assert_no_error (error);
}

static void
lock (HwSession *session)
{
  g_autoptr (GAsyncResult) result = NULL;

  hw_session_lock_async (session, NULL, answered_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static double
unlock_once (const char *path)
{
  g_autoptr (HwSession) session = hw_session_new ();
  HwBox box = { -0.3, 51.3, 0.1, 51.7 };
  g_autoptr (GArray) clusters = NULL;
  gint64 start, elapsed;

  hw_session_set_path (session, path);
  start = g_get_monotonic_time ();
  unlock (session);
  clusters = hw_point_index_get_clusters (hw_session_get_points (session), &box, 12);
  elapsed = g_get_monotonic_time () - start;
  g_assert_cmpuint (clusters->len, >, 0);
  lock (session);
  return (double) elapsed / 1000.0;
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  return (*(const double *) a > *(const double *) b) - (*(const double *) a < *(const double *) b);
}

static double
get_median (double *times)
{
  qsort (times, N_ROUNDS, sizeof (double), compare_doubles);
  return times[N_ROUNDS / 2];
}

static void
remove_workspace (char *path)
{
  static const char * const suffixes[] = { "", ".key", "-wal", "-shm", ".lock" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *file = g_strconcat (path, suffixes[i], NULL);

      g_unlink (file);
    }
  g_free (path);
}

int
main (int    argc,
      char **argv)
{
  guint64 n_many = argc > 1 ? g_ascii_strtoull (argv[1], NULL, 10) : MANY;
  g_autoptr (GError) error = NULL;
  g_autofree char *directory = g_dir_make_tmp ("homeward-bench-XXXXXX", &error);
  char *few = make_workspace (directory, FEW);
  char *many = make_workspace (directory, n_many);
  double few_times[N_ROUNDS], many_times[N_ROUNDS];
  g_autofree char *what = g_strdup_printf ("unlock to first clusters, %lu reports beside %u", (gulong) n_many, FEW);
  gboolean is_within;

  /* In turns, so that a busy moment meets both. */
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      few_times[i] = unlock_once (few);
      many_times[i] = unlock_once (many);
    }
  is_within = hw_bench_report (what, get_median (many_times), LIMIT * get_median (few_times));
  g_print ("%-62s %9.3f ms  %.2f times\n", "  of which with few reports", get_median (few_times), get_median (many_times) / get_median (few_times));
  remove_workspace (few);
  remove_workspace (many);
  g_rmdir (directory);
  return is_within ? 0 : 1;
}
