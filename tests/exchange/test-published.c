/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hw-published-writer.h"

/* What is published of a month: rounded, small numbers hidden, each report in the month in which it came. */

#define DAY (24 * G_TIME_SPAN_HOUR)

static gint64
at (int month,
    int day)
{
  g_autoptr (GDateTime) time = g_date_time_new_utc (2026, month, day, 12, 0, 0);

  return g_date_time_to_unix (time) * G_USEC_PER_SEC;
}

static void
add (HwPublishedMonth *month,
     guint             n_reports,
     gint64            received_at,
     HwChannel         channel,
     const char       *outcome,
     HwReplyWish       wish,
     gint64            answered_at)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  HwReport report = { .received_at = received_at, .channel = channel, .status = outcome != NULL ? HW_REPORT_CLOSED : HW_REPORT_NEW, .outcome = outcome,
                      .reply_wish = wish, .place = "behind the bins" };

  for (guint i = 0; i < n_reports; i++)
    hw_published_month_add (month, &report, answered_at, at (12, 31), zone);
}

static char *
dup_page (const HwPublishedMonth *month,
          gboolean                as_csv)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  if (as_csv)
    hw_published_write_csv (month, stream, NULL, &error);
  else
    hw_published_write_html (month, "Riverside & Co", stream, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL));
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
}

static void
test_month (void)
{
  HwPublishedMonth month;

  g_assert_false (hw_published_month_parse ("2026", &month));
  g_assert_false (hw_published_month_parse ("2026-13", &month));
  g_assert_false (hw_published_month_parse ("2026-1", &month));
  g_assert_false (hw_published_month_parse ("2026-10-01", &month));
  g_assert_true (hw_published_month_parse ("2026-10", &month));
  add (&month, 7, at (10, 1), HW_CHANNEL_PHONE, "found-engaging", HW_REPLY_NO, 0);
  add (&month, 3, at (9, 30), HW_CHANNEL_PHONE, "found-engaging", HW_REPLY_NO, 0);
  add (&month, 3, at (11, 1), HW_CHANNEL_PHONE, "found-engaging", HW_REPLY_NO, 0);
  g_assert_cmpuint (month.by_channel[HW_CHANNEL_PHONE], ==, 7);
  g_assert_cmpuint (month.by_answer[HW_CALLER_ANSWER_MET], ==, 7);
}

static void
test_unchecked (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  HwReport report = { .received_at = at (10, 5), .channel = HW_CHANNEL_WEB, .status = HW_REPORT_TO_BE_CHECKED };
  HwPublishedMonth month;

  hw_published_month_parse ("2026-10", &month);
  hw_published_month_add (&month, &report, 0, at (10, 6), zone);
  report.status = HW_REPORT_DISMISSED;
  hw_published_month_add (&month, &report, 0, at (10, 6), zone);
  g_assert_cmpuint (month.by_channel[HW_CHANNEL_WEB], ==, 0);
}

/* Ten working days from Thursday 1 October are Thursday 15 October. */
static void
test_answers (void)
{
  HwPublishedMonth month;

  hw_published_month_parse ("2026-10", &month);
  add (&month, 6, at (10, 1), HW_CHANNEL_SMS, "found-engaging", HW_REPLY_SMS, at (10, 14));
  add (&month, 5, at (10, 1), HW_CHANNEL_SMS, "found-engaging", HW_REPLY_SMS, at (10, 20));
  add (&month, 9, at (10, 1), HW_CHANNEL_SMS, NULL, HW_REPLY_SMS, 0);
  g_assert_cmpuint (month.told[HW_TOLD_IN_TIME], ==, 6);
  g_assert_cmpuint (month.told[HW_TOLD_LATE], ==, 5);
  g_assert_cmpuint (month.told[HW_TOLD_OVERDUE], ==, 9);
  g_assert_cmpuint (month.told[HW_TOLD_NOT_YET], ==, 0);
}

static void
test_page (void)
{
  HwPublishedMonth month;
  g_autofree char *html = NULL;
  g_autofree char *csv = NULL;

  hw_published_month_parse ("2026-10", &month);
  add (&month, 23, at (10, 2), HW_CHANNEL_PHONE, "found-engaging", HW_REPLY_NO, 0);
  add (&month, 12, at (10, 2), HW_CHANNEL_WEB, "not-found-looked", HW_REPLY_NO, 0);
  add (&month, 3, at (10, 2), HW_CHANNEL_SMS, "found-emergency-services", HW_REPLY_NO, 0);
  html = dup_page (&month, FALSE);
  csv = dup_page (&month, TRUE);
  g_assert_nonnull (strstr (html, "<td>25</td>"));
  g_assert_nonnull (strstr (html, "Riverside &amp; Co"));
  g_assert_nonnull (strstr (html, "<td>not told</td>"));
  g_assert_null (strstr (html, ">23<"));
  g_assert_null (strstr (html, ">3<"));
  g_assert_null (strstr (html, "bins"));
  /* 38 in all and 25 told: what is left would be 12 and 3, so the twelve go with the three. */
  g_assert_null (strstr (html, "<td>10</td>"));
  g_assert_nonnull (strstr (csv, "What was done,A team met somebody there,25,rounded"));
  g_assert_nonnull (strstr (csv, "What was done,Passed on to other services,,hidden"));
  g_assert_nonnull (strstr (csv, "All together,40,rounded"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/published/a-report-counts-in-the-month-in-which-it-came", test_month);
  g_test_add_func ("/published/what-nobody-checked-counts-nowhere", test_unchecked);
  g_test_add_func ("/published/answers-are-in-time-within-ten-working-days", test_answers);
  g_test_add_func ("/published/small-numbers-are-hidden-and-the-rest-is-rounded", test_page);
  return g_test_run ();
}
