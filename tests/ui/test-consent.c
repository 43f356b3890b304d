/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

#include "hw-case-papers.h"
#include "hw-case-words.h"
#include "hw-choice.h"
#include "hw-consent-card.h"
#include "hw-consent-dialog.h"
#include "hw-date.h"
#include "hw-disclosure.h"
#include "hw-hand-over-dialog.h"
#include "hw-home-contacts-dialog.h"
#include "hw-journey-dialog.h"
#include "hw-paper-dialog.h"
#include "hw-recall-dialog.h"
#include "hw-refer-dialog.h"
#include "hw-test-session.h"
#include "hw-test-wait.h"
#include "hw-withdraw-dialog.h"
#include "hw-wording-view.h"

/* Asking, and what follows from a yes, a no and a withdrawal, over a real workspace. */

#define ALIAS "Marek & <b>Co</b>"

typedef struct
{
  char      *directory;   /* (owned) */
  HwSession *session;     /* (owned) */
  GtkWidget *window;
  gboolean   done;
  HwId       case_id;
} Fixture;

static gboolean
is_done (Fixture *fixture)
{
  return fixture->done;
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
partner_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GError) error = NULL;

  hw_session_save_partner_finish (HW_SESSION (object), result, NULL, &error);
  g_assert_no_error (error);
  fixture->done = TRUE;
}

static void
add_partner (Fixture       *fixture,
             HwPartnerKind  kind,
             const char    *name,
             const char    *country)
{
  HwPartner partner = { .kind = kind, .name = name, .country = country, .phones = "012 345 & <b>6</b>", .address = "1 Long Street" };

  fixture->done = FALSE;
  hw_session_save_partner_async (fixture->session, &partner, partner_cb, fixture);
  hw_test_wait_for (is_done (fixture));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  born)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  HwPerson person = { .alias = ALIAS, .language = "pl", .nationality = "PL", .born = born, .age = HW_AGE_26_49, .known_since = g_get_real_time () };

  fixture->directory = g_dir_make_tmp ("hw-consent-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (fixture->directory, "team.homeward", NULL);
  fixture->session = hw_test_session_new ();
  hw_session_create_async (fixture->session, path, "Night Team", "Sofie", "seven lamps by the river", NULL, created_cb, fixture);
  hw_test_wait_for (is_done (fixture));
  fixture->window = gtk_window_new ();
  gtk_window_present (GTK_WINDOW (fixture->window));
  fixture->done = FALSE;
  hw_session_open_case_async (fixture->session, &person, "Home", opened_cb, fixture);
  hw_test_wait_for (is_done (fixture));
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
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GDir) directory = NULL;
  const char *name;

  if (hw_session_get_state (fixture->session) == HW_SESSION_OPEN)
    lock (fixture);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->session);
  directory = g_dir_open (fixture->directory, 0, NULL);
  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *file = g_build_filename (fixture->directory, name, NULL);

      g_unlink (file);
    }
  g_rmdir (fixture->directory);
  g_free (fixture->directory);
}

static HwCase *
get_case (Fixture *fixture)
{
  return hw_case_item_get_case (hw_session_find_case (fixture->session, &fixture->case_id));
}

/* -- looking -- */

static gboolean
holds_text (GtkWidget  *widget,
            const char *part)
{
  if (!gtk_widget_get_visible (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), part) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (holds_text (child, part))
      return TRUE;
  return FALSE;
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
type_into (GtkWidget  *form,
           const char *title,
           const char *text)
{
  GtkWidget *row = find_row (form, title);
  GtkWidget *view;

  g_assert_nonnull (row);
  view = find_type (row, GTK_TYPE_TEXT_VIEW);
  if (view != NULL)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
  else
    gtk_editable_set_text (GTK_EDITABLE (row), text);
}

/* The newest window of a type. */
static GtkWidget *
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GtkWidget *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type))
        found = window;
    }
  return found;
}

static gboolean
has_no_form (Fixture *fixture)
{
  return find_window (HW_TYPE_FORM_DIALOG) == NULL;
}

