/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <math.h>

#include "hw-demo-private.h"

/* When and where people are seen in the demo town: more in winter, more at
 * night, more towards the week's end; at a few strong places that come and go,
 * and thinly along the streets. */

#define JITTER_M 9.0

typedef struct
{
  const char *name;
  /* how strong the place is 0-14, 14-28, 28-70, 70-120, 120-330 and more days ago, and how much more in summer (-1: none then) */
  double      strength[6];
  double      summer;
} Place;

/* The last one stands for everywhere else. */
static const Place places[] = {
  { "Viaduct Arches",      { 4.6, 1.1, 0.9, 0.4, 0.3, 0.3 }, 0 },       /* rising */
  { "Market Arcade",       { 1.9, 1.9, 1.8, 1.7, 1.5, 1.2 }, 0 },       /* steady */
  { "Quay Street Steps",   { 0.4, 1.6, 2.4, 2.2, 0.9, 0.3 }, 0 },       /* falling */
  { "Canal Yard",          { 0, 0, 0.7, 2.6, 2.6, 0.5 }, 0 },           /* closed 50 days ago */
  { "Westgate Underpass",  { 0.6, 0.6, 0.6, 0.6, 0.7, 0.9 }, -0.7 },
  { "Riverton Station",    { 0.7, 0.7, 0.7, 0.7, 0.8, 1.0 }, 0 },
  { "Abbey Park",          { 0.4, 0.4, 0.5, 0.5, 0.6, 0.6 }, 2 },
  { "New Bridge",          { 0.5, 0.4, 0.3, 0.2, 0.2, 0.2 }, 0 },
  { NULL,                  { 6.0, 6.0, 6.0, 6.0, 6.0, 6.0 }, 0.2 }
};
#define CLOSED_PLACE    3
#define CLOSED_DAYS_AGO HW_DEMO_CLOSED_DAYS_AGO

/* 0 in the middle of winter, 1 in the middle of summer. */
static double
get_summer (const HwDemo *demo,
            double        days_ago)
{
  double day = (double) demo->now / HW_DEMO_DAY - days_ago;

  return 0.5 - 0.5 * cos (2 * G_PI * (day - 14) / 365.25);
}

/* 0 is a Monday: 1 January 1970 was a Thursday. */
static guint
get_weekday (const HwDemo *demo,
             double        days_ago)
{
  return (guint) (floor ((double) demo->now / HW_DEMO_DAY - days_ago) + 3) % 7;
}

/* How many reports a day has compared with others: the hotline becomes better known, winters are busy. */
double
hw_demo_day_weight (const HwDemo *demo,
                    double        days_ago)
{
  static const double week[7] = { 0.85, 0.85, 0.95, 1.15, 1.25, 1.15, 0.8 };

  return (1.5 - get_summer (demo, days_ago)) * (1 + 1.6 * exp (-days_ago / 160)) * week[get_weekday (demo, days_ago)];
}

/* A time on the day that begins at @day_start: callers see people in the evening and at night, the team goes out at night and early in the morning. */
gint64
hw_demo_pick_hour (HwDemo  *demo,
                   gint64   day_start,
                   gboolean team)
{
  static const double callers[24] = { 5.4, 4.9, 4.2, 3.6, 3.4, 3.8, 3.6, 2.6, 1.6, 1, 0.7, 0.6, 0.6, 0.6, 0.7, 0.8, 1, 1.4, 2, 2.8, 3.6, 4.6, 5.4, 5.8 };
  static const double workers[24] = { 4, 2.5, 1, 0.6, 2.4, 5, 5, 2, 0.5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.4, 1.2, 3, 5, 5 };
  guint hour = hw_demo_pick (demo, team ? workers : callers, 24);

  return day_start + hour * HW_DEMO_HOUR + (gint64) (g_rand_double (demo->dice) * HW_DEMO_HOUR);
}

static guint
find_period (double days_ago)
{
  static const double ends[] = { 14, 28, 70, 120, 330 };
  guint period = 0;

  while (period < G_N_ELEMENTS (ends) && days_ago >= ends[period])
    period++;
  return period;
}

/* Each place gets its share, evenly over time (the golden ratio's multiples, Weyl 1916), so that the trends of a demo do not hang on luck. */
static guint
pick_in_turn (HwDemo       *demo,
              const double *weights)
{
  double sum = 0, at;

  demo->turn = fmod (demo->turn + 0.6180339887498949, 1);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    sum += weights[i];
  at = demo->turn * sum;
  for (guint i = 0; i + 1 < G_N_ELEMENTS (places); i++)
    if ((at -= weights[i]) < 0)
      return i;
  return G_N_ELEMENTS (places) - 1;
}

static guint
pick_place (HwDemo *demo,
            double  days_ago)
{
  double weights[G_N_ELEMENTS (places)], summer = get_summer (demo, days_ago);

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    weights[i] = places[i].strength[find_period (days_ago)] * MAX (0.05, 1 + places[i].summer * summer);
  if (days_ago < CLOSED_DAYS_AGO)
    weights[CLOSED_PLACE] = 0;
  return pick_in_turn (demo, weights);
}

static gboolean
is_strong_place (const char *name)
{
  for (guint i = 0; places[i].name != NULL; i++)
    if (g_str_equal (places[i].name, name))
      return TRUE;
  return FALSE;
}

/* One of the shelters of @place, or, where it is NULL, one that belongs to none of the strong places. */
static const HwTownShelter *
pick_shelter (HwDemo     *demo,
              const char *place)
{
  guint n_shelters, chosen = 0, n_fitting = 0;
  const HwTownShelter *shelters = hw_town_get_shelters (demo->town, &n_shelters);

  for (guint i = 0; i < n_shelters; i++)
    if (place != NULL ? g_str_equal (shelters[i].name, place) : !is_strong_place (shelters[i].name))
      if (g_rand_int_range (demo->dice, 0, (gint32) ++n_fitting) == 0)
        chosen = i;
  return &shelters[chosen];
}

/* Where somebody is seen @days_ago; the words are the town's. */
void
hw_demo_pick_spot (HwDemo     *demo,
                   double      days_ago,
                   HwDemoSpot *spot)
{
  const char *name = places[pick_place (demo, days_ago)].name;
  const HwTownShelter *shelter = pick_shelter (demo, name);
  HwLocalFrame frame;

  hw_local_frame_init (&frame, &shelter->point);
  spot->point = hw_local_frame_to_point (&frame, JITTER_M * hw_demo_normal (demo), JITTER_M * hw_demo_normal (demo));
  spot->words = name != NULL && hw_demo_chance (demo, 0.45) ? name : shelter->words;
}
