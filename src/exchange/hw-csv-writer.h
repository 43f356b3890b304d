/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HwCsvWriter:
 *
 * Writes comma separated values (RFC 4180, UTF-8) that are safe to open in a
 * spreadsheet: text that it would take for a formula gets an apostrophe in front.
 */
typedef struct _HwCsvWriter HwCsvWriter;

HwCsvWriter *hw_csv_writer_new        (GOutputStream  *stream);
void         hw_csv_writer_free       (HwCsvWriter    *self);
/* What stands between cells: a comma unless another is set, before the first of them. */
void         hw_csv_writer_set_separator (HwCsvWriter *self,
                                       char            separator);
/* A cell of words, from anywhere; NULL is an empty one. */
void         hw_csv_writer_add_text   (HwCsvWriter    *self,
                                       const char     *text);
/* A cell that we made: a number or a time, written as it is. */
void         hw_csv_writer_add_plain  (HwCsvWriter    *self,
                                       const char     *text);
gboolean     hw_csv_writer_end_row    (HwCsvWriter    *self,
                                       GCancellable   *cancellable,
                                       GError        **error);
/* Writes what is still in memory. */
gboolean     hw_csv_writer_flush      (HwCsvWriter    *self,
                                       GCancellable   *cancellable,
                                       GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwCsvWriter, hw_csv_writer_free)

G_END_DECLS
