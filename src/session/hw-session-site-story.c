/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-session-private.h"

/* What is known of a site beside its record: visits, reports, and where its
 * people went when it was closed. And the other way round: where the people of
 * a place came from. Read on the workspace's thread, never kept. */

#define VISITS_LIMIT 50
#define SEARCH_LIMIT 20

static const int days[HW_SITE_N_DAYS] = { 7, 28, 60, 180 };

/* -- one site -- */

/**
 * hw_site_story_free:
 * @story: (nullable): what is known of a site
 *
 * Frees it.
 */
void
hw_site_story_free (HwSiteStory *story)
{
  if (story == NULL)
    return;
  g_clear_pointer (&story->visits, g_ptr_array_unref);
  g_clear_pointer (&story->conflicts, g_ptr_array_unref);
  g_clear_pointer (&story->traces, g_array_unref);
  g_clear_pointer (&story->contacts, g_ptr_array_unref);
  g_free (story);
}

/* What the points say is gathered where they are, on the main thread, in a fraction of what the store would need. */
typedef struct
{
  HwId    id;
  GArray *here;     /* (owned) (nullable) (element-type HwIndexPoint): within the site's radius */
  GArray *around;   /* (owned) (nullable) (element-type HwIndexPoint): where its hot-spot may have gone */
} LookUp;

static void
look_up_free (gpointer pointer)
{
  LookUp *look_up = pointer;

  g_clear_pointer (&look_up->here, g_array_unref);
  g_clear_pointer (&look_up->around, g_array_unref);
  g_free (look_up);
}

static void
count_points (HwSiteStory  *story,
              const GArray *points,
              gint64        now)
{
  for (guint i = 0; points != NULL && i < points->len; i++)
    {
      const HwIndexPoint *point = &g_array_index (points, HwIndexPoint, i);
      guint *counts = point->kind == HW_KIND_REPORT ? story->reports : story->met;

      for (guint n = 0; n < HW_SITE_N_DAYS; n++)
        counts[n] += point->time >= now - days[n] * HW_DAY_US;
    }
}

static gboolean
trace_closure (HwSiteStory   *story,
               HwStore       *store,
               const HwSite  *site,
               const GArray  *around,
               gint64         now,
               GError       **error)
{
  story->contacts = hw_store_list_displaced (store, site, error);
  if (story->contacts == NULL)
    return FALSE;
  story->traces = hw_site_trace_people (site, story->contacts);
  if (around != NULL)
    story->has_shift = hw_site_find_shift (site, (const HwIndexPoint *) around->data, around->len, now, &story->shift);
  return TRUE;
}

static gpointer
look_up_site (HwStore       *store,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  LookUp *look_up = data;
  g_autoptr (HwSite) site = hw_store_get_site (store, &look_up->id, error);
  g_autoptr (HwSiteStory) story = NULL;
  gint64 now = g_get_real_time ();

  if (site == NULL)
    return NULL;
  story = g_new0 (HwSiteStory, 1);
  story->visits = hw_store_list_site_visits (store, site, VISITS_LIMIT, error);
  if (story->visits == NULL)
    return NULL;
  story->conflicts = hw_store_list_conflicts (store, &site->id, error);
  if (story->conflicts == NULL)
    return NULL;
  count_points (story, look_up->here, now);
  return trace_closure (story, store, site, look_up->around, now, error) ? g_steal_pointer (&story) : NULL;
}

static const HwSessionWork look_up_site_work = { look_up_site, NULL, look_up_free, (GDestroyNotify) hw_site_story_free };

/**
 * hw_session_look_up_site_async:
 * @self: the session
 * @site: which one
 */
void
hw_session_look_up_site_async (HwSession           *self,
                               const HwId          *site,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  LookUp *look_up;
  HwSiteItem *item;

  g_return_if_fail (HW_IS_SESSION (self) && site != NULL);

  item = hw_session_find_site (self, site);
  look_up = g_new0 (LookUp, 1);
  look_up->id = *site;
  if (item != NULL)
    {
      const HwSite *known = hw_site_item_get_site (item);

      look_up->here = hw_point_index_query_near (self->points, &known->point, known->radius_m);
      if (hw_site_get_closure (known, g_get_real_time ()) == HW_SITE_CLOSED)
        look_up->around = hw_point_index_query_near (self->points, &known->point, HW_SITE_SHIFT_REACH_M);
    }
  hw_session_run (self, &look_up_site_work, look_up, hw_session_look_up_site_async, cancellable, callback, user_data);
}

/**
 * hw_session_look_up_site_finish:
 *
 * Returns: (transfer full) (nullable): what is known of the site
 */
HwSiteStory *
hw_session_look_up_site_finish (HwSession     *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  return hw_session_run_finish (self, result, hw_session_look_up_site_async, error);
}

