/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>

#include "hw-answer-dialog.h"
#include "hw-bulk-panel.h"
#include "hw-desk-work.h"
#include "hw-queue.h"
#include "hw-queue-filter.h"
#include "hw-session-duplicates.h"
#include "hw-test-session.h"
#include "hw-test-wait.h"
#include "hw-urgent-bar.h"

/* Working through the queue: what stands where, what is done with several, and what callers hear. */

#define PASSPHRASE "correct horse battery staple"

typedef struct
{
  char *directory;
  HwSession *session;
  GtkWidget *window;
  GtkWidget *box;
  HwDeskWork *work;
  HwQueue *queue;
} Fixture;

static void
result_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
open_queue (Fixture *fixture)
{
  GtkWidget *overlay = adw_toast_overlay_new ();

  fixture->window = gtk_window_new ();
  fixture->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  fixture->queue = HW_QUEUE (hw_queue_new (fixture->session));
  gtk_box_append (GTK_BOX (fixture->box), GTK_WIDGET (fixture->queue));
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), fixture->box);
  gtk_window_set_child (GTK_WINDOW (fixture->window), overlay);
  fixture->work = hw_desk_work_new (fixture->session, fixture->box);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
close_queue (Fixture *fixture)
{
  g_clear_object (&fixture->work);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *code = NULL;

  fixture->directory = g_dir_make_tmp ("homeward-test-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (fixture->directory, "riverton.homeward", NULL);
  fixture->session = hw_test_session_new ();
  hw_session_create_async (fixture->session, path, "Riverton Outreach", "Ana", PASSPHRASE, NULL, result_cb, &result);
  hw_test_wait_for (result != NULL);
  code = hw_session_create_finish (fixture->session, result, &error);
  g_assert_no_error (error);
  open_queue (fixture);
}

static void
lock (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;

  hw_session_lock_async (fixture->session, NULL, result_cb, &result);
  hw_test_wait_for (result != NULL);
  g_assert_true (hw_session_lock_finish (fixture->session, result, NULL));
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  close_queue (fixture);
  lock (fixture);
  g_clear_object (&fixture->session);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  dir = g_dir_open (fixture->directory, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->directory, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->directory);
  g_free (fixture->directory);
}

static HwReport *
take (Fixture     *fixture,
      const char  *place,
      HwConcerns   concerns,
      HwReplyWish  wish)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GError) error = NULL;
  HwReport report = { .received_at = g_get_real_time (), .point = HW_POINT_UNKNOWN, .place = place, .concerns = concerns, .reply_wish = wish,
                      .caller_contact = wish != HW_REPLY_NO ? "5550 0147" : NULL };
  gint64 row;

  hw_session_take_report_async (fixture->session, &report, result_cb, &result);
  hw_test_wait_for (result != NULL);
  row = hw_session_take_report_finish (fixture->session, result, &error);
  g_assert_no_error (error);
  hw_session_load_report_async (fixture->session, row, NULL, result_cb, &loaded);
  hw_test_wait_for (loaded != NULL);
  return hw_session_load_report_finish (fixture->session, loaded, &error);
}

static GPtrArray *
list_of (HwReport *first,
         HwReport *second)
{
  GPtrArray *reports = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_report_unref);

  g_ptr_array_add (reports, hw_report_ref (first));
  if (second != NULL)
    g_ptr_array_add (reports, hw_report_ref (second));
  return reports;
}

/* The report as the queue has it now, or among the answered ones. */
static HwReportItem *
find (Fixture  *fixture,
      HwReport *report)
{
  GListModel *models[] = { hw_session_get_queue (fixture->session), hw_session_get_answered (fixture->session) };

  for (guint m = 0; m < G_N_ELEMENTS (models); m++)
    for (guint i = 0; i < g_list_model_get_n_items (models[m]); i++)
      {
        g_autoptr (HwReportItem) item = g_list_model_get_item (models[m], i);

        if (hw_report_item_get_report (item)->row == report->row)
          return item;
      }
  return NULL;
}

static const char *
get_assigned (Fixture  *fixture,
              HwReport *report)
{
  const HwReportDesk *desk = hw_desk_work_find (fixture->work, report->row);

  return desk != NULL ? desk->assigned_to : NULL;
}

static void
collect (GtkWidget *widget,
         GType      type,
         GPtrArray *found)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    collect (child, type, found);
}

static gpointer
nth_of (GtkWidget *widget,
        GType      type,
        guint      n)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  collect (widget, type, found);
  return n < found->len ? found->pdata[n] : NULL;
}

