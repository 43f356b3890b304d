/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HwGroundPaintable:
 *
 * One tile twice: the map alone, and the map with the density over it, which is
 * what is drawn. What is made for others must not show the density: within
 * hw_ground_paintable_begin_plain() and _end_plain() the map alone is drawn.
 */
#define HW_TYPE_GROUND_PAINTABLE (hw_ground_paintable_get_type ())
G_DECLARE_FINAL_TYPE (HwGroundPaintable, hw_ground_paintable, HW, GROUND_PAINTABLE, GObject)

GdkPaintable *hw_ground_paintable_new         (GdkTexture *ground,
                                               GdkTexture *picture);
void          hw_ground_paintable_begin_plain (void);
void          hw_ground_paintable_end_plain   (void);

G_END_DECLS
