/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>

#include "hw-case-answer.h"
#include "hw-case-list.h"
#include "hw-case-page.h"
#include "hw-case-panel.h"
#include "hw-case-timeline.h"
#include "hw-choice.h"
#include "hw-conflict-card.h"
#include "hw-pick-list.h"
#include "hw-test-session.h"
#include "hw-test-wait.h"
#include "hw-text-row.h"
#include "send-own.h"

/* The Reconnection page over a real workspace: what is recorded shows, and what is locked is gone. */

typedef struct
{
  char      *directory;   /* (owned) */
  HwSession *session;     /* (owned) */
  GtkWidget *window;
  GtkWidget *page;
  gboolean   done;
  HwId       case_id;
  const char *draft;      /* (unowned): the name of the draft that is waited for */
} Fixture;

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
  fixture->session = hw_test_session_new ();
  hw_session_create_async (fixture->session, path, "Team", "Sofie", "seven lamps by the river", NULL, created_cb, fixture);
  hw_test_wait_for (is_done (fixture));

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
  hw_test_wait_for (is_done (fixture));
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

/* What was asked just before locking is still answered. */
static gboolean
is_let_go (Fixture *fixture)
{
  return G_OBJECT (fixture->session)->ref_count == 1;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  if (hw_session_get_state (fixture->session) == HW_SESSION_OPEN)
    lock (fixture);
  hw_test_wait_for (is_let_go (fixture));
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
  HwPerson person = { .alias = "Marek & <b>Co</b>", .age = HW_AGE_26_49, .known_since = g_get_real_time () };

  fixture->done = FALSE;
  hw_session_open_case_async (fixture->session, &person, "Home before Christmas", opened_cb, fixture);
  hw_test_wait_for (is_done (fixture));
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
  hw_test_wait_for (is_done (fixture));
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
  hw_test_wait_for (has_no_dialog (fixture));
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
  hw_test_wait_for (has_no_dialog (fixture));
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
  hw_test_wait_for (has_no_dialog (fixture));
  g_assert_true (shows_label (fixture->page, "Nothing is open"));
  do_action (fixture, "case.move", "assessed");
  hw_test_wait_for (is_assessed (fixture));
  g_assert_true (shows_label (fixture->page, "Move on to Decided"));
}

static void
test_shut_gate_says_why (Fixture       *fixture,
                         gconstpointer  data)
{
  open_case (fixture);
  do_action (fixture, "case.move", "assessed");
  hw_test_wait_for (has_dialog (fixture));
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
  hw_test_wait_for (is_paused (fixture));
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
  hw_test_wait_for (has_no_dialog (fixture));
  g_assert_true (has_consent (fixture));
  g_assert_true (shows_label (fixture->page, "Consulate · identity and travel document"));

  id = hw_id_to_string (&((HwConsent *) get_case (fixture)->consents->pdata[0])->id);
  do_action (fixture, "case.withdraw-consent", id);
  gtk_widget_activate_action (find_dialog (fixture), "form.accept", NULL);
  hw_test_wait_for (has_withdrawal (fixture));
  hw_test_wait_for (has_no_dialog (fixture));
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
  g_assert_true (shows_label (fixture->page, "8 of 9 requirements are open"));
  hw_test_wait_for (has_timeline (fixture));

  set_evidence (fixture, HW_FIELD_NEEDS, "a dentist & <i>rest</i>");
  g_assert_true (shows_label (fixture->page, "7 of 9 requirements are open"));
  g_assert_true (shows_label (fixture->page, "a dentist & <i>rest</i>"));
}

static void
test_forgets_when_locked (Fixture       *fixture,
                          gconstpointer  data)
{
  open_case (fixture);
  hw_test_wait_for (has_timeline (fixture));
  g_assert_true (holds_text (fixture->page, "Marek"));

  lock (fixture);
  g_assert_false (holds_text (fixture->page, "Marek"));
  g_assert_false (holds_text (fixture->page, "Christmas"));
}

/* -- what happened ------------------------------------------------------------------ */

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  hw_session_add_record_finish (HW_SESSION (object), result, NULL, &error);
  g_assert_no_error (error);
  ((Fixture *) user_data)->done = TRUE;
}

