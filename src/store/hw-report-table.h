/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-bodies.h"
#include "hw-store.h"
#include "hw-tables.h"

G_BEGIN_DECLS

gboolean   hw_report_table_apply         (HwTables       *tables,
                                          const HwEntry  *entry,
                                          const HwReport *report,
                                          gboolean       *taken,
                                          GError        **error);
gboolean   hw_report_table_apply_status  (HwTables       *tables,
                                          const HwEntry  *entry,
                                          HwReportStatus  status,
                                          const char     *outcome,
                                          const char     *note,
                                          const HwId     *stop,
                                          GError        **error);
gboolean   hw_report_table_find_visit    (HwTables       *tables,
                                          const HwId     *id,
                                          const HwId     *stop,
                                          gboolean       *found,
                                          HwReportStatus *status,
                                          char          **outcome,
                                          GError        **error);
GByteArray *hw_report_table_list_heads   (HwTables       *tables,
                                          const HwId     *id,
                                          GError        **error);

HwReport  *hw_report_table_get           (HwTables       *tables,
                                          gint64          row,
                                          GError        **error);
gboolean   hw_report_table_find          (HwTables       *tables,
                                          const HwId     *id,
                                          gint64         *row,
                                          GError        **error);
GPtrArray *hw_report_table_list_answered (HwTables       *tables,
                                          gint64          since,
                                          gsize           limit,
                                          GError        **error);
gboolean   hw_report_table_find_source   (HwTables       *tables,
                                          const char     *source_id,
                                          gint64         *row,
                                          GError        **error);
GPtrArray *hw_report_table_list          (HwTables       *tables,
                                          guint           statuses,
                                          gsize           limit,
                                          GError        **error);
GPtrArray *hw_report_table_list_at_place (HwTables       *tables,
                                          const char     *word,
                                          gboolean        without_point,
                                          gint64          since,
                                          gint64          until,
                                          gsize           limit,
                                          GError        **error);
GPtrArray *hw_report_table_search        (HwTables       *tables,
                                          const char     *words,
                                          gsize           limit,
                                          GError        **error);
gboolean   hw_report_table_foreach       (HwTables       *tables,
                                          gint64          since,
                                          gint64          until,
                                          HwReportFunc    func,
                                          gpointer        user_data,
                                          GCancellable   *cancellable,
                                          GError        **error);
gboolean   hw_report_table_foreach_taken_in (HwTables      *tables,
                                          const char     *source,
                                          gint64          since,
                                          HwReportFunc    func,
                                          gpointer        user_data,
                                          GCancellable   *cancellable,
                                          GError        **error);
gboolean   hw_report_table_load_points   (HwTables       *tables,
                                          GArray         *points,
                                          GCancellable   *cancellable,
                                          GError        **error);

/* Around many rows: the second index and the words come after them. */
gboolean   hw_report_table_drop_indexes  (HwTables       *tables,
                                          GError        **error);
gboolean   hw_report_table_make_indexes  (HwTables       *tables,
                                          GError        **error);
gboolean   hw_report_table_add_words     (HwTables       *tables,
                                          gint64          after_row,
                                          GError        **error);
gboolean   hw_report_table_make_words    (HwTables       *tables,
                                          GError        **error);

G_END_DECLS
