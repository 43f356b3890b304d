/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "bed-fixture.h"
#include "hw-migration.h"
#include "hw-store-private.h"
#include "shift-fixture.h"

/*
 * Workspaces of every schema there ever was, frozen in data/: each must open,
 * with what is in it, in the schema of today. Run with --freeze PATH to make the
 * file of the present schema; never make one anew that was released.
 */

/* What came with schema 2. */
static void
record_casework (HwStore    *store,
                 const HwId *case_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwCase) found = hw_store_get_case (store, case_id, &error);
  HwPartner partner = { .kind = HW_PARTNER_EMBASSY, .name = "Consulate", .country = "PL" };
  HwPerson person = { .alias = "Żółkowski", .born = "1984", .known_since = TEST_TIME };
  HwConsent ended = { .purpose = "treatment", .recipient = "clinic", .wording = "treatment-1", .granted_at = TEST_TIME, .expires_at = TEST_TIME + 100 };

  assert_done (fixture_add_record (store, case_id, HW_CASE_RECORD_NOTE, "words=tea", NULL, &error), error);
  assert_done (hw_store_record_partner (store, &partner, NULL, NULL, &error), error);
  assert_done (hw_store_record_person (store, &person, NULL, &person.id, &error), error);
  assert_done (hw_store_record_link (store, &person.id, &found->person->id, TRUE, "same scar", &error), error);
  assert_done (hw_store_record_match (store, 1, &person.id, &error), error);
  assert_done (hw_store_record_consent (store, case_id, &ended, NULL, &error), error);
  assert_done (hw_store_note_expiries (store, TEST_TIME + 200, &error), error);
}

/* What came with schema 3. */
static void
record_map (HwStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) areas = g_ptr_array_new ();
  HwSite site = { .name = (char *) "Old Bridge steps", .point = { 51.5, -0.1 }, .radius_m = 75, .hazards = (char *) "needles", .since = TEST_TIME };
  HwPoint corners[] = { { 51, 0 }, { 51, 1 }, { 52, 0 } };
  g_autoptr (GArray) ring = g_array_new (FALSE, FALSE, sizeof (HwPoint));
  g_autoptr (GPtrArray) rings = g_ptr_array_new ();
  HwArea area = { .name = (char *) "Harbour", .rings = rings, .colour = 3, .covered_by = (char *) "Night team" };

  g_array_append_vals (ring, corners, G_N_ELEMENTS (corners));
  g_ptr_array_add (rings, ring);
  g_ptr_array_add (areas, &area);
  assert_done (hw_store_record_site (store, &site, &site.id, &error), error);
  assert_done (hw_store_record_closure (store, &site.id, TEST_TIME, TRUE, "fenced off", &error), error);
  assert_done (hw_store_record_areas (store, areas, NULL, &error), error);
}

/* What came with schema 4. */
static void
record_hotline (HwStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_named_place_free);
  gint64 other = fixture_record (store, "the bins", NULL);

  assert_done (hw_store_record_assignment (store, 1, "Bo", &error), error);
  assert_done (hw_store_link_reports (store, 1, other, TRUE, "same tent", &error), error);
  assert_done (hw_store_record_answer (store, other, HW_ANSWERED_BY_CALL, HW_CALLER_ANSWER_MET, "We met somebody.", &error), error);
  g_ptr_array_add (places, hw_named_place_new ("Drummond Street", HW_NAMED_PLACE_STREET, &(HwPoint) { 51.5, -0.1 }));
  assert_done (hw_store_import_places (store, places, NULL, NULL, NULL, &error), error);
}

static void
assert_hotline (HwStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) linked = hw_store_list_linked_reports (store, 1, &error);
  g_autoptr (GPtrArray) places = hw_store_search_places (store, "drumm", 10, NULL, &error);
  HwReportDesk *desk = hw_store_get_report_desk (store, 1, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (desk->assigned_to, ==, "Bo");
  g_assert_cmpuint (desk->n_same, ==, 1);
  hw_report_desk_free (desk);
  g_assert_cmpuint (linked->len, ==, 1);
  desk = hw_store_get_report_desk (store, g_array_index (linked, gint64, 0), &error);
  g_assert_cmpstr (desk->words, ==, "We met somebody.");
  hw_report_desk_free (desk);
  g_assert_cmpuint (places->len, ==, 1);
}

