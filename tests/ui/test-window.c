/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <adwaita.h>

#include "hw-auto-lock.h"
#include "hw-choice.h"
#include "hw-create-page.h"
#include "hw-passphrase-advice.h"
#include "hw-path-chooser.h"
#include "hw-preferences.h"
#include "hw-recovery-page.h"
#include "hw-search-popover.h"
#include "hw-state-popover.h"
#include "hw-status-icon.h"
#include "hw-unlock-page.h"
#include "hw-window.h"
#include "hw-words.h"
#include "hw-test-wait.h"

static void
test_templates (void)
{
  GType types[] = { HW_TYPE_CREATE_PAGE, HW_TYPE_RECOVERY_PAGE, HW_TYPE_UNLOCK_PAGE, HW_TYPE_SEARCH_POPOVER, HW_TYPE_STATE_POPOVER };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      GtkWidget *widget = g_object_ref_sink (g_object_new (types[i], NULL));

      g_assert_true (GTK_IS_WIDGET (widget));
      g_assert_finalize_object (widget);
    }
}

static void
test_title_says_nothing (void)
{
  g_autoptr (HwSession) session = hw_session_new ();
  GtkWidget *window;

  hw_session_set_path (session, "/nowhere/Riverton Outreach.homeward");
  window = hw_window_new (NULL, session);
  gtk_window_present (GTK_WINDOW (window));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Homeward");
  gtk_window_destroy (GTK_WINDOW (window));
}

