/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-map-sprites.h"
#include "hw-map-style.h"
#include "hw-site-marks.h"
#include "hw-status-icon.h"

#include <math.h>

/*
 * Drawing a ring with cairo takes ten times as long as placing a picture of it.
 * So the share of each status is rounded to sixteenths, and rings, counts,
 * shapes and badges are kept by what they show. Light and dark, and screens of
 * another scale, have sprites of their own.
 */

#define RING_PARTS  16
#define N_SHARES    (HW_N_COUNTED_STATUSES + 1)  /* the last is contacts */
#define POINT_SIZE  14.0
#define BADGE_SIZE  26.0
#define COUNT_SIZE  36.0
#define FLAG_SIZE   54.0    /* its middle is the foot of the pole */
#define FLAG_KEY    ((gint64) 1 << 60)

/* What a sprite shows; the first bits of its key. */
typedef enum { SPRITE_POINT, SPRITE_RING, SPRITE_COUNT, SPRITE_BADGE } SpriteKind;

struct _HwMapSprites
{
  gboolean    dark;
  int         scale;
  GHashTable *sprites;    /* (owned) gint64 key -> HwMapSprite */
};

typedef struct
{
  cairo_surface_t *surface;
  cairo_t         *cr;
  double           size;
} Canvas;

static void
sprite_free (gpointer data)
{
  HwMapSprite *sprite = data;

  cairo_surface_destroy (sprite->surface);
  g_free (sprite);
}

/**
 * hw_map_sprites_new:
 * @dark: for a dark ground
 * @scale: device pixels per logical pixel
 *
 * Returns: (transfer full): an empty store of pictures
 */
HwMapSprites *
hw_map_sprites_new (gboolean dark,
                    int      scale)
{
  HwMapSprites *self = g_new0 (HwMapSprites, 1);

  self->dark = dark;
  self->scale = MAX (scale, 1);
  self->sprites = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, sprite_free);
  return self;
}

/**
 * hw_map_sprites_free:
 * @self: (transfer full): what is no longer needed
 */
void
hw_map_sprites_free (HwMapSprites *self)
{
  g_hash_table_unref (self->sprites);
  g_free (self);
}

/**
 * hw_map_sprites_suits:
 * @self: a store of pictures
 * @dark: the ground now
 * @scale: the scale now
 *
 * Returns: whether its pictures can still be used
 */
gboolean
hw_map_sprites_suits (HwMapSprites *self,
                      gboolean      dark,
                      int           scale)
{
  return self->dark == dark && self->scale == scale;
}

static Canvas
open_canvas (HwMapSprites *self,
             double        size)
{
  Canvas canvas = { .size = size };
  int pixels = (int) ceil (size * self->scale);

  canvas.surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, pixels, pixels);
  cairo_surface_set_device_scale (canvas.surface, self->scale, self->scale);
  canvas.cr = cairo_create (canvas.surface);
  return canvas;
}

static const HwMapSprite *
keep_canvas (HwMapSprites *self,
             gint64        key,
             Canvas       *canvas)
{
  HwMapSprite *sprite = g_new0 (HwMapSprite, 1);

  cairo_destroy (canvas->cr);
  cairo_surface_flush (canvas->surface);
  sprite->surface = canvas->surface;
  sprite->size = canvas->size;
  g_hash_table_insert (self->sprites, g_memdup2 (&key, sizeof key), sprite);
  return sprite;
}

static const HwMapSprite *
find_sprite (HwMapSprites *self,
             gint64        key)
{
  return g_hash_table_lookup (self->sprites, &key);
}

/* A halo of the ground's colour, so that a shape stands out from whatever is below it. */
static void
draw_halo (HwMapSprites *self,
           cairo_t      *cr,
           double        middle,
           double        radius)
{
  GdkRGBA card;

  hw_map_colour (HW_MAP_COLOUR_CARD, self->dark, &card);
  card.alpha = 0.9;
  gdk_cairo_set_source_rgba (cr, &card);
  cairo_arc (cr, middle, middle, radius, 0, 2 * G_PI);
  cairo_fill (cr);
}