static gboolean
has_recall (Fixture *fixture)
{
  return find_window (HW_TYPE_RECALL_DIALOG) != NULL && has_no_form (fixture);
}

static void
accept_form (GtkWidget *form)
{
  gtk_widget_activate_action (form, "form.accept", NULL);
}

/* -- what the tests do -- */

static void
give_consent (Fixture    *fixture,
              const char *purpose,
              const char *recipient)
{
  GtkWidget *form = hw_consent_dialog_new_for (fixture->window, fixture->session, get_case (fixture), purpose, recipient);

  gtk_window_present (GTK_WINDOW (form));
  hw_choice_set_selected (HW_CHOICE (find_type (form, HW_TYPE_CHOICE)), 0);
  accept_form (form);
  hw_test_wait_for (has_no_form (fixture));
  g_assert_cmpint (hw_case_consent_state (get_case (fixture), purpose, recipient, g_get_real_time ()), ==, HW_CONSENT_LIVE);
}

static void
recorded_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  hw_session_add_record_finish (HW_SESSION (object), result, NULL, &error);
  g_assert_no_error (error);
  ((Fixture *) user_data)->done = TRUE;
}

static void
tell (Fixture    *fixture,
      const char *purpose,
      const char *recipient,
      const char *what)
{
  g_autoptr (HwCaseRecord) record = hw_case_record_new (HW_CASE_RECORD_DISCLOSURE, g_get_real_time ());

  hw_case_record_set (record, HW_RECORD_PURPOSE, purpose);
  hw_case_record_set (record, HW_RECORD_RECIPIENT, recipient);
  hw_case_record_set (record, HW_RECORD_WHAT, what);
  fixture->done = FALSE;
  hw_session_add_record_async (fixture->session, &fixture->case_id, record, recorded_cb, fixture);
  hw_test_wait_for (is_done (fixture));
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

static void
test_words_in_both_languages (Fixture       *fixture,
                              gconstpointer  data)
{
  GtkWidget *form = hw_consent_dialog_new (fixture->window, fixture->session, get_case (fixture));
  GtkWidget *view = find_type (form, HW_TYPE_WORDING_VIEW);

  gtk_window_present (GTK_WINDOW (form));
  g_assert_true (holds_text (view, "polski"));
  g_assert_true (holds_text (view, "Dokumenty na podróż"));
  g_assert_true (holds_text (view, "Papers for the journey"));
  type_into (form, "Who would be told", "Consulate & <b>Sons</b>");
  g_assert_true (holds_text (view, "Kto się o tym dowie: Consulate & <b>Sons</b>."));
  g_assert_true (holds_text (view, "Who would be told: Consulate & <b>Sons</b>."));
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (form, "What for")), 4);
  g_assert_true (holds_text (view, "Twoja rodzina"));

  /* English is the worker's own: once is enough. */
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (form, "Language they are asked in")), 0);
  g_assert_false (holds_text (view, "Twoja rodzina"));
  g_assert_true (holds_text (view, "Your family"));
  gtk_window_destroy (GTK_WINDOW (form));
}

