/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-report.h"

G_BEGIN_DECLS

typedef enum { HW_CLOCK_FRESH, HW_CLOCK_QUIET, HW_CLOCK_SOON, HW_CLOCK_OVERDUE } HwClockTone;

char       *hw_queue_clock_dup_words (const HwReport *report,
                                      gint64          now,
                                      HwClockTone    *tone);
gint64      hw_queue_clock_get_due   (const HwReport *report);
const char *hw_clock_tone_to_class   (HwClockTone     tone);

G_END_DECLS
