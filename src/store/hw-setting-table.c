/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-setting-table.h"

/* The table setting: what the window remembers. It is not part of the journal. */

/**
 * hw_setting_table_get:
 * @tables: the tables
 * @name: of the setting
 * @error: return location
 *
 * Reads a setting.
 *
 * Returns: (transfer full) (nullable): its value, or %NULL; without an error where it was never set
 */
char *
hw_setting_table_get (HwTables   *tables,
                      const char *name,
                      GError    **error)
{
  HwStatement *find = hw_connection_get (tables->connection, "SELECT value FROM setting WHERE name = ?", error);
  char *value = NULL;
  gboolean found;

  if (find == NULL)
    return NULL;
  hw_statement_bind_text (find, 1, name);
  if (!hw_statement_step_row (find, &found, error))
    return NULL;
  if (found)
    value = g_strdup (hw_statement_get_text (find, 0));
  hw_statement_reset (find);
  return value;
}

/**
 * hw_setting_table_list:
 * @tables: the tables
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type utf8 utf8): every setting by name
 */
GHashTable *
hw_setting_table_list (HwTables  *tables,
                       GError   **error)
{
  HwStatement *list = hw_connection_get (tables->connection, "SELECT name, value FROM setting", error);
  g_autoptr (GHashTable) settings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gboolean found;

  if (list == NULL)
    return NULL;
  while (hw_statement_step_row (list, &found, error))
    {
      if (!found)
        {
          hw_statement_reset (list);
          return g_steal_pointer (&settings);
        }
      g_hash_table_insert (settings, g_strdup (hw_statement_get_text (list, 0)), g_strdup (hw_statement_get_text (list, 1)));
    }
  return NULL;
}

/**
 * hw_setting_table_set:
 * @tables: the tables
 * @name: of the setting
 * @value: (nullable): its value, %NULL to forget it
 * @error: return location
 *
 * Writes a setting.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_setting_table_set (HwTables   *tables,
                      const char *name,
                      const char *value,
                      GError    **error)
{
  HwStatement *put = hw_connection_get (tables->connection,
    value != NULL ? "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
                  : "DELETE FROM setting WHERE name = ?", error);

  if (put == NULL)
    return FALSE;
  hw_statement_bind_text (put, 1, name);
  if (value != NULL)
    hw_statement_bind_text (put, 2, value);
  return hw_statement_run (put, error);
}
