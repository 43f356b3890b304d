/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "hw-connection.h"

/* The thin wrapper: values go in and come out, failures come back, a key is a key. */

static const guint8 key[HW_CONNECTION_KEY_LENGTH] = { 1, 2, 3, 4, 5, 6, 7, 8 };
static const guint8 other_key[HW_CONNECTION_KEY_LENGTH] = { 8, 7, 6, 5, 4, 3, 2, 1 };

typedef struct
{
  char         *path;
  HwConnection *connection;
} Fixture;

static void
exec (Fixture    *fixture,
      const char *sql)
{
  g_autoptr (GError) error = NULL;

  hw_connection_exec (fixture->connection, sql, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  int fd = g_file_open_tmp ("homeward-test-XXXXXX", &fixture->path, &error);

  g_assert_no_error (error);
  g_close (fd, NULL);
  fixture->connection = hw_connection_open (fixture->path, key, NULL, &error);
  g_assert_no_error (error);
  exec (fixture, "CREATE TABLE t (a, b, c, d, e) ");
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_autofree char *wal = g_strconcat (fixture->path, "-wal", NULL);

  g_clear_pointer (&fixture->connection, hw_connection_free);
  g_unlink (fixture->path);
  g_unlink (wal);
  g_free (fixture->path);
}

static void
test_values (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  HwStatement *insert = hw_connection_get (fixture->connection, "INSERT INTO t VALUES (?, ?, ?, ?, ?)", &error);
  HwStatement *list;
  const guint8 *blob;
  gsize length;

  g_assert_no_error (error);
  hw_statement_bind_int (insert, 1, G_MININT64);
  hw_statement_bind_double (insert, 2, 0.1);
  hw_statement_bind_text (insert, 3, "größer");
  hw_statement_bind_blob (insert, 4, "\0x\0", 3);
  hw_statement_bind_null (insert, 5);
  g_assert_true (hw_statement_run (insert, &error));
  g_assert_cmpint (hw_connection_get_changes (fixture->connection), ==, 1);
  g_assert_cmpint (hw_connection_get_last_row (fixture->connection), ==, 1);
  /* What was bound is forgotten after a run. */
  hw_statement_bind_text_n (insert, 1, "four and more", 4);
  g_assert_true (hw_statement_run (insert, &error));

  list = hw_connection_get (fixture->connection, "SELECT * FROM t ORDER BY rowid", &error);
  g_assert_cmpint (hw_statement_step (list, &error), ==, HW_STEP_ROW);
  g_assert_cmpint (hw_statement_n_columns (list), ==, 5);
  g_assert_cmpint (hw_statement_get_int (list, 0), ==, G_MININT64);
  g_assert_cmpfloat (hw_statement_get_double (list, 1), ==, 0.1);
  g_assert_cmpstr (hw_statement_get_text (list, 2), ==, "größer");
  blob = hw_statement_get_blob (list, 3, &length);
  g_assert_cmpmem (blob, length, "\0x\0", 3);
  g_assert_true (hw_statement_is_null (list, 4));
  g_assert_cmpint (hw_statement_get_type (list, 0), ==, HW_VALUE_INTEGER);
  g_assert_cmpint (hw_statement_get_type (list, 3), ==, HW_VALUE_BLOB);
  g_assert_cmpint (hw_statement_step (list, &error), ==, HW_STEP_ROW);
  g_assert_cmpstr (hw_statement_get_text (list, 0), ==, "four");
  g_assert_true (hw_statement_is_null (list, 2));
  g_assert_cmpint (hw_statement_step (list, &error), ==, HW_STEP_DONE);
  g_assert_no_error (error);
}

static void
test_failures (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  HwStatement *insert;

  g_assert_null (hw_connection_get (fixture->connection, "SELECT nonsense FROM nowhere", &error));
  g_assert_error (error, HW_SQLITE_ERROR, HW_SQLITE_ERROR_FAILED);
  g_clear_error (&error);
  insert = hw_connection_get (fixture->connection, "INSERT INTO t (a) VALUES (?)", &error);
  hw_statement_bind_int (insert, 2, 5);
  g_assert_false (hw_statement_run (insert, &error));
  g_assert_error (error, HW_SQLITE_ERROR, HW_SQLITE_ERROR_FAILED);
  g_clear_error (&error);
  exec (fixture, "CREATE UNIQUE INDEX u ON t (a); INSERT INTO t (a) VALUES (1)");
  hw_statement_bind_int (insert, 1, 1);
  g_assert_false (hw_statement_run (insert, &error));
  g_assert_error (error, HW_SQLITE_ERROR, HW_SQLITE_ERROR_CONSTRAINT);
  g_clear_error (&error);
  /* And it can be used after a failure. */
  hw_statement_bind_int (insert, 1, 2);
  g_assert_true (hw_statement_run (insert, &error));
  g_assert_no_error (error);
}

static void
test_full (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  exec (fixture, "PRAGMA max_page_count = 10");
  g_assert_false (hw_connection_exec (fixture->connection, "INSERT INTO t (a) VALUES (zeroblob (100000))", &error));
  g_assert_error (error, HW_SQLITE_ERROR, HW_SQLITE_ERROR_FULL);
  g_clear_error (&error);
  exec (fixture, "PRAGMA max_page_count = 100000; INSERT INTO t (a) VALUES (zeroblob (100000))");
}

static void
test_transaction (Fixture      *fixture,
                  gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 count;

  g_assert_true (hw_connection_begin (fixture->connection, &error));
  exec (fixture, "INSERT INTO t (a) VALUES (1)");
  g_assert_true (hw_connection_in_transaction (fixture->connection));
  hw_connection_rollback (fixture->connection);
  hw_connection_rollback (fixture->connection);
  g_assert_false (hw_connection_in_transaction (fixture->connection));
  g_assert_true (hw_connection_get_int (fixture->connection, "SELECT count (*) FROM t", &count, &error));
  g_assert_cmpint (count, ==, 0);
  g_assert_true (hw_connection_begin (fixture->connection, &error));
  exec (fixture, "INSERT INTO t (a) VALUES (1)");
  g_assert_true (hw_connection_commit (fixture->connection, &error));
  g_assert_true (hw_connection_get_int (fixture->connection, "SELECT count (*) FROM t", &count, &error));
  g_assert_cmpint (count, ==, 1);
}

static void
test_key (Fixture      *fixture,
          gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwConnection) plain = NULL;
  g_autofree char *bytes = NULL;

  exec (fixture, "INSERT INTO t (a) VALUES ('waterworks')");
  g_assert_true (hw_connection_close (g_steal_pointer (&fixture->connection), &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (fixture->path, &bytes, NULL, NULL));
  g_assert_false (g_str_has_prefix (bytes, "SQLite format"));
  g_assert_null (hw_connection_open (fixture->path, other_key, NULL, &error));
  g_assert_error (error, HW_SQLITE_ERROR, HW_SQLITE_ERROR_NOT_A_DATABASE);
  g_clear_error (&error);
  plain = hw_connection_open (fixture->path, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (hw_connection_exec (plain, "SELECT * FROM sqlite_schema", &error));
  g_assert_error (error, HW_SQLITE_ERROR, HW_SQLITE_ERROR_NOT_A_DATABASE);
  g_clear_error (&error);
  fixture->connection = hw_connection_open (fixture->path, key, NULL, &error);
  g_assert_no_error (error);
}

static void
test_alone (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (hw_connection_open (fixture->path, key, NULL, &error));
  g_assert_error (error, HW_SQLITE_ERROR, HW_SQLITE_ERROR_BUSY);
  g_clear_error (&error);
  g_assert_null (hw_connection_open ("/nowhere/at/all", key, NULL, &error));
  g_assert_error (error, HW_SQLITE_ERROR, HW_SQLITE_ERROR_CANNOT_OPEN);
}

static GError *
say_it_otherwise (GError *error)
{
  GError *said = g_error_new_literal (G_FILE_ERROR, G_FILE_ERROR_FAILED, "otherwise");

  g_error_free (error);
  return said;
}

static void
test_words (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (hw_connection_open (fixture->path, key, say_it_otherwise, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED);
}

static void
test_plain (Fixture      *fixture,
            gconstpointer data)
{
  g_autofree char *path = g_strconcat (fixture->path, ".plain", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  HwConnection *plain = hw_connection_create_plain (path, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (hw_connection_exec (plain, "CREATE TABLE tiles (a)", &error));
  hw_connection_free (plain);
  g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
  g_assert_true (g_str_has_prefix (bytes, "SQLite format 3"));
  plain = hw_connection_open (path, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (hw_connection_exec (plain, "INSERT INTO tiles VALUES (1)", &error));
  g_assert_error (error, HW_SQLITE_ERROR, HW_SQLITE_ERROR_READ_ONLY);
  hw_connection_free (plain);
  g_unlink (path);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define FIXTURE_TEST(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  FIXTURE_TEST ("/sqlite/values-go-in-and-come-out", test_values);
  FIXTURE_TEST ("/sqlite/failures-come-back-and-leave-the-statement-usable", test_failures);
  FIXTURE_TEST ("/sqlite/a-full-file-is-told-and-forgiven", test_full);
  FIXTURE_TEST ("/sqlite/a-transaction-is-all-or-nothing", test_transaction);
  FIXTURE_TEST ("/sqlite/without-the-key-nothing-is-read", test_key);
  FIXTURE_TEST ("/sqlite/a-workspace-is-opened-once", test_alone);
  FIXTURE_TEST ("/sqlite/the-layer-above-words-failures", test_words);
  FIXTURE_TEST ("/sqlite/a-plain-file-is-opened-for-reading", test_plain);
  return g_test_run ();
}
