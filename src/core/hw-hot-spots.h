/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "hw-id.h"
#include "hw-point-index.h"

G_BEGIN_DECLS

typedef struct
{
  double radius_m;          /* default 75 */
  double weight;            /* default 5 */
  gint64 since, until;      /* default: the 28 days before now */
  double report_weight;     /* default 1 */
  double contact_weight;    /* default 2: a verified contact counts more than a rumour */
  double time_radius_days;  /* default 0, off: neighbours are also no further apart in time */
} HwHotSpotParams;
#define HW_DAY_US (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)
void hw_hot_spot_params_init (HwHotSpotParams *params, gint64 now);

/**
 * HwHotSpotChangeKind:
 * @HW_HOT_SPOT_BORN: it became a hot-spot
 * @HW_HOT_SPOT_SPLIT_OFF: it was part of another one before
 * @HW_HOT_SPOT_GREW: more in the 28 days than a week or longer before
 * @HW_HOT_SPOT_SHRANK: fewer
 * @HW_HOT_SPOT_MOVED: its middle is elsewhere
 * @HW_HOT_SPOT_TOOK_IN: another one became part of it
 * @HW_HOT_SPOT_MERGED: it became part of another one
 * @HW_HOT_SPOT_CLOSED: it is none any more
 *
 * What happens to a hot-spot from day to day.
 */
typedef enum
{
  HW_HOT_SPOT_BORN, HW_HOT_SPOT_SPLIT_OFF, HW_HOT_SPOT_GREW, HW_HOT_SPOT_SHRANK,
  HW_HOT_SPOT_MOVED, HW_HOT_SPOT_TOOK_IN, HW_HOT_SPOT_MERGED, HW_HOT_SPOT_CLOSED,
  HW_N_HOT_SPOT_CHANGES
} HwHotSpotChangeKind;

/* One thing that happened to a hot-spot, by value. */
typedef struct
{
  HwHotSpotChangeKind kind;
  gint64 day;          /* µs UTC at which that day begins, in UTC */
  guint  before, now;  /* how many reports and contacts of 28 days; @before is 0 where it was not there */
  double distance_m;   /* moved */
  guint  direction;    /* moved: 0 north, 1 north-east, and so on to 7 north-west */
  HwId   other;        /* split off, took in, merged: the other one */
} HwHotSpotChange;

const char *hw_hot_spot_change_kind_to_string (HwHotSpotChangeKind kind);

/**
 * HwHotSpot: where reports and contacts concentrate, and why. Boxed, reference counted, immutable.
 */
typedef struct
{
  HwId       identity;      /* the same from day to day, see hw_hot_spot_history_identify(); before that made of its oldest event */
  gint64     born;          /* µs UTC: the day it became one, 0 when not known */
  GArray    *changes;       /* (owned) (nullable) (element-type HwHotSpotChange) of the last 180 days, oldest first */
  guint      rank;          /* 1 is first */
  double     score;         /* what the rank goes by, see hw_hot_spots_find() */
  HwPoint    centre;
  GArray    *hull;          /* (owned) (element-type HwPoint) counter-clockwise, with a margin of 25 m so that even one place has a shape */
  GArray    *rows[HW_N_KINDS]; /* (owned) (element-type gint64) of its reports, and of its contacts; ascending */
  guint      reports, contacts, people_met;
  guint      verified, rumoured;  /* events where the team met somebody; events only reported */
  guint      unmet;         /* reports that nobody has looked for yet: new, needing information, sent out */
  double     weight;
  gint64     first, last;   /* µs UTC */
  /* [within 50, 250, 1000 m][in 7, 28, 60, 180 days] */
  guint      counts[3][4];
  guint      rhythm[7][24]; /* Monday first, local hours; within 250 m, 180 days */
  guint      recent, before;/* within 250 m in the last 14 days and in the 14 days before them */
  double     p_value;       /* that chance would give a change at least so large, two-sided exact binomial */
  int        trend;         /* -1 falling, 0 steady, 1 rising (p < 0.05) */
  double     expected;      /* what 14 days would hold if they were like the area's own past, up to 166 days before them; below zero when that past is shorter than 14 days */
  double     past_p_value;  /* that chance would give a number at least as far from @expected */
  guint      weeks[12];     /* within 250 m per week, oldest first: the small line in the list */
} HwHotSpot;

#define HW_TYPE_HOT_SPOT (hw_hot_spot_get_type ())
GType      hw_hot_spot_get_type (void);
HwHotSpot *hw_hot_spot_ref      (HwHotSpot *self);
void       hw_hot_spot_unref    (HwHotSpot *self);
HwHotSpot *hw_hot_spot_copy_untold (const HwHotSpot *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwHotSpot, hw_hot_spot_unref)

/* Exact DBSCAN in metres. @points may be in any order and the result does not depend on it. Returns (transfer full) (element-type HwHotSpot), by rank. Checks @cancellable now and then. */
GPtrArray *hw_hot_spots_find (const HwIndexPoint *points, gsize n_points, const HwHotSpotParams *params, GTimeZone *zone, gint64 now, GCancellable *cancellable, GError **error);

const HwHotSpot *hw_hot_spots_find_same (const GPtrArray *hot_spots, const HwHotSpot *before);

G_END_DECLS