static void
test_records_what_was_read (Fixture       *fixture,
                            gconstpointer  data)
{
  GtkWidget *form = hw_consent_dialog_new (fixture->window, fixture->session, get_case (fixture));
  const HwConsent *consent;
  gint64 days;

  gtk_window_present (GTK_WINDOW (form));
  accept_form (form);
  g_assert_true (holds_text (form, "a consent is always to somebody"));
  type_into (form, "Who would be told", "Consulate");
  accept_form (form);
  g_assert_true (holds_text (form, "yes or no"));
  hw_choice_set_selected (HW_CHOICE (find_type (form, HW_TYPE_CHOICE)), 0);
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (form, "Language they are asked in")), 6);
  accept_form (form);
  g_assert_true (holds_text (form, "in which language they were asked"));
  type_into (form, "Which language", "Kashubian");
  accept_form (form);
  g_assert_true (holds_text (form, "who interpreted"));
  type_into (form, "Interpreter", "Ewa");
  type_into (form, "In their own words", "yes, do");
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (form, "How they said it")), HW_CONSENT_WITNESSED);
  accept_form (form);
  hw_test_wait_for (has_no_form (fixture));

  g_assert_cmpuint (get_case (fixture)->consents->len, ==, 1);
  consent = get_case (fixture)->consents->pdata[0];
  g_assert_cmpstr (consent->purpose, ==, "identity-document");
  g_assert_cmpstr (consent->wording, ==, "identity-document-2026-2");
  g_assert_cmpstr (consent->language, ==, "Kashubian");
  g_assert_cmpstr (consent->interpreter, ==, "Ewa");
  g_assert_cmpstr (consent->words, ==, "yes, do");
  g_assert_cmpint (consent->form, ==, HW_CONSENT_WITNESSED);
  days = (consent->expires_at - consent->granted_at) / G_TIME_SPAN_DAY;
  g_assert_cmpint (days, >=, 89);
  g_assert_cmpint (days, <=, 91);
}

static void
test_last_day_counts (Fixture       *fixture,
                      gconstpointer  data)
{
  GtkWidget *form = hw_consent_dialog_new_for (fixture->window, fixture->session, get_case (fixture), "travel", "Rail");
  const HwConsent *consent;
  g_autoptr (GTimeZone) here = g_time_zone_new_local ();
  g_autofree char *shown = NULL;
  gint64 end;

  g_assert_true (hw_date_parse_in ("2031-06-14", here, NULL, &end));
  gtk_window_present (GTK_WINDOW (form));
  hw_choice_set_selected (HW_CHOICE (find_type (form, HW_TYPE_CHOICE)), 0);
  type_into (form, "Last day of the consent", "2031-06-14");
  accept_form (form);
  hw_test_wait_for (has_no_form (fixture));

  /* What is booked on a day is asked for at its last moment. */
  consent = get_case (fixture)->consents->pdata[0];
  g_assert_cmpint (hw_consent_get_state (consent, end + 1), ==, HW_CONSENT_EXPIRED);
  g_assert_cmpint (hw_consent_get_state (consent, end), ==, HW_CONSENT_LIVE);
  shown = hw_case_words_dup_last_day (consent->expires_at, g_get_real_time ());
  g_assert_true (g_str_has_prefix (shown, "14 "));
}

static void
test_a_no_is_kept (Fixture       *fixture,
                   gconstpointer  data)
{
  GtkWidget *form = hw_consent_dialog_new_for (fixture->window, fixture->session, get_case (fixture), "family", "The sister");

  gtk_window_present (GTK_WINDOW (form));
  hw_choice_set_selected (HW_CHOICE (find_type (form, HW_TYPE_CHOICE)), 1);
  g_assert_false (gtk_widget_get_sensitive (find_row (form, "Last day of the consent")));
  type_into (form, "In their own words", "not her");
  accept_form (form);
  hw_test_wait_for (has_no_form (fixture));
  g_assert_cmpint (hw_case_consent_state (get_case (fixture), "family", "The sister", g_get_real_time ()), ==, HW_CONSENT_REFUSED);
}

static void
add_to_case (HwCase     *case_,
             const char *recipient,
             gint64      expires_at,
             gboolean    superseded)
{
  gint64 now = g_get_real_time ();
  HwConsent consent = { .purpose = "travel", .recipient = recipient, .wording = "travel-2026-2", .language = "pl",
                        .granted_at = now - 60 * G_TIME_SPAN_DAY, .expires_at = expires_at, .superseded = superseded };

  hw_case_add_consent (case_, &consent);
}

