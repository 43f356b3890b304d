/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-report.h"

G_BEGIN_DECLS

/* What whoever made a report may be told. Numbers are kept by the intake service: new ones come last. */
typedef enum
{
  HW_CALLER_ANSWER_RECEIVED,
  HW_CALLER_ANSWER_LOOKED_AT,
  HW_CALLER_ANSWER_TEAM_WENT_OUT,
  HW_CALLER_ANSWER_MET,
  HW_CALLER_ANSWER_LOOKED_FOR_NOT_FOUND,
  HW_CALLER_ANSWER_PLACE_NOT_FOUND,
  HW_CALLER_ANSWER_KNOWN_TO_US,
  HW_CALLER_ANSWER_PASSED_ON,
  HW_CALLER_ANSWER_NOT_OUR_AREA,
  HW_CALLER_ANSWER_NEEDS_INFORMATION,
  HW_N_CALLER_ANSWERS
} HwCallerAnswer;

HwCallerAnswer hw_caller_answer_of          (HwReportStatus  status,
                                             const char     *outcome);
const char    *hw_caller_answer_to_string   (HwCallerAnswer  answer);
gboolean       hw_caller_answer_from_string (const char     *name,
                                             HwCallerAnswer *answer);
const char    *hw_caller_answer_get_words   (HwCallerAnswer  answer);

G_END_DECLS
