/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-point-map.h"

#include "hw-map-layer.h"
#include "hw-map-tiles.h"
#include "hw-maps.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

/*
 * The small map of the call desk: the point of the call with how far off it may
 * be, among what is known nearby. A click moves the point, and the keyboard does
 * too: arrows move it, with Shift further, plus and minus zoom.
 */

#define POINT_ZOOM      16.0
#define CLICK_PRECISION 40.0   /* metres: what a finger or a pointer can mean at the zooms used */
#define STEP_PX         8.0

struct _HwPointMap
{
  GtkWidget parent_instance;

  HwSession *session;        /* (owned) (nullable) */
  HwPoint point;
  double precision_m;
  ShumateMap *map;           /* child */
  ShumateViewport *viewport; /* (unowned) of the map */
  ShumateMapLayer *tiles;    /* (unowned) (nullable) */
  GtkWidget *overlay;        /* child */
  GtkWidget *mark;           /* drawn over the map */
  HwMapLayer *reports;       /* (unowned) */
  double pressed_x, pressed_y;
};

enum { MOVED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwPointMap, hw_point_map, GTK_TYPE_WIDGET)

static double
get_metres_per_pixel (HwPointMap *self,
                      double      latitude)
{
  ShumateMapSource *source = shumate_viewport_get_reference_map_source (self->viewport);

  return source ? shumate_map_source_get_meters_per_pixel (source, shumate_viewport_get_zoom_level (self->viewport), latitude, 0) : 1;
}

