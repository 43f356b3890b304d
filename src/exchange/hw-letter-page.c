/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-letter-private.h"
#include "hw-paper.h"

/* Sets a letter on A4: items from above, lines that do not fit go on the next
 * page. Counting and drawing are one walk, so that they never disagree. */

#define MARGIN      51.0   /* points: 18 mm */
#define GAP         24.0   /* between the two columns of a pair */
#define TEXT_SIZE   11.0
#define SMALLEST    7.5
#define STEP        0.5

typedef struct
{
  cairo_t *cr;
  guint    page;      /* where the walk is */
  guint    wanted;    /* the page to draw; G_MAXUINT: none, only counting */
  double   y;
  double   size;      /* of the text, in points */
} Walk;

typedef struct
{
  PangoLayout *layout;   /* (owned) (nullable) */
  double       x;
  int          line;     /* the next */
} Column;

static void
turn_page (Walk *walk)
{
  walk->page++;
  walk->y = MARGIN;
}

static double
draw_line (Walk            *walk,
           PangoLayoutLine *line,
           double           x,
           double           y)
{
  PangoRectangle logical;

  pango_layout_line_get_extents (line, NULL, &logical);
  if (walk->page == walk->wanted)
    {
      cairo_move_to (walk->cr, x, y - logical.y / (double) PANGO_SCALE);
      pango_cairo_show_layout_line (walk->cr, line);
    }
  return logical.height / (double) PANGO_SCALE;
}

/* Draws what fits of a column: returns where it ends, and whether anything is left in @more. */
static double
draw_column (Walk     *walk,
             Column   *column,
             gboolean *more)
{
  double y = walk->y;

  while (column->layout != NULL && column->line < pango_layout_get_line_count (column->layout))
    {
      PangoLayoutLine *line = pango_layout_get_line_readonly (column->layout, column->line);
      PangoRectangle logical;

      pango_layout_line_get_extents (line, NULL, &logical);
      if (y + logical.height / (double) PANGO_SCALE > HW_PAPER_HEIGHT - MARGIN && y > MARGIN)
        {
          *more = TRUE;
          return y;
        }
      y += draw_line (walk, line, column->x, y);
      column->line++;
    }
  return y;
}

static double
measure (Column *column)
{
  int height = 0;

  if (column->layout != NULL)
    pango_layout_get_size (column->layout, NULL, &height);
  return height / (double) PANGO_SCALE;
}

static void
draw_columns (Walk   *walk,
              Column *columns)
{
  double height = MAX (measure (&columns[0]), measure (&columns[1]));
  gboolean more;

  /* A short one is not torn apart. */
  if (walk->y + height > HW_PAPER_HEIGHT - MARGIN && height < HW_PAPER_HEIGHT / 3)
    turn_page (walk);
  do
    {
      double left, right;

      more = FALSE;
      left = draw_column (walk, &columns[0], &more);
      right = draw_column (walk, &columns[1], &more);
      if (more)
        turn_page (walk);
      else
        walk->y = MAX (left, right);
    }
  while (more);
}

static void
draw_item (Walk               *walk,
           const HwLetterItem *item)
{
  double width = HW_PAPER_WIDTH - 2 * MARGIN;
  gboolean pair = item->kind == HW_LETTER_PAIR && (item->texts[1] != NULL || item->headings[1] != NULL);
  gboolean bold = item->kind == HW_LETTER_TITLE || item->kind == HW_LETTER_HEADING;
  double size = item->kind == HW_LETTER_TITLE ? walk->size * 1.6 : walk->size;
  Column columns[2] = { { NULL, MARGIN, 0 }, { NULL, MARGIN + (width + GAP) / 2, 0 } };

  if (pair)
    width = (width - GAP) / 2;
  for (guint i = 0; i < (pair ? 2 : 1); i++)
    if (item->texts[i] != NULL || item->headings[i] != NULL)
      columns[i].layout = hw_paper_text_new (walk->cr, item->headings[i], item->texts[i], bold, size, width);
  draw_columns (walk, columns);
  walk->y += item->kind == HW_LETTER_HEADING ? walk->size * 0.3 : walk->size * 0.8;
  g_clear_object (&columns[0].layout);
  g_clear_object (&columns[1].layout);
}

/* Returns how many pages there are; draws the wanted one. */
static guint
walk_letter (HwLetter *self,
             cairo_t  *cr,
             double    size,
             guint     wanted)
{
  Walk walk = { cr, 0, wanted, MARGIN, size };

  for (guint i = 0; i < self->items->len; i++)
    draw_item (&walk, self->items->pdata[i]);
  return walk.page + 1;
}

static double
find_size (HwLetter *self,
           cairo_t  *cr)
{
  double size = TEXT_SIZE;

  while (self->one_page && size > SMALLEST && walk_letter (self, cr, size, G_MAXUINT) > 1)
    size -= STEP;
  return size;
}

/**
 * hw_letter_count_pages:
 * @self: a letter
 *
 * Returns: how many sheets of A4 it takes, at least one
 */
guint
hw_letter_count_pages (HwLetter *self)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);
  guint n_pages = walk_letter (self, cr, find_size (self, cr), G_MAXUINT);

  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return n_pages;
}

/**
 * hw_letter_draw_page:
 * @self: a letter
 * @cr: where to draw: one unit is a point, the corner of the sheet is at (0, 0)
 * @page: from 0
 *
 * Draws one sheet in black; the paper is the caller's.
 */
void
hw_letter_draw_page (HwLetter *self,
                     cairo_t  *cr,
                     guint     page)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *measuring = cairo_create (surface);
  double size = find_size (self, measuring);

  cairo_destroy (measuring);
  cairo_surface_destroy (surface);
  cairo_save (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  walk_letter (self, cr, size, page);
  cairo_restore (cr);
}
