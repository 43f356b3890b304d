/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <math.h>
#include "hw-mercator.h"

/* Web Mercator as map tiles use it (EPSG:3857), with the whole world as the
 * unit square: (0, 0) is the north-west corner, y grows to the south. Latitudes
 * beyond 85.05° fall on the edge. */

#define MAX_LATITUDE 85.0511287798065923778
#define FIXED_STEPS 4294967296.0   /* 2^32 */

static guint32
to_fixed (double part)
{
  double steps = floor (part * FIXED_STEPS);

  if (!(steps > 0.0))
    return 0;
  return steps >= FIXED_STEPS ? G_MAXUINT32 : (guint32) steps;
}

/**
 * hw_mercator_x:
 * @longitude: degrees east
 *
 * Returns: 0 at 180° west, 1 at 180° east
 */
double
hw_mercator_x (double longitude)
{
  return longitude / 360.0 + 0.5;
}

/**
 * hw_mercator_y:
 * @latitude: degrees north
 *
 * Returns: 0 at 85.05° north, 0.5 at the equator, 1 at 85.05° south
 */
double
hw_mercator_y (double latitude)
{
  double height = sin (CLAMP (latitude, -MAX_LATITUDE, MAX_LATITUDE) * (G_PI / 180.0));

  return CLAMP (0.5 - log ((1.0 + height) / (1.0 - height)) / (4.0 * G_PI), 0.0, 1.0);
}

/**
 * hw_mercator_longitude:
 * @x: as from hw_mercator_x()
 *
 * Returns: degrees east
 */
double
hw_mercator_longitude (double x)
{
  return (x - 0.5) * 360.0;
}

/**
 * hw_mercator_latitude:
 * @y: as from hw_mercator_y()
 *
 * Returns: degrees north
 */
double
hw_mercator_latitude (double y)
{
  return atan (sinh ((0.5 - y) * 2.0 * G_PI)) * (180.0 / G_PI);
}

/**
 * hw_mercator_x_to_fixed:
 * @longitude: degrees east
 *
 * Returns: x in steps of 2^-32 of the world: 0.9 cm at the equator, less elsewhere
 */
guint32
hw_mercator_x_to_fixed (double longitude)
{
  return to_fixed (hw_mercator_x (longitude));
}

/**
 * hw_mercator_y_to_fixed:
 * @latitude: degrees north
 *
 * Returns: y in steps of 2^-32 of the world
 */
guint32
hw_mercator_y_to_fixed (double latitude)
{
  return to_fixed (hw_mercator_y (latitude));
}

/**
 * hw_mercator_from_fixed:
 * @steps: one step, or the mean of some
 *
 * Returns: the middle of that step, 0 to 1
 */
double
hw_mercator_from_fixed (double steps)
{
  return (steps + 0.5) / FIXED_STEPS;
}
