/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-histogram.h"

G_BEGIN_DECLS

/**
 * HwTimePlayer:
 *
 * A button that plays through time: the chosen days of a histogram go on by a
 * bar at a time, from the left edge to today. It stops when pressed again, at the
 * end, and when the days are chosen by hand meanwhile.
 */
#define HW_TYPE_TIME_PLAYER (hw_time_player_get_type ())
G_DECLARE_FINAL_TYPE (HwTimePlayer, hw_time_player, HW, TIME_PLAYER, GtkButton)

GtkWidget *hw_time_player_new  (HwHistogram  *histogram);
gboolean   hw_time_player_is_playing (HwTimePlayer *self);
void       hw_time_player_stop (HwTimePlayer *self);

G_END_DECLS
