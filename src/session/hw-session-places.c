/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <math.h>

#include "hw-named-place.h"
#include "hw-session-places.h"
#include "hw-session-private.h"

/* The gazetteer of the call desk: the team's sites, the parts of the town, the
 * places of earlier reports, and the list of places that the team imported. All of it is in the workspace; nothing is asked
 * of a network. */

#define N_LISTED            5
#define N_SEARCHED          200
#define N_LOOKED_THROUGH    5000    /* of names that only begin alike */
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

/* How far along a street, or around a landmark, somebody may be. */
static double
get_precision (HwNamedPlaceKind kind)
{
  switch (kind)
    {
    case HW_NAMED_PLACE_STREET: return 150;
    case HW_NAMED_PLACE_LANDMARK: return 50;
    case HW_NAMED_PLACE_DISTRICT: return 600;
    case HW_NAMED_PLACE_OTHER:
    default: return 100;
    }
}

static HwGazetteerKind
get_kind (HwNamedPlaceKind kind)
{
  switch (kind)
    {
    case HW_NAMED_PLACE_STREET: return HW_GAZETTEER_STREET;
    case HW_NAMED_PLACE_LANDMARK: return HW_GAZETTEER_LANDMARK;
    case HW_NAMED_PLACE_DISTRICT: return HW_GAZETTEER_DISTRICT;
    case HW_NAMED_PLACE_OTHER:
    default: return HW_GAZETTEER_OTHER;
    }
}

static gboolean
offer_listed (Search        *search,
              HwStore       *store,
              const char    *keys,
              gsize          limit,
              GCancellable  *cancellable,
              GError       **error)
{
  g_autoptr (GPtrArray) places = hw_store_search_places (store, keys, limit, cancellable, error);

  if (places == NULL)
    return FALSE;
  for (guint i = 0; i < places->len; i++)
    {
      const HwNamedPlace *place = g_ptr_array_index (places, i);

      hw_gazetteer_offer (search->gazetteer, place->name, get_kind (place->kind), &place->point, get_precision (place->kind));
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

  return keys == NULL || (offer_earlier (search, store, keys, error) &&
                          offer_listed (search, store, keys, forgiving ? N_LOOKED_THROUGH : N_SEARCHED, cancellable, error));
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

/* -- the team's own list -- */

static gpointer
import_places (HwStore       *store,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  g_autofree guint *counts = g_new0 (guint, 2);

  return hw_store_import_places (store, data, &counts[0], &counts[1], cancellable, error) ? g_steal_pointer (&counts) : NULL;
}

static const HwSessionWork import_places_work = { import_places, NULL, (GDestroyNotify) g_ptr_array_unref, g_free };

/**
 * hw_session_import_places_async:
 * @self: the session
 * @places: (element-type HwNamedPlace): places, which are not changed any more
 * @cancellable: (nullable): stops it, and nothing is kept
 */
void
hw_session_import_places_async (HwSession           *self,
                                GPtrArray           *places,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_return_if_fail (HW_IS_SESSION (self) && places != NULL);

  hw_session_run (self, &import_places_work, g_ptr_array_ref (places), hw_session_import_places_async, cancellable, callback, user_data);
}

/**
 * hw_session_import_places_finish:
 * @n_added: (out): how many are new
 * @n_known: (out): how many were there already
 *
 * Returns: %FALSE with @error set when nothing was kept
 */
gboolean
hw_session_import_places_finish (HwSession     *self,
                                 GAsyncResult  *result,
                                 guint         *n_added,
                                 guint         *n_known,
                                 GError       **error)
{
  g_autofree guint *counts = hw_session_run_finish (self, result, hw_session_import_places_async, error);

  if (counts == NULL)
    return FALSE;
  *n_added = counts[0];
  *n_known = counts[1];
  return TRUE;
}
