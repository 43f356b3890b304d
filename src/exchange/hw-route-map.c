/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-mercator.h"
#include "hw-paper.h"
#include "hw-route-map.h"

/* The overview of a round: its stops by number, in the order in which they are
 * visited. Readable where it is printed in black. */

#define MARGIN       40.0    /* points around the round: room for the scale below it */
#define MARK_RADIUS  8.5
#define MARK_SIZE    9.0
#define LEAST_METRES 400.0   /* across the picture: a round of one stop shows some streets around it */
#define PUSHES       60      /* how often marks that lie over each other are pushed apart */
#define MOST_SCALE   110.0   /* points */

typedef struct { double x, y; /* where it is drawn */ double real_x, real_y; } Mark;

/* -- the frame ------------------------------------------------------------------------------------------------------ */

static void
extend (HwBox         *box,
        const HwPoint *point)
{
  const HwPoint place = { hw_mercator_y (point->latitude), hw_mercator_x (point->longitude) };

  if (hw_point_is_valid (point))
    hw_box_extend (box, &place);
}

/* @box: in widths of the world */
static void
fit_frame (HwRouteFrame *frame,
           HwBox         box,
           double        width,
           double        height)
{
  double middle_x, middle_y, metres_per_world, world_x, world_y;

  if (box.west > box.east)
    box = (HwBox) { 0.5, 0.5, 0.5, 0.5 };
  middle_x = (box.west + box.east) / 2;
  middle_y = (box.south + box.north) / 2;
  metres_per_world = 2 * G_PI * HW_EARTH_RADIUS_M * cos (hw_mercator_latitude (middle_y) * G_PI / 180);
  world_x = MAX (box.east - box.west, LEAST_METRES / metres_per_world);
  world_y = MAX (box.north - box.south, LEAST_METRES / metres_per_world);
  frame->scale = MIN (MAX (width - 2 * MARGIN, 1) / world_x, MAX (height - 2 * MARGIN, 1) / world_y);
  frame->width = width;
  frame->height = height;
  frame->x = middle_x - width / 2 / frame->scale;
  frame->y = middle_y - height / 2 / frame->scale;
}

/**
 * hw_route_frame_init:
 * @frame: (out): the frame
 * @shift: a shift with its round
 * @width: of the picture, in points
 * @height: of the picture, in points
 *
 * Finds the frame in which the whole round is to be seen.
 */
void
hw_route_frame_init (HwRouteFrame  *frame,
                     const HwShift *shift,
                     double         width,
                     double         height)
{
  HwBox box = HW_BOX_EMPTY;   /* in widths of the world */

  extend (&box, &shift->start);
  extend (&box, &shift->end);
  for (guint i = 0; i < shift->stops->len; i++)
    extend (&box, &((HwStop *) shift->stops->pdata[i])->point);
  fit_frame (frame, box, width, height);
}

/**
 * hw_route_frame_init_box:
 * @frame: (out): the frame
 * @box: in degrees
 * @width: of the picture, in points
 * @height: of the picture, in points
 *
 * Finds the frame in which all of @box is to be seen.
 */
void
hw_route_frame_init_box (HwRouteFrame *frame,
                         const HwBox  *box,
                         double        width,
                         double        height)
{
  const HwPoint corners[2] = { { box->south, box->west }, { box->north, box->east } };
  HwBox world = HW_BOX_EMPTY;

  extend (&world, &corners[0]);
  extend (&world, &corners[1]);
  fit_frame (frame, world, width, height);
}

/**
 * hw_route_frame_place:
 * @frame: a frame
 * @point: a point
 * @x: (out): in points of the picture
 * @y: (out): likewise, downwards
 */
void
hw_route_frame_place (const HwRouteFrame *frame,
                      const HwPoint      *point,
                      double             *x,
                      double             *y)
{
  *x = (hw_mercator_x (point->longitude) - frame->x) * frame->scale;
  *y = (hw_mercator_y (point->latitude) - frame->y) * frame->scale;
}

/* -- marks ---------------------------------------------------------------------------------------------------------- */

static void
push_apart (Mark *a,
            Mark *b)
{
  double dx = b->x - a->x, dy = b->y - a->y, distance = hypot (dx, dy), push = (2 * MARK_RADIUS + 1 - distance) / 2;

  if (push <= 0)
    return;
  /* Two stops at one point go to the sides. */
  dx = distance > 0.01 ? dx / distance : 1;
  dy = distance > 0.01 ? dy / distance : 0;
  a->x -= dx * push;
  a->y -= dy * push;
  b->x += dx * push;
  b->y += dy * push;
}

