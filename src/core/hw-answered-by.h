/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-report.h"

G_BEGIN_DECLS

/* How a caller was answered. */
typedef enum { HW_ANSWERED_BY_SMS, HW_ANSWERED_BY_CALL, HW_ANSWERED_BY_EMAIL, HW_ANSWERED_BY_STATUS_PAGE, HW_N_ANSWERED_BY } HwAnsweredBy;

const char    *hw_answered_by_to_string   (HwAnsweredBy     how);
gboolean       hw_answered_by_from_string (const char      *name,
                                           HwAnsweredBy    *how);
HwAnsweredBy   hw_answered_by_of          (const HwReport  *report);
gboolean       hw_caller_wants_answer     (const HwReport  *report);
HwReportStatus hw_report_status_after_visit (const HwReport *report);
gboolean       hw_outcome_goes_on         (const char      *code);
gint64         hw_add_working_days        (gint64           from,
                                           guint            days,
                                           GTimeZone       *zone);

#define HW_ANSWER_WORKING_DAYS 10u   /* within so many working days a caller is answered (DOMAIN.md) */

G_END_DECLS
