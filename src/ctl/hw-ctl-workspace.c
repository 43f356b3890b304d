/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <sodium.h>
#include <string.h>

#include "hw-ctl-json.h"
#include "hw-ctl.h"

/* init, verify, rebuild. */

/* -- init -- */

static char *
name_of_path (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  char *dot = strrchr (name, '.');

  if (dot != NULL && dot != name)
    *dot = 0;
  return g_strdup (name);
}

static void
print_recovery_code (HwCtl      *ctl,
                     const char *path,
                     const char *code)
{
  if (ctl->json)
    {
      g_autoptr (JsonBuilder) builder = hw_ctl_json_begin ();

      hw_ctl_json_add_string (builder, "workspace", path);
      hw_ctl_json_add_string (builder, "recovery_code", code);
      hw_ctl_json_print (builder);
      return;
    }
  g_print (_("The workspace is made. Its recovery code opens it when the passphrase is lost; it is shown this once:\n\n    %s\n\nWrite it down and keep it apart from the computer.\n"), code);
}

/* Somebody pressed Ctrl+C while the workspace was being made, and has not seen the recovery code. */
static void
remove_workspace (const char *path)
{
  static const char *const endings[] = { "", ".key", "-wal", "-shm", "-journal", ".lock" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *file = g_strconcat (path, endings[i], NULL);

      g_unlink (file);
    }
}

static gboolean
make_workspace (HwCtl       *ctl,
                const char  *path,
                const char  *team,
                const char  *author,
                GError     **error)
{
  char *passphrase = hw_ctl_read_passphrase (ctl, TRUE, error);
  g_autoptr (HwStore) store = NULL;
  g_autofree char *code = NULL;

  if (passphrase == NULL)
    return FALSE;
  store = hw_store_create (path, team, author, passphrase, HW_KEY_STRENGTH_MODERATE, &code, error);
  hw_ctl_free_passphrase (passphrase);
  if (store == NULL || !hw_store_close (store, error))
    return FALSE;
  if (g_cancellable_set_error_if_cancelled (ctl->cancellable, error))
    remove_workspace (path);
  else
    print_recovery_code (ctl, path, code);
  sodium_memzero (code, strlen (code));
  return !g_cancellable_is_cancelled (ctl->cancellable);
}

gboolean
hw_ctl_init (HwCtl   *ctl,
             GStrv    args,
             GError **error)
{
  g_autofree char *team = NULL;
  g_autofree char *author = NULL;
  g_autofree char *default_team = NULL;
  const GOptionEntry entries[] = {
    { "team", 0, 0, G_OPTION_ARG_STRING, &team, N_("The team's name (else the name of the file)"), N_("NAME") },
    { "author", 0, 0, G_OPTION_ARG_STRING, &author, N_("Who records entries here (else the user's name)"), N_("NAME") },
    { NULL }
  };
  g_auto (GStrv) rest = g_strdupv (args);

  if (!hw_ctl_parse (ctl, &rest, _("WORKSPACE"), _("Makes an encrypted workspace and prints its recovery code."), entries, 1, 1, error))
    return FALSE;
  if (g_file_test (rest[1], G_FILE_TEST_EXISTS))
    {
      g_set_error_literal (error, HW_STORE_ERROR, HW_STORE_ERROR_EXISTS, _("There is something of that name already. It was left as it is. Choose another name."));
      return FALSE;
    }
  default_team = name_of_path (rest[1]);
  return make_workspace (ctl, rest[1], team != NULL ? team : default_team, author != NULL ? author : g_get_user_name (), error);
}

/* -- verify -- */

static void
print_problems (HwCtl     *ctl,
                GPtrArray *problems)
{
  if (ctl->json)
    {
      g_autoptr (JsonBuilder) builder = hw_ctl_json_begin ();

      json_builder_set_member_name (builder, "ok");
      json_builder_add_boolean_value (builder, problems->len == 0);
      json_builder_set_member_name (builder, "problems");
      json_builder_begin_array (builder);
      for (guint i = 0; i < problems->len; i++)
        json_builder_add_string_value (builder, g_ptr_array_index (problems, i));
      json_builder_end_array (builder);
      hw_ctl_json_print (builder);
      return;
    }
  for (guint i = 0; i < problems->len; i++)
    g_print ("%s\n", (const char *) g_ptr_array_index (problems, i));
  if (problems->len == 0)
    g_print ("%s\n", _("The journal is whole: chain, signatures and numbers agree."));
}

gboolean
hw_ctl_verify (HwCtl   *ctl,
               GStrv    args,
               GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_autoptr (HwStore) store = NULL;
  g_autoptr (GPtrArray) problems = NULL;

  if (!hw_ctl_parse (ctl, &rest, _("WORKSPACE"), _("Checks the journal and the database, and says what is wrong."), NULL, 1, 1, error))
    return FALSE;
  store = hw_ctl_open (ctl, rest[1], error);
  if (store == NULL)
    return FALSE;
  problems = hw_store_verify (store, hw_ctl_progress, ctl, ctl->cancellable, error);
  hw_ctl_end_progress (ctl);
  if (problems == NULL || !hw_store_close (store, error))
    return FALSE;
  print_problems (ctl, problems);
  if (problems->len == 0)
    return TRUE;
  g_set_error (error, HW_CTL_ERROR, HW_CTL_ERROR_VERIFY,
               g_dngettext (GETTEXT_PACKAGE, "%u thing is wrong. Nothing was changed. Keep this file and go on from a copy of before.",
                            "%u things are wrong. Nothing was changed. Keep this file and go on from a copy of before.", problems->len), problems->len);
  return FALSE;
}

/* -- rebuild -- */

static gboolean
rebuild (HwCtl    *ctl,
         HwStore  *store,
         GError  **error)
{
  g_autofree char *before = hw_store_dup_digest (store, error);
  g_autofree char *after = NULL;
  gboolean good;

  if (before == NULL)
    return FALSE;
  good = hw_store_rebuild (store, hw_ctl_progress, ctl, ctl->cancellable, error);
  hw_ctl_end_progress (ctl);
  after = good ? hw_store_dup_digest (store, error) : NULL;
  if (after == NULL || !hw_store_close (store, error))
    return FALSE;
  if (ctl->json)
    {
      g_autoptr (JsonBuilder) builder = hw_ctl_json_begin ();

      json_builder_set_member_name (builder, "changed");
      json_builder_add_boolean_value (builder, !g_str_equal (before, after));
      hw_ctl_json_add_string (builder, "digest", after);
      hw_ctl_json_print (builder);
    }
  else
    g_print ("%s\n", g_str_equal (before, after) ? _("The tables are rebuilt from the journal. They are as they were.")
                                                 : _("The tables are rebuilt from the journal. They were not as the journal has them, and are now."));
  return TRUE;
}

gboolean
hw_ctl_rebuild (HwCtl   *ctl,
                GStrv    args,
                GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_autoptr (HwStore) store = NULL;

  if (!hw_ctl_parse (ctl, &rest, _("WORKSPACE"), _("Empties the tables and fills them from the journal."), NULL, 1, 1, error))
    return FALSE;
  store = hw_ctl_open (ctl, rest[1], error);
  return store != NULL && rebuild (ctl, store, error);
}
