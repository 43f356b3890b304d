/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-bodies.h"
#include "hw-tables.h"
#include <gio/gio.h>

G_BEGIN_DECLS

gboolean hw_contact_table_apply       (HwTables        *tables,
                                       const HwEntry   *entry,
                                       const HwContact *contact,
                                       gboolean        *taken,
                                       GError         **error);
gboolean hw_contact_table_find        (HwTables        *tables,
                                       const HwId      *id,
                                       gint64          *row,
                                       GError         **error);
HwContact *hw_contact_table_get       (HwTables        *tables,
                                       gint64           row,
                                       GError         **error);
GPtrArray *hw_contact_table_list_same (HwTables        *tables,
                                       const HwId      *person,
                                       gsize            limit,
                                       GError         **error);
GPtrArray *hw_contact_table_list_at_stop (HwTables     *tables,
                                       const HwId      *stop,
                                       GError         **error);
GByteArray *hw_contact_table_list_heads (HwTables      *tables,
                                       const HwId      *id,
                                       GError         **error);
gboolean hw_contact_table_says        (HwTables        *tables,
                                       const HwId      *id,
                                       const char      *body,
                                       gboolean        *says,
                                       GError         **error);
gboolean hw_contact_table_add_conflicts (HwTables      *tables,
                                       const HwId      *id,
                                       GPtrArray       *conflicts,
                                       GError         **error);
gboolean hw_contact_table_load_met    (HwTables        *tables,
                                       HwCase          *target,
                                       GError         **error);
gboolean hw_contact_table_load_points (HwTables        *tables,
                                       GArray          *points,
                                       GCancellable    *cancellable,
                                       GError         **error);

G_END_DECLS
