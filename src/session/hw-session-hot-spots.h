/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-hot-spot-settings.h"
#include "hw-session.h"

G_BEGIN_DECLS

/**
 * HwHotSpotVisits:
 * @last_visit: µs UTC: when the team was there last, 0: never, or not known here
 * @people_looked_for: at that visit
 * @people_found: of them
 * @people_met: at that visit, whether or not anybody looked for them
 * @looked_for: reports of the last 180 days that somebody looked for
 * @found: of them
 * @not_found: of them
 *
 * What the team did around a hot-spot: within 250 m of its centre.
 */
typedef struct
{
  gint64 last_visit;
  guint  people_looked_for, people_found, people_met;
  guint  looked_for, found, not_found;
} HwHotSpotVisits;

void             hw_hot_spot_visits_free                  (HwHotSpotVisits         *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwHotSpotVisits, hw_hot_spot_visits_free)

void             hw_session_list_hot_spot_visits_async    (HwSession               *self,
                                                           const HwHotSpot         *hot_spot,
                                                           GCancellable            *cancellable,
                                                           GAsyncReadyCallback      callback,
                                                           gpointer                 user_data);
HwHotSpotVisits *hw_session_list_hot_spot_visits_finish   (HwSession               *self,
                                                           GAsyncResult            *result,
                                                           GError                 **error);

void             hw_session_get_hot_spot_settings         (HwSession               *self,
                                                           HwHotSpotSettings       *settings);
void             hw_session_set_hot_spot_settings         (HwSession               *self,
                                                           const HwHotSpotSettings *settings);
void             hw_session_remember_hot_spot_settings    (HwSession               *self);
/* How many days the hot-spots in the list are of; 0 where there is none. */
guint            hw_session_count_hot_spot_days           (HwSession               *self);

G_END_DECLS
