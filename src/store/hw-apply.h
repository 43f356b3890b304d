/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-tables.h"

G_BEGIN_DECLS

gboolean hw_apply_entry (HwTables      *tables,
                         const HwEntry *entry,
                         GError       **error);
gboolean hw_apply_knows (const char    *kind);

G_END_DECLS
