/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <math.h>

#include "hw-town-drawing.h"
#include "hw-town-labels.h"

/* Draws a piece of the demo town with cairo: pale, so that what the map shows
 * over it speaks. Pixels are counted from the middle of the town. A plan and
 * its labels do not change, so pieces may be drawn on several threads at once.
 * Called by hw-town-map.c. */

#define COUNTRY     0xf3f2ea
#define FIELD_A     0xeff0e3
#define FIELD_B     0xf5f1e4
#define WOOD        0xdde7d2
#define GROUND      0xefece6
#define DARK_BLOCK  0xe6e2da
#define HOUSE       0xdcd7cd
#define PARK        0xd5e3ca
#define TREE        0xb9cfac
#define PATH        0xf4f3e8
#define WATER       0xc3d8e8
#define MAIN_ROAD   0xfffdf6
#define MAIN_EDGE   0xd6d1c7
#define SMALL_ROAD  0xffffff
#define RAIL        0xa9a49c
#define MARKET      0xecd9c6
#define MARKET_EDGE 0xd9c2ab

#define FIRST_ZOOM 10
#define LAST_ZOOM  17

typedef struct
{
  const HwTownPlan *plan;
  cairo_t          *cr;
  guint             zoom;
  double            scale;            /* pixels per metre */
  double            x0, y0, x1, y1;   /* the piece, in metres */
} Painter;

/* Breadths in pixels from zoom 10 to 17; 0: not drawn. */
static const double road_widths[HW_N_ROAD_KINDS][LAST_ZOOM - FIRST_ZOOM + 1] = {
  [HW_ROAD_MAIN]      = { 1.2, 1.5, 2.2, 3.4, 5.5, 10, 16, 25 },
  [HW_ROAD_SECONDARY] = { 0.6, 0.8, 1.3, 2.2, 4, 7, 12, 20 },
  [HW_ROAD_MINOR]     = { 0, 0, 0, 0.7, 1.8, 4, 7, 13 },
  [HW_ROAD_LANE]      = { 0, 0, 0, 0, 0.7, 1.6, 3, 6 },
  [HW_ROAD_PATH]      = { 0, 0, 0, 0, 0, 1.2, 2, 3.5 },
};

static void
set_colour (Painter *self,
            guint    colour)
{
  cairo_set_source_rgb (self->cr, (colour >> 16 & 255) / 255.0, (colour >> 8 & 255) / 255.0, (colour & 255) / 255.0);
}

static double
get_road_width (const Painter *self,
                HwRoadKind     kind)
{
  return road_widths[kind][CLAMP (self->zoom, FIRST_ZOOM, LAST_ZOOM) - FIRST_ZOOM];
}

/* Adds @line to the path: only the stretches that come near the piece, since a road may be long and the piece small. */
static void
trace_line (Painter      *self,
            const GArray *line,
            double        margin)
{
  gboolean drawing = FALSE;

  for (guint i = 1; i < line->len; i++)
    {
      HwXy a = g_array_index (line, HwXy, i - 1), b = g_array_index (line, HwXy, i);

      if (MAX (a.x, b.x) < self->x0 - margin || MIN (a.x, b.x) > self->x1 + margin ||
          MAX (a.y, b.y) < self->y0 - margin || MIN (a.y, b.y) > self->y1 + margin)
        {
          drawing = FALSE;
          continue;
        }
      if (!drawing)
        cairo_move_to (self->cr, a.x * self->scale, a.y * self->scale);
      cairo_line_to (self->cr, b.x * self->scale, b.y * self->scale);
      drawing = TRUE;
    }
}

static void
trace_polygon (Painter      *self,
               const GArray *polygon)
{
  for (guint i = 0; i < polygon->len; i++)
    {
      HwXy point = g_array_index (polygon, HwXy, i);

      if (i == 0)
        cairo_move_to (self->cr, point.x * self->scale, point.y * self->scale);
      else
        cairo_line_to (self->cr, point.x * self->scale, point.y * self->scale);
    }
  cairo_close_path (self->cr);
}

static void
trace_corners (Painter    *self,
               const HwXy *corners)
{
  cairo_move_to (self->cr, corners[0].x * self->scale, corners[0].y * self->scale);
  for (guint i = 1; i < 4; i++)
    cairo_line_to (self->cr, corners[i].x * self->scale, corners[i].y * self->scale);
  cairo_close_path (self->cr);
}

