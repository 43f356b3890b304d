/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "hw-track.h"

/* What is kept of the way of a team, and for how long. */

#define NOW   (G_GINT64_CONSTANT (1764540000) * G_USEC_PER_SEC)
#define METRE (1 / 111195.0)   /* degrees of latitude */

static HwTrackPoint
make (double seconds,
      double metres)
{
  return (HwTrackPoint) { NOW + (gint64) (seconds * G_USEC_PER_SEC), { 51.53 + metres * METRE, -0.125 }, 12 };
}

static void
test_first (void)
{
  HwTrackPoint first = make (0, 0);

  g_assert_true (hw_track_keeps (NULL, &first));
}

static void
test_gap (void)
{
  HwTrackPoint last = make (0, 0), soon = make (9, 100), later = make (10, 100), set_back = make (-3600, 100);

  g_assert_false (hw_track_keeps (&last, &soon));
  g_assert_true (hw_track_keeps (&last, &later));
  g_assert_true (hw_track_keeps (&last, &set_back));
}

static void
test_stands_still (void)
{
  HwTrackPoint last = make (0, 0), near_by = make (1200, 19), further = make (1200, 21);

  g_assert_false (hw_track_keeps (&last, &near_by));
  g_assert_true (hw_track_keeps (&last, &further));
}

static void
test_inexact (void)
{
  HwTrackPoint point = make (0, 0);

  point.accuracy_m = 101;
  g_assert_false (hw_track_keeps (NULL, &point));
  point.accuracy_m = NAN;
  g_assert_false (hw_track_keeps (NULL, &point));
  point.accuracy_m = 100;
  g_assert_true (hw_track_keeps (NULL, &point));
  point.point = HW_POINT_UNKNOWN;
  g_assert_false (hw_track_keeps (NULL, &point));
}

static void
test_too_old (void)
{
  HwTrackPoint first = make (0, 0);

  g_assert_true (hw_track_is_too_old (&first, 0, NOW));
  g_assert_false (hw_track_is_too_old (&first, 7, NOW));
  g_assert_false (hw_track_is_too_old (&first, 7, NOW + 7 * G_TIME_SPAN_DAY));
  g_assert_true (hw_track_is_too_old (&first, 7, NOW + 7 * G_TIME_SPAN_DAY + 1));
}

static void
test_wrong_clock (void)
{
  HwTrackPoint first = make (0, 0);

  g_assert_false (hw_track_is_too_old (&first, 7, NOW - G_TIME_SPAN_DAY));
  g_assert_true (hw_track_is_too_old (&first, 7, NOW - G_TIME_SPAN_DAY - 1));
}

static void
test_days (void)
{
  g_assert_cmpuint (hw_track_parse_days (NULL), ==, 0);
  g_assert_cmpuint (hw_track_parse_days ("7"), ==, 7);
  g_assert_cmpuint (hw_track_parse_days ("30"), ==, 30);
  g_assert_cmpuint (hw_track_parse_days ("31"), ==, 0);
  g_assert_cmpuint (hw_track_parse_days ("for ever"), ==, 0);
  g_assert_cmpuint (hw_track_parse_days (""), ==, 0);
}

static void
test_text (void)
{
  HwTrackPoint points[] = { make (0, 0), make (12, 55) };
  g_autoptr (GArray) read = g_array_new (FALSE, FALSE, sizeof (HwTrackPoint));
  g_autofree char *text = hw_track_to_text (points, G_N_ELEMENTS (points));

  g_assert_cmpstr (text, ==, "1764540000000000 51530000 -125000 12\n1764540012000000 51530495 -125000 12\n");
  hw_track_read_text (read, text);
  g_assert_cmpuint (read->len, ==, 2);
  for (guint i = 0; i < read->len; i++)
    {
      const HwTrackPoint *point = &g_array_index (read, HwTrackPoint, i);

      g_assert_cmpint (point->at, ==, points[i].at);
      g_assert_cmpfloat (hw_point_distance (&point->point, &points[i].point), <, 0.2);
      g_assert_cmpfloat (point->accuracy_m, ==, 12);
    }
}

static void
test_nonsense (void)
{
  static const char * const lines[] = { "", "1", "1 2 3", "1 2 3 4 5", "a 2 3 4", "1 91000000 3 4", "1 2 -181000000 4", "-1 2 3 4", "1 2 3 101", "1  2 3" };
  g_autoptr (GArray) read = g_array_new (FALSE, FALSE, sizeof (HwTrackPoint));

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      hw_track_read_text (read, lines[i]);
      g_assert_cmpuint (read->len, ==, 0);
    }
  hw_track_read_text (read, "1 2\n1 2 3 4\nx");
  g_assert_cmpuint (read->len, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/track/keeps/the-first-place", test_first);
  g_test_add_func ("/track/keeps/at-most-one-place-each-ten-seconds", test_gap);
  g_test_add_func ("/track/keeps/nothing-of-a-team-that-stands-still", test_stands_still);
  g_test_add_func ("/track/keeps/only-what-is-known-to-a-hundred-metres", test_inexact);
  g_test_add_func ("/track/too-old/counted-from-its-first-place-and-at-once-where-none-is-kept", test_too_old);
  g_test_add_func ("/track/too-old/what-a-wrong-clock-dated-after-tomorrow", test_wrong_clock);
  g_test_add_func ("/track/days/never-unless-it-is-understood", test_days);
  g_test_add_func ("/track/text/read-back-as-it-was-written", test_text);
  g_test_add_func ("/track/text/a-line-that-is-none-is-left-out", test_nonsense);
  return g_test_run ();
}
