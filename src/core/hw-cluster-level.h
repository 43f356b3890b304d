/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-key-blocks.h"
#include "hw-morton.h"
#include "hw-point-index.h"
#include "hw-sheet-table.h"

G_BEGIN_DECLS

/* A square of 64 px of one zoom, and what the filter lets through in it. */
typedef struct
{
  guint64 key;                /* of its first corner */
  guint32 count;
  guint32 contacts;
  guint64 sum_x, sum_y;
  guint32 counts[HW_N_COUNTED_STATUSES];
} HwCell;

/**
 * HwClusterLevel:
 *
 * The cells of one zoom under one filter. Private to the pyramid.
 */
typedef struct
{
  guint        zoom;
  gboolean     is_made;
  HwKeyBlocks  cells;         /* (element-type HwCell) */
  HwSheetTable sheets;        /* what was drawn of it */
} HwClusterLevel;

void hw_cluster_level_init       (HwClusterLevel       *self,
                                  guint                 zoom);
void hw_cluster_level_clear      (HwClusterLevel       *self);
void hw_cluster_level_drop       (HwClusterLevel       *self);
void hw_cluster_level_fill       (HwClusterLevel       *self,
                                  const HwKeyBlocks    *entries,
                                  const HwPointFilter  *filter);
void hw_cluster_level_fill_from  (HwClusterLevel       *self,
                                  const HwClusterLevel *finer);
void hw_cluster_level_add        (HwClusterLevel       *self,
                                  const HwMortonEntry  *entry);
void hw_cluster_level_subtract   (HwClusterLevel       *self,
                                  const HwMortonEntry  *entry);
void hw_cell_add_entry           (HwCell               *cell,
                                  const HwMortonEntry  *entry);
void hw_cell_add_cell            (HwCell               *cell,
                                  const HwCell         *other);

#define HW_CELL_BITS 2        /* cells per tile and axis: 2^2 of 64 px */

/* How many low bits of a key tell places within one cell apart. */
static inline guint
hw_cluster_level_get_shift (const HwClusterLevel *self)
{
  return 64 - 2 * (self->zoom + HW_CELL_BITS);
}

static inline guint64
hw_cluster_level_get_key (const HwClusterLevel *self,
                          guint64               key)
{
  guint shift = hw_cluster_level_get_shift (self);

  return key >> shift << shift;
}

G_END_DECLS
