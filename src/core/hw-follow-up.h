/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-case.h"

G_BEGIN_DECLS

#define HW_N_FOLLOW_UPS 5

/**
 * HwFollowUpState:
 * @HW_FOLLOW_UP_WAITS: its day has not come
 * @HW_FOLLOW_UP_DUE: today
 * @HW_FOLLOW_UP_OVERDUE: its day is past and nobody tried
 * @HW_FOLLOW_UP_ATTEMPTED: tried, nothing learnt yet
 * @HW_FOLLOW_UP_GIVEN_UP: tried, and written down why nothing more will be tried
 * @HW_FOLLOW_UP_DONE: something was learnt
 */
typedef enum
{
  HW_FOLLOW_UP_WAITS, HW_FOLLOW_UP_DUE, HW_FOLLOW_UP_OVERDUE, HW_FOLLOW_UP_ATTEMPTED, HW_FOLLOW_UP_GIVEN_UP, HW_FOLLOW_UP_DONE
} HwFollowUpState;

/**
 * HwFollowUp:
 * @days: 7, 30, 90, 180 or 365
 * @field: (static): the HW_FIELD_ name of the same follow-up
 * @due_at: first moment of the day on which it is due, µs UTC
 * @end: last moment of that day
 * @moved: (nullable): the record that moved it to that day
 * @state: how it stands
 * @attempts: how often somebody tried
 * @last: (nullable): the last attempt
 *
 * A planned check after the return. Borrows from the case.
 */
typedef struct
{
  guint               days;
  const char         *field;
  gint64              due_at;
  gint64              end;
  const HwCaseRecord *moved;
  HwFollowUpState     state;
  guint               attempts;
  const HwCaseRecord *last;
} HwFollowUp;

guint       hw_follow_up_list            (const HwCase    *self,
                                          gint64           now,
                                          HwFollowUp       follow_ups[HW_N_FOLLOW_UPS]);
gboolean    hw_follow_up_find            (const HwCase    *self,
                                          const char      *field,
                                          gint64           now,
                                          HwFollowUp      *found);
gboolean    hw_follow_up_is_closed       (const HwFollowUp *follow_up);
const char *hw_follow_up_state_get_words (HwFollowUpState  state);
guint       hw_case_seen_again           (const HwCase    *self,
                                          gint64          *first,
                                          gint64          *last);

G_END_DECLS
