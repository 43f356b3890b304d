/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-map-names.h"
#include "hw-words.h"

#include <glib/gi18n-lib.h>

/*
 * What a thing on the map is called, for its label and for whoever rests the
 * pointer on it.
 */

/**
 * hw_map_names_dup_name:
 * @session: whose things are on the map
 * @thing: one of them
 *
 * Returns: (transfer full) (nullable): the name of a hot-spot or a site, others have none
 */
char *
hw_map_names_dup_name (HwSession        *session,
                       const HwMapThing *thing)
{
  if (thing->kind == HW_MAP_HOT_SPOT && thing->rank > 0)
    {
      g_autoptr (HwHotSpotItem) item = g_list_model_get_item (hw_session_get_hot_spots (session), thing->rank - 1);

      return item != NULL ? g_strdup (hw_hot_spot_item_get_name (item)) : NULL;
    }
  if (thing->kind == HW_MAP_SITE)
    {
      HwSiteItem *item = hw_session_find_site (session, &thing->site);

      return item != NULL ? g_strdup (hw_site_item_get_site (item)->name) : NULL;
    }
  return NULL;
}

static char *
dup_point_words (HwSession        *session,
                 const HwMapThing *thing)
{
  HwPointKind kind = thing->kind == HW_MAP_CONTACT ? HW_KIND_CONTACT : HW_KIND_REPORT;
  g_autofree char *when = NULL;
  HwIndexPoint point;

  if (!hw_point_index_lookup (hw_session_get_points (session), kind, thing->row, &point))
    return NULL;
  when = hw_words_dup_time (point.time, g_get_real_time ());
  return g_strdup_printf ("%s · %s", kind == HW_KIND_CONTACT ? _("Contact") : hw_words_status (MIN (point.status, HW_REPORT_CLOSED)), when);
}

/**
 * hw_map_names_dup_tooltip:
 * @session: whose things are on the map
 * @thing: one of them
 *
 * Returns: (transfer full) (nullable): what it is, in a few words
 */
char *
hw_map_names_dup_tooltip (HwSession        *session,
                          const HwMapThing *thing)
{
  switch (thing->kind)
    {
    case HW_MAP_HOT_SPOT:
    case HW_MAP_SITE:
      return hw_map_names_dup_name (session, thing);
    case HW_MAP_CLUSTER:
      return g_strdup_printf (ngettext ("%u report or contact", "%u reports and contacts", thing->cluster.count), thing->cluster.count);
    case HW_MAP_REPORT:
    case HW_MAP_CONTACT:
      return dup_point_words (session, thing);
    case HW_MAP_NOTHING:
    default:
      return NULL;
    }
}
