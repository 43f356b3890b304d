/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-map-hulls.h"
#include "hw-map-style.h"

#include <math.h>

/*
 * How HwMapLayer draws hot-spots: a hull under the reports, a badge with the
 * rank above them, and the name of the selected one. Far out, where a hull is
 * no larger than a dot, only the first ones keep their badge.
 */

#define MAX_DRAWN      200    /* hot-spots in one picture */
#define SMALLEST_HULL  10.0   /* pixels across, below which a hull is not drawn */
#define SMALLEST_BADGE 36.0   /* pixels across, below which only the first ranks have a badge */
#define ALWAYS_BADGED  3
#define BADGE_RADIUS   15.0
#define RING_RADIUS    24.0   /* of a cluster in the middle of a hull, with the badge beside it */

typedef struct { double left, top, right, bottom; } Bounds;

static void
measure_hull (const HwHotSpot  *hot_spot,
              const HwMapFrame *frame,
              Bounds           *bounds)
{
  *bounds = (Bounds) { G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE };
  for (guint i = 0; i < hot_spot->hull->len; i++)
    {
      double x, y;

      hw_map_frame_place (frame, &g_array_index (hot_spot->hull, HwPoint, i), &x, &y);
      bounds->left = MIN (bounds->left, x);
      bounds->top = MIN (bounds->top, y);
      bounds->right = MAX (bounds->right, x);
      bounds->bottom = MAX (bounds->bottom, y);
    }
}

static gboolean
is_in_view (const Bounds     *bounds,
            const HwMapFrame *frame,
            double            margin)
{
  return bounds->left <= bounds->right &&
         bounds->right >= -margin && bounds->left <= frame->width + margin &&
         bounds->bottom >= -margin && bounds->top <= frame->height + margin;
}

static gboolean
has_badge (const HwHotSpot *hot_spot,
           const Bounds    *bounds,
           guint            selected)
{
  return hot_spot->rank <= ALWAYS_BADGED || hot_spot->rank == selected ||
         bounds->right - bounds->left >= SMALLEST_BADGE;
}

/* The badge sits on the corner of the hull, and never on the ring in its middle. */
static void
place_badge (const Bounds *bounds,
             double       *x,
             double       *y)
{
  double middle_x = (bounds->left + bounds->right) / 2, middle_y = (bounds->top + bounds->bottom) / 2;

  *x = MIN (bounds->left + (bounds->right - bounds->left) * 0.1, middle_x - RING_RADIUS);
  *y = MIN (bounds->top + (bounds->bottom - bounds->top) * 0.12, middle_y - RING_RADIUS);
}

static void
trace_hull (cairo_t          *cr,
            const HwHotSpot  *hot_spot,
            const HwMapFrame *frame)
{
  for (guint i = 0; i < hot_spot->hull->len; i++)
    {
      double x, y;

      hw_map_frame_place (frame, &g_array_index (hot_spot->hull, HwPoint, i), &x, &y);
      cairo_line_to (cr, x, y);
    }
  cairo_close_path (cr);
}

static void
append_hull (GtkSnapshot      *snapshot,
             const HwHotSpot  *hot_spot,
             const HwMapFrame *frame,
             const Bounds     *bounds,
             double            margin,
             gboolean          selected)
{
  double left = MAX (bounds->left - 4, -margin), top = MAX (bounds->top - 4, -margin);
  double right = MIN (bounds->right + 4, frame->width + margin), bottom = MIN (bounds->bottom + 4, frame->height + margin);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (left, top, right - left, bottom - top));
  gboolean dark = hw_map_is_dark ();
  GdkRGBA colour, fill;

  hw_map_rank_colour (hot_spot->rank, dark, &colour, NULL);
  fill = colour;
  fill.alpha = dark ? 0.28 : 0.2;
  trace_hull (cr, hot_spot, frame);
  gdk_cairo_set_source_rgba (cr, &fill);
  cairo_fill_preserve (cr);
  if (selected)
    hw_map_colour (HW_MAP_COLOUR_ACCENT, dark, &colour);
  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_set_line_width (cr, selected ? 4 : hw_map_is_high_contrast () ? 3 : 2);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

