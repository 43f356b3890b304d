/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-tables.h"

G_BEGIN_DECLS

/*
 * Before a query with a person as its first parameter: same_people are that
 * person and all who are linked as the same, also over others.
 */
#define HW_WITH_SAME_PEOPLE \
  "WITH RECURSIVE same_people (id) AS (VALUES (?1)" \
  " UNION SELECT l.other FROM same_people s JOIN person_link l ON l.person = s.id AND l.head = 1 AND l.same = 1" \
  " UNION SELECT l.person FROM same_people s JOIN person_link l ON l.other = s.id AND l.head = 1 AND l.same = 1) "

gboolean    hw_person_link_table_apply      (HwTables      *tables,
                                             const HwEntry *entry,
                                             const HwId    *other,
                                             gboolean       same,
                                             const char    *reason,
                                             GError       **error);
GByteArray *hw_person_link_table_list_heads (HwTables      *tables,
                                             const HwId    *person,
                                             const HwId    *other,
                                             GError       **error);
GArray     *hw_person_link_table_list_same  (HwTables      *tables,
                                             const HwId    *person,
                                             GError       **error);

G_END_DECLS
