/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>

#include "hw-case-page.h"

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
  return g_test_run ();
}
