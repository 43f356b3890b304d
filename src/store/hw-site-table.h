/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-site.h"
#include "hw-tables.h"

G_BEGIN_DECLS

gboolean    hw_site_table_apply         (HwTables      *tables,
                                         const HwEntry *entry,
                                         const HwSite  *site,
                                         GError       **error);
GByteArray *hw_site_table_list_heads    (HwTables      *tables,
                                         const HwId    *id,
                                         GError       **error);
HwSite     *hw_site_table_get           (HwTables      *tables,
                                         const HwId    *id,
                                         GError       **error);
GPtrArray  *hw_site_table_list          (HwTables      *tables,
                                         GError       **error);
GPtrArray  *hw_site_table_search        (HwTables      *tables,
                                         const char    *words,
                                         gsize          limit,
                                         GError       **error);
gboolean    hw_site_table_add_conflicts (HwTables      *tables,
                                         const HwId    *id,
                                         GPtrArray     *conflicts,
                                         GError       **error);
gboolean    hw_site_table_make_words    (HwTables      *tables,
                                         GError       **error);

G_END_DECLS
