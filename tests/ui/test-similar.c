/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

#include "hw-hotline-page.h"
#include "hw-similar-list.h"
#include "hw-similar-words.h"
#include "hw-test-session.h"
#include "hw-test-wait.h"

/* Reports that may be about the same people: the words, the list, and the list on the desk. */

#define NOW     (G_GINT64_CONSTANT (1795305600) * G_USEC_PER_SEC)
#define HOUR_US (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)

static const HwReport ours = { .seen_at = NOW, .point = { 51.5155, -0.1 }, .place = "Canal Yard", .appearance = "man with a blue tent", .people = 2 };
static const HwReport near = { .row = 7, .seen_at = NOW - 3 * HOUR_US, .point = { 51.51575, -0.1003 }, .place = "loading ramp <2>", .appearance = "Blue tent and a dog", .people = 2 };
static const HwReport far = { .row = 8, .seen_at = NOW - 144 * HOUR_US, .point = { 51.52, -0.1 }, .place = "Abbey Park", .appearance = "A red tent", .people = 1 };

static GPtrArray *
rank (guint crowd)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_report_unref);
  g_autoptr (HwReport) report = hw_report_new (&ours);
  HwDuplicateContext context = { .crowd = crowd };

  g_ptr_array_add (others, hw_report_new (&near));
  g_ptr_array_add (others, hw_report_new (&far));
  return hw_duplicates_rank (report, others, &context);
}

/* -- words -- */

static void
test_words (void)
{
  g_autoptr (GPtrArray) ranked = rank (0), among_many = rank (9);
  g_autofree char *near_for = hw_similar_words_dup_for (ranked->pdata[0]), *near_against = hw_similar_words_dup_against (ranked->pdata[0]);
  g_autofree char *far_for = hw_similar_words_dup_for (ranked->pdata[1]), *far_against = hw_similar_words_dup_against (ranked->pdata[1]);
  g_autofree char *crowded = hw_similar_words_dup_against (among_many->pdata[0]);

  g_assert_cmpstr (near_for, ==, "35 m away · 3 h before · both: blue tent · both say 2 people");
  g_assert_cmpstr (near_against, ==, "But: not the same things are told of them");
  g_assert_null (far_for);
  g_assert_cmpstr (far_against, ==, "But: 500 m away · 6 days before · “blue tent” here, “red tent” there · “2 people” here, “1 person” there");
  g_assert_cmpstr (crowded, ==, "But: not the same things are told of them · 9 reports close by in these days");
}

static void
test_score (void)
{
  g_autoptr (GPtrArray) ranked = rank (0);
  g_autofree char *score = hw_similar_words_dup_score (ranked->pdata[0]);
  g_auto (GStrv) lines = g_strsplit (score, "\n", -1);
  double sum = 0;
  guint n = g_strv_length (lines);

  g_assert_cmpuint (n, ==, ((HwDuplicate *) ranked->pdata[0])->reasons->len + 1);
  for (guint i = 0; i + 1 < n; i++)
    {
      g_assert_true (*lines[i] == '+' || *lines[i] == '-');
      sum += g_ascii_strtod (lines[i], NULL);
    }
  g_assert_cmpfloat_with_epsilon (sum, g_ascii_strtod (lines[n - 1], NULL), 0.5);   /* each is rounded */
  g_assert_true (g_str_has_suffix (lines[n - 1], "together: likely the same"));
}

/* -- the list -- */

static GtkWidget *
find_widget (GtkWidget  *root,
             GType       type,
             const char *words)
{
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      const char *told = GTK_IS_LABEL (child) ? gtk_label_get_label (GTK_LABEL (child)) : GTK_IS_BUTTON (child) ? gtk_button_get_label (GTK_BUTTON (child)) : NULL;
      GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (child), type) && (words == NULL || (told != NULL && strstr (told, words) != NULL)) ? child : find_widget (child, type, words);

      if (found != NULL)
        return found;
    }
  return NULL;
}

typedef struct
{
  guint    n;
  gint64   row;
  gboolean same;
} Said;

static void
said_cb (HwSimilarList *list,
         HwReport      *report,
         gboolean       same,
         Said          *said)
{
  said->n++;
  said->row = report->row;
  said->same = same;
}

