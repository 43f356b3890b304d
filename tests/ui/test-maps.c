/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-concentration-card.h"
#include "hw-hot-spots.h"
#include "hw-map-page.h"
#include "hw-map-picture.h"
#include "hw-map-row.h"
#include "hw-maps-dialog.h"
#include "hw-mbtiles-writer.h"
#include "hw-png.h"
#include "hw-service-group.h"
#include "hw-session-streets.h"
#include "hw-streets-group.h"
#include "hw-test-session.h"
#include "hw-test-wait.h"

#include <glib/gstdio.h>
#include <libsoup/soup.h>

/* Several maps, damaged ones, a map service the density of reports and where they concentrate, on the Map page of a real workspace. */

typedef struct
{
  char       *directory;   /* (owned) */
  HwSession  *session;     /* (owned) */
  HwMaps     *maps;
  GtkWidget  *window;
  HwMapPage  *page;
  GtkWidget  *dialog;
  SoupServer *server;      /* (owned) (nullable) */
  guint       n_asked;
  guint       n_loaded;
  gboolean    done;
  gboolean    well;
  GError     *error;       /* (owned) (nullable) */
} Fixture;

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
find_type (GtkWidget *widget,
           GType      type,
           guint     *nth)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && (*nth)-- == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_type (child, type, nth);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
get_nth (GtkWidget *widget,
         GType      type,
         guint      nth)
{
  return find_type (widget, type, &nth);
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

  fixture->directory = g_dir_make_tmp ("hw-maps-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (fixture->directory, "team.homeward", NULL);
  fixture->session = hw_test_session_new ();
  hw_session_create_async (fixture->session, path, "Team", "Sofie", "seven lamps by the river", NULL, created_cb, fixture);
  hw_test_wait_for (fixture->done);
  fixture->maps = hw_maps_get_for_session (fixture->session);
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
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GDir) directory = NULL;
  const char *name;

  if (fixture->dialog != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->dialog));
  fixture->done = FALSE;
  hw_session_lock_async (fixture->session, "test", locked_cb, fixture);
  hw_test_wait_for (fixture->done);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_object (&fixture->session);
  g_clear_object (&fixture->server);
  g_clear_error (&fixture->error);
  directory = g_dir_open (fixture->directory, 0, NULL);
  while ((name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->directory, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (fixture->directory), ==, 0);
  g_free (fixture->directory);
}

/* A map of one colour: all of zooms 0 to 3. */
static char *
write_map (Fixture    *fixture,
           const char *name,
           guint32     colour)
{
  g_autofree char *file_name = g_strconcat (name, ".mbtiles", NULL);
  char *path = g_build_filename (fixture->directory, file_name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (HwMbtilesWriter) writer = hw_mbtiles_writer_new (path, &error);
  g_autofree guint32 *pixels = g_new (guint32, 256 * 256);
  g_autoptr (GBytes) picture = NULL;

  for (guint i = 0; i < 256 * 256; i++)
    pixels[i] = colour;
  picture = hw_png_encode ((const guchar *) pixels, 256, 256, 1024);
  hw_mbtiles_writer_set (writer, "name", name, &error);
  for (guint zoom = 0; zoom < 4; zoom++)
    for (guint i = 0; i < 1u << (2 * zoom); i++)
      hw_mbtiles_writer_add (writer, zoom, i % (1u << zoom), i >> zoom, picture, &error);
  g_assert_true (hw_mbtiles_writer_finish (writer, &error));
  g_assert_no_error (error);
  return path;
}

static void
added_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  Fixture *fixture = user_data;

  g_clear_error (&fixture->error);
  fixture->well = hw_maps_add_finish (HW_MAPS (object), result, &fixture->error);
  fixture->done = TRUE;
}

static void
add (Fixture    *fixture,
     const char *path)
{
  fixture->done = FALSE;
  hw_maps_add_async (fixture->maps, path, NULL, added_cb, fixture);
  hw_test_wait_for (fixture->done);
}

