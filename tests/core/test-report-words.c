/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-report-words.h"

/* What callers say, read so that it can be compared. */

static const HwReportWord *
get_word (const GArray *words,
          guint         i)
{
  g_assert_cmpuint (i, <, words->len);
  return &g_array_index (words, HwReportWord, i);
}

/* The only word of @text. */
static HwReportWord
read_one (const char *text)
{
  g_autoptr (GArray) words = hw_report_words_read (text);

  g_assert_cmpuint (words->len, ==, 1);
  return *get_word (words, 0);
}

static void
assert_same (const char *text,
             const char *other)
{
  g_assert_cmpuint (read_one (text).meaning, ==, read_one (other).meaning);
}

static void
assert_not_same (const char *text,
                 const char *other)
{
  g_assert_cmpuint (read_one (text).meaning, !=, read_one (other).meaning);
}

static void
test_nothing (void)
{
  const char *nothing[] = { NULL, "", "  ,. ", "the person is lying there", "a b c" };

  for (gsize i = 0; i < G_N_ELEMENTS (nothing); i++)
    {
      g_autoptr (GArray) words = hw_report_words_read (nothing[i]);

      g_assert_cmpuint (words->len, ==, 0);
    }
}

static void
test_synonyms (void)
{
  assert_not_same ("tent", "dog");
  assert_same ("tent", "bivvy");
  assert_same ("tent", "Teltet");
  assert_same ("dog", "puppy");
  assert_same ("dogs", "hunden");
  assert_same ("man", "male");
  assert_same ("man", "MAND");
  assert_same ("woman", "kvinde");
  assert_same ("blanket", "tæppe");
  assert_same ("red", "rød");
  assert_same ("blue", "blåt");
  assert_same ("bicycle", "cykel");
  g_assert_cmpint (read_one ("bloke").kind, ==, HW_WORD_MAN);
  g_assert_cmpint (read_one ("dame").kind, ==, HW_WORD_WOMAN);
}

static void
test_endings (void)
{
  assert_not_same ("viaduct", "market");
  assert_same ("viaduct", "viaducts");
  assert_same ("arch", "arches");
  assert_same ("Łódź", "lodz");
  assert_same ("kiosken", "kiosk");
  assert_same ("station", "stationen");
}

static void
test_colours (void)
{
  HwReportWord plain = read_one ("tent"), blue = read_one ("blue tent"), dark_blue = read_one ("dark blue sleeping bag"), red = read_one ("rødt telt");

  g_assert_cmpuint (plain.colours, ==, 0);
  g_assert_cmpuint (blue.colours, !=, 0);
  g_assert_cmpuint (blue.meaning, ==, plain.meaning);
  g_assert_cmpuint (dark_blue.colours & blue.colours, ==, blue.colours);
  g_assert_cmpuint (red.colours & blue.colours, ==, 0);
  g_assert_cmpuint (red.meaning, ==, plain.meaning);
}

/* A comma parts them: the coat is red, the tent is not. */
static void
test_colour_of_another (void)
{
  g_autoptr (GArray) words = hw_report_words_read ("in red, tent");

  g_assert_cmpuint (words->len, ==, 2);
  g_assert_cmpuint (get_word (words, 0)->colours, ==, 0);
  g_assert_cmpint (get_word (words, 1)->kind, ==, HW_WORD_COLOUR);
}

static void
test_night (void)
{
  guint32 blue = read_one ("blue tent").colours, red = read_one ("red tent").colours, dark = read_one ("dark tent").colours;

  g_assert_true (hw_report_words_differ (blue, red));
  g_assert_true (hw_report_words_differ (red, blue));
  g_assert_true (hw_report_words_differ (dark, red));
  g_assert_false (hw_report_words_differ (blue, blue));
  g_assert_false (hw_report_words_differ (blue, dark));
  g_assert_false (hw_report_words_differ (dark, blue));
  g_assert_false (hw_report_words_differ (blue, 0));
  g_assert_false (hw_report_words_differ (0, red));
}

