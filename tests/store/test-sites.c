/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "case-fixture.h"
#include "hw-rings.h"
#include "hw-store-private.h"

/* Sites: what is noted of them, their closures, who was met there and where since. Areas: theirs. */

#define DAY G_TIME_SPAN_DAY

static const HwPoint steps = { 51.5, -0.1 };

static HwSite
make_site (const char *name)
{
  return (HwSite) { .name = (char *) name, .point = steps, .radius_m = 75, .hazards = (char *) "needles & glass", .access = (char *) "gate on \"Quay St\"",
                    .lighting = (char *) "dark", .bed_down = (char *) "after ten", .note = (char *) "ask for the größer tent" };
}

static void
record_site (HwStore *store,
             HwSite  *site)
{
  g_autoptr (GError) error = NULL;

  assert_done (hw_store_record_site (store, site, &site->id, &error), error);
}

static gint64
record_contact (HwStore    *store,
                HwPoint     point,
                gint64      at,
                const HwId *person)
{
  HwContact contact = { .met_at = at, .point = point, .bedded_down = TRUE, .people = 2 };
  g_autoptr (GError) error = NULL;
  gint64 row;

  if (person != NULL)
    contact.person = *person;
  assert_done (hw_store_record_contact (store, &contact, &row, NULL, &error), error);
  return row;
}

static void
record_person (HwStore    *store,
               const char *alias,
               HwId       *id)
{
  HwPerson person = { .alias = alias, .known_since = TEST_TIME };
  g_autoptr (GError) error = NULL;

  assert_done (hw_store_record_person (store, &person, NULL, id, &error), error);
}

static HwPoint
metres_off (double east,
            double north)
{
  HwLocalFrame frame;

  hw_local_frame_init (&frame, &steps);
  return hw_local_frame_to_point (&frame, east, north);
}

/* -- sites ----------------------------------------------------------------------------------------------------------- */

static void
test_reads_back (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwSite) found = NULL;
  g_autoptr (GPtrArray) events = NULL;
  HwSite site = make_site ("Old Bridge steps");

  found = hw_store_get_site (fixture->store, &site.id, &error);
  g_assert_null (found);
  g_assert_error (error, HW_STORE_ERROR, HW_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  site.since = TEST_TIME;
  record_site (fixture->store, &site);
  fixture_reopen (fixture);
  found = hw_store_get_site (fixture->store, &site.id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found->name, ==, "Old Bridge steps");
  g_assert_cmpstr (found->hazards, ==, site.hazards);
  g_assert_cmpstr (found->access, ==, site.access);
  g_assert_cmpstr (found->lighting, ==, site.lighting);
  g_assert_cmpstr (found->bed_down, ==, site.bed_down);
  g_assert_cmpstr (found->note, ==, site.note);
  g_assert_cmpfloat (hw_point_distance (&found->point, &steps), <, 0.01);
  g_assert_cmpfloat (found->radius_m, ==, 75);
  g_assert_cmpint (found->closes_at, ==, 0);
  g_assert_cmpint (found->since, ==, TEST_TIME);
  g_assert_cmpint (found->last_visit, ==, 0);
  events = hw_store_list_events (fixture->store, &site.id, &error);
  g_assert_cmpuint (events->len, ==, 1);
}

static void
test_rule (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sites = NULL;
  HwSite site = make_site (" ");

  assert_refused (hw_store_record_site (fixture->store, &site, NULL, &error), error, HW_STORE_ERROR_RULE);
  sites = hw_store_list_sites (fixture->store, &error);
  g_assert_cmpuint (sites->len, ==, 0);
}

static void
test_edit (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sites = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;
  HwSite site = make_site ("Steps");
  HwSite other = make_site ("bandstand");

  site.since = TEST_TIME;
  record_site (fixture->store, &site);
  record_site (fixture->store, &other);
  site.name = (char *) "Álmos steps";
  site.hazards = NULL;
  site.since = 0;
  record_site (fixture->store, &site);
  sites = hw_store_list_sites (fixture->store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sites->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      HwSite *found = sites->pdata[i];

      if (!hw_id_equal (&found->id, &site.id))
        continue;
      g_assert_cmpstr (found->name, ==, "Álmos steps");
      g_assert_null (found->hazards);
      g_assert_cmpint (found->since, ==, TEST_TIME);
    }
  conflicts = hw_store_list_conflicts (fixture->store, &site.id, &error);
  g_assert_cmpuint (conflicts->len, ==, 0);
}

