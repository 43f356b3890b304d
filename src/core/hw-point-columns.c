/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <math.h>
#include "hw-point-columns.h"

/* The plain store under HwPointIndex: one array per field, so that a filter
 * over a million points reads only what it asks for, and a hash table from
 * kind and row to a position. The table uses open addressing with linear
 * probing, and holds nothing but positions: the columns are its keys. */

#define STEPS_PER_DEGREE 1e7
#define MINIMUM_ALLOCATED 64

static void
resize (HwPointColumns *self,
        gsize           allocated)
{
  self->rows = g_renew (gint64, self->rows, allocated);
  self->times = g_renew (gint64, self->times, allocated);
  self->latitudes = g_renew (gint32, self->latitudes, allocated);
  self->longitudes = g_renew (gint32, self->longitudes, allocated);
  self->people = g_renew (guint16, self->people, allocated);
  self->kinds = g_renew (guint8, self->kinds, allocated);
  self->statuses = g_renew (guint8, self->statuses, allocated);
  self->hours = g_renew (guint8, self->hours, allocated);
  self->allocated = allocated;
}

static gsize
hash_name (HwPointKind kind,
           gint64      row)
{
  guint64 hash = ((guint64) row << 1 | (guint64) kind) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  return (gsize) (hash ^ hash >> 32);
}

static gsize
home_slot (const HwPointColumns *self,
           gsize                 position)
{
  return hash_name (self->kinds[position], self->rows[position]) & (self->n_slots - 1);
}

/* The slot that names @kind and @row, or the free one where it would be. */
static gsize
find_slot (const HwPointColumns *self,
           HwPointKind           kind,
           gint64                row)
{
  gsize slot = hash_name (kind, row) & (self->n_slots - 1);

  while (self->slots[slot] != 0)
    {
      gsize position = self->slots[slot] - 1;

      if (self->rows[position] == row && self->kinds[position] == kind)
        break;
      slot = (slot + 1) & (self->n_slots - 1);
    }
  return slot;
}

static void
name_position (HwPointColumns *self,
               gsize           position)
{
  self->slots[find_slot (self, self->kinds[position], self->rows[position])] = (guint32) position + 1;
}

/* Frees a slot and closes the gap, so that no probe stops short of what it seeks. */
static void
free_slot (HwPointColumns *self,
           gsize           gap)
{
  gsize mask = self->n_slots - 1;

  for (gsize slot = (gap + 1) & mask; self->slots[slot] != 0; slot = (slot + 1) & mask)
    {
      gsize home = home_slot (self, self->slots[slot] - 1);

      if (((slot - home) & mask) >= ((slot - gap) & mask))
        {
          self->slots[gap] = self->slots[slot];
          gap = slot;
        }
    }
  self->slots[gap] = 0;
}

static void
ensure_slots (HwPointColumns *self)
{
  gsize needed = MINIMUM_ALLOCATED;

  while (needed < 2 * self->size + 2)
    needed *= 2;
  if (self->n_slots >= needed)
    return;

  g_free (self->slots);
  self->slots = g_new0 (guint32, 2 * needed);
  self->n_slots = 2 * needed;
  for (gsize i = 0; i < self->size; i++)
    name_position (self, i);
}

static guint8
get_hour (HwPointColumns *self,
          gint64          time)
{
  guint weekday, hour;

  if (self->local == NULL)
    {
      gint64 second = time / G_USEC_PER_SEC % 86400;

      return (guint8) ((second < 0 ? second + 86400 : second) / 3600);
    }
  hw_local_time_get_rhythm (self->local, time, &weekday, &hour);
  return (guint8) hour;
}

/**
 * hw_point_columns_set_zone:
 * @self: columns
 * @zone: whose hours the points get, those that are there and those that come
 */
void
hw_point_columns_set_zone (HwPointColumns *self,
                           GTimeZone      *zone)
{
  g_clear_pointer (&self->local, hw_local_time_free);
  self->local = hw_local_time_new (zone);
  for (gsize i = 0; i < self->size; i++)
    self->hours[i] = get_hour (self, self->times[i]);
}

/* Every column but those that name the point. */
static void
set_values (HwPointColumns     *self,
            gsize               position,
            const HwIndexPoint *point)
{
  self->times[position] = point->time;
  self->latitudes[position] = (gint32) round (point->point.latitude * STEPS_PER_DEGREE);
  self->longitudes[position] = (gint32) round (point->point.longitude * STEPS_PER_DEGREE);
  self->people[position] = point->people;
  self->statuses[position] = point->status;
  self->hours[position] = get_hour (self, point->time);
}

