/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-hot-spot-tale.h"
#include "hw-hot-spot-words.h"

#include <glib/gi18n-lib.h>

/*
 * The panel of a hot-spot tells its days and the visits of the team in
 * sentences; they are put together here.
 */

#define HALF_DAY (HW_DAY_US / 2)

/**
 * hw_tale_dup_day:
 * @day: µs UTC at which a day of UTC begins
 * @now: µs UTC
 *
 * Returns: (transfer full): "21 September", wherever the laptop is
 */
char *
hw_tale_dup_day (gint64 day,
                 gint64 now)
{
  /* At noon it is the same day for nearly everybody. */
  return hw_words_dup_since (day + HALF_DAY, now);
}

static const char *
name_direction (guint direction)
{
  switch (direction & 7)
    {
    case 0: return _("to the north");
    case 1: return _("to the north-east");
    case 2: return _("to the east");
    case 3: return _("to the south-east");
    case 4: return _("to the south");
    case 5: return _("to the south-west");
    case 6: return _("to the west");
    default: return _("to the north-west");
    }
}

/**
 * hw_tale_dup_change:
 * @change: what happened
 *
 * Returns: (transfer full): "Grew from 8 to 14 in 28 days"
 */
char *
hw_tale_dup_change (const HwHotSpotChange *change)
{
  int metres = 10 * (int) (change->distance_m / 10 + 0.5);

  switch (change->kind)
    {
    case HW_HOT_SPOT_BORN:
      return g_strdup_printf (ngettext ("Became a hot-spot: %u in 28 days", "Became a hot-spot: %u in 28 days", change->now), change->now);
    case HW_HOT_SPOT_SPLIT_OFF:
      return g_strdup_printf (ngettext ("Split off from another hot-spot: %u in 28 days", "Split off from another hot-spot: %u in 28 days", change->now), change->now);
    case HW_HOT_SPOT_GREW:
      return g_strdup_printf (_("Grew from %u to %u in 28 days"), change->before, change->now);
    case HW_HOT_SPOT_SHRANK:
      return g_strdup_printf (_("Shrank from %u to %u in 28 days"), change->before, change->now);
    case HW_HOT_SPOT_MOVED:
      /* TRANSLATORS: metres, and the direction: "Moved 110 m to the north-east" */
      return g_strdup_printf (_("Moved %d m %s"), metres, name_direction (change->direction));
    case HW_HOT_SPOT_TOOK_IN:
      return g_strdup_printf (ngettext ("Took in another hot-spot of %u", "Took in another hot-spot of %u", change->before), change->before);
    case HW_HOT_SPOT_MERGED:
      return g_strdup (_("Became part of another hot-spot"));
    case HW_HOT_SPOT_CLOSED:
    case HW_N_HOT_SPOT_CHANGES:
    default:
      return g_strdup (_("No longer a hot-spot"));
    }
}

/**
 * hw_tale_dup_last_visit:
 * @visits: what the team did
 *
 * Returns: (transfer full): "Looked for 3 people, found 2", "Met 2 people"
 */
char *
hw_tale_dup_last_visit (const HwHotSpotVisits *visits)
{
  guint people = visits->people_looked_for, met = visits->people_met;

  if (visits->last_visit == 0)
    return g_strdup (_("Nobody of the team has been here, as far as this laptop knows"));
  if (people > 0)
    return g_strdup_printf (ngettext ("Looked for %u person, found %u", "Looked for %u people, found %u", people), people, MIN (visits->people_found, people));
  return g_strdup_printf (ngettext ("Met %u person", "Met %u people", met), met);
}

/**
 * hw_tale_dup_unmet:
 * @hot_spot: a hot-spot
 *
 * Returns: (transfer full) (nullable): "4 reports nobody has looked for yet"; %NULL where there is none
 */
char *
hw_tale_dup_unmet (const HwHotSpot *hot_spot)
{
  if (hot_spot->unmet == 0)
    return NULL;
  return g_strdup_printf (ngettext ("%u report nobody has looked for yet", "%u reports nobody has looked for yet", hot_spot->unmet), hot_spot->unmet);
}

/**
 * hw_tale_dup_outcomes:
 * @visits: what the team did
 *
 * Returns: (transfer full): of the reports of half a year: "Looked for 12 reports: found 7, not found 5"
 */
char *
hw_tale_dup_outcomes (const HwHotSpotVisits *visits)
{
  if (visits->looked_for == 0)
    return g_strdup (_("Nobody has looked for the people of a report here yet"));
  return g_strdup_printf (ngettext ("Looked for %u report: found %u, not found %u", "Looked for %u reports: found %u, not found %u", visits->looked_for),
                          visits->looked_for, visits->found, visits->not_found);
}
