/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <poll.h>
#include <sodium.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "hw-ctl.h"

/* Where the passphrase comes from: a file descriptor, a credential of systemd,
 * or the terminal. Never the command line, which every user of the computer
 * can read, and never the environment. */

#define PASSPHRASE_LIMIT (64 * 1024)
#define CREDENTIAL       "homeward-passphrase"

static gboolean
set_no_passphrase (GError     **error,
                   const char  *words)
{
  g_set_error_literal (error, HW_CTL_ERROR, HW_CTL_ERROR_NO_PASSPHRASE, words);
  return FALSE;
}

void
hw_ctl_free_passphrase (char *passphrase)
{
  if (passphrase != NULL)
    sodium_memzero (passphrase, PASSPHRASE_LIMIT + 2);
  g_free (passphrase);
}

/* Waits until there is something to read, or until a signal says to stop. */
static gboolean
wait_for_input (HwCtl   *ctl,
                int      fd,
                GError **error)
{
  struct pollfd fds[2] = { { .fd = fd, .events = POLLIN }, { .fd = g_cancellable_get_fd (ctl->cancellable), .events = POLLIN } };
  int n;

  do
    n = poll (fds, fds[1].fd >= 0 ? 2 : 1, -1);
  while (n < 0 && errno == EINTR);
  g_cancellable_release_fd (ctl->cancellable);
  return !g_cancellable_set_error_if_cancelled (ctl->cancellable, error);
}

/* Up to the end of the input or of its first line. */
static gboolean
read_line (HwCtl   *ctl,
           int      fd,
           char    *line,
           GError **error)
{
  gsize length = 0;

  for (;;)
    {
      gssize n;

      if (!wait_for_input (ctl, fd, error))
        return FALSE;
      n = read (fd, line + length, 1);
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return set_no_passphrase (error, _("The passphrase cannot be read from there."));
      if (n == 0 || line[length] == '\n')
        break;
      if (++length > PASSPHRASE_LIMIT)
        return set_no_passphrase (error, _("The passphrase is too long to be one."));
    }
  if (length > 0 && line[length - 1] == '\r')
    length--;
  line[length] = 0;
  return length > 0 || set_no_passphrase (error, _("The passphrase is empty."));
}

static gboolean
read_credential (HwCtl       *ctl,
                 const char  *folder,
                 char        *line,
                 GError     **error)
{
  g_autofree char *path = g_build_filename (folder, CREDENTIAL, NULL);
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  gboolean good;

  if (fd < 0)
    return set_no_passphrase (error, _("There is no credential named homeward-passphrase. Give one with LoadCredential=, or use --passphrase-fd."));
  good = read_line (ctl, fd, line, error);
  close (fd);
  return good;
}

static gboolean
ask (HwCtl       *ctl,
     int          tty,
     const char  *prompt,
     char        *line,
     GError     **error)
{
  struct termios before, silent;
  gboolean good;

  if (tcgetattr (tty, &before) != 0)
    return set_no_passphrase (error, _("There is no terminal to ask for the passphrase at. Use --passphrase-fd."));
  silent = before;
  silent.c_lflag &= ~(tcflag_t) ECHO;
  silent.c_lflag |= ICANON;
  tcsetattr (tty, TCSAFLUSH, &silent);
  (void) !write (tty, prompt, strlen (prompt));
  good = read_line (ctl, tty, line, error);
  tcsetattr (tty, TCSAFLUSH, &before);
  (void) !write (tty, "\n", 1);
  return good;
}

static gboolean
ask_again (HwCtl       *ctl,
           int          tty,
           const char  *first,
           GError     **error)
{
  char *second = g_malloc0 (PASSPHRASE_LIMIT + 2);
  gboolean good = ask (ctl, tty, _("The same again: "), second, error);

  if (good && strcmp (first, second) != 0)
    good = set_no_passphrase (error, _("The two are not the same. Nothing was made. Try again."));
  hw_ctl_free_passphrase (second);
  return good;
}

static gboolean
ask_at_terminal (HwCtl     *ctl,
                 gboolean   twice,
                 char      *line,
                 GError   **error)
{
  int tty = open ("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
  gboolean good;

  if (tty < 0)
    return set_no_passphrase (error, _("There is no terminal to ask for the passphrase at. Use --passphrase-fd."));
  good = ask (ctl, tty, twice ? _("New passphrase: ") : _("Passphrase: "), line, error) && (!twice || ask_again (ctl, tty, line, error));
  close (tty);
  return good;
}

/**
 * hw_ctl_read_passphrase:
 * @ctl: the common options
 * @twice: ask a second time at a terminal, as for a new passphrase
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the passphrase; wipe it with
 *   hw_ctl_free_passphrase()
 */
char *
hw_ctl_read_passphrase (HwCtl     *ctl,
                        gboolean   twice,
                        GError   **error)
{
  const char *folder = g_getenv ("CREDENTIALS_DIRECTORY");
  char *line = g_malloc0 (PASSPHRASE_LIMIT + 2);
  gboolean good;

  if (ctl->passphrase_fd >= 0)
    good = read_line (ctl, ctl->passphrase_fd, line, error);
  else if (folder != NULL)
    good = read_credential (ctl, folder, line, error);
  else
    good = ask_at_terminal (ctl, twice, line, error);
  if (good && g_utf8_validate (line, -1, NULL))
    return line;
  if (good)
    set_no_passphrase (error, _("The passphrase is not UTF-8 text."));
  hw_ctl_free_passphrase (line);
  return NULL;
}
