/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hw-answered-by.h"
#include "hw-caller-answer.h"
#include "hw-named-place.h"

/* What callers hear and when, and what counts. */

static void
test_outcomes (void)
{
  static const char * const met[] = { "found-engaging", "found-no-entitlement", "found-reconnected", "found-street-activity", "found-sheltered", "found-unwilling" };

  g_assert_cmpint (hw_caller_answer_of (HW_REPORT_CLOSED, NULL), !=, HW_CALLER_ANSWER_MET);
  /* Six different things about a person are one thing to the caller. */
  for (guint i = 0; i < G_N_ELEMENTS (met); i++)
    g_assert_cmpint (hw_caller_answer_of (HW_REPORT_TO_BE_ANSWERED, met[i]), ==, HW_CALLER_ANSWER_MET);
  g_assert_cmpint (hw_caller_answer_of (HW_REPORT_CLOSED, "found-emergency-services"), ==, HW_CALLER_ANSWER_PASSED_ON);
  g_assert_cmpint (hw_caller_answer_of (HW_REPORT_CLOSED, "not-found-no-access"), ==, HW_CALLER_ANSWER_PLACE_NOT_FOUND);
  g_assert_cmpint (hw_caller_answer_of (HW_REPORT_CLOSED, "not-looked-wrong-area"), ==, HW_CALLER_ANSWER_NOT_OUR_AREA);
  g_assert_cmpint (hw_caller_answer_of (HW_REPORT_SENT_OUT, NULL), ==, HW_CALLER_ANSWER_TEAM_WENT_OUT);
  g_assert_cmpint (hw_caller_answer_of (HW_REPORT_TO_BE_CHECKED, NULL), ==, HW_CALLER_ANSWER_RECEIVED);
}

static void
test_words (void)
{
  for (HwCallerAnswer i = 0; i < HW_N_CALLER_ANSWERS; i++)
    {
      HwCallerAnswer again = HW_N_CALLER_ANSWERS;

      g_assert_true (hw_caller_answer_from_string (hw_caller_answer_to_string (i), &again));
      g_assert_cmpint (again, ==, i);
      g_assert_cmpuint (strlen (hw_caller_answer_get_words (i)), >, 10);
      g_assert_null (strchr (hw_caller_answer_get_words (i), '%'));
    }
  g_assert_false (hw_caller_answer_from_string ("arrested", NULL));
  g_assert_false (hw_answered_by_from_string (NULL, NULL));
}

static void
test_no_answer_wanted (void)
{
  HwReport report = { .reply_wish = HW_REPLY_SMS };

  g_assert_cmpint (hw_report_status_after_visit (&report), ==, HW_REPORT_TO_BE_ANSWERED);
  g_assert_cmpint (hw_answered_by_of (&report), ==, HW_ANSWERED_BY_SMS);
  report.reply_wish = HW_REPLY_NO;
  g_assert_cmpint (hw_report_status_after_visit (&report), ==, HW_REPORT_CLOSED);
}

static void
test_not_counted (void)
{
  g_assert_false (hw_report_status_counts (HW_REPORT_TO_BE_CHECKED));
  g_assert_false (hw_report_status_counts (HW_REPORT_DISMISSED));
  for (HwReportStatus i = 0; i < HW_N_COUNTED_STATUSES; i++)
    {
      g_assert_true (hw_report_status_counts (i));
      g_assert_false (hw_report_status_may_follow (i, HW_REPORT_TO_BE_CHECKED));
      g_assert_false (hw_report_status_may_follow (i, HW_REPORT_DISMISSED));
      g_assert_false (hw_report_status_may_follow (HW_REPORT_DISMISSED, i));
      g_assert_cmpint (hw_report_status_may_follow (HW_REPORT_TO_BE_CHECKED, i), ==, i == HW_REPORT_NEW);
    }
  g_assert_true (hw_report_status_may_follow (HW_REPORT_TO_BE_CHECKED, HW_REPORT_DISMISSED));
  g_assert_true (hw_report_status_may_follow (HW_REPORT_DISMISSED, HW_REPORT_TO_BE_CHECKED));
}

static void
test_urgent (void)
{
  HwReport report = { .concerns = HW_CONCERN_COLD, .age = HW_AGE_18_25 };

  g_assert_false (hw_report_is_urgent (&report));
  report.age = HW_AGE_UNDER_18;
  g_assert_true (hw_report_is_urgent (&report));
  report.age = HW_AGE_UNKNOWN;
  report.concerns = HW_CONCERN_COLD | HW_CONCERN_DANGER_NOW;
  g_assert_true (hw_report_is_urgent (&report));
}

