/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "hw-desk-work.h"

G_BEGIN_DECLS

#define HW_TYPE_URGENT_BAR (hw_urgent_bar_get_type ())
G_DECLARE_FINAL_TYPE (HwUrgentBar, hw_urgent_bar, HW, URGENT_BAR, AdwBin)

void hw_urgent_bar_show (HwUrgentBar *self,
                         HwDeskWork  *work,
                         HwReport    *report);

G_END_DECLS
