/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/* A4, in points. */
#define HW_PAPER_WIDTH  595.28
#define HW_PAPER_HEIGHT 841.89

typedef enum { HW_LETTER_PDF, HW_LETTER_TEXT } HwLetterFormat;

/**
 * HwLetter:
 *
 * Something to give out of the hand on paper: headings and paragraphs one below
 * the other, and pairs that say the same in two languages side by side. Written
 * as PDF or plain text, shown and printed page by page. Reference counted.
 */
typedef struct _HwLetter HwLetter;

#define HW_TYPE_LETTER (hw_letter_get_type ())
GType     hw_letter_get_type      (void);
HwLetter *hw_letter_new           (void);
HwLetter *hw_letter_ref           (HwLetter        *self);
void      hw_letter_unref         (HwLetter        *self);
void      hw_letter_set_one_page  (HwLetter        *self,
                                   gboolean         one_page);
void      hw_letter_add_title     (HwLetter        *self,
                                   const char      *text);
void      hw_letter_add_heading   (HwLetter        *self,
                                   const char      *text);
void      hw_letter_add_paragraph (HwLetter        *self,
                                   const char      *text);
void      hw_letter_add_pair      (HwLetter        *self,
                                   const char      *left_heading,
                                   const char      *left,
                                   const char      *right_heading,
                                   const char      *right);
char     *hw_letter_dup_text      (HwLetter        *self);
guint     hw_letter_count_pages   (HwLetter        *self);
void      hw_letter_draw_page     (HwLetter        *self,
                                   cairo_t         *cr,
                                   guint            page);
gboolean  hw_letter_write         (HwLetter        *self,
                                   const char      *path,
                                   HwLetterFormat   format,
                                   GError         **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwLetter, hw_letter_unref)

G_END_DECLS
