/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-candidates.h"
#include "hw-hull.h"
#include "hw-visit-priority.h"

/*
 * Where a team may go tonight. A place stands here once: hot-spots whose middle
 * lies in a site are that site; a report of a hot-spot, or within its hull or a
 * site, belongs to it; reports close to each other are one stop. A promise goes
 * to the place for which it was made, and what is known of the people of a closed
 * site to the place where they went.
 */

#define SAME_PLACE_M 40.0

G_DEFINE_BOXED_TYPE (HwCandidate, hw_candidate, hw_candidate_copy, hw_candidate_free)

/* A candidate while it is put together. */
typedef struct
{
  HwStopKind   kind;
  HwId         subject;
  HwPoint      point;
  const char  *name;       /* (unowned) (nullable) */
  GPtrArray   *spots;      /* (owned) (element-type HwHotSpot): all that are there; the news have the first */
  HwVisitNews  news;       /* reports and promises are owned */
} Place;

static void
place_free (gpointer data)
{
  Place *place = data;

  g_ptr_array_unref (place->spots);
  g_ptr_array_unref (place->news.reports);
  g_ptr_array_unref (place->news.promises);
  g_free (place);
}

static Place *
add_place (GPtrArray     *places,
           HwStopKind     kind,
           const HwId    *subject,
           const HwPoint *point,
           const char    *name)
{
  Place *place = g_new0 (Place, 1);

  place->kind = kind;
  place->subject = *subject;
  place->point = *point;
  place->name = name;
  place->spots = g_ptr_array_new ();
  place->news.reports = g_ptr_array_new ();
  place->news.promises = g_ptr_array_new ();
  g_ptr_array_add (places, place);
  return place;
}

/* -- sites and hot-spots -- */

static void
add_sites (GPtrArray *places,
           GPtrArray *sites)
{
  for (guint i = 0; i < sites->len; i++)
    {
      const HwSite *site = sites->pdata[i];

      add_place (places, HW_STOP_SITE, &site->id, &site->point, site->name)->news.site = site;
    }
}

/* The nearest of those in which the point lies. */
static Place *
find_site_around (GPtrArray     *places,
                  const HwPoint *point)
{
  Place *nearest = NULL;

  for (guint i = 0; i < places->len; i++)
    {
      Place *place = places->pdata[i];

      if (place->news.site != NULL && hw_site_contains (place->news.site, point) &&
          (nearest == NULL || hw_point_distance (&place->point, point) < hw_point_distance (&nearest->point, point)))
        nearest = place;
    }
  return nearest;
}

/* Of several in one site, the first by rank says why. */
static void
add_spots (GPtrArray                *places,
           const HwCandidateSources *sources)
{
  for (guint i = 0; i < sources->n_spots; i++)
    {
      const HwCandidateSpot *spot = &sources->spots[i];
      Place *place = find_site_around (places, &spot->hot_spot->centre);

      if (place == NULL)
        place = add_place (places, HW_STOP_HOT_SPOT, &spot->hot_spot->identity, &spot->hot_spot->centre, spot->name);
      if (place->news.spot == NULL)
        place->news.spot = spot;
      g_ptr_array_add (place->spots, (gpointer) spot->hot_spot);
    }
}

/* -- which place a point belongs to -- */

static gboolean
is_of_spots (const Place *place,
             gint64       row)
{
  for (guint i = 0; i < place->spots->len; i++)
    {
      GArray *rows = ((const HwHotSpot *) place->spots->pdata[i])->rows[HW_KIND_REPORT];

      for (guint j = 0; rows != NULL && j < rows->len; j++)
        if (g_array_index (rows, gint64, j) == row)
          return TRUE;
    }
  return FALSE;
}

static gboolean
is_in_hull (const Place   *place,
            const HwPoint *point)
{
  for (guint i = 0; i < place->spots->len; i++)
    {
      const HwHotSpot *spot = place->spots->pdata[i];

      if (spot->hull != NULL && hw_hull_contains (spot->hull, point))
        return TRUE;
    }
  return FALSE;
}

static Place *
find_nearest (GPtrArray     *places,
              const HwPoint *point)
{
  Place *nearest = NULL;
  double least = SAME_PLACE_M;

  for (guint i = 0; i < places->len; i++)
    {
      Place *place = places->pdata[i];
      double distance = hw_point_distance (&place->point, point);

      if (distance > least)
        continue;
      nearest = place;
      least = distance;
    }
  return nearest;
}

static Place *
find_place (GPtrArray     *places,
            const HwPoint *point)
{
  Place *site = find_site_around (places, point);

  if (site != NULL)
    return site;
  for (guint i = 0; i < places->len; i++)
    if (is_in_hull (places->pdata[i], point))
      return places->pdata[i];
  return find_nearest (places, point);
}

