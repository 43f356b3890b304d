/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-date.h"
#include "hw-journey-sheet.h"

/* Papers for the person's own pocket, in their language and beside it in the
 * worker's, so that both know what it says: the journey, and the contacts at home. */

static const char *
say (const HwJourneySheet *what,
     gboolean              own,
     const char           *name)
{
  return hw_phrases_get (what->words, own ? what->language : what->worker_language, name);
}

/* A pair whose words differ and whose content is the same; left out without content. */
static void
add_same (HwLetter             *letter,
          const HwJourneySheet *what,
          const char           *name,
          const char           *content)
{
  if (content != NULL && *content != '\0')
    hw_letter_add_pair (letter, say (what, TRUE, name), content, say (what, FALSE, name), content);
}

/* Day, month and year with dots, and the time: read alike in all the languages. */
static char *
format_time (const char *time)
{
  if (hw_date_parse_time (time, NULL))
    return g_strdup_printf ("%.2s.%.2s.%.4s, %s", time + 8, time + 5, time, time + 11);
  if (hw_date_parse (time, NULL, NULL))
    return g_strdup_printf ("%.2s.%.2s.%.4s", time + 8, time + 5, time);
  return g_strdup (time);
}

static char *
describe_leg (const HwJourneySheet *what,
              const HwCaseRecord   *leg,
              gboolean              own)
{
  GString *words = g_string_new (NULL);
  const char *by = hw_case_record_get (leg, HW_RECORD_BY), *ticket = hw_case_record_get (leg, HW_RECORD_TICKET);
  const char *note = hw_case_record_get (leg, HW_RECORD_WORDS), *at = hw_case_record_get (leg, HW_RECORD_AT);
  const char *arrives_at = hw_case_record_get (leg, HW_RECORD_ARRIVES_AT);
  const char *from = hw_case_record_get (leg, HW_RECORD_FROM), *to = hw_case_record_get (leg, HW_RECORD_TO);
  g_autofree char *phrase = g_strconcat ("by-", by != NULL ? by : "", NULL);
  g_autofree char *departs = at != NULL ? format_time (at) : NULL;
  g_autofree char *arrives = arrives_at != NULL ? format_time (arrives_at) : NULL;
  const char *by_words = say (what, own, phrase);

  g_string_append_printf (words, "%s%s%s → %s", by_words != NULL ? by_words : "", by_words != NULL ? ": " : "",
                          from != NULL ? from : "?", to != NULL ? to : "?");
  if (departs != NULL)
    g_string_append_printf (words, "\n%s: %s", say (what, own, "departs"), departs);
  if (arrives != NULL)
    g_string_append_printf (words, "\n%s: %s", say (what, own, "arrives"), arrives);
  if (ticket != NULL)
    g_string_append_printf (words, "\n%s: %s", say (what, own, "ticket"), ticket);
  if (note != NULL)
    g_string_append_printf (words, "\n%s", note);
  return g_string_free (words, FALSE);
}

static void
add_title (HwLetter             *letter,
           const HwJourneySheet *what,
           const char           *name)
{
  const char *own = say (what, TRUE, name), *worker = say (what, FALSE, name);
  g_autofree char *both = g_str_equal (own, worker) ? g_strdup (own) : g_strdup_printf ("%s · %s", own, worker);

  hw_letter_add_title (letter, both);
}

static int
compare_legs (gconstpointer a,
              gconstpointer b)
{
  return g_strcmp0 (hw_case_record_get (*(HwCaseRecord **) a, HW_RECORD_AT), hw_case_record_get (*(HwCaseRecord **) b, HW_RECORD_AT));
}

static void
add_legs (HwLetter             *letter,
          const HwJourneySheet *what,
          const HwCase         *case_)
{
  g_autoptr (GPtrArray) legs = g_ptr_array_new ();

  for (guint i = 0; i < case_->records->len; i++)
    if (((HwCaseRecord *) case_->records->pdata[i])->kind == HW_CASE_RECORD_LEG)
      g_ptr_array_add (legs, case_->records->pdata[i]);
  g_ptr_array_sort (legs, compare_legs);
  for (guint i = 0; i < legs->len; i++)
    {
      g_autofree char *own = describe_leg (what, legs->pdata[i], TRUE);
      g_autofree char *worker = describe_leg (what, legs->pdata[i], FALSE);

      hw_letter_add_pair (letter, i == 0 ? say (what, TRUE, "way") : NULL, own, i == 0 ? say (what, FALSE, "way") : NULL, worker);
    }
  /* Not booked leg by leg: what is known of the ticket. */
  if (legs->len == 0)
    add_same (letter, what, "ticket", hw_case_get (case_, HW_FIELD_TICKET));
}

static const HwCaseRecord *
find_reception (const HwCase *case_)
{
  for (guint i = case_->records->len; i > 0; i--)
    {
      const HwCaseRecord *record = case_->records->pdata[i - 1];

      if (record->kind == HW_CASE_RECORD_RECEPTION && g_strcmp0 (hw_case_record_get (record, HW_RECORD_STATE), "accepted") == 0)
        return record;
    }
  return NULL;
}

