/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-session-hot-spots.h"

G_BEGIN_DECLS

/* What happened to a hot-spot, and what the team did there, in words. */
char *hw_tale_dup_day        (gint64                 day,
                              gint64                 now);
char *hw_tale_dup_change     (const HwHotSpotChange *change);
char *hw_tale_dup_last_visit (const HwHotSpotVisits *visits);
char *hw_tale_dup_unmet      (const HwHotSpot       *hot_spot);
char *hw_tale_dup_outcomes   (const HwHotSpotVisits *visits);

G_END_DECLS
