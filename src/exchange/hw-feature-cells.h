/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-geojson-reader.h"
#include "hw-row-source.h"

G_BEGIN_DECLS

/**
 * HwFeatureCells:
 *
 * Lays the members of a GeoJSON feature out as the cells of a row.
 */
typedef struct _HwFeatureCells HwFeatureCells;

/* @names grows with @learn; it is kept by reference. */
HwFeatureCells *hw_feature_cells_new  (GPtrArray              *names,
                                       gboolean                learn);
void            hw_feature_cells_free (HwFeatureCells         *self);
/* Fills the cells, the point and the problem of @row, good until the next is taken. */
void            hw_feature_cells_take (HwFeatureCells         *self,
                                       const HwGeojsonFeature *feature,
                                       HwRow                  *row);

G_END_DECLS
