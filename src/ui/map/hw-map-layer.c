/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-map-layer.h"
#include "hw-map-frame.h"
#include "hw-map-hulls.h"
#include "hw-map-sprites.h"
#include "hw-map-style.h"
#include "hw-site-marks.h"

#include <math.h>

/*
 * The layer keeps one render node of what is in view and a margin around it.
 * While the map is panned the node is only moved; it is composed anew when the
 * pan leaves the margin, or when zoom, points, hot-spots, selection or the style
 * changed. The page owns a layer and tells it what is selected; the view asks it
 * what is under the pointer.
 */

#define MARGIN       192.0   /* pixels kept beyond the edges */
#define PICK_SLACK   4.0     /* pixels by which a pointer may miss */
#define ROW_HEIGHT   48.0    /* the walk with Tab reads in rows of this height */

struct _HwMapLayer
{
  ShumateLayer parent_instance;

  HwPointIndex  *points;       /* (owned) (nullable) */
  GPtrArray     *hot_spots;    /* (owned) (nullable) (element-type HwHotSpot) by rank */
  GListModel    *sites;        /* (owned) (nullable) (element-type HwSiteItem) */
  HwMapThing     selected;
  HwMapThing     focused;
  char          *name;         /* (owned) (nullable): label of what is selected */
  HwMapSprites  *sprites;      /* (owned) (nullable) */
  GArray        *clusters;     /* (owned) (nullable) (element-type HwCluster): in the node */
  GskRenderNode *node;         /* (owned) (nullable): what is drawn, in pixels of @drawn */
  HwMapFrame     drawn;        /* where @node was composed */
  gboolean       stale;
  guint          n_rebuilds;
};

G_DEFINE_FINAL_TYPE (HwMapLayer, hw_map_layer, SHUMATE_TYPE_LAYER)

static void
mark_stale (HwMapLayer *self)
{
  self->stale = TRUE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
points_changed_cb (HwMapLayer *self)
{
  /* A locked workspace leaves nothing on the screen, nor in memory. */
  if (hw_point_index_get_size (self->points) == 0)
    {
      g_clear_pointer (&self->clusters, g_array_unref);
      g_clear_pointer (&self->node, gsk_render_node_unref);
    }
  mark_stale (self);
}

static gboolean
get_frame (HwMapLayer *self,
           HwMapFrame *frame)
{
  return hw_map_frame_init (frame, shumate_layer_get_viewport (SHUMATE_LAYER (self)), GTK_WIDGET (self));
}

static void
refresh_sprites (HwMapLayer *self)
{
  gboolean dark = hw_map_is_dark ();
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));

  if (self->sprites != NULL && hw_map_sprites_suits (self->sprites, dark, scale))
    return;
  g_clear_pointer (&self->sprites, hw_map_sprites_free);
  self->sprites = hw_map_sprites_new (dark, scale);
}

static void
compose_cluster (HwMapLayer       *self,
                 cairo_t          *cr,
                 const HwMapFrame *frame,
                 const HwCluster  *cluster)
{
  double x = cluster->x * frame->world - frame->x;
  double y = cluster->y * frame->world - frame->y;

  if (cluster->count > 1)
    {
      hw_map_sprite_place (cr, hw_map_sprites_get_ring (self->sprites, cluster), x, y);
      hw_map_sprite_place (cr, hw_map_sprites_get_count (self->sprites, cluster->count), x, y);
    }
  else
    {
      hw_map_sprite_place (cr, hw_map_sprites_get_point (self->sprites, cluster->kind, cluster->status), x, y);
    }
}

static double
thing_radius (const HwMapThing *thing)
{
  if (thing->kind == HW_MAP_CLUSTER)
    return hw_map_sprites_ring_size (thing->cluster.count) / 2;
  if (thing->kind == HW_MAP_SITE)
    return HW_SITE_MARK_RADIUS;
  return 11;
}

/* A ring around what is selected, or dashed around what Tab has reached. */
static void
compose_mark (GtkSnapshot      *snapshot,
              const HwMapFrame *frame,
              const HwMapThing *thing,
              gboolean          dashed)
{
  double radius = thing_radius (thing) + 4, x, y;
  const double dashes[] = { 4, 3 };
  GdkRGBA accent;
  cairo_t *cr;

  if (thing->kind == HW_MAP_NOTHING)
    return;
  hw_map_frame_place (frame, &thing->point, &x, &y);
  if (thing->kind == HW_MAP_SITE)
    hw_site_mark_get_middle (&x, &y);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (x - radius - 4, y - radius - 4, 2 * radius + 8, 2 * radius + 8));
  hw_map_colour (HW_MAP_COLOUR_ACCENT, hw_map_is_dark (), &accent);
  gdk_cairo_set_source_rgba (cr, &accent);
  cairo_set_line_width (cr, hw_map_is_high_contrast () ? 4 : 3);
  if (dashed)
    cairo_set_dash (cr, dashes, 2, 0);
  cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static void
