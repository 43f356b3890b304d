/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-follow-up.h"

G_BEGIN_DECLS

/**
 * HwFollowUpGroup:
 * @HW_FOLLOW_UP_GROUP_OVERDUE: its day is over; it may have been tried
 * @HW_FOLLOW_UP_GROUP_SOON: its day is today or within the next 7 days
 * @HW_FOLLOW_UP_GROUP_LATER: its day is further away
 * @HW_FOLLOW_UP_GROUP_DONE: something was learnt, or given up with a reason, in the last 31 days
 *
 * Where a follow-up stands in the list of all.
 */
typedef enum
{
  HW_FOLLOW_UP_GROUP_OVERDUE, HW_FOLLOW_UP_GROUP_SOON, HW_FOLLOW_UP_GROUP_LATER, HW_FOLLOW_UP_GROUP_DONE,
  HW_N_FOLLOW_UP_GROUPS
} HwFollowUpGroup;

/**
 * HwFollowUpEntry:
 * @case_: whose return it is about
 * @follow_up: how it stands; its days are 0 for the look at the plan within a month of the return
 * @group: where it stands in the list
 * @closed_at: when the last was learnt or given up, µs UTC; 0 where it is open
 *
 * One follow-up of one person.
 */
typedef struct
{
  HwCase          *case_;      /* (owned) */
  HwFollowUp       follow_up;  /* its records belong to the case */
  HwFollowUpGroup  group;
  gint64           closed_at;
} HwFollowUpEntry;

void       hw_follow_up_entry_free (gpointer               entry);
GPtrArray *hw_follow_up_list_of    (HwCase               **cases,
                                    guint                  n_cases,
                                    gint64                 now);
char      *hw_follow_up_next_try   (const HwFollowUpEntry *entry,
                                    gint64                 now);

G_END_DECLS
