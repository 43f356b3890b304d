/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-map-frame.h"
#include "hw-map-style.h"
#include "hw-round-layer.h"

#include <math.h>

/* The round on the map: the way as a line from the start by every stop to the
 * end, the stops with their numbers, and small dots where the team could go and
 * does not. A round has a few dozen stops: it is drawn anew each time. */

#define DISC       15.0
#define LEFT_OUT   5.0
#define SQUARE     7.0
#define LINE_WIDTH 4.0

struct _HwRoundLayer
{
  ShumateLayer parent_instance;

  HwPlan     *plan;       /* (owned) (nullable) */
  HwPlanStop *selected;   /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (HwRoundLayer, hw_round_layer, SHUMATE_TYPE_LAYER)

static const HwPoint *
get_point (HwPlanStop *stop)
{
  return &hw_plan_stop_get_candidate (stop)->stop->point;
}

static void
add_point (cairo_t          *cr,
           const HwMapFrame *frame,
           const HwPoint    *point)
{
  double x, y;

  hw_map_frame_place (frame, point, &x, &y);
  cairo_line_to (cr, x, y);
}

static void
draw_way (HwRoundLayer     *self,
          cairo_t          *cr,
          const HwMapFrame *frame)
{
  const HwShift *shift = hw_plan_get_shift (self->plan);
  GListModel *round = hw_plan_get_round (self->plan);
  GdkRGBA card, accent;

  if (g_list_model_get_n_items (round) == 0)
    return;
  add_point (cr, frame, &shift->start);
  for (guint i = 0; i < g_list_model_get_n_items (round); i++)
    {
      g_autoptr (HwPlanStop) stop = g_list_model_get_item (round, i);

      add_point (cr, frame, get_point (stop));
    }
  add_point (cr, frame, hw_point_is_valid (&shift->end) ? &shift->end : &shift->start);
  hw_map_colour (HW_MAP_COLOUR_CARD, hw_map_is_dark (), &card);
  hw_map_colour (HW_MAP_COLOUR_ACCENT, hw_map_is_dark (), &accent);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (cr, LINE_WIDTH + 2);
  gdk_cairo_set_source_rgba (cr, &card);
  cairo_stroke_preserve (cr);
  cairo_set_line_width (cr, LINE_WIDTH);
  gdk_cairo_set_source_rgba (cr, &accent);
  cairo_stroke (cr);
}

/* Where the shift begins and ends: squares, which no stop is. */
static void
draw_place (cairo_t          *cr,
            const HwMapFrame *frame,
            const HwPoint    *point)
{
  GdkRGBA card, accent;
  double x, y;

  if (!hw_point_is_valid (point))
    return;
  hw_map_frame_place (frame, point, &x, &y);
  hw_map_colour (HW_MAP_COLOUR_CARD, hw_map_is_dark (), &card);
  hw_map_colour (HW_MAP_COLOUR_ACCENT, hw_map_is_dark (), &accent);
  cairo_rectangle (cr, x - SQUARE, y - SQUARE, 2 * SQUARE, 2 * SQUARE);
  gdk_cairo_set_source_rgba (cr, &card);
  cairo_fill_preserve (cr);
  gdk_cairo_set_source_rgba (cr, &accent);
  cairo_set_line_width (cr, 3);
  cairo_stroke (cr);
}

static void
draw_left_out (HwRoundLayer     *self,
               cairo_t          *cr,
               const HwMapFrame *frame,
               HwPlanStop       *stop)
{
  GdkRGBA card, dim;
  double x, y;

  hw_map_frame_place (frame, get_point (stop), &x, &y);
  hw_map_colour (HW_MAP_COLOUR_CARD, hw_map_is_dark (), &card);
  hw_map_colour (HW_MAP_COLOUR_DIM, hw_map_is_dark (), &dim);
  cairo_arc (cr, x, y, self->selected == stop ? LEFT_OUT * 1.6 : LEFT_OUT, 0, 2 * G_PI);
  gdk_cairo_set_source_rgba (cr, &dim);
  cairo_fill_preserve (cr);
  gdk_cairo_set_source_rgba (cr, &card);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
}

static void
draw_stop (HwRoundLayer     *self,
           cairo_t          *cr,
           const HwMapFrame *frame,
           HwPlanStop       *stop)
{
  double x, y, radius = self->selected == stop ? DISC * 1.25 : DISC;
  g_autofree char *number = g_strdup_printf ("%u", hw_plan_stop_get_number (stop));
  GdkRGBA card, accent;

  hw_map_frame_place (frame, get_point (stop), &x, &y);
  hw_map_colour (HW_MAP_COLOUR_CARD, hw_map_is_dark (), &card);
  hw_map_colour (HW_MAP_COLOUR_ACCENT, hw_map_is_dark (), &accent);
  cairo_new_path (cr);
  cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
  gdk_cairo_set_source_rgba (cr, &accent);
  cairo_fill_preserve (cr);
  gdk_cairo_set_source_rgba (cr, &card);
  cairo_set_line_width (cr, 2);
  cairo_stroke (cr);
  hw_map_draw_text (cr, number, x, y, 15, TRUE);
}

static void
draw (HwRoundLayer     *self,
      cairo_t          *cr,
      const HwMapFrame *frame)
{
  GListModel *lists[] = { hw_plan_get_left_out (self->plan), hw_plan_get_round (self->plan) };
  const HwShift *shift = hw_plan_get_shift (self->plan);

  draw_way (self, cr, frame);
  draw_place (cr, frame, &shift->end);
  draw_place (cr, frame, &shift->start);
  for (guint list = 0; list < G_N_ELEMENTS (lists); list++)
    for (guint i = g_list_model_get_n_items (lists[list]); i > 0; i--)
      {
        g_autoptr (HwPlanStop) stop = g_list_model_get_item (lists[list], i - 1);

        if (list == 0)
          draw_left_out (self, cr, frame, stop);
        else
          draw_stop (self, cr, frame, stop);
      }
}

static void
hw_round_layer_snapshot (GtkWidget   *widget,
                         GtkSnapshot *snapshot)
{
  HwRoundLayer *self = HW_ROUND_LAYER (widget);
  HwMapFrame frame;
  cairo_t *cr;

  if (self->plan == NULL || !hw_map_frame_init (&frame, shumate_layer_get_viewport (SHUMATE_LAYER (self)), widget))
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, frame.width, frame.height));
  draw (self, cr, &frame);
  cairo_destroy (cr);
}

