/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "hw-bench.h"
#include "hw-session.h"

G_BEGIN_DECLS

/* What the benchmarks of unlocking share: workspaces with few and with many
 * reports, and the way in and out. The passphrase costs what it costs in the app. */
#define HW_BENCH_PASSPHRASE "four words are enough"
#define HW_BENCH_FEW        100
#define HW_BENCH_MANY       100000

static inline void
hw_bench_make_report (HwReport *report,
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

static inline char *
hw_bench_make_workspace (const char *directory,
                         guint64     n_reports)
{
  g_autofree char *name = g_strdup_printf ("%lu.homeward", (gulong) n_reports);
  char *path = g_build_filename (directory, name, NULL);
  g_autofree char *code = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HwStore) store = hw_store_create (path, "Riverton", "Sofie", HW_BENCH_PASSPHRASE, HW_KEY_STRENGTH_MODERATE, &code, &error);
  HwStoreImport *import;

  g_assert_no_error (error);
  import = hw_store_import_begin (store, "bench", &error);
  for (guint64 i = 0; i < n_reports; i++)
    {
      HwReport report;
      char place[64];

      hw_bench_make_report (&report, place, sizeof place, i);
      g_assert_cmpint (hw_store_import_report (import, &report, &error), ==, HW_IMPORT_TAKEN);
    }
  g_assert_true (hw_store_import_commit (import, &error));
  g_assert_true (hw_store_close (store, &error));
  return path;
}

static inline void
hw_bench_answered_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static inline void
hw_bench_unlock (HwSession *session)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  hw_session_unlock_async (session, HW_SECRET_PASSPHRASE, HW_BENCH_PASSPHRASE, NULL, hw_bench_answered_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  hw_session_unlock_finish (session, result, &error);
  g_assert_no_error (error);
}

static inline void
hw_bench_lock (HwSession *session)
{
  g_autoptr (GAsyncResult) result = NULL;

  hw_session_lock_async (session, NULL, hw_bench_answered_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static inline int
hw_bench_compare_doubles (gconstpointer a,
                          gconstpointer b)
{
  return (*(const double *) a > *(const double *) b) - (*(const double *) a < *(const double *) b);
}

static inline double
hw_bench_get_median (double *times,
                     guint   n)
{
  qsort (times, n, sizeof (double), hw_bench_compare_doubles);
  return times[n / 2];
}

static inline void
hw_bench_remove_workspace (char *path)
{
  static const char * const suffixes[] = { "", ".key", "-wal", "-shm", ".lock" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *file = g_strconcat (path, suffixes[i], NULL);

      g_unlink (file);
    }
  g_free (path);
}

/* One line: with many reports beside with few, and how many times as long that may be. Returns whether it is within. */
static inline gboolean
hw_bench_report_beside (const char *what,
                        guint64     n_many,
                        double      many,
                        double      few,
                        double      limit)
{
  double ratio = many / few;

  g_print ("%s: %.0f ms with %lu reports, %.0f ms with %u: ratio %.2f, limit %.1f%s\n", what, many, (gulong) n_many, few, HW_BENCH_FEW,
           ratio, limit, ratio <= limit ? "" : "  OVER");
  return ratio <= limit;
}

G_END_DECLS
