/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>

#include "hw-case-page.h"
#include "hw-case-panel.h"
#include "hw-choice.h"

/* The Reconnection page over a real workspace: what is recorded shows, and what is locked is gone. */

typedef struct
{
  char      *directory;   /* (owned) */
  HwSession *session;     /* (owned) */
  GtkWidget *window;
  GtkWidget *page;
  gboolean   done;
  HwId       case_id;
} Fixture;

typedef gboolean (*Condition) (Fixture *fixture);

static gboolean
timeout_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Iterates the main context until @condition holds, at most half a minute. */
static void
wait_for (Fixture   *fixture,
          Condition  condition)
{
  gboolean over = FALSE;
  guint id = g_timeout_add_seconds (30, timeout_cb, &over);

  while (!condition (fixture) && !over)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (condition (fixture));
  if (!over)
    g_source_remove (id);
}

static gboolean
is_done (Fixture *fixture)
{
  return fixture->done;
}

static gboolean
shows_label (GtkWidget  *widget,
             const char *text)
{
  if (!gtk_widget_get_child_visible (widget) || !gtk_widget_get_visible (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), text) == 0)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (shows_label (child, text))
      return TRUE;
  return FALSE;
}

static gboolean
holds_text (GtkWidget  *widget,
            const char *part)
{
  if (GTK_IS_LABEL (widget) && g_strstr_len (gtk_label_get_text (GTK_LABEL (widget)), -1, part) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (holds_text (child, part))
      return TRUE;
  return FALSE;
}

static void
created_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *code = hw_session_create_finish (HW_SESSION (object), result, &error);

  g_assert_no_error (error);
  g_assert_nonnull (code);
  fixture->done = TRUE;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  fixture->directory = g_dir_make_tmp ("hw-case-page-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (fixture->directory, "team.homeward", NULL);
  fixture->session = hw_session_new ();
  hw_session_create_async (fixture->session, path, "Team", "Sofie", "seven lamps by the river", NULL, created_cb, fixture);
  wait_for (fixture, is_done);

  fixture->page = hw_case_page_new (fixture->session);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 900, 600);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->page);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
locked_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  hw_session_lock_finish (HW_SESSION (object), result, &error);
  g_assert_no_error (error);
  ((Fixture *) user_data)->done = TRUE;
}

static void
lock (Fixture *fixture)
{
  fixture->done = FALSE;
  hw_session_lock_async (fixture->session, "test", locked_cb, fixture);
  wait_for (fixture, is_done);
}

static void
remove_directory (const char *path)
{
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      g_unlink (file);
    }
  g_rmdir (path);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  if (hw_session_get_state (fixture->session) == HW_SESSION_OPEN)
    lock (fixture);
  g_assert_finalize_object (fixture->session);
  remove_directory (fixture->directory);
  g_free (fixture->directory);
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GError) error = NULL;

  hw_session_open_case_finish (HW_SESSION (object), result, &fixture->case_id, &error);
  g_assert_no_error (error);
  fixture->done = TRUE;
}

static void
open_case (Fixture *fixture)
{
  HwPerson person = { .alias = "Marek & <b>Co</b>", .known_since = g_get_real_time () };

  fixture->done = FALSE;
  hw_session_open_case_async (fixture->session, &person, "Home before Christmas", opened_cb, fixture);
  wait_for (fixture, is_done);
  hw_case_page_show_case (HW_CASE_PAGE (fixture->page), &fixture->case_id);
}

static gboolean
has_timeline (Fixture *fixture)
{
  return shows_label (fixture->page, "Asked about going home: “Home before Christmas”");
}

static void
evidence_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  hw_session_set_evidence_finish (HW_SESSION (object), result, &error);
  g_assert_no_error (error);
  ((Fixture *) user_data)->done = TRUE;
}

static void
set_evidence (Fixture    *fixture,
              const char *field,
              const char *value)
{
  g_autoptr (GHashTable) fields = g_hash_table_new (g_str_hash, g_str_equal);

  g_hash_table_insert (fields, (char *) field, (char *) value);
  fixture->done = FALSE;
  hw_session_set_evidence_async (fixture->session, &fixture->case_id, fields, evidence_cb, fixture);
  wait_for (fixture, is_done);
}

/* The dialog over the window, once there is one. */
static GtkWidget *
find_dialog (Fixture *fixture)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (window != fixture->window)
        return window;
    }
  return NULL;
}

static gboolean
has_no_dialog (Fixture *fixture)
{
  return find_dialog (fixture) == NULL;
}