static void
test_list (void)
{
  GtkWidget *list = g_object_ref_sink (g_object_new (HW_TYPE_SIMILAR_LIST, NULL));
  g_autoptr (GPtrArray) ranked = rank (0);
  g_autoptr (GArray) same = g_array_new (FALSE, FALSE, sizeof (gint64));
  Said said = { 0 };
  gint64 row = near.row;

  g_signal_connect (list, "same", G_CALLBACK (said_cb), &said);
  g_assert_false (gtk_widget_get_visible (gtk_widget_get_first_child (list)));
  hw_similar_list_show (HW_SIMILAR_LIST (list), ranked);
  g_assert_true (gtk_widget_get_visible (gtk_widget_get_first_child (list)));
  g_assert_nonnull (find_widget (list, GTK_TYPE_LABEL, "loading ramp <2>"));
  g_assert_nonnull (find_widget (list, GTK_TYPE_LABEL, "likely the same"));

  g_signal_emit_by_name (find_widget (list, GTK_TYPE_BUTTON, "Link as the same"), "clicked");
  g_assert_cmpuint (said.n, ==, 1);
  g_assert_cmpint (said.row, ==, near.row);
  g_assert_true (said.same);

  g_array_append_val (same, row);
  hw_similar_list_set_same (HW_SIMILAR_LIST (list), same);
  g_signal_emit_by_name (find_widget (list, GTK_TYPE_BUTTON, "Not the same after all"), "clicked");
  g_assert_cmpuint (said.n, ==, 2);
  g_assert_cmpint (said.row, ==, near.row);
  g_assert_false (said.same);

  hw_similar_list_show (HW_SIMILAR_LIST (list), NULL);
  g_assert_false (gtk_widget_get_visible (gtk_widget_get_first_child (list)));
  g_assert_null (find_widget (list, GTK_TYPE_BUTTON, NULL));
  g_object_unref (list);
}

/* However many are linked, they are all there; of the others only the first few. */
static void
test_linked (void)
{
  GtkWidget *list = g_object_ref_sink (g_object_new (HW_TYPE_SIMILAR_LIST, NULL));
  g_autoptr (GPtrArray) many = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_duplicate_free);
  GtkWidget *rows;
  guint n_rows = 0;

  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (GPtrArray) ranked = rank (0);
      HwDuplicate *duplicate = g_ptr_array_steal_index (ranked, 0);

      duplicate->linked = i < 6;
      g_ptr_array_add (many, duplicate);
    }
  hw_similar_list_show (HW_SIMILAR_LIST (list), many);
  rows = find_widget (list, GTK_TYPE_LIST_BOX, NULL);
  while (gtk_list_box_get_row_at_index (GTK_LIST_BOX (rows), (int) n_rows) != NULL)
    n_rows++;
  g_assert_cmpuint (n_rows, ==, 10);
  g_object_unref (list);
}

/* -- on the desk, over a real workspace -- */

typedef struct
{
  char          *directory;
  HwSession     *session;
  GtkWidget     *window;
  HwHotlinePage *page;
  GAsyncResult  *result;
} Fixture;

static void
result_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Fixture *fixture = user_data;

  g_set_object (&fixture->result, result);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *code = NULL;

  fixture->directory = g_dir_make_tmp ("homeward-test-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (fixture->directory, "riverton.homeward", NULL);
  fixture->session = hw_test_session_new ();
  hw_session_create_async (fixture->session, path, "Riverton Outreach", "Ana", "correct horse battery staple", NULL, result_cb, fixture);
  hw_test_wait_for (fixture->result != NULL);
  code = hw_session_create_finish (fixture->session, fixture->result, &error);
  g_assert_no_error (error);
  fixture->page = HW_HOTLINE_PAGE (hw_hotline_page_new (fixture->session));
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_object (&fixture->result);
  hw_session_lock_async (fixture->session, NULL, result_cb, fixture);
  hw_test_wait_for (fixture->result != NULL);
  g_clear_object (&fixture->result);
  g_clear_object (&fixture->session);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  dir = g_dir_open (fixture->directory, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->directory, name, NULL);

      g_remove (path);
    }
  g_rmdir (fixture->directory);
  g_free (fixture->directory);
}

/* What an earlier caller told, a quarter of an hour ago. */
static gint64
take_earlier (Fixture    *fixture,
              const char *place,
              const char *looks)
{
  gint64 now = g_get_real_time ();
  HwReport report = { .channel = HW_CHANNEL_PHONE, .received_at = now - HOUR_US / 8, .seen_at = now - HOUR_US / 4, .point = ours.point, .point_precision_m = 20,
                      .place = place, .appearance = looks };
  g_autoptr (GError) error = NULL;
  gint64 row;

  g_clear_object (&fixture->result);
  hw_session_take_report_async (fixture->session, &report, result_cb, fixture);
  hw_test_wait_for (fixture->result != NULL);
  row = hw_session_take_report_finish (fixture->session, fixture->result, &error);
  g_assert_no_error (error);
  return row;
}

static gboolean
is_seen (Fixture    *fixture,
         GType       type,
         const char *words)
{
  GtkWidget *widget = find_widget (GTK_WIDGET (fixture->page), type, words);

  return widget != NULL && gtk_widget_is_visible (widget);
}

static GtkWidget *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        return window;
    }
  return NULL;
}

