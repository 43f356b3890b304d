/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <signal.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

#include "hw-ctl.h"
#include "hw-ctl-serve.h"

/* Homeward without a display: for scripts, services and administrators. Each
 * command is a function of src/ctl; here it is chosen, and its failure becomes
 * a line on standard error and an exit code. */

static const struct { const char *name; HwCtlFunc func; const char *words; } commands[] = {
  { "init", hw_ctl_init, N_("make a workspace") },
  { "import", hw_ctl_import, N_("import reports from CSV or GeoJSON files") },
  { "import-places", hw_ctl_import_places, N_("import streets and landmarks for the call desk") },
  { "export", hw_ctl_export, N_("write reports to a CSV or GeoJSON file") },
  { "hotspots", hw_ctl_hotspots, N_("list where reports and contacts concentrate") },
  { "export-list", hw_ctl_export_list, N_("write a list of people who agreed to it, for one recipient") },
  { "figures", hw_ctl_figures, N_("count the figures of a period") },
  { "poll", hw_ctl_poll, N_("take in reports from another Open311 server") },
  { "serve", hw_ctl_serve, N_("take reports from the web form, Open311 and SMS") },
  { "intake-key", hw_ctl_intake_key, N_("make a key for what comes in") },
  { "collect", hw_ctl_collect, N_("take in what waits at the team's intake service") },
  { "published", hw_ctl_published, N_("write what was done about the reports of a month") },
  { "round", hw_ctl_round, N_("list shifts, write the round of one as PDF, GPX or GeoJSON") },
  { "open", hw_ctl_open_sealed, N_("open a sealed file that you were sent") },
  { "verify", hw_ctl_verify, N_("check the journal") },
  { "rebuild", hw_ctl_rebuild, N_("fill the tables from the journal again") },
};

static void
print_help (void)
{
  g_print ("%s\n\n", _("Usage: homewardctl COMMAND WORKSPACE [OPTION...]"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print ("  %-13s %s\n", commands[i].name, _(commands[i].words));
  g_print ("\n%s\n%s\n", _("The passphrase is asked at the terminal, or read with --passphrase-fd N, or from the credential homeward-passphrase of a systemd service."),
           _("\"homewardctl COMMAND --help\" lists the options of a command; see also man homewardctl."));
}

static HwCtlFunc
find_command (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (name, commands[i].name))
      return commands[i].func;
  return NULL;
}

/* Signals are waited for on a thread of their own, where anything may be done; the first says stop, the second means it. */
static gpointer
wait_for_signals (gpointer user_data)
{
  GCancellable *cancellable = user_data;
  sigset_t signals;
  int number;

  sigemptyset (&signals);
  sigaddset (&signals, SIGINT);
  sigaddset (&signals, SIGTERM);
  sigaddset (&signals, SIGHUP);
  for (;;)
    {
      if (sigwait (&signals, &number) != 0)
        continue;
      if (g_cancellable_is_cancelled (cancellable) && number == SIGINT)
        _exit (HW_CTL_INTERRUPTED);
      g_cancellable_cancel (cancellable);
    }
  return NULL;
}

static void
catch_signals (GCancellable *cancellable)
{
  sigset_t signals;

  sigemptyset (&signals);
  sigaddset (&signals, SIGINT);
  sigaddset (&signals, SIGTERM);
  sigaddset (&signals, SIGHUP);
  pthread_sigmask (SIG_BLOCK, &signals, NULL);
  g_thread_unref (g_thread_new ("signals", wait_for_signals, cancellable));
}

static HwCtlExit
report_failure (const GError *error)
{
  HwCtlExit code = hw_ctl_exit_code (error);

  if (code == HW_CTL_INTERRUPTED)
    g_printerr ("homewardctl: %s\n", _("Stopped. Nothing was changed by what was under way."));
  else
    g_printerr ("homewardctl: %s\n", error->message);
  if (code == HW_CTL_USAGE)
    g_printerr ("%s\n", _("\"homewardctl --help\" lists the commands."));
  return code;
}

static HwCtlExit
run_command (HwCtlFunc command,
             GStrv     args)
{
  HwCtl ctl = { .passphrase_fd = -1, .cancellable = g_cancellable_new () };
  g_autoptr (GError) error = NULL;

  catch_signals (ctl.cancellable);
  if (command (&ctl, args, &error))
    return HW_CTL_OK;
  return report_failure (error);
}

int
main (int    argc,
      char **argv)
{
  HwCtlFunc command;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, HW_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  if (sodium_init () < 0)
    return HW_CTL_FAILED;
  if (argc < 2)
    {
      print_help ();
      return HW_CTL_USAGE;
    }
  if (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h") || g_str_equal (argv[1], "help"))
    {
      print_help ();
      return HW_CTL_OK;
    }
  if (g_str_equal (argv[1], "--version"))
    {
      g_print ("homewardctl %s\n", HW_VERSION);
      return HW_CTL_OK;
    }
  command = find_command (argv[1]);
  if (command == NULL)
    {
      g_printerr (_("homewardctl: there is no command \"%s\"\n"), argv[1]);
      print_help ();
      return HW_CTL_USAGE;
    }
  return run_command (command, argv + 1);
}
