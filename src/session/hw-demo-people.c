/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-demo-private.h"

/* The people that the demo's team knows, and when it met them. */

typedef struct { const char *alias, *other_names, *language, *nationality, *born, *home; } DemoPerson;

/* The first ones have a case (hw-demo-cases.c); of most of the others nobody asked where they come from. */
static const DemoPerson people[HW_DEMO_PEOPLE] = {
  { "Marek", "Long Coat", "pl", "PL", "1979", "Zalesie" }, { "Ioana", NULL, "ro", "RO", "1991-06-14", "Valea Nouă" }, { "Blue Hat", "Tomasz", "pl", "PL", "1968", "Zalesie" }, { "Ana", NULL, "pt", "PT", "1994", "Ribeira Velha" },
  { "Jonas", NULL, "lt", "LT", "1983", "Pušynas" }, { "Petra", NULL, "cs", "CZ", "1976-11-02", "Dolní Lhotka" }, { "Ilie", "Ilie the fiddler", "ro", "RO", "1958", "Valea Nouă" }, { "Rasa", NULL, "lt", "LT", "1988", "Pušynas" },
  { "Georgi", "Zhoro", "bg", "BG", "1972", "Gorno Pole" }, { "Csaba", NULL, "hu", "HU", "1966", "Pécs" }, { "Juris", NULL, "lv", "LV", "1974", "Jaunciems" }, { "Pavol", "Palo", "sk", "SK", "1981", "Horná Ves" },
  { "Mihkel", NULL, "et", "EE", "1985", "Uusküla" }, { "Giulia", NULL, "it", "IT", "1999-03-27", "Borgo Sereno" }, { "Kasia", "Katarzyna", "pl", "PL", "1990", "Zalesie" }, { "Vasile", NULL, "ro", "RO", "1970", "Valea Nouă" },
  { "Rui", NULL, "pt", "PT", "1957", "Ria Nova" }, { "Dimitar", "Mitko", "bg", "BG", "1986", "Gorno Pole" }, { "Eszter", NULL, "hu", "HU", "1992", "Pécs" }, { "Anders", NULL, "da", "DK", "1969", "Aarhus" },
  { "Bogdan", NULL, "ro", "RO", "1987", "Valea Nouă" }, { "Carlos", NULL, "es", "ES", "1975", "Málaga" }, { "Yusuf", NULL, "tr", "TR", "1989", NULL }, { "Tesfaye", NULL, "am", "ET", "1993", NULL },
  { "Luka", NULL, "hr", "HR", NULL, "Zagreb" },
  { "Captain", NULL, "en", NULL }, { "Teacher", NULL, "en", NULL }, { "Grace", NULL, "en", NULL }, { "Callum", NULL, "en", NULL },
  { "Dee", NULL, "en", NULL }, { "Birdie", NULL, "en", NULL }, { "Mr Bell", NULL, "en", NULL }, { "Chef", "Ray", "en", NULL },
  { "Wren", NULL, "en", NULL }, { "Frankie", NULL, "en", NULL }, { "Amina", NULL, "so", NULL }, { "Kofi", NULL, "en", NULL },
  { "Niamh", NULL, "en", NULL }, { "Stefan", NULL, "de", NULL }, { "Radka", NULL, "bg", NULL }, { "Milena", NULL, "bg", NULL },
  { "Andrei", NULL, "ro", NULL }, { "Old Harbour", "Len", "en", NULL }, { "Scout", NULL, "en", NULL }, { "Mateusz", "Mati", "pl", NULL },
  { "Rosa", NULL, "es", NULL }, { "Janis", NULL, "lv", NULL }, { "Femi", NULL, "en", NULL }, { "Green Parka", NULL, NULL, NULL },
  { "Guitar", "Pete", "en", NULL }, { "Joana", "Ioanna", "ro", NULL }, { "Two Dogs", NULL, NULL, NULL }, { "Ewa", NULL, "pl", NULL },
  { "Sam", NULL, "en", NULL }, { "Li", NULL, "zh", NULL }, { "Hassan", NULL, "ar", NULL }, { "Moss", NULL, "en", NULL },
  { "Alina", NULL, "uk", NULL }, { "Red Scarf", NULL, NULL, NULL }, { "Joaquim", NULL, "pt", NULL }
};

static const char * const notes[] = {
  "Tea and a dry blanket. Will be there again on Thursday.", "Did not want to talk tonight, took a card.", "Asked about a bed; rang the night shelter, one place free.",
  "Talked for half an hour. Sleeps badly, back pain.", "Asleep, not woken. Breathing steadily.", "Lost their papers last month.", "Says work has ended, wants to think about going home.",
  "New here since the weekend.", "Asked for gloves and socks.", "Came along to the day centre.", "Moved here after the yard was closed.", "In good spirits, has a meeting at the job centre.",
  "Swollen hand; went along to the walk-in clinic.", "Would like to ring the family."
};

