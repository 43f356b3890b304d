/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-case-words.h"
#include "hw-decision-card.h"
#include "hw-record-words.h"
#include "hw-words.h"

/* The talks that led to the decision, in the person's own words first. */

static const char * const fields[] = {
  HW_RECORD_LANGUAGE, HW_RECORD_INTERPRETER, HW_RECORD_PRESENT, HW_RECORD_OFFERED, HW_RECORD_COOLING_OFF, HW_RECORD_CAPACITY, HW_RECORD_ADVICE, NULL
};

static void
add_interview (HwThemeCard        *card,
               const HwCaseRecord *record,
               gint64              now)
{
  g_autofree char *time = hw_words_dup_time (record->happened_at, now);
  const char *words = hw_case_record_get (record, HW_RECORD_WORDS);
  g_autofree char *quoted = words != NULL ? hw_case_words_dup_quoted (words) : NULL;
  g_autofree char *heading = quoted != NULL ? g_strdup_printf (_("Talk %s: %s"), time, quoted) : g_strdup_printf (_("Talk %s"), time);
  g_autofree char *under = hw_record_words_dup_list (record, fields, " · ", hw_theme_card_get_session (card));

  hw_theme_card_add_record (card, record, "avatar-default-symbolic", NULL, heading, under);
}

/**
 * hw_decision_card_fill:
 * @card: the card
 * @case_: a case
 * @now: µs UTC
 */
void
hw_decision_card_fill (HwThemeCard  *card,
                       const HwCase *case_,
                       gint64        now)
{
  for (guint i = case_->records->len; i > 0; i--)
    {
      const HwCaseRecord *record = case_->records->pdata[i - 1];

      if (record->kind == HW_CASE_RECORD_INTERVIEW)
        add_interview (card, record, now);
    }
}
