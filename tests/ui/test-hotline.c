/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>

#include "hw-call-desk.h"
#include "hw-call-draft.h"
#include "hw-hotline-page.h"
#include "hw-outcome-dialog.h"
#include "hw-outcomes.h"
#include "hw-queue-clock.h"
#include "hw-queue.h"
#include "hw-report-view.h"
#include "hw-similar-list.h"
#include "hw-test-session.h"
#include "hw-test-wait.h"

#define HOUR_US ((gint64) 3600 * G_USEC_PER_SEC)
/* Sunday 15 November 2026, 02:40 UTC */
#define NOW ((gint64) 1794710400 * G_USEC_PER_SEC)

static void
test_templates (void)
{
  GType types[] = { HW_TYPE_CALL_DESK, HW_TYPE_REPORT_VIEW, HW_TYPE_HOTLINE_PAGE, HW_TYPE_SIMILAR_LIST };
  GtkWidget *dialog = hw_outcome_dialog_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      GtkWidget *widget = g_object_ref_sink (g_object_new (types[i], NULL));

      g_assert_true (GTK_IS_WIDGET (widget));
      g_object_unref (widget);
    }
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* -- drafts -- */

static HwCallDraft *
make_draft (void)
{
  HwCallDraft *draft = hw_call_draft_new (NOW);

  hw_call_draft_set_text (draft, HW_DRAFT_WHERE, " Canal Yard, by the gate ");
  hw_call_draft_set_text (draft, HW_DRAFT_WHEN, "half an hour ago");
  hw_call_draft_set_text (draft, HW_DRAFT_CALLER, "night porter, 5550 0147");
  hw_call_draft_set_number (draft, HW_DRAFT_PEOPLE, 2);
  hw_call_draft_set_number (draft, HW_DRAFT_AGE, HW_AGE_26_49);
  hw_call_draft_set_number (draft, HW_DRAFT_CONCERNS, HW_CONCERN_COLD);
  hw_call_draft_set_point (draft, &(HwPoint) { 51.5155, -0.1 }, 40);
  return draft;
}

