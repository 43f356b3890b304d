/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-names.h"

/**
 * hw_names_find:
 * @names: (array length=n_names): the stable names of an enumeration, in its order
 * @n_names: how many
 * @name: (nullable): a name that was read
 * @found: (out): which one it is; untouched where it is none
 *
 * Finds what a name in a file or on the command line stands for.
 *
 * Returns: whether @name is one of @names
 */
gboolean
hw_names_find (const char * const *names,
               guint               n_names,
               const char         *name,
               guint              *found)
{
  for (guint i = 0; name != NULL && i < n_names; i++)
    if (g_str_equal (name, names[i]))
      {
        *found = i;
        return TRUE;
      }
  return FALSE;
}
