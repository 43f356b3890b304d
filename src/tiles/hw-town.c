/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <math.h>

#include "hw-town-private.h"

/* The demo town as others see it: a plan turned into points on the earth. Its
 * map is written by hw-town-map.c; who sleeps where is decided by the session. */

struct _HwTown
{
  GObject      parent;

  guint32      seed;
  HwTownPlan  *plan;       /* (owned) */
  HwLocalFrame frame;
  GArray      *streets;    /* (owned) (element-type HwTownStreet) */
  GArray      *places;     /* (owned) (element-type HwTownPlace) */
  GArray      *shelters;   /* (owned) (element-type HwTownShelter) */
};

G_DEFINE_FINAL_TYPE (HwTown, hw_town, G_TYPE_OBJECT)

typedef struct { const char *name; HwTownPlaceKind kind; HwXy at; } FixedPlace;
typedef struct { const char *words, *name; HwXy at; } FixedShelter;

static const FixedPlace fixed_places[] = {
  { "Riverton Station", HW_TOWN_STATION, { -381, -306 } }, { "Viaduct Arches", HW_TOWN_ARCHES, { -122, -357 } },
  { "Abbey Park", HW_TOWN_PARK, { 390, -235 } }, { "Bandstand", HW_TOWN_PARK, { 420, -236 } },
  { "Market Square", HW_TOWN_MARKET, { 16, -2 } }, { "Market Arcade", HW_TOWN_SHOPS, { 48, 20 } },
  { "Old Bridge", HW_TOWN_BRIDGE, { -556, 400 } }, { "New Bridge", HW_TOWN_BRIDGE, { 150, 168 } },
  { "Quay Street Steps", HW_TOWN_BRIDGE, { -270, 505 } }, { "St Mary's Church", HW_TOWN_CHURCH, { -190, 90 } },
  { "Riverton Library", HW_TOWN_LIBRARY, { -330, -60 } }, { "Royal Infirmary", HW_TOWN_HOSPITAL, { 900, -330 } },
  { "Castlegate Car Park", HW_TOWN_CAR_PARK, { 300, 0 } }, { "Westgate Underpass", HW_TOWN_UNDERPASS, { -1290, -140 } },
  { "Canal Yard", HW_TOWN_ARCHES, { 610, 470 } }, { "Quayside Retail Park", HW_TOWN_SHOPS, { 1120, 690 } },
  { "Hillside School", HW_TOWN_SCHOOL, { -690, -650 } }, { "Southbank Centre", HW_TOWN_SHOPS, { 120, 560 } },
  { "Abbey Gate", HW_TOWN_CHURCH, { 610, -60 } }, { "Bus Station", HW_TOWN_STATION, { -170, -190 } }
};

/* Words as a caller says them. */
static const FixedShelter fixed_shelters[] = {
  { "Viaduct Arches, under the third arch", "Viaduct Arches", { -128, -349 } },
  { "Viaduct Arches, behind the tyre place", "Viaduct Arches", { -98, -362 } },
  { "Viaduct Arches, opposite the taxi rank", "Viaduct Arches", { -150, -345 } },
  { "Market Arcade, doorway of the closed shoe shop", "Market Arcade", { 46, 24 } },
  { "Market Arcade, by the lift", "Market Arcade", { 58, 12 } },
  { "Market Arcade, behind the stalls", "Market Arcade", { 26, 34 } },
  { "Quay Street Steps, at the bottom", "Quay Street Steps", { -276, 498 } },
  { "Quay Street Steps, under the landing", "Quay Street Steps", { -258, 494 } },
  { "Canal Yard, by the loading ramp", "Canal Yard", { 604, 474 } },
  { "Canal Yard, tents behind the fence", "Canal Yard", { 626, 464 } },
  { "Westgate Underpass, town side", "Westgate Underpass", { -1280, -138 } },
  { "Westgate Underpass, under the ramp", "Westgate Underpass", { -1302, -148 } },
  { "Riverton Station, side entrance", "Riverton Station", { -318, -286 } },
  { "Riverton Station, by the bike stands", "Riverton Station", { -430, -262 } },
  { "Abbey Park, in the bandstand", "Abbey Park", { 420, -238 } },
  { "Abbey Park, bench by the pond", "Abbey Park", { 400, -128 } },
  { "Abbey Park, along the south hedge", "Abbey Park", { 470, -104 } },
  { "New Bridge, under the north end", "New Bridge", { 106, 108 } },
  { "Old Bridge, on the towpath", "Old Bridge", { -545, 474 } },
  { "Porch of St Mary's Church", "St Mary's Church", { -188, 96 } },
  { "Library entrance, High Street", "Riverton Library", { -328, -38 } },
  { "Castlegate Car Park, level 2 stairwell", "Castlegate Car Park", { 296, 2 } },
  { "Bus shelter at the Royal Infirmary", "Royal Infirmary", { 880, -300 } },
  { "Quayside Retail Park, recycling point", "Quayside Retail Park", { 1110, 694 } },
  { "Bus Station, bay 7", "Bus Station", { -168, -182 } }
};

