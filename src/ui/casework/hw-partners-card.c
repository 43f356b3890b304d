/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-case-due.h"
#include "hw-date.h"
#include "hw-partners-card.h"
#include "hw-record-words.h"
#include "hw-words.h"

/* Who was asked what, what they promised, and what was agreed with them on
 * paper. A promise whose day is over comes first. */

/* The agreed scope of a partner, %NULL where there is none on paper. */
static char *
dup_agreed (HwSession          *session,
            const HwCaseRecord *contact)
{
  const char *value = hw_case_record_get (contact, HW_RECORD_PARTNER);
  HwPartner *partner;
  HwId id;

  if (session == NULL || value == NULL || !hw_id_parse (value, &id))
    return NULL;
  partner = hw_session_find_partner (session, &id);
  return partner != NULL ? g_strdup (partner->agreed) : NULL;
}

static const char * const fields[] = {
  HW_RECORD_PERSON_THERE, HW_RECORD_ASKED, HW_RECORD_PROMISED, HW_RECORD_PROMISED_BY, HW_RECORD_ANSWERED_ON, HW_RECORD_ANSWER, NULL
};

static void
add_overdue (HwThemeCard        *card,
             const HwCaseRecord *contact)
{
  g_autofree char *partner = hw_record_words_dup_field (contact, HW_RECORD_PARTNER, hw_theme_card_get_session (card));
  g_autofree char *since = hw_record_words_dup_field (contact, HW_RECORD_PROMISED_BY, NULL);
  g_autofree char *agreed = dup_agreed (hw_theme_card_get_session (card), contact);
  g_autofree char *heading = g_strdup_printf (_("%s: the promise is overdue since %s"), partner, since);
  g_autofree char *under = agreed != NULL ? g_strdup_printf (_("Ring again; what was agreed: %s"), agreed) : g_strdup (_("Ring again."));
  g_autofree char *name = g_strdup_printf (_("Log a call: %s"), partner);
  g_autofree char *id = hw_id_to_string (&contact->id);
  g_autofree char *answer = g_strdup_printf (_("Write the answer: %s"), partner);
  GtkWidget *line = hw_theme_card_add_line (card, "alarm-symbolic", "waiting", heading, under);

  hw_theme_card_add_button (line, _("Answer…"), answer, "case.correct", g_variant_new_string (id));
  hw_theme_card_add_button (line, _("Log a call"), name, "case.add-to",
                            g_variant_new ("(sss)", hw_case_record_kind_to_string (HW_CASE_RECORD_PARTNER_CONTACT), HW_RECORD_PARTNER,
                                           hw_case_record_get (contact, HW_RECORD_PARTNER)));
}

static void
add_contact (HwThemeCard        *card,
             const HwCaseRecord *contact,
             gint64              now)
{
  g_autofree char *partner = hw_record_words_dup_field (contact, HW_RECORD_PARTNER, hw_theme_card_get_session (card));
  g_autofree char *time = hw_words_dup_time (contact->happened_at, now);
  g_autofree char *heading = g_strdup_printf (_("%s, %s"), partner, time);
  g_autofree char *under = hw_record_words_dup_list (contact, fields, "\n", NULL);

  hw_theme_card_add_record (card, contact, "call-start-symbolic", NULL, heading, under);
}

/* Once for each partner that was spoken with. */
static void
add_agreed (HwThemeCard  *card,
            const HwCase *case_)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = case_->records->len; i > 0; i--)
    {
      const HwCaseRecord *contact = case_->records->pdata[i - 1];
      g_autofree char *agreed = NULL;
      g_autofree char *partner = NULL;
      g_autofree char *heading = NULL;

      if (contact->kind != HW_CASE_RECORD_PARTNER_CONTACT ||
          !g_hash_table_add (seen, (gpointer) hw_case_record_get (contact, HW_RECORD_PARTNER)))
        continue;
      agreed = dup_agreed (hw_theme_card_get_session (card), contact);
      if (agreed == NULL)
        continue;
      partner = hw_record_words_dup_field (contact, HW_RECORD_PARTNER, hw_theme_card_get_session (card));
      heading = g_strdup_printf (_("Agreed with %s"), partner);
      hw_theme_card_add_line (card, "x-office-document-symbolic", NULL, heading, agreed);
    }
}

/**
 * hw_partners_card_fill:
 * @card: the card
 * @case_: a case
 * @now: µs UTC
 */
void
hw_partners_card_fill (HwThemeCard  *card,
                       const HwCase *case_,
                       gint64        now)
{
  gboolean under_way = hw_stage_is_on_rail (case_->stage) && !hw_stage_is_end (case_->stage);

  /* Nobody waits for an answer any more once the case has ended. */
  for (guint i = 0; under_way && i < case_->records->len; i++)
    {
      const HwCaseRecord *record = case_->records->pdata[i];

      if (hw_case_promise_is_open (record) && hw_date_is_over (hw_case_record_get (record, HW_RECORD_PROMISED_BY), now))
        add_overdue (card, record);
    }
  for (guint i = case_->records->len; i > 0; i--)
    {
      const HwCaseRecord *record = case_->records->pdata[i - 1];

      if (record->kind == HW_CASE_RECORD_PARTNER_CONTACT)
        add_contact (card, record, now);
    }
  add_agreed (card, case_);
}
