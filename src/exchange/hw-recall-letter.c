/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-recall-letter.h"

/* Asks somebody who was told about a person to forget it again: the person has
 * taken the consent back. It says no more than they know already. */

#define DAYS_TO_ANSWER 14

static char *
format_day (gint64 at,
            int    days_later)
{
  g_autoptr (GDateTime) day = g_date_time_new_from_unix_local (at / G_USEC_PER_SEC);
  g_autoptr (GDateTime) later = g_date_time_add_days (day, days_later);

  /* Translators: a day within a sentence, see strftime(3) */
  return g_date_time_format (later, _("%-d %B %Y"));
}

static void
add_address (HwLetter        *letter,
             const char      *recipient,
             const HwPartner *partner)
{
  g_autofree char *lines = partner != NULL && partner->address != NULL
    ? g_strdup_printf ("%s\n%s", recipient, partner->address) : g_strdup (recipient);

  hw_letter_add_paragraph (letter, lines);
}

/* A word of ours within the letter would be more than they were told: only the day and what it was. */
static void
add_what_they_know (HwLetter        *letter,
                    const GPtrArray *records)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < records->len; i++)
    {
      const HwCaseRecord *record = records->pdata[i];
      g_autofree char *day = format_day (record->happened_at, 0);
      const char *what = hw_case_record_get (record, HW_RECORD_WHAT);

      g_string_append_printf (list, "%s• %s: %s", i > 0 ? "\n" : "", day, what != NULL ? what : _("not written down"));
    }
  hw_letter_add_paragraph (letter, list->str);
  g_string_free (list, TRUE);
}

/**
 * hw_recall_letter_new:
 * @team: the team's name
 * @name: the name under which they know the person
 * @disclosed: what they were told
 * @partner: (nullable): who they are, for the address
 * @withdrawn_at: when the consent was taken back, µs UTC
 * @now: µs UTC
 *
 * Returns: (transfer full): the letter, in the user's language
 */
HwLetter *
hw_recall_letter_new (const char        *team,
                      const char        *name,
                      const HwDisclosed *disclosed,
                      const HwPartner   *partner,
                      gint64             withdrawn_at,
                      gint64             now)
{
  HwLetter *letter = hw_letter_new ();
  g_autofree char *today = format_day (now, 0);
  g_autofree char *withdrawn = format_day (withdrawn_at, 0);
  g_autofree char *answer_by = format_day (now, DAYS_TO_ANSWER);
  g_autofree char *head = g_strdup_printf ("%s\n%s", team, today);
  g_autofree char *opening = g_strdup_printf (_("We told you about %s, who had agreed to it. On %s they took this consent back."), name, withdrawn);
  g_autofree char *wishes = g_strdup_printf (_("Please, from today on:\n"
                                               "1. do not use what we told you, and tell nobody about it;\n"
                                               "2. delete it or destroy it, with all copies;\n"
                                               "3. ask everybody to whom you passed it on to do the same, and tell us who they are;\n"
                                               "4. write to us by %s that this is done. If a law obliges you to keep something, tell us what and which law."),
                                             answer_by);

  hw_letter_add_paragraph (letter, head);
  add_address (letter, disclosed->recipient, partner);
  hw_letter_add_title (letter, _("A consent was taken back"));
  hw_letter_add_paragraph (letter, opening);
  hw_letter_add_heading (letter, _("What we told you"));
  add_what_they_know (letter, disclosed->records);
  hw_letter_add_heading (letter, _("What we ask of you"));
  hw_letter_add_paragraph (letter, wishes);
  hw_letter_add_paragraph (letter, _("Please do not turn to the person about this. Taking back a consent must not be to anybody’s disadvantage."));
  hw_letter_add_paragraph (letter, _("Signed for the team:"));
  return letter;
}