static guint
count_found (HwStore    *store,
             const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = hw_store_search_sites (store, words, 10, &error);

  g_assert_no_error (error);
  return found->len;
}

static void
test_search (Fixture      *fixture,
             gconstpointer data)
{
  HwSite site = make_site ("Old Bridge steps");

  g_assert_cmpuint (count_found (fixture->store, "bridge"), ==, 0);
  record_site (fixture->store, &site);
  g_assert_cmpuint (count_found (fixture->store, "bridge"), ==, 1);
  g_assert_cmpuint (count_found (fixture->store, "BRI ste"), ==, 1);
  g_assert_cmpuint (count_found (fixture->store, "größer needles"), ==, 1);
  g_assert_cmpuint (count_found (fixture->store, "bridge canal"), ==, 0);
  g_assert_cmpuint (count_found (fixture->store, " \" * "), ==, 0);
  /* Words that were corrected away find nothing any more. */
  site.hazards = (char *) "none";
  record_site (fixture->store, &site);
  g_assert_cmpuint (count_found (fixture->store, "needles"), ==, 0);
  g_assert_cmpuint (count_found (fixture->store, "bridge"), ==, 1);
}

static void
test_closure (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwSite) closed = NULL;
  g_autoptr (HwSite) open = NULL;
  HwSite site = make_site ("Canal Yard");
  HwId nobody = { { 1 } };

  assert_refused (hw_store_record_closure (fixture->store, &nobody, TEST_TIME, TRUE, NULL, &error), error, HW_STORE_ERROR_NOT_FOUND);
  record_site (fixture->store, &site);
  assert_refused (hw_store_record_closure (fixture->store, &site.id, 1, TRUE, NULL, &error), error, HW_STORE_ERROR_RULE);
  assert_done (hw_store_record_closure (fixture->store, &site.id, TEST_TIME, TRUE, "fenced off", &error), error);
  /* An edit of the site leaves its closure alone. */
  record_site (fixture->store, &site);
  closed = hw_store_get_site (fixture->store, &site.id, &error);
  g_assert_cmpint (closed->closes_at, ==, TEST_TIME);
  g_assert_true (closed->closes_by_authorities);
  g_assert_cmpstr (closed->closure_note, ==, "fenced off");
  assert_done (hw_store_record_closure (fixture->store, &site.id, 0, FALSE, NULL, &error), error);
  open = hw_store_get_site (fixture->store, &site.id, &error);
  g_assert_cmpint (open->closes_at, ==, 0);
  g_assert_false (open->closes_by_authorities);
}

/* -- visits ---------------------------------------------------------------------------------------------------------- */

static void
record_outcome (HwStore    *store,
                const char *outcome)
{
  HwReport report = { .received_at = TEST_TIME, .seen_at = TEST_TIME, .point = metres_off (0, 60), .people = 1 };
  g_autoptr (GError) error = NULL;
  gint64 row;

  assert_done (hw_store_record_report (store, &report, &row, NULL, &error), error);
  assert_done (hw_store_record_status (store, row, HW_REPORT_SENT_OUT, NULL, NULL, &error), error);
  assert_done (hw_store_record_status (store, row, HW_REPORT_TO_BE_ANSWERED, outcome, NULL, &error), error);
}

static void
test_visits (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) visits = NULL;
  g_autoptr (HwSite) found = NULL;
  HwSite site = make_site ("Steps");

  record_site (fixture->store, &site);
  /* Too far off, and known to be elsewhere: no visit. */
  record_contact (fixture->store, metres_off (0, 90), TEST_TIME + DAY, NULL);
  record_outcome (fixture->store, "not-looked-known");
  visits = hw_store_list_site_visits (fixture->store, &site, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (visits->len, ==, 0);
  g_clear_pointer (&visits, g_ptr_array_unref);

  record_contact (fixture->store, metres_off (50, 0), TEST_TIME, NULL);
  record_contact (fixture->store, metres_off (-50, 0), TEST_TIME + DAY, NULL);
  record_outcome (fixture->store, "not-found-looked");
  visits = hw_store_list_site_visits (fixture->store, &site, 10, &error);
  g_assert_cmpuint (visits->len, ==, 3);
  g_assert_cmpstr (((HwSiteVisit *) visits->pdata[0])->outcome, ==, "not-found-looked");
  g_assert_false (((HwSiteVisit *) visits->pdata[0])->met);
  g_assert_cmpint (((HwSiteVisit *) visits->pdata[1])->at, ==, TEST_TIME + DAY);
  g_assert_cmpuint (((HwSiteVisit *) visits->pdata[1])->people, ==, 2);
  g_assert_true (((HwSiteVisit *) visits->pdata[2])->bedded_down);
  found = hw_store_get_site (fixture->store, &site.id, &error);
  g_assert_cmpint (found->last_visit, ==, ((HwSiteVisit *) visits->pdata[0])->at);
  g_clear_pointer (&visits, g_ptr_array_unref);
  visits = hw_store_list_site_visits (fixture->store, &site, 2, &error);
  g_assert_cmpuint (visits->len, ==, 2);
}

