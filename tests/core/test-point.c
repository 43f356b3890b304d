/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <math.h>
#include "hw-mercator.h"
#include "hw-point.h"

#define DEGREE_M (HW_EARTH_RADIUS_M * G_PI / 180.0)

static void
assert_near (double value,
             double expected,
             double tolerance)
{
  if (!(fabs (value - expected) <= tolerance))
    g_error ("%.10g is not within %g of %.10g", value, tolerance, expected);
}

static void
test_unknown_is_not_valid (void)
{
  const HwPoint wrong[] = { HW_POINT_UNKNOWN, { 90.0001, 0 }, { -91, 0 }, { 0, 180.0001 }, { 0, -181 }, { NAN, 0 }, { 0, NAN }, { INFINITY, 0 } };
  const HwPoint right[] = { { 0, 0 }, { 90, 180 }, { -90, -180 }, { 51.5155, -0.1 } };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (hw_point_is_valid (&wrong[i]));
  for (guint i = 0; i < G_N_ELEMENTS (right); i++)
    g_assert_true (hw_point_is_valid (&right[i]));
}

static void
test_distance_of_known_points (void)
{
  const HwPoint london = { 51.5007, -0.1246 }, new_york = { 40.6892, -74.0445 };
  const HwPoint here = { 51.5, -0.1 }, north = { 52.5, -0.1 }, pole = { 90, 0 }, other_pole = { -90, 33 };

  assert_near (hw_point_distance (&here, &here), 0.0, 0.0);
  assert_near (hw_point_distance (&here, &north), DEGREE_M, 1e-6);
  assert_near (hw_point_distance (&pole, &other_pole), HW_EARTH_RADIUS_M * G_PI, 1e-6);
  /* Big Ben to the Statue of Liberty: about 5575 km on any sphere of the mean radius */
  assert_near (hw_point_distance (&london, &new_york), 5574848.0, 500.0);
}

static void
test_distance_keeps_its_digits_when_close (void)
{
  const HwPoint here = { 51.5, -0.1 }, there = { 51.5, -0.0999999 };

  assert_near (hw_point_distance (&here, &there), 1e-7 * DEGREE_M * cos (51.5 * G_PI / 180.0), 1e-9);
}

static void
test_distance_goes_over_the_antimeridian (void)
{
  const HwPoint west = { 0, -179.9995 }, east = { 0, 179.9995 };

  assert_near (hw_point_distance (&west, &east), 0.001 * DEGREE_M, 1e-6);
}

static void
test_rounding_is_idempotent (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  HwPoint minus_zero = { -1e-9, -1e-9 };
  HwPoint unknown = HW_POINT_UNKNOWN;

  for (guint i = 0; i < 10000; i++)
    {
      HwPoint point = { g_rand_double_range (random, -90, 90), g_rand_double_range (random, -180, 180) };
      HwPoint once = hw_point_round (&point), twice = hw_point_round (&once);

      assert_near (once.latitude, point.latitude, 0.51e-7);
      assert_near (once.longitude, point.longitude, 0.51e-7);
      g_assert_true (once.latitude == twice.latitude && once.longitude == twice.longitude);
    }
  g_assert_false (signbit (hw_point_round (&minus_zero).latitude));
  g_assert_false (hw_point_is_valid ((unknown = hw_point_round (&unknown), &unknown)));
}

static void
test_frame_is_good_within_50_km (void)
{
  const HwPoint origins[] = { { 51.5, -0.1 }, { 0, 0 }, { -33.9, 179.99 }, { 64.1, -21.9 } };
  g_autoptr (GRand) random = g_rand_new_with_seed (2);

  for (guint i = 0; i < G_N_ELEMENTS (origins); i++)
    {
      HwLocalFrame frame;

      hw_local_frame_init (&frame, &origins[i]);
      for (guint n = 0; n < 1000; n++)
        {
          double angle = g_rand_double_range (random, 0, 2 * G_PI), metres = g_rand_double_range (random, 1, 50000), x, y;
          HwPoint point = hw_local_frame_to_point (&frame, metres * cos (angle), metres * sin (angle));

          g_assert_true (hw_point_is_valid (&point));
          assert_near (hw_point_distance (&origins[i], &point), metres, metres * 0.001);
          hw_local_frame_to_xy (&frame, &point, &x, &y);
          assert_near (x, metres * cos (angle), 1e-6);
          assert_near (y, metres * sin (angle), 1e-6);
        }
    }
}

