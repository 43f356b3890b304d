/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-tables.h"

G_BEGIN_DECLS

char    *hw_setting_table_get (HwTables   *tables,
                               const char *name,
                               GError    **error);
GHashTable *hw_setting_table_list (HwTables *tables,
                                   GError  **error);
gboolean hw_setting_table_set (HwTables   *tables,
                               const char *name,
                               const char *value,
                               GError    **error);

G_END_DECLS
