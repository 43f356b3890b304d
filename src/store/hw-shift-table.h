/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-shift.h"
#include "hw-tables.h"

G_BEGIN_DECLS

gboolean    hw_shift_table_apply         (HwTables      *tables,
                                          const HwEntry *entry,
                                          const HwShift *shift,
                                          GError       **error);
gboolean    hw_shift_table_apply_round   (HwTables      *tables,
                                          const HwEntry *entry,
                                          GPtrArray     *stops,
                                          GError       **error);
gboolean    hw_shift_table_apply_state   (HwTables      *tables,
                                          const HwEntry *entry,
                                          HwShiftState   state,
                                          gint64         at,
                                          guint          paper_minutes,
                                          GError       **error);
GByteArray *hw_shift_table_list_heads    (HwTables      *tables,
                                          const char    *kind,
                                          const HwId    *shift,
                                          GError       **error);
HwShift    *hw_shift_table_get           (HwTables      *tables,
                                          const HwId    *id,
                                          GError       **error);
GPtrArray  *hw_shift_table_list          (HwTables      *tables,
                                          gint64         since,
                                          gint64         until,
                                          GError       **error);
gboolean    hw_shift_table_add_conflicts (HwTables      *tables,
                                          const HwId    *shift,
                                          GPtrArray     *conflicts,
                                          GError       **error);

G_END_DECLS
