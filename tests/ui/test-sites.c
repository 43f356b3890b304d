/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-map-page.h"
#include "hw-search-popover.h"
#include "hw-site-close-dialog.h"
#include "hw-site-dialog.h"
#include "hw-site-list.h"
#include "hw-site-words.h"
#include "hw-test-session.h"
#include "hw-test-wait.h"

#include <glib/gstdio.h>

/* Sites on the Map page: a hot-spot becomes one, it is in the list, on the map and in the search, it closes, and it leaves with the lock. */

#define PLACE   "Canal Yard & <wharf>"
#define HAZARDS "Needles; loose planks"

typedef struct
{
  char      *directory;   /* (owned) */
  HwSession *session;     /* (owned) */
  GtkWidget *window;
  HwMapPage *page;
  gboolean   done;
} Fixture;

static void
walk_text (GtkWidget  *widget,
           const char *part,
           gboolean   *found)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), part) != NULL)
    *found = TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && !*found; child = gtk_widget_get_next_sibling (child))
    walk_text (child, part, found);
}

static gboolean
holds_text (gpointer    widget,
            const char *part)
{
  gboolean found = FALSE;

  walk_text (widget, part, &found);
  return found;
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

static GtkWidget *
find_of_type (GtkWidget *widget,
              GType      type)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (child, type) ? child : find_of_type (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type))
        return window;
    }
  return NULL;
}

static void
click (gpointer    widget,
       const char *label)
{
  GtkWidget *button;

  hw_test_wait_for (find_button (widget, label) != NULL);
  button = find_button (widget, label);
  g_signal_emit_by_name (button, "clicked");
}

static void
done_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  ((Fixture *) user_data)->done = TRUE;
}

static void
created_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *code = hw_session_create_finish (HW_SESSION (object), result, &error);

  g_assert_no_error (error);
  done_cb (object, result, user_data);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  fixture->directory = g_dir_make_tmp ("hw-sites-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (fixture->directory, "team.homeward", NULL);
  fixture->session = hw_test_session_new ();
  hw_session_create_async (fixture->session, path, "Team", "Sofie", "seven lamps by the river", NULL, created_cb, fixture);
  hw_test_wait_for (fixture->done);
  fixture->page = HW_MAP_PAGE (hw_map_page_new (fixture->session));
  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1280, 800);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
lock (Fixture *fixture)
{
  fixture->done = FALSE;
  hw_session_lock_async (fixture->session, "test", done_cb, fixture);
  hw_test_wait_for (fixture->done);
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

/* Enough of them for a hot-spot. */
static void
take_reports (Fixture *fixture)
{
  for (int i = 0; i < 8; i++)
    {
      HwReport template = {
        .channel = HW_CHANNEL_PHONE, .status = HW_REPORT_NEW, .received_at = g_get_real_time () - 60 * G_USEC_PER_SEC,
        .seen_at = g_get_real_time () - (i + 1) * G_TIME_SPAN_HOUR, .point = { 51.5155 + i * 1e-5, -0.1 }, .place = PLACE, .people = 2,
      };
      g_autoptr (HwReport) report = hw_report_new (&template);

      fixture->done = FALSE;
      hw_session_take_report_async (fixture->session, report, done_cb, fixture);
      hw_test_wait_for (fixture->done);
    }
  hw_test_wait_for (g_list_model_get_n_items (hw_session_get_hot_spots (fixture->session)) == 1);
}

static void
select_hot_spot (Fixture *fixture)
{
  g_autoptr (HwHotSpotItem) item = g_list_model_get_item (hw_session_get_hot_spots (fixture->session), 0);
  HwMapThing thing;

  hw_map_thing_init_hot_spot (&thing, 1, &hw_hot_spot_item_get_hot_spot (item)->centre);
  hw_map_page_select (fixture->page, &thing);
}

static guint
count_sites (Fixture *fixture)
{
  return g_list_model_get_n_items (hw_session_get_sites (fixture->session));
}

static const HwSite *
get_site (Fixture *fixture)
{
  g_autoptr (HwSiteItem) item = g_list_model_get_item (hw_session_get_sites (fixture->session), 0);

  return hw_site_item_get_site (item);
}

static void
promote (Fixture *fixture)
{
  GtkWidget *dialog;

  take_reports (fixture);
  select_hot_spot (fixture);
  click (fixture->page, "Make it a site");
  dialog = find_window (HW_TYPE_SITE_DIALOG);
  g_assert_nonnull (dialog);
  gtk_editable_set_text (GTK_EDITABLE (find_row (dialog, "Lighting")), "dark");
  click (dialog, "Record");
  hw_test_wait_for (count_sites (fixture) == 1 && find_window (HW_TYPE_SITE_DIALOG) == NULL);
}

static void
test_promote (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWidget *dialog, *name;

  take_reports (fixture);
  select_hot_spot (fixture);
  click (fixture->page, "Make it a site");
  dialog = find_window (HW_TYPE_SITE_DIALOG);
  name = find_row (dialog, "Name");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (name)), ==, PLACE);

  /* Without a name nothing is recorded, and the window says so. */
  gtk_editable_set_text (GTK_EDITABLE (name), " ");
  click (dialog, "Record");
  hw_test_wait_for (holds_text (dialog, "The site has no name. Write one."));
  g_assert_cmpuint (count_sites (fixture), ==, 0);

  gtk_editable_set_text (GTK_EDITABLE (name), PLACE);
  click (dialog, "Record");
  hw_test_wait_for (count_sites (fixture) == 1);
  hw_test_wait_for (holds_text (fixture->page, "Sites 1") && holds_text (fixture->page, "Within its reach"));
  g_assert_true (holds_text (fixture->page, PLACE));
  g_assert_true (holds_text (fixture->page, "Nobody of the team has been here yet."));
  /* The hot-spot leads to it now. */
  select_hot_spot (fixture);
  click (fixture->page, "Show the site");
  hw_test_wait_for (holds_text (fixture->page, "Before you go"));
}

