/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-map-view-private.h"
#include "hw-map-controls.h"
#include "hw-map-frame.h"
#include "hw-map-style.h"
#include "hw-map-tiles.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/*
 * The map: what lies on it, where it looks and what it is told to show. libshumate
 * drags and scrolls; the rest of what hands do is in hw-map-hands.c. Who selects
 * what and which panel opens is the page's business: this widget only says what
 * was hit.
 */

#define FILL            0.86   /* share of the widget that show_box fills */
#define FIT_MAX_ZOOM    17
#define DENSITY_ZOOM    12     /* the deepest at which many reports are shown as density without being asked for */
#define DENSITY_LEAST   1000   /* reports: of fewer the clusters say everything */
#define REST_MS         150    /* without a move, after which the map rests */

G_DEFINE_FINAL_TYPE (HwMapView, hw_map_view, GTK_TYPE_WIDGET)
G_DEFINE_ENUM_TYPE (HwMapDensity, hw_map_density,
  G_DEFINE_ENUM_VALUE (HW_MAP_DENSITY_AUTO, "auto"),
  G_DEFINE_ENUM_VALUE (HW_MAP_DENSITY_ALWAYS, "always"),
  G_DEFINE_ENUM_VALUE (HW_MAP_DENSITY_NEVER, "never"))

enum { PROP_DENSITY = 1, N_PROPERTIES };
static GParamSpec *properties[N_PROPERTIES];

