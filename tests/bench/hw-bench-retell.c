/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <math.h>
#include <string.h>

#include "hw-bench-retell.h"

/* How a second caller tells of the people of a first one: from another side of the
 * street, at another time of the night, in other words, some of them in Danish or
 * mistyped, with something left out and something else noticed. The words here are
 * not taken from the list that core has: some it knows and some it does not. */

#define HOUR_US      (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)
#define MOST_WORDS   64

static const struct { const char *word; const char *others[5]; } synonyms[] = {
  { "tent", { "bivvy", "little tent", "shelter", "telt" } },
  { "sleeping bag", { "sleepingbag", "bedroll", "bag", "sovepose" } },
  { "blankets", { "duvets", "covers", "blanket", "tæpper" } },
  { "blanket", { "duvet", "cover", "blankets", "tæppe" } },
  { "duvet", { "quilt", "blanket", "covers", "dyne" } },
  { "bedding", { "blankets", "sleeping bag", "mattress", "sengetøj" } },
  { "dog", { "puppy", "terrier", "staffie", "hund" } },
  { "rucksack", { "backpack", "bag", "rucksacks", "rygsæk" } },
  { "shopping bags", { "carrier bags", "bags", "plastic bags", "poser" } },
  { "coat", { "jacket", "overcoat", "coats", "frakke" } },
  { "parka", { "jacket", "coat", "anorak", "vinterjakke" } },
  { "jacket", { "coat", "anorak", "mac", "jakke" } },
  { "hat", { "cap", "beanie", "bobble hat", "hue" } },
  { "trolley", { "cart", "shopping cart", "pushcart", "indkøbsvogn" } },
  { "cardboard", { "boxes", "carton", "cardboard boxes", "pap" } },
  { "bicycle", { "bike", "cycle", "push-bike", "cykel" } },
  { "suitcase", { "luggage", "case", "trunk", "kuffert" } },
  { "guitar case", { "guitar", "instrument", "case", "guitar" } },
  { "tarp", { "tarpaulin", "plastic sheet", "sheet", "presenning" } },
  { "trainers", { "shoes", "sneakers", "running shoes", "sko" } },
  { "scarf", { "shawl", "something round the neck", "scarf", "tørklæde" } },
  { "stick", { "cane", "crutch", "stick", "stok" } },
  { "pallets", { "pallet", "planks", "wood", "paller" } },
  { "grey", { "dark", "gray", "black", "grå" } },
  { "blue", { "dark", "navy", "dark blue", "blå" } },
  { "red", { "orange", "reddish", "red", "rød" } },
  { "green", { "khaki", "dark green", "dark", "grøn" } },
  { "brown", { "dark", "beige", "light brown", "brun" } },
  { "black", { "dark", "black", "dark blue", "sort" } },
  { "yellow", { "yellow", "bright", "orange", "gul" } },
  { "old", { "worn", "elderly", "old", "gammel" } },
  { "small", { "little", "tiny", "short", "lille" } },
  { "garbage", { "rubbish", "litter", "trash", "affald" } },
  { "structures", { "tents", "shelters", "huts", "telte" } },
};

static const char * const things[] = {
  "sleeping bag", "tent", "blanket", "cardboard", "rucksack", "suitcase", "coat", "jacket", "hat", "trolley", "bicycle", "scarf", "duvet", "shopping bags",
  "boots", "wheelchair", "guitar", "umbrella", "mattress", "beard", "radio", "stick"
};
static const char * const colours[] = { "blue", "red", "green", "black", "white", "grey", "yellow", "brown", "orange", "purple" };
static const char * const remarks[] = { "small dog", "brown dog", "long beard", "talks to himself", "reading a book", "bare feet", "bandaged hand", "asks for nothing", "pushchair with bags" };

#define choose(dice, list) ((list)[g_rand_int_range (dice, 0, G_N_ELEMENTS (list))])

static gboolean
chance (GRand  *dice,
        double  probability)
{
  return g_rand_double (dice) < probability;
}

void
hw_bench_draw_id (GRand *dice,
                  HwId  *id)
{
  for (guint i = 0; i < HW_ID_LENGTH; i++)
    id->bytes[i] = (guint8) g_rand_int_range (dice, 0, 256);
}

/* -- looks -- */

