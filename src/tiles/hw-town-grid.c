/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <cairo.h>
#include <math.h>

#include "hw-town-grid.h"

/* Fills the space between the old streets of the demo town: a bent grid of
 * small streets, blocks with lanes and houses, and the fields around. What is
 * taken already (river, broad streets, parks) is painted into masks first and
 * asked for point by point. Called by hw_town_plan_new(). */

#define MASK_METRES 4.0
#define MASK_REACH  2400.0
#define MASK_SIZE   1200
#define STEP        10.0   /* between the points of a small street */
#define MAX_SHARED  5      /* points that a small street may run along a broad one */
#define FIELD_REACH 17500.0

typedef enum { MASK_WATER, MASK_ROADS, MASK_CLOSED, N_MASKS } Mask;

typedef struct
{
  HwTownPlan      *plan;
  HwDice          *dice;
  double           phases[4];
  GArray          *us;       /* (owned) (element-type double) where streets run north to south */
  GArray          *vs;       /* (owned) (element-type double) ... and east to west */
  cairo_surface_t *masks[N_MASKS];
  GPtrArray       *names;    /* (owned) */
  guint            next_name;
} Grid;

typedef struct { double u0, v0, u1, v1; } Cell;

/* The grid is bent a little, so that no two streets are quite parallel. */
static HwXy
bend (const Grid *grid,
      double      u,
      double      v)
{
  return (HwXy) {
    u + 0.05 * v + 55 * sin (v / 540 + grid->phases[0]) + 22 * sin (u / 800 + grid->phases[1]),
    v - 0.055 * u + 48 * sin (u / 620 + grid->phases[2]) + 22 * sin (v / 700 + grid->phases[3])
  };
}

static gboolean
is_masked (const Grid *grid,
           Mask        mask,
           HwXy        point)
{
  int x = (int) floor ((point.x + MASK_REACH) / MASK_METRES), y = (int) floor ((point.y + MASK_REACH) / MASK_METRES);
  const guchar *data = cairo_image_surface_get_data (grid->masks[mask]);

  if (x < 0 || y < 0 || x >= MASK_SIZE || y >= MASK_SIZE)
    return FALSE;
  return data[y * cairo_image_surface_get_stride (grid->masks[mask]) + x] > 127;
}

static void
trace (cairo_t      *cr,
       const GArray *line)
{
  cairo_new_path (cr);
  for (guint i = 0; i < line->len; i++)
    {
      HwXy point = g_array_index (line, HwXy, i);
      cairo_line_to (cr, point.x, point.y);
    }
}

static cairo_t *
begin_mask (Grid *grid,
            Mask  mask)
{
  cairo_t *cr;

  grid->masks[mask] = cairo_image_surface_create (CAIRO_FORMAT_A8, MASK_SIZE, MASK_SIZE);
  cr = cairo_create (grid->masks[mask]);
  cairo_scale (cr, 1 / MASK_METRES, 1 / MASK_METRES);
  cairo_translate (cr, MASK_REACH, MASK_REACH);
  return cr;
}

static void
end_mask (Grid    *grid,
          Mask     mask,
          cairo_t *cr)
{
  cairo_destroy (cr);
  cairo_surface_flush (grid->masks[mask]);
}

static void
paint_water (Grid *grid)
{
  cairo_t *cr = begin_mask (grid, MASK_WATER);

  trace (cr, grid->plan->river);
  cairo_set_line_width (cr, 2 * hw_town_river_half_width (0) + 20);
  cairo_stroke (cr);
  end_mask (grid, MASK_WATER, cr);
}

static void
paint_roads (Grid *grid)
{
  cairo_t *cr = begin_mask (grid, MASK_ROADS);

  for (guint i = 0; i < grid->plan->roads->len; i++)
    {
      HwTownLine *road = g_ptr_array_index (grid->plan->roads, i);

      trace (cr, road->points);
      cairo_set_line_width (cr, road->kind == HW_ROAD_MAIN ? 32 : 26);
      cairo_stroke (cr);
    }
  end_mask (grid, MASK_ROADS, cr);
}

