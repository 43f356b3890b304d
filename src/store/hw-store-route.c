/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-case-rules.h"
#include "hw-language.h"
#include "hw-promise.h"
#include "hw-report-table.h"
#include "hw-site-visits.h"
#include "hw-store-private.h"
#include "hw-store-route.h"
#include "hw-store-visits.h"

/* What a team takes along about each stop of its round, read at once. Names are
 * of people who agreed to be named to just that recipient for just that purpose. */

#define PEOPLE_SPAN (60 * G_TIME_SPAN_DAY)   /* somebody met there before that is not looked for by name */

/* Read once for all stops. */
typedef struct
{
  HwStore          *store;
  const HwRouteAsk *ask;
  gint64            now;
  GPtrArray        *sites;      /* (owned) (element-type HwSite) */
  GArray           *attempts;   /* (owned) (element-type HwSiteAttempt) */
  GPtrArray        *promises;   /* (owned) (element-type HwPromise): open */
  GPtrArray        *cases;      /* (owned) (nullable) (element-type HwCase): where names are asked for */
} Reader;

static void
reader_clear (Reader *reader)
{
  g_clear_pointer (&reader->sites, g_ptr_array_unref);
  g_clear_pointer (&reader->attempts, g_array_unref);
  g_clear_pointer (&reader->promises, g_ptr_array_unref);
  g_clear_pointer (&reader->cases, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

static gboolean
reader_init (Reader           *reader,
             HwStore          *store,
             const HwRouteAsk *ask,
             gint64            now,
             GError          **error)
{
  *reader = (Reader) { .store = store, .ask = ask, .now = now };
  reader->sites = hw_store_list_sites (store, error);
  reader->attempts = reader->sites != NULL ? hw_site_visits_load_attempts (&store->tables, error) : NULL;
  reader->promises = reader->attempts != NULL ? hw_store_list_promises (store, TRUE, error) : NULL;
  if (reader->promises != NULL && ask->purpose != NULL)
    reader->cases = hw_store_list_cases (store, error);
  return reader->promises != NULL && (ask->purpose == NULL || reader->cases != NULL);
}

/* -- where the stop is ---------------------------------------------------------------------------------------------- */

/* The site that the stop is of, else the one nearest to it of those that it lies in. */
static const HwSite *
find_site (const Reader *reader,
           const HwStop *stop)
{
  const HwSite *nearest = NULL;

  for (guint i = 0; i < reader->sites->len; i++)
    {
      const HwSite *site = reader->sites->pdata[i];

      if (stop->kind == HW_STOP_SITE && hw_id_equal (&site->id, &stop->subject))
        return site;
      if (hw_site_contains (site, &stop->point)
          && (nearest == NULL || hw_point_distance (&site->point, &stop->point) < hw_point_distance (&nearest->point, &stop->point)))
        nearest = site;
    }
  return nearest;
}

/* What counts as "there" where nobody watches a site. */
static HwSite *
make_place (const HwStop *stop,
            const HwSite *site)
{
  const HwSite around = { .name = (char *) "-", .point = stop->point, .radius_m = HW_SITE_DEFAULT_RADIUS_M };

  return hw_site_copy (site != NULL ? site : &around);
}

/* -- what is known of it -------------------------------------------------------------------------------------------- */

static int
compare_reports (gconstpointer a,
                 gconstpointer b)
{
  const HwReport *first = *(HwReport **) a, *second = *(HwReport **) b;

  return first->seen_at > second->seen_at ? -1 : first->seen_at < second->seen_at;
}

static gboolean
add_report (const Reader *reader,
            HwStopFacts  *facts,
            const HwId   *id,
            GError      **error)
{
  HwReport *report;
  gint64 row;

  if (!hw_report_table_find (&reader->store->tables, id, &row, error))
    return FALSE;
  for (guint i = 0; i < facts->reports->len; i++)
    if (((HwReport *) facts->reports->pdata[i])->row == row)
      return TRUE;
  /* Erased meanwhile, or not here yet: the stop stays, without it. */
  report = row != 0 ? hw_store_get_report (reader->store, row, error) : NULL;
  if (report != NULL)
    g_ptr_array_add (facts->reports, report);
  return row == 0 || report != NULL;
}

static gboolean
add_reports (const Reader *reader,
             const HwStop *stop,
             HwStopFacts  *facts,
             GError      **error)
{
  if (stop->kind == HW_STOP_REPORT && !add_report (reader, facts, &stop->subject, error))
    return FALSE;
  for (guint i = 0; i < stop->reports->len; i++)
    if (!add_report (reader, facts, &g_array_index (stop->reports, HwId, i), error))
      return FALSE;
  g_ptr_array_sort (facts->reports, compare_reports);
  return TRUE;
}

static gboolean
add_last_visit (const Reader *reader,
                const HwSite *place,
                HwStopFacts  *facts,
                GError      **error)
{
  g_autoptr (GPtrArray) visits = hw_site_visits_list (&reader->store->tables, place, reader->attempts, 1, error);
  const HwSiteVisit *last;

  if (visits == NULL || visits->len == 0)
    return visits != NULL;
  last = visits->pdata[0];
  facts->last_visit = last->at;
  facts->last_met = last->met;
  facts->last_people = last->people;
  facts->last_outcome = g_strdup (last->outcome);
  return TRUE;
}

static void
add_promises (const Reader *reader,
              const HwStop *stop,
              const HwSite *place,
              HwStopFacts  *facts)
{
  for (guint i = 0; i < reader->promises->len; i++)
    {
      const HwPromise *promise = reader->promises->pdata[i];
      gboolean here = hw_id_is_nil (&promise->site) ? hw_point_is_valid (&promise->point) && hw_site_contains (place, &promise->point)
                                                    : hw_id_equal (&promise->site, &place->id);

      if (here || hw_id_equal (&promise->stop, &stop->id))
        g_ptr_array_add (facts->promises, hw_promise_copy (promise));
    }
}

static void
add_languages (HwStopFacts *facts)
{
  g_autoptr (GPtrArray) languages = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < facts->reports->len; i++)
    {
      const HwReport *report = facts->reports->pdata[i];
      g_autofree char *words = report->language != NULL ? hw_language_dup_words (report->language) : NULL;

      if (words != NULL && !g_ptr_array_find_with_equal_func (languages, words, g_str_equal, NULL))
        g_ptr_array_add (languages, g_steal_pointer (&words));
    }
  if (languages->len == 0)
    return;
  g_ptr_array_add (languages, NULL);
  facts->languages = (char **) g_ptr_array_free (g_steal_pointer (&languages), FALSE);
}

/* -- who is known there --------------------------------------------------------------------------------------------- */

static const HwCase *
find_consent (const Reader *reader,
              const HwId   *person)
{
  for (guint i = 0; i < reader->cases->len; i++)
    {
      const HwCase *case_ = reader->cases->pdata[i];

      if (hw_id_equal (&case_->person->id, person)
          && hw_case_may_disclose (case_, reader->ask->purpose, reader->ask->recipient, reader->now, NULL))
        return case_;
    }
  return NULL;
}

static gboolean
add_people (const Reader *reader,
            const HwSite *place,
            HwStopFacts  *facts,
            GError      **error)
{
  g_autoptr (GArray) people = hw_site_visits_list_people (&reader->store->tables, place, reader->now - PEOPLE_SPAN, reader->now, error);

  for (guint i = 0; people != NULL && i < people->len; i++)
    {
      const HwId *person = &g_array_index (people, HwId, i);
      const HwCase *case_ = find_consent (reader, person);

      if (case_ != NULL)
        hw_stop_facts_add_person (facts, person, &case_->id, case_->person->alias);
      else
        facts->n_unnamed++;
    }
  return people != NULL;
}

static HwStopFacts *
load_stop (const Reader *reader,
           const HwStop *stop,
           GError      **error)
{
  g_autoptr (HwStopFacts) facts = hw_stop_facts_new (&stop->id);
  const HwSite *site = find_site (reader, stop);
  g_autoptr (HwSite) place = make_place (stop, site);

  facts->site = site != NULL ? hw_site_copy (site) : NULL;
  if (!add_reports (reader, stop, facts, error) || !add_last_visit (reader, place, facts, error))
    return NULL;
  if (reader->ask->purpose != NULL && !add_people (reader, place, facts, error))
    return NULL;
  add_promises (reader, stop, place, facts);
  if (reader->ask->languages)
    add_languages (facts);
  return g_steal_pointer (&facts);
}

/**
 * hw_store_load_route:
 * @self: a store
 * @shift: a shift with its round
 * @ask: what is wanted beside what every team must know
 * @now: µs UTC
 * @error: return location
 *
 * Reads what the team takes along about each stop of its round.
 *
 * Returns: (transfer full) (nullable) (element-type HwStopFacts): one for each stop, in its order
 */
GPtrArray *
hw_store_load_route (HwStore           *self,
                     const HwShift     *shift,
                     const HwRouteAsk  *ask,
                     gint64             now,
                     GError           **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_stop_facts_unref);
  g_auto (Reader) reader = { 0 };

  g_return_val_if_fail (HW_IS_STORE (self), NULL);
  g_return_val_if_fail (ask->purpose == NULL || ask->recipient != NULL, NULL);

  if (!reader_init (&reader, self, ask, now, error))
    return NULL;
  for (guint i = 0; i < shift->stops->len; i++)
    {
      HwStopFacts *facts = load_stop (&reader, shift->stops->pdata[i], error);

      if (facts == NULL)
        return NULL;
      g_ptr_array_add (list, facts);
    }
  return g_steal_pointer (&list);
}

