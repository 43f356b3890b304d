/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "../support/send-own.h"
#include "session-fixture.h"

/* Sites and areas through the session: every command is seen in the models when
 * it answers, and again after a lock; nothing stays when it is locked. */

#define STEPS { 51.5, -0.1 }

static void
save_site (Fixture    *fixture,
           HwSite     *site)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  hw_session_save_site_async (fixture->session, site, answered_cb, fixture);
  result = wait_for (fixture);
  g_assert_true (hw_session_save_site_finish (fixture->session, result, &site->id, &error));
  g_assert_no_error (error);
}

static gboolean
close_site (Fixture    *fixture,
            const HwId *site,
            gint64      closes_at,
            GError    **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  hw_session_close_site_async (fixture->session, site, closes_at, TRUE, "fenced off", answered_cb, fixture);
  result = wait_for (fixture);
  return hw_session_close_site_finish (fixture->session, result, error);
}

static void
record_contact (Fixture *fixture,
                HwPoint  point,
                gint64   met_at,
                const HwId *person)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  HwContact contact = { .met_at = met_at, .point = point, .place = "arches", .bedded_down = TRUE, .people = 1 };

  if (person != NULL)
    contact.person = *person;
  hw_session_record_contact_async (fixture->session, &contact, answered_cb, fixture);
  result = wait_for (fixture);
  g_assert_true (hw_session_record_contact_finish (fixture->session, result, &error));
  g_assert_no_error (error);
}

static const HwSite *
get_site (Fixture    *fixture,
          const HwId *id)
{
  HwSiteItem *item = hw_session_find_site (fixture->session, id);

  g_assert_nonnull (item);
  return hw_site_item_get_site (item);
}

static const char *
name_at (Fixture *fixture,
         guint    position)
{
  g_autoptr (HwSiteItem) item = g_list_model_get_item (hw_session_get_sites (fixture->session), position);

  return hw_site_item_get_site (item)->name;
}

static void
test_saved (Fixture      *fixture,
            gconstpointer data)
{
  HwSite first = { .name = (char *) "Old Bridge steps", .point = STEPS, .radius_m = 75, .hazards = (char *) "needles" };
  HwSite second = { .name = (char *) "bandstand", .point = STEPS, .radius_m = 75 };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  HwSite nameless = { .point = STEPS, .radius_m = 75 };

  hw_session_save_site_async (fixture->session, &nameless, answered_cb, fixture);
  result = wait_for (fixture);
  g_assert_false (hw_session_save_site_finish (fixture->session, result, NULL, &error));
  g_assert_error (error, HW_STORE_ERROR, HW_STORE_ERROR_RULE);
  g_assert_cmpuint (count (hw_session_get_sites (fixture->session)), ==, 0);

  save_site (fixture, &first);
  save_site (fixture, &second);
  g_assert_cmpuint (count (hw_session_get_sites (fixture->session)), ==, 2);
  g_assert_cmpstr (name_at (fixture, 0), ==, "bandstand");
  second.name = (char *) "Pavilion";
  save_site (fixture, &second);
  g_assert_cmpuint (count (hw_session_get_sites (fixture->session)), ==, 2);
  g_assert_cmpstr (name_at (fixture, 1), ==, "Pavilion");
  lock (fixture);
  g_assert_cmpuint (count (hw_session_get_sites (fixture->session)), ==, 0);
  g_assert_null (hw_session_find_site (fixture->session, &first.id));
  unlock (fixture, HW_SECRET_PASSPHRASE, PASSPHRASE, NULL);
  g_assert_cmpstr (get_site (fixture, &first.id)->hazards, ==, "needles");
}