static void
assert_order (Fixture    *fixture,
              const char *names)
{
  HwTileStack *stack = hw_maps_get_stack (fixture->maps);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; stack != NULL && i < hw_tile_stack_get_size (stack); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", hw_tile_archive_get_name (hw_tile_stack_get (stack, i)));
  g_assert_cmpstr (text->str, ==, names);
  g_assert_true (hw_map_view_get_maps (hw_map_page_get_view (fixture->page)) == stack);
}

static void
drawn_cb (GdkFrameClock *clock,
          gboolean      *drawn)
{
  *drawn = TRUE;
}

/* Layers have their places from the next frame on. */
static void
wait_for_frame (GtkWidget *widget)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  gboolean drawn = FALSE;
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (drawn_cb), &drawn);

  gtk_widget_queue_draw (widget);
  hw_test_wait_for (drawn);
  g_signal_handler_disconnect (clock, handler);
}

/* For looking at: HW_PICTURES=FOLDER. */
static void
take_picture (GtkWidget  *widget,
              const char *name)
{
  const char *folder = g_getenv ("HW_PICTURES");
  g_autofree char *path = folder != NULL ? g_strdup_printf ("%s/%s.png", folder, name) : NULL;
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GskRenderNode) node = NULL;
  GtkSnapshot *snapshot;
  cairo_surface_t *surface;
  cairo_t *cr;

  if (path == NULL)
    return;
  wait_for_frame (widget);
  snapshot = gtk_snapshot_new ();
  paintable = gtk_widget_paintable_new (widget);
  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  node = gtk_snapshot_free_to_node (snapshot);
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  cr = cairo_create (surface);
  gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  cairo_surface_write_to_png (surface, path);
  cairo_surface_destroy (surface);
}

static void
open_dialog (Fixture *fixture)
{
  fixture->dialog = hw_maps_dialog_new (GTK_WIDGET (fixture->page), fixture->session);
  gtk_window_present (GTK_WINDOW (fixture->dialog));
}

/* What a key does to the row that has the focus. */
static void
press_binding (GtkWidget       *row,
               guint            key,
               GdkModifierType  modifiers)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (row);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
        continue;
      for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (GTK_IS_KEYVAL_TRIGGER (trigger) && gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == key &&
              gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) == modifiers)
            {
              gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, row, gtk_shortcut_get_arguments (shortcut));
              return;
            }
        }
    }
  g_assert_not_reached ();
}

static void
test_list (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *a = write_map (fixture, "a", 0xff0000), *b = write_map (fixture, "b", 0x00ff00), *c = write_map (fixture, "c", 0x0000ff);
  g_autofree char *missing = g_build_filename (fixture->directory, "missing.mbtiles", NULL);

  /* what is no map does not come into the list */
  add (fixture, missing);
  g_assert_false (fixture->well);
  g_assert_nonnull (strstr (fixture->error->message, "missing.mbtiles"));
  assert_order (fixture, "");
  add (fixture, a);
  add (fixture, b);
  add (fixture, c);
  assert_order (fixture, "c b a");
  open_dialog (fixture);
  g_assert_cmpstr (hw_map_row_get_path (HW_MAP_ROW (get_nth (fixture->dialog, HW_TYPE_MAP_ROW, 0))), ==, c);
  /* by keyboard */
  gtk_widget_grab_focus (get_nth (fixture->dialog, HW_TYPE_MAP_ROW, 0));
  press_binding (get_nth (fixture->dialog, HW_TYPE_MAP_ROW, 0), GDK_KEY_Down, GDK_ALT_MASK);
  assert_order (fixture, "b c a");
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->dialog)) == get_nth (fixture->dialog, HW_TYPE_MAP_ROW, 1));
  press_binding (get_nth (fixture->dialog, HW_TYPE_MAP_ROW, 2), GDK_KEY_Up, GDK_ALT_MASK);
  assert_order (fixture, "b a c");
  take_picture (fixture->dialog, "maps");
  press_binding (get_nth (fixture->dialog, HW_TYPE_MAP_ROW, 0), GDK_KEY_Delete, 0);
  assert_order (fixture, "a c");
  g_assert_true (g_file_test (b, G_FILE_TEST_EXISTS));
  g_assert_null (get_nth (fixture->dialog, HW_TYPE_MAP_ROW, 2));
}

