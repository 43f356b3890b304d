/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "hw-case-rules.h"
#include "hw-journey-sheet.h"
#include "hw-recall-letter.h"
#include "hw-team-data.h"

/* What leaves on paper: read back from the file as its reader would. */

#define NOW (G_GINT64_CONSTANT (1790000000) * G_USEC_PER_SEC)
#define DAY (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)

typedef struct
{
  char *directory;   /* (owned) */
  char *path;        /* (owned) */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->directory = g_dir_make_tmp ("hw-letter-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->directory, "letter", NULL);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      if (g_file_test (file, G_FILE_TEST_IS_DIR))
        remove_folder (file);
      else
        g_unlink (file);
    }
  g_rmdir (path);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  remove_folder (fixture->directory);
  g_free (fixture->directory);
  g_free (fixture->path);
}

/* %NULL, and the test is skipped, where nothing here reads PDF. */
static char *
read_pdf (Fixture    *fixture,
          HwLetter   *letter,
          const char *option)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *program = g_find_program_in_path ("pdftotext");
  const char *argv[] = { "pdftotext", "-enc", "UTF-8", option, fixture->path, "-", NULL };
  char *text = NULL;
  int status;

  g_assert_true (hw_letter_write (letter, fixture->path, HW_LETTER_PDF, &error));
  g_assert_no_error (error);
  if (program == NULL)
    {
      g_test_skip ("pdftotext is not here");
      return NULL;
    }
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  return text;
}

/* Where a line was broken does not matter. */
static char *
join_lines (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \n\f\r", -1);
  GString *joined = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_string_append_printf (joined, "%s%s", joined->len > 0 ? " " : "", words[i]);
  return g_string_free (joined, FALSE);
}

static void
assert_holds (const char *text,
              const char *part)
{
  if (strstr (text, part) == NULL)
    g_test_message ("missing: %s\nin: %s", part, text);
  g_assert_nonnull (strstr (text, part));
}

static void
assert_lacks (const char *text,
              const char *part)
{
  g_assert_null (strstr (text, part));
}

static void
test_letters_of_every_language_come_back (Fixture       *fixture,
                                          gconstpointer  data)
{
  static const char * const samples[] = {
    "Zażółć gęślą jaźń", "Șăîâț și Țară", "Ąžuolas ėjo šaltą žiemą", "Съгласието Ви важи до утре", "Blåbærgrød på ø", "office affair fjord", "“A & <b>B</b>”"
  };
  g_autoptr (HwLetter) letter = hw_letter_new ();
  g_autofree char *text = NULL, *joined = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    hw_letter_add_paragraph (letter, samples[i]);
  text = read_pdf (fixture, letter, "-layout");
  if (text == NULL)
    return;
  joined = join_lines (text);
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    assert_holds (joined, samples[i]);
}

