/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-route-sheet-private.h"

/* Sets a route sheet on its pages. A stop that fits on a page is never torn
 * apart; a longer one goes on under its number and name on the next page, never
 * with a single line left alone. Counting and drawing are one walk, so that they
 * never disagree. */

#define MARGIN       42.0    /* points: 15 mm, which every printer can print */
#define FOOT         26.0    /* above the lower margin */
#define FOOT_GAP     8.0     /* no rule for notes lies on that of the foot */
#define LABEL_WIDTH  74.0
#define MAP_HEIGHT   330.0
#define SMALL_MAP    230.0   /* if the first stop comes on the same page then */
#define LEAST_MAP    150.0
#define TEXT_SIZE    9.5
#define SMALL_SIZE   8.0
#define NAME_SIZE    12.5
#define TITLE_SIZE   18.0
#define ROW_GAP      3.5
#define STOP_GAP     22.0
#define MARK_RADIUS  9.5
#define MARK_WIDTH   28.0
#define BOX_SIDE     10.0
#define N_RULES      3
#define RULE_GAP     20.0    /* room to write by hand, with gloves off */
#define CHECKS_HEIGHT 44.0

typedef struct
{
  HwRouteSheet *sheet;
  cairo_t      *cr;
  guint         page;      /* where the walk is */
  guint         wanted;    /* the page to draw; G_MAXUINT: none, only counting */
  double        y;
  double        width;     /* between the margins */
  double        bottom;    /* of what may be written on */
  guint         number;    /* of the stop that goes on over pages; 0: none */
} Walk;

static void draw_stop_head (Walk *walk, guint number, gboolean continued);

static gboolean
draws (const Walk *walk)
{
  return walk->page == walk->wanted;
}

static void
turn_page (Walk *walk)
{
  walk->page++;
  walk->y = MARGIN;
  if (walk->number > 0)
    draw_stop_head (walk, walk->number, TRUE);
}

static double
get_room (const Walk *walk)
{
  return walk->bottom - walk->y;
}

/* -- text ----------------------------------------------------------------------------------------------------------- */

static double
measure (PangoLayout *layout)
{
  int height;

  pango_layout_get_size (layout, NULL, &height);
  return height / (double) PANGO_SCALE;
}

/* Returns how high the line is. What runs from the right stands at the right. */
static double
draw_line (Walk            *walk,
           PangoLayoutLine *line,
           double           x,
           double           y,
           double           width)
{
  PangoRectangle logical;

  pango_layout_line_get_extents (line, NULL, &logical);
  if (line->resolved_dir == PANGO_DIRECTION_RTL)
    x += width - logical.width / (double) PANGO_SCALE;
  if (draws (walk))
    {
      cairo_move_to (walk->cr, x, y - logical.y / (double) PANGO_SCALE);
      pango_cairo_show_layout_line (walk->cr, line);
    }
  return logical.height / (double) PANGO_SCALE;
}

/* One line that never breaks: what does not fit is cut with "…". Returns how high it is. */
static double
draw_single (Walk       *walk,
             const char *text,
             double      x,
             double      width,
             double      size,
             gboolean    bold,
             gboolean    at_end)
{
  g_autoptr (PangoLayout) layout = hw_paper_text_new (walk->cr, NULL, text, bold, size, width);
  PangoRectangle logical;

  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  if (at_end)
    pango_layout_set_alignment (layout, PANGO_ALIGN_RIGHT);
  if (draws (walk))
    {
      cairo_move_to (walk->cr, x, walk->y);
      pango_cairo_show_layout (walk->cr, layout);
    }
  pango_layout_get_extents (layout, NULL, &logical);
  return logical.height / (double) PANGO_SCALE;
}

