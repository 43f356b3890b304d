/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-route-sheet-print.h"
#include "hw-store-visits.h"
#include "hw-test-session.h"
#include "hw-test-wait.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

/* The route sheet in its window: shown, printed, saved, and forgotten with the lock. */

#define PASSPHRASE "seven lamps by the river"
#define ALIAS      "Janek"
#define RECIPIENT  "Law centre"

typedef struct
{
  char      *directory;   /* (owned) */
  char      *path;        /* (owned): where to save */
  HwSession *session;     /* (owned) */
  HwShift   *shift;       /* (owned) */
  HwId       case_id;
  GtkWidget *window;
  GtkWidget *print;
  guint      n_ready;
  guint      n_given;
  gboolean   done;
} Fixture;

static const HwPoint arches = { 51.5305, -0.1239 };

static void
plant_person (HwStore *store,
              HwId    *case_id)
{
  gint64 now = g_get_real_time (), row;
  HwContact contact = { .met_at = now - G_TIME_SPAN_DAY, .point = arches, .bedded_down = TRUE, .people = 1 };
  GError *error = NULL;
  HwId id;

  hw_store_record_person (store, &(HwPerson) { .alias = ALIAS }, NULL, &id, &error);
  g_assert_no_error (error);
  hw_store_record_contact (store, &contact, &row, NULL, &error);
  g_assert_no_error (error);
  hw_store_record_match (store, row, &id, &error);
  g_assert_no_error (error);
  hw_store_record_case (store, &id, "home", now - G_TIME_SPAN_DAY, NULL, case_id, &error);
  g_assert_no_error (error);
  hw_store_record_consent (store, case_id, &(HwConsent) { .purpose = "advice", .recipient = RECIPIENT, .wording = "advice-1", .language = "en",
                                                          .granted_at = now - G_TIME_SPAN_HOUR, .expires_at = now + 30 * G_TIME_SPAN_DAY }, NULL, &error);
  g_assert_no_error (error);
}

static HwShift *
plant_shift (HwStore *store)
{
  g_autoptr (HwShift) shift = hw_shift_new ();
  g_autoptr (GPtrArray) stops = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_stop_free);
  GError *error = NULL;
  HwShift *planted;
  HwId id;

  shift->starts_at = g_get_real_time () + G_TIME_SPAN_HOUR;
  shift->ends_at = shift->starts_at + 5 * G_TIME_SPAN_HOUR;
  shift->start = shift->end = arches;
  shift->start_place = g_strdup ("Riverton Station");
  g_ptr_array_add (shift->team, hw_team_member_new ("Amir", "en", TRUE));
  g_ptr_array_add (shift->team, hw_team_member_new ("Lise", "en", FALSE));
  hw_store_record_shift (store, shift, &id, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 8; i++)
    {
      HwStop *stop = hw_stop_new ();

      stop->kind = HW_STOP_PLACE;
      stop->name = g_strdup_printf ("Doorway %u", i + 1);
      stop->point = (HwPoint) { arches.latitude + i * 0.003, arches.longitude };
      stop->visit_minutes = 15;
      g_ptr_array_add (stops, stop);
    }
  hw_store_record_round (store, &id, stops, &error);
  g_assert_no_error (error);
  planted = hw_store_get_shift (store, &id, &error);
  g_assert_no_error (error);
  return planted;
}