static void
test_draft_becomes_report (void)
{
  g_autoptr (HwCallDraft) empty = hw_call_draft_new (NOW);
  g_autoptr (HwCallDraft) draft = make_draft ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (HwReport) nothing = hw_call_draft_dup_report (empty, NOW, zone);
  g_autoptr (HwReport) report = hw_call_draft_dup_report (draft, NOW, zone);
  g_autoptr (GError) error = NULL;

  g_assert_false (hw_report_check (nothing, NOW, &error));
  g_assert_error (error, HW_REPORT_ERROR, HW_REPORT_ERROR_NO_PLACE);
  g_clear_error (&error);

  hw_report_check (report, NOW, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (report->place, ==, "Canal Yard, by the gate");
  g_assert_cmpint (report->seen_at, ==, NOW - HOUR_US / 2);
  g_assert_cmpstr (report->caller_name, ==, "night porter");
  g_assert_cmpstr (report->caller_contact, ==, "5550 0147");
  g_assert_cmpuint (report->people, ==, 2);
  g_assert_cmpint (report->channel, ==, HW_CHANNEL_PHONE);
}

static HwReport *
take_call_from (const char *phone,
                const char *caller,
                int         answer)
{
  g_autoptr (HwCallDraft) draft = make_draft ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();

  hw_call_draft_set_phone (draft, phone);
  if (caller != NULL)
    hw_call_draft_set_text (draft, HW_DRAFT_CALLER, caller);
  hw_call_draft_set_number (draft, HW_DRAFT_ANSWER, answer);
  return hw_call_draft_dup_report (draft, NOW, zone);
}

static void
test_draft_keeps_wanted_caller (void)
{
  g_autoptr (HwReport) nobody_asked = take_call_from ("5550 0147", NULL, -1);
  g_autoptr (HwReport) no_answer = take_call_from ("5550 0147", "night porter, 5550 0147", HW_REPLY_NO);
  g_autoptr (HwReport) typed = take_call_from ("5550 0147", "night porter, 5550 0147", -1);
  g_autoptr (HwReport) call_back = take_call_from ("5550 0147", NULL, HW_REPLY_CALL);

  g_assert_null (nobody_asked->caller_contact);
  g_assert_null (no_answer->caller_contact);
  g_assert_null (no_answer->caller_name);
  g_assert_cmpstr (typed->caller_name, ==, "night porter");
  g_assert_cmpstr (call_back->caller_contact, ==, "5550 0147");
}

static void
test_draft_keeps_odd_times (void)
{
  g_autoptr (HwCallDraft) draft = make_draft ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (HwReport) report = NULL;

  hw_call_draft_set_text (draft, HW_DRAFT_WHEN, "when the rain stopped");
  hw_call_draft_set_text (draft, HW_DRAFT_WORRIES, "She coughs.");
  report = hw_call_draft_dup_report (draft, NOW, zone);
  g_assert_cmpstr (report->worries, ==, "She coughs. “when the rain stopped”");
  g_assert_cmpint (report->seen_at, ==, NOW);
  g_assert_cmpint (report->seen_precision, ==, 12 * HOUR_US);
}

static void
test_drafts_survive (void)
{
  g_autoptr (GListStore) drafts = g_list_store_new (HW_TYPE_CALL_DRAFT);
  g_autoptr (GListStore) again = g_list_store_new (HW_TYPE_CALL_DRAFT);
  g_autoptr (HwCallDraft) draft = make_draft ();
  g_autoptr (HwCallDraft) empty = hw_call_draft_new (NOW);
  g_autoptr (HwCallDraft) back = NULL;
  g_autofree char *text = NULL;
  double precision;

  g_assert_null (hw_call_drafts_to_text (G_LIST_MODEL (drafts)));
  hw_call_drafts_from_text (NULL, again);
  hw_call_drafts_from_text ("{\"not\": \"a list\"}", again);
  hw_call_drafts_from_text ("[1, \"x\", null", again);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (again)), ==, 0);

  g_list_store_append (drafts, draft);
  g_list_store_append (drafts, empty);
  text = hw_call_drafts_to_text (G_LIST_MODEL (drafts));
  hw_call_drafts_from_text (text, again);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (again)), ==, 1);
  back = g_list_model_get_item (G_LIST_MODEL (again), 0);
  g_assert_cmpint (hw_call_draft_get_started (back), ==, NOW);
  g_assert_cmpstr (hw_call_draft_get_text (back, HW_DRAFT_WHERE), ==, " Canal Yard, by the gate ");
  g_assert_cmpint (hw_call_draft_get_number (back, HW_DRAFT_PEOPLE), ==, 2);
  g_assert_cmpint (hw_call_draft_get_number (back, HW_DRAFT_KNOWS), ==, -1);
  g_assert_cmpfloat (hw_call_draft_get_point (back, &precision).latitude, ==, 51.5155);
  g_assert_cmpfloat (precision, ==, 40);
}

/* -- clocks -- */

static void
assert_clock (HwReportStatus status,
              gint64         age,
              const char    *words,
              HwClockTone    tone)
{
  HwReport template_ = { .status = status, .received_at = NOW - age, .point = HW_POINT_UNKNOWN };
  g_autoptr (HwReport) report = hw_report_new (&template_);
  HwClockTone is;
  g_autofree char *said = hw_queue_clock_dup_words (report, NOW, &is);

  g_assert_cmpstr (said, ==, words);
  g_assert_cmpint (is, ==, tone);
}