static gboolean
sees_quad (const Painter    *self,
           const HwTownQuad *quad)
{
  const HwXy *c = quad->corners;

  return MAX (MAX (c[0].x, c[1].x), MAX (c[2].x, c[3].x)) >= self->x0 && MIN (MIN (c[0].x, c[1].x), MIN (c[2].x, c[3].x)) <= self->x1 &&
         MAX (MAX (c[0].y, c[1].y), MAX (c[2].y, c[3].y)) >= self->y0 && MIN (MIN (c[0].y, c[1].y), MIN (c[2].y, c[3].y)) <= self->y1;
}

static void
fill_quads (Painter      *self,
            const GArray *quads,
            HwQuadKind    kind,
            guint         colour)
{
  cairo_new_path (self->cr);
  for (guint i = 0; i < quads->len; i++)
    {
      const HwTownQuad *quad = &g_array_index (quads, HwTownQuad, i);

      if (quad->kind == kind && sees_quad (self, quad))
        trace_corners (self, quad->corners);
    }
  set_colour (self, colour);
  cairo_fill (self->cr);
}

static void
draw_country (Painter *self)
{
  set_colour (self, COUNTRY);
  cairo_paint (self->cr);
  if (self->zoom >= 12)
    {
      fill_quads (self, self->plan->quads, HW_QUAD_FIELD_A, FIELD_A);
      fill_quads (self, self->plan->quads, HW_QUAD_FIELD_B, FIELD_B);
      fill_quads (self, self->plan->quads, HW_QUAD_WOOD, WOOD);
    }
  set_colour (self, GROUND);
  cairo_new_path (self->cr);
  trace_polygon (self, self->plan->outline);
  cairo_fill (self->cr);
  for (guint i = 0; i < self->plan->villages->len; i++)
    {
      const HwTownSpot *village = &g_array_index (self->plan->villages, HwTownSpot, i);

      cairo_arc (self->cr, village->at.x * self->scale, village->at.y * self->scale, village->radius * self->scale, 0, 2 * G_PI);
      cairo_fill (self->cr);
    }
}

static void
draw_blocks (Painter *self)
{
  if (self->zoom >= 13)
    fill_quads (self, self->plan->quads, HW_QUAD_DARK_BLOCK, DARK_BLOCK);
  fill_quads (self, self->plan->quads, HW_QUAD_GREEN, PARK);
  if (self->zoom >= 16)
    fill_quads (self, self->plan->houses, HW_QUAD_HOUSE, self->zoom == 16 ? 0xdfdbd2 : HOUSE);
}

static void
draw_pond (Painter *self)
{
  const HwTownSpot *pond = &self->plan->pond;

  cairo_save (self->cr);
  cairo_translate (self->cr, pond->at.x * self->scale, pond->at.y * self->scale);
  cairo_rotate (self->cr, -0.12);
  cairo_scale (self->cr, pond->radius * self->scale, pond->radius * 0.56 * self->scale);
  cairo_new_path (self->cr);
  cairo_arc (self->cr, 0, 0, 1, 0, 2 * G_PI);
  cairo_restore (self->cr);
  set_colour (self, WATER);
  cairo_fill (self->cr);
}

static void
draw_trees (Painter *self)
{
  set_colour (self, TREE);
  cairo_new_path (self->cr);
  for (guint i = 0; self->zoom >= 15 && i < self->plan->trees->len; i++)
    {
      const HwTownTree *tree = &g_array_index (self->plan->trees, HwTownTree, i);
      double radius = tree->radius * (self->zoom == 15 ? 1.3 : 1);

      if (tree->at.x + radius < self->x0 || tree->at.x - radius > self->x1 || tree->at.y + radius < self->y0 || tree->at.y - radius > self->y1)
        continue;
      cairo_new_sub_path (self->cr);
      cairo_arc (self->cr, tree->at.x * self->scale, tree->at.y * self->scale, radius * self->scale, 0, 2 * G_PI);
    }
  cairo_fill (self->cr);
}

