/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "case-fixture.h"
#include "hw-person-match.h"

/* How old somebody is, and who may be known twice. */

static void
assert_age (const char *born,
            HwAgeGroup  group,
            const char *date,
            guint       youngest,
            guint       oldest)
{
  HwPerson template_ = { .alias = "Ana", .born = born, .age = group };
  guint least = 999, most = 999;

  g_assert_true (hw_person_get_age (&template_, noon_of (date), &least, &most));
  g_assert_cmpuint (least, ==, youngest);
  g_assert_cmpuint (most, ==, oldest);
}

static void
test_age_by_birth (void)
{
  HwPerson unknown = { .alias = "Ana", .born = "about thirty" };
  guint youngest, oldest;

  g_assert_false (hw_person_get_age (&unknown, noon_of ("2026-11-22"), &youngest, &oldest));
  assert_age ("2008-11-23", HW_AGE_UNKNOWN, "2026-11-22", 17, 17);
  assert_age ("2008-11-22", HW_AGE_UNKNOWN, "2026-11-22", 18, 18);
  assert_age ("2008-02-29", HW_AGE_UNKNOWN, "2026-02-28", 17, 17);
  assert_age ("2008-02-29", HW_AGE_UNKNOWN, "2026-03-01", 18, 18);
  assert_age ("2030-01-01", HW_AGE_UNKNOWN, "2026-11-22", 0, 0);
}

static void
test_age_by_year (void)
{
  assert_age ("2008", HW_AGE_UNKNOWN, "2026-11-22", 17, 18);
  assert_age ("2026", HW_AGE_UNKNOWN, "2026-11-22", 0, 0);
  assert_age ("2030", HW_AGE_UNKNOWN, "2026-11-22", 0, 0);
  assert_age ("1984", HW_AGE_UNDER_18, "2026-11-22", 41, 42);
  assert_age ("18xx", HW_AGE_18_25, "2026-11-22", 18, 25);
}

static void
test_age_by_group (void)
{
  HwPerson odd = { .alias = "Ana", .age = HW_N_AGES };
  guint youngest, oldest;

  g_assert_false (hw_person_get_age (&odd, 1, &youngest, &oldest));
  assert_age (NULL, HW_AGE_UNDER_18, "2026-11-22", 0, 17);
  assert_age (NULL, HW_AGE_26_49, "2026-11-22", 26, 49);
  assert_age (NULL, HW_AGE_50_PLUS, "2026-11-22", 50, 130);
}

static void
test_in_doubt_young (void)
{
  HwPerson person = { .alias = "Ana", .born = "2008" };
  gint64 now = noon_of ("2026-11-22");

  g_assert_true (hw_person_may_be_under (&person, HW_AGE_OF_MAJORITY, now));
  person.born = "2007";
  g_assert_false (hw_person_may_be_under (&person, HW_AGE_OF_MAJORITY, now));
  person.born = NULL;
  g_assert_false (hw_person_may_be_under (&person, HW_AGE_OF_MAJORITY, now));
  person.age = HW_AGE_UNDER_18;
  g_assert_true (hw_person_may_be_under (&person, HW_AGE_OF_GUARDIAN, now));
}

static void
test_born_is_checked (void)
{
  static const char * const bad[] = { "84", "1884", "2027", "2026-11-23", "1984-13-01", "in May" };
  static const char * const good[] = { "1900", "1984", "2026", "2026-11-22", "1984-05-02" };
  gint64 now = noon_of ("2026-11-22");

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (hw_person_check_born (bad[i], now, &error));
      g_assert_error (error, HW_REPORT_ERROR, HW_REPORT_ERROR_VALUE);
    }
  g_assert_true (hw_person_check_born (NULL, now, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (hw_person_check_born (good[i], now, NULL));
}

static void
test_folding (void)
{
  static const char * const names[][2] = {
    { "Łukasz", "lukasz" }, { "  Søren  Ø. ", "soeren oe" }, { "Митко", "mitko" }, { "Ștefan", "stefan" }, { "O'Brien", "obrien" },
    { "Anna", "ana" }, { "José-María", "jose maria" }, { "Щерев", "shterev" }, { "!?", "" }, { "Room 11", "rom 11" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *folded = hw_person_fold_name (names[i][0]);

      g_assert_cmpstr (folded, ==, names[i][1]);
    }
}

static void
test_distance (void)
{
  g_autofree char *endless = g_strnfill (500, 'a');

  g_assert_cmpuint (hw_person_name_distance ("marek", "marek", 2), ==, 0);
  g_assert_cmpuint (hw_person_name_distance ("marek", "merek", 2), ==, 1);
  g_assert_cmpuint (hw_person_name_distance ("marek", "mrek", 2), ==, 1);
  g_assert_cmpuint (hw_person_name_distance ("marek", "mraek", 2), ==, 1);
  g_assert_cmpuint (hw_person_name_distance ("", "abc", 5), ==, 3);
  g_assert_cmpuint (hw_person_name_distance ("marek", "jonas", 2), ==, 3);
  g_assert_cmpuint (hw_person_name_distance (endless, "a", 2), ==, 3);
}

static HwPerson *
make_person (guint8      number,
             const char *alias,
             const char *other_names,
             const char *language,
             const char *born)
{
  HwPerson template_ = { .alias = alias, .other_names = other_names, .language = language, .born = born };

  template_.id.bytes[0] = number;
  return hw_person_new (&template_);
}

static guint
match (HwPerson *person,
       HwPerson *other)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_person_unref);
  g_autoptr (GPtrArray) matches = NULL;
  guint score;

  g_ptr_array_add (people, other);
  g_ptr_array_add (people, person);
  matches = hw_person_find_likely_same (people, person);
  if (matches->len == 0)
    return 0;
  g_assert_cmpuint (matches->len, ==, 1);
  g_assert_cmpuint (((HwPersonMatch *) matches->pdata[0])->reasons->len, >, 0);
  score = ((HwPersonMatch *) matches->pdata[0])->score;
  return score;
}