static void
test_clocks (void)
{
  assert_clock (HW_REPORT_NEW, 4 * HOUR_US / 60, "4 min", HW_CLOCK_FRESH);
  assert_clock (HW_REPORT_NEW, 37 * HOUR_US / 60, "37 min", HW_CLOCK_QUIET);
  assert_clock (HW_REPORT_NEEDS_INFORMATION, 6 * HOUR_US, "18 h left", HW_CLOCK_SOON);
  assert_clock (HW_REPORT_NEEDS_INFORMATION, 27 * HOUR_US, "3 h over", HW_CLOCK_OVERDUE);
  assert_clock (HW_REPORT_SENT_OUT, 90 * HOUR_US, "sent", HW_CLOCK_QUIET);
  /* 10 working days from a Sunday are over on the Friday after next: 12 days. */
  assert_clock (HW_REPORT_TO_BE_ANSWERED, 0, "12 days left", HW_CLOCK_QUIET);
}

/* -- outcomes -- */

static void
test_outcomes (void)
{
  gsize n;
  const HwOutcome *outcomes = hw_outcomes_get (&n);
  g_autoptr (GHashTable) codes = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_null (hw_outcome_words (NULL));
  g_assert_cmpstr (hw_outcome_words ("of-another-team"), ==, "of-another-team");
  for (gsize i = 0; i < n; i++)
    {
      g_assert_true (g_hash_table_add (codes, (gpointer) outcomes[i].code));
      g_assert_cmpstr (hw_outcome_words (outcomes[i].code), !=, outcomes[i].code);
    }
  g_assert_cmpuint (n, ==, 15);
}

/* -- the desk -- */

static GtkWidget *
find_labelled (GtkWidget  *root,
               const char *placeholder)
{
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found;

      if (GTK_IS_ENTRY (child) && g_strcmp0 (gtk_entry_get_placeholder_text (GTK_ENTRY (child)), placeholder) == 0)
        return child;
      found = find_labelled (child, placeholder);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
test_desk_writes_into_draft (void)
{
  g_autoptr (HwCallDraft) draft = hw_call_draft_new (NOW);
  GtkWidget *desk = g_object_ref_sink (g_object_new (HW_TYPE_CALL_DESK, NULL));
  GtkWidget *where, *when;

  hw_call_desk_set_draft (HW_CALL_DESK (desk), draft);
  g_assert_true (hw_call_draft_is_empty (draft));
  where = find_labelled (desk, "Street, landmark, coordinates or code");
  when = find_labelled (desk, "now");
  gtk_test_accessible_assert_property (where, GTK_ACCESSIBLE_PROPERTY_LABEL, "Where?");
  gtk_test_accessible_assert_property (when, GTK_ACCESSIBLE_PROPERTY_LABEL, "When seen?");

  gtk_editable_set_text (GTK_EDITABLE (where), "Canal Yard");
  gtk_editable_set_text (GTK_EDITABLE (when), "last night");
  g_assert_cmpstr (hw_call_draft_get_text (draft, HW_DRAFT_WHERE), ==, "Canal Yard");
  g_assert_cmpstr (hw_call_draft_get_text (draft, HW_DRAFT_WHEN), ==, "last night");
  g_assert_false (hw_point_is_valid (&(HwPoint) { hw_call_draft_get_point (draft, NULL).latitude, 0 }));

  /* Coordinates are a point as soon as they are typed. */
  gtk_editable_set_text (GTK_EDITABLE (where), "51.5155, -0.1000");
  g_assert_cmpfloat_with_epsilon (hw_call_draft_get_point (draft, NULL).latitude, 51.5155, 1e-6);

  hw_call_desk_toggle_danger (HW_CALL_DESK (desk));
  g_assert_cmpint (hw_call_draft_get_number (draft, HW_DRAFT_CONCERNS), ==, HW_CONCERN_DANGER_NOW);
  hw_call_desk_set_narrow (HW_CALL_DESK (desk), TRUE);
  hw_call_desk_set_narrow (HW_CALL_DESK (desk), FALSE);
  hw_call_desk_set_draft (HW_CALL_DESK (desk), NULL);
  g_object_unref (desk);
}

/* -- the page over a real workspace -- */

#define PASSPHRASE "correct horse battery staple"

typedef struct
{
  char *directory;
  HwSession *session;
  GtkWidget *window;
  HwHotlinePage *page;
} Fixture;

static void
result_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
open_page (Fixture *fixture)
{
  fixture->page = HW_HOTLINE_PAGE (hw_hotline_page_new (fixture->session));
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_present (GTK_WINDOW (fixture->window));
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
  open_page (fixture);
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

  gtk_window_destroy (GTK_WINDOW (fixture->window));
  lock (fixture);
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

static void
test_page_takes_report (Fixture      *fixture,
                        gconstpointer data)
{
  GListModel *queue = hw_session_get_queue (fixture->session);
  g_autoptr (HwReportItem) item = NULL;

  /* Without a place there is no report, and the call stays on the desk. */
  hw_hotline_page_new_report (fixture->page);
  hw_call_draft_set_text (hw_hotline_page_get_draft (fixture->page), HW_DRAFT_APPEARANCE, "blue tent");
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "hotline.take", NULL);
  g_assert_nonnull (hw_hotline_page_get_draft (fixture->page));
  g_assert_cmpuint (g_list_model_get_n_items (queue), ==, 0);

  hw_call_draft_set_text (hw_hotline_page_get_draft (fixture->page), HW_DRAFT_WHERE, "Canal Yard, by the gate");
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "hotline.take", NULL);
  hw_test_wait_for (g_list_model_get_n_items (queue) == 1);
  hw_test_wait_for (hw_hotline_page_get_draft (fixture->page) == NULL);
  item = g_list_model_get_item (queue, 0);
  g_assert_cmpstr (hw_report_item_get_report (item)->place, ==, "Canal Yard, by the gate");
  g_assert_cmpstr (hw_report_item_get_report (item)->appearance, ==, "blue tent");
  g_assert_null (hw_session_get_setting (fixture->session, "call-drafts"));
}

