/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-shift.h"

G_BEGIN_DECLS

const char *hw_shift_words_transport (HwTransport transport);
char *hw_shift_words_dup_day   (const HwShift *shift,
                                gint64         now);
char *hw_shift_words_dup_times (const HwShift *shift);
char *hw_shift_words_dup_team  (const HwShift *shift);

G_END_DECLS
