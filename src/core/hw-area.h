/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "hw-id.h"
#include "hw-point.h"

G_BEGIN_DECLS

#define HW_AREA_N_COLOURS  8
#define HW_AREA_MAX_POINTS 200000

/**
 * HwArea:
 * @id: nil until the store gives it one
 * @name: (owned): never empty
 * @rings: (owned) (element-type GArray): closed rings of #HwPoint, outer ones and
 *   holes alike, as in #HwBoundary; not changed once they are here: copies share them
 * @box: what all rings lie in
 * @colour: which of the %HW_AREA_N_COLOURS colours of the map
 * @covered_by: (owned) (nullable): the team that covers it; %NULL: none does
 *
 * A borough, a district, a neighbourhood, and who goes there.
 */
typedef struct
{
  HwId       id;
  char      *name;
  GPtrArray *rings;
  HwBox      box;
  guint8     colour;
  char      *covered_by;
} HwArea;

#define HW_TYPE_AREA (hw_area_get_type ())
GType    hw_area_get_type    (void);
HwArea  *hw_area_copy        (const HwArea  *area);
void     hw_area_free        (HwArea        *area);
gboolean hw_area_check       (const HwArea  *area,
                              GError       **error);
HwBox    hw_area_measure_box (GPtrArray     *rings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwArea, hw_area_free)

G_END_DECLS
