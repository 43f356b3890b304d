/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-named-place.h"
#include "hw-session-places.h"
#include "session-fixture.h"

/* The gazetteer of the call desk over a workspace. */

static void
take_report (Fixture    *fixture,
             const char *place,
             HwPoint     point)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 now = g_get_real_time ();
  HwReport report = { .seen_at = now, .received_at = now, .point = point, .place = (char *) place, .appearance = "canal coat", .people = 1 };

  hw_session_take_report_async (fixture->session, &report, answered_cb, fixture);
  result = wait_for (fixture);
  g_assert_cmpint (hw_session_take_report_finish (fixture->session, result, &error), >, 0);
  g_assert_no_error (error);
}

static void
save_site (Fixture    *fixture,
           const char *name,
           HwPoint     point)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  HwSite site = { .name = (char *) name, .point = point, .radius_m = 60 };

  hw_session_save_site_async (fixture->session, &site, answered_cb, fixture);
  result = wait_for (fixture);
  g_assert_true (hw_session_save_site_finish (fixture->session, result, &site.id, &error));
  g_assert_no_error (error);
}

static void
import_area (Fixture    *fixture,
             const char *name,
             HwPoint     corner)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rings = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  GArray *ring = g_array_new (FALSE, FALSE, sizeof (HwPoint));
  const HwPoint points[] = { corner, { corner.latitude + 0.02, corner.longitude }, { corner.latitude + 0.02, corner.longitude + 0.02 }, { corner.latitude, corner.longitude + 0.02 }, corner };
  HwArea area = { .name = (char *) name, .rings = rings };

  g_array_append_vals (ring, points, G_N_ELEMENTS (points));
  g_ptr_array_add (rings, ring);
  area.box = hw_area_measure_box (rings);
  hw_session_save_area_async (fixture->session, &area, answered_cb, fixture);
  result = wait_for (fixture);
  g_assert_true (hw_session_save_area_finish (fixture->session, result, &area.id, &error));
  g_assert_no_error (error);
}

/* Names and kinds, best first: "Canal Yard/1 Canal steps/0". */
static char *
dup_found (Fixture       *fixture,
           const char    *words,
           const HwPoint *near)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) places = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) found = g_string_new (NULL);

  hw_session_find_places_async (fixture->session, words, near, NULL, answered_cb, fixture);
  result = wait_for (fixture);
  places = hw_session_find_places_finish (fixture->session, result, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < places->len; i++)
    {
      const HwGazetteerEntry *entry = g_ptr_array_index (places, i);

      g_string_append_printf (found, "%s%s/%d/%u", i > 0 ? " " : "", entry->name, entry->kind, entry->n_reports);
    }
  return g_strdup (found->str);
}

