/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-json-shape.h"

/**
 * hw_json_is_modest:
 * @text: what may be JSON, UTF-8
 * @length: in bytes
 * @max_depth: how many arrays and objects may lie in one another
 * @max_values: how many values there may be
 *
 * To be asked of what comes from elsewhere, before a parser reads it: one that
 * calls itself goes down with what is too deep, and a small text may hold very
 * many values.
 *
 * Returns: whether @text is no deeper and holds no more
 */
gboolean
hw_json_is_modest (const char *text,
                   gsize       length,
                   guint       max_depth,
                   guint       max_values)
{
  guint depth = 0, n_values = 0;
  gboolean in_string = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      if (in_string && text[i] == '\\')
        i++;
      else if (text[i] == '"')
        in_string = !in_string;
      else if (in_string)
        continue;
      else if (text[i] == '[' || text[i] == '{')
        depth++;
      else if ((text[i] == ']' || text[i] == '}') && depth > 0)
        depth--;
      n_values += !in_string && (text[i] == ',' || text[i] == '[' || text[i] == '{');
      if (depth > max_depth || n_values > max_values)
        return FALSE;
    }
  return TRUE;
}
