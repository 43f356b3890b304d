/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <sys/resource.h>

#include "hw-test-import.h"

#define assert_counts(result, t, d, r) G_STMT_START { \
  g_assert_cmpuint ((result)->taken, ==, t); \
  g_assert_cmpuint ((result)->duplicates, ==, d); \
  g_assert_cmpuint ((result)->refused, ==, r); } G_STMT_END

static void
assert_guess_fails (Fixture    *fixture,
                    const char *text,
                    gssize      length,
                    int         code)
{
  g_autoptr (GFile) file = write_bytes (fixture, "bad", text, length);
  g_autoptr (GError) error = NULL;

  g_assert_null (hw_import_guess (file, TEST_NOW, NULL, &error));
  g_assert_error (error, HW_IMPORT_FILE_ERROR, code);
}

static gint64
time_of (const char *text)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) moment = g_date_time_new_from_iso8601 (text, utc);

  return g_date_time_to_unix (moment) * G_USEC_PER_SEC;
}

static void
assert_near (double a,
             double b)
{
  g_assert_cmpfloat_with_epsilon (a, b, 1e-6);
}

/* -- files that cannot be imported -- */

static void
test_bad_files (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GFile) folder = g_file_new_for_path (fixture->folder);
  g_autoptr (GError) error = NULL;
  g_autofree char *long_line = g_strnfill (3 * 1024 * 1024, 'x');
  static const char nul_in_header[] = "id,la\0t,lon\n1,2,3\nabcdefghijklmnopqrstuvwxyz\n";

  assert_guess_fails (fixture, "", 0, HW_IMPORT_FILE_EMPTY);
  assert_guess_fails (fixture, "\n\n\n", -1, HW_IMPORT_FILE_EMPTY);
  assert_guess_fails (fixture, "id,lat,lon\n", -1, HW_IMPORT_FILE_EMPTY);
  assert_guess_fails (fixture, "postcode\n1000\n2000\n", -1, HW_IMPORT_FILE_ONE_COLUMN);
  assert_guess_fails (fixture, "{\"type\":\"FeatureCollection\",\"features\":[]}", -1, HW_IMPORT_FILE_EMPTY);
  assert_guess_fails (fixture, "{\"type\":\"FeatureCollection\",\"features\":[{", -1, HW_IMPORT_FILE_MALFORMED);
  assert_guess_fails (fixture, nul_in_header, sizeof nul_in_header - 1, HW_IMPORT_FILE_NOT_TEXT);
  assert_guess_fails (fixture, long_line, -1, HW_IMPORT_FILE_LINE_TOO_LONG);
  g_assert_null (hw_import_guess (folder, TEST_NOW, NULL, &error));
  g_assert_error (error, HW_IMPORT_FILE_ERROR, HW_IMPORT_FILE_NOT_A_FILE);
}

/* A line of a gigabyte is a hole in a file, followed by nothing. */
static void
test_gigabyte_line (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "gigabyte", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *line = g_strnfill (1024 * 1024, 'x');
  g_autoptr (GError) error = NULL;
  struct rusage before, after;
  FILE *stream = fopen (path, "w");

  fputs ("id,lat,lon,time\n", stream);
  for (guint i = 0; i < 16; i++)
    fputs (line, stream);
  g_assert_cmpint (fseek (stream, 1024L * 1024 * 1024, SEEK_SET), ==, 0);
  fputs ("x\n", stream);
  fclose (stream);
  getrusage (RUSAGE_SELF, &before);
  g_assert_null (hw_import_guess (file, TEST_NOW, NULL, &error));
  getrusage (RUSAGE_SELF, &after);
  g_assert_error (error, HW_IMPORT_FILE_ERROR, HW_IMPORT_FILE_LINE_TOO_LONG);
  g_assert_nonnull (strstr (error->message, "line 2"));
  g_assert_cmpint (after.ru_maxrss - before.ru_maxrss, <, 32 * 1024);
}

