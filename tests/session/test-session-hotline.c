/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "session-fixture.h"

/* What the desk does with reports comes up in the models, and can be brought back. */

static gboolean
record (Fixture             *fixture,
        const HwReportStep  *steps,
        gsize                n_steps,
        GArray             **undo,
        GError             **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  hw_session_record_steps_async (fixture->session, steps, n_steps, answered_cb, fixture);
  result = wait_for (fixture);
  return hw_session_record_steps_finish (fixture->session, result, undo, error);
}

static const HwReportDesk *
get_queued_desk (Fixture *fixture,
                 guint    position)
{
  g_autoptr (HwReportItem) item = g_list_model_get_item (hw_session_get_queue (fixture->session), position);

  return hw_report_item_get_desk (item);
}

static void
test_undo (Fixture       *fixture,
           gconstpointer  data)
{
  gint64 one = take_at (fixture, 51.5, -0.1, "one"), two = take_at (fixture, 51.5, -0.2, "two");
  HwReportStep steps[] = {
    { .row = one, .status = HW_REPORT_SENT_OUT, .assigns = TRUE, .assigned_to = "Bo" },
    { .row = two, .answers = HW_MARK_SET, .how = HW_ANSWERED_BY_CALL, .answer = HW_CALLER_ANSWER_MET, .words = "We met somebody." },
  };
  GListModel *queue = hw_session_get_queue (fixture->session), *answered = hw_session_get_answered (fixture->session);
  g_autoptr (GArray) undo = NULL;
  g_autoptr (GError) error = NULL;

  steps[0].row = one + 100;
  g_assert_false (record (fixture, steps, 2, NULL, &error));
  g_assert_error (error, HW_STORE_ERROR, HW_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_cmpuint (count (queue), ==, 2);

  steps[0].row = one;
  g_assert_true (record (fixture, steps, 2, &undo, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count (queue), ==, 1);
  g_assert_cmpuint (count (answered), ==, 1);
  g_assert_cmpstr (get_queued_desk (fixture, 0)->assigned_to, ==, "Bo");
  lock_and_unlock (fixture);
  g_assert_cmpuint (count (answered), ==, 1);
  g_assert_cmpstr (get_queued_desk (fixture, 0)->assigned_to, ==, "Bo");
  g_assert_cmpstr (hw_session_get_author (fixture->session), ==, "Sofie");

  g_assert_true (record (fixture, (const HwReportStep *) undo->data, undo->len, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count (queue), ==, 2);
  g_assert_cmpuint (count (answered), ==, 0);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_cmpint (get_queued (fixture, i)->status, ==, HW_REPORT_NEW);
      g_assert_null (get_queued_desk (fixture, i)->assigned_to);
    }
}

static void
test_to_be_checked (Fixture       *fixture,
                    gconstpointer  data)
{
  HwReport report = make_report (51.5, -0.1, "from the web");
  HwIndexPoint point;
  g_autoptr (GError) error = NULL;
  HwReportStep step = { .status = HW_REPORT_NEW };
  guint n_new;

  report.status = HW_REPORT_TO_BE_CHECKED;
  step.row = take (fixture, &report, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count (hw_session_get_queue (fixture->session)), ==, 1);
  g_assert_false (hw_point_index_lookup (hw_session_get_points (fixture->session), HW_KIND_REPORT, step.row, &point));
  g_object_get (fixture->session, "n-new", &n_new, NULL);
  g_assert_cmpuint (n_new, ==, 0);
  lock_and_unlock (fixture);
  g_assert_cmpuint (count (hw_session_get_queue (fixture->session)), ==, 1);
  g_assert_cmpuint (hw_point_index_get_size (hw_session_get_points (fixture->session)), ==, 0);

  g_assert_true (record (fixture, &step, 1, NULL, &error));
  g_assert_true (hw_point_index_lookup (hw_session_get_points (fixture->session), HW_KIND_REPORT, step.row, &point));
}

static void
test_danger (Fixture       *fixture,
             gconstpointer  data)
{
  HwReport report = make_report (51.5, -0.1, "on the rails");
  g_autoptr (HwReportItem) before = NULL;
  g_autoptr (HwReportItem) after = NULL;
  g_autoptr (GError) error = NULL;
  HwReportStep step = { .status = HW_REPORT_NEW, .emergency = HW_MARK_SET };

  report.concerns = HW_CONCERN_DANGER_NOW;
  step.row = take (fixture, &report, &error);
  before = g_list_model_get_item (hw_session_get_queue (fixture->session), 0);
  g_assert_true (hw_report_item_needs_emergency (before));
  g_assert_true (record (fixture, &step, 1, NULL, &error));
  after = g_list_model_get_item (hw_session_get_queue (fixture->session), 0);
  g_assert_false (hw_report_item_needs_emergency (after));
}

/* More than fit into one screen, one minute or one thousand: what nobody sees, nobody answers. */
static void
test_every_open_report (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  HwStore *store;

  lock (fixture);
  store = hw_store_open (fixture->path, HW_SECRET_PASSPHRASE, PASSPHRASE, &error);
  g_assert_no_error (error);
  {
    HwStoreImport *import = hw_store_import_begin (store, NULL, &error);

    for (guint32 i = 0; i < 2100; i++)
      {
        HwReport report = make_report (51.5, -0.1, "many");

        report.id.bytes[0] = 1;
        memcpy (report.id.bytes + 4, &i, sizeof i);
        g_assert_cmpint (hw_store_import_report (import, &report, &error), ==, HW_IMPORT_TAKEN);
      }
    g_assert_true (hw_store_import_commit (import, &error));
  }
  hw_store_close (store, NULL);
  g_object_unref (store);
  unlock (fixture, HW_SECRET_PASSPHRASE, PASSPHRASE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count (hw_session_get_queue (fixture->session)), ==, 2100);
}

static void
test_workers (Fixture       *fixture,
              gconstpointer  data)
{
  HwReportStep step = { .row = take_at (fixture, 51.5, -0.1, "one"), .assigns = TRUE, .assigned_to = "Bo" };
  g_autoptr (GPtrArray) workers = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (record (fixture, &step, 1, NULL, &error));
  hw_session_list_workers_async (fixture->session, NULL, answered_cb, fixture);
  result = wait_for (fixture);
  workers = hw_session_list_workers_finish (fixture->session, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (workers->len, ==, 2);
  g_assert_cmpstr (workers->pdata[0], ==, "Bo");
  g_assert_cmpstr (workers->pdata[1], ==, "Sofie");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/session/hotline/several-are-handled-at-once-and-brought-back", Fixture, NULL, set_up_open, test_undo, tear_down);
  g_test_add ("/session/hotline/what-is-to-be-checked-waits-but-counts-nowhere", Fixture, NULL, set_up_open, test_to_be_checked, tear_down);
  g_test_add ("/session/hotline/danger-stays-on-top-until-they-were-told", Fixture, NULL, set_up_open, test_danger, tear_down);
  g_test_add ("/session/hotline/every-open-report-waits", Fixture, NULL, set_up_open, test_every_open_report, tear_down);
  g_test_add ("/session/hotline/who-worked-here-is-known", Fixture, NULL, set_up_open, test_workers, tear_down);
  return g_test_run ();
}
