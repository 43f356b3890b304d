/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-travel.h"

/* How long ways take where nobody knows the streets. */

static const HwPoint here = { 51.5, -0.1 };
static const HwPoint there = { 51.5089932, -0.1 };   /* a kilometre north */

static void
test_seconds (void)
{
  /* 1.3 km at 5 km/h, 15 km/h and 25 km/h */
  g_assert_cmpfloat_with_epsilon (hw_travel_seconds (&here, &there, HW_TRANSPORT_FOOT), 936.0, 0.1);
  g_assert_cmpfloat_with_epsilon (hw_travel_seconds (&here, &there, HW_TRANSPORT_BICYCLE), 312.0, 0.1);
  g_assert_cmpfloat_with_epsilon (hw_travel_seconds (&here, &there, HW_TRANSPORT_CAR), 187.2, 0.1);
  g_assert_cmpfloat (hw_travel_seconds (&here, &here, HW_TRANSPORT_FOOT), ==, 0.0);
}

static void
test_matrix (void)
{
  const HwPoint points[] = { here, there, { 51.52, -0.12 } };
  g_autofree double *ways = hw_travel_matrix (points, 3, HW_TRANSPORT_BICYCLE);

  for (guint from = 0; from < 3; from++)
    for (guint to = 0; to < 3; to++)
      g_assert_cmpfloat_with_epsilon (ways[from * 3 + to], hw_travel_seconds (&points[from], &points[to], HW_TRANSPORT_BICYCLE), 1e-9);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/travel/is-a-detour-at-a-speed", test_seconds);
  g_test_add_func ("/travel/from-each-to-each", test_matrix);
  return g_test_run ();
}
