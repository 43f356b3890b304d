/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixoutputstream.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "hw-private-file.h"

/* For exports and lists of refused rows: they hold what must not be read by
 * others, and a half-written one must not be taken for a whole one. */

struct _HwPrivateFile
{
  char          *path;        /* (owned) */
  char          *temporary;   /* (owned) (nullable): NULL once it is in its place */
  int            fd;
  GOutputStream *stream;      /* (owned) */
};

static gboolean
fail (const char  *path,
      GError     **error)
{
  int saved = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved),
               _("The file cannot be written: %s. Nothing was changed there. Choose another place or make room."), g_strerror (saved));
  return FALSE;
}

HwPrivateFile *
hw_private_file_create (const char  *path,
                        GError     **error)
{
  g_autoptr (HwPrivateFile) self = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY, _("The file cannot be written: there is a folder of that name. Choose another name."));
      return NULL;
    }
  self = g_new0 (HwPrivateFile, 1);
  self->path = g_strdup (path);
  self->temporary = g_strconcat (path, ".XXXXXX", NULL);
  self->fd = g_mkstemp_full (self->temporary, O_RDWR | O_CLOEXEC, 0600);
  if (self->fd < 0)
    {
      fail (path, error);
      g_clear_pointer (&self->temporary, g_free);
      return NULL;
    }
  self->stream = g_unix_output_stream_new (self->fd, TRUE);
  return g_steal_pointer (&self);
}

GOutputStream *
hw_private_file_get_stream (HwPrivateFile *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->stream;
}

/* The name is safe on the disk once its folder is. */
static void
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    return;
  fsync (fd);
  close (fd);
}

typedef int (*PutFunc) (const char *from, const char *to);

static int
put_anyway (const char *from,
            const char *to)
{
  return g_rename (from, to);
}

/* Not every file system can say so itself, those of sticks for instance. */
static int
put_if_new (const char *from,
            const char *to)
{
  int result = renameat2 (AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE);

  if (result == 0 || (errno != EINVAL && errno != ENOSYS))
    return result;
  if (!g_file_test (to, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK))
    return g_rename (from, to);
  errno = EEXIST;
  return -1;
}

static gboolean
commit (HwPrivateFile  *self,
        PutFunc         put,
        GError        **error)
{
  if (fsync (self->fd) != 0)
    return fail (self->path, error);
  if (!g_output_stream_close (self->stream, NULL, error))
    return FALSE;
  if (put (self->temporary, self->path) != 0)
    return fail (self->path, error);
  g_clear_pointer (&self->temporary, g_free);
  sync_folder (self->path);
  return TRUE;
}

gboolean
hw_private_file_commit (HwPrivateFile  *self,
                        GError        **error)
{
  g_return_val_if_fail (self != NULL && self->temporary != NULL, FALSE);

  return commit (self, put_anyway, error);
}

gboolean
hw_private_file_commit_new (HwPrivateFile  *self,
                            GError        **error)
{
  g_return_val_if_fail (self != NULL && self->temporary != NULL, FALSE);

  return commit (self, put_if_new, error);
}

gboolean
hw_private_file_write (const char  *path,
                       const void  *data,
                       gsize        size,
                       GError     **error)
{
  g_autoptr (HwPrivateFile) file = hw_private_file_create (path, error);

  return file != NULL
         && g_output_stream_write_all (file->stream, data, size, NULL, NULL, error)
         && hw_private_file_commit (file, error);
}

void
hw_private_file_free (HwPrivateFile *self)
{
  if (self == NULL)
    return;
  if (self->temporary != NULL)
    g_unlink (self->temporary);
  g_clear_object (&self->stream);
  g_free (self->temporary);
  g_free (self->path);
  g_free (self);
}
