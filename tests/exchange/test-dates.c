/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <string.h>

#include "hw-date-reader.h"

static char *
read_in_zone (const char  *date,
              const char  *time_of_day,
              HwDateOrder  order,
              GTimeZone   *zone)
{
  g_autoptr (HwDateReader) reader = hw_date_reader_new (order, zone);
  g_autoptr (GDateTime) moment = NULL;
  g_autofree char *text = NULL;
  gint64 time, precision;

  if (!hw_date_reader_read (reader, date, time_of_day, &time, &precision))
    return g_strdup ("no");
  moment = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  text = g_date_time_format (moment, "%Y-%m-%d %H:%M:%S");
  return g_strdup_printf ("%s%s", text, precision > G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC ? " day" : "");
}

#define assert_date(date, order, expected) G_STMT_START { \
  g_autofree char *text_ = read_in_zone (date, NULL, order, NULL); \
  g_assert_cmpstr (text_, ==, expected); } G_STMT_END

static void
test_refuses (void)
{
  static const char *const texts[] = {
    "", "x", "yesterday", "31/02/2019", "29.2.2019", "2019-13-01", "2019-00-10", "2019-02-30", "2019-03-04 25:00", "2019-03-04 10:61",
    "2019-03-04 13:00 PM", "2019-03-04 10:00 PST", "1/2", "1/2/3/4", "12345", "0/0/2019", "2019-03-04 10:00 foo", "March 2019", "Mars bar 3 2019 x",
    "99999999999999999999999999", "2019-03-04T", "--", "4 March March"
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = read_in_zone (texts[i], NULL, HW_DATE_ORDER_DMY, NULL);

      if (g_str_equal (texts[i], "2019-03-04T"))
        continue;
      if (!g_str_equal (text, "no"))
        g_error ("\"%s\" was read as %s", texts[i], text);
    }
}

static void
test_iso (void)
{
  assert_date ("2019-03-04T22:15:07Z", HW_DATE_ORDER_YMD, "2019-03-04 22:15:07");
  assert_date ("2019-03-04T22:15:07.123456+01:00", HW_DATE_ORDER_YMD, "2019-03-04 21:15:07");
  assert_date ("2019-03-04 22:15:07-0530", HW_DATE_ORDER_YMD, "2019-03-05 03:45:07");
  assert_date ("2019-03-04 22:15", HW_DATE_ORDER_YMD, "2019-03-04 22:15:00");
  assert_date ("2019-03-04 10:22 PM", HW_DATE_ORDER_YMD, "2019-03-04 22:22:00");
  assert_date ("2019-03-04 12:05:00 am", HW_DATE_ORDER_YMD, "2019-03-04 00:05:00");
  assert_date ("2019-03-04", HW_DATE_ORDER_YMD, "2019-03-04 12:00:00 day");
  assert_date ("20190304", HW_DATE_ORDER_YMD, "2019-03-04 12:00:00 day");
  assert_date ("20190304T221507Z", HW_DATE_ORDER_YMD, "2019-03-04 22:15:07");
  assert_date ("2019/03/04 22:15", HW_DATE_ORDER_YMD, "2019-03-04 22:15:00");
  assert_date ("2020-02-29", HW_DATE_ORDER_YMD, "2020-02-29 12:00:00 day");
}

static void
test_orders (void)
{
  assert_date ("03/04/2019", HW_DATE_ORDER_DMY, "2019-04-03 12:00:00 day");
  assert_date ("03/04/2019", HW_DATE_ORDER_MDY, "2019-03-04 12:00:00 day");
  assert_date ("19-03-04", HW_DATE_ORDER_YMD, "2019-03-04 12:00:00 day");
  assert_date ("3/10/2010 4:05 PM", HW_DATE_ORDER_MDY, "2010-03-10 16:05:00");
  assert_date ("04-03-19", HW_DATE_ORDER_DMY, "2019-03-04 12:00:00 day");
  assert_date ("13/04/2019", HW_DATE_ORDER_MDY, "no");
  assert_date ("4.3.2019 kl. 22.15", HW_DATE_ORDER_DMY, "2019-03-04 22:15:00");
}

static void
test_names (void)
{
  assert_date ("4 March 2019", HW_DATE_ORDER_MDY, "2019-03-04 12:00:00 day");
  assert_date ("March 4, 2019 10:15 p.m.", HW_DATE_ORDER_DMY, "2019-03-04 22:15:00");
  assert_date ("March 4th, 2019", HW_DATE_ORDER_DMY, "2019-03-04 12:00:00 day");
  assert_date ("4-Mar-19", HW_DATE_ORDER_DMY, "2019-03-04 12:00:00 day");
  assert_date ("4. marts 2019 kl. 22.15", HW_DATE_ORDER_DMY, "2019-03-04 22:15:00");
  assert_date ("1. maj 2020", HW_DATE_ORDER_DMY, "2020-05-01 12:00:00 day");
  assert_date ("31. oktober 2020", HW_DATE_ORDER_DMY, "2020-10-31 12:00:00 day");
  assert_date ("Mon, 04 Mar 2019 22:15:07 +0100", HW_DATE_ORDER_DMY, "2019-03-04 21:15:07");
  assert_date ("2019 Mar 4", HW_DATE_ORDER_DMY, "2019-03-04 12:00:00 day");
}

static void
test_epoch (void)
{
  assert_date ("1551737700", HW_DATE_ORDER_DMY, "2019-03-04 22:15:00");
  assert_date ("1551737700000", HW_DATE_ORDER_DMY, "2019-03-04 22:15:00");
  assert_date ("1551737700000000", HW_DATE_ORDER_DMY, "2019-03-04 22:15:00");
  assert_date ("1551737700.25", HW_DATE_ORDER_DMY, "2019-03-04 22:15:00");
}