static void
test_card_counts_the_days (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr (GtkWidget) card = g_object_ref_sink (hw_consent_card_new ());
  g_autoptr (HwCase) case_ = hw_case_new (NULL, get_case (fixture)->person, HW_STAGE_PLANNED, 1);
  gint64 now = g_get_real_time ();

  hw_consent_card_set_case (HW_CONSENT_CARD (card), case_, now);
  g_assert_true (holds_text (card, "Nothing may be told to anyone yet"));
  add_to_case (case_, "Rail", now + 5 * G_TIME_SPAN_DAY, FALSE);
  add_to_case (case_, "Ferry & <b>Co</b>", now - 2 * G_TIME_SPAN_DAY, FALSE);
  add_to_case (case_, "Rail", now - 20 * G_TIME_SPAN_DAY, TRUE);
  hw_consent_card_set_case (HW_CONSENT_CARD (card), case_, now);
  g_assert_true (holds_text (card, "ends in 5 days"));
  g_assert_true (holds_text (card, "Ferry & <b>Co</b> · booking the journey"));
  g_assert_true (holds_text (card, ": ask again"));
  /* What had ended before leaves a trace beside the new yes. */
  g_assert_true (holds_text (card, "Before: yes on"));
  g_assert_true (holds_text (card, "words: travel-2026-2"));
  g_assert_true (holds_text (card, "Polish"));
}

static gboolean
has_recall_record (Fixture *fixture)
{
  g_autoptr (GPtrArray) list = hw_disclosure_list (get_case (fixture));

  return list->len == 1 && ((HwDisclosed *) list->pdata[0])->recalled;
}

static void
test_withdrawal_stops_and_recalls (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->directory, "letter.txt", NULL);
  g_autofree char *nowhere = g_build_filename (fixture->directory, "no", "letter.txt", NULL);
  g_autofree char *text = NULL;
  GtkWidget *form, *recall, *paper;
  GStatBuf about;

  give_consent (fixture, "identity-document", "Consulate");
  tell (fixture, "identity-document", "Consulate", "name & <b>birth</b>");
  form = hw_withdraw_dialog_new (fixture->window, fixture->session, get_case (fixture), get_case (fixture)->consents->pdata[0]);
  gtk_window_present (GTK_WINDOW (form));
  g_assert_true (holds_text (form, "nothing more may be told"));
  g_assert_true (holds_text (form, "name & <b>birth</b>"));
  accept_form (form);
  hw_test_wait_for (has_recall (fixture));

  g_assert_cmpint (get_case (fixture)->stage, ==, HW_STAGE_PAUSED);
  g_assert_cmpint (hw_case_consent_state (get_case (fixture), "identity-document", "Consulate", g_get_real_time ()), ==, HW_CONSENT_WITHDRAWN);
  recall = find_window (HW_TYPE_RECALL_DIALOG);
  gtk_widget_activate_action (recall, "recall.letter", "s", "Consulate");
  paper = find_window (HW_TYPE_PAPER_DIALOG);
  g_assert_nonnull (paper);
  g_assert_null (strstr (gtk_window_get_title (GTK_WINDOW (paper)), "Marek"));

  /* A letter that was not written is not recorded. */
  g_assert_false (hw_paper_dialog_save (HW_PAPER_DIALOG (paper), nowhere, HW_LETTER_TEXT));
  g_assert_false (has_recall_record (fixture));
  g_assert_true (hw_paper_dialog_save (HW_PAPER_DIALOG (paper), path, HW_LETTER_TEXT));
  hw_test_wait_for (has_recall_record (fixture));
  g_assert_cmpint (g_stat (path, &about), ==, 0);
  g_assert_cmpuint (about.st_mode & 0777, ==, 0600);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "name & <b>birth</b>"));
  g_assert_nonnull (strstr (text, "Night Team"));
  gtk_window_destroy (GTK_WINDOW (paper));
  gtk_window_destroy (GTK_WINDOW (recall));
}

static gboolean
is_declined (Fixture *fixture)
{
  return get_case (fixture)->stage == HW_STAGE_DECLINED && has_no_form (fixture);
}

