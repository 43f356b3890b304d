/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-intake-settings.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The settings file of the intake service. A key that nobody knows is told: a limit with a letter wrong would be none. */

#define INTAKE "intake"
#define LIMITS "limits"
#define MAX_LIMIT 10000000

#define FIELD(member) G_STRUCT_OFFSET (HwIntakeSettings, member)

static const struct { const char *key; guint16 offset; } texts[] = {
  { "spool", FIELD (spool) }, { "listen", FIELD (listen) }, { "base-url", FIELD (base_url) }, { "team", FIELD (team) },
  { "telephone", FIELD (telephone) }, { "emergency", FIELD (emergency) }, { "jurisdiction", FIELD (jurisdiction) },
  { "open311-key", FIELD (open311_key) }, { "sms-token", FIELD (sms_token) }, { "sms-sender", FIELD (sms_sender) },
  { "sms-text", FIELD (sms_text) }, { "sms-folder", FIELD (sms_folder) }, { "mail-folder", FIELD (mail_folder) },
  { "map", FIELD (map) },
  { "collect-token-hash", FIELD (collect_token_hash) },
};

static const struct { const char *key; guint16 offset; guint otherwise; } limits[] = {
  { "reports-per-hour", FIELD (reports_per_hour), 30 },
  { "reports-at-once", FIELD (reports_at_once), 10 },
  { "requests-per-minute", FIELD (requests_per_minute), 240 },
  { "gateway-per-minute", FIELD (gateway_per_minute), 600 },
  { "connections", FIELD (connections), 256 },
  { "seconds", FIELD (seconds), 20 },
  { "waiting", FIELD (waiting), 200000 },
  { "in-one-commit", FIELD (in_one_commit), 512 },
};

static char **
get_text (HwIntakeSettings *self,
          guint             i)
{
  return G_STRUCT_MEMBER_P (self, texts[i].offset);
}

static gboolean
is_known (const char *group,
          const char *key)
{
  gboolean is_intake = strcmp (group, INTAKE) == 0;

  for (guint i = 0; is_intake && i < G_N_ELEMENTS (texts); i++)
    if (strcmp (key, texts[i].key) == 0)
      return TRUE;
  for (guint i = 0; !is_intake && i < G_N_ELEMENTS (limits); i++)
    if (strcmp (key, limits[i].key) == 0)
      return TRUE;
  return is_intake && strcmp (key, "public-key") == 0;
}

static gboolean
check_keys (GKeyFile   *file,
            const char *group,
            GError    **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (file, group, NULL, NULL);

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    if (!is_known (group, keys[i]))
      {
        g_set_error (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_KEY_NOT_FOUND, _("There is no setting \"%s\" in [%s]: look at its spelling. Nothing was started."), keys[i], group);
        return FALSE;
      }
  return TRUE;
}

static gboolean
read_limits (HwIntakeSettings *self,
             GKeyFile         *file,
             GError          **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      guint *limit = G_STRUCT_MEMBER_P (self, limits[i].offset);
      int value = (int) limits[i].otherwise;

      if (g_key_file_has_key (file, LIMITS, limits[i].key, NULL))
        value = g_key_file_get_integer (file, LIMITS, limits[i].key, NULL);
      if (value < 1 || value > MAX_LIMIT)
        {
          g_set_error (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE, _("The setting \"%s\" is a whole number from 1 to %d. Nothing was started."), limits[i].key, MAX_LIMIT);
          return FALSE;
        }
      *limit = (guint) value;
    }
  return TRUE;
}

static gboolean
read_texts (HwIntakeSettings *self,
            GKeyFile         *file,
            GError          **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = g_key_file_get_string (file, INTAKE, texts[i].key, NULL);

      if (text != NULL && *g_strstrip (text) != '\0')
        *get_text (self, i) = g_steal_pointer (&text);
    }
  if (self->spool != NULL && self->listen != NULL)
    return TRUE;
  g_set_error_literal (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_KEY_NOT_FOUND, _("The settings need spool= (the file that sealed reports lie in) and listen= (where nginx finds the service). Nothing was started."));
  return FALSE;
}

static gboolean
is_hash (const char *text)
{
  return strlen (text) == 64 && strspn (text, "0123456789abcdefABCDEF") == 64;
}

static gboolean
read_keys (HwIntakeSettings *self,
           GKeyFile         *file,
           GError          **error)
{
  g_autofree char *text = g_key_file_get_string (file, INTAKE, "public-key", NULL);

  self->public_key = hw_intake_key_parse (text != NULL ? g_strstrip (text) : NULL, error);
  if (self->public_key == NULL)
    return FALSE;
  /* Who reads the settings of the service is not to be able to read reports. */
  if (hw_intake_key_get_secret (self->public_key) != NULL)
    g_set_error_literal (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE, _("public-key= holds the secret half of the intake key, which belongs into the workspace alone. Make a new key, and give the service the half that begins with hwintake1."));
  else if (self->collect_token_hash != NULL && !is_hash (self->collect_token_hash))
    g_set_error_literal (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE, _("collect-token-hash= is 64 hexadecimal digits, as homewardctl intake-key prints them. Nothing was started."));
  else
    return TRUE;
  return FALSE;
}

static void
trim_url (char *url)
{
  while (url != NULL && g_str_has_suffix (url, "/"))
    url[strlen (url) - 1] = '\0';
}

/**
 * hw_intake_settings_load:
 * @path: the settings file
 * @error: return location
 *
 * Reads the settings; limits that are not in the file have their usual values.
 *
 * Returns: (transfer full) (nullable): the settings; %NULL with a %G_FILE_ERROR, a %G_KEY_FILE_ERROR or a %G_IO_ERROR where
 *   they cannot be read or are not sound
 */
HwIntakeSettings *
hw_intake_settings_load (const char *path,
                         GError    **error)
{
  g_autoptr (HwIntakeSettings) self = g_new0 (HwIntakeSettings, 1);
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, error) || !check_keys (file, INTAKE, error) || !check_keys (file, LIMITS, error) ||
      !read_texts (self, file, error) || !read_limits (self, file, error) || !read_keys (self, file, error))
    return NULL;
  trim_url (self->base_url);
  return g_steal_pointer (&self);
}

/**
 * hw_intake_settings_free:
 * @self: (nullable): settings
 *
 * Frees them.
 */
void
hw_intake_settings_free (HwIntakeSettings *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (*get_text (self, i));
  hw_intake_key_free (self->public_key);
  g_free (self);
}