static void
test_mapping_problem (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (GFile) file = write_text (fixture, "colour,shape\nred,round\n");
  g_autoptr (HwImportMapping) mapping = guess (file);
  g_autofree char *problem = hw_import_mapping_dup_problem (mapping);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (problem);
  g_assert_null (hw_import_run (file, mapping, TEST_NOW, collect_report, fixture, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, HW_IMPORT_FILE_ERROR, HW_IMPORT_FILE_MAPPING);
  /* The user says what the columns are. */
  hw_import_mapping_set_field (mapping, 0, HW_COLUMN_SEEN_AT);
  hw_import_mapping_set_field (mapping, 1, HW_COLUMN_PLACE);
  g_assert_null (hw_import_mapping_dup_problem (mapping));
  hw_import_mapping_set_field (mapping, 1, HW_COLUMN_SEEN_AT);
  g_assert_cmpint (hw_import_mapping_get_field (mapping, 0), ==, HW_COLUMN_IGNORED);
}

/* -- rows that are refused -- */

static void
test_refused_rows (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (HwImportResultReport) result = import_text (fixture,
    "id,lat,lon,time,note\n"
    "1,91,-0.1,2026-03-04T22:15:00Z,beyond the pole\n"
    "2,51.5,-0.1,1602-03-04,too early\n"
    "3,51.5,-0.1,2999-03-04,too late\n"
    "4,51.5,-181,2026-03-04,too far west\n"
    "5,,,2026-03-04,nowhere\n"
    "6,0,0,2026-03-04,in the sea\n"
    "7,51.5,,2026-03-04,half a point\n"
    "8,51.5,-0.1,,no time\n"
    "9,51.5,-0.1,soon,no time\n"
    "10,here,-0.1,2026-03-04,no number\n"
    "11,51.5,-0.1,2026-03-04,too,many,cells\n"
    "12\n"
    "13,51.5,-0.1,2026-03-04,good\n");

  assert_counts (result, 1, 0, 12);
  assert_refusal (result, 0, 2, "latitude is 91");
  assert_refusal (result, 1, 3, "1602-03-04");
  assert_refusal (result, 2, 4, "2999-03-04");
  assert_refusal (result, 3, 5, "longitude is -181");
  assert_refusal (result, 4, 6, "no coordinates and no words");
  assert_refusal (result, 5, 7, "(0, 0)");
  assert_refusal (result, 6, 8, "no longitude beside it");
  assert_refusal (result, 7, 9, "no time");
  assert_refusal (result, 8, 10, "\"soon\" cannot be read");
  assert_refusal (result, 9, 11, "\"here\" cannot be read");
  assert_refusal (result, 10, 12, "7 cells where 5 are due");
  assert_refusal (result, 11, 13, "no coordinates");
  g_assert_cmpstr (report_at (fixture, 0)->source_id, ==, "13");
}

static void
test_nul_row (Fixture       *fixture,
              gconstpointer  data)
{
  static const char text[] = "id,lat,lon,time\n1,51.5,-0.1,2026-03-04\n2,51.5\0,-0.1,2026-03-04\n3,51.5,-0.1,2026-03-04\n";
  g_autoptr (GFile) file = write_bytes (fixture, "nul", text, sizeof text - 1);
  g_autoptr (HwImportMapping) mapping = guess (file);
  g_autoptr (HwImportResultReport) result = run (fixture, file, mapping);

  assert_counts (result, 2, 0, 1);
  assert_refusal (result, 0, 3, "NUL");
}

static void
test_refused_stream (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (GFile) file = write_text (fixture, "id,lat,lon,time,note\n=1+1,91,-0.1,2026-03-04,\"a \"\"b\"\"\nc\"\n2,51.5,-0.1,2026-03-04,good\n");
  g_autoptr (HwImportMapping) mapping = guess (file);
  g_autoptr (GOutputStream) refused = g_memory_output_stream_new_resizable ();
  g_autoptr (HwImportResultReport) result = hw_import_run (file, mapping, TEST_NOW, collect_report, fixture, refused, NULL, NULL, NULL, NULL);
  g_autofree char *text = NULL;

  g_assert_nonnull (result);
  assert_counts (result, 1, 0, 1);
  g_output_stream_write_all (refused, "", 1, NULL, NULL, NULL);
  g_output_stream_close (refused, NULL, NULL);
  text = g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (refused));
  g_assert_true (g_str_has_prefix (text, "line,reason,id,lat,lon,time,note\r\n2,"));
  g_assert_nonnull (strstr (text, ",\"'=1+1\",91,-0.1,2026-03-04,\"a \"\"b\"\"\nc\"\r\n"));
}