static void
draw_mark (GtkDrawingArea *area,
           cairo_t        *cr,
           int             width,
           int             height,
           gpointer        user_data)
{
  HwPointMap *self = user_data;
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  GdkRGBA colour;
  double x, y, radius;

  if (!hw_point_is_valid (&self->point))
    return;

  shumate_viewport_location_to_widget_coords (self->viewport, GTK_WIDGET (self->map), self->point.latitude, self->point.longitude, &x, &y);
  gdk_rgba_parse (&colour, dark ? "#62a0ea" : "#1a5fb4");
  radius = self->precision_m / get_metres_per_pixel (self, self->point.latitude);
  if (radius > 10 && radius < 4000)
    {
      const double dashes[] = { 4, 3 };

      cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
      cairo_set_source_rgba (cr, colour.red, colour.green, colour.blue, 0.15);
      cairo_fill_preserve (cr);
      cairo_set_source_rgba (cr, colour.red, colour.green, colour.blue, 0.9);
      cairo_set_line_width (cr, 1);
      cairo_set_dash (cr, dashes, 2, 0);
      cairo_stroke (cr);
      cairo_set_dash (cr, NULL, 0, 0);
    }
  cairo_arc (cr, x, y, 8, 0, 2 * G_PI);
  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_fill_preserve (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_set_line_width (cr, 2);
  cairo_stroke (cr);
}

static void
redraw (HwPointMap *self)
{
  gtk_widget_queue_draw (self->mark);
}

static void
move_point (HwPointMap *self,
            double      x,
            double      y)
{
  HwPoint point;

  shumate_viewport_widget_coords_to_location (self->viewport, GTK_WIDGET (self->map), x, y, &point.latitude, &point.longitude);
  if (!hw_point_is_valid (&point))
    return;
  self->point = hw_point_round (&point);
  self->precision_m = CLICK_PRECISION;
  redraw (self);
  g_signal_emit (self, signals[MOVED], 0, self->point.latitude, self->point.longitude, self->precision_m);
}

/* -- pointer and keys -- */

static void
pressed_cb (HwPointMap *self,
            int         n_press,
            double      x,
            double      y)
{
  self->pressed_x = x;
  self->pressed_y = y;
}

/* A drag pans the map; a click that stays where it is moves the point. */
static void
released_cb (HwPointMap *self,
             int         n_press,
             double      x,
             double      y)
{
  if (n_press == 1 && hypot (x - self->pressed_x, y - self->pressed_y) < 5)
    move_point (self, x, y);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
zoom_by (HwPointMap *self,
         double      steps)
{
  double zoom = shumate_viewport_get_zoom_level (self->viewport) + steps;

  shumate_viewport_set_zoom_level (self->viewport, CLAMP (zoom, HW_MAP_MIN_ZOOM, HW_MAP_MAX_ZOOM));
}

static void
nudge (HwPointMap *self,
       double      dx,
       double      dy)
{
  double x = gtk_widget_get_width (GTK_WIDGET (self)) / 2.0;
  double y = gtk_widget_get_height (GTK_WIDGET (self)) / 2.0;

  if (hw_point_is_valid (&self->point))
    shumate_viewport_location_to_widget_coords (self->viewport, GTK_WIDGET (self->map), self->point.latitude, self->point.longitude, &x, &y);
  move_point (self, x + dx, y + dy);
}

static gboolean
key_pressed_cb (HwPointMap     *self,
                guint           keyval,
                guint           keycode,
                GdkModifierType state)
{
  double step = state & GDK_SHIFT_MASK ? STEP_PX * 5 : STEP_PX;

  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return GDK_EVENT_PROPAGATE;
  switch (keyval)
    {
    case GDK_KEY_Left: nudge (self, -step, 0); break;
    case GDK_KEY_Right: nudge (self, step, 0); break;
    case GDK_KEY_Up: nudge (self, 0, -step); break;
    case GDK_KEY_Down: nudge (self, 0, step); break;
    case GDK_KEY_plus: case GDK_KEY_KP_Add: case GDK_KEY_equal: zoom_by (self, 1); break;
    case GDK_KEY_minus: case GDK_KEY_KP_Subtract: zoom_by (self, -1); break;
    default: return GDK_EVENT_PROPAGATE;
    }
  return GDK_EVENT_STOP;
}

/* -- map -- */

static void
show_middle_of (HwPointMap  *self,
                const HwBox *box)
{
  shumate_location_set_location (SHUMATE_LOCATION (self->viewport), (box->south + box->north) / 2, (box->west + box->east) / 2);
  shumate_viewport_set_zoom_level (self->viewport, 13);
}

static void
load_map (HwPointMap *self)
{
  HwTileStack *maps = self->session != NULL ? hw_maps_get_stack (hw_maps_get_for_session (self->session)) : NULL;
  g_autoptr (HwMapTiles) source = NULL;
  ShumateMapLayer *layer;

  source = hw_map_tiles_new (maps, adw_style_manager_get_dark (adw_style_manager_get_default ()));
  shumate_viewport_set_reference_map_source (self->viewport, SHUMATE_MAP_SOURCE (source));
  layer = shumate_map_layer_new (SHUMATE_MAP_SOURCE (source), self->viewport);
  shumate_map_insert_layer_behind (self->map, SHUMATE_LAYER (layer), SHUMATE_LAYER (self->reports));
  if (self->tiles != NULL)
    shumate_map_remove_layer (self->map, SHUMATE_LAYER (self->tiles));
  self->tiles = layer;
  if (maps != NULL && !hw_point_is_valid (&self->point))
    {
      HwBox bounds = hw_tile_stack_get_bounds (maps);

      show_middle_of (self, &bounds);
    }
}

static void
hw_point_map_measure (GtkWidget     *widget,
                      GtkOrientation orientation,
                      int            for_size,
                      int           *minimum,
                      int           *natural,
                      int           *minimum_baseline,
                      int           *natural_baseline)
{
  *minimum = 120;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 300 : 228;
}

static void
hw_point_map_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  gtk_widget_allocate (HW_POINT_MAP (widget)->overlay, width, height, baseline, NULL);
}

static void
hw_point_map_dispose (GObject *object)
{
  HwPointMap *self = HW_POINT_MAP (object);

  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->session, self);
      g_signal_handlers_disconnect_by_data (hw_maps_get_for_session (self->session), self);
    }
  g_clear_object (&self->session);
  g_clear_pointer (&self->overlay, gtk_widget_unparent);
  G_OBJECT_CLASS (hw_point_map_parent_class)->dispose (object);
}

