/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "hw-png.h"

/* Writes a drawn map tile as a PNG with a palette: a tile of a drawn map has few
 * colours, and the shades at the edges of lines may take a near one. Faster than
 * cairo's writer, and a third of the bytes. Format: PNG
 * Specification, third edition, W3C 2003. */

#define PALETTE 256
#define KEPT    48    /* of the commonest colours are kept as they are */
#define SLOTS   (1 << 17)

typedef struct
{
  guint32 colour;   /* 0xRRGGBB */
  guint32 count;    /* 0: the slot is free */
  guint8  index;    /* in the palette */
} Shade;

static guint32
checksum (guint32       crc,
          const guint8 *bytes,
          gsize         length)
{
  static gsize ready;
  static guint32 table[256];

  if (g_once_init_enter (&ready))
    {
      for (guint32 n = 0; n < 256; n++)
        {
          table[n] = n;
          for (guint bit = 0; bit < 8; bit++)
            table[n] = table[n] & 1 ? 0xedb88320u ^ (table[n] >> 1) : table[n] >> 1;
        }
      g_once_init_leave (&ready, 1);
    }
  for (gsize i = 0; i < length; i++)
    crc = table[(crc ^ bytes[i]) & 255] ^ (crc >> 8);
  return crc;
}

static void
append_number (GByteArray *out,
               guint32     number)
{
  guint32 big_endian = GUINT32_TO_BE (number);

  g_byte_array_append (out, (const guint8 *) &big_endian, 4);
}

static void
append_chunk (GByteArray   *out,
              const char   *type,
              const guint8 *bytes,
              gsize         length)
{
  guint32 crc = checksum (0xffffffffu, (const guint8 *) type, 4);

  append_number (out, (guint32) length);
  g_byte_array_append (out, (const guint8 *) type, 4);
  if (length > 0)
    g_byte_array_append (out, bytes, (guint) length);
  append_number (out, checksum (crc, bytes, length) ^ 0xffffffffu);
}

static Shade *
find_shade (Shade  *shades,
            guint32 colour)
{
  guint32 slot = (colour * 2654435761u) >> 15;

  while (shades[slot].count > 0 && shades[slot].colour != colour)
    slot = (slot + 1) % SLOTS;
  return &shades[slot];
}

static int
compare_shades (gconstpointer a,
                gconstpointer b)
{
  const Shade *first = *(Shade * const *) a, *second = *(Shade * const *) b;

  if (first->count != second->count)
    return first->count > second->count ? -1 : 1;
  return first->colour < second->colour ? -1 : first->colour > second->colour;
}

static guint8
find_nearest (const guint8 *palette,
              guint         n_colours,
              guint32       colour)
{
  guint best = 0, least = G_MAXUINT;
  int r = colour >> 16 & 255, g = colour >> 8 & 255, b = colour & 255;

  for (guint i = 0; i < n_colours; i++)
    {
      int dr = r - palette[3 * i], dg = g - palette[3 * i + 1], db = b - palette[3 * i + 2];
      guint distance = (guint) (2 * dr * dr + 4 * dg * dg + 3 * db * db);

      if (distance < least)
        {
          least = distance;
          best = i;
        }
    }
  return (guint8) best;
}

static void
add_colour (guint8  *palette,
            guint   *n_colours,
            guint32  colour)
{
  palette[3 * *n_colours] = colour >> 16 & 255;
  palette[3 * *n_colours + 1] = colour >> 8 & 255;
  palette[3 * *n_colours + 2] = colour & 255;
  *n_colours += 1;
}

/* Fills the palette with the commonest shade of every cube of colours whose side is @side: FALSE when there are too many cubes. */
static gboolean
fill_palette (GPtrArray *used,
              guint32    side,
              guint8    *palette,
              guint     *n_colours)
{
  g_autoptr (GHashTable) cubes = g_hash_table_new (NULL, NULL);

  *n_colours = 0;
  for (guint i = 0; i < used->len; i++)
    {
      Shade *shade = g_ptr_array_index (used, i);
      guint32 cube = ((shade->colour >> 16 & 255) / side) << 16 | ((shade->colour >> 8 & 255) / side) << 8 | (shade->colour & 255) / side;

      if (!g_hash_table_add (cubes, GUINT_TO_POINTER (cube)) && i >= KEPT)
        continue;
      if (*n_colours == PALETTE)
        return FALSE;
      add_colour (palette, n_colours, shade->colour);
    }
  return TRUE;
}

