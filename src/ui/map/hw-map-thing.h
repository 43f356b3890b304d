/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-point-index.h"
#include "hw-site.h"

G_BEGIN_DECLS

/**
 * HwMapThingKind:
 * @HW_MAP_NOTHING: nothing
 * @HW_MAP_REPORT: a single report
 * @HW_MAP_CONTACT: a single contact
 * @HW_MAP_CLUSTER: several of them drawn as one
 * @HW_MAP_HOT_SPOT: a hot-spot
 * @HW_MAP_SITE: a place that the team watches by name
 *
 * What can be selected on the map.
 */
typedef enum { HW_MAP_NOTHING, HW_MAP_REPORT, HW_MAP_CONTACT, HW_MAP_CLUSTER, HW_MAP_HOT_SPOT, HW_MAP_SITE } HwMapThingKind;

/**
 * HwMapThing:
 * @kind: what it is
 * @point: where it is
 * @row: of a report or contact
 * @rank: of a hot-spot
 * @cluster: of a cluster
 * @zoom: at which the cluster was drawn
 * @site: which site
 *
 * One thing on the map, by value.
 */
typedef struct
{
  HwMapThingKind kind;
  HwPoint        point;
  gint64         row;
  guint          rank;
  HwCluster      cluster;
  double         zoom;
  HwId           site;
} HwMapThing;

void     hw_map_thing_init_cluster (HwMapThing         *thing,
                                    const HwCluster    *cluster,
                                    double              zoom);
void     hw_map_thing_init_point   (HwMapThing         *thing,
                                    const HwIndexPoint *point);
void     hw_map_thing_init_hot_spot (HwMapThing        *thing,
                                    guint               rank,
                                    const HwPoint      *centre);
void     hw_map_thing_init_site    (HwMapThing         *thing,
                                    const HwSite       *site);
gboolean hw_map_thing_equal        (const HwMapThing   *a,
                                    const HwMapThing   *b);

G_END_DECLS
