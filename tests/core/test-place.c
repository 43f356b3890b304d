/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <math.h>
#include "hw-place.h"
#include "hw-transverse-mercator.h"

static const HwPoint london = { 51.5155, -0.1 };

static void
assert_read (const char    *text,
             const HwPoint *nearby,
             double         latitude,
             double         longitude,
             double         tolerance,
             HwPlaceForm    form)
{
  g_autoptr (GError) error = NULL;
  HwPlace place;

  if (!hw_place_parse (text, nearby, &place, &error))
    g_error ("“%s” was refused: %s", text, error->message);
  if (!(fabs (place.point.latitude - latitude) <= tolerance && fabs (place.point.longitude - longitude) <= tolerance))
    g_error ("“%s” was read as %.9f, %.9f", text, place.point.latitude, place.point.longitude);
  g_assert_cmpint (place.form, ==, form);
  g_assert_cmpfloat (place.precision_m, >, 0.0);
}

static void
assert_refused (const char  *text,
                HwPlaceError code)
{
  g_autoptr (GError) error = NULL;
  HwPlace place = { .precision_m = -7 };

  if (hw_place_parse (text, NULL, &place, &error))
    g_error ("“%s” was read as %.7f, %.7f", text, place.point.latitude, place.point.longitude);
  if (!g_error_matches (error, HW_PLACE_ERROR, code))
    g_error ("“%s” was refused for another reason: %s", text, error->message);
  g_assert_cmpint ((int) g_utf8_strlen (error->message, -1), >, 15);
  g_assert_cmpfloat (place.precision_m, ==, -7);
}

static void
assert_all_refused (const char *const *texts,
                    HwPlaceError       code)
{
  for (; *texts != NULL; texts++)
    assert_refused (*texts, code);
}

static double
get_precision (const char *text)
{
  HwPlace place;

  g_assert_true (hw_place_parse (text, NULL, &place, NULL));
  return place.precision_m;
}

/* -- what is no place -- */

static void
test_words_are_not_a_place (void)
{
  static const char *const words[] = {
    "Drummond Street", "12 High Street", "NW1 5LR", "SE1", "behind the bins", "Mary+John", "a", "-", ",", "°", "N", "NE SW",
    "M25 junction 10", "51.5155, x", "Ärmelkanal", "51.5155,-0.1 \001", NULL,
  };
  g_autofree char *endless = g_strnfill (100000, '1');

  assert_all_refused (words, HW_PLACE_ERROR_NOT_A_PLACE);
  assert_refused (endless, HW_PLACE_ERROR_NOT_A_PLACE);
  assert_refused ("51.5\xff, 0.1", HW_PLACE_ERROR_NOT_A_PLACE);
}

static void
test_nothing_is_incomplete (void)
{
  static const char *const blanks[] = { "", "  ", "\t\n", NULL };

  assert_all_refused (blanks, HW_PLACE_ERROR_INCOMPLETE);
  assert_refused (NULL, HW_PLACE_ERROR_INCOMPLETE);
}

/* -- degrees -- */

static void
test_decimal_degrees (void)
{
  static const char *const same[] = {
    "51.5155, -0.1000", "51.5155,-0.1", "51.5155 -0.1", " 51.5155\t-0.1 ", "51,5155; -0,1000", "51,5155 -0,1000",
    "51,5155, -0,1000", "51,5155,-0,1000", "51.5155/-0.1", "51.5155; -0.1", "+51.5155, -0.1", "51.5155, −0.1000", "51.5155°, -0.1°",
    "N51.5155 W0.1", "51.5155N 0.1W", "51.5155 N, 0.1 W", "W0.1 N51.5155", "0.1W 51.5155N", "51.5155° N 0.1° w", "51.5155N -0.1",
    "51,5155 N 0,1 W", "51.5155\xc2\xa0-0.1",
  };

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    assert_read (same[i], NULL, 51.5155, -0.1, 1e-9, HW_PLACE_FORM_DEGREES);
  assert_read ("51,5155,0,1000", NULL, 51.5155, 0.1, 1e-9, HW_PLACE_FORM_DEGREES);
  assert_read ("51, 5", NULL, 51, 5, 0, HW_PLACE_FORM_DEGREES);
  assert_read ("0, 0", NULL, 0, 0, 0, HW_PLACE_FORM_DEGREES);
  assert_read ("-90 180", NULL, -90, 180, 0, HW_PLACE_FORM_DEGREES);
  assert_read ("33 S 151 E", NULL, -33, 151, 0, HW_PLACE_FORM_DEGREES);
  assert_read ("51N 100E", NULL, 51, 100, 0, HW_PLACE_FORM_DEGREES);
  assert_read ("33.9 S 18.4 E", NULL, -33.9, 18.4, 1e-9, HW_PLACE_FORM_DEGREES);
}