static void
test_only_the_owner_reads_it (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autoptr (HwLetter) letter = hw_letter_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *nowhere = g_build_filename (fixture->directory, "no", "where.pdf", NULL);
  g_autofree char *content = NULL;
  GStatBuf about;

  hw_letter_add_title (letter, "Title");
  g_assert_false (hw_letter_write (letter, nowhere, HW_LETTER_PDF, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);

  for (HwLetterFormat format = HW_LETTER_PDF; format <= HW_LETTER_TEXT; format++)
    {
      g_assert_true (hw_letter_write (letter, fixture->path, format, &error));
      g_assert_no_error (error);
      g_assert_cmpint (g_stat (fixture->path, &about), ==, 0);
      g_assert_cmpuint (about.st_mode & 0777, ==, 0600);
    }
  g_assert_true (g_file_get_contents (fixture->path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "Title\n");
}

static void
test_nothing_is_lost_over_pages (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autoptr (HwLetter) letter = hw_letter_new ();
  g_autofree char *text = NULL;
  GString *many = g_string_new (NULL);

  g_assert_cmpuint (hw_letter_count_pages (letter), ==, 1);
  for (guint i = 0; i < 200; i++)
    g_string_append_printf (many, "line%u.\n", i);
  hw_letter_add_paragraph (letter, "short");
  hw_letter_add_pair (letter, "left", many->str, "right", "brief");
  g_assert_cmpuint (hw_letter_count_pages (letter), >=, 3);
  text = read_pdf (fixture, letter, "-layout");
  for (guint i = 0; text != NULL && i < 200; i++)
    {
      g_autofree char *line = g_strdup_printf ("line%u.", i);

      assert_holds (text, line);
    }
  g_string_free (many, TRUE);
}

static HwCase *
make_case (void)
{
  HwPerson template_ = { .alias = "Marek & <b>Co</b>", .language = "pl", .nationality = "PL" };
  g_autoptr (HwPerson) person = hw_person_new (&template_);

  return hw_case_new (NULL, person, HW_STAGE_READY, NOW - 30 * DAY);
}

static void
add_consent (HwCase     *case_,
             const char *recipient,
             gint64      expires_at,
             gint64      withdrawn_at)
{
  HwConsent consent = { .purpose = "travel", .recipient = recipient, .granted_at = NOW - DAY, .expires_at = expires_at, .withdrawn_at = withdrawn_at };

  hw_case_add_consent (case_, &consent);
}

static HwCaseRecord *
add_record (HwCase           *case_,
            HwCaseRecordKind  kind,
            const char       *first_field,
            ...)
{
  g_autoptr (HwCaseRecord) record = hw_case_record_new (kind, NOW - DAY);
  va_list fields;

  va_start (fields, first_field);
  for (const char *field = first_field; field != NULL; field = va_arg (fields, const char *))
    hw_case_record_set (record, field, va_arg (fields, const char *));
  va_end (fields);
  hw_case_add_record (case_, record);
  return record;
}

static void
test_journey_sheet_needs_a_consent (void)
{
  g_autoptr (HwCase) case_ = make_case ();
  g_autoptr (GError) error = NULL;

  /* 2026-09-21 is today. */
  g_assert_false (hw_disclosure_check_journey (case_, NOW, &error));
  assert_holds (error->message, "today");
  g_clear_error (&error);

  add_consent (case_, "Rail", NOW + 10 * DAY, 0);
  g_assert_false (hw_disclosure_check_journey (case_, NOW, &error));
  assert_holds (error->message, "no day of travel");
  g_clear_error (&error);

  add_record (case_, HW_CASE_RECORD_LEG, HW_RECORD_AT, "2026-12-19T07:12", NULL);
  g_assert_false (hw_disclosure_check_journey (case_, NOW, &error));
  assert_holds (error->message, "on the day of travel");
  g_clear_error (&error);

  hw_case_set (case_, HW_FIELD_TRAVEL_DATE, "2026-09-25");
  g_assert_true (hw_disclosure_check_journey (case_, NOW, &error));
  g_assert_no_error (error);

  add_consent (case_, "Consulate", NOW + 10 * DAY, NOW - 1);
  g_assert_false (hw_disclosure_check_journey (case_, NOW, &error));
  assert_holds (error->message, "taken back");
}

static void
test_journey_sheet_follows_the_rule_of_disclosures (void)
{
  g_autoptr (HwCase) case_ = make_case ();
  g_autoptr (GError) error = NULL;

  add_consent (case_, "Rail", NOW + 10 * DAY, 0);
  hw_case_set (case_, HW_FIELD_TRAVEL_DATE, "2026-09-25");
  case_->stage = HW_STAGE_WITHDRAWN;
  g_assert_false (hw_case_may_disclose (case_, "travel", "Rail", NOW, NULL));
  g_assert_false (hw_disclosure_check_journey (case_, NOW, &error));
  assert_holds (error->message, "taken back");
  g_clear_error (&error);

  /* A consent for nobody tells nobody. */
  g_ptr_array_set_size (case_->consents, 0);
  add_consent (case_, NULL, NOW + 10 * DAY, 0);
  case_->stage = HW_STAGE_READY;
  g_assert_false (hw_disclosure_check_journey (case_, NOW, &error));
  assert_holds (error->message, "today");
  g_clear_error (&error);

  add_consent (case_, "Rail", NOW + 10 * DAY, 0);
  g_assert_true (hw_case_may_disclose (case_, "travel", "Rail", NOW, NULL));
  g_assert_true (hw_disclosure_check_journey (case_, NOW, &error));
  g_assert_no_error (error);
}

static HwLetter *
make_sheet (HwCase     *case_,
            const char *language,
            gboolean    medication)
{
  static const char * const countries[] = { "DK", "PL", "XX", NULL };
  g_autoptr (HwPhrases) words = hw_team_data_load_journey_words (NULL, NULL);
  g_autoptr (HwEmergencyNumbers) numbers = hw_team_data_load_emergency_numbers (NULL, NULL);
  HwJourneySheet what = { words, language, "en", numbers, countries, "Marek & <b>Co</b>", "Receiver: 012 345", medication };

  return hw_journey_sheet_new (&what, case_);
}

static void
fill_journey (HwCase *case_)
{
  add_record (case_, HW_CASE_RECORD_LEG, HW_RECORD_BY, "bus", HW_RECORD_FROM, "Szczecin", HW_RECORD_TO, "Łódź",
              HW_RECORD_AT, "2026-12-19T15:40", NULL);
  add_record (case_, HW_CASE_RECORD_LEG, HW_RECORD_BY, "ferry", HW_RECORD_FROM, "The harbour", HW_RECORD_TO, "Szczecin",
              HW_RECORD_AT, "2026-12-19T07:12", HW_RECORD_ARRIVES_AT, "2026-12-19T14:05", HW_RECORD_TICKET, "deck 4", NULL);
  add_record (case_, HW_CASE_RECORD_RECEPTION, HW_RECORD_RECEIVER, "Pani Żółkowska", HW_RECORD_STATE, "accepted", HW_RECORD_HOUSING, "a room", NULL);
  hw_case_set (case_, HW_FIELD_TRAVEL_DATE, "2026-12-19");
  hw_case_set (case_, HW_FIELD_MEDICATION, "two weeks of tablets");
  hw_case_set (case_, HW_FIELD_MEDICATION_LETTER, "ready");
}

static void
test_journey_sheet_says_it_in_both_languages (Fixture       *fixture,
                                              gconstpointer  data)
{
  static const char * const expected[] = {
    "Twoja podróż", "Your journey", "Marek & <b>Co</b>", "19.12.2026, 07:12", "19.12.2026, 14:05", "deck 4", "Prom: The harbour → Szczecin",
    "Ferry: The harbour → Szczecin", "Autobus: Szczecin → Łódź", "Pani Żółkowska", "Kto Cię przywita", "Who meets you", "a room",
    "012 345", "two weeks of tablets", "Zaświadczenie o lekach", "PL: 112", "XX: Zapytaj przed wyjazdem.", "Możesz przerwać tę podróż w każdej chwili."
  };
  g_autoptr (HwCase) case_ = make_case ();
  g_autoptr (HwLetter) sheet = NULL;
  g_autofree char *text = NULL, *pdf = NULL, *joined = NULL;

  fill_journey (case_);
  sheet = make_sheet (case_, "pl", TRUE);
  text = hw_letter_dup_text (sheet);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    assert_holds (text, expected[i]);
  /* The earlier leg stands first, whenever it was written down. */
  g_assert_true (strstr (text, "Prom:") < strstr (text, "Autobus:"));
  g_assert_cmpuint (hw_letter_count_pages (sheet), ==, 1);
  pdf = read_pdf (fixture, sheet, "-raw");
  if (pdf == NULL)
    return;
  joined = join_lines (pdf);
  assert_holds (joined, "Pani Żółkowska");
  assert_holds (joined, "Autobus: Szczecin → Łódź");
  assert_holds (joined, "Możesz przerwać tę podróż w każdej chwili.");
}

static void
test_medication_only_when_chosen (void)
{
  g_autoptr (HwCase) case_ = make_case ();
  g_autoptr (HwLetter) with = NULL, without = NULL;
  g_autofree char *with_text = NULL, *without_text = NULL;

  fill_journey (case_);
  with = make_sheet (case_, "bg", TRUE);
  without = make_sheet (case_, "bg", FALSE);
  with_text = hw_letter_dup_text (with);
  without_text = hw_letter_dup_text (without);
  assert_holds (with_text, "two weeks of tablets");
  assert_holds (with_text, "Лекарства за из път");
  assert_lacks (without_text, "tablets");
  assert_lacks (without_text, "Лекарства");
}

static void
test_long_journey_stays_on_one_sheet (void)
{
  g_autoptr (HwCase) case_ = make_case ();
  g_autoptr (HwLetter) sheet = NULL;

  fill_journey (case_);
  for (guint i = 0; i < 6; i++)
    add_record (case_, HW_CASE_RECORD_LEG, HW_RECORD_BY, "train", HW_RECORD_FROM, "Somewhere with a long name", HW_RECORD_TO, "Another place, platform 12",
                HW_RECORD_AT, "2026-12-20T07:12", HW_RECORD_ARRIVES_AT, "2026-12-20T08:12", HW_RECORD_TICKET, "coach 5", NULL);
  sheet = make_sheet (case_, "lt", TRUE);
  g_assert_cmpuint (hw_letter_count_pages (sheet), ==, 1);
}

static void
test_contacts_at_home_hold_nothing_of_the_person (void)
{
  g_autoptr (HwPhrases) words = hw_team_data_load_journey_words (NULL, NULL);
  g_autoptr (GPtrArray) partners = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_partner_unref);
  HwPartner partner = { .kind = HW_PARTNER_HOME_AUTHORITY, .name = "Social office", .phones = "012", .agreed = "takes nobody on Fridays", .accepts = "all" };
  HwJourneySheet what = { words, "ro", "en", NULL, NULL, "Marek", "Receiver 012", TRUE };
  g_autoptr (HwLetter) sheet = NULL;
  g_autofree char *text = NULL;

  g_ptr_array_add (partners, hw_partner_new (&partner));
  sheet = hw_home_contacts_new (&what, partners);
  text = hw_letter_dup_text (sheet);
  assert_holds (text, "Social office");
  assert_holds (text, "Numere de telefon: 012");
  assert_holds (text, "Nothing happens if you do not.");
  assert_lacks (text, "Marek");
  assert_lacks (text, "Receiver");
  /* What was agreed between the team and them is not for the pocket. */
  assert_lacks (text, "Fridays");
}

static void
test_disclosures_by_recipient (void)
{
  g_autoptr (HwCase) case_ = make_case ();
  g_autoptr (GPtrArray) none = hw_disclosure_list (case_), list = NULL;
  const HwDisclosed *rail, *consulate;

  g_assert_cmpuint (none->len, ==, 0);
  add_record (case_, HW_CASE_RECORD_DISCLOSURE, HW_RECORD_RECIPIENT, "Rail", HW_RECORD_WHAT, "name", NULL);
  add_record (case_, HW_CASE_RECORD_DISCLOSURE, HW_RECORD_RECIPIENT, "Consulate", HW_RECORD_WHAT, "name, birth", NULL);
  add_record (case_, HW_CASE_RECORD_RECALL, HW_RECORD_RECIPIENT, "Rail", NULL);
  add_record (case_, HW_CASE_RECORD_RECALL, HW_RECORD_RECIPIENT, "Consulate", NULL);
  add_record (case_, HW_CASE_RECORD_DISCLOSURE, HW_RECORD_RECIPIENT, "Rail", HW_RECORD_WHAT, "day", NULL);
  add_consent (case_, "Rail", NOW + DAY, NOW - 1);
  list = hw_disclosure_list (case_);
  g_assert_cmpuint (list->len, ==, 2);
  rail = list->pdata[0];
  consulate = list->pdata[1];
  g_assert_cmpstr (rail->recipient, ==, "Rail");
  g_assert_cmpuint (rail->records->len, ==, 2);
  g_assert_true (rail->withdrawn);
  g_assert_false (rail->recalled);
  g_assert_false (consulate->withdrawn);
  g_assert_true (consulate->recalled);
}

static void
test_recall_letter_says_what_they_know (Fixture       *fixture,
                                        gconstpointer  data)
{
  g_autoptr (HwCase) case_ = make_case ();
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (HwLetter) letter = NULL;
  g_autofree char *text = NULL, *pdf = NULL;
  HwPartner template_ = { .kind = HW_PARTNER_EMBASSY, .name = "Consulate", .address = "1 Embassy Row" };
  g_autoptr (HwPartner) partner = hw_partner_new (&template_);

  hw_case_set (case_, HW_FIELD_NEEDS, "SECRET-NEED");
  add_record (case_, HW_CASE_RECORD_DISCLOSURE, HW_RECORD_RECIPIENT, "Consulate", HW_RECORD_PURPOSE, "identity-document",
              HW_RECORD_WHAT, "name and day of birth", HW_RECORD_WORDS, "SECRET-NOTE", NULL);
  add_record (case_, HW_CASE_RECORD_DISCLOSURE, HW_RECORD_RECIPIENT, "Clinic", HW_RECORD_WHAT, "SECRET-OTHER", NULL);
  list = hw_disclosure_list (case_);
  letter = hw_recall_letter_new ("Night Team", "Marek & <b>Co</b>", list->pdata[0], partner, NOW - DAY, NOW);
  text = hw_letter_dup_text (letter);
  assert_holds (text, "Night Team");
  assert_holds (text, "Consulate\n1 Embassy Row");
  assert_holds (text, "Marek & <b>Co</b>");
  assert_holds (text, "name and day of birth");
  assert_holds (text, "delete");
  /* No word more than they were told. */
  assert_lacks (text, "SECRET");
  pdf = read_pdf (fixture, letter, "-raw");
  if (pdf != NULL)
    assert_holds (pdf, "name and day of birth");
}

static void
test_what_comes_with_homeward_is_whole (void)
{
  static const char * const languages[] = { "en", "da", "pl", "ro", "lt", "bg" };
  const char * const *purposes = hw_wording_list_purposes ();
  g_autoptr (HwPhrases) words = hw_team_data_load_journey_words (NULL, NULL);
  g_autoptr (HwPhrases) indicators = hw_team_data_load_indicators (NULL, NULL);
  g_autoptr (HwEmergencyNumbers) numbers = hw_team_data_load_emergency_numbers (NULL, NULL);

  g_assert_null (hw_team_data_load_wording (NULL, "enforcement", NULL));
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_assert_true (hw_phrases_has_language (words, languages[i]));
      g_assert_true (hw_phrases_has_language (indicators, languages[i]));
      for (guint j = 0; purposes[j] != NULL; j++)
        {
          g_autoptr (HwWording) wording = hw_team_data_load_wording (NULL, purposes[j], NULL);

          g_assert_nonnull (wording);
          g_assert_true (g_strv_contains (hw_wording_list_languages (wording), languages[i]));
        }
    }
  g_assert_cmpstr (hw_emergency_numbers_get (numbers, "RO", HW_EMERGENCY_GENERAL), ==, "112");
}

