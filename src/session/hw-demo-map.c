/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-demo-private.h"

/* The sites that the demo's team watches, the yard that was closed and where its
 * people went, and the districts of the town with the team of each. No dice: the
 * rest of the demo is the same with and without it. */

#define YARD 2

typedef struct { const char *place; double east, north; int days; HwSite site; } DemoSite;

static const DemoSite sites[HW_DEMO_SITES] = {
  { "Old Bridge", 0, -30, 210,
    { .name = (char *) "Old Bridge steps", .radius_m = 75, .hazards = (char *) "Steps are slippery when wet. Needles under the second arch.",
      .access = (char *) "From the towpath; the gate on Quay Street is locked from 22:00.", .lighting = (char *) "Dark below the bridge; bring torches.",
      .bed_down = (char *) "After eleven", .note = (char *) "Go as two. Call out before you go under the arch." } },
  { "Bandstand", 0, 0, 120,
    { .name = (char *) "Bandstand", .radius_m = 60, .access = (char *) "Park gates close at dusk; the warden opens the one on Abbey Road.",
      .lighting = (char *) "One lamp by the pond", .bed_down = (char *) "When the park is empty, about ten" } },
  { "Canal Yard", 0, 0, 330,
    { .name = (char *) "Canal Yard", .radius_m = 80, .hazards = (char *) "Building site: fenced, guard dog at night.",
      .access = (char *) "None since the closure.", .lighting = (char *) "Floodlights of the building site" } },
};

/* -- sites -- */

/* So many metres from a place of the town. */
HwPoint
hw_demo_find_point (HwDemo     *demo,
                    const char *place,
                    double      east,
                    double      north)
{
  HwLocalFrame frame;

  hw_local_frame_init (&frame, &hw_town_find_place (demo->town, place)->point);
  return hw_local_frame_to_point (&frame, east, north);
}

static gboolean
record_sites (HwDemo  *demo,
              GError **error)
{
  for (guint i = 0; i < HW_DEMO_SITES; i++)
    {
      HwSite site = sites[i].site;

      site.point = hw_demo_find_point (demo, sites[i].place, sites[i].east, sites[i].north);
      site.since = demo->now - sites[i].days * HW_DEMO_DAY;
      if (!hw_store_record_site (demo->store, &site, &demo->sites[i], error) || !hw_demo_step (demo, 1, error))
        return FALSE;
    }
  return TRUE;
}

/* -- the yard -- */

typedef enum { AT_YARD, AT_ARCHES, AT_BRIDGE } Where;
#define N_MOVED 4
#define NOBODY  N_MOVED   /* whom the team knows */

static const struct { const char *place, *words; double north; } spots[] = {
  [AT_YARD] = { "Canal Yard", "Canal Yard, tents behind the fence", 0 },
  [AT_ARCHES] = { "Viaduct Arches", "Viaduct Arches, behind the tyre place", 0 },
  [AT_BRIDGE] = { "Old Bridge", "Old Bridge, on the towpath", -60 },
};

/* Days ago. Four slept at the yard, all of them at the arches since; and somebody at the bridge now and then. */
static const struct { guint person; int days; Where where; int hour; const char *note; } moved[HW_DEMO_MOVED_CONTACTS] = {
  { 0, 64, AT_YARD, 5, "Letters about the fence are up. Nobody knows where to go." }, { 1, 63, AT_YARD, 5, NULL },
  { 2, 58, AT_YARD, 6, "Packing. Asked where else it is dry." }, { 3, 55, AT_YARD, 5, NULL }, { 0, 53, AT_YARD, 6, NULL },
  { 0, 47, AT_ARCHES, 5, "Moved here after the yard was closed." }, { 1, 44, AT_ARCHES, 5, "From the yard. Cold: the arches are draughty." },
  { 2, 38, AT_ARCHES, 6, NULL }, { 3, 32, AT_ARCHES, 5, "From the yard. Has a mattress from the tyre place." }, { 1, 9, AT_ARCHES, 5, NULL },
  { NOBODY, 23, AT_BRIDGE, 5, "Under the second arch. Did not want to talk." }, { NOBODY, 6, AT_BRIDGE, 6, "Tea. The river is rising; will look for another place." },
};

