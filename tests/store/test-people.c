/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "case-fixture.h"
#include "hw-fold.h"
#include "hw-store-private.h"

/* People however they are spelt, who is the same, who was met, and the directory of partners. */

static void
add_person (HwStore    *store,
            const char *alias,
            const char *other_names,
            HwId       *id)
{
  g_autoptr (GError) error = NULL;
  HwPerson person = { .alias = alias, .other_names = other_names, .known_since = TEST_TIME };

  assert_done (hw_store_record_person (store, &person, NULL, id, &error), error);
}

static void
test_fold (void)
{
  static const struct { const char *text, *folded; } cases[] = {
    { "Żółkowski", "zolkowski" }, { "Jørgen", "jorgen" }, { "Đorđe  Straße", "dorde strasse" }, { "ȘTEFAN; Țîrlea", "stefan tirlea" },
    { "Иван Петров", "ivan petrov" }, { "Ąžuolas Žukauskas", "azuolas zukauskas" }, { "O'Neill O’Neill", "oneill oneill" },
    { "Æthelred, Þór", "aethelred thor" }, { "Γιώργος", "giorgos" }, { "", "" }, { "…", "" }, { "\xff", "" }, { NULL, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folded = hw_fold_name (cases[i].text);

      g_assert_cmpstr (folded, ==, cases[i].folded);
    }
}

static void
test_near (void)
{
  g_assert_false (hw_fold_is_near ("jan", "jon"));
  g_assert_false (hw_fold_is_near ("marek", "tomek"));
  g_assert_false (hw_fold_is_near ("krzysztof", "kazimierz"));
  g_assert_true (hw_fold_is_near ("marke", "marek"));
  g_assert_true (hw_fold_is_near ("narek", "marek"));
  g_assert_true (hw_fold_is_near ("mrek", "marek"));
  g_assert_true (hw_fold_is_near ("mareek", "marek"));
  g_assert_true (hw_fold_is_near ("krzystof", "krzysztof"));
  g_assert_true (hw_fold_is_near ("zolkwos", "zolkowski"));
}

static gboolean
finds (HwStore    *store,
       const char *words,
       const char *alias)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = hw_store_search_people (store, words, 20, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < people->len; i++)
    if (g_str_equal (((HwPerson *) people->pdata[i])->alias, alias))
      return TRUE;
  return FALSE;
}

static void
test_search (Fixture      *fixture,
             gconstpointer data)
{
  static const struct { const char *words, *alias; } found[] = {
    { "Zolkowski", "Żółkowski" }, { "zolk", "Żółkowski" }, { "ŻÓŁKOWSKI", "Żółkowski" }, { "Zolkovski", "Żółkowski" },
    { "Jorgen", "Jørgen" }, { "Joergen", "Jørgen" }, { "Jörgen", "Jørgen" }, { "jorg", "Jørgen" },
    { "Mareck", "Marek" }, { "Marrek", "Marek" }, { "Marke", "Marek" }, { "the bear", "Marek" }, { "Bear", "Marek" }, { "mar bear", "Marek" },
    { "Ivan", "Иван" }, { "Иван", "Иван" }, { "Georgi", "Иван" }, { "Strasse", "Straße" }, { "Stefan", "Ștefan" },
    { "Szymon", "Szymon" }, { "Shimon", "Szymon" }, { "Simon", "Szymon" },
  };
  static const char * const nobody[] = { "Wilhelmina", "Marek Jorgen", "\"", "* OR", "names : x", "", "  ", "zzz" };
  HwId id;

  add_person (fixture->store, "Żółkowski", NULL, &id);
  add_person (fixture->store, "Jørgen", "Blue hat", &id);
  add_person (fixture->store, "Marek", "Maras; The Bear", &id);
  add_person (fixture->store, "Иван", "Георги", &id);
  add_person (fixture->store, "Straße", NULL, &id);
  add_person (fixture->store, "Ștefan", NULL, &id);
  add_person (fixture->store, "Szymon", NULL, &id);
  for (gsize i = 0; i < G_N_ELEMENTS (nobody); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) people = hw_store_search_people (fixture->store, nobody[i], 20, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (people->len, ==, 0);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (found); i++)
    if (!finds (fixture->store, found[i].words, found[i].alias))
      g_error ("“%s” does not find “%s”", found[i].words, found[i].alias);
  g_assert_false (finds (fixture->store, "Marek", "Jørgen"));
}