static void
add_reception (HwLetter             *letter,
               const HwJourneySheet *what,
               const HwCase         *case_)
{
  const HwCaseRecord *reception = find_reception (case_);

  if (reception == NULL)
    {
      add_same (letter, what, "meets", hw_case_get (case_, HW_FIELD_RECEIVER));
      return;
    }
  add_same (letter, what, "meets", hw_case_record_get (reception, HW_RECORD_RECEIVER));
  add_same (letter, what, "housing", hw_case_record_get (reception, HW_RECORD_HOUSING));
}

static void
add_medication (HwLetter             *letter,
                const HwJourneySheet *what,
                const HwCase         *case_)
{
  const char *medication = hw_case_get (case_, HW_FIELD_MEDICATION);

  if (!what->medication)
    return;
  if (g_strcmp0 (medication, "none") != 0)
    add_same (letter, what, "medication", medication);
  if (g_strcmp0 (hw_case_get (case_, HW_FIELD_MEDICATION_LETTER), "ready") == 0)
    hw_letter_add_pair (letter, say (what, TRUE, "letter"), say (what, TRUE, "letter-ready"),
                        say (what, FALSE, "letter"), say (what, FALSE, "letter-ready"));
}

static char *
list_emergency (const HwJourneySheet *what,
                gboolean              own)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; what->countries != NULL && what->countries[i] != NULL; i++)
    {
      const char *number = hw_emergency_numbers_get (what->numbers, what->countries[i], HW_EMERGENCY_GENERAL);

      g_string_append_printf (list, "%s%s: %s", list->len > 0 ? "\n" : "", what->countries[i],
                              number != NULL ? number : say (what, own, "emergency-unknown"));
    }
  return g_string_free (list, FALSE);
}

static void
add_emergency (HwLetter             *letter,
               const HwJourneySheet *what)
{
  g_autofree char *own = list_emergency (what, TRUE);
  g_autofree char *worker = list_emergency (what, FALSE);

  if (*own != '\0')
    hw_letter_add_pair (letter, say (what, TRUE, "emergency"), own, say (what, FALSE, "emergency"), worker);
}

/**
 * hw_journey_sheet_new:
 * @what: the words, the languages and what was chosen for this sheet
 * @case_: whose journey; whether it may go on paper is hw_disclosure_check_journey()
 *
 * Returns: (transfer full): one sheet
 */
HwLetter *
hw_journey_sheet_new (const HwJourneySheet *what,
                      const HwCase         *case_)
{
  HwLetter *letter = hw_letter_new ();
  const char *travel = hw_case_get (case_, HW_FIELD_TRAVEL_DATE);
  g_autofree char *day = travel != NULL ? format_time (travel) : NULL;

  hw_letter_set_one_page (letter, TRUE);
  add_title (letter, what, "title");
  add_same (letter, what, "name", what->name);
  add_same (letter, what, "day", day);
  add_legs (letter, what, case_);
  add_same (letter, what, "companion", hw_case_get (case_, HW_FIELD_COMPANION));
  add_reception (letter, what, case_);
  add_same (letter, what, "worker", hw_case_get (case_, HW_FIELD_KEY_WORKER));
  add_same (letter, what, "phones", what->phones);
  add_medication (letter, what, case_);
  add_emergency (letter, what);
  hw_letter_add_pair (letter, NULL, say (what, TRUE, "choice"), NULL, say (what, FALSE, "choice"));
  return letter;
}

static void
append_line (GString    *lines,
             const char *label,
             const char *words)
{
  if (words == NULL || *words == '\0')
    return;
  if (lines->len > 0)
    g_string_append_c (lines, '\n');
  if (label != NULL)
    g_string_append_printf (lines, "%s: ", label);
  g_string_append (lines, words);
}

static char *
describe_partner (const HwJourneySheet *what,
                  const HwPartner      *partner,
                  gboolean              own)
{
  GString *lines = g_string_new (NULL);

  append_line (lines, say (what, own, "phones"), partner->phones);
  append_line (lines, say (what, own, "address"), partner->address);
  append_line (lines, say (what, own, "hours"), partner->hours);
  append_line (lines, say (what, own, "languages"), partner->languages);
  return g_string_free (lines, FALSE);
}

/**
 * hw_home_contacts_new:
 * @what: the words and the languages; nothing else of it is used
 * @partners: (element-type HwPartner): whom the person can turn to at home
 *
 * For somebody who does not want to go: whom they could ring, and that it is
 * theirs to choose. Nothing about the person stands on it.
 *
 * Returns: (transfer full): one sheet
 */
HwLetter *
hw_home_contacts_new (const HwJourneySheet *what,
                      const GPtrArray      *partners)
{
  HwLetter *letter = hw_letter_new ();

  hw_letter_set_one_page (letter, TRUE);
  add_title (letter, what, "home");
  hw_letter_add_pair (letter, NULL, say (what, TRUE, "home-choice"), NULL, say (what, FALSE, "home-choice"));
  for (guint i = 0; i < partners->len; i++)
    {
      const HwPartner *partner = partners->pdata[i];
      g_autofree char *own = describe_partner (what, partner, TRUE);
      g_autofree char *worker = describe_partner (what, partner, FALSE);

      hw_letter_add_pair (letter, partner->name, own, partner->name, worker);
    }
  return letter;
}
