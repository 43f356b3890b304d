/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <math.h>

#include "hw-daylight.h"

/*
 * Where the sun stands, and so whether it is dark: by the formulas of the solar
 * calculator of NOAA's Global Monitoring Laboratory, which follow Jean Meeus,
 * Astronomical Algorithms. Good to a hundredth of a degree in this century;
 * refraction is left out, for it does not matter six degrees down.
 */

#define JULIAN_DAY_1970 2440587.5
#define JULIAN_DAY_2000 2451545.0
#define DAYS_PER_CENTURY 36525.0
#define SECONDS_PER_DAY 86400.0
#define STEP (15 * G_TIME_SPAN_MINUTE)

static double
sin_deg (double degrees)
{
  return sin (degrees * G_PI / 180.0);
}

static double
cos_deg (double degrees)
{
  return cos (degrees * G_PI / 180.0);
}

static double
tan_deg (double degrees)
{
  return tan (degrees * G_PI / 180.0);
}

/* Of the sun at so many Julian centuries after 2000: declination in degrees, and how far a sundial is ahead in minutes. */
static void
get_sun (double  centuries,
         double *declination,
         double *minutes_ahead)
{
  double t = centuries;
  double mean_longitude = fmod (280.46646 + t * (36000.76983 + t * 0.0003032), 360.0);
  double anomaly = 357.52911 + t * (35999.05029 - 0.0001537 * t);
  double eccentricity = 0.016708634 - t * (0.000042037 + 0.0000001267 * t);
  double centre = sin_deg (anomaly) * (1.914602 - t * (0.004817 + 0.000014 * t)) +
                  sin_deg (2 * anomaly) * (0.019993 - 0.000101 * t) + sin_deg (3 * anomaly) * 0.000289;
  double node = 125.04 - 1934.136 * t;
  double longitude = mean_longitude + centre - 0.00569 - 0.00478 * sin_deg (node);
  double mean_obliquity = 23.0 + (26.0 + (21.448 - t * (46.815 + t * (0.00059 - t * 0.001813))) / 60.0) / 60.0;
  double obliquity = mean_obliquity + 0.00256 * cos_deg (node);
  double y = tan_deg (obliquity / 2.0) * tan_deg (obliquity / 2.0);
  double equation = y * sin_deg (2 * mean_longitude) - 2 * eccentricity * sin_deg (anomaly) +
                    4 * eccentricity * y * sin_deg (anomaly) * cos_deg (2 * mean_longitude) -
                    0.5 * y * y * sin_deg (4 * mean_longitude) - 1.25 * eccentricity * eccentricity * sin_deg (2 * anomaly);

  *declination = asin (sin_deg (obliquity) * sin_deg (longitude)) * 180.0 / G_PI;
  *minutes_ahead = 4.0 * equation * 180.0 / G_PI;
}

/**
 * hw_sun_elevation:
 * @point: a point on the earth
 * @time: µs UTC
 *
 * How high the sun stands, without refraction.
 *
 * Returns: degrees above the horizon; below it less than 0
 */
double
hw_sun_elevation (const HwPoint *point,
                  gint64         time)
{
  double days = (double) time / G_USEC_PER_SEC / SECONDS_PER_DAY;
  double declination, minutes_ahead, minutes, hour_angle, sine;

  g_return_val_if_fail (point != NULL && hw_point_is_valid (point), 0);

  get_sun ((days + JULIAN_DAY_1970 - JULIAN_DAY_2000) / DAYS_PER_CENTURY, &declination, &minutes_ahead);
  minutes = (days - floor (days)) * 1440.0 + minutes_ahead + 4.0 * point->longitude;
  hour_angle = minutes / 4.0 - 180.0;
  sine = sin_deg (point->latitude) * sin_deg (declination) + cos_deg (point->latitude) * cos_deg (declination) * cos_deg (hour_angle);
  return asin (CLAMP (sine, -1.0, 1.0)) * 180.0 / G_PI;
}

/**
 * hw_is_dark:
 * @point: a point on the earth
 * @time: µs UTC
 *
 * Returns: whether the sun stands lower than %HW_DARK_BELOW_DEGREES below the horizon
 */
gboolean
hw_is_dark (const HwPoint *point,
            gint64         time)
{
  return hw_sun_elevation (point, time) < -HW_DARK_BELOW_DEGREES;
}

/**
 * hw_is_dark_between:
 * @point: a point on the earth
 * @since: µs UTC
 * @until: µs UTC, within a day or so after @since
 *
 * Returns: whether it is dark at any time from @since to @until, looked at every quarter of an hour
 */
gboolean
hw_is_dark_between (const HwPoint *point,
                    gint64         since,
                    gint64         until)
{
  for (gint64 time = since; time < until; time += STEP)
    if (hw_is_dark (point, time))
      return TRUE;
  return hw_is_dark (point, until);
}