/* -- rows that are taken -- */

static void
test_forms_of_a_point (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (HwImportResultReport) result = import_text (fixture,
    "latitude;longitude;time;place\n"
    "51,5155;-0,1;2026-03-04;decimal comma\n"
    "51\302\26030'55.8\"N;0\302\2606'0\"W;2026-03-04;degrees\n"
    "51.5155;-0.1000;2026-03-04;point\n"
    ";;2026-03-04;\"words only; under the arch\"\n"
    "0;0;2026-03-04;zero is not known\n"
    "N/A;N/A;2026-03-04;nothing\n");

  for (guint i = 0; i < result->refusals->len; i++)
    g_test_message ("%s", ((HwRefusal *) result->refusals->pdata[i])->reason);
  assert_counts (result, 6, 0, 0);
  for (guint i = 0; i < 3; i++)
    {
      assert_near (report_at (fixture, i)->point.latitude, 51.5155);
      assert_near (report_at (fixture, i)->point.longitude, -0.1);
    }
  for (guint i = 3; i < 6; i++)
    g_assert_true (report_at (fixture, i)->point.latitude == HW_POINT_UNKNOWN.latitude);
  g_assert_cmpstr (report_at (fixture, 3)->place, ==, "words only; under the arch");
}

static void
test_point_column (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (HwImportResultReport) result = import_text (fixture,
    "seen;location\n2026-03-04 22:15;51.5155, -0.1000\n2026-03-05 22:15;51.5156, -0.1001\n2026-03-05;somewhere\n");

  assert_counts (result, 2, 0, 1);
  assert_near (report_at (fixture, 1)->point.latitude, 51.5156);
}

static void
test_points_of_databases (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr (HwImportResultReport) result = import_text (fixture,
    "seen;the_geom\n2026-03-04;POINT (-0.1 51.5155)\n2026-03-05;SRID=4326;POINT(-0.1 51.5155)\n2026-03-06;\"SRID=4326;POINT(-0.1 51.5155)\"\n"
    "2026-03-07;(51.5155, -0.1)\n2026-03-08;POINT (-0.1 91)\n2026-03-09;POINT (x y)\n");

  assert_counts (result, 3, 0, 3);
  for (guint i = 0; i < 3; i++)
    assert_near (report_at (fixture, i)->point.latitude, 51.5155);
}

static void
test_swapped (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GFile) file = write_text (fixture, "id,lat,lon,date\n1,-122.3,47.6,2026-03-04\n2,-122.4,47.7,2026-03-04\n3,-122.5,47.5,2026-03-04\n");
  g_autoptr (HwImportMapping) mapping = guess (file);
  g_autoptr (HwImportResultReport) result = NULL;

  g_assert_true (hw_import_mapping_get_swap (mapping));
  result = run (fixture, file, mapping);
  assert_counts (result, 3, 0, 0);
  assert_near (report_at (fixture, 0)->point.latitude, 47.6);
  assert_near (report_at (fixture, 0)->point.longitude, -122.3);
}

static void
test_dates_of_a_column (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr (GFile) file = write_text (fixture, "place,date,time\nA,03/04/2026,22:15\nB,03/14/2026,01:00\n");
  g_autoptr (HwImportMapping) mapping = guess (file);
  g_autoptr (HwImportResultReport) result = NULL;
  g_autofree char *why = NULL;

  g_assert_cmpint (hw_import_mapping_get_date_order (mapping), ==, HW_DATE_ORDER_MDY);
  g_assert_true (hw_import_mapping_date_order_is_certain (mapping, &why));
  g_assert_cmpint (hw_import_mapping_get_field (mapping, 2), ==, HW_COLUMN_SEEN_TIME);
  result = run (fixture, file, mapping);
  assert_counts (result, 2, 0, 0);
  g_assert_cmpint (report_at (fixture, 0)->seen_at, ==, time_of ("2026-03-04T22:15:00Z"));
  /* The user knows better, and one row cannot be that. */
  g_ptr_array_set_size (fixture->reports, 0);
  g_hash_table_remove_all (fixture->ids);
  g_clear_pointer (&result, hw_import_result_report_free);
  hw_import_mapping_set_date_order (mapping, HW_DATE_ORDER_DMY);
  result = run (fixture, file, mapping);
  assert_counts (result, 1, 0, 1);
  g_assert_cmpint (report_at (fixture, 0)->seen_at, ==, time_of ("2026-04-03T22:15:00Z"));
}

