/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <dlfcn.h>

#include "fixture.h"
#include "hw-connection.h"

/*
 * libshumate brings the system's libsqlite3 into the process. Neither may take
 * the other's calls: ours would write a plain file.
 */

typedef const char *(*SourceIdFunc) (void);
typedef int (*OpenFunc) (const char *path, gpointer *database);
typedef int (*ExecFunc) (gpointer database, const char *sql, gpointer callback, gpointer data, char **message);
typedef int (*CloseFunc) (gpointer database);

static void
test_hidden (void)
{
  g_assert_null (dlsym (RTLD_DEFAULT, "sqlite3_open_v2"));
  g_assert_null (dlsym (RTLD_DEFAULT, "sqlite3_key"));
  g_assert_null (dlsym (RTLD_DEFAULT, "sqlite3_sourceid"));
}

static void
test_side_by_side (Fixture      *fixture,
                   gconstpointer data)
{
  gpointer library = dlopen ("libsqlite3.so.0", RTLD_NOW | RTLD_GLOBAL);
  g_autofree char *plain = g_build_filename (fixture->folder, "plain", NULL);
  g_autofree char *head = NULL;
  SourceIdFunc source_id;
  OpenFunc open_database;
  ExecFunc exec;
  CloseFunc close_database;
  gpointer database;

  if (library == NULL)
    {
      g_test_skip ("the system has no libsqlite3");
      return;
    }
  source_id = (SourceIdFunc) dlsym (library, "sqlite3_sourceid");
  open_database = (OpenFunc) dlsym (library, "sqlite3_open");
  exec = (ExecFunc) dlsym (library, "sqlite3_exec");
  close_database = (CloseFunc) dlsym (library, "sqlite3_close");
  g_assert_cmpstr (source_id (), !=, hw_sqlite_get_source_id ());

  /* Both at work in turns: theirs stays plain, ours sealed. */
  g_assert_cmpint (open_database (plain, &database), ==, 0);
  g_assert_cmpint (exec (database, "CREATE TABLE t (a); INSERT INTO t VALUES ('tile')", NULL, NULL, NULL), ==, 0);
  fixture_record (fixture->store, "behind the waterworks", NULL);
  g_assert_cmpint (exec (database, "INSERT INTO t VALUES ('another')", NULL, NULL, NULL), ==, 0);
  fixture_reopen (fixture);
  g_assert_cmpuint (hw_store_count_reports (fixture->store, NULL), ==, 1);
  close_database (database);
  g_assert_true (g_file_get_contents (plain, &head, NULL, NULL));
  g_assert_true (g_str_has_prefix (head, "SQLite format 3"));
  g_clear_pointer (&head, g_free);
  g_assert_true (g_file_get_contents (fixture->path, &head, NULL, NULL));
  g_assert_false (g_str_has_prefix (head, "SQLite format 3"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/symbols/none-of-the-database-library-is-seen", test_hidden);
  FIXTURE_TEST ("/symbols/two-libraries-in-one-process", test_side_by_side);
  return g_test_run ();
}
