/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <math.h>
#include "hw-transverse-mercator.h"

/* Grids of metres over an ellipsoid, and back: UTM and the British National
 * Grid. The series is L. Krüger's (1912), to the sixth order in the third
 * flattening as given by C. F. F. Karney, "Transverse Mercator with an accuracy
 * of a few nanometers", J. Geodesy 85 (2011), equations 12, 35 and 36. */

#define RADIANS(degrees) ((degrees) * (G_PI / 180.0))
#define DEGREES(radians) ((radians) * (180.0 / G_PI))
#define ORDER 6

const HwEllipsoid hw_ellipsoid_wgs84 = { 6378137.0, 298.257223563 };
/* Airy 1830: a 6377563.396 m, b 6356256.909 m (OS, "A guide to coordinate systems in Great Britain", annex A) */
const HwEllipsoid hw_ellipsoid_airy = { 6377563.396, 6377563.396 / (6377563.396 - 6356256.909) };

/* From the sphere to the grid, and back: row j holds the factors of n^j, n^(j+1) ... */
static const double to_grid[ORDER][ORDER] = {
  { 1.0 / 2, -2.0 / 3, 5.0 / 16, 41.0 / 180, -127.0 / 288, 7891.0 / 37800 },
  { 13.0 / 48, -3.0 / 5, 557.0 / 1440, 281.0 / 630, -1983433.0 / 1935360 },
  { 61.0 / 240, -103.0 / 140, 15061.0 / 26880, 167603.0 / 181440 },
  { 49561.0 / 161280, -179.0 / 168, 6601661.0 / 7257600 },
  { 34729.0 / 80640, -3418889.0 / 1995840 },
  { 212378941.0 / 319334400 },
};
static const double from_grid[ORDER][ORDER] = {
  { 1.0 / 2, -2.0 / 3, 37.0 / 96, -1.0 / 360, -81.0 / 512, 96199.0 / 604800 },
  { 1.0 / 48, 1.0 / 15, -437.0 / 1440, 46.0 / 105, -1118711.0 / 3870720 },
  { 17.0 / 480, -37.0 / 840, -209.0 / 4480, 5569.0 / 90720 },
  { 4397.0 / 161280, -11.0 / 504, -830251.0 / 7257600 },
  { 4583.0 / 161280, -108847.0 / 3991680 },
  { 20648693.0 / 638668800 },
};

static double
get_third_flattening (const HwEllipsoid *ellipsoid)
{
  return 1.0 / (2.0 * ellipsoid->inverse_flattening - 1.0);
}

static double
get_eccentricity (const HwEllipsoid *ellipsoid)
{
  double flattening = 1.0 / ellipsoid->inverse_flattening;

  return sqrt (flattening * (2.0 - flattening));
}

/* The radius of the sphere whose meridian is as long as the ellipsoid's. */
static double
get_rectifying_radius (const HwEllipsoid *ellipsoid)
{
  double n = get_third_flattening (ellipsoid), n2 = n * n;

  return ellipsoid->equatorial_radius / (1.0 + n) * (1.0 + n2 / 4.0 + n2 * n2 / 64.0 + n2 * n2 * n2 / 256.0);
}

static double
get_coefficient (const double series[ORDER],
                 guint        j,
                 double       n)
{
  double sum = 0.0;

  for (int k = ORDER - (int) j; k >= 0; k--)
    sum = sum * n + series[k];
  return sum * pow (n, j);
}

/* Adds @sign times the series to (@north, @east), which are in radii. */
static void
add_series (const double series[ORDER][ORDER],
            double       n,
            double       sign,
            double      *north,
            double      *east)
{
  double add_north = 0.0, add_east = 0.0;

  for (guint j = 1; j <= ORDER; j++)
    {
      double coefficient = sign * get_coefficient (series[j - 1], j, n);

      add_north += coefficient * sin (2.0 * j * *north) * cosh (2.0 * j * *east);
      add_east += coefficient * cos (2.0 * j * *north) * sinh (2.0 * j * *east);
    }
  *north += add_north;
  *east += add_east;
}

/* The tangent of the conformal latitude from that of the latitude (Karney, equations 7 to 9). */
static double
get_conformal (double tangent,
               double eccentricity)
{
  double sigma = sinh (eccentricity * atanh (eccentricity * tangent / hypot (1.0, tangent)));

  return tangent * hypot (1.0, sigma) - sigma * hypot (1.0, tangent);
}

/* ... and back, by Newton's method (equations 19 to 21). */
static double
get_geographic (double conformal,
                double eccentricity)
{
  double squared = 1.0 - eccentricity * eccentricity;
  double tangent = conformal / squared;

  for (guint i = 0; i < 6; i++)
    {
      double guess = get_conformal (tangent, eccentricity);
      double step = (conformal - guess) / hypot (1.0, guess)
                    * (1.0 + squared * tangent * tangent) / (squared * hypot (1.0, tangent));

      tangent += step;
      if (fabs (step) < 1e-14 * MAX (1.0, fabs (tangent)))
        break;
    }
  return tangent;
}

/* Metres of the grid before false easting and northing, from the equator. */
static void
project (const HwGrid  *grid,
         double         latitude,
         double         longitude,
         double        *east,
         double        *north)
{
  double from_meridian = RADIANS (remainder (longitude - grid->central_meridian, 360.0));
  double conformal = get_conformal (tan (RADIANS (latitude)), get_eccentricity (&grid->ellipsoid));
  double metres = grid->scale * get_rectifying_radius (&grid->ellipsoid);

  *north = atan2 (conformal, cos (from_meridian));
  *east = asinh (sin (from_meridian) / hypot (conformal, cos (from_meridian)));
  add_series (to_grid, get_third_flattening (&grid->ellipsoid), 1.0, north, east);
  *north *= metres;
  *east *= metres;
}

