/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-point.h"
#include "hw-tile-picture.h"

G_BEGIN_DECLS

/**
 * HwHeat:
 *
 * How dense points lie, ready to be painted into the tiles of any zoom. It never
 * changes once made and knows nothing but places: threads paint from it while
 * the points it was made of change.
 */
typedef struct _HwHeat HwHeat;

guint64  hw_heat_encode   (const HwPoint *point);
HwHeat  *hw_heat_new_take (guint64 *codes, gsize n_codes);
HwHeat  *hw_heat_new      (const HwPoint *points, gsize n_points);
HwHeat  *hw_heat_ref      (HwHeat *self);
void     hw_heat_unref    (HwHeat *self);
gsize    hw_heat_get_size (HwHeat *self);
float   *hw_heat_smooth   (HwHeat *self, guint zoom, gint64 left, gint64 top, guint n_columns, guint n_rows);
gboolean hw_heat_has_any  (HwHeat *self, guint zoom, guint x, guint y);
double   hw_heat_get_at   (HwHeat *self, guint zoom, const HwPoint *point);
void     hw_heat_paint    (HwHeat *self, guint zoom, guint x, guint y, gboolean dark, HwTile *tile);
guint32  hw_heat_get_colour (double share, gboolean dark);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwHeat, hw_heat_unref)

G_END_DECLS
