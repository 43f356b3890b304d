/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <string.h>

#include "hw-named-place.h"
#include "hw-place-field.h"
#include "hw-places-dialog.h"
#include "hw-session-places.h"
#include "hw-test-session.h"
#include "hw-test-wait.h"

/* "Where?" over a workspace that knows a few places, and the dialog that brings more. */

typedef struct
{
  char *directory;      /* (owned) */
  HwSession *session;   /* (owned) */
  GtkWidget *window;
  HwPlaceField *field;
  HwPoint point;        /* found last */
  guint n_lost, n_done;
} Fixture;

static void
result_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
point_found_cb (Fixture *fixture,
                double   latitude,
                double   longitude)
{
  fixture->point = (HwPoint) { latitude, longitude };
}

static void
point_lost_cb (Fixture *fixture)
{
  fixture->n_lost++;
}

static void
done_cb (Fixture *fixture)
{
  fixture->n_done++;
}

static void
import_place (Fixture    *fixture,
              const char *name,
              HwPoint     point)
{
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_named_place_free);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint n_added, n_known;

  g_ptr_array_add (places, hw_named_place_new (name, HW_NAMED_PLACE_STREET, &point));
  hw_session_import_places_async (fixture->session, places, NULL, result_cb, &result);
  hw_test_wait_for (result != NULL);
  g_assert_true (hw_session_import_places_finish (fixture->session, result, &n_added, &n_known, &error));
  g_assert_no_error (error);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *code = NULL;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  fixture->directory = g_dir_make_tmp ("homeward-test-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (fixture->directory, "riverton.homeward", NULL);
  fixture->session = hw_test_session_new ();
  hw_session_create_async (fixture->session, path, "Riverton Outreach", "Ana", "correct horse battery staple", NULL, result_cb, &result);
  hw_test_wait_for (result != NULL);
  code = hw_session_create_finish (fixture->session, result, &error);
  g_assert_no_error (error);

  fixture->field = g_object_new (HW_TYPE_PLACE_FIELD, NULL);
  hw_place_field_set_session (fixture->field, fixture->session);
  g_signal_connect_swapped (fixture->field, "point-found", G_CALLBACK (point_found_cb), fixture);
  g_signal_connect_swapped (fixture->field, "point-lost", G_CALLBACK (point_lost_cb), fixture);
  g_signal_connect_swapped (fixture->field, "done", G_CALLBACK (done_cb), fixture);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (fixture->field));
  gtk_box_append (GTK_BOX (box), hw_place_field_get_suggestions (fixture->field));
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), box);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_widget_grab_focus (GTK_WIDGET (fixture->field));
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  gtk_window_destroy (GTK_WINDOW (fixture->window));
  hw_session_lock_async (fixture->session, NULL, result_cb, &result);
  hw_test_wait_for (result != NULL);
  g_assert_true (hw_session_lock_finish (fixture->session, result, NULL));
  g_clear_object (&fixture->session);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  dir = g_dir_open (fixture->directory, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->directory, name, NULL);

      g_remove (path);
    }
  g_rmdir (fixture->directory);
  g_free (fixture->directory);
}

