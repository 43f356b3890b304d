/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-tables.h"

G_BEGIN_DECLS

gboolean    hw_site_closure_table_apply         (HwTables      *tables,
                                                 const HwEntry *entry,
                                                 gint64         closes_at,
                                                 gboolean       by_authorities,
                                                 const char    *note,
                                                 GError       **error);
GByteArray *hw_site_closure_table_list_heads    (HwTables      *tables,
                                                 const HwId    *site,
                                                 GError       **error);
gboolean    hw_site_closure_table_add_conflicts (HwTables      *tables,
                                                 const HwId    *site,
                                                 GPtrArray     *conflicts,
                                                 GError       **error);

G_END_DECLS