static void
test_page_keeps_calls (Fixture      *fixture,
                       gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  hw_hotline_page_new_report (fixture->page);
  hw_call_draft_set_text (hw_hotline_page_get_draft (fixture->page), HW_DRAFT_WHERE, "behind the bins");
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "hotline.hold", NULL);
  g_assert_null (hw_hotline_page_get_draft (fixture->page));
  hw_hotline_page_new_report (fixture->page);
  hw_call_draft_set_text (hw_hotline_page_get_draft (fixture->page), HW_DRAFT_WHERE, "Abbey Park");
  hw_hotline_page_save (fixture->page);

  gtk_window_destroy (GTK_WINDOW (fixture->window));
  lock (fixture);
  hw_session_unlock_async (fixture->session, HW_SECRET_PASSPHRASE, PASSPHRASE, NULL, result_cb, &result);
  hw_test_wait_for (result != NULL);
  g_assert_true (hw_session_unlock_finish (fixture->session, result, &error));
  g_assert_no_error (error);

  open_page (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "hotline.next", NULL);
  g_assert_cmpstr (hw_call_draft_get_text (hw_hotline_page_get_draft (fixture->page), HW_DRAFT_WHERE), ==, "behind the bins");
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "hotline.next", NULL);
  g_assert_cmpstr (hw_call_draft_get_text (hw_hotline_page_get_draft (fixture->page), HW_DRAFT_WHERE), ==, "Abbey Park");
}

/* The words of the open calls over the desk; those of the one on the desk in brackets. */
static char *
dup_strip (GtkWidget *root)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (gtk_widget_has_css_class (child, "call"))
        {
          GtkWidget *label = gtk_widget_get_last_child (gtk_button_get_child (GTK_BUTTON (child)));
          gboolean current = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (child));

          g_string_append_printf (words, current ? "[%s]" : "(%s)", gtk_label_get_label (GTK_LABEL (label)));
        }
      else
        {
          g_autofree char *inner = dup_strip (child);

          g_string_append (words, inner);
        }
    }
  return g_strdup (words->str);
}

