/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <pango/pangocairo.h>

#include "hw-chart-private.h"

/* Draws charts, on the screen and on paper alike. Blue and orange, and light
 * against dark, so that they are told apart by everybody; a line is dashed as
 * well as grey; what is hidden is hatched and has no number. */

#define PAPER_FONT "Noto Sans, DejaVu Sans, Cantarell, Sans"
#define N_PIECES 3
#define N_SHADES 5
#define GAP 2.0
#define HIDDEN_WIDTH 18.0
#define HIDDEN_DOT   8.0

typedef struct { double red, green, blue; } Colour;

static const Colour light_pieces[N_PIECES] = { { .10, .37, .71 }, { .38, .63, .92 }, { .71, .32, .05 } };
static const Colour dark_pieces[N_PIECES] = { { .21, .52, .89 }, { .60, .76, .95 }, { .90, .50, .20 } };
static const Colour light_shades[N_SHADES] = { { .92, .92, .92 }, { .77, .86, .96 }, { .55, .73, .94 }, { .24, .52, .84 }, { .08, .31, .59 } };
static const Colour dark_shades[N_SHADES] = { { .24, .24, .24 }, { .14, .28, .45 }, { .17, .42, .70 }, { .38, .63, .92 }, { .78, .88, .99 } };

typedef struct
{
  const HwChart      *chart;
  cairo_t            *cr;
  const HwChartStyle *style;
  double              width, height;
  double              line;      /* height of a line of letters */
} Drawing;

/* -- tools ---------------------------------------------------------------------------------------------------------- */

static void
set_colour (Drawing *drawing,
            Colour   colour)
{
  cairo_set_source_rgb (drawing->cr, colour.red, colour.green, colour.blue);
}

static Colour
get_ink (const Drawing *drawing,
         double         strength)
{
  double back = drawing->style->dark ? .12 : 1, front = drawing->style->dark ? 1 : 0;
  double grey = drawing->style->contrast ? front : back + (front - back) * strength;

  return (Colour) { grey, grey, grey };
}

static PangoLayout *
make_text (const Drawing *drawing,
           const char    *words,
           gboolean       bold)
{
  PangoLayout *layout = pango_cairo_create_layout (drawing->cr);
  PangoFontDescription *font = pango_font_description_from_string (drawing->style->font != NULL ? drawing->style->font : PAPER_FONT);

  pango_font_description_set_absolute_size (font, drawing->style->size * PANGO_SCALE);
  if (bold)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_text (layout, words, -1);
  return layout;
}

static double
measure (const Drawing *drawing,
         const char    *words)
{
  g_autoptr (PangoLayout) layout = make_text (drawing, words, FALSE);
  int width;

  pango_layout_get_size (layout, &width, NULL);
  return (double) width / PANGO_SCALE;
}

/* @align: 0: begins at @x, 1: ends there; in between: so much of it stands before it. */
static void
draw_text (Drawing    *drawing,
           const char *words,
           gboolean    bold,
           double      x,
           double      middle,
           double      align,
           Colour      colour)
{
  g_autoptr (PangoLayout) layout = make_text (drawing, words, bold);
  int width, height;

  pango_layout_get_size (layout, &width, &height);
  set_colour (drawing, colour);
  cairo_move_to (drawing->cr, x - align * width / PANGO_SCALE, middle - (double) height / PANGO_SCALE / 2);
  pango_cairo_show_layout (drawing->cr, layout);
}

static double
get_value (const Drawing *drawing,
           guint          row,
           guint          column)
{
  return drawing->chart->values[row * drawing->chart->n_columns + column];
}

static double
find_most (const HwChart *chart)
{
  double most = 0;

  for (gsize i = 0; i < (gsize) chart->n_rows * chart->n_columns; i++)
    most = MAX (most, chart->values[i]);
  return most;
}

/* 1, 2 or 5 times a power of ten, so that four of them reach @most. */
static double
find_step (double most)
{
  double step = pow (10, floor (log10 (MAX (most, 4) / 4)));

  while (step * 4 < most)
    step *= step * 8 >= most ? 2 : step * 20 >= most ? 5 : 10;
  return MAX (step, 1);
}

