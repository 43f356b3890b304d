/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <xlsxwriter.h>

G_BEGIN_DECLS

/**
 * HwXlsxBook:
 *
 * A workbook that comes into being in memory: libxlsxwriter keeps what it
 * writes in temporary files, and these may hold names.
 */
typedef struct _HwXlsxBook HwXlsxBook;

HwXlsxBook    *hw_xlsx_book_new          (gsize          n_cells,
                                          gsize          n_bytes,
                                          GError       **error);
void           hw_xlsx_book_free         (HwXlsxBook    *self);
lxw_workbook  *hw_xlsx_book_get_workbook (HwXlsxBook    *self);
lxw_worksheet *hw_xlsx_book_add_sheet    (HwXlsxBook    *self,
                                          const char    *name);
GBytes        *hw_xlsx_book_finish       (HwXlsxBook    *self,
                                          GError       **error);
void           hw_xlsx_write_text        (lxw_worksheet *sheet,
                                          guint          row,
                                          guint          column,
                                          const char    *text,
                                          lxw_format    *format);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwXlsxBook, hw_xlsx_book_free)

G_END_DECLS