static GtkWidget *
find_row (GtkWidget  *widget,
          const char *title)
{
  if (ADW_IS_PREFERENCES_ROW (widget) && g_str_has_prefix (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *row = find_row (child, title);

      if (row != NULL)
        return row;
    }
  return NULL;
}

static void
type_into (GtkWidget  *dialog,
           const char *title,
           const char *text)
{
  GtkWidget *row = find_row (dialog, title);

  g_assert_nonnull (row);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static HwChoice *
find_choice (GtkWidget *widget)
{
  if (HW_IS_CHOICE (widget))
    return HW_CHOICE (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      HwChoice *choice = find_choice (child);

      if (choice != NULL)
        return choice;
    }
  return NULL;
}

static HwCasePanel *
find_panel (GtkWidget *widget)
{
  if (HW_IS_CASE_PANEL (widget))
    return HW_CASE_PANEL (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      HwCasePanel *panel = find_panel (child);

      if (panel != NULL)
        return panel;
    }
  return NULL;
}

static void
do_action (Fixture    *fixture,
           const char *action,
           const char *target)
{
  gboolean found = target != NULL
    ? gtk_widget_activate_action (GTK_WIDGET (find_panel (fixture->page)), action, "s", target)
    : gtk_widget_activate_action (GTK_WIDGET (find_panel (fixture->page)), action, NULL);

  g_assert_true (found);
}

static HwCase *
get_case (Fixture *fixture)
{
  GListModel *cases = hw_session_get_cases (fixture->session);
  g_autoptr (HwCaseItem) item = g_list_model_get_item (cases, 0);

  return hw_case_item_get_case (item);
}

static gboolean
is_assessed (Fixture *fixture)
{
  return get_case (fixture)->stage == HW_STAGE_ASSESSED;
}

static gboolean
is_paused (Fixture *fixture)
{
  return get_case (fixture)->stage == HW_STAGE_PAUSED;
}

static gboolean
has_consent (Fixture *fixture)
{
  return hw_case_has_consent (get_case (fixture), HW_CONSENT_LIVE, g_get_real_time ());
}

static gboolean
has_withdrawal (Fixture *fixture)
{
  return hw_case_has_consent (get_case (fixture), HW_CONSENT_WITHDRAWN, g_get_real_time ());
}

static gboolean
has_dialog (Fixture *fixture)
{
  return find_dialog (fixture) != NULL;
}

static gboolean
has_a_case (Fixture *fixture)
{
  return g_list_model_get_n_items (hw_session_get_cases (fixture->session)) == 1;
}

static void
answer (Fixture    *fixture,
        const char *response)
{
  GtkWidget *dialog = find_dialog (fixture);

  /* As a click on the button does: answer, and go. */
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), response);
  gtk_window_destroy (GTK_WINDOW (dialog));
  wait_for (fixture, has_no_dialog);
}

static void
test_opens_a_case (Fixture       *fixture,
                   gconstpointer  data)
{
  GtkWidget *form;

  gtk_widget_activate_action (fixture->page, "cases.new", NULL);
  form = find_dialog (fixture);
  gtk_widget_activate_action (form, "form.accept", NULL);
  g_assert_true (shows_label (form, "Write a name: any name they go by will do."));

  type_into (form, "Name or alias", "  Ola & <i>Jan</i> ");
  type_into (form, "The wish", "To my sister");
  gtk_widget_activate_action (form, "form.accept", NULL);
  wait_for (fixture, has_no_dialog);
  g_assert_true (has_a_case (fixture));
  g_assert_true (shows_label (fixture->page, "Why can’t Ola & <i>Jan</i> travel yet?"));
  g_assert_true (shows_label (fixture->page, "“To my sister”"));
}

static void
test_assessment_moves_on (Fixture       *fixture,
                          gconstpointer  data)
{
  GtkWidget *form;

  open_case (fixture);
  do_action (fixture, "case.record", "assessment");
  form = find_dialog (fixture);
  type_into (form, "Assessed by", "Sofie");
  type_into (form, "Day of the assessment", "yesterday");
  type_into (form, "Needs", "rest");
  type_into (form, "Risk", "none seen");
  type_into (form, "Entitled to here", "emergency care");
  type_into (form, "Options offered here", "a hostel, said no");
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (form, "Signs of exploitation")), 1);
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (form, "EU citizen")), 1);
  gtk_widget_activate_action (form, "form.accept", NULL);
  g_assert_true (shows_label (form, "“Day of the assessment” needs a day such as 2026-12-19."));

  type_into (form, "Day of the assessment", "2026-11-20");
  gtk_widget_activate_action (form, "form.accept", NULL);
  wait_for (fixture, has_no_dialog);
  g_assert_true (shows_label (fixture->page, "Nothing is open"));
  do_action (fixture, "case.move", "assessed");
  wait_for (fixture, is_assessed);
  g_assert_true (shows_label (fixture->page, "Move on to Decided"));
}

static void
test_shut_gate_says_why (Fixture       *fixture,
                         gconstpointer  data)
{
  open_case (fixture);
  do_action (fixture, "case.move", "assessed");
  wait_for (fixture, has_dialog);
  g_assert_true (holds_text (find_dialog (fixture), "The case stays where it was"));
  g_assert_cmpuint (get_case (fixture)->stage, ==, HW_STAGE_WISH);
  answer (fixture, "close");
}

