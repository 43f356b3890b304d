/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-names.h"
#include "hw-visit-reason.h"

/* Why a team goes somewhere: the names of the reasons, as a stop keeps them, and their words. */

static const char * const kinds[] = {
  "fresh-report", "hot-spot", "revisit-due", "promise", "bed-down-time", "caller-waits", "danger", "closed-site", "severe-weather",
};
G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == HW_N_VISIT_REASONS);

/**
 * hw_visit_reason_kind_to_string:
 * @kind: a kind
 *
 * Returns: its stable name, "fresh-report" for instance; never translated
 */
const char *
hw_visit_reason_kind_to_string (HwVisitReasonKind kind)
{
  g_return_val_if_fail ((guint) kind < HW_N_VISIT_REASONS, NULL);
  return kinds[kind];
}

/**
 * hw_visit_reason_kind_from_string:
 * @name: (nullable): a stable name
 * @kind: (out): the kind; untouched where the name is unknown
 *
 * Returns: whether @name is the name of a kind
 */
gboolean
hw_visit_reason_kind_from_string (const char        *name,
                                  HwVisitReasonKind *kind)
{
  guint found;

  if (!hw_names_find (kinds, HW_N_VISIT_REASONS, name, &found))
    return FALSE;
  *kind = (HwVisitReasonKind) found;
  return TRUE;
}

/* -- in words -- */

static char *
dup_time (gint64     at,
          gint64     now,
          GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC);
  g_autoptr (GDateTime) then = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

  if (then == NULL)
    return g_strdup ("");
  /* TRANSLATORS: a time, and a day with its month in short, as in "3 Nov" */
  return g_date_time_format (then, ABS (now - at) < G_TIME_SPAN_HOUR * 20 ? _("%H:%M") : _("%-e %b"));
}

static char *
dup_report (const HwVisitReason *reason,
            gint64               now,
            GTimeZone           *zone)
{
  g_autofree char *seen = dup_time (reason->at, now, zone);
  g_autofree char *people = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u person", "%u people", MAX (reason->count, 1)), MAX (reason->count, 1));

  /* TRANSLATORS: "reported 22:10, 2 people" */
  return g_strdup_printf (_("reported %s, %s"), seen, people);
}

static char *
dup_hot_spot (const HwVisitReason *reason)
{
  if (reason->trend > 0)
    return g_strdup_printf (_("hot-spot %u, rising"), reason->count);
  return reason->trend < 0 ? g_strdup_printf (_("hot-spot %u, falling"), reason->count) : g_strdup_printf (_("hot-spot %u"), reason->count);
}

static char *
dup_revisit (const HwVisitReason *reason,
             gint64               now,
             GTimeZone           *zone)
{
  g_autofree char *due = reason->at != 0 ? dup_time (reason->at, now, zone) : NULL;

  if (due == NULL)
    return g_strdup (_("not visited yet"));
  return reason->points > 0 ? g_strdup_printf (_("visit due since %s"), due) : g_strdup_printf (_("visited lately, due %s"), due);
}

static char *
dup_caller (const HwVisitReason *reason)
{
  if (reason->count == 0)
    return g_strdup (_("a caller waits for an answer, today at the latest"));
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "a caller waits for an answer, %u working day left",
                                       "a caller waits for an answer, %u working days left", reason->count), reason->count);
}

/**
 * hw_visit_reason_dup_words:
 * @reason: a reason
 * @now: the time that counts as now, µs UTC
 * @zone: of the team's place
 *
 * Returns: (transfer full): the reason in words, "hot-spot 1, rising" for instance
 */
char *
hw_visit_reason_dup_words (const HwVisitReason *reason,
                           gint64               now,
                           GTimeZone           *zone)
{
  g_autofree char *time = reason->at != 0 ? dup_time (reason->at, now, zone) : NULL;

  switch (reason->kind)
    {
    case HW_VISIT_FRESH_REPORT: return dup_report (reason, now, zone);
    case HW_VISIT_HOT_SPOT: return dup_hot_spot (reason);
    case HW_VISIT_REVISIT_DUE: return dup_revisit (reason, now, zone);
    case HW_VISIT_PROMISE: return g_strdup_printf (_("promised for %s"), time != NULL ? time : "");
    case HW_VISIT_BED_DOWN_TIME: return g_strdup_printf (_("people lie down from %s"), time != NULL ? time : "");
    case HW_VISIT_CALLER_WAITS: return dup_caller (reason);
    case HW_VISIT_DANGER: return g_strdup (reason->trend > 0 ? _("immediate danger, or a child") : _("somebody worried about their health or safety"));
    case HW_VISIT_CLOSED_SITE: return g_strdup_printf (_("closed since %s: who moved where?"), time != NULL ? time : "");
    case HW_VISIT_SEVERE_WEATHER: return g_strdup (_("severe weather"));
    case HW_N_VISIT_REASONS:
    default: g_return_val_if_reached (NULL);
    }
}
