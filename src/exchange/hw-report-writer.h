/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "hw-report.h"

G_BEGIN_DECLS

/**
 * HwReportFormat:
 *
 * What an export of reports can be. Neither format has the caller's name or
 * address in it, nor the language that was heard (DESIGN section 6).
 */
typedef enum { HW_REPORT_FORMAT_CSV, HW_REPORT_FORMAT_GEOJSON, HW_N_REPORT_FORMATS } HwReportFormat;

gboolean hw_report_format_from_string (const char     *name,     /* "csv", "geojson" */
                                       HwReportFormat *format);

/**
 * HwReportWriter:
 *
 * Writes reports one after the other, so that an export needs no memory.
 */
typedef struct _HwReportWriter HwReportWriter;

HwReportWriter *hw_report_writer_new    (HwReportFormat   format,
                                         GOutputStream   *stream);
void            hw_report_writer_free   (HwReportWriter  *self);
gboolean        hw_report_writer_write  (HwReportWriter  *self,
                                         const HwReport  *report,
                                         GCancellable    *cancellable,
                                         GError         **error);
/* Writes what belongs at the end. The stream stays open. */
gboolean        hw_report_writer_finish (HwReportWriter  *self,
                                         GCancellable    *cancellable,
                                         GError         **error);
guint64         hw_report_writer_get_n_reports (HwReportWriter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwReportWriter, hw_report_writer_free)

G_END_DECLS
