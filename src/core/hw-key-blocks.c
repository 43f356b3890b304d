/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <string.h>
#include "hw-key-blocks.h"

/* Items sorted by key, in blocks of a few kilobytes: reading in one direction
 * is as fast as in an array, and an item comes or goes by moving only its
 * neighbours in the block, however many there are. HwClusterPyramid keeps the
 * points in one and each zoom's cells in another. Emptied blocks stay for the
 * next items: memory touched for the first time is slow. */

#define FILL_SHIFT 3   /* blocks that are filled in order leave an eighth for what comes later */

static int
compare_heads (const HwKeyHead *a,
               guint64          key,
               guint32          tie)
{
  if (a->key != key)
    return a->key < key ? -1 : 1;
  return a->tie < tie ? -1 : a->tie > tie;
}

static guint8 *
get_item (const HwKeyBlocks *self,
          const HwKeyBlock  *block,
          guint              item)
{
  return (guint8 *) block->items + item * self->item_size;
}

static void
note_first (HwKeyBlocks *self,
            guint        at)
{
  memcpy (&self->blocks[at].first, self->blocks[at].block->items, sizeof (HwKeyHead));
}

static HwKeyBlock *
take_block (HwKeyBlocks *self)
{
  HwKeyBlock *block = self->spare;

  if (block == NULL)
    block = g_malloc (sizeof *block + self->most * self->item_size);
  else
    self->spare = block->next_spare;
  block->next_spare = NULL;
  block->n_items = 0;
  return block;
}

static void
give_back (HwKeyBlocks *self,
           HwKeyBlock  *block)
{
  block->next_spare = self->spare;
  self->spare = block;
}

/* A new block without items at @at; the ones behind move on. */
static HwKeyBlock *
add_block (HwKeyBlocks *self,
           guint        at)
{
  if (self->n_blocks == self->n_allocated)
    {
      self->n_allocated = MAX (16, 2 * self->n_allocated);
      self->blocks = g_renew (HwKeyBlockEntry, self->blocks, self->n_allocated);
    }
  memmove (self->blocks + at + 1, self->blocks + at, (self->n_blocks - at) * sizeof *self->blocks);
  self->n_blocks++;
  self->blocks[at].block = take_block (self);
  return self->blocks[at].block;
}

static void
split_block (HwKeyBlocks *self,
             guint        at)
{
  HwKeyBlock *right = add_block (self, at + 1);
  HwKeyBlock *left = self->blocks[at].block;
  guint kept = left->n_items / 2;

  right->n_items = left->n_items - kept;
  memcpy (right->items, get_item (self, left, kept), right->n_items * self->item_size);
  left->n_items = kept;
  note_first (self, at + 1);
}

