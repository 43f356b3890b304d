/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-case-words.h"
#include "hw-date.h"
#include "hw-follow-up-words.h"
#include "hw-record-words.h"

/* A follow-up in words: "Rasa · 90 days after arrival", under it what was tried,
 * and a pill with its day. */

/**
 * hw_follow_up_words_group:
 * @group: where it stands
 *
 * Returns: (transfer none): its heading
 */
const char *
hw_follow_up_words_group (HwFollowUpGroup group)
{
  switch (group)
    {
    case HW_FOLLOW_UP_GROUP_OVERDUE: return _("Overdue");
    case HW_FOLLOW_UP_GROUP_SOON: return _("Within a week");
    case HW_FOLLOW_UP_GROUP_LATER: return _("Later");
    case HW_FOLLOW_UP_GROUP_DONE: return _("Done in the last month");
    case HW_N_FOLLOW_UP_GROUPS:
    default: g_return_val_if_reached ("");
    }
}

/**
 * hw_follow_up_words_dup_title:
 * @entry: a follow-up
 *
 * Returns: (transfer full): who, and which
 */
char *
hw_follow_up_words_dup_title (const HwFollowUpEntry *entry)
{
  guint days = entry->follow_up.days;
  const char *alias = entry->case_->person->alias;

  if (days == 0)
    /* TRANSLATORS: a person's name; the plan for the time after the return is looked at again */
    return g_strdup_printf (_("%s · the plan"), alias);
  if (days == 365)
    return g_strdup_printf (_("%s · a year after arrival"), alias);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s · %u day after arrival", "%s · %u days after arrival", days), alias, days);
}

static void
add_attempts (GPtrArray             *parts,
              const HwFollowUpEntry *entry,
              gint64                 now)
{
  const HwFollowUp *follow_up = &entry->follow_up;
  g_autofree char *day = NULL;
  g_autofree char *outcome = NULL;

  if (follow_up->last == NULL || follow_up->days == 0)
    return;
  day = hw_case_words_dup_day (follow_up->last->happened_at, now);
  outcome = hw_record_words_dup_field (follow_up->last, HW_RECORD_OUTCOME, NULL);
  g_ptr_array_add (parts, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u attempt", "%u attempts", follow_up->attempts), follow_up->attempts));
  if (outcome != NULL)
    g_ptr_array_add (parts, g_strdup_printf ("%s, %s", outcome, day));
}

/**
 * hw_follow_up_words_dup_under:
 * @entry: a follow-up
 * @now: µs UTC
 *
 * Returns: (transfer full): what was tried, that it was moved, who looks after the person
 */
char *
hw_follow_up_words_dup_under (const HwFollowUpEntry *entry,
                              gint64                 now)
{
  const HwFollowUp *follow_up = &entry->follow_up;
  const char *worker = hw_case_get (entry->case_, HW_FIELD_KEY_WORKER);
  const char *reason = follow_up->moved != NULL ? hw_case_record_get (follow_up->moved, HW_RECORD_REASON) : NULL;
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  guint again = hw_case_seen_again (entry->case_, NULL, NULL);

  if (follow_up->days == 0)
    g_ptr_array_add (parts, g_strdup (_("within a month of the return: what holds, what changes")));
  add_attempts (parts, entry, now);
  if (reason != NULL)
    g_ptr_array_add (parts, g_strdup_printf (_("moved: %s"), reason));
  if (again > 0)
    g_ptr_array_add (parts, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "seen here again, %u time", "seen here again, %u times", again), again));
  if (worker != NULL)
    g_ptr_array_add (parts, g_strdup_printf (_("looked after by %s"), worker));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

static char *
dup_overdue (const HwFollowUpEntry *entry,
             gint64                 now)
{
  guint days = (guint) ((now - entry->follow_up.end) / HW_ONE_DAY) + 1;

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u day over", "%u days over", days), days);
}

/**
 * hw_follow_up_words_dup_pill:
 * @entry: a follow-up
 * @now: µs UTC
 * @style: (out): the style class of its pill
 *
 * Returns: (transfer full): its day, or how long that is over
 */
char *
hw_follow_up_words_dup_pill (const HwFollowUpEntry *entry,
                             gint64                 now,
                             const char           **style)
{
  switch (entry->group)
    {
    case HW_FOLLOW_UP_GROUP_OVERDUE:
      *style = "pill-overdue";
      return dup_overdue (entry, now);
    case HW_FOLLOW_UP_GROUP_DONE:
      *style = entry->follow_up.state == HW_FOLLOW_UP_DONE ? "pill-met" : "pill-quiet";
      return hw_case_words_dup_day (entry->closed_at, now);
    case HW_FOLLOW_UP_GROUP_SOON:
      *style = entry->follow_up.due_at <= now ? "pill-waiting" : "pill-fresh";
      return entry->follow_up.due_at <= now ? g_strdup (_("today")) : hw_case_words_dup_date_of (entry->follow_up.due_at, now);
    case HW_FOLLOW_UP_GROUP_LATER:
    case HW_N_FOLLOW_UP_GROUPS:
    default:
      *style = "pill-quiet";
      return hw_case_words_dup_date_of (entry->follow_up.due_at, now);
    }
}
