/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fixture.h"
#include "hw-store-private.h"

/* What is recorded can be read, now and after a restart: table by table. */

static void
assert_reports_equal (const HwReport *a,
                      const HwReport *b)
{
  g_assert_cmpint (a->channel, ==, b->channel);
  g_assert_cmpint (a->status, ==, b->status);
  g_assert_cmpint (a->received_at, ==, b->received_at);
  g_assert_cmpint (a->seen_at, ==, b->seen_at);
  g_assert_cmpint (a->seen_precision, ==, b->seen_precision);
  g_assert_cmpint (a->usually_there, ==, b->usually_there);
  g_assert_cmpstr (a->usual_time, ==, b->usual_time);
  g_assert_cmpfloat (a->point.latitude, ==, b->point.latitude);
  g_assert_cmpfloat (a->point.longitude, ==, b->point.longitude);
  g_assert_cmpfloat (a->point_precision_m, ==, b->point_precision_m);
  g_assert_cmpstr (a->place, ==, b->place);
  g_assert_cmpuint (a->people, ==, b->people);
  g_assert_cmpint (a->age, ==, b->age);
  g_assert_cmpstr (a->gender, ==, b->gender);
  g_assert_cmpstr (a->appearance, ==, b->appearance);
  g_assert_cmpstr (a->language, ==, b->language);
  g_assert_cmpint (a->concerns, ==, b->concerns);
  g_assert_cmpstr (a->worries, ==, b->worries);
  g_assert_cmpint (a->knows_of_call, ==, b->knows_of_call);
  g_assert_cmpstr (a->caller_name, ==, b->caller_name);
  g_assert_cmpstr (a->caller_contact, ==, b->caller_contact);
  g_assert_cmpint (a->reply_wish, ==, b->reply_wish);
  g_assert_cmpstr (a->outcome, ==, b->outcome);
  g_assert_cmpstr (a->source_id, ==, b->source_id);
}

static void
test_report_round_trip (Fixture      *fixture,
                        gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwReport) found = NULL;
  HwReport report = fixture_report ();
  gint64 row;
  HwId id;

  found = hw_store_get_report (fixture->store, 1, &error);
  g_assert_error (error, HW_STORE_ERROR, HW_STORE_ERROR_NOT_FOUND);
  g_assert_null (found);
  g_clear_error (&error);

  g_assert_true (hw_store_record_report (fixture->store, &report, &row, &id, &error));
  g_assert_no_error (error);
  g_assert_false (hw_id_is_nil (&id));
  fixture_reopen (fixture);
  found = hw_store_get_report (fixture->store, row, &error);
  g_assert_no_error (error);
  assert_reports_equal (&report, found);
  g_assert_true (hw_id_equal (&id, &found->id));
  g_assert_cmpint (found->row, ==, row);
}

static void
test_report_without_point (Fixture      *fixture,
                           gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwReport) found = NULL;
  g_autoptr (GArray) points = NULL;
  HwReport report = { .received_at = TEST_TIME, .seen_at = TEST_TIME, .point = HW_POINT_UNKNOWN, .place = "by the canal" };
  gint64 row;

  g_assert_true (hw_store_record_report (fixture->store, &report, &row, NULL, &error));
  g_assert_no_error (error);
  found = hw_store_get_report (fixture->store, row, &error);
  g_assert_no_error (error);
  g_assert_false (hw_point_is_valid (&found->point));
  points = hw_store_load_points (fixture->store, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (points->len, ==, 0);
}

static void
test_report_rule (Fixture      *fixture,
                  gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  HwReport report = fixture_report ();

  report.point = (HwPoint) { 91, 0 };
  g_assert_false (hw_store_record_report (fixture->store, &report, NULL, NULL, &error));
  g_assert_error (error, HW_STORE_ERROR, HW_STORE_ERROR_RULE);
  g_clear_error (&error);
  report = fixture_report ();
  report.place = "not text: \xff";
  g_assert_false (hw_store_record_report (fixture->store, &report, NULL, NULL, &error));
  g_assert_error (error, HW_STORE_ERROR, HW_STORE_ERROR_RULE);
  g_assert_cmpuint (hw_store_count_reports (fixture->store, NULL), ==, 0);
  report = fixture_report ();
  g_assert_true (hw_store_record_report (fixture->store, &report, NULL, NULL, NULL));
  g_assert_cmpuint (hw_store_count_reports (fixture->store, NULL), ==, 1);
}

