/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-session.h"

G_BEGIN_DECLS

/**
 * HwAreaCounts:
 * @counts: (owned) (element-type guint): what lies in each area, in the order of the list
 * @outside: what lies in none
 *
 * How many of what the map shows lie in each area. One in two areas that overlap
 * counts in both.
 */
typedef struct
{
  GArray *counts;
  guint   outside;
} HwAreaCounts;

HwAreaCounts *hw_area_counts_new  (GListModel   *areas,
                                   HwPointIndex *points);
void          hw_area_counts_free (HwAreaCounts *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwAreaCounts, hw_area_counts_free)

G_END_DECLS