/* The last block whose first item is not behind (@key, @tie), or the first one. */
static guint
seek_block (const HwKeyBlocks *self,
            guint64            key,
            guint32            tie)
{
  guint low = 0, high = self->n_blocks;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (compare_heads (&self->blocks[middle].first, key, tie) <= 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low > 0 ? low - 1 : 0;
}

static guint
seek_item (const HwKeyBlocks *self,
           const HwKeyBlock  *block,
           guint64            key,
           guint32            tie)
{
  guint low = 0, high = block->n_items;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (compare_heads ((const HwKeyHead *) (gconstpointer) get_item (self, block, middle), key, tie) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* @item_size is a multiple of eight and each item begins with a HwKeyHead. */
void
hw_key_blocks_init (HwKeyBlocks *self,
                    gsize        item_size,
                    guint        most)
{
  *self = (HwKeyBlocks) { .item_size = item_size, .most = most };
}

/* Gives all memory back. */
void
hw_key_blocks_clear (HwKeyBlocks *self)
{
  hw_key_blocks_empty (self);
  while (self->spare != NULL)
    {
      HwKeyBlock *block = self->spare;

      self->spare = block->next_spare;
      g_free (block);
    }
  g_clear_pointer (&self->blocks, g_free);
  self->n_allocated = 0;
}

/* Forgets the items and keeps their memory. */
void
hw_key_blocks_empty (HwKeyBlocks *self)
{
  for (guint i = self->n_blocks; i > 0; i--)
    give_back (self, self->blocks[i - 1].block);
  self->n_blocks = 0;
  self->n_items = 0;
}

/* Adds a copy of @item, which must be behind all others. Returns it where it now is. */
gpointer
hw_key_blocks_append (HwKeyBlocks   *self,
                      gconstpointer  item)
{
  HwKeyBlock *block = self->n_blocks > 0 ? self->blocks[self->n_blocks - 1].block : NULL;
  guint8 *place;

  if (block == NULL || block->n_items >= self->most - (self->most >> FILL_SHIFT))
    block = add_block (self, self->n_blocks);
  place = memcpy (get_item (self, block, block->n_items), item, self->item_size);
  if (block->n_items++ == 0)
    note_first (self, self->n_blocks - 1);
  self->n_items++;
  return place;
}

/* Adds a copy of @item where it belongs. Returns it where it now is. */
gpointer
hw_key_blocks_insert (HwKeyBlocks   *self,
                      gconstpointer  item)
{
  const HwKeyHead *head = item;
  guint at, place;
  HwKeyBlock *block;

  if (self->n_blocks == 0)
    return hw_key_blocks_append (self, item);
  at = seek_block (self, head->key, head->tie);
  if (self->blocks[at].block->n_items == self->most)
    {
      split_block (self, at);
      at = seek_block (self, head->key, head->tie);
    }
  block = self->blocks[at].block;
  place = seek_item (self, block, head->key, head->tie);
  memmove (get_item (self, block, place + 1), get_item (self, block, place), (block->n_items - place) * self->item_size);
  memcpy (get_item (self, block, place), item, self->item_size);
  block->n_items++;
  self->n_items++;
  if (place == 0)
    note_first (self, at);
  return get_item (self, block, place);
}

/* Removes the item at @place, which must hold one. */
void
hw_key_blocks_remove (HwKeyBlocks *self,
                      HwKeyPlace   place)
{
  HwKeyBlock *block = self->blocks[place.block].block;

  block->n_items--;
  self->n_items--;
  memmove (get_item (self, block, place.item), get_item (self, block, place.item + 1),
           (block->n_items - place.item) * self->item_size);
  if (block->n_items > 0)
    {
      if (place.item == 0)
        note_first (self, place.block);
      return;
    }
  give_back (self, block);
  self->n_blocks--;
  memmove (self->blocks + place.block, self->blocks + place.block + 1,
           (self->n_blocks - place.block) * sizeof *self->blocks);
}

/* The place of the first item that is not before (@key, @tie). */
HwKeyPlace
hw_key_blocks_seek (const HwKeyBlocks *self,
                    guint64            key,
                    guint32            tie)
{
  HwKeyPlace place = { 0, 0 };

  if (self->n_blocks == 0)
    return place;
  place.block = seek_block (self, key, tie);
  place.item = seek_item (self, self->blocks[place.block].block, key, tie);
  if (place.item == self->blocks[place.block].block->n_items)
    place = (HwKeyPlace) { place.block + 1, 0 };
  return place;
}

/* (nullable): the first item with that very key. */
gpointer
hw_key_blocks_find (const HwKeyBlocks *self,
                    guint64            key)
{
  HwKeyHead *head = hw_key_blocks_get (self, hw_key_blocks_seek (self, key, 0));

  return head != NULL && head->key == key ? head : NULL;
}

/* Bytes, the spare blocks too. */
gsize
hw_key_blocks_get_memory (const HwKeyBlocks *self)
{
  gsize n_blocks = self->n_blocks;

  for (const HwKeyBlock *block = self->spare; block != NULL; block = block->next_spare)
    n_blocks++;
  return n_blocks * (sizeof (HwKeyBlock) + self->most * self->item_size) + self->n_allocated * sizeof *self->blocks;
}