/* Fields and values, %NULL at the end. */
static void G_GNUC_NULL_TERMINATED
add_record (Fixture          *fixture,
            HwCaseRecordKind  kind,
            ...)
{
  g_autoptr (HwCaseRecord) record = hw_case_record_new (kind, g_get_real_time ());
  const char *field;
  va_list fields;

  va_start (fields, kind);
  while ((field = va_arg (fields, const char *)) != NULL)
    hw_case_record_set (record, field, va_arg (fields, const char *));
  va_end (fields);
  fixture->done = FALSE;
  hw_session_add_record_async (fixture->session, &fixture->case_id, record, saved_cb, fixture);
  hw_test_wait_for (is_done (fixture));
}

static guint
count_records (Fixture          *fixture,
               HwCaseRecordKind  kind)
{
  GPtrArray *records = get_case (fixture)->records;
  guint n = 0;

  for (guint i = 0; i < records->len; i++)
    n += ((HwCaseRecord *) records->pdata[i])->kind == kind;
  return n;
}

static HwCaseRecord *
get_record (Fixture          *fixture,
            HwCaseRecordKind  kind)
{
  GPtrArray *records = get_case (fixture)->records;

  for (guint i = records->len; i > 0; i--)
    if (((HwCaseRecord *) records->pdata[i - 1])->kind == kind)
      return records->pdata[i - 1];
  return NULL;
}

static char *
dup_record_id (Fixture          *fixture,
               HwCaseRecordKind  kind)
{
  return hw_id_to_string (&get_record (fixture, kind)->id);
}

static GtkWidget *
find_type (GtkWidget *widget,
           GType      type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_type (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
do_action_with (Fixture    *fixture,
                const char *action,
                GVariant   *target)
{
  g_assert_true (gtk_widget_activate_action_variant (GTK_WIDGET (find_panel (fixture->page)), action, g_variant_ref_sink (target)));
  g_variant_unref (target);
}

static void
test_records_what_happened (Fixture       *fixture,
                            gconstpointer  data)
{
  GtkWidget *form;

  open_case (fixture);
  g_assert_false (shows_label (fixture->page, "Embassy and partners"));
  do_action (fixture, "case.add", "partner-contacted");
  form = find_dialog (fixture);
  gtk_widget_activate_action (form, "form.accept", NULL);
  g_assert_true (shows_label (form, "“Who was asked” is missing: fill it in."));

  type_into (form, "Who was asked", "Consulate & <b>Co</b>");
  type_into (form, "Promised by", "soon");
  gtk_widget_activate_action (form, "form.accept", NULL);
  g_assert_true (shows_label (form, "“Promised by” needs a day such as 2026-12-19."));

  hw_text_row_set_text (HW_TEXT_ROW (find_row (form, "What they promised")), "a paper");
  type_into (form, "Promised by", "2026-11-01");
  gtk_widget_activate_action (form, "form.accept", NULL);
  hw_test_wait_for (has_no_dialog (fixture));
  g_assert_cmpuint (count_records (fixture, HW_CASE_RECORD_PARTNER_CONTACT), ==, 1);
  g_assert_true (shows_label (fixture->page, "Embassy and partners"));
  g_assert_true (holds_text (fixture->page, "Consulate & <b>Co</b>: the promise is overdue since 1 Nov"));
}

static void
test_record_is_corrected (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autofree char *id = NULL;
  GtkWidget *form;

  open_case (fixture);
  add_record (fixture, HW_CASE_RECORD_LEG, HW_RECORD_BY, "train", HW_RECORD_FROM, "Riverton", HW_RECORD_TO, "Home",
              HW_RECORD_AT, "2026-12-19T07:12", NULL);
  id = dup_record_id (fixture, HW_CASE_RECORD_LEG);
  do_action (fixture, "case.correct", id);
  form = find_dialog (fixture);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_row (form, "Departure"))), ==, "2026-12-19 07:12");
  type_into (form, "Departure", "2026-12-20 8:05");
  gtk_widget_activate_action (form, "form.accept", NULL);
  hw_test_wait_for (has_no_dialog (fixture));
  g_assert_cmpuint (count_records (fixture, HW_CASE_RECORD_LEG), ==, 1);
  g_assert_cmpstr (hw_case_record_get (get_record (fixture, HW_CASE_RECORD_LEG), HW_RECORD_AT), ==, "2026-12-20T08:05");
}

static gboolean
has_draft (Fixture *fixture)
{
  return fixture->draft != NULL && hw_session_get_draft (fixture->session, fixture->draft) != NULL;
}

