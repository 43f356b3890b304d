/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-chance.h"
#include "hw-hot-spots.h"
#include "hw-local-time.h"
#include "hw-near-grid.h"

G_BEGIN_DECLS

/**
 * HwHotSpotReasons:
 *
 * Everything that happened lately, sorted by place, to ask what lies around a
 * hot-spot. Private to the hot-spots.
 */
typedef struct
{
  HwNearGrid  *grid;     /* (owned) */
  gint64      *times;    /* (owned) by the grid's index */
  HwLocalTime *local;    /* (owned) */
  gint64       now;
  double       past_days;  /* how long before the last 14 days something is known, at most 166 */
  GArray      *cells;    /* (owned) */
} HwHotSpotReasons;

void   hw_hot_spot_reasons_init  (HwHotSpotReasons   *self,
                                  const HwIndexPoint *points,
                                  gsize               n_points,
                                  GTimeZone          *zone,
                                  gint64              now);
void   hw_hot_spot_reasons_clear (HwHotSpotReasons   *self);
void   hw_hot_spot_reasons_fill  (HwHotSpotReasons   *self,
                                  HwHotSpot          *hot_spot);

G_END_DECLS
