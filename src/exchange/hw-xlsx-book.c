/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <linux/magic.h>
#include <locale.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "hw-xlsx-book.h"

/* libxlsxwriter writes each part of a workbook into a temporary file and then
 * all of them into a file with a name. Ours are a folder on a file system that
 * is memory, and a file without a name; where there is no such file system,
 * nothing is written at all. */

#define MAX_CELL_CHARACTERS 32767   /* of the format */
#define MAX_SHEET_NAME      31

struct _HwXlsxBook
{
  char         *folder;     /* (owned): in memory */
  int           fd;         /* the workbook, in memory */
  lxw_workbook *workbook;   /* (owned) (nullable) */
};

static gboolean
is_memory_with_room (const char *folder,
                     guint64     bytes)
{
  struct statfs status;

  return folder != NULL && statfs (folder, &status) == 0 &&
         (status.f_type == TMPFS_MAGIC || status.f_type == RAMFS_MAGIC) &&
         (status.f_type == RAMFS_MAGIC || (guint64) status.f_bavail * (guint64) status.f_bsize >= bytes);
}

static char *
make_folder (guint64   bytes,
             GError  **error)
{
  const char *parents[] = { g_get_user_runtime_dir (), "/dev/shm", g_get_tmp_dir () };

  for (guint i = 0; i < G_N_ELEMENTS (parents); i++)
    {
      g_autofree char *folder = NULL;

      if (!is_memory_with_room (parents[i], bytes))
        continue;
      folder = g_build_filename (parents[i], "homeward-XXXXXX", NULL);
      if (g_mkdtemp_full (folder, 0700) != NULL)
        return g_steal_pointer (&folder);
    }
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE,
                       _("There is not enough memory for a workbook, and its parts are not put on the disk. No file was written. Save it as CSV instead."));
  return NULL;
}

static gboolean
open_workbook (HwXlsxBook  *self,
               GError     **error)
{
  g_autofree char *path = NULL;
  lxw_workbook_options options = { .constant_memory = LXW_FALSE, .tmpdir = self->folder, .use_zip64 = LXW_FALSE };

  self->fd = memfd_create ("workbook", MFD_CLOEXEC);
  if (self->fd >= 0)
    {
      path = g_strdup_printf ("/proc/self/fd/%d", self->fd);
      self->workbook = workbook_new_opt (path, &options);
    }
  if (self->workbook != NULL)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("A workbook cannot be made here. No file was written. Save it as CSV instead."));
  return FALSE;
}

/**
 * hw_xlsx_book_new:
 * @n_cells: about how many cells it will have
 * @n_bytes: about how many bytes of text
 * @error: return location for a %G_IO_ERROR
 *
 * Returns: (transfer full) (nullable): a workbook without sheets, or %NULL where
 *   there is no memory for it
 */