static Mark *
place_marks (const HwShift      *shift,
             const HwRouteFrame *frame)
{
  guint n = shift->stops->len;
  Mark *marks = g_new0 (Mark, n + 1);

  for (guint i = 0; i < n; i++)
    {
      hw_route_frame_place (frame, &((HwStop *) shift->stops->pdata[i])->point, &marks[i].real_x, &marks[i].real_y);
      marks[i].x = marks[i].real_x;
      marks[i].y = marks[i].real_y;
    }
  for (guint push = 0; push < PUSHES; push++)
    for (guint i = 0; i < n; i++)
      {
        for (guint j = i + 1; j < n; j++)
          push_apart (&marks[i], &marks[j]);
        marks[i].x = CLAMP (marks[i].x, MARK_RADIUS + 2, MAX (frame->width - MARK_RADIUS - 2, MARK_RADIUS + 2));
        marks[i].y = CLAMP (marks[i].y, MARK_RADIUS + 2, MAX (frame->height - MARK_RADIUS - 2, MARK_RADIUS + 2));
      }
  return marks;
}

static void
draw_text (cairo_t    *cr,
           const char *text,
           double      x,
           double      y,
           double      size,
           gboolean    centred)
{
  g_autoptr (PangoLayout) layout = hw_paper_text_new (cr, NULL, text, centred, size, -1);
  PangoRectangle logical;

  pango_layout_get_extents (layout, NULL, &logical);
  if (centred)
    {
      x -= logical.width / 2.0 / PANGO_SCALE;
      y -= logical.height / 2.0 / PANGO_SCALE;
    }
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
}

