/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "hw-report.h"

#define SECOND G_GINT64_CONSTANT (1000000)
#define NOW    (G_GINT64_CONSTANT (1795348800) * SECOND)  /* 2026-11-22 12:00 UTC */

static HwReport
make_report (void)
{
  return (HwReport) {
    .channel = HW_CHANNEL_PHONE, .received_at = NOW, .seen_at = NOW - 3600 * SECOND,
    .point = { 51.5155, -0.1 }, .place = "behind the bins, Drummond St entrance", .people = 2,
  };
}

static void
assert_refused (const HwReport *report,
                HwReportError   code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (hw_report_check (report, NOW, &error));
  g_assert_error (error, HW_REPORT_ERROR, code);
  g_assert_cmpuint (strlen (error->message), >, 10);
}

static void
assert_taken (const HwReport *report)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (hw_report_check (report, NOW, &error));
  g_assert_no_error (error);
}

static void
test_place (void)
{
  HwReport report = make_report ();

  report.point = HW_POINT_UNKNOWN;
  report.place = NULL;
  assert_refused (&report, HW_REPORT_ERROR_NO_PLACE);
  report.place = " \t";
  assert_refused (&report, HW_REPORT_ERROR_NO_PLACE);
  report.place = "under the bridge";
  assert_taken (&report);
  report = make_report ();
  report.place = NULL;
  assert_taken (&report);
}

static void
test_time_missing (void)
{
  HwReport report = make_report ();

  report.seen_at = report.received_at = 0;
  assert_refused (&report, HW_REPORT_ERROR_NO_TIME);
  report.seen_at = NOW;
  assert_taken (&report);
}

static void
test_time_range (void)
{
  HwReport report = make_report ();
  gint64 start_of_1990 = G_GINT64_CONSTANT (631152000) * SECOND;

  report.seen_at = G_GINT64_CONSTANT (-11600000000) * SECOND;  /* 1602 */
  assert_refused (&report, HW_REPORT_ERROR_TIME_RANGE);
  report.seen_at = G_GINT64_CONSTANT (32472144000) * SECOND;   /* 2999 */
  assert_refused (&report, HW_REPORT_ERROR_TIME_RANGE);
  report.seen_at = G_MAXINT64;
  assert_refused (&report, HW_REPORT_ERROR_TIME_RANGE);
  report.seen_at = G_MININT64;
  assert_refused (&report, HW_REPORT_ERROR_TIME_RANGE);
  report.seen_at = start_of_1990 - 1;
  assert_refused (&report, HW_REPORT_ERROR_TIME_RANGE);
  report.seen_at = start_of_1990;
  assert_taken (&report);
  report.received_at = NOW + 400 * SECOND;
  assert_refused (&report, HW_REPORT_ERROR_TIME_RANGE);
}

static void
test_fast_clock (void)
{
  HwReport report = make_report ();

  report.seen_at = NOW + 301 * SECOND;
  assert_refused (&report, HW_REPORT_ERROR_TIME_RANGE);
  report.seen_at = NOW + 300 * SECOND;
  assert_taken (&report);
}

static void
test_point_range (void)
{
  static const HwPoint bad[] = { { 91, 0 }, { -91, 0 }, { 0, 181 }, { 0, -180.5 }, { NAN, 0 }, { 0, NAN }, { INFINITY, 0 }, { G_MAXDOUBLE, 0 } };
  static const HwPoint good[] = { { 90, 180 }, { -90, -180 }, { 0, 0 } };
  HwReport report = make_report ();

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      report.point = bad[i];
      assert_refused (&report, HW_REPORT_ERROR_POINT_RANGE);
    }
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      report.point = good[i];
      assert_taken (&report);
    }
}

static void
test_people (void)
{
  HwReport report = make_report ();

  report.people = 501;
  assert_refused (&report, HW_REPORT_ERROR_PEOPLE);
  report.people = 500;
  assert_taken (&report);
  report.people = 0;
  assert_taken (&report);
}

static void
test_too_long (void)
{
  HwReport report = make_report ();
  g_autofree char *long_text = g_strnfill (10001, 'x');
  g_autofree char *long_line = g_strnfill (501, 'x');
  GString *polish = g_string_new (NULL);

  report.appearance = long_text;
  assert_refused (&report, HW_REPORT_ERROR_TOO_LONG);
  long_text[10000] = '\0';
  assert_taken (&report);
  report.caller_name = long_line;
  assert_refused (&report, HW_REPORT_ERROR_TOO_LONG);
  long_line[500] = '\0';
  assert_taken (&report);

  /* Characters are counted, not bytes. */
  for (guint i = 0; i < 500; i++)
    g_string_append (polish, "ł");
  report.caller_name = polish->str;
  assert_taken (&report);
  g_string_append (polish, "ł");
  report.caller_name = polish->str;
  assert_refused (&report, HW_REPORT_ERROR_TOO_LONG);
  g_string_free (polish, TRUE);
}

static void
test_not_text (void)
{
  HwReport report = make_report ();

  report.place = "caf\xe9";
  assert_refused (&report, HW_REPORT_ERROR_NOT_TEXT);
  report.place = "café";
  assert_taken (&report);
  report.point = HW_POINT_UNKNOWN;
  report.place = "\xf0";
  assert_refused (&report, HW_REPORT_ERROR_NOT_TEXT);
}

