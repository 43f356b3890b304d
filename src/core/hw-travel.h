/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-point.h"
#include "hw-shift.h"

G_BEGIN_DECLS

/* How much longer streets are than the straight line. */
#define HW_TRAVEL_DETOUR 1.3

double  hw_travel_speed_m_s (HwTransport    transport);
double  hw_travel_seconds   (const HwPoint *from,
                             const HwPoint *to,
                             HwTransport    transport);
double *hw_travel_matrix    (const HwPoint *points,
                             guint          n,
                             HwTransport    transport);

G_END_DECLS