static void
test_born (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  HwPerson person = { .alias = "Marek", .known_since = TEST_TIME, .born = "yesterday" };
  g_autoptr (HwPerson) first = NULL;
  g_autoptr (HwPerson) second = NULL;

  assert_refused (hw_store_record_person (fixture->store, &person, NULL, NULL, &error), error, HW_STORE_ERROR_RULE);
  person.born = "2999";
  assert_refused (hw_store_record_person (fixture->store, &person, NULL, NULL, &error), error, HW_STORE_ERROR_RULE);
  person.born = "1984-05-02";
  assert_done (hw_store_record_person (fixture->store, &person, NULL, &person.id, &error), error);
  fixture_reopen (fixture);
  first = hw_store_get_person (fixture->store, &person.id, &error);
  g_assert_cmpstr (first->born, ==, "1984-05-02");
  person.born = NULL;
  person.age = HW_AGE_26_49;
  assert_done (hw_store_record_person (fixture->store, &person, NULL, NULL, &error), error);
  assert_done (hw_store_rebuild (fixture->store, NULL, NULL, NULL, &error), error);
  second = hw_store_get_person (fixture->store, &person.id, &error);
  g_assert_null (second->born);
  g_assert_cmpint (second->age, ==, HW_AGE_26_49);
  g_assert_cmpint (second->row, ==, first->row);
}

/* -- the same person ------------------------------------------------------------------------------------------------- */

static guint
count_same (HwStore    *store,
            const HwId *person)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) same = hw_store_list_same_people (store, person, &error);

  g_assert_no_error (error);
  return same->len;
}

static guint
count_events (HwStore    *store,
              const HwId *subject)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events = hw_store_list_events (store, subject, &error);

  g_assert_no_error (error);
  return events->len;
}

static void
test_link (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  HwId a, b, c, d;

  add_person (fixture->store, "a", NULL, &a);
  add_person (fixture->store, "b", NULL, &b);
  add_person (fixture->store, "c", NULL, &c);
  add_person (fixture->store, "d", NULL, &d);
  assert_refused (hw_store_record_link (fixture->store, &a, &a, TRUE, NULL, &error), error, HW_STORE_ERROR_RULE);
  assert_refused (hw_store_record_link (fixture->store, &a, &(HwId) { { 1 } }, TRUE, NULL, &error), error, HW_STORE_ERROR_NOT_FOUND);
  assert_done (hw_store_record_link (fixture->store, &a, &b, TRUE, "same dog", &error), error);
  assert_done (hw_store_record_link (fixture->store, &c, &b, TRUE, NULL, &error), error);
  g_assert_cmpuint (count_same (fixture->store, &a), ==, 2);
  g_assert_cmpuint (count_same (fixture->store, &c), ==, 2);
  g_assert_cmpuint (count_same (fixture->store, &d), ==, 0);
  /* It is in the history of either. */
  g_assert_cmpuint (count_events (fixture->store, &a), ==, 2);
  g_assert_cmpuint (count_events (fixture->store, &b), ==, 3);
  g_assert_cmpuint (count_events (fixture->store, &d), ==, 1);
  /* Taken back from the other side. */
  assert_done (hw_store_record_link (fixture->store, &b, &a, FALSE, "two dogs", &error), error);
  g_assert_cmpuint (count_same (fixture->store, &a), ==, 0);
  g_assert_cmpuint (count_same (fixture->store, &b), ==, 1);
  /* A circle ends. */
  assert_done (hw_store_record_link (fixture->store, &a, &b, TRUE, NULL, &error), error);
  assert_done (hw_store_record_link (fixture->store, &a, &c, TRUE, NULL, &error), error);
  g_assert_cmpuint (count_same (fixture->store, &b), ==, 2);
}

