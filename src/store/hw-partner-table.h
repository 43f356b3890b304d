/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-casework.h"
#include "hw-tables.h"

G_BEGIN_DECLS

gboolean    hw_partner_table_apply      (HwTables        *tables,
                                         const HwEntry   *entry,
                                         GError         **error);
GByteArray *hw_partner_table_list_heads (HwTables        *tables,
                                         const HwId      *id,
                                         GError         **error);
HwPartner  *hw_partner_table_get        (HwTables        *tables,
                                         const HwId      *id,
                                         GError         **error);
GPtrArray  *hw_partner_table_list       (HwTables        *tables,
                                         GError         **error);

G_END_DECLS
