/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-date.h"
#include "hw-follow-up.h"

/* The checks after the return: 7, 30, 90, 180 and 365 days after the arrival,
 * each moved where there was a reason, and how each of them stands. */

static const struct { guint days; const char *name, *field; } plan[] = {
  { 7, "7", HW_FIELD_FOLLOW_UP_7 }, { 30, "30", HW_FIELD_FOLLOW_UP_30 }, { 90, "90", HW_FIELD_FOLLOW_UP_90 },
  { 180, "180", HW_FIELD_FOLLOW_UP_180 }, { 365, "365", HW_FIELD_FOLLOW_UP_365 },
};
G_STATIC_ASSERT (G_N_ELEMENTS (plan) == HW_N_FOLLOW_UPS);

static gboolean
has_value (const HwCaseRecord *record,
           const char         *field,
           const char         *value)
{
  return g_strcmp0 (hw_case_record_get (record, field), value) == 0;
}

/* The day on which it is due: counted from the arrival, or where it was moved to last. */
static void
set_due (const HwCase *self,
         HwFollowUp   *follow_up,
         const char   *name,
         gint64        arrival)
{
  const HwCaseRecord *move;
  gint64 start;

  follow_up->due_at = arrival + follow_up->days * HW_ONE_DAY;
  for (guint at = 0; (move = hw_case_next_record (self, HW_CASE_RECORD_FOLLOW_UP_DATE, &at)) != NULL;)
    if (has_value (move, HW_RECORD_DAYS, name) && hw_case_record_get (move, HW_RECORD_REASON) != NULL &&
        hw_date_parse (hw_case_record_get (move, HW_RECORD_DUE_ON), &start, NULL))
      {
        follow_up->due_at = start;
        follow_up->moved = move;
      }
  follow_up->end = follow_up->due_at + HW_ONE_DAY - 1;
}

/* Somebody who is well after a week is not known to be well after a year: an
 * attempt counts from a quarter of the time before its day. */
static gboolean
is_in_time (const HwFollowUp   *follow_up,
            const HwCaseRecord *attempt)
{
  return attempt->happened_at >= follow_up->due_at - follow_up->days * HW_ONE_DAY / 4;
}

static gboolean
learnt_something (const HwCaseRecord *attempt)
{
  return has_value (attempt, HW_RECORD_OUTCOME, "reached") || has_value (attempt, HW_RECORD_OUTCOME, "receiver-says");
}

static void
count_attempts (const HwCase *self,
                HwFollowUp   *follow_up,
                const char   *name)
{
  const HwCaseRecord *attempt;

  for (guint at = 0; (attempt = hw_case_next_record (self, HW_CASE_RECORD_FOLLOW_UP, &at)) != NULL;)
    {
      if (!has_value (attempt, HW_RECORD_DAYS, name) || !is_in_time (follow_up, attempt))
        continue;
      follow_up->attempts++;
      follow_up->last = attempt;
      if (learnt_something (attempt))
        follow_up->state = HW_FOLLOW_UP_DONE;
      else if (follow_up->state != HW_FOLLOW_UP_DONE)
        follow_up->state = hw_case_record_get (attempt, HW_RECORD_REASON) != NULL ? HW_FOLLOW_UP_GIVEN_UP : HW_FOLLOW_UP_ATTEMPTED;
    }
}

static HwFollowUpState
get_state_by_date (const HwFollowUp *follow_up,
                   gint64            now)
{
  if (now < follow_up->due_at)
    return HW_FOLLOW_UP_WAITS;
  return now <= follow_up->end ? HW_FOLLOW_UP_DUE : HW_FOLLOW_UP_OVERDUE;
}

/**
 * hw_follow_up_list:
 * @self: a case
 * @now: the time that counts as now, µs UTC
 * @follow_ups: (out caller-allocates): the five follow-ups, in their order
 *
 * What was written into the field of a follow-up counts as done where no attempt
 * is recorded; an attempt without an outcome that says something leaves it open,
 * until something is learnt or the reason is written why nothing more is tried.
 *
 * Returns: how many follow-ups there are: 5, or 0 before the day of the arrival is known
 */