static GPtrArray *
list_displaced (HwStore    *store,
                const HwId *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwSite) site = hw_store_get_site (store, id, &error);
  GPtrArray *contacts = hw_store_list_displaced (store, site, &error);

  g_assert_no_error (error);
  return contacts;
}

static void
test_displaced (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) open = NULL;
  g_autoptr (GPtrArray) contacts = NULL;
  HwSite site = make_site ("Canal Yard");
  gint64 closed = TEST_TIME + 100 * DAY;
  HwId ana, anja, ben, cas;

  record_site (fixture->store, &site);
  record_person (fixture->store, "Ana", &ana);
  record_person (fixture->store, "Anja", &anja);
  record_person (fixture->store, "Ben", &ben);
  record_person (fixture->store, "Cas", &cas);
  record_contact (fixture->store, steps, closed - 5 * DAY, &ana);
  record_contact (fixture->store, steps, closed - 4 * DAY, &anja);
  record_contact (fixture->store, steps, closed - 90 * DAY, &ben);
  record_contact (fixture->store, metres_off (400, 0), closed - 3 * DAY, &cas);
  record_contact (fixture->store, metres_off (0, 300), closed + 2 * DAY, &ana);
  record_contact (fixture->store, metres_off (0, 310), closed + 3 * DAY, &anja);
  record_contact (fixture->store, metres_off (0, 320), closed + 4 * DAY, &cas);
  record_contact (fixture->store, metres_off (0, 330), closed + 5 * DAY, NULL);
  assert_done (hw_store_record_link (fixture->store, &ana, &anja, TRUE, NULL, &error), error);
  open = list_displaced (fixture->store, &site.id);
  g_assert_cmpuint (open->len, ==, 0);

  /* Ana and Anja are one; Ben was not met since; Cas and somebody unknown were never at the yard. */
  assert_done (hw_store_record_closure (fixture->store, &site.id, closed, TRUE, NULL, &error), error);
  contacts = list_displaced (fixture->store, &site.id);
  g_assert_cmpuint (contacts->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    g_assert_true (hw_id_equal (&((HwContact *) contacts->pdata[i])->person, &ana));
  g_assert_cmpint (((HwContact *) contacts->pdata[0])->met_at, ==, closed + 3 * DAY);
}

/* -- areas ----------------------------------------------------------------------------------------------------------- */

static GPtrArray *
make_rings (double west)
{
  GPtrArray *rings = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  const HwPoint outer[] = { { 51, west }, { 51, west + 1 }, { 52.1234567, west + 0.5 }, { -10, -179.9999999 } };
  const HwPoint hole[] = { { 51.1, west + 0.1 }, { 51.1, west + 0.2 }, { 51.2, west + 0.2 } };
  GArray *ring = g_array_new (FALSE, FALSE, sizeof (HwPoint));

  g_array_append_vals (ring, outer, G_N_ELEMENTS (outer));
  g_ptr_array_add (rings, ring);
  ring = g_array_new (FALSE, FALSE, sizeof (HwPoint));
  g_array_append_vals (ring, hole, G_N_ELEMENTS (hole));
  g_ptr_array_add (rings, ring);
  return rings;
}

static void
test_rings (void)
{
  g_autoptr (GPtrArray) rings = make_rings (-0.5);
  g_autofree char *text = hw_rings_format (rings);
  g_autoptr (GPtrArray) read = hw_rings_parse (text);
  g_autofree char *again = hw_rings_format (read);
  static const char * const damaged[] = { "x", "1", "1 2 3", "910000000 0", "1 2;;3 4", "9223372036854775807 1 9223372036854775807 1" };

  g_assert_cmpstr (text, ==, again);
  g_assert_cmpuint (read->len, ==, 2);
  for (guint i = 0; i < read->len; i++)
    {
      GArray *before = rings->pdata[i];
      GArray *after = read->pdata[i];

      g_assert_cmpuint (before->len, ==, after->len);
      for (guint n = 0; n < before->len; n++)
        g_assert_cmpfloat (hw_point_distance (&g_array_index (before, HwPoint, n), &g_array_index (after, HwPoint, n)), <, 0.01);
    }
  for (guint i = 0; i < G_N_ELEMENTS (damaged); i++)
    {
      g_autoptr (GPtrArray) some = hw_rings_parse (damaged[i]);

      g_assert_cmpuint (some->len, <=, 1);
    }
}

