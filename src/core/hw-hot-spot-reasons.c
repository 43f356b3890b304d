/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <math.h>
#include "hw-hot-spot-reasons.h"

/* Why a place is a hot-spot: what happened around its centre, near and wide,
 * lately and for long, at which hours, and whether it is more than before. All
 * of it counts what happened, reports and contacts alike, whether or not it was
 * in the hot-spot's own time. */

#define LONGEST_DAYS 180
#define WIDEST_M     1000.0
#define CLOSE_BAND   1        /* of bands_m: rhythm, trend and weeks are of within 250 m */
#define TREND_DAYS   14
#define SIGNIFICANT  0.05

static const double bands_m[3] = { 50.0, 250.0, WIDEST_M };
static const int windows_days[4] = { 7, 28, 60, LONGEST_DAYS };

/**
 * hw_hot_spot_reasons_init:
 * @self: (out caller-allocates): reasons
 * @points: (array length=n_points): all that is known, of any time
 * @n_points: how many
 * @zone: (nullable): whose hours; %NULL is UTC
 * @now: microseconds UTC
 */
void
hw_hot_spot_reasons_init (HwHotSpotReasons   *self,
                          const HwIndexPoint *points,
                          gsize               n_points,
                          GTimeZone          *zone,
                          gint64              now)
{
  g_autofree HwPoint *places = g_new (HwPoint, n_points + 1);
  gint64 oldest = now;
  guint32 n = 0;

  self->now = now;
  self->times = g_new (gint64, n_points + 1);
  self->cells = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->local = hw_local_time_new (zone);
  for (gsize i = 0; i < n_points; i++)
    if (points[i].time <= now && points[i].time > now - LONGEST_DAYS * HW_DAY_US && hw_point_is_valid (&points[i].point))
      {
        places[n] = points[i].point;
        self->times[n++] = points[i].time;
        oldest = MIN (oldest, points[i].time);
      }
  self->past_days = (double) (now - oldest) / HW_DAY_US - TREND_DAYS;
  self->grid = hw_near_grid_new (places, n, WIDEST_M, WIDEST_M / 4.0);
}

void
hw_hot_spot_reasons_clear (HwHotSpotReasons *self)
{
  g_clear_pointer (&self->grid, hw_near_grid_free);
  g_clear_pointer (&self->times, g_free);
  g_clear_pointer (&self->local, hw_local_time_free);
  g_clear_pointer (&self->cells, g_array_unref);
}

static void
count_close (HwHotSpotReasons *self,
             HwHotSpot        *hot_spot,
             gint64            time)
{
  gint64 age = self->now - time;
  gint64 week = age / (7 * HW_DAY_US);
  guint weekday, hour;

  hw_local_time_get_rhythm (self->local, time, &weekday, &hour);
  hot_spot->rhythm[weekday][hour]++;
  if (age < TREND_DAYS * HW_DAY_US)
    hot_spot->recent++;
  else if (age < 2 * TREND_DAYS * HW_DAY_US)
    hot_spot->before++;
  if (week < (gint64) G_N_ELEMENTS (hot_spot->weeks))
    hot_spot->weeks[G_N_ELEMENTS (hot_spot->weeks) - 1 - week]++;
}

static void
count_event (HwHotSpotReasons *self,
             HwHotSpot        *hot_spot,
             guint             nearest_band,
             gint64            time)
{
  for (guint band = nearest_band; band < G_N_ELEMENTS (bands_m); band++)
    for (guint window = 0; window < G_N_ELEMENTS (windows_days); window++)
      if (self->now - time < windows_days[window] * HW_DAY_US)
        hot_spot->counts[band][window]++;
  if (nearest_band <= CLOSE_BAND)
    count_close (self, hot_spot, time);
}

/* Against the 14 days before, and against all that is known of the time before the last 14 days. */
static void
tell_trend (HwHotSpotReasons *self,
            HwHotSpot        *hot_spot)
{
  guint past = hot_spot->counts[CLOSE_BAND][G_N_ELEMENTS (windows_days) - 1] - hot_spot->recent;

  hot_spot->p_value = hw_binomial_p_value (hot_spot->recent, hot_spot->before);
  if (hot_spot->p_value < SIGNIFICANT)
    hot_spot->trend = hot_spot->recent > hot_spot->before ? 1 : -1;
  hot_spot->expected = -1.0;
  hot_spot->past_p_value = 1.0;
  if (self->past_days < TREND_DAYS)
    return;
  hot_spot->expected = past * TREND_DAYS / self->past_days;
  hot_spot->past_p_value = hw_rate_p_value (hot_spot->recent, TREND_DAYS, past, self->past_days);
}

/**
 * hw_hot_spot_reasons_fill:
 * @self: reasons
 * @hot_spot: one whose centre is set; gets its counts, rhythm, weeks and trend
 */
void
hw_hot_spot_reasons_fill (HwHotSpotReasons *self,
                          HwHotSpot        *hot_spot)
{
  double chords_squared[G_N_ELEMENTS (bands_m)];
  HwNearPoint centre;

  for (guint band = 0; band < G_N_ELEMENTS (bands_m); band++)
    chords_squared[band] = hw_near_chord_squared (bands_m[band]);
  hw_near_point_init (&centre, &hot_spot->centre);
  hw_near_grid_get_cells_around (self->grid, &hot_spot->centre, self->cells);

  for (guint n = 0; n < self->cells->len; n++)
    {
      const HwNearCell *cell = &self->grid->cells[g_array_index (self->cells, guint32, n)];

      for (guint32 i = cell->first; i < cell->end; i++)
        {
          double chord_squared = hw_near_point_get_chord_squared (&centre, &self->grid->points[i]);
          guint band = 0;

          while (band < G_N_ELEMENTS (bands_m) && chord_squared > chords_squared[band])
            band++;
          if (band < G_N_ELEMENTS (bands_m))
            count_event (self, hot_spot, band, self->times[self->grid->points[i].index]);
        }
    }
  tell_trend (self, hot_spot);
}
