/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-number.h"

/* Powers of ten that a double holds exactly. */
static const double powers[] = { 1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };

gboolean
hw_number_parse (const char *text,
                 double     *value,
                 guint      *n_decimals)
{
  const char *at = text, *digits;
  guint64 mantissa = 0;
  guint n_digits = 0, decimals = 0;
  gboolean negative;

  g_return_val_if_fail (text != NULL && value != NULL, FALSE);

  while (g_ascii_isspace (*at))
    at++;
  digits = at;
  negative = *at == '-';
  if (*at == '-' || *at == '+')
    at++;
  for (; g_ascii_isdigit (*at); at++, n_digits++)
    mantissa = mantissa * 10 + (*at - '0');
  if (*at == '.')
    for (at++; g_ascii_isdigit (*at); at++, n_digits++, decimals++)
      mantissa = mantissa * 10 + (*at - '0');
  while (g_ascii_isspace (*at))
    at++;
  if (n_digits == 0 || *at != 0)
    return FALSE;
  /* One division of two exact numbers is rounded once; more digits than a double holds need more care. */
  if (n_digits <= 19 && mantissa < (G_GUINT64_CONSTANT (1) << 53))
    *value = (double) mantissa / powers[decimals] * (negative ? -1 : 1);
  else
    *value = g_ascii_strtod (digits, NULL);
  if (n_decimals != NULL)
    *n_decimals = decimals;
  return TRUE;
}
