/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <string.h>

#include "hw-csv-reader.h"
#include "hw-import-mapping-private.h"
#include "hw-report-reader.h"

/* Any bytes as a file of rows: the first byte chooses encoding and separator,
 * the second and those after it what the columns are. Every row is made a
 * report, or refused with a reason. */

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static HwImportMapping *
make_mapping (const guint8 *choices,
              guint         n_columns)
{
  HwFileShape shape = { .encoding = "UTF-8", .names = g_ptr_array_new_with_free_func (g_free) };
  HwImportMapping *mapping;

  for (guint i = 0; i < n_columns; i++)
    g_ptr_array_add (shape.names, g_strdup (i == 0 ? HW_EXPORT_ID_COLUMN : "x"));
  mapping = hw_import_mapping_new (&shape);
  mapping->fields = g_new0 (HwColumnField, n_columns);
  mapping->surveys = g_new0 (HwColumnSurvey, n_columns);
  for (guint i = 0; i < n_columns; i++)
    mapping->fields[i] = choices[i] % HW_N_COLUMNS;
  mapping->swap = choices[0] & 0x80;
  return mapping;
}

static void
read_record (HwImportMapping   *mapping,
             HwReportReader    *reader,
             const HwCsvRecord *record)
{
  guint n = mapping->shape.names->len;
  g_autofree const char **cells = g_new (const char *, n);
  HwRow row = { .line = record->line, .n_cells = n, .cells = cells, .point = HW_POINT_UNKNOWN };
  g_autofree char *reason = NULL;
  HwReport report;

  for (guint i = 0; i < n; i++)
    {
      cells[i] = i < record->n_cells ? record->cells[i] : "";
      hw_column_survey_add (&mapping->surveys[i], cells[i]);
    }
  if (hw_report_reader_read (reader, &row, &report, &reason))
    {
      g_assert_null (reason);
      g_assert_true (report.point.latitude == HW_POINT_UNKNOWN.latitude || hw_point_is_valid (&report.point));
    }
  else
    g_assert_nonnull (reason);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  static const char *const encodings[] = { "UTF-8", "UTF-16LE", "UTF-16BE", "WINDOWS-1252" };
  static const char separators[] = { ',', ';', '\t', '|' };
  const guint n_columns = 6;
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (HwCsvReader) csv = NULL;
  g_autoptr (HwImportMapping) mapping = NULL;
  g_autoptr (HwReportReader) reader = NULL;
  const HwCsvRecord *record;

  if (size < n_columns + 1)
    return 0;
  mapping = make_mapping (data + 1, n_columns);
  reader = hw_report_reader_new (mapping, NULL, G_GINT64_CONSTANT (1795348800) * G_USEC_PER_SEC);
  stream = g_memory_input_stream_new_from_data (data + n_columns + 1, size - n_columns - 1, NULL);
  csv = hw_csv_reader_new (hw_text_reader_new (stream, encodings[data[0] & 3]), separators[data[0] >> 2 & 3]);
  while (hw_csv_reader_next (csv, &record, NULL, NULL) && record != NULL)
    read_record (mapping, reader, record);
  hw_csv_guess_separator ((const char *) data, size);
  return 0;
}
