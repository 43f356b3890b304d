/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "hw-export.h"
#include "hw-list-table.h"

G_BEGIN_DECLS

/* In which format a list of people leaves. */
typedef enum
{
  HW_EXPORT_CSV,
  HW_EXPORT_CSV_EXCEL,
  HW_EXPORT_XLSX,
  HW_EXPORT_PDF,
  HW_N_EXPORT_FORMATS
} HwExportFormat;

const char  *hw_export_format_to_string   (HwExportFormat       format);
gboolean     hw_export_format_from_string (const char          *name,
                                           HwExportFormat      *format);
const char  *hw_export_format_get_words   (HwExportFormat       format);
const char  *hw_export_format_get_ending  (HwExportFormat       format);
HwListTable *hw_export_make_table         (const HwExportList  *list,
                                           const HwExportAsk   *ask);
GBytes      *hw_export_write              (const HwListTable   *table,
                                           HwExportFormat       format,
                                           GError             **error);
HwCaseRecord *hw_export_make_record       (const HwExportAsk   *ask,
                                           GBytes              *file);

G_END_DECLS
