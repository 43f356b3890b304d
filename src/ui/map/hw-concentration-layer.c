/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-concentration-layer.h"
#include "hw-layer-maker.h"
#include "hw-map-frame.h"
#include "hw-map-style.h"

#include <math.h>

/*
 * Squares and a line around those that hang together, kept as one render node:
 * while the map is panned it is only moved. Cells side by side that look alike
 * are one rectangle. What cannot be seen of a square from afar, its edge, is left out.
 */

#define LEAST_SIDE  2     /* pixels of a square from afar */
#define LEAST_EDGED 6     /* pixels of a square that has an edge */

struct _HwConcentrationLayer
{
  ShumateLayer parent_instance;

  HwLayerMaker  *maker;    /* (owned) */
  HwPointIndex  *points;   /* (owned) (nullable) */
  GskRenderNode *node;     /* (owned) (nullable): in pixels of @drawn */
  HwMapFrame     drawn;
};

enum { SIGNAL_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwConcentrationLayer, hw_concentration_layer, SHUMATE_TYPE_LAYER)

static void
forget_node (HwConcentrationLayer *self)
{
  g_clear_pointer (&self->node, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
made_cb (HwConcentrationLayer *self)
{
  forget_node (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* What nobody sees is not looked for. */
static void
follow_points (HwConcentrationLayer *self)
{
  hw_layer_maker_set_points (self->maker, gtk_widget_get_visible (GTK_WIDGET (self)) ? self->points : NULL);
}

/* -- drawing -- */

/* On whole pixels, so that squares side by side leave no seam. */
static graphene_rect_t
place_cells (const HwConcentrations *found,
             const HwMapFrame       *frame,
             guint                   column,
             guint                   row,
             guint                   n_columns)
{
  double left, top, right, bottom;
  HwBox box;

  hw_concentrations_get_box (found, column, row, n_columns, &box);
  hw_map_frame_place (frame, &(HwPoint) { box.north, box.west }, &left, &top);
  hw_map_frame_place (frame, &(HwPoint) { box.south, box.east }, &right, &bottom);
  left = rint (left);
  top = rint (top);
  return GRAPHENE_RECT_INIT (left, top, MAX (rint (right) - left, LEAST_SIDE), MAX (rint (bottom) - top, LEAST_SIDE));
}

static void
compose_squares (const HwConcentrations *found,
                 const HwMapFrame       *frame,
                 GtkSnapshot            *snapshot)
{
  for (guint row = 0; row < found->n_rows; row++)
    for (guint column = 0, beyond; column < found->n_columns; column = beyond)
      {
        guint step = hw_concentrations_get_step (found, (gint) column, (gint) row);
        graphene_rect_t square;
        GdkRGBA colour;

        for (beyond = column + 1; beyond < found->n_columns; beyond++)
          if (hw_concentrations_get_step (found, (gint) beyond, (gint) row) != step)
            break;
        if (step == 0)
          continue;
        square = place_cells (found, frame, column, row, beyond - column);
        hw_map_unusual_colour (step, hw_map_is_dark (), &colour);
        gtk_snapshot_append_color (snapshot, &colour, &square);
      }
}

static void
compose_edges_of (const HwConcentrations *found,
                  const HwMapFrame       *frame,
                  GtkSnapshot            *snapshot,
                  gint                    column,
                  gint                    row)
{
  graphene_rect_t square = place_cells (found, frame, (guint) column, (guint) row, 1);
  float x = square.origin.x, y = square.origin.y, width = square.size.width, height = square.size.height;
  float line = hw_map_is_high_contrast () ? 3 : 2;
  const graphene_rect_t edges[] = {
    GRAPHENE_RECT_INIT (x, y, line, height), GRAPHENE_RECT_INIT (x + width - line, y, line, height),
    GRAPHENE_RECT_INIT (x, y, width, line), GRAPHENE_RECT_INIT (x, y + height - line, width, line),
  };
  const gint beside[][2] = { { -1, 0 }, { 1, 0 }, { 0, 1 }, { 0, -1 } };
  GdkRGBA colour;

  if (width < LEAST_EDGED)
    return;
  hw_map_unusual_colour (0, hw_map_is_dark (), &colour);
  for (guint i = 0; i < G_N_ELEMENTS (edges); i++)
    if (hw_concentrations_get_step (found, column + beside[i][0], row + beside[i][1]) == 0)
      gtk_snapshot_append_color (snapshot, &colour, &edges[i]);
}

static void
compose (HwConcentrationLayer   *self,
         const HwConcentrations *found,
         const HwMapFrame       *frame)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  compose_squares (found, frame, snapshot);
  for (gint row = 0; row < (gint) found->n_rows; row++)
    for (gint column = 0; column < (gint) found->n_columns; column++)
      if (hw_concentrations_get_step (found, column, row) > 0)
        compose_edges_of (found, frame, snapshot, column, row);
  g_clear_pointer (&self->node, gsk_render_node_unref);
  self->node = gtk_snapshot_free_to_node (snapshot);
  self->drawn = *frame;
}

static void
hw_concentration_layer_snapshot (GtkWidget   *widget,
                                 GtkSnapshot *snapshot)
{
  HwConcentrationLayer *self = HW_CONCENTRATION_LAYER (widget);
  const HwConcentrations *found = hw_concentration_layer_get_found (self);
  HwMapFrame frame;

  if (found == NULL || found->places->len == 0 || !hw_map_frame_init (&frame, shumate_layer_get_viewport (SHUMATE_LAYER (self)), widget))
    return;
  if (self->node == NULL || self->drawn.world != frame.world)
    compose (self, found, &frame);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, frame.width, frame.height));
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (rint (self->drawn.x - frame.x), rint (self->drawn.y - frame.y)));
  gtk_snapshot_append_node (snapshot, self->node);
  gtk_snapshot_pop (snapshot);
}