static void
copy_position (HwPointColumns *self,
               gsize           to,
               gsize           from)
{
  self->rows[to] = self->rows[from];
  self->times[to] = self->times[from];
  self->latitudes[to] = self->latitudes[from];
  self->longitudes[to] = self->longitudes[from];
  self->people[to] = self->people[from];
  self->kinds[to] = self->kinds[from];
  self->statuses[to] = self->statuses[from];
  self->hours[to] = self->hours[from];
}

void
hw_point_columns_clear (HwPointColumns *self)
{
  g_free (self->rows);
  g_free (self->times);
  g_free (self->latitudes);
  g_free (self->longitudes);
  g_free (self->people);
  g_free (self->kinds);
  g_free (self->statuses);
  g_free (self->hours);
  g_free (self->slots);
  *self = (HwPointColumns) { .local = self->local };
}

/* Makes room for @n_more points at once. */
void
hw_point_columns_reserve (HwPointColumns *self,
                          gsize           n_more)
{
  gsize needed = self->size + n_more;

  g_return_if_fail (needed < G_MAXINT32);
  if (needed > self->allocated)
    resize (self, MAX (needed, MAX (MINIMUM_ALLOCATED, 2 * self->allocated)));
}

/* @point must be valid and of a kind and row that are not yet here. */
void
hw_point_columns_append (HwPointColumns     *self,
                         const HwIndexPoint *point)
{
  gsize position = self->size;

  hw_point_columns_reserve (self, 1);
  self->rows[position] = point->row;
  self->kinds[position] = point->kind;
  set_values (self, position, point);
  self->size++;
  if (self->slots == NULL)
    return;
  if (2 * self->size + 2 > self->n_slots)
    ensure_slots (self);
  else
    name_position (self, position);
}

/* Changes the values of a point; @point has the kind and row of the one at @position. */
void
hw_point_columns_set (HwPointColumns     *self,
                      gsize               position,
                      const HwIndexPoint *point)
{
  g_return_if_fail (position < self->size);

  set_values (self, position, point);
}

/* Removes a point; the last one takes its position. */
void
hw_point_columns_remove (HwPointColumns *self,
                         gsize           position)
{
  gsize last = self->size - 1;

  g_return_if_fail (position < self->size);

  if (self->slots != NULL)
    {
      free_slot (self, find_slot (self, self->kinds[position], self->rows[position]));
      if (position != last)
        self->slots[find_slot (self, self->kinds[last], self->rows[last])] = (guint32) position + 1;
    }
  copy_position (self, position, last);
  self->size--;
}

HwPoint
hw_point_columns_get_place (const HwPointColumns *self,
                            gsize                 position)
{
  return (HwPoint) { self->latitudes[position] / STEPS_PER_DEGREE, self->longitudes[position] / STEPS_PER_DEGREE };
}

void
hw_point_columns_get (const HwPointColumns *self,
                      gsize                 position,
                      HwIndexPoint         *point)
{
  *point = (HwIndexPoint) {
    .row = self->rows[position],
    .time = self->times[position],
    .point = hw_point_columns_get_place (self, position),
    .kind = self->kinds[position],
    .status = self->statuses[position],
    .people = self->people[position],
  };
}

gboolean
hw_point_columns_find (HwPointColumns *self,
                       HwPointKind     kind,
                       gint64          row,
                       gsize          *position)
{
  gsize slot;

  if (self->size == 0)
    return FALSE;
  ensure_slots (self);
  slot = find_slot (self, kind, row);
  if (self->slots[slot] == 0)
    return FALSE;
  *position = self->slots[slot] - 1;
  return TRUE;
}

/* Orders positions by time, the newest first, and by what does not change where times are equal. */
int
hw_point_columns_compare_newest (const HwPointColumns *self,
                                 gsize                 a,
                                 gsize                 b)
{
  if (self->times[a] != self->times[b])
    return self->times[a] > self->times[b] ? -1 : 1;
  if (self->kinds[a] != self->kinds[b])
    return self->kinds[a] < self->kinds[b] ? -1 : 1;
  if (self->rows[a] != self->rows[b])
    return self->rows[a] < self->rows[b] ? -1 : 1;
  return 0;
}