static void
test_box_may_reach_over_the_antimeridian (void)
{
  const HwBox usual = { .west = -1, .south = 51, .east = 1, .north = 52 };
  const HwBox over = { .west = 179, .south = -1, .east = -179, .north = 1 };
  const HwPoint inside = { 51.5, 0 }, outside = { 50.9, 0 }, fiji = { 0, 179.5 }, taveuni = { 0, -179.5 }, greenwich = { 0, 0 };

  g_assert_false (hw_box_contains (&usual, &outside));
  g_assert_true (hw_box_contains (&usual, &inside));
  g_assert_false (hw_box_contains (&over, &greenwich));
  g_assert_true (hw_box_contains (&over, &fiji));
  g_assert_true (hw_box_contains (&over, &taveuni));
}

static void
test_box_grows_from_nothing (void)
{
  HwBox box = HW_BOX_EMPTY;
  const HwPoint unknown = HW_POINT_UNKNOWN, a = { 51.5, -0.1 }, b = { 51.6, 0.2 };

  hw_box_extend (&box, &unknown);
  g_assert_false (hw_box_contains (&box, &a));
  hw_box_extend (&box, &a);
  hw_box_extend (&box, &b);
  g_assert_cmpfloat (box.west, ==, -0.1);
  g_assert_cmpfloat (box.east, ==, 0.2);
  g_assert_cmpfloat (box.south, ==, 51.5);
  g_assert_cmpfloat (box.north, ==, 51.6);
}

static void
test_mercator_known_corners (void)
{
  assert_near (hw_mercator_x (-180), 0, 0);
  assert_near (hw_mercator_x (180), 1, 0);
  assert_near (hw_mercator_y (0), 0.5, 1e-15);
  assert_near (hw_mercator_y (85.0511287798066), 0, 1e-12);
  assert_near (hw_mercator_y (-90), 1, 1e-12);
  /* the OpenStreetMap wiki's example: 35.6590699 N 139.7006793 E is in tile 232798/103246 at zoom 18 */
  g_assert_cmpuint ((guint) floor (hw_mercator_x (139.7006793) * 262144), ==, 232798);
  g_assert_cmpuint ((guint) floor (hw_mercator_y (35.6590699) * 262144), ==, 103246);
}

static void
test_mercator_steps_are_below_5_cm (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  for (guint i = 0; i < 10000; i++)
    {
      HwPoint point = { g_rand_double_range (random, -85, 85), g_rand_double_range (random, -180, 180) };
      HwPoint back = {
        hw_mercator_latitude (hw_mercator_from_fixed (hw_mercator_y_to_fixed (point.latitude))),
        hw_mercator_longitude (hw_mercator_from_fixed (hw_mercator_x_to_fixed (point.longitude))),
      };

      g_assert_cmpfloat (hw_point_distance (&point, &back), <, 0.05);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/point/unknown-is-not-valid", test_unknown_is_not_valid);
  g_test_add_func ("/point/distance/known-points", test_distance_of_known_points);
  g_test_add_func ("/point/distance/keeps-its-digits-when-close", test_distance_keeps_its_digits_when_close);
  g_test_add_func ("/point/distance/goes-over-the-antimeridian", test_distance_goes_over_the_antimeridian);
  g_test_add_func ("/point/round/is-idempotent", test_rounding_is_idempotent);
  g_test_add_func ("/point/frame/is-good-within-50-km", test_frame_is_good_within_50_km);
  g_test_add_func ("/point/box/may-reach-over-the-antimeridian", test_box_may_reach_over_the_antimeridian);
  g_test_add_func ("/point/box/grows-from-nothing", test_box_grows_from_nothing);
  g_test_add_func ("/point/mercator/known-corners", test_mercator_known_corners);
  g_test_add_func ("/point/mercator/steps-are-below-5-cm", test_mercator_steps_are_below_5_cm);
  return g_test_run ();
}