static void
test_draft_is_kept (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *id = NULL;
  g_autofree char *draft = NULL;
  GtkWidget *form;

  open_case (fixture);
  id = hw_id_to_string (&fixture->case_id);
  draft = g_strconcat (id, "/note-added", NULL);
  fixture->draft = draft;
  do_action (fixture, "case.add", "note-added");
  form = find_dialog (fixture);
  g_assert_false (holds_text (form, "Draft of"));
  hw_text_row_set_text (HW_TEXT_ROW (find_row (form, "Note")), "half a sen");
  hw_test_wait_for (has_draft (fixture));
  gtk_window_close (GTK_WINDOW (form));
  hw_test_wait_for (has_no_dialog (fixture));
  g_assert_cmpuint (count_records (fixture, HW_CASE_RECORD_NOTE), ==, 0);

  do_action (fixture, "case.add", "note-added");
  form = find_dialog (fixture);
  g_assert_true (holds_text (form, "Draft of"));
  gtk_widget_activate_action (form, "form.accept", NULL);
  hw_test_wait_for (has_no_dialog (fixture));
  g_assert_cmpstr (hw_case_record_get (get_record (fixture, HW_CASE_RECORD_NOTE), HW_RECORD_WORDS), ==, "half a sen");
  g_assert_false (has_draft (fixture));

  /* Whoever does not want it starts afresh. */
  do_action (fixture, "case.add", "note-added");
  form = find_dialog (fixture);
  hw_text_row_set_text (HW_TEXT_ROW (find_row (form, "Note")), "wrong");
  hw_test_wait_for (has_draft (fixture));
  gtk_widget_activate_action (form, "form.start-afresh", NULL);
  g_assert_false (has_draft (fixture));
  gtk_widget_activate_action (form, "form.accept", NULL);
  g_assert_true (shows_label (form, "“Note” is missing: fill it in."));
  gtk_window_destroy (GTK_WINDOW (form));
}

static gboolean
shows_number (Fixture *fixture)
{
  return shows_label (fixture->page, "Passport · XY123412");
}

static void
test_number_is_recorded_before_it_is_seen (Fixture       *fixture,
                                           gconstpointer  data)
{
  g_autofree char *id = NULL;
  GtkWidget *form;

  open_case (fixture);
  add_record (fixture, HW_CASE_RECORD_DOCUMENT, HW_RECORD_DOCUMENT_KIND, "passport", HW_RECORD_NUMBER, "XY123412",
              HW_RECORD_VALID_UNTIL, "2030-01-01", NULL);
  g_assert_false (holds_text (fixture->page, "XY1234"));
  g_assert_true (shows_label (fixture->page, "Passport · •••• 12"));

  id = dup_record_id (fixture, HW_CASE_RECORD_DOCUMENT);
  do_action (fixture, "case.show-number", id);
  g_assert_false (shows_number (fixture));
  hw_test_wait_for (shows_number (fixture));
  g_assert_cmpuint (count_records (fixture, HW_CASE_RECORD_NUMBER_SHOWN), ==, 1);

  /* The form does not show it, and keeps it. */
  do_action (fixture, "case.correct", id);
  form = find_dialog (fixture);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_row (form, "Number"))), ==, "");
  type_into (form, "Valid until", "2031-01-01");
  gtk_widget_activate_action (form, "form.accept", NULL);
  hw_test_wait_for (has_no_dialog (fixture));
  g_assert_cmpstr (hw_case_record_get (get_record (fixture, HW_CASE_RECORD_DOCUMENT), HW_RECORD_NUMBER), ==, "XY123412");

  /* Another case takes it from the screen. */
  hw_case_panel_set_case (find_panel (fixture->page), NULL);
  g_assert_false (holds_text (fixture->page, "XY1234"));
}

static void
click_button (GtkWidget  *widget,
              const char *label)
{
  GtkWidget *found = NULL;
  GQueue queue = G_QUEUE_INIT;

  g_queue_push_tail (&queue, widget);
  while (found == NULL && !g_queue_is_empty (&queue))
    {
      GtkWidget *next = g_queue_pop_head (&queue);

      if (GTK_IS_BUTTON (next) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (next)), label) == 0)
        found = next;
      for (GtkWidget *child = gtk_widget_get_first_child (next); child != NULL; child = gtk_widget_get_next_sibling (child))
        g_queue_push_tail (&queue, child);
    }
  g_queue_clear (&queue);
  g_assert_nonnull (found);
  g_signal_emit_by_name (found, "clicked");
}

static gboolean
has_problem (Fixture *fixture)
{
  return holds_text (find_dialog (fixture), "The second person is the one who records it");
}

