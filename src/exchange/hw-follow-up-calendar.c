/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-export.h"
#include "hw-follow-up-list.h"
#include "hw-list-ical.h"

/* Follow-ups as days in a calendar: which one, and the reference under which the
 * team knows whom. A file of a later day brings what changed. */

/* The same in every file, and nothing that is in the journal. */
static char *
dup_uid (const HwFollowUpEntry *entry)
{
  g_autofree char *id = hw_id_to_string (&entry->case_->id);
  g_autofree char *both = g_strdup_printf ("follow-up %u of %s", entry->follow_up.days, id);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, both, -1);

  return g_strdup_printf ("%.32s@homeward", hash);
}

static char *
dup_day (gint64     at,
         GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);

  return g_date_time_format (local, "%F");
}

/* What was tried is tried again on the day that is proposed after the last attempt. */
static char *
dup_date (const HwFollowUpEntry *entry,
          GTimeZone             *zone)
{
  char *next = entry->follow_up.last != NULL ? hw_follow_up_next_try (entry, entry->follow_up.last->happened_at) : NULL;

  return next != NULL ? next : dup_day (entry->follow_up.due_at, zone);
}

static char *
dup_summary (const HwFollowUpEntry *entry)
{
  g_autofree char *reference = hw_export_dup_reference (entry->case_);

  if (entry->follow_up.days == 0)
    /* Translators: %s is a reference, 0F3A21BC for instance */
    return g_strdup_printf (_("Look at the plan after the return (%s)"), reference);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Ask how it goes, %u day after the return (%s)", "Ask how it goes, %u days after the return (%s)",
                                       entry->follow_up.days), entry->follow_up.days, reference);
}

/* Whatever changes a follow-up, an attempt or another day for it, is a record of its case more. */
static guint
count_changes (const HwFollowUpEntry *entry)
{
  return entry->case_->records->len;
}

static void
event_clear (gpointer pointer)
{
  HwListEvent *event = pointer;

  g_free ((char *) event->uid);
  g_free ((char *) event->summary);
  g_free ((char *) event->date);
}

/**
 * hw_follow_ups_write_ical:
 * @entries: (element-type HwFollowUpEntry): open ones, and those closed lately: a calendar takes these away
 * @now: when it is made, µs UTC
 * @zone: where days are days
 * @error: return location for a %G_IO_ERROR
 *
 * Returns: (transfer full) (nullable): a calendar of them without any name
 */
GBytes *
hw_follow_ups_write_ical (GPtrArray  *entries,
                          gint64      now,
                          GTimeZone  *zone,
                          GError    **error)
{
  g_autoptr (GArray) events = g_array_new (FALSE, TRUE, sizeof (HwListEvent));

  g_array_set_clear_func (events, event_clear);
  for (guint i = 0; i < entries->len; i++)
    {
      const HwFollowUpEntry *entry = entries->pdata[i];
      HwListEvent event = {
        .uid = dup_uid (entry), .summary = dup_summary (entry), .date = dup_date (entry, zone),
        .sequence = count_changes (entry), .cancelled = hw_follow_up_is_closed (&entry->follow_up),
      };

      g_array_append_val (events, event);
    }
  return hw_list_write_ical (_("Follow-ups"), (const HwListEvent *) (gpointer) events->data, events->len, now, error);
}
