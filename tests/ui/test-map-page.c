/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-map-page.h"
#include "hw-log-contact.h"
#include "hw-search-popover.h"
#include "hw-test-session.h"
#include "hw-test-wait.h"

#include <glib/gstdio.h>

/* The Map page over a real workspace: what is recorded comes onto it, and what is locked is gone. */

#define PLACE  "behind the old bank & <bins>"
#define HEARD     "Klingon"

typedef struct
{
  char      *directory;   /* (owned) */
  HwSession *session;     /* (owned) */
  GtkWidget *window;
  HwMapPage *page;
  gboolean   done;
  gint64     row;
} Fixture;

typedef gboolean (*Condition) (Fixture *fixture);

static void
wait_for (Fixture  *fixture,
          Condition condition)
{
  hw_test_wait_for (condition (fixture));
}

static gboolean
is_done (Fixture *fixture)
{
  return fixture->done;
}

static gboolean
holds_hidden_text (GtkWidget  *widget,
                   const char *part)
{
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), part) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (holds_hidden_text (child, part))
      return TRUE;
  return FALSE;
}

static gboolean
holds_text (GtkWidget  *widget,
            const char *part)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), part) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (holds_text (child, part))
      return TRUE;
  return FALSE;
}

static GtkWidget *
find_button (GtkWidget  *widget,
             const char *label)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found;

      if (GTK_IS_BUTTON (child) && gtk_widget_get_mapped (child) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (child)), label) == 0)
        return child;
      found = find_button (child, label);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
created_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *code = hw_session_create_finish (HW_SESSION (object), result, &error);

  g_assert_no_error (error);
  fixture->done = TRUE;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  fixture->directory = g_dir_make_tmp ("hw-map-page-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (fixture->directory, "team.homeward", NULL);
  fixture->session = hw_test_session_new ();
  hw_session_create_async (fixture->session, path, "Team", "Sofie", "seven lamps by the river", NULL, created_cb, fixture);
  wait_for (fixture, is_done);
  fixture->page = HW_MAP_PAGE (hw_map_page_new (fixture->session));
  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1280, 800);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
locked_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  hw_session_lock_finish (HW_SESSION (object), result, NULL);
  ((Fixture *) user_data)->done = TRUE;
}

static void
lock (Fixture *fixture)
{
  fixture->done = FALSE;
  hw_session_lock_async (fixture->session, "test", locked_cb, fixture);
  wait_for (fixture, is_done);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GDir) directory = NULL;
  const char *name;

  lock (fixture);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&fixture->session);
  directory = g_dir_open (fixture->directory, 0, NULL);
  while ((name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->directory, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->directory);
  g_free (fixture->directory);
}

static void
taken_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GError) error = NULL;

  fixture->row = hw_session_take_report_finish (HW_SESSION (object), result, &error);
  g_assert_no_error (error);
  fixture->done = TRUE;
}

static void
take_report (Fixture *fixture)
{
  HwReport template = {
    .channel = HW_CHANNEL_PHONE, .status = HW_REPORT_NEW,
    .received_at = g_get_real_time () - 60 * G_USEC_PER_SEC, .seen_at = g_get_real_time () - G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC,
    .point = { 51.5155, -0.1 }, .place = PLACE, .people = 2, .language = HEARD, .appearance = "blue tent",
  };
  g_autoptr (HwReport) report = hw_report_new (&template);

  fixture->done = FALSE;
  hw_session_take_report_async (fixture->session, report, taken_cb, fixture);
  wait_for (fixture, is_done);
}

static gboolean
shows_first_steps (Fixture *fixture)
{
  return holds_text (GTK_WIDGET (fixture->page), "Your town, and nobody on it yet");
}

static gboolean
shows_map (Fixture *fixture)
{
  return gtk_widget_get_mapped (GTK_WIDGET (hw_map_page_get_view (fixture->page))) &&
         hw_map_sidebar_get_n_in_view (hw_map_page_get_sidebar (fixture->page)) == 1;
}

static gboolean
shows_report (Fixture *fixture)
{
  return holds_text (GTK_WIDGET (fixture->page), "blue tent") && find_button (GTK_WIDGET (fixture->page), "Send out") != NULL;
}

static gboolean
is_sent_out (Fixture *fixture)
{
  HwIndexPoint point;

  return hw_point_index_lookup (hw_session_get_points (fixture->session), HW_KIND_REPORT, fixture->row, &point) &&
         point.status == HW_REPORT_SENT_OUT && find_button (GTK_WIDGET (fixture->page), "Send out") == NULL;
}