enum { SIGNAL_SELECTED, SIGNAL_BACK, SIGNAL_MOVED, SIGNAL_DAMAGED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* Where the viewport goes: gliding while the zoom stays. A change of zoom comes at once, because libshumate
 * does not stretch its tiles with it, and what is drawn over them would slide off its place meanwhile. */
static void
move_to (HwMapView *self,
         double     latitude,
         double     longitude,
         double     zoom)
{
  ShumateViewport *viewport = shumate_map_get_viewport (self->map);
  gboolean animate = TRUE;

  g_object_get (gtk_settings_get_default (), "gtk-enable-animations", &animate, NULL);
  if (animate && gtk_widget_get_mapped (GTK_WIDGET (self)) && zoom == shumate_viewport_get_zoom_level (viewport))
    {
      shumate_map_go_to (self->map, latitude, longitude);
      return;
    }
  shumate_map_stop_go_to (self->map);
  shumate_viewport_set_zoom_level (viewport, zoom);
  shumate_location_set_location (SHUMATE_LOCATION (viewport), latitude, longitude);
}

/* How dense the reports lie, painted over the maps: from afar while there are many, or wherever somebody asks for it. */
static void
show_density (HwMapView *self)
{
  HwHeat *heat = hw_layer_maker_get_made (self->heat_maker);
  gboolean is_worth_it = heat != NULL && (self->density == HW_MAP_DENSITY_ALWAYS || hw_heat_get_size (heat) >= DENSITY_LEAST);

  hw_map_tiles_set_heat (self->tiles, is_worth_it && self->density != HW_MAP_DENSITY_NEVER ? heat : NULL,
                         self->density == HW_MAP_DENSITY_ALWAYS ? HW_MAP_MAX_ZOOM : DENSITY_ZOOM);
}

static void
damaged_cb (HwMapView  *self,
            const char *words)
{
  g_signal_emit (self, signals[SIGNAL_DAMAGED], 0, words);
}

static void
replace_tiles (HwMapView *self)
{
  ShumateViewport *viewport = shumate_map_get_viewport (self->map);
  HwMapTiles *tiles = hw_map_tiles_new (self->maps, hw_map_is_dark ());
  g_autofree char *attribution = hw_map_tiles_dup_attribution (self->maps);
  ShumateMapLayer *layer = shumate_map_layer_new (SHUMATE_MAP_SOURCE (tiles), viewport);

  shumate_viewport_set_reference_map_source (viewport, SHUMATE_MAP_SOURCE (tiles));
  shumate_viewport_set_min_zoom_level (viewport, HW_MAP_MIN_ZOOM);
  shumate_viewport_set_max_zoom_level (viewport, HW_MAP_MAX_ZOOM);
  if (self->tiles_layer != NULL)
    shumate_map_insert_layer_above (self->map, SHUMATE_LAYER (layer), SHUMATE_LAYER (self->tiles_layer));
  else
    shumate_map_add_layer (self->map, SHUMATE_LAYER (layer));
  if (self->tiles_layer != NULL)
    shumate_map_remove_layer (self->map, SHUMATE_LAYER (self->tiles_layer));
  self->tiles_layer = layer;
  /* libshumate takes away the tiles of the zoom before only when it is allocated again. */
  g_signal_connect_object (tiles, "loaded", G_CALLBACK (gtk_widget_queue_allocate), layer, G_CONNECT_SWAPPED);
  g_signal_connect_object (tiles, "damaged", G_CALLBACK (damaged_cb), self, G_CONNECT_SWAPPED);
  g_clear_object (&self->tiles);
  self->tiles = tiles;
  show_density (self);
  gtk_label_set_text (self->attribution, attribution);
}

static gboolean
rested_cb (gpointer user_data)
{
  HwMapView *self = user_data;

  self->rest_source = 0;
  g_signal_emit (self, signals[SIGNAL_MOVED], 0);
  return G_SOURCE_REMOVE;
}

static void
viewport_changed_cb (HwMapView *self)
{
  ShumateViewport *viewport = shumate_map_get_viewport (self->map);

  /* North is up: two fingers on a touch pad turn the map by mistake more often than on purpose. */
  if (shumate_viewport_get_rotation (viewport) != 0)
    shumate_viewport_set_rotation (viewport, 0);
  g_clear_handle_id (&self->rest_source, g_source_remove);
  self->rest_source = g_timeout_add (REST_MS, rested_cb, self);
}

static void
zoom_in_cb (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  hw_map_view_zoom (HW_MAP_VIEW (widget), 1);
}

static void
zoom_out_cb (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  hw_map_view_zoom (HW_MAP_VIEW (widget), -1);
}

static void
show_all_cb (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  hw_map_view_show_all (HW_MAP_VIEW (widget));
}

/* Moving the map asks for a new allocation, which must not happen within one. */
static gboolean
show_pending_box_cb (gpointer user_data)
{
  HwMapView *self = user_data;

  self->box_source = 0;
  if (self->has_pending_box)
    {
      self->has_pending_box = FALSE;
      hw_map_view_show_box (self, &self->pending_box);
    }
  return G_SOURCE_REMOVE;
}

static void
hw_map_view_size_allocate (GtkWidget *widget,
                           int        width,
                           int        height,
                           int        baseline)
{
  HwMapView *self = HW_MAP_VIEW (widget);

  gtk_widget_size_allocate (self->overlay, &(GtkAllocation) { 0, 0, width, height }, baseline);
  if (self->has_pending_box && width > 0 && height > 0 && self->box_source == 0)
    self->box_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, show_pending_box_cb, self, NULL);
}

static void
hw_map_view_measure (GtkWidget     *widget,
                     GtkOrientation orientation,
                     int            for_size,
                     int           *minimum,
                     int           *natural,
                     int           *minimum_baseline,
                     int           *natural_baseline)
{
  gtk_widget_measure (HW_MAP_VIEW (widget)->overlay, orientation, for_size, minimum, natural, NULL, NULL);
}

static void
hw_map_view_dispose (GObject *object)
{
  HwMapView *self = HW_MAP_VIEW (object);

  g_clear_handle_id (&self->rest_source, g_source_remove);
  g_clear_handle_id (&self->box_source, g_source_remove);
  g_clear_pointer (&self->overlay, gtk_widget_unparent);
  g_clear_pointer (&self->maps, hw_tile_stack_unref);
  g_clear_object (&self->tiles);
  g_clear_object (&self->heat_maker);
  g_clear_object (&self->points);
  G_OBJECT_CLASS (hw_map_view_parent_class)->dispose (object);
}

