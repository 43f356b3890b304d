/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <pango/pangocairo.h>

G_BEGIN_DECLS

typedef enum { HW_PAPER_A4, HW_PAPER_LETTER, HW_N_PAPERS } HwPaper;

/* Draws one page, from 0; one unit is a point, the corner of the sheet is at (0, 0). */
typedef void (*HwPaperFunc) (cairo_t *cr, guint page, gpointer user_data);

void         hw_paper_get_size       (HwPaper         paper,
                                      double         *width,
                                      double         *height);
const char  *hw_paper_to_string      (HwPaper         paper);
gboolean     hw_paper_from_string    (const char     *name,
                                      HwPaper        *paper);
char        *hw_paper_clean          (const char     *text);
PangoLayout *hw_paper_text_new       (cairo_t        *cr,
                                      const char     *heading,
                                      const char     *text,
                                      gboolean        bold,
                                      double          size,
                                      double          width);
gboolean     hw_paper_write_pdf      (GOutputStream  *stream,
                                      double          width,
                                      double          height,
                                      guint           n_pages,
                                      HwPaperFunc     draw,
                                      gpointer        user_data,
                                      GError        **error);

G_END_DECLS
