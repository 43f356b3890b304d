/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <linux/magic.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "hw-list-xlsx.h"

/* Where a workbook is while it comes into being: libxlsxwriter and the zip
 * library below it open their files through us. */

static gboolean watching;
static guint n_in_memory, n_on_disk;
static char *folder_used;   /* (owned) (nullable) */

static int
note_file (int fd)
{
  struct statfs status;

  if (watching && fd >= 0 && fstatfs (fd, &status) == 0)
    {
      if (status.f_type == TMPFS_MAGIC || status.f_type == RAMFS_MAGIC)
        n_in_memory++;
      else
        n_on_disk++;
    }
  return fd;
}

typedef int (*OpenFunc) (const char *path, int flags, mode_t mode);
typedef FILE *(*FopenFunc) (const char *path, const char *how);

/* One call under two names, as the library asks for either. */
int test_open (const char *path, int flags, ...) __asm__ ("open");
int test_open64 (const char *path, int flags, ...) __asm__ ("open64");
FILE *test_fopen (const char *path, const char *how) __asm__ ("fopen");
FILE *test_fopen64 (const char *path, const char *how) __asm__ ("fopen64");

static int
open_noted (const char *path,
            int         flags,
            mode_t      mode)
{
  static OpenFunc next;
  int fd;

  if (next == NULL)
    next = (OpenFunc) dlsym (RTLD_NEXT, "open64");
  fd = next (path, flags, mode);
  if (watching && folder_used == NULL && strstr (path, "/homeward-") != NULL)
    folder_used = g_path_get_dirname (path);
  return (flags & O_ACCMODE) != O_RDONLY ? note_file (fd) : fd;
}

int
test_open (const char *path,
           int         flags,
           ...)
{
  va_list arguments;
  mode_t mode;

  va_start (arguments, flags);
  mode = (flags & O_CREAT) != 0 ? va_arg (arguments, mode_t) : 0;
  va_end (arguments);
  return open_noted (path, flags, mode);
}

int
test_open64 (const char *path,
             int         flags,
             ...)
{
  va_list arguments;
  mode_t mode;

  va_start (arguments, flags);
  mode = (flags & O_CREAT) != 0 ? va_arg (arguments, mode_t) : 0;
  va_end (arguments);
  return open_noted (path, flags, mode);
}

FILE *
test_fopen64 (const char *path,
              const char *how)
{
  static FopenFunc next;
  FILE *file;

  if (next == NULL)
    next = (FopenFunc) dlsym (RTLD_NEXT, "fopen64");
  file = next (path, how);
  if (file != NULL && how[0] != 'r')
    note_file (fileno (file));
  return file;
}

FILE *
test_fopen (const char *path,
            const char *how)
{
  return test_fopen64 (path, how);
}

static HwListTable *
make_list (void)
{
  static const char * const row[] = { "Anna Kowalska", "2026-12-19" };
  g_autoptr (HwListTable) list = hw_list_table_new ("[People]: who?");

  hw_list_table_set_facts (list, "Asking afterwards", "Barka & Co");
  hw_list_table_add_column (list, "name", "Name", HW_LIST_TEXT);
  hw_list_table_add_column (list, "due-on", "Due on", HW_LIST_DATE);
  for (guint i = 0; i < 1000; i++)
    hw_list_table_add_row (list, row);
  return g_steal_pointer (&list);
}

static void
test_watch_sees_the_disk (void)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  int fd = g_file_open_tmp ("hw-watch-XXXXXX", &path, &error);
  FILE *file;

  g_assert_no_error (error);
  close (fd);
  n_in_memory = n_on_disk = 0;
  watching = TRUE;
  file = fopen (path, "w");
  watching = FALSE;
  fclose (file);
  unlink (path);
  g_assert_cmpuint (n_in_memory + n_on_disk, ==, 1);
}

static void
test_never_on_disk (void)
{
  g_autoptr (HwListTable) list = make_list ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  n_in_memory = n_on_disk = 0;
  watching = TRUE;
  bytes = hw_list_write_xlsx (list, &error);
  watching = FALSE;
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), 4, "PK\3\4", 4);
  /* The workbook itself, and its parts. */
  g_assert_cmpuint (n_in_memory, >, 5);
  g_assert_cmpuint (n_on_disk, ==, 0);
}

static void
test_leaves_nothing (void)
{
  g_autoptr (HwListTable) list = make_list ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_clear_pointer (&folder_used, g_free);
  watching = TRUE;
  bytes = hw_list_write_xlsx (list, &error);
  watching = FALSE;
  g_assert_no_error (error);
  g_assert_nonnull (folder_used);
  g_assert_false (g_file_test (folder_used, G_FILE_TEST_EXISTS));
  g_clear_pointer (&folder_used, g_free);
}

static void
test_empty (void)
{
  g_autoptr (HwListTable) list = hw_list_table_new ("");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = hw_list_write_xlsx (list, &error);

  g_assert_no_error (error);
  g_assert_nonnull (bytes);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/list-xlsx/memory/a-file-that-is-written-is-seen", test_watch_sees_the_disk);
  g_test_add_func ("/list-xlsx/memory/no-part-of-it-touches-the-disk", test_never_on_disk);
  g_test_add_func ("/list-xlsx/memory/nothing-is-left-there", test_leaves_nothing);
  g_test_add_func ("/list-xlsx/a-list-without-rows-is-a-workbook", test_empty);
  return g_test_run ();
}