static GtkWidget *
find_button (GtkWidget  *widget,
             const char *label)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  collect (widget, GTK_TYPE_BUTTON, found);
  for (guint i = 0; i < found->len; i++)
    if (g_strcmp0 (gtk_button_get_label (found->pdata[i]), label) == 0)
      return found->pdata[i];
  return NULL;
}

static guint
count_selectable (Fixture *fixture)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  GListModel *model = NULL;
  guint n = 0;

  /* The drop-downs have lists as well. */
  collect (GTK_WIDGET (fixture->queue), GTK_TYPE_LIST_VIEW, found);
  for (guint i = 0; i < found->len; i++)
    if (gtk_widget_has_css_class (found->pdata[i], "queue"))
      model = G_LIST_MODEL (gtk_list_view_get_model (found->pdata[i]));
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, i);

      n += HW_IS_REPORT_ITEM (item);
    }
  return n;
}

/* -- what stands where -- */

static void
test_danger_on_top (Fixture      *fixture,
                    gconstpointer data)
{
  g_autoptr (HwReport) danger = take (fixture, "on the rails", HW_CONCERN_DANGER_NOW, HW_REPLY_NO);
  g_autoptr (HwReport) other = take (fixture, "bank", 0, HW_REPLY_NO);
  GtkDropDown *which = nth_of (GTK_WIDGET (fixture->queue), GTK_TYPE_DROP_DOWN, 1);
  HwUrgentBar *bar = g_object_ref_sink (g_object_new (HW_TYPE_URGENT_BAR, NULL));

  g_assert_cmpint (hw_queue_group_of (find (fixture, other)), ==, HW_QUEUE_NEW);
  g_assert_cmpint (hw_queue_group_of (find (fixture, danger)), ==, HW_QUEUE_URGENT);
  g_assert_cmpuint (count_selectable (fixture), ==, 2);
  gtk_drop_down_set_selected (which, 1);   /* overdue */
  g_assert_cmpuint (count_selectable (fixture), ==, 1);

  hw_urgent_bar_show (bar, fixture->work, other);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (bar)));
  hw_urgent_bar_show (bar, fixture->work, danger);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (bar)));
  g_signal_emit_by_name (find_button (GTK_WIDGET (bar), "They were told"), "clicked");
  hw_test_wait_for (hw_queue_group_of (find (fixture, danger)) == HW_QUEUE_NEW);
  g_assert_cmpuint (count_selectable (fixture), ==, 0);
  hw_test_wait_for (hw_desk_work_can_undo (fixture->work));
  hw_desk_work_undo (fixture->work);
  hw_test_wait_for (hw_queue_group_of (find (fixture, danger)) == HW_QUEUE_URGENT);
  g_object_unref (bar);
}

