/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <math.h>

#include "hw-demo-private.h"

/* Fills a throw-away workspace with two years of a team's work in a town that
 * does not exist. Everything goes in through the store's own calls, so that the
 * rules hold for it as for real work: no case stands where its gate would not
 * let it. The same seed and time give the same demo. Nobody in it is real; the
 * telephone numbers are of a range that is given to nobody (Ofcom 01632 960). */

#define STEPS (HW_DEMO_REPORTS + HW_DEMO_PARTNERS + HW_DEMO_PEOPLE + HW_DEMO_CONTACTS + HW_DEMO_CASES + HW_DEMO_SITES + HW_DEMO_AREAS + \
               HW_DEMO_SHIFTS + HW_DEMO_BEDS)

/* @n further things are recorded. */
gboolean
hw_demo_step (HwDemo  *demo,
              guint    n,
              GError **error)
{
  demo->done += n;
  if (demo->progress != NULL)
    demo->progress (MIN (demo->done, STEPS), STEPS, demo->user_data);
  return !g_cancellable_set_error_if_cancelled (demo->cancellable, error);
}

/* An index of @weights, each as likely as its weight. */
guint
hw_demo_pick (HwDemo       *demo,
              const double *weights,
              guint         n_weights)
{
  double sum = 0, at;

  for (guint i = 0; i < n_weights; i++)
    sum += weights[i];
  at = g_rand_double_range (demo->dice, 0, sum);
  for (guint i = 0; i + 1 < n_weights; i++)
    if ((at -= weights[i]) < 0)
      return i;
  return n_weights - 1;
}

gboolean
hw_demo_chance (HwDemo *demo,
                double  probability)
{
  return g_rand_double (demo->dice) < probability;
}

/* Of the standard normal distribution (Box and Muller 1958). */
double
hw_demo_normal (HwDemo *demo)
{
  double radius = sqrt (-2 * log (1 - g_rand_double (demo->dice)));

  return radius * cos (2 * G_PI * g_rand_double (demo->dice));
}

static gboolean
fill (HwDemo  *demo,
      GError **error)
{
  return hw_demo_fill_reports (demo, error) &&
         hw_demo_fill_partners (demo, error) &&
         hw_demo_fill_people (demo, error) &&
         hw_demo_fill_cases (demo, error) &&
         hw_demo_fill_map (demo, error) &&
         hw_demo_fill_shifts (demo, error) &&
         hw_demo_fill_beds (demo, error) &&
         hw_store_note_expiries (demo->store, demo->now, error);
}

/**
 * hw_demo_fill:
 * @store: an open workspace with nothing in it
 * @town: the town it all happens in
 * @seed: what the demo is made from
 * @now: the time that counts as now, µs UTC; not after the clock's and at most a month before it, since consents end
 * @progress: (nullable) (scope call): told how far it is
 * @user_data: for @progress
 * @cancellable: (nullable): stops it; what was recorded stays
 * @error: return location: what the store says, %G_IO_ERROR_CANCELLED
 *
 * Records %HW_DEMO_REPORTS reports of the two years before @now, with hot-spots
 * of which one rises, one falls and one was closed; %HW_DEMO_PEOPLE people whom
 * the team met %HW_DEMO_CONTACTS times; %HW_DEMO_PARTNERS partners; %HW_DEMO_CASES cases that between
 * them stand in every stage; %HW_DEMO_SITES sites, one of them closed; %HW_DEMO_AREAS areas, one without a
 * team; and %HW_DEMO_SHIFTS shifts, of which tonight's is to come, with %HW_DEMO_PROMISES promises;
 * and %HW_DEMO_BEDS beds that were offered.
 *
 * Returns: %FALSE with @error set when it could not be recorded
 */
gboolean
hw_demo_fill (HwStore       *store,
              HwTown        *town,
              guint32        seed,
              gint64         now,
              HwProgressFunc progress,
              gpointer       user_data,
              GCancellable  *cancellable,
              GError       **error)
{
  g_autoptr (GRand) dice = g_rand_new_with_seed (seed);
  HwDemo demo = { .store = store, .town = town, .dice = dice, .now = now, .progress = progress, .user_data = user_data, .cancellable = cancellable };

  if (!hw_store_set_durable (store, FALSE, error))
    return FALSE;
  if (fill (&demo, error))
    return hw_store_set_durable (store, TRUE, error);
  hw_store_set_durable (store, TRUE, NULL);
  return FALSE;
}
