/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-report-reader.h"

G_BEGIN_DECLS

/**
 * HwImportItem:
 * @report: (owned) (nullable): what the row says, %NULL where it is refused
 * @reason: (owned) (nullable): why it is refused, translated
 * @line: of a refused row: where it begins in the file
 * @cells: (owned) (nullable): of a refused row: its cells as they stand
 *
 * What became of one row.
 */
typedef struct
{
  HwReport *report;
  char     *reason;
  guint64   line;
  GStrv     cells;
} HwImportItem;

/**
 * HwImportBatch:
 * @items: (element-type HwImportItem): the rows, in the order of the file
 * @n_read: how many bytes of the file were read for them and all before
 * @at_end: no further batch follows
 * @error: (owned) (nullable): why the file ends after these rows before its end
 */
typedef struct
{
  GArray  *items;
  guint64  n_read;
  gboolean at_end;
  GError  *error;
} HwImportBatch;

/**
 * HwImportReader:
 *
 * Reads a file ahead of who takes its rows, on a thread of its own, so that
 * cells become reports while the ones before are recorded. How far ahead is
 * limited, whatever the size of the file.
 */
typedef struct _HwImportReader HwImportReader;

/* @mapping and @zone are not to be changed before the reader is freed. */
HwImportReader      *hw_import_reader_new  (GFile            *file,
                                            HwImportMapping  *mapping,
                                            GTimeZone        *zone,
                                            gint64            now,
                                            GCancellable     *cancellable,
                                            GError          **error);
void                 hw_import_reader_free (HwImportReader   *self);

/**
 * hw_import_reader_next:
 * @self: a reader that has not given its last batch yet
 *
 * Waits for the next rows. Errors come as the last batch, after all rows before them.
 *
 * Returns: (transfer none): some rows, good until the next call
 */
const HwImportBatch *hw_import_reader_next (HwImportReader   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwImportReader, hw_import_reader_free)

G_END_DECLS
