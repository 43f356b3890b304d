/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-application.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdlib.h>

/* The program with a window. HW_LOCALEDIR in the environment serves runs from the build directory. */
int
main (int    argc,
      char **argv)
{
  g_autoptr (HwApplication) application = NULL;
  const char *localedir = g_getenv ("HW_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, localedir ? localedir : HW_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_application_name (_("Homeward"));

  application = hw_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