static void
test_second_person_lets_it_pass (Fixture       *fixture,
                                 gconstpointer  data)
{
  GtkWidget *form;

  open_case (fixture);
  g_assert_true (shows_label (fixture->page, "8 of 9 requirements are open"));
  click_button (find_type (fixture->page, HW_TYPE_CASE_ANSWER), "Override…");
  form = find_dialog (fixture);
  g_assert_null (find_row (form, "Gate"));
  type_into (form, "Second person", "Sofie");
  hw_text_row_set_text (HW_TEXT_ROW (find_row (form, "Reason")), "known for years");
  type_into (form, "Until", "2099-12-31");
  gtk_widget_activate_action (form, "form.accept", NULL);
  hw_test_wait_for (has_problem (fixture));
  g_assert_cmpuint (count_records (fixture, HW_CASE_RECORD_OVERRIDE), ==, 0);

  type_into (form, "Second person", "Imran");
  gtk_widget_activate_action (form, "form.accept", NULL);
  hw_test_wait_for (has_no_dialog (fixture));
  g_assert_true (shows_label (fixture->page, "7 of 9 requirements are open"));
  g_assert_true (shows_label (fixture->page, "Let pass by a second person"));
  g_assert_true (holds_text (fixture->page, "known for years"));
}

static void
test_cost_is_taken_back (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autofree char *id = NULL;
  GtkWidget *form;

  open_case (fixture);
  add_record (fixture, HW_CASE_RECORD_COST, HW_RECORD_WHAT, "journey", HW_RECORD_AMOUNT, "12950 EUR", HW_RECORD_PAYER, "project", NULL);
  g_assert_true (shows_label (fixture->page, "The project: 129.50 EUR"));
  id = dup_record_id (fixture, HW_CASE_RECORD_COST);
  do_action (fixture, "case.reverse", id);
  form = find_dialog (fixture);
  type_into (form, "Reason", "not travelled");
  gtk_widget_activate_action (form, "form.accept", NULL);
  hw_test_wait_for (has_no_dialog (fixture));
  g_assert_false (shows_label (fixture->page, "The project: 129.50 EUR"));
  g_assert_true (shows_label (fixture->page, "Journey: 129.50 EUR"));
  g_assert_true (shows_label (fixture->page, "Journey: 129.50 EUR taken back"));
}

static gboolean
has_check (Fixture *fixture)
{
  return count_records (fixture, HW_CASE_RECORD_CHECK) == 1;
}

static void
test_checklist_is_ticked (Fixture       *fixture,
                          gconstpointer  data)
{
  open_case (fixture);
  do_action_with (fixture, "case.tick", g_variant_new ("(sb)", "clothes", TRUE));
  hw_test_wait_for (has_check (fixture));
  g_assert_cmpstr (hw_case_record_get (get_record (fixture, HW_CASE_RECORD_CHECK), HW_RECORD_STATE), ==, "done");
}

static void
test_list_is_narrowed (Fixture       *fixture,
                       gconstpointer  data)
{
  open_case (fixture);
  g_assert_true (shows_label (fixture->page, "Wish 1"));
  gtk_widget_activate_action (fixture->page, "list.sort", "s", "due");
  g_assert_true (shows_label (fixture->page, "Nothing is due 1"));
  g_assert_cmpstr (hw_session_get_setting (fixture->session, "cases-sort"), ==, "due");

  gtk_widget_activate_action (fixture->page, "list.show", "s", "overdue");
  g_assert_false (shows_label (fixture->page, "Nothing is due 1"));
  click_button (fixture->page, "Not everybody is shown: show all");
  g_assert_true (shows_label (fixture->page, "Nothing is due 1"));

  add_record (fixture, HW_CASE_RECORD_PARTNER_CONTACT, HW_RECORD_PARTNER, "Consulate", HW_RECORD_PROMISED, "a paper",
              HW_RECORD_PROMISED_BY, "2026-11-01", NULL);
  g_assert_true (shows_label (fixture->page, "Overdue 1"));
  gtk_widget_activate_action (fixture->page, "list.show", "s", "overdue");
  g_assert_true (shows_label (fixture->page, "Overdue 1"));
}

static gboolean
tells_note (Fixture *fixture)
{
  return shows_label (fixture->page, "Note: rang twice");
}

