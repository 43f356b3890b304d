/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-point.h"

G_BEGIN_DECLS

/**
 * HwAreaIndex:
 *
 * Tells which areas a point lies in. An area is a number of closed rings, outer
 * ones and holes alike: what an odd number of rings encloses is inside. Edges
 * are straight in longitude and latitude, as GeoJSON (RFC 7946) has them, which
 * also cuts areas at the antimeridian.
 *
 * A line that two areas share belongs to one of them: areas that cover a town
 * without a gap count every point in it once.
 */
typedef struct _HwAreaIndex HwAreaIndex;

HwAreaIndex *hw_area_index_new      (void);
void         hw_area_index_free     (HwAreaIndex   *self);
guint        hw_area_index_add      (HwAreaIndex   *self,
                                     GPtrArray     *rings);
guint        hw_area_index_get_size (HwAreaIndex   *self);
gboolean     hw_area_index_contains (HwAreaIndex   *self,
                                     guint          area,
                                     const HwPoint *point);
guint        hw_area_index_find     (HwAreaIndex   *self,
                                     const HwPoint *point,
                                     guint         *areas,
                                     guint          n_areas);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwAreaIndex, hw_area_index_free)

G_END_DECLS
