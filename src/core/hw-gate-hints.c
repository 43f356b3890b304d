/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-case-facts.h"
#include "hw-date.h"
#include "hw-follow-up.h"
#include "hw-gate-private.h"
#include "hw-journey.h"

/* Hints of the gates that know the dates: what would meet a row, said with the
 * days that stand in its way. Used by the table of hw-gate-rules.c. */

static char *
format_time (gint64 time)
{
  g_autoptr (GDateTime) day = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);

  /* Translators: a day within a sentence, see strftime(3) */
  return g_date_time_format (day, _("%-d %B %Y"));
}

static char *
format_date (const char *date)
{
  gint64 start;

  return hw_date_parse (date, &start, NULL) ? format_time (start) : NULL;
}

char *
hw_gate_explain_cooling_off (const HwCase *self,
                     const char   *field,
                     gint64        now)
{
  const char *agreed = hw_facts_get_last (self, HW_CASE_RECORD_INTERVIEW, HW_RECORD_COOLING_OFF);
  g_autofree char *last = NULL;

  if (agreed == NULL || hw_date_is_over (agreed, now))
    agreed = hw_case_get (self, HW_FIELD_COOLING_OFF);
  last = format_date (agreed);
  return last != NULL ? g_strdup_printf (_("Time to think until %s, that day included."), last) : NULL;
}

char *
hw_gate_explain_document (const HwCase *self,
                  const char   *field,
                  gint64        now)
{
  const char *emergency = hw_case_get (self, HW_FIELD_EMERGENCY_DOCUMENT);
  const char *recorded = hw_facts_get_last (self, HW_CASE_RECORD_DOCUMENT, HW_RECORD_VALID_UNTIL);
  g_autofree char *until = format_date (recorded != NULL ? recorded : emergency != NULL ? emergency : hw_case_get (self, HW_FIELD_DOCUMENT_UNTIL));
  g_autofree char *travel = format_date (hw_case_get (self, HW_FIELD_TRAVEL_DATE));

  if (g_strcmp0 (hw_facts_get_last (self, HW_CASE_RECORD_DOCUMENT, HW_RECORD_DOCUMENT_KIND), "emergency-document") == 0)
    return g_strdup (_("The emergency document is not in hand, or does not last until the journey."));
  if (until == NULL || travel == NULL)
    return NULL;
  return g_strdup_printf (_("Valid until %s, the journey is on %s. Ask the embassy for an emergency document."), until, travel);
}

char *
hw_gate_explain_promise (const HwCase *self,
                 const char   *field,
                 gint64        now)
{
  const HwCaseRecord *contact = hw_facts_find_overdue_promise (self, now);
  g_autofree char *day = contact != NULL ? format_date (hw_case_record_get (contact, HW_RECORD_PROMISED_BY)) : NULL;

  return day != NULL ? g_strdup_printf (_("Promised by %s and not answered yet: ask again."), day) : NULL;
}

char *
hw_gate_explain_receiver (const HwCase *self,
                  const char   *field,
                  gint64        now)
{
  const char *receiver = hw_facts_get_last (self, HW_CASE_RECORD_RECEPTION, HW_RECORD_RECEIVER);

  if (receiver == NULL)
    receiver = hw_case_get (self, HW_FIELD_RECEIVER);
  return g_strdup_printf (_("%s has been asked: write the day of the yes."), receiver);
}

char *
hw_gate_explain_travel_day (const HwCase *self,
                    const char   *field,
                    gint64        now)
{
  g_autofree char *travel = format_date (hw_case_get (self, HW_FIELD_TRAVEL_DATE));

  return travel != NULL ? g_strdup_printf (_("The journey is on %s."), travel) : NULL;
}

char *
hw_gate_explain_checklist (const HwCase *self,
                   const char   *field,
                   gint64        now)
{
  const HwChecklistItem *item = hw_journey_find_undone (self, now);

  return item != NULL ? g_strdup_printf (_("Not done: %s."), _(item->words)) : NULL;
}

char *
hw_gate_explain_follow_up (const HwCase *self,
                   const char   *field,
                   gint64        now)
{
  HwFollowUp follow_up;
  g_autofree char *date = NULL;

  if (!hw_follow_up_find (self, field, now, &follow_up))
    return NULL;
  date = format_time (follow_up.due_at);
  if (follow_up.attempts > 0)
    return g_strdup_printf (_("Tried, and nothing learnt yet. Due on %s. Try again, or write why nothing more will be tried."), date);
  return g_strdup_printf (_("Due on %s. What was learnt, or each attempt and why nothing came of it."), date);
}

/* NULL where they withdrew it in this very case: then it is asked for here. */
char *
hw_gate_explain_withdrawn (const HwCase *self,
                           const char   *field,
                           gint64        now)
{
  for (guint i = 0; i < self->consents->len; i++)
    {
      const HwConsent *consent = self->consents->pdata[i];

      if (!consent->superseded && hw_consent_get_state (consent, now) == HW_CONSENT_WITHDRAWN)
        return NULL;
    }
  return g_strdup (_("It was withdrawn under another name that is linked with this one. Stop passing anything on. "
                     "Ask what they want now, open that name in People and record the answer where it was withdrawn, even if that has ended."));
}
