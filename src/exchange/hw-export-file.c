/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-export-file.h"
#include "hw-list-csv.h"
#include "hw-list-pdf.h"
#include "hw-list-xlsx.h"

/* The file of a list of people, and the record of it in the case of everybody who stands on it. */

static const struct { const char *name, *words, *ending; } formats[HW_N_EXPORT_FORMATS] = {
  [HW_EXPORT_CSV] = { "csv", N_("CSV, for other programs"), "csv" },
  [HW_EXPORT_CSV_EXCEL] = { "csv-excel", N_("CSV, to open with a double click"), "csv" },
  [HW_EXPORT_XLSX] = { "xlsx", N_("Workbook, for a spreadsheet"), "xlsx" },
  [HW_EXPORT_PDF] = { "pdf", N_("PDF, to read and to print"), "pdf" },
};

/**
 * hw_export_format_to_string:
 * @format: a format
 *
 * Returns: (transfer none): its stable name
 */
const char *
hw_export_format_to_string (HwExportFormat format)
{
  g_return_val_if_fail (format < HW_N_EXPORT_FORMATS, NULL);
  return formats[format].name;
}

/**
 * hw_export_format_from_string:
 * @name: (nullable): its stable name
 * @format: (out): the format
 *
 * Returns: whether there is one of that name
 */
gboolean
hw_export_format_from_string (const char     *name,
                              HwExportFormat *format)
{
  for (guint i = 0; i < HW_N_EXPORT_FORMATS; i++)
    if (g_strcmp0 (formats[i].name, name) == 0)
      {
        *format = (HwExportFormat) i;
        return TRUE;
      }
  return FALSE;
}

/**
 * hw_export_format_get_words:
 * @format: a format
 *
 * Returns: (transfer none): what it is called
 */
const char *
hw_export_format_get_words (HwExportFormat format)
{
  g_return_val_if_fail (format < HW_N_EXPORT_FORMATS, NULL);
  return _(formats[format].words);
}

/**
 * hw_export_format_get_ending:
 * @format: a format
 *
 * Returns: (transfer none): how the names of its files end, without the dot
 */
const char *
hw_export_format_get_ending (HwExportFormat format)
{
  g_return_val_if_fail (format < HW_N_EXPORT_FORMATS, NULL);
  return formats[format].ending;
}

static HwListType
get_type (HwExportField field)
{
  switch (hw_export_field_get_type (field))
    {
    case HW_EXPORT_TYPE_DATE: return HW_LIST_DATE;
    case HW_EXPORT_TYPE_COUNT: return HW_LIST_NUMBER;
    case HW_EXPORT_TYPE_TEXT:
    default: return HW_LIST_TEXT;
    }
}

static void
add_row (HwListTable       *table,
         const HwExportRow *row,
         guint              fields)
{
  char *values[HW_N_EXPORT_FIELDS];
  guint n = 0;

  for (guint field = 0; field < HW_N_EXPORT_FIELDS; field++)
    if (fields & HW_EXPORT_BIT (field))
      values[n++] = hw_export_dup_value (row, field);
  hw_list_table_add_row (table, (const char * const *) values);
  while (n > 0)
    g_free (values[--n]);
}

/**
 * hw_export_make_table:
 * @list: who is told of
 * @ask: what is to leave
 *
 * Returns: (transfer full): exactly what will leave
 */
HwListTable *
hw_export_make_table (const HwExportList *list,
                      const HwExportAsk  *ask)
{
  HwListTable *table = hw_list_table_new (_(list->purpose->words));

  hw_list_table_set_facts (table, _(list->purpose->rule), ask->recipient);
  for (guint field = 0; field < HW_N_EXPORT_FIELDS; field++)
    if (list->fields & HW_EXPORT_BIT (field))
      hw_list_table_add_column (table, hw_export_field_to_string (field), hw_export_field_get_words (field), get_type (field));
  for (guint i = 0; i < list->rows->len; i++)
    add_row (table, list->rows->pdata[i], list->fields);
  return table;
}

static GBytes *
write_pdf (const HwListTable  *table,
           GError            **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  /* Translators: a day within a sentence, see strftime(3) */
  g_autofree char *day = g_date_time_format (now, _("%-d %B %Y"));
  g_autofree char *made = g_strdup_printf (_("Made on %s"), day);

  return hw_list_write_pdf (table, made, error);
}

/**
 * hw_export_write:
 * @table: what will leave
 * @format: how
 * @error: (nullable): return location
 *
 * Returns: (transfer full) (nullable): the file
 */
GBytes *
hw_export_write (const HwListTable  *table,
                 HwExportFormat      format,
                 GError            **error)
{
  switch (format)
    {
    case HW_EXPORT_CSV: return hw_list_write_csv (table, HW_LIST_CSV_PLAIN, error);
    case HW_EXPORT_CSV_EXCEL: return hw_list_write_csv (table, HW_LIST_CSV_EXCEL, error);
    case HW_EXPORT_XLSX: return hw_list_write_xlsx (table, error);
    case HW_EXPORT_PDF: return write_pdf (table, error);
    case HW_N_EXPORT_FORMATS:
    default: g_return_val_if_reached (NULL);
    }
}

/**
 * hw_export_make_record:
 * @ask: what leaves
 * @file: the file as it leaves
 *
 * Returns: (transfer full): what the case of everybody on the list says: to whom,
 *   what for, which fields, the hash of the file and who else looked at it
 */
HwCaseRecord *
hw_export_make_record (const HwExportAsk *ask,
                       GBytes            *file)
{
  HwCaseRecord *record = hw_case_record_new (HW_CASE_RECORD_DISCLOSURE, g_get_real_time ());
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, file);
  g_autofree char *fields = hw_export_dup_fields (ask->fields);

  hw_case_record_set (record, HW_RECORD_PURPOSE, ask->purpose);
  hw_case_record_set (record, HW_RECORD_RECIPIENT, ask->recipient);
  hw_case_record_set (record, HW_RECORD_WHAT, fields);
  hw_case_record_set (record, HW_RECORD_FILE, hash);
  if (ask->second_person != NULL && *ask->second_person != '\0')
    hw_case_record_set (record, HW_RECORD_SECOND_PERSON, ask->second_person);
  return record;
}
