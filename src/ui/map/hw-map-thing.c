/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-map-thing.h"

#include <math.h>

/*
 * What is selected, under the pointer or next in the walk with Tab: the same
 * value goes round between the layer, the lists beside the map and the panel.
 */

/**
 * hw_map_thing_init_cluster:
 * @thing: (out caller-allocates): set to what @cluster stands for
 * @cluster: a cluster, or a single point
 * @zoom: at which it was drawn
 */
void
hw_map_thing_init_cluster (HwMapThing      *thing,
                           const HwCluster *cluster,
                           double           zoom)
{
  *thing = (HwMapThing) {
    .kind = cluster->count > 1 ? HW_MAP_CLUSTER : cluster->kind == HW_KIND_CONTACT ? HW_MAP_CONTACT : HW_MAP_REPORT,
    .point = { hw_mercator_latitude (cluster->y), hw_mercator_longitude (cluster->x) },
    .row = cluster->row,
    .cluster = *cluster,
    .zoom = zoom,
  };
}

/**
 * hw_map_thing_init_point:
 * @thing: (out caller-allocates): set to the report or contact
 * @point: of the index
 */
void
hw_map_thing_init_point (HwMapThing         *thing,
                         const HwIndexPoint *point)
{
  *thing = (HwMapThing) {
    .kind = point->kind == HW_KIND_CONTACT ? HW_MAP_CONTACT : HW_MAP_REPORT,
    .point = point->point,
    .row = point->row,
  };
}

/**
 * hw_map_thing_init_hot_spot:
 * @thing: (out caller-allocates): set to the hot-spot
 * @rank: its rank
 * @centre: its middle
 */
void
hw_map_thing_init_hot_spot (HwMapThing    *thing,
                            guint          rank,
                            const HwPoint *centre)
{
  *thing = (HwMapThing) { .kind = HW_MAP_HOT_SPOT, .point = *centre, .rank = rank };
}

/**
 * hw_map_thing_init_site:
 * @thing: (out caller-allocates): set to the site
 * @site: a site
 */
void
hw_map_thing_init_site (HwMapThing   *thing,
                        const HwSite *site)
{
  *thing = (HwMapThing) { .kind = HW_MAP_SITE, .point = site->point, .site = site->id };
}

/**
 * hw_map_thing_equal:
 * @a: a thing
 * @b: another
 *
 * Returns: whether both are the same thing
 */
gboolean
hw_map_thing_equal (const HwMapThing *a,
                    const HwMapThing *b)
{
  if (a->kind != b->kind)
    return FALSE;

  switch (a->kind)
    {
    case HW_MAP_REPORT:
    case HW_MAP_CONTACT:
      return a->row == b->row;
    case HW_MAP_CLUSTER:
      return a->cluster.row == b->cluster.row && a->cluster.count == b->cluster.count &&
             fabs (a->cluster.x - b->cluster.x) + fabs (a->cluster.y - b->cluster.y) < 1e-12;
    case HW_MAP_HOT_SPOT:
      return a->rank == b->rank;
    case HW_MAP_SITE:
      return hw_id_equal (&a->site, &b->site);
    case HW_MAP_NOTHING:
    default:
      return TRUE;
    }
}
