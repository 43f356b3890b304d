/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-paper-flow.h"
#include "hw-paper.h"

/* Lists and reports on paper. Everything is first given its place, piece by
 * piece; then each page draws the pieces that lie on it. */

#define MARGIN      42.0   /* points: 15 mm, which every printer can print */
#define HEAD        24.0   /* below the upper margin */
#define FOOT        22.0   /* above the lower one */
#define SMALL_SIZE  7.5
#define CELL_GAP    8.0    /* between columns */
#define ROW_GAP     4.0
#define BLOCK_GAP   8.0
#define SHORT_TABLE 8      /* rows */
#define LINE_ROOM   1.6    /* of the letters' size: no line is higher */

typedef enum { BLOCK_TITLE, BLOCK_HEADING, BLOCK_PARAGRAPH, BLOCK_STRONG, BLOCK_NOTE, BLOCK_TABLE, BLOCK_DRAWING, BLOCK_ROOM } BlockKind;

static const double sizes[] = {
  [BLOCK_TITLE] = 18, [BLOCK_HEADING] = 12.5, [BLOCK_PARAGRAPH] = 9.5, [BLOCK_STRONG] = 8.5, [BLOCK_NOTE] = 8, [BLOCK_TABLE] = 8.5,
};

typedef struct
{
  char     *words;    /* (owned) */
  double    x, width;
  gboolean  at_end;
} Column;

typedef struct
{
  BlockKind       kind;
  char           *text;        /* (owned) (nullable) */
  Column         *columns;     /* (owned) (nullable) */
  guint           n_columns;
  GPtrArray      *cells;       /* (owned) (nullable) (element-type utf8): row by row */
  double          height;      /* of a drawing, or of the room that there has to be */
  HwPaperDrawing  draw;
  gpointer        data;
  GDestroyNotify  free_func;
} Block;

/* Lines of a text, a row of a table, or a drawing. */
typedef struct
{
  const Block *block;
  guint        page;
  double       y;
  int          row;          /* of a table; -1: its head */
  int          from, until;  /* lines */
} Piece;

struct _HwPaperFlow
{
  double     width, height;   /* of a page */
  char      *head;            /* (owned) */
  char      *foot;            /* (owned) */
  GPtrArray *blocks;          /* (owned) (element-type Block) */
  GArray    *pieces;          /* (owned) (element-type Piece) */
  cairo_t   *cr;              /* (unowned): where is measured or drawn */
  guint      page;            /* where the next piece lies */
  double     y;
};

static void
block_free (gpointer pointer)
{
  Block *block = pointer;

  for (guint i = 0; i < block->n_columns; i++)
    g_free (block->columns[i].words);
  g_free (block->columns);
  g_clear_pointer (&block->cells, g_ptr_array_unref);
  g_free (block->text);
  if (block->free_func != NULL)
    block->free_func (block->data);
  g_free (block);
}

static double
get_room_width (const HwPaperFlow *self)
{
  return self->width - 2 * MARGIN;
}

static double
get_top (void)
{
  return MARGIN + HEAD;
}

static double
get_bottom (const HwPaperFlow *self)
{
  return self->height - MARGIN - FOOT;
}

/* -- what it is made of --------------------------------------------------------------------------------------------- */

/**
 * hw_paper_flow_new:
 * @width: of a page, points
 * @height: of a page, points
 * @head: what stands at the top of every page
 * @foot: what stands at the foot, beside the number of the page
 *
 * Returns: (transfer full): pages with nothing on them
 */
HwPaperFlow *
hw_paper_flow_new (double      width,
                   double      height,
                   const char *head,
                   const char *foot)
{
  HwPaperFlow *self = g_new0 (HwPaperFlow, 1);

  self->width = width;
  self->height = height;
  self->head = g_strdup (head);
  self->foot = g_strdup (foot);
  self->blocks = g_ptr_array_new_with_free_func (block_free);
  self->pieces = g_array_new (FALSE, TRUE, sizeof (Piece));
  return self;
}

