/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-list-export-dialog.h"
#include "hw-list-preview.h"
#include "hw-test-session.h"
#include "hw-test-wait.h"

#include <glib/gstdio.h>
#include <string.h>

/* A list of people in its window: what is shown, what may be saved, and what is written. */

#define PASSPHRASE "seven lamps by the river"
#define RECIPIENT  "Law centre"

typedef struct
{
  char      *directory;   /* (owned) */
  char      *path;        /* (owned): where to save */
  HwSession *session;     /* (owned) */
  HwId       janek, marek;
  GtkWidget *window;
  GtkWidget *dialog;
  guint      n_given;
  gboolean   done;
} Fixture;

static void
plant_case (HwStore    *store,
            const char *alias,
            HwId       *case_id)
{
  g_autoptr (GError) error = NULL;
  HwId id;

  hw_store_record_person (store, &(HwPerson) { .alias = alias }, NULL, &id, &error);
  g_assert_no_error (error);
  hw_store_record_case (store, &id, "home", g_get_real_time () - G_TIME_SPAN_DAY, NULL, case_id, &error);
  g_assert_no_error (error);
}

static void
plant (HwStore *store,
       Fixture *fixture)
{
  static const char * const purposes[] = { "advice", "first-responder" };
  gint64 now = g_get_real_time ();

  plant_case (store, "Janek", &fixture->janek);
  plant_case (store, "Marek", &fixture->marek);
  for (guint i = 0; i < G_N_ELEMENTS (purposes); i++)
    {
      g_autoptr (GError) error = NULL;

      hw_store_record_consent (store, &fixture->janek, &(HwConsent) { .purpose = purposes[i], .recipient = RECIPIENT, .wording = "advice-1", .language = "en",
                                                                      .granted_at = now - G_TIME_SPAN_HOUR, .expires_at = now + 30 * G_TIME_SPAN_DAY }, NULL, &error);
      g_assert_no_error (error);
    }
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

  fixture->directory = g_dir_make_tmp ("hw-list-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (fixture->directory, "team.homeward", NULL);
  fixture->path = g_build_filename (fixture->directory, "list.csv", NULL);
  store = hw_store_create (path, "Outreach", "Lise", PASSPHRASE, HW_KEY_STRENGTH_TEST, &code, &error);
  g_assert_no_error (error);
  plant (store, fixture);
  hw_store_close (store, &error);
  g_assert_no_error (error);
  open_session (fixture, path);
  fixture->window = adw_window_new ();
  gtk_window_present (GTK_WINDOW (fixture->window));
  fixture->dialog = hw_list_export_dialog_new (GTK_WINDOW (fixture->window), fixture->session);
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
  g_signal_connect_swapped (fixture->dialog, "given", G_CALLBACK (count_cb), &fixture->n_given);
  gtk_window_present (GTK_WINDOW (fixture->dialog));
}

static void
lock (Fixture *fixture)
{
  fixture->done = FALSE;
  hw_session_lock_async (fixture->session, NULL, done_cb, fixture);
  hw_test_wait_for (fixture->done);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->directory, 0, NULL);
  const char *name;

  lock (fixture);
  /* It goes with the lock, and every word on it. */
  hw_test_wait_for (fixture->dialog == NULL);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_object_unref (fixture->session);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (fixture->directory, name, NULL);

      g_unlink (file);
    }
  g_rmdir (fixture->directory);
  g_free (fixture->path);
  g_free (fixture->directory);
}

/* -- what stands in the window -- */

static GtkWidget *
find (GtkWidget *widget,
      gboolean (*matches) (GtkWidget *widget, const char *words),
      const char *words)
{
  if (matches (widget, words))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, matches, words);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
is_row (GtkWidget  *widget,
        const char *title)
{
  return ADW_IS_PREFERENCES_ROW (widget) && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) == 0;
}

static gboolean
is_label (GtkWidget  *widget,
          const char *words)
{
  return GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) && strstr (gtk_label_get_label (GTK_LABEL (widget)), words) != NULL;
}

static gboolean
is_save_button (GtkWidget  *widget,
                const char *label)
{
  return GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;
}

static GtkWidget *
get_row (Fixture    *fixture,
         const char *title)
{
  GtkWidget *row = find (fixture->dialog, is_row, title);

  if (row == NULL)
    g_error ("There is no row “%s”", title);
  return row;
}

