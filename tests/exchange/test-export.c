/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <sys/stat.h>

#include "hw-csv-formula.h"
#include "hw-private-file.h"
#include "hw-report-writer.h"
#include "hw-test-import.h"

static const HwReport first = {
  .id = { { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 } },
  .channel = HW_CHANNEL_WEB, .status = HW_REPORT_SENT_OUT,
  .received_at = G_GINT64_CONSTANT (1772662507000000), .seen_at = G_GINT64_CONSTANT (1772662507000000),
  .point = { 51.5155, -0.1 }, .place = "=HYPERLINK(\"x\")", .people = 2, .age = HW_AGE_18_25,
  .appearance = "blue tent,\n\"two\" bags; @home", .language = "Klingon", .worries = "-cold",
  .caller_name = "Secret Name", .caller_contact = "+45 555 SECRET",
};
static const HwReport second = {
  .id = { { 9 } }, .channel = HW_CHANNEL_PHONE, .status = HW_REPORT_NEW,
  .received_at = G_GINT64_CONSTANT (1772662508000000), .seen_at = G_GINT64_CONSTANT (1772662508250000),
  .point = { G_MAXDOUBLE, G_MAXDOUBLE }, .place = "+under the bridge", .appearance = "'quoted'", .source_id = "A-7",
};

static char *
export (HwReportFormat format)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (HwReportWriter) writer = hw_report_writer_new (format, stream);
  g_autoptr (GError) error = NULL;

  hw_report_writer_write (writer, &first, NULL, &error);
  g_assert_no_error (error);
  hw_report_writer_write (writer, &second, NULL, &error);
  hw_report_writer_finish (writer, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (hw_report_writer_get_n_reports (writer), ==, 2);
  g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
}

static void
test_leaves_out (void)
{
  for (HwReportFormat format = 0; format < HW_N_REPORT_FORMATS; format++)
    {
      g_autofree char *text = export (format);

      g_assert_null (strstr (text, "Klingon"));
      g_assert_null (strstr (text, "language"));
      g_assert_null (strstr (text, "Secret"));
      g_assert_null (strstr (text, "SECRET"));
      g_assert_null (strstr (text, "caller"));
    }
}

static void
test_formula_proof (void)
{
  g_autofree char *text = export (HW_REPORT_FORMAT_CSV);

  g_assert_nonnull (strstr (text, ",\"'=HYPERLINK(\"\"x\"\")\","));
  g_assert_nonnull (strstr (text, ",\"'-cold\","));
  g_assert_nonnull (strstr (text, ",\"'+under the bridge\","));
  g_assert_nonnull (strstr (text, ",2026-03-04T22:15:07Z,51.5155000,-0.1000000,"));
  g_assert_nonnull (strstr (text, ",2026-03-04T22:15:08.250000Z,,,"));
  g_assert_true (g_str_has_suffix (text, "\r\n"));
}

static void
test_round_trip (Fixture       *fixture,
                 gconstpointer  data)
{
  for (HwReportFormat format = 0; format < HW_N_REPORT_FORMATS; format++)
    {
      g_autofree char *text = export (format);
      g_autoptr (HwImportResultReport) result = NULL;
      const HwReport *report;

      g_ptr_array_set_size (fixture->reports, 0);
      g_hash_table_remove_all (fixture->ids);
      result = import_text (fixture, text);
      g_assert_cmpuint (result->taken, ==, 2);
      report = report_at (fixture, 0);
      g_assert_true (hw_id_equal (&report->id, &first.id));
      g_assert_cmpint (report->seen_at, ==, first.seen_at);
      g_assert_cmpfloat (report->point.latitude, ==, first.point.latitude);
      g_assert_cmpfloat (report->point.longitude, ==, first.point.longitude);
      g_assert_cmpstr (report->place, ==, first.place);
      g_assert_cmpstr (report->appearance, ==, first.appearance);
      g_assert_cmpstr (report->worries, ==, first.worries);
      g_assert_cmpuint (report->people, ==, 2);
      g_assert_cmpint (report->age, ==, first.age);
      g_assert_cmpint (report->channel, ==, first.channel);
      g_assert_cmpint (report->status, ==, first.status);
      report = report_at (fixture, 1);
      g_assert_true (hw_id_equal (&report->id, &second.id));
      g_assert_cmpint (report->seen_at, ==, second.seen_at);
      g_assert_cmpstr (report->place, ==, second.place);
      g_assert_cmpstr (report->appearance, ==, second.appearance);
      g_assert_true (report->point.latitude == HW_POINT_UNKNOWN.latitude);
    }
}

