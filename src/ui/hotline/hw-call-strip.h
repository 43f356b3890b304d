/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "hw-open-calls.h"

G_BEGIN_DECLS

#define HW_TYPE_CALL_STRIP (hw_call_strip_get_type ())
G_DECLARE_FINAL_TYPE (HwCallStrip, hw_call_strip, HW, CALL_STRIP, AdwBin)

void hw_call_strip_set_calls   (HwCallStrip *self,
                                HwOpenCalls *calls);
void hw_call_strip_set_current (HwCallStrip *self,
                                HwCallDraft *draft);

G_END_DECLS