static void
test_all_fields (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (HwImportResultReport) result = import_text (fixture,
    "Sagsnummer\tBreddegrad\tL\303\246ngdegrad\tTidspunkt\tAdresse\tAntal personer\tBeskrivelse\tBekymring\tAnmelder\tTelefon\tKanal\tStatus\tAlder\n"
    "A-7\t55,6761\t12,5683\t4. marts 2026 kl. 22.15\tN\303\270rreport\tca. 3\tr\303\270dt telt\tkulde\tIb\t12345678\tphone\tnew\t30\n");
  const HwReport *report;

  assert_counts (result, 1, 0, 0);
  report = report_at (fixture, 0);
  g_assert_cmpstr (report->source_id, ==, "A-7");
  assert_near (report->point.longitude, 12.5683);
  g_assert_cmpint (report->seen_at, ==, time_of ("2026-03-04T22:15:00Z"));
  g_assert_cmpstr (report->place, ==, "N\303\270rreport");
  g_assert_cmpuint (report->people, ==, 3);
  g_assert_cmpstr (report->appearance, ==, "r\303\270dt telt");
  g_assert_cmpstr (report->worries, ==, "kulde");
  g_assert_cmpstr (report->caller_name, ==, "Ib");
  g_assert_cmpstr (report->caller_contact, ==, "12345678");
  g_assert_cmpint (report->channel, ==, HW_CHANNEL_PHONE);
  g_assert_cmpint (report->status, ==, HW_REPORT_NEW);
  g_assert_cmpint (report->age, ==, HW_AGE_26_49);
}

static void
test_status_without_a_column (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autoptr (HwImportResultReport) result = import_text (fixture, "place,seen\nA,2026-11-20\nB,2026-01-20\n");

  assert_counts (result, 2, 0, 0);
  g_assert_cmpint (report_at (fixture, 0)->status, ==, HW_REPORT_NEW);
  g_assert_cmpint (report_at (fixture, 1)->status, ==, HW_REPORT_CLOSED);
}

/* A day without an hour is put at noon; at noon of today it is noon, before it is now. */
static void
test_today (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GFile) file = write_text (fixture, "place,seen\nA,2026-11-22\n");
  g_autoptr (HwImportMapping) mapping = guess (file);
  gint64 morning = TEST_NOW - G_GINT64_CONSTANT (5) * 3600 * G_USEC_PER_SEC;
  g_autoptr (HwImportResultReport) early = hw_import_run (file, mapping, morning, collect_report, fixture, NULL, NULL, NULL, NULL, NULL);
  g_autoptr (HwImportResultReport) late = hw_import_run (file, mapping, TEST_NOW, collect_report, fixture, NULL, NULL, NULL, NULL, NULL);

  assert_counts (early, 1, 0, 0);
  g_assert_cmpint (report_at (fixture, 0)->seen_at, ==, morning);
  assert_counts (late, 0, 1, 0);
}

static void
test_duplicates (Fixture       *fixture,
                 gconstpointer  data)
{
  const char *text = "id,lat,lon,time,status\n1,51.5,-0.1,2026-03-04 22:15,new\n1,51.5,-0.1,2026-03-04 22:15,closed\n2,51.5,-0.1,2026-03-04 22:15,new\n";
  g_autoptr (HwImportResultReport) first = import_text (fixture, text);
  g_autoptr (HwImportResultReport) second = import_text (fixture, text);

  assert_counts (first, 2, 1, 0);
  assert_counts (second, 0, 3, 0);
}

