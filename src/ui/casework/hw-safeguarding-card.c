/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-emergency.h"
#include "hw-evidence-field.h"
#include "hw-person.h"
#include "hw-record-words.h"
#include "hw-safeguarding-card.h"
#include "hw-words.h"

/* Signs that somebody is exploited, or is a child: what was asked, and to whose
 * hands it was given. The app never reports anybody by itself. */

static void
add_screen (HwThemeCard  *card,
            const HwCase *case_)
{
  const char *screen = hw_case_get (case_, HW_FIELD_EXPLOITATION);
  const char *handed = hw_case_get (case_, HW_FIELD_HANDED_OVER_TO);
  g_autofree char *words = NULL;

  if (screen == NULL || g_str_equal (screen, "none"))
    return;
  words = hw_evidence_dup_words (hw_evidence_field_find (HW_FIELD_EXPLOITATION), screen);
  hw_theme_card_add_line (card, "dialog-warning-symbolic", handed != NULL ? "waiting" : "overdue", words,
                          handed != NULL ? handed : _("Hand over to a first responder, with their consent; a child always."));
}

static void
add_age (HwThemeCard  *card,
         const HwCase *case_,
         gint64        now)
{
  if (hw_person_may_be_under (case_->person, HW_AGE_OF_GUARDIAN, now))
    hw_theme_card_add_line (card, "dialog-warning-symbolic", "overdue", _("May be under 16"),
                            _("The guardian is asked, and social services take over."));
  else if (hw_person_may_be_under (case_->person, HW_AGE_OF_MAJORITY, now))
    hw_theme_card_add_line (card, "dialog-warning-symbolic", "overdue", _("May be under 18"), _("A child is always handed over."));
}

static void
add_emergency_number (HwThemeCard *card)
{
  g_autofree char *number = hw_emergency_dup_number (HW_EMERGENCY_GENERAL);
  g_autofree char *words = number != NULL ? g_strdup_printf (_("In danger, ring %s first."), number)
                                          : g_strdup (_("In danger, ring the emergency number first: 112 answers in many countries."));

  hw_theme_card_add_line (card, "call-start-symbolic", "overdue", words, NULL);
}

static gboolean
is_at_risk (const HwCase *case_,
            gint64        now)
{
  const char *screen = hw_case_get (case_, HW_FIELD_EXPLOITATION);
  guint at = 0;

  return (screen != NULL && !g_str_equal (screen, "none")) || hw_person_may_be_under (case_->person, HW_AGE_OF_MAJORITY, now) ||
         hw_case_next_record (case_, HW_CASE_RECORD_HAND_OVER, &at) != NULL;
}

static void
add_hand_over (HwThemeCard        *card,
               const HwCaseRecord *record,
               gint64              now)
{
  g_autofree char *about = hw_record_words_dup_field (record, HW_RECORD_ABOUT, NULL);
  g_autofree char *to = hw_record_words_dup_field (record, HW_RECORD_HANDED_TO, hw_theme_card_get_session (card));
  g_autofree char *time = hw_words_dup_time (record->happened_at, now);
  const char *signs = hw_case_record_get (record, HW_RECORD_INDICATORS);
  const char *guardian = hw_case_record_get (record, HW_RECORD_GUARDIAN);
  g_autofree char *heading = g_strdup_printf (_("%s: handed to %s"), about, to);
  GString *under = g_string_new (time);
  g_autofree char *words = NULL;

  if (guardian != NULL)
    g_string_append_printf (under, _(" · guardian: %s"), guardian);
  if (signs != NULL)
    g_string_append_printf (under, "\n%s", signs);
  words = g_string_free (under, FALSE);
  hw_theme_card_add_record (card, record, "object-select-symbolic", "met", heading, words);
}

/**
 * hw_safeguarding_card_fill:
 * @card: the card
 * @case_: a case
 * @now: µs UTC
 */
void
hw_safeguarding_card_fill (HwThemeCard  *card,
                           const HwCase *case_,
                           gint64        now)
{
  if (is_at_risk (case_, now))
    add_emergency_number (card);
  add_age (card, case_, now);
  add_screen (card, case_);
  for (guint i = case_->records->len; i > 0; i--)
    {
      const HwCaseRecord *record = case_->records->pdata[i - 1];

      if (record->kind == HW_CASE_RECORD_HAND_OVER)
        add_hand_over (card, record, now);
    }
}
