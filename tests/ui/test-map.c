/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-boundary-layer.h"
#include "hw-histogram.h"
#include "hw-hot-spot-words.h"
#include "hw-log-contact.h"
#include "hw-map-filter.h"
#include "hw-map-frame.h"
#include "hw-map-layer.h"
#include "hw-map-sidebar.h"
#include "hw-map-style.h"
#include "hw-map-tiles.h"
#include "hw-map-view.h"
#include "hw-session-items.h"
#include "hw-status-icon.h"
#include "hw-time-bar.h"
#include "hw-time-player.h"
#include "hw-test-wait.h"

#include <adwaita.h>
#include <math.h>

/*
 * The map page's parts, each alone, over a point index that the test fills: what
 * is drawn is read back as pixels, what is pressed goes through the widget's own
 * key bindings and buttons.
 */

#define DAY_US  (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)
#define WIDTH   600
#define HEIGHT  400

static const HwPoint MIDDLE = { 51.5155, -0.1000 };

/* -- helpers -- */

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static gint64
today_noon (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) noon = g_date_time_new_local (g_date_time_get_year (now), g_date_time_get_month (now),
                                                      g_date_time_get_day_of_month (now), 0, 0, 1);

  return g_date_time_to_unix (noon) * G_USEC_PER_SEC;
}

static void
put (HwPointIndex  *points,
     gint64         row,
     HwPointKind    kind,
     HwReportStatus status,
     int            days_ago,
     double         north,
     double         east)
{
  HwIndexPoint point = {
    .row = row, .kind = kind, .status = status, .people = 1,
    .time = today_noon () - days_ago * DAY_US,
    .point = { MIDDLE.latitude + north, MIDDLE.longitude + east },
  };

  hw_point_index_put (points, &point);
}

static GtkWidget *
show_in_window (GtkWidget *child,
                int        width,
                int        height)
{
  GtkWidget *window = adw_window_new ();

  gtk_widget_set_size_request (child, width, height);
  adw_window_set_content (ADW_WINDOW (window), child);
  gtk_window_present (GTK_WINDOW (window));
  hw_test_wait_for (gtk_widget_get_width (child) > 0 && gtk_widget_get_mapped (child));
  return window;
}

static HwMapView *
new_view (HwPointIndex *points,
          double        zoom)
{
  GtkWidget *view = hw_map_view_new ();

  show_in_window (view, WIDTH, HEIGHT);
  hw_map_view_set_points (HW_MAP_VIEW (view), points);
  shumate_viewport_set_zoom_level (hw_map_view_get_viewport (HW_MAP_VIEW (view)), zoom);
  shumate_location_set_location (SHUMATE_LOCATION (hw_map_view_get_viewport (HW_MAP_VIEW (view))), MIDDLE.latitude, MIDDLE.longitude);
  settle ();
  return HW_MAP_VIEW (view);
}

static void
destroy_view (gpointer view)
{
  gtk_window_destroy (GTK_WINDOW (gtk_widget_get_root (view)));
  settle ();
}

/* The layer alone as a picture of @width by @height, transparent where nothing is drawn. */
static cairo_surface_t *
draw_layer (HwMapView *view)
{
  GtkWidget *layer = GTK_WIDGET (hw_map_view_get_layer (view));
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, gtk_widget_get_width (layer), gtk_widget_get_height (layer));
  cairo_t *cr = cairo_create (surface);

  GTK_WIDGET_GET_CLASS (layer)->snapshot (layer, snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  if (node != NULL)
    gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static guint32
pixel_at (cairo_surface_t *surface,
          int              x,
          int              y)
{
  const guchar *data = cairo_image_surface_get_data (surface);

  return ((const guint32 *) (gconstpointer) (data + (gsize) y * cairo_image_surface_get_stride (surface)))[x];
}

static guint32
colour_of (HwReportStatus status)
{
  GdkRGBA colour;

  hw_status_colour (status, FALSE, &colour);
  return 0xff000000u | (guint32) lround (colour.red * 255) << 16 | (guint32) lround (colour.green * 255) << 8 | (guint32) lround (colour.blue * 255);
}

/* How many pixels within @radius of (x, y) have exactly a colour. */
static guint
count_colour (cairo_surface_t *surface,
              int              x,
              int              y,
              int              radius,
              guint32          colour)
{
  guint found = 0;

  for (int dy = -radius; dy <= radius; dy++)
    for (int dx = -radius; dx <= radius; dx++)
      if (x + dx >= 0 && y + dy >= 0 && x + dx < cairo_image_surface_get_width (surface) && y + dy < cairo_image_surface_get_height (surface) &&
          pixel_at (surface, x + dx, y + dy) == colour)
        found++;
  return found;
}

static void
middle_of (HwMapView *view,
           int       *x,
           int       *y)
{
  GtkWidget *layer = GTK_WIDGET (hw_map_view_get_layer (view));

  *x = gtk_widget_get_width (layer) / 2;
  *y = gtk_widget_get_height (layer) / 2;
}

/* Runs the key binding that a widget's class has for a key. */
static gboolean
press (GtkWidget      *widget,
       guint           key,
       GdkModifierType modifiers)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_GET_CLASS (widget);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  (void) widget_class;
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
        continue;
      for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (!GTK_IS_KEYVAL_TRIGGER (trigger) ||
              gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) != key ||
              gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) != modifiers)
            continue;
          if (gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), GTK_SHORTCUT_ACTION_EXCLUSIVE, widget, gtk_shortcut_get_arguments (shortcut)))
            return TRUE;
        }
    }
  return FALSE;
}

/* -- the layer -- */