HwXlsxBook *
hw_xlsx_book_new (gsize    n_cells,
                  gsize    n_bytes,
                  GError **error)
{
  /* A character may become an entity of six; a cell has a frame of about sixty. */
  const guint64 bytes = (guint64) n_cells * 64 + (guint64) n_bytes * 6 + (1 << 20);
  g_autoptr (HwXlsxBook) self = g_new0 (HwXlsxBook, 1);

  self->fd = -1;
  self->folder = make_folder (bytes, error);
  if (self->folder == NULL || !open_workbook (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * hw_xlsx_book_free:
 * @self: (nullable) (transfer full): a workbook
 */
void
hw_xlsx_book_free (HwXlsxBook *self)
{
  if (self == NULL)
    return;
  if (self->workbook != NULL)
    lxw_workbook_free (self->workbook);
  if (self->fd >= 0)
    close (self->fd);
  /* The library takes its files away as soon as it has them open. */
  if (self->folder != NULL)
    g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self);
}

/**
 * hw_xlsx_book_get_workbook:
 * @self: a workbook
 *
 * Returns: (transfer none): to make formats and sheets of
 */
lxw_workbook *
hw_xlsx_book_get_workbook (HwXlsxBook *self)
{
  return self->workbook;
}

/* What the format does not take in the name of a sheet becomes a blank. */
static char *
dup_sheet_name (const char *name)
{
  char *clean = g_utf8_make_valid (name, -1), *cut;

  for (char *c = clean; *c != '\0'; c++)
    if (strchr ("[]:*?/\\'", *c) != NULL || g_ascii_iscntrl (*c))
      *c = ' ';
  cut = g_utf8_substring (clean, 0, MIN (g_utf8_strlen (clean, -1), MAX_SHEET_NAME));
  g_free (clean);
  return g_strstrip (cut);
}

/**
 * hw_xlsx_book_add_sheet:
 * @self: a workbook
 * @name: what it is called
 *
 * Returns: (transfer none): an empty sheet
 */
lxw_worksheet *
hw_xlsx_book_add_sheet (HwXlsxBook *self,
                        const char *name)
{
  g_autofree char *clean = dup_sheet_name (name);
  gboolean good = *clean != '\0' && workbook_validate_sheet_name (self->workbook, clean) == LXW_NO_ERROR;

  return workbook_add_worksheet (self->workbook, good ? clean : NULL);
}

static GBytes *
read_back (int      fd,
           GError **error)
{
  off_t size = lseek (fd, 0, SEEK_END);
  g_autofree guint8 *data = size > 0 ? g_try_malloc ((gsize) size) : NULL;

  for (off_t done = 0; data != NULL && done < size;)
    {
      ssize_t n = pread (fd, data + done, (size_t) (size - done), done);

      if (n <= 0 && errno != EINTR)
        g_clear_pointer (&data, g_free);
      else
        done += MAX (n, 0);
    }
  if (data != NULL)
    return g_bytes_new_take (g_steal_pointer (&data), (gsize) size);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("The workbook cannot be put together. No file was written. Save it as CSV instead."));
  return NULL;
}

/* The library writes numbers as the user's language does, which no spreadsheet can read: on this thread it has none meanwhile. */
static lxw_error
close_workbook (lxw_workbook *workbook)
{
  locale_t plain = newlocale (LC_NUMERIC_MASK, "C", (locale_t) 0);
  locale_t before = uselocale (plain);
  lxw_error result = workbook_close (workbook);

  uselocale (before);
  freelocale (plain);
  return result;
}

/**
 * hw_xlsx_book_finish:
 * @self: a workbook; nothing can be added afterwards
 * @error: return location for a %G_IO_ERROR
 *
 * Returns: (transfer full) (nullable): the file
 */
GBytes *
hw_xlsx_book_finish (HwXlsxBook  *self,
                     GError     **error)
{
  /* Closing frees it, whatever comes of it. */
  lxw_error result = close_workbook (g_steal_pointer (&self->workbook));

  if (result == LXW_NO_ERROR)
    return read_back (self->fd, error);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("The workbook cannot be put together: %s. No file was written. Save it as CSV instead."),
               lxw_strerror (result));
  return NULL;
}

/* What XML cannot hold goes, and what a cell cannot hold. */
static char *
dup_cell_text (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *clean = g_string_new (NULL);
  guint n = 0;

  for (const char *c = valid; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);
      gboolean good = character == '\n' || character == '\t' || (!g_unichar_iscntrl (character) && (character & 0xfffe) != 0xfffe);

      if (good && n + 1 == MAX_CELL_CHARACTERS)
        {
          g_string_append (clean, "…");
          break;
        }
      if (!good)
        continue;
      g_string_append_unichar (clean, character);
      n++;
    }
  return g_string_free (clean, FALSE);
}

/**
 * hw_xlsx_write_text:
 * @sheet: a sheet
 * @row: which, from 0
 * @column: which, from 0
 * @text: (nullable): words from anywhere; %NULL: the cell stays empty
 * @format: (nullable): how it looks
 *
 * Writes a text that stays one, whatever it looks like: no formula, no number
 * and no link comes of it.
 */
void
hw_xlsx_write_text (lxw_worksheet *sheet,
                    guint          row,
                    guint          column,
                    const char    *text,
                    lxw_format    *format)
{
  g_autofree char *clean = text != NULL ? dup_cell_text (text) : NULL;

  if (clean != NULL && *clean != '\0')
    worksheet_write_string (sheet, row, (lxw_col_t) column, clean, format);
}