static void
test_report_twice (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  HwReport report = fixture_report ();

  memset (report.id.bytes, 7, HW_ID_LENGTH);
  g_assert_true (hw_store_record_report (fixture->store, &report, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (hw_store_record_report (fixture->store, &report, NULL, NULL, &error));
  g_assert_error (error, HW_STORE_ERROR, HW_STORE_ERROR_EXISTS);
  g_assert_cmpuint (hw_store_count_reports (fixture->store, NULL), ==, 1);
}

static void
test_status (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwReport) found = NULL;
  g_autoptr (HwReport) later = NULL;
  g_autoptr (GPtrArray) queue = NULL;
  gint64 row = fixture_record (fixture->store, "station", NULL);

  fixture_record (fixture->store, "park", NULL);
  g_assert_false (hw_store_record_status (fixture->store, 99, HW_REPORT_SENT_OUT, NULL, NULL, &error));
  g_assert_error (error, HW_STORE_ERROR, HW_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (hw_store_record_status (fixture->store, row, HW_REPORT_SENT_OUT, NULL, "team of two", &error));
  g_assert_no_error (error);
  g_assert_true (hw_store_record_status (fixture->store, row, HW_REPORT_TO_BE_ANSWERED, "found-engaging", NULL, &error));
  g_assert_no_error (error);
  found = hw_store_get_report (fixture->store, row, NULL);
  g_assert_cmpint (found->status, ==, HW_REPORT_TO_BE_ANSWERED);
  g_assert_cmpstr (found->outcome, ==, "found-engaging");
  /* What came of it stays when nothing new is said. */
  g_assert_true (hw_store_record_status (fixture->store, row, HW_REPORT_CLOSED, NULL, NULL, &error));
  g_assert_no_error (error);
  later = hw_store_get_report (fixture->store, row, NULL);
  g_assert_cmpstr (later->outcome, ==, "found-engaging");
  queue = hw_store_list_reports (fixture->store, 1u << HW_REPORT_NEW, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (queue->len, ==, 1);
  g_assert_cmpstr (((HwReport *) queue->pdata[0])->place, ==, "park");
}

static void
test_list_order (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) two = NULL;
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 5; i++)
    {
      HwReport report = { .received_at = TEST_TIME, .seen_at = TEST_TIME + (i * 7 % 5) * G_USEC_PER_SEC, .point = { 1, 2 },
                          .status = (HwReportStatus) (i % HW_N_COUNTED_STATUSES) };

      g_assert_true (hw_store_record_report (fixture->store, &report, NULL, NULL, &error));
    }
  all = hw_store_list_reports (fixture->store, ~0u, 10, &error);
  g_assert_cmpuint (all->len, ==, 5);
  for (guint i = 1; i < all->len; i++)
    g_assert_cmpint (((HwReport *) all->pdata[i - 1])->seen_at, >, ((HwReport *) all->pdata[i])->seen_at);
  two = hw_store_list_reports (fixture->store, ~0u, 2, &error);
  g_assert_cmpuint (two->len, ==, 2);
  g_assert_cmpint (((HwReport *) two->pdata[0])->seen_at, ==, TEST_TIME + 4 * G_USEC_PER_SEC);
}

static gboolean
count_in_order (const HwReport *report,
                gpointer        user_data,
                GError        **error)
{
  GArray *times = user_data;

  if (times->len > 0)
    g_assert_cmpint (g_array_index (times, gint64, times->len - 1), <=, report->seen_at);
  g_array_append_val (times, report->seen_at);
  return TRUE;
}

static void
test_foreach (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 10; i++)
    {
      HwReport report = { .received_at = TEST_TIME, .seen_at = TEST_TIME + (i * 7 % 10), .point = { 1, 2 },
                          .status = (HwReportStatus) (i % HW_N_COUNTED_STATUSES) };

      g_assert_true (hw_store_record_report (fixture->store, &report, NULL, NULL, &error));
    }
  g_cancellable_cancel (cancellable);
  g_assert_false (hw_store_foreach_report (fixture->store, G_MININT64, G_MAXINT64, count_in_order, times, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (times->len, ==, 0);
  g_clear_error (&error);
  g_assert_true (hw_store_foreach_report (fixture->store, G_MININT64, G_MAXINT64, count_in_order, times, NULL, &error));
  g_assert_cmpuint (times->len, ==, 10);
  g_array_set_size (times, 0);
  g_assert_true (hw_store_foreach_report (fixture->store, TEST_TIME + 2, TEST_TIME + 5, count_in_order, times, NULL, &error));
  g_assert_cmpuint (times->len, ==, 3);
}

static void
test_search (Fixture      *fixture,
             gconstpointer data)
{
  static const struct { const char *words; guint n; } cases[] = {
    { "", 0 }, { "  \"' -- *", 0 }, { "nowhere", 0 }, { "place:canal OR park", 0 },
    { "cañal", 1 }, { "CANAL", 1 }, { "brid", 1 }, { "canal bridge", 1 }, { "canal park", 0 }, { "o'connell", 1 }, { "the", 3 },
  };

  fixture_record (fixture->store, "under the canal bridge", NULL);
  fixture_record (fixture->store, "the park", NULL);
  fixture_record (fixture->store, "the O'Connell statue", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) found = hw_store_search_reports (fixture->store, cases[i].words, 10, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (found->len, ==, cases[i].n);
    }
}

static void
test_contact (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) points = NULL;
  g_autoptr (HwContact) found = NULL;
  g_autoptr (HwPerson) person = NULL;
  HwPerson known = { .alias = "Bear", .known_since = TEST_TIME };
  HwContact contact = { .met_at = TEST_TIME + 5, .point = { -33.9, 151.2 }, .place = "arches", .bedded_down = TRUE, .people = 3, .language = "pl", .note = "tea" };
  gint64 row;

  g_assert_true (hw_store_record_person (fixture->store, &known, NULL, &contact.person, &error));
  g_assert_no_error (error);
  g_assert_true (hw_store_record_contact (fixture->store, &contact, &row, NULL, &error));
  g_assert_no_error (error);
  fixture_reopen (fixture);
  found = hw_store_get_contact (fixture->store, row, &error);
  g_assert_no_error (error);
  g_assert_true (found->bedded_down);
  g_assert_cmpuint (found->people, ==, 3);
  g_assert_cmpstr (found->note, ==, "tea");
  g_assert_true (hw_id_equal (&found->person, &contact.person));
  points = hw_store_load_points (fixture->store, NULL, &error);
  g_assert_cmpuint (points->len, ==, 1);
  g_assert_cmpint (g_array_index (points, HwIndexPoint, 0).kind, ==, HW_KIND_CONTACT);
  g_assert_cmpfloat (g_array_index (points, HwIndexPoint, 0).point.latitude, ==, -33.9);
  person = hw_store_get_person (fixture->store, &contact.person, &error);
  g_assert_cmpint (person->last_met, ==, TEST_TIME + 5);
}

static void
test_person (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (GPtrArray) old = NULL;
  HwPerson person = { .alias = "Łukasz", .other_names = "Lucky; Bear", .language = "pl", .nationality = "PL", .known_since = TEST_TIME, .last_met = TEST_TIME + 1 };
  HwPerson *found;
  gint64 row, second_row;

  g_assert_false (hw_store_record_person (fixture->store, &(HwPerson) { .alias = "" }, NULL, NULL, &error));
  g_assert_error (error, HW_STORE_ERROR, HW_STORE_ERROR_RULE);
  g_clear_error (&error);
  g_assert_true (hw_store_record_person (fixture->store, &person, &row, &person.id, &error));
  g_assert_no_error (error);
  person.alias = "Luke";
  g_assert_true (hw_store_record_person (fixture->store, &person, &second_row, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (row, ==, second_row);
  people = hw_store_search_people (fixture->store, "luk bea", 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (people->len, ==, 1);
  found = people->pdata[0];
  g_assert_cmpstr (found->alias, ==, "Luke");
  g_assert_cmpstr (found->nationality, ==, "PL");
  g_assert_cmpint (found->last_met, ==, TEST_TIME + 1);
  old = hw_store_search_people (fixture->store, "Łukasz", 10, &error);
  g_assert_cmpuint (old->len, ==, 0);
}

static void
test_case (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cases = NULL;
  g_autoptr (GPtrArray) events = NULL;
  HwConsent consent = { .purpose = "family", .recipient = "sister", .wording = "family-1", .language = "pl", .interpreter = "Ewa", .form = HW_CONSENT_WRITTEN,
                        .granted_at = TEST_TIME, .expires_at = TEST_TIME + 10 * G_USEC_PER_SEC, .words = "tell her" };
  HwCase *found;
  HwConsent *given;
  HwId case_id, consent_id;

  g_assert_false (hw_store_record_case (fixture->store, &(HwId) { { 1 } }, NULL, TEST_TIME, NULL, NULL, &error));
  g_assert_error (error, HW_STORE_ERROR, HW_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  fixture_record_case (fixture->store, &case_id);
  g_assert_true (fixture_set_field (fixture->store, &case_id, HW_FIELD_NEEDS, "a doctor", &error));
  g_assert_true (fixture_set_field (fixture->store, &case_id, HW_FIELD_NEEDS, "a dentist", &error));
  g_assert_true (fixture_set_field (fixture->store, &case_id, HW_FIELD_RISK, "none", &error));
  g_assert_true (fixture_set_field (fixture->store, &case_id, HW_FIELD_RISK, "", &error));
  g_assert_true (hw_store_record_consent (fixture->store, &case_id, &consent, &consent_id, &error));
  g_assert_no_error (error);
  fixture_reopen (fixture);
  cases = hw_store_list_cases (fixture->store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (cases->len, ==, 1);
  found = cases->pdata[0];
  g_assert_cmpstr (found->person->alias, ==, "Marek");
  g_assert_cmpint (found->stage, ==, HW_STAGE_WISH);
  g_assert_cmpint (found->opened_at, ==, TEST_TIME);
  g_assert_cmpint (found->stage_since[HW_STAGE_WISH], ==, TEST_TIME);
  g_assert_cmpstr (hw_case_get (found, HW_FIELD_NEEDS), ==, "a dentist");
  g_assert_null (hw_case_get (found, HW_FIELD_RISK));
  g_assert_cmpstr (hw_case_get (found, HW_FIELD_WISH), ==, "home before winter");
  g_assert_cmpuint (found->consents->len, ==, 1);
  given = found->consents->pdata[0];
  g_assert_true (hw_id_equal (&given->id, &consent_id));
  g_assert_cmpstr (given->words, ==, "tell her");
  g_assert_cmpint (given->form, ==, HW_CONSENT_WRITTEN);
  events = hw_store_list_events (fixture->store, &case_id, &error);
  /* That the consent has come to its end since leaves a trace of its own. */
  g_assert_cmpuint (events->len, ==, 7);
  g_assert_cmpstr (((HwEvent *) events->pdata[0])->kind, ==, "case.opened");
  g_assert_cmpstr (((HwEvent *) events->pdata[0])->author, ==, "Ada");
}

static void
test_withdrawal (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  HwConsent consent = { .purpose = "family", .recipient = "sister", .wording = "family-1", .granted_at = TEST_TIME, .expires_at = TEST_TIME + 100 };
  HwId case_id, consent_id;
  HwConsentState states[4];

  fixture_record_case (fixture->store, &case_id);
  for (int step = 0; step < 4; step++)
    {
      g_autoptr (HwCase) found = NULL;

      if (step == 1 || step == 3)
        g_assert_true (hw_store_record_consent (fixture->store, &case_id, &consent, &consent_id, &error));
      if (step == 2)
        g_assert_true (hw_store_record_withdrawal (fixture->store, &case_id, &consent_id, "changed my mind", 0, &error));
      g_assert_no_error (error);
      found = hw_store_get_case (fixture->store, &case_id, &error);
      states[step] = hw_case_consent_state (found, "family", "sister", TEST_TIME + 50);
    }
  g_assert_cmpint (states[0], ==, HW_CONSENT_MISSING);
  g_assert_cmpint (states[1], ==, HW_CONSENT_LIVE);
  g_assert_cmpint (states[2], ==, HW_CONSENT_WITHDRAWN);
  g_assert_cmpint (states[3], ==, HW_CONSENT_LIVE);
  g_assert_false (hw_store_record_withdrawal (fixture->store, &case_id, &case_id, NULL, 0, &error));
  g_assert_error (error, HW_STORE_ERROR, HW_STORE_ERROR_NOT_FOUND);
}

static void
test_stage (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwCase) paused = NULL;
  g_autoptr (HwCase) back = NULL;
  HwId case_id;

  fixture_record_case (fixture->store, &case_id);
  g_assert_false (hw_store_record_stage (fixture->store, &case_id, HW_STAGE_CLOSED, TEST_TIME, &error));
  g_assert_error (error, HW_STORE_ERROR, HW_STORE_ERROR_RULE);
  g_clear_error (&error);
  g_assert_false (hw_store_record_stage (fixture->store, &case_id, HW_STAGE_ASSESSED, TEST_TIME, &error));
  g_assert_true (hw_error_is_gate (error));
  g_assert_nonnull (strstr (error->message, "\n• "));
  g_clear_error (&error);
  g_assert_true (hw_store_record_stage (fixture->store, &case_id, HW_STAGE_PAUSED, TEST_TIME + 1, &error));
  g_assert_no_error (error);
  paused = hw_store_get_case (fixture->store, &case_id, NULL);
  g_assert_cmpint (paused->stage, ==, HW_STAGE_PAUSED);
  g_assert_cmpint (paused->stage_before, ==, HW_STAGE_WISH);
  g_assert_cmpint (paused->stage_since[HW_STAGE_PAUSED], ==, TEST_TIME + 1);
  g_assert_true (hw_store_record_stage (fixture->store, &case_id, HW_STAGE_WISH, TEST_TIME + 2, &error));
  g_assert_no_error (error);
  back = hw_store_get_case (fixture->store, &case_id, NULL);
  g_assert_cmpint (back->stage, ==, HW_STAGE_WISH);
}

static void
test_setting (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *found = NULL;
  g_autofree char *after = NULL;

  before = hw_store_get_setting (fixture->store, "draft", &error);
  g_assert_no_error (error);
  g_assert_null (before);
  g_assert_true (hw_store_set_setting (fixture->store, "draft", "half a call", &error));
  g_assert_true (hw_store_set_setting (fixture->store, "draft", "half a call more", &error));
  fixture_reopen (fixture);
  found = hw_store_get_setting (fixture->store, "draft", &error);
  g_assert_cmpstr (found, ==, "half a call more");
  g_assert_true (hw_store_set_setting (fixture->store, "draft", NULL, &error));
  after = hw_store_get_setting (fixture->store, "draft", &error);
  g_assert_null (after);
}

static void
make_row (HwReport *report,
          guint32   n)
{
  *report = (HwReport) { .received_at = TEST_TIME, .seen_at = TEST_TIME + n, .point = { 51.0 + n * 1e-6, -0.5 }, .place = "imported words" };
  n *= 2654435761u;
  memcpy (report->id.bytes, &n, sizeof n);
  report->id.bytes[15] = 1;
}

static void
test_import (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) words = NULL;
  g_autoptr (GArray) points = NULL;

  fixture_record (fixture->store, "by hand", NULL);
  for (int round = 0; round < 2; round++)
    {
      HwStoreImport *import = hw_store_import_begin (fixture->store, "town.csv", &error);

      g_assert_no_error (error);
      for (guint32 i = 0; i < 300; i++)
        {
          HwReport report;
          HwImportResult expected = round == 0 && i < 250 ? HW_IMPORT_TAKEN : HW_IMPORT_DUPLICATE;

          make_row (&report, i % 250);
          g_assert_cmpint (hw_store_import_report (import, &report, &error), ==, expected);
          report.point.latitude = 91;
          report.id.bytes[0] ^= 1;
          g_assert_cmpint (hw_store_import_report (import, &report, &error), ==, HW_IMPORT_ERROR);
          g_assert_error (error, HW_STORE_ERROR, HW_STORE_ERROR_RULE);
          g_clear_error (&error);
        }
      g_assert_true (hw_store_import_commit (import, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (hw_store_count_reports (fixture->store, NULL), ==, 251);
    }
  words = hw_store_search_reports (fixture->store, "imported", 1000, &error);
  g_assert_cmpuint (words->len, ==, 250);
  points = hw_store_load_points (fixture->store, NULL, &error);
  g_assert_cmpuint (points->len, ==, 251);
}

/* Passes the point where indexes are dropped and made anew. */
static void
test_import_many (Fixture      *fixture,
                  gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) newest = NULL;
  HwStoreImport *import = hw_store_import_begin (fixture->store, "big.csv", &error);

  g_assert_no_error (error);
  for (guint32 i = 0; i < 25000; i++)
    {
      HwReport report;

      make_row (&report, i);
      g_assert_cmpint (hw_store_import_report (import, &report, &error), ==, HW_IMPORT_TAKEN);
    }
  g_assert_true (hw_store_import_commit (import, &error));
  g_assert_no_error (error);
  newest = hw_store_list_reports (fixture->store, ~0u, 3, &error);
  g_assert_cmpuint (newest->len, ==, 3);
  g_assert_cmpint (((HwReport *) newest->pdata[0])->seen_at, ==, TEST_TIME + 24999);
  fixture_record (fixture->store, "after it", NULL);
}

static void
test_import_cancel (Fixture      *fixture,
                    gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  HwStoreImport *import;

  fixture_record (fixture->store, "by hand", NULL);
  before = hw_store_dup_digest (fixture->store, &error);
  import = hw_store_import_begin (fixture->store, "town.csv", &error);
  for (guint32 i = 0; i < 30000; i++)
    {
      HwReport report;

      make_row (&report, i);
      hw_store_import_report (import, &report, &error);
    }
  hw_store_import_cancel (import);
  g_assert_no_error (error);
  after = hw_store_dup_digest (fixture->store, &error);
  g_assert_cmpstr (before, ==, after);
  /* And the journal goes on where it was. */
  fixture_record (fixture->store, "once more", NULL);
  problems = hw_store_verify (fixture->store, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
}

static void
test_names (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *peeked = NULL;

  g_assert_cmpstr (hw_store_get_team_name (fixture->store), ==, "Night team");
  g_assert_cmpstr (hw_store_get_path (fixture->store), ==, fixture->path);
  fixture_close (fixture);
  peeked = hw_store_peek_name (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (peeked, ==, "Night team");
}

static void
test_secrets (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *typed = g_utf8_strdown (fixture->recovery_code, -1);

  fixture_record (fixture->store, "kept", NULL);
  g_assert_true (hw_store_change_passphrase (fixture->store, "another passphrase", HW_KEY_STRENGTH_TEST, &error));
  fixture_close (fixture);
  fixture->store = hw_store_open (fixture->path, HW_SECRET_PASSPHRASE, TEST_PASSPHRASE, &error);
  g_assert_true (hw_error_is_wrong_secret (error));
  g_assert_null (fixture->store);
  g_clear_error (&error);
  fixture->store = hw_store_open (fixture->path, HW_SECRET_PASSPHRASE, "another passphrase", &error);
  g_assert_no_error (error);
  fixture_close (fixture);
  g_strdelimit (typed, "-", ' ');
  fixture->store = hw_store_open (fixture->path, HW_SECRET_RECOVERY_CODE, typed, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (hw_store_count_reports (fixture->store, NULL), ==, 1);
}

/* Nothing that was said can be read from the files without the key. */
static void
test_sealed (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;
  guint n_files = 0;

  fixture_record (fixture->store, "behind the waterworks", NULL);
  dir = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
      g_autofree char *bytes = NULL;
      GStatBuf about;
      gsize length;

      g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
      g_assert_null (g_strstr_len (bytes, (gssize) length, "waterworks"));
      g_assert_null (g_strstr_len (bytes, (gssize) length, "SQLite format"));
      g_stat (path, &about);
      g_assert_cmpint (about.st_mode & 077, ==, 0);
      n_files++;
    }
  g_assert_cmpuint (n_files, ==, 3);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/store/report/comes-back-whole-after-a-restart", test_report_round_trip);
  FIXTURE_TEST ("/store/report/without-a-point-is-not-on-the-map", test_report_without_point);
  FIXTURE_TEST ("/store/report/is-refused-by-the-rules-of-core", test_report_rule);
  FIXTURE_TEST ("/store/report/is-not-recorded-twice", test_report_twice);
  FIXTURE_TEST ("/store/report/status-moves-through-the-queue", test_status);
  FIXTURE_TEST ("/store/report/list-is-newest-first-across-statuses", test_list_order);
  FIXTURE_TEST ("/store/report/foreach-goes-by-time-and-stops", test_foreach);
  FIXTURE_TEST ("/store/report/search-folds-spelling-and-runs-no-query-language", test_search);
  FIXTURE_TEST ("/store/contact/comes-back-and-sets-last-met", test_contact);
  FIXTURE_TEST ("/store/person/a-second-note-takes-the-place-of-the-first", test_person);
  FIXTURE_TEST ("/store/case/comes-back-complete", test_case);
  FIXTURE_TEST ("/store/case/consent-withdrawn-and-given-anew", test_withdrawal);
  FIXTURE_TEST ("/store/case/stage-moves-only-through-its-gate", test_stage);
  FIXTURE_TEST ("/store/setting/is-remembered-and-forgotten", test_setting);
  FIXTURE_TEST ("/store/import/the-same-file-twice-adds-nothing", test_import);
  FIXTURE_TEST ("/store/import/many-rows-have-their-indexes-after-them", test_import_many);
  FIXTURE_TEST ("/store/import/cancel-leaves-nothing-behind", test_import_cancel);
  FIXTURE_TEST ("/store/name/can-be-read-while-locked", test_names);
  FIXTURE_TEST ("/store/secret/new-passphrase-and-recovery-code-open-it", test_secrets);
  FIXTURE_TEST ("/store/file/is-sealed-and-ours-alone", test_sealed);
  return g_test_run ();
}