static gboolean
has_contact (Fixture *fixture)
{
  return hw_point_index_get_size (hw_session_get_points (fixture->session)) == 2;
}

static void
test_first_steps (Fixture       *fixture,
                  gconstpointer  data)
{
  wait_for (fixture, shows_first_steps);
  g_assert_nonnull (find_button (GTK_WIDGET (fixture->page), "New report"));
  g_assert_nonnull (find_button (GTK_WIDGET (fixture->page), "Import…"));
  take_report (fixture);
  wait_for (fixture, shows_map);
  g_assert_false (shows_first_steps (fixture));
}

static void
test_report_in_panel (Fixture       *fixture,
                      gconstpointer  data)
{
  take_report (fixture);
  wait_for (fixture, shows_map);
  g_assert_false (shows_report (fixture));
  hw_map_page_show_report (fixture->page, fixture->row);
  wait_for (fixture, shows_report);
  g_assert_true (holds_text (GTK_WIDGET (fixture->page), PLACE));
  /* What was heard is for whoever goes there with an interpreter, never for a map. */
  g_assert_false (holds_text (GTK_WIDGET (fixture->page), HEARD));
}

static void
test_report_moves_on (Fixture       *fixture,
                      gconstpointer  data)
{
  take_report (fixture);
  wait_for (fixture, shows_map);
  hw_map_page_show_report (fixture->page, fixture->row);
  wait_for (fixture, shows_report);
  g_signal_emit_by_name (find_button (GTK_WIDGET (fixture->page), "Send out"), "clicked");
  wait_for (fixture, is_sent_out);
}

static GtkWidget *
find_contact_window (void)
{
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (HW_IS_LOG_CONTACT (window))
        return window;   /* the list holds it */
    }
  return NULL;
}

static gboolean
has_contact_window (Fixture *fixture)
{
  GtkWidget *window = find_contact_window ();

  return window != NULL && gtk_widget_get_mapped (window);
}

static void
test_contact_is_logged (Fixture       *fixture,
                        gconstpointer  data)
{
  GtkWidget *record = NULL;

  take_report (fixture);
  wait_for (fixture, shows_map);
  hw_map_page_show_report (fixture->page, fixture->row);
  wait_for (fixture, shows_report);
  g_signal_emit_by_name (find_button (GTK_WIDGET (fixture->page), "Log a contact here"), "clicked");
  wait_for (fixture, has_contact_window);
  record = find_button (find_contact_window (), "_Record");
  g_assert_nonnull (record);
  g_signal_emit_by_name (record, "clicked");
  wait_for (fixture, has_contact);
}

static gboolean
forgets_place (Fixture *fixture)
{
  return !holds_hidden_text (GTK_WIDGET (fixture->page), PLACE);
}

static void
test_lock_clears (Fixture       *fixture,
                  gconstpointer  data)
{
  take_report (fixture);
  wait_for (fixture, shows_map);
  hw_map_page_show_report (fixture->page, fixture->row);
  wait_for (fixture, shows_report);
  g_assert_true (holds_hidden_text (GTK_WIDGET (fixture->page), PLACE));
  lock (fixture);
  wait_for (fixture, forgets_place);
  g_assert_cmpuint (hw_point_index_get_size (hw_session_get_points (fixture->session)), ==, 0);
  fixture->done = TRUE;
}

static gboolean
has_map (Fixture *fixture)
{
  return hw_map_view_get_maps (hw_map_page_get_view (fixture->page)) != NULL;
}

static void
test_map_file_is_remembered (Fixture       *fixture,
                             gconstpointer  data)
{
  const char *shared = g_getenv ("HW_SHARED_DATA");
  g_autofree char *path = shared ? g_build_filename (shared, "maps", "london_raster_z0-17.mbtiles", NULL) : NULL;

  if (path == NULL || !g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("the shared maps are not here");
      return;
    }
  g_assert_null (hw_session_get_setting (fixture->session, HW_MAP_SETTING_MAP));
  hw_map_page_add_map_file (fixture->page, path);
  wait_for (fixture, has_map);
  g_assert_cmpstr (hw_session_get_setting (fixture->session, HW_MAP_SETTING_MAP), ==, path);
  g_assert_true (holds_text (GTK_WIDGET (fixture->page), "stored on this laptop"));
}

