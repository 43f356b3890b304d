/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-point.h"

G_BEGIN_DECLS

/* Lower than so many degrees below the horizon the sun gives no light to see by: the end of civil twilight. */
#define HW_DARK_BELOW_DEGREES 6.0

double   hw_sun_elevation   (const HwPoint *point,
                             gint64         time);
gboolean hw_is_dark         (const HwPoint *point,
                             gint64         time);
gboolean hw_is_dark_between (const HwPoint *point,
                             gint64         since,
                             gint64         until);

G_END_DECLS