/* A call about the same place. */
static HwCallDraft *
begin_call (Fixture *fixture)
{
  HwCallDraft *draft = hw_call_draft_new (g_get_real_time ());

  hw_call_draft_set_point (draft, &ours.point, 20);
  hw_call_draft_set_text (draft, HW_DRAFT_APPEARANCE, "telt, hund");
  hw_hotline_page_show_draft (fixture->page, draft);
  g_object_unref (draft);
  return draft;
}

static void
test_desk (Fixture      *fixture,
           gconstpointer data)
{
  take_earlier (fixture, "Canal Yard, by the gate", "tent, small dog");
  g_assert_false (is_seen (fixture, GTK_TYPE_LABEL, "likely the same"));
  begin_call (fixture);
  hw_test_wait_for (is_seen (fixture, GTK_TYPE_LABEL, "likely the same"));
  g_assert_true (is_seen (fixture, GTK_TYPE_LABEL, "both: telt, hund"));
}

static void
test_desk_keeps_choice (Fixture      *fixture,
                        gconstpointer data)
{
  gint64 row = take_earlier (fixture, "Canal Yard, by the gate", "tent, small dog");
  HwCallDraft *draft = begin_call (fixture);
  g_autoptr (GArray) before = hw_call_draft_dup_same (draft), after = NULL, taken_back = NULL;

  g_assert_cmpuint (before->len, ==, 0);
  hw_test_wait_for (is_seen (fixture, GTK_TYPE_BUTTON, "Link as the same"));
  g_signal_emit_by_name (find_widget (GTK_WIDGET (fixture->page), GTK_TYPE_BUTTON, "Link as the same"), "clicked");
  after = hw_call_draft_dup_same (draft);
  g_assert_cmpuint (after->len, ==, 1);
  g_assert_cmpint (g_array_index (after, gint64, 0), ==, row);
  g_assert_true (is_seen (fixture, GTK_TYPE_BUTTON, "Not the same after all"));

  g_signal_emit_by_name (find_widget (GTK_WIDGET (fixture->page), GTK_TYPE_BUTTON, "Not the same after all"), "clicked");
  taken_back = hw_call_draft_dup_same (draft);
  g_assert_cmpuint (taken_back->len, ==, 0);
  g_assert_true (is_seen (fixture, GTK_TYPE_BUTTON, "Link as the same"));
}

/* -- beside a report -- */

static void
test_taken_and_linked (Fixture      *fixture,
                       gconstpointer data)
{
  GListModel *queue = hw_session_get_queue (fixture->session);
  HwCallDraft *draft;
  GtkWidget *dialog, *reason;

  take_earlier (fixture, "Canal Yard, by the gate", "tent, small dog");
  draft = begin_call (fixture);
  hw_test_wait_for (is_seen (fixture, GTK_TYPE_BUTTON, "Link as the same"));
  g_signal_emit_by_name (find_widget (GTK_WIDGET (fixture->page), GTK_TYPE_BUTTON, "Link as the same"), "clicked");
  hw_call_draft_set_text (draft, HW_DRAFT_WHERE, "Canal Yard");
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "hotline.take", NULL);
  hw_test_wait_for (hw_hotline_page_get_draft (fixture->page) == NULL);

  /* The report view says which it was linked with, and both wait for an answer. */
  hw_test_wait_for (is_seen (fixture, GTK_TYPE_BUTTON, "Not the same after all"));
  g_assert_cmpuint (g_list_model_get_n_items (queue), ==, 2);

  /* Taken back with a reason, and not without. */
  g_signal_emit_by_name (find_widget (GTK_WIDGET (fixture->page), GTK_TYPE_BUTTON, "Not the same after all"), "clicked");
  hw_test_wait_for (find_dialog () != NULL);
  dialog = find_dialog ();
  reason = find_widget (dialog, ADW_TYPE_ENTRY_ROW, NULL);
  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "unlink"));
  gtk_editable_set_text (GTK_EDITABLE (reason), "the dog is another");
  g_assert_true (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "unlink"));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "unlink");
  hw_test_wait_for (is_seen (fixture, GTK_TYPE_BUTTON, "Link as the same"));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/similar/words/say-what-speaks-for-and-against", test_words);
  g_test_add_func ("/similar/words/explain-every-part-of-the-score", test_score);
  g_test_add_func ("/similar/list/links-and-takes-back", test_list);
  g_test_add_func ("/similar/list/shows-all-that-are-linked", test_linked);
  g_test_add ("/similar/desk/shows-who-was-told-of-before", Fixture, NULL, set_up, test_desk, tear_down);
  g_test_add ("/similar/desk/keeps-which-is-the-same", Fixture, NULL, set_up, test_desk_keeps_choice, tear_down);
  g_test_add ("/similar/report/is-linked-and-taken-back-with-a-reason", Fixture, NULL, set_up, test_taken_and_linked, tear_down);

  return g_test_run ();
}
