/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "case-fixture.h"
#include "hw-store-private.h"
#include "shift-fixture.h"

/* The tables are what the journal says, bit for bit, row numbers and all. */

/* What schema 2 knows: records with a correction, partners, links, matches, an expiry, a case that follows another. */
static void
record_casework (HwStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwCaseRecord) note = fixture_make_record (HW_CASE_RECORD_NOTE, "words=Monday \"at\" ten\nłunch");
  HwPartner partner = { .kind = HW_PARTNER_EMBASSY, .name = "Consulate", .country = "PL", .phones = "1" };
  HwContact contact = { .met_at = TEST_TIME, .place = "canal", .people = 1 };
  HwPerson person = { .alias = "Żółkowski", .other_names = "Иван", .born = "1984", .age = HW_AGE_26_49, .known_since = TEST_TIME };
  HwId case_id, consent_id, next_id;
  g_autoptr (HwCase) found = NULL;
  gint64 row;

  fixture_record_way (store, HW_STAGE_TRAVELLED, &case_id, &consent_id);
  found = hw_store_get_case (store, &case_id, &error);
  assert_done (hw_store_record_case_record (store, &case_id, note, &note->id, &error), error);
  hw_case_record_set (note, HW_RECORD_WORDS, "Tuesday");
  assert_done (hw_store_record_case_record (store, &case_id, note, NULL, &error), error);
  assert_done (hw_store_record_partner (store, &partner, NULL, &partner.id, &error), error);
  partner.phones = NULL;
  assert_done (hw_store_record_partner (store, &partner, NULL, NULL, &error), error);
  assert_done (hw_store_record_person (store, &person, NULL, &person.id, &error), error);
  person.alias = "Zolek";
  assert_done (hw_store_record_person (store, &person, NULL, NULL, &error), error);
  assert_done (hw_store_record_link (store, &person.id, &found->person->id, TRUE, "same scar", &error), error);
  assert_done (hw_store_record_contact (store, &contact, &row, NULL, &error), error);
  assert_done (hw_store_record_match (store, row, &person.id, &error), error);
  assert_done (hw_store_record_match (store, row, &found->person->id, &error), error);
  assert_done (hw_store_note_expiries (store, fixture_time (50), &error), error);
  fixture_move (store, &case_id, HW_STAGE_WITHDRAWN);
  assert_done (hw_store_record_case (store, &person.id, "again", 0, NULL, &next_id, &error), error);
}

/* What schema 3 knows: sites with a correction and a closure, areas with a change and a removal. */
static void
record_map (HwStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) areas = g_ptr_array_new ();
  HwSite site = { .name = (char *) "Old Bridge \"steps\"", .point = { 51.5, -0.1 }, .radius_m = 75.5, .hazards = (char *) "needles\nglass" };
  HwPoint corners[] = { { 51, 0 }, { 51, 1 }, { 52, -0.1234567 } };
  g_autoptr (GArray) ring = g_array_new (FALSE, FALSE, sizeof (HwPoint));
  g_autoptr (GPtrArray) rings = g_ptr_array_new ();
  HwArea area = { .name = (char *) "Harbour", .rings = rings, .colour = 3 };

  g_array_append_vals (ring, corners, G_N_ELEMENTS (corners));
  g_ptr_array_add (rings, ring);
  g_ptr_array_add (areas, &area);
  assert_done (hw_store_record_site (store, &site, &site.id, &error), error);
  site.access = (char *) "by the quay";
  assert_done (hw_store_record_site (store, &site, NULL, &error), error);
  assert_done (hw_store_record_closure (store, &site.id, TEST_TIME, TRUE, "fenced", &error), error);
  assert_done (hw_store_record_closure (store, &site.id, 0, FALSE, NULL, &error), error);
  assert_done (hw_store_record_areas (store, areas, &area.id, &error), error);
  area.covered_by = (char *) "Night team";
  assert_done (hw_store_record_areas (store, areas, NULL, &error), error);
  assert_done (hw_store_record_area_removal (store, &area.id, &error), error);
  area.id = (HwId) { { 0 } };
  assert_done (hw_store_record_areas (store, areas, NULL, &error), error);
}

