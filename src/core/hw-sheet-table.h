/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-point-index.h"

G_BEGIN_DECLS

#define HW_SHEET_BITS 3       /* cells per sheet and axis: 2^3 */
#define HW_SHEET_CELLS (1 << 2 * HW_SHEET_BITS)

/* A cluster's centre in whole steps of 2^-32 of the world, which decides whether it is in a box. */
typedef struct
{
  guint32 x, y;
} HwClusterSpot;

/**
 * HwClusterSheet:
 *
 * The finished clusters of 8 x 8 cells of a zoom. Private to the pyramid.
 */
typedef struct
{
  guint64       key;        /* of its first corner */
  guint         n_clusters;
  HwClusterSpot spots[HW_SHEET_CELLS];
  HwCluster     clusters[];
} HwClusterSheet;

typedef struct
{
  guint64         key;
  HwClusterSheet *sheet;    /* (owned) (nullable) */
} HwSheetSlot;

/**
 * HwSheetTable:
 *
 * The sheets of a zoom by their keys. All zero is an empty one.
 */
typedef struct
{
  HwSheetSlot *slots;       /* (owned) (nullable) */
  gsize        n_slots;     /* a power of two */
  gsize        n_sheets;
} HwSheetTable;

void            hw_sheet_table_clear  (HwSheetTable       *self);
void            hw_sheet_table_insert (HwSheetTable       *self,
                                       HwClusterSheet     *sheet);
void            hw_sheet_table_remove (HwSheetTable       *self,
                                       guint64             key);

static inline gsize
hw_sheet_table_get_home (const HwSheetTable *self,
                         guint64             key)
{
  guint64 hash = key * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  hash ^= hash >> 32;
  return (gsize) (hash * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) >> 32) & (self->n_slots - 1);
}

static inline HwClusterSheet *
hw_sheet_table_lookup (const HwSheetTable *self,
                       guint64             key)
{
  if (self->n_sheets == 0)
    return NULL;
  for (gsize slot = hw_sheet_table_get_home (self, key); self->slots[slot].sheet != NULL; slot = (slot + 1) & (self->n_slots - 1))
    if (self->slots[slot].key == key)
      return self->slots[slot].sheet;
  return NULL;
}

/* Says that a key will be looked up soon. */
static inline void
hw_sheet_table_announce (const HwSheetTable *self,
                         guint64             key)
{
  if (self->n_sheets > 0)
    __builtin_prefetch (&self->slots[hw_sheet_table_get_home (self, key)]);
}

G_END_DECLS
