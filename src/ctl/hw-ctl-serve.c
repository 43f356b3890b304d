/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "hw-collect-door.h"
#include "hw-ctl-serve.h"
#include "hw-intake-server.h"
#include "hw-message-intake.h"

/* serve: the intake service, until a signal ends it. It opens no workspace and
 * asks for no passphrase. intake-key: what its settings need, where the key is
 * not made by the workspace. */

/* What is in memory for the length of a request is not to end on the disk when the program does. */
static void
leave_no_core (void)
{
  const struct rlimit none = { 0, 0 };

  setrlimit (RLIMIT_CORE, &none);
#ifdef __linux__
  prctl (PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

static gboolean
stop_cb (GCancellable *cancellable,
         gpointer      loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

static void
run_until_cancelled (GCancellable *cancellable)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GSource) source = g_cancellable_source_new (cancellable);

  g_source_set_callback (source, G_SOURCE_FUNC (stop_cb), loop, NULL);
  g_source_attach (source, NULL);
  g_main_loop_run (loop);
}

static gboolean
serve (HwCtl             *ctl,
       HwIntakeSettings  *settings,
       GError           **error)
{
  g_autoptr (HwIntakeSpool) spool = hw_intake_spool_open (settings->spool, error);
  g_autoptr (HwIntakeServer) server = NULL;
  g_autoptr (HwMessageIntake) messages = NULL;

  if (spool == NULL)
    return FALSE;
  hw_intake_spool_set_in_one_commit (spool, settings->in_one_commit);
  server = hw_intake_server_new (settings, spool, error);
  if (server == NULL)
    return FALSE;
  messages = hw_message_intake_new (settings, spool);
  g_print (_("Reports are taken at %s. %ld wait to be collected.\n"), hw_intake_server_get_address (server), (glong) hw_intake_spool_count (spool));
  fflush (stdout);
  run_until_cancelled (ctl->cancellable);
  return TRUE;
}

gboolean
hw_ctl_serve (HwCtl   *ctl,
              GStrv    args,
              GError **error)
{
  g_autofree char *path = NULL;
  gboolean check = FALSE;
  const GOptionEntry entries[] = {
    { "settings", 0, 0, G_OPTION_ARG_FILENAME, &path, N_("The settings of the service"), N_("FILE") },
    { "check", 0, 0, G_OPTION_ARG_NONE, &check, N_("Only say whether the settings are sound"), NULL },
    { NULL }
  };
  g_auto (GStrv) rest = g_strdupv (args);
  g_autoptr (HwIntakeSettings) settings = NULL;

  if (!hw_ctl_parse (ctl, &rest, "--settings FILE", _("Takes reports from the web form, Open311 and SMS, and seals them to the team's key."), entries, 0, 0, error))
    return FALSE;
  if (path == NULL || rest[1] != NULL)
    return hw_ctl_set_usage (error, _("Say which settings: homewardctl serve --settings /etc/homeward/intake.conf"));
  settings = hw_intake_settings_load (path, error);
  if (settings == NULL)
    return FALSE;
  if (check)
    return hw_intake_server_check (settings, error);
  leave_no_core ();
  return serve (ctl, settings, error);
}

/* -- intake-key -- */

static void
print_words (const char *public_half,
             const char *secret_half,
             const char *token,
             const char *hash)
{
  g_print ("%s\n\n[intake]\npublic-key=%s\ncollect-token-hash=%s\n\n", _("For the settings of the service:"), public_half, hash);
  g_print ("%s\n\nsecret-key=%s\ncollect-token=%s\n\n", _("For the workspace alone:"), secret_half, token);
  g_print ("%s\n", _("The second half is shown this once and kept nowhere. Who has it can read every report that comes in; without it nobody can."));
}

static void
print_json (const char *public_half,
            const char *secret_half,
            const char *token,
            const char *hash)
{
  g_print ("{\"public-key\":\"%s\",\"collect-token-hash\":\"%s\",\"secret-key\":\"%s\",\"collect-token\":\"%s\"}\n", public_half, hash, secret_half, token);
}

gboolean
hw_ctl_intake_key (HwCtl   *ctl,
                   GStrv    args,
                   GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_autoptr (HwIntakeKey) key = NULL;
  g_autofree char *public_half = NULL, *secret_half = NULL, *token = NULL, *hash = NULL;

  if (!hw_ctl_parse (ctl, &rest, "", _("Makes a new intake key and a new token for collecting, and prints both."), NULL, 0, 0, error))
    return FALSE;
  if (rest[1] != NULL)
    return hw_ctl_set_usage (error, _("Usage: homewardctl %s"), "intake-key");
  key = hw_intake_key_new ();
  public_half = hw_intake_key_to_string (key);
  secret_half = hw_intake_key_to_secret_string (key);
  token = hw_collect_token_new ();
  hash = hw_collect_token_hash (token);
  (ctl->json ? print_json : print_words) (public_half, secret_half, token, hash);
  sodium_memzero (secret_half, strlen (secret_half));
  sodium_memzero (token, strlen (token));
  return TRUE;
}
