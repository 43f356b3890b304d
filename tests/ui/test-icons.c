/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <adwaita.h>

/* The icons that pages name are drawn by the theme of the machine, and themes lose some from one release to the next. */

#define MOST_FOLDERS_DEEP 4

/* The names of symbolic icons in a source file, each added to @names. */
static void
read_names (const char *path,
            GHashTable *names)
{
  g_autoptr (GRegex) regex = g_regex_new ("[\">]([a-z0-9-]+-symbolic)[\"<]", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    g_hash_table_add (names, g_match_info_fetch (match, 1));
}

static void
read_folder (const char *folder,
             guint       depth,
             GHashTable *names)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);

  g_assert_no_error (error);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && depth > 0)
        read_folder (path, depth - 1, names);
      else if (g_str_has_suffix (name, ".c") || g_str_has_suffix (name, ".ui"))
        read_names (path, names);
    }
}

static void
test_every_icon_is_in_the_theme (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "..", "src", "ui", NULL);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gdk_display_get_default ());
  GHashTableIter iter;
  gpointer name;

  g_assert_false (gtk_icon_theme_has_icon (theme, "of-no-theme-symbolic"));

  read_folder (folder, MOST_FOLDERS_DEEP, names);
  g_assert_cmpuint (g_hash_table_size (names), >, 20);
  for (g_hash_table_iter_init (&iter, names); g_hash_table_iter_next (&iter, &name, NULL); )
    if (!gtk_icon_theme_has_icon (theme, name))
      {
        g_test_message ("not in the theme: %s", (const char *) name);
        g_test_fail ();
      }
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv);
  adw_init ();
  g_test_add_func ("/icons/every-icon-is-in-the-theme", test_every_icon_is_in_the_theme);
  return g_test_run ();
}