static Place *
find_place_of_report (GPtrArray      *places,
                      const HwReport *report)
{
  for (guint i = 0; report->row != 0 && i < places->len; i++)
    if (is_of_spots (places->pdata[i], report->row))
      return places->pdata[i];
  return find_place (places, &report->point);
}

/* -- reports and promises -- */

static gboolean
is_waiting (const HwReport *report)
{
  return report->status == HW_REPORT_NEW || report->status == HW_REPORT_NEEDS_INFORMATION || report->status == HW_REPORT_SENT_OUT;
}

/* Those that a team can still look for. */
static gboolean
is_open (const HwReport *report)
{
  return is_waiting (report) && hw_point_is_valid (&report->point);
}

/**
 * hw_candidates_count_nowhere:
 * @reports: (element-type HwReport): reports
 *
 * Returns: how many wait for a team and have no point, so that no round leads to them
 */
guint
hw_candidates_count_nowhere (GPtrArray *reports)
{
  guint n_nowhere = 0;

  for (guint i = 0; i < reports->len; i++)
    n_nowhere += is_waiting (reports->pdata[i]) && !is_open (reports->pdata[i]);
  return n_nowhere;
}

static int
compare_reports (gconstpointer a,
                 gconstpointer b)
{
  const HwReport *first = *(HwReport * const *) a, *second = *(HwReport * const *) b;

  if (first->received_at != second->received_at)
    return first->received_at < second->received_at ? -1 : 1;
  return hw_id_compare (&first->id, &second->id);
}

/* Oldest first: a place keeps its middle and its identity when more is reported of it. */
static void
add_reports (GPtrArray *places,
             GPtrArray *reports)
{
  g_autoptr (GPtrArray) in_order = g_ptr_array_new ();

  for (guint i = 0; i < reports->len; i++)
    if (is_open (reports->pdata[i]))
      g_ptr_array_add (in_order, reports->pdata[i]);
  g_ptr_array_sort (in_order, compare_reports);
  for (guint i = 0; i < in_order->len; i++)
    {
      HwReport *report = in_order->pdata[i];
      Place *place;

      place = find_place_of_report (places, report);
      if (place == NULL)
        place = add_place (places, HW_STOP_REPORT, &report->id, &report->point, report->place);
      g_ptr_array_add (place->news.reports, report);
    }
}

static Place *
find_promised (GPtrArray       *places,
               const HwPromise *promise)
{
  for (guint i = 0; i < places->len; i++)
    {
      Place *place = places->pdata[i];

      if (place->news.site != NULL && hw_id_equal (&place->news.site->id, &promise->site))
        return place;
    }
  return hw_point_is_valid (&promise->point) ? find_place (places, &promise->point) : NULL;
}

static void
add_promises (GPtrArray *places,
              GPtrArray *promises)
{
  for (guint i = 0; i < promises->len; i++)
    {
      HwPromise *promise = promises->pdata[i];
      Place *place = find_promised (places, promise);

      if (place == NULL && !hw_point_is_valid (&promise->point))
        continue;
      if (place == NULL)
        place = add_place (places, HW_STOP_PLACE, &promise->id, &promise->point, NULL);
      g_ptr_array_add (place->news.promises, promise);
    }
}

/* -- where the people of closed sites went -- */

/* Where nothing else is, only the place to which most of them went is a stop of its own. */
static void
add_moves (GPtrArray                *places,
           const HwCandidateSources *sources)
{
  g_autoptr (GHashTable) with_stop = g_hash_table_new (hw_id_hash, hw_id_equal);

  for (guint i = 0; i < sources->n_moves; i++)
    {
      const HwCandidateMove *move = &sources->moves[i];
      Place *place = find_place (places, &move->point);

      if (place != NULL && place->news.site == move->site)
        continue;
      if (place == NULL && !g_hash_table_add (with_stop, (gpointer) &move->site->id))
        continue;
      if (place == NULL)
        place = add_place (places, HW_STOP_PLACE, &move->site->id, &move->point, NULL);
      place->news.moved_people = MAX (place->news.moved_people, move->people);   /* the same person may have been met in several */
      place->news.moved_at = MAX (place->news.moved_at, move->site->closes_at);
    }
}

/* -- other teams -- */

static gboolean
has_stop_at (const HwShift *shift,
             const Place   *place)
{
  for (guint i = 0; i < shift->stops->len; i++)
    {
      const HwStop *stop = shift->stops->pdata[i];

      if ((stop->kind == place->kind && hw_id_equal (&stop->subject, &place->subject)) ||
          hw_point_distance (&stop->point, &place->point) <= SAME_PLACE_M)
        return TRUE;
    }
  return FALSE;
}