/* The commonest colours as they are, and enough of the rest that every shade has a near one. Returns how many there are. */
static guint
choose_palette (GPtrArray *used,
                guint8    *palette)
{
  guint n_colours = 0;

  g_ptr_array_sort (used, compare_shades);
  for (guint32 side = 1; !fill_palette (used, side, palette, &n_colours); side += 3)
    ;
  for (guint i = 0; i < used->len; i++)
    {
      Shade *shade = g_ptr_array_index (used, i);

      shade->index = find_nearest (palette, n_colours, shade->colour);
    }
  return n_colours;
}

static guint32
get_colour (const guchar *pixels,
            gsize         stride,
            guint         x,
            guint         y)
{
  guint32 pixel;

  memcpy (&pixel, pixels + y * stride + 4 * (gsize) x, 4);
  return pixel & 0xffffff;
}

static GPtrArray *
count_shades (Shade        *shades,
              const guchar *pixels,
              guint         width,
              guint         height,
              gsize         stride)
{
  GPtrArray *used = g_ptr_array_new ();

  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < width; x++)
      {
        Shade *shade = find_shade (shades, get_colour (pixels, stride, x, y));

        if (shade->count++ == 0)
          {
            shade->colour = get_colour (pixels, stride, x, y);
            g_ptr_array_add (used, shade);
          }
      }
  return used;
}

static void
append_picture (GByteArray   *out,
                const guint8 *rows,
                gsize         length)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 6);
  gsize size = length + length / 100 + 1024, n_read = 0, n_written = 0;
  g_autofree guint8 *packed = g_malloc (size);
  GConverterResult result = g_converter_convert (G_CONVERTER (compressor), rows, length, packed, size, G_CONVERTER_INPUT_AT_END, &n_read, &n_written, NULL);

  /* there is room for the worst case, so that one call does it */
  g_assert (result == G_CONVERTER_FINISHED && n_read == length);
  append_chunk (out, "IDAT", packed, n_written);
}

/**
 * hw_png_encode:
 * @pixels: native-endian 32 bits each, the lower 24 are the colour (CAIRO_FORMAT_RGB24)
 * @width: in pixels; with @height at most 65,536 pixels in all
 * @height: in pixels
 * @stride: bytes from one row to the next
 *
 * Returns: (transfer full): the picture as a PNG with a palette of at most 256 colours
 */
GBytes *
hw_png_encode (const guchar *pixels,
               guint         width,
               guint         height,
               gsize         stride)
{
  static const guint8 signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
  g_autofree Shade *shades = g_new0 (Shade, SLOTS);
  g_autoptr (GPtrArray) used = NULL;
  g_autofree guint8 *rows = g_malloc ((gsize) (width + 1) * height);
  guint8 palette[3 * PALETTE], header[13] = { 0 }, *row = rows;
  guint n_colours;
  GByteArray *out = g_byte_array_new ();

  g_return_val_if_fail ((gsize) width * height <= 65536, NULL);

  used = count_shades (shades, pixels, width, height, stride);
  n_colours = choose_palette (used, palette);
  for (guint y = 0; y < height; y++)
    {
      *row++ = 0;   /* no filter: neighbouring indexes say nothing about each other */
      for (guint x = 0; x < width; x++)
        *row++ = find_shade (shades, get_colour (pixels, stride, x, y))->index;
    }
  g_byte_array_append (out, signature, sizeof signature);
  memcpy (header, &(guint32) { GUINT32_TO_BE (width) }, 4);
  memcpy (header + 4, &(guint32) { GUINT32_TO_BE (height) }, 4);
  header[8] = 8;   /* bits */
  header[9] = 3;   /* palette */
  append_chunk (out, "IHDR", header, sizeof header);
  append_chunk (out, "PLTE", palette, 3 * n_colours);
  append_picture (out, rows, (gsize) (width + 1) * height);
  append_chunk (out, "IEND", NULL, 0);
  return g_byte_array_free_to_bytes (out);
}