HwPoint
hw_town_to_point (HwTown *self,
                  HwXy    at)
{
  return hw_local_frame_to_point (&self->frame, at.x, -at.y);
}

const HwTownPlan *
hw_town_get_plan (HwTown *self)
{
  return self->plan;
}

static gboolean
is_in_town (HwXy at)
{
  return MAX (fabs (at.x), fabs (at.y)) <= HW_TOWN_REACH;
}

/* Streets with names, within the town: a road into the country ends at its edge. */
static void
collect_streets (HwTown *self)
{
  for (guint i = 0; i < self->plan->roads->len; i++)
    {
      const HwTownLine *road = g_ptr_array_index (self->plan->roads, i);
      g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (HwPoint));
      HwTownStreet street = { .name = road->name };

      if (road->name == NULL)
        continue;
      for (guint k = 0; k < road->points->len; k++)
        if (is_in_town (g_array_index (road->points, HwXy, k)))
          {
            HwPoint point = hw_town_to_point (self, g_array_index (road->points, HwXy, k));
            g_array_append_val (points, point);
          }
      if (points->len < 2)
        continue;
      street.n_points = points->len;
      street.points = (HwPoint *) g_array_free (g_steal_pointer (&points), FALSE);
      g_array_append_val (self->streets, street);
    }
}

static void
collect_places (HwTown *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (fixed_places); i++)
    {
      HwTownPlace place = { fixed_places[i].name, fixed_places[i].kind, hw_town_to_point (self, fixed_places[i].at) };
      g_array_append_val (self->places, place);
    }
}

static void
collect_fixed_shelters (HwTown *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (fixed_shelters); i++)
    {
      HwTownShelter shelter = { g_strdup (fixed_shelters[i].words), fixed_shelters[i].name, hw_town_to_point (self, fixed_shelters[i].at) };
      g_array_append_val (self->shelters, shelter);
    }
}

/* Doorways and corners along the named streets near the middle of the town. */
static void
collect_doorways (HwTown *self)
{
  static const char * const words[] = {
    "%s, doorway of the old bank", "%s, shop doorway", "%s, doorway next to the chemist", "%s, behind the bins",
    "%s, bus shelter", "%s, stairwell of the flats", "%s, by the phone box", "%s, alley beside the café",
    "%s, entrance of the empty office", "%s, on the grating", "%s, tent on the verge", "%s, bench outside number 40"
  };
  HwDice dice;

  hw_dice_init (&dice, self->seed ^ 0x5eedu);
  for (guint i = 0; i < self->plan->roads->len; i++)
    {
      const HwTownLine *road = g_ptr_array_index (self->plan->roads, i);
      double length = hw_xy_length (road->points);
      HwXy middle = hw_xy_along (road->points, length / 2, NULL);

      if (road->name == NULL || hw_xy_distance (middle, (HwXy) { 0, 60 }) > 1150)
        continue;
      for (double at = hw_dice_real (&dice, 30, 120); at < length - 20; at += hw_dice_real (&dice, 110, 260))
        {
          double heading;
          HwXy foot = hw_xy_along (road->points, at, &heading);
          double aside = hw_dice_chance (&dice, 0.5) ? 9 : -9;
          const char * const *parts = &words[hw_dice_int (&dice, G_N_ELEMENTS (words))];
          g_auto (GStrv) around = g_strsplit (*parts, "%s", 2);
          HwTownShelter shelter = { g_strconcat (around[0], road->name, around[1], NULL), road->name,
                                    hw_town_to_point (self, (HwXy) { foot.x - aside * sin (heading), foot.y + aside * cos (heading) }) };

          g_array_append_val (self->shelters, shelter);
        }
    }
}