/**
 * hw_map_sprites_get_point:
 * @self: a store of pictures
 * @kind: report or contact
 * @status: of the report
 *
 * Returns: (transfer none): the shape of a single one
 */
const HwMapSprite *
hw_map_sprites_get_point (HwMapSprites  *self,
                          HwPointKind    kind,
                          HwReportStatus status)
{
  gint64 key = SPRITE_POINT | (gint64) kind << 2 | (gint64) status << 8;
  const HwMapSprite *sprite = find_sprite (self, key);
  double size = POINT_SIZE + 6;
  Canvas canvas;

  if (sprite != NULL)
    return sprite;

  canvas = open_canvas (self, size);
  draw_halo (self, canvas.cr, size / 2, size / 2 - 0.5);
  if (kind == HW_KIND_CONTACT)
    hw_map_draw_contact (canvas.cr, self->dark, size / 2, size / 2, POINT_SIZE);
  else
    hw_status_draw (canvas.cr, MIN (status, HW_REPORT_CLOSED), self->dark, size / 2, size / 2, POINT_SIZE - 1);
  return keep_canvas (self, key, &canvas);
}

/**
 * hw_map_sprites_get_flag:
 * @self: a store of pictures
 * @closed: whether the site is closed
 *
 * Returns: (transfer none): the flag of a site; its pole stands in the middle
 */
const HwMapSprite *
hw_map_sprites_get_flag (HwMapSprites *self,
                         gboolean      closed)
{
  gint64 key = FLAG_KEY | (closed ? 1 : 0);
  const HwMapSprite *sprite = find_sprite (self, key);
  Canvas canvas;

  if (sprite != NULL)
    return sprite;
  canvas = open_canvas (self, FLAG_SIZE);
  hw_map_draw_flag (canvas.cr, self->dark, closed, FLAG_SIZE / 2, FLAG_SIZE / 2, 22);
  return keep_canvas (self, key, &canvas);
}

/* Rounds the shares to sixteenths that add up; what is there at all keeps at least one. */
static void
round_shares (const HwCluster *cluster,
              guint           *parts)
{
  guint counts[N_SHARES], total = 0, given = 0, largest = 0;

  for (guint i = 0; i < N_SHARES; i++)
    {
      counts[i] = i < HW_N_COUNTED_STATUSES ? cluster->counts[i] : cluster->contacts;
      total += counts[i];
    }
  for (guint i = 0; i < N_SHARES; i++)
    {
      parts[i] = counts[i] == 0 ? 0 : MAX (1, (guint) (((guint64) counts[i] * RING_PARTS + total / 2) / total));
      given += parts[i];
      if (parts[i] > parts[largest])
        largest = i;
    }
  if (given > 0)
    parts[largest] += RING_PARTS - given;
}

static void
share_colour (HwMapSprites *self,
              guint         share,
              GdkRGBA      *colour)
{
  if (share < HW_N_COUNTED_STATUSES)
    hw_status_colour (share, self->dark, colour);
  else
    hw_map_colour (HW_MAP_COLOUR_MET, self->dark, colour);
}

static void
draw_ring (HwMapSprites *self,
           cairo_t      *cr,
           double        size,
           const guint  *parts)
{
  double middle = size / 2, radius = size / 2 - 4, start = -G_PI / 2;
  GdkRGBA colour;
  gboolean whole = FALSE;

  for (guint i = 0; i < N_SHARES; i++)
    whole = whole || parts[i] == RING_PARTS;

  draw_halo (self, cr, middle, size / 2 - 0.5);
  cairo_set_line_width (cr, 4);
  for (guint i = 0; i < N_SHARES; i++)
    {
      double span = parts[i] * 2 * G_PI / RING_PARTS;
      double gap = whole ? 0 : 1 / radius;

      if (parts[i] == 0)
        continue;
      share_colour (self, i, &colour);
      gdk_cairo_set_source_rgba (cr, &colour);
      cairo_arc (cr, middle, middle, radius, start + gap / 2, start + span - gap / 2);
      cairo_stroke (cr);
      start += span;
    }
}

