/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "hw-area.h"
#include "hw-report.h"
#include "hw-site.h"

/* What a site and an area must hold before they are recorded, and what belongs to a site. */

#define NOON (G_GINT64_CONSTANT (1764504000) * G_USEC_PER_SEC)   /* 2025-11-30T12:00Z */
#define DAY  G_TIME_SPAN_DAY

static HwSite
make_site (void)
{
  return (HwSite) { .name = (char *) "Old Bridge steps", .point = { 51.5, -0.1 }, .radius_m = 75 };
}

static void
assert_site_refused (const HwSite *site,
                     gint          code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (hw_site_check (site, &error));
  g_assert_error (error, HW_REPORT_ERROR, code);
  g_assert_false (hw_site_check (site, NULL));
}

static void
test_needs_a_name (void)
{
  HwSite site = make_site ();

  site.name = NULL;
  assert_site_refused (&site, HW_REPORT_ERROR_MISSING);
  site.name = (char *) " \n ";
  assert_site_refused (&site, HW_REPORT_ERROR_MISSING);
  site.name = (char *) "Bandstand";
  g_assert_true (hw_site_check (&site, NULL));
}

static void
test_needs_a_place (void)
{
  HwSite site = make_site ();

  site.point = HW_POINT_UNKNOWN;
  assert_site_refused (&site, HW_REPORT_ERROR_VALUE);
  site.point = (HwPoint) { NAN, 0 };
  assert_site_refused (&site, HW_REPORT_ERROR_VALUE);
  site.point = (HwPoint) { 0, 0 };
  g_assert_true (hw_site_check (&site, NULL));
}

static void
test_reaches_from_ten_metres_to_a_kilometre (void)
{
  const double wrong[] = { 0, 9.9, 1000.1, -75, NAN, INFINITY };
  HwSite site = make_site ();

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      site.radius_m = wrong[i];
      assert_site_refused (&site, HW_REPORT_ERROR_VALUE);
    }
  site.radius_m = HW_SITE_MIN_RADIUS_M;
  g_assert_true (hw_site_check (&site, NULL));
  site.radius_m = HW_SITE_MAX_RADIUS_M;
  g_assert_true (hw_site_check (&site, NULL));
}

static void
test_texts_are_text_and_not_endless (void)
{
  g_autofree char *endless = g_strnfill (HW_REPORT_MAX_TEXT + 1, 'x');
  const guint offsets[] = { G_STRUCT_OFFSET (HwSite, name), G_STRUCT_OFFSET (HwSite, hazards), G_STRUCT_OFFSET (HwSite, access),
                            G_STRUCT_OFFSET (HwSite, lighting), G_STRUCT_OFFSET (HwSite, note), G_STRUCT_OFFSET (HwSite, bed_down) };

  for (guint i = 0; i < G_N_ELEMENTS (offsets); i++)
    {
      HwSite site = make_site ();

      G_STRUCT_MEMBER (char *, &site, offsets[i]) = endless;
      assert_site_refused (&site, HW_REPORT_ERROR_TOO_LONG);
      G_STRUCT_MEMBER (char *, &site, offsets[i]) = (char *) "caf\xe9";
      assert_site_refused (&site, HW_REPORT_ERROR_NOT_TEXT);
      G_STRUCT_MEMBER (char *, &site, offsets[i]) = (char *) "Needles under the second arch";
      g_assert_true (hw_site_check (&site, NULL));
    }
}

static void
test_closure_is_within_ten_years (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (hw_site_check_closure (NOON + 4000 * DAY, NULL, NOON, &error));
  g_assert_error (error, HW_REPORT_ERROR, HW_REPORT_ERROR_VALUE);
  g_assert_false (hw_site_check_closure (NOON - 4000 * DAY, NULL, NOON, NULL));
  g_assert_false (hw_site_check_closure (NOON, "caf\xe9", NOON, NULL));
  g_assert_true (hw_site_check_closure (NOON + 400 * DAY, "Flats are built", NOON, NULL));
  g_assert_true (hw_site_check_closure (NOON - 400 * DAY, NULL, NOON, NULL));
  g_assert_true (hw_site_check_closure (0, NULL, NOON, NULL));
}

static void
test_closes_on_its_day (void)
{
  HwSite site = make_site ();

  g_assert_cmpint (hw_site_get_closure (&site, NOON), ==, HW_SITE_OPEN);
  site.closes_at = NOON;
  g_assert_cmpint (hw_site_get_closure (&site, NOON - 1), ==, HW_SITE_CLOSING);
  g_assert_cmpint (hw_site_get_closure (&site, NOON), ==, HW_SITE_CLOSED);
}