compose_label (HwMapLayer       *self,
               GtkSnapshot      *snapshot,
               const HwMapFrame *frame)
{
  double x, y;

  if (self->name == NULL || self->selected.kind == HW_MAP_NOTHING)
    return;
  if (self->selected.kind == HW_MAP_HOT_SPOT && self->hot_spots != NULL &&
      self->selected.rank >= 1 && self->selected.rank <= self->hot_spots->len)
    {
      hw_map_hull_get_top (g_ptr_array_index (self->hot_spots, self->selected.rank - 1), frame, &x, &y);
    }
  else
    {
      hw_map_frame_place (frame, &self->selected.point, &x, &y);
      if (self->selected.kind == HW_MAP_SITE)
        hw_site_mark_get_middle (&x, &y);
      y -= thing_radius (&self->selected);
    }
  hw_map_hull_append_label (GTK_WIDGET (self), snapshot, self->name, x, y - 6);
}

static void
compose_points (HwMapLayer       *self,
                GtkSnapshot      *snapshot,
                const HwMapFrame *frame)
{
  cairo_t *cr;
  HwBox box;

  g_clear_pointer (&self->clusters, g_array_unref);
  if (self->points == NULL)
    return;
  hw_map_frame_get_box (frame, MARGIN, &box);
  self->clusters = hw_point_index_get_clusters (self->points, &box, frame->zoom);
  /* One node for all: a texture node each would be copied each, frame after frame. */
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (-MARGIN, -MARGIN, frame->width + 2 * MARGIN, frame->height + 2 * MARGIN));
  for (guint i = 0; i < self->clusters->len; i++)
    compose_cluster (self, cr, frame, &g_array_index (self->clusters, HwCluster, i));
  cairo_destroy (cr);
}

/* Composes the node in pixels of @frame. */
static void
rebuild (HwMapLayer       *self,
         const HwMapFrame *frame)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  refresh_sprites (self);
  hw_map_hulls_append (snapshot, self->hot_spots, frame, MARGIN,
                       self->selected.kind == HW_MAP_HOT_SPOT ? self->selected.rank : 0);
  compose_points (self, snapshot, frame);
  hw_site_marks_append (GTK_WIDGET (self), snapshot, self->sites, frame, MARGIN, self->sprites, &self->selected);
  hw_map_hulls_append_badges (snapshot, self->hot_spots, frame, MARGIN, self->sprites,
                              self->selected.kind == HW_MAP_HOT_SPOT ? self->selected.rank : 0);
  if (self->selected.kind != HW_MAP_HOT_SPOT)
    compose_mark (snapshot, frame, &self->selected, FALSE);
  compose_mark (snapshot, frame, &self->focused, TRUE);
  compose_label (self, snapshot, frame);

  g_clear_pointer (&self->node, gsk_render_node_unref);
  self->node = gtk_snapshot_free_to_node (snapshot);
  self->drawn = *frame;
  self->stale = FALSE;
  self->n_rebuilds++;
}

static gboolean
can_reuse (HwMapLayer       *self,
           const HwMapFrame *frame)
{
  return !self->stale &&
         self->drawn.world == frame->world &&
         fabs (self->drawn.x - frame->x) + MAX (frame->width - self->drawn.width, 0) < MARGIN &&
         fabs (self->drawn.y - frame->y) + MAX (frame->height - self->drawn.height, 0) < MARGIN &&
         self->sprites != NULL &&
         hw_map_sprites_suits (self->sprites, hw_map_is_dark (), gtk_widget_get_scale_factor (GTK_WIDGET (self)));
}

static void
hw_map_layer_snapshot (GtkWidget   *widget,
                       GtkSnapshot *snapshot)
{
  HwMapLayer *self = HW_MAP_LAYER (widget);
  HwMapFrame frame;

  if (!get_frame (self, &frame))
    return;
  if (!can_reuse (self, &frame))
    rebuild (self, &frame);
  if (self->node == NULL)
    return;
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, frame.width, frame.height));
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (rint (self->drawn.x - frame.x), rint (self->drawn.y - frame.y)));
  gtk_snapshot_append_node (snapshot, self->node);
  gtk_snapshot_restore (snapshot);
  gtk_snapshot_pop (snapshot);
}