static void
hw_concentration_layer_constructed (GObject *object)
{
  static const char * const properties[] = { "notify::latitude", "notify::longitude", "notify::zoom-level" };
  ShumateViewport *viewport = shumate_layer_get_viewport (SHUMATE_LAYER (object));

  G_OBJECT_CLASS (hw_concentration_layer_parent_class)->constructed (object);
  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    g_signal_connect_object (viewport, properties[i], G_CALLBACK (gtk_widget_queue_draw), object, G_CONNECT_SWAPPED);
  hw_map_watch_style (GTK_WIDGET (object), G_CALLBACK (forget_node));
}

static void
hw_concentration_layer_dispose (GObject *object)
{
  HwConcentrationLayer *self = HW_CONCENTRATION_LAYER (object);

  g_clear_object (&self->maker);
  g_clear_object (&self->points);
  g_clear_pointer (&self->node, gsk_render_node_unref);
  G_OBJECT_CLASS (hw_concentration_layer_parent_class)->dispose (object);
}

static void
hw_concentration_layer_class_init (HwConcentrationLayerClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = hw_concentration_layer_constructed;
  G_OBJECT_CLASS (klass)->dispose = hw_concentration_layer_dispose;
  GTK_WIDGET_CLASS (klass)->snapshot = hw_concentration_layer_snapshot;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_PRESENTATION);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", HW_TYPE_CONCENTRATION_LAYER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
hw_concentration_layer_init (HwConcentrationLayer *self)
{
  self->maker = hw_layer_maker_new_concentrations ();
  g_signal_connect_object (self->maker, "changed", G_CALLBACK (made_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_connect (self, "notify::visible", G_CALLBACK (follow_points), NULL);
}

/**
 * hw_concentration_layer_new:
 * @viewport: of the map that the layer will be put on
 *
 * Returns: (transfer floating): a layer without points, not visible
 */
HwConcentrationLayer *
hw_concentration_layer_new (ShumateViewport *viewport)
{
  return g_object_new (HW_TYPE_CONCENTRATION_LAYER, "viewport", viewport, NULL);
}

/**
 * hw_concentration_layer_set_points:
 * @self: a layer
 * @points: (nullable): what to look at; followed with its filter
 */
void
hw_concentration_layer_set_points (HwConcentrationLayer *self,
                                   HwPointIndex         *points)
{
  g_return_if_fail (HW_IS_CONCENTRATION_LAYER (self));

  g_set_object (&self->points, points);
  follow_points (self);
}

/**
 * hw_concentration_layer_get_found:
 * @self: a layer
 *
 * Returns: (transfer none) (nullable): what was found last; %NULL without points,
 *   and while the layer is not visible
 */
const HwConcentrations *
hw_concentration_layer_get_found (HwConcentrationLayer *self)
{
  g_return_val_if_fail (HW_IS_CONCENTRATION_LAYER (self), NULL);

  return hw_layer_maker_get_made (self->maker);
}