static void
test_the_teams_words_count (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autofree char *folder = g_build_filename (fixture->directory, "wordings", NULL);
  g_autofree char *path = g_build_filename (folder, "family.wording", NULL);
  g_autofree char *problem = NULL;
  g_autoptr (HwWording) own = NULL, broken = NULL, fixed = NULL;

  own = hw_team_data_load_wording (fixture->directory, "family", &problem);
  g_assert_null (problem);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "[wording]\npurpose=family\n", -1, NULL));
  broken = hw_team_data_load_wording (fixture->directory, "family", &problem);
  g_assert_nonnull (problem);
  g_assert_cmpstr (hw_wording_get_version (broken), ==, hw_wording_get_version (own));
  g_clear_pointer (&problem, g_free);

  g_assert_true (g_file_set_contents (path, "[wording]\npurpose=family\nversion=ours-1\n[da]\ntitle=Vi\nwho={recipient}\nask=a\nfor=f\nonly=o\n"
                                      "until={until}\nback=b\nno=n\n", -1, NULL));
  fixed = hw_team_data_load_wording (fixture->directory, "family", &problem);
  g_assert_null (problem);
  g_assert_true (g_str_has_prefix (hw_wording_get_version (fixed), "ours-1+"));
  g_assert_cmpstr (hw_wording_get_title (fixed, "en"), ==, "Vi");
}