static void
paint_quad (cairo_t    *cr,
            const HwXy *corners)
{
  cairo_new_path (cr);
  for (guint i = 0; i < 4; i++)
    cairo_line_to (cr, corners[i].x, corners[i].y);
  cairo_close_path (cr);
  cairo_fill_preserve (cr);
  cairo_set_line_width (cr, 10);
  cairo_stroke (cr);
}

static void
paint_closed (Grid *grid)
{
  cairo_t *cr = begin_mask (grid, MASK_CLOSED);

  for (guint i = 0; i < grid->plan->parks->len; i++)
    {
      HwTownLine *park = g_ptr_array_index (grid->plan->parks, i);

      trace (cr, park->points);
      cairo_close_path (cr);
      cairo_fill (cr);
    }
  paint_quad (cr, grid->plan->station);
  paint_quad (cr, grid->plan->market);
  end_mask (grid, MASK_CLOSED, cr);
}

static gboolean
is_free (const Grid *grid,
         HwXy        point)
{
  return !is_masked (grid, MASK_WATER, point) && !is_masked (grid, MASK_ROADS, point) && !is_masked (grid, MASK_CLOSED, point);
}

static GArray *
choose_lines (Grid   *grid,
              double  narrow,
              double  wide)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (double));

  for (double at = -HW_TOWN_REACH - 200; at < HW_TOWN_REACH + 200;)
    {
      /* the blocks grow towards the edge of the town */
      double growth = 1 + 0.35 * fabs (at) / HW_TOWN_REACH;

      g_array_append_val (lines, at);
      at += hw_dice_real (grid->dice, narrow, wide) * growth;
    }
  return lines;
}

static const char *
take_name (Grid *grid)
{
  return g_ptr_array_index (grid->names, grid->next_name++ % grid->names->len);
}

/* Ends a run of points: a street, when it is long enough. */
static void
end_run (Grid       *grid,
         GArray    **run,
         HwRoadKind  kind)
{
  g_autoptr (GArray) points = g_steal_pointer (run);
  HwTownLine *street;

  *run = g_array_new (FALSE, FALSE, sizeof (HwXy));
  if (points->len * STEP < 55)
    return;
  street = hw_town_line_new (points->len * STEP > 110 ? take_name (grid) : NULL, kind);
  street->points = g_steal_pointer (&points);
  g_ptr_array_add (grid->plan->roads, street);
}

/* How many of the next points lie on a broad street: a crossing is short, the same street twice is long. */
static guint
count_shared (const Grid *grid,
              double      fixed,
              double      from,
              gboolean    vertical)
{
  guint n = 0;

  while (n <= MAX_SHARED && is_masked (grid, MASK_ROADS, vertical ? bend (grid, fixed, from + n * STEP) : bend (grid, from + n * STEP, fixed)))
    n++;
  return n;
}

static void
lay_street (Grid    *grid,
            double   fixed,
            GArray  *crossings,
            gboolean vertical)
{
  g_autoptr (GArray) run = g_array_new (FALSE, FALSE, sizeof (HwXy));
  gboolean shared = FALSE;
  double first = g_array_index (crossings, double, 0);

  for (guint k = 1; k < crossings->len; k++)
    {
      double last = g_array_index (crossings, double, k);
      gboolean missing = hw_dice_chance (grid->dice, 0.1);

      for (double at = first; at < last; at += STEP)
        {
          HwXy point = vertical ? bend (grid, fixed, at) : bend (grid, at, fixed);
          gboolean on_road = is_masked (grid, MASK_ROADS, point);

          shared = on_road && (shared || count_shared (grid, fixed, at, vertical) > MAX_SHARED);
          if (missing || shared || is_masked (grid, MASK_WATER, point) || is_masked (grid, MASK_CLOSED, point) ||
              !hw_xy_inside (grid->plan->outline, point))
            end_run (grid, &run, HW_ROAD_MINOR);
          else
            g_array_append_val (run, point);
        }
      first = last;
    }
  end_run (grid, &run, HW_ROAD_MINOR);
}

static void
set_corners (const Grid *grid,
             HwTownQuad *quad,
             const Cell *cell)
{
  quad->corners[0] = bend (grid, cell->u0, cell->v0);
  quad->corners[1] = bend (grid, cell->u1, cell->v0);
  quad->corners[2] = bend (grid, cell->u1, cell->v1);
  quad->corners[3] = bend (grid, cell->u0, cell->v1);
}

