/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-bed.h"
#include "hw-tables.h"

G_BEGIN_DECLS

gboolean    hw_bed_table_apply         (HwTables      *tables,
                                        const HwEntry *entry,
                                        const HwBed   *bed,
                                        GError       **error);
gboolean    hw_bed_table_apply_answer  (HwTables      *tables,
                                        const HwEntry *entry,
                                        HwBedState     state,
                                        const char    *reason,
                                        const char    *words,
                                        GError       **error);
GByteArray *hw_bed_table_list_heads    (HwTables      *tables,
                                        const char    *kind,
                                        const HwId    *bed,
                                        GError       **error);
HwBed      *hw_bed_table_get           (HwTables      *tables,
                                        const HwId    *id,
                                        GError       **error);
GPtrArray  *hw_bed_table_list          (HwTables      *tables,
                                        const char    *first_night,
                                        const char    *last_night,
                                        GError       **error);
GPtrArray  *hw_bed_table_list_of       (HwTables      *tables,
                                        const HwId    *person,
                                        GError       **error);
gboolean    hw_bed_table_add_conflicts (HwTables      *tables,
                                        const HwId    *bed,
                                        GPtrArray     *conflicts,
                                        GError       **error);

G_END_DECLS
