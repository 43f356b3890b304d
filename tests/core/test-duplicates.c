/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "hw-duplicates.h"

/* Which reports may tell of the same people, and why. */

#define NOW    (G_GINT64_CONSTANT (1795305600) * G_USEC_PER_SEC)
#define HOUR   (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)
#define DAY    (24 * HOUR)
#define HERE   { 51.5155, -0.1 }
#define METRE  (1.0 / 111195.0)   /* in degrees of latitude */

static const HwReport plain = { .seen_at = NOW, .point = HERE, .point_precision_m = 20 };

static HwDuplicate *
weigh_in (const HwReport           *ours,
          const HwReport           *theirs,
          const HwDuplicateContext *context)
{
  g_autoptr (HwReport) report = hw_report_new (ours);
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_report_unref);
  g_autoptr (GPtrArray) ranked = NULL;
  HwReport other = *theirs;

  other.row = 0;
  g_ptr_array_add (others, hw_report_new (&other));
  ranked = hw_duplicates_rank (report, others, context);
  g_assert_cmpuint (ranked->len, ==, 1);
  g_ptr_array_set_free_func (ranked, NULL);
  return g_ptr_array_index (ranked, 0);
}

static HwDuplicate *
weigh (const HwReport *ours,
       const HwReport *theirs)
{
  HwDuplicateContext context = { 0 };

  return weigh_in (ours, theirs, &context);
}

static double
get_score (const HwReport *ours,
           const HwReport *theirs)
{
  g_autoptr (HwDuplicate) duplicate = weigh (ours, theirs);

  return duplicate->score;
}

/* Whether there is one, and which. */
static gboolean
find_reason (const HwDuplicate *duplicate,
             HwDuplicateCode    code,
             HwDuplicateReason *found)
{
  for (guint i = 0; i < duplicate->reasons->len; i++)
    if (g_array_index (duplicate->reasons, HwDuplicateReason, i).code == code)
      {
        *found = g_array_index (duplicate->reasons, HwDuplicateReason, i);
        return TRUE;
      }
  return FALSE;
}

static HwDuplicateReason
get_reason (const HwDuplicate *duplicate,
            HwDuplicateCode    code)
{
  HwDuplicateReason reason = { 0 };

  g_assert_true (find_reason (duplicate, code, &reason));
  return reason;
}

/* 0 where there is no such reason. */
static double
get_weight (const HwReport *ours,
            const HwReport *theirs,
            HwDuplicateCode code)
{
  g_autoptr (HwDuplicate) duplicate = weigh (ours, theirs);
  HwDuplicateReason reason;

  return find_reason (duplicate, code, &reason) ? reason.weight : 0;
}

/* -- the score -- */

/* Distance: of the same people 0.96 / 625 a square metre at the point itself, 625 = 15² + (20² + 20²) / 2; of others half at a hot-spot, 0.5 / 4225,
 * 4225 = 625 + 60², and half anywhere, 0.5 · 2 / 250²: 11.433 times, with the 0.04 of wrong points 11.473, that is 3.520 bits.
 * Time: 0.75 / 3 + 0.25 / 36 an hour against 1 / 168: 43.167 times, 5.432 bits. Both say one: 0.4. Beforehand: -5.5. */
static void
test_by_hand (void)
{
  HwReport report = plain;
  g_autoptr (HwDuplicate) duplicate = NULL;

  report.people = 1;
  duplicate = weigh (&report, &report);
  g_assert_cmpfloat_with_epsilon (get_reason (duplicate, HW_DUPLICATE_DISTANCE).weight, 3.520, 0.001);
  g_assert_cmpfloat_with_epsilon (get_reason (duplicate, HW_DUPLICATE_TIME).weight, 5.432, 0.001);
  g_assert_cmpfloat_with_epsilon (get_reason (duplicate, HW_DUPLICATE_PEOPLE).weight, 0.4, 0.001);
  g_assert_cmpfloat_with_epsilon (get_reason (duplicate, HW_DUPLICATE_CROWD).weight, -5.5, 0.001);
  g_assert_cmpuint (duplicate->reasons->len, ==, 4);
  g_assert_cmpfloat_with_epsilon (duplicate->score, 3.852, 0.002);
  g_assert_cmpint (duplicate->band, ==, HW_DUPLICATE_LIKELY);
}

