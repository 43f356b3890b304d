/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fixture.h"
#include "hw-store-private.h"

/*
 * Each thing that can go wrong has its own error, loses nothing and leaves
 * nothing half done.
 *
 * The database library is linked into this program, so that these stand in for
 * the system's calls: the Nth write that the test counts fails.
 */

static int fail_write_in = -1;  /* how many writes still go well; -1: all of them */
static int fail_write_errno;
static gboolean fail_sync;

static gboolean
is_write_failing (void)
{
  if (fail_write_in < 0)
    return FALSE;
  if (fail_write_in > 0)
    {
      fail_write_in--;
      return FALSE;
    }
  errno = fail_write_errno;
  return TRUE;
}

typedef ssize_t (*PwriteFunc) (int fd, const void *bytes, size_t length, off_t place);
typedef ssize_t (*WriteFunc) (int fd, const void *bytes, size_t length);
typedef int (*SyncFunc) (int fd);

/* One call under two names: the library may ask for either, whatever the width of off_t here. */
ssize_t test_pwrite (int fd, const void *bytes, size_t length, off_t place) __asm__ ("pwrite");
ssize_t test_pwrite64 (int fd, const void *bytes, size_t length, off_t place) __asm__ ("pwrite64");

ssize_t
test_pwrite64 (int         fd,
               const void *bytes,
               size_t      length,
               off_t       place)
{
  static PwriteFunc next;

  if (next == NULL)
    next = (PwriteFunc) dlsym (RTLD_NEXT, "pwrite64");
  return is_write_failing () ? -1 : next (fd, bytes, length, place);
}

ssize_t
test_pwrite (int         fd,
             const void *bytes,
             size_t      length,
             off_t       place)
{
  return test_pwrite64 (fd, bytes, length, place);
}

ssize_t
write (int         fd,
       const void *bytes,
       size_t      length)
{
  static WriteFunc next;

  if (next == NULL)
    next = (WriteFunc) dlsym (RTLD_NEXT, "write");
  return fd > 2 && is_write_failing () ? -1 : next (fd, bytes, length);
}

static int
sync_or_fail (int         fd,
              const char *name)
{
  SyncFunc next = (SyncFunc) dlsym (RTLD_NEXT, name);

  if (!fail_sync)
    return next (fd);
  errno = EIO;
  return -1;
}

int
fsync (int fd)
{
  return sync_or_fail (fd, "fsync");
}

int
fdatasync (int fd)
{
  return sync_or_fail (fd, "fdatasync");
}

static void
assert_open_fails (const char  *path,
                   const char  *passphrase,
                   HwStoreError code)
{
  g_autoptr (GError) error = NULL;
  HwStore *store = hw_store_open (path, HW_SECRET_PASSPHRASE, passphrase, &error);

  g_assert_null (store);
  g_assert_error (error, HW_STORE_ERROR, (int) code);
  g_assert_cmpuint (strlen (error->message), >, 40);
}