static GtkWidget *
find_entry (GtkWidget *root)
{
  if (GTK_IS_ENTRY (root))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_entry (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* As the user does: what is the same at the beginning stays, and the rest is typed over. */
static void
type (Fixture    *fixture,
      const char *words)
{
  GtkEditable *entry = GTK_EDITABLE (find_entry (GTK_WIDGET (fixture->field)));
  const char *text = gtk_editable_get_text (entry);
  int same = 0;

  while (text[same] != '\0' && text[same] == words[same])
    same++;
  gtk_editable_delete_text (entry, same, -1);
  gtk_editable_insert_text (entry, words + same, -1, &same);
}

static void
press_enter (Fixture *fixture)
{
  g_signal_emit_by_name (find_entry (GTK_WIDGET (fixture->field)), "activate");
}

static void
test_enter_chooses (Fixture      *fixture,
                    gconstpointer data)
{
  GtkWidget *suggestions = hw_place_field_get_suggestions (fixture->field);

  import_place (fixture, "Canal Yard", (HwPoint) { 51.5, -0.1 });
  type (fixture, "c");
  g_assert_false (gtk_widget_get_visible (suggestions));
  press_enter (fixture);
  g_assert_cmpuint (fixture->n_done, ==, 1);

  type (fixture, "canal y");
  hw_test_wait_for (gtk_widget_get_visible (suggestions));
  press_enter (fixture);
  g_assert_cmpstr (hw_place_field_get_text (fixture->field), ==, "Canal Yard");
  g_assert_cmpfloat (fixture->point.latitude, ==, 51.5);
  g_assert_cmpuint (fixture->n_done, ==, 1);
  g_assert_false (gtk_widget_get_visible (suggestions));
}

static void
test_enter_before_the_list (Fixture      *fixture,
                            gconstpointer data)
{
  import_place (fixture, "Canal Yard", (HwPoint) { 51.5, -0.1 });
  type (fixture, "canal yard, by the gate");
  press_enter (fixture);
  g_assert_cmpfloat (fixture->point.latitude, ==, 0);
  hw_test_wait_for (fixture->point.latitude == 51.5);
  g_assert_cmpstr (hw_place_field_get_text (fixture->field), ==, "Canal Yard, by the gate");
}

static void
test_other_words_lose_the_point (Fixture      *fixture,
                                 gconstpointer data)
{
  import_place (fixture, "Canal Yard", (HwPoint) { 51.5, -0.1 });
  type (fixture, "canal yard");
  press_enter (fixture);
  hw_test_wait_for (fixture->point.latitude == 51.5);
  type (fixture, "Canal Yard, behind the ramp");
  g_assert_cmpuint (fixture->n_lost, ==, 0);
  type (fixture, "Canal Ya");
  g_assert_cmpuint (fixture->n_lost, ==, 1);
  type (fixture, "Abbey Park");
  g_assert_cmpuint (fixture->n_lost, ==, 1);
  /* A code is a point at every key, and goes with its last one. */
  type (fixture, "51.6, -0.2");
  g_assert_cmpfloat (fixture->point.latitude, ==, 51.6);
  type (fixture, "51.6, -0.21");
  g_assert_cmpfloat (fixture->point.longitude, ==, -0.21);
  type (fixture, "");
  g_assert_cmpuint (fixture->n_lost, ==, 2);
}

/* -- the team's place service -- */

typedef struct
{
  SoupServer *server;    /* (owned) */
  char       *asked;     /* (owned) (nullable) */
  guint       n_asked;
} Service;

static void
answer_cb (SoupServer        *server,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  static const char answer[] = "[{\"lat\":\"51.7\",\"lon\":\"-0.3\",\"category\":\"highway\",\"display_name\":\"Tanners Row, Millside, Riverton, England\"}]";
  Service *service = user_data;

  service->n_asked++;
  g_free (service->asked);
  service->asked = g_strdup (g_hash_table_lookup (query, "q"));
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_STATIC, answer, sizeof answer - 1);
}

static void
offer_service (Fixture *fixture,
               Service *service)
{
  g_autofree char *address = NULL;
  g_autoptr (GError) error = NULL;
  GSList *uris;

  service->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (service->server, NULL, answer_cb, service, NULL);
  g_assert_true (soup_server_listen_local (service->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error));
  uris = soup_server_get_uris (service->server);
  address = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  g_assert_false (hw_session_set_place_service (fixture->session, "http://places.example.org", &error));
  g_clear_error (&error);
  g_assert_null (hw_session_get_place_service (fixture->session));
  g_assert_true (hw_session_set_place_service (fixture->session, address, &error));
}

/* Typing asks nobody, and Enter goes on to the next question; the row does, and what comes is chosen as any other place. */
static void
test_service_asked (Fixture      *fixture,
                    gconstpointer data)
{
  GtkListBox *suggestions = GTK_LIST_BOX (hw_place_field_get_suggestions (fixture->field));
  Service service = { NULL };

  type (fixture, "tanners row");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (suggestions)));
  type (fixture, "");
  offer_service (fixture, &service);
  type (fixture, "tanners row");
  hw_test_wait_for (gtk_widget_get_visible (GTK_WIDGET (suggestions)));
  press_enter (fixture);
  g_assert_cmpuint (fixture->n_done, ==, 1);
  g_assert_cmpuint (service.n_asked, ==, 0);
  g_signal_emit_by_name (suggestions, "row-activated", gtk_list_box_get_row_at_index (suggestions, 0));
  hw_test_wait_for (service.n_asked == 1 && gtk_widget_get_visible (GTK_WIDGET (suggestions)));
  g_assert_cmpstr (service.asked, ==, "tanners row");
  press_enter (fixture);
  g_assert_cmpstr (hw_place_field_get_text (fixture->field), ==, "Tanners Row, Millside, Riverton");
  g_assert_cmpfloat (fixture->point.latitude, ==, 51.7);
  g_assert_cmpuint (service.n_asked, ==, 1);
  g_object_unref (service.server);
  g_free (service.asked);
}