/* As the workspace remembered it when there was only one. */
static void
test_one_of_before (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *a = write_map (fixture, "a", 0xff0000);

  hw_session_set_setting (fixture->session, "map-path", a);
  hw_test_wait_for (hw_maps_get_stack (fixture->maps) != NULL);
  assert_order (fixture, "a");
}

static void
test_refused_is_said (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autofree char *a = write_map (fixture, "a", 0xff0000), *cut = g_build_filename (fixture->directory, "cut.mbtiles", NULL);
  g_autofree char *empty = g_build_filename (fixture->directory, "empty.pmtiles", NULL);
  g_autofree char *contents = NULL, *both = g_strjoin ("\n", cut, a, NULL), *lone = g_strjoin ("\n", empty, NULL);
  gsize length;

  g_assert_true (g_file_get_contents (a, &contents, &length, NULL));
  g_assert_true (g_file_set_contents (cut, contents, (gssize) length / 2, NULL));
  g_assert_true (g_file_set_contents (empty, "", 0, NULL));
  add (fixture, a);
  hw_test_wait_for (!holds_text (GTK_WIDGET (fixture->page), "damaged"));
  /* what happened, what is shown all the same, what to do */
  hw_session_set_setting (fixture->session, "map-path", both);
  hw_test_wait_for (holds_text (GTK_WIDGET (fixture->page), "cut.mbtiles"));
  g_assert_true (holds_text (GTK_WIDGET (fixture->page), "damaged"));
  g_assert_true (holds_text (GTK_WIDGET (fixture->page), "other maps and all reports are shown"));
  g_assert_true (holds_text (GTK_WIDGET (fixture->page), "Copy it again"));
  assert_order (fixture, "a");
  take_picture (fixture->window, "map-refused");
  hw_session_set_setting (fixture->session, "map-path", lone);
  hw_test_wait_for (hw_maps_get_stack (fixture->maps) == NULL && hw_maps_get_refusal (fixture->maps, empty) != NULL);
  g_assert_nonnull (strstr (hw_maps_get_refusal (fixture->maps, empty), "empty"));
  open_dialog (fixture);
  hw_test_wait_for (holds_text (fixture->dialog, "The file is empty"));
  take_picture (fixture->dialog, "maps-refused");
}

static void
put_points (Fixture *fixture,
            guint    n_points)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (HwIndexPoint));
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint i = 0; i < n_points; i++)
    {
      HwIndexPoint point = {
        .row = i + 1, .people = 1, .kind = HW_KIND_REPORT, .status = HW_REPORT_NEW, .time = g_get_real_time (),
        .point = { 51.5 + 0.1 * (g_rand_double (random) - 0.5), -0.1 + 0.1 * (g_rand_double (random) - 0.5) },
      };

      g_array_append_val (points, point);
    }
  hw_point_index_append (hw_session_get_points (fixture->session), (const HwIndexPoint *) (gconstpointer) points->data, points->len);
}

/* The colour in the middle of the map as it is, or as anybody may see it. */
static guint32
get_middle (Fixture  *fixture,
            gboolean  only_ground)
{
  HwMapFrame frame;
  g_autoptr (GskRenderNode) node = NULL;
  cairo_surface_t *surface;
  cairo_t *cr;
  guint32 pixel;

  wait_for_frame (fixture->window);
  node = hw_map_picture_take (hw_map_page_get_view (fixture->page), only_ground, &frame);
  if (node == NULL)
    return 0;
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 1, 1);
  cr = cairo_create (surface);
  cairo_translate (cr, -frame.width / 2.0, -frame.height / 2.0);
  gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  pixel = *(guint32 *) (gpointer) cairo_image_surface_get_data (surface);
  cairo_surface_destroy (surface);
  return pixel;
}