/* The team that goes there while @shift is out. */
static const char *
find_other_team (const Place   *place,
                 GPtrArray     *shifts,
                 const HwShift *shift)
{
  for (guint i = 0; shifts != NULL && i < shifts->len; i++)
    {
      const HwShift *other = shifts->pdata[i];

      if (!hw_id_equal (&other->id, &shift->id) && (other->state == HW_SHIFT_PLANNED || other->state == HW_SHIFT_STARTED) &&
          other->starts_at < shift->ends_at && other->ends_at > shift->starts_at && has_stop_at (other, place))
        return other->name != NULL ? other->name : _("Another team");
    }
  return NULL;
}

/* -- candidates -- */

static const HwReport *
find_newest (GPtrArray *reports)
{
  const HwReport *newest = NULL;

  for (guint i = 0; i < reports->len; i++)
    {
      const HwReport *report = reports->pdata[i];

      if (newest == NULL || report->seen_at > newest->seen_at)
        newest = report;
    }
  return newest;
}

static const char *
get_name (const Place *place)
{
  if (place->name != NULL)
    return place->name;
  if (place->kind != HW_STOP_PLACE)
    return _("Reported place");
  return place->news.promises->len > 0 ? _("Where a promise was made") : _("Where people of a closed site went");
}

static HwCandidate *
make_candidate (const Place              *place,
                const HwCandidateSources *sources,
                const HwShift            *shift,
                gint64                    now,
                GTimeZone                *zone)
{
  const HwVisitNews *news = &place->news;
  const HwReport *newest = find_newest (news->reports);
  HwCandidate *self = g_new0 (HwCandidate, 1);
  HwStop *stop = hw_stop_new ();

  stop->kind = place->kind;
  stop->subject = place->subject;
  stop->point = place->point;
  stop->name = g_strdup (get_name (place));
  if (newest != NULL && g_strcmp0 (newest->place, stop->name) != 0)
    stop->place = g_strdup (newest->place);
  for (guint i = 0; i < MIN (news->reports->len, HW_STOP_MAX_REPORTS); i++)
    g_array_append_val (stop->reports, ((const HwReport *) news->reports->pdata[i])->id);
  hw_visit_priority_give (news, stop, shift, sources->revisit_days != 0 ? sources->revisit_days : HW_REVISIT_DAYS, now, zone);

  self->stop = stop;
  self->last_visit = hw_visit_news_last_visit (news);
  self->people = hw_visit_news_people (news);
  self->other_team = g_strdup (find_other_team (place, sources->shifts, shift));
  self->closed = news->site != NULL && hw_site_get_closure (news->site, shift->starts_at) == HW_SITE_CLOSED;
  return self;
}

static int
compare_candidates (gconstpointer a,
                    gconstpointer b)
{
  const HwCandidate *first = *(HwCandidate * const *) a, *second = *(HwCandidate * const *) b;

  if (first->closed != second->closed)
    return first->closed ? 1 : -1;
  if (first->stop->priority != second->stop->priority)
    return first->stop->priority > second->stop->priority ? -1 : 1;
  return hw_id_compare (&first->stop->subject, &second->stop->subject);
}

/**
 * hw_candidates_list:
 * @sources: where a round is made of
 * @shift: when and how the team goes
 * @now: the time that counts as now, µs UTC
 * @zone: of the team's place
 *
 * Every place where the team may go, each with every reason for it. No language
 * and no nationality is read.
 *
 * Returns: (transfer full) (element-type HwCandidate): what is worth most first; closed sites last
 */
GPtrArray *
hw_candidates_list (const HwCandidateSources *sources,
                    const HwShift            *shift,
                    gint64                    now,
                    GTimeZone                *zone)
{
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func (place_free);
  GPtrArray *candidates = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_candidate_free);

  add_sites (places, sources->sites);
  add_spots (places, sources);
  add_reports (places, sources->reports);
  add_promises (places, sources->promises);
  add_moves (places, sources);
  for (guint i = 0; i < places->len; i++)
    g_ptr_array_add (candidates, make_candidate (places->pdata[i], sources, shift, now, zone));
  g_ptr_array_sort (candidates, compare_candidates);
  return candidates;
}

/**
 * hw_candidate_copy:
 * @candidate: a candidate
 *
 * Returns: (transfer full): a copy of it
 */
HwCandidate *
hw_candidate_copy (const HwCandidate *candidate)
{
  HwCandidate *copy;

  g_return_val_if_fail (candidate != NULL, NULL);

  copy = g_memdup2 (candidate, sizeof *candidate);
  copy->stop = hw_stop_copy (candidate->stop);
  copy->other_team = g_strdup (candidate->other_team);
  return copy;
}

/**
 * hw_candidate_free:
 * @candidate: (nullable): a candidate
 *
 * Frees it.
 */
void
hw_candidate_free (HwCandidate *candidate)
{
  if (candidate == NULL)
    return;
  hw_stop_free (candidate->stop);
  g_free (candidate->other_team);
  g_free (candidate);
}