static void
test_in_step (Fixture       *fixture,
              gconstpointer  data)
{
  HwMapLayer *layer;
  g_autoptr (GArray) things = NULL;
  gboolean found = FALSE;
  HwMapThing thing;
  GtkWidget *list;

  promote (fixture);
  hw_test_wait_for (find_button (GTK_WIDGET (fixture->page), "Edit…") != NULL);
  hw_map_page_select (fixture->page, &(HwMapThing) { 0 });
  hw_test_wait_for (find_button (GTK_WIDGET (fixture->page), "Edit…") == NULL);

  /* Tab reaches it on the map. */
  layer = hw_map_view_get_layer (hw_map_page_get_view (fixture->page));
  hw_map_thing_init_site (&thing, get_site (fixture));
  things = hw_map_layer_list_visible (layer);
  for (guint i = 0; i < things->len; i++)
    found = found || hw_map_thing_equal (&g_array_index (things, HwMapThing, i), &thing);
  g_assert_true (found);

  /* The list marks what is selected on the map, and selects on it. */
  list = find_of_type (find_of_type (GTK_WIDGET (fixture->page), HW_TYPE_SITE_LIST), GTK_TYPE_LIST_VIEW);
  g_assert_false (gtk_selection_model_is_selected (gtk_list_view_get_model (GTK_LIST_VIEW (list)), 0));
  hw_map_page_select (fixture->page, &thing);
  g_assert_true (gtk_selection_model_is_selected (gtk_list_view_get_model (GTK_LIST_VIEW (list)), 0));
  hw_map_page_select (fixture->page, &(HwMapThing) { 0 });
  hw_test_wait_for (find_button (GTK_WIDGET (fixture->page), "Edit…") == NULL);
  g_signal_emit_by_name (list, "activate", 0);
  hw_test_wait_for (find_button (GTK_WIDGET (fixture->page), "Edit…") != NULL);
}

static void
test_edit (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *dialog;
  HwSite site;

  promote (fixture);
  g_assert_cmpstr (get_site (fixture)->lighting, ==, "dark");
  click (fixture->page, "Edit…");
  dialog = find_window (HW_TYPE_SITE_DIALOG);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_row (dialog, "Lighting"))), ==, "dark");
  gtk_window_destroy (GTK_WINDOW (dialog));
  /* Somebody else noted a hazard: the card in front says it at once. */
  site = *get_site (fixture);
  site.hazards = (char *) HAZARDS;
  fixture->done = FALSE;
  hw_session_save_site_async (fixture->session, &site, done_cb, fixture);
  hw_test_wait_for (fixture->done && holds_text (fixture->page, HAZARDS));
}

static void
test_close (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *dialog, *day;

  promote (fixture);
  click (fixture->page, "Close this site…");
  dialog = find_window (HW_TYPE_SITE_CLOSE_DIALOG);
  day = find_row (dialog, "First day that it is closed (year-month-day)");
  gtk_editable_set_text (GTK_EDITABLE (day), "next week");
  click (dialog, "Record");
  g_assert_true (holds_text (dialog, "Write the day as year-month-day"));
  g_assert_cmpint (get_site (fixture)->closes_at, ==, 0);

  gtk_editable_set_text (GTK_EDITABLE (day), "2025-10-03");
  click (dialog, "Record");
  hw_test_wait_for (get_site (fixture)->closes_at != 0 && find_window (HW_TYPE_SITE_CLOSE_DIALOG) == NULL);
  hw_test_wait_for (holds_text (fixture->page, "Closed by the authorities since 3 October 2025"));
  hw_test_wait_for (holds_text (fixture->page, "Nobody who was met here has been met since."));
  click (fixture->page, "Change the closure…");
  click (find_window (HW_TYPE_SITE_CLOSE_DIALOG), "It is open again");
  hw_test_wait_for (get_site (fixture)->closes_at == 0);
  hw_test_wait_for (find_button (GTK_WIDGET (fixture->page), "Close this site…") != NULL);
}