#define DRAWN_CONTACTS (HW_DEMO_CONTACTS - 2 - HW_DEMO_MOVED_CONTACTS - HW_DEMO_SHIFT_CONTACTS)   /* the others are told in record_return (), in hw-demo-map.c and in hw-demo-shifts.c */
#define SEVENTEEN 24   /* Luka */
#define BLUE_HAT  2
#define MATEUSZ   44
#define DIMITAR   17

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

const char *
hw_demo_person_nationality (guint person)
{
  return people[person].nationality;
}

/* Where they come from, as somebody says it who asks for a ticket. */
const char *
hw_demo_person_home (guint person)
{
  return people[person].home;
}

/* Whose case began long ago has been known for longer still. */
static gint64
pick_known_since (HwDemo *demo,
                  guint   person)
{
  double days = person < HW_DEMO_CASES ? g_rand_double_range (demo->dice, 560, 725) : g_rand_double_range (demo->dice, 10, 720);

  return demo->now - (gint64) (days * HW_DEMO_DAY);
}

/* Seventeen and a half. */
static char *
make_born (const HwDemo *demo)
{
  return hw_demo_format_day (demo->now - (gint64) (17.5 * 365.25 * HW_DEMO_DAY));
}

static gboolean
record_people (HwDemo  *demo,
               gint64  *known_since,
               GError **error)
{
  for (guint i = 0; i < HW_DEMO_PEOPLE; i++)
    {
      HwPerson person = { .alias = people[i].alias, .other_names = people[i].other_names, .language = people[i].language,
                          .nationality = people[i].nationality, .born = people[i].born };
      g_autofree char *born = i == SEVENTEEN ? make_born (demo) : NULL;

      if (born != NULL)
        person.born = born;
      known_since[i] = person.known_since = pick_known_since (demo, i);
      if (!hw_store_record_person (demo->store, &person, NULL, &demo->people[i], error) || !hw_demo_step (demo, 1, error))
        return FALSE;
    }
  return TRUE;
}

/* Somebody whom the team knew by then, and who was in town. */
static gboolean
pick_person (HwDemo       *demo,
             const gint64 *known_since,
             gint64        met_at,
             guint        *person)
{
  for (guint attempt = 0; attempt < 6; attempt++)
    {
      *person = (guint) g_rand_int_range (demo->dice, 0, HW_DEMO_PEOPLE);
      if (known_since[*person] <= met_at && !hw_demo_has_left (demo, *person, met_at))
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
  for (guint i = 0; i < DRAWN_CONTACTS; i++)
    {
      double part = 1 - (double) (i + 1) / DRAWN_CONTACTS;
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

/* The one who went home, and has been met here again since. */
static gboolean
record_return (HwDemo  *demo,
               GError **error)
{
  static const int days_ago[] = { 14, 13 };

  for (guint i = 0; i < G_N_ELEMENTS (days_ago); i++)
    {
      HwContact contact = { .people = 1, .bedded_down = TRUE, .person = demo->people[DIMITAR] };
      HwDemoSpot spot;

      contact.met_at = hw_demo_pick_hour (demo, demo->now - demo->now % HW_DEMO_DAY - days_ago[i] * HW_DEMO_DAY, TRUE);
      contact.note = i == 0 ? "Back in town. Says little, shook hands." : "Tea. Asked whether we still do “the way home”.";
      hw_demo_pick_spot (demo, days_ago[i], &spot);
      contact.point = spot.point;
      contact.place = spot.words;
      if (!hw_store_record_contact (demo->store, &contact, NULL, NULL, error) || !hw_demo_step (demo, 1, error))
        return FALSE;
    }
  return TRUE;
}

/* Two names, one man. */
static gboolean
link_people (HwDemo  *demo,
             GError **error)
{
  return hw_store_record_link (demo->store, &demo->people[BLUE_HAT], &demo->people[MATEUSZ], TRUE,
                               "Same coat, same scar on the hand. He says that Mati is what his mother calls him.", error);
}

gboolean
hw_demo_fill_people (HwDemo  *demo,
                     GError **error)
{
  gint64 known_since[HW_DEMO_PEOPLE];

  return record_people (demo, known_since, error) && record_contacts (demo, known_since, error) && record_return (demo, error) &&
         link_people (demo, error);
}
