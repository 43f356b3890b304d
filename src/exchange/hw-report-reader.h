/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-import-mapping-private.h"

G_BEGIN_DECLS

/**
 * HwReportReader:
 *
 * Makes a report of a row, by a mapping.
 */
typedef struct _HwReportReader HwReportReader;

/* @zone: of times that name none. @now: µs UTC, later than which nobody was seen. */
HwReportReader *hw_report_reader_new  (HwImportMapping *mapping,
                                       GTimeZone       *zone,
                                       gint64           now);
void            hw_report_reader_free (HwReportReader  *self);

/**
 * hw_report_reader_read:
 * @self: a reader
 * @row: a row
 * @report: (out caller-allocates): the report; its strings are good until the next row is read
 * @reason: (out) (transfer full): why the row is refused, translated
 *
 * Returns: whether the row is a report that may be recorded
 */
gboolean        hw_report_reader_read (HwReportReader  *self,
                                       const HwRow     *row,
                                       HwReport        *report,
                                       char           **reason);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwReportReader, hw_report_reader_free)

G_END_DECLS