/* -- who came here from closed sites -- */

/**
 * hw_site_arrival_free:
 * @arrival: (nullable): people of a closed site
 *
 * Frees it.
 */
void
hw_site_arrival_free (HwSiteArrival *arrival)
{
  if (arrival == NULL)
    return;
  hw_site_free (arrival->site);
  g_free (arrival);
}

static int
compare_arrivals (gconstpointer a,
                  gconstpointer b)
{
  const HwSiteArrival *first = *(HwSiteArrival * const *) a;
  const HwSiteArrival *second = *(HwSiteArrival * const *) b;

  if (first->n_people != second->n_people)
    return first->n_people > second->n_people ? -1 : 1;
  return hw_id_compare (&first->site->id, &second->site->id);
}

static guint
count_people_here (GPtrArray    *contacts,
                   const HwSite *here)
{
  g_autoptr (GHashTable) people = g_hash_table_new (hw_id_hash, hw_id_equal);

  for (guint i = 0; i < contacts->len; i++)
    {
      const HwContact *contact = g_ptr_array_index (contacts, i);

      if (hw_site_contains (here, &contact->point))
        g_hash_table_add (people, (gpointer) &contact->person);
    }
  return g_hash_table_size (people);
}

static gpointer
list_arrivals (HwStore       *store,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  const HwSite *here = data;
  g_autoptr (GPtrArray) arrivals = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_site_arrival_free);
  g_autoptr (GPtrArray) sites = hw_store_list_sites (store, error);
  gint64 now = g_get_real_time ();

  if (sites == NULL)
    return NULL;
  for (guint i = 0; i < sites->len; i++)
    {
      const HwSite *site = g_ptr_array_index (sites, i);
      g_autoptr (GPtrArray) contacts = NULL;
      HwSiteArrival *arrival;
      guint n_people;

      if (hw_site_get_closure (site, now) != HW_SITE_CLOSED || hw_site_contains (here, &site->point))
        continue;
      contacts = hw_store_list_displaced (store, site, error);
      if (contacts == NULL)
        return NULL;
      n_people = count_people_here (contacts, here);
      if (n_people == 0)
        continue;
      arrival = g_new0 (HwSiteArrival, 1);
      arrival->site = hw_site_copy (site);
      arrival->n_people = n_people;
      g_ptr_array_add (arrivals, arrival);
    }
  g_ptr_array_sort (arrivals, compare_arrivals);
  return g_steal_pointer (&arrivals);
}

static const HwSessionWork list_arrivals_work = { list_arrivals, NULL, (GDestroyNotify) hw_site_free, (GDestroyNotify) g_ptr_array_unref };

/**
 * hw_session_list_arrivals_async:
 * @self: the session
 * @point: a place
 * @radius_m: metres around it
 *
 * Looks for closed sites whose people were met here since. Sites that are here themselves are left out.
 */
void
hw_session_list_arrivals_async (HwSession           *self,
                                const HwPoint       *point,
                                double               radius_m,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  HwSite here = { .radius_m = radius_m };

  g_return_if_fail (HW_IS_SESSION (self) && point != NULL);

  here.point = *point;
  hw_session_run (self, &list_arrivals_work, hw_site_copy (&here), hw_session_list_arrivals_async, cancellable, callback, user_data);
}

/**
 * hw_session_list_arrivals_finish:
 *
 * Returns: (transfer full) (nullable) (element-type HwSiteArrival): the most people first
 */
GPtrArray *
hw_session_list_arrivals_finish (HwSession     *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  return hw_session_run_finish (self, result, hw_session_list_arrivals_async, error);
}

/* -- by words -- */

static gpointer
search_sites (HwStore       *store,
              gpointer       words,
              GCancellable  *cancellable,
              GError       **error)
{
  return hw_store_search_sites (store, words, SEARCH_LIMIT, error);
}

static const HwSessionWork search_sites_work = { search_sites, NULL, g_free, (GDestroyNotify) g_ptr_array_unref };

/**
 * hw_session_search_sites_async:
 * @self: the session
 * @words: what to look for, as somebody types it
 */
void
hw_session_search_sites_async (HwSession           *self,
                               const char          *words,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_return_if_fail (HW_IS_SESSION (self) && words != NULL);

  hw_session_run (self, &search_sites_work, g_strdup (words), hw_session_search_sites_async, cancellable, callback, user_data);
}

/**
 * hw_session_search_sites_finish:
 *
 * Returns: (transfer full) (nullable) (element-type HwSite): sites, last noted first
 */
GPtrArray *
hw_session_search_sites_finish (HwSession     *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  return hw_session_run_finish (self, result, hw_session_search_sites_async, error);
}