static void
clear_street (gpointer street)
{
  g_free (((HwTownStreet *) street)->points);
}

static void
clear_shelter (gpointer shelter)
{
  g_free (((HwTownShelter *) shelter)->words);
}

static void
hw_town_finalize (GObject *object)
{
  HwTown *self = HW_TOWN (object);

  g_clear_pointer (&self->plan, hw_town_plan_free);
  g_array_unref (self->streets);
  g_array_unref (self->places);
  g_array_unref (self->shelters);

  G_OBJECT_CLASS (hw_town_parent_class)->finalize (object);
}

static void
hw_town_class_init (HwTownClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hw_town_finalize;
}

static void
hw_town_init (HwTown *self)
{
  self->streets = g_array_new (FALSE, FALSE, sizeof (HwTownStreet));
  g_array_set_clear_func (self->streets, clear_street);
  self->places = g_array_new (FALSE, FALSE, sizeof (HwTownPlace));
  self->shelters = g_array_new (FALSE, FALSE, sizeof (HwTownShelter));
  g_array_set_clear_func (self->shelters, clear_shelter);
  hw_local_frame_init (&self->frame, &(HwPoint) { HW_TOWN_LATITUDE, HW_TOWN_LONGITUDE });
}

/**
 * hw_town_new:
 * @seed: what the town is made from; the same seed gives the same town
 *
 * Plans Riverton. The river, the railway and the old streets are always the
 * same; the seed decides the small streets, their names and the houses.
 *
 * Returns: (transfer full): a town
 */
HwTown *
hw_town_new (guint32 seed)
{
  HwTown *self = g_object_new (HW_TYPE_TOWN, NULL);

  self->seed = seed;
  self->plan = hw_town_plan_new (seed);
  collect_streets (self);
  collect_places (self);
  collect_fixed_shelters (self);
  collect_doorways (self);
  return self;
}

/**
 * hw_town_get_seed:
 * @self: a town
 *
 * Returns: what the town was made from
 */
guint32
hw_town_get_seed (HwTown *self)
{
  return self->seed;
}

/**
 * hw_town_get_name:
 * @self: a town
 *
 * Returns: "Riverton"
 */
const char *
hw_town_get_name (HwTown *self)
{
  return "Riverton";
}

/**
 * hw_town_get_box:
 * @self: a town
 *
 * Returns: the box around its houses, in degrees
 */
HwBox
hw_town_get_box (HwTown *self)
{
  HwPoint north_west = hw_town_to_point (self, (HwXy) { -1800, -1500 }), south_east = hw_town_to_point (self, (HwXy) { 1800, 1600 });

  return (HwBox) { .west = north_west.longitude, .south = south_east.latitude, .east = south_east.longitude, .north = north_west.latitude };
}

/**
 * hw_town_get_centre:
 * @self: a town
 *
 * Returns: the middle of the market square
 */
HwPoint
hw_town_get_centre (HwTown *self)
{
  return self->frame.origin;
}

/**
 * hw_town_get_places:
 * @self: a town
 * @n_places: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_places): what has a name and stands at one point
 */
