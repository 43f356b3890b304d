/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-tile.h"

/* Turns the bytes of a tile into a picture. Where the map has no tile of the
 * zoom that is asked for, the part of a tile above it is enlarged (overzoom).
 * Called on the map's threads. */

#define MAX_SIDE 2048   /* pixels: a larger picture is no tile */

static void
refuse_size_cb (GdkPixbufLoader *loader,
                int              width,
                int              height,
                gpointer         user_data)
{
  gboolean *too_large = user_data;

  if (width <= MAX_SIDE && height <= MAX_SIDE)
    return;
  *too_large = TRUE;
  gdk_pixbuf_loader_set_size (loader, 1, 1);
}

static GdkPixbuf *
decode (HwMbtiles *map,
        GBytes    *bytes,
        GError   **error)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  g_autoptr (GError) failure = NULL;
  GdkPixbuf *pixbuf = NULL;
  gboolean too_large = FALSE, well;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (refuse_size_cb), &too_large);
  well = gdk_pixbuf_loader_write_bytes (loader, bytes, &failure);
  well = gdk_pixbuf_loader_close (loader, well ? &failure : NULL) && well;
  if (well && !too_large)
    pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  if (pixbuf == NULL)
    {
      g_set_error (error, HW_TILES_ERROR, HW_TILES_ERROR_DAMAGED, _("A tile of the map “%s” cannot be read (%s)."), hw_mbtiles_get_name (map),
                   failure != NULL ? failure->message : _("the picture is too large"));
      return NULL;
    }
  return g_object_ref (pixbuf);
}

static guint8
premultiply (guint8 value,
             guint8 alpha)
{
  return (guint8) ((value * alpha + 127) / 255);
}

static void
fill_tile (HwTile    *tile,
           GdkPixbuf *pixbuf)
{
  const guchar *source = gdk_pixbuf_read_pixels (pixbuf);
  gsize source_stride = (gsize) gdk_pixbuf_get_rowstride (pixbuf);
  int n_channels = gdk_pixbuf_get_n_channels (pixbuf);

  tile->width = (guint) gdk_pixbuf_get_width (pixbuf);
  tile->height = (guint) gdk_pixbuf_get_height (pixbuf);
  tile->stride = 4 * (gsize) tile->width;
  tile->pixels = g_malloc (tile->stride * tile->height);
  for (guint y = 0; y < tile->height; y++)
    {
      const guchar *from = source + y * source_stride;
      guint32 *to = (guint32 *) (gpointer) (tile->pixels + y * tile->stride);

      for (guint x = 0; x < tile->width; x++, from += n_channels)
        {
          guint32 alpha = n_channels == 4 ? from[3] : 255;

          to[x] = alpha << 24 | (guint32) premultiply (from[0], alpha) << 16 | (guint32) premultiply (from[1], alpha) << 8 | premultiply (from[2], alpha);
        }
    }
}

/* The part of @pixbuf, @levels above, that the tile at (@x, @y) covers, enlarged to the size of a tile. */
static GdkPixbuf *
enlarge (GdkPixbuf *pixbuf,
         guint      levels,
         guint      x,
         guint      y)
{
  int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);
  guint parts = 1u << levels;
  GdkPixbuf *part = gdk_pixbuf_new (GDK_COLORSPACE_RGB, gdk_pixbuf_get_has_alpha (pixbuf), 8, width, height);

  if (part != NULL)
    gdk_pixbuf_scale (pixbuf, part, 0, 0, width, height, -(double) (x % parts) * width, -(double) (y % parts) * height, parts, parts, GDK_INTERP_BILINEAR);
  return part;
}

/**
 * hw_tile_decode:
 * @map: a map
 * @zoom: the zoom, which may be deeper than the map has
 * @x: column, from the west
 * @y: row, from the north
 * @tile: (out caller-allocates): %HW_TILE_INIT before
 * @error: return location: %HW_TILES_ERROR_DAMAGED
 *
 * The picture of one tile. Where the map has no tile here, the nearest of up to
 * %HW_TILE_MAX_OVERZOOM smaller zooms that has one is enlarged; where there is
 * none, @tile is %HW_TILE_MISSING, which is no error.
 *
 * Returns: %FALSE with @error set when a tile is there and cannot be read
 */
