/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-bodies.h"
#include "hw-tables.h"

G_BEGIN_DECLS

gboolean    hw_evidence_table_apply      (HwTables      *tables,
                                          const HwEntry *entry,
                                          const char    *field,
                                          const char    *value,
                                          GError       **error);
GByteArray *hw_evidence_table_list_heads (HwTables      *tables,
                                          const HwId    *id,
                                          const char    *field,
                                          GError       **error);
gboolean    hw_evidence_table_load       (HwTables      *tables,
                                          HwCase        *target,
                                          GError       **error);
GPtrArray  *hw_evidence_table_list_conflicts (HwTables  *tables,
                                          const HwId    *id,
                                          GError       **error);

G_END_DECLS
