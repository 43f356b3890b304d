/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hw-bench-workspace.h"

#include "figures/hw-figures.h"
#include "hw-store-figures.h"
#include "hw-store-private.h"

/* All figures of a quarter, from the encrypted file to the numbers, on a million
 * reports and a hundred thousand contacts, beside a bare count of the rows of the
 * same two tables: at most three times as long. */

#define N_REPORTS  1000000
#define N_CONTACTS 100000
#define N_PERSONS  5000
#define N_ROUNDS   5
#define MOST_TIMES 3.0

typedef struct
{
  HwStore   *store;
  HwPeriod   quarter;
  GTimeZone *zone;
  guint      n_figures;
} Bench;

static void
add_persons (HwStore *store,
             HwId    *ids)
{
  for (guint i = 0; i < N_PERSONS; i++)
    {
      g_autofree char *alias = g_strdup_printf ("Person %u", i);
      HwPerson person = { .alias = alias };
      g_autoptr (GError) error = NULL;

      g_assert_true (hw_store_record_person (store, &person, NULL, &ids[i], &error));
    }
}

/* Over six years, two thirds of them with somebody known. */
static void
add_contacts (HwStore *store,
              HwId    *ids)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  gint64 now = g_get_real_time ();

  for (guint i = 0; i < N_CONTACTS; i++)
    {
      HwContact contact = {
        .met_at = now - (gint64) (g_rand_double (random) * 6 * 365 * 86400) * G_USEC_PER_SEC, .point = { 51.5, -0.1 }, .bedded_down = g_rand_boolean (random),
        .people = 1,
      };
      g_autoptr (GError) error = NULL;

      if (g_rand_int_range (random, 0, 3) > 0)
        contact.person = ids[g_rand_int_range (random, 0, N_PERSONS)];
      g_assert_true (hw_store_record_contact (store, &contact, NULL, NULL, &error));
    }
}

static HwStore *
make_store (const char *directory,
            char      **path)
{
  g_autofree HwId *ids = g_new0 (HwId, N_PERSONS);
  g_autoptr (GError) error = NULL;
  HwStore *store;

  *path = hw_bench_make_workspace (directory, N_REPORTS);
  store = hw_store_open (*path, HW_SECRET_PASSPHRASE, HW_BENCH_PASSPHRASE, &error);
  g_assert_no_error (error);
  g_assert_true (hw_store_set_durable (store, FALSE, &error));
  add_persons (store, ids);
  add_contacts (store, ids);
  g_assert_true (hw_store_close (store, &error));
  g_object_unref (store);
  store = hw_store_open (*path, HW_SECRET_PASSPHRASE, HW_BENCH_PASSPHRASE, &error);
  g_assert_no_error (error);
  return store;
}

static void
run_count (gpointer data)
{
  Bench *bench = data;
  gint64 n;
  g_autoptr (GError) error = NULL;

  g_assert_true (hw_connection_get_int (bench->store->connection,
    "SELECT (SELECT count (*) FROM report NOT INDEXED) + (SELECT count (*) FROM contact NOT INDEXED)", &n, &error));
  g_assert_cmpint (n, ==, N_REPORTS + N_CONTACTS);
}

static void
run_figures (gpointer data)
{
  Bench *bench = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HwFigureFacts) facts = hw_store_load_figure_facts (bench->store, &bench->quarter, NULL, &error);
  g_autoptr (GPtrArray) figures = NULL;

  g_assert_no_error (error);
  figures = hw_figures_count (facts, &bench->quarter, g_get_real_time (), bench->zone);
  bench->n_figures = figures->len;
}

int
main (void)
{
  g_autofree char *directory = g_dir_make_tmp ("homeward-bench-XXXXXX", NULL);
  char *path = NULL;
  Bench bench = { .store = make_store (directory, &path), .zone = g_time_zone_new_local () };
  HwPeriod this_quarter = hw_period_quarter_at (g_get_real_time (), bench.zone);
  double peer, ours;
  gboolean good;

  bench.quarter = hw_period_before (&this_quarter, bench.zone);
  peer = hw_bench_measure (N_ROUNDS, NULL, run_count, &bench);
  ours = hw_bench_measure (N_ROUNDS, NULL, run_figures, &bench);
  good = hw_bench_row ("all figures of a quarter, against a bare count (*) of the same tables", "ms", ours, peer, 1 / MOST_TIMES, bench.n_figures);
  hw_store_close (bench.store, NULL);
  g_object_unref (bench.store);
  g_time_zone_unref (bench.zone);
  hw_bench_remove_workspace (path);
  g_rmdir (directory);
  return good ? 0 : 1;
}