static void
test_layer_draws_status (void)
{
  g_autoptr (HwPointIndex) points = hw_point_index_new ();
  HwMapView *view = new_view (points, 16);
  cairo_surface_t *surface;
  int x, y;

  middle_of (view, &x, &y);
  surface = draw_layer (view);
  g_assert_cmpuint (count_colour (surface, x, y, 8, colour_of (HW_REPORT_NEW)), ==, 0);
  cairo_surface_destroy (surface);

  put (points, 1, HW_KIND_REPORT, HW_REPORT_NEW, 1, 0, 0);
  surface = draw_layer (view);
  g_assert_cmpuint (count_colour (surface, x, y, 8, colour_of (HW_REPORT_NEW)), >, 60);
  g_assert_cmpuint (count_colour (surface, x, y, 8, colour_of (HW_REPORT_SENT_OUT)), ==, 0);
  cairo_surface_destroy (surface);

  put (points, 1, HW_KIND_REPORT, HW_REPORT_SENT_OUT, 1, 0, 0);
  surface = draw_layer (view);
  g_assert_cmpuint (count_colour (surface, x, y, 8, colour_of (HW_REPORT_NEW)), ==, 0);
  g_assert_cmpuint (count_colour (surface, x, y, 8, colour_of (HW_REPORT_SENT_OUT)), >, 40);
  cairo_surface_destroy (surface);
  destroy_view (view);
}

static void
test_layer_follows_filter (void)
{
  g_autoptr (HwPointIndex) points = hw_point_index_new ();
  HwPointFilter filter = HW_POINT_FILTER_ALL;
  HwMapView *view = new_view (points, 16);
  HwMapThing thing;
  int x, y;

  middle_of (view, &x, &y);
  put (points, 1, HW_KIND_REPORT, HW_REPORT_NEW, 1, 0, 0);
  filter.statuses = 1u << HW_REPORT_CLOSED;
  hw_point_index_set_filter (points, &filter);
  cairo_surface_destroy (draw_layer (view));
  g_assert_false (hw_map_layer_pick (hw_map_view_get_layer (view), x, y, &thing));
  filter.statuses = 1u << HW_REPORT_NEW;
  hw_point_index_set_filter (points, &filter);
  cairo_surface_destroy (draw_layer (view));
  g_assert_true (hw_map_layer_pick (hw_map_view_get_layer (view), x, y, &thing));
  g_assert_cmpint (thing.kind, ==, HW_MAP_REPORT);
  g_assert_cmpint (thing.row, ==, 1);
  destroy_view (view);
}

static void
test_layer_draws_cluster (void)
{
  g_autoptr (HwPointIndex) points = hw_point_index_new ();
  HwMapView *view = new_view (points, 12);
  cairo_surface_t *surface;
  HwMapThing thing;
  int x, y;

  middle_of (view, &x, &y);
  for (int i = 0; i < 12; i++)
    put (points, i + 1, HW_KIND_REPORT, i < 6 ? HW_REPORT_NEW : HW_REPORT_TO_BE_ANSWERED, 1, 0, 0);
  surface = draw_layer (view);
  g_assert_true (hw_map_layer_pick (hw_map_view_get_layer (view), x, y, &thing));
  g_assert_cmpint (thing.kind, ==, HW_MAP_CLUSTER);
  g_assert_cmpuint (thing.cluster.count, ==, 12);
  /* Half a ring each, and neither in the middle, where the count stands. */
  g_assert_cmpuint (count_colour (surface, x, y, 22, colour_of (HW_REPORT_NEW)), >, 40);
  g_assert_cmpuint (count_colour (surface, x, y, 22, colour_of (HW_REPORT_TO_BE_ANSWERED)), >, 40);
  g_assert_cmpuint (count_colour (surface, x, y, 9, colour_of (HW_REPORT_NEW)), ==, 0);
  cairo_surface_destroy (surface);
  destroy_view (view);
}

static GPtrArray *
new_hot_spots (HwPointIndex *points)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (HwIndexPoint));
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GError) error = NULL;
  gint64 now = g_get_real_time ();
  HwHotSpotParams params;
  GPtrArray *hot_spots;

  for (gsize i = 0; i < hw_point_index_get_size (points); i++)
    {
      HwIndexPoint point;

      hw_point_index_get_point (points, i, &point);
      g_array_append_val (all, point);
    }
  hw_hot_spot_params_init (&params, now);
  hot_spots = hw_hot_spots_find ((const HwIndexPoint *) (gconstpointer) all->data, all->len, &params, zone, now, NULL, &error);
  g_assert_no_error (error);
  return hot_spots;
}

static void
test_layer_draws_hot_spot (void)
{
  g_autoptr (HwPointIndex) points = hw_point_index_new ();
  g_autoptr (GPtrArray) hot_spots = NULL;
  HwMapView *view = new_view (points, 17);
  cairo_surface_t *before, *after;
  HwMapThing thing;
  int x, y;

  middle_of (view, &x, &y);
  for (int i = 0; i < 8; i++)
    put (points, i + 1, HW_KIND_REPORT, HW_REPORT_NEW, 1 + i, 0.00002 * i, 0);
  hot_spots = new_hot_spots (points);
  g_assert_cmpuint (hot_spots->len, ==, 1);
  before = draw_layer (view);
  g_assert_cmpuint (pixel_at (before, x + 30, y), ==, 0);
  hw_map_layer_set_hot_spots (hw_map_view_get_layer (view), hot_spots);
  after = draw_layer (view);
  g_assert_cmpuint (pixel_at (after, x + 30, y), !=, 0);
  g_assert_true (hw_map_layer_pick (hw_map_view_get_layer (view), x + 30, y, &thing));
  g_assert_cmpint (thing.kind, ==, HW_MAP_HOT_SPOT);
  g_assert_cmpuint (thing.rank, ==, 1);
  cairo_surface_destroy (before);
  cairo_surface_destroy (after);
  destroy_view (view);
}

