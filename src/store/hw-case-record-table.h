/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-casework.h"
#include "hw-tables.h"

G_BEGIN_DECLS

gboolean    hw_case_record_table_apply      (HwTables           *tables,
                                             const HwEntry      *entry,
                                             const HwCaseRecord *record,
                                             GError            **error);
GByteArray *hw_case_record_table_list_heads (HwTables           *tables,
                                             const HwId         *reconnection,
                                             const HwId         *record,
                                             GError            **error);
gboolean    hw_case_record_table_add_conflicts (HwTables    *tables,
                                             const HwId         *reconnection,
                                             GPtrArray          *conflicts,
                                             GError            **error);
gboolean    hw_case_record_table_load       (HwTables           *tables,
                                             HwCase             *target,
                                             GError            **error);

G_END_DECLS