static void
build_house (Grid       *grid,
             const Cell *cell)
{
  HwTownQuad house = { .kind = HW_QUAD_HOUSE };
  HwXy middle;

  set_corners (grid, &house, cell);
  middle = bend (grid, (cell->u0 + cell->u1) / 2, (cell->v0 + cell->v1) / 2);
  if (!is_free (grid, middle) || !hw_xy_inside (grid->plan->outline, middle))
    return;
  for (guint i = 0; i < 4; i++)
    if (!is_free (grid, house.corners[i]))
      return;
  g_array_append_val (grid->plan->houses, house);
}

/* A row of houses along one long side of a block. */
static void
build_row (Grid       *grid,
           const Cell *row,
           gboolean    along_u,
           gboolean    dense)
{
  double at = along_u ? row->u0 : row->v0, end = along_u ? row->u1 : row->v1;

  while (at < end - 6)
    {
      double width = MIN (hw_dice_real (grid->dice, dense ? 12 : 9, dense ? 34 : 15), end - at);
      double back = hw_dice_real (grid->dice, 0, 2.5);
      Cell house = along_u ? (Cell) { at, row->v0 + back, at + width, row->v1 } : (Cell) { row->u0, at, row->u1 - back, at + width };

      build_house (grid, &house);
      at += width + (dense ? (hw_dice_chance (grid->dice, 0.3) ? 4 : 1.2) : hw_dice_real (grid->dice, 4, 9));
    }
}

static void
build_block (Grid       *grid,
             const Cell *block,
             gboolean    dense)
{
  double edge = dense ? 7 : 10, depth = dense ? 14 : 10;
  double width = block->u1 - block->u0 - 2 * edge, height = block->v1 - block->v0 - 2 * edge;
  Cell inner = { block->u0 + edge, block->v0 + edge, block->u1 - edge, block->v1 - edge };

  if (width < 14 || height < 14)
    return;
  if (hw_dice_chance (grid->dice, dense ? 0.16 : 0.04))
    {
      build_house (grid, &inner);
      return;
    }
  if (width >= height)
    {
      build_row (grid, &(Cell) { inner.u0, inner.v0, inner.u1, inner.v0 + MIN (depth, height) }, TRUE, dense);
      if (height > 2.4 * depth)
        build_row (grid, &(Cell) { inner.u0, inner.v1 - depth, inner.u1, inner.v1 }, TRUE, dense);
    }
  else
    {
      build_row (grid, &(Cell) { inner.u0, inner.v0, inner.u0 + MIN (depth, width), inner.v1 }, FALSE, dense);
      if (width > 2.4 * depth)
        build_row (grid, &(Cell) { inner.u1 - depth, inner.v0, inner.u1, inner.v1 }, FALSE, dense);
    }
}

static void
add_lane (Grid  *grid,
          double u0,
          double v0,
          double u1,
          double v1)
{
  HwTownLine *lane;

  for (guint i = 0; i <= 4; i++)
    if (is_masked (grid, MASK_WATER, bend (grid, u0 + (u1 - u0) * i / 4, v0 + (v1 - v0) * i / 4)) ||
        is_masked (grid, MASK_CLOSED, bend (grid, u0 + (u1 - u0) * i / 4, v0 + (v1 - v0) * i / 4)))
      return;
  lane = hw_town_line_new (NULL, HW_ROAD_LANE);
  lane->points = g_array_new (FALSE, FALSE, sizeof (HwXy));
  for (guint i = 0; i <= 4; i++)
    {
      HwXy point = bend (grid, u0 + (u1 - u0) * i / 4, v0 + (v1 - v0) * i / 4);
      g_array_append_val (lane->points, point);
    }
  g_ptr_array_add (grid->plan->roads, lane);
}

static void
fill_block (Grid       *grid,
            const Cell *block,
            gboolean    dense)
{
  HwTownQuad quad = { .kind = HW_QUAD_BLOCK };

  if (hw_dice_chance (grid->dice, 0.035))
    quad.kind = HW_QUAD_GREEN;
  else if (hw_dice_chance (grid->dice, dense ? 0.55 : 0.38))
    quad.kind = HW_QUAD_DARK_BLOCK;
  set_corners (grid, &quad, block);
  g_array_append_val (grid->plan->quads, quad);
  if (quad.kind != HW_QUAD_GREEN)
    build_block (grid, block, dense);
}

