/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-promise.h"
#include "hw-report.h"
#include "hw-shift.h"
#include "hw-tap.h"

G_BEGIN_DECLS

/**
 * HwOpenEndKind:
 * @HW_OPEN_END_DANGER: danger was tapped
 * @HW_OPEN_END_WISH: somebody wants to go home
 * @HW_OPEN_END_NO_OUTCOME: the team was there and nobody said what came of it
 * @HW_OPEN_END_NOT_VISITED: a stop of the round where the team did not come
 * @HW_OPEN_END_REPORT: a report expected at a stop is still looked for
 *
 * What a night leaves to be done.
 */
typedef enum
{
  HW_OPEN_END_DANGER, HW_OPEN_END_WISH, HW_OPEN_END_NO_OUTCOME, HW_OPEN_END_NOT_VISITED, HW_OPEN_END_REPORT,
  HW_N_OPEN_END_KINDS
} HwOpenEndKind;

/**
 * HwOpenEnd:
 * @kind: what is open
 * @stop: (unowned): where; of the shift
 * @report: (unowned) (nullable): which report
 */
typedef struct
{
  HwOpenEndKind   kind;
  const HwStop   *stop;
  const HwReport *report;
} HwOpenEnd;

/**
 * HwDebrief:
 * @stops: of the round
 * @visited: where the team came
 * @looked_for: stops where it looked for somebody
 * @found: of those, where it found them
 * @not_found: where it did not
 * @could_not_look: where it could not look
 * @bedded_down: people met bedded down; only they count as seen sleeping rough
 * @awake: people met awake and about
 * @given: things given
 * @beds_offered: beds offered
 * @minutes_with_people: at stops where somebody was met, from coming to leaving
 * @minutes: of the whole round; 0 before it is over
 * @open_ends: (owned) (element-type HwOpenEnd): what is to be done, what presses first
 * @callers: (owned) (element-type HwReport): whose callers can be told something now
 *
 * A shift, the morning after.
 */
typedef struct
{
  guint      stops, visited, looked_for, found, not_found, could_not_look;
  guint      bedded_down, awake, given, beds_offered;
  guint      minutes_with_people, minutes;
  GArray    *open_ends;
  GPtrArray *callers;
} HwDebrief;

HwDebrief  *hw_debrief_new                (const HwShift *shift,
                                           GPtrArray     *taps,
                                           GPtrArray     *reports);
void        hw_debrief_free               (HwDebrief     *self);
const char *hw_open_end_kind_get_words    (HwOpenEndKind  kind);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwDebrief, hw_debrief_free)

G_END_DECLS