/**
 * hw_map_sprite_place:
 * @cr: where to draw
 * @sprite: a picture
 * @x: where its middle comes
 * @y: where its middle comes
 *
 * Draws it on whole pixels, where it needs no resampling.
 */
void
hw_map_sprite_place (cairo_t           *cr,
                     const HwMapSprite *sprite,
                     double             x,
                     double             y)
{
  x = rint (x - sprite->size / 2);
  y = rint (y - sprite->size / 2);
  cairo_set_source_surface (cr, sprite->surface, x, y);
  cairo_rectangle (cr, x, y, sprite->size, sprite->size);
  cairo_fill (cr);
}

/**
 * hw_map_sprites_ring_size:
 * @count: how many a cluster stands for
 *
 * Returns: how large its ring is, in logical pixels
 */
float
hw_map_sprites_ring_size (guint count)
{
  return count < 10 ? 34 : count < 100 ? 38 : count < 1000 ? 44 : 52;
}

/**
 * hw_map_sprites_get_ring:
 * @self: a store of pictures
 * @cluster: what to show
 *
 * Returns: (transfer none): the ring of its statuses, without the count
 */
const HwMapSprite *
hw_map_sprites_get_ring (HwMapSprites    *self,
                         const HwCluster *cluster)
{
  double size = hw_map_sprites_ring_size (cluster->count);
  gint64 key = SPRITE_RING | (gint64) size << 2;
  guint parts[N_SHARES];
  const HwMapSprite *sprite;
  Canvas canvas;

  round_shares (cluster, parts);
  for (guint i = 0; i < N_SHARES; i++)
    key |= (gint64) parts[i] << (10 + 5 * i);
  sprite = find_sprite (self, key);
  if (sprite != NULL)
    return sprite;

  canvas = open_canvas (self, size);
  draw_ring (self, canvas.cr, size, parts);
  return keep_canvas (self, key, &canvas);
}

/**
 * hw_map_sprites_get_count:
 * @self: a store of pictures
 * @count: how many
 *
 * Returns: (transfer none): the number inside a ring, shortened from ten thousand on
 */
const HwMapSprite *
hw_map_sprites_get_count (HwMapSprites *self,
                          guint         count)
{
  guint shown = count < 10000 ? count : count / 1000 * 1000;
  gint64 key = SPRITE_COUNT | (gint64) shown << 2;
  const HwMapSprite *sprite = find_sprite (self, key);
  g_autofree char *text = NULL;
  GdkRGBA colour;
  Canvas canvas;

  if (sprite != NULL)
    return sprite;

  text = count < 10000 ? g_strdup_printf ("%u", shown) : g_strdup_printf ("%uk", shown / 1000);
  canvas = open_canvas (self, COUNT_SIZE);
  hw_map_colour (HW_MAP_COLOUR_TEXT, self->dark, &colour);
  gdk_cairo_set_source_rgba (canvas.cr, &colour);
  hw_map_draw_text (canvas.cr, text, COUNT_SIZE / 2, COUNT_SIZE / 2, 13, TRUE);
  return keep_canvas (self, key, &canvas);
}

/**
 * hw_map_sprites_get_badge:
 * @self: a store of pictures
 * @rank: of a hot-spot
 *
 * Returns: (transfer none): its badge with a halo
 */
const HwMapSprite *
hw_map_sprites_get_badge (HwMapSprites *self,
                          guint         rank)
{
  gint64 key = SPRITE_BADGE | (gint64) rank << 2;
  const HwMapSprite *sprite = find_sprite (self, key);
  double size = BADGE_SIZE + 4;
  Canvas canvas;

  if (sprite != NULL)
    return sprite;

  canvas = open_canvas (self, size);
  draw_halo (self, canvas.cr, size / 2, size / 2);
  hw_map_draw_badge (canvas.cr, rank, self->dark, size / 2, size / 2, BADGE_SIZE);
  return keep_canvas (self, key, &canvas);
}