gboolean
hw_tile_decode (HwMbtiles *map,
                guint      zoom,
                guint      x,
                guint      y,
                HwTile    *tile,
                GError   **error)
{
  guint deepest = MIN (zoom, hw_mbtiles_get_max_zoom (map));
  guint least = MAX (hw_mbtiles_get_min_zoom (map), zoom > HW_TILE_MAX_OVERZOOM ? zoom - HW_TILE_MAX_OVERZOOM : 0);

  hw_tile_clear (tile);
  for (guint level = deepest + 1; level-- > least;)
    {
      g_autoptr (GError) failure = NULL;
      g_autoptr (GBytes) bytes = hw_mbtiles_get_tile (map, level, x >> (zoom - level), y >> (zoom - level), &failure);
      g_autoptr (GdkPixbuf) pixbuf = NULL;

      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      if (bytes == NULL)
        continue;
      pixbuf = decode (map, bytes, error);
      if (pixbuf == NULL)
        return FALSE;
      if (level < zoom)
        {
          g_autoptr (GdkPixbuf) whole = g_steal_pointer (&pixbuf);
          pixbuf = enlarge (whole, zoom - level, x, y);
        }
      if (pixbuf == NULL)
        continue;
      tile->state = level == zoom ? HW_TILE_EXACT : HW_TILE_SCALED;
      tile->zoom = level;
      fill_tile (tile, pixbuf);
      return TRUE;
    }
  return TRUE;
}

/* Light to dark: the ground becomes near black, streets a little lighter than it (broad ones, which are not quite white, most), words light. */
static guint8
darken (guint light)
{
  static const struct { guint light, dark; } knots[] = {
    { 0, 236 }, { 110, 205 }, { 175, 126 }, { 195, 68 }, { 205, 52 }, { 212, 46 }, { 222, 47 }, { 226, 41 }, { 236, 45 }, { 246, 51 },
    { 250, 62 }, { 252, 78 }, { 253, 77 }, { 255, 61 }
  };
  guint i = 1;

  while (i + 1 < G_N_ELEMENTS (knots) && light > knots[i].light)
    i++;
  return (guint8) ((int) knots[i - 1].dark + ((int) knots[i].dark - (int) knots[i - 1].dark) * (int) (light - knots[i - 1].light) /
                                             (int) (knots[i].light - knots[i - 1].light));
}

/* @tint: how blue the dark is in this channel; @hue: how far the pixel's own colour counts, 0 to 10. */
static guint32
shift (int value,
       int light,
       int dark,
       int tint,
       int hue,
       int alpha)
{
  return (guint32) CLAMP (dark + tint + (value - light) * hue / 10, 0, alpha);
}

static guint32
darken_pixel (const guint8 *table,
              guint32       pixel)
{
  int alpha = pixel >> 24, r = pixel >> 16 & 255, g = pixel >> 8 & 255, b = pixel & 255;
  int light = (r * 54 + g * 183 + b * 19) >> 8, dark = table[light] * alpha / 255;
  /* the warm white of paper is no colour; water and parks are */
  int hue = CLAMP (MAX (r, MAX (g, b)) - MIN (r, MIN (g, b)) - 14, 0, 10);

  return (guint32) alpha << 24 | shift (r, light, dark, -3, hue, alpha) << 16 | shift (g, light, dark, 0, hue, alpha) << 8 |
         shift (b, light, dark, 5, hue, alpha);
}

/**
 * hw_tile_make_dark:
 * @tile: a tile
 *
 * Recolours a pale map for the dark style: lightness is turned round into a
 * near-black palette, and what has a colour (water, parks) keeps its hue.
 * Half a millisecond for 256 x 256 pixels.
 */
void
hw_tile_make_dark (HwTile *tile)
{
  guint8 table[256];

  for (guint i = 0; i < 256; i++)
    table[i] = darken (i);
  for (guint y = 0; tile->pixels != NULL && y < tile->height; y++)
    {
      guint32 *row = (guint32 *) (gpointer) (tile->pixels + y * tile->stride);
      guint32 last = 0, dark = darken_pixel (table, 0);

      /* neighbours are often equal */
      for (guint x = 0; x < tile->width; x++)
        {
          if (row[x] != last)
            {
              last = row[x];
              dark = darken_pixel (table, last);
            }
          row[x] = dark;
        }
    }
}

/**
 * hw_tile_steal_bytes:
 * @tile: a tile with a picture
 *
 * Takes the pixels out of @tile, as gdk_memory_texture_new() wants them.
 *
 * Returns: (transfer full) (nullable): the pixels; %NULL when it has none
 */
GBytes *
hw_tile_steal_bytes (HwTile *tile)
{
  if (tile->pixels == NULL)
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&tile->pixels), tile->stride * tile->height);
}

/**
 * hw_tile_clear:
 * @tile: a tile
 *
 * Lets go of the pixels; @tile is %HW_TILE_MISSING then and can be used again.
 */
void
hw_tile_clear (HwTile *tile)
{
  g_clear_pointer (&tile->pixels, g_free);
  *tile = (HwTile) HW_TILE_INIT;
}