/* How many lines from @first on fit above the bottom. */
static int
count_fitting (const Walk  *walk,
               PangoLayout *layout,
               int          first)
{
  double y = walk->y;
  int n_lines = pango_layout_get_line_count (layout), line = first;

  for (; line < n_lines; line++)
    {
      PangoRectangle logical;

      pango_layout_line_get_extents (pango_layout_get_line_readonly (layout, line), NULL, &logical);
      y += logical.height / (double) PANGO_SCALE;
      if (y > walk->bottom)
        break;
    }
  return line - first;
}

/* The same, but with no single line left behind or sent ahead. At the top of a page at least one is taken. */
static int
choose_lines (const Walk  *walk,
              PangoLayout *layout,
              int          first,
              gboolean     at_top)
{
  int left = pango_layout_get_line_count (layout) - first, n = count_fitting (walk, layout, first);

  if (n < left && left - n == 1 && n > 2)
    n--;
  if (n < left && n < 2 && !at_top)
    n = 0;
  return at_top ? MAX (n, 1) : n;
}

static void
draw_bar (Walk   *walk,
          double  from,
          double  to)
{
  if (!draws (walk))
    return;
  cairo_new_path (walk->cr);
  cairo_rectangle (walk->cr, MARGIN + LABEL_WIDTH - 7, from, 2.5, to - from);
  cairo_fill (walk->cr);
}

static void
draw_row (Walk             *walk,
          const HwSheetRow *row)
{
  double x = MARGIN + LABEL_WIDTH, width = walk->width - LABEL_WIDTH;
  g_autoptr (PangoLayout) layout = hw_paper_text_new (walk->cr, NULL, row->text, row->strong, TEXT_SIZE, width);
  int n_lines = pango_layout_get_line_count (layout), line = 0;
  gboolean at_top = FALSE;

  while (line < n_lines)
    {
      int n = choose_lines (walk, layout, line, at_top);
      double from = walk->y;

      if (n > 0 && line == 0 && row->label != NULL)
        draw_single (walk, row->label, MARGIN, LABEL_WIDTH - 10, TEXT_SIZE, FALSE, FALSE);
      for (int i = 0; i < n; i++)
        walk->y += draw_line (walk, pango_layout_get_line_readonly (layout, line + i), x, walk->y, width);
      if (row->strong && n > 0)
        draw_bar (walk, from, walk->y);
      line += n;
      if (line < n_lines)
        turn_page (walk);
      at_top = TRUE;
    }
  walk->y += ROW_GAP;
}

static double
measure_row (Walk             *walk,
             const HwSheetRow *row)
{
  g_autoptr (PangoLayout) layout = hw_paper_text_new (walk->cr, NULL, row->text, row->strong, TEXT_SIZE, walk->width - LABEL_WIDTH);

  return measure (layout) + ROW_GAP;
}

/* -- a stop --------------------------------------------------------------------------------------------------------- */

static void
draw_mark (Walk  *walk,
           guint  number)
{
  g_autofree char *text = g_strdup_printf ("%u", number);
  g_autoptr (PangoLayout) layout = hw_paper_text_new (walk->cr, NULL, text, TRUE, number < 100 ? 10.5 : 8.5, -1);
  PangoRectangle logical;

  if (!draws (walk))
    return;
  pango_layout_get_extents (layout, NULL, &logical);
  cairo_new_path (walk->cr);
  cairo_arc (walk->cr, MARGIN + MARK_RADIUS, walk->y + MARK_RADIUS, MARK_RADIUS, 0, 2 * G_PI);
  cairo_set_source_rgb (walk->cr, 0.07, 0.22, 0.45);
  cairo_fill (walk->cr);
  cairo_set_source_rgb (walk->cr, 1, 1, 1);
  cairo_move_to (walk->cr, MARGIN + MARK_RADIUS - logical.width / 2.0 / PANGO_SCALE, walk->y + MARK_RADIUS - logical.height / 2.0 / PANGO_SCALE);
  pango_cairo_show_layout (walk->cr, layout);
  cairo_set_source_rgb (walk->cr, 0, 0, 0);
}