static void
assert_clean (HwStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = hw_store_verify (store, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", (char *) problems->pdata[i]);
  g_assert_cmpuint (problems->len, ==, 0);
}

static void
test_wrong_passphrase (Fixture      *fixture,
                       gconstpointer data)
{
  fixture_record (fixture->store, "kept", NULL);
  fixture_close (fixture);
  assert_open_fails (fixture->path, "not the passphrase", HW_STORE_ERROR_WRONG_SECRET);
  fixture_reopen (fixture);
  g_assert_cmpuint (hw_store_count_reports (fixture->store, NULL), ==, 1);
}

static void
test_endless_passphrase (Fixture      *fixture,
                         gconstpointer data)
{
  g_autofree char *endless = g_strnfill (10000, 'x');
  g_autofree char *path = g_build_filename (fixture->folder, "new.homeward", NULL);
  g_autoptr (GError) error = NULL;
  char *code = NULL;

  fixture_close (fixture);
  assert_open_fails (fixture->path, endless, HW_STORE_ERROR_PASSPHRASE);
  g_assert_null (hw_store_create (path, "T", "A", endless, HW_KEY_STRENGTH_TEST, &code, &error));
  g_assert_error (error, HW_STORE_ERROR, HW_STORE_ERROR_PASSPHRASE);
  g_assert_null (code);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_not_a_workspace (Fixture      *fixture,
                      gconstpointer data)
{
  g_autofree char *nothing = g_build_filename (fixture->folder, "nothing", NULL);

  assert_open_fails (nothing, TEST_PASSPHRASE, HW_STORE_ERROR_NOT_A_WORKSPACE);
  assert_open_fails (fixture->folder, TEST_PASSPHRASE, HW_STORE_ERROR_NOT_A_WORKSPACE);
  g_assert_true (g_file_set_contents (nothing, "words", 5, NULL));
  assert_open_fails (nothing, TEST_PASSPHRASE, HW_STORE_ERROR_KEY_FILE);
}

static void
test_key_file (Fixture      *fixture,
               gconstpointer data)
{
  g_autofree char *key_path = g_strconcat (fixture->path, ".key", NULL);
  g_autofree char *other_path = g_build_filename (fixture->folder, "other.homeward", NULL);
  g_autofree char *other_key = g_strconcat (other_path, ".key", NULL);
  g_autofree char *text = NULL;
  g_autofree char *other_text = NULL;
  HwStore *other = fixture_create (other_path, NULL);

  hw_store_close (other, NULL);
  g_object_unref (other);
  fixture_close (fixture);
  g_assert_true (g_file_get_contents (key_path, &text, NULL, NULL));
  g_unlink (key_path);
  assert_open_fails (fixture->path, TEST_PASSPHRASE, HW_STORE_ERROR_KEY_FILE);
  g_assert_true (g_file_set_contents (key_path, text, 40, NULL));
  assert_open_fails (fixture->path, TEST_PASSPHRASE, HW_STORE_ERROR_KEY_FILE);
  /* Another workspace's key file opens with the same passphrase, but not this workspace. */
  g_assert_true (g_file_get_contents (other_key, &other_text, NULL, NULL));
  g_assert_true (g_file_set_contents (key_path, other_text, -1, NULL));
  assert_open_fails (fixture->path, TEST_PASSPHRASE, HW_STORE_ERROR_DAMAGED);
  g_assert_true (g_file_set_contents (key_path, text, -1, NULL));
  fixture_reopen (fixture);
}

static void
test_exists (Fixture      *fixture,
             gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *orphan = g_build_filename (fixture->folder, "orphan", NULL);
  g_autofree char *orphan_key = g_build_filename (fixture->folder, "orphan.key", NULL);
  g_autoptr (GError) error = NULL;
  gsize length;

  fixture_close (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &before, &length, NULL));
  g_assert_null (hw_store_create (fixture->path, "T", "A", TEST_PASSPHRASE, HW_KEY_STRENGTH_TEST, NULL, &error));
  g_assert_error (error, HW_STORE_ERROR, HW_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_true (g_file_get_contents (fixture->path, &after, NULL, NULL));
  g_assert_cmpmem (before, length, after, length);
  /* A key file without its workspace is somebody's last hope: never overwritten. */
  g_assert_true (g_file_set_contents (orphan_key, "precious", -1, NULL));
  g_assert_null (hw_store_create (orphan, "T", "A", TEST_PASSPHRASE, HW_KEY_STRENGTH_TEST, NULL, &error));
  g_assert_error (error, HW_STORE_ERROR, HW_STORE_ERROR_EXISTS);
  g_assert_false (g_file_test (orphan, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (orphan_key, G_FILE_TEST_EXISTS));
}

static void
test_newer (Fixture      *fixture,
            gconstpointer data)
{
  fixture_exec (fixture, "PRAGMA user_version = 999");
  fixture_close (fixture);
  assert_open_fails (fixture->path, TEST_PASSPHRASE, HW_STORE_ERROR_NEWER);
}

/* Cut at 100 places: refused as damaged each time, and whole again it opens. */
static void
test_truncated (Fixture      *fixture,
                gconstpointer data)
{
  g_autofree char *bytes = NULL;
  gsize length;

  for (int i = 0; i < 20; i++)
    fixture_record (fixture->store, "kept", NULL);
  fixture_close (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &bytes, &length, NULL));
  for (int i = 0; i < 100; i++)
    {
      gsize cut = i < 50 ? length * (gsize) i / 50 : length - 1 - (gsize) (i - 50) * 4096 / 10;

      g_assert_true (g_file_set_contents (fixture->path, bytes, (gssize) cut, NULL));
      assert_open_fails (fixture->path, TEST_PASSPHRASE, HW_STORE_ERROR_DAMAGED);
    }
  g_assert_true (g_file_set_contents (fixture->path, bytes, (gssize) length, NULL));
  fixture_reopen (fixture);
  g_assert_cmpuint (hw_store_count_reports (fixture->store, NULL), ==, 20);
  assert_clean (fixture->store);
}

static void
test_second_store (Fixture      *fixture,
                   gconstpointer data)
{
  assert_open_fails (fixture->path, TEST_PASSPHRASE, HW_STORE_ERROR_LOCKED);
  fixture_record (fixture->store, "not disturbed", NULL);
  fixture_reopen (fixture);
}

/* In a process of its own, which ends by itself and is not this program's copy. */
static void
test_second_process (Fixture      *fixture,
                     gconstpointer data)
{
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "/proc/self/exe", "--open", fixture->path, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait (process, NULL, &error));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 10 + HW_STORE_ERROR_LOCKED);
  fixture_close (fixture);
  g_clear_object (&process);
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "/proc/self/exe", "--open", fixture->path, NULL);
  g_assert_true (g_subprocess_wait (process, NULL, &error));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
}