static void
test_filters_kept (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr (HwReport) mine = take (fixture, "bank", 0, HW_REPLY_NO);
  g_autoptr (HwReport) other = take (fixture, "arcade", 0, HW_REPLY_NO);
  g_autoptr (GPtrArray) reports = list_of (mine, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  GtkDropDown *whose = nth_of (GTK_WIDGET (fixture->queue), GTK_TYPE_DROP_DOWN, 0);

  hw_desk_work_assign (fixture->work, reports, "Ana");
  hw_test_wait_for (get_assigned (fixture, mine) != NULL);
  g_assert_cmpuint (count_selectable (fixture), ==, 2);
  gtk_drop_down_set_selected (whose, 1);   /* mine */
  g_assert_cmpuint (count_selectable (fixture), ==, 1);
  gtk_drop_down_set_selected (whose, 2);   /* nobody's */
  g_assert_cmpuint (count_selectable (fixture), ==, 1);
  gtk_drop_down_set_selected (whose, 1);

  close_queue (fixture);
  lock (fixture);
  hw_session_unlock_async (fixture->session, HW_SECRET_PASSPHRASE, PASSPHRASE, NULL, result_cb, &result);
  hw_test_wait_for (result != NULL);
  g_assert_true (hw_session_unlock_finish (fixture->session, result, NULL));
  open_queue (fixture);
  whose = nth_of (GTK_WIDGET (fixture->queue), GTK_TYPE_DROP_DOWN, 0);
  g_assert_cmpuint (gtk_drop_down_get_selected (whose), ==, 1);
  g_assert_cmpuint (count_selectable (fixture), ==, 1);
}

/* -- several -- */

static void
test_several (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (HwReport) one = take (fixture, "bank", 0, HW_REPLY_NO);
  g_autoptr (HwReport) two = take (fixture, "arcade", 0, HW_REPLY_NO);
  g_autoptr (HwReport) danger = take (fixture, "on the rails", HW_CONCERN_DANGER_NOW, HW_REPLY_NO);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) selected = NULL;
  GtkWidget *panel = g_object_ref_sink (g_object_new (HW_TYPE_BULK_PANEL, NULL));

  g_array_append_val (rows, one->row);
  g_array_append_val (rows, two->row);
  g_array_append_val (rows, danger->row);
  hw_queue_select_rows (fixture->queue, rows);
  selected = hw_queue_list_selected (fixture->queue);
  g_assert_cmpuint (selected->len, ==, 3);
  hw_bulk_panel_set_work (HW_BULK_PANEL (panel), fixture->work);
  hw_bulk_panel_show (HW_BULK_PANEL (panel), selected);
  g_assert_null (find_button (panel, "Send out"));
  /* Who is in danger is looked at by themselves. */
  g_signal_emit_by_name (find_button (panel, "Send out (2)"), "clicked");
  hw_test_wait_for (hw_report_item_get_report (find (fixture, two))->status == HW_REPORT_SENT_OUT);
  g_assert_cmpint (hw_report_item_get_report (find (fixture, one))->status, ==, HW_REPORT_SENT_OUT);
  g_assert_cmpint (hw_report_item_get_report (find (fixture, danger))->status, ==, HW_REPORT_NEW);

  hw_test_wait_for (hw_desk_work_can_undo (fixture->work));
  hw_desk_work_undo (fixture->work);
  g_assert_false (hw_desk_work_can_undo (fixture->work));
  hw_test_wait_for (hw_report_item_get_report (find (fixture, two))->status == HW_REPORT_NEW);
  g_assert_cmpint (hw_report_item_get_report (find (fixture, one))->status, ==, HW_REPORT_NEW);
  g_object_unref (panel);
}

/* -- what callers hear -- */

static void
test_answer (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (HwReport) one = take (fixture, "bank", 0, HW_REPLY_SMS);
  g_autoptr (HwReport) silent = take (fixture, "arcade", 0, HW_REPLY_NO);
  g_autoptr (GPtrArray) both = list_of (one, silent);
  g_autoptr (GPtrArray) waiting = NULL;
  g_autoptr (HwReport) now = NULL;
  GtkWidget *dialog;
  const HwReportDesk *desk;
  GtkTextBuffer *buffer;
  GtkTextIter start, end;
  g_autofree char *words = NULL;

  hw_desk_work_close (fixture->work, both, "found-unwilling", "");
  hw_test_wait_for (find (fixture, silent) == NULL);   /* who wants no answer: closed without one */
  now = hw_report_ref (hw_report_item_get_report (find (fixture, one)));
  g_assert_cmpint (now->status, ==, HW_REPORT_TO_BE_ANSWERED);

  waiting = list_of (now, NULL);
  dialog = hw_answer_dialog_new (NULL, fixture->work, waiting);
  buffer = gtk_text_view_get_buffer (nth_of (dialog, GTK_TYPE_TEXT_VIEW, 0));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  words = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  g_assert_cmpstr (words, ==, hw_caller_answer_get_words (HW_CALLER_ANSWER_MET));
  gtk_text_buffer_set_text (buffer, "", -1);
  g_assert_false (gtk_widget_get_sensitive (find_button (dialog, "Caller was answered")));
  gtk_text_buffer_set_text (buffer, "We were there.", -1);
  g_signal_emit_by_name (find_button (dialog, "Caller was answered"), "clicked");
  hw_test_wait_for (find (fixture, one) != NULL && hw_report_item_get_report (find (fixture, one))->status == HW_REPORT_CLOSED);
  desk = hw_desk_work_find (fixture->work, one->row);
  g_assert_cmpstr (desk->words, ==, "We were there.");
  g_assert_cmpint (desk->how, ==, HW_ANSWERED_BY_SMS);
  g_assert_cmpint (desk->answer, ==, HW_CALLER_ANSWER_MET);
  g_assert_cmpint (hw_queue_group_of (find (fixture, one)), ==, HW_QUEUE_ANSWERED);
}

static void
link_same (Fixture  *fixture,
           HwReport *one,
           HwReport *other)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  hw_session_link_reports_async (fixture->session, one->row, other->row, TRUE, NULL, result_cb, &result);
  hw_test_wait_for (result != NULL);
  hw_session_link_reports_finish (fixture->session, result, &error);
  g_assert_no_error (error);
}