/* Two reports of which every part is told, and differs. */
static const HwReport told = {
  .row = 1, .seen_at = NOW, .seen_precision = HOUR / 4, .point = HERE, .point_precision_m = 20, .place = "Canal Yard, behind the bins", .people = 2,
  .age = HW_AGE_26_49, .gender = "man", .appearance = "Blue tent, brown dog", .worries = "Coughs a lot", .caller_contact = "01632 960123", .language = "Polish"
};
static const HwReport told_otherwise = {
  .row = 2, .seen_at = NOW - 3 * HOUR, .seen_precision = HOUR, .point = { 51.5156, -0.1003 }, .point_precision_m = 50, .place = "yard at the canal", .people = 3,
  .age = HW_AGE_50_PLUS, .gender = "woman", .appearance = "a red tent and two dogs, trolley", .caller_contact = "+44 1632 960123", .language = "Romanian"
};

static void
test_sum (void)
{
  g_autoptr (HwDuplicate) duplicate = weigh (&told, &told_otherwise);
  double sum = 0;

  g_assert_cmpuint (duplicate->reasons->len, ==, HW_N_DUPLICATE_CODES - 1);   /* not that the place is another */
  for (guint i = 0; i < duplicate->reasons->len; i++)
    sum += g_array_index (duplicate->reasons, HwDuplicateReason, i).weight;
  g_assert_cmpfloat_with_epsilon (sum, duplicate->score, 1e-9);
}

static void
test_symmetric (void)
{
  HwReport no_point = told_otherwise;

  g_assert_cmpfloat_with_epsilon (get_score (&told, &told_otherwise), get_score (&told_otherwise, &told), 1e-9);
  no_point.point = HW_POINT_UNKNOWN;
  g_assert_cmpfloat (get_score (&told, &no_point), !=, get_score (&told, &told_otherwise));
  g_assert_cmpfloat_with_epsilon (get_score (&told, &no_point), get_score (&no_point, &told), 1e-9);
}

static void
test_bands (void)
{
  HwReport near = plain, far = plain, between = plain;

  near.seen_at -= HOUR;
  between.seen_at -= 10 * HOUR;
  between.point.latitude += 40 * METRE;
  far.seen_at -= 6 * DAY;
  far.point.latitude += 200 * METRE;
  g_assert_cmpint (hw_duplicates_get_band (get_score (&plain, &near)), ==, HW_DUPLICATE_LIKELY);
  g_assert_cmpint (hw_duplicates_get_band (get_score (&plain, &between)), ==, HW_DUPLICATE_PERHAPS);
  g_assert_cmpint (hw_duplicates_get_band (get_score (&plain, &far)), ==, HW_DUPLICATE_NO);
}

/* -- where and when -- */

static void
test_farther (void)
{
  static const double precisions[] = { 0, 5, 20, 50, 200, 1000 };

  for (gsize i = 0; i < G_N_ELEMENTS (precisions); i++)
    {
      HwReport rough = plain;
      double last = G_MAXDOUBLE;

      rough.point_precision_m = precisions[i];
      for (guint metres = 0; metres < 1500; metres += 7)
        {
          HwReport other = rough;
          double weight;

          other.point.latitude += metres * METRE;
          weight = get_weight (&rough, &other, HW_DUPLICATE_DISTANCE);
          g_assert_cmpfloat (weight, <=, last + 1e-9);
          g_assert_true (isfinite (weight));
          last = weight;
        }
      g_assert_cmpfloat (last, <, 0);
    }
}