/**
 * hw_paper_flow_free:
 * @self: (nullable) (transfer full): pages
 */
void
hw_paper_flow_free (HwPaperFlow *self)
{
  if (self == NULL)
    return;
  g_free (self->head);
  g_free (self->foot);
  g_ptr_array_unref (self->blocks);
  g_array_unref (self->pieces);
  g_free (self);
}

static Block *
add_block (HwPaperFlow *self,
           BlockKind    kind)
{
  Block *block = g_new0 (Block, 1);

  block->kind = kind;
  g_ptr_array_add (self->blocks, block);
  return block;
}

static void
add_text (HwPaperFlow *self,
          BlockKind    kind,
          const char  *text)
{
  g_autofree char *clean = hw_paper_clean (text);

  if (clean != NULL)
    add_block (self, kind)->text = g_steal_pointer (&clean);
}

/* What the whole is. */
void
hw_paper_flow_add_title (HwPaperFlow *self,
                         const char  *text)
{
  add_text (self, BLOCK_TITLE, text);
}

/* Stays with what comes next. */
void
hw_paper_flow_add_heading (HwPaperFlow *self,
                           const char  *text)
{
  add_text (self, BLOCK_HEADING, text);
}

/* Runs over pages where it has to. */
void
hw_paper_flow_add_paragraph (HwPaperFlow *self,
                             const char  *text)
{
  add_text (self, BLOCK_PARAGRAPH, text);
}

/* What the drawing below it is. */
void
hw_paper_flow_add_strong (HwPaperFlow *self,
                          const char  *text)
{
  add_text (self, BLOCK_STRONG, text);
}

/* A paragraph in smaller letters. */
void
hw_paper_flow_add_note (HwPaperFlow *self,
                        const char  *text)
{
  add_text (self, BLOCK_NOTE, text);
}

/**
 * hw_paper_flow_add_table:
 * @self: pages
 * @columns: (array length=n_columns): its columns
 * @n_columns: how many
 * @cells: (element-type utf8): row by row; %NULL: nothing is known. Copied
 */
void
hw_paper_flow_add_table (HwPaperFlow         *self,
                         const HwPaperColumn *columns,
                         guint                n_columns,
                         GPtrArray           *cells)
{
  Block *block = add_block (self, BLOCK_TABLE);
  double x = MARGIN, room = get_room_width (self) - CELL_GAP * (MAX (n_columns, 1) - 1), shares = 0;

  block->n_columns = n_columns;
  block->columns = g_new0 (Column, n_columns);
  block->cells = g_ptr_array_new_full (cells->len, g_free);
  for (guint i = 0; i < n_columns; i++)
    shares += columns[i].share;
  for (guint i = 0; i < n_columns; i++)
    {
      block->columns[i] = (Column) { g_strdup (columns[i].words), x, room * columns[i].share / shares, columns[i].at_end };
      x += block->columns[i].width + CELL_GAP;
    }
  for (guint i = 0; i < cells->len; i++)
    g_ptr_array_add (block->cells, hw_paper_clean (cells->pdata[i]));
}

/**
 * hw_paper_flow_add_drawing:
 * @self: pages
 * @height: points
 * @draw: draws it
 * @user_data: (transfer full): for @draw
 * @free_func: (nullable): frees @user_data
 */
void
hw_paper_flow_add_drawing (HwPaperFlow    *self,
                           double          height,
                           HwPaperDrawing  draw,
                           gpointer        user_data,
                           GDestroyNotify  free_func)
{
  Block *block = add_block (self, BLOCK_DRAWING);

  block->height = MIN (height, get_bottom (self) - get_top ());
  block->draw = draw;
  block->data = user_data;
  block->free_func = free_func;
}

/**
 * hw_paper_flow_add_room:
 * @self: pages
 * @height: points
 *
 * Goes on to the next page where less than this is left, so that what comes next stays together.
 */
void
hw_paper_flow_add_room (HwPaperFlow *self,
                        double       height)
{
  add_block (self, BLOCK_ROOM)->height = height;
}