static gboolean
shows_old_reports (Fixture *fixture)
{
  return gtk_widget_get_mapped (GTK_WIDGET (hw_map_page_get_view (fixture->page))) &&
         hw_map_sidebar_get_n_in_view (hw_map_page_get_sidebar (fixture->page)) == 28;
}

static void
test_old_file (Fixture       *fixture,
               gconstpointer  data)
{
  HwIndexPoint points[60];

  /* What an imported archive brings: years old, and closed long ago. */
  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    points[i] = (HwIndexPoint) {
      .row = i + 1, .kind = HW_KIND_REPORT, .status = HW_REPORT_CLOSED, .people = 1,
      .time = g_get_real_time () - (3000 + i) * HW_DAY_US,
      .point = { 47.6 + 0.0001 * i, -122.3 },
    };
  hw_point_index_append (hw_session_get_points (fixture->session), points, G_N_ELEMENTS (points));
  wait_for (fixture, shows_old_reports);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

static GtkWidget *
find_search_entry (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_SEARCH_ENTRY (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_search_entry (child);
  return found;
}

/* The popover is not on the screen. */
static gboolean
has_row (GtkWidget  *widget,
         const char *title)
{
  gboolean has = ADW_IS_PREFERENCES_ROW (widget) && g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && !has; child = gtk_widget_get_next_sibling (child))
    has = has_row (child, title);
  return has;
}

static guint
count_pins (GtkWidget *widget)
{
  guint n = SHUMATE_IS_MARKER (widget) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count_pins (child);
  return n;
}

static void
test_place_gets_a_pin (Fixture       *fixture,
                       gconstpointer  data)
{
  const HwPoint place = { 51.6, -0.2 }, other = { 51.7, -0.3 };
  ShumateLocation *centre;

  take_report (fixture);
  wait_for (fixture, shows_map);
  centre = SHUMATE_LOCATION (hw_map_view_get_viewport (hw_map_page_get_view (fixture->page)));
  hw_map_page_show_point (fixture->page, &other);
  hw_map_page_show_point (fixture->page, &place);
  g_assert_cmpuint (count_pins (GTK_WIDGET (fixture->page)), ==, 1);
  hw_test_wait_for (fabs (shumate_location_get_latitude (centre) - place.latitude) < 1e-4);
  /* It goes with whatever is selected next, and with the lock. */
  hw_map_page_show_report (fixture->page, fixture->row);
  g_assert_cmpuint (count_pins (GTK_WIDGET (fixture->page)), ==, 0);
  hw_map_page_show_point (fixture->page, &place);
  lock (fixture);
  g_assert_cmpuint (count_pins (GTK_WIDGET (fixture->page)), ==, 0);
}

static void
test_search_takes_coordinates (Fixture       *fixture,
                               gconstpointer  data)
{
  static const char * const texts[] = { "51.6, -0.2", "51°36'00\"N 0°12'00\"W", "9C3XJQ2X+22" };
  GtkWidget *popover = g_object_ref_sink (g_object_new (HW_TYPE_SEARCH_POPOVER, NULL));
  GtkWidget *entry = find_search_entry (popover);

  take_report (fixture);
  hw_search_popover_set_session (HW_SEARCH_POPOVER (popover), fixture->session);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      gtk_editable_set_text (GTK_EDITABLE (entry), texts[i]);
      g_signal_emit_by_name (entry, "search-changed");
      hw_test_wait_for (has_row (popover, "Show this place on the map"));
      gtk_editable_set_text (GTK_EDITABLE (entry), "tent");
      g_signal_emit_by_name (entry, "search-changed");
      hw_test_wait_for (!has_row (popover, "Show this place on the map") && has_row (popover, PLACE));
    }
  g_object_unref (popover);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  ADD ("/map-page/teaches-the-first-steps-until-there-is-a-report", test_first_steps);
  ADD ("/map-page/shows-a-report-without-what-was-heard", test_report_in_panel);
  ADD ("/map-page/moves-a-report-on", test_report_moves_on);
  ADD ("/map-page/logs-a-contact-at-a-report", test_contact_is_logged);
  ADD ("/map-page/a-place-looked-for-gets-a-pin", test_place_gets_a_pin);
  ADD ("/map-page/search-takes-coordinates", test_search_takes_coordinates);
  ADD ("/map-page/shows-nothing-once-locked", test_lock_clears);
  ADD ("/map-page/remembers-its-map-in-the-workspace", test_map_file_is_remembered);
  ADD ("/map-page/shows-the-last-days-of-an-old-file", test_old_file);
  return g_test_run ();
}
