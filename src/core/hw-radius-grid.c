/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <string.h>
#include "hw-radius-grid.h"

/* Items counting-sorted into squares, row by row: what is near a place, or in a
 * box, is a run of items in each row. Where few items are spread over half the
 * world, squares share buckets, and each item is looked at again. */

#define MOST_BUCKETS_PER_ITEM 4
#define MINIMUM_BUCKETS 1024

static void
measure (HwRadiusGrid          *self,
         const HwRadiusCluster *items,
         double                 side)
{
  gint32 x1 = G_MININT32, y1 = G_MININT32;

  self->x0 = self->y0 = G_MAXINT32;
  for (gsize i = 0; i < self->n_items; i++)
    {
      self->x0 = MIN (self->x0, items[i].x);
      self->y0 = MIN (self->y0, items[i].y);
      x1 = MAX (x1, items[i].x);
      y1 = MAX (y1, items[i].y);
    }
  self->columns_per_step = self->rows_per_step = 1.0 / side;
  self->n_columns = self->n_items > 0 ? hw_radius_grid_get_column (self, x1) + 1 : 0;
  self->n_rows = self->n_items > 0 ? hw_radius_grid_get_row (self, y1) + 1 : 0;
  self->n_columns = (self->n_columns + HW_RADIUS_GRID_THINNED - 1) / HW_RADIUS_GRID_THINNED * HW_RADIUS_GRID_THINNED;
}

static void
choose_buckets (HwRadiusGrid *self)
{
  gsize most = MAX (MOST_BUCKETS_PER_ITEM * self->n_items, MINIMUM_BUCKETS);

  self->is_hashed = (double) self->n_columns * (double) self->n_rows > (double) most;
  if (!self->is_hashed)
    self->n_buckets = (gsize) (self->n_columns * self->n_rows);
  else
    self->n_buckets = (gsize) 1 << g_bit_storage (2 * self->n_items);
}

static inline gsize
get_bucket_of (const HwRadiusGrid    *self,
               const HwRadiusCluster *item)
{
  return hw_radius_grid_get_bucket (self, hw_radius_grid_get_column (self, item->x), hw_radius_grid_get_row (self, item->y));
}

/* @side in steps; @slots (out) says for each of @items where it now is. */
void
hw_radius_grid_init (HwRadiusGrid          *self,
                     const HwRadiusCluster *items,
                     gsize                  n_items,
                     double                 side,
                     guint32               *slots)
{
  *self = (HwRadiusGrid) { .n_items = n_items };
  measure (self, items, side);
  choose_buckets (self);
  self->items = g_new (HwRadiusCluster, n_items);
  self->starts = g_new0 (guint32, self->n_buckets + 2);

  for (gsize i = 0; i < n_items; i++)
    {
      slots[i] = (guint32) get_bucket_of (self, &items[i]);
      self->starts[slots[i] + 2]++;
    }
  for (gsize b = 2; b < self->n_buckets + 2; b++)
    self->starts[b] += self->starts[b - 1];
  for (gsize i = 0; i < n_items; i++)
    {
      slots[i] = self->starts[slots[i] + 1]++;
      self->items[slots[i]] = items[i];
    }
}

void
hw_radius_grid_clear (HwRadiusGrid *self)
{
  g_clear_pointer (&self->items, g_free);
  g_clear_pointer (&self->starts, g_free);
}

/* Makes the squares four times as wide: narrow ones are for merging, and their memory is not needed to find what is in a box. */
void
hw_radius_grid_thin (HwRadiusGrid *self)
{
  gsize n_buckets = self->n_buckets / HW_RADIUS_GRID_THINNED;

  if (self->is_hashed || self->n_buckets == 0)
    return;
  for (gsize b = 0; b <= n_buckets; b++)
    self->starts[b] = self->starts[b * HW_RADIUS_GRID_THINNED];
  self->starts = g_renew (guint32, self->starts, n_buckets + 2);
  self->n_buckets = n_buckets;
  self->n_columns /= HW_RADIUS_GRID_THINNED;
  self->columns_per_step /= HW_RADIUS_GRID_THINNED;
}

/* -- what is in a box -- */

typedef struct
{
  gint32  x0, y0, x1, y1;   /* all included */
  GArray *found;            /* (element-type HwRadiusCluster) */
} Query;

static void
query_run (const HwRadiusGrid *self,
           const Query        *query,
           gsize               from,
           gsize               to)
{
  guint n = query->found->len;
  HwRadiusCluster *next;

  g_array_set_size (query->found, n + (guint) (to - from));
  next = &g_array_index (query->found, HwRadiusCluster, n);
  for (gsize i = from; i < to; i++)
    {
      const HwRadiusCluster *item = &self->items[i];

      *next = *item;
      next += item->x >= query->x0 && item->x <= query->x1 && item->y >= query->y0 && item->y <= query->y1;
    }
  g_array_set_size (query->found, (guint) (next - (HwRadiusCluster *) (gpointer) query->found->data));
}

/* Whether looking at every item is less work than going from square to square. */
static gboolean
is_wide (const HwRadiusGrid *self,
         gint64              n_columns,
         gint64              n_rows)
{
  return self->is_hashed && (double) n_columns * (double) n_rows >= (double) self->n_items;
}

static void
query_hashed (const HwRadiusGrid *self,
              const Query        *query,
              gint64              column,
              gint64              row)
{
  gsize bucket = hw_radius_grid_get_bucket (self, column, row);

  for (gsize i = self->starts[bucket]; i < self->starts[bucket + 1]; i++)
    if (hw_radius_grid_get_column (self, self->items[i].x) == column && hw_radius_grid_get_row (self, self->items[i].y) == row)
      query_run (self, query, i, i + 1);
}

/* Appends to @found (element-type HwRadiusCluster) what is in a box, its edges included. */
void
hw_radius_grid_query (const HwRadiusGrid *self,
                      gint32              x0,
                      gint32              y0,
                      gint32              x1,
                      gint32              y1,
                      GArray             *found)
{
  Query query = { x0, y0, x1, y1, found };
  gint64 first_column, last_column, first_row, last_row;

  if (self->n_items == 0 || x1 < self->x0 || y1 < self->y0)
    return;
  first_column = x0 > self->x0 ? hw_radius_grid_get_column (self, x0) : 0;
  first_row = y0 > self->y0 ? hw_radius_grid_get_row (self, y0) : 0;
  last_column = MIN (hw_radius_grid_get_column (self, x1), self->n_columns - 1);
  last_row = MIN (hw_radius_grid_get_row (self, y1), self->n_rows - 1);
  if (first_column > last_column || first_row > last_row)
    return;

  if (is_wide (self, last_column - first_column + 1, last_row - first_row + 1))
    query_run (self, &query, 0, self->n_items);
  else if (self->is_hashed)
    for (gint64 row = first_row; row <= last_row; row++)
      for (gint64 column = first_column; column <= last_column; column++)
        query_hashed (self, &query, column, row);
  else
    for (gint64 row = first_row; row <= last_row; row++)
      query_run (self, &query, self->starts[row * self->n_columns + first_column], self->starts[row * self->n_columns + last_column + 1]);
}