static void
done_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  ((Fixture *) user_data)->done = TRUE;
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
open_session (Fixture    *fixture,
              const char *path)
{
  fixture->session = hw_test_session_new ();
  hw_session_set_path (fixture->session, path);
  hw_session_unlock_async (fixture->session, HW_SECRET_PASSPHRASE, PASSPHRASE, NULL, done_cb, fixture);
  hw_test_wait_for (fixture->done);
  g_assert_cmpint (hw_session_get_state (fixture->session), ==, HW_SESSION_OPEN);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *path = NULL, *code = NULL;
  g_autoptr (HwStore) store = NULL;
  g_autoptr (GError) error = NULL;

  fixture->directory = g_dir_make_tmp ("hw-route-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (fixture->directory, "team.homeward", NULL);
  fixture->path = g_build_filename (fixture->directory, "round", NULL);
  store = hw_store_create (path, "Outreach", "Lise", PASSPHRASE, HW_KEY_STRENGTH_TEST, &code, &error);
  g_assert_no_error (error);
  plant_person (store, &fixture->case_id);
  fixture->shift = plant_shift (store);
  hw_store_close (store, &error);
  g_assert_no_error (error);
  open_session (fixture, path);
  fixture->window = adw_window_new ();
  gtk_window_present (GTK_WINDOW (fixture->window));
  fixture->print = hw_route_sheet_print_new (fixture->window, fixture->session, fixture->shift);
  g_object_add_weak_pointer (G_OBJECT (fixture->print), (gpointer *) &fixture->print);
  g_signal_connect_swapped (fixture->print, "ready", G_CALLBACK (count_cb), &fixture->n_ready);
  g_signal_connect_swapped (fixture->print, "given", G_CALLBACK (count_cb), &fixture->n_given);
  gtk_window_present (GTK_WINDOW (fixture->print));
  hw_test_wait_for (fixture->n_ready == 1);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GDir) directory = NULL;
  const char *name;

  fixture->done = FALSE;
  hw_session_lock_async (fixture->session, "test", done_cb, fixture);
  hw_test_wait_for (fixture->done);
  /* Nothing of the sheet outlives the lock. */
  hw_test_wait_for (fixture->print == NULL);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&fixture->session);
  hw_shift_free (fixture->shift);
  directory = g_dir_open (fixture->directory, 0, NULL);
  while ((name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->directory, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->directory);
  g_free (fixture->directory);
  g_free (fixture->path);
}

static GtkWidget *
find_row (GtkWidget  *widget,
          const char *title)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found;

      if (ADW_IS_PREFERENCES_ROW (child) && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (child)), title) == 0)
        return child;
      found = find_row (child, title);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
choose (Fixture    *fixture,
        const char *row,
        guint       position)
{
  guint n_ready = fixture->n_ready;

  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (fixture->print, row)), position);
  hw_test_wait_for (fixture->n_ready > n_ready);
}

static HwRouteSheet *
get_sheet (Fixture *fixture)
{
  return hw_route_sheet_print_get_sheet (HW_ROUTE_SHEET_PRINT (fixture->print));
}

static guint
count_told (Fixture *fixture)
{
  g_autoptr (GPtrArray) told = hw_session_list_disclosures (fixture->session, &fixture->case_id);

  return told->len;
}

static void
assert_private (const char *path,
                const char *begin)
{
  g_autofree char *content = NULL;
  struct stat status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_true (g_str_has_prefix (content, begin));
}

static void
test_it_shows_what_leaves (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autofree char *text = hw_route_sheet_dup_text (get_sheet (fixture));

  g_assert_nonnull (strstr (text, "Amir (leads), Lise"));
  g_assert_nonnull (strstr (text, "8. Doorway 8"));
  g_assert_null (strstr (text, ALIAS));
  g_assert_cmpuint (count_told (fixture), ==, 0);
}

static void
test_it_is_printed_under_no_name (Fixture       *fixture,
                                  gconstpointer  data)
{
  g_autoptr (GtkPrintOperation) operation = hw_route_sheet_print_make_operation (HW_ROUTE_SHEET_PRINT (fixture->print));
  g_autofree char *job = NULL, *content = NULL;
  g_autoptr (GError) error = NULL;
  int n_pages;

  g_object_get (operation, "job-name", &job, NULL);
  g_assert_cmpstr (job, ==, "Homeward");
  gtk_print_operation_set_export_filename (operation, fixture->path);
  g_assert_cmpint (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &error), ==, GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->n_given, ==, 1);
  g_object_get (operation, "n-pages", &n_pages, NULL);
  g_assert_cmpint (n_pages, ==, (int) hw_route_sheet_count_pages (get_sheet (fixture)));
  g_assert_cmpint (n_pages, >, 1);
  g_assert_true (g_file_get_contents (fixture->path, &content, NULL, NULL));
  g_assert_true (g_str_has_prefix (content, "%PDF"));
}