static void
test_no_ends_with_contacts (Fixture       *fixture,
                            gconstpointer  data)
{
  GtkWidget *form, *paper;

  add_partner (fixture, HW_PARTNER_HOME_AUTHORITY, "Social office & Co", "PL");
  add_partner (fixture, HW_PARTNER_EMBASSY, "Another embassy", "RO");
  add_partner (fixture, HW_PARTNER_FUNDER, "A funder", "PL");
  form = hw_home_contacts_dialog_new (fixture->window, fixture->session, get_case (fixture));
  gtk_window_present (GTK_WINDOW (form));
  g_assert_nonnull (find_row (form, "Social office & Co"));
  g_assert_null (find_row (form, "Another embassy"));
  g_assert_null (find_row (form, "A funder"));
  gtk_widget_activate_action (form, "contacts.show", NULL);
  paper = find_window (HW_TYPE_PAPER_DIALOG);
  g_assert_nonnull (paper);
  gtk_window_destroy (GTK_WINDOW (paper));
  accept_form (form);
  hw_test_wait_for (is_declined (fixture));
  g_assert_cmpstr (hw_case_get (get_case (fixture), HW_FIELD_DECISION), ==, "no");
  g_assert_cmpstr (hw_case_get (get_case (fixture), HW_FIELD_HOME_CONTACTS), ==, "yes");
  /* Nothing more: nobody was told. */
  g_assert_cmpuint (get_case (fixture)->records->len, ==, 0);
}

static gboolean
is_referred (Fixture *fixture)
{
  return get_case (fixture)->stage == HW_STAGE_REFERRED_ON && has_no_form (fixture);
}

static void
test_referral_needs_consent (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr (GPtrArray) list = NULL;
  GtkWidget *form = hw_refer_dialog_new (fixture->window, fixture->session, get_case (fixture));

  gtk_window_present (GTK_WINDOW (form));
  accept_form (form);
  g_assert_true (holds_text (form, "to whom they are referred"));
  type_into (form, "Referred to", "Law centre");
  type_into (form, "What you tell them", "name, wants advice");
  accept_form (form);
  g_assert_true (holds_text (form, "They have not agreed that we tell this organisation"));
  gtk_window_destroy (GTK_WINDOW (form));

  give_consent (fixture, "advice", "Law centre");
  form = hw_refer_dialog_new (fixture->window, fixture->session, get_case (fixture));
  gtk_window_present (GTK_WINDOW (form));
  type_into (form, "Referred to", "Law centre");
  type_into (form, "What you tell them", "name, wants advice");
  g_assert_true (holds_text (form, "They have agreed to it"));
  accept_form (form);
  hw_test_wait_for (is_referred (fixture));
  g_assert_cmpstr (hw_case_get (get_case (fixture), HW_FIELD_REFERRED_TO), ==, "Law centre");
  list = hw_disclosure_list (get_case (fixture));
  g_assert_cmpuint (list->len, ==, 1);
}

static void
test_referral_without_telling (Fixture       *fixture,
                               gconstpointer  data)
{
  GtkWidget *form = hw_refer_dialog_new (fixture->window, fixture->session, get_case (fixture));

  gtk_window_present (GTK_WINDOW (form));
  type_into (form, "Referred to", "Law centre");
  gtk_switch_set_active (GTK_SWITCH (find_type (find_row (form, "They go there by themselves"), GTK_TYPE_SWITCH)), TRUE);
  accept_form (form);
  hw_test_wait_for (is_referred (fixture));
  g_assert_cmpuint (get_case (fixture)->records->len, ==, 0);
}

static const HwCaseRecord *
find_hand_over (Fixture *fixture)
{
  const GPtrArray *records = get_case (fixture)->records;

  for (guint i = 0; i < records->len; i++)
    if (((HwCaseRecord *) records->pdata[i])->kind == HW_CASE_RECORD_HAND_OVER)
      return records->pdata[i];
  return NULL;
}

