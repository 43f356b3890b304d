/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-ground-paintable.h"

/*
 * The density is painted into the tiles, because one texture is drawn faster
 * than two. A picture of the map for anybody may hold nothing finer than coarse
 * cells, so each tile also keeps its ground, for when such a picture is taken.
 */

struct _HwGroundPaintable
{
  GObject parent_instance;

  GdkTexture *ground;   /* (owned) */
  GdkTexture *picture;  /* (owned) */
};

static guint n_plain;   /* of the main thread: how many ask for the ground alone */

static void
hw_ground_paintable_snapshot (GdkPaintable *paintable,
                              GdkSnapshot  *snapshot,
                              double        width,
                              double        height)
{
  HwGroundPaintable *self = HW_GROUND_PAINTABLE (paintable);

  gdk_paintable_snapshot (GDK_PAINTABLE (n_plain > 0 ? self->ground : self->picture), snapshot, width, height);
}

static int
hw_ground_paintable_get_intrinsic_width (GdkPaintable *paintable)
{
  return gdk_texture_get_width (HW_GROUND_PAINTABLE (paintable)->picture);
}

static int
hw_ground_paintable_get_intrinsic_height (GdkPaintable *paintable)
{
  return gdk_texture_get_height (HW_GROUND_PAINTABLE (paintable)->picture);
}

static void
paintable_init (GdkPaintableInterface *iface)
{
  iface->snapshot = hw_ground_paintable_snapshot;
  iface->get_intrinsic_width = hw_ground_paintable_get_intrinsic_width;
  iface->get_intrinsic_height = hw_ground_paintable_get_intrinsic_height;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (HwGroundPaintable, hw_ground_paintable, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GDK_TYPE_PAINTABLE, paintable_init))

static void
hw_ground_paintable_finalize (GObject *object)
{
  HwGroundPaintable *self = HW_GROUND_PAINTABLE (object);

  g_clear_object (&self->ground);
  g_clear_object (&self->picture);
  G_OBJECT_CLASS (hw_ground_paintable_parent_class)->finalize (object);
}

static void
hw_ground_paintable_class_init (HwGroundPaintableClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hw_ground_paintable_finalize;
}

static void
hw_ground_paintable_init (HwGroundPaintable *self)
{
}

/**
 * hw_ground_paintable_new:
 * @ground: the map
 * @picture: the map with the density over it
 *
 * Returns: (transfer full): a tile that draws @picture
 */
GdkPaintable *
hw_ground_paintable_new (GdkTexture *ground,
                         GdkTexture *picture)
{
  HwGroundPaintable *self = g_object_new (HW_TYPE_GROUND_PAINTABLE, NULL);

  self->ground = g_object_ref (ground);
  self->picture = g_object_ref (picture);
  return GDK_PAINTABLE (self);
}

/**
 * hw_ground_paintable_begin_plain:
 *
 * From now on every tile draws the map alone. A widget that has kept what it
 * drew must be told to draw again.
 */
void
hw_ground_paintable_begin_plain (void)
{
  n_plain++;
}

/**
 * hw_ground_paintable_end_plain:
 *
 * The end of what hw_ground_paintable_begin_plain() began.
 */
void
hw_ground_paintable_end_plain (void)
{
  g_return_if_fail (n_plain > 0);

  n_plain--;
}
