/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-emergency-numbers.h"

#include <string.h>

/* Telephone numbers by country: a section for each, named by its ISO 3166 alpha-2 code. */

struct _HwEmergencyNumbers
{
  GHashTable *numbers;   /* (owned) "DK/general" -> number, both owned */
  char *country;         /* (owned) (nullable) where the team works, two capital letters */
};

static gboolean
is_number (const char *number)
{
  gboolean any = FALSE;

  for (const char *c = number; *c != '\0'; c++)
    if (g_ascii_isdigit (*c))
      any = TRUE;
    else if (*c != ' ' && *c != '+' && *c != '-' && *c != '/')
      return FALSE;
  return any;
}

#define TEAM "team"

/* "country=DK" in [team] */
static char *
read_team_country (GKeyFile *file)
{
  g_autofree char *country = g_key_file_get_string (file, TEAM, "country", NULL);
  gboolean is_code = country != NULL && strlen (g_strstrip (country)) == 2 && g_ascii_isalpha (country[0]) && g_ascii_isalpha (country[1]);

  return is_code ? g_ascii_strup (country, 2) : NULL;
}

static void
take_country (HwEmergencyNumbers *self,
              GKeyFile           *file,
              const char         *country)
{
  g_auto (GStrv) kinds = g_key_file_get_keys (file, country, NULL, NULL);

  for (guint i = 0; kinds[i] != NULL; i++)
    {
      g_autofree char *number = g_key_file_get_string (file, country, kinds[i], NULL);

      /* An empty one waits for the team; one with letters in it cannot be rung. */
      if (number != NULL && is_number (g_strstrip (number)))
        g_hash_table_insert (self->numbers, g_strconcat (country, "/", kinds[i], NULL), g_steal_pointer (&number));
    }
}

/**
 * hw_emergency_numbers_parse:
 * @text: the content of a file
 * @length: its length in bytes, -1 where it ends with a nul
 * @error: return location for a %GKeyFileError
 *
 * Returns: (transfer full) (nullable): the numbers
 */
HwEmergencyNumbers *
hw_emergency_numbers_parse (const char  *text,
                            gssize       length,
                            GError     **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_auto (GStrv) countries = NULL;
  HwEmergencyNumbers *self;

  if (!g_key_file_load_from_data (file, text, length, G_KEY_FILE_NONE, error))
    return NULL;
  self = g_new0 (HwEmergencyNumbers, 1);
  self->numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  countries = g_key_file_get_groups (file, NULL);
  for (guint i = 0; countries[i] != NULL; i++)
    if (strcmp (countries[i], TEAM) != 0)
      take_country (self, file, countries[i]);
  self->country = read_team_country (file);
  return self;
}

/**
 * hw_emergency_numbers_free:
 * @self: (nullable) (transfer full): numbers
 */
void
hw_emergency_numbers_free (HwEmergencyNumbers *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->numbers);
  g_free (self->country);
  g_free (self);
}

/**
 * hw_emergency_numbers_get_country:
 * @self: numbers
 *
 * Returns: (transfer none) (nullable): ISO 3166 alpha-2: where the team says that it works
 */
const char *
hw_emergency_numbers_get_country (const HwEmergencyNumbers *self)
{
  return self->country;
}

/**
 * hw_emergency_numbers_get:
 * @self: numbers
 * @country: (nullable): ISO 3166 alpha-2
 * @kind: a HW_EMERGENCY_ name
 *
 * Returns: (transfer none) (nullable): the number, or %NULL where nobody has made sure of one
 */
const char *
hw_emergency_numbers_get (const HwEmergencyNumbers *self,
                          const char               *country,
                          const char               *kind)
{
  g_autofree char *upper = country != NULL ? g_ascii_strup (country, -1) : NULL;
  g_autofree char *key = upper != NULL ? g_strconcat (upper, "/", kind, NULL) : NULL;

  return key != NULL ? g_hash_table_lookup (self->numbers, key) : NULL;
}
