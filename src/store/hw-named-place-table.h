/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "hw-named-place.h"
#include "hw-tables.h"

G_BEGIN_DECLS

void       hw_named_place_table_make_id    (const HwNamedPlace *place,
                                            HwId               *id);
gboolean   hw_named_place_table_apply      (HwTables           *tables,
                                            const HwEntry      *entry,
                                            const HwNamedPlace *place,
                                            GError            **error);
gboolean   hw_named_place_table_has        (HwTables           *tables,
                                            const HwId         *id,
                                            gboolean           *has,
                                            GError            **error);
GPtrArray *hw_named_place_table_search     (HwTables           *tables,
                                            const char         *words,
                                            guint               limit,
                                            GCancellable       *cancellable,
                                            GError            **error);
gboolean   hw_named_place_table_make_words (HwTables           *tables,
                                            GError            **error);

G_END_DECLS
