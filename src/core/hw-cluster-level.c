/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-cluster-level.h"
#include "hw-cluster-sheet.h"
#include "hw-point-columns.h"

/* The cells of one zoom. In the order of the curve a cell is a run of points,
 * so one pass with the filter gives a zoom's cells, already sorted, and a
 * coarser zoom is had by adding up the cells of a finer one. A cell holds sums
 * of whole numbers: adding a point and taking it away leaves no trace. */

#define CELLS_IN_BLOCK 64

void
hw_cluster_level_init (HwClusterLevel *self,
                       guint           zoom)
{
  *self = (HwClusterLevel) { .zoom = zoom };
  hw_key_blocks_init (&self->cells, sizeof (HwCell), CELLS_IN_BLOCK);
}

void
hw_cluster_level_clear (HwClusterLevel *self)
{
  hw_key_blocks_clear (&self->cells);
  hw_sheet_table_clear (&self->sheets);
}

/* Forgets the cells: the filter is another one. Their memory is kept, the next filter needs as much. */
void
hw_cluster_level_drop (HwClusterLevel *self)
{
  if (!self->is_made)
    return;
  hw_key_blocks_empty (&self->cells);
  hw_sheet_table_clear (&self->sheets);
  self->is_made = FALSE;
}

void
hw_cell_add_entry (HwCell              *cell,
                   const HwMortonEntry *entry)
{
  guint32 x, y;

  hw_morton_split (entry->key, &x, &y);
  cell->sum_x += x;
  cell->sum_y += y;
  cell->count++;
  if (entry->kind == HW_KIND_CONTACT)
    cell->contacts++;
  else if (entry->status < HW_N_COUNTED_STATUSES)
    cell->counts[entry->status]++;
}

static void
subtract_entry (HwCell              *cell,
                const HwMortonEntry *entry)
{
  guint32 x, y;

  hw_morton_split (entry->key, &x, &y);
  cell->sum_x -= x;
  cell->sum_y -= y;
  cell->count--;
  if (entry->kind == HW_KIND_CONTACT)
    cell->contacts--;
  else if (entry->status < HW_N_COUNTED_STATUSES)
    cell->counts[entry->status]--;
}

void
hw_cell_add_cell (HwCell       *cell,
                  const HwCell *other)
{
  cell->sum_x += other->sum_x;
  cell->sum_y += other->sum_y;
  cell->count += other->count;
  cell->contacts += other->contacts;
  for (guint i = 0; i < HW_N_COUNTED_STATUSES; i++)
    cell->counts[i] += other->counts[i];
}

/* Makes the cells of what @filter lets through of @entries. */
void
hw_cluster_level_fill (HwClusterLevel      *self,
                       const HwKeyBlocks   *entries,
                       const HwPointFilter *filter)
{
  HwCell cell = { .count = 0 };

  for (guint b = 0; b < entries->n_blocks; b++)
    {
      const HwMortonEntry *entry = (const HwMortonEntry *) (gconstpointer) entries->blocks[b].block->items;
      const HwMortonEntry *end = entry + entries->blocks[b].block->n_items;

      for (; entry < end; entry++)
        {
          guint64 key;

          if (!hw_point_filter_matches (filter, entry->kind, entry->status, entry->hour, entry->time))
            continue;
          key = hw_cluster_level_get_key (self, entry->key);
          if (cell.count == 0 || key != cell.key)
            {
              if (cell.count > 0)
                hw_key_blocks_append (&self->cells, &cell);
              cell = (HwCell) { .key = key };
            }
          hw_cell_add_entry (&cell, entry);
        }
    }
  if (cell.count > 0)
    hw_key_blocks_append (&self->cells, &cell);
  self->is_made = TRUE;
}

/* Makes the cells out of those of a finer zoom under the same filter. */
void
hw_cluster_level_fill_from (HwClusterLevel       *self,
                            const HwClusterLevel *finer)
{
  HwKeyPlace place = { 0, 0 };
  HwCell *last = NULL;

  for (const HwCell *from; (from = hw_key_blocks_get (&finer->cells, place)) != NULL; place = hw_key_blocks_next (&finer->cells, place))
    {
      HwCell cell = *from;

      cell.key = hw_cluster_level_get_key (self, cell.key);
      if (last != NULL && last->key == cell.key)
        hw_cell_add_cell (last, &cell);
      else
        last = hw_key_blocks_append (&self->cells, &cell);
    }
  self->is_made = TRUE;
}

/* A point came that the filter lets through. */
void
hw_cluster_level_add (HwClusterLevel      *self,
                      const HwMortonEntry *entry)
{
  guint64 key = hw_cluster_level_get_key (self, entry->key);
  HwCell *cell;

  if (!self->is_made)
    return;
  cell = hw_key_blocks_find (&self->cells, key);
  if (cell != NULL)
    hw_cell_add_entry (cell, entry);
  else
    {
      HwCell alone = { .key = key };

      hw_cell_add_entry (&alone, entry);
      hw_key_blocks_insert (&self->cells, &alone);
    }
  hw_cluster_sheets_forget (self, key);
}

/* A point goes that the filter lets through. */
void
hw_cluster_level_subtract (HwClusterLevel      *self,
                           const HwMortonEntry *entry)
{
  guint64 key = hw_cluster_level_get_key (self, entry->key);
  HwKeyPlace place;
  HwCell *cell;

  if (!self->is_made)
    return;
  place = hw_key_blocks_seek (&self->cells, key, 0);
  cell = hw_key_blocks_get (&self->cells, place);
  g_assert (cell != NULL && cell->key == key);
  subtract_entry (cell, entry);
  if (cell->count == 0)
    hw_key_blocks_remove (&self->cells, place);
  hw_cluster_sheets_forget (self, key);
}