static void
stroke_roads (Painter   *self,
              HwRoadKind kind,
              double     wider,
              guint      colour)
{
  double width = get_road_width (self, kind);

  if (width <= 0)
    return;
  cairo_new_path (self->cr);
  for (guint i = 0; i < self->plan->roads->len; i++)
    {
      const HwTownLine *road = g_ptr_array_index (self->plan->roads, i);

      if (road->kind == kind)
        trace_line (self, road->points, 40);
    }
  set_colour (self, colour);
  cairo_set_line_width (self->cr, width + wider);
  cairo_stroke (self->cr);
}

static void
draw_parks (Painter *self)
{
  double edge = get_road_width (self, HW_ROAD_MINOR);

  cairo_new_path (self->cr);
  for (guint i = 0; i < self->plan->parks->len; i++)
    trace_polygon (self, ((HwTownLine *) g_ptr_array_index (self->plan->parks, i))->points);
  cairo_set_line_width (self->cr, edge);
  set_colour (self, SMALL_ROAD);
  if (edge > 0)
    cairo_stroke_preserve (self->cr);
  set_colour (self, PARK);
  cairo_fill (self->cr);
  stroke_roads (self, HW_ROAD_PATH, 0, PATH);
  draw_trees (self);
  draw_pond (self);
}

/* The river with its white embankment. It narrows outside the town, so it is a polygon. */
static void
fill_river (Painter *self,
            double   wider)
{
  const GArray *river = self->plan->river;

  cairo_new_path (self->cr);
  for (int side = -1; side <= 1; side += 2)
    for (guint k = 0; k < river->len; k++)
      {
        guint i = side < 0 ? k : river->len - 1 - k;
        HwXy a = g_array_index (river, HwXy, i > 0 ? i - 1 : 0), b = g_array_index (river, HwXy, MIN (i + 1, river->len - 1));
        HwXy at = g_array_index (river, HwXy, i);
        double length = MAX (hw_xy_distance (a, b), 0.001);
        double half = hw_town_river_half_width (at.x) * self->scale + wider;

        cairo_line_to (self->cr, at.x * self->scale + side * (b.y - a.y) / length * half, at.y * self->scale - side * (b.x - a.x) / length * half);
      }
  cairo_close_path (self->cr);
  cairo_fill (self->cr);
}

static void
draw_river (Painter *self)
{
  set_colour (self, SMALL_ROAD);
  if (self->zoom >= 13)
    {
      cairo_save (self->cr);
      cairo_new_path (self->cr);
      trace_polygon (self, self->plan->outline);
      cairo_clip (self->cr);
      fill_river (self, 0.8 * get_road_width (self, HW_ROAD_MINOR));
      cairo_restore (self->cr);
    }
  set_colour (self, WATER);
  fill_river (self, 0);
}

/* Adds the part of the railway near the piece to the path: metres from the railway's start to that part, so that the sleepers of two pieces meet. */
static double
trace_railway (Painter *self)
{
  const GArray *line = self->plan->railway;
  double before = 0;
  guint first = 0, last;

#define FAR(i) (g_array_index (line, HwXy, i).x < self->x0 - 60 || g_array_index (line, HwXy, i).x > self->x1 + 60)
  while (first + 1 < line->len && FAR (first) && FAR (first + 1))
    {
      before += hw_xy_distance (g_array_index (line, HwXy, first), g_array_index (line, HwXy, first + 1));
      first++;
    }
  for (last = line->len - 1; last > first && FAR (last) && FAR (last - 1);)
    last--;
#undef FAR
  cairo_new_path (self->cr);
  for (guint i = first; i <= last; i++)
    {
      HwXy point = g_array_index (line, HwXy, i);
      cairo_line_to (self->cr, point.x * self->scale, point.y * self->scale);
    }
  return before;
}

static void
draw_railway (Painter *self)
{
  static const double widths[] = { 1, 1.2, 1.5, 2, 2.6, 3.6, 5, 7.5 };
  double width = widths[CLAMP (self->zoom, FIRST_ZOOM, LAST_ZOOM) - FIRST_ZOOM];
  double dash = width * 2.4;
  double before = trace_railway (self);

  set_colour (self, RAIL);
  cairo_set_line_width (self->cr, width);
  if (self->zoom < 13)
    {
      cairo_stroke (self->cr);
      return;
    }
  cairo_stroke_preserve (self->cr);
  set_colour (self, GROUND);
  cairo_set_line_cap (self->cr, CAIRO_LINE_CAP_BUTT);
  cairo_set_dash (self->cr, &dash, 1, fmod (before * self->scale, 2 * dash));
  cairo_set_line_width (self->cr, width * 0.5);
  cairo_stroke (self->cr);
  cairo_set_dash (self->cr, NULL, 0, 0);
  cairo_set_line_cap (self->cr, CAIRO_LINE_CAP_ROUND);
}

