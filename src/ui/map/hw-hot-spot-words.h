/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-hot-spots.h"

G_BEGIN_DECLS

const char *hw_words_weekday      (guint            day);
const char *hw_words_trend        (const HwHotSpot *hot_spot);
char       *hw_words_dup_trend    (const HwHotSpot *hot_spot);
char       *hw_words_dup_chance   (double           p);
char       *hw_words_dup_past     (const HwHotSpot *hot_spot);
char       *hw_words_dup_rhythm   (const HwHotSpot *hot_spot);
char       *hw_words_dup_since    (gint64           first,
                                   gint64           now);
char       *hw_words_dup_in_days  (guint            events,
                                   guint            days);
guint       hw_hot_spot_events    (const HwHotSpot *hot_spot);

G_END_DECLS