static void
test_rough_point (void)
{
  HwReport near = plain, away = plain, rough_near = plain, rough_away = plain;

  away.point.latitude += 90 * METRE;
  rough_near.point_precision_m = rough_away.point_precision_m = 100;
  rough_away.point.latitude += 90 * METRE;
  /* far apart is forgiven, and close together says less */
  g_assert_cmpfloat (get_weight (&near, &away, HW_DUPLICATE_DISTANCE), <, get_weight (&near, &rough_away, HW_DUPLICATE_DISTANCE));
  g_assert_cmpfloat (get_weight (&near, &near, HW_DUPLICATE_DISTANCE), >, get_weight (&near, &rough_near, HW_DUPLICATE_DISTANCE));
}

static void
test_longer (void)
{
  static const gint64 precisions[] = { 0, HOUR / 4, 3 * HOUR, 12 * HOUR };

  for (gsize i = 0; i < G_N_ELEMENTS (precisions); i++)
    {
      HwReport rough = plain;
      double last = G_MAXDOUBLE;

      rough.seen_precision = precisions[i];
      for (gint64 apart = 0; apart < 20 * DAY; apart += HOUR)
        {
          HwReport other = rough, later = rough;
          double weight;

          other.seen_at -= apart;
          later.seen_at += apart;
          weight = get_weight (&rough, &other, HW_DUPLICATE_TIME);
          g_assert_cmpfloat (weight, <, last);
          g_assert_cmpfloat (weight, ==, get_weight (&rough, &later, HW_DUPLICATE_TIME));
          last = weight;
        }
    }
}

static void
test_rough_time (void)
{
  HwReport exact = plain, last_night = plain;

  exact.seen_at -= 9 * HOUR;
  last_night.seen_at -= 9 * HOUR;
  last_night.seen_precision = 6 * HOUR;
  g_assert_cmpfloat (get_weight (&plain, &exact, HW_DUPLICATE_TIME), <, get_weight (&plain, &last_night, HW_DUPLICATE_TIME));
  last_night.seen_at = plain.seen_at;
  g_assert_cmpfloat (get_weight (&plain, &plain, HW_DUPLICATE_TIME), >, get_weight (&plain, &last_night, HW_DUPLICATE_TIME));
}

/* -- words -- */

static double
weigh_looks (const char      *ours,
             const char      *theirs,
             HwDuplicateCode  code)
{
  HwReport report = plain, other = plain;

  report.appearance = ours;
  other.appearance = theirs;
  return get_weight (&report, &other, code);
}

static void
test_rare (void)
{
  g_autoptr (HwWordCounts) looks = hw_word_counts_new ();
  g_autoptr (GArray) words = hw_report_words_read ("sleeping bag");
  HwDuplicateContext context = { .looks = looks };
  HwReport bag = plain, guitar = plain;
  g_autoptr (HwDuplicate) same_bag = NULL, same_guitar = NULL;

  for (guint i = 0; i < 200; i++)
    hw_word_counts_add (looks, words);
  bag.appearance = "sleeping bag";
  guitar.appearance = "guitar";
  same_bag = weigh_in (&bag, &bag, &context);
  same_guitar = weigh_in (&guitar, &guitar, &context);
  g_assert_cmpfloat (get_reason (same_bag, HW_DUPLICATE_LOOKS).weight, ==, 0);   /* everybody has one */
  g_assert_cmpfloat (get_reason (same_guitar, HW_DUPLICATE_LOOKS).weight, >, 4);
}

static void
test_said_otherwise (void)
{
  g_assert_cmpfloat (weigh_looks ("guitar", "suitcase", HW_DUPLICATE_LOOKS), ==, 0);
  g_assert_cmpfloat (weigh_looks ("blue tent, puppy", "Dog beside a BIVVY", HW_DUPLICATE_LOOKS), >, 4);
  g_assert_cmpfloat (weigh_looks ("blue tent, puppy", "blåt telt og en hund", HW_DUPLICATE_LOOKS), >, weigh_looks ("tent, puppy", "telt og en hund", HW_DUPLICATE_LOOKS));
}

