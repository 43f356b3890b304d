/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-date.h"
#include "hw-demo-private.h"
#include "hw-store-beds.h"

/* Beds that the demo's team offered in the last two weeks, and what came of them;
 * one for tonight, and one of tomorrow that waits for its safety check. */

#define NOBODY       G_MAXUINT

typedef struct
{
  int            days;       /* ago; -1 is tomorrow night */
  HwDemoPartner  partner;
  guint          person;     /* of hw-demo-people.c, or NOBODY */
  guint          age;        /* as they said; 0: not asked */
  gboolean       checked;    /* on that day */
  HwBedState     state;
  const char    *reason;     /* (nullable) */
  const char    *words;      /* (nullable) */
} DemoBed;

/* In the order of the nights. */
static const DemoBed beds[HW_DEMO_BEDS] = {
  { 12, HW_DEMO_SHELTER, 31, 0, FALSE, HW_BED_STAYED, NULL, NULL },
  { 11, HW_DEMO_SHELTER, 31, 0, FALSE, HW_BED_STAYED, NULL, NULL },
  { 9, HW_DEMO_HOSTS, 28, 19, TRUE, HW_BED_STAYED, NULL, NULL },
  { 8, HW_DEMO_HOSTS, 28, 19, FALSE, HW_BED_STAYED, NULL, NULL },
  { 6, HW_DEMO_HOSTS, 28, 19, FALSE, HW_BED_NOT_COME, NULL, "Found a friend’s sofa." },
  { 5, HW_DEMO_HOSTS, 33, 22, FALSE, HW_BED_TURNED_DOWN, "no-host", NULL },
  { 4, HW_DEMO_HOSTS, 33, 22, TRUE, HW_BED_STAYED, NULL, NULL },
  { 3, HW_DEMO_HOSTS, 29, 24, FALSE, HW_BED_REFUSED, "animal", "Will not leave the dog." },
  { 2, HW_DEMO_SHELTER, 31, 0, FALSE, HW_BED_STAYED, NULL, NULL },
  { 2, HW_DEMO_SHELTER, NOBODY, 0, FALSE, HW_BED_STAYED, NULL, NULL },
  { 1, HW_DEMO_HOSTS, 43, 18, TRUE, HW_BED_ACCEPTED, NULL, NULL },
  { 0, HW_DEMO_SHELTER, 36, 0, FALSE, HW_BED_ACCEPTED, NULL, NULL },
  { -1, HW_DEMO_HOSTS, 56, 21, FALSE, HW_BED_OFFERED, NULL, NULL },
};

static char *
dup_night (const HwDemo *demo,
           int           days,
           gint64       *asked_at)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *tonight = hw_date_dup_night (demo->now, zone);
  char *night = hw_date_dup_after (tonight, -days);
  gint64 midnight;

  hw_date_parse_in (night, zone, &midnight, NULL);
  *asked_at = days > 0 ? midnight + 15 * G_TIME_SPAN_HOUR : demo->now;
  return night;
}

/* A yes comes before the night. */
static gboolean
answer (HwDemo        *demo,
        const DemoBed *facts,
        const HwId    *bed,
        GError       **error)
{
  gboolean was_yes = facts->state == HW_BED_STAYED || facts->state == HW_BED_NOT_COME;

  return facts->state == HW_BED_OFFERED ||
         ((!was_yes || hw_store_answer_bed (demo->store, bed, HW_BED_ACCEPTED, NULL, NULL, error)) &&
          hw_store_answer_bed (demo->store, bed, facts->state, facts->reason, facts->words, error));
}

static gboolean
record_bed (HwDemo        *demo,
            const DemoBed *facts,
            GError       **error)
{
  HwBed bed = { .age = facts->age };
  g_autofree char *night = dup_night (demo, facts->days, &bed.offered_at);
  guint partner;

  hw_demo_get_partner (facts->partner, &partner);
  bed.partner = demo->partners[partner];
  bed.night = night;
  if (facts->person != NOBODY)
    bed.person = demo->people[facts->person];
  if (facts->checked)
    bed.checked_on = night;
  return hw_store_record_bed (demo->store, &bed, &bed.id, error) && answer (demo, facts, &bed.id, error) && hw_demo_step (demo, 1, error);
}

/* Records the demo's beds. */
gboolean
hw_demo_fill_beds (HwDemo  *demo,
                   GError **error)
{
  for (guint i = 0; i < HW_DEMO_BEDS; i++)
    if (!record_bed (demo, &beds[i], error))
      return FALSE;
  return TRUE;
}