/* -- the dialog -- */

static gboolean
shows (GtkWidget  *root,
       const char *words)
{
  if (GTK_IS_LABEL (root) && strcmp (gtk_label_get_label (GTK_LABEL (root)), words) == 0)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (shows (child, words))
      return TRUE;
  return FALSE;
}

static void
test_dialog_imports (Fixture      *fixture,
                     gconstpointer data)
{
  GtkWidget *dialog = hw_places_dialog_new (GTK_WINDOW (fixture->window), fixture->session);
  g_autofree char *path = g_build_filename (fixture->directory, "places.csv", NULL);
  g_autofree char *nothing = g_build_filename (fixture->directory, "nothing.csv", NULL);

  g_assert_true (g_file_set_contents (path, "name,kind,latitude,longitude\nBread & Butter <Lane>,street,51.5,-0.1\n,street,51.5,-0.1\n", -1, NULL));
  gtk_window_present (GTK_WINDOW (dialog));
  hw_places_dialog_open (HW_PLACES_DIALOG (dialog), nothing);
  hw_test_wait_for (shows (dialog, "Choose a file…"));

  hw_places_dialog_open (HW_PLACES_DIALOG (dialog), path);
  hw_test_wait_for (shows (dialog, "Bread & Butter <Lane>"));
  g_assert_true (shows (dialog, "Line 3: There is no name"));
  g_assert_true (shows (dialog, "street · 51.50000, -0.10000"));
  gtk_widget_activate_action (dialog, "places.import", NULL);
  hw_test_wait_for (shows (dialog, "1 place was added"));
  gtk_window_destroy (GTK_WINDOW (dialog));

  type (fixture, "bread butter");
  press_enter (fixture);
  hw_test_wait_for (fixture->point.latitude == 51.5);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/place-field/enter-chooses-the-first-or-goes-on", Fixture, NULL, set_up, test_enter_chooses, tear_down);
  g_test_add ("/place-field/enter-may-come-before-the-list", Fixture, NULL, set_up, test_enter_before_the_list, tear_down);
  g_test_add ("/place-field/other-words-lose-the-point-and-more-words-keep-it", Fixture, NULL, set_up, test_other_words_lose_the_point, tear_down);
  g_test_add ("/place-field/a-place-service-is-asked-only-on-purpose", Fixture, NULL, set_up, test_service_asked, tear_down);
  g_test_add ("/places-dialog/shows-what-it-reads-and-imports-it", Fixture, NULL, set_up, test_dialog_imports, tear_down);
  return g_test_run ();
}
