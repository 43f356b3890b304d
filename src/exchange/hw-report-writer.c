/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-report-csv-writer.h"
#include "hw-report-geojson-writer.h"
#include "hw-report-writer.h"

/* One writer for whoever exports: the window and homewardctl choose a format by its name. */

struct _HwReportWriter
{
  HwReportCsvWriter     *csv;       /* (owned) (nullable) */
  HwReportGeojsonWriter *geojson;   /* (owned) (nullable) */
  guint64                n_reports;
};

/**
 * hw_report_format_from_string:
 * @name: "csv" or "geojson"
 * @format: (out): the format
 *
 * Returns: whether there is a format of that name
 */
gboolean
hw_report_format_from_string (const char     *name,
                              HwReportFormat *format)
{
  g_return_val_if_fail (format != NULL, FALSE);

  if (g_strcmp0 (name, "csv") == 0)
    *format = HW_REPORT_FORMAT_CSV;
  else if (g_strcmp0 (name, "geojson") == 0)
    *format = HW_REPORT_FORMAT_GEOJSON;
  else
    return FALSE;
  return TRUE;
}

/**
 * hw_report_writer_new:
 * @format: what to write
 * @stream: where to
 *
 * Returns: (transfer full): a writer
 */
HwReportWriter *
hw_report_writer_new (HwReportFormat  format,
                      GOutputStream  *stream)
{
  HwReportWriter *self;

  g_return_val_if_fail (format < HW_N_REPORT_FORMATS && G_IS_OUTPUT_STREAM (stream), NULL);

  self = g_new0 (HwReportWriter, 1);
  if (format == HW_REPORT_FORMAT_CSV)
    self->csv = hw_report_csv_writer_new (stream);
  else
    self->geojson = hw_report_geojson_writer_new (stream);
  return self;
}

void
hw_report_writer_free (HwReportWriter *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->csv, hw_report_csv_writer_free);
  g_clear_pointer (&self->geojson, hw_report_geojson_writer_free);
  g_free (self);
}

gboolean
hw_report_writer_write (HwReportWriter  *self,
                        const HwReport  *report,
                        GCancellable    *cancellable,
                        GError         **error)
{
  g_return_val_if_fail (self != NULL && report != NULL, FALSE);

  self->n_reports++;
  return self->csv != NULL ? hw_report_csv_writer_write (self->csv, report, cancellable, error)
                           : hw_report_geojson_writer_write (self->geojson, report, cancellable, error);
}

gboolean
hw_report_writer_finish (HwReportWriter  *self,
                         GCancellable    *cancellable,
                         GError         **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->csv != NULL ? hw_report_csv_writer_finish (self->csv, cancellable, error)
                           : hw_report_geojson_writer_finish (self->geojson, cancellable, error);
}

guint64
hw_report_writer_get_n_reports (HwReportWriter *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_reports;
}
