/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-candidates.h"
#include "hw-visit-priority.h"

/*
 * Where a team may go tonight. A place stands here once: a hot-spot whose middle
 * lies in a site is that site; a report of a hot-spot, or within a site, belongs
 * to it; reports close to each other are one stop. A promise goes to the place
 * for which it was made.
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
  HwVisitNews  news;       /* reports and promises are owned */
} Place;

static void
place_free (gpointer data)
{
  Place *place = data;

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

/* Only a site without a hot-spot: the greater rank comes first and keeps it. */
static Place *
find_site_of (GPtrArray       *places,
              const HwHotSpot *spot)
{
  for (guint i = 0; i < places->len; i++)
    {
      Place *place = places->pdata[i];

      if (place->news.site != NULL && place->news.spot == NULL && hw_site_contains (place->news.site, &spot->centre))
        return place;
    }
  return NULL;
}

static void
add_spots (GPtrArray                *places,
           const HwCandidateSources *sources)
{
  for (guint i = 0; i < sources->n_spots; i++)
    {
      const HwCandidateSpot *spot = &sources->spots[i];
      Place *place = find_site_of (places, spot->hot_spot);

      if (place == NULL)
        place = add_place (places, HW_STOP_HOT_SPOT, &spot->hot_spot->identity, &spot->hot_spot->centre, spot->name);
      place->news.spot = spot;
    }
}

/* -- reports and promises -- */

static gboolean
is_of_spot (const HwHotSpot *spot,
            gint64           row)
{
  GArray *rows = spot->rows[HW_KIND_REPORT];

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    if (g_array_index (rows, gint64, i) == row)
      return TRUE;
  return FALSE;
}

static gboolean
is_here (const Place   *place,
         const HwPoint *point)
{
  if (place->news.site != NULL && hw_site_contains (place->news.site, point))
    return TRUE;
  return hw_point_distance (&place->point, point) <= SAME_PLACE_M;
}

static Place *
find_place (GPtrArray     *places,
            const HwPoint *point,
            gint64         row)
{
  for (guint i = 0; i < places->len; i++)
    {
      Place *place = places->pdata[i];

      if (row != 0 && place->news.spot != NULL && is_of_spot (place->news.spot->hot_spot, row))
        return place;
    }
  for (guint i = 0; i < places->len; i++)
    if (is_here (places->pdata[i], point))
      return places->pdata[i];
  return NULL;
}

/* Those that a team can still look for. */
static gboolean
is_open (const HwReport *report)
{
  return (report->status == HW_REPORT_NEW || report->status == HW_REPORT_NEEDS_INFORMATION || report->status == HW_REPORT_SENT_OUT) &&
         hw_point_is_valid (&report->point);
}

static void
add_reports (GPtrArray *places,
             GPtrArray *reports)
{
  for (guint i = 0; i < reports->len; i++)
    {
      HwReport *report = reports->pdata[i];
      Place *place;

      if (!is_open (report))
        continue;
      place = find_place (places, &report->point, report->row);
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
  return hw_point_is_valid (&promise->point) ? find_place (places, &promise->point, 0) : NULL;
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
  stop->name = g_strdup (place->name != NULL ? place->name : place->kind == HW_STOP_PLACE ? _("Where a promise was made") : _("Reported place"));
  if (newest != NULL && g_strcmp0 (newest->place, stop->name) != 0)
    stop->place = g_strdup (newest->place);
  for (guint i = 0; i < news->reports->len; i++)
    g_array_append_val (stop->reports, ((const HwReport *) news->reports->pdata[i])->id);
  hw_visit_priority_give (news, stop, shift, sources->revisit_days != 0 ? sources->revisit_days : HW_REVISIT_DAYS, now, zone);

  self->stop = stop;
  self->last_visit = hw_visit_news_last_visit (news);
  self->people = hw_visit_news_people (news);
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
  g_free (candidate);
}
