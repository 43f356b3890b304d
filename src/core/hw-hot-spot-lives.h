/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-hot-spot-history.h"

G_BEGIN_DECLS

/**
 * HwLiveSpot:
 *
 * A hot-spot while its days are gone through: its life, and what later days are
 * compared with. Private to the history.
 */
typedef struct
{
  HwHotSpotLife life;
  gint64        first_day, last_day;   /* numbers of days */
  gint64        measured_day;          /* when its size was last told */
  guint         measured;              /* and what it was */
  gint64        placed_day;            /* when its place was last told */
  HwPoint       place;                 /* and where it was */
  gboolean      is_over;               /* closed, or part of another one */
  guint32       number;                /* in the history */
} HwLiveSpot;

HwLiveSpot *hw_live_spot_new      (const HwIndexPoint *first,
                                   gint64              day,
                                   const HwPoint      *centre,
                                   guint               events,
                                   HwLiveSpot         *split_from);
void        hw_live_spot_free     (HwLiveSpot         *self);
void        hw_live_spot_live_on  (HwLiveSpot         *self,
                                   gint64              day,
                                   const HwPoint      *centre,
                                   guint               events);
void        hw_live_spot_close    (HwLiveSpot         *self);
void        hw_live_spot_merge    (HwLiveSpot         *self,
                                   HwLiveSpot         *into,
                                   gint64              day);
void        hw_hot_spot_make_identity (const HwIndexPoint *first,
                                   gint64              day,
                                   HwId               *identity);

G_END_DECLS
