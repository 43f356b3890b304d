/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-local-time.h"

/* The offset of a time zone is constant on nearly every day. So a table keeps
 * it per UTC day; on the few days on which the clocks are changed, the second
 * at which it happens is sought once. Days that are eleven years apart share a
 * place in the table. */

#define SECONDS_PER_DAY 86400
#define N_DAYS (1 << 12)
#define JULIAN_DAY_OF_EPOCH 719163   /* GDate's Julian day of 1 January 1970 */

typedef struct
{
  gint64   number;      /* since the epoch; G_MININT64 where nothing is known yet */
  gint32   before;      /* seconds east of UTC until @change */
  gint32   after;
  gint64   change;      /* seconds since the epoch */
} Day;

struct _HwLocalTime
{
  GTimeZone *zone;      /* (owned) */
  Day        days[N_DAYS];
};

static gint64
divide_down (gint64 value,
             gint64 by)
{
  return value / by - (value % by < 0);
}

static gint32
get_offset (GTimeZone *zone,
            gint64     seconds)
{
  return g_time_zone_get_offset (zone, g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, seconds));
}

static void
fill_day (GTimeZone *zone,
          Day       *day,
          gint64     number)
{
  gint64 low = number * SECONDS_PER_DAY, high = low + SECONDS_PER_DAY;

  day->number = number;
  day->before = get_offset (zone, low);
  day->after = get_offset (zone, high);
  while (day->before != day->after && high - low > 1)
    {
      gint64 middle = low + (high - low) / 2;

      if (get_offset (zone, middle) == day->before)
        low = middle;
      else
        high = middle;
    }
  day->change = high;
}

static const Day *
get_day (HwLocalTime *self,
         gint64       number)
{
  Day *day = &self->days[number & (N_DAYS - 1)];

  if (day->number != number)
    fill_day (self->zone, day, number);
  return day;
}

/**
 * hw_local_time_new:
 * @zone: (nullable): a time zone; %NULL is UTC
 *
 * Returns: (transfer full): to be freed with hw_local_time_free()
 */
HwLocalTime *
hw_local_time_new (GTimeZone *zone)
{
  HwLocalTime *self = g_new (HwLocalTime, 1);

  self->zone = zone != NULL ? g_time_zone_ref (zone) : g_time_zone_new_utc ();
  for (guint i = 0; i < N_DAYS; i++)
    self->days[i].number = G_MININT64;
  return self;
}

/**
 * hw_local_time_free:
 * @self: (transfer full): what hw_local_time_new() gave
 */
void
hw_local_time_free (HwLocalTime *self)
{
  g_time_zone_unref (self->zone);
  g_free (self);
}

/**
 * hw_local_time_get_seconds:
 * @self: local time
 * @time: microseconds UTC
 *
 * Returns: what a clock on the wall says, as seconds since its 1970
 */
gint64
hw_local_time_get_seconds (HwLocalTime *self,
                           gint64       time)
{
  gint64 seconds = divide_down (time, G_USEC_PER_SEC);
  const Day *day = get_day (self, divide_down (seconds, SECONDS_PER_DAY));

  return seconds + (seconds < day->change ? day->before : day->after);
}

/**
 * hw_local_time_get_day:
 * @self: local time
 * @time: microseconds UTC
 *
 * Returns: the local day as the Julian day of `GDate`
 */
gint64
hw_local_time_get_day (HwLocalTime *self,
                       gint64       time)
{
  return divide_down (hw_local_time_get_seconds (self, time), SECONDS_PER_DAY) + JULIAN_DAY_OF_EPOCH;
}

/**
 * hw_local_time_get_rhythm:
 * @self: local time
 * @time: microseconds UTC
 * @weekday: (out): 0 for Monday to 6
 * @hour: (out): 0 to 23
 */
void
hw_local_time_get_rhythm (HwLocalTime *self,
                          gint64       time,
                          guint       *weekday,
                          guint       *hour)
{
  gint64 seconds = hw_local_time_get_seconds (self, time);
  gint64 day = divide_down (seconds, SECONDS_PER_DAY);

  /* 1 January 1970 was a Thursday */
  *weekday = (guint) (((day + 3) % 7 + 7) % 7);
  *hour = (guint) ((seconds - day * SECONDS_PER_DAY) / 3600);
}
