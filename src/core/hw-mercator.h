/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

double  hw_mercator_x          (double  longitude);
double  hw_mercator_y          (double  latitude);
double  hw_mercator_longitude  (double  x);
double  hw_mercator_latitude   (double  y);
guint32 hw_mercator_x_to_fixed (double  longitude);
guint32 hw_mercator_y_to_fixed (double  latitude);
double  hw_mercator_from_fixed (double  steps);

G_END_DECLS