static char *
draw_thing (GRand *dice)
{
  if (chance (dice, 0.15))
    return g_strdup (choose (dice, remarks));
  if (chance (dice, 0.7))
    return g_strdup_printf ("%s %s", choose (dice, colours), choose (dice, things));
  return g_strdup (choose (dice, things));
}

/* What somebody looks like who is not of the made-up town: (nullable), for some say nothing. */
char *
hw_bench_draw_looks (GRand *dice)
{
  g_autofree char *first = draw_thing (dice), *second = draw_thing (dice), *third = draw_thing (dice);
  double n = g_rand_double (dice);

  if (n < 0.2)
    return NULL;
  return n < 0.45 ? g_steal_pointer (&first) : n < 0.8 ? g_strdup_printf ("%s, %s", first, second) : g_strdup_printf ("%s, %s and %s", first, second, third);
}

static char *
replace_word (GRand      *dice,
              const char *text,
              gboolean    danish)
{
  g_autofree char *told = g_strdup (text);

  for (gsize i = 0; i < G_N_ELEMENTS (synonyms); i++)
    {
      const char *other = synonyms[i].others[danish ? 3 : g_rand_int_range (dice, 0, 3)];
      g_autofree char *pattern = g_strdup_printf ("\\b%s\\b", synonyms[i].word);
      g_autoptr (GRegex) word = g_regex_new (pattern, G_REGEX_CASELESS, 0, NULL);
      char *replaced;

      if (!g_regex_match (word, told, 0, NULL) || !chance (dice, danish ? 0.9 : 0.35))
        continue;
      replaced = g_regex_replace_literal (word, told, -1, 0, other, 0, NULL);
      g_free (told);
      told = replaced;
      break;
    }
  return g_steal_pointer (&told);
}

static char *
mistype (GRand      *dice,
         const char *text)
{
  char *told = g_strdup (text);
  gsize length = strlen (told);

  if (length > 6 && chance (dice, 0.06))
    {
      gsize at = 1 + (gsize) g_rand_int_range (dice, 0, (gint32) length - 3);

      if (g_ascii_isalpha (told[at]) && g_ascii_isalpha (told[at + 1]))
        {
          char letter = told[at];

          told[at] = told[at + 1];
          told[at + 1] = letter;
        }
    }
  return told;
}

/* Without its first word, which is a colour or "two" or "old". */
static const char *
drop_first (GRand      *dice,
            const char *part)
{
  const char *blank = strchr (part, ' ');

  return blank != NULL && chance (dice, 0.15) ? blank + 1 : part;
}

/* The parts between commas in another order, some left out, each in other words; (nullable). */
static char *
retell_looks (GRand      *dice,
              const char *looks)
{
  g_auto (GStrv) parts = g_strsplit (looks != NULL ? looks : "", ",", MOST_WORDS);
  g_autoptr (GString) told = g_string_new (chance (dice, 0.1) ? "Somebody with a " : NULL);
  gboolean danish = chance (dice, 0.12), turned = chance (dice, 0.4);
  guint n = g_strv_length (parts), n_told = 0;

  for (guint i = 0; i < n; i++)
    {
      const char *part = g_strstrip (parts[turned ? n - 1 - i : i]);
      g_autofree char *replaced = *part != '\0' && !chance (dice, 0.3) ? replace_word (dice, drop_first (dice, part), danish) : NULL;
      g_autofree char *typed = replaced != NULL ? mistype (dice, replaced) : NULL;

      if (typed != NULL)
        g_string_append_printf (told, "%s%s", n_told++ > 0 ? ", " : "", typed);
    }
  if (chance (dice, 0.3))
    {
      g_autofree char *thing = draw_thing (dice);

      g_string_append_printf (told, "%s%s", n_told++ > 0 ? ", " : "", thing);
    }
  return n_told > 0 ? g_string_free (g_steal_pointer (&told), FALSE) : NULL;
}

/* -- where, when, how many -- */

static HwPoint
move (GRand         *dice,
      const HwPoint *point,
      double         metres)
{
  double angle = 2 * G_PI * g_rand_double (dice), away = metres * sqrt (g_rand_double (dice));
  HwLocalFrame frame;

  hw_local_frame_init (&frame, point);
  return hw_local_frame_to_point (&frame, away * cos (angle), away * sin (angle));
}

