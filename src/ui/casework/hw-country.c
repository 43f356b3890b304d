/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-country.h"

/* Countries by name, for the forms of casework: those of the European Union and
 * its neighbours, and those from which teams meet people most. Any other is
 * written as its two letters of ISO 3166. */

static const struct { const char *code; const char *words; } countries[] = {
  { "AF", N_("Afghanistan") }, { "AL", N_("Albania") }, { "AT", N_("Austria") }, { "BY", N_("Belarus") }, { "BE", N_("Belgium") },
  { "BA", N_("Bosnia and Herzegovina") }, { "BG", N_("Bulgaria") }, { "HR", N_("Croatia") }, { "CY", N_("Cyprus") },
  { "CZ", N_("Czechia") }, { "DK", N_("Denmark") }, { "ER", N_("Eritrea") }, { "EE", N_("Estonia") }, { "ET", N_("Ethiopia") },
  { "FI", N_("Finland") }, { "FR", N_("France") }, { "GE", N_("Georgia") }, { "DE", N_("Germany") }, { "GR", N_("Greece") },
  { "GL", N_("Greenland") }, { "HU", N_("Hungary") }, { "IS", N_("Iceland") }, { "IR", N_("Iran") }, { "IQ", N_("Iraq") },
  { "IE", N_("Ireland") }, { "IT", N_("Italy") }, { "XK", N_("Kosovo") }, { "LV", N_("Latvia") }, { "LI", N_("Liechtenstein") },
  { "LT", N_("Lithuania") }, { "LU", N_("Luxembourg") }, { "MT", N_("Malta") }, { "MD", N_("Moldova") }, { "ME", N_("Montenegro") },
  { "MA", N_("Morocco") }, { "NL", N_("Netherlands") }, { "NG", N_("Nigeria") }, { "MK", N_("North Macedonia") }, { "NO", N_("Norway") },
  { "PL", N_("Poland") }, { "PT", N_("Portugal") }, { "RO", N_("Romania") }, { "RU", N_("Russia") }, { "RS", N_("Serbia") },
  { "SK", N_("Slovakia") }, { "SI", N_("Slovenia") }, { "SO", N_("Somalia") }, { "ES", N_("Spain") }, { "SE", N_("Sweden") },
  { "CH", N_("Switzerland") }, { "SY", N_("Syria") }, { "TR", N_("Turkey") }, { "UA", N_("Ukraine") }, { "GB", N_("United Kingdom") },
  /* Not of ISO 3166, but typed by everybody. */
  { "GB", N_("UK") },
};

static gboolean
is_same_word (const char *first,
              const char *second)
{
  g_autofree char *folded_first = g_utf8_casefold (first, -1);
  g_autofree char *folded_second = g_utf8_casefold (second, -1);

  return g_str_equal (folded_first, folded_second);
}

/**
 * hw_country_get_words:
 * @code: (nullable): two letters of ISO 3166
 *
 * Returns: (transfer none) (nullable): the country's name; @code itself where Homeward has no name for it
 */
const char *
hw_country_get_words (const char *code)
{
  for (guint i = 0; code != NULL && i < G_N_ELEMENTS (countries); i++)
    if (g_str_equal (countries[i].code, code))
      return _(countries[i].words);
  return code;
}

/**
 * hw_country_dup_code:
 * @text: what somebody typed: a name in the language of the window or in English, or two letters
 *
 * Returns: (transfer full) (nullable): the two capital letters of ISO 3166, or %NULL where it is no country
 */
char *
hw_country_dup_code (const char *text)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));

  for (guint i = 0; i < G_N_ELEMENTS (countries); i++)
    if (is_same_word (trimmed, _(countries[i].words)) || is_same_word (trimmed, countries[i].words))
      return g_strdup (countries[i].code);
  if (strlen (trimmed) != 2 || !g_ascii_isalpha (trimmed[0]) || !g_ascii_isalpha (trimmed[1]))
    return NULL;
  return g_ascii_strup (trimmed, -1);
}
