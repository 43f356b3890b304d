/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hw-open311-answer.h"

/* A request of another system as a report that is to be checked. */

#define NOW   (G_GINT64_CONSTANT (1763850000) * G_USEC_PER_SEC)   /* 2025-11-22T22:20:00Z */
#define HOUR  (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)

static HwReport *
make_report (const char  *json,
             GError     **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (json, strlen (json));
  g_autoptr (GError) problem = NULL;
  g_autoptr (HwOpen311Node) root = hw_open311_read (bytes, &problem);
  g_autoptr (GPtrArray) requests = root != NULL ? hw_open311_list_requests (root, &problem) : NULL;
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (3600);
  g_autoptr (HwDateReader) dates = hw_date_reader_new (HW_DATE_ORDER_YMD, zone);

  g_assert_no_error (problem);
  g_assert_cmpuint (requests->len, ==, 1);
  return hw_open311_make_report (g_ptr_array_index (requests, 0), "city.example", dates, NOW, error);
}

static HwReport *
make_well (const char *json)
{
  g_autoptr (GError) error = NULL;
  HwReport *report = make_report (json, &error);

  g_assert_no_error (error);
  return report;
}

static void
test_fields (void)
{
  g_autoptr (HwReport) report = make_well (
    "[{\"service_request_id\":638344,\"status\":\"open\",\"status_notes\":\"In progress\",\"service_name\":\"Asleep outside\",\"service_code\":006,"
    "\"description\":\"A blue tent\",\"requested_datetime\":\"2025-11-22T20:00:00+01:00\",\"address\":\"8th Ave and Judah St\",\"zipcode\":94122,"
    "\"lat\":37.762221815,\"long\":\"-122.4651145\",\"media_url\":\"https://city.example/638344.jpg\","
    "\"attributes\":[{\"label\":\"How many\",\"value\":2}],\"notes\":[{\"datetime\":\"2025-11-22\",\"description\":\"Opened\",\"type\":\"opened\"}]}]");

  g_assert_cmpint (report->channel, ==, HW_CHANNEL_OTHER_SYSTEM);
  g_assert_cmpint (report->status, ==, HW_REPORT_TO_BE_CHECKED);
  g_assert_cmpstr (report->source_id, ==, "open311:city.example:638344");
  g_assert_cmpint (report->received_at, ==, NOW - 3 * HOUR - HOUR / 3);
  g_assert_cmpint (report->seen_at, ==, report->received_at);
  g_assert_cmpint (report->seen_precision, ==, 3 * HOUR);
  g_assert_cmpfloat (report->point.latitude, ==, 37.762221815);
  g_assert_cmpfloat (report->point.longitude, ==, -122.4651145);
  g_assert_cmpfloat (report->point_precision_m, ==, 1);
  g_assert_cmpstr (report->place, ==, "8th Ave and Judah St, 94122");
  g_assert_cmpstr (report->worries, ==, "Asleep outside\nA blue tent\nIn progress\nHow many: 2\nOpened\nhttps://city.example/638344.jpg");
  g_assert_null (report->caller_name);
  g_assert_null (report->caller_contact);
}

static void
test_identity (void)
{
  g_autoptr (HwReport) number = make_well ("[{\"service_request_id\":7,\"address\":\"a\"}]");
  g_autoptr (HwReport) text = make_well ("{\"service_requests\":[{\"service_request_id\":\"7\",\"address\":\"b\",\"status\":\"closed\"}]}");
  g_autoptr (HwReport) other = make_well ("[{\"service_request_id\":\"07\",\"address\":\"a\"}]");

  g_assert_false (hw_id_is_nil (&number->id));
  g_assert_true (hw_id_equal (&number->id, &text->id));
  g_assert_false (hw_id_equal (&number->id, &other->id));
}

