/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-tables.h"

G_BEGIN_DECLS

gboolean hw_conflicts_add_columns (HwTables           *tables,
                                   const char         *sql,
                                   const HwId         *id,
                                   const char * const *fields,
                                   guint               n_fields,
                                   GPtrArray          *conflicts,
                                   GError            **error);

G_END_DECLS