static gboolean
shows (Fixture    *fixture,
       const char *words)
{
  return find (fixture->dialog, is_label, words) != NULL;
}

static void
choose_purpose (Fixture    *fixture,
                const char *id)
{
  guint n_purposes;
  const HwExportPurpose *purposes = hw_export_purposes (&n_purposes);

  for (guint i = 0; i < n_purposes; i++)
    if (g_str_equal (purposes[i].id, id))
      adw_combo_row_set_selected (ADW_COMBO_ROW (get_row (fixture, "What for")), i);
}

static gboolean
may_save (Fixture *fixture)
{
  GtkWidget *header = gtk_widget_get_first_child (adw_window_get_content (ADW_WINDOW (fixture->dialog)));
  GtkWidget *button = find (header, is_save_button, "Save the list…");

  if (button == NULL)
    g_error ("There is nothing to save with");
  return gtk_widget_is_sensitive (button);
}

static guint
count_told (Fixture    *fixture,
            const HwId *case_id)
{
  g_autoptr (GPtrArray) told = hw_session_list_disclosures (fixture->session, case_id);

  return told->len;
}

static void
test_shown (Fixture       *fixture,
            gconstpointer  data)
{
  choose_purpose (fixture, "family");
  hw_test_wait_for (shows (fixture, "Nobody was asked yet"));
  g_assert_false (may_save (fixture));
  choose_purpose (fixture, "advice");
  hw_test_wait_for (shows (fixture, "1 person, 1 line"));
  hw_test_wait_for (shows (fixture, "Janek"));
  hw_test_wait_for (shows (fixture, "1 person left out"));
  g_assert_true (shows (fixture, "they were not asked about this recipient"));
  g_assert_true (may_save (fixture));
}

static void
test_second_person (Fixture       *fixture,
                    gconstpointer  data)
{
  GtkWidget *second = get_row (fixture, "Second person who looked at it");

  choose_purpose (fixture, "first-responder");
  hw_test_wait_for (shows (fixture, "1 person, 1 line"));
  g_assert_true (gtk_widget_get_visible (second));
  g_assert_false (may_save (fixture));
  gtk_editable_set_text (GTK_EDITABLE (second), "lise");
  g_assert_false (may_save (fixture));
  gtk_editable_set_text (GTK_EDITABLE (second), "Amir");
  g_assert_true (may_save (fixture));
  /* A passphrase that is too short would seal nothing. */
  gtk_editable_set_text (GTK_EDITABLE (get_row (fixture, "Seal with a passphrase")), "abc");
  g_assert_false (may_save (fixture));
}

static void
test_saved (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *text = NULL;

  choose_purpose (fixture, "advice");
  hw_test_wait_for (shows (fixture, "1 person, 1 line"));
  hw_list_export_dialog_save (HW_LIST_EXPORT_DIALOG (fixture->dialog), fixture->path);
  hw_test_wait_for (fixture->n_given == 1);
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "Janek"));
  g_assert_null (strstr (text, "Marek"));
  g_assert_cmpuint (count_told (fixture, &fixture->janek), ==, 1);
  g_assert_cmpuint (count_told (fixture, &fixture->marek), ==, 0);
}

static void
test_not_saved (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *nowhere = g_build_filename (fixture->directory, "not here", "list.csv", NULL);

  choose_purpose (fixture, "advice");
  hw_test_wait_for (shows (fixture, "1 person, 1 line"));
  hw_list_export_dialog_save (HW_LIST_EXPORT_DIALOG (fixture->dialog), nowhere);
  hw_test_wait_for (may_save (fixture));
  g_assert_cmpuint (fixture->n_given, ==, 0);
  g_assert_cmpuint (count_told (fixture, &fixture->janek), ==, 0);
}

#define LIST_TEST(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  LIST_TEST ("/list-export/shows-what-will-leave-and-who-does-not", test_shown);
  LIST_TEST ("/list-export/asks-for-a-second-person-where-the-purpose-does", test_second_person);
  LIST_TEST ("/list-export/writes-what-is-shown-and-the-case-says-so", test_saved);
  LIST_TEST ("/list-export/what-was-not-written-was-not-given", test_not_saved);
  return g_test_run ();
}