static void
test_layer_keeps_node (void)
{
  g_autoptr (HwPointIndex) points = hw_point_index_new ();
  HwMapView *view = new_view (points, 14);
  HwMapLayer *layer = hw_map_view_get_layer (view);
  guint before;

  for (int i = 0; i < 50; i++)
    put (points, i + 1, HW_KIND_REPORT, HW_REPORT_NEW, 1, 0.001 * i, 0.001 * i);
  cairo_surface_destroy (draw_layer (view));
  before = hw_map_layer_get_n_rebuilds (layer);
  for (int i = 0; i < 10; i++)
    {
      hw_map_view_pan (view, 7, 3);
      cairo_surface_destroy (draw_layer (view));
    }
  g_assert_cmpuint (hw_map_layer_get_n_rebuilds (layer), ==, before);
  hw_map_view_pan (view, 300, 0);
  cairo_surface_destroy (draw_layer (view));
  g_assert_cmpuint (hw_map_layer_get_n_rebuilds (layer), ==, before + 1);
  destroy_view (view);
}

/* -- the view -- */

static void
test_view_arrows_pan (void)
{
  g_autoptr (HwPointIndex) points = hw_point_index_new ();
  HwMapView *view = new_view (points, 14);
  ShumateLocation *location = SHUMATE_LOCATION (hw_map_view_get_viewport (view));
  double longitude = shumate_location_get_longitude (location), latitude;

  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (view)));
  g_assert_true (press (GTK_WIDGET (view), GDK_KEY_Right, 0));
  g_assert_cmpfloat (shumate_location_get_longitude (location), >, longitude);
  g_assert_true (press (GTK_WIDGET (view), GDK_KEY_Left, 0));
  g_assert_cmpfloat_with_epsilon (shumate_location_get_longitude (location), longitude, 1e-9);
  latitude = shumate_location_get_latitude (location);
  g_assert_true (press (GTK_WIDGET (view), GDK_KEY_Up, 0));
  g_assert_cmpfloat (shumate_location_get_latitude (location), >, latitude);
  destroy_view (view);
}

static void
test_view_plus_zooms (void)
{
  g_autoptr (HwPointIndex) points = hw_point_index_new ();
  HwMapView *view = new_view (points, 14);
  ShumateViewport *viewport = hw_map_view_get_viewport (view);

  g_assert_true (press (GTK_WIDGET (view), GDK_KEY_plus, 0));
  g_assert_cmpfloat (shumate_viewport_get_zoom_level (viewport), ==, 15);
  g_assert_true (press (GTK_WIDGET (view), GDK_KEY_minus, 0));
  g_assert_true (press (GTK_WIDGET (view), GDK_KEY_minus, 0));
  g_assert_cmpfloat (shumate_viewport_get_zoom_level (viewport), ==, 13);
  for (int i = 0; i < 40; i++)
    press (GTK_WIDGET (view), GDK_KEY_plus, 0);
  g_assert_cmpfloat (shumate_viewport_get_zoom_level (viewport), ==, HW_MAP_MAX_ZOOM);
  destroy_view (view);
}

static void
selected_cb (HwMapView  *view,
             HwMapThing *thing,
             HwMapThing *selected)
{
  *selected = *thing;
}

static void
test_view_tab_walks (void)
{
  g_autoptr (HwPointIndex) points = hw_point_index_new ();
  HwMapView *view = new_view (points, 16);
  HwMapThing selected = { 0 };

  g_signal_connect (view, "selected", G_CALLBACK (selected_cb), &selected);
  gtk_widget_grab_focus (GTK_WIDGET (view));
  g_assert_false (press (GTK_WIDGET (view), GDK_KEY_Tab, 0));
  put (points, 7, HW_KIND_REPORT, HW_REPORT_NEW, 1, 0.001, 0);
  put (points, 8, HW_KIND_CONTACT, HW_REPORT_CLOSED, 1, -0.001, 0);
  settle ();
  g_assert_false (press (GTK_WIDGET (view), GDK_KEY_Return, 0));
  g_assert_true (press (GTK_WIDGET (view), GDK_KEY_Tab, 0));
  g_assert_true (press (GTK_WIDGET (view), GDK_KEY_Return, 0));
  g_assert_cmpint (selected.kind, ==, HW_MAP_REPORT);
  g_assert_cmpint (selected.row, ==, 7);
  g_assert_true (press (GTK_WIDGET (view), GDK_KEY_Tab, 0));
  g_assert_true (press (GTK_WIDGET (view), GDK_KEY_Return, 0));
  g_assert_cmpint (selected.kind, ==, HW_MAP_CONTACT);
  /* After the last thing Tab goes on to the next widget. */
  g_assert_false (press (GTK_WIDGET (view), GDK_KEY_Tab, 0));
  destroy_view (view);
}

static void
count_cb (HwMapView *view,
          int       *count)
{
  (*count)++;
}

static void
test_view_escape_goes_back (void)
{
  g_autoptr (HwPointIndex) points = hw_point_index_new ();
  HwMapView *view = new_view (points, 16);
  int backs = 0;

  g_signal_connect (view, "back", G_CALLBACK (count_cb), &backs);
  gtk_widget_grab_focus (GTK_WIDGET (view));
  put (points, 7, HW_KIND_REPORT, HW_REPORT_NEW, 1, 0, 0);
  settle ();
  press (GTK_WIDGET (view), GDK_KEY_Tab, 0);
  g_assert_true (press (GTK_WIDGET (view), GDK_KEY_Escape, 0));
  g_assert_cmpint (backs, ==, 0);
  g_assert_true (press (GTK_WIDGET (view), GDK_KEY_Escape, 0));
  g_assert_cmpint (backs, ==, 1);
  destroy_view (view);
}