static void
record_hotline (HwStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_named_place_free);
  gint64 one = fixture_record (store, "arcade", NULL), two = fixture_record (store, "the arcade", NULL);
  HwReportStep steps[] = {
    { .row = one, .status = HW_REPORT_NEW, .emergency = HW_MARK_SET }, { .row = two, .status = HW_REPORT_SENT_OUT, .assigns = TRUE, .assigned_to = "Bo" },
  };
  HwReportStep back = { .row = one, .status = HW_REPORT_NEW, .answers = HW_MARK_TAKEN_BACK, .emergency = HW_MARK_TAKEN_BACK, .is_correction = TRUE };

  assert_done (hw_store_record_assignment (store, one, "Ada", &error), error);
  assert_done (hw_store_record_assignment (store, one, NULL, &error), error);
  assert_done (hw_store_record_steps (store, steps, G_N_ELEMENTS (steps), &error), error);
  assert_done (hw_store_link_reports (store, one, two, TRUE, "same tent", &error), error);
  assert_done (hw_store_link_reports (store, two, one, FALSE, NULL, &error), error);
  assert_done (hw_store_record_answer (store, one, HW_ANSWERED_BY_SMS, HW_CALLER_ANSWER_MET, "We met somebody.", &error), error);
  assert_done (hw_store_record_steps (store, &back, 1, &error), error);
  g_ptr_array_add (places, hw_named_place_new ("Høje Bro", HW_NAMED_PLACE_LANDMARK, &(HwPoint) { 55.1, 12.5 }));
  g_ptr_array_add (places, hw_named_place_new ("Strand", HW_NAMED_PLACE_STREET, &(HwPoint) { 51.51, -0.12 }));
  assert_done (hw_store_import_places (store, places, NULL, NULL, NULL, &error), error);
}

static void
record_everything (HwStore *store)
{
  g_autoptr (GError) error = NULL;
  HwReport report = fixture_report ();
  HwContact contact = { .met_at = TEST_TIME, .point = { -0.0000001, 179.9999999 }, .place = "arches", .bedded_down = TRUE, .people = 2, .note = "tea & \"cake\"\n" };
  HwConsent consent = { .purpose = "family", .recipient = "sister", .wording = "w", .language = "pl", .interpreter = "Ewa", .form = HW_CONSENT_WITNESSED,
                        .granted_at = TEST_TIME, .expires_at = TEST_TIME + 1, .words = "ok" };
  HwConsent refusal = { .purpose = "treatment", .recipient = "clinic", .granted_at = TEST_TIME, .refused = TRUE };
  HwStoreImport *import;
  HwId case_id, consent_id;
  gint64 row;

  g_assert_true (hw_store_record_report (store, &report, &row, NULL, &error));
  g_assert_true (hw_store_record_status (store, row, HW_REPORT_SENT_OUT, NULL, "go", &error));
  g_assert_true (hw_store_record_status (store, row, HW_REPORT_TO_BE_ANSWERED, "found-engaging", NULL, &error));
  fixture_record_case (store, &case_id);
  g_assert_true (hw_store_record_contact (store, &contact, NULL, NULL, &error));
  g_assert_true (fixture_set_field (store, &case_id, HW_FIELD_NEEDS, "a doctor", &error));
  g_assert_true (fixture_set_field (store, &case_id, HW_FIELD_NEEDS, "", &error));
  g_assert_true (hw_store_record_consent (store, &case_id, &consent, &consent_id, &error));
  g_assert_true (hw_store_record_consent (store, &case_id, &refusal, NULL, &error));
  g_assert_true (hw_store_record_withdrawal (store, &case_id, &consent_id, "no", 0, &error));
  hw_store_record_stage (store, &case_id, HW_STAGE_WITHDRAWN, TEST_TIME, &error);
  g_assert_no_error (error);
  record_casework (store);
  record_map (store);
  record_hotline (store);
  fixture_record_night (store);
  import = hw_store_import_begin (store, "town.csv", &error);
  for (guint32 i = 0; i < 3000; i++)
    {
      report = fixture_report ();
      report.point = (HwPoint) { -90 + i * 0.0512345, 180 - i * 0.1198765 };
      report.point_precision_m = i / 7.0;
      report.status = (HwReportStatus) (i % HW_N_REPORT_STATUSES);
      report.channel = (HwChannel) (i % HW_N_CHANNELS);
      report.age = (HwAgeGroup) (i % HW_N_AGES);
      report.concerns = (HwConcerns) (i % 64);
      report.reply_wish = (HwReplyWish) (i % HW_N_REPLIES);
      report.usually_there = (HwUsually) (i % HW_N_USUALLY);
      report.outcome = i % 3 == 0 ? "found-engaging" : "";
      memcpy (report.id.bytes + 4, &i, sizeof i);
      report.id.bytes[0] = 1;
      g_assert_cmpint (hw_store_import_report (import, &report, &error), ==, HW_IMPORT_TAKEN);
    }
  g_assert_true (hw_store_import_commit (import, &error));
  g_assert_no_error (error);
}