/* Without the layer of clusters: what is painted over the white map is the density alone. */
static void
test_density (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *white = write_map (fixture, "white", 0xffffff);
  HwMapView *view = hw_map_page_get_view (fixture->page);

  add (fixture, white);
  put_points (fixture, 5000);
  /* the page goes to what came in */
  hw_test_wait_for (shumate_viewport_get_zoom_level (hw_map_view_get_viewport (view)) > 10);
  hw_map_layer_set_points (hw_map_view_get_layer (view), NULL);
  shumate_viewport_set_zoom_level (hw_map_view_get_viewport (view), 9);
  shumate_location_set_location (SHUMATE_LOCATION (hw_map_view_get_viewport (view)), 51.5, -0.1);
  /* what is made for anybody shows nothing of it */
  hw_test_wait_for (get_middle (fixture, TRUE) == 0xffffffff && get_middle (fixture, FALSE) != 0xffffffff);
  hw_map_view_set_density (view, HW_MAP_DENSITY_NEVER);
  hw_test_wait_for (get_middle (fixture, FALSE) == 0xffffffff);
  g_assert_cmpstr (hw_session_get_setting (fixture->session, "map-density"), ==, "never");
  hw_map_view_set_density (view, HW_MAP_DENSITY_ALWAYS);
  hw_test_wait_for (get_middle (fixture, FALSE) != 0xffffffff);
  g_assert_cmphex (get_middle (fixture, TRUE), ==, 0xffffffff);
}

static HwConcentrationCard *
get_card (Fixture *fixture)
{
  return HW_CONCENTRATION_CARD (get_nth (GTK_WIDGET (fixture->page), HW_TYPE_CONCENTRATION_CARD, 0));
}

/* Twenty reports in the middle of the map, besides what lies about it. */
static void
put_concentration (Fixture *fixture)
{
  for (guint i = 0; i < 20; i++)
    {
      HwIndexPoint point = {
        .row = 10000 + i, .people = 1, .kind = HW_KIND_REPORT, .status = HW_REPORT_NEEDS_INFORMATION, .time = g_get_real_time (),
        .point = { 51.5 + 0.00001 * i, -0.1 },
      };

      hw_point_index_put (hw_session_get_points (fixture->session), &point);
    }
}

/* Without the layer of clusters and hot-spots: what is painted over the ground are the squares alone. */
static void
test_concentrations (Fixture       *fixture,
                     gconstpointer  data)
{
  HwMapView *view = hw_map_page_get_view (fixture->page);
  HwPointIndex *points = hw_session_get_points (fixture->session);
  HwPointFilter filter = HW_POINT_FILTER_ALL;
  guint32 ground, marked;

  hw_map_view_set_density (view, HW_MAP_DENSITY_NEVER);
  put_points (fixture, 500);
  put_concentration (fixture);
  hw_test_wait_for (shumate_viewport_get_zoom_level (hw_map_view_get_viewport (view)) > 10);
  gtk_widget_set_visible (GTK_WIDGET (hw_map_view_get_layer (view)), FALSE);
  shumate_viewport_set_zoom_level (hw_map_view_get_viewport (view), 15);
  shumate_location_set_location (SHUMATE_LOCATION (hw_map_view_get_viewport (view)), 51.5, -0.1);
  ground = get_middle (fixture, FALSE);
  g_assert_cmphex (ground, !=, 0);
  g_assert_cmphex (get_middle (fixture, TRUE), ==, ground);
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (get_card (fixture))));

  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "concentrations.shown", NULL);
  hw_test_wait_for (get_middle (fixture, FALSE) != ground);
  marked = get_middle (fixture, FALSE);
  /* what is made for anybody shows nothing of it */
  g_assert_cmphex (get_middle (fixture, TRUE), ==, ground);
  g_assert_true (holds_text (GTK_WIDGET (get_card (fixture)), "with more than chance would give"));
  g_assert_true (holds_text (GTK_WIDGET (get_card (fixture)), "reports and contacts in 600 by 600 m, where chance would give"));
  g_assert_cmpstr (hw_session_get_setting (fixture->session, "map-concentrations"), ==, "shown");
  take_picture (fixture->window, "map-concentrations");

  /* it follows what the map shows: by status, and by time */
  filter.statuses = 1u << HW_REPORT_NEW;
  hw_point_index_set_filter (points, &filter);
  hw_test_wait_for (get_middle (fixture, FALSE) == ground);
  filter = HW_POINT_FILTER_ALL;
  hw_point_index_set_filter (points, &filter);
  hw_test_wait_for (get_middle (fixture, FALSE) == marked);
  filter.until = g_get_real_time () - HW_DAY_US;
  hw_point_index_set_filter (points, &filter);
  hw_test_wait_for (get_middle (fixture, FALSE) == ground);
  filter = HW_POINT_FILTER_ALL;
  hw_point_index_set_filter (points, &filter);
  hw_test_wait_for (get_middle (fixture, FALSE) == marked);

  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "concentrations.shown", NULL);
  hw_test_wait_for (get_middle (fixture, FALSE) == ground);
  g_assert_cmpstr (hw_session_get_setting (fixture->session, "map-concentrations"), ==, "hidden");
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (get_card (fixture))));
}