guint
hw_follow_up_list (const HwCase *self,
                   gint64        now,
                   HwFollowUp    follow_ups[HW_N_FOLLOW_UPS])
{
  gint64 arrival;

  if (!hw_date_parse (hw_case_get (self, HW_FIELD_ARRIVED_ON), &arrival, NULL))
    return 0;

  for (guint i = 0; i < HW_N_FOLLOW_UPS; i++)
    {
      HwFollowUp *follow_up = &follow_ups[i];

      *follow_up = (HwFollowUp) { .days = plan[i].days, .field = plan[i].field };
      set_due (self, follow_up, plan[i].name, arrival);
      follow_up->state = get_state_by_date (follow_up, now);
      count_attempts (self, follow_up, plan[i].name);
      if (follow_up->attempts == 0 && hw_case_get (self, follow_up->field) != NULL)
        follow_up->state = HW_FOLLOW_UP_DONE;
    }
  return HW_N_FOLLOW_UPS;
}

/**
 * hw_follow_up_find:
 * @self: a case
 * @field: HW_FIELD_FOLLOW_UP_7 or another of them
 * @now: the time that counts as now, µs UTC
 * @found: (out): the follow-up
 *
 * Returns: whether @field is a follow-up and the day of the arrival is known
 */
gboolean
hw_follow_up_find (const HwCase *self,
                   const char   *field,
                   gint64        now,
                   HwFollowUp   *found)
{
  HwFollowUp follow_ups[HW_N_FOLLOW_UPS];
  guint n = hw_follow_up_list (self, now, follow_ups);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (follow_ups[i].field, field))
      {
        *found = follow_ups[i];
        return TRUE;
      }
  return FALSE;
}

/**
 * hw_follow_up_is_closed:
 * @follow_up: a follow-up
 *
 * Returns: whether nothing more is to be done about it
 */
gboolean
hw_follow_up_is_closed (const HwFollowUp *follow_up)
{
  return follow_up->state == HW_FOLLOW_UP_DONE || follow_up->state == HW_FOLLOW_UP_GIVEN_UP;
}

/**
 * hw_follow_up_state_get_words:
 * @state: how it stands
 *
 * Returns: the state in words, translated
 */
const char *
hw_follow_up_state_get_words (HwFollowUpState state)
{
  static const char * const words[] = {
    [HW_FOLLOW_UP_WAITS] = N_("Waits for its day"), [HW_FOLLOW_UP_DUE] = N_("Due today"), [HW_FOLLOW_UP_OVERDUE] = N_("Overdue"),
    [HW_FOLLOW_UP_ATTEMPTED] = N_("Tried, nothing learnt yet"), [HW_FOLLOW_UP_GIVEN_UP] = N_("Tried; nothing more will be tried"),
    [HW_FOLLOW_UP_DONE] = N_("Done"),
  };

  g_return_val_if_fail ((guint) state < G_N_ELEMENTS (words), NULL);
  return _(words[state]);
}

/**
 * hw_case_seen_again:
 * @self: a case
 * @first: (out) (optional): when first, µs UTC
 * @last: (out) (optional): when last, µs UTC
 *
 * How often a team met the person, or somebody linked as the same, on the street
 * here after the day of the arrival. Help must not turn into coming and going:
 * this is shown, and stops nothing.
 *
 * Returns: how often; 0 before the arrival is known
 */
guint
hw_case_seen_again (const HwCase *self,
                    gint64       *first,
                    gint64       *last)
{
  gint64 arrival;
  guint n = 0;

  if (!hw_date_parse (hw_case_get (self, HW_FIELD_ARRIVED_ON), NULL, &arrival))
    return 0;
  for (guint i = 0; i < self->met_at->len; i++)
    {
      gint64 met = g_array_index (self->met_at, gint64, i);

      if (met <= arrival)
        continue;
      if (n++ == 0 && first != NULL)
        *first = met;
      if (last != NULL)
        *last = met;
    }
  return n;
}