static void
test_timeline_tells_and_narrows (Fixture       *fixture,
                                 gconstpointer  data)
{
  GtkWidget *filter;

  open_case (fixture);
  hw_test_wait_for (has_timeline (fixture));
  add_record (fixture, HW_CASE_RECORD_NOTE, HW_RECORD_WORDS, "rang twice", NULL);
  hw_test_wait_for (tells_note (fixture));
  filter = find_type (find_type (fixture->page, HW_TYPE_CASE_TIMELINE), GTK_TYPE_DROP_DOWN);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (filter), 1);
  g_assert_false (tells_note (fixture));
  g_assert_true (has_timeline (fixture));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (filter), 2);
  g_assert_true (tells_note (fixture));
  g_assert_false (has_timeline (fixture));
}

static void
test_what_happened_is_searched (Fixture       *fixture,
                                gconstpointer  data)
{
  GtkWidget *panel, *list, *search;

  open_case (fixture);
  panel = GTK_WIDGET (find_panel (fixture->page));
  gtk_widget_activate_action (panel, "case.record-menu", NULL);
  list = find_type (panel, HW_TYPE_PICK_LIST);
  search = find_type (list, GTK_TYPE_SEARCH_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (search), "embassy");
  g_signal_emit_by_name (search, "activate");
  g_assert_true (has_dialog (fixture));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (find_dialog (fixture))), ==, "Contact with a partner");
  gtk_window_destroy (GTK_WINDOW (find_dialog (fixture)));
}

/* -- from two laptops -- */

static void
set_goals (HwStore    *store,
           const HwId *case_id,
           const char *goals)
{
  g_autoptr (GHashTable) fields = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;

  g_hash_table_insert (fields, (char *) HW_FIELD_GOALS, (char *) goals);
  hw_store_record_evidence (store, case_id, fields, 0, &error);
  g_assert_no_error (error);
}

/* Another laptop has the case, answers otherwise and moves it elsewhere; then what it recorded comes here. */
static void
differ_elsewhere (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->directory, "team.homeward", NULL);
  g_autofree char *other_path = g_build_filename (fixture->directory, "other.homeward", NULL);
  g_autofree char *code = NULL;
  g_autoptr (GError) error = NULL;
  HwStore *here = hw_store_open (path, HW_SECRET_PASSPHRASE, "seven lamps by the river", &error);
  HwStore *there;

  g_assert_no_error (error);
  there = hw_store_create (other_path, "Team", "Jan", "seven lamps by the river", HW_KEY_STRENGTH_TEST, &code, &error);
  g_assert_no_error (error);
  send_own (here, there);
  set_goals (here, &fixture->case_id, "a job & a room");
  set_goals (there, &fixture->case_id, "see the children");
  g_assert_true (hw_store_record_stage (here, &fixture->case_id, HW_STAGE_PAUSED, 0, &error));
  g_assert_true (hw_store_record_stage (there, &fixture->case_id, HW_STAGE_DECLINED, 0, &error));
  g_assert_no_error (error);
  send_own (there, here);
  close_store (here);
  close_store (there);
}

static void
unlocked_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  hw_session_unlock_finish (HW_SESSION (object), result, &error);
  g_assert_no_error (error);
  ((Fixture *) user_data)->done = TRUE;
}

static gboolean
asks_about_goals (Fixture *fixture)
{
  GtkWidget *card = find_type (fixture->page, HW_TYPE_CONFLICT_CARD);

  return shows_label (card, "Goals in their own words") && shows_label (card, "a job & a room") && shows_label (card, "see the children");
}

static gboolean
asks_about_goals_no_more (Fixture *fixture)
{
  return !holds_text (find_type (fixture->page, HW_TYPE_CONFLICT_CARD), "Goals");
}

static gboolean
is_hidden (Fixture *fixture)
{
  return !gtk_widget_get_visible (find_type (fixture->page, HW_TYPE_CONFLICT_CARD));
}

static void
assert_state (HwCaseList *list,
              const char *action,
              const char *expected)
{
  g_autoptr (GVariant) state = g_action_group_get_action_state (hw_case_list_get_actions (list), action);

  g_assert_cmpstr (g_variant_get_string (state, NULL), ==, expected);
}