/* -- text ----------------------------------------------------------------------------------------------------------- */

static PangoLayout *
make_layout (const HwPaperFlow *self,
             const Block       *block)
{
  gboolean bold = block->kind == BLOCK_TITLE || block->kind == BLOCK_HEADING || block->kind == BLOCK_STRONG;

  return hw_paper_text_new (self->cr, NULL, block->text, bold, sizes[block->kind], get_room_width (self));
}

/* (nullable): an empty cell has none. */
static PangoLayout *
make_cell_layout (const HwPaperFlow *self,
                  const Block       *block,
                  int                row,
                  guint              column)
{
  const char *text = row < 0 ? block->columns[column].words : block->cells->pdata[(guint) row * block->n_columns + column];

  return text != NULL && *text != '\0' ? hw_paper_text_new (self->cr, NULL, text, row < 0, sizes[BLOCK_TABLE], block->columns[column].width) : NULL;
}

static double
get_line_height (PangoLayout *layout,
                 int          line)
{
  PangoRectangle logical;

  pango_layout_line_get_extents (pango_layout_get_line_readonly (layout, line), NULL, &logical);
  return logical.height / (double) PANGO_SCALE;
}

static void
draw_line (const HwPaperFlow *self,
           PangoLayout       *layout,
           int                number,
           double             x,
           double             y,
           double             width,
           gboolean           at_end)
{
  PangoLayoutLine *line = pango_layout_get_line_readonly (layout, number);
  PangoRectangle logical;

  pango_layout_line_get_extents (line, NULL, &logical);
  /* What runs from the right stands at the right. */
  if (at_end || line->resolved_dir == PANGO_DIRECTION_RTL)
    x += width - logical.width / (double) PANGO_SCALE;
  cairo_move_to (self->cr, x, y - logical.y / (double) PANGO_SCALE);
  pango_cairo_show_layout_line (self->cr, line);
}

static void
draw_lines (const HwPaperFlow *self,
            PangoLayout       *layout,
            const Piece       *piece,
            double             x,
            double             width,
            gboolean           at_end)
{
  int until = MIN (piece->until, pango_layout_get_line_count (layout));
  double y = piece->y;

  for (int line = piece->from; line < until; line++)
    {
      draw_line (self, layout, line, x, y, width, at_end);
      y += get_line_height (layout, line);
    }
}

/* -- giving everything its place ------------------------------------------------------------------------------------ */

static void
turn_page (HwPaperFlow *self)
{
  self->page++;
  self->y = get_top ();
}

static gboolean
fits (const HwPaperFlow *self,
      double             height)
{
  return self->y + height <= get_bottom (self) || self->y <= get_top ();
}

static void
put (HwPaperFlow *self,
     const Block *block,
     int          row,
     int          from,
     int          until,
     double       height)
{
  Piece piece = { block, self->page, self->y, row, from, until };

  g_array_append_val (self->pieces, piece);
  self->y += height;
}

static void
place_text (HwPaperFlow *self,
            const Block *block)
{
  g_autoptr (PangoLayout) layout = make_layout (self, block);
  int n_lines = pango_layout_get_line_count (layout);
  gboolean stays = block->kind == BLOCK_TITLE || block->kind == BLOCK_HEADING;

  /* Under a heading there is room for some of what it is about. */
  if (stays && !fits (self, sizes[block->kind] * LINE_ROOM * n_lines + 60))
    turn_page (self);
  if (block->kind == BLOCK_HEADING && self->y > get_top ())
    self->y += BLOCK_GAP;
  for (int line = 0; line < n_lines; line++)
    {
      double height = get_line_height (layout, line);

      if (!fits (self, height))
        turn_page (self);
      put (self, block, -1, line, line + 1, height);
    }
  self->y += stays ? BLOCK_GAP / 2 : BLOCK_GAP;
}