/* People without a case, whom the team has known since before the closure. */
static gboolean
choose_people (HwDemo  *demo,
               HwId    *people,
               GError **error)
{
  gint64 before = demo->now - 70 * HW_DEMO_DAY;
  guint n_people = 0;

  for (guint i = HW_DEMO_CASES; i < HW_DEMO_PEOPLE && n_people < N_MOVED; i++)
    {
      g_autoptr (HwPerson) person = hw_store_get_person (demo->store, &demo->people[i], error);

      if (person == NULL)
        return FALSE;
      if (person->known_since < before)
        people[n_people++] = person->id;
    }
  return n_people == N_MOVED;
}

static gboolean
record_moves (HwDemo  *demo,
              GError **error)
{
  HwId people[N_MOVED];

  if (!choose_people (demo, people, error))
    return error == NULL || *error == NULL;
  for (guint i = 0; i < HW_DEMO_MOVED_CONTACTS; i++)
    {
      const HwDemoSpot spot = { hw_demo_find_point (demo, spots[moved[i].where].place, 7.0 * (i % 3) - 6, 5.0 * (i % 2) + spots[moved[i].where].north),
                                spots[moved[i].where].words };
      HwContact contact = { .people = 1, .bedded_down = TRUE, .note = moved[i].note, .place = spot.words, .point = spot.point };

      contact.met_at = demo->now - demo->now % HW_DEMO_DAY - moved[i].days * HW_DEMO_DAY + moved[i].hour * HW_DEMO_HOUR + i * 420 * G_USEC_PER_SEC;
      if (moved[i].person != NOBODY)
        contact.person = people[moved[i].person];
      if (!hw_store_record_contact (demo->store, &contact, NULL, NULL, error) || !hw_demo_step (demo, 1, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
close_yard (HwDemo  *demo,
            GError **error)
{
  gint64 day = demo->now - demo->now % HW_DEMO_DAY - HW_DEMO_CLOSED_DAYS_AGO * HW_DEMO_DAY;

  return hw_store_record_closure (demo->store, &demo->sites[YARD], day + 8 * HW_DEMO_HOUR, TRUE, "Fenced off by the council for building. Two days’ notice.", error);
}

/* -- areas -- */

static const char * const teams[HW_DEMO_AREAS] = {
  "Night team", "Night team", "Early team", "Early team", NULL, "Night team", "Quayside volunteers", "Early team", "Early team", "Night team",
  "Quayside volunteers"
};

static gboolean
record_areas (HwDemo  *demo,
              GError **error)
{
  g_autoptr (GPtrArray) areas = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_area_free);

  for (guint i = 0; i < HW_DEMO_AREAS; i++)
    {
      g_autoptr (GPtrArray) rings = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
      HwArea area = { .rings = rings, .colour = (guint8) (i % HW_AREA_N_COLOURS), .covered_by = (char *) teams[i] };
      const char *name;
      GArray *ring = hw_town_dup_district (demo->town, i, &name);

      if (ring == NULL)
        break;
      g_ptr_array_add (rings, ring);
      area.name = (char *) name;
      area.box = hw_area_measure_box (rings);
      g_ptr_array_add (areas, hw_area_copy (&area));
    }
  return hw_store_record_areas (demo->store, areas, NULL, error) && hw_demo_step (demo, HW_DEMO_AREAS, error);
}

/* Sites, the closure and areas. */
gboolean
hw_demo_fill_map (HwDemo  *demo,
                  GError **error)
{
  return record_sites (demo, error) && record_moves (demo, error) && close_yard (demo, error) && record_areas (demo, error);
}