static gboolean
is_closed (Fixture  *fixture,
           HwReport *report)
{
  HwReportItem *item = find (fixture, report);

  return item != NULL && hw_report_item_get_report (item)->status == HW_REPORT_CLOSED;
}

/* Two callers told of the same people, and a third of others: each of the two has a right to the answer. */
static void
test_linked_callers (Fixture      *fixture,
                     gconstpointer data)
{
  g_autoptr (HwReport) one = take (fixture, "bank", 0, HW_REPLY_SMS);
  g_autoptr (HwReport) same = take (fixture, "by the bank", 0, HW_REPLY_CALL);
  g_autoptr (HwReport) another = take (fixture, "arcade", 0, HW_REPLY_SMS);
  g_autoptr (GPtrArray) first = list_of (one, NULL), waiting = NULL;
  g_autoptr (HwReport) now = NULL;
  GtkWidget *dialog, *others;
  const HwReportDesk *desk;

  link_same (fixture, one, same);
  hw_desk_work_close (fixture->work, first, "found-unwilling", "");
  hw_test_wait_for (hw_report_item_get_report (find (fixture, one))->status == HW_REPORT_TO_BE_ANSWERED);
  now = hw_report_ref (hw_report_item_get_report (find (fixture, one)));

  waiting = list_of (now, NULL);
  dialog = hw_answer_dialog_new (NULL, fixture->work, waiting);
  others = nth_of (dialog, GTK_TYPE_CHECK_BUTTON, 0);
  hw_test_wait_for (gtk_widget_get_visible (others));
  g_assert_cmpstr (gtk_check_button_get_label (GTK_CHECK_BUTTON (others)), ==, "Tell the same to 1 other caller who told of them");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (others), TRUE);
  g_signal_emit_by_name (find_button (dialog, "Caller was answered"), "clicked");
  hw_test_wait_for (is_closed (fixture, one) && is_closed (fixture, same));
  g_assert_false (is_closed (fixture, another));
  desk = hw_desk_work_find (fixture->work, same->row);
  g_assert_cmpstr (desk->words, ==, hw_caller_answer_get_words (HW_CALLER_ANSWER_MET));
  /* Each in the way that its caller asked for. */
  g_assert_cmpint (desk->how, ==, HW_ANSWERED_BY_CALL);
  g_assert_cmpint (hw_desk_work_find (fixture->work, one->row)->how, ==, HW_ANSWERED_BY_SMS);
}

/* Of who was answered already, or wants no answer, nothing is asked. */
static void
test_linked_silent (Fixture      *fixture,
                    gconstpointer data)
{
  g_autoptr (HwReport) one = take (fixture, "bank", 0, HW_REPLY_SMS);
  g_autoptr (HwReport) silent = take (fixture, "by the bank", 0, HW_REPLY_NO);
  g_autoptr (HwReport) same = take (fixture, "at the bank", 0, HW_REPLY_SMS);
  g_autoptr (GPtrArray) waiting = list_of (one, NULL);
  GtkWidget *dialog, *others;

  link_same (fixture, one, silent);
  link_same (fixture, one, same);
  dialog = hw_answer_dialog_new (NULL, fixture->work, waiting);
  others = nth_of (dialog, GTK_TYPE_CHECK_BUTTON, 0);
  hw_test_wait_for (gtk_widget_get_visible (others));
  g_assert_cmpstr (gtk_check_button_get_label (GTK_CHECK_BUTTON (others)), ==, "Tell the same to 1 other caller who told of them");
  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (others)));
  g_signal_emit_by_name (find_button (dialog, "Caller was answered"), "clicked");
  hw_test_wait_for (is_closed (fixture, one));
  g_assert_false (is_closed (fixture, same));
}

#define TEST(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  TEST ("/queue/danger-stands-on-top-whatever-is-filtered", test_danger_on_top);
  TEST ("/queue/filters-are-kept-in-the-workspace", test_filters_kept);
  TEST ("/queue/several-are-handled-at-once-and-brought-back", test_several);
  TEST ("/queue/what-a-caller-hears-is-proposed-and-kept", test_answer);
  TEST ("/queue/who-told-of-the-same-people-hears-the-same", test_linked_callers);
  TEST ("/queue/who-told-of-the-same-people-is-answered-only-where-that-is-said", test_linked_silent);
  return g_test_run ();
}