static void
test_two_words (void)
{
  assert_same ("sleeping bag", "sovepose");
  assert_same ("sleeping bags", "sleepingbag");
  assert_not_same ("bag", "sleeping bag");
  /* where somebody is asleep and there is a bag */
  assert_same ("sleeping, bag", "bag");
}

static void
test_not_there (void)
{
  assert_not_same ("tent", "no tent");
  assert_same ("no tent", "uden telt");
}

static void
test_once (void)
{
  g_autoptr (GArray) words = hw_report_words_read ("blue tent, another TENT; hund, dog and puppy");

  g_assert_cmpuint (words->len, ==, 3);   /* another, tent, dog */
  for (guint i = 1; i < words->len; i++)
    g_assert_cmpuint (get_word (words, i - 1)->meaning, <, get_word (words, i)->meaning);
}

static void
test_positions (void)
{
  const char *text = "Über den Bänken: dark blue tent";
  g_autoptr (GArray) words = hw_report_words_read (text);

  for (guint i = 0; i < words->len; i++)
    if (get_word (words, i)->kind == HW_WORD_OBJECT)
      {
        g_autofree char *tent = g_strndup (text + get_word (words, i)->start, get_word (words, i)->length);

        g_assert_cmpstr (tent, ==, "dark blue tent");
        return;
      }
  g_assert_not_reached ();
}

static void
test_numbers (void)
{
  g_assert_cmpint (read_one ("14").kind, ==, HW_WORD_NUMBER);
  g_assert_cmpint (read_one ("14b").kind, ==, HW_WORD_OTHER);
  assert_not_same ("14", "15");
}

static void
test_share (void)
{
  g_autoptr (HwWordCounts) counts = hw_word_counts_new ();
  g_autoptr (GArray) tent = hw_report_words_read ("tent"), dog = hw_report_words_read ("tent and a dog"), none = hw_report_words_read ("");
  guint32 tent_meaning = read_one ("tent").meaning, dog_meaning = read_one ("dog").meaning, cat_meaning = read_one ("cat").meaning;
  double before = hw_word_counts_get_share (counts, tent_meaning);

  g_assert_cmpfloat (before, ==, hw_word_counts_get_share (NULL, tent_meaning));
  for (guint i = 0; i < 99; i++)
    hw_word_counts_add (counts, tent);
  hw_word_counts_add (counts, dog);
  g_assert_cmpfloat (hw_word_counts_get_share (counts, tent_meaning), >, before);
  g_assert_cmpfloat (hw_word_counts_get_share (counts, tent_meaning), <, 1);
  g_assert_cmpfloat (hw_word_counts_get_share (counts, dog_meaning), <, before);
  g_assert_cmpfloat (hw_word_counts_get_share (counts, cat_meaning), <, hw_word_counts_get_share (counts, dog_meaning));
  g_assert_cmpfloat (hw_word_counts_get_share (counts, cat_meaning), >, 0);

  /* Who says nothing makes no word rarer. */
  before = hw_word_counts_get_share (counts, dog_meaning);
  hw_word_counts_add (counts, none);
  g_assert_cmpfloat (hw_word_counts_get_share (counts, dog_meaning), ==, before);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/report-words/small-words-say-nothing", test_nothing);
  g_test_add_func ("/report-words/english-and-danish-words-mean-the-same", test_synonyms);
  g_test_add_func ("/report-words/endings-and-accents-do-not-matter", test_endings);
  g_test_add_func ("/report-words/a-colour-belongs-to-its-thing", test_colours);
  g_test_add_func ("/report-words/a-comma-parts-a-colour-from-a-thing", test_colour_of_another);
  g_test_add_func ("/report-words/dark-colours-are-alike-at-night", test_night);
  g_test_add_func ("/report-words/a-sleeping-bag-is-one-thing", test_two_words);
  g_test_add_func ("/report-words/what-is-not-there-is-not-there", test_not_there);
  g_test_add_func ("/report-words/each-meaning-stands-once", test_once);
  g_test_add_func ("/report-words/positions-are-those-of-the-text", test_positions);
  g_test_add_func ("/report-words/numbers-are-numbers", test_numbers);
  g_test_add_func ("/report-words/a-word-of-many-has-a-greater-share", test_share);

  return g_test_run ();
}