/* The map goes where the card says that it is strongest; a locked workspace leaves nothing of it on the screen. */
static void
test_strongest_is_shown (Fixture       *fixture,
                         gconstpointer  data)
{
  HwMapView *view = hw_map_page_get_view (fixture->page);
  HwPoint here = { 51.5, -0.1 }, far = { 51.9, 0.4 };
  HwBox box;

  put_points (fixture, 500);
  put_concentration (fixture);
  hw_test_wait_for (hw_map_view_get_box (view, &box) && hw_box_contains (&box, &here));
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "concentrations.shown", NULL);
  hw_test_wait_for (holds_text (GTK_WIDGET (get_card (fixture)), "The strongest"));
  hw_map_view_go_to (view, &far, 0);
  hw_test_wait_for (hw_map_view_get_box (view, &box) && !hw_box_contains (&box, &here));
  g_signal_emit_by_name (get_nth (GTK_WIDGET (get_card (fixture)), GTK_TYPE_BUTTON, 0), "clicked");
  hw_test_wait_for (hw_map_view_get_box (view, &box) && hw_box_contains (&box, &here));

  hw_point_index_clear (hw_session_get_points (fixture->session));
  hw_test_wait_for (!holds_text (GTK_WIDGET (get_card (fixture)), "The strongest"));
}

static void
answer_cb (SoupServer        *server,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  Fixture *fixture = user_data;
  g_autofree guint32 *pixels = g_new (guint32, 256 * 256);
  g_autoptr (GBytes) picture = NULL;

  for (guint i = 0; i < 256 * 256; i++)
    pixels[i] = 0x2040ff;
  picture = hw_png_encode ((const guchar *) pixels, 256, 256, 1024);
  fixture->n_asked++;
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, "image/png", SOUP_MEMORY_COPY, g_bytes_get_data (picture, NULL), g_bytes_get_size (picture));
}