static void
test_likely_same (void)
{
  /* another name, or another birth, is another person */
  g_assert_cmpuint (match (make_person (1, "Marek", NULL, "pl", NULL), make_person (2, "Jonas", NULL, "pl", NULL)), ==, 0);
  g_assert_cmpuint (match (make_person (1, "Marek", NULL, NULL, "1984"), make_person (2, "Marek", NULL, NULL, "1971")), ==, 0);
  g_assert_cmpuint (match (make_person (1, "Marek N", NULL, NULL, NULL), make_person (2, "Marek", NULL, NULL, NULL)), ==, 0);
  /* one word in common and the same language; the same day of birth and nearly the same name */
  g_assert_cmpuint (match (make_person (1, "Marek N", NULL, "pl", NULL), make_person (2, "Marek", NULL, "pl", NULL)), ==, 50);
  g_assert_cmpuint (match (make_person (1, "Marek", NULL, NULL, NULL), make_person (2, "Márek", NULL, NULL, NULL)), ==, 60);
  g_assert_cmpuint (match (make_person (1, "Mitko", NULL, NULL, NULL), make_person (2, "The chess man", "Sasho; Митко", NULL, NULL)), ==, 60);
  g_assert_cmpuint (match (make_person (1, "Marek", NULL, NULL, "1984-05-02"), make_person (2, "Merek", NULL, NULL, "1984-05-02")), ==, 85);
  g_assert_cmpuint (match (make_person (1, "Marek", NULL, NULL, "1984"), make_person (2, "Merek", NULL, NULL, "1984-05-02")), ==, 60);
}

static void
test_likeliest_first (void)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_person_unref);
  g_autoptr (HwPerson) person = make_person (9, "Katarzyna", NULL, "pl", NULL);
  g_autoptr (GPtrArray) matches = NULL;

  g_ptr_array_add (people, make_person (1, "Katarina", NULL, "pl", NULL));
  g_ptr_array_add (people, make_person (2, "Katarzyna", NULL, "pl", NULL));
  g_ptr_array_add (people, make_person (3, "Ion", NULL, "ro", NULL));
  matches = hw_person_find_likely_same (people, person);
  g_assert_cmpuint (matches->len, ==, 2);
  g_assert_cmpstr (((HwPersonMatch *) matches->pdata[0])->person->alias, ==, "Katarzyna");
  g_assert_cmpstr (((HwPersonMatch *) matches->pdata[0])->reasons->pdata[0], ==, "the same name, “Katarzyna”");
  g_assert_cmpstr (((HwPersonMatch *) matches->pdata[0])->reasons->pdata[1], ==, "the same language");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/person/age/is-counted-to-the-birthday", test_age_by_birth);
  g_test_add_func ("/person/age/of-a-year-lies-between-two", test_age_by_year);
  g_test_add_func ("/person/age/of-a-group-where-no-birth-is-known", test_age_by_group);
  g_test_add_func ("/person/age/in-doubt-somebody-is-young", test_in_doubt_young);
  g_test_add_func ("/person/born/is-a-year-or-day-of-the-past", test_born_is_checked);
  g_test_add_func ("/person/name/is-folded", test_folding);
  g_test_add_func ("/person/name/letters-that-differ-are-counted", test_distance);
  g_test_add_func ("/person/likely-same/by-name-birth-and-language", test_likely_same);
  g_test_add_func ("/person/likely-same/the-likeliest-first-with-reasons", test_likeliest_first);
  return g_test_run ();
}
