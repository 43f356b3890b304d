/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include "hw-boundaries.h"

G_BEGIN_DECLS

/* Boundaries are kept in memory to be drawn: all of a file together have at most so many points. */
#define HW_BOUNDARIES_POINT_LIMIT (4 * 1000 * 1000)

GPtrArray  *hw_boundaries_read_stream (GInputStream *stream,
                                       const char   *encoding,
                                       GCancellable *cancellable,
                                       GError      **error);
HwBoundary *hw_boundary_new           (char         *name);
gboolean    hw_boundary_take_ring     (HwBoundary   *self,
                                       GArray       *ring,
                                       gsize        *n_points);
char       *hw_boundary_dup_name      (JsonObject   *feature);
gboolean    hw_json_array_get_number  (JsonArray    *array,
                                       guint         i,
                                       double       *value);
JsonArray  *hw_json_object_get_list   (JsonObject   *object,
                                       const char   *name);
JsonArray  *hw_json_array_get_list    (JsonArray    *array,
                                       guint         i);

gboolean    hw_topojson_is_topology   (JsonObject   *object);
const char *hw_topojson_add_areas     (JsonObject   *topology,
                                       GPtrArray    *boundaries);

G_END_DECLS