static int
open_and_say (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwStore) store = hw_store_open (path, HW_SECRET_PASSPHRASE, TEST_PASSPHRASE, &error);

  if (store != NULL)
    return 0;
  return error->domain == HW_STORE_ERROR ? 10 + error->code : 9;
}

/* Fails the 1st, 2nd, 3rd ... write of recording a report until it goes well. */
static void
test_write_fails (Fixture *fixture,
                  int      code,
                  int      expected)
{
  guint64 recorded = 1;
  gboolean done = FALSE;

  fixture_record (fixture->store, "before", NULL);
  for (int n = 0; !done; n++)
    {
      g_autoptr (GError) error = NULL;
      HwReport report = fixture_report ();

      fail_write_errno = code;
      fail_write_in = n;
      done = hw_store_record_report (fixture->store, &report, NULL, NULL, &error);
      fail_write_in = -1;
      if (!done)
        {
          g_assert_error (error, HW_STORE_ERROR, expected);
          g_assert_cmpuint (hw_store_count_reports (fixture->store, NULL), ==, recorded);
          /* There is room once more: it goes on. */
          fixture_record (fixture->store, "after", NULL);
          recorded++;
        }
      g_assert_cmpint (n, <, 200);
    }
  recorded++;
  g_assert_cmpuint (recorded, >, 3);
  assert_clean (fixture->store);
  fixture_reopen (fixture);
  g_assert_cmpuint (hw_store_count_reports (fixture->store, NULL), ==, recorded);
  assert_clean (fixture->store);
}

static void
test_disk_full (Fixture      *fixture,
                gconstpointer data)
{
  test_write_fails (fixture, ENOSPC, HW_STORE_ERROR_FULL);
}

static void
test_disk_read_only (Fixture      *fixture,
                     gconstpointer data)
{
  test_write_fails (fixture, EROFS, HW_STORE_ERROR_READ_ONLY);
}

/* The same in the middle of an import, at many places. */
static void
test_import_disk_full (Fixture      *fixture,
                       gconstpointer data)
{
  gboolean done = FALSE;

  fixture_record (fixture->store, "before", NULL);
  for (int n = 0; !done; n += n / 4 + 1)
    {
      g_autoptr (GError) error = NULL;
      HwStoreImport *import;

      fail_write_errno = ENOSPC;
      fail_write_in = n;
      import = hw_store_import_begin (fixture->store, "town.csv", &error);
      for (guint32 i = 0; import != NULL && i < 500; i++)
        {
          HwReport report = fixture_report ();

          memcpy (report.id.bytes, &i, sizeof i);
          report.id.bytes[15] = 1;
          if (hw_store_import_report (import, &report, &error) == HW_IMPORT_ERROR)
            {
              hw_store_import_cancel (import);
              import = NULL;
            }
        }
      done = import != NULL && hw_store_import_commit (import, &error);
      fail_write_in = -1;
      if (!done)
        g_assert_error (error, HW_STORE_ERROR, HW_STORE_ERROR_FULL);
      g_assert_cmpuint (hw_store_count_reports (fixture->store, NULL), ==, done ? 501 : 1);
      g_assert_cmpint (n, <, 100000);
    }
  assert_clean (fixture->store);
  fixture_reopen (fixture);
  g_assert_cmpuint (hw_store_count_reports (fixture->store, NULL), ==, 501);
  assert_clean (fixture->store);
}

static void
test_passphrase_disk_full (Fixture      *fixture,
                           gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fail_write_errno = ENOSPC;
  fail_write_in = 0;
  g_assert_false (hw_store_change_passphrase (fixture->store, "a new passphrase", HW_KEY_STRENGTH_TEST, &error));
  fail_write_in = -1;
  g_assert_error (error, HW_STORE_ERROR, HW_STORE_ERROR_FULL);
  fixture_reopen (fixture);
}

static gint64
count_traces (Fixture *fixture)
{
  gint64 count;

  g_assert_true (hw_connection_get_int (fixture->store->connection, "SELECT count (*) FROM consent_expiry", &count, NULL));
  return count;
}