static void
test_adult_agrees_to_hand_over (Fixture       *fixture,
                                gconstpointer  data)
{
  GtkWidget *form = hw_hand_over_dialog_new (fixture->window, fixture->session, get_case (fixture));
  GtkWidget *check;

  gtk_window_present (GTK_WINDOW (form));
  g_assert_true (holds_text (form, "In danger, ring"));
  accept_form (form);
  g_assert_true (holds_text (form, "Choose the signs that there are."));
  check = find_type (find_row (form, "They work off a debt"), GTK_TYPE_CHECK_BUTTON);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  type_into (form, "Handed to", "Helping hands");
  accept_form (form);
  g_assert_true (holds_text (form, "An adult must agree first"));
  g_assert_null (find_hand_over (fixture));
  gtk_window_destroy (GTK_WINDOW (form));

  give_consent (fixture, "first-responder", "Helping hands");
  form = hw_hand_over_dialog_new (fixture->window, fixture->session, get_case (fixture));
  gtk_window_present (GTK_WINDOW (form));
  check = find_type (find_row (form, "They work off a debt"), GTK_TYPE_CHECK_BUTTON);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  type_into (form, "Handed to", "Helping hands");
  accept_form (form);
  hw_test_wait_for (has_no_form (fixture));
  g_assert_nonnull (find_hand_over (fixture));
  g_assert_nonnull (strstr (hw_case_record_get (find_hand_over (fixture), HW_RECORD_INDICATORS), "debt"));
  g_assert_cmpstr (hw_case_get (get_case (fixture), HW_FIELD_EXPLOITATION), ==, "indicators");
  g_assert_cmpstr (hw_case_get (get_case (fixture), HW_FIELD_HANDED_OVER_TO), ==, "Helping hands");
}

static void
test_child_is_handed_over (Fixture       *fixture,
                           gconstpointer  data)
{
  GtkWidget *form = hw_hand_over_dialog_new (fixture->window, fixture->session, get_case (fixture));

  gtk_window_present (GTK_WINDOW (form));
  accept_form (form);
  g_assert_true (holds_text (form, "to whom it is handed over"));
  type_into (form, "Handed to", "Social services");
  type_into (form, "Guardian who agreed", "Aunt");
  accept_form (form);
  hw_test_wait_for (has_no_form (fixture));
  g_assert_cmpstr (hw_case_record_get (find_hand_over (fixture), HW_RECORD_ABOUT), ==, "child");
  g_assert_cmpstr (hw_case_record_get (find_hand_over (fixture), HW_RECORD_GUARDIAN), ==, "Aunt");
}

static void
test_papers_say_what_to_do (Fixture       *fixture,
                            gconstpointer  data)
{
  GtkWidget *papers = hw_case_papers_new (fixture->window, fixture->session);

  gtk_window_set_child (GTK_WINDOW (fixture->window), papers);
  hw_case_papers_set_case (HW_CASE_PAPERS (papers), get_case (fixture));
  g_assert_false (gtk_widget_get_visible (papers));

  /* Without a consent there is no sheet, and it is said why. */
  gtk_widget_activate_action (papers, "papers.journey-sheet", NULL);
  g_assert_null (find_window (HW_TYPE_JOURNEY_DIALOG));
  g_assert_true (holds_text (find_window (ADW_TYPE_MESSAGE_DIALOG), "No consent holds today"));
  gtk_window_destroy (GTK_WINDOW (find_window (ADW_TYPE_MESSAGE_DIALOG)));

  set_evidence (fixture, HW_FIELD_DECISION, "no");
  set_evidence (fixture, HW_FIELD_EU_CITIZEN, "no");
  hw_case_papers_set_case (HW_CASE_PAPERS (papers), get_case (fixture));
  g_assert_true (holds_text (papers, "They said no."));
  g_assert_true (holds_text (papers, "Not an EU citizen"));
  hw_case_papers_set_case (HW_CASE_PAPERS (papers), NULL);
  g_assert_false (gtk_widget_get_visible (papers));
}

