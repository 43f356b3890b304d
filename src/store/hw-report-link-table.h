/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-tables.h"

G_BEGIN_DECLS

gboolean    hw_report_link_table_apply      (HwTables      *tables,
                                             const HwEntry *entry,
                                             const HwId    *other,
                                             gboolean       same,
                                             const char    *reason,
                                             GError       **error);
GByteArray *hw_report_link_table_list_heads (HwTables      *tables,
                                             const HwId    *report,
                                             const HwId    *other,
                                             GError       **error);
GArray     *hw_report_link_table_list_rows  (HwTables      *tables,
                                             const HwId    *report,
                                             GError       **error);

G_END_DECLS
