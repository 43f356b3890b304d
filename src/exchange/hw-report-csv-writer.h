/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "hw-report.h"

G_BEGIN_DECLS

/**
 * HwReportCsvWriter:
 *
 * Reports as CSV, formula-proof, times in ISO 8601 UTC. The caller and the
 * language that was heard are left out.
 */
typedef struct _HwReportCsvWriter HwReportCsvWriter;

HwReportCsvWriter *hw_report_csv_writer_new    (GOutputStream      *stream);
void               hw_report_csv_writer_free   (HwReportCsvWriter  *self);
gboolean           hw_report_csv_writer_write  (HwReportCsvWriter  *self,
                                                const HwReport     *report,
                                                GCancellable       *cancellable,
                                                GError            **error);
gboolean           hw_report_csv_writer_finish (HwReportCsvWriter  *self,
                                                GCancellable       *cancellable,
                                                GError            **error);

/* "2019-03-04T22:15:00Z" from µs UTC, "" from 0: what every export writes. The fraction is written where there is one. */
char              *hw_format_time_utc          (gint64              time);

G_END_DECLS
