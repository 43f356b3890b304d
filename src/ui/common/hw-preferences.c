/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-preferences.h"

/*
 * What this laptop remembers outside of any workspace: where the last one is,
 * how large the window was, when to lock. Nothing that is in a workspace. Where
 * the schema is not installed (a bare build directory) the defaults serve and
 * nothing is remembered, rather than the program ending.
 */

#define DEFAULT_AUTO_LOCK_MINUTES 10

/**
 * hw_preferences_get:
 *
 * Returns: (transfer none) (nullable): the settings of this laptop, %NULL where their schema is not installed
 */
GSettings *
hw_preferences_get (void)
{
  static GSettings *settings;
  static gboolean looked;

  if (!looked)
    {
      GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
      g_autoptr (GSettingsSchema) schema = NULL;

      looked = TRUE;
      if (source != NULL)
        schema = g_settings_schema_source_lookup (source, HW_APPLICATION_ID, TRUE);
      if (schema != NULL)
        settings = g_settings_new_full (schema, NULL, NULL);
      else
        g_message ("The settings schema is not installed: preferences are not remembered");
    }

  return settings;
}

/**
 * hw_preferences_dup_workspace:
 *
 * Returns: (transfer full) (nullable): path of the workspace opened last
 */
char *
hw_preferences_dup_workspace (void)
{
  GSettings *settings = hw_preferences_get ();
  g_autofree char *path = settings ? g_settings_get_string (settings, "workspace") : NULL;

  return path != NULL && *path != '\0' ? g_steal_pointer (&path) : NULL;
}

/**
 * hw_preferences_set_workspace:
 * @path: (nullable): the workspace to offer next time
 */
void
hw_preferences_set_workspace (const char *path)
{
  GSettings *settings = hw_preferences_get ();

  if (settings != NULL)
    g_settings_set_string (settings, "workspace", path ? path : "");
}

/**
 * hw_preferences_get_auto_lock_minutes:
 *
 * Returns: minutes without a touch before the workspace locks, 0 for never
 */
guint
hw_preferences_get_auto_lock_minutes (void)
{
  GSettings *settings = hw_preferences_get ();

  return settings ? g_settings_get_uint (settings, "auto-lock-minutes") : DEFAULT_AUTO_LOCK_MINUTES;
}

/**
 * hw_preferences_set_auto_lock_minutes:
 * @minutes: 0 to 240
 */
void
hw_preferences_set_auto_lock_minutes (guint minutes)
{
  GSettings *settings = hw_preferences_get ();

  if (settings != NULL)
    g_settings_set_uint (settings, "auto-lock-minutes", MIN (minutes, 240));
}