static void
test_degrees_minutes_seconds (void)
{
  static const char *const same[] = {
    "51°30'55.8\"N 0°6'0\"W", "51°30′55.8″N 0°06′00″W", "51° 30’ 55,8” N 0° 6’ 0” W", "51º30'55.8''N, 0º6'0''W",
    "51 30 55.8 N 0 6 0 W", "51 30 55.8, -0 6 0", "51 30 55.8 -0 6 0", "N 51 30 55.8 W 0 6 0", "51°30.93'N 0°6'W",
    "51°30.93', -0°6.0'", "51 30.93 N 0 6.0 W", "51˚30′55.8″n 0˚6′w", "51°30'55.8\" -0°6'0\"",
  };

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    assert_read (same[i], NULL, 51.5155, -0.1, 1e-7, HW_PLACE_FORM_DEGREES_MINUTES_SECONDS);
  assert_read ("51°30'55.8\" 0°6'0\"", NULL, 51.5155, 0.1, 1e-7, HW_PLACE_FORM_DEGREES_MINUTES_SECONDS);
}

static void
test_degrees_beyond_the_earth (void)
{
  static const char *const beyond[] = {
    "91, 0", "-90.0001, 0", "51.5, 180.0001", "-122.33, 47.6", "51 60 0 N 0 6 0 W", "51 30 60 N 0 6 0 W", "100 N 200 E", NULL,
  };

  assert_all_refused (beyond, HW_PLACE_ERROR_OUT_OF_RANGE);
}

static void
test_degrees_with_one_half (void)
{
  static const char *const halves[] = {
    "51.5155", "51,5155", "51.5155,", "; -0.1", "51 30 55.8 N", "51°30'", "51.5 N 0.1 S", "0.1 W 0.2 E", "30' 15\", 4", "N 51 W", NULL,
  };

  assert_all_refused (halves, HW_PLACE_ERROR_INCOMPLETE);
}

static void
test_degrees_in_two_ways (void)
{
  static const char *const twofold[] = {
    "51,5", "51 30", "51.5 W0.1", "-51.5 S, 0.1 E", "1,2,3", "51.5, 0.1, 12", "51.5 30 N, 0 6 W", NULL,
  };

  assert_all_refused (twofold, HW_PLACE_ERROR_AMBIGUOUS);
}

static void
test_degrees_precision_follows_decimals (void)
{
  g_assert_cmpfloat_with_epsilon (get_precision ("51.5155, -0.1000"), 5.56, 0.01);
  g_assert_cmpfloat_with_epsilon (get_precision ("51.5155, -0.1"), 5.56, 0.01);
  g_assert_cmpfloat_with_epsilon (get_precision ("51 30 55 N 0 6 0 W"), 15.4, 0.1);
}

/* -- one coordinate -- */

static void
assert_angle (const char *text,
              gboolean    is_latitude,
              double      expected)
{
  g_autoptr (GError) error = NULL;
  double degrees;

  if (!hw_place_parse_angle (text, is_latitude, &degrees, &error))
    g_error ("“%s” was refused: %s", text, error->message);
  g_assert_cmpfloat_with_epsilon (degrees, expected, 1e-9);
}

