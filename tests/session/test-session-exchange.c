/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "session-fixture.h"

/* Files in and out through the session. */

static GFile *
write_file (Fixture    *fixture,
            const char *name,
            const char *text)
{
  g_autofree char *path = g_build_filename (fixture->directory, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return g_file_new_for_path (path);
}

/* @n reports of the last hours, a little apart from each other. */
static char *
make_csv (guint n)
{
  GString *csv = g_string_new ("id,latitude,longitude,seen_at,place\n");
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GDateTime) seen = g_date_time_new_from_unix_utc (now - 3600 - i * 60);
      g_autofree char *time = g_date_time_format (seen, "%Y-%m-%dT%H:%M:%SZ");

      g_string_append_printf (csv, "%u,51.5%05u,-0.1%05u,%s,\"%u Station Road, Riverton\"\n", i, i, i, time, i);
    }
  return g_string_free (csv, FALSE);
}

static HwImportMapping *
guess (GFile *file)
{
  g_autoptr (GError) error = NULL;
  HwImportMapping *mapping = hw_import_guess (file, g_get_real_time (), NULL, &error);

  g_assert_no_error (error);
  return mapping;
}

static HwImportResultReport *
import (Fixture  *fixture,
        GFile    *file,
        GError  **error)
{
  g_autoptr (HwImportMapping) mapping = guess (file);
  g_autoptr (GAsyncResult) result = NULL;

  hw_session_import_async (fixture->session, file, mapping, NULL, NULL, NULL, answered_cb, fixture);
  result = wait_for (fixture);
  return hw_session_import_finish (fixture->session, result, error);
}

