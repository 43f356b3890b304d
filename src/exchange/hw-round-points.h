/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-shift.h"

G_BEGIN_DECLS

typedef enum { HW_ROUND_START, HW_ROUND_STOP, HW_ROUND_END } HwRoundPointKind;

/**
 * HwRoundPoint:
 * @kind: where on the round it is
 * @number: of the stop, from 1; 0 for start and end
 * @name: (owned): what it is called
 * @point: where it is
 * @arrives_at: as planned, µs UTC; 0: not planned
 * @leaves_at: likewise
 *
 * What other devices are told of one point of a round. There is no person in it,
 * no word of a report and no reason: a stop that is no site has just its number.
 */
typedef struct
{
  HwRoundPointKind  kind;
  guint             number;
  char             *name;
  HwPoint           point;
  gint64            arrives_at;
  gint64            leaves_at;
} HwRoundPoint;

GArray *hw_round_points_list (const HwShift *shift);

G_END_DECLS
