/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-day-counts.h"
#include "hw-local-time.h"

/*
 * What the histogram draws. Every report counts, whatever its status and
 * whatever the map shows: the days say how much came in.
 */

#define FIRST_DAY 693596   /* 1 January 1900: nothing is older */

/* The local day of every point of a kind, and the first and last of them. */
static GArray *
collect_days (HwPointIndex *points,
              HwPointKind   kind,
              guint32       today,
              guint32      *first,
              guint32      *last)
{
  GArray *days = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (HwLocalTime) local = hw_local_time_new (zone);
  HwIndexPoint point;

  *first = G_MAXUINT32;
  *last = 0;
  for (gsize i = 0; hw_point_index_get_point (points, i, &point); i++)
    {
      guint32 day;

      if (point.kind != kind)
        continue;
      day = (guint32) CLAMP (hw_local_time_get_day (local, point.time), FIRST_DAY, (gint64) today + 1);
      *first = MIN (*first, day);
      *last = MAX (*last, day);
      g_array_append_val (days, day);
    }
  return days;
}

/**
 * hw_day_counts_new:
 * @points: (nullable): what to count
 * @kind: reports or contacts
 * @today: the local day now; nothing is later than tomorrow
 *
 * Returns: (transfer full): how many there are per day
 */
HwDayCounts *
hw_day_counts_new (HwPointIndex *points,
                   HwPointKind   kind,
                   guint32       today)
{
  HwDayCounts *self = g_new0 (HwDayCounts, 1);
  g_autoptr (GArray) days = NULL;
  guint32 first, last;

  self->counts = g_array_new (FALSE, TRUE, sizeof (guint));
  if (points == NULL)
    return self;
  days = collect_days (points, kind, today, &first, &last);
  if (days->len == 0)
    return self;
  self->first = first;
  g_array_set_size (self->counts, last - first + 1);
  for (guint i = 0; i < days->len; i++)
    g_array_index (self->counts, guint, g_array_index (days, guint32, i) - first)++;
  return self;
}

/**
 * hw_day_counts_free:
 * @self: (transfer full): what is no longer needed
 */
void
hw_day_counts_free (HwDayCounts *self)
{
  g_array_unref (self->counts);
  g_free (self);
}

/**
 * hw_day_counts_sum:
 * @self: the counts
 * @first: a day
 * @last: a day, inclusive
 * @busiest: (out) (optional): the day with most
 *
 * Returns: how many there are on these days
 */
guint
hw_day_counts_sum (HwDayCounts *self,
                   guint32      first,
                   guint32      last,
                   guint32     *busiest)
{
  guint32 begin = MAX (first, self->first), end = MIN (last + 1, self->first + self->counts->len);
  guint total = 0, most = 0;

  if (busiest != NULL)
    *busiest = first;
  for (guint32 day = begin; day < end; day++)
    {
      guint count = g_array_index (self->counts, guint, day - self->first);

      total += count;
      if (count > most && busiest != NULL)
        *busiest = day;
      most = MAX (most, count);
    }
  return total;
}

/**
 * hw_day_now:
 *
 * Returns: the local day now
 */
guint32
hw_day_now (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, g_date_time_get_day_of_month (now), g_date_time_get_month (now), g_date_time_get_year (now));
  return g_date_get_julian (&date);
}

/**
 * hw_day_start:
 * @day: a local day
 *
 * Returns: its midnight, µs UTC
 */
gint64
hw_day_start (guint32 day)
{
  g_autoptr (GDateTime) midnight = NULL;
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, MAX (day, 1));
  midnight = g_date_time_new_local (g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date), 0, 0, 0);
  return midnight ? g_date_time_to_unix (midnight) * G_USEC_PER_SEC : 0;
}
