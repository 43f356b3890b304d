/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-bodies.h"
#include "hw-tables.h"

G_BEGIN_DECLS

gboolean    hw_person_table_apply      (HwTables       *tables,
                                        const HwEntry  *entry,
                                        GError        **error);
GByteArray *hw_person_table_list_heads (HwTables       *tables,
                                        const HwId     *id,
                                        GError        **error);
HwPerson   *hw_person_table_get        (HwTables       *tables,
                                        const HwId     *id,
                                        GError        **error);
GPtrArray  *hw_person_table_list       (HwTables       *tables,
                                        gsize           limit,
                                        GError        **error);
GPtrArray  *hw_person_table_search     (HwTables       *tables,
                                        const char     *words,
                                        gsize           limit,
                                        GError        **error);
gboolean    hw_person_table_fold_names (HwTables       *tables,
                                        GError        **error);
gboolean    hw_person_table_make_words (HwTables       *tables,
                                        GError        **error);

G_END_DECLS
