/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-application.h"
#include "hw-call-link.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

/*
 * A telephone may start us with the number of a caller, and everybody on the
 * computer can read the list of processes: the program goes on with a copy of its
 * arguments, and whatever may hold a number is wiped from what the list shows.
 */
static GStrv
take_arguments (int    argc,
                char **argv)
{
  GStrv copy = g_new0 (char *, argc + 1);

  for (int i = 0; i < argc; i++)
    {
      gboolean after_phone = i > 0 && strcmp (copy[i - 1], "--phone") == 0;

      copy[i] = g_strdup (argv[i]);
      if (after_phone || g_str_has_prefix (argv[i], "--phone=") || hw_call_link_is_link (argv[i]))
        memset (argv[i], '-', strlen (argv[i]));
    }
  return copy;
}

/* The program with a window. HW_LOCALEDIR in the environment serves runs from the build directory. */
int
main (int    argc,
      char **argv)
{
  g_autoptr (HwApplication) application = NULL;
  g_auto (GStrv) arguments = take_arguments (argc, argv);
  const char *localedir = g_getenv ("HW_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, localedir ? localedir : HW_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_application_name (_("Homeward"));

  application = hw_application_new ();
  return g_application_run (G_APPLICATION (application), argc, arguments);
}
