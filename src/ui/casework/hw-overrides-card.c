/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-overrides-card.h"
#include "hw-record-words.h"
#include "hw-words.h"

/* Every requirement that a second person let pass: who, together with whom, why
 * and until when. They stay here for ever, also when they are over. */

static void
add_override (HwThemeCard      *card,
              const HwOverride *override,
              gint64            now)
{
  const HwCaseRecord *record = override->record;
  g_autofree char *day = hw_record_words_dup_field (record, HW_RECORD_EXPIRES_ON, NULL);
  g_autofree char *time = hw_words_dup_time (record->recorded_at != 0 ? record->recorded_at : record->happened_at, now);
  /* TRANSLATORS: who recorded it, the second person, when, and until when it counts */
  g_autofree char *under = g_strdup_printf (override->live ? _("%s, with %s, %s · counts until %s\n%s") : _("%s, with %s, %s · does not count any more (until %s)\n%s"),
                                            record->author != NULL ? record->author : "?",
                                            hw_case_record_get (record, HW_RECORD_SECOND_PERSON), time, day,
                                            hw_case_record_get (record, HW_RECORD_REASON));

  hw_theme_card_add_line (card, "dialog-warning-symbolic", override->live ? "waiting" : NULL, override->words, under);
}

/**
 * hw_overrides_card_fill:
 * @card: the card
 * @case_: a case
 * @now: µs UTC
 */
void
hw_overrides_card_fill (HwThemeCard  *card,
                        const HwCase *case_,
                        gint64        now)
{
  g_autoptr (GPtrArray) overrides = hw_gate_list_overridden (case_, now);

  for (guint i = overrides->len; i > 0; i--)
    add_override (card, overrides->pdata[i - 1], now);
}
