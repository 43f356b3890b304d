/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-funder-report-dialog.h"
#include "hw-maps.h"
#include "hw-test-session.h"
#include "hw-test-wait.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

/* The report for a funder, from the window to the file. */

#define PASSPHRASE "seven lamps by the river"

typedef struct
{
  char      *directory;   /* (owned) */
  char      *path;        /* (owned): where to save */
  HwSession *session;     /* (owned) */
  GtkWidget *window;
  GtkWidget *dialog;
  gboolean   done;
} Fixture;

static void
done_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  ((Fixture *) user_data)->done = TRUE;
}

static void
open_town (Fixture *fixture)
{
  g_autofree char *town = g_build_filename (fixture->directory, "town", NULL);

  g_mkdir (town, 0700);
  hw_session_open_demo_async (fixture->session, town, 1, NULL, done_cb, fixture);
}

static void
open_team (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->directory, "team.homeward", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (HwStore) store = hw_store_create (path, "Outreach", "Lise", PASSPHRASE, HW_KEY_STRENGTH_TEST, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (hw_store_close (store, &error));
  hw_session_set_path (fixture->session, path);
  hw_session_unlock_async (fixture->session, HW_SECRET_PASSPHRASE, PASSPHRASE, NULL, done_cb, fixture);
}

/* @data: whether it is the made-up town, with its map. */
static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GError) error = NULL;
  HwPeriod period = hw_period_quarter_at (g_get_real_time (), zone);

  period.from = hw_period_before (&period, zone).from;
  fixture->directory = g_dir_make_tmp ("hw-funder-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->directory, "report", NULL);
  fixture->session = hw_test_session_new ();
  if (data != NULL)
    open_town (fixture);
  else
    open_team (fixture);
  hw_test_wait_for (fixture->done);
  hw_test_wait_for (hw_session_get_state (fixture->session) == HW_SESSION_OPEN);
  fixture->window = adw_window_new ();
  gtk_window_present (GTK_WINDOW (fixture->window));
  fixture->dialog = hw_funder_report_dialog_new (GTK_WINDOW (fixture->window), fixture->session, &period, 0);
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
  gtk_window_present (GTK_WINDOW (fixture->dialog));
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  fixture->done = FALSE;
  hw_session_lock_async (fixture->session, "test", done_cb, fixture);
  hw_test_wait_for (fixture->done);
  hw_test_wait_for (fixture->dialog == NULL);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&fixture->session);
  remove_folder (fixture->directory);
  g_free (fixture->directory);
  g_free (fixture->path);
}

/* Counts the buttons of figures; switches them all to @active unless it is negative. */
static guint
visit_checks (GtkWidget *widget,
              int        active)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      n += visit_checks (child, active);
      if (!GTK_IS_CHECK_BUTTON (child))
        continue;
      n += gtk_check_button_get_active (GTK_CHECK_BUTTON (child));
      if (active >= 0)
        gtk_check_button_set_active (GTK_CHECK_BUTTON (child), active);
    }
  return n;
}

static AdwComboRow *
find_format (GtkWidget *widget)
{
  AdwComboRow *found = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = ADW_IS_COMBO_ROW (child) ? ADW_COMBO_ROW (child) : find_format (child);
  return found;
}

static GtkWidget *
find_button (GtkWidget  *widget,
             const char *label)
{
  GtkWidget *found = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = GTK_IS_BUTTON (child) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (child)), label) == 0 ? child : find_button (child, label);
  return found;
}

static void
save (Fixture    *fixture,
      const char *begins)
{
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  struct stat status;
  gsize length;

  hw_funder_report_dialog_save (HW_FUNDER_REPORT_DIALOG (fixture->dialog), fixture->path);
  hw_test_wait_for (fixture->dialog == NULL);
  g_file_get_contents (fixture->path, &contents, &length, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (contents, MIN (length, strlen (begins)), begins, strlen (begins));
  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
}

static void
test_nothing_chosen (Fixture       *fixture,
                     gconstpointer  data)
{
  g_assert_cmpuint (visit_checks (fixture->dialog, FALSE), >, 15);
  g_assert_cmpuint (visit_checks (fixture->dialog, -1), ==, 0);
  g_assert_false (gtk_widget_is_sensitive (find_button (fixture->dialog, "Save the report…")));
  visit_checks (fixture->dialog, TRUE);
  g_assert_true (gtk_widget_is_sensitive (find_button (fixture->dialog, "Save the report…")));
}

static HwTileStack *
get_maps (Fixture *fixture)
{
  return hw_maps_get_stack (hw_maps_get_for_session (fixture->session));
}

/* Eight people together in five nights, long enough ago, whatever the made-up nights were like. */
static void
record_nights (Fixture *fixture)
{
  for (guint i = 0; i < 5; i++)
    {
      const HwContact contact = { .met_at = g_get_real_time () - (40 + i) * G_TIME_SPAN_DAY, .point = { 54.206, -2.395 }, .bedded_down = TRUE, .people = 8 };

      fixture->done = FALSE;
      hw_session_record_contact_async (fixture->session, &contact, done_cb, fixture);
      hw_test_wait_for (fixture->done);
    }
}

static void
test_streets (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *contents = NULL;
  gsize length;

  record_nights (fixture);
  hw_test_wait_for (get_maps (fixture) != NULL && hw_tile_stack_get_size (get_maps (fixture)) > 0);
  save (fixture, "%PDF-");
  g_assert_true (g_file_get_contents (fixture->path, &contents, &length, NULL));
  g_assert_nonnull (memmem (contents, length, "/Subtype /Image", strlen ("/Subtype /Image")));
}

static void
test_pdf (Fixture       *fixture,
          gconstpointer  data)
{
  save (fixture, "%PDF-");
}

static void
test_xlsx (Fixture       *fixture,
           gconstpointer  data)
{
  adw_combo_row_set_selected (find_format (fixture->dialog), 1);
  save (fixture, "PK\3\4");
}

static void
test_not_written (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->directory, "no-such-folder", "report.pdf", NULL);
  GtkWidget *box, *problem;

  box = adw_window_get_content (ADW_WINDOW (fixture->dialog));
  problem = gtk_widget_get_next_sibling (gtk_widget_get_first_child (box));
  g_assert_false (gtk_widget_get_visible (problem));
  hw_funder_report_dialog_save (HW_FUNDER_REPORT_DIALOG (fixture->dialog), path);
  hw_test_wait_for (gtk_widget_get_visible (problem));
  g_assert_nonnull (strstr (gtk_label_get_label (GTK_LABEL (problem)), "cannot be written"));
  g_assert_nonnull (fixture->dialog);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv);
  adw_init ();
#define ADD(path, func, data) g_test_add ("/funder-report/" path, Fixture, data, set_up, func, tear_down)
  ADD ("nothing-chosen-is-no-report", test_nothing_chosen, NULL);
  ADD ("where-it-cannot-be-written-it-says-so-and-stays", test_not_written, NULL);
  ADD ("it-is-written-as-pdf-for-its-owner-alone", test_pdf, NULL);
  ADD ("streets-lie-under-the-squares", test_streets, "town");
  ADD ("it-is-written-as-a-workbook", test_xlsx, NULL);
#undef ADD
  return g_test_run ();
}
