/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fixture.h"
#include "hw-workspace.h"

/* The store on its thread: order, results, errors, closing. */

typedef struct
{
  char         *folder;
  char         *path;
  GAsyncResult *result;
  HwWorkspace  *workspace;
} Bench;

static void
keep_result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  GAsyncResult **kept = user_data;

  g_assert_null (*kept);
  *kept = g_object_ref (result);
}

/* At most 30 seconds. */
static void
wait_for (GAsyncResult **result)
{
  gint64 end = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;

  while (*result == NULL && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (*result);
}

static void
set_up (Bench        *bench,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *code = NULL;

  bench->folder = g_dir_make_tmp ("homeward-test-XXXXXX", NULL);
  bench->path = g_build_filename (bench->folder, "team.homeward", NULL);
  hw_workspace_create_async (bench->path, "Team", "Ada", TEST_PASSPHRASE, HW_KEY_STRENGTH_TEST, NULL, keep_result_cb, &bench->result);
  wait_for (&bench->result);
  bench->workspace = hw_workspace_create_finish (bench->result, &code, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (strlen (code), ==, 47);
  g_clear_object (&bench->result);
}

static void
close_workspace (Bench *bench)
{
  g_autoptr (GError) error = NULL;

  hw_workspace_close_async (bench->workspace, keep_result_cb, &bench->result);
  wait_for (&bench->result);
  g_assert_true (hw_workspace_close_finish (bench->workspace, bench->result, &error));
  g_assert_no_error (error);
  g_clear_object (&bench->result);
}

static void
tear_down (Bench        *bench,
           gconstpointer data)
{
  if (bench->workspace != NULL)
    close_workspace (bench);
  g_clear_object (&bench->workspace);
  fixture_remove_folder (bench->folder);
  g_free (bench->folder);
  g_free (bench->path);
}

static gpointer
record_func (HwStore      *store,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  HwReport report = { .received_at = TEST_TIME, .seen_at = TEST_TIME, .point = { 1, 2 }, .place = data };

  return GINT_TO_POINTER (hw_store_record_report (store, &report, NULL, NULL, error));
}

static gpointer
count_func (HwStore      *store,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  return GSIZE_TO_POINTER (hw_store_count_reports (store, error));
}

static gpointer
missing_func (HwStore      *store,
              gpointer      data,
              GCancellable *cancellable,
              GError      **error)
{
  return hw_store_get_report (store, 12345, error);
}

static void
test_order (Bench        *bench,
            gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  GAsyncResult *results[20] = { NULL };

  for (int i = 0; i < 20; i++)
    hw_workspace_run_async (bench->workspace, test_order, i == 19 ? count_func : record_func, g_strdup ("x"), g_free, NULL, NULL, keep_result_cb, &results[i]);
  wait_for (&results[19]);
  g_assert_cmpuint (GPOINTER_TO_SIZE (hw_workspace_run_finish (bench->workspace, results[19], &error)), ==, 19);
  g_assert_no_error (error);
  for (int i = 0; i < 20; i++)
    {
      g_assert_nonnull (results[i]);
      g_object_unref (results[i]);
    }
}

static void
test_error (Bench        *bench,
            gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  hw_workspace_run_async (bench->workspace, test_error, missing_func, NULL, NULL, NULL, NULL, keep_result_cb, &bench->result);
  wait_for (&bench->result);
  g_assert_null (hw_workspace_run_finish (bench->workspace, bench->result, &error));
  g_assert_error (error, HW_STORE_ERROR, HW_STORE_ERROR_NOT_FOUND);
  g_clear_object (&bench->result);
}

static void
test_cancel (Bench        *bench,
             gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  hw_workspace_run_async (bench->workspace, test_cancel, record_func, g_strdup ("never"), g_free, NULL, cancellable, keep_result_cb, &bench->result);
  wait_for (&bench->result);
  g_assert_null (hw_workspace_run_finish (bench->workspace, bench->result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&bench->result);
}

static void
test_close (Bench        *bench,
            gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  GAsyncResult *before = NULL;

  /* What was handed over before the closing is done. */
  hw_workspace_run_async (bench->workspace, test_close, record_func, g_strdup ("in time"), g_free, NULL, NULL, keep_result_cb, &before);
  close_workspace (bench);
  g_assert_nonnull (before);
  g_assert_nonnull (hw_workspace_run_finish (bench->workspace, before, &error));
  g_object_unref (before);
  hw_workspace_run_async (bench->workspace, test_close, record_func, g_strdup ("too late"), g_free, NULL, NULL, keep_result_cb, &bench->result);
  wait_for (&bench->result);
  g_assert_null (hw_workspace_run_finish (bench->workspace, bench->result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_clear_object (&bench->result);
  g_clear_error (&error);
  g_clear_object (&bench->workspace);

  hw_workspace_open_async (bench->path, HW_SECRET_PASSPHRASE, "something else", NULL, keep_result_cb, &bench->result);
  wait_for (&bench->result);
  g_assert_null (hw_workspace_open_finish (bench->result, &error));
  g_assert_true (hw_error_is_wrong_secret (error));
  g_clear_object (&bench->result);
  g_clear_error (&error);
  hw_workspace_open_async (bench->path, HW_SECRET_PASSPHRASE, TEST_PASSPHRASE, NULL, keep_result_cb, &bench->result);
  wait_for (&bench->result);
  bench->workspace = hw_workspace_open_finish (bench->result, &error);
  g_assert_no_error (error);
  g_clear_object (&bench->result);
  hw_workspace_run_async (bench->workspace, test_close, count_func, NULL, NULL, NULL, NULL, keep_result_cb, &bench->result);
  wait_for (&bench->result);
  g_assert_cmpuint (GPOINTER_TO_SIZE (hw_workspace_run_finish (bench->workspace, bench->result, &error)), ==, 1);
  g_clear_object (&bench->result);
}

/* Work that is still on its way keeps the workspace; when the last reference goes the thread closes the store. */
static void
test_let_go (Bench        *bench,
             gconstpointer data)
{
  GAsyncResult *second = NULL;
  HwWorkspace *opened = NULL;

  hw_workspace_run_async (bench->workspace, test_let_go, record_func, g_strdup ("kept"), g_free, NULL, NULL, keep_result_cb, &bench->result);
  g_clear_object (&bench->workspace);
  wait_for (&bench->result);
  g_clear_object (&bench->result);
  /* It is locked until the thread has closed it. */
  for (int i = 0; opened == NULL && i < 1000; i++)
    {
      g_autoptr (GError) error = NULL;

      hw_workspace_open_async (bench->path, HW_SECRET_PASSPHRASE, TEST_PASSPHRASE, NULL, keep_result_cb, &second);
      wait_for (&second);
      opened = hw_workspace_open_finish (second, &error);
      if (opened == NULL)
        g_assert_true (hw_error_is_locked (error));
      g_clear_object (&second);
    }
  g_assert_nonnull (opened);
  bench->workspace = opened;
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define BENCH_TEST(name, func) g_test_add (name, Bench, NULL, set_up, func, tear_down)
  BENCH_TEST ("/workspace/work-is-done-in-order", test_order);
  BENCH_TEST ("/workspace/errors-come-back", test_error);
  BENCH_TEST ("/workspace/cancelled-work-is-not-begun", test_cancel);
  BENCH_TEST ("/workspace/close-waits-for-what-is-queued", test_close);
  BENCH_TEST ("/workspace/let-go-without-closing-closes", test_let_go);
  return g_test_run ();
}