static char *
start_server (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GSList *uris;
  char *address;

  fixture->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (fixture->server, NULL, answer_cb, fixture, NULL);
  g_assert_true (soup_server_listen_local (fixture->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error));
  g_assert_no_error (error);
  uris = soup_server_get_uris (fixture->server);
  address = g_strdup_printf ("http://127.0.0.1:%d/{z}/{x}/{y}.png", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return address;
}

static void
test_service (Fixture       *fixture,
              gconstpointer  data)
{
  HwMapView *view = hw_map_page_get_view (fixture->page);
  g_autofree char *address = start_server (fixture);
  g_autoptr (GError) error = NULL;
  HwPoint middle = { 51.5, -0.1 };
  GtkWidget *group;

  put_points (fixture, 1);
  hw_map_view_go_to (view, &middle, 12);
  hw_test_wait_for (get_middle (fixture, TRUE) != 0);
  /* off until somebody turns it on, and not with half of what it takes */
  g_assert_false (hw_map_service_is_online (hw_maps_get_service (fixture->maps)));
  g_assert_false (hw_map_service_set_online (hw_maps_get_service (fixture->maps), TRUE, "tile.example.org", "Example", 50, &error));
  g_assert_nonnull (strstr (error->message, "{z}"));
  g_clear_error (&error);
  g_assert_false (hw_map_service_set_online (hw_maps_get_service (fixture->maps), TRUE, address, "", 50, &error));
  g_clear_error (&error);
  g_assert_false (hw_map_service_is_online (hw_maps_get_service (fixture->maps)));
  g_assert_cmpuint (fixture->n_asked, ==, 0);

  open_dialog (fixture);
  group = get_nth (fixture->dialog, HW_TYPE_SERVICE_GROUP, 0);
  g_assert_true (holds_text (group, "Whoever runs it sees where you look"));
  g_assert_true (hw_map_service_set_online (hw_maps_get_service (fixture->maps), TRUE, address, "Example map", 50, &error));
  g_assert_no_error (error);
  hw_test_wait_for (get_middle (fixture, TRUE) == 0xff2040ff);
  g_assert_cmpuint (fixture->n_asked, >, 0);
  g_assert_true (holds_text (GTK_WIDGET (view), "Example map"));
  g_assert_cmpint (hw_map_service_measure_cache (hw_maps_get_service (fixture->maps)), >, 0);
  g_assert_true (hw_map_service_clear_cache (hw_maps_get_service (fixture->maps), &error));
  g_assert_no_error (error);
  /* off: nothing more is asked, and what is left can be taken away */
  g_assert_true (hw_map_service_set_online (hw_maps_get_service (fixture->maps), FALSE, address, "Example map", 50, &error));
  g_assert_true (hw_map_service_clear_cache (hw_maps_get_service (fixture->maps), &error));
  g_assert_cmpint (hw_map_service_measure_cache (hw_maps_get_service (fixture->maps)), ==, 0);
}

static void
type_address (GtkWidget  *group,
              const char *address)
{
  GtkWidget *row = get_nth (group, ADW_TYPE_ENTRY_ROW, 0);

  gtk_editable_set_text (GTK_EDITABLE (row), address);
  g_signal_emit_by_name (row, "apply");
}

/* The server that rounds are planned along the streets with: none until its address is typed. */
static void
test_streets (Fixture      *fixture,
              gconstpointer data)
{
  HwStreetServer server = HW_STREET_SERVER_OSRM;
  GtkWidget *group;

  open_dialog (fixture);
  group = get_nth (fixture->dialog, HW_TYPE_STREETS_GROUP, 0);
  g_assert_true (holds_text (group, "sees where your stops may be"));
  adw_combo_row_set_selected (ADW_COMBO_ROW (get_nth (group, ADW_TYPE_COMBO_ROW, 0)), HW_STREET_SERVER_VALHALLA);
  g_assert_null (hw_session_get_street_server (fixture->session, &server));
  type_address (group, "http://streets.example.org");
  g_assert_true (holds_text (group, "must begin with https://"));
  g_assert_null (hw_session_get_street_server (fixture->session, &server));
  type_address (group, " https://streets.example.org ");
  g_assert_false (holds_text (group, "must begin with https://"));
  g_assert_cmpstr (hw_session_get_street_server (fixture->session, &server), ==, "https://streets.example.org");
  g_assert_cmpint (server, ==, HW_STREET_SERVER_VALHALLA);
  adw_combo_row_set_selected (ADW_COMBO_ROW (get_nth (group, ADW_TYPE_COMBO_ROW, 0)), HW_STREET_SERVER_OSRM);
  g_assert_nonnull (hw_session_get_street_server (fixture->session, &server));
  g_assert_cmpint (server, ==, HW_STREET_SERVER_OSRM);
  type_address (group, "");
  g_assert_null (hw_session_get_street_server (fixture->session, &server));
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_autofree char *cache = g_dir_make_tmp ("hw-maps-cache-XXXXXX", NULL);
  g_autofree char *folder = g_build_filename (cache, "homeward", NULL);
  int result;

  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("/maps/list-is-ordered-by-keyboard", test_list);
  ADD ("/maps/the-one-of-before-is-a-list-of-one", test_one_of_before);
  ADD ("/maps/a-refused-one-is-said-on-the-map", test_refused_is_said);
  ADD ("/maps/density-is-shown-but-never-to-anybody", test_density);
  ADD ("/maps/concentrations-are-shown-but-never-to-anybody", test_concentrations);
  ADD ("/maps/strongest-concentration-is-shown", test_strongest_is_shown);
  ADD ("/maps/service-is-off-until-turned-on", test_service);
  ADD ("/maps/server-of-the-streets-is-none-until-its-address-is-typed", test_streets);
  result = g_test_run ();
  g_rmdir (folder);
  g_rmdir (cache);
  return result;
}
