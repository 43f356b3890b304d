/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-ctl.h"
#include "hw-private-file.h"
#include "hw-sealed-file.h"

/* open: for who was sent a sealed file. They need the passphrase and no workspace. */

static gboolean
refuse_existing (const char  *path,
                 GError     **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS, _("There is a file named %s already. Nothing was written. Choose another name."), path);
  return FALSE;
}

static GBytes *
read_file (const char  *path,
           GError     **error)
{
  g_autoptr (GError) own_error = NULL;
  char *contents;
  gsize length;

  if (g_file_get_contents (path, &contents, &length, &own_error))
    return g_bytes_new_take (contents, length);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("The file cannot be read: %s. Nothing was written."), own_error->message);
  return NULL;
}

static gboolean
write_file (GBytes      *plain,
            const char  *path,
            GError     **error)
{
  g_autoptr (HwPrivateFile) file = hw_private_file_create (path, error);
  gsize size;
  const void *data = g_bytes_get_data (plain, &size);

  if (file == NULL || !g_output_stream_write_all (hw_private_file_get_stream (file), data, size, NULL, NULL, error))
    return FALSE;
  /* Somebody may have made one of that name while the passphrase was typed. */
  return hw_private_file_commit_new (file, error);
}

static GBytes *
open_sealed (HwCtl       *ctl,
             const char  *path,
             char       **file_name,
             GError     **error)
{
  g_autoptr (GBytes) sealed = read_file (path, error);
  char *passphrase;
  GBytes *plain;

  /* Nobody is asked for the passphrase of something else. */
  if (sealed == NULL || !hw_sealed_file_check (sealed, error))
    return NULL;
  passphrase = hw_ctl_read_passphrase (ctl, FALSE, error);
  if (passphrase == NULL)
    return NULL;
  plain = hw_sealed_file_open (sealed, passphrase, file_name, error);
  hw_ctl_free_passphrase (passphrase);
  return plain;
}

gboolean
hw_ctl_open_sealed (HwCtl   *ctl,
                    GStrv    args,
                    GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_autofree char *output = NULL, *file_name = NULL;
  g_autoptr (GBytes) plain = NULL;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("Write what was sealed to this file"), N_("FILE") },
    { NULL }
  };

  if (!hw_ctl_parse (ctl, &rest, _("FILE -o OUT"), _("Opens a sealed file that you were sent, with the passphrase that you were told."), entries, 1, 1, error))
    return FALSE;
  if (output == NULL)
    return hw_ctl_set_usage (error, "%s", _("Say with --output where to write what was sealed"));
  if (g_file_test (output, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK))
    return refuse_existing (output, error);
  plain = open_sealed (ctl, rest[1], &file_name, error);
  if (plain == NULL || g_cancellable_set_error_if_cancelled (ctl->cancellable, error) || !write_file (plain, output, error))
    return FALSE;
  if (ctl->json)
    g_print ("{\"bytes\":%" G_GSIZE_FORMAT "}\n", g_bytes_get_size (plain));
  else
    g_print (_("Opened: it was called %s. It is in %s now, for you alone to read.\n"), file_name, output);
  return TRUE;
}
