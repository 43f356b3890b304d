/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <string.h>
#include "hw-morton.h"

/* Z-order (G. M. Morton, 1966): the bits of x and y interleaved into one key.
 * Sorted by it, the points of a square cell of any level stand side by side,
 * which is all that clustering and box queries need. */

#define DIGIT_BITS 11
#define N_DIGITS 6            /* 66 bits: enough for 64 */
#define N_BUCKETS (1 << DIGIT_BITS)
#define COVER_DEPTH 4         /* a cover's smallest squares: a 16th of the box's longer side */

static inline guint64
spread (guint32 value)
{
  guint64 bits = value;

  bits = (bits | bits << 16) & G_GUINT64_CONSTANT (0x0000ffff0000ffff);
  bits = (bits | bits << 8) & G_GUINT64_CONSTANT (0x00ff00ff00ff00ff);
  bits = (bits | bits << 4) & G_GUINT64_CONSTANT (0x0f0f0f0f0f0f0f0f);
  bits = (bits | bits << 2) & G_GUINT64_CONSTANT (0x3333333333333333);
  bits = (bits | bits << 1) & G_GUINT64_CONSTANT (0x5555555555555555);
  return bits;
}

static inline guint32
gather (guint64 bits)
{
  bits &= G_GUINT64_CONSTANT (0x5555555555555555);
  bits = (bits | bits >> 1) & G_GUINT64_CONSTANT (0x3333333333333333);
  bits = (bits | bits >> 2) & G_GUINT64_CONSTANT (0x0f0f0f0f0f0f0f0f);
  bits = (bits | bits >> 4) & G_GUINT64_CONSTANT (0x00ff00ff00ff00ff);
  bits = (bits | bits >> 8) & G_GUINT64_CONSTANT (0x0000ffff0000ffff);
  bits = (bits | bits >> 16) & G_GUINT64_CONSTANT (0x00000000ffffffff);
  return (guint32) bits;
}

/**
 * hw_morton_key:
 * @x: in 2^-32 of the world
 * @y: in 2^-32 of the world
 *
 * Returns: the key, y's bit above x's in each pair
 */
guint64
hw_morton_key (guint32 x,
               guint32 y)
{
  return spread (y) << 1 | spread (x);
}

/**
 * hw_morton_split:
 * @key: a key
 * @x: (out): its x
 * @y: (out): its y
 */
void
hw_morton_split (guint64  key,
                 guint32 *x,
                 guint32 *y)
{
  *x = gather (key);
  *y = gather (key >> 1);
}

static inline guint
get_digit (guint64 key,
           guint   digit)
{
  return (guint) (key >> digit * DIGIT_BITS) & (N_BUCKETS - 1);
}

/* One pass of the radix sort; FALSE if it would move nothing, as all share the digit. */
static gboolean
sort_by_digit (const HwMortonEntry *from,
               HwMortonEntry       *to,
               gsize                n_entries,
               guint                digit,
               guint32             *buckets)
{
  guint32 start = 0;

  if (buckets[get_digit (from[0].key, digit)] == n_entries)
    return FALSE;
  for (guint i = 0; i < N_BUCKETS; i++)
    {
      guint32 count = buckets[i];

      buckets[i] = start;
      start += count;
    }
  for (gsize i = 0; i < n_entries; i++)
    to[buckets[get_digit (from[i].key, digit)]++] = from[i];
  return TRUE;
}

/**
 * hw_morton_sort:
 * @entries: (array length=n_entries): entries
 * @n_entries: how many
 *
 * Sorts by key, in time proportional to @n_entries; equal keys keep their order.
 */
void
hw_morton_sort (HwMortonEntry *entries,
                gsize          n_entries)
{
  g_autofree guint32 *buckets = NULL;
  g_autofree HwMortonEntry *spare = NULL;
  HwMortonEntry *from = entries, *to;

  if (n_entries < 2)
    return;
  buckets = g_new0 (guint32, N_DIGITS * N_BUCKETS);
  to = spare = g_new (HwMortonEntry, n_entries);

  for (gsize i = 0; i < n_entries; i++)
    for (guint digit = 0; digit < N_DIGITS; digit++)
      buckets[digit * N_BUCKETS + get_digit (entries[i].key, digit)]++;

  for (guint digit = 0; digit < N_DIGITS; digit++)
    if (sort_by_digit (from, to, n_entries, digit, buckets + digit * N_BUCKETS))
      {
        HwMortonEntry *sorted = to;

        to = from;
        from = sorted;
      }
  if (from != entries)
    memcpy (entries, from, n_entries * sizeof *entries);
}

typedef struct
{
  guint64 x0, y0, x1, y1;   /* both included */
  guint   smallest;         /* a square of 2^smallest is not divided further */
  GArray *ranges;           /* (element-type HwMortonRange) */
} Cover;

/* Squares come in the order of their keys: one that follows on the last only makes it longer. */
static void
add_square (Cover   *cover,
            guint64  x,
            guint64  y,
            guint    bits)
{
  HwMortonRange range;
  HwMortonRange *last = NULL;

  range.first = hw_morton_key ((guint32) x, (guint32) y);
  range.last = range.first + (bits == 32 ? G_MAXUINT64 : (G_GUINT64_CONSTANT (1) << 2 * bits) - 1);
  if (cover->ranges->len > 0)
    last = &g_array_index (cover->ranges, HwMortonRange, cover->ranges->len - 1);
  if (last != NULL && last->last + 1 == range.first)
    last->last = range.last;
  else
    g_array_append_val (cover->ranges, range);
}

static void
cover_square (Cover   *cover,
              guint64  x,
              guint64  y,
              guint    bits)
{
  guint64 side = G_GUINT64_CONSTANT (1) << bits;

  if (x > cover->x1 || y > cover->y1 || x + side <= cover->x0 || y + side <= cover->y0)
    return;
  if (bits <= cover->smallest
      || (x >= cover->x0 && y >= cover->y0 && x + side - 1 <= cover->x1 && y + side - 1 <= cover->y1))
    {
      add_square (cover, x, y, bits);
      return;
    }
  for (guint quarter = 0; quarter < 4; quarter++)
    cover_square (cover, x + (quarter & 1) * side / 2, y + (quarter >> 1) * side / 2, bits - 1);
}

/**
 * hw_morton_cover:
 * @x0: west edge
 * @y0: north edge
 * @x1: east edge, included
 * @y1: south edge, included
 *
 * Covers a box with ranges of keys. They hold the whole box and a little
 * beside it (up to a 16th of its longer side), hence look at each point again.
 *
 * Returns: (transfer full) (element-type HwMortonRange): the ranges, ascending
 */
GArray *
hw_morton_cover (guint32 x0,
                 guint32 y0,
                 guint32 x1,
                 guint32 y1)
{
  Cover cover = { x0, y0, x1, y1, 0, g_array_new (FALSE, FALSE, sizeof (HwMortonRange)) };
  guint bits;

  if (x0 > x1 || y0 > y1)
    return cover.ranges;
  bits = g_bit_storage (MAX (x1 - x0, y1 - y0));
  cover.smallest = bits > COVER_DEPTH ? bits - COVER_DEPTH : 0;
  cover_square (&cover, 0, 0, 32);
  return cover.ranges;
}