/* Every column of every table, row numbers too. */
static char *
dump_rows (Fixture *fixture)
{
  static const char * const queries[] = {
    "SELECT * FROM report ORDER BY row", "SELECT * FROM contact ORDER BY row", "SELECT * FROM person ORDER BY row",
    "SELECT * FROM reconnection ORDER BY row", "SELECT * FROM partner ORDER BY row", "SELECT * FROM case_record", "SELECT * FROM person_link",
    "SELECT * FROM contact_match", "SELECT * FROM consent_expiry", "SELECT * FROM case_move", "SELECT rowid, * FROM report_words", "SELECT rowid, * FROM person_words",
    "SELECT * FROM site ORDER BY row", "SELECT * FROM site_closure", "SELECT * FROM area", "SELECT rowid, * FROM site_words",
    "SELECT * FROM report_assignment", "SELECT * FROM report_emergency", "SELECT * FROM report_answer", "SELECT * FROM report_link",
    "SELECT * FROM named_place ORDER BY row", "SELECT rowid, * FROM named_place_words",
    "SELECT * FROM shift ORDER BY id", "SELECT * FROM shift_round ORDER BY shift, lamport", "SELECT * FROM stop", "SELECT * FROM shift_state", "SELECT * FROM tap", "SELECT * FROM promise",
    "SELECT * FROM promise_settlement", "SELECT * FROM report_status",
  };
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  for (gsize i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (GError) error = NULL;
      HwStatement *list = hw_connection_get (fixture->store->connection, queries[i], &error);
      gboolean found;

      g_assert_no_error (error);
      while (hw_statement_step_row (list, &found, &error) && found)
        for (int c = 0; c < hw_statement_n_columns (list); c++)
          {
            gsize length;
            gconstpointer bytes = hw_statement_get_blob (list, c, &length);

            g_checksum_update (sum, bytes != NULL ? bytes : (const guchar *) "-", bytes != NULL ? (gssize) length : 1);
            g_checksum_update (sum, (const guchar *) "|", 1);
          }
      g_assert_no_error (error);
    }
  return g_strdup (g_checksum_get_string (sum));
}

static void
test_same (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *empty = hw_store_dup_digest (fixture->store, NULL);
  g_autofree char *before = NULL;
  g_autofree char *rows_before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *rows_after = NULL;
  g_autoptr (GPtrArray) found = NULL;

  record_everything (fixture->store);
  before = hw_store_dup_digest (fixture->store, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (before, !=, empty);
  rows_before = dump_rows (fixture);
  g_assert_true (hw_store_rebuild (fixture->store, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  after = hw_store_dup_digest (fixture->store, &error);
  rows_after = dump_rows (fixture);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpstr (rows_before, ==, rows_after);
  found = hw_store_search_reports (fixture->store, "drummond", 10000, &error);
  g_assert_cmpuint (found->len, ==, 1 + 3000 - 3000 / HW_N_REPORT_STATUSES * 2 - (3000 % HW_N_REPORT_STATUSES > HW_REPORT_TO_BE_CHECKED));
}

static void
test_mends (Fixture      *fixture,
            gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *damaged = NULL;
  g_autofree char *after = NULL;

  record_everything (fixture->store);
  before = hw_store_dup_digest (fixture->store, NULL);
  fixture_exec (fixture, "UPDATE report SET place = 'elsewhere'; DELETE FROM evidence; DELETE FROM case_record; UPDATE contact SET person = NULL; DELETE FROM site_closure; UPDATE area SET head = 1; UPDATE site SET name = 'x'; DELETE FROM report_answer; UPDATE report_link SET head = 1; UPDATE named_place SET kind = 3; DELETE FROM report_assignment; DELETE FROM tap; DELETE FROM stop; UPDATE shift SET head = 0; UPDATE shift_round SET stops = '{}'; DELETE FROM shift_state; UPDATE promise SET words = 'x'; DELETE FROM promise_settlement; UPDATE contact SET withdrawn = 1, stop = NULL; INSERT INTO superseded VALUES (zeroblob (16), 5)");
  damaged = hw_store_dup_digest (fixture->store, NULL);
  g_assert_cmpstr (before, !=, damaged);
  g_assert_true (hw_store_rebuild (fixture->store, NULL, NULL, NULL, NULL));
  after = hw_store_dup_digest (fixture->store, NULL);
  g_assert_cmpstr (before, ==, after);
}

static void
cancel_cb (guint64  done,
           guint64  total,
           gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

static void
test_cancel (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  record_everything (fixture->store);
  before = hw_store_dup_digest (fixture->store, NULL);
  g_assert_false (hw_store_rebuild (fixture->store, cancel_cb, cancellable, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  after = hw_store_dup_digest (fixture->store, NULL);
  g_assert_cmpstr (before, ==, after);
  fixture_record (fixture->store, "it goes on", NULL);
}

static void
test_unreadable (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  record_everything (fixture->store);
  before = hw_store_dup_digest (fixture->store, NULL);
  fixture_exec (fixture, "UPDATE entry SET body = 'not JSON' WHERE number = 2");
  g_assert_false (hw_store_rebuild (fixture->store, NULL, NULL, NULL, &error));
  g_assert_true (hw_error_is_damaged (error));
  after = hw_store_dup_digest (fixture->store, NULL);
  g_assert_cmpstr (before, ==, after);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/rebuild/reproduces-every-table-bit-for-bit", test_same);
  FIXTURE_TEST ("/rebuild/mends-tables-that-were-changed", test_mends);
  FIXTURE_TEST ("/rebuild/cancel-leaves-everything-as-it-was", test_cancel);
  FIXTURE_TEST ("/rebuild/an-unreadable-body-leaves-everything-as-it-was", test_unreadable);
  return g_test_run ();
}
