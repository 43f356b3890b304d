/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-case-due.h"
#include "hw-date.h"
#include "hw-follow-up.h"
#include "hw-stage.h"

/* What is due in a case and when: promises of partners, appointments, the end of
 * the time to think and of a consent, the journey, follow-ups. The list of cases
 * is sorted by it. */

/**
 * hw_case_promise_is_open:
 * @record: a record of a case
 *
 * Returns: whether it is a contact with a partner who promised something by a day and has not answered
 */
gboolean
hw_case_promise_is_open (const HwCaseRecord *record)
{
  return record->kind == HW_CASE_RECORD_PARTNER_CONTACT && hw_case_record_get (record, HW_RECORD_PROMISED_BY) != NULL &&
         hw_case_record_get (record, HW_RECORD_ANSWERED_ON) == NULL;
}

static void
add_due (GArray             *due,
         HwDueKind           kind,
         const char         *day,
         const HwCaseRecord *record,
         gint64              now)
{
  HwCaseDue found = { .kind = kind, .record = record };

  if (!hw_date_parse (day, &found.at, NULL))
    return;
  found.overdue = hw_date_is_over (day, now);
  g_array_append_val (due, found);
}

static void
add_records (const HwCase *self,
             GArray       *due,
             gint64        now)
{
  for (guint i = 0; i < self->records->len; i++)
    {
      const HwCaseRecord *record = self->records->pdata[i];

      if (hw_case_promise_is_open (record))
        add_due (due, HW_DUE_PROMISE, hw_case_record_get (record, HW_RECORD_PROMISED_BY), record, now);
      else if (record->kind == HW_CASE_RECORD_APPOINTMENT && g_strcmp0 (hw_case_record_get (record, HW_RECORD_ATTENDANCE), "coming") == 0)
        {
          g_autofree char *day = g_strndup (hw_case_record_get (record, HW_RECORD_AT), 10);

          add_due (due, HW_DUE_APPOINTMENT, day, record, now);
        }
    }
}

/* A consent that counts now and will not on some day; one that ended stopped the case already, and its gate says so. */
static void
add_consents (const HwCase *self,
              GArray       *due,
              gint64        now)
{
  for (guint i = 0; i < self->consents->len; i++)
    {
      const HwConsent *consent = self->consents->pdata[i];
      HwCaseDue found = { .kind = HW_DUE_CONSENT, .at = consent->expires_at };

      if (!consent->superseded && hw_consent_get_state (consent, now) == HW_CONSENT_LIVE)
        g_array_append_val (due, found);
    }
}

static void
add_follow_ups (const HwCase *self,
                GArray       *due,
                gint64        now)
{
  HwFollowUp follow_ups[HW_N_FOLLOW_UPS];
  guint n = hw_follow_up_list (self, now, follow_ups);

  for (guint i = 0; i < n; i++)
    {
      HwCaseDue found = { .kind = HW_DUE_FOLLOW_UP, .at = follow_ups[i].due_at, .overdue = follow_ups[i].end < now, .record = follow_ups[i].moved };

      if (!hw_follow_up_is_closed (&follow_ups[i]))
        g_array_append_val (due, found);
    }
}

static int
compare_due (gconstpointer a,
             gconstpointer b)
{
  gint64 first = ((const HwCaseDue *) a)->at, second = ((const HwCaseDue *) b)->at;

  return (first > second) - (first < second);
}

/**
 * hw_case_list_due:
 * @self: a case
 * @now: the time that counts as now, µs UTC
 *
 * What is due, in a case that is under way; a paused one and one that has ended
 * have nothing due.
 *
 * Returns: (transfer full) (element-type HwCaseDue): what is due, earliest first
 */
GArray *
hw_case_list_due (const HwCase *self,
                  gint64        now)
{
  GArray *due = g_array_new (FALSE, FALSE, sizeof (HwCaseDue));

  if (!hw_stage_is_on_rail (self->stage) || hw_stage_is_end (self->stage))
    return due;
  add_records (self, due, now);
  if (self->stage < HW_STAGE_DECIDED)
    add_due (due, HW_DUE_COOLING_OFF, hw_case_get (self, HW_FIELD_COOLING_OFF), NULL, now);
  if (self->stage < HW_STAGE_TRAVELLED)
    {
      add_due (due, HW_DUE_JOURNEY, hw_case_get (self, HW_FIELD_TRAVEL_DATE), NULL, now);
      add_consents (self, due, now);
    }
  else
    add_follow_ups (self, due, now);
  g_array_sort (due, compare_due);
  return due;
}