/* Another session over the same file is what a restart is. */
static void
test_filters_are_kept_after_a_restart (Fixture       *fixture,
                                       gconstpointer  data)
{
  g_autoptr (HwCaseList) before = hw_case_list_new (fixture->session);
  g_autoptr (HwCaseList) after = NULL;
  g_autofree char *path = g_strdup (hw_session_get_path (fixture->session));
  HwSession *first = fixture->session;

  hw_case_list_restore (before);
  assert_state (before, "show", "all");
  assert_state (before, "sort", "stage");
  g_action_group_change_action_state (hw_case_list_get_actions (before), "show", g_variant_new_string ("overdue"));
  g_action_group_change_action_state (hw_case_list_get_actions (before), "sort", g_variant_new_string ("due"));
  lock (fixture);

  fixture->session = hw_test_session_new ();
  hw_session_set_path (fixture->session, path);
  after = hw_case_list_new (fixture->session);
  hw_case_list_restore (after);
  g_assert_false (hw_case_list_is_narrowed (after));
  fixture->done = FALSE;
  hw_session_unlock_async (fixture->session, HW_SECRET_PASSPHRASE, "seven lamps by the river", NULL, unlocked_cb, fixture);
  hw_test_wait_for (is_done (fixture));
  hw_case_list_restore (after);
  g_assert_true (hw_case_list_is_narrowed (after));
  assert_state (after, "show", "overdue");
  assert_state (after, "sort", "due");

  lock (fixture);
  g_clear_object (&after);
  g_clear_object (&before);
  g_assert_finalize_object (fixture->session);
  fixture->session = first;
}

static void
test_two_answers_are_settled (Fixture       *fixture,
                              gconstpointer  data)
{
  GtkWidget *card;

  open_case (fixture);
  hw_test_wait_for (has_timeline (fixture));
  card = find_type (fixture->page, HW_TYPE_CONFLICT_CARD);
  g_assert_false (gtk_widget_get_visible (card));
  lock (fixture);
  differ_elsewhere (fixture);
  fixture->done = FALSE;
  hw_session_unlock_async (fixture->session, HW_SECRET_PASSPHRASE, "seven lamps by the river", NULL, unlocked_cb, fixture);
  hw_test_wait_for (is_done (fixture));
  hw_case_page_show_case (HW_CASE_PAGE (fixture->page), &fixture->case_id);

  hw_test_wait_for (asks_about_goals (fixture));
  g_assert_true (gtk_widget_get_visible (card));
  g_assert_true (shows_label (card, "Moved at the same time on two laptops"));
  g_assert_true (holds_text (card, "Sofie"));
  g_assert_true (holds_text (card, "Jan"));

  /* The first of the two is the one that is not shown. */
  g_assert_true (gtk_widget_activate_action (card, "conflict.use", "u", 0));
  hw_test_wait_for (asks_about_goals_no_more (fixture));
  g_assert_true (shows_label (card, "Moved at the same time on two laptops"));

  /* It ended, and that is what holds until somebody says so. */
  g_assert_true (gtk_widget_activate_action (card, "conflict.keep-stage", NULL));
  hw_test_wait_for (is_hidden (fixture));

  lock (fixture);
  g_assert_false (holds_text (card, "Declined"));
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
  g_test_add ("/case-page/what-happened-is-found-by-typing", Fixture, NULL, set_up, test_what_happened_is_searched, tear_down);
  g_test_add ("/case-page/records-what-happened", Fixture, NULL, set_up, test_records_what_happened, tear_down);
  g_test_add ("/case-page/what-was-recorded-is-corrected", Fixture, NULL, set_up, test_record_is_corrected, tear_down);
  g_test_add ("/case-page/a-draft-is-kept-until-it-is-recorded", Fixture, NULL, set_up, test_draft_is_kept, tear_down);
  g_test_add ("/case-page/a-number-is-recorded-before-it-is-seen", Fixture, NULL, set_up, test_number_is_recorded_before_it_is_seen, tear_down);
  g_test_add ("/case-page/a-second-person-lets-a-requirement-pass", Fixture, NULL, set_up, test_second_person_lets_it_pass, tear_down);
  g_test_add ("/case-page/a-cost-is-taken-back", Fixture, NULL, set_up, test_cost_is_taken_back, tear_down);
  g_test_add ("/case-page/the-checklist-is-ticked", Fixture, NULL, set_up, test_checklist_is_ticked, tear_down);
  g_test_add ("/case-page/the-list-is-sorted-and-narrowed", Fixture, NULL, set_up, test_list_is_narrowed, tear_down);
  g_test_add ("/case-page/filters-are-kept-after-a-restart", Fixture, NULL, set_up, test_filters_are_kept_after_a_restart, tear_down);
  g_test_add ("/case-page/two-answers-are-settled-by-choosing-one", Fixture, NULL, set_up, test_two_answers_are_settled, tear_down);
  g_test_add ("/case-page/the-timeline-tells-and-narrows", Fixture, NULL, set_up, test_timeline_tells_and_narrows, tear_down);
  return g_test_run ();
}