/**
 * hw_map_hulls_append:
 * @snapshot: where to draw
 * @hot_spots: (nullable) (element-type HwHotSpot): by rank
 * @frame: what is shown
 * @margin: pixels drawn beyond the edges
 * @selected: rank of the selected one, 0 for none
 */
void
hw_map_hulls_append (GtkSnapshot      *snapshot,
                     GPtrArray        *hot_spots,
                     const HwMapFrame *frame,
                     double            margin,
                     guint             selected)
{
  guint drawn = 0;

  for (guint i = 0; hot_spots != NULL && i < hot_spots->len && drawn < MAX_DRAWN; i++)
    {
      const HwHotSpot *hot_spot = g_ptr_array_index (hot_spots, i);
      Bounds bounds;

      measure_hull (hot_spot, frame, &bounds);
      if (!is_in_view (&bounds, frame, margin) ||
          (bounds.right - bounds.left < SMALLEST_HULL && hot_spot->rank != selected))
        continue;
      append_hull (snapshot, hot_spot, frame, &bounds, margin, hot_spot->rank == selected);
      drawn++;
    }
}

/**
 * hw_map_hulls_append_badges:
 * @snapshot: where to draw
 * @hot_spots: (nullable) (element-type HwHotSpot): by rank
 * @frame: what is shown
 * @margin: pixels drawn beyond the edges
 * @sprites: where badges are kept
 * @selected: rank of the selected one, 0 for none
 *
 * Draws the first ranks last, so that they lie on top.
 */
void
hw_map_hulls_append_badges (GtkSnapshot      *snapshot,
                            GPtrArray        *hot_spots,
                            const HwMapFrame *frame,
                            double            margin,
                            HwMapSprites     *sprites,
                            guint             selected)
{
  cairo_t *cr;

  if (hot_spots == NULL || hot_spots->len == 0)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (-margin, -margin, frame->width + 2 * margin, frame->height + 2 * margin));
  for (guint i = MIN (hot_spots->len, MAX_DRAWN); i > 0; i--)
    {
      const HwHotSpot *hot_spot = g_ptr_array_index (hot_spots, i - 1);
      Bounds bounds;
      double x, y;

      measure_hull (hot_spot, frame, &bounds);
      if (!is_in_view (&bounds, frame, margin) || !has_badge (hot_spot, &bounds, selected))
        continue;
      place_badge (&bounds, &x, &y);
      hw_map_sprite_place (cr, hw_map_sprites_get_badge (sprites, hot_spot->rank), x, y);
    }
  cairo_destroy (cr);
}

static gboolean
hull_contains (const HwHotSpot  *hot_spot,
               const HwMapFrame *frame,
               double            x,
               double            y)
{
  gboolean inside = FALSE;
  guint n = hot_spot->hull->len;

  for (guint i = 0, j = n - 1; i < n; j = i++)
    {
      double xi, yi, xj, yj;

      hw_map_frame_place (frame, &g_array_index (hot_spot->hull, HwPoint, i), &xi, &yi);
      hw_map_frame_place (frame, &g_array_index (hot_spot->hull, HwPoint, j), &xj, &yj);
      if ((yi > y) != (yj > y) && x < (xj - xi) * (y - yi) / (yj - yi) + xi)
        inside = !inside;
    }

  return inside;
}

/**
 * hw_map_hulls_pick:
 * @hot_spots: (nullable) (element-type HwHotSpot): by rank
 * @frame: what is shown
 * @x: pixels from the left
 * @y: pixels from the top
 *
 * Returns: (transfer none) (nullable): the first hot-spot whose hull holds the place
 */