static void
assert_strip (Fixture    *fixture,
              const char *expected)
{
  g_autofree char *words = dup_strip (GTK_WIDGET (fixture->page));

  g_assert_cmpstr (words, ==, expected);
}

static void
test_page_switches_calls (Fixture      *fixture,
                          gconstpointer data)
{
  static const char * const places[] = { "Canal Yard", "Abbey Park", "Quay Street 14" };

  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "hotline.call", "u", 1);
  assert_strip (fixture, "");
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      hw_hotline_page_new_report (fixture->page);
      hw_call_draft_set_text (hw_hotline_page_get_draft (fixture->page), HW_DRAFT_WHERE, places[i]);
    }
  assert_strip (fixture, "(Canal Yard)(Abbey Park)[Quay Street 14]");
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "hotline.call", "u", 4);
  assert_strip (fixture, "(Canal Yard)(Abbey Park)[Quay Street 14]");
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "hotline.call", "u", 2);
  assert_strip (fixture, "(Canal Yard)[Abbey Park](Quay Street 14)");
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "hotline.previous", NULL);
  assert_strip (fixture, "[Canal Yard](Abbey Park)(Quay Street 14)");
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "hotline.previous", NULL);
  assert_strip (fixture, "(Canal Yard)(Abbey Park)[Quay Street 14]");
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "hotline.next", NULL);
  assert_strip (fixture, "[Canal Yard](Abbey Park)(Quay Street 14)");
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "hotline.hold", NULL);
  assert_strip (fixture, "(Canal Yard)(Abbey Park)(Quay Street 14)");
}

static void
test_page_takes_calls (Fixture      *fixture,
                       gconstpointer data)
{
  HwCallDraft *first;

  hw_hotline_page_new_report (fixture->page);
  hw_hotline_page_take_call (fixture->page, "5550 0147");
  first = hw_hotline_page_get_draft (fixture->page);
  g_assert_cmpstr (hw_call_draft_get_text (first, HW_DRAFT_CALLER), ==, "5550 0147");
  /* The call of which nothing was said gave way to it. */
  assert_strip (fixture, "[5550 0147]");
  hw_hotline_page_take_call (fixture->page, "5550 0199");
  assert_strip (fixture, "(5550 0147)[5550 0199]");
  hw_hotline_page_take_call (fixture->page, "5550 0147");
  g_assert_true (hw_hotline_page_get_draft (fixture->page) == first);
  assert_strip (fixture, "[5550 0147](5550 0199)");
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/hotline/every-template-can-be-made", test_templates);
  g_test_add_func ("/call-draft/becomes-a-report-once-it-has-a-place", test_draft_becomes_report);
  g_test_add_func ("/call-draft/keeps-who-calls-only-for-an-answer", test_draft_keeps_wanted_caller);
  g_test_add_func ("/call-draft/words-that-say-no-time-are-kept", test_draft_keeps_odd_times);
  g_test_add_func ("/call-draft/survives-being-put-away", test_drafts_survive);
  g_test_add_func ("/queue-clock/says-what-is-due", test_clocks);
  g_test_add_func ("/outcomes/each-has-a-code-and-words", test_outcomes);
  g_test_add_func ("/call-desk/writes-into-the-draft-at-every-key", test_desk_writes_into_draft);
  g_test_add ("/hotline/takes-a-report-once-it-has-a-place", Fixture, NULL, set_up, test_page_takes_report, tear_down);
  g_test_add ("/hotline/open-calls-outlive-a-lock", Fixture, NULL, set_up, test_page_keeps_calls, tear_down);
  g_test_add ("/hotline/open-calls-stand-side-by-side-and-can-be-switched", Fixture, NULL, set_up, test_page_switches_calls, tear_down);
  g_test_add ("/hotline/a-number-that-calls-opens-one-call", Fixture, NULL, set_up, test_page_takes_calls, tear_down);
  return g_test_run ();
}
