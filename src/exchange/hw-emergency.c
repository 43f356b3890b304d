/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-emergency.h"

#include "hw-team-data.h"

#include <locale.h>
#include <string.h>

/* Whom to ring where the team works. */

static char *
dup_territory (const char *locale)
{
  const char *territory = locale != NULL ? strchr (locale, '_') : NULL;

  return territory != NULL && strlen (territory) > 2 ? g_strndup (territory + 1, 2) : NULL;
}

/* As the team's file says; else the country of addresses, which the window's language need not be from; else that language's. */
static char *
dup_country (const HwEmergencyNumbers *numbers)
{
  const char *team = hw_emergency_numbers_get_country (numbers);
  char *country = NULL;

  if (team != NULL)
    return g_strdup (team);
#ifdef LC_ADDRESS
  country = dup_territory (setlocale (LC_ADDRESS, NULL));
#endif
  return country != NULL ? country : dup_territory (g_get_language_names ()[0]);
}

/**
 * hw_emergency_dup_number:
 * @kind: a HW_EMERGENCY_ name
 *
 * Returns: (transfer full) (nullable): the number in the team's country, %NULL where nobody has made sure of one
 */
char *
hw_emergency_dup_number (const char *kind)
{
  g_autofree char *folder = hw_team_data_dup_folder ();
  g_autoptr (HwEmergencyNumbers) numbers = hw_team_data_load_emergency_numbers (folder, NULL);
  g_autofree char *country = numbers != NULL ? dup_country (numbers) : NULL;

  return numbers != NULL ? g_strdup (hw_emergency_numbers_get (numbers, country, kind)) : NULL;
}
