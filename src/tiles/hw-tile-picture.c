/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <webp/decode.h>

#include "hw-tile-picture.h"

/* Turns the bytes of one tile into pixels: PNG and JPEG by GdkPixbuf, WebP by
 * libwebp, because GdkPixbuf has no loader for it of its own. A picture that
 * says it is huge is refused before any memory is taken for it. Called on the
 * map's threads. */

/**
 * hw_tile_picture_sniff:
 * @bytes: (array length=length): a tile
 * @length: how many
 *
 * Returns: (nullable): "png", "jpg", "webp", "pbf" (compressed, as vector tiles are) or "json", by the first bytes
 */
const char *
hw_tile_picture_sniff (const guint8 *bytes,
                       gsize         length)
{
  if (length >= 8 && memcmp (bytes, "\x89PNG\r\n\x1a\n", 8) == 0)
    return "png";
  if (length >= 3 && memcmp (bytes, "\xff\xd8\xff", 3) == 0)
    return "jpg";
  if (length >= 12 && memcmp (bytes, "RIFF", 4) == 0 && memcmp (bytes + 8, "WEBP", 4) == 0)
    return "webp";
  if (length >= 2 && memcmp (bytes, "\x1f\x8b", 2) == 0)
    return "pbf";
  if (length >= 1 && (bytes[0] == '{' || bytes[0] == '['))
    return "json";
  return NULL;
}

static gboolean
refuse (const char *reason,
        GError    **error)
{
  g_set_error_literal (error, HW_TILES_ERROR, HW_TILES_ERROR_DAMAGED, reason);
  return FALSE;
}

static void
refuse_size_cb (GdkPixbufLoader *loader,
                int              width,
                int              height,
                gpointer         user_data)
{
  gboolean *too_large = user_data;

  if (width <= HW_TILE_MAX_SIDE && height <= HW_TILE_MAX_SIDE)
    return;
  *too_large = TRUE;
  gdk_pixbuf_loader_set_size (loader, 1, 1);
}

static guint8
premultiply (guint8 value,
             guint8 alpha)
{
  return (guint8) ((value * alpha + 127) / 255);
}

static void
fill_from_pixbuf (HwTile    *tile,
                  GdkPixbuf *pixbuf)
{
  const guchar *source = gdk_pixbuf_read_pixels (pixbuf);
  gsize source_stride = (gsize) gdk_pixbuf_get_rowstride (pixbuf);
  int n_channels = gdk_pixbuf_get_n_channels (pixbuf);

  hw_tile_allocate (tile, (guint) gdk_pixbuf_get_width (pixbuf), (guint) gdk_pixbuf_get_height (pixbuf));
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

/* GdkPixbuf shows the first half of a picture without a word about the second: the mark at its end must be there. */
static gboolean
has_end (const guint8 *bytes,
         gsize         length)
{
  gboolean is_png = g_strcmp0 (hw_tile_picture_sniff (bytes, length), "png") == 0;
  const char *mark = is_png ? "IEND" : "\xff\xd9";
  gsize mark_length = strlen (mark);

  for (gsize i = length; i >= mark_length; i--)
    if (memcmp (bytes + i - mark_length, mark, mark_length) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
decode_pixbuf (GBytes  *bytes,
               HwTile  *tile,
               GError **error)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  g_autoptr (GError) failure = NULL;
  GdkPixbuf *pixbuf = NULL;
  gboolean too_large = FALSE, well;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (refuse_size_cb), &too_large);
  well = gdk_pixbuf_loader_write_bytes (loader, bytes, &failure);
  well = gdk_pixbuf_loader_close (loader, well ? &failure : NULL) && well;
  if (too_large)
    return refuse (_("the picture is too large"), error);
  if (well)
    pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  if (pixbuf == NULL)
    return refuse (failure != NULL ? failure->message : _("it is no picture"), error);
  if (!has_end (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)))
    return refuse (_("part of the picture is missing"), error);
  fill_from_pixbuf (tile, pixbuf);
  return TRUE;
}

static gboolean
decode_webp (const guint8 *bytes,
             gsize         length,
             HwTile       *tile,
             GError      **error)
{
  WebPDecoderConfig config;

  if (!WebPInitDecoderConfig (&config) || WebPGetFeatures (bytes, length, &config.input) != VP8_STATUS_OK || config.input.has_animation)
    return refuse (_("it is no picture"), error);
  if (config.input.width > HW_TILE_MAX_SIDE || config.input.height > HW_TILE_MAX_SIDE)
    return refuse (_("the picture is too large"), error);
  hw_tile_allocate (tile, (guint) config.input.width, (guint) config.input.height);
  config.output.colorspace = G_BYTE_ORDER == G_LITTLE_ENDIAN ? MODE_bgrA : MODE_Argb;
  config.output.is_external_memory = 1;
  config.output.u.RGBA.rgba = tile->pixels;
  config.output.u.RGBA.stride = (int) tile->stride;
  config.output.u.RGBA.size = tile->stride * tile->height;
  if (WebPDecode (bytes, length, &config) == VP8_STATUS_OK)
    return TRUE;
  hw_tile_clear (tile);
  return refuse (_("part of the picture is missing"), error);
}

/**
 * hw_tile_picture_decode:
 * @bytes: a tile as it is kept
 * @tile: %HW_TILE_INIT before; its state becomes %HW_TILE_EXACT
 * @error: return location: %HW_TILES_ERROR_DAMAGED, with the reason alone
 *
 * Returns: %FALSE with @error set when @bytes are no picture that can be shown
 */
gboolean
hw_tile_picture_decode (GBytes  *bytes,
                        HwTile  *tile,
                        GError **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  if (g_strcmp0 (hw_tile_picture_sniff (data, length), "webp") == 0)
    return decode_webp (data, length, tile, error);
  return decode_pixbuf (bytes, tile, error);
}

/**
 * hw_tile_allocate:
 * @tile: a tile without pixels
 * @width: in pixels
 * @height: in pixels
 *
 * Makes room for a picture, transparent throughout.
 */
void
hw_tile_allocate (HwTile *tile,
                  guint   width,
                  guint   height)
{
  hw_tile_clear (tile);
  tile->state = HW_TILE_EXACT;
  tile->width = width;
  tile->height = height;
  tile->stride = 4 * (gsize) width;
  tile->pixels = g_malloc0 (tile->stride * height);
}

/**
 * hw_tile_is_opaque:
 * @tile: a tile
 *
 * Returns: whether nothing below can show through
 */
gboolean
hw_tile_is_opaque (const HwTile *tile)
{
  guint32 all = 0xff000000;

  if (tile->pixels == NULL)
    return FALSE;
  for (guint y = 0; y < tile->height; y++)
    {
      const guint32 *row = (const guint32 *) (gconstpointer) (tile->pixels + y * tile->stride);

      for (guint x = 0; x < tile->width; x++)
        all &= row[x];
    }
  return all >> 24 == 255;
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
