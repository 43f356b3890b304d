/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-passphrase-advice.h"

#include <glib/gi18n-lib.h>

/*
 * Advice on a passphrase while it is being chosen. Length is what counts:
 * four words that do not belong together are good; a word, the same letter
 * again and again, or a row of the keyboard is not. Advice only; what is too
 * short is refused by the store.
 */

#define FAIR_LENGTH 14
#define GOOD_LENGTH 20

/* How many characters differ from the one before and do not merely follow it, as in "aaaa" or "1234". */
static guint
count_surprises (const char *passphrase)
{
  guint surprises = 0;
  gunichar before = 0;

  for (const char *p = passphrase; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (before == 0 || (c != before && c != before + 1 && c + 1 != before))
        surprises++;
      before = c;
    }

  return surprises;
}

/* Words of two letters and more. */
static guint
count_words (const char *passphrase)
{
  g_auto (GStrv) parts = g_strsplit_set (passphrase, " -_.,", -1);
  guint words = 0;

  for (guint i = 0; parts[i] != NULL; i++)
    if (g_utf8_strlen (parts[i], -1) > 1)
      words++;
  return words;
}

/**
 * hw_passphrase_judge:
 * @passphrase: what was typed so far, UTF-8
 *
 * Returns: how well it would keep somebody out who tries many
 */
HwPassphraseStrength
hw_passphrase_judge (const char *passphrase)
{
  guint surprises = count_surprises (passphrase);

  if (*passphrase == '\0')
    return HW_PASSPHRASE_EMPTY;
  if (g_utf8_strlen (passphrase, -1) < HW_PASSPHRASE_MINIMUM)
    return HW_PASSPHRASE_TOO_SHORT;
  if (surprises >= GOOD_LENGTH || (surprises >= FAIR_LENGTH && count_words (passphrase) >= 4))
    return HW_PASSPHRASE_GOOD;
  if (surprises >= FAIR_LENGTH)
    return HW_PASSPHRASE_FAIR;
  return HW_PASSPHRASE_WEAK;
}

/**
 * hw_passphrase_advice:
 * @strength: how strong it is
 *
 * Returns: (transfer none): a sentence of advice, translated
 */
const char *
hw_passphrase_advice (HwPassphraseStrength strength)
{
  switch (strength)
    {
    case HW_PASSPHRASE_EMPTY: return _("Four or more words that do not belong together are easy to keep in mind and hard to guess.");
    case HW_PASSPHRASE_TOO_SHORT: return _("Too short. Add words.");
    case HW_PASSPHRASE_WEAK: return _("Easy to guess. Add words that do not belong together.");
    case HW_PASSPHRASE_FAIR: return _("Fair. One more word makes it good.");
    case HW_PASSPHRASE_GOOD: return _("Good.");
    default: g_return_val_if_reached ("");
    }
}
