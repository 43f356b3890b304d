/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-text-reader.h"

G_BEGIN_DECLS

/* No honest row is longer; what is would fill the memory. */
#define HW_RECORD_LIMIT (1024 * 1024)

/**
 * HwCsvRecord:
 * @line: the line that it begins on, 1 is the first
 * @n_cells: how many cells it has, at least 1
 * @cells: (array length=n_cells): UTF-8, each ended by a NUL
 * @has_nul: a cell held a NUL character, and was cut there
 * @n_swallowed: 0, or how many lines stand between a quotation mark that is
 *   never closed and the end of the file
 *
 * One row of a CSV file. It belongs to the reader and is good until the next is read.
 */
typedef struct
{
  guint64      line;
  guint        n_cells;
  const char **cells;
  gboolean     has_nul;
  guint64      n_swallowed;
} HwCsvRecord;

/**
 * HwCsvReader:
 *
 * Reads comma separated values as RFC 4180 has them and as real life has them:
 * any separator, line breaks within quotation marks, CRLF, LF and CR mixed,
 * quotation marks within a cell, rows of any number of cells. Rows without a
 * word in them are left out.
 */
typedef struct _HwCsvReader HwCsvReader;

HwCsvReader *hw_csv_reader_new  (HwTextReader       *text,
                                 char                separator);
void         hw_csv_reader_free (HwCsvReader        *self);

/**
 * hw_csv_reader_next:
 * @self: a reader
 * @record: (out) (transfer none) (nullable): the next row, %NULL at the end
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * Returns: %FALSE with @error set: %HW_IMPORT_FILE_LINE_TOO_LONG where a row
 *   has more than %HW_RECORD_LIMIT bytes, or an error of reading
 */
gboolean     hw_csv_reader_next (HwCsvReader        *self,
                                 const HwCsvRecord **record,
                                 GCancellable       *cancellable,
                                 GError            **error);

/**
 * hw_csv_guess_separator:
 * @text: the beginning of a file
 * @length: its length in bytes
 *
 * Returns: the one of comma, semicolon, tab and bar that cuts the rows of
 *   @text into the most cells of the same number; 0 where none does
 */
char         hw_csv_guess_separator (const char *text,
                                     gsize       length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwCsvReader, hw_csv_reader_free)

G_END_DECLS
