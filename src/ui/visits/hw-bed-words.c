/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-bed-words.h"

#include "hw-case-words.h"
#include "hw-date.h"

#include <glib/gi18n-lib.h>

/* Beds in words: which night, which beds a partner has, how an offer stands. */

/**
 * hw_bed_words_dup_tonight:
 * @now: µs UTC
 *
 * Returns: (transfer full): the evening of the night that is or comes, ISO 8601
 */
char *
hw_bed_words_dup_tonight (gint64 now)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

  return hw_date_dup_night (now, zone);
}

/**
 * hw_bed_words_dup_night:
 * @night: ISO 8601
 * @now: µs UTC
 *
 * Returns: (transfer full): "Tonight", "Last night", or the day of its evening
 */
char *
hw_bed_words_dup_night (const char *night,
                        gint64      now)
{
  g_autofree char *tonight = hw_bed_words_dup_tonight (now);
  g_autofree char *last = hw_date_dup_after (tonight, -1);
  g_autofree char *next = hw_date_dup_after (tonight, 1);
  g_autofree char *day = hw_case_words_dup_date (night);

  if (g_str_equal (night, tonight))
    return g_strdup_printf (_("Tonight, %s"), day);
  if (g_str_equal (night, last))
    return g_strdup_printf (_("Last night, %s"), day);
  if (g_str_equal (night, next))
    return g_strdup_printf (_("Tomorrow night, %s"), day);
  return g_strdup (day);
}

/**
 * hw_bed_words_dup_beds:
 * @partner: a partner with beds
 *
 * Returns: (transfer full): where they are, how many, and until when it can be asked
 */
char *
hw_bed_words_dup_beds (const HwPartner *partner)
{
  GString *words = g_string_new (NULL);
  HwBedKind kind = HW_BED_IN_SHELTER;
  guint minutes;

  hw_bed_partner_has_beds (partner, &kind);
  g_string_append (words, hw_bed_kind_get_words (kind));
  if (partner->bed_count != NULL)
    {
      guint count = (guint) g_ascii_strtoull (partner->bed_count, NULL, 10);

      g_string_append (words, " · ");
      g_string_append_printf (words, g_dngettext (GETTEXT_PACKAGE, "%u bed", "%u beds", count), count);
    }
  if (hw_bed_get_last_referral (partner, &minutes))
    {
      g_string_append (words, " · ");
      g_string_append_printf (words, _("ask until %02u:%02u"), minutes / 60, minutes % 60);
    }
  return g_string_free (words, FALSE);
}

/**
 * hw_bed_words_dup_state:
 * @offer: an offer
 *
 * Returns: (transfer full): how it stands: whose bed, why not, what is still missing
 */
char *
hw_bed_words_dup_state (const HwBedOffer *offer)
{
  GString *words = g_string_new (offer->partner->name);
  const char *reason = hw_bed_reason_get_words (offer->bed->reason);

  if (reason != NULL)
    g_string_append_printf (words, " · %s", reason);
  if (offer->bed->words != NULL)
    g_string_append_printf (words, " · %s", offer->bed->words);
  for (guint i = 0; hw_bed_is_open (offer->bed) && i < offer->to_stay->len; i++)
    g_string_append_printf (words, "\n%s", ((const HwBedRequirement *) offer->to_stay->pdata[i])->words);
  return g_string_free (words, FALSE);
}