/* How high its lines are, and how many its longest cell has. */
static double
measure_row (const HwPaperFlow *self,
             const Block       *block,
             int                row,
             int               *n_lines)
{
  double height = sizes[BLOCK_TABLE];

  *n_lines = 1;
  for (guint column = 0; column < block->n_columns; column++)
    {
      g_autoptr (PangoLayout) layout = make_cell_layout (self, block, row, column);
      int size;

      if (layout == NULL)
        continue;
      pango_layout_get_size (layout, NULL, &size);
      height = MAX (height, size / (double) PANGO_SCALE);
      *n_lines = MAX (*n_lines, pango_layout_get_line_count (layout));
    }
  return height;
}

/* A row that is longer than a page goes on, as many lines of each cell as fit, on the next. */
static void
place_long_row (HwPaperFlow *self,
                const Block *block,
                int          row,
                int          n_lines,
                double       head_height)
{
  const double line_height = sizes[BLOCK_TABLE] * LINE_ROOM;
  int at_once = MAX (1, (int) floor ((get_bottom (self) - get_top () - head_height - ROW_GAP) / line_height));

  for (int from = 0; from < n_lines; from += at_once)
    {
      int n = MIN (at_once, n_lines - from);

      if (from > 0)
        {
          turn_page (self);
          put (self, block, -1, 0, G_MAXINT, head_height);
        }
      put (self, block, row, from, from + n, n * line_height + ROW_GAP);
    }
}

static void
place_row (HwPaperFlow *self,
           const Block *block,
           int          row,
           double       head_height)
{
  const double page = get_bottom (self) - get_top () - head_height;
  int n_lines;
  double height = measure_row (self, block, row, &n_lines) + ROW_GAP;

  if (self->y + height > get_bottom (self))
    {
      turn_page (self);
      put (self, block, -1, 0, G_MAXINT, head_height);
    }
  if (height <= page)
    put (self, block, row, 0, G_MAXINT, height);
  else
    place_long_row (self, block, row, n_lines, head_height);
}

static void
place_table (HwPaperFlow *self,
             const Block *block)
{
  guint n_rows = block->n_columns > 0 ? block->cells->len / block->n_columns : 0;
  int n_lines;
  double head_height = measure_row (self, block, -1, &n_lines) + ROW_GAP + 2;

  /* A short one is not torn apart; a long one begins where a row fits below its head. */
  if (!fits (self, head_height + MIN (n_rows, n_rows <= SHORT_TABLE ? SHORT_TABLE : 2) * (sizes[BLOCK_TABLE] * LINE_ROOM + ROW_GAP)))
    turn_page (self);
  put (self, block, -1, 0, G_MAXINT, head_height);
  for (guint row = 0; row < n_rows; row++)
    place_row (self, block, (int) row, head_height);
  self->y += BLOCK_GAP;
}

static void
place_drawing (HwPaperFlow *self,
               const Block *block)
{
  if (!fits (self, block->height))
    turn_page (self);
  put (self, block, 0, 0, 0, block->height + BLOCK_GAP);
}

static void
place_block (HwPaperFlow *self,
             const Block *block)
{
  switch (block->kind)
    {
    case BLOCK_TABLE: place_table (self, block); break;
    case BLOCK_DRAWING: place_drawing (self, block); break;
    case BLOCK_ROOM:
      if (!fits (self, block->height))
        turn_page (self);
      break;
    case BLOCK_TITLE:
    case BLOCK_HEADING:
    case BLOCK_PARAGRAPH:
    case BLOCK_STRONG:
    case BLOCK_NOTE:
    default: place_text (self, block); break;
    }
}

static void
place_all (HwPaperFlow *self)
{
  g_array_set_size (self->pieces, 0);
  self->page = 0;
  self->y = get_top ();
  for (guint i = 0; i < self->blocks->len; i++)
    place_block (self, self->blocks->pdata[i]);
}

/* -- drawing -------------------------------------------------------------------------------------------------------- */

