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

#define SOON (20 * G_TIME_SPAN_HOUR)   /* of the coming night nobody has to say the day */

static GDateTime *
to_local (gint64     at,
          GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC);

  return utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
}

static gboolean
is_today (gint64     at,
          gint64     now,
          GTimeZone *zone)
{
  g_autoptr (GDateTime) then = to_local (at, zone);
  g_autoptr (GDateTime) today = to_local (now, zone);

  return then != NULL && today != NULL && g_date_time_get_year (then) == g_date_time_get_year (today) &&
         g_date_time_get_day_of_year (then) == g_date_time_get_day_of_year (today);
}

/* An hour, with its day where it is not today's nor the coming night's. */
static char *
dup_time (gint64     at,
          gint64     now,
          GTimeZone *zone)
{
  g_autoptr (GDateTime) then = to_local (at, zone);

  if (then == NULL)
    return g_strdup ("");
  if (is_today (at, now, zone) || (at > now && at - now < SOON))
    return g_date_time_format (then, _("%H:%M"));
  /* TRANSLATORS: a weekday in short and a time, as in "Mon 22:10"; then a day with its month in short, as in "3 Nov" */
  return g_date_time_format (then, ABS (now - at) < 6 * G_TIME_SPAN_DAY ? _("%a %H:%M") : _("%-e %b"));
}

static char *
dup_day (gint64     at,
         gint64     now,
         GTimeZone *zone)
{
  g_autoptr (GDateTime) then = to_local (at, zone);

  if (then == NULL)
    return g_strdup ("");
  return is_today (at, now, zone) ? g_strdup (_("today")) : g_date_time_format (then, _("%-e %b"));
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
  g_autofree char *due = reason->at != 0 ? dup_day (reason->at, now, zone) : NULL;

  if (due == NULL)
    return g_strdup (_("not visited yet"));
  if (reason->points == 0)
    return g_strdup_printf (_("visited lately, due %s"), due);
  if (is_today (reason->at, now, zone))
    return g_strdup (_("visit due today"));
  return reason->at < now ? g_strdup_printf (_("visit due since %s"), due) : g_strdup (_("visit due tonight"));
}

static char *
dup_caller (const HwVisitReason *reason,
            gint64               now,
            GTimeZone           *zone)
{
  g_autofree char *due = dup_day (reason->at, now, zone);

  if (reason->at <= now)
    return g_strdup_printf (_("a caller waits for an answer, due since %s"), due);
  if (reason->count == 0)
    return g_strdup (_("a caller waits for an answer, today at the latest"));
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "a caller waits for an answer, %u working day left",
                                       "a caller waits for an answer, %u working days left", reason->count), reason->count);
}

static char *
dup_closed (const HwVisitReason *reason,
            gint64               now,
            GTimeZone           *zone)
{
  g_autofree char *since = dup_day (reason->at, now, zone);

  if (reason->count == 0)
    return g_strdup_printf (_("closed since %s"), since);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u person of a site that is closed was met here",
                                       "%u people of a site that is closed were met here", reason->count), reason->count);
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
    case HW_VISIT_PROMISE: return g_strdup_printf (_("promised for %s at the latest"), time != NULL ? time : "");
    case HW_VISIT_BED_DOWN_TIME: return g_strdup_printf (_("people lie down from %s"), time != NULL ? time : "");
    case HW_VISIT_CALLER_WAITS: return dup_caller (reason, now, zone);
    case HW_VISIT_DANGER: return g_strdup (reason->trend > 0 ? _("immediate danger, or a child") : _("somebody worried about their health or safety"));
    case HW_VISIT_CLOSED_SITE: return dup_closed (reason, now, zone);
    case HW_VISIT_SEVERE_WEATHER: return g_strdup (_("severe weather"));
    case HW_N_VISIT_REASONS:
    default: g_return_val_if_reached (NULL);
    }
}