static void
assert_angle_refused (const char  *text,
                      gboolean     is_latitude,
                      HwPlaceError code)
{
  g_autoptr (GError) error = NULL;
  double degrees = 7;

  if (hw_place_parse_angle (text, is_latitude, &degrees, &error))
    g_error ("“%s” was read as %g", text, degrees);
  g_assert_error (error, HW_PLACE_ERROR, (int) code);
  g_assert_cmpfloat (degrees, ==, 7);
}

static void
test_angle_refuses (void)
{
  assert_angle_refused ("", TRUE, HW_PLACE_ERROR_INCOMPLETE);
  assert_angle_refused (NULL, FALSE, HW_PLACE_ERROR_INCOMPLETE);
  assert_angle_refused ("north", TRUE, HW_PLACE_ERROR_NOT_A_PLACE);
  assert_angle_refused ("nan", TRUE, HW_PLACE_ERROR_NOT_A_PLACE);
  assert_angle_refused ("0x10", TRUE, HW_PLACE_ERROR_NOT_A_PLACE);
  assert_angle_refused ("91", TRUE, HW_PLACE_ERROR_OUT_OF_RANGE);
  assert_angle_refused ("-180.5", FALSE, HW_PLACE_ERROR_OUT_OF_RANGE);
  assert_angle_refused ("0 6 0 W", TRUE, HW_PLACE_ERROR_OUT_OF_RANGE);
  assert_angle_refused ("51 N", FALSE, HW_PLACE_ERROR_OUT_OF_RANGE);
  assert_angle_refused ("51.5, -0.1", TRUE, HW_PLACE_ERROR_AMBIGUOUS);
  assert_angle_refused ("51 30 20 10", TRUE, HW_PLACE_ERROR_INCOMPLETE);
  assert_angle_refused ("51.515.5", TRUE, HW_PLACE_ERROR_AMBIGUOUS);
}

static void
test_angle_reads (void)
{
  assert_angle ("51.5155", TRUE, 51.5155);
  assert_angle (" 51.5155 ", TRUE, 51.5155);
  assert_angle ("51,5155", TRUE, 51.5155);
  assert_angle ("51,5", TRUE, 51.5);
  assert_angle ("-0,1", FALSE, -0.1);
  assert_angle ("51 30 55.8 N", TRUE, 51.5155);
  assert_angle ("0°6'0\"W", FALSE, -0.1);
  assert_angle ("-0 6 0", FALSE, -0.1);
  assert_angle (".5", TRUE, 0.5);
  assert_angle ("-122", FALSE, -122);
}

/* -- Open Location Codes; vectors of the specification's test_data -- */

typedef struct
{
  const char *code;
  double      south, west, north, east;
} Decoded;

