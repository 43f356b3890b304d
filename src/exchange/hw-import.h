/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "hw-report.h"

G_BEGIN_DECLS

/* Which field of a report a column holds. */
typedef enum
{
  HW_COLUMN_IGNORED, HW_COLUMN_ID, HW_COLUMN_LATITUDE, HW_COLUMN_LONGITUDE, HW_COLUMN_POINT /* both in one cell, or GeoJSON geometry */,
  HW_COLUMN_SEEN_AT, HW_COLUMN_SEEN_TIME /* time of day beside a date column */, HW_COLUMN_PLACE, HW_COLUMN_PEOPLE, HW_COLUMN_NOTE /* appearance */,
  HW_COLUMN_WORRIES, HW_COLUMN_CALLER_NAME, HW_COLUMN_CALLER_CONTACT, HW_COLUMN_CHANNEL, HW_COLUMN_STATUS, HW_COLUMN_AGE,
  HW_N_COLUMNS
} HwColumnField;
const char *hw_column_field_to_string   (HwColumnField field);   /* names of --column: "latitude", "seen-at" */
gboolean    hw_column_field_from_string (const char *name, HwColumnField *field);

typedef enum { HW_DATE_ORDER_UNKNOWN, HW_DATE_ORDER_DMY, HW_DATE_ORDER_MDY, HW_DATE_ORDER_YMD } HwDateOrder;

/**
 * HwImportMapping: what a file is and how its columns become reports: guessed
 * by hw_import_guess(), corrected by the user, used by hw_import_run().
 */
#define HW_TYPE_IMPORT_MAPPING (hw_import_mapping_get_type ())
G_DECLARE_FINAL_TYPE (HwImportMapping, hw_import_mapping, HW, IMPORT_MAPPING, GObject)
gboolean       hw_import_mapping_is_geojson   (HwImportMapping *self);
const char    *hw_import_mapping_get_encoding (HwImportMapping *self);   /* "UTF-8", "WINDOWS-1252", "UTF-16LE" */
char           hw_import_mapping_get_separator (HwImportMapping *self);
guint          hw_import_mapping_get_n_columns (HwImportMapping *self);
guint64        hw_import_mapping_get_n_rows   (HwImportMapping *self);
const char    *hw_import_mapping_get_column_name (HwImportMapping *self, guint column);
int            hw_import_mapping_find_column  (HwImportMapping *self, const char *name);   /* -1: none of that name */
HwColumnField  hw_import_mapping_get_field    (HwImportMapping *self, guint column);
void           hw_import_mapping_set_field    (HwImportMapping *self, guint column, HwColumnField field);
HwDateOrder    hw_import_mapping_get_date_order (HwImportMapping *self);
gboolean       hw_import_mapping_date_order_is_certain (HwImportMapping *self, char **why);
void           hw_import_mapping_set_date_order (HwImportMapping *self, HwDateOrder order);
gboolean       hw_import_mapping_get_swap     (HwImportMapping *self);   /* latitude and longitude are the wrong way round */
void           hw_import_mapping_set_swap     (HwImportMapping *self, gboolean swap);
/* First rows of the file as they stand: (element-type GStrv), at most 20. */
GPtrArray     *hw_import_mapping_get_preview  (HwImportMapping *self);
/* NULL when the mapping can be used; else what is missing, translated. */
char          *hw_import_mapping_dup_problem  (HwImportMapping *self);

/* What came of it; rows == taken + duplicates + refused, always. */
typedef struct
{
  guint64    rows, taken, duplicates, refused;
  GPtrArray *refusals;   /* (element-type HwRefusal) the first 1,000 */
} HwImportResultReport;
typedef struct { guint64 line; char *reason; char *text; } HwRefusal;
void hw_import_result_report_free (HwImportResultReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwImportResultReport, hw_import_result_report_free)

#define HW_IMPORT_FILE_ERROR (hw_import_file_error_quark ())
GQuark hw_import_file_error_quark (void);
typedef enum { HW_IMPORT_FILE_EMPTY, HW_IMPORT_FILE_NOT_A_FILE, HW_IMPORT_FILE_NOT_TEXT, HW_IMPORT_FILE_LINE_TOO_LONG, HW_IMPORT_FILE_ONE_COLUMN, HW_IMPORT_FILE_MALFORMED, HW_IMPORT_FILE_MAPPING } HwImportFileError;

/* What a reader does with each good row: take it, call it a duplicate, or stop with an error. */
typedef enum { HW_IMPORT_ROW_TAKEN, HW_IMPORT_ROW_DUPLICATE, HW_IMPORT_ROW_STOP } HwImportRow;
typedef HwImportRow (*HwImportSink) (const HwReport *report, gpointer user_data, GError **error);

HwImportMapping      *hw_import_guess (GFile *file, gint64 now, GCancellable *cancellable, GError **error);
/* Streams @file through @sink. @refused (nullable) gets every refused row as CSV with line and reason. Report ids are made from the content of the row. */
HwImportResultReport *hw_import_run   (GFile *file, HwImportMapping *mapping, gint64 now, HwImportSink sink, gpointer user_data, GOutputStream *refused,
                                       GFileProgressCallback progress, gpointer progress_data, GCancellable *cancellable, GError **error);

G_END_DECLS
