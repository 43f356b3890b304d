/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-caller-answer.h"

G_BEGIN_DECLS

/* When callers who wanted an answer had it. */
typedef enum
{
  HW_TOLD_IN_TIME,     /* within HW_ANSWER_WORKING_DAYS */
  HW_TOLD_LATE,
  HW_TOLD_NOT_YET,     /* and there is still time */
  HW_TOLD_OVERDUE,
  HW_N_TOLD
} HwTold;

/**
 * HwPublishedMonth:
 * @year: of the month
 * @month: 1 to 12
 * @by_channel: how its reports came
 * @by_answer: what was done about them
 * @told: when those callers who wanted an answer had it
 *
 * What may be published of a month of reports, once it has been through
 * hw_small_numbers_protect(). There are no places and no people in it.
 */
typedef struct
{
  guint year, month;
  guint by_channel[HW_N_CHANNELS];
  guint by_answer[HW_N_CALLER_ANSWERS];
  guint told[HW_N_TOLD];
} HwPublishedMonth;

gboolean hw_published_month_parse     (const char       *text,
                                       HwPublishedMonth *month);
void     hw_published_month_get_range (const HwPublishedMonth *self,
                                       GTimeZone        *zone,
                                       gint64           *since,
                                       gint64           *until);
void     hw_published_month_add       (HwPublishedMonth *self,
                                       const HwReport   *report,
                                       gint64            answered_at,
                                       gint64            now,
                                       GTimeZone        *zone);

G_END_DECLS