static void
test_words_told (void)
{
  HwReport ours = plain, theirs = plain;
  g_autoptr (HwDuplicate) duplicate = NULL;

  ours.appearance = "With a dark blue tent";
  ours.worries = "the dog shivers";
  theirs.appearance = "Dogs. Navy bivvy";
  duplicate = weigh (&ours, &theirs);
  g_assert_cmpstr (get_reason (duplicate, HW_DUPLICATE_LOOKS).words, ==, "dark blue tent, dog");
}

static void
test_other_colour (void)
{
  HwReport ours = plain, theirs = plain;
  g_autoptr (HwDuplicate) duplicate = NULL;
  HwDuplicateReason reason;

  ours.appearance = "red tent";
  theirs.appearance = "green bivvy";
  duplicate = weigh (&ours, &theirs);
  reason = get_reason (duplicate, HW_DUPLICATE_OTHER_COLOUR);
  g_assert_cmpfloat (reason.weight, <, 0);
  g_assert_cmpstr (reason.words, ==, "red tent");
  g_assert_cmpstr (reason.other_words, ==, "green bivvy");
  g_assert_false (find_reason (duplicate, HW_DUPLICATE_LOOKS, &reason));

  /* at night */
  g_assert_cmpfloat (weigh_looks ("black tent", "dark tent", HW_DUPLICATE_OTHER_COLOUR), ==, 0);
  g_assert_cmpfloat (weigh_looks ("black tent", "dark tent", HW_DUPLICATE_LOOKS), >, 0);
}

static void
test_only_one (void)
{
  double one = weigh_looks ("tent", "tent, dog", HW_DUPLICATE_OTHER_LOOKS), many = weigh_looks ("tent, bike, guitar, hat", "dog, coat, trolley, scarf", HW_DUPLICATE_OTHER_LOOKS);

  g_assert_cmpfloat (one, <, 0);
  g_assert_cmpfloat (many, <, one);
  /* who says nothing does not say something else */
  g_assert_cmpfloat (weigh_looks ("tent, dog", NULL, HW_DUPLICATE_OTHER_LOOKS), ==, 0);
}

/* -- who -- */

static double
weigh_people (guint people,
              guint others)
{
  HwReport report = plain, other = plain;

  report.people = people;
  other.people = others;
  return get_weight (&report, &other, HW_DUPLICATE_PEOPLE);
}

static void
test_people (void)
{
  g_assert_cmpfloat (weigh_people (0, 3), ==, 0);
  g_assert_cmpfloat (weigh_people (3, 3), >, weigh_people (1, 1));
  g_assert_cmpfloat (weigh_people (1, 1), >, 0);
  g_assert_cmpfloat (weigh_people (1, 2), <, 0);
  g_assert_cmpfloat (weigh_people (1, 6), <, weigh_people (1, 2));
  /* nobody counts twelve exactly */
  g_assert_cmpfloat (weigh_people (11, 12), >, 0);
  for (guint people = 1; people < 20; people++)
    for (guint more = 1; more < 20; more++)
      g_assert_cmpfloat (weigh_people (people, people + more), <=, weigh_people (people, people + more - 1));
}

static void
test_age (void)
{
  HwReport young = plain, older = plain, oldest = plain;

  young.age = HW_AGE_18_25;
  older.age = HW_AGE_26_49;
  oldest.age = HW_AGE_50_PLUS;
  g_assert_cmpfloat (get_weight (&young, &plain, HW_DUPLICATE_AGE), ==, 0);
  g_assert_cmpfloat (get_weight (&young, &young, HW_DUPLICATE_AGE), >, 0);
  g_assert_cmpfloat (get_weight (&young, &older, HW_DUPLICATE_AGE), <, 0);
  g_assert_cmpfloat (get_weight (&young, &oldest, HW_DUPLICATE_AGE), <, get_weight (&young, &older, HW_DUPLICATE_AGE));
}