static void
assert_found (Fixture    *fixture,
              const char *words,
              const char *expected)
{
  g_autofree char *found = dup_found (fixture, words, NULL);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_finds_what_the_team_knows (Fixture       *fixture,
                                gconstpointer  data)
{
  assert_found (fixture, "canal", "");
  take_report (fixture, "Canal Yard", (HwPoint) { 51.5, -0.1 });
  take_report (fixture, "canal yard", (HwPoint) { 51.5001, -0.1 });
  take_report (fixture, "Abbey Park", (HwPoint) { 51.52, -0.1 });
  take_report (fixture, "behind the canal bins", HW_POINT_UNKNOWN);
  save_site (fixture, "Steps", (HwPoint) { 51.51, -0.1 });
  import_area (fixture, "Harbour", (HwPoint) { 51.4, -0.1 });

  /* Words of appearance are no place, and a place without a point is nowhere. */
  assert_found (fixture, "coat", "");
  assert_found (fixture, "behind the canal bins", "");
  assert_found (fixture, "canal", "canal yard/1/2");
  assert_found (fixture, "ste", "Steps/0/0");
  assert_found (fixture, "harb", "Harbour/6/0");
  assert_found (fixture, "Abey Park, bandstand", "Abbey Park/1/1");
}

static void
test_prefers_what_is_near (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autofree char *north = NULL;
  g_autofree char *south = NULL;

  save_site (fixture, "Bus station north", (HwPoint) { 51.6, -0.1 });
  save_site (fixture, "Bus station south", (HwPoint) { 51.4, -0.1 });
  north = dup_found (fixture, "bus station", &(HwPoint) { 51.59, -0.1 });
  south = dup_found (fixture, "bus station", &(HwPoint) { 51.41, -0.1 });
  g_assert_cmpstr (north, ==, "Bus station north/0/0 Bus station south/0/0");
  g_assert_cmpstr (south, ==, "Bus station south/0/0 Bus station north/0/0");
}

static void
assert_imported (Fixture   *fixture,
                 GPtrArray *places,
                 guint      added,
                 guint      known)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint n_added = 99, n_known = 99;

  hw_session_import_places_async (fixture->session, places, NULL, answered_cb, fixture);
  result = wait_for (fixture);
  g_assert_true (hw_session_import_places_finish (fixture->session, result, &n_added, &n_known, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_added, ==, added);
  g_assert_cmpuint (n_known, ==, known);
}

static void
test_finds_imported_places (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_named_place_free);
  g_autoptr (GPtrArray) nameless = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_named_place_free);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint n_added, n_known;

  g_ptr_array_add (nameless, hw_named_place_new ("Quay", HW_NAMED_PLACE_STREET, &(HwPoint) { 51.5, -0.1 }));
  g_ptr_array_add (nameless, hw_named_place_new ("", HW_NAMED_PLACE_STREET, &(HwPoint) { 51.5, -0.1 }));
  hw_session_import_places_async (fixture->session, nameless, NULL, answered_cb, fixture);
  result = wait_for (fixture);
  g_assert_false (hw_session_import_places_finish (fixture->session, result, &n_added, &n_known, &error));
  g_assert_nonnull (error);
  assert_found (fixture, "quay", "");

  g_ptr_array_add (places, hw_named_place_new ("Drummond Road", HW_NAMED_PLACE_STREET, &(HwPoint) { 51.5, -0.1 }));
  g_ptr_array_add (places, hw_named_place_new ("St Peter's Church", HW_NAMED_PLACE_LANDMARK, &(HwPoint) { 51.51, -0.1 }));
  g_ptr_array_add (places, hw_named_place_new ("Nørrebro", HW_NAMED_PLACE_DISTRICT, &(HwPoint) { 51.52, -0.1 }));
  assert_imported (fixture, places, 3, 0);
  assert_imported (fixture, places, 0, 3);
  assert_found (fixture, "drummond rd 14", "Drummond Road/2/0");
  assert_found (fixture, "saint peters", "St Peter's Church/3/0");
  assert_found (fixture, "norreb", "Nørrebro/4/0");
  assert_found (fixture, "drumond", "Drummond Road/2/0");

  /* What reports say of the same street is counted with it. */
  take_report (fixture, "Drummond Road", (HwPoint) { 51.5005, -0.1 });
  assert_found (fixture, "drummond", "Drummond Road/1/1");
  lock (fixture);
  g_assert_true (unlock (fixture, HW_SECRET_PASSPHRASE, PASSPHRASE, NULL));
  assert_found (fixture, "norreb", "Nørrebro/4/0");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/places/finds-sites-areas-and-places-of-earlier-reports", Fixture, NULL, set_up_open, test_finds_what_the_team_knows, tear_down);
  g_test_add ("/places/of-those-that-fit-alike-the-nearest-comes-first", Fixture, NULL, set_up_open, test_prefers_what_is_near, tear_down);
  g_test_add ("/places/finds-what-the-team-imported", Fixture, NULL, set_up_open, test_finds_imported_places, tear_down);
  return g_test_run ();
}