static gint64
at (GTimeZone *zone,
    int        month,
    int        day,
    int        hour)
{
  g_autoptr (GDateTime) moment = g_date_time_new (zone, 2026, month, day, hour, 30, 0);

  return g_date_time_to_unix (moment) * G_USEC_PER_SEC;
}

static void
test_working_days (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/London");

  if (zone == NULL)
    zone = g_time_zone_new_utc ();
  g_assert_cmpint (hw_add_working_days (at (zone, 11, 16, 9), 0, zone), ==, at (zone, 11, 16, 9));
  /* Monday, and Friday over the weekend, from Saturday and from Sunday. */
  g_assert_cmpint (hw_add_working_days (at (zone, 11, 16, 9), 1, zone), ==, at (zone, 11, 17, 9));
  g_assert_cmpint (hw_add_working_days (at (zone, 11, 20, 9), 1, zone), ==, at (zone, 11, 23, 9));
  g_assert_cmpint (hw_add_working_days (at (zone, 11, 21, 9), 1, zone), ==, at (zone, 11, 23, 9));
  g_assert_cmpint (hw_add_working_days (at (zone, 11, 22, 9), 1, zone), ==, at (zone, 11, 23, 9));
  g_assert_cmpint (hw_add_working_days (at (zone, 11, 22, 9), 2, zone), ==, at (zone, 11, 24, 9));
  /* Ten are two weeks, at the same hour also where summer time ends between. */
  g_assert_cmpint (hw_add_working_days (at (zone, 11, 18, 23), 10, zone), ==, at (zone, 12, 2, 23));
  g_assert_cmpint (hw_add_working_days (at (zone, 10, 16, 9), 10, zone), ==, at (zone, 10, 30, 9));
  g_assert_cmpint (hw_add_working_days (at (zone, 11, 21, 9), 10, zone), ==, at (zone, 12, 4, 9));
}

/* Whose day it is depends on where the team works: half past midnight on Saturday is still Friday in the west. */
static void
test_working_days_of_the_zone (void)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GTimeZone) west = g_time_zone_new_offset (-5 * 3600);
  gint64 moment = at (utc, 11, 21, 0);

  g_assert_cmpint (hw_add_working_days (moment, 1, utc), ==, at (utc, 11, 23, 0));
  g_assert_cmpint (hw_add_working_days (moment, 1, west), ==, at (utc, 11, 24, 0));
}

static void
test_named_places (void)
{
  g_autoptr (GError) error = NULL;
  HwNamedPlace place = { .name = (char *) "", .kind = HW_NAMED_PLACE_STREET, .point = { 51.5, -0.1 } };
  HwNamedPlaceKind kind;

  g_assert_false (hw_named_place_check (&place, &error));
  g_assert_error (error, HW_REPORT_ERROR, HW_REPORT_ERROR_MISSING);
  g_clear_error (&error);
  place.name = (char *) "Strand";
  place.point.latitude = 91;
  g_assert_false (hw_named_place_check (&place, &error));
  g_assert_error (error, HW_REPORT_ERROR, HW_REPORT_ERROR_POINT_RANGE);
  g_clear_error (&error);
  place.point.latitude = 51;
  g_assert_true (hw_named_place_check (&place, &error));
  g_assert_true (hw_named_place_kind_from_string ("landmark", &kind));
  g_assert_cmpint (kind, ==, HW_NAMED_PLACE_LANDMARK);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/answers/say-what-the-team-did-and-nothing-about-a-person", test_outcomes);
  g_test_add_func ("/answers/each-has-a-name-and-words", test_words);
  g_test_add_func ("/answers/who-wants-none-gets-none", test_no_answer_wanted);
  g_test_add_func ("/report/what-is-to-be-checked-counts-nowhere", test_not_counted);
  g_test_add_func ("/report/danger-or-a-child-is-urgent", test_urgent);
  g_test_add_func ("/working-days/leave-the-weekend-out", test_working_days);
  g_test_add_func ("/working-days/are-those-of-the-team-s-zone", test_working_days_of_the_zone);
  g_test_add_func ("/named-place/has-a-name-and-a-point", test_named_places);
  return g_test_run ();
}