static void
test_linked_consent (Fixture      *fixture,
                     gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwCase) apart = NULL;
  g_autoptr (HwCase) linked = NULL;
  g_autoptr (HwCase) again = NULL;
  HwConsent no = { .purpose = "identity-document", .recipient = "consulate", .refused = TRUE };
  HwId case_id, consent_id, other, other_case;

  fixture_record_way (fixture->store, HW_STAGE_PLANNED, &case_id, &consent_id);
  add_person (fixture->store, "Maras", NULL, &other);
  assert_done (hw_store_record_case (fixture->store, &other, NULL, TEST_TIME, NULL, &other_case, &error), error);
  assert_done (hw_store_record_consent (fixture->store, &other_case, &no, NULL, &error), error);
  apart = hw_store_get_case (fixture->store, &case_id, &error);
  g_assert_cmpuint (apart->linked_consents->len, ==, 0);
  g_assert_cmpint (hw_case_consent_state (apart, "identity-document", "consulate", g_get_real_time ()), ==, HW_CONSENT_LIVE);
  assert_done (hw_store_record_link (fixture->store, &apart->person->id, &other, TRUE, NULL, &error), error);
  linked = hw_store_get_case (fixture->store, &case_id, &error);
  g_assert_cmpuint (linked->linked_consents->len, ==, 1);
  g_assert_cmpint (hw_case_consent_state (linked, "identity-document", "consulate", g_get_real_time ()), ==, HW_CONSENT_REFUSED);
  assert_refused (fixture_add_record (fixture->store, &case_id, HW_CASE_RECORD_DISCLOSURE,
                                      "purpose=identity-document;recipient=consulate;what=name", NULL, &error), error, HW_STORE_ERROR_GATE);
  assert_done (hw_store_record_link (fixture->store, &other, &apart->person->id, FALSE, NULL, &error), error);
  again = hw_store_get_case (fixture->store, &case_id, &error);
  g_assert_cmpint (hw_case_consent_state (again, "identity-document", "consulate", g_get_real_time ()), ==, HW_CONSENT_LIVE);
}

/* -- who was met ----------------------------------------------------------------------------------------------------- */

static void
test_match (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  HwContact met = { .met_at = TEST_TIME, .place = "arches", .bedded_down = TRUE, .people = 1 };
  HwContact later = { .met_at = TEST_TIME + 9, .place = "canal", .people = 1 };
  g_autoptr (HwContact) matched = NULL;
  g_autoptr (HwContact) back = NULL;
  g_autoptr (GPtrArray) contacts = NULL;
  g_autoptr (HwCase) seen = NULL;
  HwId case_id, other;
  HwPerson *person;
  gint64 row, later_row;

  fixture_record_case (fixture->store, &case_id);
  seen = hw_store_get_case (fixture->store, &case_id, &error);
  g_assert_cmpuint (seen->met_at->len, ==, 0);
  person = seen->person;
  add_person (fixture->store, "Maras", NULL, &other);
  assert_done (hw_store_record_contact (fixture->store, &met, &row, NULL, &error), error);
  later.person = other;
  assert_done (hw_store_record_contact (fixture->store, &later, &later_row, NULL, &error), error);
  assert_refused (hw_store_record_match (fixture->store, 99, &person->id, &error), error, HW_STORE_ERROR_NOT_FOUND);
  assert_refused (hw_store_record_match (fixture->store, row, &(HwId) { { 4 } }, &error), error, HW_STORE_ERROR_NOT_FOUND);
  assert_done (hw_store_record_match (fixture->store, row, &person->id, &error), error);
  matched = hw_store_get_contact (fixture->store, row, &error);
  g_assert_true (hw_id_equal (&matched->person, &person->id));
  /* With who is the same: both, newest first. */
  assert_done (hw_store_record_link (fixture->store, &person->id, &other, TRUE, NULL, &error), error);
  contacts = hw_store_list_contacts (fixture->store, &person->id, 10, &error);
  g_assert_cmpuint (contacts->len, ==, 2);
  g_assert_cmpstr (((HwContact *) contacts->pdata[0])->place, ==, "canal");
  hw_case_unref (g_steal_pointer (&seen));
  seen = hw_store_get_case (fixture->store, &case_id, &error);
  g_assert_cmpuint (seen->met_at->len, ==, 2);
  g_assert_cmpint (g_array_index (seen->met_at, gint64, 0), ==, TEST_TIME);
  g_assert_cmpint (g_array_index (seen->met_at, gint64, 1), ==, TEST_TIME + 9);
  /* And taken back; whom the contact itself named is taken back in the same way. */
  assert_done (hw_store_record_match (fixture->store, row, &(HwId) { { 0 } }, &error), error);
  assert_done (hw_store_record_match (fixture->store, later_row, &(HwId) { { 0 } }, &error), error);
  assert_done (hw_store_rebuild (fixture->store, NULL, NULL, NULL, &error), error);
  back = hw_store_get_contact (fixture->store, row, &error);
  g_assert_true (hw_id_is_nil (&back->person));
  hw_case_unref (g_steal_pointer (&seen));
  seen = hw_store_get_case (fixture->store, &case_id, &error);
  g_assert_cmpuint (seen->met_at->len, ==, 0);
}

