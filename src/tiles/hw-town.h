/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "hw-point.h"

G_BEGIN_DECLS

/* Grows when the plan or its drawing changes, so that a cached map is made anew: name the cache file after seed and version. */
#define HW_TOWN_VERSION 1

/* What stands somewhere in the town and has a name. */
typedef enum
{
  HW_TOWN_STATION, HW_TOWN_PARK, HW_TOWN_MARKET, HW_TOWN_BRIDGE, HW_TOWN_CHURCH, HW_TOWN_HOSPITAL,
  HW_TOWN_SCHOOL, HW_TOWN_LIBRARY, HW_TOWN_ARCHES, HW_TOWN_SHOPS, HW_TOWN_CAR_PARK, HW_TOWN_UNDERPASS
} HwTownPlaceKind;

/**
 * HwTownPlace:
 * @name: "Viaduct Arches"
 * @kind: what it is
 * @point: where
 */
typedef struct
{
  const char     *name;
  HwTownPlaceKind kind;
  HwPoint         point;
} HwTownPlace;

/**
 * HwTownStreet:
 * @name: "Station Road"
 * @points: the middle of the street, end to end
 * @n_points: how many
 */
typedef struct
{
  const char *name;
  HwPoint    *points;
  guint       n_points;
} HwTownStreet;

/**
 * HwTownShelter:
 * @words: as a caller would say it: "High Street, doorway of the old bank"
 * @name: the place it belongs to: "High Street"
 * @point: where
 *
 * A place where somebody might bed down.
 */
typedef struct
{
  char       *words;
  const char *name;
  HwPoint     point;
} HwTownShelter;

/**
 * HwTown:
 *
 * Riverton, a made-up town for the demo: districts, streets with names, a river
 * with bridges, a park, a railway. The same seed gives the same town on every
 * machine. Immutable once built; every function may be called from any thread.
 */
#define HW_TYPE_TOWN (hw_town_get_type ())
G_DECLARE_FINAL_TYPE (HwTown, hw_town, HW, TOWN, GObject)

/* @fraction 0..1; called on the thread that asked. */
typedef void (*HwTownProgressFunc) (double fraction, gpointer user_data);

HwTown              *hw_town_new            (guint32 seed);
guint32              hw_town_get_seed       (HwTown *self);
const char          *hw_town_get_name       (HwTown *self);
HwBox                hw_town_get_box        (HwTown *self);
HwPoint              hw_town_get_centre     (HwTown *self);
const HwTownPlace   *hw_town_get_places     (HwTown *self, guint *n_places);
const HwTownStreet  *hw_town_get_streets    (HwTown *self, guint *n_streets);
const HwTownShelter *hw_town_get_shelters   (HwTown *self, guint *n_shelters);
const HwTownPlace   *hw_town_find_place     (HwTown *self, const char *name);
char                *hw_town_dup_boundaries (HwTown *self);
GArray              *hw_town_dup_district   (HwTown *self, guint district, const char **name);
gboolean             hw_town_write_mbtiles  (HwTown *self, const char *path, HwTownProgressFunc progress, gpointer user_data, GCancellable *cancellable, GError **error);

G_END_DECLS