const HwTownPlace *
hw_town_get_places (HwTown *self,
                    guint  *n_places)
{
  *n_places = self->places->len;
  return (const HwTownPlace *) self->places->data;
}

/**
 * hw_town_get_streets:
 * @self: a town
 * @n_streets: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_streets): the streets with a name, the broad ones first
 */
const HwTownStreet *
hw_town_get_streets (HwTown *self,
                     guint  *n_streets)
{
  *n_streets = self->streets->len;
  return (const HwTownStreet *) self->streets->data;
}

/**
 * hw_town_get_shelters:
 * @self: a town
 * @n_shelters: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_shelters): where somebody might bed down; those with a name of their own first
 */
const HwTownShelter *
hw_town_get_shelters (HwTown *self,
                      guint  *n_shelters)
{
  *n_shelters = self->shelters->len;
  return (const HwTownShelter *) self->shelters->data;
}

/**
 * hw_town_find_place:
 * @self: a town
 * @name: a place's name
 *
 * Returns: (transfer none) (nullable): the place
 */
const HwTownPlace *
hw_town_find_place (HwTown     *self,
                    const char *name)
{
  for (guint i = 0; i < self->places->len; i++)
    if (g_str_equal (g_array_index (self->places, HwTownPlace, i).name, name))
      return &g_array_index (self->places, HwTownPlace, i);
  return NULL;
}

static void
append_ring (HwTown       *self,
             GString      *json,
             const GArray *ring)
{
  for (guint i = 0; i <= ring->len; i++)
    {
      HwPoint point = hw_town_to_point (self, g_array_index (ring, HwXy, i % ring->len));
      char longitude[G_ASCII_DTOSTR_BUF_SIZE], latitude[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (longitude, sizeof longitude, "%.6f", point.longitude);
      g_ascii_formatd (latitude, sizeof latitude, "%.6f", point.latitude);
      g_string_append_printf (json, "%s[%s,%s]", i > 0 ? "," : "", longitude, latitude);
    }
}

/**
 * hw_town_dup_boundaries:
 * @self: a town
 *
 * Returns: (transfer full): its districts as GeoJSON (RFC 7946), polygons with the property "name"
 */
char *
hw_town_dup_boundaries (HwTown *self)
{
  GString *json = g_string_new ("{\"type\":\"FeatureCollection\",\"features\":[");
  guint n_districts;
  const HwTownSpot *districts = hw_town_plan_get_districts (&n_districts);

  for (guint i = 0; i < n_districts; i++)
    {
      g_autoptr (GArray) ring = hw_town_plan_cut_district (self->plan, i);

      g_string_append_printf (json, "%s{\"type\":\"Feature\",\"properties\":{\"name\":\"%s\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[",
                              i > 0 ? "," : "", districts[i].name);
      append_ring (self, json, ring);
      g_string_append (json, "]]}}");
    }
  g_string_append (json, "]}\n");
  return g_string_free (json, FALSE);
}

/**
 * hw_town_dup_district:
 * @self: a town
 * @district: which one, from 0
 * @name: (out) (transfer none): what it is called
 *
 * Returns: (transfer full) (nullable) (element-type HwPoint): the ring around it, %NULL where there are no more
 */
GArray *
hw_town_dup_district (HwTown      *self,
                      guint        district,
                      const char **name)
{
  guint n_districts;
  const HwTownSpot *districts = hw_town_plan_get_districts (&n_districts);
  g_autoptr (GArray) ring = NULL;
  GArray *points;

  if (district >= n_districts)
    return NULL;
  ring = hw_town_plan_cut_district (self->plan, district);
  points = g_array_new (FALSE, FALSE, sizeof (HwPoint));
  for (guint i = 0; i < ring->len; i++)
    {
      HwPoint point = hw_town_to_point (self, g_array_index (ring, HwXy, i));

      g_array_append_val (points, point);
    }
  *name = districts[district].name;
  return points;
}