static void
hw_map_layer_constructed (GObject *object)
{
  HwMapLayer *self = HW_MAP_LAYER (object);
  static const char * const properties[] = { "notify::latitude", "notify::longitude", "notify::zoom-level", "notify::reference-map-source" };
  ShumateViewport *viewport = shumate_layer_get_viewport (SHUMATE_LAYER (self));

  G_OBJECT_CLASS (hw_map_layer_parent_class)->constructed (object);
  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    g_signal_connect_object (viewport, properties[i], G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  hw_map_watch_style (GTK_WIDGET (self), G_CALLBACK (mark_stale));
}

static void
hw_map_layer_dispose (GObject *object)
{
  HwMapLayer *self = HW_MAP_LAYER (object);

  hw_map_layer_set_points (self, NULL);
  hw_map_layer_set_sites (self, NULL);
  g_clear_pointer (&self->hot_spots, g_ptr_array_unref);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->sprites, hw_map_sprites_free);
  g_clear_pointer (&self->clusters, g_array_unref);
  g_clear_pointer (&self->node, gsk_render_node_unref);
  G_OBJECT_CLASS (hw_map_layer_parent_class)->dispose (object);
}

static void
hw_map_layer_class_init (HwMapLayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = hw_map_layer_constructed;
  object_class->dispose = hw_map_layer_dispose;
  widget_class->snapshot = hw_map_layer_snapshot;
  gtk_widget_class_set_css_name (widget_class, "hw-map-layer");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
hw_map_layer_init (HwMapLayer *self)
{
  self->stale = TRUE;
}

/**
 * hw_map_layer_new:
 * @viewport: of the map that the layer will be put on
 *
 * Returns: (transfer floating): a layer without points
 */
HwMapLayer *
hw_map_layer_new (ShumateViewport *viewport)
{
  return g_object_new (HW_TYPE_MAP_LAYER, "viewport", viewport, NULL);
}

/**
 * hw_map_layer_set_points:
 * @self: a layer
 * @points: (nullable): what to draw, under its own filter
 */
void
hw_map_layer_set_points (HwMapLayer   *self,
                         HwPointIndex *points)
{
  g_return_if_fail (HW_IS_MAP_LAYER (self));

  if (self->points == points)
    return;
  if (self->points != NULL)
    g_signal_handlers_disconnect_by_func (self->points, points_changed_cb, self);
  g_set_object (&self->points, points);
  if (points != NULL)
    g_signal_connect_object (points, "changed", G_CALLBACK (points_changed_cb), self, G_CONNECT_SWAPPED);
  mark_stale (self);
}

/**
 * hw_map_layer_set_hot_spots:
 * @self: a layer
 * @hot_spots: (nullable) (element-type HwHotSpot): by rank; kept and not changed
 */
void
hw_map_layer_set_hot_spots (HwMapLayer *self,
                            GPtrArray  *hot_spots)
{
  g_return_if_fail (HW_IS_MAP_LAYER (self));

  g_clear_pointer (&self->hot_spots, g_ptr_array_unref);
  self->hot_spots = hot_spots ? g_ptr_array_ref (hot_spots) : NULL;
  mark_stale (self);
}

/**
 * hw_map_layer_set_sites:
 * @self: a layer
 * @sites: (nullable) (element-type HwSiteItem): places with a name, drawn as flags
 */
void
hw_map_layer_set_sites (HwMapLayer *self,
                        GListModel *sites)
{
  g_return_if_fail (HW_IS_MAP_LAYER (self));

  if (self->sites == sites)
    return;
  if (self->sites != NULL)
    g_signal_handlers_disconnect_by_func (self->sites, mark_stale, self);
  g_set_object (&self->sites, sites);
  if (sites != NULL)
    g_signal_connect_object (sites, "items-changed", G_CALLBACK (mark_stale), self, G_CONNECT_SWAPPED);
  mark_stale (self);
}

/**
 * hw_map_layer_set_selected:
 * @self: a layer
 * @thing: what is selected, of kind %HW_MAP_NOTHING for nothing
 * @name: (nullable): label to draw over it
 */
void
hw_map_layer_set_selected (HwMapLayer       *self,
                           const HwMapThing *thing,
                           const char       *name)
{
  g_return_if_fail (HW_IS_MAP_LAYER (self));

  self->selected = *thing;
  g_free (self->name);
  self->name = g_strdup (name);
  mark_stale (self);
}

/**
 * hw_map_layer_set_focused:
 * @self: a layer
 * @thing: what the walk with Tab has reached, of kind %HW_MAP_NOTHING for nothing
 */
void
hw_map_layer_set_focused (HwMapLayer       *self,
                          const HwMapThing *thing)
{
  g_return_if_fail (HW_IS_MAP_LAYER (self));

  self->focused = *thing;
  mark_stale (self);
}

static gboolean
pick_cluster (HwMapLayer       *self,
              const HwMapFrame *frame,
              double            x,
              double            y,
              HwMapThing       *thing)
{
  double best = G_MAXDOUBLE;

  for (guint i = 0; self->clusters != NULL && i < self->clusters->len; i++)
    {
      const HwCluster *cluster = &g_array_index (self->clusters, HwCluster, i);
      double radius = cluster->count > 1 ? hw_map_sprites_ring_size (cluster->count) / 2 : 9;
      double distance = hypot (cluster->x * frame->world - frame->x - x, cluster->y * frame->world - frame->y - y);

      if (distance <= radius + PICK_SLACK && distance < best)
        {
          best = distance;
          hw_map_thing_init_cluster (thing, cluster, self->drawn.zoom);
        }
    }

  return best < G_MAXDOUBLE;
}

/**
 * hw_map_layer_pick:
 * @self: a layer
 * @x: pixels from its left
 * @y: pixels from its top
 * @thing: (out caller-allocates): what is there
 *
 * What is smallest wins: a badge, then a site, then a report or cluster, then a hot-spot.
 *
 * Returns: whether there is anything
 */
gboolean
hw_map_layer_pick (HwMapLayer *self,
                   double      x,
                   double      y,
                   HwMapThing *thing)
{
  HwMapFrame frame;
  const HwHotSpot *hot_spot;

  g_return_val_if_fail (HW_IS_MAP_LAYER (self), FALSE);

  *thing = (HwMapThing) { 0 };
  if (!get_frame (self, &frame))
    return FALSE;

  hot_spot = hw_map_hulls_pick_badge (self->hot_spots, &frame, x, y);
  if (hot_spot == NULL && hw_site_marks_pick (self->sites, &frame, x, y, thing))
    return TRUE;
  if (hot_spot == NULL && pick_cluster (self, &frame, x, y, thing))
    return TRUE;
  if (hot_spot == NULL)
    hot_spot = hw_map_hulls_pick (self->hot_spots, &frame, x, y);
  if (hot_spot != NULL)
    hw_map_thing_init_hot_spot (thing, hot_spot->rank, &hot_spot->centre);
  return hot_spot != NULL;
}

static int
compare_reading_order (gconstpointer a,
                       gconstpointer b,
                       gpointer      user_data)
{
  const HwMapThing *first = a, *second = b;
  const HwMapFrame *frame = user_data;
  double x1, y1, x2, y2;

  if ((first->kind == HW_MAP_HOT_SPOT) != (second->kind == HW_MAP_HOT_SPOT))
    return first->kind == HW_MAP_HOT_SPOT ? -1 : 1;
  if (first->kind == HW_MAP_HOT_SPOT)
    return (int) first->rank - (int) second->rank;
  hw_map_frame_place (frame, &first->point, &x1, &y1);
  hw_map_frame_place (frame, &second->point, &x2, &y2);
  if (floor (y1 / ROW_HEIGHT) != floor (y2 / ROW_HEIGHT))
    return y1 < y2 ? -1 : 1;
  return x1 < x2 ? -1 : x1 > x2;
}

/**
 * hw_map_layer_list_visible:
 * @self: a layer
 *
 * What Tab walks: hot-spots by rank, then sites, reports, contacts and clusters as one reads.
 *
 * Returns: (transfer full) (element-type HwMapThing): what can be seen now
 */
GArray *
hw_map_layer_list_visible (HwMapLayer *self)
{
  GArray *things = g_array_new (FALSE, FALSE, sizeof (HwMapThing));
  g_autoptr (GArray) clusters = NULL;
  HwMapFrame frame;
  HwMapThing thing;
  HwBox box;

  g_return_val_if_fail (HW_IS_MAP_LAYER (self), things);

  if (!get_frame (self, &frame))
    return things;
  hw_map_frame_get_box (&frame, 0, &box);
  for (guint i = 0; self->hot_spots != NULL && i < self->hot_spots->len; i++)
    {
      const HwHotSpot *hot_spot = g_ptr_array_index (self->hot_spots, i);

      if (!hw_box_contains (&box, &hot_spot->centre))
        continue;
      hw_map_thing_init_hot_spot (&thing, hot_spot->rank, &hot_spot->centre);
      g_array_append_val (things, thing);
    }
  hw_site_marks_list (self->sites, &box, things);
  if (self->points != NULL)
    clusters = hw_point_index_get_clusters (self->points, &box, frame.zoom);
  for (guint i = 0; clusters != NULL && i < clusters->len; i++)
    {
      hw_map_thing_init_cluster (&thing, &g_array_index (clusters, HwCluster, i), frame.zoom);
      if (hw_box_contains (&box, &thing.point))
        g_array_append_val (things, thing);
    }
  g_array_sort_with_data (things, compare_reading_order, &frame);
  return things;
}

/**
 * hw_map_layer_get_n_rebuilds:
 * @self: a layer
 *
 * For tests and benchmarks.
 *
 * Returns: how often its node was composed
 */
guint
hw_map_layer_get_n_rebuilds (HwMapLayer *self)
{
  return self->n_rebuilds;
}
