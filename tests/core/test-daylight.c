/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "hw-daylight.h"

/* Where the sun stands, against almanacs: at sunset its upper edge, with refraction, is 0.833 degrees below the horizon. */

#define SUNSET -0.833
#define NEAR   0.25   /* of an almanac's whole minute */

static const HwPoint london = { 51.5074, -0.1278 };
static const HwPoint tromso = { 69.6492, 18.9553 };
static const HwPoint sydney = { -33.8688, 151.2093 };

static gint64
make_time (const char *text)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);

  return g_date_time_to_unix (time) * G_USEC_PER_SEC;
}

static void
test_sunsets (void)
{
  const struct { HwPoint point; const char *time; } sunsets[] = {
    { london, "2023-11-14T16:12:00Z" }, { london, "2024-06-20T20:21:00Z" }, { london, "2024-03-20T18:14:00Z" },
    { sydney, "2024-01-01T09:09:00Z" },   /* 20:09 there */
  };

  for (guint i = 0; i < G_N_ELEMENTS (sunsets); i++)
    g_assert_cmpfloat_with_epsilon (hw_sun_elevation (&sunsets[i].point, make_time (sunsets[i].time)), SUNSET, NEAR);
}

static void
test_noon (void)
{
  /* On the longest day it stands 90 - 51.5 + 23.4 degrees high over London, at one minute to twelve by the sundial's leave. */
  g_assert_cmpfloat_with_epsilon (hw_sun_elevation (&london, make_time ("2024-06-20T12:02:30Z")), 90 - 51.5074 + 23.436, 0.02);
  g_assert_cmpfloat_with_epsilon (hw_sun_elevation (&london, make_time ("2023-12-22T11:58:30Z")), 90 - 51.5074 - 23.436, 0.02);
  /* And over the equator nearly overhead when day and night are equal. */
  g_assert_cmpfloat (hw_sun_elevation (&(HwPoint) { 0, 0 }, make_time ("2024-03-20T12:07:30Z")), >, 89.8);
}

static void
test_dark (void)
{
  /* Civil dusk in London on that day was at 16:48. */
  g_assert_false (hw_is_dark (&london, make_time ("2023-11-14T16:44:00Z")));
  g_assert_true (hw_is_dark (&london, make_time ("2023-11-14T16:54:00Z")));
  g_assert_true (hw_is_dark (&london, make_time ("2023-11-15T02:00:00Z")));
  g_assert_false (hw_is_dark (&london, make_time ("2023-11-15T12:00:00Z")));
}

static void
test_far_north (void)
{
  g_assert_false (hw_is_dark (&tromso, make_time ("2024-06-20T22:45:00Z")));
  /* The sun does not rise, and yet there is light to see by at noon. */
  g_assert_cmpfloat (hw_sun_elevation (&tromso, make_time ("2023-12-21T10:42:00Z")), <, 0);
  g_assert_false (hw_is_dark (&tromso, make_time ("2023-12-21T10:42:00Z")));
  g_assert_true (hw_is_dark (&tromso, make_time ("2023-12-21T18:00:00Z")));
}

static void
test_between (void)
{
  gint64 noon = make_time ("2023-11-14T12:00:00Z");

  g_assert_false (hw_is_dark_between (&london, noon, noon + 4 * G_TIME_SPAN_HOUR));
  g_assert_true (hw_is_dark_between (&london, noon, noon + 5 * G_TIME_SPAN_HOUR));
  /* Light at both ends, and a night between. */
  g_assert_true (hw_is_dark_between (&london, noon, noon + 24 * G_TIME_SPAN_HOUR));
}

static void
test_everywhere (void)
{
  for (int latitude = -90; latitude <= 90; latitude += 15)
    for (int longitude = -180; longitude <= 180; longitude += 45)
      for (int month = 0; month < 24; month++)
        {
          double elevation = hw_sun_elevation (&(HwPoint) { latitude, longitude }, G_GINT64_CONSTANT (2629746) * month * G_USEC_PER_SEC);

          g_assert_true (isfinite (elevation) && elevation >= -90 && elevation <= 90);
        }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/daylight/sunsets-are-those-of-the-almanac", test_sunsets);
  g_test_add_func ("/daylight/noon-is-as-high-as-the-latitude-says", test_noon);
  g_test_add_func ("/daylight/it-is-dark-when-civil-twilight-ends", test_dark);
  g_test_add_func ("/daylight/far-north-there-are-days-without-a-night-and-noons-without-a-sun", test_far_north);
  g_test_add_func ("/daylight/a-time-is-dark-when-any-of-it-is", test_between);
  g_test_add_func ("/daylight/is-a-number-everywhere-and-always", test_everywhere);
  return g_test_run ();
}