static void
hw_point_map_class_init (HwPointMapClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_point_map_dispose;
  widget_class->measure = hw_point_map_measure;
  widget_class->size_allocate = hw_point_map_size_allocate;

  /**
   * HwPointMap::moved:
   * @latitude: degrees
   * @longitude: degrees
   * @precision_m: how far off it may be
   *
   * The user moved the point.
   */
  signals[MOVED] = g_signal_new ("moved", HW_TYPE_POINT_MAP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3, G_TYPE_DOUBLE, G_TYPE_DOUBLE, G_TYPE_DOUBLE);

  gtk_widget_class_set_css_name (widget_class, "pointmap");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
add_controllers (HwPointMap *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (click, "released", G_CALLBACK (released_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->overlay, GTK_EVENT_CONTROLLER (click));
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
hw_point_map_init (HwPointMap *self)
{
  self->point = HW_POINT_UNKNOWN;
  self->map = shumate_map_new ();
  self->viewport = shumate_map_get_viewport (self->map);
  shumate_map_set_go_to_duration (self->map, 0);
  shumate_viewport_set_min_zoom_level (self->viewport, HW_MAP_MIN_ZOOM);
  shumate_viewport_set_max_zoom_level (self->viewport, HW_MAP_MAX_ZOOM);
  self->reports = hw_map_layer_new (self->viewport);
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->reports));

  self->mark = gtk_drawing_area_new ();
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->mark), draw_mark, self, NULL);
  gtk_widget_set_can_target (self->mark, FALSE);
  self->overlay = gtk_overlay_new ();
  gtk_overlay_set_child (GTK_OVERLAY (self->overlay), GTK_WIDGET (self->map));
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), self->mark);
  gtk_widget_set_parent (self->overlay, GTK_WIDGET (self));

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Point on the map"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _("Arrow keys move the point, plus and minus zoom"), -1);
  add_controllers (self);
  g_signal_connect_object (self->viewport, "notify", G_CALLBACK (redraw), self, G_CONNECT_SWAPPED);
}

/**
 * hw_point_map_set_session:
 * @self: a map
 * @session: an open session, whose map file and points it shows
 */
void
hw_point_map_set_session (HwPointMap *self,
                          HwSession  *session)
{
  g_return_if_fail (HW_IS_POINT_MAP (self));

  if (!g_set_object (&self->session, session))
    return;
  hw_map_layer_set_points (self->reports, hw_session_get_points (session));
  g_signal_connect_object (hw_maps_get_for_session (session), "changed", G_CALLBACK (load_map), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (load_map), self, G_CONNECT_SWAPPED);
  load_map (self);
}

/**
 * hw_point_map_set_point:
 * @self: a map
 * @point: (nullable): what to show; %NULL or unknown for no point
 * @precision_m: how far off it may be
 *
 * Shows a point, and moves the map there when it is out of sight.
 */
void
hw_point_map_set_point (HwPointMap    *self,
                        const HwPoint *point,
                        double         precision_m)
{
  HwPoint unknown = HW_POINT_UNKNOWN;
  gboolean known = point != NULL && hw_point_is_valid (point);

  g_return_if_fail (HW_IS_POINT_MAP (self));

  if (known && self->point.latitude == point->latitude && self->point.longitude == point->longitude && self->precision_m == precision_m)
    return;
  self->point = known ? *point : unknown;
  self->precision_m = precision_m;
  if (known)
    {
      shumate_location_set_location (SHUMATE_LOCATION (self->viewport), point->latitude, point->longitude);
      shumate_viewport_set_zoom_level (self->viewport, MAX (POINT_ZOOM, shumate_viewport_get_zoom_level (self->viewport)));
    }
  redraw (self);
}

/**
 * hw_point_map_get_middle:
 * @self: a map
 *
 * Returns: what it shows in its middle
 */
HwPoint
hw_point_map_get_middle (HwPointMap *self)
{
  g_return_val_if_fail (HW_IS_POINT_MAP (self), HW_POINT_UNKNOWN);

  return (HwPoint) { shumate_location_get_latitude (SHUMATE_LOCATION (self->viewport)), shumate_location_get_longitude (SHUMATE_LOCATION (self->viewport)) };
}