static void
test_gender (void)
{
  HwReport man = plain, woman = plain, words = plain, couple = plain;

  man.gender = "man";
  woman.gender = "Kvinde";
  words.appearance = "a bloke with a dog";
  couple.appearance = "a man and a woman";
  g_assert_cmpfloat (get_weight (&man, &plain, HW_DUPLICATE_GENDER), ==, 0);
  g_assert_cmpfloat (get_weight (&man, &man, HW_DUPLICATE_GENDER), >, 0);
  g_assert_cmpfloat (get_weight (&man, &words, HW_DUPLICATE_GENDER), >, 0);
  g_assert_cmpfloat (get_weight (&man, &woman, HW_DUPLICATE_GENDER), <, -2);
  g_assert_cmpfloat (get_weight (&words, &woman, HW_DUPLICATE_GENDER), <, -2);
  g_assert_cmpfloat (get_weight (&couple, &woman, HW_DUPLICATE_GENDER), ==, 0);
  /* of several people one may be */
  words.people = 3;
  g_assert_cmpfloat (get_weight (&words, &woman, HW_DUPLICATE_GENDER), ==, 0);
}

static void
test_caller (void)
{
  HwReport caller = plain, same = plain, other = plain, no_number = plain;

  caller.caller_contact = "01632 960 123";
  same.caller_contact = "+44 1632-960123";
  other.caller_contact = "01632 960124";
  no_number.caller_contact = "112";
  g_assert_cmpfloat (get_weight (&caller, &other, HW_DUPLICATE_CALLER), ==, 0);
  g_assert_cmpfloat (get_weight (&caller, &same, HW_DUPLICATE_CALLER), >, 0);
  g_assert_cmpfloat (get_weight (&no_number, &no_number, HW_DUPLICATE_CALLER), ==, 0);
  caller.caller_contact = "Helen@Example.org";
  same.caller_contact = "helen@example.org ";
  g_assert_cmpfloat (get_weight (&caller, &same, HW_DUPLICATE_CALLER), >, 0);
}

/* A language tied to a place is nationality by another name. */
static void
test_language (void)
{
  HwReport same = told, other = told, none = told;

  other.row = same.row = none.row = 2;
  other.language = "Romanian";
  none.language = NULL;
  g_assert_cmpfloat (get_score (&told, &same), ==, get_score (&told, &other));
  g_assert_cmpfloat (get_score (&told, &same), ==, get_score (&told, &none));
}

/* -- without a point -- */

static void
test_place (void)
{
  HwReport ours = plain, same = plain, other = plain;

  ours.place = "Behind the bins, Drummond Street";
  same.place = "a doorway in drummond st.";
  other.place = "Viaduct Arches";
  ours.point = HW_POINT_UNKNOWN;
  g_assert_cmpfloat (get_weight (&ours, &same, HW_DUPLICATE_DISTANCE), ==, 0);
  g_assert_cmpfloat (get_weight (&ours, &same, HW_DUPLICATE_PLACE), >, 3);
  g_assert_cmpfloat (get_weight (&ours, &other, HW_DUPLICATE_PLACE), ==, 0);
  g_assert_cmpfloat (get_weight (&ours, &other, HW_DUPLICATE_OTHER_PLACE), <, 0);
  g_assert_cmpint (hw_duplicates_get_band (get_score (&ours, &same)), ==, HW_DUPLICATE_LIKELY);
  g_assert_cmpint (hw_duplicates_get_band (get_score (&ours, &other)), !=, HW_DUPLICATE_LIKELY);

  /* beside points they add little: they say the same once more */
  g_assert_cmpfloat (get_weight (&same, &same, HW_DUPLICATE_PLACE), >, 0);
  g_assert_cmpfloat (get_weight (&same, &same, HW_DUPLICATE_PLACE), <, 1);
}