static void
test_journey_sheet_is_shown (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) travel = g_date_time_add_days (now, 5);
  g_autofree char *day = g_date_time_format (travel, "%Y-%m-%d");
  GtkWidget *form;

  give_consent (fixture, "travel", "Rail");
  set_evidence (fixture, HW_FIELD_TRAVEL_DATE, day);
  form = hw_journey_dialog_new (fixture->window, fixture->session, get_case (fixture));
  gtk_window_present (GTK_WINDOW (form));
  type_into (form, "Countries on the way", "Atlantis");
  accept_form (form);
  g_assert_true (holds_text (form, "Write the countries on the way"));
  type_into (form, "Countries on the way", "DK, Germany; pl");
  accept_form (form);
  g_assert_nonnull (find_window (HW_TYPE_PAPER_DIALOG));
  g_assert_null (strstr (gtk_window_get_title (GTK_WINDOW (find_window (HW_TYPE_PAPER_DIALOG))), "Marek"));

  /* Locked: the paper goes too. */
  lock (fixture);
  g_assert_null (find_window (HW_TYPE_PAPER_DIALOG));
  g_assert_null (find_window (HW_TYPE_FORM_DIALOG));
}

static void
given_cb (gboolean *given)
{
  *given = TRUE;
}

static void
test_paper_is_printed (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->directory, "printed.pdf", NULL);
  g_autofree char *content = NULL;
  g_autofree char *job = NULL;
  g_autoptr (HwLetter) letter = hw_letter_new ();
  g_autoptr (GtkPrintOperation) print = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *paper;
  gboolean given = FALSE;
  gsize length;
  int n_pages;

  for (guint i = 0; i < 120; i++)
    hw_letter_add_paragraph (letter, ALIAS);
  paper = hw_paper_dialog_new (fixture->window, fixture->session, "Paper", "paper", letter);
  g_signal_connect_swapped (paper, "given", G_CALLBACK (given_cb), &given);
  print = hw_paper_dialog_make_print (HW_PAPER_DIALOG (paper));
  g_object_get (print, "job-name", &job, NULL);
  g_assert_cmpstr (job, ==, "Homeward");
  gtk_print_operation_set_export_filename (print, path);
  g_assert_cmpint (gtk_print_operation_run (print, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &error), ==, GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_no_error (error);
  g_assert_true (given);
  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  g_assert_true (length > 5000 && g_str_has_prefix (content, "%PDF"));
  g_object_get (print, "n-pages", &n_pages, NULL);
  g_assert_cmpint (n_pages, ==, (int) hw_letter_count_pages (letter));
  g_assert_cmpint (n_pages, >, 1);
  gtk_window_destroy (GTK_WINDOW (paper));
}

#define ADULT "1984"
#define ADD(path, born, func) g_test_add (path, Fixture, born, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv);
  adw_init ();
  ADD ("/consent/words-stand-in-both-languages", ADULT, test_words_in_both_languages);
  ADD ("/consent/records-what-was-read-and-how", ADULT, test_records_what_was_read);
  ADD ("/consent/a-no-is-kept", ADULT, test_a_no_is_kept);
  ADD ("/consent/its-last-day-counts", ADULT, test_last_day_counts);
  ADD ("/consent/card-counts-the-days-and-keeps-a-trace", ADULT, test_card_counts_the_days);
  ADD ("/consent/a-withdrawal-stops-and-prepares-letters", ADULT, test_withdrawal_stops_and_recalls);
  ADD ("/papers/a-no-ends-with-the-contacts-at-home", ADULT, test_no_ends_with_contacts);
  ADD ("/papers/a-referral-tells-only-with-consent", ADULT, test_referral_needs_consent);
  ADD ("/papers/a-referral-can-tell-nothing", ADULT, test_referral_without_telling);
  ADD ("/papers/an-adult-agrees-to-a-hand-over", ADULT, test_adult_agrees_to_hand_over);
  ADD ("/papers/a-child-is-always-handed-over", "2014-03-01", test_child_is_handed_over);
  ADD ("/papers/a-paper-is-printed-under-no-name", ADULT, test_paper_is_printed);
  ADD ("/papers/the-panel-says-what-to-do", ADULT, test_papers_say_what_to_do);
  ADD ("/papers/a-journey-sheet-is-shown-and-forgotten-when-locked", ADULT, test_journey_sheet_is_shown);
  return g_test_run ();
}
