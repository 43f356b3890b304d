/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-site-words.h"
#include "hw-hot-spot-words.h"
#include "hw-outcomes.h"
#include "hw-words.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/*
 * What is known of a site, in words: for its card, the list beside the map and a screen reader.
 */

/**
 * hw_words_dup_closure:
 * @site: a site
 * @now: µs UTC
 *
 * Returns: (transfer full) (nullable): "Closed by the authorities since 3 October"; %NULL where it is open
 */
char *
hw_words_dup_closure (const HwSite *site,
                      gint64        now)
{
  g_autofree char *day = hw_words_dup_since (site->closes_at, now);

  switch (hw_site_get_closure (site, now))
    {
    case HW_SITE_CLOSED:
      return g_strdup_printf (site->closes_by_authorities ? _("Closed by the authorities since %s") : _("Closed since %s"), day);
    case HW_SITE_CLOSING:
      return g_strdup_printf (site->closes_by_authorities ? _("The authorities will close it on %s") : _("Will be closed on %s"), day);
    case HW_SITE_OPEN:
    default:
      return NULL;
    }
}

/**
 * hw_words_dup_site_state:
 * @site: a site
 * @now: µs UTC
 *
 * Returns: (transfer full): what a list says below its name: its closure, else when the team was there last
 */
char *
hw_words_dup_site_state (const HwSite *site,
                         gint64        now)
{
  g_autofree char *day = hw_words_dup_since (site->closes_at, now);
  g_autofree char *ago = NULL;

  /* Short, whoever closes it: a row has room for a few words. */
  if (hw_site_get_closure (site, now) == HW_SITE_CLOSED)
    return g_strdup_printf (_("Closed since %s"), day);
  if (hw_site_get_closure (site, now) == HW_SITE_CLOSING)
    return g_strdup_printf (_("Will be closed on %s"), day);
  if (site->last_visit == 0)
    return g_strdup (_("Not visited yet"));
  ago = hw_words_dup_ago (now - site->last_visit);
  /* TRANSLATORS: %s is "6 days ago" */
  return g_strdup_printf (_("Visited %s"), ago);
}

/**
 * hw_words_dup_metres:
 * @metres: a distance
 *
 * Returns: (transfer full): "180 m", rounded as one would say it
 */
char *
hw_words_dup_metres (double metres)
{
  if (metres < 1000)
    return g_strdup_printf (_("%d m"), (int) (metres < 100 ? rint (metres) : rint (metres / 10) * 10));
  return g_strdup_printf (_("%.1f km"), metres / 1000);
}

/**
 * hw_words_dup_trace:
 * @trace: where people of a closed site were met
 * @now: µs UTC
 *
 * Returns: (transfer full): "3 people met 790 m north-west, last on 13 November"
 */
char *
hw_words_dup_trace (const HwSiteTrace *trace,
                    gint64             now)
{
  g_autofree char *distance = hw_words_dup_metres (trace->distance_m);
  g_autofree char *day = hw_words_dup_since (trace->last_at, now);

  /* TRANSLATORS: people, a distance ("790 m"), a direction ("north-west"), a day ("13 November") */
  return g_strdup_printf (ngettext ("%u person met %s %s, last on %s", "%u people met %s %s, last on %s", trace->n_people),
                          trace->n_people, distance, hw_direction_get_words (trace->direction), day);
}

/**
 * hw_words_dup_shift:
 * @shift: where the hot-spot of a closed site went
 *
 * Returns: (transfer full): that in a sentence
 */
char *
hw_words_dup_shift (const HwSiteShift *shift)
{
  g_autofree char *distance = hw_words_dup_metres (shift->distance_m);

  if (shift->stayed)
    /* TRANSLATORS: reports and contacts at a closed site, in equally long times after and before its closure */
    return g_strdup_printf (ngettext ("People are still seen here: %u report or contact, %u in the same time before.",
                                      "People are still seen here: %u reports and contacts, %u in the same time before.", shift->n_after), shift->n_after, shift->n_before);
  /* TRANSLATORS: a distance ("180 m"), a direction ("north-east"), reports and contacts there in equally long times after and before the closure */
  return g_strdup_printf (ngettext ("The hot-spot moved about %s %s: %u report or contact there, %u in the same time before.",
                                    "The hot-spot moved about %s %s: %u reports and contacts there, %u in the same time before.", shift->n_after),
                          distance, hw_direction_get_words (shift->direction), shift->n_after, shift->n_before);
}

/**
 * hw_words_dup_visit:
 * @visit: that the team was there
 *
 * Returns: (transfer full): "Met 2 people, bedded down", or what came of looking
 */
char *
hw_words_dup_visit (const HwSiteVisit *visit)
{
  const char *outcome = hw_outcome_words (visit->outcome);

  if (!visit->met)
    return g_strdup (outcome != NULL ? outcome : _("Looked for people"));
  if (visit->bedded_down)
    return g_strdup_printf (ngettext ("Met %u person, bedded down", "Met %u people, bedded down", visit->people), visit->people);
  return g_strdup_printf (ngettext ("Met %u person", "Met %u people", visit->people), visit->people);
}

/**
 * hw_words_dup_arrival:
 * @arrival: people of a closed site who were met somewhere
 *
 * Returns: (transfer full): "4 people from there were met here"
 */
char *
hw_words_dup_arrival (const HwSiteArrival *arrival)
{
  return g_strdup_printf (ngettext ("%u person from there was met here", "%u people from there were met here", arrival->n_people), arrival->n_people);
}

/**
 * hw_words_dup_site_value:
 * @field: the name of a field, as conflicts call it
 * @value: what somebody noted
 *
 * Returns: (transfer full): the same as people say it
 */
char *
hw_words_dup_site_value (const char *field,
                         const char *value)
{
  gint64 number = g_ascii_strtoll (value, NULL, 10);

  if (g_str_equal (field, "closes-at"))
    return number != 0 ? hw_words_dup_since (number, g_get_real_time ()) : g_strdup (_("it is open"));
  if (g_str_equal (field, "closes-by-authorities"))
    return g_strdup (number != 0 ? _("yes") : _("no"));
  if (g_str_equal (field, "radius"))
    return hw_words_dup_metres (g_ascii_strtod (value, NULL));
  return g_strdup (*value != '\0' ? value : _("nothing"));
}

/**
 * hw_words_site_field:
 * @field: the name of a field, as conflicts call it
 *
 * Returns: (transfer none): what people call it
 */
const char *
hw_words_site_field (const char *field)
{
  static const struct { const char *field, *words; } fields[] = {
    { "name", N_("Name") }, { "point", N_("Place on the map") }, { "radius", N_("Reaches") }, { "hazards", N_("Hazards") },
    { "access", N_("Access") }, { "lighting", N_("Lighting") }, { "bed-down", N_("When people lie down") }, { "note", N_("Note") },
    { "closes-at", N_("Closure") }, { "closes-by-authorities", N_("Closed by the authorities") }, { "closure-note", N_("Note on the closure") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (fields[i].field, field))
      return _(fields[i].words);
  return field;
}
