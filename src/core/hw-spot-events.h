/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-hot-spots.h"
#include "hw-near-grid.h"

G_BEGIN_DECLS

/**
 * HwSpotOrder:
 * @HW_SPOT_BY_PLACE: from south to north
 * @HW_SPOT_BY_TIME: oldest first
 *
 * What events are put in order by. Either is the same whatever the order of
 * the input, and on every laptop: rows decide only between equal events.
 */
typedef enum { HW_SPOT_BY_PLACE, HW_SPOT_BY_TIME } HwSpotOrder;

/**
 * HwSpotEvents:
 * @points: (owned): what happened, in order
 * @places: (owned): where, side by side with @points
 * @times: (owned): when, µs UTC, likewise
 * @weights: (owned): how much each counts, likewise
 * @near: (owned) (nullable): the places again, for many small groups of them
 * @n_events: how many
 *
 * The reports and contacts that hot-spots are made of. Private to the hot-spots.
 */
typedef struct
{
  HwIndexPoint *points;
  HwPoint      *places;
  gint64       *times;
  double       *weights;
  HwNearPoint  *near;
  guint32       n_events;
} HwSpotEvents;

void       hw_spot_events_init       (HwSpotEvents           *self,
                                      const HwIndexPoint     *points,
                                      gsize                   n_points,
                                      const HwHotSpotParams  *params,
                                      gint64                  since,
                                      gint64                  until,
                                      HwSpotOrder             order);
void       hw_spot_events_clear      (HwSpotEvents           *self);
GPtrArray *hw_spot_events_cluster    (const HwSpotEvents     *self,
                                      guint32                 first,
                                      guint32                 n_events,
                                      const HwHotSpotParams  *params,
                                      GCancellable           *cancellable,
                                      GError                **error);
GPtrArray *hw_spot_events_divide     (const HwSpotEvents     *self,
                                      const HwHotSpotParams  *params,
                                      gint64                  window,
                                      GCancellable           *cancellable,
                                      GError                **error);
void       hw_spot_events_init_part  (HwSpotEvents           *self,
                                      const HwSpotEvents     *whole,
                                      const GArray           *members);
HwPoint    hw_spot_events_get_centre (const HwSpotEvents     *self,
                                      const GArray           *members);

G_END_DECLS
