/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-date.h"
#include "hw-follow-up-list.h"

/* The follow-ups of all people who went home, in the order in which staff work
 * through them: what is overdue first, then by day, and what was done last. */

#define SOON      (7 * HW_ONE_DAY)
#define DONE_FOR  (31 * HW_ONE_DAY)
#define PLAN_DAYS 30    /* "plan reviewed within a month of return" (DOMAIN.md) */

/* How long after an attempt the next one is proposed: soon at first, then with more patience. */
static const guint next_try_days[] = { 2, 7, 14 };

/**
 * hw_follow_up_entry_free:
 * @entry: (nullable): an entry of the list
 */
void
hw_follow_up_entry_free (gpointer entry)
{
  HwFollowUpEntry *self = entry;

  if (self == NULL)
    return;
  hw_case_unref (self->case_);
  g_free (self);
}

static gboolean
find_group (const HwFollowUpEntry *entry,
            gint64                 now,
            HwFollowUpGroup       *group)
{
  const HwFollowUp *follow_up = &entry->follow_up;

  if (hw_follow_up_is_closed (follow_up))
    *group = HW_FOLLOW_UP_GROUP_DONE;
  else if (follow_up->end < now)
    *group = HW_FOLLOW_UP_GROUP_OVERDUE;
  else
    *group = follow_up->due_at < now + SOON ? HW_FOLLOW_UP_GROUP_SOON : HW_FOLLOW_UP_GROUP_LATER;
  return *group != HW_FOLLOW_UP_GROUP_DONE || (entry->closed_at > now - DONE_FOR && entry->closed_at <= now);
}

/* Nothing is asked any more of a return that has ended; what was done lately is still told. */
static void
add (GPtrArray        *entries,
     HwCase           *case_,
     const HwFollowUp *follow_up,
     const HwCaseRecord *closing,
     gint64            now)
{
  HwFollowUpEntry entry = { .case_ = case_, .follow_up = *follow_up, .closed_at = closing != NULL ? closing->happened_at : 0 };

  if (!find_group (&entry, now, &entry.group) || (hw_stage_is_end (case_->stage) && entry.group != HW_FOLLOW_UP_GROUP_DONE))
    return;
  hw_case_ref (case_);
  g_ptr_array_add (entries, g_memdup2 (&entry, sizeof entry));
}

/* The look at the plan, told as a follow-up. */
static void
add_plan_review (GPtrArray *entries,
                 HwCase    *case_,
                 gint64     now)
{
  HwFollowUp review = { .field = HW_FIELD_FOLLOW_UP_30 };
  const HwCaseRecord *record;
  gint64 arrival;

  if (!hw_date_parse (hw_case_get (case_, HW_FIELD_ARRIVED_ON), &arrival, NULL))
    return;
  review.due_at = arrival + PLAN_DAYS * HW_ONE_DAY;
  review.end = review.due_at + HW_ONE_DAY - 1;
  review.state = now < review.due_at ? HW_FOLLOW_UP_WAITS : now <= review.end ? HW_FOLLOW_UP_DUE : HW_FOLLOW_UP_OVERDUE;
  for (guint at = 0; (record = hw_case_next_record (case_, HW_CASE_RECORD_PLAN_REVIEW, &at)) != NULL;)
    {
      review.state = HW_FOLLOW_UP_DONE;
      review.last = record;
    }
  add (entries, case_, &review, review.last, now);
}

static void
add_case (GPtrArray *entries,
          HwCase    *case_,
          gint64     now)
{
  HwFollowUp follow_ups[HW_N_FOLLOW_UPS];
  guint n;

  if (!hw_stage_is_on_rail (case_->stage))
    return;
  n = hw_follow_up_list (case_, now, follow_ups);
  for (guint i = 0; i < n; i++)
    add (entries, case_, &follow_ups[i], hw_follow_up_is_closed (&follow_ups[i]) ? follow_ups[i].last : NULL, now);
  add_plan_review (entries, case_, now);
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b)
{
  const HwFollowUpEntry *first = *(HwFollowUpEntry * const *) a, *second = *(HwFollowUpEntry * const *) b;

  if (first->group != second->group)
    return first->group < second->group ? -1 : 1;
  if (first->group == HW_FOLLOW_UP_GROUP_DONE && first->closed_at != second->closed_at)
    return first->closed_at > second->closed_at ? -1 : 1;
  if (first->follow_up.due_at != second->follow_up.due_at)
    return first->follow_up.due_at < second->follow_up.due_at ? -1 : 1;
  if (first->follow_up.days != second->follow_up.days)
    return first->follow_up.days < second->follow_up.days ? -1 : 1;
  return hw_id_compare (&first->case_->id, &second->case_->id);
}

/**
 * hw_follow_up_list_of:
 * @cases: (array length=n_cases): reconnection cases
 * @n_cases: how many
 * @now: the time that counts as now, µs UTC
 *
 * The follow-ups of everybody whose arrival is known and whose return is still
 * looked after, and those that were done in the last 31 days.
 *
 * Returns: (transfer full) (element-type HwFollowUpEntry): by group, in each by day; what was done last first
 */
GPtrArray *
hw_follow_up_list_of (HwCase **cases,
                      guint    n_cases,
                      gint64   now)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (hw_follow_up_entry_free);

  for (guint i = 0; i < n_cases; i++)
    add_case (entries, cases[i], now);
  g_ptr_array_sort (entries, compare_entries);
  return entries;
}

/**
 * hw_follow_up_next_try:
 * @entry: an open follow-up
 * @now: the time that counts as now, µs UTC
 *
 * When to try again after an attempt that told nothing: after 2 days, then 7,
 * then 14, on a working day.
 *
 * Returns: (transfer full) (nullable): the day as 2026-12-19; %NULL for what was not tried yet
 */
char *
hw_follow_up_next_try (const HwFollowUpEntry *entry,
                       gint64                 now)
{
  guint attempts = entry->follow_up.attempts;
  g_autoptr (GDateTime) day = NULL;

  if (attempts == 0 || hw_follow_up_is_closed (&entry->follow_up))
    return NULL;
  day = g_date_time_new_from_unix_utc (now / G_USEC_PER_SEC + next_try_days[MIN (attempts, G_N_ELEMENTS (next_try_days)) - 1] * (HW_ONE_DAY / G_USEC_PER_SEC));
  while (g_date_time_get_day_of_week (day) > 5)
    {
      GDateTime *next = g_date_time_add_days (day, 1);

      g_date_time_unref (day);
      day = next;
    }
  return g_date_time_format (day, "%F");
}
