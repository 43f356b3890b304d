/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-hot-spots.h"

G_BEGIN_DECLS

#define HW_HOT_SPOT_WINDOW_DAYS 28    /* of the hot-spots of a day */
#define HW_HOT_SPOT_TOLD_DAYS   180   /* so far back changes are told */

/**
 * HwHotSpotLife: one hot-spot from its first day to its last.
 */
typedef struct
{
  HwId    identity;
  gint64  born;      /* µs UTC at which its first day begins */
  gint64  last;      /* µs UTC at which the last day begins on which it was one */
  gint64  closed;    /* µs UTC at which the day begins from which it was none, 0 while it is one */
  HwPoint centre;    /* on that last day */
  guint   events;    /* reports and contacts in the 28 days, likewise */
  GArray *changes;   /* (owned) (element-type HwHotSpotChange) oldest first */
} HwHotSpotLife;

/**
 * HwHotSpotHistory:
 *
 * The hot-spots of every day up to one, and which of them are the same.
 * Reference counted and immutable. It depends on the reports and contacts and the parameters only: two laptops with
 * the same records tell the same history with the same identities.
 */
typedef struct _HwHotSpotHistory HwHotSpotHistory;

gint64               hw_hot_spot_history_get_reach (gint64                  now);
HwHotSpotHistory    *hw_hot_spot_history_new       (const HwIndexPoint     *points,
                                                    gsize                   n_points,
                                                    const HwHotSpotParams  *params,
                                                    gint64                  now,
                                                    GCancellable           *cancellable,
                                                    GError                **error);
HwHotSpotHistory    *hw_hot_spot_history_ref       (HwHotSpotHistory       *self);
void                 hw_hot_spot_history_unref     (HwHotSpotHistory       *self);
guint                hw_hot_spot_history_get_n_lives (const HwHotSpotHistory *self);
const HwHotSpotLife *hw_hot_spot_history_get_life  (const HwHotSpotHistory *self,
                                                    guint                   i);
const HwHotSpotLife *hw_hot_spot_history_find      (const HwHotSpotHistory *self,
                                                    const HwId             *identity);
void                 hw_hot_spot_history_identify  (const HwHotSpotHistory *self,
                                                    GPtrArray              *hot_spots);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwHotSpotHistory, hw_hot_spot_history_unref)

G_END_DECLS