static void
test_olc_decodes_the_vectors (void)
{
  static const Decoded vectors[] = {
    { "7FG49Q00+", 20.35, 2.75, 20.4, 2.8 },
    { "7FG49QCJ+2V", 20.37, 2.782125, 20.370125, 2.78225 },
    { "7FG49QCJ+2VX", 20.3701, 2.78221875, 20.370125, 2.78225 },
    { "7FG49QCJ+2VXGJ", 20.370113, 2.782234375, 20.370114, 2.78223632813 },
    { "8FVC2222+22", 47.0, 8.0, 47.000125, 8.000125 },
    { "4VCPPQGP+Q9", -41.273125, 174.785875, -41.273, 174.786 },
    { "62G20000+", 0.0, -180.0, 1, -179 },
    { "22220000+", -90, -180, -89, -179 },
    { "7FG40000+", 20.0, 2.0, 21.0, 3.0 },
    { "22222222+22", -90.0, -180.0, -89.999875, -179.999875 },
    { "6VGX0000+", 0, 179, 1, 180 },
    { "6FH32222+222", 1, 1, 1.000025, 1.00003125 },
    { "CFX30000+", 89, 1, 90, 2 },
    { "62H20000+", 1, -180, 2, -179 },
    { "CFX3X2X2+X2", 89.9998750, 1, 90, 1.0001250 },
    { "84000000+", 30, -140, 50, -120 },
    { "6FH56C22+22", 1.2, 3.4, 1.200125, 3.400125 },
    { "849VGJQF+VX7QR3J", 37.53966912, -122.3750698242, 37.53966916, -122.3750697021 },
    { "849VGJQF+VX7QR3J7QR3J", 37.53966912, -122.3750698242, 37.53966916, -122.3750697021 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    assert_read (vectors[i].code, NULL, (vectors[i].south + vectors[i].north) / 2, (vectors[i].west + vectors[i].east) / 2,
                 1e-7, HW_PLACE_FORM_OPEN_LOCATION_CODE);
}

typedef struct
{
  const char *full;
  HwPoint     nearby;
  const char *code;
} Shortened;

static void
test_olc_completes_short_codes (void)
{
  static const Shortened vectors[] = {
    { "9C3W9QCJ+2VX", { 51.3701125, -1.217765625 }, "+2VX" },
    { "9C3W9QCJ+2VX", { 51.3708675, -1.217765625 }, "CJ+2VX" },
    { "9C3W9QCJ+2VX", { 51.3693575, -1.217765625 }, "CJ+2VX" },
    { "9C3W9QCJ+2VX", { 51.3701125, -1.218520625 }, "CJ+2VX" },
    { "9C3W9QCJ+2VX", { 51.3701125, -1.217010625 }, "CJ+2VX" },
    { "9C3W9QCJ+2VX", { 51.3852125, -1.217765625 }, "9QCJ+2VX" },
    { "9C3W9QCJ+2VX", { 51.3550125, -1.217765625 }, "9QCJ+2VX" },
    { "9C3W9QCJ+2VX", { 51.3701125, -1.232865625 }, "9QCJ+2VX" },
    { "9C3W9QCJ+2VX", { 51.3701125, -1.202665625 }, "9QCJ+2VX" },
    { "8FJFW222+", { 42.899, 9.012 }, "22+" },
    { "796RXG22+", { 14.95125, -23.5001 }, "22+" },
    { "8FRCXGRF+PM", { 47.00, 8.55 }, "XGRF+PM" },
    { "CFX22222+22", { 89.6, 0.0 }, "2222+22" },
    { "2CXXXXXX+XX", { -81.0, 0.0 }, "XXXXXX+XX" },
  };

  assert_refused ("9QCJ+2VX", HW_PLACE_ERROR_INCOMPLETE);
  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      HwPlace full;

      g_assert_true (hw_place_parse (vectors[i].full, NULL, &full, NULL));
      assert_read (vectors[i].code, &vectors[i].nearby, full.point.latitude, full.point.longitude, 1.01e-7,
                   HW_PLACE_FORM_OPEN_LOCATION_CODE);
    }
  assert_read ("GV8W+5M London", &london, 51.5154375, -0.1033125, 1e-7, HW_PLACE_FORM_OPEN_LOCATION_CODE);
  assert_read ("GV8W+5M, Łódź", &london, 51.5154375, -0.1033125, 1e-7, HW_PLACE_FORM_OPEN_LOCATION_CODE);
}

static void
test_olc_refuses_invalid_codes (void)
{
  static const char *const invalid[] = {
    "G+", "+", "8FWC2345+G", "8FWC2_45+G6", "8FWC2η45+G6", "8FWC2345+G6+", "8FWC2345G6+", "8FWC2300+G6", "WC2300+G6g", "WC2345+G",
    "WC2300+", "849VGJQF+VX7QR3U", "849VGJQF+VX7QR3JU",
  };

  for (guint i = 0; i < G_N_ELEMENTS (invalid); i++)
    {
      HwPlace place;

      if (hw_place_parse (invalid[i], &london, &place, NULL))
        g_error ("“%s” was read", invalid[i]);
    }
  assert_refused ("8FWC2345+G", HW_PLACE_ERROR_INCOMPLETE);
  assert_refused ("9C3XGV8W5M", HW_PLACE_ERROR_INCOMPLETE);
  assert_refused ("8FWC234+G6", HW_PLACE_ERROR_INCOMPLETE);
  assert_refused ("8FWC2300+G6", HW_PLACE_ERROR_OUT_OF_RANGE);
  assert_refused ("8FWC0000+G6", HW_PLACE_ERROR_OUT_OF_RANGE);
  assert_refused ("F2222222+22", HW_PLACE_ERROR_OUT_OF_RANGE);
  assert_refused ("2X222222+22", HW_PLACE_ERROR_OUT_OF_RANGE);
  assert_refused ("849VGJQF+VX7QR3U", HW_PLACE_ERROR_OUT_OF_RANGE);
}

/* -- UTM; expected values from PROJ 9 unless said otherwise -- */

static void
test_utm_reads_known_points (void)
{
  static const char *const same[] = {
    "30U 699375 5713970", "30u 699375 5713970", "30 U 699375 5713970", "30U 699375mE 5713970mN", "30U 699375 m E 5713970 m N",
    "30U, 699375, 5713970", "30U 699375E 5713970N", "30N 699375 5713970",
  };

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    assert_read (same[i], NULL, 51.5415607268491, -0.124800627789005, 1e-7, HW_PLACE_FORM_UTM);
  assert_read ("56H 334873 6252266", NULL, -33.8570007966388, 151.214997834317, 1e-7, HW_PLACE_FORM_UTM);
  assert_read ("56S 334873 6252266", NULL, -33.8570007966388, 151.214997834317, 1e-7, HW_PLACE_FORM_UTM);
  assert_read ("31N 500000 0", NULL, 0, 3, 1e-7, HW_PLACE_FORM_UTM);
  /* GeographicLib's example: 33.3 N 44.4 E is 38n 444140.54 3684706.36 */
  assert_read ("38S 444140.54 3684706.36", NULL, 33.3, 44.4, 2e-7, HW_PLACE_FORM_UTM);
}

static void
test_utm_refuses_zone_61 (void)
{
  assert_refused ("61U 699375 5713970", HW_PLACE_ERROR_OUT_OF_RANGE);
  assert_refused ("0U 699375 5713970", HW_PLACE_ERROR_OUT_OF_RANGE);
  assert_read ("60U 699375 5713970", NULL, 51.54156, 179.8752, 1e-4, HW_PLACE_FORM_UTM);
}

static void
test_utm_refuses_what_does_not_fit (void)
{
  assert_refused ("30I 699375 5713970", HW_PLACE_ERROR_OUT_OF_RANGE);
  assert_refused ("30A 699375 5713970", HW_PLACE_ERROR_OUT_OF_RANGE);
  assert_refused ("30T 699375 5713970", HW_PLACE_ERROR_OUT_OF_RANGE);
  assert_refused ("30U 9999 5713970", HW_PLACE_ERROR_NOT_A_PLACE);
  assert_refused ("30U 99999 5713970", HW_PLACE_ERROR_OUT_OF_RANGE);
  assert_refused ("30U 999999 5713970", HW_PLACE_ERROR_OUT_OF_RANGE);
  assert_refused ("30U 699375 95713970", HW_PLACE_ERROR_OUT_OF_RANGE);
  assert_refused ("30U 699375", HW_PLACE_ERROR_INCOMPLETE);
}

static void
test_utm_is_better_than_a_centimetre (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (4);

  for (guint i = 0; i < 10000; i++)
    {
      HwPoint point = { g_rand_double_range (random, -80, 84), g_rand_double_range (random, -180, 180) }, back;
      guint zone = (guint) floor ((point.longitude + 180) / 6) + 1;
      HwGrid grid = hw_grid_utm (MIN (zone, 60), point.latitude < 0);
      double easting, northing;

      hw_grid_from_point (&grid, &point, &easting, &northing);
      back = hw_grid_to_point (&grid, easting, northing);
      g_assert_cmpfloat (hw_point_distance (&point, &back), <, 0.0001);
    }
}

/* -- OS grid -- */

static void
test_os_guide_worked_example (void)
{
  /* "A guide to coordinate systems in Great Britain", annex C: Caister water tower */
  const HwGrid grid = hw_grid_os ();
  const HwPoint expected = { 52 + 39 / 60.0 + 27.2531 / 3600, 1 + 43 / 60.0 + 4.5177 / 3600 };
  HwPoint osgb36 = hw_grid_to_point (&grid, 651409.903, 313177.270);
  double easting, northing;

  g_assert_cmpfloat (hw_point_distance (&osgb36, &expected), <, 0.005);
  hw_grid_from_point (&grid, &expected, &easting, &northing);
  g_assert_cmpfloat_with_epsilon (easting, 651409.903, 0.005);
  g_assert_cmpfloat_with_epsilon (northing, 313177.270, 0.005);
}

static void
test_os_reads_known_points (void)
{
  static const char *const same[] = { "TG 51409 13177", "TG5140913177", "tg 51409 13177", "TG 5140913177", "TG51409 13177", "TG, 51409, 13177" };

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    assert_read (same[i], NULL, 52.657977, 1.716038, 2e-5, HW_PLACE_FORM_OS_GRID);
  /* Ben Nevis and, at the far corner, Muckle Flugga */
  assert_read ("NN 166 712", NULL, 56.7968, -5.0036, 5e-3, HW_PLACE_FORM_OS_GRID);
  assert_read ("HP 606 199", NULL, 60.8553, -0.8860, 5e-3, HW_PLACE_FORM_OS_GRID);
  assert_read ("SV 9 1", NULL, 49.94, -6.27, 0.1, HW_PLACE_FORM_OS_GRID);
}

static void
test_os_fewer_digits_are_less_precise (void)
{
  HwPlace fine, coarse;

  g_assert_true (hw_place_parse ("TQ 30012 80512", NULL, &fine, NULL));
  g_assert_true (hw_place_parse ("TQ 300 805", NULL, &coarse, NULL));
  g_assert_cmpfloat_with_epsilon (fine.precision_m, 5.5, 1e-9);
  g_assert_cmpfloat_with_epsilon (coarse.precision_m, 55.0, 1e-9);
  g_assert_cmpfloat (hw_point_distance (&fine.point, &coarse.point), <, 71.0);
  g_assert_cmpfloat_with_epsilon (get_precision ("TQ 30"), 5005.0, 1e-9);
}

static void
test_os_refuses_letters_beyond_the_grid (void)
{
  assert_refused ("ZZ 30012 80512", HW_PLACE_ERROR_OUT_OF_RANGE);
  assert_refused ("IA 30012 80512", HW_PLACE_ERROR_OUT_OF_RANGE);
  assert_refused ("AA 30012 80512", HW_PLACE_ERROR_OUT_OF_RANGE);
  assert_refused ("TC 30012 80512", HW_PLACE_ERROR_OUT_OF_RANGE);
}

static void
test_os_refuses_odd_digits (void)
{
  assert_refused ("TQ 300 8051", HW_PLACE_ERROR_INCOMPLETE);
  assert_refused ("TQ 3001 80", HW_PLACE_ERROR_INCOMPLETE);
  assert_refused ("TQ 30012805123", HW_PLACE_ERROR_OUT_OF_RANGE);
  assert_refused ("TQ 300120 805120", HW_PLACE_ERROR_OUT_OF_RANGE);
}

static void
test_os_does_not_take_a_postcode_for_a_square (void)
{
  assert_refused ("SW19", HW_PLACE_ERROR_AMBIGUOUS);
  assert_refused ("SE1", HW_PLACE_ERROR_NOT_A_PLACE);
}

/* -- anything -- */

/* Bits of true places, put together at random: whatever comes, it is a point on the earth or a reason. */
static void
test_anything_is_a_point_or_a_reason (void)
{
  static const char *const bits[] = {
    "51", "-0", "180", "60", "59.9", ",", ", ", ";", " ", ".", "+", "-", "−", "°", "'", "\"", "′", "″", "N", "S", "E", "W", "TQ", "30U",
    "9C3X", "GV8W", "+5M", "00", "699375", "5713970", "1e9", "\xff", "é", "0000000000000000000000000000", "X", "I", "\n", "/",
  };
  g_autoptr (GRand) random = g_rand_new_with_seed (5);

  for (guint round = 0; round < 50000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      guint n_bits = (guint) g_rand_int_range (random, 0, 9);
      double degrees = 0;
      HwPlace place;

      for (guint i = 0; i < n_bits; i++)
        g_string_append (text, bits[g_rand_int_range (random, 0, G_N_ELEMENTS (bits))]);
      if (hw_place_parse (text->str, round % 2 == 0 ? &london : NULL, &place, &error))
        {
          g_assert_no_error (error);
          g_assert_true (hw_point_is_valid (&place.point) && place.precision_m > 0.0);
        }
      else
        g_assert_true (error != NULL && error->domain == HW_PLACE_ERROR);
      g_clear_error (&error);
      if (hw_place_parse_angle (text->str, round % 3 == 0, &degrees, &error))
        g_assert_true (fabs (degrees) <= (round % 3 == 0 ? 90.0 : 180.0));
      else
        g_assert_true (error != NULL && error->domain == HW_PLACE_ERROR);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/place/words-are-not-a-place", test_words_are_not_a_place);
  g_test_add_func ("/place/nothing-is-incomplete", test_nothing_is_incomplete);
  g_test_add_func ("/place/degrees/reads-decimal-degrees", test_decimal_degrees);
  g_test_add_func ("/place/degrees/reads-minutes-and-seconds", test_degrees_minutes_seconds);
  g_test_add_func ("/place/degrees/refuses-what-is-beyond-the-earth", test_degrees_beyond_the_earth);
  g_test_add_func ("/place/degrees/refuses-one-half", test_degrees_with_one_half);
  g_test_add_func ("/place/degrees/says-when-there-are-two-readings", test_degrees_in_two_ways);
  g_test_add_func ("/place/degrees/precision-follows-decimals", test_degrees_precision_follows_decimals);
  g_test_add_func ("/place/angle/refuses-with-reason", test_angle_refuses);
  g_test_add_func ("/place/angle/reads-a-cell", test_angle_reads);
  g_test_add_func ("/place/olc/decodes-the-vectors-of-the-specification", test_olc_decodes_the_vectors);
  g_test_add_func ("/place/olc/completes-short-codes-near-a-point", test_olc_completes_short_codes);
  g_test_add_func ("/place/olc/refuses-invalid-codes", test_olc_refuses_invalid_codes);
  g_test_add_func ("/place/utm/refuses-zone-61", test_utm_refuses_zone_61);
  g_test_add_func ("/place/utm/refuses-what-does-not-fit", test_utm_refuses_what_does_not_fit);
  g_test_add_func ("/place/utm/reads-known-points", test_utm_reads_known_points);
  g_test_add_func ("/place/utm/is-better-than-a-centimetre", test_utm_is_better_than_a_centimetre);
  g_test_add_func ("/place/os-grid/refuses-letters-beyond-the-grid", test_os_refuses_letters_beyond_the_grid);
  g_test_add_func ("/place/os-grid/refuses-odd-digits", test_os_refuses_odd_digits);
  g_test_add_func ("/place/os-grid/does-not-take-a-postcode-for-a-square", test_os_does_not_take_a_postcode_for_a_square);
  g_test_add_func ("/place/os-grid/worked-example-of-the-os-guide", test_os_guide_worked_example);
  g_test_add_func ("/place/os-grid/reads-known-points", test_os_reads_known_points);
  g_test_add_func ("/place/os-grid/fewer-digits-are-less-precise", test_os_fewer_digits_are_less_precise);
  g_test_add_func ("/place/anything-is-a-point-or-a-reason", test_anything_is_a_point_or_a_reason);
  return g_test_run ();
}
