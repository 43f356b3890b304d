/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "hw-report.h"

G_BEGIN_DECLS

/**
 * HwReportGeojsonWriter:
 *
 * Reports as a GeoJSON feature collection (RFC 7946); the geometry of one
 * without a point is null. The caller and the language that was heard are left out.
 */
typedef struct _HwReportGeojsonWriter HwReportGeojsonWriter;

HwReportGeojsonWriter *hw_report_geojson_writer_new    (GOutputStream          *stream);
void                   hw_report_geojson_writer_free   (HwReportGeojsonWriter  *self);
gboolean               hw_report_geojson_writer_write  (HwReportGeojsonWriter  *self,
                                                        const HwReport         *report,
                                                        GCancellable           *cancellable,
                                                        GError                **error);
gboolean               hw_report_geojson_writer_finish (HwReportGeojsonWriter  *self,
                                                        GCancellable           *cancellable,
                                                        GError                **error);

G_END_DECLS