/* Diagonal lines: there is something, and it is not told how much. */
static void
fill_hidden (Drawing *drawing,
             double   x,
             double   y,
             double   width,
             double   height)
{
  cairo_save (drawing->cr);
  cairo_rectangle (drawing->cr, x, y, width, height);
  cairo_clip (drawing->cr);
  set_colour (drawing, get_ink (drawing, drawing->chart->kind == HW_CHART_HEAT ? .3 : .45));
  cairo_set_line_width (drawing->cr, 1);
  for (double at = x - height; at < x + width; at += 4)
    {
      cairo_move_to (drawing->cr, at, y + height);
      cairo_line_to (drawing->cr, at + height, y);
    }
  cairo_stroke (drawing->cr);
  cairo_rectangle (drawing->cr, x + .5, y + .5, width - 1, height - 1);
  cairo_stroke (drawing->cr);
  cairo_restore (drawing->cr);
}

static gboolean
has_hidden (const HwChart *chart)
{
  for (gsize i = 0; i < (gsize) chart->n_rows * chart->n_columns; i++)
    if (chart->values[i] == HW_CHART_HIDDEN)
      return TRUE;
  return FALSE;
}

/* Where the next part of a legend stands: on the next line when this one is full. */
typedef struct { double left, x, middle; } Legend;

static void
take_room (Drawing *drawing,
           Legend  *legend,
           double   width)
{
  if (legend->x > legend->left && legend->x + width > drawing->width)
    {
      legend->x = legend->left;
      legend->middle += drawing->line * 1.2;
    }
}

/* What the hatching means, where there is some. */
static void
draw_hidden_key (Drawing *drawing,
                 Legend  *legend)
{
  double box = floor (drawing->style->size), width = box + 6 + measure (drawing, _("hidden"));

  if (!has_hidden (drawing->chart))
    return;
  take_room (drawing, legend, width);
  fill_hidden (drawing, floor (legend->x), floor (legend->middle - box / 2), box, box);
  draw_text (drawing, _("hidden"), FALSE, legend->x + box + 6, legend->middle, 0, get_ink (drawing, .8));
}

/* -- lines over time ------------------------------------------------------------------------------------------------ */

typedef struct { double left, top, width, height, most; } Field;

static double
get_x (const Drawing *drawing,
       const Field   *field,
       guint          row)
{
  guint n = drawing->chart->n_rows;

  return field->left + (n > 1 ? field->width * row / (n - 1) : field->width / 2);
}

static double
get_y (const Field *field,
       double       value)
{
  return field->top + field->height * (1 - value / field->most);
}

/* Under the lines, so that these stand out for any eyes. */
static Colour
get_grid_colour (const Drawing *drawing)
{
  double grey = drawing->style->dark ? drawing->style->contrast ? .5 : .28 : drawing->style->contrast ? .6 : .88;

  return (Colour) { grey, grey, grey };
}

static void
draw_scale (Drawing     *drawing,
            const Field *field,
            double       step)
{
  for (double value = 0; value <= field->most + step / 2; value += step)
    {
      double y = floor (get_y (field, value)) + .5;
      g_autofree char *words = g_strdup_printf ("%.0f", value);

      set_colour (drawing, get_grid_colour (drawing));
      cairo_set_line_width (drawing->cr, 1);
      cairo_move_to (drawing->cr, field->left, y);
      cairo_line_to (drawing->cr, field->left + field->width, y);
      cairo_stroke (drawing->cr);
      draw_text (drawing, words, FALSE, field->left - 8, y, 1, get_ink (drawing, .6));
    }
}

/* As many names as there is room for, the last among them. */
static void
draw_times (Drawing     *drawing,
            const Field *field)
{
  guint n = drawing->chart->n_rows, every = 1;
  double room = 0;

  if (n == 0)
    return;
  for (guint row = 0; row < n; row++)
    room = MAX (room, measure (drawing, drawing->chart->rows[row]));
  /* The last one ends at its place, the one before it stands in the middle of its own. */
  room = room * 1.5 + 8;
  while (n > 1 && every < n && field->width * every / (n - 1) < room)
    every++;
  for (guint row = (n - 1) % every; row < n; row += every)
    {
      double align = row == 0 ? 0 : row == n - 1 ? 1 : .5;

      draw_text (drawing, drawing->chart->rows[row], FALSE, get_x (drawing, field, row), field->top + field->height + drawing->line, align, get_ink (drawing, .6));
    }
}

static Colour
get_line_colour (const Drawing *drawing,
                 guint          column)
{
  const Colour *pieces = drawing->style->dark ? dark_pieces : light_pieces;

  return column == 0 ? get_ink (drawing, .55) : pieces[(column - 1) % N_PIECES];
}

