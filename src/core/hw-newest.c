/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-newest.h"

/* The newest few of many points, without sorting the many. */

static gboolean
is_older (const HwNewest *self,
          gsize         a,
          gsize         b)
{
  gsize *heap = (gsize *) self->positions->data;

  return hw_point_columns_compare_newest (self->columns, heap[a], heap[b]) > 0;
}

static void
swap_positions (HwNewest *self,
                gsize   a,
                gsize   b)
{
  gsize *heap = (gsize *) self->positions->data;
  gsize position = heap[a];

  heap[a] = heap[b];
  heap[b] = position;
}

static void
sift_up (HwNewest *self,
         gsize   at)
{
  while (at > 0 && is_older (self, at, (at - 1) / 2))
    {
      swap_positions (self, at, (at - 1) / 2);
      at = (at - 1) / 2;
    }
}

static void
sift_down (HwNewest *self)
{
  gsize at = 0;

  for (;;)
    {
      gsize oldest = at;

      for (gsize child = 2 * at + 1; child <= 2 * at + 2 && child < self->positions->len; child++)
        if (is_older (self, child, oldest))
          oldest = child;
      if (oldest == at)
        return;
      swap_positions (self, at, oldest);
      at = oldest;
    }
}

/*
 * hw_newest_add:
 * @position: of a point
 * @user_data: (type HwNewest): where it belongs if it is new enough; as #HwPositionFunc
 */
void
hw_newest_add (gsize    position,
               gpointer user_data)
{
  HwNewest *self = user_data;

  if (self->positions->len < self->limit)
    {
      g_array_append_val (self->positions, position);
      sift_up (self, self->positions->len - 1);
    }
  else if (self->limit > 0
           && hw_point_columns_compare_newest (self->columns, position, g_array_index (self->positions, gsize, 0)) < 0)
    {
      g_array_index (self->positions, gsize, 0) = position;
      sift_down (self);
    }
}

static int
compare_newest (gconstpointer a,
                gconstpointer b,
                gpointer      columns)
{
  return hw_point_columns_compare_newest (columns, *(const gsize *) a, *(const gsize *) b);
}

/*
 * hw_newest_begin:
 * @columns: the points
 * @limit: how many to keep
 */
HwNewest
hw_newest_begin (const HwPointColumns *columns,
                 gsize                 limit)
{
  return (HwNewest) { columns, g_array_new (FALSE, FALSE, sizeof (gsize)), limit };
}

/*
 * hw_newest_end:
 *
 * Returns: (transfer full) (element-type gsize): the positions, newest first
 */
GArray *
hw_newest_end (HwNewest *self)
{
  g_array_sort_with_data (self->positions, compare_newest, (gpointer) self->columns);
  return self->positions;
}
