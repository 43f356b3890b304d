/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <string.h>

#include "hw-map-paths.h"

/* Which map files are shown, in which order, as the workspace remembers it: a
 * path a line, the one on top first. When there was only one map its path stood
 * there alone, which reads as a list of one: nothing needs to be migrated. A
 * path with a line break in it, or a backslash, is escaped. Pure. */

static char *
escape (const char *path)
{
  g_autoptr (GString) text = g_string_new (path);

  g_string_replace (text, "\\", "\\\\", 0);
  g_string_replace (text, "\n", "\\n", 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
unescape (const char *text)
{
  g_autoptr (GString) path = g_string_new (NULL);

  for (; *text != '\0'; text++)
    if (text[0] == '\\' && (text[1] == '\\' || text[1] == 'n'))
      g_string_append_c (path, *++text == 'n' ? '\n' : '\\');
    else
      g_string_append_c (path, *text);
  return g_string_free (g_steal_pointer (&path), FALSE);
}

static gboolean
contains (GPtrArray  *paths,
          const char *path)
{
  return g_ptr_array_find_with_equal_func (paths, path, g_str_equal, NULL);
}

static char **
finish (GPtrArray *paths)
{
  g_ptr_array_add (paths, NULL);
  return (char **) g_ptr_array_free (paths, FALSE);
}

/**
 * hw_map_paths_parse:
 * @value: (nullable): what the workspace remembers
 *
 * Returns: (transfer full): the paths, the one on top first, each once
 */
char **
hw_map_paths_parse (const char *value)
{
  g_auto (GStrv) lines = g_strsplit (value != NULL ? value : "", "\n", -1);
  GPtrArray *paths = g_ptr_array_new ();

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *path = unescape (lines[i]);

      if (*path != '\0' && !contains (paths, path))
        g_ptr_array_add (paths, g_steal_pointer (&path));
    }
  return finish (paths);
}

/**
 * hw_map_paths_format:
 * @paths: paths, the one on top first
 *
 * Returns: (transfer full) (nullable): what the workspace remembers, %NULL for no map
 */
char *
hw_map_paths_format (const char * const *paths)
{
  g_autoptr (GString) value = g_string_new (NULL);

  for (guint i = 0; paths[i] != NULL; i++)
    {
      g_autofree char *line = escape (paths[i]);

      g_string_append_printf (value, "%s%s", i > 0 ? "\n" : "", line);
    }
  return value->len > 0 ? g_string_free (g_steal_pointer (&value), FALSE) : NULL;
}

/**
 * hw_map_paths_add:
 * @paths: paths
 * @path: one more, or one of them
 *
 * Returns: (transfer full): them with @path on top
 */
char **
hw_map_paths_add (const char * const *paths,
                  const char         *path)
{
  GPtrArray *all = g_ptr_array_new ();

  g_ptr_array_add (all, g_strdup (path));
  for (guint i = 0; paths[i] != NULL; i++)
    if (!g_str_equal (paths[i], path))
      g_ptr_array_add (all, g_strdup (paths[i]));
  return finish (all);
}

/**
 * hw_map_paths_remove:
 * @paths: paths
 * @path: one of them
 *
 * Returns: (transfer full): the others
 */
char **
hw_map_paths_remove (const char * const *paths,
                     const char         *path)
{
  GPtrArray *all = g_ptr_array_new ();

  for (guint i = 0; paths[i] != NULL; i++)
    if (!g_str_equal (paths[i], path))
      g_ptr_array_add (all, g_strdup (paths[i]));
  return finish (all);
}

/**
 * hw_map_paths_move:
 * @paths: paths
 * @path: one of them
 * @steps: how far down, or up when negative; no further than there are others
 *
 * Returns: (transfer full): them in the new order
 */
char **
hw_map_paths_move (const char * const *paths,
                   const char         *path,
                   int                 steps)
{
  char **all = g_strdupv ((char **) paths);
  int n = (int) g_strv_length (all);

  for (int i = 0; i < n; i++)
    if (g_str_equal (all[i], path))
      {
        int target = CLAMP (i + steps, 0, n - 1);
        char *moved = all[i];

        if (target > i)
          memmove (all + i, all + i + 1, (gsize) (target - i) * sizeof *all);
        else
          memmove (all + target + 1, all + target, (gsize) (i - target) * sizeof *all);
        all[target] = moved;
        break;
      }
  return all;
}