static void
draw_line (Drawing     *drawing,
           const Field *field,
           guint        column)
{
  const double dashes[] = { 5, 3 };
  gboolean open = FALSE;
  int last = -1;

  set_colour (drawing, get_line_colour (drawing, column));
  cairo_set_line_width (drawing->cr, 2.5);
  cairo_set_line_join (drawing->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_dash (drawing->cr, dashes, column == 0 ? 2 : 0, 0);
  for (guint row = 0; row < drawing->chart->n_rows; row++)
    {
      double value = get_value (drawing, row, column);

      if (value < 0)
        {
          open = FALSE;
          continue;
        }
      if (open)
        cairo_line_to (drawing->cr, get_x (drawing, field, row), get_y (field, value));
      else
        cairo_move_to (drawing->cr, get_x (drawing, field, row), get_y (field, value));
      open = TRUE;
      last = (int) row;
    }
  cairo_stroke (drawing->cr);
  cairo_set_dash (drawing->cr, NULL, 0, 0);
  if (last >= 0)
    {
      cairo_arc (drawing->cr, get_x (drawing, field, (guint) last), get_y (field, get_value (drawing, (guint) last, column)), 3.5, 0, 2 * G_PI);
      cairo_fill (drawing->cr);
    }
}

/* On the ground line, whatever the number: a gap in a line is hidden there, and no number is missing. */
static void
draw_hidden_points (Drawing     *drawing,
                    const Field *field)
{
  for (guint row = 0; row < drawing->chart->n_rows; row++)
    for (guint column = 0; column < drawing->chart->n_columns; column++)
      if (get_value (drawing, row, column) == HW_CHART_HIDDEN)
        {
          fill_hidden (drawing, get_x (drawing, field, row) - HIDDEN_DOT / 2, field->top + field->height - HIDDEN_DOT, HIDDEN_DOT, HIDDEN_DOT);
          break;
        }
}

/* The colour and the dashes of each line, over the field. Returns where the field may begin. */
static double
draw_line_legend (Drawing *drawing,
                  double   left)
{
  const double dashes[] = { 5, 3 };
  Legend legend = { left, left, drawing->line / 2 };

  for (guint column = 0; column < drawing->chart->n_columns; column++)
    {
      double width = 28 + measure (drawing, drawing->chart->columns[column]);

      take_room (drawing, &legend, width);
      set_colour (drawing, get_line_colour (drawing, column));
      cairo_set_line_width (drawing->cr, 2.5);
      cairo_set_dash (drawing->cr, dashes, column == 0 ? 2 : 0, 0);
      cairo_move_to (drawing->cr, legend.x, legend.middle);
      cairo_line_to (drawing->cr, legend.x + 22, legend.middle);
      cairo_stroke (drawing->cr);
      cairo_set_dash (drawing->cr, NULL, 0, 0);
      draw_text (drawing, drawing->chart->columns[column], FALSE, legend.x + 28, legend.middle, 0, get_ink (drawing, .8));
      legend.x += width + 18;
    }
  draw_hidden_key (drawing, &legend);
  return legend.middle + drawing->line * 1.3;
}

static void
draw_trend (Drawing *drawing)
{
  double most = find_most (drawing->chart), step = find_step (most);
  Field field = { .most = MAX (ceil (most / step), 1) * step };
  g_autofree char *widest = g_strdup_printf ("%.0f", field.most);

  field.left = measure (drawing, widest) + 12;
  field.top = draw_line_legend (drawing, field.left);
  field.width = drawing->width - field.left - 6;
  field.height = drawing->height - field.top - drawing->line * 1.8;
  if (field.width < 20 || field.height < 20)
    return;
  draw_scale (drawing, &field, step);
  draw_times (drawing, &field);
  draw_hidden_points (drawing, &field);
  for (guint column = 0; column < drawing->chart->n_columns; column++)
    draw_line (drawing, &field, column);
}

/* -- bars of pieces ------------------------------------------------------------------------------------------------- */

/* Returns where the bars may begin. */
static double
draw_piece_legend (Drawing *drawing)
{
  const Colour *pieces = drawing->style->dark ? dark_pieces : light_pieces;
  double box = drawing->style->size * .8;
  Legend legend = { 0, 0, drawing->line / 2 };

  for (guint column = 0; column < drawing->chart->n_columns; column++)
    {
      double width = box + 6 + measure (drawing, drawing->chart->columns[column]);

      take_room (drawing, &legend, width);
      set_colour (drawing, pieces[column % N_PIECES]);
      cairo_rectangle (drawing->cr, legend.x, legend.middle - box / 2, box, box);
      cairo_fill (drawing->cr);
      draw_text (drawing, drawing->chart->columns[column], FALSE, legend.x + box + 6, legend.middle, 0, get_ink (drawing, .8));
      legend.x += width + 14;
    }
  draw_hidden_key (drawing, &legend);
  return legend.middle + drawing->line * 1.3;
}

/* Light letters on dark, dark ones on light. */
static Colour
get_letter_colour (Colour back)
{
  double light = .3 * back.red + .59 * back.green + .11 * back.blue;

  return light > .5 ? (Colour) { 0, 0, 0 } : (Colour) { 1, 1, 1 };
}

static double
draw_piece (Drawing *drawing,
            guint    column,
            double   value,
            double   x,
            double   y,
            double   scale,
            double   height)
{
  const Colour *pieces = drawing->style->dark ? dark_pieces : light_pieces;
  double width = value == HW_CHART_HIDDEN ? HIDDEN_WIDTH : MAX (value, 0) * scale;
  g_autofree char *words = g_strdup_printf ("%.0f", value);

  if (width <= 0)
    return 0;
  if (value == HW_CHART_HIDDEN)
    {
      fill_hidden (drawing, x, y, width, height);
      return width + GAP;
    }
  set_colour (drawing, pieces[column % N_PIECES]);
  cairo_rectangle (drawing->cr, x, y, width, height);
  cairo_fill (drawing->cr);
  if (measure (drawing, words) + 4 < width)
    draw_text (drawing, words, TRUE, x + width / 2, y + height / 2, .5, get_letter_colour (pieces[column % N_PIECES]));
  return width + GAP;
}

static double
get_sum (const Drawing *drawing,
         guint          row)
{
  double sum = 0;

  if (drawing->chart->sums != NULL)
    return drawing->chart->sums[row];
  for (guint column = 0; column < drawing->chart->n_columns; column++)
    {
      if (get_value (drawing, row, column) == HW_CHART_HIDDEN)
        return HW_CHART_HIDDEN;
      sum += MAX (get_value (drawing, row, column), 0);
    }
  return sum;
}

/* What the longest bar needs at a scale of 1, and the width of what does not scale. */
static double
find_scale (const Drawing *drawing,
            double         room)
{
  double scale = G_MAXDOUBLE;

  for (guint row = 0; row < drawing->chart->n_rows; row++)
    {
      double sum = 0, fixed = 0;

      for (guint column = 0; column < drawing->chart->n_columns; column++)
        {
          double value = get_value (drawing, row, column);

          sum += MAX (value, 0);
          fixed += value == HW_CHART_HIDDEN ? HIDDEN_WIDTH + GAP : GAP;
        }
      if (sum > 0)
        scale = MIN (scale, MAX (room - fixed, 10) / sum);
    }
  return scale == G_MAXDOUBLE ? 1 : scale;
}

static void
draw_bars (Drawing *drawing)
{
  const HwChart *chart = drawing->chart;
  double left = 0, top = draw_piece_legend (drawing), right = measure (drawing, "0000000"), step, height, scale;

  for (guint row = 0; row < chart->n_rows; row++)
    left = MAX (left, measure (drawing, chart->rows[row]));
  left += 12;
  if (chart->n_rows == 0 || drawing->width - left - right < 40 || drawing->height - top < chart->n_rows)
    return;
  step = (drawing->height - top) / chart->n_rows;
  height = MIN (step * .7, drawing->line * 1.8);
  scale = find_scale (drawing, drawing->width - left - right);
  for (guint row = 0; row < chart->n_rows; row++)
    {
      double x = left, y = top + step * row + (step - height) / 2, sum = get_sum (drawing, row);
      g_autofree char *words = sum == HW_CHART_HIDDEN ? g_strdup (_("hidden")) : g_strdup_printf ("%.0f", sum);

      draw_text (drawing, chart->rows[row], FALSE, 0, y + height / 2, 0, get_ink (drawing, .7));
      for (guint column = 0; column < chart->n_columns; column++)
        x += draw_piece (drawing, column, get_value (drawing, row, column), x, y, scale, height);
      draw_text (drawing, words, TRUE, x + 6, y + height / 2, 0, get_ink (drawing, .9));
    }
}

/* -- fields, the darker the more ------------------------------------------------------------------------------------ */

static guint
get_shade (double value,
           double most)
{
  if (value <= 0 || most <= 0)
    return 0;
  return MIN (1 + (guint) (value / most * (N_SHADES - 1)), N_SHADES - 1);
}

static void
draw_heat_legend (Drawing *drawing)
{
  const Colour *shades = drawing->style->dark ? dark_shades : light_shades;
  const char *few = _("few"), *many = _("many");
  double box = drawing->style->size, width = measure (drawing, few) + measure (drawing, many) + N_SHADES * (box + GAP) + 16;
  double x = drawing->width - width, y = drawing->line / 2;
  Legend legend = { 0, 0, y };

  draw_hidden_key (drawing, &legend);
  draw_text (drawing, few, FALSE, x, y, 0, get_ink (drawing, .7));
  x += measure (drawing, few) + 8;
  for (guint i = 0; i < N_SHADES; i++)
    {
      set_colour (drawing, shades[i]);
      cairo_rectangle (drawing->cr, x, y - box / 2, box, box);
      cairo_fill (drawing->cr);
      x += box + GAP;
    }
  draw_text (drawing, many, FALSE, x + 6, y, 0, get_ink (drawing, .7));
}

static void
draw_heat_field (Drawing *drawing,
                 double   value,
                 double   most,
                 double   x,
                 double   y,
                 double   width,
                 double   height)
{
  const Colour *shades = drawing->style->dark ? dark_shades : light_shades;

  if (value == HW_CHART_HIDDEN)
    {
      fill_hidden (drawing, x, y, width, height);
      return;
    }
  set_colour (drawing, shades[get_shade (value, most)]);
  cairo_rectangle (drawing->cr, x, y, width, height);
  cairo_fill (drawing->cr);
  if (drawing->style->contrast)
    {
      set_colour (drawing, get_ink (drawing, 1));
      cairo_set_line_width (drawing->cr, 1);
      cairo_rectangle (drawing->cr, x + .5, y + .5, width - 1, height - 1);
      cairo_stroke (drawing->cr);
    }
}

static void
draw_heat (Drawing *drawing)
{
  const HwChart *chart = drawing->chart;
  double left = 0, top = drawing->line * 1.8, most = find_most (chart), width, height;

  for (guint row = 0; row < chart->n_rows; row++)
    left = MAX (left, measure (drawing, chart->rows[row]));
  left += 10;
  draw_heat_legend (drawing);
  if (chart->n_rows == 0 || chart->n_columns == 0)
    return;
  width = (drawing->width - left) / chart->n_columns;
  height = (drawing->height - top - drawing->line * 1.6) / chart->n_rows;
  if (width < 3 || height < 3)
    return;
  for (guint row = 0; row < chart->n_rows; row++)
    {
      double y = top + height * row;

      draw_text (drawing, chart->rows[row], FALSE, 0, y + height / 2, 0, get_ink (drawing, .7));
      for (guint column = 0; column < chart->n_columns; column++)
        draw_heat_field (drawing, get_value (drawing, row, column), most, left + width * column, y, width - GAP, height - GAP);
    }
  for (guint column = 0; column < chart->n_columns; column += MAX (chart->n_columns / 4, 1))
    draw_text (drawing, chart->columns[column], FALSE, left + width * column, top + height * chart->n_rows + drawing->line * .8, 0, get_ink (drawing, .6));
}

/**
 * hw_chart_draw:
 * @self: a chart
 * @cr: where, with its corner at (0, 0)
 * @width: of the room
 * @height: of the room
 * @style: for which eyes
 *
 * Draws it without its title and without a ground.
 */
void
hw_chart_draw (const HwChart      *self,
               cairo_t            *cr,
               double              width,
               double              height,
               const HwChartStyle *style)
{
  Drawing drawing = { self, cr, style, width, height, style->size * 1.4 };

  cairo_save (cr);
  switch (self->kind)
    {
    case HW_CHART_TREND: draw_trend (&drawing); break;
    case HW_CHART_BARS: draw_bars (&drawing); break;
    case HW_CHART_HEAT:
    default: draw_heat (&drawing); break;
    }
  cairo_restore (cr);
}
