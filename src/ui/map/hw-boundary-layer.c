/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-boundary-layer.h"
#include "hw-boundaries.h"
#include "hw-map-frame.h"
#include "hw-map-style.h"

#include <math.h>

/*
 * Lines of boundaries, painted once into a picture a little larger than the
 * window that is then only moved while the map is panned. Points closer
 * together than half a pixel are passed over: a coast line has thousands.
 */

#define MARGIN 160.0

struct _HwBoundaryLayer
{
  ShumateLayer parent_instance;

  GPtrArray  *boundaries;  /* (owned) (nullable) (element-type HwBoundary) */
  GdkTexture *texture;     /* (owned) (nullable) */
  HwMapFrame  drawn;
};

G_DEFINE_FINAL_TYPE (HwBoundaryLayer, hw_boundary_layer, SHUMATE_TYPE_LAYER)

static void
forget_picture (HwBoundaryLayer *self)
{
  g_clear_object (&self->texture);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
trace_ring (cairo_t          *cr,
            GArray           *ring,
            const HwMapFrame *frame)
{
  double last_x = G_MAXDOUBLE, last_y = G_MAXDOUBLE;

  for (guint i = 0; i < ring->len; i++)
    {
      double x, y;

      hw_map_frame_place (frame, &g_array_index (ring, HwPoint, i), &x, &y);
      if (fabs (x - last_x) < 0.5 && fabs (y - last_y) < 0.5)
        continue;
      cairo_line_to (cr, x + MARGIN, y + MARGIN);
      last_x = x;
      last_y = y;
    }
  cairo_close_path (cr);
}

static gboolean
is_in_view (const HwBoundary *boundary,
            const HwBox      *view)
{
  return boundary->box.west <= view->east && boundary->box.east >= view->west &&
         boundary->box.south <= view->north && boundary->box.north >= view->south;
}

/* The name stands in the middle of the area, where there is room for it. */
static void
draw_name (cairo_t          *cr,
           const HwBoundary *boundary,
           const HwMapFrame *frame)
{
  HwPoint middle = { (boundary->box.north + boundary->box.south) / 2, (boundary->box.east + boundary->box.west) / 2 };
  double across = (hw_mercator_x (boundary->box.east) - hw_mercator_x (boundary->box.west)) * frame->world;
  double x, y;

  if (boundary->name == NULL || across < 9.0 * g_utf8_strlen (boundary->name, -1))
    return;
  hw_map_frame_place (frame, &middle, &x, &y);
  hw_map_draw_text (cr, boundary->name, x + MARGIN, y + MARGIN, 12, FALSE);
}

static void
paint (HwBoundaryLayer  *self,
       cairo_t          *cr,
       const HwMapFrame *frame)
{
  GdkRGBA colour;
  HwBox view;

  hw_map_frame_get_box (frame, MARGIN, &view);
  hw_map_colour (HW_MAP_COLOUR_BOUNDARY, hw_map_is_dark (), &colour);
  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_set_line_width (cr, hw_map_is_high_contrast () ? 2.5 : 1.5);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (guint i = 0; i < self->boundaries->len; i++)
    {
      const HwBoundary *boundary = g_ptr_array_index (self->boundaries, i);

      if (!is_in_view (boundary, &view))
        continue;
      for (guint ring = 0; ring < boundary->rings->len; ring++)
        trace_ring (cr, g_ptr_array_index (boundary->rings, ring), frame);
      cairo_stroke (cr);
      draw_name (cr, boundary, frame);
    }
}

static void
rebuild (HwBoundaryLayer  *self,
         const HwMapFrame *frame)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  int width = (int) (frame->width + 2 * MARGIN) * scale, height = (int) (frame->height + 2 * MARGIN) * scale;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  int stride = cairo_image_surface_get_stride (surface);
  cairo_t *cr;
  g_autoptr (GBytes) bytes = NULL;

  cairo_surface_set_device_scale (surface, scale, scale);
  cr = cairo_create (surface);
  paint (self, cr, frame);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), (gsize) stride * height,
                                      (GDestroyNotify) cairo_surface_destroy, surface);
  g_clear_object (&self->texture);
  self->texture = gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride);
  self->drawn = *frame;
}

