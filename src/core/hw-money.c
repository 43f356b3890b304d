/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <string.h>

#include "hw-money.h"

/* Amounts in minor units with their currency: "12950 EUR" is 129.50 euro.
 * Never a floating point number: cents do not round. */

/* More than anybody pays for a journey, and far from where sums overflow. */
#define LARGEST_AMOUNT G_GINT64_CONSTANT (1000000000000)

/* The currencies of ISO 4217 whose minor unit is not a hundredth. */
static const struct { const char *currency; guint digits; } odd_units[] = {
  { "BHD", 3 }, { "BIF", 0 }, { "CLP", 0 }, { "DJF", 0 }, { "GNF", 0 }, { "IQD", 3 }, { "ISK", 0 }, { "JOD", 3 }, { "JPY", 0 },
  { "KMF", 0 }, { "KRW", 0 }, { "KWD", 3 }, { "LYD", 3 }, { "OMR", 3 }, { "PYG", 0 }, { "RWF", 0 }, { "TND", 3 }, { "UGX", 0 },
  { "VND", 0 }, { "VUV", 0 }, { "XAF", 0 }, { "XOF", 0 }, { "XPF", 0 },
};

static gboolean
is_currency (const char *text)
{
  if (text == NULL || strlen (text) != HW_CURRENCY_LENGTH)
    return FALSE;
  for (guint i = 0; i < HW_CURRENCY_LENGTH; i++)
    if (!g_ascii_isupper (text[i]))
      return FALSE;
  return TRUE;
}

static void
set_money (HwMoney    *money,
           gint64      minor,
           const char *currency)
{
  if (money == NULL)
    return;
  money->minor = minor;
  memcpy (money->currency, currency, HW_CURRENCY_LENGTH + 1);
}

/**
 * hw_money_parse:
 * @text: (nullable): minor units, a space and the currency: "12950 EUR"
 * @money: (out) (optional): the amount; untouched where @text is none
 *
 * Reads an amount as it is kept. Nothing below nought: what is taken back is a
 * reversal of its own.
 *
 * Returns: whether @text is an amount
 */
gboolean
hw_money_parse (const char *text,
                HwMoney    *money)
{
  const char *space = text != NULL ? strchr (text, ' ') : NULL;
  gint64 minor = 0;

  if (space == NULL || space == text || !is_currency (space + 1))
    return FALSE;
  for (const char *digit = text; digit < space; digit++)
    {
      if (!g_ascii_isdigit (*digit))
        return FALSE;
      minor = minor * 10 + (*digit - '0');
      if (minor > LARGEST_AMOUNT)
        return FALSE;
    }

  set_money (money, minor, space + 1);
  return TRUE;
}

/**
 * hw_money_get_digits:
 * @currency: ISO 4217
 *
 * Returns: how many decimal digits the minor unit has: 2 for most, 0 for ISK
 */
guint
hw_money_get_digits (const char *currency)
{
  for (guint i = 0; i < G_N_ELEMENTS (odd_units); i++)
    if (g_strcmp0 (currency, odd_units[i].currency) == 0)
      return odd_units[i].digits;
  return 2;
}

/* Digits after the decimal mark; fewer than the currency has are filled up with noughts. */
static gboolean
read_fraction (const char *text,
               guint       digits,
               gint64     *minor)
{
  guint seen = 0;

  for (; *text != '\0'; text++, seen++)
    {
      if (!g_ascii_isdigit (*text) || seen == digits)
        return FALSE;
      *minor = *minor * 10 + (*text - '0');
    }
  for (; seen < digits; seen++)
    *minor *= 10;
  return *minor <= LARGEST_AMOUNT;
}

/**
 * hw_money_read:
 * @typed: (nullable): what somebody typed: "129.50", "129,5" or "1 200"
 * @currency: (nullable): ISO 4217
 * @money: (out) (optional): the amount; untouched where @typed is none
 *
 * Spaces may group the digits; a point or a comma is the decimal mark. So
 * "1.200" of euro is refused, and not guessed.
 *
 * Returns: whether @typed is an amount of @currency
 */
gboolean
hw_money_read (const char *typed,
               const char *currency,
               HwMoney    *money)
{
  gint64 minor = 0;
  guint seen = 0;
  const char *at;

  if (typed == NULL || !is_currency (currency))
    return FALSE;
  for (at = typed; *at != '\0' && *at != '.' && *at != ','; at++)
    {
      if (*at == ' ')
        continue;
      if (!g_ascii_isdigit (*at) || minor > LARGEST_AMOUNT)
        return FALSE;
      minor = minor * 10 + (*at - '0');
      seen++;
    }
  if (seen == 0 || (*at != '\0' && at[1] == '\0') || minor > LARGEST_AMOUNT ||
      !read_fraction (*at != '\0' ? at + 1 : at, hw_money_get_digits (currency), &minor))
    return FALSE;

  set_money (money, minor, currency);
  return TRUE;
}

/**
 * hw_money_to_string:
 * @money: an amount
 *
 * Returns: (transfer full): as it is kept: "12950 EUR"
 */
char *
hw_money_to_string (const HwMoney *money)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT " %s", money->minor, money->currency);
}

/**
 * hw_money_format:
 * @money: an amount
 *
 * Returns: (transfer full): as people read it: "129.50 EUR"
 */
char *
hw_money_format (const HwMoney *money)
{
  guint digits = hw_money_get_digits (money->currency);
  gint64 unit = 1, minor = ABS (money->minor);
  const char *sign = money->minor < 0 ? "−" : "";

  for (guint i = 0; i < digits; i++)
    unit *= 10;
  if (digits == 0)
    return g_strdup_printf ("%s%" G_GINT64_FORMAT " %s", sign, minor, money->currency);
  return g_strdup_printf ("%s%" G_GINT64_FORMAT ".%0*d %s", sign, minor / unit, (int) digits, (int) (minor % unit), money->currency);
}