static double
get_origin_north (const HwGrid *grid)
{
  double east, north;

  if (grid->origin_latitude == 0.0)
    return 0.0;
  project (grid, grid->origin_latitude, grid->central_meridian, &east, &north);
  return north;
}

/**
 * hw_grid_utm:
 * @zone: 1 to 60
 * @is_south: whether northings count from 10,000 km south of the equator
 *
 * Returns: the grid of a zone of the Universal Transverse Mercator system on WGS 84
 */
HwGrid
hw_grid_utm (guint    zone,
             gboolean is_south)
{
  return (HwGrid) {
    .ellipsoid = hw_ellipsoid_wgs84,
    .scale = 0.9996,
    .central_meridian = 6.0 * zone - 183.0,
    .false_easting = 500000.0,
    .false_northing = is_south ? 10000000.0 : 0.0,
  };
}

/**
 * hw_grid_os:
 *
 * Returns: the British National Grid on OSGB36 (the OS guide, annex A)
 */
HwGrid
hw_grid_os (void)
{
  return (HwGrid) {
    .ellipsoid = hw_ellipsoid_airy,
    .scale = 0.9996012717,
    .origin_latitude = 49.0,
    .central_meridian = -2.0,
    .false_easting = 400000.0,
    .false_northing = -100000.0,
  };
}

/**
 * hw_grid_to_point:
 * @grid: a grid
 * @easting: metres
 * @northing: metres
 *
 * Returns: the point, on the datum of the grid
 */
HwPoint
hw_grid_to_point (const HwGrid *grid,
                  double        easting,
                  double        northing)
{
  double metres = grid->scale * get_rectifying_radius (&grid->ellipsoid);
  double east = (easting - grid->false_easting) / metres;
  double north = (northing - grid->false_northing + get_origin_north (grid)) / metres;
  double conformal;
  HwPoint point;

  add_series (from_grid, get_third_flattening (&grid->ellipsoid), -1.0, &north, &east);
  conformal = sin (north) / hypot (sinh (east), cos (north));
  point.latitude = DEGREES (atan (get_geographic (conformal, get_eccentricity (&grid->ellipsoid))));
  point.longitude = remainder (grid->central_meridian + DEGREES (atan2 (sinh (east), cos (north))), 360.0);
  return point;
}

/**
 * hw_grid_from_point:
 * @grid: a grid
 * @point: a point on the datum of the grid
 * @easting: (out): metres
 * @northing: (out): metres
 *
 * The way back from hw_grid_to_point().
 */
void
hw_grid_from_point (const HwGrid  *grid,
                    const HwPoint *point,
                    double        *easting,
                    double        *northing)
{
  double east, north;

  project (grid, point->latitude, point->longitude, &east, &north);
  *easting = east + grid->false_easting;
  *northing = north + grid->false_northing - get_origin_north (grid);
}

/* -- datum -- */

typedef struct
{
  double x, y, z;
} Cartesian;

static Cartesian
to_cartesian (const HwEllipsoid *ellipsoid,
              const HwPoint     *point)
{
  double eccentricity = get_eccentricity (ellipsoid), squared = eccentricity * eccentricity;
  double latitude = RADIANS (point->latitude), longitude = RADIANS (point->longitude);
  double normal = ellipsoid->equatorial_radius / sqrt (1.0 - squared * sin (latitude) * sin (latitude));

  return (Cartesian) {
    normal * cos (latitude) * cos (longitude),
    normal * cos (latitude) * sin (longitude),
    normal * (1.0 - squared) * sin (latitude),
  };
}

/* The OS guide, annex B; a few rounds are enough near the ground. */
static HwPoint
from_cartesian (const HwEllipsoid *ellipsoid,
                Cartesian          at)
{
  double eccentricity = get_eccentricity (ellipsoid), squared = eccentricity * eccentricity;
  double from_axis = hypot (at.x, at.y);
  double latitude = atan2 (at.z, from_axis * (1.0 - squared));

  for (guint i = 0; i < 8; i++)
    {
      double normal = ellipsoid->equatorial_radius / sqrt (1.0 - squared * sin (latitude) * sin (latitude));

      latitude = atan2 (at.z + squared * normal * sin (latitude), from_axis);
    }
  return (HwPoint) { DEGREES (latitude), DEGREES (atan2 (at.y, at.x)) };
}

/**
 * hw_point_from_osgb36:
 * @osgb36: a point on the datum OSGB36
 *
 * Turns OSGB36 into WGS 84 with the seven parameters of the OS guide (section
 * 6.6), signs reversed. Good to about 5 m in Great Britain.
 *
 * Returns: the point on WGS 84
 */
HwPoint
hw_point_from_osgb36 (const HwPoint *osgb36)
{
  const double scale = 1.0 - 20.4894e-6;
  const double turn_x = RADIANS (0.1502 / 3600.0), turn_y = RADIANS (0.2470 / 3600.0), turn_z = RADIANS (0.8421 / 3600.0);
  Cartesian from = to_cartesian (&hw_ellipsoid_airy, osgb36);
  Cartesian to = {
    446.448 + scale * from.x - turn_z * from.y + turn_y * from.z,
    -125.157 + turn_z * from.x + scale * from.y - turn_x * from.z,
    542.060 - turn_y * from.x + turn_x * from.y + scale * from.z,
  };

  return from_cartesian (&hw_ellipsoid_wgs84, to);
}