/* The station's roof: platforms as pale strips between its walls. */
static void
draw_station (Painter *self)
{
  const HwXy *c = self->plan->station;

  if (self->zoom < 14)
    return;
  cairo_new_path (self->cr);
  trace_corners (self, c);
  set_colour (self, RAIL);
  cairo_fill (self->cr);
  for (guint strip = 0; self->zoom >= 15 && strip < 2; strip++)
    {
      double across = strip == 0 ? 0.3 : 0.7;
      HwXy from = { c[0].x + across * (c[3].x - c[0].x), c[0].y + across * (c[3].y - c[0].y) };
      HwXy to = { c[1].x + across * (c[2].x - c[1].x), c[1].y + across * (c[2].y - c[1].y) };

      cairo_move_to (self->cr, (from.x + 0.1 * (to.x - from.x)) * self->scale, (from.y + 0.1 * (to.y - from.y)) * self->scale);
      cairo_line_to (self->cr, (from.x + 0.9 * (to.x - from.x)) * self->scale, (from.y + 0.9 * (to.y - from.y)) * self->scale);
    }
  set_colour (self, 0xe2e0db);
  cairo_set_line_cap (self->cr, CAIRO_LINE_CAP_BUTT);
  cairo_set_line_width (self->cr, 7 * self->scale);
  cairo_stroke (self->cr);
  cairo_set_line_cap (self->cr, CAIRO_LINE_CAP_ROUND);
}

static void
draw_roads (Painter *self)
{
  if (self->zoom >= 13)
    stroke_roads (self, HW_ROAD_SECONDARY, self->zoom < 15 ? 0.8 : 1.4, 0xe0dcd3);
  stroke_roads (self, HW_ROAD_MAIN, self->zoom < 13 ? 1 : 2, MAIN_EDGE);
  stroke_roads (self, HW_ROAD_SECONDARY, 0, self->zoom < 13 ? 0xe3dfd6 : SMALL_ROAD);
  stroke_roads (self, HW_ROAD_MAIN, 0, MAIN_ROAD);
}

static void
draw_market (Painter *self)
{
  if (self->zoom < 14)
    return;
  cairo_new_path (self->cr);
  trace_corners (self, self->plan->market);
  set_colour (self, MARKET);
  cairo_fill_preserve (self->cr);
  set_colour (self, MARKET_EDGE);
  cairo_set_line_width (self->cr, 1);
  cairo_stroke (self->cr);
}

static void
draw_labels (Painter   *self,
             GPtrArray *labels)
{
  for (guint i = 0; i < labels->len; i++)
    {
      const HwTownLabel *label = g_ptr_array_index (labels, i);

      if (label->x1 >= self->x0 * self->scale && label->x0 <= self->x1 * self->scale &&
          label->y1 >= self->y0 * self->scale && label->y0 <= self->y1 * self->scale)
        hw_town_label_draw (label, self->cr);
    }
}

/* Draws the piece whose upper left corner is at (@left, @top), in pixels from the middle of the town, on the whole of @cr. */
void
hw_town_draw (const HwTownPlan *plan,
              GPtrArray        *labels,
              cairo_t          *cr,
              guint             zoom,
              double            pixels_per_metre,
              double            left,
              double            top,
              double            width,
              double            height)
{
  Painter self = { plan, cr, zoom, pixels_per_metre, left / pixels_per_metre, top / pixels_per_metre,
                   (left + width) / pixels_per_metre, (top + height) / pixels_per_metre };

  cairo_save (cr);
  cairo_translate (cr, -left, -top);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  draw_country (&self);
  draw_blocks (&self);
  stroke_roads (&self, HW_ROAD_LANE, 0, SMALL_ROAD);
  stroke_roads (&self, HW_ROAD_MINOR, 0, SMALL_ROAD);
  draw_parks (&self);
  draw_river (&self);
  draw_railway (&self);
  draw_station (&self);
  draw_roads (&self);
  draw_market (&self);
  draw_labels (&self, labels);
  cairo_restore (cr);
}
