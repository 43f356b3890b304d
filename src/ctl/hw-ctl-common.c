/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "hw-ctl.h"
#include "hw-date-reader.h"
#include "hw-sealed-file.h"

G_DEFINE_QUARK (hw-ctl-error-quark, hw_ctl_error)

gboolean
hw_ctl_set_usage (GError     **error,
                  const char  *format,
                  ...)
{
  g_autofree char *words = NULL;
  va_list arguments;

  va_start (arguments, format);
  words = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, HW_CTL_ERROR, HW_CTL_ERROR_USAGE, words);
  return FALSE;
}

gboolean
hw_ctl_parse (HwCtl               *ctl,
              GStrv               *args,
              const char          *arguments,
              const char          *summary,
              const GOptionEntry  *entries,
              guint                least,
              guint                most,
              GError             **error)
{
  const GOptionEntry common[] = {
    { "passphrase-fd", 0, 0, G_OPTION_ARG_INT, &ctl->passphrase_fd, N_("Read the passphrase from this file descriptor"), "N" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &ctl->json, N_("Print JSON"), NULL },
    { NULL }
  };
  g_autofree char *usage = g_strdup_printf ("%s %s", (*args)[0], arguments);
  g_autofree char *program = g_strdup_printf ("homewardctl %s", (*args)[0]);
  g_autoptr (GOptionContext) context = g_option_context_new (arguments);
  g_autoptr (GError) own_error = NULL;
  guint n;

  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, summary);
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, common, GETTEXT_PACKAGE);
  g_set_prgname (program);
  if (!g_option_context_parse_strv (context, args, &own_error))
    return hw_ctl_set_usage (error, "%s", own_error->message);
  n = g_strv_length (*args) - 1;
  /* What follows "--" are arguments too. */
  if (n > 0 && g_str_equal ((*args)[1], "--"))
    n--;
  if (n < least || (most > 0 && n > most))
    return hw_ctl_set_usage (error, _("Usage: homewardctl %s"), usage);
  if (ctl->passphrase_fd < -1)
    return hw_ctl_set_usage (error, _("--passphrase-fd takes the number of an open file descriptor"));
  return TRUE;
}

HwStore *
hw_ctl_open (HwCtl       *ctl,
             const char  *path,
             GError     **error)
{
  g_autofree char *name = NULL;
  char *passphrase;
  HwStore *store;

  /* Nobody is asked for the passphrase of what is no workspace. */
  name = hw_store_peek_name (path, error);
  if (name == NULL)
    return NULL;
  passphrase = hw_ctl_read_passphrase (ctl, FALSE, error);
  if (passphrase == NULL)
    return NULL;
  store = hw_store_open (path, HW_SECRET_PASSPHRASE, passphrase, error);
  hw_ctl_free_passphrase (passphrase);
  return store;
}

gboolean
hw_ctl_parse_time (const char  *option,
                   const char  *text,
                   gboolean     end,
                   gint64      *time,
                   GError     **error)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (HwDateReader) reader = hw_date_reader_new (HW_DATE_ORDER_YMD, zone);
  gint64 precision;

  if (hw_date_form_of (text) != HW_DATE_FORM_YEAR_FIRST || !hw_date_reader_read (reader, text, NULL, time, &precision))
    return hw_ctl_set_usage (error, _("%s takes a time such as 2026-11-22 or 2026-11-22T18:30, not \"%s\""), option, text);
  /* A day without an hour is given as its noon. */
  if (precision > G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)
    *time += end ? precision : -precision;
  return TRUE;
}

static HwCtlExit
exit_code_of_store (int code)
{
  switch (code)
    {
    case HW_STORE_ERROR_WRONG_SECRET:
    case HW_STORE_ERROR_PASSPHRASE:
      return HW_CTL_SECRET;
    case HW_STORE_ERROR_LOCKED:
      return HW_CTL_LOCKED;
    case HW_STORE_ERROR_NOT_A_WORKSPACE:
    case HW_STORE_ERROR_KEY_FILE:
    case HW_STORE_ERROR_DAMAGED:
    case HW_STORE_ERROR_NEWER:
      return HW_CTL_DAMAGED;
    default:
      return HW_CTL_FAILED;
    }
}

static HwCtlExit
exit_code_of_sealed (int code)
{
  switch (code)
    {
    case HW_SEALED_ERROR_PASSPHRASE: return HW_CTL_SECRET;
    case HW_SEALED_ERROR_MEMORY: return HW_CTL_FAILED;
    default: return HW_CTL_DAMAGED;
    }
}

HwCtlExit
hw_ctl_exit_code (const GError *error)
{
  if (error == NULL)
    return HW_CTL_OK;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return HW_CTL_INTERRUPTED;
  if (g_error_matches (error, HW_CTL_ERROR, HW_CTL_ERROR_USAGE))
    return HW_CTL_USAGE;
  if (g_error_matches (error, HW_CTL_ERROR, HW_CTL_ERROR_NO_PASSPHRASE))
    return HW_CTL_SECRET;
  if (g_error_matches (error, HW_CTL_ERROR, HW_CTL_ERROR_VERIFY))
    return HW_CTL_DAMAGED;
  if (error->domain == HW_IMPORT_FILE_ERROR)
    return HW_CTL_INPUT;
  if (error->domain == HW_SEALED_ERROR)
    return exit_code_of_sealed (error->code);
  if (error->domain == HW_STORE_ERROR)
    return exit_code_of_store (error->code);
  return HW_CTL_FAILED;
}

void
hw_ctl_progress (guint64  done,
                 guint64  total,
                 gpointer user_data)
{
  static guint last = G_MAXUINT;
  guint percent = total > 0 ? (guint) (done * 100 / total) : 0;

  if (percent == last || !isatty (STDERR_FILENO))
    return;
  last = percent;
  fprintf (stderr, "\r%3u %%", percent);
}

void
hw_ctl_end_progress (HwCtl *ctl)
{
  if (isatty (STDERR_FILENO))
    fputs ("\r      \r", stderr);
}
