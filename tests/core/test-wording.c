/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hw-emergency-numbers.h"
#include "hw-language.h"
#include "hw-wording.h"

/* The words somebody hears before they say yes or no, as the team's files hold them. */

#define SENTENCES(language, rest) \
  "[" language "]\ntitle=T-" language "\nask=A-" language "\nfor=F\nonly=O\nback=B\nno=N\n" rest
#define COMPLETE(language) SENTENCES (language, "who=W: {recipient}.\nuntil=U {until}.\n")
#define HEAD "[wording]\npurpose=family\nversion=family-1\n"

static void
assert_refused (const char *text,
                const char *part)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwWording) wording = hw_wording_parse (text, -1, FALSE, &error);

  g_assert_null (wording);
  g_assert_nonnull (error);
  if (part != NULL)
    g_assert_nonnull (strstr (error->message, part));
}

static void
test_needs_purpose_and_version (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwWording) wording = NULL;

  assert_refused ("", NULL);
  assert_refused ("no key file", NULL);
  assert_refused ("[wording]\nversion=1\n" COMPLETE ("en"), "purpose");
  assert_refused ("[wording]\npurpose=enforcement\nversion=1\n" COMPLETE ("en"), "purpose");
  assert_refused ("[wording]\npurpose=family\n" COMPLETE ("en"), "version");
  assert_refused ("[wording]\npurpose=family\nversion=a b\n" COMPLETE ("en"), "version");
  assert_refused (HEAD "[en]\ntitle=\xff\n", "UTF-8");

  wording = hw_wording_parse (HEAD COMPLETE ("en"), -1, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (hw_wording_get_purpose (wording), ==, "family");
  g_assert_cmpstr (hw_wording_get_version (wording), ==, "family-1");
}

static void
test_says_who_and_until_when (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwWording) wording = NULL;
  g_autofree char *who = NULL, *until = NULL, *gap = NULL;

  assert_refused (HEAD SENTENCES ("en", "who=Them\nuntil=U {until}\n"), "{recipient}");
  assert_refused (HEAD COMPLETE ("en") SENTENCES ("da", "who=W {recipient}\nuntil=snart\n"), "{until}");

  wording = hw_wording_parse (HEAD COMPLETE ("en"), -1, FALSE, &error);
  g_assert_no_error (error);
  /* What somebody is called is never taken for a place to fill. */
  who = hw_wording_dup_sentence (wording, "en", HW_SENTENCE_WHO, "Auntie {until} & {recipient}", "3 May");
  g_assert_cmpstr (who, ==, "W: Auntie {until} & {recipient}.");
  until = hw_wording_dup_sentence (wording, "en", HW_SENTENCE_UNTIL, "Auntie", "3 May");
  g_assert_cmpstr (until, ==, "U 3 May.");
  gap = hw_wording_dup_sentence (wording, "en", HW_SENTENCE_UNTIL, NULL, NULL);
  g_assert_cmpstr (gap, ==, "U ….");
}

static void
test_half_a_language_is_not_offered (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwWording) wording = hw_wording_parse (HEAD COMPLETE ("da") "[pl]\ntitle=P\n" COMPLETE ("en"), -1, FALSE, &error);
  const char * const *languages;

  g_assert_no_error (error);
  languages = hw_wording_list_languages (wording);
  g_assert_cmpuint (g_strv_length ((char **) languages), ==, 2);
  g_assert_false (g_strv_contains (languages, "pl"));
  g_assert_cmpstr (hw_wording_pick_language (wording, "pl"), ==, "en");
  g_assert_cmpstr (hw_wording_pick_language (wording, "da-DK"), ==, "da");
  g_assert_cmpstr (hw_wording_pick_language (wording, NULL), ==, "en");
  g_assert_cmpstr (hw_wording_get_title (wording, "da"), ==, "T-da");
}

static void
test_edited_words_have_another_version (void)
{
  g_autoptr (HwWording) shipped = hw_wording_parse (HEAD COMPLETE ("en"), -1, FALSE, NULL);
  g_autoptr (HwWording) one = hw_wording_parse (HEAD COMPLETE ("en"), -1, TRUE, NULL);
  g_autoptr (HwWording) other = hw_wording_parse (HEAD COMPLETE ("da"), -1, TRUE, NULL);

  g_assert_cmpstr (hw_wording_get_version (one), !=, hw_wording_get_version (shipped));
  g_assert_cmpstr (hw_wording_get_version (one), !=, hw_wording_get_version (other));
  g_assert_true (g_str_has_prefix (hw_wording_get_version (one), "family-1+"));
}

static void
test_numbers_are_never_guessed (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwEmergencyNumbers) numbers = hw_emergency_numbers_parse ("[DK]\ngeneral=112\nchild=\nexploitation=ask us\n", -1, &error);

  g_assert_no_error (error);
  g_assert_null (hw_emergency_numbers_get (numbers, NULL, HW_EMERGENCY_GENERAL));
  g_assert_null (hw_emergency_numbers_get (numbers, "XX", HW_EMERGENCY_GENERAL));
  g_assert_null (hw_emergency_numbers_get (numbers, "DK", HW_EMERGENCY_CHILD));
  g_assert_null (hw_emergency_numbers_get (numbers, "DK", HW_EMERGENCY_EXPLOITATION));
  g_assert_cmpstr (hw_emergency_numbers_get (numbers, "dk", HW_EMERGENCY_GENERAL), ==, "112");
}

static void
test_language_is_found_as_people_say_it (void)
{
  g_autofree char *words = hw_language_dup_words ("PL");
  g_autofree char *unknown = hw_language_dup_words ("the old tongue");

  g_assert_null (hw_language_find (NULL));
  g_assert_null (hw_language_find ("the old tongue"));
  g_assert_cmpstr (hw_language_find ("pl"), ==, "pl");
  g_assert_cmpstr (hw_language_find (" Polish "), ==, "pl");
  g_assert_cmpstr (hw_language_find ("БЪЛГАРСКИ"), ==, "bg");
  g_assert_cmpstr (hw_language_find ("pt-BR"), ==, "pt");
  g_assert_cmpstr (hw_language_get_name ("lt"), ==, "lietuvių");
  g_assert_cmpstr (words, ==, "Polish");
  g_assert_cmpstr (unknown, ==, "the old tongue");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wording/needs-a-purpose-and-a-version", test_needs_purpose_and_version);
  g_test_add_func ("/wording/says-who-would-be-told-and-until-when", test_says_who_and_until_when);
  g_test_add_func ("/wording/half-a-language-is-not-offered", test_half_a_language_is_not_offered);
  g_test_add_func ("/wording/edited-words-have-another-version", test_edited_words_have_another_version);
  g_test_add_func ("/emergency-numbers/are-never-guessed", test_numbers_are_never_guessed);
  g_test_add_func ("/language/is-found-as-people-say-it", test_language_is_found_as_people_say_it);
  return g_test_run ();
}