const HwHotSpot *
hw_map_hulls_pick (GPtrArray        *hot_spots,
                   const HwMapFrame *frame,
                   double            x,
                   double            y)
{
  for (guint i = 0; hot_spots != NULL && i < hot_spots->len; i++)
    {
      const HwHotSpot *hot_spot = g_ptr_array_index (hot_spots, i);

      if (hull_contains (hot_spot, frame, x, y))
        return hot_spot;
    }

  return NULL;
}

/**
 * hw_map_hulls_pick_badge:
 * @hot_spots: (nullable) (element-type HwHotSpot): by rank
 * @frame: what is shown
 * @x: pixels from the left
 * @y: pixels from the top
 *
 * Returns: (transfer none) (nullable): the hot-spot whose badge is there
 */
const HwHotSpot *
hw_map_hulls_pick_badge (GPtrArray        *hot_spots,
                         const HwMapFrame *frame,
                         double            x,
                         double            y)
{
  for (guint i = 0; hot_spots != NULL && i < MIN (hot_spots->len, MAX_DRAWN); i++)
    {
      const HwHotSpot *hot_spot = g_ptr_array_index (hot_spots, i);
      Bounds bounds;
      double badge_x, badge_y;

      measure_hull (hot_spot, frame, &bounds);
      if (!is_in_view (&bounds, frame, BADGE_RADIUS) || !has_badge (hot_spot, &bounds, 0))
        continue;
      place_badge (&bounds, &badge_x, &badge_y);
      if (hypot (badge_x - x, badge_y - y) <= BADGE_RADIUS)
        return hot_spot;
    }

  return NULL;
}

/**
 * hw_map_hull_get_top:
 * @hot_spot: a hot-spot
 * @frame: what is shown
 * @x: (out): the middle of its hull
 * @y: (out): its upper edge, or that of its badge
 */
void
hw_map_hull_get_top (const HwHotSpot  *hot_spot,
                     const HwMapFrame *frame,
                     double           *x,
                     double           *y)
{
  Bounds bounds;
  double badge_x, badge_y;

  measure_hull (hot_spot, frame, &bounds);
  place_badge (&bounds, &badge_x, &badge_y);
  *x = (bounds.left + bounds.right) / 2;
  *y = MIN (bounds.top, badge_y - BADGE_RADIUS);
}

/**
 * hw_map_hull_append_label:
 * @widget: whose font to use
 * @snapshot: where to draw
 * @text: a name
 * @x: the middle of the label
 * @y: its lower edge
 */
void
hw_map_hull_append_label (GtkWidget   *widget,
                          GtkSnapshot *snapshot,
                          const char  *text,
                          double       x,
                          double       y)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  PangoAttrList *attributes = pango_attr_list_new ();
  gboolean dark = hw_map_is_dark ();
  GdkRGBA card, accent, ink;
  GskRoundedRect pill;
  int width, height;

  pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_set_width (layout, 220 * PANGO_SCALE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_get_pixel_size (layout, &width, &height);
  hw_map_colour (HW_MAP_COLOUR_CARD, dark, &card);
  hw_map_colour (HW_MAP_COLOUR_ACCENT, dark, &accent);
  hw_map_colour (HW_MAP_COLOUR_TEXT, dark, &ink);

  x = rint (x - width / 2.0);
  y = rint (y - height - 4);
  gsk_rounded_rect_init_from_rect (&pill, &GRAPHENE_RECT_INIT (x - 14, y - 4, width + 28, height + 8), (height + 8) / 2.0);
  gtk_snapshot_push_rounded_clip (snapshot, &pill);
  gtk_snapshot_append_color (snapshot, &card, &pill.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &pill, (float[4]) { 2, 2, 2, 2 }, (GdkRGBA[4]) { accent, accent, accent, accent });
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_append_layout (snapshot, layout, &ink);
  gtk_snapshot_restore (snapshot);
}
