/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-demo-private.h"

/* The people that the demo's team knows, and when it met them. */

typedef struct { const char *alias, *other_names, *language, *nationality; } DemoPerson;

/* The first ones have a case (hw-demo-cases.c); of most of the others nobody asked where they come from. */
static const DemoPerson people[HW_DEMO_PEOPLE] = {
  { "Marek", "Long Coat", "pl", "PL" }, { "Ioana", NULL, "ro", "RO" }, { "Blue Hat", "Tomasz", "pl", "PL" }, { "Ana", NULL, "pt", "PT" },
  { "Jonas", NULL, "lt", "LT" }, { "Petra", NULL, "cs", "CZ" }, { "Ilie", "Ilie the fiddler", "ro", "RO" }, { "Rasa", NULL, "lt", "LT" },
  { "Georgi", "Zhoro", "bg", "BG" }, { "Csaba", NULL, "hu", "HU" }, { "Juris", NULL, "lv", "LV" }, { "Pavol", "Palo", "sk", "SK" },
  { "Mihkel", NULL, "et", "EE" }, { "Giulia", NULL, "it", "IT" }, { "Kasia", "Katarzyna", "pl", "PL" }, { "Vasile", NULL, "ro", "RO" },
  { "Rui", NULL, "pt", "PT" }, { "Dimitar", "Mitko", "bg", "BG" }, { "Eszter", NULL, "hu", "HU" }, { "Anders", NULL, "da", "DK" },
  { "Bogdan", NULL, "ro", "RO" }, { "Carlos", NULL, "es", "ES" }, { "Yusuf", NULL, "tr", "TR" }, { "Tesfaye", NULL, "am", "ET" },
  { "Luka", NULL, "hr", "HR" },
  { "Captain", NULL, "en", NULL }, { "Teacher", NULL, "en", NULL }, { "Grace", NULL, "en", NULL }, { "Callum", NULL, "en", NULL },
  { "Dee", NULL, "en", NULL }, { "Birdie", NULL, "en", NULL }, { "Mr Bell", NULL, "en", NULL }, { "Chef", "Ray", "en", NULL },
  { "Wren", NULL, "en", NULL }, { "Frankie", NULL, "en", NULL }, { "Amina", NULL, "so", NULL }, { "Kofi", NULL, "en", NULL },
  { "Niamh", NULL, "en", NULL }, { "Stefan", NULL, "de", NULL }, { "Radka", NULL, "bg", NULL }, { "Milena", NULL, "bg", NULL },
  { "Andrei", NULL, "ro", NULL }, { "Old Harbour", "Len", "en", NULL }, { "Scout", NULL, "en", NULL }, { "Mateusz", "Mati", "pl", NULL },
  { "Rosa", NULL, "es", NULL }, { "Janis", NULL, "lv", NULL }, { "Femi", NULL, "en", NULL }, { "Green Parka", NULL, NULL, NULL },
  { "Guitar", "Pete", "en", NULL }, { "Daniela", NULL, "ro", NULL }, { "Two Dogs", NULL, NULL, NULL }, { "Ewa", NULL, "pl", NULL },
  { "Sam", NULL, "en", NULL }, { "Li", NULL, "zh", NULL }, { "Hassan", NULL, "ar", NULL }, { "Moss", NULL, "en", NULL },
  { "Alina", NULL, "uk", NULL }, { "Red Scarf", NULL, NULL, NULL }, { "Joaquim", NULL, "pt", NULL }
};

static const char * const notes[] = {
  "Tea and a dry blanket. Will be there again on Thursday.", "Did not want to talk tonight, took a card.", "Asked about a bed; rang the night shelter, one place free.",
  "Talked for half an hour. Sleeps badly, back pain.", "Asleep, not woken. Breathing steadily.", "Lost their papers last month.", "Says work has ended, wants to think about going home.",
  "New here since the weekend.", "Asked for gloves and socks.", "Came along to the day centre.", "Moved here after the yard was closed.", "In good spirits, has a meeting at the job centre.",
  "Swollen hand; went along to the walk-in clinic.", "Would like to ring the family."
};

const char *
hw_demo_person_alias (guint person)
{
  return people[person].alias;
}

const char *
hw_demo_person_language (guint person)
{
  return people[person].language;
}

/* Whose case began long ago has been known for longer still. */
static gint64
pick_known_since (HwDemo *demo,
                  guint   person)
{
  double days = person < HW_DEMO_CASES ? g_rand_double_range (demo->dice, 560, 725) : g_rand_double_range (demo->dice, 10, 720);

  return demo->now - (gint64) (days * HW_DEMO_DAY);
}

static gboolean
record_people (HwDemo  *demo,
               gint64  *known_since,
               GError **error)
{
  for (guint i = 0; i < HW_DEMO_PEOPLE; i++)
    {
      HwPerson person = { .alias = people[i].alias, .other_names = people[i].other_names, .language = people[i].language,
                          .nationality = people[i].nationality };

      known_since[i] = person.known_since = pick_known_since (demo, i);
      if (!hw_store_record_person (demo->store, &person, NULL, &demo->people[i], error) || !hw_demo_step (demo, 1, error))
        return FALSE;
    }
  return TRUE;
}

/* Somebody whom the team knew by then. */
static gboolean
pick_person (HwDemo       *demo,
             const gint64 *known_since,
             gint64        met_at,
             guint        *person)
{
  for (guint attempt = 0; attempt < 6; attempt++)
    {
      *person = (guint) g_rand_int_range (demo->dice, 0, HW_DEMO_PEOPLE);
      if (known_since[*person] <= met_at)
        return TRUE;
    }
  return FALSE;
}

/* The team goes out every third night or so, more often lately. */
static gboolean
record_contacts (HwDemo       *demo,
                 const gint64 *known_since,
                 GError      **error)
{
  for (guint i = 0; i < HW_DEMO_CONTACTS; i++)
    {
      double part = 1 - (double) (i + 1) / HW_DEMO_CONTACTS;
      guint days_ago = 1 + 3 * (guint) (part * part * (HW_DEMO_DAYS - 10) / 3);
      HwContact contact = { .people = 1 + hw_demo_pick (demo, (double[]) { 74, 18, 6, 2 }, 4) };
      HwDemoSpot spot;
      guint person;

      contact.met_at = hw_demo_pick_hour (demo, demo->now - demo->now % HW_DEMO_DAY - days_ago * HW_DEMO_DAY, TRUE);
      hw_demo_pick_spot (demo, days_ago, &spot);
      contact.point = spot.point;
      contact.place = spot.words;
      contact.bedded_down = hw_demo_chance (demo, 0.74);
      contact.note = hw_demo_chance (demo, 0.6) ? hw_demo_choose (demo, notes) : NULL;
      if (hw_demo_chance (demo, 0.55) && pick_person (demo, known_since, contact.met_at, &person))
        contact.person = demo->people[person];
      if (!hw_store_record_contact (demo->store, &contact, NULL, NULL, error) || !hw_demo_step (demo, 1, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
hw_demo_fill_people (HwDemo  *demo,
                     GError **error)
{
  gint64 known_since[HW_DEMO_PEOPLE];

  return record_people (demo, known_since, error) && record_contacts (demo, known_since, error);
}