static void
test_view_shows_all (void)
{
  g_autoptr (HwPointIndex) points = hw_point_index_new ();
  HwMapView *view = new_view (points, 3);
  HwPoint far_off = { MIDDLE.latitude + 0.05, MIDDLE.longitude + 0.08 };
  HwBox box;

  put (points, 1, HW_KIND_REPORT, HW_REPORT_NEW, 1, 0, 0);
  put (points, 2, HW_KIND_REPORT, HW_REPORT_NEW, 1, 0.05, 0.08);
  hw_map_view_show_all (view);
  g_assert_true (hw_map_view_get_box (view, &box));
  g_assert_true (hw_box_contains (&box, &MIDDLE));
  g_assert_true (hw_box_contains (&box, &far_off));
  g_assert_cmpfloat (shumate_viewport_get_zoom_level (hw_map_view_get_viewport (view)), >=, 11);
  destroy_view (view);
}

static void
test_view_is_named (void)
{
  g_autoptr (HwPointIndex) points = hw_point_index_new ();
  HwMapView *view = new_view (points, 14);

  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, "Map");
  destroy_view (view);
}

static void
test_frame_agrees (void)
{
  g_autoptr (HwPointIndex) points = hw_point_index_new ();
  HwMapView *view = new_view (points, 14);
  ShumateViewport *viewport = hw_map_view_get_viewport (view);
  GtkWidget *layer = GTK_WIDGET (hw_map_view_get_layer (view));
  const HwPoint place = { MIDDLE.latitude + 0.003, MIDDLE.longitude - 0.004 };

  for (double zoom = 12; zoom < 15; zoom += 0.25)
    {
      HwMapFrame frame;
      double x, y, map_x, map_y;

      shumate_viewport_set_zoom_level (viewport, zoom);
      g_assert_true (hw_map_frame_init (&frame, viewport, layer));
      hw_map_frame_place (&frame, &place, &x, &y);
      shumate_viewport_location_to_widget_coords (viewport, layer, place.latitude, place.longitude, &map_x, &map_y);
      g_assert_cmpfloat_with_epsilon (x, map_x, 1.0);
      g_assert_cmpfloat_with_epsilon (y, map_y, 1.0);
    }
  destroy_view (view);
}

static GListStore *
new_square (const char *covered_by)
{
  static const HwPoint corners[] = { { 51.51, -0.11 }, { 51.51, -0.09 }, { 51.52, -0.09 }, { 51.52, -0.11 } };
  GListStore *areas = g_list_store_new (HW_TYPE_AREA_ITEM);
  GArray *ring = g_array_new (FALSE, FALSE, sizeof (HwPoint));
  g_autoptr (GPtrArray) rings = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  HwArea area = { .name = (char *) "Northgate", .rings = rings, .covered_by = (char *) covered_by };
  g_autoptr (HwAreaItem) item = NULL;

  g_array_append_vals (ring, corners, G_N_ELEMENTS (corners));
  g_ptr_array_add (rings, ring);
  area.box = hw_area_measure_box (rings);
  item = hw_area_item_new (&area);
  g_list_store_append (areas, item);
  return areas;
}

static GskRenderNode *
dup_node (HwBoundaryLayer *layer)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  GTK_WIDGET_GET_CLASS (layer)->snapshot (GTK_WIDGET (layer), snapshot);
  return gtk_snapshot_free_to_node (snapshot);
}

/* Alpha of the middle column, added up: hatching is more ink than a plain area. */
static guint64
measure_ink (HwBoundaryLayer *layer,
             GskRenderNode   *node)
{
  int width = gtk_widget_get_width (GTK_WIDGET (layer)), height = gtk_widget_get_height (GTK_WIDGET (layer));
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);
  guint64 ink = 0;

  gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  for (int y = 0; y < height; y++)
    ink += pixel_at (surface, width / 2 + 40, y) >> 24;
  cairo_surface_destroy (surface);
  return ink;
}

static void
test_areas_are_drawn (void)
{
  g_autoptr (HwPointIndex) points = hw_point_index_new ();
  g_autoptr (GListStore) covered = new_square ("North team"), uncovered = new_square (NULL);
  HwMapView *view = new_view (points, 14);
  HwBoundaryLayer *layer = hw_boundary_layer_new (hw_map_view_get_viewport (view));
  g_autoptr (GskRenderNode) nothing = NULL, plain = NULL, hatched = NULL, gone = NULL;

  hw_map_view_add_layer (view, SHUMATE_LAYER (layer));
  hw_test_wait_for (gtk_widget_get_width (GTK_WIDGET (layer)) > 0);
  nothing = dup_node (layer);
  g_assert_null (nothing);
  hw_boundary_layer_set_areas (layer, G_LIST_MODEL (covered));
  plain = dup_node (layer);
  g_assert_nonnull (plain);
  /* Where no team goes there is more to see than a colour. */
  hw_boundary_layer_set_areas (layer, G_LIST_MODEL (uncovered));
  hatched = dup_node (layer);
  g_assert_cmpuint (measure_ink (layer, hatched), >, measure_ink (layer, plain) * 11 / 10);
  g_list_store_remove_all (uncovered);
  gone = dup_node (layer);
  g_assert_null (gone);
  destroy_view (view);
}

/* -- tiles -- */

