/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib/gstdio.h>

#include "hw-test-session.h"

/* What the tests of the session share: a session in a directory of its own, and
 * waiting for an answer with a bound. */

#define PASSPHRASE "four words are enough"
#define PATIENCE_S 60

typedef struct
{
  char         *directory;   /* (owned) */
  char         *path;        /* (owned) */
  HwSession    *session;     /* (owned) */
  GAsyncResult *result;      /* (owned) (nullable): the last answer */
} Fixture;

static inline gboolean
out_of_patience_cb (gpointer is_over)
{
  *(gboolean *) is_over = TRUE;
  return G_SOURCE_CONTINUE;
}

/* Iterates the main context until @condition holds; fails after a minute. */
#define wait_until(condition) \
  G_STMT_START { \
    gboolean is_over = FALSE; \
    guint patience_id = g_timeout_add_seconds (PATIENCE_S, out_of_patience_cb, &is_over); \
    while (!(condition) && !is_over) \
      g_main_context_iteration (NULL, TRUE); \
    g_source_remove (patience_id); \
    g_assert_true (condition); \
  } G_STMT_END

static inline void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Fixture *fixture = user_data;

  g_assert_null (fixture->result);
  fixture->result = g_object_ref (result);
}

/* The answer to the last call; (transfer full). */
static inline GAsyncResult *
wait_for (Fixture *fixture)
{
  wait_until (fixture->result != NULL);
  return g_steal_pointer (&fixture->result);
}

static inline void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->directory = g_dir_make_tmp ("homeward-session-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->directory, "team.homeward", NULL);
  fixture->session = hw_test_session_new ();
}

static inline char *
create (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *code;

  hw_session_create_async (fixture->session, fixture->path, "Riverton", "Sofie", PASSPHRASE, NULL, answered_cb, fixture);
  result = wait_for (fixture);
  code = hw_session_create_finish (fixture->session, result, &error);
  g_assert_no_error (error);
  g_assert_nonnull (code);
  return code;
}

static inline void
set_up_open (Fixture       *fixture,
             gconstpointer  data)
{
  set_up (fixture, data);
  g_free (create (fixture));
}

static inline void
lock (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  hw_session_lock_async (fixture->session, "a test", answered_cb, fixture);
  result = wait_for (fixture);
  hw_session_lock_finish (fixture->session, result, &error);
  g_assert_no_error (error);
}

static inline gboolean
unlock (Fixture      *fixture,
        HwSecretKind  kind,
        const char   *secret,
        GError      **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  hw_session_unlock_async (fixture->session, kind, secret, NULL, answered_cb, fixture);
  result = wait_for (fixture);
  return hw_session_unlock_finish (fixture->session, result, error);
}

static inline void
lock_and_unlock (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  lock (fixture);
  unlock (fixture, HW_SECRET_PASSPHRASE, PASSPHRASE, &error);
  g_assert_no_error (error);
}

/* A report of an hour ago. */
static inline HwReport
make_report (double      latitude,
             double      longitude,
             const char *place)
{
  gint64 now = g_get_real_time ();

  return (HwReport) {
    .channel = HW_CHANNEL_PHONE, .status = HW_REPORT_NEW, .received_at = now - 60 * G_USEC_PER_SEC,
    .seen_at = now - G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC, .point = { latitude, longitude }, .place = place, .people = 1,
  };
}

static inline gint64
take (Fixture        *fixture,
      const HwReport *report,
      GError        **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  hw_session_take_report_async (fixture->session, report, answered_cb, fixture);
  result = wait_for (fixture);
  return hw_session_take_report_finish (fixture->session, result, error);
}

static inline gint64
take_at (Fixture    *fixture,
         double      latitude,
         double      longitude,
         const char *place)
{
  HwReport report = make_report (latitude, longitude, place);
  g_autoptr (GError) error = NULL;
  gint64 row = take (fixture, &report, &error);

  g_assert_no_error (error);
  g_assert_cmpint (row, >, 0);
  return row;
}

static inline guint
count (GListModel *model)
{
  return g_list_model_get_n_items (model);
}

static inline HwReport *
get_queued (Fixture *fixture,
            guint    position)
{
  g_autoptr (HwReportItem) item = g_list_model_get_item (hw_session_get_queue (fixture->session), position);

  return hw_report_item_get_report (item);
}

static inline void
remove_tree (const char *directory)
{
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (directory, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_tree (path);
      else
        g_unlink (path);
    }
  g_rmdir (directory);
}

static inline void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_null (fixture->result);
  if (hw_session_get_state (fixture->session) == HW_SESSION_OPEN)
    lock (fixture);
  g_assert_finalize_object (g_steal_pointer (&fixture->session));
  remove_tree (fixture->directory);
  g_free (fixture->path);
  g_free (fixture->directory);
}

#define add(path, prepare, test) g_test_add (path, Fixture, NULL, prepare, test, tear_down)
