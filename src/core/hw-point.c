/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <math.h>
#include "hw-point.h"

/* Distances and flat frames on a round earth. Everything that measures in
 * metres (duplicates, hot-spots, the planner) measures with these functions,
 * so that "42 m away" is the same wherever it is said. */

#define RADIANS(degrees) ((degrees) * (G_PI / 180.0))
#define DEGREES(radians) ((radians) * (180.0 / G_PI))
#define METRES_PER_DEGREE (HW_EARTH_RADIUS_M * G_PI / 180.0)
#define STEPS_PER_DEGREE 1e7

static double
round_degrees (double degrees)
{
  /* adding zero turns -0.0 into 0.0, so that equal places are equal bytes */
  return round (degrees * STEPS_PER_DEGREE) / STEPS_PER_DEGREE + 0.0;
}

/* Metres in a degree of longitude half way between two latitudes. */
static double
metres_per_degree_longitude_between (const HwLocalFrame *frame,
                                     double              latitude)
{
  if (latitude == frame->origin.latitude)
    return frame->metres_per_degree_longitude;
  return METRES_PER_DEGREE * cos (RADIANS ((frame->origin.latitude + latitude) / 2.0));
}

/**
 * hw_point_is_valid:
 * @point: a point
 *
 * Returns: whether @point lies on the earth; %FALSE for %HW_POINT_UNKNOWN and
 *   for anything that is not a number
 */
gboolean
hw_point_is_valid (const HwPoint *point)
{
  return point->latitude >= -90.0 && point->latitude <= 90.0
         && point->longitude >= -180.0 && point->longitude <= 180.0;
}

/**
 * hw_point_distance:
 * @a: a valid point
 * @b: another one
 *
 * The length of the great circle on a sphere of %HW_EARTH_RADIUS_M, by the
 * haversine formula (R. W. Sinnott, "Virtues of the Haversine", Sky and
 * Telescope 68, 1984), which keeps its digits for points close together.
 *
 * Returns: metres
 */
double
hw_point_distance (const HwPoint *a,
                   const HwPoint *b)
{
  double half_latitude = sin (RADIANS (b->latitude - a->latitude) / 2.0);
  double half_longitude = sin (RADIANS (b->longitude - a->longitude) / 2.0);
  double haversine = half_latitude * half_latitude
                     + cos (RADIANS (a->latitude)) * cos (RADIANS (b->latitude)) * half_longitude * half_longitude;

  return 2.0 * HW_EARTH_RADIUS_M * asin (sqrt (MIN (haversine, 1.0)));
}

/**
 * hw_point_round:
 * @point: a point
 *
 * Rounds to 1e-7 degrees (at most 6 mm off), which is what the journal holds:
 * a point reads back as the same bytes after any number of rounds.
 *
 * Returns: the rounded point; one that is not valid comes back as it is
 */
HwPoint
hw_point_round (const HwPoint *point)
{
  if (!hw_point_is_valid (point))
    return *point;
  return (HwPoint) { round_degrees (point->latitude), round_degrees (point->longitude) };
}

/**
 * hw_local_frame_init:
 * @frame: (out caller-allocates): a frame
 * @origin: a valid point, which becomes (0, 0)
 *
 * Lays a flat frame around @origin. Distances from @origin are good to 0.1 %
 * within 50 km, short of the polar regions.
 */
void
hw_local_frame_init (HwLocalFrame  *frame,
                     const HwPoint *origin)
{
  frame->origin = *origin;
  frame->metres_per_degree_latitude = METRES_PER_DEGREE;
  frame->metres_per_degree_longitude = METRES_PER_DEGREE * cos (RADIANS (origin->latitude));
}

/**
 * hw_local_frame_to_xy:
 * @frame: a frame
 * @point: a valid point
 * @x: (out): metres east of the origin, the short way round
 * @y: (out): metres north of the origin
 *
 * Degrees of longitude are taken at the latitude half way, which is what keeps
 * the frame true away from the origin's own latitude.
 */
void
hw_local_frame_to_xy (const HwLocalFrame *frame,
                      const HwPoint      *point,
                      double             *x,
                      double             *y)
{
  double east = remainder (point->longitude - frame->origin.longitude, 360.0);

  *x = east * metres_per_degree_longitude_between (frame, point->latitude);
  *y = (point->latitude - frame->origin.latitude) * frame->metres_per_degree_latitude;
}

/**
 * hw_local_frame_to_point:
 * @frame: a frame
 * @x: metres east of the origin
 * @y: metres north of the origin
 *
 * The way back from hw_local_frame_to_xy().
 *
 * Returns: a valid point
 */
HwPoint
hw_local_frame_to_point (const HwLocalFrame *frame,
                         double              x,
                         double              y)
{
  HwPoint point;
  double scale;

  point.latitude = CLAMP (frame->origin.latitude + y / frame->metres_per_degree_latitude, -90.0, 90.0);
  scale = metres_per_degree_longitude_between (frame, point.latitude);
  point.longitude = frame->origin.longitude + (scale > 1e-6 ? x / scale : 0.0);
  if (point.longitude < -180.0 || point.longitude > 180.0)
    point.longitude = remainder (point.longitude, 360.0);
  return point;
}

/**
 * hw_box_contains:
 * @box: a box; one whose west lies east of its east reaches over the
 *   antimeridian
 * @point: a point
 *
 * Returns: whether @point lies in @box or on its edge
 */
gboolean
hw_box_contains (const HwBox   *box,
                 const HwPoint *point)
{
  if (!(point->latitude >= box->south && point->latitude <= box->north))
    return FALSE;
  if (box->west <= box->east)
    return point->longitude >= box->west && point->longitude <= box->east;
  return point->longitude >= box->west || point->longitude <= box->east;
}

/**
 * hw_box_extend:
 * @box: a box that does not reach over the antimeridian; begin with
 *   %HW_BOX_EMPTY
 * @point: a point; one that is not valid changes nothing
 *
 * Makes @box just large enough to hold @point too.
 */
void
hw_box_extend (HwBox         *box,
               const HwPoint *point)
{
  if (!hw_point_is_valid (point))
    return;
  box->west = MIN (box->west, point->longitude);
  box->east = MAX (box->east, point->longitude);
  box->south = MIN (box->south, point->latitude);
  box->north = MAX (box->north, point->latitude);
}
