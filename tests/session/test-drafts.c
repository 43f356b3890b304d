/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "session-fixture.h"

/* Drafts of forms: kept inside the encrypted file soon after typing, whatever happens then. */

#define DRAFT "4f0c/interview"
#define KEY   "draft/" DRAFT

/* -- what a crash leaves behind -------------------------------------------------- */

static void
copy_file (const char *from,
           const char *to)
{
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  if (!g_file_test (from, G_FILE_TEST_EXISTS))
    return;
  g_file_get_contents (from, &content, &length, &error);
  g_assert_no_error (error);
  g_file_set_contents (to, content, (gssize) length, &error);
  g_assert_no_error (error);
}

/* The files as they lie on the disk while the workspace is open: what the power leaves when it goes. */
static char *
crash (Fixture *fixture)
{
  static const char * const parts[] = { "", ".key", "-wal" };
  char *path = g_build_filename (fixture->directory, "after.homeward", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *from = g_strconcat (fixture->path, parts[i], NULL);
      g_autofree char *to = g_strconcat (path, parts[i], NULL);

      g_unlink (to);
      copy_file (from, to);
    }
  return path;
}

/* What somebody finds who opens the file after the crash; (transfer full) (nullable). */
static char *
read_after_crash (Fixture *fixture)
{
  g_autofree char *path = crash (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (HwStore) store = hw_store_open (path, HW_SECRET_PASSPHRASE, PASSPHRASE, &error);
  char *value;

  g_assert_no_error (error);
  value = hw_store_get_setting (store, KEY, &error);
  g_assert_no_error (error);
  g_assert_true (hw_store_close (store, NULL));
  return value;
}

/* Waits until the disk says so. */
static void
wait_for_disk (Fixture    *fixture,
               const char *text)
{
  gboolean is_over = FALSE;
  guint patience_id = g_timeout_add_seconds (PATIENCE_S, out_of_patience_cb, &is_over);
  g_autofree char *found = read_after_crash (fixture);

  while (g_strcmp0 (found, text) != 0 && !is_over)
    {
      g_main_context_iteration (NULL, TRUE);
      g_free (found);
      found = read_after_crash (fixture);
    }
  g_source_remove (patience_id);
  g_assert_cmpstr (found, ==, text);
}

/* -- the tests --------------------------------------------------------------------- */

static void
test_survives_crash (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *before = read_after_crash (fixture);

  g_assert_null (before);
  hw_session_set_draft (fixture->session, DRAFT, "language=pl\nwords=“Home");
  g_assert_cmpstr (hw_session_get_draft (fixture->session, DRAFT), ==, "language=pl\nwords=“Home");
  wait_for_disk (fixture, "language=pl\nwords=“Home");
}

static void
test_last_words_are_kept (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr (GString) typed = g_string_new (NULL);

  /* somebody who does not pause between two keys */
  for (guint i = 0; i < 500; i++)
    {
      g_string_append_c (typed, 'a' + i % 26);
      hw_session_set_draft (fixture->session, DRAFT, typed->str);
    }
  wait_for_disk (fixture, typed->str);
}

static void
test_lock_writes_first (Fixture       *fixture,
                        gconstpointer  data)
{
  hw_session_set_draft (fixture->session, DRAFT, "typed a moment ago");
  lock_and_unlock (fixture);
  g_assert_cmpstr (hw_session_get_draft (fixture->session, DRAFT), ==, "typed a moment ago");
}

static void
test_cleared_does_not_return (Fixture       *fixture,
                              gconstpointer  data)
{
  hw_session_set_draft (fixture->session, DRAFT, "to be recorded");
  wait_for_disk (fixture, "to be recorded");
  hw_session_clear_draft (fixture->session, DRAFT);
  g_assert_null (hw_session_get_draft (fixture->session, DRAFT));
  wait_for_disk (fixture, NULL);

  /* nor one that was never written before it was cleared */
  hw_session_set_draft (fixture->session, DRAFT, "typed, and thrown away");
  hw_session_set_draft (fixture->session, DRAFT, "");
  g_assert_null (hw_session_get_draft (fixture->session, DRAFT));
  lock_and_unlock (fixture);
  g_assert_null (hw_session_get_draft (fixture->session, DRAFT));
}

static void
test_locked_keeps_nothing (Fixture       *fixture,
                           gconstpointer  data)
{
  hw_session_set_draft (fixture->session, DRAFT, "half a sentence");
  lock (fixture);
  g_assert_null (hw_session_get_draft (fixture->session, DRAFT));
  hw_session_set_draft (fixture->session, DRAFT, "nowhere to keep it");
  g_assert_null (hw_session_get_draft (fixture->session, DRAFT));
}

static gboolean
holds (const char *path,
       const char *words)
{
  g_autofree char *content = NULL;
  gsize length;

  return g_file_get_contents (path, &content, &length, NULL) && memmem (content, length, words, strlen (words)) != NULL;
}

static void
test_not_readable_on_disk (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  hw_session_set_draft (fixture->session, DRAFT, "canary-in-a-draft");
  wait_for_disk (fixture, "canary-in-a-draft");
  dir = g_dir_open (fixture->directory, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->directory, name, NULL);

      g_assert_false (holds (path, "canary-in-a-draft"));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/session/draft/survives-a-crash", set_up_open, test_survives_crash);
  add ("/session/draft/last-words-are-kept-without-a-pause", set_up_open, test_last_words_are_kept);
  add ("/session/draft/lock-writes-first", set_up_open, test_lock_writes_first);
  add ("/session/draft/cleared-does-not-return", set_up_open, test_cleared_does_not_return);
  add ("/session/draft/locked-keeps-nothing", set_up_open, test_locked_keeps_nothing);
  add ("/session/draft/not-readable-on-the-disk", set_up_open, test_not_readable_on_disk);

  return g_test_run ();
}
