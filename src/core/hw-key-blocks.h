/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _HwKeyBlock HwKeyBlock;

/* What every item begins with: where keys are equal, @tie orders. It must be there even where it orders nothing. */
typedef struct
{
  guint64 key;
  guint32 tie;
} HwKeyHead;

struct _HwKeyBlock
{
  HwKeyBlock *next_spare;   /* (owned) (nullable) */
  guint       n_items;
  guint8      items[] __attribute__ ((aligned (8)));
};

typedef struct
{
  HwKeyHead   first;        /* of the block's first item */
  HwKeyBlock *block;        /* (owned) */
} HwKeyBlockEntry;

/**
 * HwKeyBlocks:
 *
 * Items of one size, sorted by key. Private to the point index.
 */
typedef struct
{
  gsize            item_size;
  guint            most;        /* items in a block */
  guint            n_blocks;
  guint            n_allocated;
  HwKeyBlockEntry *blocks;      /* (owned) by their first items */
  HwKeyBlock      *spare;       /* (owned) (nullable) emptied, for the next */
  gsize            n_items;
} HwKeyBlocks;

typedef struct
{
  guint block;
  guint item;
} HwKeyPlace;

void       hw_key_blocks_init     (HwKeyBlocks       *self,
                                   gsize              item_size,
                                   guint              most);
void       hw_key_blocks_clear    (HwKeyBlocks       *self);
void       hw_key_blocks_empty    (HwKeyBlocks       *self);
gpointer   hw_key_blocks_append   (HwKeyBlocks       *self,
                                   gconstpointer      item);
gpointer   hw_key_blocks_insert   (HwKeyBlocks       *self,
                                   gconstpointer      item);
void       hw_key_blocks_remove   (HwKeyBlocks       *self,
                                   HwKeyPlace         place);
HwKeyPlace hw_key_blocks_seek     (const HwKeyBlocks *self,
                                   guint64            key,
                                   guint32            tie);
gpointer   hw_key_blocks_find     (const HwKeyBlocks *self,
                                   guint64            key);
gsize      hw_key_blocks_get_memory (const HwKeyBlocks *self);

/* The item at @place, or %NULL behind the last. */
static inline gpointer
hw_key_blocks_get (const HwKeyBlocks *self,
                   HwKeyPlace         place)
{
  return place.block < self->n_blocks ? self->blocks[place.block].block->items + place.item * self->item_size : NULL;
}

static inline HwKeyPlace
hw_key_blocks_next (const HwKeyBlocks *self,
                    HwKeyPlace         place)
{
  if (++place.item < self->blocks[place.block].block->n_items)
    return place;
  return (HwKeyPlace) { place.block + 1, 0 };
}

G_END_DECLS