static void
test_time_column (void)
{
  g_autofree char *both = read_in_zone ("04/03/2019", "22:15", HW_DATE_ORDER_DMY, NULL);
  g_autofree char *danish = read_in_zone ("04/03/2019", "kl. 22.15", HW_DATE_ORDER_DMY, NULL);
  g_autofree char *bad = read_in_zone ("04/03/2019", "late", HW_DATE_ORDER_DMY, NULL);

  g_assert_cmpstr (bad, ==, "no");
  g_assert_cmpstr (both, ==, "2019-03-04 22:15:00");
  g_assert_cmpstr (danish, ==, "2019-03-04 22:15:00");
}

static void
test_zone (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Copenhagen");
  static const char *const cases[][2] = {
    { "2019-01-04 12:00", "2019-01-04 11:00:00" },
    { "2019-07-04 12:00", "2019-07-04 10:00:00" },
    /* The day of the change: before it and after it. */
    { "2019-03-31 01:30", "2019-03-31 00:30:00" },
    { "2019-03-31 03:30", "2019-03-31 01:30:00" },
    /* The hour that does not exist becomes the next that does. */
    { "2019-03-31 02:30", "2019-03-31 01:00:00" },
    { "2019-07-04 12:00Z", "2019-07-04 12:00:00" },
  };

  if (zone == NULL)
    {
      g_test_skip ("no time zones on this computer");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = read_in_zone (cases[i][0], NULL, HW_DATE_ORDER_YMD, zone);

      g_assert_cmpstr (text, ==, cases[i][1]);
    }
}

/* -- the whole column -- */

static gboolean
decide (const char *const *texts,
        HwDateOrder       *order,
        char             **why)
{
  HwDateSurvey survey = { { 0 } };

  for (; *texts != NULL; texts++)
    hw_date_survey_add (&survey, *texts);
  return hw_date_survey_decide (&survey, HW_DATE_ORDER_DMY, order, why);
}

static void
test_survey_doubt (void)
{
  const char *either[] = { "03/04/2019", "1/2/2019", "5/5/2019", NULL };
  const char *mixed[] = { "14/04/2019", "04/14/2019", "04/15/2019", NULL };
  const char *none[] = { "x", "y", NULL };
  g_autofree char *why_either = NULL, *why_mixed = NULL;
  HwDateOrder order;

  g_assert_false (decide (either, &order, &why_either));
  g_assert_cmpint (order, ==, HW_DATE_ORDER_DMY);
  g_assert_nonnull (strstr (why_either, "3 April 2019"));
  g_assert_false (decide (mixed, &order, &why_mixed));
  g_assert_cmpint (order, ==, HW_DATE_ORDER_MDY);
  g_assert_nonnull (strstr (why_mixed, "1 dates can only be day/month/year and 2 only month/day/year"));
  g_assert_false (decide (none, &order, NULL));
  g_assert_cmpint (order, ==, HW_DATE_ORDER_UNKNOWN);
}

static void
test_survey_certain (void)
{
  const char *mdy[] = { "03/04/2019", "1/2/2019", "3/14/2019", NULL };
  const char *dmy[] = { "03/04/2019", "31/2/2019", "14/3/2019", NULL };
  const char *iso[] = { "2019-03-04", "2019-03-05 10:00", NULL };
  const char *epoch[] = { "1551737700000", "1551737700001", NULL };
  g_autofree char *why = NULL;
  HwDateOrder order;

  g_assert_true (decide (mdy, &order, &why));
  g_assert_cmpint (order, ==, HW_DATE_ORDER_MDY);
  g_assert_nonnull (strstr (why, "1 of 3"));
  g_assert_true (decide (dmy, &order, NULL));
  g_assert_cmpint (order, ==, HW_DATE_ORDER_DMY);
  g_assert_true (decide (iso, &order, NULL));
  g_assert_cmpint (order, ==, HW_DATE_ORDER_YMD);
  g_assert_true (decide (epoch, &order, NULL));
}

static void
test_forms (void)
{
  g_assert_cmpint (hw_date_form_of ("22:15"), ==, HW_DATE_FORM_TIME);
  g_assert_cmpint (hw_date_form_of ("10:15 PM"), ==, HW_DATE_FORM_TIME);
  g_assert_cmpint (hw_date_form_of ("51.5155"), ==, HW_DATE_FORM_NONE);
  g_assert_cmpint (hw_date_form_of ("12 Main Street"), ==, HW_DATE_FORM_NONE);
  g_assert_cmpint (hw_date_form_of ("101004143000"), ==, HW_DATE_FORM_NONE);
  g_assert_cmpint (hw_date_form_of (""), ==, HW_DATE_FORM_NONE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/date-reader/refuses-what-is-no-date", test_refuses);
  g_test_add_func ("/date-reader/reads-iso-with-and-without-zone", test_iso);
  g_test_add_func ("/date-reader/reads-three-numbers-in-the-order-that-is-given", test_orders);
  g_test_add_func ("/date-reader/reads-names-of-months-in-english-and-danish", test_names);
  g_test_add_func ("/date-reader/reads-counts-since-1970", test_epoch);
  g_test_add_func ("/date-reader/takes-the-time-of-day-from-another-cell", test_time_column);
  g_test_add_func ("/date-reader/uses-the-zone-where-none-is-named", test_zone);
  g_test_add_func ("/date-survey/says-where-there-is-doubt", test_survey_doubt);
  g_test_add_func ("/date-survey/is-certain-by-one-number-over-twelve", test_survey_certain);
  g_test_add_func ("/date-survey/knows-forms", test_forms);
  return g_test_run ();
}
