/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-area.h"
#include "hw-tables.h"

G_BEGIN_DECLS

gboolean    hw_area_table_apply         (HwTables      *tables,
                                         const HwEntry *entry,
                                         const HwArea  *area,
                                         GError       **error);
gboolean    hw_area_table_apply_removal (HwTables      *tables,
                                         const HwEntry *entry,
                                         GError       **error);
GByteArray *hw_area_table_list_heads    (HwTables      *tables,
                                         const HwId    *id,
                                         GError       **error);
GPtrArray  *hw_area_table_list          (HwTables      *tables,
                                         GError       **error);
gboolean    hw_area_table_add_conflicts (HwTables      *tables,
                                         const HwId    *id,
                                         GPtrArray     *conflicts,
                                         GError       **error);

G_END_DECLS