static void
test_nothing_said (void)
{
  HwReport years_ago = { .point = { -51.5, 179 }, .seen_at = G_GINT64_CONSTANT (700000000) * G_USEC_PER_SEC, .people = 1 };
  HwReport nothing = { .point = HW_POINT_UNKNOWN }, empty = { .point = HW_POINT_UNKNOWN, .place = "", .appearance = "", .worries = "", .gender = "", .caller_contact = "" };
  HwReport odd = { .point = HERE, .point_precision_m = -5, .seen_at = NOW, .seen_precision = -HOUR, .appearance = "…", .people = G_MAXUINT };
  const HwReport *reports[] = { &nothing, &empty, &odd, &years_ago, &plain, &told };

  for (gsize i = 0; i < G_N_ELEMENTS (reports); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (reports); j++)
      {
        g_autoptr (HwDuplicate) duplicate = weigh_in (reports[i], reports[j], &(HwDuplicateContext) { 0 });

        g_assert_true (isfinite (duplicate->score));
      }
  g_assert_cmpint (hw_duplicates_get_band (get_score (&nothing, &empty)), ==, HW_DUPLICATE_NO);
  g_assert_cmpint (hw_duplicates_get_band (get_score (&nothing, &told)), ==, HW_DUPLICATE_NO);
}

/* -- around -- */

static void
test_crowd (void)
{
  HwDuplicateContext crowded = { .crowd = 40 };
  g_autoptr (HwDuplicate) alone = weigh (&plain, &plain), among_many = weigh_in (&plain, &plain, &crowded);

  g_assert_cmpfloat (among_many->score, <, alone->score - 2);
  g_assert_cmpfloat (get_reason (among_many, HW_DUPLICATE_CROWD).ours, ==, 40);
}

static void
test_rank (void)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_report_unref);
  g_autoptr (HwReport) report = hw_report_new (&told);
  g_autoptr (GPtrArray) ranked = NULL;
  HwReport far = told, same = told;

  far.row = 3;
  far.point.latitude += 200 * METRE;
  same.row = 4;
  g_ptr_array_add (others, hw_report_new (&far));
  g_ptr_array_add (others, hw_report_new (&told));   /* itself, as the store has it */
  g_ptr_array_add (others, hw_report_new (&same));
  ranked = hw_duplicates_rank (report, others, &(HwDuplicateContext) { 0 });
  g_assert_cmpuint (ranked->len, ==, 2);
  g_assert_cmpint (((HwDuplicate *) ranked->pdata[0])->report->row, ==, 4);
  g_assert_cmpint (((HwDuplicate *) ranked->pdata[1])->report->row, ==, 3);
}

/* -- which to look at -- */

static void
add_point (GArray     *points,
           gint64      row,
           HwPointKind kind,
           gint64      time,
           double      metres)
{
  HwIndexPoint point = { .row = row, .time = time, .point = HERE, .kind = (guint8) kind };

  point.point.latitude += metres * METRE;
  g_array_append_val (points, point);
}