static void
draw_rule (Walk   *walk,
           double  y,
           double  from,
           double  to,
           double  grey)
{
  if (!draws (walk))
    return;
  cairo_set_source_rgb (walk->cr, grey, grey, grey);
  cairo_set_line_width (walk->cr, 0.6);
  cairo_new_path (walk->cr);
  cairo_move_to (walk->cr, from, y);
  cairo_line_to (walk->cr, to, y);
  cairo_stroke (walk->cr);
  cairo_set_source_rgb (walk->cr, 0, 0, 0);
}

static void
draw_stop_head (Walk     *walk,
                guint     number,
                gboolean  continued)
{
  const HwSheetStop *stop = walk->sheet->stops->pdata[number - 1];
  /* Translators: %s is the name of a place whose block goes on over the page */
  g_autofree char *name = continued ? g_strdup_printf (_("%s (continued)"), stop->name) : g_strdup (stop->name);
  double times_width = stop->times != NULL && !continued ? 130 : 0;
  double height;

  draw_rule (walk, walk->y - 5, MARGIN, MARGIN + walk->width, 0.55);
  draw_mark (walk, number);
  if (times_width > 0)
    draw_single (walk, stop->times, MARGIN + walk->width - times_width, times_width, TEXT_SIZE + 0.5, TRUE, TRUE);
  height = draw_single (walk, name, MARGIN + MARK_WIDTH, walk->width - MARK_WIDTH - times_width - 6, NAME_SIZE, TRUE, FALSE);
  walk->y += height;
  if (stop->place != NULL && !continued)
    walk->y += draw_single (walk, stop->place, MARGIN + MARK_WIDTH, walk->width - MARK_WIDTH, SMALL_SIZE, FALSE, FALSE);
  walk->y += 6;
}

static double
measure_stop_head (Walk  *walk,
                   guint  number)
{
  const Walk before = *walk;
  double height;

  /* Not drawn, only walked. */
  walk->wanted = G_MAXUINT;
  draw_stop_head (walk, number, FALSE);
  height = walk->y - before.y;
  *walk = before;
  return height;
}

/* Returns where the next one begins. */
static double
draw_check (Walk       *walk,
            const char *words,
            double      x)
{
  g_autoptr (PangoLayout) layout = hw_paper_text_new (walk->cr, NULL, words, FALSE, TEXT_SIZE, -1);
  PangoRectangle logical;

  pango_layout_get_extents (layout, NULL, &logical);
  if (draws (walk))
    {
      cairo_set_line_width (walk->cr, 1);
      cairo_new_path (walk->cr);
      cairo_rectangle (walk->cr, x + 0.5, walk->y + 1.5, BOX_SIDE, BOX_SIDE);
      cairo_stroke (walk->cr);
      cairo_move_to (walk->cr, x + BOX_SIDE + 5, walk->y);
      pango_cairo_show_layout (walk->cr, layout);
    }
  return x + BOX_SIDE + 5 + logical.width / (double) PANGO_SCALE + 16;
}

/* A number to be written by hand. */
static double
draw_blank (Walk       *walk,
            const char *words,
            double      x,
            double      blank)
{
  g_autoptr (PangoLayout) layout = hw_paper_text_new (walk->cr, NULL, words, FALSE, TEXT_SIZE, -1);
  PangoRectangle logical;
  double width;

  pango_layout_get_extents (layout, NULL, &logical);
  width = logical.width / (double) PANGO_SCALE;
  if (draws (walk))
    {
      cairo_move_to (walk->cr, x, walk->y);
      pango_cairo_show_layout (walk->cr, layout);
    }
  draw_rule (walk, walk->y + 13, x + width + 5, x + width + 5 + blank, 0.3);
  return x + width + blank + 21;
}