static void
draw_mark (cairo_t    *cr,
           const Mark *mark,
           guint       number)
{
  char text[12];

  if (hypot (mark->x - mark->real_x, mark->y - mark->real_y) > 2)
    {
      cairo_set_source_rgb (cr, 0, 0, 0);
      cairo_set_line_width (cr, 0.75);
      cairo_new_path (cr);
      cairo_move_to (cr, mark->real_x, mark->real_y);
      cairo_line_to (cr, mark->x, mark->y);
      cairo_stroke (cr);
      cairo_new_path (cr);
      cairo_arc (cr, mark->real_x, mark->real_y, 1.5, 0, 2 * G_PI);
      cairo_fill (cr);
    }
  cairo_new_path (cr);
  cairo_arc (cr, mark->x, mark->y, MARK_RADIUS, 0, 2 * G_PI);
  cairo_set_source_rgb (cr, 0.07, 0.22, 0.45);
  cairo_fill_preserve (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_set_line_width (cr, 1.25);
  cairo_stroke (cr);
  g_snprintf (text, sizeof text, "%u", number);
  draw_text (cr, text, mark->x, mark->y, number < 100 ? MARK_SIZE : MARK_SIZE * 0.8, TRUE);
}

/* A square: where the team meets and where it ends. */
static void
draw_end (cairo_t            *cr,
          const HwRouteFrame *frame,
          const HwPoint      *point)
{
  const double side = 9;
  double x, y;

  if (!hw_point_is_valid (point))
    return;
  hw_route_frame_place (frame, point, &x, &y);
  cairo_new_path (cr);
  cairo_rectangle (cr, x - side / 2, y - side / 2, side, side);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_fill_preserve (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_set_line_width (cr, 2);
  cairo_stroke (cr);
}

/* -- what is between and around them -------------------------------------------------------------------------------- */

static void
add_to_line (cairo_t            *cr,
             const HwRouteFrame *frame,
             const HwPoint      *point)
{
  double x, y;

  if (!hw_point_is_valid (point))
    return;
  hw_route_frame_place (frame, point, &x, &y);
  cairo_line_to (cr, x, y);
}

static void
draw_line (cairo_t            *cr,
           const HwShift      *shift,
           const HwRouteFrame *frame)
{
  cairo_new_path (cr);
  add_to_line (cr, frame, &shift->start);
  for (guint i = 0; i < shift->stops->len; i++)
    add_to_line (cr, frame, &((HwStop *) shift->stops->pdata[i])->point);
  add_to_line (cr, frame, &shift->end);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_set_line_width (cr, 4.5);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgb (cr, 0.07, 0.22, 0.45);
  cairo_set_line_width (cr, 2);
  cairo_stroke (cr);
}

static void
draw_card (cairo_t *cr,
           double   x,
           double   y,
           double   width,
           double   height)
{
  cairo_set_source_rgba (cr, 1, 1, 1, 0.88);
  cairo_new_path (cr);
  cairo_rectangle (cr, x, y, width, height);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
}

static double
nice_length (double metres)
{
  double step = pow (10, floor (log10 (metres)));

  return metres >= 5 * step ? 5 * step : metres >= 2 * step ? 2 * step : step;
}

/* How long a kilometre is, or so; in the lower left corner. */
void
hw_route_frame_draw_scale (const HwRouteFrame *frame,
                           cairo_t            *cr)
{
  double latitude = hw_mercator_latitude (frame->y + frame->height / 2 / frame->scale);
  double metres_per_point = 2 * G_PI * HW_EARTH_RADIUS_M * cos (latitude * G_PI / 180) / frame->scale;
  double metres = nice_length (MOST_SCALE * metres_per_point), length = metres / metres_per_point, y = frame->height - 26;
  g_autofree char *text = metres >= 1000 ? g_strdup_printf (_("%g km"), metres / 1000) : g_strdup_printf (_("%g m"), metres);

  draw_card (cr, 6, y, length + 12, 20);
  draw_text (cr, text, 12, y + 1, 7.5, FALSE);
  cairo_set_line_width (cr, 1.25);
  cairo_move_to (cr, 12, y + 13);
  cairo_rel_line_to (cr, 0, 4);
  cairo_rel_line_to (cr, length, 0);
  cairo_rel_line_to (cr, 0, -4);
  cairo_stroke (cr);
}

static void
draw_north (cairo_t            *cr,
            const HwRouteFrame *frame)
{
  double x = frame->width - 16;

  draw_card (cr, x - 10, 6, 20, 30);
  cairo_move_to (cr, x, 9);
  cairo_rel_line_to (cr, 4.5, 12);
  cairo_rel_line_to (cr, -9, 0);
  cairo_close_path (cr);
  cairo_fill (cr);
  /* Translators: the north of a map, one letter */
  draw_text (cr, _("N"), x, 28.5, 8.5, TRUE);
}

/* Whose map lies under it; in the lower right corner. */
void
hw_route_frame_draw_attribution (const HwRouteFrame *frame,
                                 cairo_t            *cr,
                                 const char         *attribution)
{
  g_autofree char *words = hw_paper_clean (attribution);
  g_autoptr (PangoLayout) layout = NULL;
  PangoRectangle logical;
  double width;

  if (words == NULL)
    return;
  layout = hw_paper_text_new (cr, NULL, words, FALSE, 6.5, frame->width / 2);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_height (layout, -1);
  pango_layout_get_extents (layout, NULL, &logical);
  width = logical.width / (double) PANGO_SCALE;
  draw_card (cr, frame->width - width - 6, frame->height - 12, width + 6, 12);
  cairo_move_to (cr, frame->width - width - 3, frame->height - 10.5);
  pango_cairo_show_layout (cr, layout);
}

/**
 * hw_route_map_draw:
 * @cr: where to draw, from the origin on; one unit is a point
 * @shift: a shift with its round
 * @frame: what is to be seen
 * @ground: (nullable): what lies under the round
 *
 * Draws the overview map.
 */
void
hw_route_map_draw (cairo_t             *cr,
                   const HwShift       *shift,
                   const HwRouteFrame  *frame,
                   const HwRouteGround *ground)
{
  g_autofree Mark *marks = place_marks (shift, frame);

  cairo_save (cr);
  cairo_new_path (cr);
  cairo_rectangle (cr, 0, 0, frame->width, frame->height);
  cairo_clip (cr);
  if (ground != NULL && ground->draw != NULL)
    {
      cairo_save (cr);
      ground->draw (cr, frame, ground->user_data);
      cairo_restore (cr);
    }
  draw_line (cr, shift, frame);
  draw_end (cr, frame, &shift->end);
  draw_end (cr, frame, &shift->start);
  /* The first lies on top where there is no room for all. */
  for (guint i = shift->stops->len; i > 0; i--)
    draw_mark (cr, &marks[i - 1], i);
  hw_route_frame_draw_scale (frame, cr);
  draw_north (cr, frame);
  if (ground != NULL)
    hw_route_frame_draw_attribution (frame, cr, ground->attribution);
  cairo_restore (cr);
  cairo_new_path (cr);
  cairo_rectangle (cr, 0, 0, frame->width, frame->height);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_set_line_width (cr, 0.75);
  cairo_stroke (cr);
}