static void
test_moves (void)
{
  for (HwReportStatus i = 0; i < HW_N_REPORT_STATUSES; i++)
    g_assert_false (hw_report_status_may_follow (i, i));
  g_assert_false (hw_report_status_may_follow (HW_REPORT_CLOSED, HW_REPORT_SENT_OUT));
  g_assert_false (hw_report_status_may_follow (HW_REPORT_TO_BE_ANSWERED, HW_REPORT_NEW));

  g_assert_true (hw_report_status_may_follow (HW_REPORT_NEW, HW_REPORT_SENT_OUT));
  g_assert_true (hw_report_status_may_follow (HW_REPORT_NEW, HW_REPORT_NEEDS_INFORMATION));
  g_assert_true (hw_report_status_may_follow (HW_REPORT_NEW, HW_REPORT_CLOSED));
  g_assert_true (hw_report_status_may_follow (HW_REPORT_NEEDS_INFORMATION, HW_REPORT_NEW));
  g_assert_true (hw_report_status_may_follow (HW_REPORT_SENT_OUT, HW_REPORT_NEW));
  g_assert_true (hw_report_status_may_follow (HW_REPORT_SENT_OUT, HW_REPORT_TO_BE_ANSWERED));
  g_assert_true (hw_report_status_may_follow (HW_REPORT_TO_BE_ANSWERED, HW_REPORT_SENT_OUT));
  g_assert_true (hw_report_status_may_follow (HW_REPORT_TO_BE_ANSWERED, HW_REPORT_CLOSED));
  g_assert_true (hw_report_status_may_follow (HW_REPORT_CLOSED, HW_REPORT_NEW));
}

static void
test_names (void)
{
  HwChannel channel = HW_CHANNEL_SMS;
  HwReportStatus status = HW_REPORT_SENT_OUT;
  HwAgeGroup age = HW_AGE_18_25;

  g_assert_false (hw_channel_from_string ("Phone", &channel));
  g_assert_false (hw_channel_from_string (NULL, &channel));
  g_assert_false (hw_report_status_from_string ("", &status));
  g_assert_false (hw_age_group_from_string ("old", &age));
  g_assert_cmpuint (channel, ==, HW_CHANNEL_SMS);
  g_assert_cmpuint (status, ==, HW_REPORT_SENT_OUT);
  g_assert_cmpuint (age, ==, HW_AGE_18_25);

  for (guint i = 0; i < HW_N_CHANNELS; i++)
    g_assert_true (hw_channel_from_string (hw_channel_to_string (i), &channel) && channel == i);
  for (guint i = 0; i < HW_N_REPORT_STATUSES; i++)
    g_assert_true (hw_report_status_from_string (hw_report_status_to_string (i), &status) && status == i);
  for (guint i = 0; i < HW_N_AGES; i++)
    g_assert_true (hw_age_group_from_string (hw_age_group_to_string (i), &age) && age == i);
  g_assert_cmpstr (hw_age_group_to_string (HW_AGE_26_49), ==, "26-49");
}

static void
test_record (void)
{
  char place[] = "under the bridge", source[] = "17";
  HwReport template_ = make_report ();
  g_autoptr (HwReport) report = NULL;
  g_autoptr (HwReport) again = NULL;

  template_.place = place;
  template_.source_id = source;
  template_.usual_time = "";
  report = hw_report_new (&template_);
  again = hw_report_ref (report);
  memset (place, 'x', sizeof place - 1);
  memset (source, 'x', sizeof source - 1);

  g_assert_cmpstr (again->place, ==, "under the bridge");
  g_assert_cmpstr (again->source_id, ==, "17");
  g_assert_cmpstr (again->usual_time, ==, "");
  g_assert_null (again->worries);
  g_assert_cmpuint (again->people, ==, 2);
}

static void
test_boxed (void)
{
  g_auto (GValue) value = G_VALUE_INIT;
  HwReport template_ = make_report ();
  g_autoptr (HwReport) report = hw_report_new (&template_);

  g_value_init (&value, HW_TYPE_REPORT);
  g_value_set_boxed (&value, report);
  g_assert_true (g_value_get_boxed (&value) == report);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/check/needs-a-point-or-words", test_place);
  g_test_add_func ("/report/check/needs-a-time", test_time_missing);
  g_test_add_func ("/report/check/refuses-1602-and-2999", test_time_range);
  g_test_add_func ("/report/check/forgives-five-minutes-of-a-fast-clock", test_fast_clock);
  g_test_add_func ("/report/check/refuses-latitude-91", test_point_range);
  g_test_add_func ("/report/check/refuses-501-people", test_people);
  g_test_add_func ("/report/check/refuses-endless-text", test_too_long);
  g_test_add_func ("/report/check/refuses-what-is-not-text", test_not_text);
  g_test_add_func ("/report/status/moves-only-where-it-makes-sense", test_moves);
  g_test_add_func ("/report/names/go-there-and-back", test_names);
  g_test_add_func ("/report/record/keeps-its-own-strings", test_record);
  g_test_add_func ("/report/record/is-counted-not-copied", test_boxed);
  return g_test_run ();
}
