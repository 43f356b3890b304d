/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-boundary-layer.h"
#include "hw-map-frame.h"
#include "hw-map-style.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/*
 * The areas of the town, painted once into a picture a little larger than the
 * window that is then only moved while the map is panned. Points closer
 * together than half a pixel are passed over: a coast line has thousands.
 */

#define MARGIN    160.0
#define HATCH     14.0    /* pixels from one line to the next where no team goes */
#define NAME_SIZE 12.0

struct _HwBoundaryLayer
{
  ShumateLayer parent_instance;

  GListModel *areas;       /* (owned) (nullable) (element-type HwAreaItem) */
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
is_in_view (const HwArea *area,
            const HwBox  *view)
{
  return area->box.west <= view->east && area->box.east >= view->west &&
         area->box.south <= view->north && area->box.north >= view->south;
}

/* On a ground of its own: the map has words of its own under it. */
static void
draw_words (cairo_t    *cr,
            const char *text,
            double      x,
            double      y,
            gboolean    bold)
{
  double width = hw_map_measure_text (cr, text, NAME_SIZE, bold) + 10;
  GdkRGBA card, words;

  hw_map_colour (HW_MAP_COLOUR_CARD, hw_map_is_dark (), &card);
  hw_map_colour (HW_MAP_COLOUR_BOUNDARY, hw_map_is_dark (), &words);
  cairo_set_source_rgba (cr, card.red, card.green, card.blue, 0.75);
  cairo_rectangle (cr, x - width / 2, y - 0.7 * NAME_SIZE, width, 1.4 * NAME_SIZE);
  cairo_fill (cr);
  gdk_cairo_set_source_rgba (cr, &words);
  hw_map_draw_text (cr, text, x, y, NAME_SIZE, bold);
}

/* The name stands in the middle of the area, where there is room for it, and under it that nobody goes there. */
static void
draw_name (cairo_t          *cr,
           const HwArea     *area,
           const HwMapFrame *frame)
{
  HwPoint middle = { (area->box.north + area->box.south) / 2, (area->box.east + area->box.west) / 2 };
  double across = (hw_mercator_x (area->box.east) - hw_mercator_x (area->box.west)) * frame->world;
  double x, y;

  if (across < 9.0 * g_utf8_strlen (area->name, -1))
    return;
  hw_map_frame_place (frame, &middle, &x, &y);
  draw_words (cr, area->name, x + MARGIN, y + MARGIN, area->covered_by == NULL);
  if (area->covered_by == NULL && across > 220)
    draw_words (cr, _("No team covers this area"), x + MARGIN, y + MARGIN + 1.4 * NAME_SIZE, FALSE);
}

/* Also told without colour: lines from corner to corner. */
static void
hatch (cairo_t       *cr,
       const GdkRGBA *colour)
{
  double left, top, right, bottom;

  cairo_save (cr);
  cairo_clip_preserve (cr);
  cairo_clip_extents (cr, &left, &top, &right, &bottom);
  cairo_new_path (cr);
  /* On lines through the origin of the picture, so that those of two areas meet. */
  for (double offset = floor ((left - bottom) / HATCH) * HATCH; offset < right - top; offset += HATCH)
    {
      cairo_move_to (cr, offset + top, top);
      cairo_line_to (cr, offset + bottom, bottom);
    }
  cairo_set_source_rgba (cr, colour->red, colour->green, colour->blue, 0.35);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
trace_area (cairo_t          *cr,
            const HwArea     *area,
            const HwMapFrame *frame)
{
  cairo_new_path (cr);
  for (guint i = 0; i < area->rings->len; i++)
    trace_ring (cr, g_ptr_array_index (area->rings, i), frame);
}

static void
draw_area (cairo_t          *cr,
           const HwArea     *area,
           const HwMapFrame *frame)
{
  GdkRGBA colour;

  hw_map_area_colour (area->colour, hw_map_is_dark (), &colour);
  trace_area (cr, area, frame);
  cairo_set_source_rgba (cr, colour.red, colour.green, colour.blue, hw_map_is_dark () ? 0.10 : 0.05);
  cairo_fill_preserve (cr);
  if (area->covered_by == NULL)
    {
      hatch (cr, &colour);
      trace_area (cr, area, frame);
    }
  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_stroke (cr);
  draw_name (cr, area, frame);
}

static void
paint (HwBoundaryLayer  *self,
       cairo_t          *cr,
       const HwMapFrame *frame)
{
  HwBox view;

  hw_map_frame_get_box (frame, MARGIN, &view);
  cairo_set_line_width (cr, hw_map_is_high_contrast () ? 2.5 : 1.5);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  for (guint i = 0; i < g_list_model_get_n_items (self->areas); i++)
    {
      g_autoptr (HwAreaItem) item = g_list_model_get_item (self->areas, i);
      const HwArea *area = hw_area_item_get_area (item);

      if (is_in_view (area, &view))
        draw_area (cr, area, frame);
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

  if (self->areas == NULL || g_list_model_get_n_items (self->areas) == 0 || !hw_map_frame_init (&frame, shumate_layer_get_viewport (SHUMATE_LAYER (self)), widget))
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

  hw_boundary_layer_set_areas (self, NULL);
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
 * Returns: (transfer floating): a layer without areas
 */
HwBoundaryLayer *
hw_boundary_layer_new (ShumateViewport *viewport)
{
  return g_object_new (HW_TYPE_BOUNDARY_LAYER, "viewport", viewport, NULL);
}

/**
 * hw_boundary_layer_set_areas:
 * @self: a layer
 * @areas: (nullable) (element-type HwAreaItem): what to draw; followed as it changes
 */
void
hw_boundary_layer_set_areas (HwBoundaryLayer *self,
                             GListModel      *areas)
{
  g_return_if_fail (HW_IS_BOUNDARY_LAYER (self));

  if (self->areas != NULL)
    g_signal_handlers_disconnect_by_func (self->areas, forget_picture, self);
  g_set_object (&self->areas, areas);
  if (areas != NULL)
    g_signal_connect_object (areas, "items-changed", G_CALLBACK (forget_picture), self, G_CONNECT_SWAPPED);
  forget_picture (self);
}