/* The boxes to tick, the numbers to write and the rules for notes: always together. */
static void
draw_answers (Walk *walk)
{
  double x = MARGIN;

  walk->y += 4;
  x = draw_check (walk, _("Looked for"), x);
  x = draw_check (walk, _("Found"), x);
  x = draw_check (walk, _("Not found"), x);
  draw_check (walk, _("Could not look"), x);
  walk->y += (CHECKS_HEIGHT - 4) / 2;
  x = draw_blank (walk, _("Arrived"), MARGIN, 46);
  x = draw_blank (walk, _("Bedded down"), x, 30);
  x = draw_blank (walk, _("Awake"), x, 30);
  draw_blank (walk, _("Left"), x, 46);
  walk->y += (CHECKS_HEIGHT - 4) / 2;
  for (guint i = 0; i < N_RULES; i++)
    {
      if (i == 0)
        draw_single (walk, _("Notes"), MARGIN, LABEL_WIDTH, SMALL_SIZE, FALSE, FALSE);
      walk->y += i == 0 ? RULE_GAP - 4 : RULE_GAP;
      draw_rule (walk, walk->y, i == 0 ? MARGIN + 34 : MARGIN, MARGIN + walk->width, 0.6);
    }
  walk->y += STOP_GAP;
}

static double
measure_answers (void)
{
  return CHECKS_HEIGHT + N_RULES * RULE_GAP + FOOT_GAP;
}

static double
measure_stop (Walk  *walk,
              guint  number)
{
  const HwSheetStop *stop = walk->sheet->stops->pdata[number - 1];
  double height = measure_stop_head (walk, number) + measure_answers ();

  for (guint i = 0; i < stop->rows->len; i++)
    height += measure_row (walk, stop->rows->pdata[i]);
  return height;
}

static void
draw_stop (Walk  *walk,
           guint  number)
{
  const HwSheetStop *stop = walk->sheet->stops->pdata[number - 1];
  double height = measure_stop (walk, number), page = walk->bottom - MARGIN;

  /* One that is longer than a page begins where at least a third of a page is left. */
  if (height > get_room (walk) && (height <= page || get_room (walk) < page / 3))
    turn_page (walk);
  draw_stop_head (walk, number, FALSE);
  walk->number = number;
  for (guint i = 0; i < stop->rows->len; i++)
    draw_row (walk, stop->rows->pdata[i]);
  if (get_room (walk) < measure_answers ())
    turn_page (walk);
  walk->number = 0;
  draw_answers (walk);
}

/* -- the first page ------------------------------------------------------------------------------------------------- */

static double
choose_map_height (Walk *walk)
{
  double room = get_room (walk), beside = room - measure_stop (walk, 1) - STOP_GAP;

  return MIN (beside >= SMALL_MAP ? MIN (beside, MAP_HEIGHT) : MAP_HEIGHT, room);
}

static void
draw_map (Walk *walk)
{
  double height = choose_map_height (walk);
  HwRouteFrame frame;

  if (height < LEAST_MAP)
    {
      turn_page (walk);
      height = MAP_HEIGHT;
    }
  if (draws (walk))
    {
      hw_route_frame_init (&frame, walk->sheet->shift, walk->width, height);
      cairo_save (walk->cr);
      cairo_translate (walk->cr, MARGIN, walk->y);
      hw_route_map_draw (walk->cr, walk->sheet->shift, &frame, &walk->sheet->ground);
      cairo_restore (walk->cr);
    }
  walk->y += height + STOP_GAP;
}

static void
draw_head (Walk *walk)
{
  HwRouteSheet *sheet = walk->sheet;

  walk->y += draw_single (walk, sheet->title, MARGIN, walk->width, TITLE_SIZE, TRUE, FALSE);
  walk->y += draw_single (walk, sheet->subtitle, MARGIN, walk->width, TEXT_SIZE + 1.5, FALSE, FALSE) + 8;
  for (guint i = 0; i < sheet->rows->len; i++)
    draw_row (walk, sheet->rows->pdata[i]);
  walk->y += 6;
  if (sheet->stops->len > 0)
    draw_map (walk);
  else
    walk->y += draw_single (walk, _("No stop is planned yet."), MARGIN, walk->width, TEXT_SIZE, FALSE, FALSE);
}

