/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "hw-point.h"

G_BEGIN_DECLS

/**
 * HwBoundary:
 * @name: (nullable): what the area is called
 * @rings: (element-type GArray): closed rings of #HwPoint, outer ones and holes
 *   alike; the last point is not a repetition of the first
 * @box: what all rings lie in
 *
 * An area to draw on the map: a borough, a district.
 */
typedef struct
{
  char      *name;
  GPtrArray *rings;
  HwBox      box;
} HwBoundary;

void       hw_boundary_free     (HwBoundary    *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwBoundary, hw_boundary_free)

/**
 * hw_boundaries_read:
 * @file: a GeoJSON file (RFC 7946) or a TopoJSON file
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * Reads the polygons and multipolygons of @file; features of another kind are
 * left out. The name is taken from the property that most looks like one.
 *
 * Returns: (transfer full) (element-type HwBoundary) (nullable): the areas in
 *   the order of the file; %NULL with %HW_IMPORT_FILE_MALFORMED where there are none or
 *   the file cannot be read, or another error of %HW_IMPORT_FILE_ERROR or %G_IO_ERROR
 */
GPtrArray *hw_boundaries_read   (GFile         *file,
                                 GCancellable  *cancellable,
                                 GError       **error);

G_END_DECLS