static gboolean
can_reuse (HwBoundaryLayer  *self,
           const HwMapFrame *frame)
{
  return self->texture != NULL && self->drawn.world == frame->world &&
         self->drawn.width == frame->width && self->drawn.height == frame->height &&
         fabs (self->drawn.x - frame->x) < MARGIN && fabs (self->drawn.y - frame->y) < MARGIN;
}

static void
hw_boundary_layer_snapshot (GtkWidget   *widget,
                            GtkSnapshot *snapshot)
{
  HwBoundaryLayer *self = HW_BOUNDARY_LAYER (widget);
  HwMapFrame frame;

  if (self->boundaries == NULL || !hw_map_frame_init (&frame, shumate_layer_get_viewport (SHUMATE_LAYER (self)), widget))
    return;
  if (!can_reuse (self, &frame))
    rebuild (self, &frame);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, frame.width, frame.height));
  gtk_snapshot_append_texture (snapshot, self->texture,
                               &GRAPHENE_RECT_INIT (rint (self->drawn.x - frame.x) - MARGIN, rint (self->drawn.y - frame.y) - MARGIN,
                                                    frame.width + 2 * MARGIN, frame.height + 2 * MARGIN));
  gtk_snapshot_pop (snapshot);
}

static void
hw_boundary_layer_constructed (GObject *object)
{
  static const char * const properties[] = { "notify::latitude", "notify::longitude", "notify::zoom-level" };
  ShumateViewport *viewport = shumate_layer_get_viewport (SHUMATE_LAYER (object));

  G_OBJECT_CLASS (hw_boundary_layer_parent_class)->constructed (object);
  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    g_signal_connect_object (viewport, properties[i], G_CALLBACK (gtk_widget_queue_draw), object, G_CONNECT_SWAPPED);
  hw_map_watch_style (GTK_WIDGET (object), G_CALLBACK (forget_picture));
}

static void
hw_boundary_layer_dispose (GObject *object)
{
  HwBoundaryLayer *self = HW_BOUNDARY_LAYER (object);

  g_clear_pointer (&self->boundaries, g_ptr_array_unref);
  g_clear_object (&self->texture);
  G_OBJECT_CLASS (hw_boundary_layer_parent_class)->dispose (object);
}

static void
hw_boundary_layer_class_init (HwBoundaryLayerClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = hw_boundary_layer_constructed;
  G_OBJECT_CLASS (klass)->dispose = hw_boundary_layer_dispose;
  GTK_WIDGET_CLASS (klass)->snapshot = hw_boundary_layer_snapshot;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
hw_boundary_layer_init (HwBoundaryLayer *self)
{
}

/**
 * hw_boundary_layer_new:
 * @viewport: of the map that the layer will be put on
 *
 * Returns: (transfer floating): a layer without boundaries
 */
HwBoundaryLayer *
hw_boundary_layer_new (ShumateViewport *viewport)
{
  return g_object_new (HW_TYPE_BOUNDARY_LAYER, "viewport", viewport, NULL);
}

/**
 * hw_boundary_layer_set_boundaries:
 * @self: a layer
 * @boundaries: (nullable) (element-type HwBoundary): what to draw; kept and not changed
 */
void
hw_boundary_layer_set_boundaries (HwBoundaryLayer *self,
                                  GPtrArray       *boundaries)
{
  g_return_if_fail (HW_IS_BOUNDARY_LAYER (self));

  g_clear_pointer (&self->boundaries, g_ptr_array_unref);
  self->boundaries = boundaries ? g_ptr_array_ref (boundaries) : NULL;
  forget_picture (self);
}