static void
test_file_is_taken_once (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autofree char *csv = make_csv (200);
  g_autoptr (GFile) file = write_file (fixture, "reports.csv", csv);
  g_autoptr (HwImportResultReport) first = NULL, second = NULL;
  g_autoptr (GError) error = NULL;
  guint n_new;

  first = import (fixture, file, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (first->rows, ==, 200);
  g_assert_cmpuint (first->taken, ==, 200);
  g_assert_cmpuint (hw_point_index_get_size (hw_session_get_points (fixture->session)), ==, 200);
  g_assert_cmpuint (count (hw_session_get_queue (fixture->session)), ==, 200);
  g_object_get (fixture->session, "n-new", &n_new, NULL);
  g_assert_cmpuint (n_new, ==, 200);

  second = import (fixture, file, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (second->duplicates, ==, 200);
  g_assert_cmpuint (second->taken, ==, 0);
  g_assert_cmpuint (hw_point_index_get_size (hw_session_get_points (fixture->session)), ==, 200);
}

static void
cancel_on_progress_cb (goffset  done,
                       goffset  total,
                       gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
}

static void
assert_nothing_imported (Fixture *fixture)
{
  g_assert_cmpuint (hw_point_index_get_size (hw_session_get_points (fixture->session)), ==, 0);
  g_assert_cmpuint (count (hw_session_get_queue (fixture->session)), ==, 0);
  lock_and_unlock (fixture);
  g_assert_cmpuint (hw_point_index_get_size (hw_session_get_points (fixture->session)), ==, 0);
  g_assert_cmpuint (count (hw_session_get_queue (fixture->session)), ==, 0);
}

static void
test_cancel_leaves_nothing (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autofree char *csv = make_csv (60000);
  g_autoptr (GFile) file = write_file (fixture, "reports.csv", csv);
  g_autoptr (HwImportMapping) mapping = guess (file);
  g_autoptr (HwImportResultReport) taken = NULL, none = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  hw_session_import_async (fixture->session, file, mapping, cancel_on_progress_cb, cancellable, cancellable, answered_cb, fixture);
  result = wait_for (fixture);
  none = hw_session_import_finish (fixture->session, result, &error);
  g_assert_null (none);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_nothing_imported (fixture);

  g_clear_error (&error);
  taken = import (fixture, file, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (taken->taken, ==, 60000);
}

static void
lock_on_progress_cb (goffset  done,
                     goffset  total,
                     gpointer session)
{
  hw_session_lock_async (session, NULL, NULL, NULL);
}

static void
test_lock_stops_it (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *csv = make_csv (60000);
  g_autoptr (GFile) file = write_file (fixture, "reports.csv", csv);
  g_autoptr (HwImportMapping) mapping = guess (file);
  g_autoptr (HwImportResultReport) none = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  hw_session_import_async (fixture->session, file, mapping, lock_on_progress_cb, fixture->session, NULL, answered_cb, fixture);
  result = wait_for (fixture);
  none = hw_session_import_finish (fixture->session, result, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  wait_until (hw_session_get_state (fixture->session) == HW_SESSION_LOCKED);
  g_clear_error (&error);
  g_assert_true (unlock (fixture, HW_SECRET_PASSPHRASE, PASSPHRASE, &error));
  assert_nothing_imported (fixture);
}

typedef struct
{
  guint    n_told;
  goffset  last;
  GThread *thread;
} Told;

static void
progress_cb (goffset  done,
             goffset  total,
             gpointer user_data)
{
  Told *told = user_data;

  g_assert_true (g_thread_self () == told->thread);
  g_assert_cmpint (done, >=, told->last);
  g_assert_cmpint (done, <=, total);
  told->last = done;
  told->n_told++;
}

static void
test_progress_comes_to_who_asked (Fixture       *fixture,
                                  gconstpointer  data)
{
  g_autofree char *csv = make_csv (20000);
  g_autoptr (GFile) file = write_file (fixture, "reports.csv", csv);
  g_autoptr (HwImportMapping) mapping = guess (file);
  g_autoptr (HwImportResultReport) taken = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  Told told = { 0, 0, g_thread_self () };
  guint n_told;

  hw_session_import_async (fixture->session, file, mapping, progress_cb, &told, NULL, answered_cb, fixture);
  result = wait_for (fixture);
  taken = hw_session_import_finish (fixture->session, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (told.n_told, >=, 1);
  n_told = told.n_told;
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (told.n_told, ==, n_told);
}

static char *
export (Fixture     *fixture,
        const char  *format,
        guint64     *n_reports,
        GError     **error)
{
  g_autofree char *path = g_build_filename (fixture->directory, "out", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;
  char *text = NULL;

  hw_session_export_async (fixture->session, file, format, G_MININT64, G_MAXINT64, NULL, answered_cb, fixture);
  result = wait_for (fixture);
  if (!hw_session_export_finish (fixture->session, result, n_reports, error))
    return NULL;
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static void
test_export_names_no_caller (Fixture       *fixture,
                             gconstpointer  data)
{
  HwReport report = make_report (51.5, -0.1, "Station Road");
  g_autoptr (GError) error = NULL;
  g_autofree char *csv = NULL, *geojson = NULL;
  guint64 n_reports = 0;

  report.caller_name = "Mrs Hathaway";
  report.language = "Polish";
  take (fixture, &report, &error);
  g_assert_no_error (error);
  g_assert_null (export (fixture, "xlsx", &n_reports, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);

  csv = export (fixture, "csv", &n_reports, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_reports, ==, 1);
  g_assert_nonnull (strstr (csv, "Station Road"));
  g_assert_null (strstr (csv, "Hathaway"));
  g_assert_null (strstr (csv, "Polish"));
  geojson = export (fixture, "geojson", &n_reports, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (geojson, "FeatureCollection"));
  g_assert_null (strstr (geojson, "Hathaway"));
}

static void
test_export_keeps_what_was_there (Fixture       *fixture,
                                  gconstpointer  data)
{
  g_autoptr (GFile) file = write_file (fixture, "old.csv", "the old one");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_cancellable_cancel (cancellable);
  hw_session_export_async (fixture->session, file, "csv", G_MININT64, G_MAXINT64, cancellable, answered_cb, fixture);
  result = wait_for (fixture);
  g_assert_false (hw_session_export_finish (fixture->session, result, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (g_file_get_contents (g_file_peek_path (file), &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "the old one");
}

/* The real file of the issue. */
static void
test_seattle (Fixture       *fixture,
              gconstpointer  data)
{
  const char *shared = g_getenv ("HW_SHARED_DATA");
  g_autofree char *path = shared != NULL ? g_build_filename (shared, "reports", "seattle_2016-2018_seris.csv", NULL) : NULL;
  g_autoptr (HwImportResultReport) taken = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = NULL;

  if (path == NULL || !g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("HW_SHARED_DATA does not name the real reports");
      return;
    }
  file = g_file_new_for_path (path);
  taken = import (fixture, file, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (taken->taken, >, 0);
  g_assert_cmpuint (taken->rows, ==, taken->taken + taken->duplicates + taken->refused);
  /* Nearly all have a point; the others are in the workspace with their words. */
  g_assert_cmpuint (hw_point_index_get_size (hw_session_get_points (fixture->session)), >, taken->taken * 9 / 10);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/session/import/takes-a-file-once", set_up_open, test_file_is_taken_once);
  add ("/session/import/cancel-leaves-nothing", set_up_open, test_cancel_leaves_nothing);
  add ("/session/import/locking-leaves-nothing", set_up_open, test_lock_stops_it);
  add ("/session/import/progress-comes-to-the-thread-that-asked", set_up_open, test_progress_comes_to_who_asked);
  add ("/session/import/takes-real-reports", set_up_open, test_seattle);
  add ("/session/export/names-no-caller-and-no-language", set_up_open, test_export_names_no_caller);
  add ("/session/export/cancel-keeps-what-was-there", set_up_open, test_export_keeps_what_was_there);

  return g_test_run ();
}
