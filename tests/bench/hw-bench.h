/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <time.h>

G_BEGIN_DECLS

/* What benchmarks share: run something a few times, print the median beside its limit. */
typedef void (*HwBenchFunc) (gpointer data);

static inline int
hw_bench_compare (gconstpointer a,
                  gconstpointer b)
{
  return (*(const gint64 *) a > *(const gint64 *) b) - (*(const gint64 *) a < *(const gint64 *) b);
}

/* What the process computed, in microseconds: waiting for a busy machine does not count. */
static inline gint64
hw_bench_get_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

/* Milliseconds of computing: the median of @n_rounds. @prepare (nullable) runs before each and is not measured. */
static inline double
hw_bench_measure (guint       n_rounds,
                  HwBenchFunc prepare,
                  HwBenchFunc run,
                  gpointer    data)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < n_rounds; i++)
    {
      gint64 start, elapsed;

      if (prepare != NULL)
        prepare (data);
      start = hw_bench_get_time ();
      run (data);
      elapsed = hw_bench_get_time () - start;
      g_array_append_val (times, elapsed);
    }
  g_array_sort (times, hw_bench_compare);
  return (double) g_array_index (times, gint64, times->len / 2) / 1000.0;
}

/* One line: what, how long, and which part of its limit that is. Returns whether it is within. */
static inline gboolean
hw_bench_report (const char *what,
                 double      milliseconds,
                 double      limit)
{
  g_print ("%-62s %9.3f ms  limit %7.1f ms  ratio %5.2f%s\n", what, milliseconds, limit, milliseconds / limit,
           milliseconds <= limit ? "" : "  OVER");
  return milliseconds <= limit;
}

/* One line of JSON: a work against its peer in the same unit. Returns whether it is @least times faster (0: only told). */
static inline gboolean
hw_bench_row (const char *work,
              const char *unit,
              double      ours,
              double      peer,
              double      least,
              guint       n)
{
  gboolean is_within = peer >= least * ours;

  g_print ("{\"work\": \"%s\", \"unit\": \"%s\", \"ours\": %.4g, \"peer\": %.4g, \"ratio\": %.4g, \"least\": %g, \"n\": %u, \"ok\": %s}\n",
           work, unit, ours, peer, ours > 0 ? peer / ours : 0.0, least, n, is_within ? "true" : "false");
  return is_within;
}

/* One line of JSON: a work against its own limit. Returns whether it is within. */
static inline gboolean
hw_bench_limit_row (const char *work,
                    const char *unit,
                    double      ours,
                    double      limit,
                    guint       n)
{
  g_print ("{\"work\": \"%s\", \"unit\": \"%s\", \"ours\": %.4g, \"limit\": %.4g, \"ratio\": %.4g, \"n\": %u, \"ok\": %s}\n",
           work, unit, ours, limit, ours / limit, n, ours <= limit ? "true" : "false");
  return ours <= limit;
}

G_END_DECLS