static void
test_closed (Fixture      *fixture,
             gconstpointer data)
{
  HwSite site = { .name = (char *) "Canal Yard", .point = STEPS, .radius_m = 75 };
  g_autoptr (GError) error = NULL;
  gint64 yesterday = g_get_real_time () - G_TIME_SPAN_DAY;
  HwId nobody = { { 1 } };

  g_assert_false (close_site (fixture, &nobody, yesterday, &error));
  g_assert_error (error, HW_STORE_ERROR, HW_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  save_site (fixture, &site);
  g_assert_true (close_site (fixture, &site.id, yesterday, &error));
  g_assert_cmpint (get_site (fixture, &site.id)->closes_at, ==, yesterday);
  g_assert_true (get_site (fixture, &site.id)->closes_by_authorities);
  lock_and_unlock (fixture);
  g_assert_cmpstr (get_site (fixture, &site.id)->closure_note, ==, "fenced off");
  g_assert_true (close_site (fixture, &site.id, 0, &error));
  g_assert_cmpint (get_site (fixture, &site.id)->closes_at, ==, 0);
}

static void
test_visited (Fixture      *fixture,
              gconstpointer data)
{
  HwSite site = { .name = (char *) "Canal Yard", .point = STEPS, .radius_m = 75 };
  gint64 hour_ago = g_get_real_time () - G_TIME_SPAN_HOUR;

  save_site (fixture, &site);
  record_contact (fixture, (HwPoint) { 51.51, -0.1 }, hour_ago, NULL);
  g_assert_cmpint (get_site (fixture, &site.id)->last_visit, ==, 0);
  record_contact (fixture, (HwPoint) { 51.5002, -0.1 }, hour_ago, NULL);
  g_assert_cmpint (get_site (fixture, &site.id)->last_visit, ==, hour_ago);
  /* One that is written down later does not set it back. */
  record_contact (fixture, (HwPoint) STEPS, hour_ago - G_TIME_SPAN_DAY, NULL);
  g_assert_cmpint (get_site (fixture, &site.id)->last_visit, ==, hour_ago);
  lock_and_unlock (fixture);
  g_assert_cmpint (get_site (fixture, &site.id)->last_visit, ==, hour_ago);
}

static HwSiteStory *
look_up (Fixture    *fixture,
         const HwId *site)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  HwSiteStory *story;

  hw_session_look_up_site_async (fixture->session, site, NULL, answered_cb, fixture);
  result = wait_for (fixture);
  story = hw_session_look_up_site_finish (fixture->session, result, &error);
  g_assert_no_error (error);
  return story;
}

static void
save_person (Fixture *fixture,
             HwId    *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  HwPerson person = { .alias = "Ana", .known_since = g_get_real_time () - 90 * G_TIME_SPAN_DAY };

  hw_session_save_person_async (fixture->session, &person, answered_cb, fixture);
  result = wait_for (fixture);
  g_assert_true (hw_session_save_person_finish (fixture->session, result, id, &error));
}