/* Where commas are opened with semicolons, a cell begins within a text. */
static void
test_within (void)
{
  static const struct { const char *text, *defused; } cells[] = {
    { "tent; =1+1", "tent; '=1+1" }, { "a\n=1+1", "a\n'=1+1" }, { "a,@b,-c", "a,'@b,'-c" }, { "\"=1", "\"'=1" }, { ";'=x", ";''=x" },
    { ";\u00a0\uff1d" "1", ";\u00a0'\uff1d" "1" }, { ";==1;=2", ";'==1;'=2" }, { ";' +45 1", ";' +45 1" }, { ";'+45 1", ";''+45 1" },
    { "call +45 12 34, -5; +45 1", NULL }, { "a=b", NULL }, { "x - y", NULL }, { "=1", NULL }, { "", NULL }, { ";", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_autofree char *defused = hw_csv_defuse_within (cells[i].text);
      g_autofree char *restored = hw_csv_restore_within (defused != NULL ? defused : cells[i].text);

      if (cells[i].defused != NULL)
        g_assert_cmpstr (defused, ==, cells[i].defused);
      g_assert_cmpstr (restored != NULL ? restored : cells[i].text, ==, cells[i].text);
    }
}

static void
test_empty (void)
{
  for (HwReportFormat format = 0; format < HW_N_REPORT_FORMATS; format++)
    {
      g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
      g_autoptr (HwReportWriter) writer = hw_report_writer_new (format, stream);

      g_assert_true (hw_report_writer_finish (writer, NULL, NULL));
      g_assert_cmpuint (g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)), >, 20);
    }
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_private_file (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "out.csv", NULL);
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HwPrivateFile) file = NULL;
  struct stat status;

  g_assert_null (hw_private_file_create (fixture->folder, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  g_clear_error (&error);
  g_assert_null (hw_private_file_create ("/nowhere/at/all.csv", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);

  /* Given up: the old one stays, and nothing else. */
  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  g_assert_cmpint (g_chmod (path, 0644), ==, 0);
  file = hw_private_file_create (path, &error);
  g_output_stream_write_all (hw_private_file_get_stream (file), "new", 3, NULL, NULL, NULL);
  g_assert_cmpuint (count_files (fixture->folder), ==, 2);
  g_clear_pointer (&file, hw_private_file_free);
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "old");
  g_clear_pointer (&content, g_free);

  file = hw_private_file_create (path, &error);
  g_output_stream_write_all (hw_private_file_get_stream (file), "new", 3, NULL, NULL, NULL);
  g_assert_true (hw_private_file_commit (file, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "new");
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/leaves-out-callers-and-languages", test_leaves_out);
  g_test_add_func ("/export/csv/is-formula-proof", test_formula_proof);
  g_test_add_func ("/export/csv/is-formula-proof-with-the-wrong-separator", test_within);
  g_test_add_func ("/export/nothing/is-still-a-file-of-its-kind", test_empty);
  g_test_add ("/export/is-read-back-by-the-import-as-the-same-reports", Fixture, NULL, fixture_set_up, test_round_trip, fixture_tear_down);
  g_test_add ("/private-file/comes-whole-or-not-at-all-and-for-its-owner-only", Fixture, NULL, fixture_set_up, test_private_file, fixture_tear_down);
  return g_test_run ();
}
