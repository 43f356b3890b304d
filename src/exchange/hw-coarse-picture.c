/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-coarse-picture.h"
#include "hw-paper.h"

/* The public map on paper: each cell says how many people, so that it is read
 * where it is printed in black; and it is the same whatever lies under it. */

#define TEXT_SIZE 8.0

/**
 * hw_coarse_picture_get_box:
 * @cells: (element-type HwCoarseCell): a public map with at least one cell
 *
 * Returns: what it shows, in degrees
 */
HwBox
hw_coarse_picture_get_box (GArray *cells)
{
  HwBox box = HW_BOX_EMPTY;

  for (guint i = 0; i < cells->len; i++)
    {
      const HwBox *cell = &g_array_index (cells, HwCoarseCell, i).box;
      const HwPoint corners[2] = { { cell->south, cell->west }, { cell->north, cell->east } };

      hw_box_extend (&box, &corners[0]);
      hw_box_extend (&box, &corners[1]);
    }
  return box;
}

/* Darker is more; the steps are those of the number, so that equal numbers look equal. */
static double
choose_shade (guint people)
{
  return people >= 50 ? 0.75 : people >= 20 ? 0.6 : people >= 10 ? 0.45 : 0.3;
}

static void
draw_number (cairo_t *cr,
             guint    people,
             double   x,
             double   y)
{
  g_autofree char *text = g_strdup_printf ("%u", people);
  g_autoptr (PangoLayout) layout = hw_paper_text_new (cr, NULL, text, TRUE, TEXT_SIZE, -1);
  PangoRectangle logical;

  pango_layout_get_extents (layout, NULL, &logical);
  x -= logical.width / 2.0 / PANGO_SCALE;
  y -= logical.height / 2.0 / PANGO_SCALE;
  cairo_set_source_rgba (cr, 1, 1, 1, 0.85);
  cairo_rectangle (cr, x - 2, y, logical.width / (double) PANGO_SCALE + 4, logical.height / (double) PANGO_SCALE);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
}

static void
draw_cell (cairo_t            *cr,
           const HwCoarseCell *cell,
           const HwRouteFrame *frame)
{
  const HwPoint corners[2] = { { cell->box.north, cell->box.west }, { cell->box.south, cell->box.east } };
  double left, top, right, bottom;

  hw_route_frame_place (frame, &corners[0], &left, &top);
  hw_route_frame_place (frame, &corners[1], &right, &bottom);
  cairo_rectangle (cr, left, top, right - left, bottom - top);
  cairo_set_source_rgba (cr, 0.11, 0.30, 0.58, choose_shade (cell->people));
  cairo_fill_preserve (cr);
  cairo_set_source_rgba (cr, 0, 0, 0, 0.6);
  cairo_set_line_width (cr, 0.8);
  cairo_stroke (cr);
  draw_number (cr, cell->people, (left + right) / 2, (top + bottom) / 2);
}

/**
 * hw_coarse_picture_draw:
 * @cr: where to draw, from (0, 0) on
 * @cells: (element-type HwCoarseCell): a public map
 * @width: points
 * @height: points
 * @ground: (nullable): what lies under it
 */
void
hw_coarse_picture_draw (cairo_t             *cr,
                        GArray              *cells,
                        double               width,
                        double               height,
                        const HwRouteGround *ground)
{
  const HwBox box = hw_coarse_picture_get_box (cells);
  HwRouteFrame frame;

  hw_route_frame_init_box (&frame, &box, width, height);
  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  if (ground != NULL && ground->draw != NULL)
    {
      cairo_save (cr);
      ground->draw (cr, &frame, ground->user_data);
      cairo_restore (cr);
    }
  for (guint i = 0; i < cells->len; i++)
    draw_cell (cr, &g_array_index (cells, HwCoarseCell, i), &frame);
  cairo_set_source_rgb (cr, 0, 0, 0);
  hw_route_frame_draw_scale (&frame, cr);
  if (ground != NULL)
    hw_route_frame_draw_attribution (&frame, cr, ground->attribution);
  cairo_set_source_rgb (cr, 0.4, 0.4, 0.4);
  cairo_rectangle (cr, 0.3, 0.3, width - 0.6, height - 0.6);
  cairo_set_line_width (cr, 0.6);
  cairo_stroke (cr);
  cairo_restore (cr);
}