static void
test_story (Fixture      *fixture,
            gconstpointer data)
{
  const HwPoint arches = { 51.505, -0.1 };
  HwSite site = { .name = (char *) "Canal Yard", .point = STEPS, .radius_m = 75 };
  g_autoptr (HwSiteStory) open = NULL;
  g_autoptr (HwSiteStory) closed = NULL;
  g_autoptr (GPtrArray) arrivals = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 now = g_get_real_time ();
  HwId person;

  save_site (fixture, &site);
  save_person (fixture, &person);
  take_at (fixture, 51.5001, -0.1, "behind the fence");
  record_contact (fixture, (HwPoint) STEPS, now - 40 * G_TIME_SPAN_DAY, &person);
  record_contact (fixture, arches, now - 5 * G_TIME_SPAN_DAY, &person);
  open = look_up (fixture, &site.id);
  g_assert_cmpuint (open->visits->len, ==, 1);
  g_assert_cmpuint (open->reports[HW_SITE_DAYS_7], ==, 1);
  g_assert_cmpuint (open->met[HW_SITE_DAYS_28], ==, 0);
  g_assert_cmpuint (open->met[HW_SITE_DAYS_60], ==, 1);
  g_assert_cmpuint (open->traces->len, ==, 0);
  g_assert_false (open->has_shift);

  g_assert_true (close_site (fixture, &site.id, now - 30 * G_TIME_SPAN_DAY, &error));
  closed = look_up (fixture, &site.id);
  g_assert_cmpuint (closed->traces->len, ==, 1);
  g_assert_cmpuint (g_array_index (closed->traces, HwSiteTrace, 0).n_people, ==, 1);
  g_assert_cmpuint (g_array_index (closed->traces, HwSiteTrace, 0).direction, ==, 0);
  g_assert_cmpstr (g_array_index (closed->traces, HwSiteTrace, 0).place, ==, "arches");
  hw_session_list_arrivals_async (fixture->session, &arches, 100, NULL, answered_cb, fixture);
  result = wait_for (fixture);
  arrivals = hw_session_list_arrivals_finish (fixture->session, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (arrivals->len, ==, 1);
  g_assert_cmpstr (((HwSiteArrival *) arrivals->pdata[0])->site->name, ==, "Canal Yard");
  g_assert_cmpuint (((HwSiteArrival *) arrivals->pdata[0])->n_people, ==, 1);
}

static HwStore *
open_store (Fixture    *fixture,
            const char *other)
{
  g_autofree char *path = other != NULL ? g_build_filename (fixture->directory, other, NULL) : NULL;
  g_autofree char *code = NULL;
  g_autoptr (GError) error = NULL;
  HwStore *store = path != NULL ? hw_store_create (path, "Riverton", "Jan", PASSPHRASE, HW_KEY_STRENGTH_TEST, &code, &error)
                                : hw_store_open (fixture->path, HW_SECRET_PASSPHRASE, PASSPHRASE, &error);

  g_assert_no_error (error);
  return store;
}

static void
note_hazard (HwStore    *store,
             HwSite     *site,
             const char *hazard)
{
  g_autoptr (GError) error = NULL;

  site->hazards = (char *) hazard;
  g_assert_true (hw_store_record_site (store, site, NULL, &error));
  g_assert_no_error (error);
}

/* A hazard that somebody else noted is not lost to the one that came later. */
static void
test_conflict (Fixture      *fixture,
               gconstpointer data)
{
  HwSite site = { .name = (char *) "Canal Yard", .point = STEPS, .radius_m = 75 };
  g_autoptr (HwSiteStory) differs = NULL;
  g_autoptr (HwSiteStory) settled = NULL;
  HwStore *here, *there;

  save_site (fixture, &site);
  lock (fixture);
  here = open_store (fixture, NULL);
  there = open_store (fixture, "other.homeward");
  send_own (here, there);
  note_hazard (here, &site, "needles");
  note_hazard (there, &site, "a dog");
  send_own (there, here);
  close_store (there);
  close_store (here);
  unlock (fixture, HW_SECRET_PASSPHRASE, PASSPHRASE, NULL);
  differs = look_up (fixture, &site.id);
  g_assert_cmpuint (differs->conflicts->len, ==, 2);
  g_assert_cmpstr (((HwConflict *) differs->conflicts->pdata[0])->field, ==, "hazards");
  site.hazards = (char *) "needles; a dog";
  save_site (fixture, &site);
  settled = look_up (fixture, &site.id);
  g_assert_cmpuint (settled->conflicts->len, ==, 0);
}

static void
test_search (Fixture      *fixture,
             gconstpointer data)
{
  HwSite site = { .name = (char *) "Canal Yard", .point = STEPS, .radius_m = 75, .access = (char *) "by the lock" };
  static const char * const texts[] = { "canal", "lock yard" };

  save_site (fixture, &site);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GPtrArray) found = NULL;
      g_autoptr (GError) error = NULL;

      hw_session_search_sites_async (fixture->session, texts[i], NULL, answered_cb, fixture);
      result = wait_for (fixture);
      found = hw_session_search_sites_finish (fixture->session, result, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (found->len, ==, 1);
    }
}

