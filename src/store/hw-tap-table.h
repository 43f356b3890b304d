/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-tables.h"
#include "hw-tap.h"

G_BEGIN_DECLS

gboolean    hw_tap_table_apply      (HwTables      *tables,
                                     const HwEntry *entry,
                                     const HwTap   *tap,
                                     GError       **error);
GByteArray *hw_tap_table_list_heads (HwTables      *tables,
                                     const HwTap   *tap,
                                     GError       **error);
GPtrArray  *hw_tap_table_list       (HwTables      *tables,
                                     const HwId    *shift,
                                     GError       **error);
gboolean    hw_tap_table_add_conflicts (HwTables   *tables,
                                     const HwId    *shift,
                                     GPtrArray     *conflicts,
                                     GError       **error);
gboolean    hw_tap_table_has_stop   (HwTables      *tables,
                                     const HwId    *stop,
                                     gboolean      *has,
                                     GError       **error);

G_END_DECLS
