/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <string.h>

#include "hw-point-cell.h"

/* Gives what stands behind "POINT (", also behind "SRID=4326;POINT Z (". */
static const char *
skip_point_word (const char *cell)
{
  if (g_ascii_strncasecmp (cell, "SRID=4326;", 10) == 0)
    cell += 10;
  if (g_ascii_strncasecmp (cell, "POINT", 5) != 0)
    return NULL;
  cell += 5;
  while (*cell == ' ' || *cell == 'Z' || *cell == 'z')
    cell++;
  return *cell == '(' ? cell + 1 : NULL;
}

static gboolean
read_well_known_text (const char *cell,
                      HwPlace    *place)
{
  const char *at = skip_point_word (cell);
  char *end;

  if (at == NULL)
    return FALSE;
  *place = (HwPlace) { .form = HW_PLACE_FORM_DEGREES, .precision_m = 1 };
  place->point.longitude = g_ascii_strtod (at, &end);
  if (end == at)
    return FALSE;
  at = end;
  place->point.latitude = g_ascii_strtod (at, &end);
  return end != at && strchr (end, ')') != NULL && hw_point_is_valid (&place->point);
}

gboolean
hw_point_cell_parse (const char  *cell,
                     HwPlace     *place,
                     GError     **error)
{
  g_autofree char *inner = NULL;
  gsize length;

  g_return_val_if_fail (cell != NULL && place != NULL, FALSE);

  if (read_well_known_text (cell, place))
    return TRUE;
  length = strlen (cell);
  if (length < 2 || !((cell[0] == '(' && cell[length - 1] == ')') || (cell[0] == '[' && cell[length - 1] == ']')))
    return hw_place_parse (cell, NULL, place, error);
  inner = g_strndup (cell + 1, length - 2);
  return hw_place_parse (inner, NULL, place, error);
}