static void
move_point (GRand    *dice,
            HwReport *report)
{
  static const double precisions[] = { 20, 20, 50, 50, 50, 100 };

  report->point_precision_m = choose (dice, precisions);
  if (hw_point_is_valid (&report->point))
    report->point = move (dice, &report->point, chance (dice, 0.04) ? 200 : report->point_precision_m);
}

/* Within the hours after, sometimes before, a few in the next night. */
static void
move_time (GRand    *dice,
           HwReport *report,
           double    hours,
           gint64    latest)
{
  static const gint64 precisions[] = { HOUR_US / 4, HOUR_US / 4, HOUR_US, HOUR_US, 3 * HOUR_US };
  double apart = -hours * log (1 - g_rand_double (dice)) * (chance (dice, 0.7) ? 1 : -1) + (chance (dice, 0.08) ? 24 : 0);

  report->seen_precision = MAX (report->seen_precision > 6 * HOUR_US ? report->seen_precision : 0, choose (dice, precisions));
  report->seen_at = MIN (report->seen_at + (gint64) (apart * HOUR_US), latest);
  report->received_at = MIN (report->seen_at + HOUR_US / 6, latest);
}

static void
retell_people (GRand    *dice,
               HwReport *report)
{
  double said = g_rand_double (dice);
  int older = chance (dice, 0.5) ? 1 : -1;

  if (said < 0.1)
    report->people = 0;
  else if (said < 0.22 && report->people > 0)
    report->people = MAX (1, chance (dice, 0.5) ? report->people + 1 : report->people - 1);
  if (chance (dice, 0.3))
    report->age = HW_AGE_UNKNOWN;
  else if (report->age != HW_AGE_UNKNOWN && chance (dice, 0.12))
    report->age = (HwAgeGroup) CLAMP ((int) report->age + older, HW_AGE_UNDER_18, HW_AGE_50_PLUS);
  if (chance (dice, 0.4))
    report->gender = NULL;
}

/**
 * hw_bench_retell:
 * @dice: chance
 * @original: what the first caller said
 * @neighbour: (nullable): another report near by, of which the place may have the words
 * @latest: µs UTC: nothing is seen later
 *
 * Returns: (transfer full): what a second caller says of the same people
 */
HwReport *
hw_bench_retell (GRand          *dice,
                 const HwReport *original,
                 const HwReport *neighbour,
                 gint64          latest)
{
  g_autofree char *looks = retell_looks (dice, original->appearance);
  HwReport report = *original;

  report.row = 0;
  hw_bench_draw_id (dice, &report.id);
  report.appearance = looks;
  report.source_id = NULL;
  if (chance (dice, 0.6))
    report.worries = NULL;
  if (!chance (dice, 0.05))
    report.caller_name = report.caller_contact = NULL;
  move_point (dice, &report);
  move_time (dice, &report, 2, latest);
  retell_people (dice, &report);
  if (report.place != NULL && chance (dice, 0.12))
    {
      report.point = HW_POINT_UNKNOWN;
      report.point_precision_m = 0;
    }
  else if (hw_point_is_valid (&report.point) && chance (dice, 0.45))
    report.place = neighbour != NULL && chance (dice, 0.7) ? neighbour->place : NULL;
  return hw_report_new (&report);
}

/**
 * hw_bench_tell_another:
 * @dice: chance
 * @here: a report
 * @who: the report of somebody else somewhere else
 * @latest: µs UTC: nothing is seen later
 *
 * Returns: (transfer full): the people of @who, as if they were close to where and when those of @here are
 */
HwReport *
hw_bench_tell_another (GRand          *dice,
                       const HwReport *here,
                       const HwReport *who,
                       gint64          latest)
{
  HwReport report = *who;

  report.row = 0;
  hw_bench_draw_id (dice, &report.id);
  report.source_id = NULL;
  report.caller_name = report.caller_contact = NULL;
  report.place = here->place;
  report.seen_at = here->seen_at;
  report.seen_precision = here->seen_precision;
  report.point = hw_point_is_valid (&here->point) ? move (dice, &here->point, 30) : here->point;
  move_point (dice, &report);
  move_time (dice, &report, 2, latest);
  return hw_report_new (&report);
}
