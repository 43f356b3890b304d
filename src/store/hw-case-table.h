/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-bodies.h"
#include "hw-tables.h"

G_BEGIN_DECLS

gboolean    hw_case_table_apply      (HwTables      *tables,
                                      const HwEntry *entry,
                                      const HwId    *person,
                                      const char    *wish,
                                      const HwId    *previous,
                                      gboolean      *taken,
                                      GError       **error);
gboolean    hw_case_table_apply_move (HwTables      *tables,
                                      const HwEntry *entry,
                                      HwStage        from,
                                      HwStage        stage,
                                      GError       **error);
GByteArray *hw_case_table_list_heads (HwTables      *tables,
                                      const HwId    *id,
                                      GError       **error);
HwCase     *hw_case_table_get        (HwTables      *tables,
                                      const HwId    *id,
                                      GError       **error);
GPtrArray  *hw_case_table_list       (HwTables      *tables,
                                      GError       **error);
gboolean    hw_case_table_find_others (HwTables     *tables,
                                      const HwId    *person,
                                      gboolean      *is_open,
                                      HwId          *ended,
                                      GError       **error);
gboolean    hw_case_table_is_in_review (HwTables    *tables,
                                      const HwId    *id,
                                      gboolean      *in_review,
                                      GError       **error);

G_END_DECLS
