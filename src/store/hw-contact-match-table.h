/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-tables.h"

G_BEGIN_DECLS

gboolean    hw_contact_match_table_apply      (HwTables      *tables,
                                               const HwEntry *entry,
                                               const HwId    *person,
                                               GError       **error);
gboolean    hw_contact_match_table_show       (HwTables      *tables,
                                               const HwId    *contact,
                                               GError       **error);
GByteArray *hw_contact_match_table_list_heads (HwTables      *tables,
                                               const HwId    *contact,
                                               GError       **error);

G_END_DECLS