/* On every page. */
static void
draw_foot (Walk  *walk,
           guint  n_pages)
{
  g_autofree char *page = g_strdup_printf (_("Page %u of %u"), walk->page + 1, n_pages);

  walk->y = walk->bottom + 6;
  draw_rule (walk, walk->y - 3, MARGIN, MARGIN + walk->width, 0.6);
  draw_single (walk, page, MARGIN + walk->width - 90, 90, SMALL_SIZE, FALSE, TRUE);
  walk->y += draw_single (walk, _("Destroy this sheet after the round: it says where people sleep."), MARGIN, walk->width - 96, SMALL_SIZE, TRUE, FALSE);
  draw_single (walk, walk->sheet->made, MARGIN, walk->width, SMALL_SIZE, FALSE, FALSE);
}

static void
walk_init (Walk         *walk,
           HwRouteSheet *sheet,
           cairo_t      *cr,
           guint         wanted)
{
  double width, height;

  hw_paper_get_size (sheet->paper, &width, &height);
  *walk = (Walk) { .sheet = sheet, .cr = cr, .wanted = wanted, .y = MARGIN, .width = width - 2 * MARGIN, .bottom = height - MARGIN - FOOT };
}

/* Walks over all of it once: then a page is drawn without those before it. */
static void
find_spots (HwRouteSheet *self)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);
  HwSheetSpot spot;
  Walk walk;

  walk_init (&walk, self, cr, G_MAXUINT);
  draw_head (&walk);
  for (guint i = 0; i < self->stops->len; i++)
    {
      spot = (HwSheetSpot) { walk.page, walk.y };
      g_array_append_val (self->spots, spot);
      draw_stop (&walk, i + 1);
    }
  spot = (HwSheetSpot) { walk.page, walk.y };
  g_array_append_val (self->spots, spot);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static const HwSheetSpot *
get_spot (HwRouteSheet *self,
          guint         position)
{
  if (self->spots->len == 0)
    find_spots (self);
  return &g_array_index (self->spots, HwSheetSpot, position);
}

static void
walk_page (HwRouteSheet *self,
           cairo_t      *cr,
           guint         page)
{
  Walk walk;

  walk_init (&walk, self, cr, page);
  if (page <= get_spot (self, 0)->page)
    draw_head (&walk);
  for (guint i = 0; i < self->stops->len; i++)
    {
      const HwSheetSpot *from = get_spot (self, i), *to = get_spot (self, i + 1);

      if (from->page > page || to->page < page)
        continue;
      walk.page = from->page;
      walk.y = from->y;
      draw_stop (&walk, i + 1);
    }
}

/**
 * hw_route_sheet_get_size:
 * @self: a sheet
 * @width: (out): of its pages, in points
 * @height: (out): likewise
 */
void
hw_route_sheet_get_size (HwRouteSheet *self,
                         double       *width,
                         double       *height)
{
  hw_paper_get_size (self->paper, width, height);
}

/**
 * hw_route_sheet_count_pages:
 * @self: a sheet
 *
 * Returns: how many pages it has, at least one
 */
guint
hw_route_sheet_count_pages (HwRouteSheet *self)
{
  return get_spot (self, self->stops->len)->page + 1;
}

/**
 * hw_route_sheet_draw_page:
 * @self: a sheet
 * @cr: where to draw: one unit is a point, the corner of the sheet is at (0, 0)
 * @page: from 0
 *
 * Draws one page; the paper is the caller's.
 */
void
hw_route_sheet_draw_page (HwRouteSheet *self,
                          cairo_t      *cr,
                          guint         page)
{
  Walk foot;

  cairo_save (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  walk_page (self, cr, page);
  walk_init (&foot, self, cr, page);
  foot.page = page;
  draw_foot (&foot, hw_route_sheet_count_pages (self));
  cairo_restore (cr);
}
