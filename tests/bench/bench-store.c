/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "hw-store.h"

/*
 * How long the store takes for many reports: bench-store [ROWS]. Prints one
 * line a figure. Rows are as an imported file has them: a place, a time, a note.
 */

static double
seconds_since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

/* What other programs do meanwhile changes this less than the time on the wall. */
static double
get_cpu_seconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static long
get_peak_megabytes (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

static void
make_report (HwReport *report,
             char     *note,
             gsize     note_size,
             guint64   n)
{
  static const char * const words[] = { "doorway", "tent", "canal", "bridge", "sleeping bag", "station", "two people", "dog", "arches", "market" };
  guint64 mixed = n * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  mixed ^= mixed >> 29;
  g_snprintf (note, note_size, "Somebody near the %s, %s and %s, seen from the corner of street %u, number %u", words[mixed % 10], words[mixed / 10 % 10],
              words[mixed / 100 % 10], (guint) (mixed / 1000 % 5000), (guint) (mixed / 5000000 % 200));
  *report = (HwReport) {
    .channel = HW_CHANNEL_OTHER_SYSTEM, .status = HW_REPORT_CLOSED,
    .received_at = G_GINT64_CONSTANT (1500000000000000) + (gint64) n * G_USEC_PER_SEC,
    .seen_at = G_GINT64_CONSTANT (1500000000000000) + (gint64) n * G_USEC_PER_SEC,
    .point = { 47.5 + (double) (mixed % 200000) * 1e-6, -122.4 + (double) (mixed / 200000 % 200000) * 1e-6 },
    .place = note,
  };
  mixed *= G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  memcpy (report->id.bytes, &mixed, 8);
  n++;
  memcpy (report->id.bytes + 8, &n, 8);
}

static void
import_rows (HwStore *store,
             guint64  n_rows)
{
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  HwStoreImport *import = hw_store_import_begin (store, "bench", &error);

  g_assert_no_error (error);
  for (guint64 i = 0; i < n_rows; i++)
    {
      HwReport report;
      char note[200];

      make_report (&report, note, sizeof note, i);
      g_assert_cmpint (hw_store_import_report (import, &report, &error), ==, HW_IMPORT_TAKEN);
    }
  g_print ("import-rows-seconds %.2f\nimport-rows-cpu-seconds %.2f\n", seconds_since (start), get_cpu_seconds ());
  g_assert_true (hw_store_import_commit (import, &error));
  g_print ("import-cpu-seconds %.2f\n", get_cpu_seconds ());
  g_print ("import-seconds %.2f\nimport-rows-per-second %.0f\n", seconds_since (start), (double) n_rows / seconds_since (start));
  g_print ("import-peak-megabytes %ld\n", get_peak_megabytes ());
}

static void
read_rows (HwStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) newest = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GArray) points = NULL;
  gint64 start = g_get_monotonic_time ();

  points = hw_store_load_points (store, NULL, &error);
  g_print ("load-points-seconds %.2f\n", seconds_since (start));
  start = g_get_monotonic_time ();
  newest = hw_store_list_reports (store, ~0u, 200, &error);
  g_print ("list-200-milliseconds %.2f\n", 1000 * seconds_since (start));
  start = g_get_monotonic_time ();
  found = hw_store_search_reports (store, "canal bri", 200, &error);
  g_print ("search-milliseconds %.2f\n", 1000 * seconds_since (start));
  g_assert_no_error (error);
}

static void
record_rows (HwStore *store,
             guint    n_rows)
{
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < n_rows; i++)
    {
      HwReport report;
      char note[200];

      make_report (&report, note, sizeof note, 5000000 + i);
      g_assert_true (hw_store_record_report (store, &report, NULL, NULL, &error));
    }
  g_print ("record-milliseconds %.2f\n", 1000 * seconds_since (start) / n_rows);
}

static void
check_rows (HwStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  gint64 start = g_get_monotonic_time ();

  problems = hw_store_verify (store, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
  g_print ("verify-seconds %.2f\n", seconds_since (start));
  start = g_get_monotonic_time ();
  g_assert_true (hw_store_rebuild (store, NULL, NULL, NULL, &error));
  g_print ("rebuild-seconds %.2f\n", seconds_since (start));
}

int
main (int    argc,
      char **argv)
{
  guint64 n_rows = argc > 1 ? g_ascii_strtoull (argv[1], NULL, 10) : 1000000;
  g_autofree char *folder = g_dir_make_tmp ("homeward-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "bench.homeward", NULL);
  g_autofree char *key_path = g_strconcat (path, ".key", NULL);
  g_autofree char *code = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HwStore) store = hw_store_create (path, "Bench", "Bench", "bench passphrase", HW_KEY_STRENGTH_TEST, &code, &error);

  g_assert_no_error (error);
  g_print ("rows %" G_GUINT64_FORMAT "\n", n_rows);
  import_rows (store, n_rows);
  read_rows (store);
  record_rows (store, 200);
  if (argc > 2)
    check_rows (store);
  hw_store_close (store, NULL);
  g_unlink (path);
  g_unlink (key_path);
  g_rmdir (folder);
  return EXIT_SUCCESS;
}
