/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The mean radius of the earth in metres (IUGG 1980), which haversine distances use. */
#define HW_EARTH_RADIUS_M 6371008.8

/**
 * HwPoint:
 * @latitude: degrees north, WGS 84, -90 to 90
 * @longitude: degrees east, WGS 84, -180 to 180
 *
 * A point on the earth. A place that is not known is a %HW_POINT_UNKNOWN, whose
 * coordinates are beyond the earth: (0, 0) is a point in the sea, not "unknown".
 */
typedef struct
{
  double latitude;
  double longitude;
} HwPoint;

#define HW_POINT_UNKNOWN ((HwPoint) { .latitude = G_MAXDOUBLE, .longitude = G_MAXDOUBLE })

/**
 * HwLocalFrame:
 *
 * A flat frame in metres around a point: x east, y north. Distances from the
 * origin are good to 0.1 % within 50 km.
 */
typedef struct
{
  HwPoint origin;
  double  metres_per_degree_longitude;
  double  metres_per_degree_latitude;
} HwLocalFrame;

/**
 * HwBox:
 *
 * A box in degrees. One whose west lies east of its east reaches over the
 * antimeridian.
 */
typedef struct
{
  double west;
  double south;
  double east;
  double north;
} HwBox;

#define HW_BOX_EMPTY ((HwBox) { .west = G_MAXDOUBLE, .south = G_MAXDOUBLE, .east = -G_MAXDOUBLE, .north = -G_MAXDOUBLE })

gboolean     hw_point_is_valid     (const HwPoint      *point);
double       hw_point_distance     (const HwPoint      *a,
                                    const HwPoint      *b);
HwPoint      hw_point_round        (const HwPoint      *point);
void         hw_local_frame_init   (HwLocalFrame       *frame,
                                    const HwPoint      *origin);
void         hw_local_frame_to_xy  (const HwLocalFrame *frame,
                                    const HwPoint      *point,
                                    double             *x,
                                    double             *y);
HwPoint      hw_local_frame_to_point (const HwLocalFrame *frame,
                                    double              x,
                                    double              y);
gboolean     hw_box_contains       (const HwBox        *box,
                                    const HwPoint      *point);
void         hw_box_extend         (HwBox              *box,
                                    const HwPoint      *point);

G_END_DECLS