static void
filled_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (shumate_map_source_fill_tile_finish (SHUMATE_MAP_SOURCE (source), result, &error));
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
fill (HwMapTiles  *tiles,
      ShumateTile *tile)
{
  gboolean done = FALSE;

  shumate_map_source_fill_tile_async (SHUMATE_MAP_SOURCE (tiles), tile, NULL, filled_cb, &done);
  hw_test_wait_for (done);
}

/* A widget in libshumate 1.0, an ordinary object in 1.4. */
static ShumateTile *
new_tile (int x,
          int y,
          int zoom)
{
  ShumateTile *tile = shumate_tile_new_full (x, y, 256, zoom);

  return g_object_is_floating (tile) ? g_object_ref_sink (tile) : tile;
}

static void
test_tiles_without_map (void)
{
  g_autoptr (HwMapTiles) tiles = hw_map_tiles_new (NULL, FALSE);
  g_autoptr (ShumateTile) tile = new_tile (1, 1, 2);
  g_autofree char *attribution = hw_map_tiles_dup_attribution (NULL);

  fill (tiles, tile);
  g_assert_nonnull (shumate_tile_get_paintable (tile));
  g_assert_cmpint (shumate_tile_get_state (tile), ==, SHUMATE_STATE_DONE);
  g_assert_cmpstr (attribution, ==, "No map chosen");
}

static void
test_tiles_from_file (void)
{
  const char *data = g_getenv ("HW_SHARED_DATA");
  g_autofree char *path = data ? g_build_filename (data, "maps", "london_raster_z0-17.mbtiles", NULL) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HwTileArchive) map = NULL;
  g_autoptr (GPtrArray) maps = g_ptr_array_new ();
  g_autoptr (HwTileStack) stack = NULL;
  g_autoptr (HwMapTiles) tiles = NULL;
  g_autoptr (ShumateTile) missing = NULL, exact = NULL, deeper = NULL;
  g_autofree char *attribution = NULL;

  if (path == NULL || !g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("the shared maps are not here");
      return;
    }
  map = hw_tile_archive_open (path, &error);
  g_assert_no_error (error);
  g_ptr_array_add (maps, map);
  stack = hw_tile_stack_new (maps);
  tiles = hw_map_tiles_new (stack, FALSE);
  exact = new_tile (0, 0, 0);
  deeper = new_tile (262016, 174336, 19);
  fill (tiles, exact);
  fill (tiles, deeper);
  g_assert_nonnull (shumate_tile_get_paintable (exact));
  /* Beyond what the file holds its pictures are enlarged. */
  g_assert_nonnull (shumate_tile_get_paintable (deeper));
  attribution = hw_map_tiles_dup_attribution (stack);
  g_assert_nonnull (strstr (attribution, "stored on this laptop"));
  g_assert_null (strchr (attribution, '<'));
}

/* -- the histogram -- */

static guint32
day_ago (int days)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  GDate date;

  g_date_set_dmy (&date, g_date_time_get_day_of_month (now), g_date_time_get_month (now), g_date_time_get_year (now));
  return g_date_get_julian (&date) - days;
}

static guint
count_filtered (HwPointIndex *points)
{
  HwBox world = { -180, -85, 180, 85 };
  g_autoptr (GArray) found = hw_point_index_query (points, &world, 10000);

  return found->len;
}

static HwPointIndex *
new_year_of_points (void)
{
  HwPointIndex *points = hw_point_index_new ();

  for (int i = 0; i < 200; i++)
    put (points, i + 1, HW_KIND_REPORT, i % 5, i, 0.0001 * i, 0);
  return points;
}

static void
test_histogram_brush_filters (void)
{
  g_autoptr (HwPointIndex) points = new_year_of_points ();
  GtkWidget *histogram = g_object_ref_sink (hw_histogram_new ());

  g_assert_cmpuint (count_filtered (points), ==, 200);
  hw_histogram_set_points (HW_HISTOGRAM (histogram), points);
  g_assert_cmpuint (count_filtered (points), ==, 28);
  hw_histogram_select (HW_HISTOGRAM (histogram), day_ago (9), day_ago (5));
  g_assert_cmpuint (count_filtered (points), ==, 5);
  hw_histogram_select_last (HW_HISTOGRAM (histogram), 60);
  g_assert_cmpuint (count_filtered (points), ==, 60);
  g_assert_cmpuint (hw_histogram_get_last_days (HW_HISTOGRAM (histogram)), ==, 60);
  hw_histogram_select_all (HW_HISTOGRAM (histogram));
  g_assert_cmpuint (count_filtered (points), ==, 200);
  g_object_unref (histogram);
}

static void
test_histogram_keyboard (void)
{
  g_autoptr (HwPointIndex) points = new_year_of_points ();
  GtkWidget *histogram = hw_histogram_new (), *window;
  guint32 first, last;

  hw_histogram_set_points (HW_HISTOGRAM (histogram), points);
  window = show_in_window (histogram, 600, 84);
  g_assert_true (press (histogram, GDK_KEY_Left, 0));
  hw_histogram_get_selection (HW_HISTOGRAM (histogram), &first, &last);
  g_assert_cmpuint (first, ==, day_ago (28));
  g_assert_cmpuint (last, ==, day_ago (1));
  /* Nothing goes beyond today. */
  press (histogram, GDK_KEY_Page_Down, 0);
  hw_histogram_get_selection (HW_HISTOGRAM (histogram), &first, &last);
  g_assert_cmpuint (last, ==, day_ago (0));
  g_assert_cmpuint (first, ==, day_ago (27));
  press (histogram, GDK_KEY_Right, GDK_SHIFT_MASK);
  hw_histogram_get_selection (HW_HISTOGRAM (histogram), &first, &last);
  g_assert_cmpuint (first, ==, day_ago (26));
  press (histogram, GDK_KEY_Left, GDK_CONTROL_MASK);
  hw_histogram_get_selection (HW_HISTOGRAM (histogram), &first, &last);
  g_assert_cmpuint (last, ==, day_ago (1));
  hw_test_wait_for (count_filtered (points) == 26);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (histogram), GTK_ACCESSIBLE_ROLE_SLIDER);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_histogram_old_file (void)
{
  g_autoptr (HwPointIndex) points = hw_point_index_new ();
  GtkWidget *histogram = g_object_ref_sink (hw_histogram_new ());

  for (int i = 0; i < 40; i++)
    put (points, i + 1, HW_KIND_REPORT, HW_REPORT_NEW, 3000 + i, 0, 0);
  hw_histogram_set_points (HW_HISTOGRAM (histogram), points);
  g_assert_cmpuint (count_filtered (points), ==, 0);
  hw_histogram_select_last (HW_HISTOGRAM (histogram), 28);
  g_assert_cmpuint (count_filtered (points), ==, 28);
  g_object_unref (histogram);
}

