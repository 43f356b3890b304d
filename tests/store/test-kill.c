/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "case-fixture.h"

/*
 * Kill -9 while recording. A child records reports, one by one and in small
 * imports, and a whole way home between them, and acknowledges each through a pipe when the store has said that
 * it is recorded; it is killed at a moment that nobody chose. Whatever was
 * acknowledged must be there when the workspace is opened again, and the
 * journal must be whole. HW_KILLS says how often (100).
 */

#define N_IMPORT 25

/* One acknowledgement: reports up to this row are recorded. */
static void
acknowledge (gint64 row)
{
  if (write (STDOUT_FILENO, &row, sizeof row) != sizeof row)
    exit (EXIT_FAILURE);
}

static gint64
record_one (HwStore *store,
            GRand   *rand)
{
  HwReport report = fixture_report ();
  gint64 row;

  report.people = (guint) g_rand_int_range (rand, 1, 9);
  g_assert_true (hw_store_record_report (store, &report, &row, NULL, NULL));
  if (g_rand_int_range (rand, 0, 3) == 0)
    g_assert_true (hw_store_record_status (store, row, HW_REPORT_SENT_OUT, NULL, NULL, NULL));
  return row;
}

static gint64
import_some (HwStore *store,
             GRand   *rand)
{
  HwStoreImport *import = hw_store_import_begin (store, "killed.csv", NULL);

  g_assert_nonnull (import);
  for (int i = 0; i < N_IMPORT; i++)
    {
      HwReport report = fixture_report ();

      for (int b = 0; b < HW_ID_LENGTH; b++)
        report.id.bytes[b] = (guint8) g_rand_int_range (rand, 0, 256);
      g_assert_cmpint (hw_store_import_report (import, &report, NULL), ==, HW_IMPORT_TAKEN);
    }
  g_assert_true (hw_store_import_commit (import, NULL));
  return (gint64) hw_store_count_reports (store, NULL);
}

/* Several entries in a batch (a withdrawal and the pause), records, links and matches. */
static gint64
record_casework (HwStore *store)
{
  g_autoptr (GError) error = NULL;
  HwContact contact = { .met_at = TEST_TIME, .place = "canal", .people = 1 };
  HwPerson person = { .alias = "Maras", .known_since = TEST_TIME };
  HwId case_id, consent_id;
  g_autoptr (HwCase) found = NULL;
  gint64 row;

  fixture_record_way (store, HW_STAGE_READY, &case_id, &consent_id);
  found = hw_store_get_case (store, &case_id, &error);
  assert_done (fixture_add_record (store, &case_id, HW_CASE_RECORD_NOTE, "words=tea", NULL, &error), error);
  assert_done (hw_store_record_person (store, &person, NULL, &person.id, &error), error);
  assert_done (hw_store_record_link (store, &found->person->id, &person.id, TRUE, NULL, &error), error);
  assert_done (hw_store_record_contact (store, &contact, &row, NULL, &error), error);
  assert_done (hw_store_record_match (store, row, &person.id, &error), error);
  assert_done (hw_store_record_withdrawal (store, &case_id, &consent_id, NULL, 0, &error), error);
  return (gint64) hw_store_count_reports (store, NULL);
}

static gint64
record_something (HwStore *store,
                  GRand   *rand)
{
  switch (g_rand_int_range (rand, 0, 8))
    {
    case 0:
      return import_some (store, rand);
    case 1:
      return record_casework (store);
    default:
      return record_one (store, rand);
    }
}

static void record_until_killed (const char *path) G_GNUC_NORETURN;

static void
record_until_killed (const char *path)
{
  g_autoptr (GRand) rand = g_rand_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HwStore) store = hw_store_open (path, HW_SECRET_PASSPHRASE, TEST_PASSPHRASE, &error);

  g_assert_no_error (error);
  for (;;)
    acknowledge (record_something (store, rand));
}

