/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-demo.h"

G_BEGIN_DECLS

#define HW_DEMO_HOUR (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)
#define HW_DEMO_DAY  (24 * HW_DEMO_HOUR)
#define HW_DEMO_DAYS 730   /* how far back the demo goes */

/* What the parts of the demo share while it is filled. */
typedef struct
{
  HwStore       *store;
  HwTown        *town;
  GRand         *dice;
  gint64         now;           /* µs UTC */
  HwProgressFunc progress;      /* (nullable) */
  gpointer       user_data;
  GCancellable  *cancellable;   /* (nullable) */
  guint64        done;
  double         turn;          /* 0 to 1: which place comes next */
  HwId           people[HW_DEMO_PEOPLE];
} HwDemo;

typedef struct
{
  HwPoint     point;
  const char *words;
} HwDemoSpot;

/* -- hw-demo.c -- */
gboolean    hw_demo_step           (HwDemo *demo, guint n, GError **error);
guint       hw_demo_pick           (HwDemo *demo, const double *weights, guint n_weights);
gboolean    hw_demo_chance         (HwDemo *demo, double probability);
double      hw_demo_normal         (HwDemo *demo);
#define     hw_demo_choose(demo, words) ((words)[g_rand_int_range ((demo)->dice, 0, G_N_ELEMENTS (words))])

/* -- hw-demo-places.c: when and where -- */
double      hw_demo_day_weight     (const HwDemo *demo, double days_ago);
gint64      hw_demo_pick_hour      (HwDemo *demo, gint64 day_start, gboolean team);
void        hw_demo_pick_spot      (HwDemo *demo, double days_ago, HwDemoSpot *spot);

/* -- the parts, in the order in which they are recorded -- */
gboolean    hw_demo_fill_reports   (HwDemo *demo, GError **error);
gboolean    hw_demo_fill_people    (HwDemo *demo, GError **error);
gboolean    hw_demo_fill_cases     (HwDemo *demo, GError **error);
const char *hw_demo_person_alias   (guint person);
const char *hw_demo_person_language (guint person);

G_END_DECLS