int
main (int    argc,
      char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/letter/letters-of-every-language-come-back", Fixture, NULL, set_up, test_letters_of_every_language_come_back, tear_down);
  g_test_add ("/letter/only-the-owner-reads-the-file", Fixture, NULL, set_up, test_only_the_owner_reads_it, tear_down);
  g_test_add ("/letter/nothing-is-lost-over-pages", Fixture, NULL, set_up, test_nothing_is_lost_over_pages, tear_down);
  g_test_add_func ("/journey-sheet/needs-a-live-consent-on-that-day", test_journey_sheet_needs_a_consent);
  g_test_add_func ("/journey-sheet/follows-the-rule-of-disclosures", test_journey_sheet_follows_the_rule_of_disclosures);
  g_test_add ("/journey-sheet/says-it-in-both-languages", Fixture, NULL, set_up, test_journey_sheet_says_it_in_both_languages, tear_down);
  g_test_add_func ("/journey-sheet/medication-only-when-it-was-chosen", test_medication_only_when_chosen);
  g_test_add_func ("/journey-sheet/a-long-journey-stays-on-one-sheet", test_long_journey_stays_on_one_sheet);
  g_test_add_func ("/home-contacts/hold-nothing-of-the-person", test_contacts_at_home_hold_nothing_of_the_person);
  g_test_add_func ("/recall/what-was-told-is-listed-by-recipient", test_disclosures_by_recipient);
  g_test_add ("/recall/the-letter-says-what-they-know-and-no-more", Fixture, NULL, set_up, test_recall_letter_says_what_they_know, tear_down);
  g_test_add_func ("/team-data/what-comes-with-homeward-is-whole", test_what_comes_with_homeward_is_whole);
  g_test_add ("/team-data/the-teams-words-count", Fixture, NULL, set_up, test_the_teams_words_count, tear_down);
  return g_test_run ();
}