static void
test_pick (void)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (HwIndexPoint)), rows = NULL, first = NULL;
  HwReport report = plain;
  guint crowd = 99;

  report.row = 1;
  rows = hw_duplicates_pick (&report, points, 10, &crowd);
  g_assert_cmpuint (rows->len, ==, 0);
  g_assert_cmpuint (crowd, ==, 0);
  g_clear_pointer (&rows, g_array_unref);

  add_point (points, 1, HW_KIND_REPORT, NOW, 0);              /* itself */
  add_point (points, 2, HW_KIND_CONTACT, NOW, 0);             /* no report */
  add_point (points, 3, HW_KIND_REPORT, NOW - 60 * DAY, 0);   /* long ago */
  add_point (points, 4, HW_KIND_REPORT, NOW - 2 * DAY, 200);
  add_point (points, 5, HW_KIND_REPORT, NOW + HOUR, 10);
  add_point (points, 6, HW_KIND_REPORT, NOW - 2 * DAY, 10);
  rows = hw_duplicates_pick (&report, points, 10, &crowd);
  g_assert_cmpuint (rows->len, ==, 3);
  g_assert_cmpint (g_array_index (rows, gint64, 0), ==, 5);
  g_assert_cmpint (g_array_index (rows, gint64, 1), ==, 6);
  g_assert_cmpint (g_array_index (rows, gint64, 2), ==, 4);
  g_assert_cmpuint (crowd, ==, 2);
  first = hw_duplicates_pick (&report, points, 1, &crowd);
  g_assert_cmpuint (first->len, ==, 1);
}

static void
test_reach (void)
{
  HwReport rough = plain, last_week = plain;

  rough.point_precision_m = 300;
  g_assert_cmpfloat (hw_duplicates_get_radius (&rough), >, hw_duplicates_get_radius (&plain));
  rough.point_precision_m = 1e9;
  g_assert_cmpfloat (hw_duplicates_get_radius (&rough), <=, 2000);
  last_week.seen_precision = 3 * DAY;
  g_assert_cmpint (hw_duplicates_get_window (&last_week), ==, hw_duplicates_get_window (&plain) + 3 * DAY);
  last_week.seen_precision = G_MAXINT64;
  g_assert_cmpint (hw_duplicates_get_window (&last_week), <=, 30 * DAY);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/duplicates/score/is-what-it-is-by-hand", test_by_hand);
  g_test_add_func ("/duplicates/score/is-the-sum-of-its-reasons", test_sum);
  g_test_add_func ("/duplicates/score/is-the-same-from-both-sides", test_symmetric);
  g_test_add_func ("/duplicates/score/comes-to-likely-perhaps-or-no", test_bands);
  g_test_add_func ("/duplicates/distance/farther-is-never-likelier", test_farther);
  g_test_add_func ("/duplicates/distance/a-rough-point-forgives-and-says-less", test_rough_point);
  g_test_add_func ("/duplicates/time/longer-apart-is-never-likelier", test_longer);
  g_test_add_func ("/duplicates/time/a-rough-time-forgives-and-says-less", test_rough_time);
  g_test_add_func ("/duplicates/words/a-rare-one-counts-more", test_rare);
  g_test_add_func ("/duplicates/words/said-otherwise-is-the-same", test_said_otherwise);
  g_test_add_func ("/duplicates/words/are-told-as-they-were-said", test_words_told);
  g_test_add_func ("/duplicates/words/another-colour-speaks-against-it", test_other_colour);
  g_test_add_func ("/duplicates/words/what-only-one-says-speaks-against-it", test_only_one);
  g_test_add_func ("/duplicates/people/the-same-number-speaks-for-it", test_people);
  g_test_add_func ("/duplicates/age/another-group-speaks-against-it", test_age);
  g_test_add_func ("/duplicates/gender/counts-where-both-say-it", test_gender);
  g_test_add_func ("/duplicates/caller/the-same-number-however-it-is-written", test_caller);
  g_test_add_func ("/duplicates/language/takes-no-part", test_language);
  g_test_add_func ("/duplicates/place/its-words-count-where-there-is-no-point", test_place);
  g_test_add_func ("/duplicates/nothing-said/is-no-duplicate", test_nothing_said);
  g_test_add_func ("/duplicates/crowd/being-near-says-less-where-many-are", test_crowd);
  g_test_add_func ("/duplicates/rank/likeliest-first-and-without-itself", test_rank);
  g_test_add_func ("/duplicates/pick/near-in-place-and-time-first", test_pick);
  g_test_add_func ("/duplicates/pick/reaches-as-far-as-a-report-is-rough", test_reach);

  return g_test_run ();
}
