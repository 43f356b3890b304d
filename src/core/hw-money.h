/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HW_CURRENCY_LENGTH 3

/**
 * HwMoney:
 * @minor: in the smallest unit of the currency: cents, øre, whole yen
 * @currency: ISO 4217, upper case
 */
typedef struct
{
  gint64 minor;
  char   currency[HW_CURRENCY_LENGTH + 1];
} HwMoney;

gboolean hw_money_parse       (const char    *text,
                               HwMoney       *money);
gboolean hw_money_read        (const char    *typed,
                               const char    *currency,
                               HwMoney       *money);
char    *hw_money_to_string   (const HwMoney *money);
char    *hw_money_format      (const HwMoney *money);
guint    hw_money_get_digits  (const char    *currency);

G_END_DECLS