static void
draw_rule (const HwPaperFlow *self,
           double             y,
           double             grey)
{
  cairo_save (self->cr);
  cairo_set_source_rgb (self->cr, grey, grey, grey);
  cairo_set_line_width (self->cr, 0.6);
  cairo_move_to (self->cr, MARGIN, y);
  cairo_line_to (self->cr, self->width - MARGIN, y);
  cairo_stroke (self->cr);
  cairo_restore (self->cr);
}

static void
draw_row (const HwPaperFlow *self,
          const Piece       *piece)
{
  for (guint i = 0; i < piece->block->n_columns; i++)
    {
      const Column *column = &piece->block->columns[i];
      g_autoptr (PangoLayout) layout = make_cell_layout (self, piece->block, piece->row, i);

      if (layout != NULL)
        draw_lines (self, layout, piece, column->x, column->width, column->at_end);
    }
  draw_rule (self, piece->y - ROW_GAP / 2, piece->row < 0 ? 1 : piece->row == 0 && piece->from == 0 ? 0.2 : 0.8);
}

static void
draw_piece (const HwPaperFlow *self,
            const Piece       *piece)
{
  if (piece->block->kind == BLOCK_TABLE)
    draw_row (self, piece);
  else if (piece->block->kind == BLOCK_DRAWING)
    {
      cairo_save (self->cr);
      cairo_translate (self->cr, MARGIN, piece->y);
      piece->block->draw (self->cr, get_room_width (self), piece->block->height, piece->block->data);
      cairo_restore (self->cr);
    }
  else
    {
      g_autoptr (PangoLayout) layout = make_layout (self, piece->block);

      draw_lines (self, layout, piece, MARGIN, get_room_width (self), FALSE);
    }
}

/* One line, cut with "…" where it is too long. */
static void
draw_single (const HwPaperFlow *self,
             const char        *text,
             double             x,
             double             y,
             double             width,
             gboolean           at_end)
{
  g_autofree char *clean = hw_paper_clean (text);
  g_autoptr (PangoLayout) layout = hw_paper_text_new (self->cr, NULL, clean != NULL ? clean : "", FALSE, SMALL_SIZE, width);

  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  if (at_end)
    pango_layout_set_alignment (layout, PANGO_ALIGN_RIGHT);
  cairo_move_to (self->cr, x, y);
  pango_cairo_show_layout (self->cr, layout);
}

static void
draw_head_and_foot (const HwPaperFlow *self,
                    guint              page)
{
  double width = get_room_width (self), foot = get_bottom (self) + 8;
  g_autofree char *number = g_strdup_printf (_("Page %u of %u"), page + 1, self->page + 1);

  draw_single (self, self->head, MARGIN, MARGIN, width, FALSE);
  draw_rule (self, MARGIN + 13, 0.6);
  draw_rule (self, foot - 3, 0.6);
  draw_single (self, self->foot, MARGIN, foot, width - 96, FALSE);
  draw_single (self, number, self->width - MARGIN - 90, foot, 90, TRUE);
}

static void
draw_page (cairo_t  *cr,
           guint     page,
           gpointer  user_data)
{
  HwPaperFlow *self = user_data;

  self->cr = cr;
  cairo_set_source_rgb (cr, 0, 0, 0);
  draw_head_and_foot (self, page);
  for (guint i = 0; i < self->pieces->len; i++)
    {
      const Piece *piece = &g_array_index (self->pieces, Piece, i);

      if (piece->page == page)
        draw_piece (self, piece);
    }
  self->cr = NULL;
}

/**
 * hw_paper_flow_make_pdf:
 * @self: pages
 * @error: return location for a %G_IO_ERROR
 *
 * Returns: (transfer full) (nullable): the file
 */
GBytes *
hw_paper_flow_make_pdf (HwPaperFlow  *self,
                        GError      **error)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);

  self->cr = cairo_create (surface);
  place_all (self);
  cairo_destroy (g_steal_pointer (&self->cr));
  cairo_surface_destroy (surface);
  if (!hw_paper_write_pdf (stream, self->width, self->height, self->page + 1, draw_page, self, error) || !g_output_stream_close (stream, NULL, error))
    return NULL;
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}