static void
assert_map (HwStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sites = hw_store_search_sites (store, "needles", 10, &error);
  g_autoptr (GPtrArray) areas = hw_store_list_areas (store, &error);
  HwSite *site;

  g_assert_no_error (error);
  g_assert_cmpuint (sites->len, ==, 1);
  site = sites->pdata[0];
  g_assert_cmpstr (site->name, ==, "Old Bridge steps");
  g_assert_cmpint (site->closes_at, ==, TEST_TIME);
  g_assert_cmpuint (areas->len, ==, 1);
  g_assert_cmpstr (((HwArea *) areas->pdata[0])->covered_by, ==, "Night team");
}

static void
assert_casework (HwStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cases = hw_store_list_cases (store, &error);
  g_autoptr (GPtrArray) partners = hw_store_list_partners (store, &error);
  g_autoptr (GPtrArray) people = hw_store_search_people (store, "zolkowski", 10, &error);
  g_autoptr (GPtrArray) events = NULL;
  HwCase *found = cases->pdata[0];

  g_assert_no_error (error);
  g_assert_cmpuint (found->records->len, ==, 1);
  g_assert_cmpuint (found->met_at->len, ==, 1);
  g_assert_cmpuint (partners->len, >=, 1);
  g_assert_cmpuint (people->len, ==, 1);
  g_assert_cmpstr (((HwPerson *) people->pdata[0])->born, ==, "1984");
  events = hw_store_list_events (store, &found->id, &error);
  g_assert_cmpstr (((HwEvent *) events->pdata[events->len - 1])->kind, ==, "consent.expired");
}

static void
assert_visits (HwStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) shifts = hw_store_list_shifts (store, 0, G_MAXINT64, &error);
  g_autoptr (GPtrArray) promises = hw_store_list_promises (store, TRUE, &error);
  g_autoptr (GPtrArray) taps = NULL;
  g_autoptr (GPtrArray) contacts = NULL;
  const HwShift *shift;
  const HwStop *stop;

  g_assert_no_error (error);
  g_assert_cmpuint (shifts->len, ==, 1);
  shift = shifts->pdata[0];
  g_assert_cmpint (shift->state, ==, HW_SHIFT_FINISHED);
  g_assert_cmpuint (shift->stops->len, ==, 3);
  taps = fixture_list_taps (store, shift);
  g_assert_cmpuint (taps->len, ==, 8);
  stop = shift->stops->pdata[0];
  contacts = hw_store_list_visit_contacts (store, &stop->id, &error);
  g_assert_cmpuint (contacts->len, ==, 1);
  g_assert_cmpuint (((HwContact *) contacts->pdata[0])->people, ==, 3);
  g_assert_cmpuint (promises->len, ==, 1);
}

/* What came with schema 6. */
static void
record_beds (HwStore *store)
{
  g_autoptr (BedTown) town = fixture_make_bed_town (store);
  g_autoptr (GError) error = NULL;
  HwBed bed = fixture_make_bed (town);

  bed.checked_on = (char *) "2026-01-31";
  assert_done (hw_store_record_bed (store, &bed, &bed.id, &error), error);
  assert_done (hw_store_answer_bed (store, &bed.id, HW_BED_ACCEPTED, NULL, "rings at six", &error), error);
}

static void
assert_beds (HwStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) beds = hw_store_list_beds (store, "2026-01-01", "2027-12-31", &error);
  g_autoptr (HwPartner) host = NULL;
  const HwBed *bed;

  g_assert_no_error (error);
  g_assert_cmpuint (beds->len, ==, 1);
  bed = beds->pdata[0];
  g_assert_cmpint (bed->state, ==, HW_BED_ACCEPTED);
  g_assert_cmpstr (bed->words, ==, "rings at six");
  host = hw_store_get_partner (store, &bed->partner, &error);
  g_assert_cmpstr (host->bed_count, ==, "4");
}