static void
hw_round_layer_constructed (GObject *object)
{
  static const char * const properties[] = { "notify::latitude", "notify::longitude", "notify::zoom-level" };
  ShumateViewport *viewport = shumate_layer_get_viewport (SHUMATE_LAYER (object));

  G_OBJECT_CLASS (hw_round_layer_parent_class)->constructed (object);
  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    g_signal_connect_object (viewport, properties[i], G_CALLBACK (gtk_widget_queue_draw), object, G_CONNECT_SWAPPED);
  hw_map_watch_style (GTK_WIDGET (object), G_CALLBACK (gtk_widget_queue_draw));
}

static void
hw_round_layer_dispose (GObject *object)
{
  HwRoundLayer *self = HW_ROUND_LAYER (object);

  hw_round_layer_set_plan (self, NULL);
  g_clear_object (&self->selected);
  G_OBJECT_CLASS (hw_round_layer_parent_class)->dispose (object);
}

static void
hw_round_layer_class_init (HwRoundLayerClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = hw_round_layer_constructed;
  G_OBJECT_CLASS (klass)->dispose = hw_round_layer_dispose;
  GTK_WIDGET_CLASS (klass)->snapshot = hw_round_layer_snapshot;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
hw_round_layer_init (HwRoundLayer *self)
{
}

/**
 * hw_round_layer_new:
 * @viewport: of the map that the layer will be put on
 *
 * Returns: (transfer floating): a layer without a round
 */
HwRoundLayer *
hw_round_layer_new (ShumateViewport *viewport)
{
  return g_object_new (HW_TYPE_ROUND_LAYER, "viewport", viewport, NULL);
}

/**
 * hw_round_layer_set_plan:
 * @self: a layer
 * @plan: (nullable): whose round to draw; followed as it changes
 */
void
hw_round_layer_set_plan (HwRoundLayer *self,
                         HwPlan       *plan)
{
  g_return_if_fail (HW_IS_ROUND_LAYER (self));

  if (self->plan != NULL)
    g_signal_handlers_disconnect_by_data (self->plan, self);
  g_set_object (&self->plan, plan);
  g_clear_object (&self->selected);
  if (plan != NULL)
    g_signal_connect_object (plan, "changed", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * hw_round_layer_select:
 * @self: a layer
 * @stop: (nullable): a stop of its plan, drawn larger
 */
void
hw_round_layer_select (HwRoundLayer *self,
                       HwPlanStop   *stop)
{
  g_return_if_fail (HW_IS_ROUND_LAYER (self));

  g_set_object (&self->selected, stop);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * hw_round_layer_pick:
 * @self: a layer
 * @x: pixels within it
 * @y: pixels within it
 *
 * Returns: (transfer none) (nullable): the stop that is drawn there
 */
HwPlanStop *
hw_round_layer_pick (HwRoundLayer *self,
                     double        x,
                     double        y)
{
  HwPlanStop *best = NULL;
  double nearest = DISC + 4;
  HwMapFrame frame;

  g_return_val_if_fail (HW_IS_ROUND_LAYER (self), NULL);

  if (self->plan == NULL || !hw_map_frame_init (&frame, shumate_layer_get_viewport (SHUMATE_LAYER (self)), GTK_WIDGET (self)))
    return NULL;
  for (guint list = 0; list < 2; list++)
    {
      GListModel *stops = list == 0 ? hw_plan_get_round (self->plan) : hw_plan_get_left_out (self->plan);

      for (guint i = 0; i < g_list_model_get_n_items (stops); i++)
        {
          g_autoptr (HwPlanStop) stop = g_list_model_get_item (stops, i);
          double stop_x, stop_y, distance;

          hw_map_frame_place (&frame, get_point (stop), &stop_x, &stop_y);
          distance = hypot (stop_x - x, stop_y - y);
          if (distance < nearest)
            {
              best = stop;
              nearest = distance;
            }
        }
    }
  return best;
}
