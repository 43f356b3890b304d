/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-store.h"
#include "hw-tables.h"

G_BEGIN_DECLS

gboolean      hw_report_desk_table_apply_assignment (HwTables       *tables,
                                                     const HwEntry  *entry,
                                                     const char     *to,
                                                     GError        **error);
gboolean      hw_report_desk_table_apply_emergency  (HwTables       *tables,
                                                     const HwEntry  *entry,
                                                     gboolean        told,
                                                     GError        **error);
gboolean      hw_report_desk_table_apply_answer     (HwTables       *tables,
                                                     const HwEntry  *entry,
                                                     HwAnsweredBy    how,
                                                     HwCallerAnswer  answer,
                                                     const char     *words,
                                                     GError        **error);
GByteArray   *hw_report_desk_table_list_heads       (HwTables       *tables,
                                                     const char     *kind,
                                                     const HwId     *report,
                                                     GError        **error);
HwReportDesk *hw_report_desk_table_get              (HwTables       *tables,
                                                     gint64          row,
                                                     GError        **error);
GPtrArray    *hw_report_desk_table_list             (HwTables       *tables,
                                                     guint           statuses,
                                                     GError        **error);
GPtrArray    *hw_report_desk_table_list_workers     (HwTables       *tables,
                                                     GError        **error);

G_END_DECLS