/* A cell of the grid: cut into two or three blocks with lanes between them. */
static void
fill_cell (Grid       *grid,
           const Cell *cell)
{
  HwXy middle = bend (grid, (cell->u0 + cell->u1) / 2, (cell->v0 + cell->v1) / 2);
  gboolean dense = hw_xy_distance (middle, (HwXy) { 0, 60 }) < 820;
  gboolean upright = hw_dice_chance (grid->dice, 0.6);
  guint n_blocks = 1 + hw_dice_pick (grid->dice, (double[]) { 0.3, 0.5, 0.2 }, 3);
  Cell block = *cell;

  if (!hw_xy_inside (grid->plan->outline, middle))
    return;
  for (guint i = 1; i <= n_blocks; i++)
    {
      double part = i / (double) n_blocks + (i < n_blocks ? hw_dice_real (grid->dice, -0.1, 0.1) : 0);

      if (upright)
        block.u1 = cell->u0 + part * (cell->u1 - cell->u0);
      else
        block.v1 = cell->v0 + part * (cell->v1 - cell->v0);
      fill_block (grid, &block, dense);
      if (i < n_blocks && upright)
        add_lane (grid, block.u1, cell->v0, block.u1, cell->v1);
      else if (i < n_blocks)
        add_lane (grid, cell->u0, block.v1, cell->u1, block.v1);
      if (upright)
        block.u0 = block.u1;
      else
        block.v0 = block.v1;
    }
}

static void
fill_cells (Grid *grid)
{
  for (guint i = 0; i + 1 < grid->us->len; i++)
    for (guint k = 0; k + 1 < grid->vs->len; k++)
      fill_cell (grid, &(Cell) { g_array_index (grid->us, double, i), g_array_index (grid->vs, double, k),
                                 g_array_index (grid->us, double, i + 1), g_array_index (grid->vs, double, k + 1) });
}

/* Fields and woods around the town, coarser and more bent than its streets. */
static void
lay_fields (Grid *grid)
{
  for (double u = -FIELD_REACH; u < FIELD_REACH; u += 330)
    for (double v = -FIELD_REACH; v < FIELD_REACH; v += 260)
      {
        guint pick = hw_dice_pick (grid->dice, (double[]) { 0.42, 0.3, 0.18, 0.1 }, 4);
        HwTownQuad field = { .kind = pick == 3 ? HW_QUAD_WOOD : pick == 2 ? HW_QUAD_FIELD_B : HW_QUAD_FIELD_A };
        double shift = fmod (fabs (u) * 0.37, 190);

        if (pick == 0)
          continue;
        set_corners (grid, &field, &(Cell) { u, v + shift, u + 330, v + shift + 260 });
        if (!hw_xy_inside (grid->plan->outline, field.corners[0]))
          g_array_append_val (grid->plan->quads, field);
      }
}

/* Adds to @plan what the dice decide: fields, small streets, blocks and houses. */
void
hw_town_grid_fill (HwTownPlan *plan,
                   HwDice     *dice)
{
  Grid grid = { .plan = plan, .dice = dice, .names = hw_town_plan_dup_names (dice) };

  for (guint i = 0; i < G_N_ELEMENTS (grid.phases); i++)
    grid.phases[i] = hw_dice_real (dice, 0, 2 * G_PI);
  paint_water (&grid);
  paint_roads (&grid);
  paint_closed (&grid);
  grid.us = choose_lines (&grid, 95, 150);
  grid.vs = choose_lines (&grid, 80, 125);
  lay_fields (&grid);
  fill_cells (&grid);
  for (guint i = 0; i < grid.us->len; i++)
    lay_street (&grid, g_array_index (grid.us, double, i), grid.vs, TRUE);
  for (guint i = 0; i < grid.vs->len; i++)
    lay_street (&grid, g_array_index (grid.vs, double, i), grid.us, FALSE);
  for (guint i = 0; i < N_MASKS; i++)
    cairo_surface_destroy (grid.masks[i]);
  g_array_unref (grid.us);
  g_array_unref (grid.vs);
  g_ptr_array_unref (grid.names);
}