static void
test_search (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *popover = g_object_ref_sink (g_object_new (HW_TYPE_SEARCH_POPOVER, NULL));
  GtkWidget *entry = find_of_type (popover, GTK_TYPE_SEARCH_ENTRY);
  HwId nobody = { { 1 } };
  ShumateLocation *centre;

  promote (fixture);
  hw_search_popover_set_session (HW_SEARCH_POPOVER (popover), fixture->session);
  gtk_editable_set_text (GTK_EDITABLE (entry), "dark");
  g_signal_emit_by_name (entry, "search-changed");
  hw_test_wait_for (find_row (popover, PLACE) != NULL);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (find_row (popover, PLACE))), ==, "Not visited yet");
  g_object_unref (popover);

  centre = SHUMATE_LOCATION (hw_map_view_get_viewport (hw_map_page_get_view (fixture->page)));
  hw_map_page_select (fixture->page, &(HwMapThing) { 0 });
  hw_map_page_show_point (fixture->page, &(HwPoint) { 10, 10 });
  g_assert_false (hw_map_page_show_site (fixture->page, &nobody));
  g_assert_true (hw_map_page_show_site (fixture->page, &get_site (fixture)->id));
  hw_test_wait_for (fabs (shumate_location_get_latitude (centre) - get_site (fixture)->point.latitude) < 1e-4);
}

static void
test_lock (Fixture       *fixture,
           gconstpointer  data)
{
  promote (fixture);
  hw_test_wait_for (holds_text (fixture->page, "Within its reach"));
  lock (fixture);
  g_assert_cmpuint (count_sites (fixture), ==, 0);
  g_assert_false (holds_text (fixture->page, PLACE));
  g_assert_null (find_button (GTK_WIDGET (fixture->page), "Edit…"));
}

/* -- words -- */

static void
test_words (void)
{
  HwSite site = { .name = (char *) "Yard" };
  HwSiteTrace trace = { .distance_m = 793, .direction = 7, .n_people = 3, .last_at = 0 };
  HwSiteShift shift = { .distance_m = 184, .direction = 1, .n_before = 2, .n_after = 12 };
  g_autofree char *open = hw_words_dup_closure (&site, 10);
  g_autofree char *traced = hw_words_dup_trace (&trace, 0);
  g_autofree char *shifted = hw_words_dup_shift (&shift);

  g_autofree char *nothing = hw_words_dup_site_value ("hazards", "");
  g_autofree char *still_open = hw_words_dup_site_value ("closes-at", "0");
  g_autofree char *yes = hw_words_dup_site_value ("closes-by-authorities", "1");
  g_autofree char *metres = hw_words_dup_site_value ("radius", "75.0");

  g_assert_cmpstr (nothing, ==, "nothing");
  g_assert_cmpstr (still_open, ==, "it is open");
  g_assert_cmpstr (yes, ==, "yes");
  g_assert_cmpstr (metres, ==, "75 m");
  g_assert_null (open);
  g_assert_true (g_str_has_prefix (traced, "3 people met 790 m north-west, last on "));
  g_assert_cmpstr (shifted, ==, "The hot-spot moved about 180 m north-east: 12 reports and contacts there, 2 in the same time before.");
}

static void
test_day (void)
{
  gint64 start;

  g_assert_false (hw_site_parse_day ("2025-02-30", &start));
  g_assert_false (hw_site_parse_day ("", &start));
  g_assert_true (hw_site_parse_day ("2025-10-03", &start));
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  g_test_add_func ("/sites/words/say-where-people-went", test_words);
  g_test_add_func ("/sites/words/a-day-is-a-day", test_day);
  ADD ("/sites/a-hot-spot-becomes-one-under-its-own-name", test_promote);
  ADD ("/sites/are-reached-on-the-map-and-shown-in-the-panel", test_in_step);
  ADD ("/sites/what-somebody-notes-is-on-the-card-at-once", test_edit);
  ADD ("/sites/close-on-a-day-and-open-again", test_close);
  ADD ("/sites/are-found-by-words-and-flown-to", test_search);
  ADD ("/sites/leave-nothing-once-locked", test_lock);
  return g_test_run ();
}