/* A consent ended meanwhile, and there is no room for the trace of it: who has the passphrase still gets in. */
static void
test_open_disk_full (Fixture      *fixture,
                     gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  HwConsent ended = { .purpose = "family", .recipient = "sister", .wording = "family-1", .granted_at = TEST_TIME, .expires_at = TEST_TIME + 100 };
  HwId case_id;

  fixture_record_case (fixture->store, &case_id);
  g_assert_true (hw_store_record_consent (fixture->store, &case_id, &ended, NULL, &error));
  fixture_close (fixture);
  fail_write_errno = ENOSPC;
  fail_write_in = 0;
  fixture->store = hw_store_open (fixture->path, HW_SECRET_PASSPHRASE, TEST_PASSPHRASE, &error);
  fail_write_in = -1;
  g_assert_no_error (error);
  g_assert_cmpint (count_traces (fixture), ==, 0);
  fixture_reopen (fixture);
  g_assert_cmpint (count_traces (fixture), ==, 1);
  assert_clean (fixture->store);
}

static void
test_create_disk_full (Fixture      *fixture,
                       gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "new.homeward", NULL);
  g_autofree char *key_path = g_strconcat (path, ".key", NULL);
  HwStore *store = NULL;

  for (int n = 0; store == NULL; n++)
    {
      g_autoptr (GError) error = NULL;

      fail_write_errno = ENOSPC;
      fail_write_in = n;
      store = hw_store_create (path, "T", "A", TEST_PASSPHRASE, HW_KEY_STRENGTH_TEST, NULL, &error);
      fail_write_in = -1;
      if (store != NULL)
        break;
      g_assert_error (error, HW_STORE_ERROR, HW_STORE_ERROR_FULL);
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
      g_assert_false (g_file_test (key_path, G_FILE_TEST_EXISTS));
      g_assert_cmpint (n, <, 500);
    }
  hw_store_close (store, NULL);
  g_object_unref (store);
}

/* As somebody who may not write there; root may everywhere. */
static int
open_as_nobody (const char *path)
{
  if (geteuid () == 0 && (setegid (65534) != 0 || seteuid (65534) != 0))
    return 8;
  return open_and_say (path);
}

static void
test_read_only (Fixture      *fixture,
                gconstpointer data)
{
  g_autofree char *key_path = g_strconcat (fixture->path, ".key", NULL);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  fixture_close (fixture);
  g_chmod (fixture->path, 0444);
  g_chmod (key_path, 0444);
  g_chmod (fixture->folder, 0555);
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "/proc/self/exe", "--open-as-nobody", fixture->path, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait (process, NULL, &error));
  g_chmod (fixture->folder, 0700);
  g_chmod (fixture->path, 0600);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 10 + HW_STORE_ERROR_READ_ONLY);
  fixture_reopen (fixture);
}

static void
test_sync_fails (Fixture      *fixture,
                 gconstpointer data)
{
  if (g_test_subprocess ())
    {
      HwReport report = fixture_report ();

      fail_sync = TRUE;
      hw_store_record_report (fixture->store, &report, NULL, NULL, NULL);
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*did not confirm*");
}

int
main (int    argc,
      char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--open"))
    return open_and_say (argv[2]);
  if (argc == 3 && g_str_equal (argv[1], "--open-as-nobody"))
    _exit (open_as_nobody (argv[2]));   /* who changed who they are cannot be looked at by the leak checker */
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/errors/wrong-passphrase", test_wrong_passphrase);
  FIXTURE_TEST ("/errors/passphrase-of-10000-characters", test_endless_passphrase);
  FIXTURE_TEST ("/errors/not-a-workspace", test_not_a_workspace);
  FIXTURE_TEST ("/errors/key-file-missing-cut-or-of-another-workspace", test_key_file);
  FIXTURE_TEST ("/errors/create-overwrites-nothing", test_exists);
  FIXTURE_TEST ("/errors/written-by-a-newer-homeward", test_newer);
  FIXTURE_TEST ("/errors/truncated-at-any-of-100-places", test_truncated);
  FIXTURE_TEST ("/errors/second-store-in-one-process", test_second_store);
  FIXTURE_TEST ("/errors/second-process", test_second_process);
  FIXTURE_TEST ("/errors/disk-full/at-any-write-of-recording", test_disk_full);
  FIXTURE_TEST ("/errors/disk-full/at-any-write-of-an-import", test_import_disk_full);
  FIXTURE_TEST ("/errors/disk-full/old-passphrase-holds", test_passphrase_disk_full);
  FIXTURE_TEST ("/errors/disk-full/a-workspace-still-opens", test_open_disk_full);
  FIXTURE_TEST ("/errors/disk-full/create-leaves-nothing", test_create_disk_full);
  FIXTURE_TEST ("/errors/disk-turned-read-only", test_disk_read_only);
  FIXTURE_TEST ("/errors/folder-not-writable", test_read_only);
  FIXTURE_TEST ("/errors/a-failed-fsync-stops-the-program", test_sync_fails);
  return g_test_run ();
}