static void
hw_map_view_set_property (GObject      *object,
                          guint         id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  if (id == PROP_DENSITY)
    hw_map_view_set_density (HW_MAP_VIEW (object), g_value_get_enum (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hw_map_view_get_property (GObject    *object,
                          guint       id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  if (id == PROP_DENSITY)
    g_value_set_enum (value, HW_MAP_VIEW (object)->density);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hw_map_view_class_init (HwMapViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hw_map_view_dispose;
  object_class->set_property = hw_map_view_set_property;
  object_class->get_property = hw_map_view_get_property;

  /**
   * HwMapView:density:
   *
   * When the map shows how dense reports lie.
   */
  properties[PROP_DENSITY] = g_param_spec_enum ("density", NULL, NULL, HW_TYPE_MAP_DENSITY, HW_MAP_DENSITY_AUTO,
                                                G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  widget_class->size_allocate = hw_map_view_size_allocate;
  widget_class->measure = hw_map_view_measure;

  signals[SIGNAL_SELECTED] = g_signal_new ("selected", HW_TYPE_MAP_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_BACK] = g_signal_new ("back", HW_TYPE_MAP_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_MOVED] = g_signal_new ("moved", HW_TYPE_MAP_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_DAMAGED] = g_signal_new ("damaged", HW_TYPE_MAP_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_css_name (widget_class, "hw-map-view");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_install_property_action (widget_class, "map.density", "density");
  gtk_widget_class_install_action (widget_class, "map.zoom-in", NULL, zoom_in_cb);
  gtk_widget_class_install_action (widget_class, "map.zoom-out", NULL, zoom_out_cb);
  gtk_widget_class_install_action (widget_class, "map.show-all", NULL, show_all_cb);
  hw_map_view_class_add_hands (widget_class);
}

static void
hw_map_view_init (HwMapView *self)
{
  ShumateViewport *viewport;

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Map"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _("Arrows move it, plus and minus zoom, Tab goes to the next thing, Enter opens it. The lists beside it hold the same."), -1);

  self->overlay = gtk_overlay_new ();
  gtk_widget_set_parent (self->overlay, GTK_WIDGET (self));
  self->map = shumate_map_new ();
  gtk_widget_set_focusable (GTK_WIDGET (self->map), FALSE);
  shumate_map_set_zoom_on_double_click (self->map, FALSE);
  shumate_map_set_animate_zoom (self->map, FALSE);
  gtk_overlay_set_child (GTK_OVERLAY (self->overlay), GTK_WIDGET (self->map));
  viewport = shumate_map_get_viewport (self->map);
  hw_map_controls_add_buttons (GTK_OVERLAY (self->overlay));
  self->attribution = hw_map_controls_add_captions (GTK_OVERLAY (self->overlay), viewport);
  self->heat_maker = hw_layer_maker_new_density ();
  g_signal_connect_object (self->heat_maker, "changed", G_CALLBACK (show_density), self, G_CONNECT_SWAPPED);
  replace_tiles (self);
  self->layer = hw_map_layer_new (viewport);
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->layer));
  shumate_viewport_set_zoom_level (viewport, HW_MAP_MIN_ZOOM);
  hw_map_view_add_hands (self);
  g_signal_connect_object (viewport, "notify", G_CALLBACK (viewport_changed_cb), self, G_CONNECT_SWAPPED);
  hw_map_watch_style (GTK_WIDGET (self), G_CALLBACK (replace_tiles));
}

/**
 * hw_map_view_new:
 *
 * Returns: (transfer floating): a map without pictures and points
 */
GtkWidget *
hw_map_view_new (void)
{
  return g_object_new (HW_TYPE_MAP_VIEW, NULL);
}

/**
 * hw_map_view_get_layer:
 * @self: a map
 *
 * Returns: (transfer none): the layer with reports and hot-spots
 */
HwMapLayer *
hw_map_view_get_layer (HwMapView *self)
{
  g_return_val_if_fail (HW_IS_MAP_VIEW (self), NULL);

  return self->layer;
}

/**
 * hw_map_view_get_viewport:
 * @self: a map
 *
 * Returns: (transfer none): where it looks
 */
ShumateViewport *
hw_map_view_get_viewport (HwMapView *self)
{
  g_return_val_if_fail (HW_IS_MAP_VIEW (self), NULL);

  return shumate_map_get_viewport (self->map);
}

/**
 * hw_map_view_set_points:
 * @self: a map
 * @points: (nullable): what to draw
 */
void
hw_map_view_set_points (HwMapView    *self,
                        HwPointIndex *points)
{
  g_return_if_fail (HW_IS_MAP_VIEW (self));

  g_set_object (&self->points, points);
  hw_map_layer_set_points (self->layer, points);
  hw_layer_maker_set_points (self->heat_maker, self->density != HW_MAP_DENSITY_NEVER ? points : NULL);
}

/**
 * hw_map_view_set_maps:
 * @self: a map
 * @maps: (nullable): the maps to show, %NULL for a plain ground
 */
void
hw_map_view_set_maps (HwMapView   *self,
                      HwTileStack *maps)
{
  g_return_if_fail (HW_IS_MAP_VIEW (self));

  if (self->maps == maps)
    return;
  g_clear_pointer (&self->maps, hw_tile_stack_unref);
  self->maps = maps != NULL ? hw_tile_stack_ref (maps) : NULL;
  replace_tiles (self);
}

/**
 * hw_map_view_get_maps:
 * @self: a map
 *
 * Returns: (transfer none) (nullable): the maps it shows
 */
HwTileStack *
hw_map_view_get_maps (HwMapView *self)
{
  g_return_val_if_fail (HW_IS_MAP_VIEW (self), NULL);

  return self->maps;
}

/**
 * hw_map_view_set_density:
 * @self: a map
 * @density: when it is shown how dense reports lie
 */
void
hw_map_view_set_density (HwMapView *self,
                         HwMapDensity  density)
{
  g_return_if_fail (HW_IS_MAP_VIEW (self));

  if (self->density == density)
    return;
  self->density = density;
  hw_layer_maker_set_points (self->heat_maker, density != HW_MAP_DENSITY_NEVER ? self->points : NULL);
  show_density (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DENSITY]);
}

/**
 * hw_map_view_get_density:
 * @self: a map
 *
 * Returns: when it is shown how dense reports lie
 */
HwMapDensity
hw_map_view_get_density (HwMapView *self)
{
  g_return_val_if_fail (HW_IS_MAP_VIEW (self), HW_MAP_DENSITY_NEVER);

  return self->density;
}

/**
 * hw_map_view_add_layer:
 * @self: a map
 * @layer: drawn over the tiles and under the reports
 */
void
hw_map_view_add_layer (HwMapView    *self,
                       ShumateLayer *layer)
{
  g_return_if_fail (HW_IS_MAP_VIEW (self));

  shumate_map_insert_layer_behind (self->map, layer, SHUMATE_LAYER (self->layer));
}

/**
 * hw_map_view_get_box:
 * @self: a map
 * @box: (out caller-allocates): what is in view, in degrees
 *
 * Returns: %FALSE as long as the map has no size
 */
gboolean
hw_map_view_get_box (HwMapView *self,
                     HwBox     *box)
{
  HwMapFrame frame;

  g_return_val_if_fail (HW_IS_MAP_VIEW (self), FALSE);

  if (!hw_map_frame_init (&frame, shumate_map_get_viewport (self->map), GTK_WIDGET (self->map)))
    return FALSE;
  hw_map_frame_get_box (&frame, 0, box);
  return TRUE;
}

/**
 * hw_map_view_show_box:
 * @self: a map
 * @box: degrees
 *
 * Moves the map so that @box fills it, at a whole zoom, where tiles are sharp.
 */
void
hw_map_view_show_box (HwMapView   *self,
                      const HwBox *box)
{
  double west = hw_mercator_x (box->west), east = hw_mercator_x (box->east);
  double north = hw_mercator_y (box->north), south = hw_mercator_y (box->south);
  int width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));
  double zoom;

  g_return_if_fail (HW_IS_MAP_VIEW (self));

  if (width <= 0 || height <= 0)
    {
      self->pending_box = *box;
      self->has_pending_box = TRUE;
      return;
    }
  zoom = MIN (log2 (width * FILL / (MAX (east - west, 1e-9) * 256)), log2 (height * FILL / (MAX (south - north, 1e-9) * 256)));
  move_to (self, hw_mercator_latitude ((north + south) / 2), hw_mercator_longitude ((west + east) / 2),
           CLAMP (floor (zoom), HW_MAP_MIN_ZOOM, FIT_MAX_ZOOM));
}

/**
 * hw_map_view_show_all:
 * @self: a map
 *
 * Shows every report, or the whole map file while there is none.
 */
void
hw_map_view_show_all (HwMapView *self)
{
  HwBox box;

  g_return_if_fail (HW_IS_MAP_VIEW (self));

  if (self->points != NULL && hw_point_index_get_extent (self->points, &box))
    hw_map_view_show_box (self, &box);
  else if (self->maps != NULL)
    {
      box = hw_tile_stack_get_bounds (self->maps);
      hw_map_view_show_box (self, &box);
    }
}

/**
 * hw_map_view_go_to:
 * @self: a map
 * @point: to bring to the middle
 * @least_zoom: at least so close, 0 to keep the zoom
 */
void
hw_map_view_go_to (HwMapView     *self,
                   const HwPoint *point,
                   double         least_zoom)
{
  double zoom;

  g_return_if_fail (HW_IS_MAP_VIEW (self));

  zoom = shumate_viewport_get_zoom_level (shumate_map_get_viewport (self->map));
  self->has_pending_box = FALSE;
  move_to (self, point->latitude, point->longitude, CLAMP (MAX (zoom, least_zoom), HW_MAP_MIN_ZOOM, HW_MAP_MAX_ZOOM));
}

/**
 * hw_map_view_get_attribution:
 * @self: a map
 *
 * Returns: whose map it is, in words
 */
const char *
hw_map_view_get_attribution (HwMapView *self)
{
  g_return_val_if_fail (HW_IS_MAP_VIEW (self), NULL);

  return gtk_label_get_text (self->attribution);
}

/**
 * hw_map_view_pan:
 * @self: a map
 * @dx: pixels to the right
 * @dy: pixels down
 */
void
hw_map_view_pan (HwMapView *self,
                 double     dx,
                 double     dy)
{
  ShumateViewport *viewport = shumate_map_get_viewport (self->map);
  HwMapFrame frame;

  g_return_if_fail (HW_IS_MAP_VIEW (self));

  if (!hw_map_frame_init (&frame, viewport, GTK_WIDGET (self->map)))
    return;
  shumate_map_stop_go_to (self->map);
  shumate_location_set_location (SHUMATE_LOCATION (viewport),
                                 hw_mercator_latitude (CLAMP ((frame.y + frame.height / 2.0 + dy) / frame.world, 0, 1)),
                                 hw_mercator_longitude (CLAMP ((frame.x + frame.width / 2.0 + dx) / frame.world, 0, 1)));
}

/**
 * hw_map_view_zoom:
 * @self: a map
 * @steps: levels closer, or farther when negative
 */
void
hw_map_view_zoom (HwMapView *self,
                  int        steps)
{
  ShumateViewport *viewport = shumate_map_get_viewport (self->map);

  g_return_if_fail (HW_IS_MAP_VIEW (self));

  move_to (self, shumate_location_get_latitude (SHUMATE_LOCATION (viewport)), shumate_location_get_longitude (SHUMATE_LOCATION (viewport)),
           CLAMP (round (shumate_viewport_get_zoom_level (viewport)) + steps, HW_MAP_MIN_ZOOM, HW_MAP_MAX_ZOOM));
}