/* -- areas -- */

static HwBoundary *
make_boundary (const char *name,
               double      west)
{
  HwBoundary *boundary = g_new0 (HwBoundary, 1);
  const HwPoint corners[] = { { 51, west }, { 51, west + 1 }, { 52, west } };
  GArray *ring = g_array_new (FALSE, FALSE, sizeof (HwPoint));

  g_array_append_vals (ring, corners, G_N_ELEMENTS (corners));
  boundary->name = g_strdup (name);
  boundary->rings = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_ptr_array_add (boundary->rings, ring);
  boundary->box = hw_area_measure_box (boundary->rings);
  return boundary;
}

static guint
import_areas (Fixture *fixture)
{
  g_autoptr (GPtrArray) boundaries = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_boundary_free);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint n;

  g_ptr_array_add (boundaries, make_boundary ("Harbour", 0));
  g_ptr_array_add (boundaries, make_boundary (NULL, 1));
  hw_session_import_areas_async (fixture->session, boundaries, answered_cb, fixture);
  result = wait_for (fixture);
  n = hw_session_import_areas_finish (fixture->session, result, &error);
  g_assert_no_error (error);
  return n;
}

static HwArea *
dup_area (Fixture *fixture,
          guint    position)
{
  g_autoptr (HwAreaItem) item = g_list_model_get_item (hw_session_get_areas (fixture->session), position);

  return hw_area_copy (hw_area_item_get_area (item));
}

static void
test_areas (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (GAsyncResult) saved = NULL;
  g_autoptr (GAsyncResult) removed = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HwArea) numbered = NULL;
  g_autoptr (HwArea) harbour = NULL;
  g_autoptr (HwArea) covered = NULL;

  g_assert_cmpuint (import_areas (fixture), ==, 2);
  g_assert_cmpuint (count (hw_session_get_areas (fixture->session)), ==, 2);
  numbered = dup_area (fixture, 0);
  g_assert_cmpstr (numbered->name, ==, "Area 2");
  harbour = dup_area (fixture, 1);
  g_assert_cmpstr (harbour->name, ==, "Harbour");
  g_assert_cmpuint (harbour->colour, !=, numbered->colour);
  g_assert_null (harbour->covered_by);

  harbour->covered_by = g_strdup ("Night team");
  hw_session_save_area_async (fixture->session, harbour, answered_cb, fixture);
  saved = wait_for (fixture);
  g_assert_true (hw_session_save_area_finish (fixture->session, saved, NULL, &error));
  hw_session_remove_area_async (fixture->session, &numbered->id, answered_cb, fixture);
  removed = wait_for (fixture);
  g_assert_true (hw_session_remove_area_finish (fixture->session, removed, &error));
  g_assert_cmpuint (count (hw_session_get_areas (fixture->session)), ==, 1);
  lock (fixture);
  g_assert_cmpuint (count (hw_session_get_areas (fixture->session)), ==, 0);
  unlock (fixture, HW_SECRET_PASSPHRASE, PASSPHRASE, NULL);
  covered = dup_area (fixture, 0);
  g_assert_cmpstr (covered->covered_by, ==, "Night team");
  g_assert_cmpfloat_with_epsilon (covered->box.north, 52, 1e-6);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("/sites/are-listed-by-name-and-leave-with-the-lock", set_up_open, test_saved);
  add ("/sites/close-and-open-again", set_up_open, test_closed);
  add ("/sites/know-when-somebody-was-there-last", set_up_open, test_visited);
  add ("/sites/tell-where-their-people-went", set_up_open, test_story);
  add ("/sites/show-what-two-laptops-noted-until-it-is-settled", set_up_open, test_conflict);
  add ("/sites/are-found-by-their-words", set_up_open, test_search);
  add ("/areas/come-from-a-file-are-changed-and-removed", set_up_open, test_areas);
  return g_test_run ();
}