static GtkWidget *
find_button (GtkWidget  *parent,
             const char *label)
{
  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found;

      if (GTK_IS_BUTTON (child) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (child)), label) == 0)
        return child;
      found = find_button (child, label);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
test_time_bar_buttons (void)
{
  g_autoptr (HwPointIndex) points = new_year_of_points ();
  GtkWidget *bar = g_object_ref_sink (hw_time_bar_new ());
  GtkWidget *week = find_button (bar, "7"), *month = find_button (bar, "28");

  hw_time_bar_set_points (HW_TIME_BAR (bar), points);
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (month)));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (week), TRUE);
  g_assert_cmpuint (count_filtered (points), ==, 7);
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (month)));
  hw_histogram_select (hw_time_bar_get_histogram (HW_TIME_BAR (bar)), day_ago (20), day_ago (15));
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (week)));
  g_object_unref (bar);
}

/* One report a day for 400 days, and a second one on each of the last 28. */
static HwPointIndex *
new_rising_points (void)
{
  HwPointIndex *points = hw_point_index_new ();

  for (int i = 0; i < 400; i++)
    put (points, i + 1, HW_KIND_REPORT, HW_REPORT_NEW, i, 0.0001 * i, 0);
  for (int i = 0; i < 28; i++)
    put (points, 1000 + i, HW_KIND_REPORT, HW_REPORT_NEW, i, 0.0001 * i, 0);
  return points;
}

static void
test_time_is_compared (void)
{
  g_autoptr (HwPointIndex) points = new_rising_points ();
  HwHistogram *histogram = HW_HISTOGRAM (g_object_ref_sink (hw_histogram_new ()));
  g_autofree char *rising = NULL, *steady = NULL, *unknown = NULL, *all = NULL;

  hw_histogram_set_points (histogram, points);
  rising = hw_histogram_dup_comparison (histogram);
  g_assert_cmpstr (rising, ==, "56 reports, 28 in the 28 days before: about 2 times as many. By chance alone, such a change comes 1 time in 335 (p = 0.003).");
  hw_histogram_select (histogram, day_ago (90), day_ago (61));
  steady = hw_histogram_dup_comparison (histogram);
  g_assert_cmpstr (steady, ==, "30 reports, 30 in the 30 days before");
  hw_histogram_select (histogram, day_ago (399), day_ago (390));
  unknown = hw_histogram_dup_comparison (histogram);
  g_assert_cmpstr (unknown, ==, "10 reports; of the days before, too little is known");
  hw_histogram_select_all (histogram);
  all = hw_histogram_dup_comparison (histogram);
  g_assert_cmpstr (all, ==, "All days are shown: there are none before them");
  g_object_unref (histogram);
}

static void
test_bars_are_weeks (void)
{
  g_autoptr (HwPointIndex) points = new_rising_points ();
  HwHistogram *histogram = HW_HISTOGRAM (hw_histogram_new ());
  GtkWidget *window;

  hw_histogram_set_points (histogram, points);
  window = show_in_window (GTK_WIDGET (histogram), 600, 84);
  g_assert_cmpuint (hw_histogram_get_bin_days (histogram), ==, 1);
  hw_histogram_set_least_bin (histogram, 7);
  g_assert_cmpuint (hw_histogram_get_bin_days (histogram), ==, 7);
  hw_histogram_set_least_bin (histogram, 1);
  g_assert_cmpuint (hw_histogram_get_bin_days (histogram), ==, 1);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_time_is_played (void)
{
  g_autoptr (HwPointIndex) points = new_rising_points ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *histogram = hw_histogram_new (), *window, *player;
  guint32 first, last, played_first;

  hw_histogram_set_points (HW_HISTOGRAM (histogram), points);
  hw_histogram_select_last (HW_HISTOGRAM (histogram), 7);
  player = hw_time_player_new (HW_HISTOGRAM (histogram));
  gtk_box_append (GTK_BOX (box), histogram);
  gtk_box_append (GTK_BOX (box), player);
  window = show_in_window (box, 600, 120);

  /* From the left edge ... */
  g_signal_emit_by_name (player, "clicked");
  g_assert_true (hw_time_player_is_playing (HW_TIME_PLAYER (player)));
  hw_histogram_get_selection (HW_HISTOGRAM (histogram), &played_first, &last);
  g_assert_cmpuint (played_first, ==, hw_histogram_get_shown (HW_HISTOGRAM (histogram)));
  g_assert_cmpuint (last - played_first, ==, 6);
  hw_test_wait_for (hw_histogram_get_selection (HW_HISTOGRAM (histogram), &first, &last) && first > played_first + 1);
  /* ... until somebody chooses other days ... */
  hw_histogram_select (HW_HISTOGRAM (histogram), day_ago (10), day_ago (4));
  hw_test_wait_for (!hw_time_player_is_playing (HW_TIME_PLAYER (player)));
  hw_histogram_get_selection (HW_HISTOGRAM (histogram), &first, &last);
  g_assert_cmpuint (last, ==, day_ago (4));
  /* ... from where it stands, up to today. */
  g_signal_emit_by_name (player, "clicked");
  hw_test_wait_for (!hw_time_player_is_playing (HW_TIME_PLAYER (player)));
  hw_histogram_get_selection (HW_HISTOGRAM (histogram), &first, &last);
  g_assert_cmpuint (last, ==, day_ago (0));
  g_assert_cmpuint (first, ==, day_ago (6));
  gtk_window_destroy (GTK_WINDOW (window));
}

static GtkWidget *
find_label (GtkWidget  *widget,
            const char *part)
{
  GtkWidget *found = GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), part) != NULL ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_label (child, part);
  return found;
}