static void
fill (HwStore *store)
{
  g_autoptr (GError) error = NULL;
  HwReport report = fixture_report ();
  HwContact contact = { .met_at = TEST_TIME, .point = { 51.5, -0.1 }, .place = "arches", .bedded_down = TRUE, .people = 2, .note = "tea" };
  HwConsent consent = { .purpose = "family", .recipient = "sister", .wording = "family-1", .granted_at = TEST_TIME, .expires_at = TEST_TIME + 100 };
  HwId case_id, consent_id;
  gint64 row;

  g_assert_true (hw_store_record_report (store, &report, &row, NULL, &error));
  g_assert_true (hw_store_record_status (store, row, HW_REPORT_SENT_OUT, NULL, "two of us", &error));
  g_assert_true (hw_store_record_contact (store, &contact, NULL, NULL, &error));
  fixture_record_case (store, &case_id);
  g_assert_true (fixture_set_field (store, &case_id, HW_FIELD_NEEDS, "a doctor", &error));
  g_assert_true (hw_store_record_consent (store, &case_id, &consent, &consent_id, &error));
  g_assert_true (hw_store_record_withdrawal (store, &case_id, &consent_id, "changed my mind", 0, &error));
  record_casework (store, &case_id);
  record_map (store);
  record_hotline (store);
  fixture_record_night (store);
  record_beds (store);
  g_assert_true (hw_store_set_setting (store, "draft", "half a call", &error));
  g_assert_no_error (error);
}

static int
freeze (const char *path)
{
  HwStore *store = fixture_create (path, NULL);

  fill (store);
  hw_store_close (store, NULL);
  g_object_unref (store);
  return 0;
}

static void
copy_frozen (Fixture    *fixture,
             const char *name)
{
  static const char * const endings[] = { "", ".key" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *file = g_strconcat (name, endings[i], NULL);
      g_autofree char *from = g_test_build_filename (G_TEST_DIST, "store", "data", file, NULL);
      g_autofree char *to = g_strconcat (fixture->path, endings[i], NULL);
      g_autofree char *bytes = NULL;
      g_autoptr (GError) error = NULL;
      gsize length;

      g_file_get_contents (from, &bytes, &length, &error);
      g_assert_no_error (error);
      g_assert_true (g_file_set_contents (to, bytes, (gssize) length, &error));
    }
}

