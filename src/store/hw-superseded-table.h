/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-tables.h"

G_BEGIN_DECLS

gboolean hw_superseded_table_apply   (HwTables           *tables,
                                      const HwEntry      *entry,
                                      const char * const *unset_heads,
                                      guint               n_unset_heads,
                                      gboolean           *is_head,
                                      GError            **error);
HwStatement *hw_superseded_table_begin_insert (HwTables *tables,
                                      const HwEntry      *entry,
                                      const char         *unset_heads,
                                      const char         *sql,
                                      GError            **error);

G_END_DECLS
