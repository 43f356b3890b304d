/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <string.h>

#include "hw-csv-writer.h"
#include "hw-list-csv.h"

/* A list as comma separated values: what a spreadsheet would take for a formula is defused by the writer. */

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

static gboolean
write_rows (const HwListTable  *self,
            HwCsvWriter        *csv,
            GError            **error)
{
  guint n_rows = hw_list_table_get_n_rows (self), n_columns = hw_list_table_get_n_columns (self);

  for (guint column = 0; column < n_columns; column++)
    hw_csv_writer_add_text (csv, hw_list_table_get_column (self, column)->words);
  if (!hw_csv_writer_end_row (csv, NULL, error))
    return FALSE;
  for (guint row = 0; row < n_rows; row++)
    {
      for (guint column = 0; column < n_columns; column++)
        hw_csv_writer_add_text (csv, hw_list_table_get (self, row, column));
      if (!hw_csv_writer_end_row (csv, NULL, error))
        return FALSE;
    }
  return hw_csv_writer_flush (csv, NULL, error);
}

/**
 * hw_list_write_csv:
 * @self: a list
 * @flavour: for programs, or for a spreadsheet
 * @error: (nullable): return location
 *
 * Returns: (transfer full) (nullable): the file
 */
GBytes *
hw_list_write_csv (const HwListTable  *self,
                   HwListCsvFlavour    flavour,
                   GError            **error)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (HwCsvWriter) csv = hw_csv_writer_new (stream);

  if (flavour == HW_LIST_CSV_EXCEL)
    {
      hw_csv_writer_set_separator (csv, ';');
      if (!g_output_stream_write_all (stream, BYTE_ORDER_MARK, strlen (BYTE_ORDER_MARK), NULL, NULL, error))
        return NULL;
    }
  if (!write_rows (self, csv, error) || !g_output_stream_close (stream, NULL, error))
    return NULL;
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}