static void
test_schema (Fixture      *fixture,
             gconstpointer data)
{
  g_autofree char *name = g_strdup_printf ("schema-%d.homeward", GPOINTER_TO_INT (data));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cases = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (HwReport) report = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *draft = NULL;
  gint64 version;
  HwCase *found;

  fixture_close (fixture);
  copy_frozen (fixture, name);
  fixture_reopen (fixture);
  g_assert_true (hw_connection_get_int (fixture->store->connection, "PRAGMA user_version", &version, &error));
  g_assert_cmpint (version, ==, HW_SCHEMA_VERSION);
  report = hw_store_get_report (fixture->store, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (report->appearance, ==, "blue tent, dog; größer");
  g_assert_cmpint (report->status, ==, HW_REPORT_SENT_OUT);
  cases = hw_store_list_cases (fixture->store, &error);
  g_assert_cmpuint (cases->len, ==, 1);
  found = cases->pdata[0];
  g_assert_cmpint (found->stage, ==, HW_STAGE_PAUSED);
  g_assert_cmpstr (found->person->alias, ==, "Marek");
  g_assert_cmpstr (hw_case_get (found, HW_FIELD_NEEDS), ==, "a doctor");
  g_assert_cmpint (hw_case_consent_state (found, "family", "sister", TEST_TIME + 50), ==, HW_CONSENT_WITHDRAWN);
  people = hw_store_search_people (fixture->store, "mareck", 10, &error);
  g_assert_cmpuint (people->len, ==, 1);
  if (GPOINTER_TO_INT (data) >= 2)
    assert_casework (fixture->store);
  if (GPOINTER_TO_INT (data) >= 3)
    assert_map (fixture->store);
  if (GPOINTER_TO_INT (data) >= 4)
    assert_hotline (fixture->store);
  if (GPOINTER_TO_INT (data) >= 5)
    assert_visits (fixture->store);
  if (GPOINTER_TO_INT (data) >= 6)
    assert_beds (fixture->store);
  draft = hw_store_get_setting (fixture->store, "draft", &error);
  g_assert_cmpstr (draft, ==, "half a call");
  problems = hw_store_verify (fixture->store, NULL, NULL, NULL, &error);
  g_assert_cmpuint (problems->len, ==, 0);
  before = hw_store_dup_digest (fixture->store, &error);
  g_assert_true (hw_store_rebuild (fixture->store, NULL, NULL, NULL, &error));
  after = hw_store_dup_digest (fixture->store, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (before, ==, after);
  fixture_record (fixture->store, "and it goes on", NULL);
}

/* A newer laptop wrote of partners while this one was too old to know what that is: it is known once it is up to date. */
static void
test_kept_kinds (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) partners = NULL;
  g_autoptr (GPtrArray) sites = NULL;

  fixture_close (fixture);
  copy_frozen (fixture, "schema-1.homeward");
  fixture->store = hw_store_open (fixture->path, HW_SECRET_PASSPHRASE, TEST_PASSPHRASE, &error);
  g_assert_no_error (error);
  assert_done (hw_store_record_partner (fixture->store, &(HwPartner) { .name = "Shelter" }, NULL, NULL, &error), error);
  assert_done (hw_store_record_site (fixture->store, &(HwSite) { .name = (char *) "Bandstand", .point = { 51, 0 }, .radius_m = 75 }, NULL, &error), error);
  /* As it would stand in a workspace of schema 1: in the journal and nowhere else. */
  fixture_exec (fixture, "DROP TABLE shift; DROP TABLE shift_round; DROP TABLE stop; DROP TABLE shift_state; DROP TABLE tap; DROP TABLE promise;"
                         "DROP TABLE promise_settlement; DROP TABLE bed; DROP TABLE bed_answer; DROP INDEX contact_stop; DROP INDEX report_status_stop; ALTER TABLE contact DROP COLUMN stop;"
                         "ALTER TABLE contact DROP COLUMN withdrawn; ALTER TABLE report_status DROP COLUMN stop;"
                         "DROP TABLE report_assignment; DROP TABLE report_emergency; DROP TABLE report_answer; DROP TABLE report_link;"
                         "DROP TABLE named_place; DROP TABLE named_place_words; DROP INDEX report_source; DROP TABLE site; DROP TABLE site_closure; DROP TABLE area; DROP TABLE site_words; DROP INDEX contact_latitude;"
                         "DROP TABLE partner; DROP TABLE case_record; DROP TABLE consent_expiry; DROP TABLE person_link; DROP TABLE contact_match;"
                         "DROP TABLE person_words; DROP INDEX reconnection_person; ALTER TABLE reconnection DROP COLUMN previous;"
                         "ALTER TABLE person DROP COLUMN born; ALTER TABLE person DROP COLUMN age; ALTER TABLE person DROP COLUMN names;"
                         "ALTER TABLE person DROP COLUMN sounds; CREATE TABLE person_words (x TEXT) STRICT; PRAGMA user_version = 1");
  fixture_reopen (fixture);
  partners = hw_store_list_partners (fixture->store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (partners->len, ==, 1);
  sites = hw_store_search_sites (fixture->store, "bandstand", 10, &error);
  g_assert_cmpuint (sites->len, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--freeze"))
    return freeze (argv[2]);
  g_test_init (&argc, &argv, NULL);

  for (int version = 1; version <= HW_SCHEMA_VERSION; version++)
    {
      g_autofree char *path = g_strdup_printf ("/migration/a-workspace-of-schema-%d-opens-with-all-that-is-in-it", version);

      g_test_add (path, Fixture, GINT_TO_POINTER (version), fixture_set_up, test_schema, fixture_tear_down);
    }
  FIXTURE_TEST ("/migration/what-an-older-homeward-kept-unread-is-read", test_kept_kinds);
  return g_test_run ();
}