static GtkWidget *
find_widget (GtkWidget *root,
             GType      type,
             const char *label)
{
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found;

      if (g_type_is_a (G_OBJECT_TYPE (child), type))
        {
          const char *text = GTK_IS_BUTTON (child) ? gtk_button_get_label (GTK_BUTTON (child))
                             : ADW_IS_PREFERENCES_ROW (child) ? adw_preferences_row_get_title (ADW_PREFERENCES_ROW (child)) : NULL;

          if (label == NULL || g_strcmp0 (text, label) == 0)
            return child;
        }
      found = find_widget (child, type, label);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
type_into (GtkWidget  *root,
           const char *title,
           const char *text)
{
  GtkWidget *row = find_widget (root, ADW_TYPE_ENTRY_ROW, title);

  g_assert_nonnull (row);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static void
click (GtkWidget  *root,
       const char *label)
{
  GtkWidget *button = find_widget (root, GTK_TYPE_BUTTON, label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

static const char *
get_problem (GtkWidget *page)
{
  GtkWidget *revealer = find_widget (page, GTK_TYPE_REVEALER, NULL);

  while (revealer != NULL && !GTK_IS_LABEL (gtk_revealer_get_child (GTK_REVEALER (revealer))))
    revealer = gtk_widget_get_next_sibling (revealer);
  if (revealer == NULL || !gtk_revealer_get_reveal_child (GTK_REVEALER (revealer)))
    return NULL;
  return gtk_label_get_label (GTK_LABEL (gtk_revealer_get_child (GTK_REVEALER (revealer))));
}

static void
remember_code_cb (GtkWidget  *page,
                  const char *code,
                  char      **kept)
{
  *kept = g_strdup (code);
}

static void
test_create_page_refuses (void)
{
  GtkWidget *page = g_object_ref_sink (g_object_new (HW_TYPE_CREATE_PAGE, NULL));

  type_into (page, "Your name", "Ana");
  click (page, "Make the workspace");
  g_assert_nonnull (strstr (get_problem (page), "The team has no name yet"));
  type_into (page, "Team name", "Riverton Outreach");
  g_assert_null (get_problem (page));
  type_into (page, "Passphrase", "short");
  click (page, "Make the workspace");
  g_assert_nonnull (strstr (get_problem (page), "too short"));
  type_into (page, "Passphrase", "correct horse battery staple");
  type_into (page, "Passphrase again", "correct horse battery stable");
  click (page, "Make the workspace");
  g_assert_nonnull (strstr (get_problem (page), "not the same"));
  g_assert_finalize_object (page);
}

/* Create, see the recovery code, lock, fail to unlock, unlock: the whole way through the window's faces. */
static void
test_create_lock_unlock (void)
{
  g_autoptr (HwSession) session = hw_session_new ();
  g_autofree char *code = NULL;
  GtkWidget *window = hw_window_new (NULL, session);
  GtkWidget *create = find_widget (window, HW_TYPE_CREATE_PAGE, NULL);
  GtkWidget *unlock = find_widget (window, HW_TYPE_UNLOCK_PAGE, NULL);
  GtkWidget *recovery = find_widget (window, HW_TYPE_RECOVERY_PAGE, NULL);

  gtk_window_present (GTK_WINDOW (window));
  g_signal_connect (create, "created", G_CALLBACK (remember_code_cb), &code);
  type_into (create, "Team name", "Riverton Outreach");
  type_into (create, "Your name", "Ana");
  type_into (create, "Passphrase", "correct horse battery staple");
  type_into (create, "Passphrase again", "correct horse battery staple");
  click (create, "Make the workspace");
  hw_test_wait_for (code != NULL);
  g_assert_null (hw_window_get_work_page (HW_WINDOW (window)));

  g_signal_emit_by_name (recovery, "kept");
  g_assert_nonnull (hw_window_get_work_page (HW_WINDOW (window)));
  hw_window_show_page (HW_WINDOW (window), "hotline");
  hw_window_show_page (HW_WINDOW (window), "reconnection");
  hw_window_new_report (HW_WINDOW (window));

  gtk_widget_activate_action (window, "win.lock", NULL);
  hw_test_wait_for (hw_session_get_state (session) == HW_SESSION_LOCKED);
  g_assert_null (hw_window_get_work_page (HW_WINDOW (window)));

  type_into (unlock, "Passphrase", "a wrong one altogether");
  click (unlock, "Unlock");
  hw_test_wait_for (hw_session_get_state (session) == HW_SESSION_OPENING);
  hw_test_wait_for (hw_session_get_state (session) == HW_SESSION_LOCKED);
  hw_test_wait_for (get_problem (unlock) != NULL);

  type_into (unlock, "Passphrase", "correct horse battery staple");
  click (unlock, "Unlock");
  hw_test_wait_for (hw_session_get_state (session) == HW_SESSION_OPEN);
  g_assert_nonnull (hw_window_get_work_page (HW_WINDOW (window)));

  gtk_window_close (GTK_WINDOW (window));
  hw_test_wait_for (hw_session_get_state (session) == HW_SESSION_LOCKED);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static gboolean
has_label (GtkWidget  *widget,
           const char *words)
{
  if (GTK_IS_LABEL (widget) && g_strcmp0 (gtk_label_get_label (GTK_LABEL (widget)), words) == 0)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (has_label (child, words))
      return TRUE;
  return FALSE;
}

static gboolean
is_in_sight (GtkWidget *page)
{
  return gtk_widget_get_child_visible (page);
}

/* Nobody wrote the code down yet: the window locks all the same, and shows the code again to who has the passphrase. */
static void
test_recovery_page_locks (void)
{
  g_autoptr (HwSession) session = hw_session_new ();
  g_autofree char *code = NULL;
  GtkWidget *window = hw_window_new (NULL, session);
  GtkWidget *create = find_widget (window, HW_TYPE_CREATE_PAGE, NULL);
  GtkWidget *unlock = find_widget (window, HW_TYPE_UNLOCK_PAGE, NULL);
  GtkWidget *recovery = find_widget (window, HW_TYPE_RECOVERY_PAGE, NULL);
  gint64 minute = (gint64) 60 * G_USEC_PER_SEC;

  hw_preferences_set_auto_lock_minutes (10);
  gtk_window_present (GTK_WINDOW (window));
  g_signal_connect (create, "created", G_CALLBACK (remember_code_cb), &code);
  type_into (create, "Team name", "Ferry Outreach");
  type_into (create, "Your name", "Ana");
  type_into (create, "Passphrase", "correct horse battery staple");
  type_into (create, "Passphrase again", "correct horse battery staple");
  click (create, "Make the workspace");
  hw_test_wait_for (code != NULL && is_in_sight (recovery));
  g_assert_true (has_label (recovery, code));

  hw_window_check_auto_lock (HW_WINDOW (window), g_get_monotonic_time () + 9 * minute);
  g_assert_cmpint (hw_session_get_state (session), ==, HW_SESSION_OPEN);
  hw_window_check_auto_lock (HW_WINDOW (window), g_get_monotonic_time () + 11 * minute);
  hw_test_wait_for (hw_session_get_state (session) == HW_SESSION_LOCKED);
  g_assert_false (has_label (window, code));

  /* It is not hidden but gone: neither the page nor the session has it in memory. */
  hw_recovery_page_set_hidden (HW_RECOVERY_PAGE (recovery), FALSE);
  g_assert_false (has_label (window, code));
  g_assert_null (hw_session_get_draft (session, "window/recovery-code"));

  type_into (unlock, "Passphrase", "correct horse battery staple");
  click (unlock, "Unlock");
  hw_test_wait_for (hw_session_get_state (session) == HW_SESSION_OPEN);
  g_assert_null (hw_window_get_work_page (HW_WINDOW (window)));
  g_assert_true (is_in_sight (recovery) && has_label (recovery, code));

  g_signal_emit_by_name (recovery, "kept");
  g_assert_nonnull (hw_window_get_work_page (HW_WINDOW (window)));
  g_assert_false (has_label (window, code));
  g_assert_null (hw_session_get_draft (session, "window/recovery-code"));
  gtk_window_close (GTK_WINDOW (window));
  hw_test_wait_for (hw_session_get_state (session) == HW_SESSION_LOCKED);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
count_cb (HwAutoLock *lock,
          const char *reason,
          guint      *count)
{
  g_assert_nonnull (strstr (reason, "without a touch"));
  (*count)++;
}

static void
test_auto_lock (void)
{
  g_autoptr (HwAutoLock) lock = hw_auto_lock_new ();
  gint64 now = g_get_monotonic_time ();
  guint count = 0;

  g_signal_connect (lock, "lock", G_CALLBACK (count_cb), &count);
  hw_preferences_set_auto_lock_minutes (10);
  hw_auto_lock_check (lock, now + (gint64) 3600 * G_USEC_PER_SEC);
  g_assert_cmpuint (count, ==, 0);

  hw_auto_lock_set_armed (lock, TRUE);
  hw_auto_lock_check (lock, now + (gint64) 9 * 60 * G_USEC_PER_SEC);
  g_assert_cmpuint (count, ==, 0);
  hw_auto_lock_check (lock, now + (gint64) 11 * 60 * G_USEC_PER_SEC);
  g_assert_cmpuint (count, ==, 1);

  hw_preferences_set_auto_lock_minutes (0);
  hw_auto_lock_check (lock, now + (gint64) 3600 * G_USEC_PER_SEC);
  g_assert_cmpuint (count, ==, 1);
  hw_preferences_set_auto_lock_minutes (10);
  hw_auto_lock_set_armed (lock, FALSE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_passphrase_advice (void)
{
  g_assert_cmpint (hw_passphrase_judge (""), ==, HW_PASSPHRASE_EMPTY);
  g_assert_cmpint (hw_passphrase_judge ("abc"), ==, HW_PASSPHRASE_TOO_SHORT);
  g_assert_cmpint (hw_passphrase_judge ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"), ==, HW_PASSPHRASE_WEAK);
  g_assert_cmpint (hw_passphrase_judge ("12345678901234567890"), ==, HW_PASSPHRASE_WEAK);
  g_assert_cmpint (hw_passphrase_judge ("password"), ==, HW_PASSPHRASE_WEAK);
  g_assert_cmpint (hw_passphrase_judge ("horsebatteries9274"), ==, HW_PASSPHRASE_FAIR);
  g_assert_cmpint (hw_passphrase_judge ("correct horse battery staple"), ==, HW_PASSPHRASE_GOOD);
}

static void
test_workspace_name (void)
{
  static const struct { const char *team; const char *name; } names[] = {
    { "", "workspace.homeward" }, { "…", "workspace.homeward" }, { "Riverton Outreach", "riverton-outreach.homeward" },
    { "../../etc/passwd", "etc-passwd.homeward" }, { "Team Nørrebro", "team-noerrebro.homeward" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = hw_path_suggest_name (names[i].team);

      g_assert_cmpstr (name, ==, names[i].name);
    }
}

static void
test_choice (void)
{
  const char *words[] = { "yes", "no", "?", NULL };
  GtkWidget *choice = g_object_ref_sink (hw_choice_new ());
  int selected = 7;

  hw_choice_set_items (HW_CHOICE (choice), "Do they know?", words);
  g_assert_cmpint (hw_choice_get_selected (HW_CHOICE (choice)), ==, -1);
  gtk_test_accessible_assert_role (choice, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_test_accessible_assert_property (choice, GTK_ACCESSIBLE_PROPERTY_LABEL, "Do they know?");
  gtk_test_accessible_assert_property (gtk_widget_get_first_child (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, "Do they know? yes");

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (gtk_widget_get_first_child (choice)), TRUE);
  g_object_get (choice, "selected", &selected, NULL);
  g_assert_cmpint (selected, ==, 0);
  hw_choice_set_selected (HW_CHOICE (choice), 2);
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (gtk_widget_get_last_child (choice))));
  g_assert_false (gtk_widget_get_focusable (gtk_widget_get_first_child (choice)));
  hw_choice_set_selected (HW_CHOICE (choice), -1);
  g_assert_cmpint (hw_choice_get_selected (HW_CHOICE (choice)), ==, -1);
  g_assert_finalize_object (choice);
}

static void
test_words (void)
{
  gint64 minute = (gint64) 60 * G_USEC_PER_SEC;
  static const struct { gint64 minutes; const char *words; } spans[] = {
    { 4, "4 min" }, { 59, "59 min" }, { 60, "1 h" }, { 47 * 60, "47 h" }, { 6 * 1440, "6 days" },
  };
  g_autofree char *nobody = hw_words_dup_people (0);
  g_autofree char *one = hw_words_dup_people (1);
  g_autofree char *two = hw_words_dup_people (2);
  g_autofree char *near = hw_words_dup_distance (41.6);
  g_autofree char *concerns = hw_words_dup_concerns (HW_CONCERN_COLD | HW_CONCERN_HEALTH);

  for (gsize i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      g_autofree char *words = hw_words_dup_span (spans[i].minutes * minute);

      g_assert_cmpstr (words, ==, spans[i].words);
    }
  g_assert_cmpstr (nobody, ==, "how many not said");
  g_assert_cmpstr (one, ==, "1 person");
  g_assert_cmpstr (two, ==, "2 people");
  g_assert_cmpstr (near, ==, "42 m away");
  g_assert_cmpstr (concerns, ==, "health, cold");
  g_assert_null (hw_words_dup_concerns (0));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/window/every-template-can-be-made", test_templates);
  g_test_add_func ("/window/title-names-no-team-and-no-place", test_title_says_nothing);
  g_test_add_func ("/window/create/refuses-what-is-missing-and-says-so", test_create_page_refuses);
  g_test_add_func ("/window/create-lock-unlock/shows-the-code-once-and-opens-again", test_create_lock_unlock);
  g_test_add_func ("/window/recovery-code/is-wiped-by-a-lock-and-shown-again-to-who-has-the-passphrase", test_recovery_page_locks);
  g_test_add_func ("/auto-lock/locks-after-the-minutes-without-a-touch", test_auto_lock);
  g_test_add_func ("/passphrase/advice-counts-what-is-hard-to-guess", test_passphrase_advice);
  g_test_add_func ("/path/a-team-name-becomes-a-harmless-file-name", test_workspace_name);
  g_test_add_func ("/choice/is-one-question-with-named-answers", test_choice);
  g_test_add_func ("/words/say-times-and-counts-as-people-do", test_words);
  return g_test_run ();
}
