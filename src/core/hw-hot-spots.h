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
 * HwHotSpot: where reports and contacts concentrate, and why. Boxed, reference counted, immutable.
 */
typedef struct
{
  HwId       identity;      /* the same from day to day */
  gint64     born;          /* µs UTC: the first day it was a hot-spot, 0 when not known */
  guint      rank;          /* 1 is first */
  HwPoint    centre;
  GArray    *hull;          /* (owned) (element-type HwPoint) counter-clockwise, with a margin of 25 m so that even one place has a shape */
  guint      reports, contacts, people_met;
  guint      verified, rumoured;  /* met by the team; only reported */
  double     weight;
  gint64     first, last;   /* µs UTC */
  /* [within 50, 250, 1000 m][in 7, 28, 60, 180 days] */
  guint      counts[3][4];
  guint      rhythm[7][24]; /* Monday first, local hours; within 250 m, 180 days */
  guint      recent, before;/* within 250 m in the last 14 days and in the 14 days before them */
  double     p_value;       /* that chance would give a change at least so large, two-sided exact binomial */
  int        trend;         /* -1 falling, 0 steady, 1 rising (p < 0.05) */
  guint      weeks[12];     /* within 250 m per week, oldest first: the small line in the list */
} HwHotSpot;

#define HW_TYPE_HOT_SPOT (hw_hot_spot_get_type ())
GType      hw_hot_spot_get_type (void);
HwHotSpot *hw_hot_spot_ref      (HwHotSpot *self);
void       hw_hot_spot_unref    (HwHotSpot *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwHotSpot, hw_hot_spot_unref)

/* Exact DBSCAN in metres. @points may be in any order and the result does not depend on it. Returns (transfer full) (element-type HwHotSpot), by rank. Checks @cancellable now and then. */
GPtrArray *hw_hot_spots_find (const HwIndexPoint *points, gsize n_points, const HwHotSpotParams *params, GTimeZone *zone, gint64 now, GCancellable *cancellable, GError **error);

G_END_DECLS
