/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-promise.h"
#include "hw-tables.h"

G_BEGIN_DECLS

gboolean    hw_promise_table_apply            (HwTables        *tables,
                                               const HwEntry   *entry,
                                               const HwPromise *promise,
                                               GError         **error);
gboolean    hw_promise_table_apply_settlement (HwTables        *tables,
                                               const HwEntry   *entry,
                                               gboolean         kept,
                                               const char      *words,
                                               GError         **error);
GByteArray *hw_promise_table_list_heads       (HwTables        *tables,
                                               const char      *kind,
                                               const HwId      *promise,
                                               GError         **error);
HwPromise  *hw_promise_table_get              (HwTables        *tables,
                                               const HwId      *id,
                                               GError         **error);
GPtrArray  *hw_promise_table_list             (HwTables        *tables,
                                               gboolean         open_only,
                                               GError         **error);
gboolean    hw_promise_table_add_conflicts    (HwTables        *tables,
                                               const HwId      *promise,
                                               GPtrArray       *conflicts,
                                               GError         **error);

G_END_DECLS