static pid_t
start_child (const char *path,
             int        *acknowledgements)
{
  int ends[2];
  pid_t child;

  g_assert_cmpint (pipe (ends), ==, 0);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      dup2 (ends[1], STDOUT_FILENO);
      close (ends[0]);
      close (ends[1]);
      execl ("/proc/self/exe", "test-kill", "--record", path, NULL);
      _exit (127);
    }
  close (ends[1]);
  *acknowledgements = ends[0];
  return child;
}

/* Kills after some acknowledgements and then some microseconds, so that any step of recording may be hit. */
static gint64
kill_child (pid_t child,
            int   acknowledgements)
{
  gint64 last = 0;
  gint64 row;
  int n = g_random_int_range (0, 30);
  gint64 until;
  int status;

  while (n-- > 0 && read (acknowledgements, &row, sizeof row) == sizeof row)
    last = row;
  until = g_get_monotonic_time () + g_random_int_range (0, 3000);
  while (g_get_monotonic_time () < until)
    ;
  kill (child, SIGKILL);
  /* What was acknowledged before the kill is still in the pipe. */
  while (read (acknowledgements, &row, sizeof row) == sizeof row)
    last = row;
  close (acknowledgements);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
  return last;
}

/* A withdrawal and the pause are one batch: there is never one without the other. */
static void
assert_stopped_together (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cases = hw_store_list_cases (fixture->store, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < cases->len; i++)
    {
      const HwCase *found = cases->pdata[i];

      g_assert_cmpint (hw_case_has_consent (found, HW_CONSENT_WITHDRAWN, g_get_real_time ()), ==, found->stage == HW_STAGE_PAUSED);
    }
}

static guint64
check_workspace (Fixture *fixture,
                 gint64   acknowledged,
                 gboolean thoroughly)
{
  g_autoptr (GError) error = NULL;
  guint64 count;

  fixture_reopen (fixture);
  count = hw_store_count_reports (fixture->store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count, >=, acknowledged);
  if (acknowledged > 0)
    {
      g_autoptr (HwReport) last = hw_store_get_report (fixture->store, acknowledged, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (last->source_id, ==, "SL-17");
    }
  if (thoroughly)
    {
      g_autoptr (GPtrArray) problems = hw_store_verify (fixture->store, NULL, NULL, NULL, &error);
      g_autofree char *before = hw_store_dup_digest (fixture->store, &error);
      g_autofree char *after = NULL;

      g_assert_no_error (error);
      for (guint i = 0; i < problems->len; i++)
        g_test_message ("%s", (char *) problems->pdata[i]);
      g_assert_cmpuint (problems->len, ==, 0);
      assert_stopped_together (fixture);
      g_assert_true (hw_store_rebuild (fixture->store, NULL, NULL, NULL, &error));
      after = hw_store_dup_digest (fixture->store, &error);
      g_assert_cmpstr (before, ==, after);
    }
  fixture_close (fixture);
  return count;
}

static void
test_kills (Fixture      *fixture,
            gconstpointer data)
{
  const char *wanted = g_getenv ("HW_KILLS");
  int n_kills = wanted != NULL ? atoi (wanted) : 100;
  gint64 acknowledged = 0;
  guint64 count = 0;

  fixture_close (fixture);
  for (int i = 0; i < n_kills; i++)
    {
      int pipe_end;
      pid_t child = start_child (fixture->path, &pipe_end);

      gint64 last = kill_child (child, pipe_end);

      acknowledged = MAX (acknowledged, last);
      count = check_workspace (fixture, acknowledged, i % 20 == 19 || i + 1 == n_kills);
      g_assert_cmpuint (count, >=, acknowledged);
    }
  g_test_message ("%d kills, %" G_GUINT64_FORMAT " reports recorded, %" G_GINT64_FORMAT " acknowledged, none lost", n_kills, count, acknowledged);
}

int
main (int    argc,
      char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--record"))
    record_until_killed (argv[2]);
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/kill/nothing-acknowledged-is-lost", test_kills);
  return g_test_run ();
}
