/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <math.h>

#include "hw-session-places.h"
#include "hw-session-private.h"

/* The gazetteer of the call desk: the team's sites, the parts of the town, and
 * the places of earlier reports. All of it is in the workspace; nothing is asked
 * of a network. */

#define N_LISTED            5
#define N_SEARCHED          200
#define EARLIER_PRECISION_M 40.0

typedef struct
{
  HwGazetteer *gazetteer;   /* (owned) */
  char        *words;       /* (owned) */
  HwPoint      near;        /* unknown where nobody said */
} Search;

static void
search_free (gpointer pointer)
{
  Search *search = pointer;

  hw_gazetteer_free (search->gazetteer);
  g_free (search->words);
  g_free (search);
}

static void
offer_sites (Search     *search,
             GListModel *sites)
{
  for (guint i = 0; i < g_list_model_get_n_items (sites); i++)
    {
      g_autoptr (HwSiteItem) item = g_list_model_get_item (sites, i);
      const HwSite *site = hw_site_item_get_site (item);

      hw_gazetteer_offer (search->gazetteer, site->name, HW_GAZETTEER_SITE, &site->point, site->radius_m);
    }
}

/* Somebody in a part of the town is somewhere in it. */
static void
offer_areas (Search     *search,
             GListModel *areas)
{
  for (guint i = 0; i < g_list_model_get_n_items (areas); i++)
    {
      g_autoptr (HwAreaItem) item = g_list_model_get_item (areas, i);
      const HwArea *area = hw_area_item_get_area (item);
      HwPoint middle = { (area->box.south + area->box.north) / 2, (area->box.west + area->box.east) / 2 };
      HwPoint corner = { area->box.south, area->box.west };

      if (hw_point_is_valid (&middle) && hw_point_is_valid (&corner))
        hw_gazetteer_offer (search->gazetteer, area->name, HW_GAZETTEER_AREA, &middle, ceil (hw_point_distance (&middle, &corner)));
    }
}

static gboolean
offer_earlier (Search       *search,
               HwStore      *store,
               const char   *keys,
               GError      **error)
{
  g_autoptr (GPtrArray) reports = hw_store_search_reports (store, keys, N_SEARCHED, error);

  if (reports == NULL)
    return FALSE;
  for (guint i = 0; i < reports->len; i++)
    {
      const HwReport *report = g_ptr_array_index (reports, i);

      hw_gazetteer_offer (search->gazetteer, report->place, HW_GAZETTEER_EARLIER, &report->point, EARLIER_PRECISION_M);
    }
  return TRUE;
}

/* What names are searched for by their beginnings only where nothing is called as it was typed: the list is long then. */
static gboolean
offer_stored (Search        *search,
              HwStore       *store,
              gboolean       forgiving,
              GCancellable  *cancellable,
              GError       **error)
{
  g_autofree char *keys = hw_gazetteer_dup_keys (search->words, forgiving);

  return keys == NULL || offer_earlier (search, store, keys, error);
}

static gpointer
find_places (HwStore       *store,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  Search *search = data;

  if (hw_gazetteer_is_asking (search->gazetteer))
    {
      if (!offer_stored (search, store, FALSE, cancellable, error))
        return NULL;
      if (hw_gazetteer_get_n_found (search->gazetteer) == 0 && !offer_stored (search, store, TRUE, cancellable, error))
        return NULL;
    }
  return hw_gazetteer_list (search->gazetteer, &search->near, N_LISTED);
}

static const HwSessionWork find_places_work = { find_places, NULL, search_free, (GDestroyNotify) g_ptr_array_unref };

/**
 * hw_session_find_places_async:
 * @self: the session
 * @words: what a caller calls a place, as far as it is typed
 * @near: (nullable): the middle of the map: of places that fit alike, the nearer comes first
 * @cancellable: (nullable): stops it
 */
void
hw_session_find_places_async (HwSession           *self,
                              const char          *words,
                              const HwPoint       *near,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  Search *search;

  g_return_if_fail (HW_IS_SESSION (self) && words != NULL);

  search = g_new0 (Search, 1);
  search->gazetteer = hw_gazetteer_new (words);
  search->words = g_strdup (words);
  search->near = near != NULL ? *near : (HwPoint) HW_POINT_UNKNOWN;
  offer_sites (search, G_LIST_MODEL (self->sites));
  offer_areas (search, G_LIST_MODEL (self->areas));
  hw_session_run (self, &find_places_work, search, hw_session_find_places_async, cancellable, callback, user_data);
}

/**
 * hw_session_find_places_finish:
 *
 * Returns: (transfer full) (nullable) (element-type HwGazetteerEntry): what fits best first
 */
GPtrArray *
hw_session_find_places_finish (HwSession     *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return hw_session_run_finish (self, result, hw_session_find_places_async, error);
}