static void
test_times (void)
{
  const struct { const char *text; gint64 time; } times[] = {
    { "2025-11-22T22:00:00Z", NOW - HOUR / 3 },
    { "2025-11-22T23:00:00", NOW - HOUR / 3 },              /* no zone: here */
    { "2025-11-22 23:00:00", NOW - HOUR / 3 },
    { "2025-11-22T17:00:00-0500", NOW - HOUR / 3 },
    { "2025-11-22T22:00:00.000Z", NOW - HOUR / 3 },
    { "", NOW }, { "soon", NOW }, { "0001-01-01T00:00:00", NOW },
  };

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autofree char *json = g_strdup_printf ("[{\"service_request_id\":1,\"address\":\"a\",\"requested_datetime\":\"%s\"}]", times[i].text);
      g_autoptr (HwReport) report = make_well (json);

      g_test_message ("%s", times[i].text);
      g_assert_cmpint (report->received_at, ==, times[i].time);
    }
}

static void
test_places (void)
{
  const struct { const char *fields; gboolean has_point; double precision; } places[] = {
    { "\"lat\":55.5,\"long\":12.25", TRUE, 5566 },
    { "\"lat\":\" 55.501 \",\"long\":\"12.250\"", TRUE, 55.66 },
    { "\"address\":\"a\",\"lat\":0,\"long\":0", FALSE, 0 },
    { "\"address\":\"a\",\"lat\":null,\"long\":12", FALSE, 0 },
    { "\"address\":\"a\",\"lat\":\"\",\"long\":\"\"", FALSE, 0 },
    { "\"address\":\"a\",\"lat\":6180000,\"long\":720000", FALSE, 0 },
    { "\"address\":\"a\",\"lat\":\"north\",\"long\":\"east\"", FALSE, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *json = g_strdup_printf ("[{\"service_request_id\":1,%s}]", places[i].fields);
      g_autoptr (HwReport) report = make_well (json);

      g_test_message ("%s", places[i].fields);
      g_assert_cmpint (!(report->point.latitude == HW_POINT_UNKNOWN.latitude), ==, places[i].has_point);
      g_assert_cmpfloat_with_epsilon (report->point_precision_m, places[i].precision, 1);
    }
}

static void
test_refusals (void)
{
  const struct { const char *fields; HwReportError code; } refusals[] = {
    { "\"description\":\"no place\"", HW_REPORT_ERROR_NO_PLACE },
    { "\"lat\":0,\"long\":0", HW_REPORT_ERROR_NO_PLACE },
    { "\"address\":\"a\",\"requested_datetime\":\"2031-01-01T00:00:00Z\"", HW_REPORT_ERROR_TIME_RANGE },
  };
  g_autofree char *digits = g_strnfill (600, '7');
  g_autofree char *number = g_strdup_printf ("[{\"service_request_id\":\"%s\",\"address\":\"a\"}]", digits);
  g_autoptr (GError) too_long = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *json = g_strdup_printf ("[{\"service_request_id\":1,%s}]", refusals[i].fields);
      g_autoptr (GError) error = NULL;

      g_assert_null (make_report (json, &error));
      g_assert_error (error, HW_REPORT_ERROR, (int) refusals[i].code);
    }
  g_assert_null (make_report (number, &too_long));
  g_assert_error (too_long, HW_REPORT_ERROR, HW_REPORT_ERROR_TOO_LONG);
}

static void
test_long_words (void)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *json = NULL;
  g_autoptr (HwReport) report = NULL;

  for (guint i = 0; i < 12000; i++)
    g_string_append (words, "é");
  json = g_strdup_printf ("[{\"service_request_id\":1,\"address\":\"%s\",\"description\":\"%s\"}]", words->str, words->str);
  report = make_well (json);
  g_assert_cmpint (g_utf8_strlen (report->worries, -1), ==, HW_REPORT_MAX_TEXT);
  g_assert_true (g_str_has_suffix (report->worries, "é…"));
  g_assert_cmpint (g_utf8_strlen (report->place, -1), ==, HW_REPORT_MAX_TEXT);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/open311/report/every-field-has-its-place", test_fields);
  g_test_add_func ("/open311/report/the-same-request-is-the-same-report", test_identity);
  g_test_add_func ("/open311/report/a-time-without-a-zone-is-local", test_times);
  g_test_add_func ("/open311/report/a-point-is-taken-where-it-is-one", test_places);
  g_test_add_func ("/open311/report/what-is-no-report-says-why", test_refusals);
  g_test_add_func ("/open311/report/long-words-are-shortened-and-marked", test_long_words);
  return g_test_run ();
}