/* (transfer full) (element-type HwCase): each once, also where somebody was met at several stops */
static GPtrArray *
list_named (HwStore    *self,
            GPtrArray  *facts,
            GError    **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (hw_id_hash, hw_id_equal);
  g_autoptr (GPtrArray) named = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_case_unref);

  for (guint i = 0; i < facts->len; i++)
    for (guint j = 0; j < ((HwStopFacts *) facts->pdata[i])->people->len; j++)
      {
        HwStopPerson *person = ((HwStopFacts *) facts->pdata[i])->people->pdata[j];
        HwCase *case_;

        if (!g_hash_table_add (seen, &person->case_id))
          continue;
        case_ = hw_store_get_case (self, &person->case_id, error);
        if (case_ == NULL)
          return NULL;
        g_ptr_array_add (named, case_);
      }
  return g_steal_pointer (&named);
}

/**
 * hw_store_record_route_names:
 * @self: a store
 * @facts: (element-type HwStopFacts): what is on the sheet
 * @ask: what the names were asked for, and who gets them
 * @what: what was given, in words, with the hash of the file
 * @error: return location
 *
 * Records for everybody named on a sheet that it was given away. Where one of
 * them took the consent back meanwhile, nothing is recorded of anybody, and the
 * sheet may not be given.
 *
 * Returns: %FALSE with @error set
 */
gboolean
hw_store_record_route_names (HwStore           *self,
                             GPtrArray         *facts,
                             const HwRouteAsk  *ask,
                             const char        *what,
                             GError           **error)
{
  g_autoptr (HwCaseRecord) record = hw_case_record_new (HW_CASE_RECORD_DISCLOSURE, g_get_real_time ());
  g_autoptr (GPtrArray) named = NULL;

  g_return_val_if_fail (HW_IS_STORE (self) && ask->purpose != NULL && ask->recipient != NULL, FALSE);

  named = list_named (self, facts, error);
  hw_case_record_set (record, HW_RECORD_PURPOSE, ask->purpose);
  hw_case_record_set (record, HW_RECORD_RECIPIENT, ask->recipient);
  hw_case_record_set (record, HW_RECORD_WHAT, what);
  return named != NULL && hw_store_record_in_cases (self, named, record, error);
}