static void
test_holds_what_lies_within_its_radius (void)
{
  HwSite site = make_site ();
  HwLocalFrame frame;

  hw_local_frame_init (&frame, &site.point);
  for (guint i = 0; i < 64; i++)
    {
      double angle = i * G_PI / 32;
      HwPoint inside = hw_local_frame_to_point (&frame, 74 * cos (angle), 74 * sin (angle));
      HwPoint outside = hw_local_frame_to_point (&frame, 76 * cos (angle), 76 * sin (angle));
      HwBox box = hw_site_get_box (&site);

      g_assert_false (hw_site_contains (&site, &outside));
      g_assert_true (hw_site_contains (&site, &inside));
      g_assert_true (hw_box_contains (&box, &inside));
    }
  g_assert_false (hw_site_contains (&site, &HW_POINT_UNKNOWN));
}

static void
test_copy_stands_alone (void)
{
  char name[] = "Bandstand";
  HwSite site = make_site ();
  g_autoptr (HwSite) copy = NULL;

  site.name = name;
  copy = hw_site_copy (&site);
  name[0] = 'X';
  g_assert_cmpstr (copy->name, ==, "Bandstand");
  g_assert_null (copy->hazards);
  g_assert_cmpfloat (copy->radius_m, ==, 75);
}

static GPtrArray *
make_rings (guint   n_points,
            HwPoint first)
{
  GPtrArray *rings = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  GArray *ring = g_array_new (FALSE, FALSE, sizeof (HwPoint));

  g_array_append_val (ring, first);
  for (guint i = 1; i < n_points; i++)
    {
      HwPoint point = { 50 + 0.001 * (i % 100), 10 + 0.001 * (i / 100) };

      g_array_append_val (ring, point);
    }
  g_ptr_array_add (rings, ring);
  return rings;
}

static void
assert_area_refused (HwArea *area,
                     gint    code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (hw_area_check (area, &error));
  g_assert_error (error, HW_REPORT_ERROR, code);
}

static void
test_area_needs_a_name_and_a_boundary (void)
{
  g_autoptr (GPtrArray) rings = make_rings (4, (HwPoint) { 51, 11 });
  g_autoptr (GPtrArray) line = make_rings (2, (HwPoint) { 51, 11 });
  g_autoptr (GPtrArray) beyond = make_rings (4, (HwPoint) { 91, 11 });
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  HwArea area = { .rings = rings };

  assert_area_refused (&area, HW_REPORT_ERROR_MISSING);
  area.name = (char *) "Harbour";
  g_assert_true (hw_area_check (&area, NULL));
  area.rings = NULL;
  assert_area_refused (&area, HW_REPORT_ERROR_VALUE);
  area.rings = none;
  assert_area_refused (&area, HW_REPORT_ERROR_VALUE);
  area.rings = line;
  assert_area_refused (&area, HW_REPORT_ERROR_VALUE);
  area.rings = beyond;
  assert_area_refused (&area, HW_REPORT_ERROR_VALUE);
}

static void
test_area_keeps_within_what_a_map_can_draw (void)
{
  g_autoptr (GPtrArray) rings = make_rings (HW_AREA_MAX_POINTS + 1, (HwPoint) { 51, 11 });
  HwArea area = { .name = (char *) "Harbour", .rings = rings };

  assert_area_refused (&area, HW_REPORT_ERROR_TOO_LONG);
  g_array_set_size (g_ptr_array_index (rings, 0), HW_AREA_MAX_POINTS);
  g_assert_true (hw_area_check (&area, NULL));
  area.colour = HW_AREA_N_COLOURS;
  assert_area_refused (&area, HW_REPORT_ERROR_VALUE);
}

static void
test_area_lies_in_its_box (void)
{
  g_autoptr (GPtrArray) rings = make_rings (300, (HwPoint) { 51, 11 });
  HwBox box = hw_area_measure_box (rings);
  HwPoint far_off = { 52, 11 };

  g_assert_false (hw_box_contains (&box, &far_off));
  for (guint i = 0; i < 300; i++)
    g_assert_true (hw_box_contains (&box, &g_array_index ((GArray *) g_ptr_array_index (rings, 0), HwPoint, i)));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/site/check/needs-a-name", test_needs_a_name);
  g_test_add_func ("/site/check/needs-a-place", test_needs_a_place);
  g_test_add_func ("/site/check/reaches-from-ten-metres-to-a-kilometre", test_reaches_from_ten_metres_to_a_kilometre);
  g_test_add_func ("/site/check/texts-are-text-and-not-endless", test_texts_are_text_and_not_endless);
  g_test_add_func ("/site/closure/is-within-ten-years", test_closure_is_within_ten_years);
  g_test_add_func ("/site/closure/closes-on-its-day", test_closes_on_its_day);
  g_test_add_func ("/site/contains/what-lies-within-its-radius", test_holds_what_lies_within_its_radius);
  g_test_add_func ("/site/copy/stands-alone", test_copy_stands_alone);
  g_test_add_func ("/area/check/needs-a-name-and-a-boundary", test_area_needs_a_name_and_a_boundary);
  g_test_add_func ("/area/check/keeps-within-what-a-map-can-draw", test_area_keeps_within_what_a_map_can_draw);
  g_test_add_func ("/area/box/holds-every-point", test_area_lies_in_its_box);
  return g_test_run ();
}