/* -- partners -------------------------------------------------------------------------------------------------------- */

static void
test_partner (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  HwPartner partner = { .kind = HW_PARTNER_EMBASSY, .name = "Consulate", .country = "PL", .languages = "Polish, English", .phones = "000",
                        .address = "1 Example St\nRiverton", .hours = "9–12", .accepts = "passports", .agreed = "no housing", .agreed_on = "2026-01-05" };
  g_autoptr (HwPartner) found = NULL;
  g_autoptr (GPtrArray) list = NULL;
  gint64 row, second_row;

  assert_refused (hw_store_record_partner (fixture->store, &(HwPartner) { .name = "" }, NULL, NULL, &error), error, HW_STORE_ERROR_RULE);
  assert_refused (hw_store_get_partner (fixture->store, &(HwId) { { 1 } }, &error) != NULL, error, HW_STORE_ERROR_NOT_FOUND);
  assert_done (hw_store_record_partner (fixture->store, &partner, &row, &partner.id, &error), error);
  partner.phones = NULL;
  partner.agreed = "no housing, documents within a week";
  assert_done (hw_store_record_partner (fixture->store, &partner, &second_row, NULL, &error), error);
  g_assert_cmpint (row, ==, second_row);
  assert_done (hw_store_record_partner (fixture->store, &(HwPartner) { .kind = HW_PARTNER_FUNDER, .name = "Aid fund" }, NULL, NULL, &error), error);
  fixture_reopen (fixture);
  found = hw_store_get_partner (fixture->store, &partner.id, &error);
  g_assert_cmpint (found->kind, ==, HW_PARTNER_EMBASSY);
  g_assert_cmpstr (found->country, ==, "PL");
  g_assert_cmpstr (found->address, ==, "1 Example St\nRiverton");
  g_assert_cmpstr (found->agreed, ==, "no housing, documents within a week");
  g_assert_cmpstr (found->agreed_on, ==, "2026-01-05");
  g_assert_null (found->phones);
  list = hw_store_list_partners (fixture->store, &error);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpstr (((HwPartner *) list->pdata[0])->name, ==, "Aid fund");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/people/spelling/letters-fold-to-those-of-every-keyboard", test_fold);
  g_test_add_func ("/people/spelling/a-slip-is-near-another-name-is-not", test_near);
  FIXTURE_TEST ("/people/search/any-alias-however-it-is-spelt", test_search);
  FIXTURE_TEST ("/people/note/birth-and-age-group-are-kept-and-checked", test_born);
  FIXTURE_TEST ("/people/link/has-no-direction-and-is-reversible", test_link);
  FIXTURE_TEST ("/people/link/a-no-of-one-is-a-no-of-both", test_linked_consent);
  FIXTURE_TEST ("/people/match/shows-in-contact-and-case-and-is-taken-back", test_match);
  FIXTURE_TEST ("/people/partner/a-note-says-all-that-is-known", test_partner);
  return g_test_run ();
}
