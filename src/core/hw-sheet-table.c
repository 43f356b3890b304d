/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-sheet-table.h"

/* A window asks for twenty sheets each time it is painted, and a report that
 * comes asks of every zoom whether a sheet is there: a table with the keys in
 * its slots (open addressing, linear probing) answers with one look at memory. */

#define MINIMUM_SLOTS 64

static void
put (HwSheetTable   *self,
     HwClusterSheet *sheet)
{
  gsize slot = hw_sheet_table_get_home (self, sheet->key);

  while (self->slots[slot].sheet != NULL)
    slot = (slot + 1) & (self->n_slots - 1);
  self->slots[slot] = (HwSheetSlot) { sheet->key, sheet };
}

static void
grow (HwSheetTable *self)
{
  g_autofree HwSheetSlot *old = self->slots;
  gsize n_old = self->n_slots;

  self->n_slots = MAX (MINIMUM_SLOTS, 2 * n_old);
  self->slots = g_new0 (HwSheetSlot, self->n_slots);
  for (gsize i = 0; i < n_old; i++)
    if (old[i].sheet != NULL)
      put (self, old[i].sheet);
}

/* Frees the sheets and the table. */
void
hw_sheet_table_clear (HwSheetTable *self)
{
  for (gsize i = 0; i < self->n_slots && self->n_sheets > 0; i++)
    if (self->slots[i].sheet != NULL)
      {
        g_free (self->slots[i].sheet);
        self->n_sheets--;
      }
  g_free (self->slots);
  *self = (HwSheetTable) { 0 };
}

/* Takes @sheet, whose key must not be there yet. */
void
hw_sheet_table_insert (HwSheetTable   *self,
                       HwClusterSheet *sheet)
{
  if (2 * self->n_sheets >= self->n_slots)
    grow (self);
  put (self, sheet);
  self->n_sheets++;
}

/* Frees the sheet with @key, if it is there, and closes the gap, so that no probe stops short of what it seeks. */
void
hw_sheet_table_remove (HwSheetTable *self,
                       guint64       key)
{
  gsize mask = self->n_slots - 1, gap;

  if (self->n_sheets == 0)
    return;
  for (gap = hw_sheet_table_get_home (self, key); self->slots[gap].key != key || self->slots[gap].sheet == NULL; gap = (gap + 1) & mask)
    if (self->slots[gap].sheet == NULL)
      return;
  g_free (self->slots[gap].sheet);
  self->n_sheets--;
  for (gsize slot = (gap + 1) & mask; self->slots[slot].sheet != NULL; slot = (slot + 1) & mask)
    if (((slot - hw_sheet_table_get_home (self, self->slots[slot].key)) & mask) >= ((slot - gap) & mask))
      {
        self->slots[gap] = self->slots[slot];
        gap = slot;
      }
  self->slots[gap].sheet = NULL;
}