static void
test_it_is_saved_for_its_owner_alone (Fixture       *fixture,
                                      gconstpointer  data)
{
  static const char * const begins[HW_N_ROUTE_FILES] = { "%PDF", "<?xml", "{\"type\":\"FeatureCollection\"" };

  /* A folder is no file: nothing is given. */
  hw_route_sheet_print_save (HW_ROUTE_SHEET_PRINT (fixture->print), fixture->directory, HW_ROUTE_PDF);
  g_assert_cmpuint (fixture->n_given, ==, 0);
  for (guint kind = 0; kind < HW_N_ROUTE_FILES; kind++)
    {
      hw_route_sheet_print_save (HW_ROUTE_SHEET_PRINT (fixture->print), fixture->path, (HwRouteFile) kind);
      g_assert_cmpuint (fixture->n_given, ==, kind + 1);
      assert_private (fixture->path, begins[kind]);
    }
}

static void
test_who_agreed_is_named_and_it_is_recorded_first (Fixture       *fixture,
                                                   gconstpointer  data)
{
  g_autofree char *text = NULL, *content = NULL, *hash = NULL;
  g_autoptr (GPtrArray) told = NULL;
  gsize length;

  choose (fixture, "Names", 1);
  text = hw_route_sheet_dup_text (get_sheet (fixture));
  g_assert_nonnull (strstr (text, "Known here: " ALIAS));
  g_assert_cmpuint (count_told (fixture), ==, 0);
  hw_route_sheet_print_save (HW_ROUTE_SHEET_PRINT (fixture->print), fixture->path, HW_ROUTE_PDF);
  hw_test_wait_for (fixture->n_given == 1);
  told = hw_session_list_disclosures (fixture->session, &fixture->case_id);
  g_assert_cmpuint (told->len, ==, 1);
  g_assert_cmpstr (hw_case_record_get (told->pdata[0], HW_RECORD_RECIPIENT), ==, RECIPIENT);
  g_assert_true (g_file_get_contents (fixture->path, &content, &length, NULL));
  hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) content, length);
  g_assert_nonnull (strstr (hw_case_record_get (told->pdata[0], HW_RECORD_WHAT), hash));
}

static void
test_who_takes_the_consent_back_is_not_named (Fixture       *fixture,
                                              gconstpointer  data)
{
  HwCaseItem *item = hw_session_find_case (fixture->session, &fixture->case_id);
  const HwConsent *consent = hw_case_item_get_case (item)->consents->pdata[0];
  GtkWidget *problem;

  /* The sheet with the name is on the screen when it happens. */
  choose (fixture, "Names", 1);
  fixture->done = FALSE;
  hw_session_withdraw_consent_async (fixture->session, &fixture->case_id, &consent->id, "changed their mind", done_cb, fixture);
  hw_test_wait_for (fixture->done);
  hw_route_sheet_print_save (HW_ROUTE_SHEET_PRINT (fixture->print), fixture->path, HW_ROUTE_PDF);
  problem = gtk_widget_get_next_sibling (gtk_widget_get_first_child (adw_window_get_content (ADW_WINDOW (fixture->print))));
  hw_test_wait_for (gtk_widget_get_visible (problem));
  g_assert_cmpuint (fixture->n_given, ==, 0);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_told (fixture), ==, 0);
}

static void
test_it_is_made_for_the_paper_that_is_chosen (Fixture       *fixture,
                                              gconstpointer  data)
{
  double width, height;

  choose (fixture, "Paper", 1);
  hw_route_sheet_get_size (get_sheet (fixture), &width, &height);
  g_assert_cmpfloat (width, ==, 612);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv);
  adw_init ();
#define ADD(path, func) g_test_add ("/route-sheet/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("it-shows-what-leaves", test_it_shows_what_leaves);
  ADD ("it-is-printed-under-no-name", test_it_is_printed_under_no_name);
  ADD ("it-is-saved-for-its-owner-alone", test_it_is_saved_for_its_owner_alone);
  ADD ("who-agreed-is-named-and-it-is-recorded-first", test_who_agreed_is_named_and_it_is_recorded_first);
  ADD ("who-takes-the-consent-back-is-not-named", test_who_takes_the_consent_back_is_not_named);
  ADD ("it-is-made-for-the-paper-that-is-chosen", test_it_is_made_for_the_paper_that_is_chosen);
#undef ADD
  return g_test_run ();
}
