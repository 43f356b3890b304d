/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-tables.h"

G_BEGIN_DECLS

/**
 * HwLinkSql:
 * @unset: a literal that sets head = 0 for (subject, device, number)
 * @insert: a literal that inserts subject, other, lamport, device, number, head, same, reason
 * @heads: a literal that lists device and number of the heads of (subject, other)
 *
 * A table of links between two things of one kind. A link has no direction: the
 * lesser identity is the subject of its entries. It can be taken back by another entry.
 */
typedef struct
{
  const char *unset;
  const char *insert;
  const char *heads;
} HwLinkSql;

gboolean    hw_link_sql_apply      (const HwLinkSql *self,
                                    HwTables        *tables,
                                    const HwEntry   *entry,
                                    const HwId      *other,
                                    gboolean         same,
                                    const char      *reason,
                                    GError         **error);
GByteArray *hw_link_sql_list_heads (const HwLinkSql *self,
                                    HwTables        *tables,
                                    const HwId      *subject,
                                    const HwId      *other,
                                    GError         **error);

G_END_DECLS