static GPtrArray *
make_areas (guint n_areas)
{
  GPtrArray *areas = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_area_free);

  for (guint i = 0; i < n_areas; i++)
    {
      g_autofree char *name = g_strdup_printf ("Area %u", i);
      g_autoptr (GPtrArray) rings = make_rings (i);
      HwArea area = { .name = name, .rings = rings, .colour = i % HW_AREA_N_COLOURS };

      g_ptr_array_add (areas, hw_area_copy (&area));
    }
  return areas;
}

static GPtrArray *
list_areas (HwStore *store)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *areas = hw_store_list_areas (store, &error);

  g_assert_no_error (error);
  return areas;
}

static void
test_areas (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) areas = make_areas (3);
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) listed = NULL;
  HwArea *found;

  g_free (((HwArea *) areas->pdata[1])->name);
  ((HwArea *) areas->pdata[1])->name = NULL;
  assert_refused (hw_store_record_areas (fixture->store, areas, NULL, &error), error, HW_STORE_ERROR_RULE);
  none = list_areas (fixture->store);
  g_assert_cmpuint (none->len, ==, 0);

  ((HwArea *) areas->pdata[1])->name = g_strdup ("Harbour");
  ((HwArea *) areas->pdata[1])->covered_by = g_strdup ("Night team");
  assert_done (hw_store_record_areas (fixture->store, areas, NULL, &error), error);
  fixture_reopen (fixture);
  listed = list_areas (fixture->store);
  g_assert_cmpuint (listed->len, ==, 3);
  found = listed->pdata[2];
  g_assert_cmpstr (found->name, ==, "Harbour");
  g_assert_cmpstr (found->covered_by, ==, "Night team");
  g_assert_cmpuint (found->colour, ==, 1);
  g_assert_cmpuint (found->rings->len, ==, 2);
  g_assert_cmpfloat_with_epsilon (found->box.north, 52.1234567, 1e-7);
}

static void
test_area_removal (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) areas = make_areas (1);
  g_autoptr (GPtrArray) changed = NULL;
  g_autoptr (GPtrArray) removed = NULL;
  HwArea *area = areas->pdata[0];
  HwId id;

  assert_done (hw_store_record_areas (fixture->store, areas, &id, &error), error);
  area->id = id;
  area->covered_by = g_strdup ("Night team");
  assert_done (hw_store_record_areas (fixture->store, areas, &id, &error), error);
  changed = list_areas (fixture->store);
  g_assert_cmpuint (changed->len, ==, 1);
  g_assert_cmpstr (((HwArea *) changed->pdata[0])->covered_by, ==, "Night team");
  assert_done (hw_store_record_area_removal (fixture->store, &id, &error), error);
  removed = list_areas (fixture->store);
  g_assert_cmpuint (removed->len, ==, 0);
  assert_refused (hw_store_record_area_removal (fixture->store, &id, &error), error, HW_STORE_ERROR_NOT_FOUND);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/site/reads-back-as-it-was-noted", test_reads_back);
  FIXTURE_TEST ("/site/without-a-name-is-refused-and-nothing-kept", test_rule);
  FIXTURE_TEST ("/site/a-new-note-takes-the-place-of-the-last", test_edit);
  FIXTURE_TEST ("/site/is-found-by-the-words-that-are-shown-of-it", test_search);
  FIXTURE_TEST ("/site/closes-and-opens-again-beside-its-notes", test_closure);
  FIXTURE_TEST ("/site/visits-are-who-was-met-and-looked-for-within-its-radius", test_visits);
  FIXTURE_TEST ("/site/its-people-are-followed-after-the-closure-under-all-their-names", test_displaced);
  g_test_add_func ("/area/rings-read-back-and-damage-ends-them", test_rings);
  FIXTURE_TEST ("/area/all-of-a-file-are-recorded-or-none", test_areas);
  FIXTURE_TEST ("/area/a-removed-one-is-gone-until-it-is-noted-again", test_area_removal);
  return g_test_run ();
}
