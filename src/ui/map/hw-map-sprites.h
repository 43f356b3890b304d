/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "hw-point-index.h"

G_BEGIN_DECLS

/**
 * HwMapSprites:
 *
 * The small pictures that the layer is composed of, each drawn once and kept: a
 * map of a hundred thousand reports shows the same few hundred over and over.
 */
typedef struct _HwMapSprites HwMapSprites;

/**
 * HwMapSprite:
 * @surface: (owned): the picture
 * @size: across, in logical pixels
 */
typedef struct
{
  cairo_surface_t *surface;
  float            size;
} HwMapSprite;

HwMapSprites      *hw_map_sprites_new       (gboolean         dark,
                                             int              scale);
void               hw_map_sprites_free      (HwMapSprites    *self);
gboolean           hw_map_sprites_suits     (HwMapSprites    *self,
                                             gboolean         dark,
                                             int              scale);
const HwMapSprite *hw_map_sprites_get_point (HwMapSprites    *self,
                                             HwPointKind      kind,
                                             HwReportStatus   status);
const HwMapSprite *hw_map_sprites_get_ring  (HwMapSprites    *self,
                                             const HwCluster *cluster);
const HwMapSprite *hw_map_sprites_get_count (HwMapSprites    *self,
                                             guint            count);
const HwMapSprite *hw_map_sprites_get_badge (HwMapSprites    *self,
                                             guint            rank);
const HwMapSprite *hw_map_sprites_get_flag  (HwMapSprites    *self,
                                             gboolean         closed);
void               hw_map_sprite_place      (cairo_t           *cr,
                                             const HwMapSprite *sprite,
                                             double             x,
                                             double             y);
float              hw_map_sprites_ring_size (guint            count);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwMapSprites, hw_map_sprites_free)

G_END_DECLS
