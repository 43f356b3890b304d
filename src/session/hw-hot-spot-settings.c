/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <math.h>

#include "hw-hot-spot-settings.h"

/* What makes a hot-spot, as the user adjusts it and the workspace remembers it. Pure. */

#define N_NUMBERS 5

/**
 * hw_hot_spot_settings_init:
 * @self: (out caller-allocates): settings
 *
 * Sets what is usual, see hw_hot_spot_params_init(): in the days that the map shows.
 */
void
hw_hot_spot_settings_init (HwHotSpotSettings *self)
{
  HwHotSpotParams usual;

  hw_hot_spot_params_init (&usual, 0);
  *self = (HwHotSpotSettings) {
    .radius_m = usual.radius_m,
    .weight = usual.weight,
    .contact_weight = usual.contact_weight,
    .time_radius_days = usual.time_radius_days,
  };
}

gboolean
hw_hot_spot_settings_equal (const HwHotSpotSettings *self,
                            const HwHotSpotSettings *other)
{
  return self->radius_m == other->radius_m && self->weight == other->weight && self->contact_weight == other->contact_weight
         && self->time_radius_days == other->time_radius_days && self->days == other->days;
}

/**
 * hw_hot_spot_settings_to_string:
 * @self: settings
 *
 * Returns: (transfer full): them as the workspace keeps them, whatever the language
 */
char *
hw_hot_spot_settings_to_string (const HwHotSpotSettings *self)
{
  const double numbers[N_NUMBERS] = { self->radius_m, self->weight, self->contact_weight, self->time_radius_days, self->days };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < N_NUMBERS; i++)
    {
      char number[G_ASCII_DTOSTR_BUF_SIZE];

      g_string_append_printf (text, "%s%s", i > 0 ? ";" : "", g_ascii_formatd (number, sizeof number, "%.9g", numbers[i]));
    }
  return g_string_free (text, FALSE);
}

static gboolean
read_number (const char *text,
             double      least,
             double      most,
             double     *number)
{
  char *end;
  double value = g_ascii_strtod (text, &end);

  if (end == text || *end != '\0' || !(value >= least && value <= most))
    return FALSE;
  *number = value;
  return TRUE;
}

/**
 * hw_hot_spot_settings_from_string:
 * @self: (out caller-allocates): settings
 * @text: (nullable): what hw_hot_spot_settings_to_string() gave
 *
 * Reads settings; what is not there or out of range leaves all of them as usual.
 */
void
hw_hot_spot_settings_from_string (HwHotSpotSettings *self,
                                  const char        *text)
{
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", ";", -1);
  HwHotSpotSettings read;
  double days;

  hw_hot_spot_settings_init (self);
  if (g_strv_length (parts) == N_NUMBERS
      && read_number (parts[0], HW_HOT_SPOT_MIN_RADIUS_M, HW_HOT_SPOT_MAX_RADIUS_M, &read.radius_m)
      && read_number (parts[1], 1.0, HW_HOT_SPOT_MAX_WEIGHT, &read.weight)
      && read_number (parts[2], 1.0, HW_HOT_SPOT_MAX_CONTACT_WEIGHT, &read.contact_weight)
      && read_number (parts[3], 0.0, HW_HOT_SPOT_MAX_DAYS, &read.time_radius_days)
      && read_number (parts[4], 0.0, HW_HOT_SPOT_MAX_DAYS, &days))
    {
      read.days = (guint) lround (days);
      *self = read;
    }
}

/**
 * hw_hot_spot_settings_apply:
 * @self: settings
 * @params: (inout): parameters with the end of their time; gets the rest, and where @self has days, the beginning
 */
void
hw_hot_spot_settings_apply (const HwHotSpotSettings *self,
                            HwHotSpotParams         *params)
{
  params->radius_m = self->radius_m;
  params->weight = self->weight;
  params->contact_weight = self->contact_weight;
  params->time_radius_days = self->time_radius_days;
  if (self->days > 0)
    params->since = params->until - self->days * HW_DAY_US;
}