static void
test_hours_are_chosen (void)
{
  g_autoptr (HwPointIndex) points = hw_point_index_new ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  HwTimeBar *bar = HW_TIME_BAR (hw_time_bar_new ());
  HwHourBrush *hours = hw_time_bar_get_hours (bar);
  g_autofree char *all = NULL, *night = NULL;
  GtkWidget *window;
  guint from, n_hours;

  hw_point_index_set_zone (points, zone);
  for (int i = 0; i < 20; i++)
    put (points, i + 1, HW_KIND_REPORT, HW_REPORT_NEW, i, 0.0001 * i, 0);     /* all just after midnight */
  hw_time_bar_set_points (bar, points);
  window = show_in_window (GTK_WIDGET (bar), 700, 140);
  gtk_widget_activate_action (GTK_WIDGET (bar), "time.unit", "s", "hours");
  hw_test_wait_for (gtk_widget_get_mapped (GTK_WIDGET (hours)));
  hw_test_wait_for ((g_free (all), all = hw_hour_brush_dup_words (hours)) && g_str_equal (all, "All hours: 20 on the map"));
  hw_hour_brush_select (hours, 20, 3);
  g_assert_cmpuint (count_filtered (points), ==, 0);
  hw_test_wait_for ((g_free (night), night = hw_hour_brush_dup_words (hours)) && g_str_equal (night, "20–23: 0 of 20"));
  /* The night is in one piece: two steps on hold midnight. */
  g_assert_true (press (GTK_WIDGET (hours), GDK_KEY_Right, 0));
  g_assert_true (press (GTK_WIDGET (hours), GDK_KEY_Right, 0));
  g_assert_true (hw_hour_brush_get_selection (hours, &from, &n_hours));
  g_assert_cmpuint (from, ==, 22);
  g_assert_cmpuint (n_hours, ==, 3);
  g_assert_cmpuint (count_filtered (points), ==, 20);
  /* With the days again, the hours that are hidden are still told. */
  gtk_widget_activate_action (GTK_WIDGET (bar), "time.unit", "s", "days");
  hw_test_wait_for (find_label (GTK_WIDGET (bar), "only 22–01") != NULL);
  press (GTK_WIDGET (hours), GDK_KEY_a, 0);
  g_assert_cmpuint (count_filtered (points), ==, 20);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* -- the sidebar -- */

static void
test_filter_counts (void)
{
  g_autoptr (HwPointIndex) points = new_year_of_points ();
  GtkWidget *filter = g_object_ref_sink (hw_map_filter_new ());
  guint counts[HW_N_COUNTED_STATUSES], contacts;

  hw_map_filter_set_points (HW_MAP_FILTER (filter), points);
  hw_point_index_count_statuses (points, counts, &contacts);
  for (guint i = 0; i < HW_N_COUNTED_STATUSES; i++)
    g_assert_cmpuint (hw_map_filter_get_count (HW_MAP_FILTER (filter), i), ==, counts[i]);
  /* Closed ones are counted and not shown. */
  g_assert_cmpuint (count_filtered (points), ==, 160);
  hw_map_filter_set_shown (HW_MAP_FILTER (filter), HW_REPORT_NEW, FALSE);
  g_assert_cmpuint (count_filtered (points), ==, 120);
  g_assert_cmpuint (hw_map_filter_get_count (HW_MAP_FILTER (filter), HW_REPORT_NEW), ==, 40);
  put (points, 999, HW_KIND_REPORT, HW_REPORT_NEW, 1, 0, 0);
  hw_test_wait_for (hw_map_filter_get_count (HW_MAP_FILTER (filter), HW_REPORT_NEW) == 41);
  g_object_unref (filter);
}

static void
test_filter_verified (void)
{
  g_autoptr (HwPointIndex) points = new_year_of_points ();
  GtkWidget *filter = g_object_ref_sink (hw_map_filter_new ());

  put (points, 1, HW_KIND_CONTACT, HW_REPORT_CLOSED, 1, 0, 0);
  hw_map_filter_set_points (HW_MAP_FILTER (filter), points);
  g_assert_cmpuint (count_filtered (points), ==, 161);
  hw_map_filter_set_verified (HW_MAP_FILTER (filter), TRUE);
  g_assert_cmpuint (count_filtered (points), ==, 1);
  hw_map_filter_set_verified (HW_MAP_FILTER (filter), FALSE);
  g_assert_cmpuint (count_filtered (points), ==, 161);
  g_object_unref (filter);
}

static void
test_sidebar_in_view (void)
{
  g_autoptr (HwPointIndex) points = new_year_of_points ();
  GtkWidget *sidebar = g_object_ref_sink (hw_map_sidebar_new (NULL));
  HwBox nothing = { 10, 10, 11, 11 };
  HwBox some = { MIDDLE.longitude - 0.001, MIDDLE.latitude - 0.00005, MIDDLE.longitude + 0.001, MIDDLE.latitude + 0.00095 };

  hw_map_sidebar_set_points (HW_MAP_SIDEBAR (sidebar), points);
  hw_map_sidebar_set_view (HW_MAP_SIDEBAR (sidebar), &nothing);
  settle ();
  g_assert_cmpuint (hw_map_sidebar_get_n_in_view (HW_MAP_SIDEBAR (sidebar)), ==, 0);
  hw_map_sidebar_set_view (HW_MAP_SIDEBAR (sidebar), &some);
  /* Ten lie there, and two of them are closed. */
  hw_test_wait_for (hw_map_sidebar_get_n_in_view (HW_MAP_SIDEBAR (sidebar)) == 8);
  g_assert_nonnull (find_button (sidebar, "In view 8"));
  g_object_unref (sidebar);
}

/* -- words -- */

static void
test_words_chance (void)
{
  HwHotSpot hot_spot = { .recent = 18, .before = 6, .p_value = 0.9, .trend = 0 };
  g_autofree char *often = hw_words_dup_chance (hot_spot.p_value), *seldom = NULL, *change = NULL;

  g_assert_cmpstr (often, ==, "Chance alone often brings such a change.");
  hot_spot.p_value = 0.0227;
  seldom = hw_words_dup_chance (hot_spot.p_value);
  g_assert_cmpstr (seldom, ==, "By chance alone, such a change comes 1 time in 44 (p = 0.02).");
  change = hw_words_dup_trend (&hot_spot);
  g_assert_cmpstr (change, ==, "18 in the last 14 days, 6 in the 14 before.");
}

static void
test_contact_time (void)
{
  gint64 now = today_noon () + 12 * G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC, met;

  g_assert_false (hw_log_contact_parse_time ("soon", now, &met));
  g_assert_false (hw_log_contact_parse_time ("24:10", now, &met));
  g_assert_false (hw_log_contact_parse_time ("12:10 or so", now, &met));
  g_assert_true (hw_log_contact_parse_time ("09:30", now, &met));
  g_assert_cmpint (met, <, now);
  g_assert_cmpint (met, >, now - DAY_US / 2);
  /* Later than now was last night. */
  g_assert_true (hw_log_contact_parse_time ("23:40", now, &met));
  g_assert_cmpint (met, <, now);
  g_assert_cmpint (met, >, now - DAY_US);
}

int
main (int    argc,
      char **argv)
{
  g_setenv ("TZ", "Europe/London", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  g_test_add_func ("/map/layer/draws-a-report-by-its-status", test_layer_draws_status);
  g_test_add_func ("/map/layer/draws-what-the-filter-lets-through", test_layer_follows_filter);
  g_test_add_func ("/map/layer/draws-a-cluster-as-a-ring-of-its-statuses", test_layer_draws_cluster);
  g_test_add_func ("/map/layer/draws-a-hot-spot-as-a-hull", test_layer_draws_hot_spot);
  g_test_add_func ("/map/layer/keeps-its-node-while-panning", test_layer_keeps_node);
  g_test_add_func ("/map/view/arrows-pan", test_view_arrows_pan);
  g_test_add_func ("/map/view/plus-and-minus-zoom-within-limits", test_view_plus_zooms);
  g_test_add_func ("/map/view/tab-walks-what-is-visible-and-enter-selects", test_view_tab_walks);
  g_test_add_func ("/map/view/escape-leaves-the-walk-then-goes-back", test_view_escape_goes_back);
  g_test_add_func ("/map/view/shows-everything", test_view_shows_all);
  g_test_add_func ("/map/view/is-named-for-a-screen-reader", test_view_is_named);
  g_test_add_func ("/map/frame/agrees-with-the-map-at-every-zoom", test_frame_agrees);
  g_test_add_func ("/map/areas/are-drawn-and-hatched-where-no-team-goes", test_areas_are_drawn);
  g_test_add_func ("/map/tiles/without-a-map-are-plain-ground", test_tiles_without_map);
  g_test_add_func ("/map/tiles/come-from-the-file-and-are-enlarged", test_tiles_from_file);
  g_test_add_func ("/map/histogram/brush-is-the-time-filter", test_histogram_brush_filters);
  g_test_add_func ("/map/histogram/keyboard-moves-days-and-edges", test_histogram_keyboard);
  g_test_add_func ("/map/histogram/shows-the-last-days-of-an-old-file", test_histogram_old_file);
  g_test_add_func ("/map/histogram/bars-are-weeks-when-asked", test_bars_are_weeks);
  g_test_add_func ("/map/histogram/compares-with-as-many-days-before", test_time_is_compared);
  g_test_add_func ("/map/histogram/plays-through-time", test_time_is_played);
  g_test_add_func ("/map/time-bar/hours-of-the-day-are-chosen", test_hours_are_chosen);
  g_test_add_func ("/map/time-bar/buttons-follow-the-brush", test_time_bar_buttons);
  g_test_add_func ("/map/filter/numbers-equal-the-index", test_filter_counts);
  g_test_add_func ("/map/filter/verified-shows-contacts-only", test_filter_verified);
  g_test_add_func ("/map/sidebar/lists-what-is-in-view", test_sidebar_in_view);
  g_test_add_func ("/map/words/say-how-often-chance-would-do-it", test_words_chance);
  g_test_add_func ("/map/contact/a-later-time-was-last-night", test_contact_time);
  return g_test_run ();
}