static void
test_geojson (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (HwImportResultReport) result = import_text (fixture,
    "{\"type\":\"FeatureCollection\",\"features\":[\n"
    "{\"type\":\"Feature\",\"id\":7,\"geometry\":{\"type\":\"Point\",\"coordinates\":[-122.44,47.26]},\"properties\":{\"created_date\":1727386888128,\"note\":\"tent\"}},\n"
    "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,1],[1,0],[0,0]]]},\"properties\":{\"created_date\":1727386888128}},\n"
    "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"created_date\":1727386888128}},\n"
    "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"created_date\":1727386888129,\"address\":\"under the bridge\"}},\n"
    "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[\"a\",\"b\"]},\"properties\":{}},\n"
    "{\"type\":7,\"geometry\":{\"type\":{},\"coordinates\":{}},\"properties\":[]}\n"
    "]}");

  assert_counts (result, 2, 0, 4);
  assert_refusal (result, 0, 3, "polygon where a point is due");
  assert_refusal (result, 1, 4, "no coordinates");
  assert_refusal (result, 2, 6, "no two coordinates");
  assert_refusal (result, 3, 7, "not a GeoJSON feature");
  assert_near (report_at (fixture, 0)->point.latitude, 47.26);
  g_assert_cmpint (report_at (fixture, 0)->seen_at, ==, G_GINT64_CONSTANT (1727386888128000));
  g_assert_cmpstr (report_at (fixture, 0)->source_id, ==, "7");
  g_assert_cmpstr (report_at (fixture, 0)->appearance, ==, "tent");
  g_assert_cmpstr (report_at (fixture, 1)->place, ==, "under the bridge");
}

static void
test_preview (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GFile) file = write_text (fixture, "{\"type\":\"FeatureCollection\",\"features\":["
    "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"a\":1}},{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"b\":2}}]}");
  g_autoptr (HwImportMapping) mapping = guess (file);
  GPtrArray *preview = hw_import_mapping_get_preview (mapping);

  g_assert_cmpuint (hw_import_mapping_get_n_columns (mapping), ==, 3);
  g_assert_cmpuint (preview->len, ==, 2);
  g_assert_cmpuint (g_strv_length (preview->pdata[0]), ==, 3);
  g_assert_cmpstr (((GStrv) preview->pdata[1])[2], ==, "2");
}

static void
test_without_header (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (GFile) file = write_text (fixture, "sep=;\n51.5;-0.1;2026-03-04\n51.6;-0.2;2026-03-05\n");
  g_autoptr (HwImportMapping) mapping = guess (file);
  g_autoptr (HwImportResultReport) result = NULL;
  g_autofree char *problem = NULL;

  g_assert_cmpuint (hw_import_mapping_get_n_rows (mapping), ==, 2);
  g_assert_cmpint (hw_import_mapping_get_field (mapping, 2), ==, HW_COLUMN_SEEN_AT);
  problem = hw_import_mapping_dup_problem (mapping);
  g_assert_nonnull (problem);
  hw_import_mapping_set_field (mapping, 0, HW_COLUMN_LATITUDE);
  hw_import_mapping_set_field (mapping, 1, HW_COLUMN_LONGITUDE);
  result = run (fixture, file, mapping);
  assert_counts (result, 2, 0, 0);
}

/* -- stopping -- */

static HwImportRow
stop_at_second (const HwReport  *report,
                gpointer         user_data,
                GError         **error)
{
  guint *n = user_data;

  if (++*n < 2)
    return HW_IMPORT_ROW_TAKEN;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "full");
  return HW_IMPORT_ROW_STOP;
}

static void
cancel_cb (goffset  done,
           goffset  total,
           gpointer user_data)
{
  if (done > 0 && done < total)
    g_cancellable_cancel (user_data);
}