static void
test_pause_asks_first (Fixture       *fixture,
                       gconstpointer  data)
{
  open_case (fixture);
  do_action (fixture, "case.leave", "paused");
  answer (fixture, "cancel");
  g_assert_cmpuint (get_case (fixture)->stage, ==, HW_STAGE_WISH);

  do_action (fixture, "case.leave", "paused");
  type_into (find_dialog (fixture), "Reason", "broken leg");
  answer (fixture, "leave");
  wait_for (fixture, is_paused);
  g_assert_cmpstr (hw_case_get (get_case (fixture), HW_FIELD_EXIT_REASON), ==, "broken leg");
  g_assert_true (shows_label (fixture->page, "Go on from Wish"));
}

static void
test_consent_is_given_and_withdrawn (Fixture       *fixture,
                                     gconstpointer  data)
{
  g_autofree char *id = NULL;
  GtkWidget *form;

  open_case (fixture);
  do_action (fixture, "case.ask-consent", NULL);
  form = find_dialog (fixture);
  gtk_widget_activate_action (form, "form.accept", NULL);
  g_assert_true (shows_label (form, "Say who would be told: a consent is always to somebody."));
  type_into (form, "Who would be told", "Consulate");
  gtk_widget_activate_action (form, "form.accept", NULL);
  g_assert_true (shows_label (form, "Record what they said: yes or no."));
  hw_choice_set_selected (find_choice (form), 0);
  gtk_widget_activate_action (form, "form.accept", NULL);
  wait_for (fixture, has_no_dialog);
  g_assert_true (has_consent (fixture));
  g_assert_true (shows_label (fixture->page, "Consulate · identity and travel document"));

  id = hw_id_to_string (&((HwConsent *) get_case (fixture)->consents->pdata[0])->id);
  do_action (fixture, "case.withdraw-consent", id);
  gtk_widget_activate_action (find_dialog (fixture), "form.accept", NULL);
  wait_for (fixture, has_withdrawal);
  wait_for (fixture, has_no_dialog);
  g_assert_false (has_consent (fixture));
}

static void
test_form_closes_when_locked (Fixture       *fixture,
                              gconstpointer  data)
{
  open_case (fixture);
  do_action (fixture, "case.record", "assessment");
  do_action (fixture, "case.leave", "withdrawn");
  g_assert_true (has_dialog (fixture));
  lock (fixture);
  g_assert_true (has_no_dialog (fixture));
}

static void
test_shows_what_is_recorded (Fixture       *fixture,
                             gconstpointer  data)
{
  g_assert_true (shows_label (fixture->page, "Nobody has asked to go home yet"));

  open_case (fixture);
  g_assert_false (shows_label (fixture->page, "Nobody has asked to go home yet"));
  g_assert_true (shows_label (fixture->page, "Why can’t Marek & <b>Co</b> travel yet?"));
  g_assert_true (shows_label (fixture->page, "8 of 8 requirements are open"));
  wait_for (fixture, has_timeline);

  set_evidence (fixture, HW_FIELD_NEEDS, "a dentist & <i>rest</i>");
  g_assert_true (shows_label (fixture->page, "7 of 8 requirements are open"));
  g_assert_true (shows_label (fixture->page, "a dentist & <i>rest</i>"));
}

static void
test_forgets_when_locked (Fixture       *fixture,
                          gconstpointer  data)
{
  open_case (fixture);
  wait_for (fixture, has_timeline);
  g_assert_true (holds_text (fixture->page, "Marek"));

  lock (fixture);
  g_assert_false (holds_text (fixture->page, "Marek"));
  g_assert_false (holds_text (fixture->page, "Christmas"));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv);
  adw_init ();
  g_test_add ("/case-page/shows-what-is-recorded", Fixture, NULL, set_up, test_shows_what_is_recorded, tear_down);
  g_test_add ("/case-page/forgets-every-word-when-locked", Fixture, NULL, set_up, test_forgets_when_locked, tear_down);
  g_test_add ("/case-page/opens-a-case", Fixture, NULL, set_up, test_opens_a_case, tear_down);
  g_test_add ("/case-page/moves-on-when-the-assessment-is-done", Fixture, NULL, set_up, test_assessment_moves_on, tear_down);
  g_test_add ("/case-page/a-shut-gate-says-why", Fixture, NULL, set_up, test_shut_gate_says_why, tear_down);
  g_test_add ("/case-page/a-pause-is-asked-for-first", Fixture, NULL, set_up, test_pause_asks_first, tear_down);
  g_test_add ("/case-page/a-consent-is-given-and-withdrawn", Fixture, NULL, set_up, test_consent_is_given_and_withdrawn, tear_down);
  g_test_add ("/case-page/a-form-closes-when-locked", Fixture, NULL, set_up, test_form_closes_when_locked, tear_down);
  return g_test_run ();
}
