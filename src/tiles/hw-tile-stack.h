/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-tile.h"

G_BEGIN_DECLS

/**
 * HwTileStack:
 *
 * Several maps over each other, the first on top. It never changes, and may be
 * used on any thread.
 */
typedef struct _HwTileStack HwTileStack;

HwTileStack   *hw_tile_stack_new     (GPtrArray   *maps);
HwTileStack   *hw_tile_stack_ref     (HwTileStack *self);
void           hw_tile_stack_unref   (HwTileStack *self);
guint          hw_tile_stack_get_size (HwTileStack *self);
HwTileArchive *hw_tile_stack_get     (HwTileStack *self, guint position);
HwBox          hw_tile_stack_get_bounds (HwTileStack *self);
void           hw_tile_stack_decode  (HwTileStack *self, guint zoom, guint x, guint y, HwTile *tile, GError **damage);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwTileStack, hw_tile_stack_unref)

G_END_DECLS
