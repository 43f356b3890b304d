/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "hw-point.h"

G_BEGIN_DECLS

/**
 * HwTrackPoint:
 * @at: when, µs UTC
 * @point: where the laptop was
 * @accuracy_m: to how many metres that is known
 *
 * One place of the track of a round.
 */
typedef struct
{
  gint64  at;
  HwPoint point;
  double  accuracy_m;
} HwTrackPoint;

/* A track is kept for some days, or not at all, which is the case until the team says otherwise. */
#define HW_TRACK_MAX_DAYS       30
#define HW_TRACK_MIN_GAP_US     (10 * G_USEC_PER_SEC)
#define HW_TRACK_MIN_MOVE_M     20.0
#define HW_TRACK_MAX_ACCURACY_M 100.0

gboolean hw_track_keeps      (const HwTrackPoint *last,
                              const HwTrackPoint *point);
gboolean hw_track_is_too_old (const HwTrackPoint *first,
                              guint               days,
                              gint64              now);
guint    hw_track_parse_days (const char         *text);
char    *hw_track_to_text    (const HwTrackPoint *points,
                              guint               n_points);
void     hw_track_read_text  (GArray             *points,
                              const char         *text);

G_END_DECLS