static void
test_stopping (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (GString) text = g_string_new ("id,lat,lon,time\n");
  g_autoptr (GFile) file = NULL;
  g_autoptr (HwImportMapping) mapping = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  guint n = 0;

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (text, "%u,51.5,-0.1,2026-03-04\n", i);
  file = write_text (fixture, text->str);
  mapping = guess (file);
  g_assert_null (hw_import_run (file, mapping, TEST_NOW, stop_at_second, &n, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_clear_error (&error);
  g_assert_null (hw_import_run (file, mapping, TEST_NOW, collect_report, fixture, NULL, cancel_cb, cancellable, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* -- large files -- */

static HwImportRow
count_report (const HwReport  *report,
              gpointer         user_data,
              GError         **error)
{
  ++*(guint *) user_data;
  return HW_IMPORT_ROW_TAKEN;
}

static void
test_memory (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "large.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (HwImportMapping) mapping = NULL;
  g_autoptr (HwImportResultReport) result = NULL;
  struct rusage before, after;
  FILE *stream = fopen (path, "w");
  guint n = 0, rows = 0;

  fputs ("id,lat,lon,time,note\n", stream);
  for (; ftell (stream) < 50L * 1024 * 1024; rows++)
    fprintf (stream, "%u,51.%07u,-0.%07u,2026-03-04T22:15:07Z,somebody in a blue sleeping bag beside the entrance of the station%s or so it was said by the caller at night\n",
             rows, rows, rows, rows % 2 ? "," : "");
  fclose (stream);
  getrusage (RUSAGE_SELF, &before);
  mapping = guess (file);
  result = hw_import_run (file, mapping, TEST_NOW, count_report, &n, NULL, NULL, NULL, NULL, NULL);
  getrusage (RUSAGE_SELF, &after);
  g_assert_nonnull (result);
  /* The comma in every second note makes six cells of five. */
  g_assert_cmpuint (result->taken, ==, n);
  g_assert_cmpuint (result->taken, ==, rows - rows / 2);
  g_assert_cmpuint (result->refusals->len, ==, 1000);
#ifndef __SANITIZE_ADDRESS__ /* which keeps what is freed */
  g_assert_cmpint (after.ru_maxrss - before.ru_maxrss, <, 24 * 1024);
#endif
}

/* -- real files -- */

static void
test_seattle (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GFile) file = real_file ("reports/seattle_2016-2018_seris.csv");
  g_autoptr (HwImportMapping) mapping = NULL;
  g_autoptr (HwImportResultReport) result = NULL;
  guint n_points = 0;

  if (file == NULL)
    return;
  mapping = guess (file);
  for (guint i = 0; i < hw_import_mapping_get_n_columns (mapping); i++)
    g_test_message ("%s: %s", hw_import_mapping_get_column_name (mapping, i), hw_column_field_to_string (hw_import_mapping_get_field (mapping, i)));
  g_assert_cmpint (hw_import_mapping_get_date_order (mapping), ==, HW_DATE_ORDER_MDY);
  result = run (fixture, file, mapping);
  /* One row has NULL for every time, and a report needs one. */
  g_assert_cmpuint (result->rows, ==, 861);
  assert_counts (result, 860, 0, 1);
  assert_refusal (result, 0, 800, "There is no time");
  for (guint i = 0; i < fixture->reports->len; i++)
    n_points += report_at (fixture, i)->point.latitude > 47 && report_at (fixture, i)->point.latitude < 48;
  /* One row has (0, 0) and is taken for its words; one lies in Louisiana. */
  g_assert_cmpuint (n_points, ==, 858);
}

static void
test_tacoma (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GFile) file = real_file ("reports/tacoma_encampment_cleaning_2024-2026.geojson");
  g_autoptr (HwImportMapping) mapping = NULL;
  g_autoptr (HwImportResultReport) result = NULL;

  if (file == NULL)
    return;
  mapping = guess (file);
  for (guint i = 0; i < hw_import_mapping_get_n_columns (mapping); i++)
    g_test_message ("%s: %s", hw_import_mapping_get_column_name (mapping, i), hw_column_field_to_string (hw_import_mapping_get_field (mapping, i)));
  result = run (fixture, file, mapping);
  g_assert_cmpuint (result->rows, ==, 2000);
  g_assert_cmpuint (result->taken, ==, 2000);
}

static void
test_messy (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GFile) boston = real_file ("imports/boston311-100.csv");
  g_autoptr (GFile) ragged = real_file ("imports/boston311-100-bad.tsv");
  g_autoptr (GFile) danish = real_file ("imports/DERIVED_dk_postnumre_cp1252_semicolon_crlf.csv");
  g_autoptr (GFile) wide = real_file ("imports/DERIVED_dk_postnumre_utf16le_bom_tab_crlf.txt");
  g_autoptr (HwImportMapping) mapping = NULL;
  g_autoptr (HwImportResultReport) result = NULL;
  g_autofree char *problem = NULL;

  if (boston == NULL || ragged == NULL || danish == NULL || wide == NULL)
    return;
  mapping = guess (boston);
  result = run (fixture, boston, mapping);
  g_assert_cmpuint (result->rows, ==, 100);
  g_assert_cmpuint (result->taken, ==, 100);
  g_assert_nonnull (report_at (fixture, 0)->source_id);
  g_clear_object (&mapping);
  g_clear_pointer (&result, hw_import_result_report_free);

  mapping = guess (ragged);
  g_assert_cmpint (hw_import_mapping_get_separator (mapping), ==, '\t');
  result = run (fixture, ragged, mapping);
  g_assert_cmpuint (result->rows, ==, 100);
  g_clear_object (&mapping);

  mapping = guess (danish);
  g_assert_cmpstr (hw_import_mapping_get_encoding (mapping), ==, "WINDOWS-1252");
  g_assert_cmpint (hw_import_mapping_get_separator (mapping), ==, ';');
  g_assert_cmpstr (((GStrv) hw_import_mapping_get_preview (mapping)->pdata[0])[1], ==, "H\303\270je Taastrup");
  problem = hw_import_mapping_dup_problem (mapping);
  g_assert_nonnull (problem);
  g_clear_object (&mapping);

  mapping = guess (wide);
  g_assert_cmpstr (hw_import_mapping_get_encoding (mapping), ==, "UTF-16LE");
  g_assert_cmpstr (((GStrv) hw_import_mapping_get_preview (mapping)->pdata[0])[1], ==, "H\303\270je Taastrup");
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  /* A time without a zone is of this one. */
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  ADD ("/import/file/empty-folder-one-column-binary-or-cut-off-is-refused", test_bad_files);
  ADD ("/import/file/a-line-of-a-gigabyte-is-refused-without-memory", test_gigabyte_line);
  ADD ("/import/mapping/says-what-is-missing", test_mapping_problem);
  ADD ("/import/mapping/shows-the-first-rows", test_preview);
  ADD ("/import/mapping/a-file-without-names-can-be-mapped-by-hand", test_without_header);
  ADD ("/import/row/is-refused-with-its-line-and-reason", test_refused_rows);
  ADD ("/import/row/with-a-nul-character-is-refused", test_nul_row);
  ADD ("/import/row/refused-is-written-formula-proof", test_refused_stream);
  ADD ("/import/place/may-be-decimal-comma-degrees-or-words", test_forms_of_a_point);
  ADD ("/import/place/may-be-one-cell", test_point_column);
  ADD ("/import/place/may-be-a-point-as-databases-write-it", test_points_of_databases);
  ADD ("/import/place/swapped-coordinates-are-put-right-over-the-file", test_swapped);
  ADD ("/import/time/order-is-decided-over-the-column-and-by-the-user", test_dates_of_a_column);
  ADD ("/import/time/of-today-without-an-hour-is-not-in-the-future", test_today);
  ADD ("/import/fields/are-known-by-danish-names", test_all_fields);
  ADD ("/import/fields/old-reports-without-a-status-are-closed", test_status_without_a_column);
  ADD ("/import/duplicates/are-known-within-a-file-and-of-a-file-before", test_duplicates);
  ADD ("/import/geojson/takes-points-and-refuses-polygons", test_geojson);
  ADD ("/import/stopping/by-the-sink-or-the-user-ends-with-an-error", test_stopping);
  ADD ("/import/memory/does-not-grow-with-the-file", test_memory);
  ADD ("/import/real/seattle-is-taken-but-for-the-row-without-a-time", test_seattle);
  ADD ("/import/real/tacoma-is-taken-whole", test_tacoma);
  ADD ("/import/real/messy-files-are-read", test_messy);
  return g_test_run ();
}
