/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HwPaperFlow:
 *
 * Headings, paragraphs, tables and drawings one below the other on pages that
 * all say at the top what they are and at the foot who may have them and which
 * page it is. The head of a table stands again on each page that it reaches.
 */
typedef struct _HwPaperFlow HwPaperFlow;

/* Draws within @width and @height points, from (0, 0). */
typedef void (*HwPaperDrawing) (cairo_t *cr, double width, double height, gpointer user_data);

/**
 * HwPaperColumn:
 * @words: what stands over it
 * @share: of the width; only their relation counts
 * @at_end: for numbers: at the right
 */
typedef struct
{
  const char *words;
  double      share;
  gboolean    at_end;
} HwPaperColumn;

HwPaperFlow *hw_paper_flow_new           (double               width,
                                          double               height,
                                          const char          *head,
                                          const char          *foot);
void         hw_paper_flow_free          (HwPaperFlow         *self);
void         hw_paper_flow_add_title     (HwPaperFlow         *self,
                                          const char          *text);
void         hw_paper_flow_add_heading   (HwPaperFlow         *self,
                                          const char          *text);
void         hw_paper_flow_add_paragraph (HwPaperFlow         *self,
                                          const char          *text);
void         hw_paper_flow_add_strong    (HwPaperFlow         *self,
                                          const char          *text);
void         hw_paper_flow_add_note      (HwPaperFlow         *self,
                                          const char          *text);
void         hw_paper_flow_add_table     (HwPaperFlow         *self,
                                          const HwPaperColumn *columns,
                                          guint                n_columns,
                                          GPtrArray           *cells);
void         hw_paper_flow_add_drawing   (HwPaperFlow         *self,
                                          double               height,
                                          HwPaperDrawing       draw,
                                          gpointer             user_data,
                                          GDestroyNotify       free_func);
void         hw_paper_flow_add_room      (HwPaperFlow         *self,
                                          double               height);
GBytes      *hw_paper_flow_make_pdf      (HwPaperFlow         *self,
                                          GError             **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwPaperFlow, hw_paper_flow_free)

G_END_DECLS
